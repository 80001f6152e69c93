"""The words of one sentence in which a condition is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forewarn.coding.grammar.spans import Range, trim
from forewarn.language.doc import Doc, Word

TO_COME = frozenset(["will", "would", "shall", "'ll", "’ll", "'d", "’d", "can", "could"])
MODALS = TO_COME | frozenset(["wo", "ca", "may", "might", "must", "should"])
QUOTES = frozenset(['"', "“", "”", "«", "»", "„", "``", "''"])
BREAKS = frozenset([";", ":", "–", "—", ".", "!", "?", "..."])
_OPEN = frozenset(["possible", "ready", "prepared", "willing", "able", "open", "conceivable"])
_JOINTS = frozenset(["and", "but", "or", "that", "because", "so", "then", "yet", "for"])
_NEGATIONS = frozenset(
    [*("not", "n't", "n’t", "no", "never", "nobody", "none", "nothing", "nor"), "neither"]
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Parts of one sentence: what is said, without what is inserted in it ("…, he said, …").

    `told` is what depends on the condition, where it is not all the rest of the parts.
    """

    doc: Doc
    parts: tuple[Range, ...]
    told: tuple[Range, ...] = ()

    @property
    def start(self) -> int:
        """The first word."""
        return self.parts[0][0]

    def indices(self) -> Iterator[int]:
        """The words, in text order."""
        for start, end in self.parts:
            yield from range(start, end)

    def end_of(self, i: int) -> int:
        """Where the part that holds word `i` ends."""
        return next(end for start, end in self.parts if start <= i < end)

    def lower(self, i: int) -> str:
        """The word at `i` in lower case, "" where it is in another sentence."""
        a, b = self.doc.sentences[self.doc.sentence_of[self.start]]
        return self.doc.words[i].text.lower() if a <= i < b else ""

    def is_break(self, i: int) -> bool:
        """Whether a clause cannot go on over word `i`."""
        return self.doc.words[i].text in BREAKS

    def opens(self, i: int) -> bool:
        """Whether the main clause is yet to come at word `i`: nothing finite stands before it."""
        if i == self.start or self.lower(i - 1) in _JOINTS:
            return True
        before = [k for k in self.indices() if k < i]
        for k in reversed(before):
            if self.is_break(k):
                return True
            if is_finite(self.doc.words[k]):
                return False
        return True

    def rest(self, span: Range) -> Iterator[Word]:
        """The words outside of a range."""
        parts = self.told or self.parts
        rest = (k for start, end in parts for k in range(start, end))
        return (self.doc.words[k] for k in rest if not span[0] <= k < span[1])

    def is_to_come(self, span: Range) -> bool:
        """Whether what is outside of a range is to come, or told without a verb ("gas for grain").

        An infinitive is to come, a present may be ("we hold the town").
        """
        finite = False
        for word in self.rest(span):
            if is_modal(word) or (word.text.lower() == "to" and word.deprel == "mark"):
                return True
            if word.text.lower() in _OPEN:
                return True
            if is_finite(word):
                finite = True
                if "Tense=Pres" in word.feats or "Mood=Imp" in word.feats:
                    return True
        return not finite

    def is_negated(self, span: Range) -> bool:
        """Whether what is outside of a range denies something."""
        return any(word.text.lower() in _NEGATIONS for word in self.rest(span))


def of(doc: Doc, spans: Iterable[Range]) -> Iterator[Scope]:
    """The spans sentence by sentence."""
    parts: list[Range] = []
    for each in spans:
        start, end = trim(doc, each)
        while start < end:
            stop = min(end, doc.sentences[doc.sentence_of[start]][1])
            if parts and doc.sentence_of[parts[0][0]] != doc.sentence_of[start]:
                yield Scope(doc, tuple(parts))
                parts = []
            parts.append((start, stop))
            start = stop
    if parts:
        yield Scope(doc, tuple(parts))


def is_modal(word: Word) -> bool:
    """Whether the word is a modal auxiliary."""
    return word.upos == "AUX" and word.text.lower() in MODALS


def is_finite(word: Word) -> bool:
    """Whether the word carries the tense of its clause."""
    return is_modal(word) or (word.upos in ("VERB", "AUX") and "VerbForm=Fin" in word.feats)
