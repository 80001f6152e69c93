"""The language model: what it must read right, and what must never break it."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from forewarn.errors import PipelineError
from forewarn.language import lemmas, trees
from forewarn.language.model import Model, Parsed
from forewarn.language.names import Decoder
from forewarn.language.pieces import SHAPES, shape

GOLD = Path(__file__).parent / "data" / "sentences.conllu"
LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
few = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.load()


def gold() -> list[list[list[str]]]:
    blocks = GOLD.read_text(encoding="utf-8").strip().split("\n\n")
    lines = ([line for line in block.split("\n") if line[:1] != "#"] for block in blocks)
    return [[line.split("\t") for line in block] for block in lines]


def words_of(rows: list[list[str]]) -> list[str]:
    return [row[1] for row in rows]


def share(pairs: list[tuple[object, object]]) -> float:
    return sum(found == wanted for found, wanted in pairs) / len(pairs)


# -- quality --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def read(model: Model) -> list[tuple[list[list[str]], Parsed]]:
    sentences = gold()
    return list(zip(sentences, model.parse([words_of(rows) for rows in sentences]), strict=True))


def test_heads_and_relations_are_right(read: list[tuple[list[list[str]], Parsed]]) -> None:
    """Heads with relations on our own sentences stay above the measured floor."""
    pairs: list[tuple[object, object]] = []
    for rows, parsed in read:
        for i, row in enumerate(rows):
            head = i if row[6] == "0" else int(row[6]) - 1
            pairs.append(((parsed.heads[i], parsed.deprels[i]), (head, row[7])))
    assert share(pairs) >= 0.95


def test_word_classes_and_lemmas_are_right(read: list[tuple[list[list[str]], Parsed]]) -> None:
    """Word classes and lemmas on our own sentences stay above the measured floors."""
    upos = [(u, row[3]) for rows, p in read for u, row in zip(p.upos, rows, strict=True)]
    lemma = [(x, row[2]) for rows, p in read for x, row in zip(p.lemmas, rows, strict=True)]
    assert share(list(upos)) >= 0.98
    assert share(list(lemma)) >= 0.98


def test_names_are_right(read: list[tuple[list[list[str]], Parsed]]) -> None:
    """At least nine in ten names are found, and of those found nine in ten are right."""
    gold_names, found_names = set(), set()
    for k, (rows, parsed) in enumerate(read):
        labels = [row[9].removeprefix("Name=") for row in rows]
        starts = [i for i, label in enumerate(labels) if label.startswith("B-")]
        for a in starts:
            more = itertools.takewhile(lambda x: x.startswith("I-"), labels[a + 1 :])
            gold_names.add((k, a, a + 1 + len(list(more)), labels[a][2:]))
        found_names |= {(k, *name) for name in parsed.names}
    right = len(gold_names & found_names)
    assert right / len(gold_names) >= 0.9
    assert right / len(found_names) >= 0.9


# -- the same whatever the order, the company and the threads ---------------------------------


def test_order_and_company_change_nothing(model: Model) -> None:
    """A sentence is read the same alone, among others and in any order."""
    sentences = [words_of(rows) for rows in gold()]
    together = model.parse(sentences)
    assert model.parse(sentences[::-1])[::-1] == together
    assert [model.parse([sentence])[0] for sentence in sentences] == together


def test_threads_change_nothing(model: Model) -> None:
    """Three threads give what one gives."""
    sentences = [words_of(rows) for rows in gold()] * 2
    assert Model.load(threads=3).parse(sentences) == model.parse(sentences)


# -- hostile sentences --------------------------------------------------------------------------


def whole(parsed: Parsed, count: int) -> bool:
    """Each column has an entry for each word, and the heads are one tree."""
    columns = (parsed.lemmas, parsed.upos, parsed.feats, parsed.heads, parsed.deprels)
    roots = [i for i, relation in enumerate(parsed.deprels) if relation == "root"]
    tree = count == 0 or (trees.is_tree(np.array(parsed.heads)) and len(roots) == 1)
    return tree and all(len(column) == count for column in columns)


@given(st.lists(st.lists(st.text(min_size=1, max_size=12), max_size=12), max_size=3))
@few
def test_any_words_give_a_tree(model: Model, sentences: list[list[str]]) -> None:
    """Whatever the characters: an entry for each word, one root, names within the sentence."""
    for words, parsed in zip(sentences, model.parse(sentences), strict=True):
        assert whole(parsed, len(words))
        assert all(0 <= a < b <= len(words) for a, b, _ in parsed.names)
        assert all(parsed.lemmas)


def test_no_sentences_and_empty_sentences(model: Model) -> None:
    """Nothing in, nothing out; an empty sentence keeps its place."""
    assert model.parse([]) == []
    assert model.parse([[], ["Go"], []])[::2] == [Parsed(), Parsed()]


def test_words_without_subwords(model: Model) -> None:
    """Control and zero-width characters still get their entries."""
    (parsed,) = model.parse([["\u200b", "Riga", "\x00", "\ufeff"]])
    assert whole(parsed, 4)


def test_endless_word(model: Model) -> None:
    """A word of a million characters is one word."""
    (parsed,) = model.parse([["See", "https://example.org/" + "ab1-" * 250_000, "."]])
    assert whole(parsed, 3)


def test_endless_sentence(model: Model) -> None:
    """A sentence of more sub-words than the encoder takes is read in parts and stays one tree."""
    words = [*(["Latvia", "warned", "Estonia", "and"] * 300), "."]
    (parsed,) = model.parse([words])
    assert whole(parsed, len(words))
    assert "parataxis" in parsed.deprels


def test_missing_weights(tmp_path: Path) -> None:
    """A folder without the files is named in one line."""
    with pytest.raises(PipelineError, match=r"reader\.onnx: not found"):
        Model.load(tmp_path)


# -- trees ----------------------------------------------------------------------------------


def score_of(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[d, h] for d, h in enumerate(heads)))


sizes = st.integers(1, 5)
matrices = sizes.flatmap(
    lambda n: arrays.arrays(np.float64, (n, n), elements=st.integers(-20, 20).map(float))
)


@given(matrices)
@few
def test_best_tree_is_the_best_of_all(scores: np.ndarray) -> None:
    """No other tree with one root scores more (all of them tried)."""
    heads = trees.best_heads(scores)
    n = len(scores)
    all_heads = (np.array(h) for h in itertools.product(range(n), repeat=n))
    best = max(score_of(scores, tuple(h)) for h in all_heads if trees.is_tree(h))
    assert trees.is_tree(heads)
    assert score_of(scores, tuple(heads)) == pytest.approx(best)


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [([0], True), ([0, 0, 1], True), ([1, 0], False), ([0, 1], False), ([0, 2, 1], False)],
)
def test_is_tree(heads: list[int], wanted: bool) -> None:
    """One root and no cycle make a tree."""
    assert trees.is_tree(np.array(heads)) is wanted


def test_long_tree() -> None:
    """Three hundred words in a muddle of scores still give a tree."""
    scores = np.random.default_rng(5).normal(size=(300, 300))
    assert trees.is_tree(trees.best_heads(scores))


# -- lemmas ---------------------------------------------------------------------------------


@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_script_makes_the_lemma(form: str, lemma: str) -> None:
    """Applying the script of a pair gives the lemma."""
    assert lemmas.apply(lemmas.script(form, lemma), form) == lemma


@pytest.mark.parametrize(
    ("like", "lemma", "form", "wanted"),
    [
        ("countries", "country", "Allies", "ally"),
        ("Moscow", "Moscow", "Minsk", "Minsk"),
        ("denied", "deny", "relied", "rely"),
    ],
)
def test_scripts_carry_over(like: str, lemma: str, form: str, wanted: str) -> None:
    """A script learned from one word works on its like."""
    assert lemmas.apply(lemmas.script(like, lemma), form) == wanted


def test_script_never_gives_nothing() -> None:
    """A script that would leave no character leaves the word."""
    assert lemmas.apply("lower|3|", "as") == "as"


# -- names and shapes -----------------------------------------------------------------------


def scores_for(*labels: str) -> np.ndarray:
    return np.array([[float(x == label) * 4 for x in LABELS] for label in labels], np.float32)


def test_names_are_cut_at_their_starts() -> None:
    """Two names side by side stay two."""
    found = Decoder(LABELS).spans(scores_for("B-PER", "I-PER", "B-PER", "O", "B-LOC"))
    assert found == ((0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC"))


def test_broken_names_are_mended() -> None:
    """An I- without its B- takes the best sequence that is whole."""
    scores = scores_for("O", "I-ORG", "I-ORG")
    scores[1, LABELS.index("B-ORG")] = 3.0
    assert Decoder(LABELS).spans(scores) == ((1, 3, "ORG"),)


@given(arrays.arrays(np.float32, (6, len(LABELS)), elements=st.integers(-9, 9).map(float)))
@few
def test_names_never_overlap(scores: np.ndarray) -> None:
    """Any scores give names in order, apart from each other."""
    found = Decoder(LABELS).spans(scores)
    assert all(b[0] >= a[1] for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("troops", "lower"),
        ("Vilnius", "title"),
        ("NATO", "upper"),
        ("I", "letter"),
        ("U.S.", "dotted"),
        ("iPhone", "camel"),
        ("McCain", "mixed"),
        ("4,000", "number"),
        ("S-400", "code"),
        ("...", "mark"),
        ("www.example.org", "address"),
        ("北", "lower"),
    ],
)
def test_shapes(word: str, wanted: str) -> None:
    """Each word falls into the class that training saw."""
    assert shape(word) == wanted
    assert wanted in SHAPES
