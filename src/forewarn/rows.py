"""Rows of text to code as they are: {id, text[, published][, language]}, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from forewarn.errors import ForewarnError
from forewarn.records import Report, Skipped

# A longer line is refused unread, so that memory stays bounded.
LONGEST = 4_000_000


def as_report(row: Mapping[str, Any]) -> Report:
    """The row as a report with exactly its text; raises ValueError saying what is wrong."""
    if not isinstance(row, Mapping):
        raise ValueError("is no JSON object")
    if not isinstance(row.get("id"), str | int) or isinstance(row.get("id"), bool):
        raise ValueError('has no "id"')
    if not isinstance(row.get("text"), str):
        raise ValueError('has no "text"')
    return Report(
        id=str(row["id"]),
        file=None,
        url=None,
        source=None,
        agency=None,
        title=None,
        language=None,
        published=_published(row.get("published")),
        published_from="metadata" if row.get("published") else None,
        dateline=None,
        text=row["text"],
    )


def read(file: Path, skipped: list[Skipped]) -> Iterator[Report]:
    """The rows of a JSON Lines file; what is wrong with a row is added to `skipped`.

    Raises ForewarnError where the file cannot be read.
    """
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(_lines(lines), 1):
                if line.strip():
                    yield from _row(f"{file}:{number}", line, skipped)
    except OSError as error:
        raise ForewarnError(f"{file}: cannot be read: {error.strerror}") from error


def _lines(file: Any) -> Iterator[bytes]:
    while line := file.readline(LONGEST + 1):
        yield line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = file.readline(LONGEST + 1)


def _row(where: str, line: bytes, skipped: list[Skipped]) -> Iterator[Report]:
    try:
        if len(line) > LONGEST:
            raise ValueError(f"is longer than {LONGEST:,} bytes")
        yield as_report(json.loads(line))
    except RecursionError:
        skipped.append(Skipped(where, "is nested too deeply"))
    except UnicodeDecodeError:
        skipped.append(Skipped(where, "is not UTF-8"))
    except json.JSONDecodeError as error:
        skipped.append(Skipped(where, f"is no JSON: {error.msg} at column {error.colno}"))
    except ValueError as error:
        skipped.append(Skipped(where, str(error)))


def _published(value: Any) -> str | None:
    if value is None or value == "":
        return None
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f'"published" is no ISO 8601 day or date-time: {value!r}') from None
    return str(value)
