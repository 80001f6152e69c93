"""Counting what is right: precision and recall, shares, F1 by kind; and comparing words."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_WORD = re.compile(r"\w+")
_MARKS = " ,.;:“”\"«»„‘’'"


@dataclass
class Counts:
    """Right, gold and ours; gives precision, recall and F1."""

    right: int = 0
    gold: int = 0
    ours: int = 0

    def add(self, right: int, gold: int, ours: int) -> None:
        self.right, self.gold, self.ours = self.right + right, self.gold + gold, self.ours + ours

    def scores(self) -> dict[str, float]:
        precision = self.right / self.ours if self.ours else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return {
            "gold": self.gold,
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(f1, 3),
        }


@dataclass
class Shares:
    """How often each of several things is right, of those that could be."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, right: bool) -> bool:
        self.total[name] += 1
        self.right[name] += right
        return right

    def table(self) -> dict[str, float]:
        return {name: round(self.right[name] / n, 3) for name, n in self.total.items()}


def macro_f1(pairs: Counter[tuple[str, str]]) -> dict[str, Any]:
    """F1 of each kind, and their mean."""
    each = {}
    for kind in sorted({gold for gold, _ in pairs} - {"none"}):
        counts = Counts(
            pairs[kind, kind],
            sum(n for (gold, _), n in pairs.items() if gold == kind),
            sum(n for (_, ours), n in pairs.items() if ours == kind),
        )
        each[kind] = counts.scores()["f1"]
    found = {pair: n for pair, n in pairs.items() if "none" not in pair}
    right = sum(n for (gold, ours), n in found.items() if gold == ours)
    return {
        "macro_f1": round(sum(each.values()) / max(len(each), 1), 3),
        "accuracy where found": round(right / max(sum(found.values()), 1), 3),
        "f1": each,
    }


def words_of(text: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall((text or "").casefold()))


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def same(gold: str | None, ours: str | None) -> bool:
    def bare(text: str | None) -> list[str]:
        return _WORD.findall((text or "").casefold().strip(_MARKS).removeprefix("the "))

    return bare(gold) == bare(ours)


def alike(gold: str | None, ours: str | None) -> bool:
    """The same, or one within the other; nothing is like nothing alone."""
    if not gold or not ours:
        return not gold and not ours
    a, b = words_of(gold) - {"the"}, words_of(ours) - {"the"}
    return bool(a and b) and (a <= b or b <= a)


def show(*shown: Any) -> None:
    *what, row = shown
    print(f"[{row.file[:-5]} {row.number}]", *what, "|", row.text, file=sys.stderr)
