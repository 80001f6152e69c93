"""Sentences as numbers, and batches of about the same length."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from forewarn.language import lemmas
from forewarn.language.pieces import SHAPES, Pieces
from training.corpora import Sentence
from training.names import LABELS
from training.network import Sizes

IGNORED = -100
_LONGEST = 256


@dataclass(frozen=True)
class Labels:
    """The classes of each head, in the order of its outputs."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    scripts: tuple[str, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...] = LABELS

    def sizes(self) -> Sizes:
        counts = (len(x) for x in (self.upos, self.feats, self.scripts, self.deprels, self.names))
        upos, feats, scripts, deprels, names = counts
        return Sizes(len(SHAPES), upos, feats, scripts, deprels, names)


def labels_of(trees: Sequence[Sentence]) -> Labels:
    """The labels of the training trees; feature sets and scripts seen once are left out."""
    feats = Counter(x for tree in trees for x in tree.feats or ())
    scripts = Counter(x for tree in trees for x in _scripts(tree))
    return Labels(
        upos=tuple(sorted({x for tree in trees for x in tree.upos or ()})),
        feats=tuple(sorted(x for x, n in feats.items() if n > 1)),
        scripts=tuple(sorted(x for x, n in scripts.items() if n > 1)),
        deprels=tuple(sorted({x for tree in trees for x in tree.deprels or ()} - {"root"})),
    )


def _scripts(tree: Sentence) -> list[str]:
    return [lemmas.script(f, x) for f, x in zip(tree.words, tree.lemmas or (), strict=False)]


@dataclass(frozen=True)
class Example:
    """One sentence as numbers; the columns of a sentence without a tree are None."""

    pieces: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    tree: tuple[list[int], list[int], list[int], list[int], list[int]] | None
    names: list[list[bool]] | None
    source: Sentence

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces)) + 2


class Coding:
    """Turns sentences into examples."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self._pieces = pieces
        self.labels = labels
        self._maps = [
            {label: i for i, label in enumerate(column)}
            for column in (labels.upos, labels.feats, labels.scripts, labels.deprels)
        ]

    def examples(self, sentences: Sequence[Sentence], longest: int = _LONGEST) -> list[Example]:
        found = [self.example(sentence) for sentence in sentences]
        return [example for example in found if example.length <= longest]

    def example(self, sentence: Sentence) -> Example:
        cut = self._pieces.of(sentence.words)
        tree = self._tree(sentence) if sentence.heads is not None else None
        return Example(
            tuple(ids for ids, _ in cut),
            tuple(shape for _, shape in cut),
            tree,
            allowed(sentence.names) if sentence.names is not None else None,
            sentence,
        )

    def _tree(self, s: Sentence) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
        upos, feats, scripts, deprels = self._maps
        return (
            [upos.get(x, IGNORED) for x in s.upos or ()],
            [feats.get(x, IGNORED) for x in s.feats or ()],
            [scripts.get(x, IGNORED) for x in _scripts(s)],
            list(s.heads or ()),
            [deprels.get(x, IGNORED) for x in s.deprels or ()],
        )


def allowed(names: Sequence[frozenset[str]]) -> list[list[bool]]:
    return [[label in labels for label in LABELS] for labels in names]


def renamed(example: Example, names: Sequence[frozenset[str]]) -> Example:
    return replace(example, names=allowed(names))


@dataclass(frozen=True)
class Batch:
    """Examples padded to one size; rows are sentences."""

    ids: Tensor
    shapes: Tensor
    real: Tensor
    first: Tensor
    last: Tensor
    words: Tensor
    upos: Tensor
    feats: Tensor
    scripts: Tensor
    heads: Tensor
    deprels: Tensor
    names: Tensor
    named: Tensor

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        return self.ids, self.shapes, self.real, self.first, self.last, self.words


def batches(
    examples: Sequence[Example], size: int, chance: random.Random | None
) -> Iterator[list[Example]]:
    """Groups of about `size` sub-words, of like length; shuffled where `chance` is given."""
    order = list(range(len(examples)))
    if chance is not None:
        chance.shuffle(order)
    jitter = {i: examples[i].length + (chance.random() * 3 if chance else 0) for i in order}
    order.sort(key=jitter.__getitem__)
    groups: list[list[Example]] = []
    group: list[Example] = []
    for i in order:
        if group and (len(group) + 1) * examples[i].length > size:
            groups.append(group)
            group = []
        group.append(examples[i])
    groups.append(group)
    if chance is not None:
        chance.shuffle(groups)
    yield from groups


class Collate:
    """Pads examples into a batch; with `noise`, hides words and changes their case."""

    def __init__(self, pieces: Pieces, noise: random.Random | None = None) -> None:
        self._first, self._last, self._mask = pieces.first, pieces.last, pieces.mask
        self._noise = noise

    def __call__(self, group: Sequence[Example]) -> Batch:
        rows, columns = len(group), max(example.length for example in group)
        width = max(len(example.pieces) for example in group)
        ids = torch.zeros(rows, columns, dtype=torch.long)
        shapes = torch.zeros(rows, columns, dtype=torch.long)
        real = torch.zeros(rows, columns, dtype=torch.bool)
        first, last = (torch.zeros(rows, width, dtype=torch.long) for _ in range(2))
        for r, example in enumerate(group):
            self._row(example, ids[r], shapes[r], first[r], last[r])
            real[r, : example.length] = True
        words = torch.zeros(rows, width, dtype=torch.bool)
        for r, example in enumerate(group):
            words[r, : len(example.pieces)] = True
        return Batch(ids, shapes, real, first, last, words, *_targets(group, width))

    def _row(
        self, example: Example, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> None:
        cased = self._cased(example.shapes)
        line, line_shapes, at = [self._first], [0], []
        for pieces, shape in zip(example.pieces, cased, strict=True):
            hidden = self._noise is not None and self._noise.random() < 0.06
            at.append((len(line), len(line) + len(pieces) - 1))
            line.extend([self._mask] * len(pieces) if hidden else pieces)
            line_shapes.extend([shape] * len(pieces))
        line.append(self._last)
        line_shapes.append(0)
        ids[: len(line)] = torch.tensor(line)
        shapes[: len(line)] = torch.tensor(line_shapes)
        first[: len(at)] = torch.tensor([a for a, _ in at])
        last[: len(at)] = torch.tensor([b for _, b in at])

    def _cased(self, shapes: tuple[int, ...]) -> tuple[int, ...]:
        """Now and then a sentence as a headline, in capitals, or in small letters."""
        draw = self._noise.random() if self._noise is not None else 1.0
        lower, title, upper = (SHAPES.index(x) for x in ("lower", "title", "upper"))
        if draw < 0.03:
            return tuple(title if x == lower else x for x in shapes)
        if draw < 0.05:
            return tuple(upper if x in (lower, title) else x for x in shapes)
        if draw < 0.07:
            return tuple(lower if x in (title, upper) else x for x in shapes)
        return shapes


def _targets(group: Sequence[Example], width: int) -> tuple[Tensor, ...]:
    columns = [torch.full((len(group), width), IGNORED) for _ in range(5)]
    names = torch.ones(len(group), width, len(LABELS), dtype=torch.bool)
    named = torch.zeros(len(group), width, dtype=torch.bool)
    for r, example in enumerate(group):
        if example.tree is not None:
            for column, values in zip(columns, example.tree, strict=True):
                column[r, : len(values)] = torch.tensor(values)
        if example.names is not None:
            names[r, : len(example.names)] = torch.tensor(example.names)
            named[r, : len(example.names)] = True
    return (*columns, names, named)
