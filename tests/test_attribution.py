"""Who says what: the words of sources, cues and contents."""

from __future__ import annotations

import pytest
from coded import attributed, read

from forewarn.coding.statements import cues, nesting, repairs, turns
from forewarn.coding.statements.attribution import Attribution


def spans(text: str, one: Attribution) -> tuple[str, str, list[str]]:
    """The texts of source, cue and content."""
    doc = read(text)
    source = text[slice(*doc.span(*one.source))] if one.source else ""
    cue = text[slice(*doc.span(*one.cue))]
    return source, cue, [text[slice(*doc.span(*each))] for each in one.content]


def outer(text: str) -> list[tuple[str, str, list[str]]]:
    """The attributions that no other one reports."""
    return [spans(text, one) for one in nesting.outermost(attributed(text))]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The minister said on Monday that the border was closed.",
            "The minister",
            "said",
            ["that the border was closed"],
        ),
        (
            "The new rules, the minister said, would help farmers.",
            "the minister",
            "said",
            ["The new rules", "would help farmers"],
        ),
        (
            "The prices will rise, and wages will follow, according to the central bank.",
            "the central bank",
            "according to",
            ["The prices will rise, and wages will follow"],
        ),
        (
            "Nauseda talked about leaving the treaty.",
            "Nauseda",
            "talked about",
            ["leaving the treaty"],
        ),
        (
            "The president went on to praise the soldiers.",
            "The president",
            "went on to praise",
            ["the soldiers"],
        ),
        (
            "The general described the attack as a provocation.",
            "The general",
            "described",
            ["the attack as a provocation"],
        ),
        (
            "Kallas criticized the plan, which is due next year.",
            "Kallas",
            "criticized",
            ["the plan"],
        ),
        (
            "The rebels claimed responsibility for the attack.",
            "The rebels",
            "claimed responsibility for",
            ["the attack"],
        ),
        (
            "The editor asked the minister to resign.",
            "The editor",
            "asked",
            ["to resign"],
        ),
        ("The plan seems to be dead.", "", "seems", ["The plan", "to be dead"]),
        (
            "The minister, who lives in Vilnius, rejected the offer.",
            "The minister, who lives in Vilnius",
            "rejected",
            ["the offer"],
        ),
    ],
)
def test_words_of_source_cue_and_content(
    text: str, source: str, cue: str, content: list[str]
) -> None:
    """Each role has its own words and no others."""
    assert (source, cue, content) in outer(text)


def test_what_others_report_is_left_out() -> None:
    """Of attributions within each other the outermost is taken; all are found."""
    text = "Blinken said that Russia had denied the report."
    assert [cue for _, cue, _ in outer(text)] == ["said"]
    assert {spans(text, one)[1] for one in attributed(text)} == {"said", "had denied"}


def test_a_coordinated_cue_goes_on_from_the_first() -> None:
    """The second saying is the speaker's, not a part of what is said first."""
    text = "Rajoy said that he would form a government and insisted that his party had won."
    found = outer(text)
    assert ("Rajoy", "said", ["that he would form a government"]) in found
    assert [source for source, cue, _ in found if cue == "insisted"] == ["Rajoy"]


def test_a_verb_that_goes_on_from_what_is_said_stays_there() -> None:
    """Without a sign that the speaker acts, coordinated verbs belong together."""
    doc = read("Rajoy said that he would go to Madrid and meet the king.")
    assert repairs.repaired(doc, cues.load()) == doc


def test_a_quotation_that_ends_its_sentence_has_no_cue_behind_it() -> None:
    """The next sentence does not say the quotation before it."""
    text = (
        "“But this is one example,” she added. “We have many failed ventures.”\n\nThe bank warned."
    )
    held = [spans(text, one) for one in attributed(text)]
    (content,) = [parts for _, cue, parts in held if cue == "added"]
    assert "We have many failed ventures" in " ".join(content)
    assert all("ventures" not in " ".join(parts) for _, cue, parts in held if cue == "warned")


def test_a_reporters_question_has_no_speaker() -> None:
    """ "Asked about it, he …": he is asked, and does not ask."""
    text = "Asked about the charges, Lavrov said that they were lies."
    assert all(source != "Lavrov" for source, cue, _ in outer(text) if cue.startswith("Asked"))


@pytest.mark.parametrize(
    "text",
    [
        "Syria and Turkey: A tortured relationship.\n\n" + "The two states share a border. " * 12,
        "Hillary Clinton: 547.\nBernie Sanders: 46.",
        "Carly Fiorina wrote on Monday: Nothing has changed.",
    ],
)
def test_headings_lists_and_clauses_are_no_labels(text: str) -> None:
    """A colon alone makes nobody speak."""
    assert turns.find(read(text)) == ()


def test_short_labels_that_come_often() -> None:
    """A surname or a name in capitals is a label where it begins several lines."""
    text = "PUTIN: We are ready.\nLAVROV: Thank you.\nPUTIN: Goodbye.\nLAVROV: Goodbye to you."
    assert len(turns.find(read(text))) == 4


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The law opposed by the miners was adopted in March.",
            "the miners",
            "opposed",
            ["The law"],
        ),
        (
            "The senators wrote a letter urging the company to pay its workers.",
            "The senators",
            "wrote a letter urging",
            ["the company to pay its workers"],
        ),
        (
            "In Moscow's view, the treaty is dead.",
            "Moscow's",
            "view",
            ["the treaty is dead"],
        ),
        (
            "The mayor said in one of his messages that the truck carried arms.",
            "The mayor",
            "said",
            ["that the truck carried arms"],
        ),
        (
            "The senator called Wednesday for new elections.",
            "The senator",
            "called Wednesday for",
            ["new elections"],
        ),
        (
            "There are fears that the dam will break.",
            "",
            "There are fears",
            ["that the dam will break"],
        ),
        (
            "The general reportedly left the capital.",
            "",
            "reportedly",
            ["The general", "left the capital"],
        ),
    ],
)
def test_whose_word_it_is_beside_the_verb(
    text: str, source: str, cue: str, content: list[str]
) -> None:
    assert (source, cue, content) in outer(text)


def test_a_noun_holds_what_its_clause_leaves_out() -> None:
    assert ("Republicans", "wanted", ["everything"]) in outer(
        "They got everything Republicans wanted."
    )


def test_a_clause_that_tells_which_speaker_is_no_attribution() -> None:
    found = outer("Others who favour a ban said that the river was dying.")
    assert [cue for _, cue, _ in found] == ["said"]


@pytest.mark.parametrize(
    "text",
    [
        "The company did not respond to requests for comment.",
        "The police found the car in the forest.",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert not [cue for _, cue, _ in outer(text) if cue != "requests for"]
