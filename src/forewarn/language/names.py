"""Names from a score for each BIO label of each word.

The best label of each word most often gives whole names; where it does not (an I- without its
B-), the best sequence that does is found (Viterbi). No type has to be ahead of "no name" by a
margin: tried from -1 to 3 on held-out documents, none was better than 0 by more than chance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Span = tuple[int, int, str]


class Decoder:
    """Turns scores into spans; `labels` is O and B-, I- of each type, O first."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = list(labels)
        self._follows = np.array([[_may_follow(a, b) for b in labels] for a in labels])
        self._starts = np.array([not label.startswith("I-") for label in labels])

    def spans(self, scores: Floats) -> tuple[Span, ...]:
        """The (start, end, type) names of one sentence; `scores` has a row for each word."""
        best = scores.argmax(axis=1)
        if not best.any():
            return ()
        if not self._whole(best):
            best = self._viterbi(scores)
        return tuple(self._cut(best.tolist()))

    def _whole(self, best: NDArray[np.int64]) -> bool:
        return bool(self._starts[best[0]] and self._follows[best[:-1], best[1:]].all())

    def _viterbi(self, scores: Floats) -> NDArray[np.int64]:
        barred = np.where(self._follows, 0.0, -np.inf)
        total = np.where(self._starts, scores[0], -np.inf)
        back = np.zeros(scores.shape, dtype=np.int64)
        for i in range(1, len(scores)):
            ways = total[:, None] + barred
            back[i] = ways.argmax(axis=0)
            total = ways.max(axis=0) + scores[i]
        best = np.empty(len(scores), dtype=np.int64)
        best[-1] = total.argmax()
        for i in range(len(scores) - 1, 0, -1):
            best[i - 1] = back[i, best[i]]
        return best

    def _cut(self, best: list[int]) -> list[Span]:
        found: list[Span] = []
        for i, k in enumerate(best):
            label = self._labels[k]
            if label.startswith("B-"):
                found.append((i, i + 1, label[2:]))
            elif label.startswith("I-"):
                found[-1] = (found[-1][0], i + 1, label[2:])
        return found


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]
