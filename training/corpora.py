"""Sentences to learn from, out of the public data sets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training import names as naming


@dataclass(frozen=True)
class Sentence:
    """One sentence; a column that its data set does not have is None.

    `names` holds for each word the set of labels (`names.LABELS`) that it may carry: one where it
    is known, more where the data set leaves it open.
    """

    words: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    feats: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprels: tuple[str, ...] | None = None
    names: tuple[frozenset[str], ...] | None = None
    key: str = ""


def rows(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """For each sentence of a CoNLL-U-like file its id and its rows of columns."""
    key, cells = "", []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# sent_id"):
            key = line.split("=", 1)[1].strip()
        elif not line and cells:
            yield key, cells
            key, cells = "", []
        elif line and not line.startswith("# "):
            cells.append(line.split("\t"))


def treebank(path: Path, entities: bool = False) -> list[Sentence]:
    """The sentences of a UD file; with `entities`, GUM's `Entity=` as names."""
    return [_tree(key, cells, entities) for key, cells in rows(path)]


def _tree(key: str, cells: list[list[str]], entities: bool) -> Sentence:
    words = [row for row in cells if row[0].isdigit()]
    heads = tuple(i if row[6] == "0" else int(row[6]) - 1 for i, row in enumerate(words))
    column = lambda k: tuple(row[k] for row in words)  # noqa: E731
    found = None
    if entities:
        found = naming.from_gum(words, heads)
    feats = tuple("" if row[5] == "_" else row[5] for row in words)
    return Sentence(column(1), column(3), feats, column(2), heads, column(7), found, key)


_INFLECTED = ("ADJ", "ADV", "AUX", "NOUN", "VERB")


def lexicon(trees: list[Sentence]) -> dict[str, dict[str, str]]:
    """For each inflected word class the lemma of each lower-cased form that has but one.

    "But one" allows for slips: more than nine in ten uses in the treebanks agree.
    """
    uses: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for row in zip(tree.upos or (), tree.words, tree.lemmas or (), strict=True):
            if row[0] in _INFLECTED:
                uses[row[0], row[1].lower()][row[2]] += 1
    found: dict[str, dict[str, str]] = {upos: {} for upos in _INFLECTED}
    for (upos, form), lemmas in sorted(uses.items()):
        lemma, count = lemmas.most_common(1)[0]
        if count > 0.9 * lemmas.total() and (lemma.islower() or count > 1):
            found[upos][form] = lemma
    return found


def uner(path: Path, trees: list[Sentence]) -> list[Sentence]:
    """Universal NER over a treebank, joined to its trees by sentence id for the word classes."""
    by_key = {tree.key: tree for tree in trees}
    found = []
    for key, cells in rows(path):
        words = tuple(row[1] for row in cells)
        tree = by_key[key]
        if words != tree.words:
            tree = Sentence(words)
        labels = naming.open_misc([row[2] for row in cells], words, tree.upos)
        found.append(replace(Sentence(words, key=key), names=labels))
    return found


def columns(path: Path, separator: str | None) -> Iterator[list[tuple[str, str]]]:
    """The (word, label) pairs of each sentence of a file with one word a line."""
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split(separator)
        if len(cells) >= 2 and cells[0].strip():
            sentence.append((cells[0].strip(), cells[-1].strip()))
        elif sentence:
            yield sentence
            sentence = []


def wikigold(folder: Path) -> list[Sentence]:
    return _named(columns(folder / "wikigold.conll.txt", " "), naming.from_wikigold)


def wnut(folder: Path) -> list[Sentence]:
    files = sorted(path for path in folder.glob("*/*") if path.is_file())
    pairs = (sentence for path in files for sentence in columns(path, "\t"))
    return _named(pairs, naming.from_wnut)


def re3d(folder: Path, common: frozenset[str]) -> list[Sentence]:
    """`common`: lower-case words that are nouns or pronouns; a lone one of them is no name."""
    pairs = (s for path in sorted(folder.glob("*/*.conll")) for s in columns(path, "\t"))
    return _named(pairs, lambda words, labels: naming.from_re3d(words, labels, common))


def lone_words(trees: list[Sentence]) -> frozenset[str]:
    """Lower-cased nouns, pronouns and capitalised adjectives: alone they are hardly names."""
    return frozenset(
        word.lower()
        for tree in trees
        for word, upos in zip(tree.words, tree.upos or (), strict=True)
        if (upos in ("NOUN", "PRON") and word.islower()) or (upos == "ADJ" and word[:1].isupper())
    )


def _named(sentences: Iterator[list[tuple[str, str]]], convert: naming.Convert) -> list[Sentence]:
    found = []
    for pairs in sentences:
        words = tuple(word for word, _ in pairs)
        found.append(Sentence(words, names=convert(words, [label for _, label in pairs])))
    return found
