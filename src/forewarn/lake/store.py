"""The store itself: opening it, adding batches, keeping its files few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake import Schema as DeltaSchema

from forewarn.errors import LakeError
from forewarn.lake import rows
from forewarn.lake.guard import Turn, check_name, plainly
from forewarn.lake.rows import Batch, Kept, Row
from forewarn.lake.view import View

SCHEMA_VERSION = "1"
_VERSION_KEY = "forewarn.schema"
_TABLE = "records"  # the folder of the table, inside the data folder
_COMPRESSION = WriterProperties(compression="ZSTD", compression_level=3)
# Every batch adds a file for each kind that it holds. Opening a view takes 0.2 to 0.4 ms for each
# (benchmarks/lake.py), so files are joined before that comes to half a second.
_MANY_FILES = 1000
_RETENTION_HOURS = 168  # files that a reader may still be reading stay for a week


_REPORTS = "kind = 'reports'"
_NEVER = datetime.min.replace(tzinfo=UTC)
_KEPT_ONCE = "kind IN ('reports', 'codings', 'skipped', 'links')"
_KEYS = """
    SELECT kind, id, batch, epoch_us(stored), report, other, coder, epoch_us(learned)
    FROM found ORDER BY batch
"""


@dataclass
class _Known:
    """What is already in the table, by key, as of its version `version`."""

    version: int = -1
    batch: int = 0
    stored: datetime = _NEVER
    learned: dict[str, int] = field(default_factory=dict)
    coder: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """Takes note of a row; rows come in the order of their batches."""
        self.batch = max(self.batch, row.batch)
        self.stored = max(self.stored, rows.moment(row.stored))
        if row.kind == "reports" and row.learned is not None:
            self.learned[row.id] = min(row.learned, self.learned.get(row.id, row.learned))
        elif row.kind == "codings":
            self.coder[row.id] = row.coder or ""
        elif row.kind == "skipped":
            self.skipped[row.id] = min(row.stored, self.skipped.get(row.id, row.stored))
        elif row.kind == "links" and row.report and row.other:
            self.links.add((row.report, row.other))


class Lake:
    """The store in folder `path`, made there if `create` and there is none.

    Raises LakeError, one line that names the folder, when it cannot be used: missing, foreign,
    damaged, of another version, or not writable where something is to be written. A writer waits
    `patience` seconds for another one to finish.
    """

    def __init__(self, path: Path, create: bool = True, patience: float = 10.0) -> None:
        self.path = Path(path)
        self._table_path = str((self.path / _TABLE).absolute())
        self._known = _Known()
        self._turn = Turn(self.path, patience)
        check_name(self.path)
        with plainly(self.path, "open the lake"):
            if not DeltaTable.is_deltatable(self._table_path):
                self._create(create)
            self._open()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the turn to write, so that what is read inside stays true until it is appended.

        Waits for another writer as long as the lake's patience, then raises LakeError.
        """
        with self._turn:
            yield

    def known_reports(self) -> Mapping[str, str | None]:
        """The ids of all kept reports, each with the coder it was last coded with, or None."""
        _, known = self._refresh()
        return {report: known.coder.get(report) for report in known.learned}

    def fingerprints(self) -> dict[str, tuple[int, ...]]:
        """The fingerprint of each kept report's text, by report id."""
        with plainly(self.path, "read the lake"):
            connection = duckdb.connect()
            connection.register("found", self._open().scan(["id", "fingerprint"], _REPORTS))
            pairs = connection.execute("SELECT id, fingerprint FROM found ORDER BY id").fetchall()
        return {report: rows.unpacked(stored) for report, stored in pairs}

    def append(self, batch: Batch) -> int:
        """Adds what is new in `batch` in one commit; returns how many rows that were.

        Nothing is added twice: a report that is known (unless it is now known to have been
        learned earlier), a coding by the coder that coded the report last, a known link, a known
        skipped input. With nothing new there is no commit. Raises ValueError for codings of or
        links to reports that are neither known nor in the batch.
        """
        with self.writing():
            table, known = self._refresh()
            found = list(rows.rows(_news(batch, known), known.batch + 1))
            if found:
                self._commit(table, found)
            return len(found)

    def stored(self) -> datetime:
        """When (UTC) the newest row was stored; the year 1 where there is none."""
        _, known = self._refresh()
        return known.stored

    def view(
        self,
        as_of: date | None = None,
        coder: str | None = None,
        stored_by: datetime | None = None,
    ) -> View:
        """What had been learned by the end of day `as_of` (UTC), or all of it.

        Each report comes as `coder` coded it last, where it did, else as it was coded last. With
        `stored_by` the view leaves out what was stored later: so it looked then.
        """
        with plainly(self.path, "read the lake"):
            return View(self._open(), self.path, as_of, coder, stored_by)

    def compact(self) -> None:
        """Joins small files, and removes files that nothing has used for a week.

        Readers of an older state are not disturbed within that week.
        """
        with self.writing(), plainly(self.path, "compact the lake"):
            table = self._open()
            table.optimize.compact(writer_properties=_COMPRESSION)
            table.vacuum(_RETENTION_HOURS, dry_run=False, full=True)

    def files(self) -> int:
        """How many files hold the rows."""
        with plainly(self.path, "read the lake"):
            return len(self._open().file_uris())

    def _create(self, allowed: bool) -> None:
        if not allowed:
            raise LakeError(f"{self.path}: there is no data here yet; ingest reports first")
        if self.path.exists() and not self.path.is_dir():
            raise LakeError(f"{self.path}: is a file; name a folder for the data")
        self.path.mkdir(parents=True, exist_ok=True)
        with self.writing():
            if DeltaTable.is_deltatable(self._table_path):
                return
            DeltaTable.create(
                self._table_path,
                DeltaSchema.from_arrow(rows.SCHEMA),
                partition_by=["kind"],
                name="forewarn",
                configuration={_VERSION_KEY: SCHEMA_VERSION, "delta.appendOnly": "true"},
                raise_if_key_not_exists=False,
            )

    def _open(self) -> DeltaTable:
        table = DeltaTable(self._table_path)
        version = table.metadata().configuration.get(_VERSION_KEY)
        if version is None:
            raise LakeError(f"{self.path}: {_TABLE}/ is a table that forewarn did not make")
        if version != SCHEMA_VERSION:
            raise LakeError(
                f"{self.path}: written in format {version}, this forewarn reads format "
                f"{SCHEMA_VERSION}; ingest the reports into a new folder"
            )
        return table

    def _refresh(self) -> tuple[DeltaTable, _Known]:
        with plainly(self.path, "read the lake"):
            table = self._open()
            if table.version() != self._known.version:
                self._known = _read_known(table)
            return table, self._known

    def _commit(self, table: DeltaTable, found: list[Row]) -> None:
        with plainly(self.path, "write to the lake"):
            write_deltalake(table, rows.arrow(found), mode="append", writer_properties=_COMPRESSION)
            for row in found:
                self._known.add(row)
            self._known.version = table.version()
            if len(table.file_uris()) > _MANY_FILES:
                self.compact()


