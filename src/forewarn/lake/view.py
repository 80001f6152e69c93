"""A view: all that had been learned by the end of a day, in an order that never changes."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeVar

import duckdb
from arro3.core import Array, DataType, RecordBatchReader, Table
from deltalake import DeltaTable

from forewarn.lake import rows
from forewarn.lake.guard import plainly
from forewarn.lake.origins import with_origins
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


class _Question(NamedTuple):
    """SQL over `source`, the rows of a kind with these columns, and the view's own tables."""

    columns: str
    sql: str


# What the view is asked for, in one row; times in microseconds from 1970.
_ASKED = "CREATE TABLE asked AS SELECT $until AS until, $stored_by AS stored_by, $coder AS coder"
# One row for each visible report: as it was first learned, and where it stands in the order.
_SEEN = _Question(
    "id batch learned stored published",
    """
    CREATE TABLE seen AS
    SELECT * EXCLUDE (turn), row_number() OVER (ORDER BY published NULLS LAST, id) AS place
    FROM (SELECT id, batch, epoch_us(learned) AS learned, epoch_us(published) AS published,
                 row_number() OVER (PARTITION BY id ORDER BY source.learned, batch) AS turn
          FROM source WHERE epoch_us(stored) <= (SELECT stored_by FROM asked))
    WHERE turn = 1 AND learned <= (SELECT until FROM asked)
    """,
)
# One row for each of them that was coded: the coding that counts.
_CODED = _Question(
    "report batch stored coder",
    """
    CREATE TABLE coded AS
    SELECT report, batch, place
    FROM (SELECT report, source.batch, place,
                 row_number() OVER (PARTITION BY report ORDER BY
                     source.coder IS NOT DISTINCT FROM asked.coder DESC, source.batch DESC) AS turn
          FROM asked, source JOIN seen ON report = seen.id
          WHERE epoch_us(stored) <= stored_by)
    WHERE turn = 1
    """,
)
_REPORTS = _Question(
    "id batch body",
    "SELECT body FROM source JOIN seen USING (id, batch) ORDER BY place",
)
_FOUND = _Question(
    "id report batch start body",
    """
    SELECT body FROM source JOIN coded USING (report, batch)
    ORDER BY place, start NULLS LAST, id, body
    """,
)
_SKIPPED = _Question(
    "stored body",
    """
    SELECT body FROM source GROUP BY body
    HAVING min(epoch_us(stored)) <= (SELECT least(until, stored_by) FROM asked) ORDER BY body
    """,
)
_LINKS = _Question(
    "report other stored containment",
    """
    SELECT report, other, max(containment)
    FROM asked, source SEMI JOIN seen AS one ON report = one.id
                       SEMI JOIN seen AS two ON other = two.id
    WHERE epoch_us(stored) <= stored_by
    GROUP BY ALL ORDER BY ALL
    """,
)
_TYPED = "SELECT unnest(json_transform_strict(body, $shape)) FROM ({})"


class View:
    """What was known by the end of day `as_of` (UTC; None: all), made by `Lake.view`.

    It stays as it is, whatever is stored meanwhile. Reports come by publication (those without
    one last), then id; what was found in them in the order of the reports, then of the text.
    Raises LakeError where the lake's files cannot be read.
    """

    def __init__(
        self,
        table: DeltaTable,
        path: Path,
        as_of: date | None = None,
        coder: str | None = None,
        stored_by: datetime | None = None,
    ) -> None:
        self.as_of = as_of
        self._table = table
        self._path = path
        self._connection = duckdb.connect()
        until = datetime.combine(as_of or date.max, time.max, UTC)
        stored_by = stored_by or datetime.max.replace(tzinfo=UTC)
        asked = {"until": rows.micros(until), "stored_by": rows.micros(stored_by), "coder": coder}
        self._connection.execute(_ASKED, asked)
        self._ask("reports", _SEEN)
        self._ask("codings", _CODED)

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
        found = self._ask("links", _LINKS)
        with plainly(self._path, "read the lake"):
            return tuple(found.fetchall())

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
        return with_origins(bare, self._learned, self.links())

    @cached_property
    def _learned(self) -> dict[str, int]:
        with plainly(self._path, "read the lake"):
            return dict(
                self._connection.cursor().execute("SELECT id, learned FROM seen").fetchall()
            )

    def _records(self, kind: Kind, made: type[R]) -> Iterator[R]:
        return (from_json(made, json.loads(line)) for line in self._bodies(kind))

    def _typed(self, kind: Kind) -> duckdb.DuckDBPyRelation:
        shape = {"shape": json.dumps(_sql_type(KINDS[kind]))}
        if kind == "reports":  # their copies and stories are not in the table
            cursor = self._connection.cursor()
            bodies = Array(list(self.lines(kind)), DataType.string())
            cursor.register("bodies", Table.from_arrays([bodies], names=["body"]))
            return cursor.sql(_TYPED.format("FROM bodies"), params=shape)
        question = _question(kind)
        cursor = self._over(kind, question)
        return cursor.sql(_TYPED.format(question.sql), params=shape)

    def _bodies(self, kind: Kind) -> Iterator[str]:
        found = self._ask(kind, _question(kind))
        with plainly(self._path, "read the lake"):
            while some := found.fetchmany(_AT_ONCE):
                for (body,) in some:
                    yield body

    def _ask(self, kind: str, question: _Question) -> duckdb.DuckDBPyConnection:
        with plainly(self._path, "read the lake"):
            return self._over(kind, question).execute(question.sql)

    def _over(self, kind: str, question: _Question) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        cursor.register("source", self._table.scan(question.columns.split(), f"kind = '{kind}'"))
        return cursor


def _question(kind: Kind) -> _Question:
    return {"reports": _REPORTS, "skipped": _SKIPPED}.get(kind, _FOUND)


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
