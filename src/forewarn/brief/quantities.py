"""Quantities claimed and by whom: differing claims about the same thing next to each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from forewarn.brief import moments, parties
from forewarn.brief.happenings import freshness
from forewarn.brief.model import Figures, Line, Piece, Words
from forewarn.brief.sources import Shelf
from forewarn.records import Actor, Evidence, Measurement

SHOWN = 15
"""Quantities of each sort (claims differ, do not differ) that are open; the others are folded, with
their number."""
QUALIFIERS = {"about": "about ", "at_least": "at least ", "at_most": "at most ", "exact": ""}


def gather(
    measurements: Iterable[Measurement], shelf: Shelf, old: frozenset[str] | None
) -> tuple[Figures, ...]:
    """The quantities; first those about which claims differ, then those most often told."""
    things: dict[tuple[str, ...], list[Measurement]] = {}
    for each in measurements:
        things.setdefault(_thing(each), []).append(each)
    told = [_figures(group, shelf, old) for group in things.values()]
    told.sort(key=lambda f: (not f.differ, -sum(c.reports for c in f.claims), f.key))
    keys = itertools.count(1)
    return tuple(
        replace(
            figures,
            key=f"quantity{n}",
            claims=tuple(replace(claim, key=f"q{next(keys)}") for claim in figures.claims),
        )
        for n, figures in enumerate(told, 1)
    )


def _fold(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _thing(each: Measurement) -> tuple[str, ...]:
    return _fold(each.unit), parties.key(each.owner), _fold(each.place.name if each.place else "")


def number(value: float) -> str:
    """100,000 and 2.5; what is no finite number is said so."""
    if not math.isfinite(value):
        return "a number that cannot be read"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def _figures(group: list[Measurement], shelf: Shelf, old: frozenset[str] | None) -> Figures:
    group.sort(key=lambda m: (-m.value if math.isfinite(m.value) else 0.0, m.id))
    claims: dict[tuple[object, ...], list[Measurement]] = {}
    for each in group:
        claims.setdefault(
            (number(each.value), each.qualifier, parties.key(each.claimed_by), each.date), []
        ).append(each)
    values = list(dict.fromkeys(number(m.value) for m in group))
    differ = f"claims differ: {values[-1]} to {values[0]}" if len(values) > 1 else ""
    lines = tuple(_claim(same, shelf, old) for same in claims.values())
    return Figures("|".join(_thing(group[0])), _head(group), differ, lines)


def _head(group: list[Measurement]) -> Words:
    first = min(group, key=lambda m: (m.owner is None, m.place is None, m.id))
    words = [Piece(" ".join(first.unit.split())[:80], "name")]
    if first.owner is not None:
        words += [Piece(" · "), Piece(parties.name(first.owner), "name")]
    if first.place is not None:
        words += [Piece(" · "), Piece(parties.name(Actor(first.place.name)), "name")]
    return tuple(words)


def _claim(same: list[Measurement], shelf: Shelf, old: frozenset[str] | None) -> Line:
    first = same[0]
    evidence: tuple[Evidence, ...] = tuple(e for each in same for e in each.evidence)
    reports, copies = shelf.independent(evidence)
    when = moments.happened(first.date) or shelf.published(evidence) or moments.UNDATED
    return Line(
        key="",
        kind="quantity",
        tone="",
        words=(
            Piece(f"{QUALIFIERS.get(first.qualifier, '')}{number(first.value)} "),
            Piece(" ".join(first.unit.split())[:80], "name"),
        ),
        notes=tuple(_notes(first)),
        when=when,
        refs=shelf.refs(evidence),
        reports=reports,
        copies=copies,
        sources=shelf.sources(evidence),
        new=freshness((each.id for each in same), old),
    )


def _notes(first: Measurement) -> Iterator[Words]:
    if first.claimed_by is None:
        yield (Piece("in the report’s own words"),)
    else:
        yield (Piece("claimed by "), Piece(parties.name(first.claimed_by), "name"))
