"""Which attributions lie within which: looked up by sentence, so that long reports stay fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from forewarn.coding.attribution import Attribution, within
from forewarn.coding.frames import Range
from forewarn.language.doc import Doc


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
