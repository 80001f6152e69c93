"""A view: all that had been learned by the end of a day, in an order that never changes."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import duckdb
from arro3.core import Array, DataType, RecordBatchReader, Table
from deltalake import DeltaTable

from forewarn.lake import rows
from forewarn.lake.guard import plainly
from forewarn.lake.origins import Origin, origins
from forewarn.records import Event, Measurement, Record, Report, Skipped, Statement, When, from_json

Kind = Literal["reports", "events", "statements", "measurements", "skipped"]
KINDS: Final[dict[Kind, type[Record]]] = {
    "reports": Report,
    "events": Event,
    "statements": Statement,
    "measurements": Measurement,
    "skipped": Skipped,
}
R = TypeVar("R")

_AT_ONCE = 1000  # rows in memory while streaming

# One row for each visible report: as it was first learned, and where it stands in the order.
_SEEN = """
    CREATE TABLE seen AS
    SELECT * EXCLUDE (turn), row_number() OVER (ORDER BY published NULLS LAST, id) AS place
    FROM (SELECT id, batch, epoch_us(learned) AS learned, epoch_us(published) AS published,
                 row_number() OVER (PARTITION BY id ORDER BY learned, batch) AS turn FROM source)
    WHERE turn = 1 AND learned <= $until
"""
# One row for each of them that was coded: the coding that counts.
_CODED = """
    CREATE TABLE coded AS
    SELECT report, batch, place
    FROM (SELECT report, source.batch, place,
                 row_number() OVER (PARTITION BY report
                     ORDER BY coder IS NOT DISTINCT FROM $coder DESC, source.batch DESC) AS turn
          FROM source JOIN seen ON report = seen.id)
    WHERE turn = 1
"""
_REPORTS = """
    SELECT body FROM source JOIN seen USING (id, batch) ORDER BY place
"""
_FOUND = """
    SELECT body FROM source JOIN coded USING (report, batch)
    ORDER BY place, start NULLS LAST, source.id, body
"""
_SKIPPED = """
    SELECT body FROM source GROUP BY body
    HAVING min(epoch_us(stored)) <= $until ORDER BY body
"""
_TYPED = "SELECT unnest(json_transform_strict(body, $shape)) FROM ({query})"
_LINKS = """
    SELECT report, other, max(containment) FROM source
    WHERE report IN (SELECT id FROM seen) AND other IN (SELECT id FROM seen)
    GROUP BY ALL ORDER BY ALL
