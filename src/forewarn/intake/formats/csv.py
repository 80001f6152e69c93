"""CSV with named columns; commas, semicolons, tabs or bars between them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from forewarn.intake import limits, rows
from forewarn.intake.decode import decode, encoding_mark
from forewarn.intake.raw import Bad, Found, UnreadableError
from forewarn.intake.streams import HEAD, from_bytes, lines, whole

_SEPARATORS = ",;\t|"


def read_csv(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    """The rows in order, numbered from 1 below the line of names."""
    csv.field_size_limit(max(csv.field_size_limit(), limits.ROW))
    text = _text_lines(stream)
    names_line = next(text, "")
    separator = max(_SEPARATORS, key=lambda each: _fit(names_line, each))
    names = next(csv.reader([names_line], delimiter=separator), [])
    if not rows.has_text(names):
        listed = ", ".join(name[:30] for name in names[:8])
        raise UnreadableError(f"no column named text, body, content or title (has: {listed})")
    yield from _rows(csv.reader(text, delimiter=separator), names)


def _fit(names_line: str, separator: str) -> tuple[bool, int]:
    names = next(csv.reader([names_line], delimiter=separator), [])
    return rows.has_text(names), len(names)


def _text_lines(stream: io.BufferedReader) -> Iterator[str]:
    """The lines as text; one that is too long is left empty."""
    if encoding_mark(stream.peek(HEAD)) not in (None, "utf-8-sig"):
        stream = from_bytes(decode(whole(stream, limits.FILE)).encode("utf-8", "replace"))
    for line in lines(stream, limits.ROW):
        yield "\x00" if line is None else decode(line)


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[Found]:
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnreadableError) as error:
            yield Bad(number, f"not CSV: {error}")
            continue
        if row and (found := _report(row, names, number)):
            yield found


def _report(row: list[str], names: list[str], number: int) -> Found | None:
    if "\x00" in row[0]:
        return Bad(number, f"longer than {limits.ROW // limits.MB} MB")
    if len(row) > len(names):
        return Bad(number, f"{len(row)} values for {len(names)} columns; is a quote missing?")
    return rows.report(dict(zip(names, row, strict=False)), number)
