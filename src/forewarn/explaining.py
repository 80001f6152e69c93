"""Explaining: what a coded thing rests on, from the stored record back to the words.

The report is read and coded once more, by the code and the pack in use now; where what is stored
was coded otherwise, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forewarn import language, packs
from forewarn.coding import Coder
from forewarn.coding.reasons import Reasons
from forewarn.errors import UsageError
from forewarn.lake import Lake, View
from forewarn.lake.view import Kind
from forewarn.language.doc import Doc
from forewarn.records import Event, Measurement, Report, Statement

KINDS: dict[str, Kind] = {"e": "events", "s": "statements", "m": "measurements", "r": "reports"}
Stored = Event | Statement | Measurement


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record's report, the sentence's analysis, and its reasons.

    `reasons` is None where today's coder does not give that record any more.
    """

    report: Report
    record: Stored
    doc: Doc
    reasons: Reasons | None

    def text(self) -> str:
        """The explanation for a terminal."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        evidence = self.record.evidence[0]
        yield f"{type(self.record).__name__.lower()} {self.record.id}"
        yield f"report    {self.report.id}{_told(self.report)}"
        yield f"sentence  characters {evidence.start} to {evidence.end}:"
        yield f"          “{evidence.text}”"
        yield "analysis  (word, lemma, part of speech, relation <- head)"
        yield from _analysis(self.doc, evidence.start, evidence.end)
        if self.reasons is None:
            yield "not found again: it was coded by another version of forewarn or of the pack"
            return
        yield "decided"
        for what, by in self.reasons.lines:
            yield f"  {what:<12}{by}"
        if self.reasons.alternatives:
            yield "alternatives"
            yield from (f"  {each}" for each in self.reasons.alternatives)


def explain(
    data: Path | str,
    ids: list[str],
    *,
    pack: str,
    pipeline: str | None = None,
    as_of: date | None = None,
) -> Iterator[Explanation]:
    """What the records of these ids in the folder `data` rest on; of a report all that it gave.

    Raises UsageError for an id that is not stored, LakeError where there is no data.
    """
    view = Lake(Path(data), create=False).view(as_of)
    reports = {report.id: report for report in view.reports()}
    records = [record for id_ in ids for record in _stored(view, id_)]
    reader, coder = language.load(pipeline), Coder(packs.load(pack))
    for record in records:
        report = reports[record.evidence[0].report]
        doc = next(iter(reader.read([report.text])))
        reasons = {each.record.id: each for each in coder.explained(doc, report)}
        yield Explanation(report, record, doc, reasons.get(record.id))


def _stored(view: View, id_: str) -> list[Stored]:
    kind = KINDS.get(id_.partition("-")[0])
    whole = kind == "reports"
    kinds: list[Kind] = (
        ["events", "statements", "measurements"] if whole else [kind] if kind else []
    )
    every = (record for each in kinds for record in view.records(each))
    found = [
        record
        for record in every
        if isinstance(record, Stored) and id_ in (record.id, _report_of(record))
    ]
    if not found:
        raise UsageError(f"{id_}: nothing stored has this id; `forewarn export` lists them")
    return found


def _report_of(record: Stored) -> str:
    return record.evidence[0].report


def _told(report: Report) -> str:
    parts = (report.title, report.source or report.file or report.url, report.published)
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _analysis(doc: Doc, start: int, end: int) -> Iterator[str]:
    """A line for each word of the sentence: its form, lemma, part of speech, relation and head."""
    inside = [word for word in doc.words if start <= word.start < end]
    wide = max((len(word.text) for word in inside), default=0)
    for word in inside:
        head = "root" if word.head == word.i else f"{word.deprel} <- {doc.words[word.head].text}"
        yield f"  {word.text:<{wide}}  {word.lemma:<{wide}}  {word.upos:<6}{head}"
