"""More sentences of a kind that treebanks lack: "the President of Latvia Ana Ro".

Releases of governments translated into English put a country between a title and a name; in the
treebanks the title stands right before it ("President Ro"). Copies of such sentences with a
country put in show where the name begins.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from training.corpora import Sentence
from training.names import ANYTHING, COUNTRIES, TITLES

_NAMES = sorted(
    word.upper() if len(word) <= 3 or word == "ussr" else word.capitalize()
    for word in COUNTRIES
    if word.isalpha()
)


def with_countries(trees: Sequence[Sentence], chance: random.Random) -> list[Sentence]:
    """For each title right before a name a copy of its sentence with "of COUNTRY" between them."""
    return [
        _insert(tree, i, chance.choice(_NAMES))
        for tree in trees
        for i in range(len(tree.words) - 1)
        if _title_before_name(tree, i)
    ]


def _title_before_name(tree: Sentence, i: int) -> bool:
    heads, upos, deprels = tree.heads or (), tree.upos or (), tree.deprels or ()
    return (
        tree.words[i].lower() in TITLES
        and deprels[i] == "nmod:desc"
        and heads[i] == i + 1
        and upos[i + 1] == "PROPN"
    )


def _insert(tree: Sentence, title: int, country: str) -> Sentence:
    """The tree with "of" and the country after the title; of the names only theirs are known."""
    at = title + 1
    heads = [head + 2 if head >= at else head for head in tree.heads or ()]
    known = [ANYTHING] * len(tree.words)
    known[at] = frozenset({"B-PER"})
    for i in range(at + 1, len(tree.words)):
        if (tree.deprels or ())[i] != "flat" or (tree.heads or ())[i] != at:
            break
        known[i] = frozenset({"I-PER"})
    return replace(
        tree,
        words=_put(tree.words, at, "of", country),
        upos=_put(tree.upos or (), at, "ADP", "PROPN"),
        feats=_put(tree.feats or (), at, "", "Number=Sing"),
        lemmas=_put(tree.lemmas or (), at, "of", country),
        heads=_put(tuple(heads), at, at + 1, title),
        deprels=_put(tree.deprels or (), at, "case", "nmod"),
        names=_put(tuple(known), at, frozenset({"O"}), frozenset({"B-LOC"})),
    )


def _put(column: tuple, at: int, *new: object) -> tuple:  # type: ignore[type-arg]
    return (*column[:at], *new, *column[at:])
