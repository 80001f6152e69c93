"""The reports as the brief cites them: their numbers, their evidence, copies counted once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forewarn.brief import moments
from forewarn.brief.known import Known
from forewarn.brief.model import Moment, Ref, Source
from forewarn.records import Event, Evidence, Measurement, Report, Statement

EMBED_ALL = 6_000_000
"""Characters. Up to here every text goes into the file: 436 long releases are about a third of it,
and a browser opens such a page at once. Beyond, only reports that a line rests on."""

Told = Event | Statement | Measurement


@dataclass(frozen=True)
class Shelf:
    """All reports in their order, and for each the spans that something rests on."""

    reports: tuple[Report, ...]
    number: dict[str, int]
    spans: dict[str, tuple[tuple[int, int], ...]]
    original: dict[str, str]

    @classmethod
    def of(cls, known: Known) -> Shelf:
        """The shelf of what is known."""
        reports = tuple(sorted(known.reports, key=_order))
        number = {report.id: n for n, report in enumerate(reports, 1)}
        told: tuple[Told, ...] = (*known.events, *known.statements, *known.measurements)
        by_id = {report.id: report for report in reports}
        return cls(reports, number, _spans(told, by_id), _originals(by_id))

    def report(self, identity: str) -> Report | None:
        """The report of this id, None where it is not held."""
        n = self.number.get(identity)
        return self.reports[n - 1] if n else None

    def refs(self, evidence: Iterable[Evidence]) -> tuple[Ref, ...]:
        """The references, in the order of reports and spans, originals before copies."""
        unique = sorted(set(evidence), key=self._ref_order)
        return tuple(dict.fromkeys(self._ref(each) for each in unique))

    def independent(self, evidence: Iterable[Evidence]) -> tuple[int, int]:
        """How many independent reports, and how many copies of them, the evidence is from."""
        used = {each.report for each in evidence}
        originals = {self.original.get(each, each) for each in used}
        return len(originals), len(used) - len(originals)

    def sources(self, evidence: Iterable[Evidence]) -> tuple[str, ...]:
        """The names of the sources, each once, in the order of the reports, copies last."""
        used = sorted({each.report for each in evidence}, key=self._originals_first)
        held = [report for report in map(self.report, used) if report]
        return tuple(dict.fromkeys(source_name(report) for report in held))

    def published(self, evidence: Iterable[Evidence]) -> Moment | None:
        """The first publication day among the reports of the evidence."""
        held = [self.report(each.report) for each in evidence]
        found = [moments.published(report.published) for report in held if report]
        return min((each for each in found if each), key=lambda m: m.start, default=None)

    def _ref(self, each: Evidence) -> Ref:
        spans = self.spans.get(each.report, ())
        if (each.start, each.end) not in spans:
            return Ref(0, 0, each.text)
        return Ref(self.number[each.report], spans.index((each.start, each.end)) + 1, each.text)

    def _ref_order(self, each: Evidence) -> tuple[bool, int, str, int, int, str]:
        return *self._originals_first(each.report), each.start, each.end, each.text

    def _originals_first(self, identity: str) -> tuple[bool, int, str]:
        copied = self.original.get(identity, identity) != identity
        return copied, self.number.get(identity, len(self.reports) + 1), identity


def _order(report: Report) -> tuple[bool, str, str, str]:
    day = moments.parse_day(report.published)
    return day is None, day.isoformat() if day else "", source_name(report), report.id


def _spans(
    told: Iterable[Told], by_id: dict[str, Report]
) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for each in (evidence for record in told for evidence in record.evidence):
        report = by_id.get(each.report)
        if report and each.text and report.text[each.start : each.end] == each.text:
            found.setdefault(each.report, set()).add((each.start, each.end))
    return {report: tuple(sorted(spans)) for report, spans in found.items()}


def _originals(by_id: dict[str, Report]) -> dict[str, str]:
    found = {}
    for identity in by_id:
        seen = {identity}
        top = identity
        while (above := by_id[top].copy_of) in by_id and above and above not in seen:
            seen.add(above)
            top = above
        # In a circle of copies none is first: the smallest id stands for all.
        found[identity] = min(seen) if by_id[top].copy_of in seen else top
    return found


def source_name(report: Report) -> str:
    """Who published it, as far as is known."""
    return report.agency or report.source or "unnamed source"


def title_of(report: Report) -> str:
    """Its title, or else the beginning of its text."""
    text = " ".join((report.title or report.text[:400]).split()) or "(no text)"
    return text if len(text) <= 160 else text[:159].rstrip() + "…"


def catalogue(shelf: Shelf, known: Known, old: frozenset[str] | None) -> tuple[Source, ...]:
    """Every report as the brief lists it; `old` are the ids of the last brief's reports."""
    everything = sum(len(report.text) for report in shelf.reports) <= EMBED_ALL
    return tuple(
        Source(
            number=n,
            report=report,
            title=title_of(report),
            label=source_name(report),
            published=moments.short(report.published) if report.published else "undated",
            spans=shelf.spans.get(report.id, ()),
            embedded=everything or report.id in shelf.spans,
            copy_of=_copied(shelf, report),
            unread=unread(report, known),
            new=old is not None and report.id not in old,
        )
        for n, report in enumerate(shelf.reports, 1)
    )


def _copied(shelf: Shelf, report: Report) -> int:
    original = shelf.original[report.id]
    return shelf.number[original] if original != report.id else 0


def unread(report: Report, known: Known) -> bool:
    """Whether it is in a language that the pipeline does not read."""
    return report.language is not None and report.language not in known.languages


def embedding(sources: tuple[Source, ...]) -> str:
    """What of the reports' texts is in the file, in one sentence."""
    held = sum(source.embedded for source in sources)
    if held == len(sources):
        return "The full text of every report is in this file."
    return (
        f"The full texts of the {held:,} reports that lines rest on are in this file; the texts of "
        f"the other {len(sources) - held:,} are left out for size."
    )
