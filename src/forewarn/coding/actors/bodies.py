"""Short names of bodies: "the Union" after the European Union or a commissioner of it was named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forewarn.packs.pack import PackActor
from forewarn.records import Actor

SHORT = frozenset(
    [
        *("union", "council", "commission", "alliance", "organization", "organisation", "bloc"),
        *("assembly", "committee", "agency", "court", "secretariat", "league", "community"),
    ]
)
"""Nouns that stand alone for a body of several states, in small letters."""


def named(noun: str, text: str, chains: Iterable[Sequence[PackActor]]) -> Actor | None:
    """The body called by that noun alone.

    `chains` are the bodies named before, the nearest first, each with those that it is part of and
    the parts of these. Where several of one chain are called so, only what they share is known.
    """
    for chain in chains:
        if found := [body for body in chain if noun == _head(body.name)]:
            return _shared(found, text)
    return None


def _head(name: str) -> str:
    """The noun that says what the body is: "Council of X", "European Union"."""
    return name.lower().split(" of ")[0].split()[-1]


def _shared(found: Sequence[PackActor], text: str) -> Actor:
    first = found[0]
    if len(found) == 1:
        return Actor(text, first.name, first.id, first.country, first.sector)
    sector = first.sector if len({body.sector for body in found}) == 1 else None
    return Actor(text, None, None, first.country, sector)
