"""Where sentences end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.language import sentences, tokens

ANY_TEXT = st.text(
    st.one_of(st.sampled_from("aA1 .!?\"“”'()-•\n\r\t\f\u2028"), st.characters()), max_size=200
)


def split(text: str) -> list[str]:
    found = tokens.tokenise(text)
    return [text[found[a][0] : found[b - 1][-1]] for a, b in sentences.split(text, found)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He left.", "She stayed."],
        ["Gen. Smith met Mr. Brown of Acme Inc. in Washington, D.C. on Monday.", "They talked."],
        ["The U.S. President spoke at 9 a.m. on Tuesday.", "Nobody answered."],
        ["The price rose to $3.5 million.", "It was 2.4 before."],
        ["Is it over?", "No!", "It has only begun."],
        ["“We stand together,” the minister said.", "“We will not move.”"],
        ['"We are ready," he said.', '"The talks go on."'],
        ["The talks (held in Riga) ended late.", "Estonia agreed, too."],
        ["It came on 2021.12.02.", "Nothing changed."],
    ],
)
def test_finds_sentences_within_a_line(expected: list[str]) -> None:
    """Abbreviations, initials, numbers and quotes do not mislead."""
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n", "\u2029"])
def test_a_blank_line_always_ends_a_sentence(gap: str) -> None:
    """Even in the middle of what reads on."""
    assert split(f"the allies of{gap}the alliance met") == ["the allies of", "the alliance met"]


def test_a_headline_ends_with_its_line() -> None:
    """No full stop is needed where a line ends that was not wrapped."""
    text = "Lithuania calls on NATO\nLithuania called on NATO to deploy troops.\nPoland agreed."
    assert split(text) == text.split("\n")


def test_list_items_are_sentences() -> None:
    """A marker at the start of a line starts a new one."""
    text = "They agreed on\n- more patrols\n- a new base\n• sanctions"
    assert split(text) == text.split("\n")


def test_lines_wrapped_by_hand_are_joined() -> None:
    """A line break after a full line is white space; the last, short line ends the paragraph."""
    text = (
        "Ministers of the eight countries met in the Latvian capital on Tuesday to\n"
        "discuss how the alliance should answer the build-up of forces along the\n"
        "eastern border of Ukraine, and agreed that consultations would go on in the\n"
        "coming weeks. No date was set.\n"
    )
    assert len(split(text)) == 2


def test_a_list_of_headlines_is_not_taken_for_wrapped_text() -> None:
    """Lines of very different length were not wrapped."""
    lines = [
        "Minister Resigns After Vote in Parliament on Tuesday",
        "Troops Leave the Border",
        "Gas Prices Rise Again in Most of the Baltic States",
        "Talks Fail",
    ]
    assert split("\n".join(lines)) == lines


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    """A stray line break inside a sentence does not cut it."""
    assert len(split("The minister said that the\ntalks would go on.")) == 1


def test_a_sentence_without_end_is_cut() -> None:
    """No sentence is longer than the limit, whatever the text."""
    found = tokens.tokenise("alpha beta gamma, " * 400)
    ranges = sentences.split("alpha beta gamma, " * 400, found)
    assert max(end - start for start, end in ranges) <= sentences.LONGEST
    assert min(end - start for start, end in ranges[:-1]) >= sentences.SHORTEST_PART


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_sentences_partition_the_tokens(text: str) -> None:
    """Each token is in exactly one sentence, in order, and no sentence is empty."""
    found = tokens.tokenise(text)
    ranges = sentences.split(text, found)
    assert [i for start, end in ranges for i in range(start, end)] == list(range(len(found)))
    assert all(start < end for start, end in ranges)


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=75, deadline=None)
def test_no_sentence_reaches_over_a_blank_line(before: str, after: str) -> None:
    """Between the words on both sides of a blank line there is an end."""
    text = f"a{before}\n\n{after}z"
    found = tokens.tokenise(text)
    starts = {start for start, _ in sentences.split(text, found)}
    for i, (left, right) in enumerate(pairwise(found)):
        if "\n\n" in text[left[-1] : right[0]]:
            assert i + 1 in starts


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many tokens the network reads at once does not show in the result."""
    text = "\n\n".join(f"He said {i}. They left. Why? Nobody knew it then" for i in range(50))
    found = tokens.tokenise(text)
    whole = sentences.split(text, found)
    monkeypatch.setattr(sentences, "BLOCK", 30)
    assert sentences.split(text, found) == whole


@pytest.mark.parametrize("unit", ["a ", ". ", "a\n", "\n", "A. ", "- a\n", "\u2028a", '" '])
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    """A hundred thousand signs take no more than a few seconds."""
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    found = tokens.tokenise(text)
    assert len(found) >= sum(end - begin > 0 for begin, end in sentences.split(text, found))
    assert time.process_time() - start < 10
