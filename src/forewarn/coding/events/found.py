"""A find: an event before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Side
from forewarn.coding.grammar.lexicon import Rule
from forewarn.records import Actor, Status

# Types whose one-sided plural is an event ("NATO foreign ministers met").
COOPERATIVE = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"])
SPEECH = frozenset(["AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])

Basis = Literal["verb", "noun", "adjective", "implied", "sense"]
Whose = Callable[[int], Actor | None]


@dataclass(frozen=True, slots=True)
class Found:
    """An event before it is written: its rule, the predicate, and both sides.

    `basis` is the part of speech that was found, "implied", or "sense" where no pattern fits and
    the event heads alone say it; `status` is set where it is not the predicate's own; `likely` is
    what the heads give the type, None where they say nothing.
    """

    fit: Fit
    rule: Rule
    actor: Side
    recipient: Side
    basis: Basis
    status: Status | None = None
    likely: float | None = None

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who does it."""
        return self.actor.actors

    @property
    def recipients(self) -> tuple[Actor, ...]:
        """To whom it is done."""
        return self.recipient.actors
