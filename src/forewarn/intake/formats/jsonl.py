"""JSON Lines: one object a line, one report an object; also packed (.jsonl.gz)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from forewarn.intake import limits, rows
from forewarn.intake.decode import decode, encoding_mark
from forewarn.intake.raw import Bad, Found, UnreadableError
from forewarn.intake.streams import HEAD, lines


def read_jsonl(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    """The rows in order, numbered by line; a bad row is told and the next ones are read."""
    mark = encoding_mark(stream.peek(HEAD))
    if mark not in (None, "utf-8-sig"):
        raise UnreadableError(f"JSON Lines in {mark.upper()}; save it as UTF-8" if mark else "")
    for number, line in enumerate(lines(stream, limits.ROW), 1):
        if line is None:
            yield Bad(number, f"longer than {limits.ROW // limits.MB} MB")
        elif line.strip():
            yield _row(line, number)


def _row(line: bytes, number: int) -> Found:
    try:
        value = json.loads(decode(line))
    except json.JSONDecodeError as error:
        wrong = error.msg.removesuffix(" at")
        return Bad(number, f"not JSON: {wrong} at character {error.pos + 1}")
    except RecursionError:
        return Bad(number, "nested too deep")
    except (ValueError, UnreadableError) as error:
        return Bad(number, f"not JSON: {error}"[:200])
    if not isinstance(value, dict):
        return Bad(number, "not a JSON object")
    return rows.report(value, number)