"""


class View:
    """What was known by the end of day `as_of` (UTC; None: all), made by `Lake.view`.

    It stays as it is, whatever is stored meanwhile. Reports come by publication (those without
    one last), then id; what was found in them in the order of the reports, then of the text.
    Raises LakeError where the lake's files cannot be read.
    """

    def __init__(
        self, table: DeltaTable, path: Path, as_of: date | None = None, coder: str | None = None
    ) -> None:
        self.as_of = as_of
        self._table = table
        self._path = path
        end = datetime.combine(as_of or date.max, time.max, UTC)
        self._until = rows.micros(end)
        self._connection = duckdb.connect()
        until, asked = {"until": self._until}, {"coder": coder}
        self._execute(_SEEN, "reports", ("id", "batch", "learned", "published"), until)
        self._execute(_CODED, "codings", ("report", "batch", "coder"), asked)

    def reports(self) -> tuple[Report, ...]:
        """The reports, each with `copy_of` and `story` as they follow from the others known."""
        return self._reports

    def events(self) -> tuple[Event, ...]:
        """The events found in the reports."""
        return tuple(self._records("events", Event))

    def statements(self) -> tuple[Statement, ...]:
        """The statements found in the reports."""
        return tuple(self._records("statements", Statement))

    def measurements(self) -> tuple[Measurement, ...]:
        """The quantities found in the reports."""
        return tuple(self._records("measurements", Measurement))

    def skipped(self) -> tuple[Skipped, ...]:
        """The inputs that gave no report, by file and reason; as of a day, those stored by then."""
        return tuple(self._records("skipped", Skipped))

    def learned(self, report: str) -> datetime:
        """When (UTC) the report was first learned; KeyError for one that is not in the view."""
        return rows.moment(self._learned[report])

    def links(self) -> tuple[rows.Link, ...]:
        """The pairs of reports that share text, with the share (0..1)."""
        columns = ("report", "other", "containment")
        return tuple(self._execute(_LINKS, "links", columns, {}).fetchall())

    def records(self, kind: Kind) -> Iterator[Record]:
        """The records of a kind, a thousand at a time in memory (reports: all)."""
        if kind == "reports":
            return iter(self._reports)
        return self._records(kind, KINDS[kind])

    def lines(self, kind: Kind) -> Iterator[str]:
        """The records of a kind as the contract's lines of JSON, without their line ends."""
        if kind == "reports":
            return (rows.body(report) for report in self._reports)
        return self._bodies(kind)

    def stream(self, kind: Kind) -> RecordBatchReader:
        """The records of a kind as a stream of typed Arrow batches: lists and structs, days as
        dates. Anything that takes the Arrow PyCapsule interface reads it (polars, pyarrow, DuckDB).
        """
        with plainly(self._path, "read the lake"):
            return RecordBatchReader.from_arrow(self._typed(kind))

    def table(self, kind: Kind) -> Table:
        """The records of a kind as one Arrow table in memory; columns as in `stream`."""
        with plainly(self._path, "read the lake"):
            return Table.from_arrow(self._typed(kind))

    @cached_property
    def _reports(self) -> tuple[Report, ...]:
        bare = list(self._records("reports", Report))
        found: dict[str, Origin] = origins(bare, self.links())
        return tuple(
            replace(report, copy_of=found[report.id].copy_of, story=found[report.id].story)
            for report in bare
        )

    @cached_property
    def _learned(self) -> dict[str, int]:
        with plainly(self._path, "read the lake"):
            return dict(self._cursor().execute("SELECT id, learned FROM seen").fetchall())

    def _records(self, kind: Kind, made: type[R]) -> Iterator[R]:
        return (from_json(made, json.loads(line)) for line in self._bodies(kind))

    def _typed(self, kind: Kind) -> duckdb.DuckDBPyRelation:
        cursor = self._cursor()
        if kind == "reports":
            cursor.register("bodies", _lines(self.lines(kind)))
            return cursor.sql(_TYPED.format(query="FROM bodies"), params={"shape": _shape(Report)})
        query, columns, values = self._query(kind)
        cursor.register("source", self._scan(kind, columns))
        shape = {"shape": _shape(KINDS[kind])}
        return cursor.sql(_TYPED.format(query=query), params=shape | values)

    def _bodies(self, kind: Kind) -> Iterator[str]:
        found = self._rows(kind)
        with plainly(self._path, "read the lake"):
            while some := found.fetchmany(_AT_ONCE):
                for (line,) in some:
                    yield line

    def _rows(self, kind: Kind) -> duckdb.DuckDBPyConnection:
        query, columns, values = self._query(kind)
        return self._execute(query, kind, columns, values)

    def _query(self, kind: Kind) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        """How the bodies of a kind are asked for: SQL, the columns and the values it needs."""
        if kind == "reports":
            return _REPORTS, ("id", "batch", "body"), {}
        if kind == "skipped":
            return _SKIPPED, ("stored", "body"), {"until": self._until}
        return _FOUND, ("id", "report", "batch", "start", "body"), {}

    def _execute(
        self, query: str, kind: str, columns: tuple[str, ...], values: dict[str, Any]
    ) -> duckdb.DuckDBPyConnection:
        """Runs the query on the rows of `kind`, which it knows as `source`."""
        with plainly(self._path, "read the lake"):
            cursor = self._cursor()
            cursor.register("source", self._scan(kind, columns))
            return cursor.execute(query, values)

    def _scan(self, kind: str, columns: tuple[str, ...]) -> RecordBatchReader:
        return self._table.scan(list(columns), f"kind = '{kind}'")

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor()


def _lines(lines: Iterator[str]) -> Table:
    return Table.from_arrays([Array(list(lines), DataType.string())], names=["body"])


def _shape(record: type[Any]) -> str:
    return json.dumps(_sql_type(record))


def _sql_type(hint: Any) -> Any:
    """The SQL type, as `json_transform` wants it, of a field with this annotation."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if hint is When:
        return {"start": "DATE", "end": "DATE", "precision": "VARCHAR"}
    if is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return {field.name: _sql_type(hints[field.name]) for field in fields(hint)}
    if typing.get_origin(hint) is tuple:
        return [_sql_type(typing.get_args(hint)[0])]
    return {int: "BIGINT", float: "DOUBLE"}.get(hint, "VARCHAR")
