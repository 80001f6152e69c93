"""A text as the language stage reads it: words, sentences, trees and names.

Any pipeline that fills a `Doc` with Universal Dependencies labels can take the place of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NameLabel = Literal["PER", "ORG", "LOC", "MISC"]


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word (UD): `start` and `end` are its characters in the text.

    The words of a contraction ("don't") share no characters: "do" and "n't". `head` is the index
    in `Doc.words` of the word it depends on, its own index for the root of its sentence. `feats`
    is the UD FEATS column ("Number=Sing|Person=3"), "" where there are none.
    """

    i: int
    text: str
    start: int
    end: int
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Name:
    """The words `start` to `end` (end excluded) are a name."""

    start: int
    end: int
    label: NameLabel


@dataclass(frozen=True, eq=False)
class States:
    """What a lower layer of the model makes of one sentence, for readers that build upon it.

    `pieces` has a row of 384 numbers for each sub-word, with the marks of start and end; `first`
    and `last` are the rows of each word's first and last sub-word.
    """

    pieces: NDArray[np.float32]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


@dataclass(frozen=True)
class Doc:
    """A text with its words, the (start, end) word ranges of its sentences, and its names.

    `states` has an entry for each sentence, None where there are none; pipelines other than our
    own leave it empty.
    """

    text: str
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Name, ...]
    states: tuple[States | None, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word the indices of the words that depend on it, in text order."""
        found: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.i:
                found[word.head].append(word.i)
        return tuple(tuple(each) for each in found)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each word the index of its sentence."""
        return tuple(k for k, (a, b) in enumerate(self.sentences) for _ in range(a, b))

    def subtree(self, i: int) -> Iterator[int]:
        """The indices of word `i` and of all words below it, in no order."""
        stack = [i]
        while stack:
            top = stack.pop()
            yield top
            stack.extend(self.children[top])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters (start, end) that the words `start` to `end` (end excluded) cover."""
        return self.words[start].start, self.words[end - 1].end
