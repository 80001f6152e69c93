"""Which attributions lie within which: looked up by sentence, so that long reports stay fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from forewarn.coding.statements.attribution import Attribution, within
from forewarn.coding.statements.frames import Range
from forewarn.language.doc import Doc


def outermost(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those that no other one reports, so that a word has one part in one attribution at most.

    The largest are kept first; of two that lie within each other the one whose cue comes first.
    """
    kept: list[Attribution] = []
    inside: set[int] = set()
    for each in sorted(attributions, key=lambda one: (-_size(one), one.head)):
        if each.head not in inside:
            kept.append(each)
            inside.update(i for a, b in each.content for i in range(a, b))
    return tuple(sorted(kept, key=lambda one: (one.cue, one.head)))


def _size(attribution: Attribution) -> int:
    return sum(b - a for a, b in attribution.content)


class Nesting:
    """The attributions of one text, by the sentences of their cues and of their contents."""

    def __init__(self, doc: Doc, attributions: Sequence[Attribution]) -> None:
        self._of = doc.sentence_of
        self._heads: dict[int, list[Attribution]] = defaultdict(list)
        self._contents: dict[int, list[Attribution]] = defaultdict(list)
        for each in attributions:
            self._heads[self._of[each.head]].append(each)
            for k in self._sentences(each.content):
                self._contents[k].append(each)

    def around(self, i: int) -> Iterator[Attribution]:
        """The attributions whose content holds the word."""
        return (each for each in self._contents.get(self._of[i], ()) if within(each, i))

    def inside(self, spans: Sequence[Range]) -> Iterator[Attribution]:
        """The attributions whose cue lies in the ranges, in text order."""
        for k in self._sentences(spans):
            for each in self._heads.get(k, ()):
                if any(a <= each.head < b for a, b in spans):
                    yield each

    def _sentences(self, spans: Iterable[Range]) -> list[int]:
        return sorted({k for a, b in spans for k in range(self._of[a], self._of[b - 1] + 1)})
