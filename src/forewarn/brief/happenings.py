"""Events told by several reports become one happening each; which come first, and in what words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from forewarn.brief import moments, ontology, parties
from forewarn.brief.model import Line, Moment, Piece, Words
from forewarn.brief.parties import Sides
from forewarn.brief.sources import Shelf
from forewarn.records import Actor, Event, Evidence, Place

NEAR = 2
"""Days. Reports tell of a happening on its day and the two after it (a weekend, a time zone);
what the same two do to each other later than that is kept as a happening of its own."""

RULE = (
    "Happenings stand in four families, force and coercion first. Inside a family those between "
    "two countries or bodies{focus} come before the others; then what more independent reports "
    "tell (copies of a text count once); then what is said to have happened before what is "
    "planned, demanded, conditional or possible; then the most recent. Of several that one "
    "sentence tells, the first stands here and the others in the timeline. No other weight is used."
)


@dataclass(frozen=True)
class Happening:
    """Events of one type and status between the same two, near in time."""

    first: Event
    events: tuple[Event, ...]
    when: Moment
    evidence: tuple[Evidence, ...]
    line: Line
    sides: tuple[str, str]
    outward: bool
    place: Place | None


def gather(
    events: Iterable[Event], shelf: Shelf, sides: Sides, old: frozenset[str] | None
) -> tuple[Happening, ...]:
    """The happenings in the order of the brief's rule; `old` are event ids known before."""
    by_key: dict[tuple[object, ...], list[tuple[Moment, Event]]] = {}
    for event in events:
        moment = _moment(event, shelf)
        by_key.setdefault(_key(event, moment, shelf), []).append((moment, event))
    clusters = [cluster for timed in by_key.values() for cluster in _near(timed)]
    told = [_happening(cluster, shelf, sides, old) for cluster in clusters]
    told.sort(key=rank)
    numbered = [
        replace(each, line=replace(each.line, key=f"h{n}")) for n, each in enumerate(told, 1)
    ]
    return tuple(with_denials(numbered))


def _moment(event: Event, shelf: Shelf) -> Moment:
    return moments.happened(event.date) or shelf.published(event.evidence) or moments.UNDATED


def _key(event: Event, moment: Moment, shelf: Shelf) -> tuple[object, ...]:
    pair = (parties.key(event.actor), parties.key(event.recipient))
    if event.type in ontology.MUTUAL and event.mode != "visit" and all(pair):
        pair = (min(pair), max(pair))
    coarse = "" if moment.start == moment.end else f"{moment.start}/{moment.end}"
    # Two who are not named may be anybody: they are the same only in the same sentence.
    alone = () if any(pair) else tuple(sorted({each.text for each in event.evidence}))
    # Without any day a happening is the same only within a report and its copies.
    undated = "" if moment.start else min((_original(shelf, e) for e in event.evidence), default="")
    return event.type, event.mode or "", event.status, pair, coarse, alone, undated


def _original(shelf: Shelf, evidence: Evidence) -> str:
    return shelf.original.get(evidence.report, evidence.report)


def _near(timed: list[tuple[Moment, Event]]) -> Iterator[list[tuple[Moment, Event]]]:
    timed.sort(key=lambda each: (each[0].start, each[0].basis, each[1].id))
    cluster: list[tuple[Moment, Event]] = []
    for moment, event in timed:
        if cluster and _days(cluster[0][0].start, moment.start) > NEAR:
            yield cluster
            cluster = []
        cluster.append((moment, event))
    yield cluster


def _days(first: str, second: str) -> int:
    if first == second:
        return 0
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _happening(
    timed: list[tuple[Moment, Event]], shelf: Shelf, sides: Sides, old: frozenset[str] | None
) -> Happening:
    events = tuple(event for _, event in timed)
    # A day that a text states is better than the day on which it was published.
    when = min((m for m, _ in timed), key=lambda m: (m.basis != "happened", m.start, m.label))
    first = min(events, key=lambda event: (-event.confidence, event.id))
    evidence = tuple(each for event in events for each in event.evidence)
    pair = (sides.side(first.actor), sides.side(first.recipient))
    return Happening(
        first=first,
        events=events,
        when=when,
        evidence=evidence,
        line=_line(first, events, when, evidence, shelf, old),
        sides=pair,
        outward=bool(
            pair[0] and pair[1] and pair[0] != pair[1]
            and sides.in_focus(first.actor, first.recipient)
        ),
        place=_place(events),
    )  # fmt: skip


