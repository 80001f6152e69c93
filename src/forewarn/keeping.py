"""Keeping what was read: which reports are new, when each was learned, whose text it repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from forewarn.intake import Taken, copies
from forewarn.lake import Batch, Kept, Lake
from forewarn.reading import Outcome
from forewarn.records import Event, Measurement, Report, Skipped, Statement

Progress = Callable[[str, int, int | None], None] | None
Found = tuple[tuple[Event, ...], tuple[Statement, ...], tuple[Measurement, ...]]

# Reports that are read and committed together: few enough that an interruption loses little work
# (a commit takes about 80 ms, benchmarks/lake.py), enough to fill the language model's batches.
BATCH = 64


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of an ingest: counts of reports, and the inputs that gave none."""

    new: int
    known: int
    skipped: tuple[Skipped, ...]

    @property
    def usable(self) -> bool:
        """Whether any input gave a report, be it new or known."""
        return bool(self.new or self.known)

    @property
    def summary(self) -> str:
        """One line for a person."""
        return (
            f"{self.new} new report(s), {self.known} known already, "
            f"{len(self.skipped)} input(s) skipped"
        )


class Keeper:
    """Sorts what intake gives, and commits what was read batch by batch.

    `version` is the reader's: a known report that another version coded is read again.
    """

    def __init__(
        self, lake: Lake, version: str, learned_now: bool = False, progress: Progress = None
    ) -> None:
        self._lake = lake
        self._version = version
        self._learned_now = learned_now
        self._progress = progress
        self._stored = datetime.now(UTC)
        self._coders = dict(lake.known_reports())
        self._fingerprints = lake.fingerprints()
        self._learned: dict[str, datetime] = {}
        self._skipped: list[Skipped] = []
        self._new = self._known = 0

    def unread(self, taken: Iterable[Taken | Skipped]) -> Iterator[list[Report]]:
        """Batches of the reports that are not coded yet; the rest is counted."""
        batch: list[Report] = []
        for each in taken:
            if isinstance(each, Skipped):
                self._skipped.append(each)
            elif self._is_unread(each):
                batch.append(each.report)
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def keep(self, batch: Sequence[Report], outcomes: Sequence[Outcome]) -> None:
        """Commits one batch, with the links from its new reports to all known texts."""
        new = {r.id: copies.fingerprint(r.text) for r in batch if r.id not in self._coders}
        links = copies.links(new, self._fingerprints)
        self._fingerprints |= new
        coded, failed = _sorted(batch, outcomes)
        kept = [Kept(r, self._learned[r.id], self._stored, self._fingerprints[r.id]) for r in batch]
        self._lake.append(Batch(kept, coded, self._version, failed, links, self._stored))
        self._skipped += failed
        self._new += len(new)
        self._known += len(batch) - len(new)
        if self._progress:
            self._progress("reports read", self._new + self._known, None)

    def finish(self) -> Ingested:
        """Commits what was skipped, and counts."""
        self._lake.append(Batch(skipped=self._skipped, stored=self._stored))
        return Ingested(self._new, self._known, tuple(self._skipped))

    def _is_unread(self, taken: Taken) -> bool:
        report = taken.report
        if report.id in self._learned:
            return False
        self._learned[report.id] = self._when_learned(taken)
        if self._coders.get(report.id) != self._version:
            return True
        self._known += 1
        return False

    def _when_learned(self, taken: Taken) -> datetime:
        """A file is an archive: its reader had the report when it was published, if that is known.

        A day counts from its start, a time without an offset as UTC; nothing is learned later
        than it is stored.
        """
        if taken.learned:
            return taken.learned
        if self._learned_now or not taken.report.published:
            return self._stored
        published = datetime.fromisoformat(taken.report.published)
        in_utc = published if published.tzinfo else published.replace(tzinfo=UTC)
        return min(in_utc.astimezone(UTC), self._stored)


def _sorted(
    batch: Sequence[Report], outcomes: Sequence[Outcome]
) -> tuple[
    dict[str, tuple[tuple[Event, ...], tuple[Statement, ...], tuple[Measurement, ...]]],
    list[Skipped],
]:
    pairs = list(zip(batch, outcomes, strict=True))
    coded = {
        report.id: (outcome.events, outcome.statements, outcome.measurements)
        for report, outcome in pairs
        if not isinstance(outcome, str)
    }
    failed = [
        Skipped(report.file or report.url or report.id, outcome)
        for report, outcome in pairs
        if isinstance(outcome, str)
    ]
    return coded, failed