def _news(batch: Batch, known: _Known) -> Batch:
    earliest_last = sorted(batch.reports, key=lambda kept: kept.learned, reverse=True)
    reports = {kept.report.id: kept for kept in earliest_last if _earlier(kept, known)}
    here = known.learned.keys() | reports.keys()
    mentioned = {*batch.coded, *(end for link in batch.links for end in link[:2])}
    if strangers := sorted(mentioned - here):
        raise ValueError(f"not a report of this lake: {strangers[0]}")
    at = rows.micros(batch.stored)
    return Batch(
        reports=sorted(reports.values(), key=lambda kept: kept.report.id),
        coded={
            report: batch.coded[report]
            for report in sorted(batch.coded)
            if known.coder.get(report) != batch.coder
        },
        coder=batch.coder,
        skipped=sorted(
            {
                each
                for each in batch.skipped
                if at < known.skipped.get(rows.skipped_id(each), at + 1)
            },
            key=lambda each: (each.file, each.reason),
        ),
        links=sorted(
            {link[:2]: link for link in batch.links if link[:2] not in known.links}.values()
        ),
        stored=batch.stored,
    )


def _earlier(kept: Kept, known: _Known) -> bool:
    learned = rows.micros(kept.learned)
    return learned < known.learned.get(kept.report.id, learned + 1)


def _read_known(table: DeltaTable) -> _Known:
    known = _Known(version=table.version())
    connection = duckdb.connect()
    connection.register("found", table.scan(list(Row._fields[:8]), _KEPT_ONCE))
    for values in connection.execute(_KEYS).fetchall():
        known.add(Row(*values))
    return known