def _line(
    first: Event,
    events: tuple[Event, ...],
    when: Moment,
    evidence: tuple[Evidence, ...],
    shelf: Shelf,
    old: frozenset[str] | None,
) -> Line:
    reports, copies = shelf.independent(evidence)
    return Line(
        key="",
        kind=first.type,
        tone=ontology.family(first.type),
        words=_words(first, events),
        notes=tuple(_notes(first, events, shelf)),
        when=when,
        refs=shelf.refs(evidence),
        reports=reports,
        copies=copies,
        sources=shelf.sources(evidence),
        new=freshness((event.id for event in events), old),
    )


def freshness(ids: Iterable[str], old: frozenset[str] | None) -> Literal["", "new", "told again"]:
    """Whether all, some or none of the ids are new; "" too where there was no brief before."""
    fresh = [each not in old for each in ids] if old is not None else [False]
    return "new" if all(fresh) else "told again" if any(fresh) else ""


def _words(first: Event, events: tuple[Event, ...]) -> Words:
    deed = ontology.deed(first.type, first.mode, first.status, first.recipient is not None)
    before, _, after = deed.partition("{r}")
    words = [Piece(parties.name(first.actor), "name"), Piece(f" {before}")]
    if first.recipient is not None:
        words += [Piece(parties.name(first.recipient), "name"), Piece(after)]
    if place := _place(events):
        words += [Piece(" · "), Piece(parties.name(Actor(place.name)), "name")]
    return tuple(piece for piece in words if piece.text)


def _place(events: tuple[Event, ...]) -> Place | None:
    """The place that most events tell, the more precise one where they differ."""
    seen = Counter(event.place for event in events if event.place is not None)
    fineness = ("point", "city", "region", "country")
    return min(
        seen,
        key=lambda p: (-seen[p], fineness.index(p.precision), p.name, p.lat or 0, p.lon or 0),
        default=None,
    )


def _notes(first: Event, events: tuple[Event, ...], shelf: Shelf) -> Iterator[Words]:
    if first.status in ontology.STATUS_WORDS:
        yield (Piece(ontology.STATUS_WORDS[first.status]),)
    yield from attribution((event.attributed_to for event in events), len(events))


def attribution(said_by: Iterable[Actor | None], count: int) -> Iterator[Words]:
    """Who claims it; where some reports say it in their own voice too, that is said."""
    named = Counter(parties.name(actor) for actor in said_by if actor is not None)
    if not named:
        return
    words = [Piece("according to ")]
    for n, each in enumerate(sorted(named, key=lambda each: (-named[each], each))):
        words += [Piece(", ")] if n else []
        words.append(Piece(each, "name"))
    if sum(named.values()) < count:
        words.append(Piece("; also in the report’s own words"))
    yield tuple(words)


def rank(each: Happening) -> tuple[object, ...]:
    """The order that `RULE` states; the rest makes it the same every time."""
    codes = [code for code, _, _ in ontology.FAMILIES]
    known = ontology.STATUSES
    status = known.index(each.first.status) if each.first.status in known else len(known)
    day = each.when.start.replace("-", "")
    return (
        codes.index(each.line.tone),
        not each.outward,
        -each.line.reports,
        status,
        -int(day or 0),
        each.first.type,
        min(event.id for event in each.events),
    )


def with_denials(told: list[Happening]) -> Iterator[Happening]:
    """Each happening; what is denied and its denial, near in time, stand beside each other."""
    by_deed: dict[tuple[object, ...], list[Happening]] = {}
    for each in told:
        by_deed.setdefault(_deed(each), []).append(each)
    for each in told:
        against = [
            ("The same is told as " + ("so" if other.first.status == "actual" else "possible")
             if each.first.status == "negated" else "Denied, or told as not so", other.line)
            for other in by_deed[_deed(each)]
            if any(_deed(each)[1:])
            and (each.first.status == "negated") != (other.first.status == "negated")
            and _close(each.when, other.when)
        ]  # fmt: skip
        yield replace(each, line=replace(each.line, beside=tuple(against[:3]))) if against else each


def _deed(each: Happening) -> tuple[object, ...]:
    return each.first.type, parties.key(each.first.actor), parties.key(each.first.recipient)


def _close(one: Moment, other: Moment) -> bool:
    return bool(one.start and other.start) and abs(_days(one.start, other.start)) <= 14
