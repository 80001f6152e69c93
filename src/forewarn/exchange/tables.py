"""A view's records as a file: JSON Lines, CSV or Parquet.

| format | what it holds |
|---|---|
| jsonl | the contract: one object a line, UTF-8, every key in its order, null where unknown |
| csv | RFC 4180 with a head line, UTF-8, empty where unknown; nested fields spread over columns |
| parquet | nested and typed: structs, lists, numbers, days as dates; Zstandard |

The same view gives the same bytes. CSV cells are the records' own text, also where it begins with
"=", "+", "-" or "@": a table for analysis must not change what was said. Where a spreadsheet is
to open reports by strangers, import the file with all columns as text.
"""

from __future__ import annotations

import csv
import dataclasses
import os
import shutil
import sys
import tempfile
import types
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, Any, Final, Literal

import duckdb

from forewarn.errors import ForewarnError, UsageError
from forewarn.lake.view import KINDS, Kind, View
from forewarn.records import Evidence, Record

Format = Literal["jsonl", "csv", "parquet"]

# Rows in memory while a Parquet file is written: reports of 3 kB each stay under 100 MB.
_ROW_GROUP = 20_000


def write(view: View, kind: Kind, form: Format, target: Path | None = None) -> None:
    """Writes the records of a kind to the file `target`; None or "-" is standard output.

    The file appears under its name only when it is whole, in place of what was there. Raises
    UsageError for an unknown kind or format, LakeError when the data cannot be read, and
    ForewarnError when the file cannot be written.
    """
    if kind not in KINDS:
        raise UsageError(f"nothing is called {kind!r}; there is {_listed(KINDS)}")
    if form not in _WRITERS:
        raise UsageError(f"no format is called {form!r}; there is {_listed(_WRITERS)}")
    with _opened(target) as file:
        _WRITERS[form](view, kind, file)


def _jsonl(view: View, kind: Kind, file: IO[bytes]) -> None:
    file.writelines(f"{line}\n".encode() for line in view.lines(kind))


def _csv(view: View, kind: Kind, file: IO[bytes]) -> None:
    text = TextIOWrapper(file, "utf-8", "replace", newline="")
    rows = csv.writer(text)
    rows.writerow(columns(KINDS[kind]))
    rows.writerows(flat(record) for record in view.records(kind))
    text.detach()


def _parquet(view: View, kind: Kind, file: IO[bytes]) -> None:
    with tempfile.TemporaryDirectory(prefix="forewarn-") as folder:
        path = Path(folder) / "table.parquet"
        connection = duckdb.connect(config={"threads": 1, "temp_directory": folder})
        connection.register("found", view.stream(kind))
        connection.sql("FROM found").write_parquet(
            str(path), compression="zstd", row_group_size=_ROW_GROUP
        )
        with path.open("rb") as written:
            shutil.copyfileobj(written, file)


_WRITERS: Final[dict[str, Callable[[View, Kind, IO[bytes]], None]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
}


def columns(record: Any) -> list[str]:
    """The names of the CSV columns of a record class.

    A nested field gives one column for each of its parts (`actor_name`); of the evidence the first
    piece is shown, with how many there are; of the dropped pieces only how many; words are joined.
    """
    return list(chain.from_iterable(_names(name, hint) for name, hint in _fields(record)))


def flat(record: Record) -> list[Any]:
    """The cells of a record, under the names that `columns` gives."""
    kind: Any = type(record)
    return list(
        chain.from_iterable(_cells(hint, getattr(record, name)) for name, hint in _fields(kind))
    )


@cache
def _fields(record: type[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, _known(hint)) for name, hint in typing.get_type_hints(record).items())


def _known(hint: Any) -> Any:
    """The annotation without "or None"."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint
    return next(part for part in typing.get_args(hint) if part is not type(None))


def _names(name: str, hint: Any) -> list[str]:
    if dataclasses.is_dataclass(hint):
        return [f"{name}_{part.name}" for part in dataclasses.fields(hint)]
    if hint == tuple[Evidence, ...]:
        return [*_names(name, Evidence), f"{name}_count"]
    if typing.get_origin(hint) is tuple and hint != tuple[str, ...]:
        return [f"{name}_count"]
    return [name]


def _cells(hint: Any, value: Any) -> list[Any]:
    if dataclasses.is_dataclass(hint):
        return [getattr(value, part.name, None) for part in dataclasses.fields(hint)]
    if hint == tuple[Evidence, ...]:
        return [*_cells(Evidence, value[0] if value else None), len(value)]
    if hint == tuple[str, ...]:
        return ["; ".join(value)]
    return [len(value) if isinstance(value, tuple) else value]


@contextmanager
def _opened(target: Path | None) -> Iterator[IO[bytes]]:
    if target is None or str(target) == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(target)
    except (OSError, duckdb.Error) as error:
        raise ForewarnError(f"{target}: cannot be written: {_why(error)}") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or " ".join(str(error).split())


def _listed(names: dict[Any, Any]) -> str:
    return ", ".join(names)
