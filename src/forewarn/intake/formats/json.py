"""JSON: one object, an array of them, or an object that holds the array (as JSON Feed does)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from forewarn.intake import limits, rows
from forewarn.intake.decode import decode
from forewarn.intake.raw import Bad, Found, UnreadableError
from forewarn.intake.streams import whole

_LISTS = ("articles", "reports", "items", "entries", "documents", "results", "data", "rows")


def read_json(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    """The objects in order; those of an array are numbered from 1."""
    value = _parse(decode(whole(stream, limits.FILE)))
    if isinstance(value, dict):
        listed = next((value[each] for each in _LISTS if isinstance(value.get(each), list)), None)
        if listed is None:
            yield _single(value)
            return
        value = listed
    if not isinstance(value, list):
        raise UnreadableError("JSON, but neither an object nor an array of objects")
    for number, item in enumerate(value, 1):
        good = isinstance(item, dict)
        yield rows.report(item, number) if good else Bad(number, "not a JSON object")


def _single(value: dict[str, object]) -> Found:
    row = rows.report(value)
    if isinstance(row, Bad):
        raise UnreadableError(row.reason)
    return row


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"not JSON: {error.msg} at {where}") from error
    except RecursionError as error:
        raise UnreadableError("nested too deep") from error
    except ValueError as error:
        raise UnreadableError(f"not JSON: {error}"[:200]) from error
