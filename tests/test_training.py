"""What goes into training: labels of several data sets brought to one scheme (no torch needed)."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from training import corpora, enrich, names

TREE = """# newdoc id = d
# sent_id = d-1
# text = President Ana Ro of the Bank of Spain visited Riga in May.
1\tPresident\tPresident\tPROPN\tNNP\tNumber=Sing\t2\tnmod\t_\tEntity=(1-person-new-n
2\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t9\tnsubj\t_\t_
3\tRo\tRo\tPROPN\tNNP\tNumber=Sing\t2\tflat\t_\t_
4\tof\tof\tADP\tIN\t_\t6\tcase\t_\t_
5\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\tEntity=(2-organization-new-n
6\tBank\tBank\tPROPN\tNNP\tNumber=Sing\t2\tnmod\t_\t_
7\tof\tof\tADP\tIN\t_\t8\tcase\t_\t_
8\tSpain\tSpain\tPROPN\tNNP\tNumber=Sing\t6\tnmod\t_\tEntity=(3-place-new-n)2)1)
9\tvisited\tvisit\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
10\tRiga\tRiga\tPROPN\tNNP\tNumber=Sing\t9\tobj\t_\tEntity=(4-place-new-n)
11\tin\tin\tADP\tIN\t_\t12\tcase\t_\t_
12\tMay\tMay\tPROPN\tNNP\tNumber=Sing\t9\tobl\t_\tEntity=(5-time-new-n)|SpaceAfter=No
13\t.\t.\tPUNCT\t.\t_\t9\tpunct\t_\t_

"""


def found(allowed: names.Allowed) -> list[names.Span]:
    return names.spans([next(iter(x)) if len(x) == 1 else "O" for x in allowed])


labels = st.lists(st.sampled_from(["", "PER", "ORG"]), max_size=8)


@given(labels)
def test_spans_undo_bio(kinds: list[str]) -> None:
    """Spans of BIO labels give the spans that made them."""
    spans = [(i, i + 1, kind) for i, kind in enumerate(kinds) if kind]
    assert names.spans(names.bio(len(kinds), spans)) == spans


def test_lone_inside_labels_start_names() -> None:
    """Labels without starts (IO) are cut where the type changes."""
    assert names.spans(["I-PER", "I-PER", "I-ORG", "O"]) == [(0, 2, "PER"), (2, 3, "ORG")]


def test_gum_entities_become_names(tmp_path: Path) -> None:
    """Titles, articles and days go; a body keeps the place that it is named after."""
    file = tmp_path / "a.conllu"
    file.write_text(TREE, encoding="utf-8")
    (tree,) = corpora.treebank(file, entities=True)
    assert tree.names is not None
    assert found(tree.names) == [(1, 3, "PER"), (5, 8, "ORG"), (9, 10, "LOC")]
    assert tree.names[11] == names.NOTHING
    assert tree.heads == (1, 8, 1, 5, 5, 1, 7, 5, 8, 8, 11, 8, 8)


def test_nested_mentions_close_by_number() -> None:
    """A bracket closes the mention with its number, wherever it opened."""
    fields = ["(1-person-a(2-place-b", "2)", "1)(3-place-c)"]
    assert names.mentions(fields) == [(0, 2, "place"), (0, 3, "person"), (2, 3, "place")]


@pytest.mark.parametrize(
    ("words", "labels", "wanted"),
    [
        ("We met", ["B-Organisation", "O"], []),
        ("the UK acted", ["B-Organisation", "I-Organisation", "O"], [(1, 2, "LOC")]),
        (
            "Minister Ed Poe left",
            ["B-Person", "I-Person", "I-Person", "O"],
            [(1, 3, "PER")],
        ),
        ("the Iraqi Army", ["B-Organisation"] + ["I-Organisation"] * 2, [(1, 3, "ORG")]),
    ],
)
def test_re3d_keeps_names(words: str, labels: list[str], wanted: list[names.Span]) -> None:
    """Pronouns and descriptions are no names; a country is a place; titles are cut."""
    allowed = names.from_re3d(tuple(words.split()), labels, frozenset({"we"}))
    assert found(allowed) == wanted


def test_wnut_products_are_misc() -> None:
    """Its types map to ours; a user name is left open."""
    words = ("@ann", "My", "iPad", "in", "Oslo")
    allowed = names.from_wnut(words, ["O", "O", "B-product", "O", "B-location"])
    assert found(allowed) == [(2, 3, "MISC"), (4, 5, "LOC")]
    assert allowed[0] == names.ANYTHING


def test_proper_nouns_outside_of_names_stay_open() -> None:
    """Where a data set marks no MISC, a proper noun may be MISC or nothing, a day nothing."""
    allowed = names.open_misc(["O"] * 3, ["Eurostar", "Monday", "ran"], ["PROPN", "PROPN", "VERB"])
    assert allowed == (names.OPEN_MISC, names.NOTHING, names.NOTHING)


def test_lexicon_keeps_what_is_sure() -> None:
    """A form with one lemma is kept, a doubtful one is left to the model."""
    tree = corpora.Sentence(
        ("Denied", "'s", "'s"), ("VERB", "AUX", "AUX"), lemmas=("deny", "be", "have")
    )
    assert corpora.lexicon([tree])["VERB"] == {"denied": "deny"}
    assert corpora.lexicon([tree])["AUX"] == {}


def test_country_put_between_title_and_name() -> None:
    """The new words hang where they belong, and every old head still points at its word."""
    tree = corpora.Sentence(
        words=("President", "Ro", "left", "Riga"),
        upos=("PROPN", "PROPN", "VERB", "PROPN"),
        feats=("", "", "", ""),
        lemmas=("President", "Ro", "leave", "Riga"),
        heads=(1, 2, 2, 2),
        deprels=("nmod:desc", "nsubj", "root", "obj"),
    )
    (made,) = enrich.with_countries([tree], random.Random(1))
    assert made.words[:2] == ("President", "of")
    assert made.words[3:] == ("Ro", "left", "Riga")
    assert made.heads == (3, 2, 0, 4, 4, 4)
    assert made.names is not None
    assert made.names[2:4] == (frozenset({"B-LOC"}), frozenset({"B-PER"}))
