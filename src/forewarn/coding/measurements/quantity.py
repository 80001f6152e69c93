"""One quantity: the words that say it, its value and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from forewarn.coding.measurements import coins
from forewarn.records import Qualifier

SUM = 1000
"""So many crowns or marks are money, whosesoever."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """The words `start` to `end` (qualifier to number) say `value` of `unit`.

    `noun` is the head of what is counted, the number's own head where it has none.
    """

    start: int
    end: int
    value: float
    qualifier: Qualifier
    unit: str
    noun: int

    @property
    def is_money(self) -> bool:
        """Whether a sum of money is meant."""
        known = coins.load()
        return self.unit in known.codes or (
            self.value >= SUM and self.unit.rstrip("s") in known.names
        )

    @property
    def is_area(self) -> bool:
        """Whether land is measured."""
        return self.unit.startswith(("hectare", "acre", "square"))
