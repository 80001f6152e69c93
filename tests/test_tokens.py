"""Words and their offsets, as Universal Dependencies cuts English."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.language import tokens

ANY_TEXT = st.text(st.characters(), max_size=200)  # with surrogates, NUL, marks of direction
TRICKY = st.text(
    st.sampled_from("aB1 .,'’\"-–@/:#$&()\n\t\u200f\u0301\u200b\0é\ud800漢"), max_size=120
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in tokens.words(tokens.tokenise(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't, can't and won’t.", "I do n't , ca n't and wo n’t ."),
        ("We cannot; they're gonna go", "We can not ; they 're gon na go"),
        ("NATO's flank, the allies' view", "NATO 's flank , the allies ' view"),
        ("a 15-year, Kyiv-based co-operation", "a 15 - year , Kyiv - based co-operation"),
        ("non-proliferation and re-election", "non-proliferation and re-election"),
        ("on 2021.12.02 at 08:55, 24/02/2022", "on 2021.12.02 at 08:55 , 24/02/2022"),
        ("$3.5bn, €5m, 100,000-175,000 men", "$ 3.5 bn , € 5 m , 100,000 - 175,000 men"),
        ("12.5% in 2014–2015, the 1990s", "12.5 % in 2014 – 2015 , the 1990s"),
        ("the 75th and 1st, at 8am", "the 75th and 1st , at 8 am"),
        ("Gen. Smith of the U.S. Army, etc.", "Gen. Smith of the U.S. Army , etc ."),
        ("J. D. Vance at 5 p.m. today", "J. D. Vance at 5 p.m. today"),
        ("No. 5 is no. No.", "No. 5 is no . No ."),
        ("See https://t.co/x?a=1. Mail a.b@c.org!", "See https://t.co/x?a=1 . Mail a.b@c.org !"),
        ("Well... yes!? :-) or -- no", "Well ... yes !? :-) or -- no"),
        ("in the Donbas/Crimea (e.g. AT&T)", "in the Donbas / Crimea ( e.g. AT&T )"),
        ("“We agree,” he said.", "“ We agree , ” he said ."),
        ("part:\"Founded in 1946.\"The end", 'part : " Founded in 1946 . " The end'),
        ("the anniversary.The message", "the anniversary . The message"),
        ("its a pity that its army left", "it s a pity that its army left"),
        ("BNS2021.12.02 08:55", "BNS2021.12.02 08:55"),
        ("O'Connell's and Qa'ida’s", "O'Connell 's and Qa'ida ’s"),
    ],
)  # fmt: skip
def test_cuts_as_the_treebanks_do(text: str, expected: str) -> None:
    """Contractions, hyphens, dates, money, abbreviations, addresses and quotes."""
    assert cut(text) == expected.split()


def test_a_contraction_is_one_token_of_words_that_share_no_characters() -> None:
    """The offsets of "don't" are its start, the cut and its end."""
    assert tokens.tokenise("I don't") == [(0, 1), (2, 4, 7)]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u2028\xa0"])
def test_white_space_holds_no_words(text: str) -> None:
    """Nothing comes of a text without signs."""
    assert tokens.tokenise(text) == []


@given(st.one_of(ANY_TEXT, TRICKY))
@settings(max_examples=200, deadline=None)
def test_each_sign_belongs_to_exactly_one_word(text: str) -> None:
    """Words are in order, do not overlap, are not empty, and cover all but white space."""
    spans = tokens.words(tokens.tokenise(text))
    covered = [i for start, end in spans for i in range(start, end)]
    assert covered == [i for i, char in enumerate(text) if not char.isspace()]
    assert all(start < end for start, end in spans)


@given(TRICKY, TRICKY)
@settings(max_examples=100, deadline=None)
def test_a_blank_line_parts_what_stands_around_it(before: str, after: str) -> None:
    """What precedes a blank line does not change how the text after it is cut."""
    joined = before + " x\n\n" + after
    alone = [tuple(cut + len(before) + 4 for cut in token) for token in tokens.tokenise(after)]
    assert tokens.tokenise(joined)[len(tokens.tokenise(joined)) - len(alone) :] == alone


HOSTILE = (
    "a . a. a- non- ' n't 's a.a@ 1, www. http://) a_ [. A& 12- \0 \u0301 \u202e 漢 é' 1a.b@c- ="
    " !? ab.cd. a1.1"
)


@pytest.mark.parametrize("unit", HOSTILE.split(" "))
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    """A quarter of a million signs without a space take no more than a few seconds."""
    text = unit * (250_000 // len(unit))
    start = time.process_time()
    spans = tokens.words(tokens.tokenise(text))
    assert time.process_time() - start < 5
    assert sum(end - start for start, end in spans) == len(text)


def test_no_word_is_longer_than_the_limit() -> None:
    """What follows can rely on words of bounded length."""
    text = "x" * 10_000
    assert max(end - start for start, end in tokens.words(tokens.tokenise(text))) <= tokens.LONGEST


def test_what_was_read_before_does_not_matter() -> None:
    """The cache of chunks changes nothing: any order of texts gives the same words."""
    texts = ["No. 5 said no.", "No. The end", "Sat. 3 he sat.", "sat."] * 3
    expected = {text: tokens.tokenise(text) for text in texts}
    random.Random(1).shuffle(texts)
    assert {text: tokens.tokenise(text) for text in texts} == expected
