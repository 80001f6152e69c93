"""How real something is: one of six statuses, and the condition that it depends on."""

from __future__ import annotations

from dataclasses import dataclass

from forewarn.records import Status

RANK: tuple[Status, ...] = (
    "actual",
    "planned",
    "demanded",
    "hypothetical",
    "conditional",
    "negated",
)
"""The statuses from fact to its opposite: of several the last wins."""
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """The status of a predicate, and the words of the condition that it depends on."""

    status: Status
    condition: tuple[int, int] | None = None


def join(*statuses: Status) -> Status:
    """The one of several statuses that is farthest from fact."""
    return max(statuses, key=RANK.index)


def under_negation(effect: Status, relation: str) -> Status:
    """What becomes of a complement when its governor is negated ("did not rule out that")."""
    if effect == "negated":
        return "hypothetical"
    if effect in ("planned", "demanded") or relation == "xcomp":
        return "negated"
    return "hypothetical"
