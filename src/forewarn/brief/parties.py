"""Who is who in a brief: which mentions are the same actor, and which side an actor is on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from forewarn.brief import outlines
from forewarn.brief.known import Region
from forewarn.records import Actor

UNNAMED = "somebody who is not named"
NAME_LIMIT = 120
"""Characters of a name that a line shows; the whole stands in the evidence."""


def key(actor: Actor | None) -> str:
    """The same for mentions of the same actor; "" for none."""
    if actor is None:
        return ""
    return actor.id or " ".join((actor.name or actor.text).casefold().split())


def name(actor: Actor | None) -> str:
    """Its resolved name, or the words of the report."""
    if actor is None:
        return UNNAMED
    text = " ".join((actor.name or actor.text).split()) or UNNAMED
    return text if len(text) <= NAME_LIMIT else text[: NAME_LIMIT - 1] + "…"


@dataclass(frozen=True)
class Sides:
    """Countries and bodies: the side that an actor belongs to, and what the sides are called."""

    region: Region | None
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, region: Region | None, actors: Iterable[Actor]) -> Sides:
        """With names for all sides of these actors."""
        sides = cls(region)
        seen: dict[str, Counter[str]] = {}
        for actor in actors:
            if side := sides.side(actor):
                seen.setdefault(side, Counter())[name(actor)] += 1
        for side, counter in seen.items():
            sides.names[side] = sides._name(side, counter)
        return sides

    def side(self, actor: Actor | None) -> str:
        """The country (alpha-3) or else the id of the body; "" where neither is known."""
        if actor is None:
            return ""
        if actor.country in outlines.names():
            return actor.country or ""
        return self._top(actor.id or "")

    def in_focus(self, *actors: Actor | None) -> bool:
        """Whether one of them is of a country that the region watches; True without a region."""
        if self.region is None or not self.region.focus:
            return True
        return any(actor is not None and actor.country in self.region.focus for actor in actors)

    def _top(self, identity: str) -> str:
        # Bounded, because a pack that nobody checked may hold a circle.
        for _ in range(8):
            party = self.region.by_id.get(identity) if self.region else None
            if party is None or party.of is None:
                break
            identity = party.of
        return identity

    def _name(self, side: str, counter: Counter[str]) -> str:
        party = self.region.by_id.get(side) if self.region else None
        if party is not None:
            return party.name
        if side in outlines.names():
            return outlines.names()[side]
        return min(counter, key=lambda each: (-counter[each], each))
