"""Statements: who says what to whom, quoted how, of what kind, on what condition."""

from __future__ import annotations

import pytest
from coded import attributed, code, read, said
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.coding.grammar import quotes
from forewarn.coding.statements import attribution, cues, kinds, turns
from forewarn.coding.status import conditions
from forewarn.language.doc import Doc, Word


def plain(text: str) -> Doc:
    """The words of a text without a tree: what finds quotations and turns needs no more."""
    words, at = [], 0
    for i, piece in enumerate(text.split()):
        at = text.index(piece, at)
        words.append(Word(i, piece, at, at + len(piece), piece, "X", "", 0, "dep"))
        at += len(piece)
    return Doc(text, tuple(words), ((0, len(words)),) if words else (), ())


def quoted(text: str) -> list[str]:
    doc = plain(text)
    return [doc.text[slice(*doc.span(one.start, one.end))] for one in quotes.find(doc)]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "„”", "‘’"])
def test_marks_of_many_kinds(marks: str) -> None:
    """A quotation is found whatever marks it uses."""
    inner = f"{marks[0]}we are ready to talk{marks[1]}"
    assert quoted(f"He said {inner} on Monday.") == [inner]


def test_a_long_quotation_is_carried_over_paragraphs() -> None:
    """A paragraph that leaves its quotation open hands it on to the next."""
    text = "He said: “We will stay.\n\n“We will not leave.” Then he went."
    found = quotes.find(plain(text))
    assert [one.goes_on for one in found] == [True, False]


def test_a_missing_mark_ends_with_its_paragraph() -> None:
    """An unbalanced quotation does not swallow the rest of the report."""
    assert quoted('He said: "We will stay.\n\nOthers went home.') == ['"We will stay.']


def test_apostrophes_are_no_quotations() -> None:
    """Possessives and contractions open nothing."""
    assert quoted("The ministers' meeting didn't end; Russia's demands stood.") == []


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab \n.,“”\"«»„‘’'", max_size=60))
def test_quotations_lie_in_order(text: str) -> None:
    """Whatever the marks, quotations are ranges of words in text order, none overlapping."""
    doc, end = plain(text), 0
    for one in quotes.find(doc):
        assert end <= one.start < one.end <= len(doc.words)
        end = one.end


def test_turns_of_a_transcript() -> None:
    """A label at the start of a line begins a turn; a sentence with a colon does not."""
    text = "President of Lithuania Gitanas Nauseda: Friends, welcome.\nWe agreed on this: peace."
    doc = plain(text)
    (turn,) = turns.find(doc)
    assert doc.text[slice(*doc.span(turn.start, turn.end))].endswith("Nauseda:")
    assert turn.stop == len(doc.words)


def test_the_lexicon_knows_its_words_once() -> None:
    """No verb has two cues, and a form leads to its verb."""
    lexicon = cues.load()
    assert len(lexicon.verbs) > 380
    assert {lexicon.forms[f] for f in ("said", "says", "saying")} == {"say"}
    assert lexicon.forms["denies"] == "deny"
    assert lexicon.forms["urged"] == "urge"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We will defend our border,” Morawiecki said.", "direct"),
        ("Morawiecki said that Poland would “defend every metre” of its border.", "mixed"),
        ("Morawiecki said that Poland would defend its border.", "indirect"),
    ],
)
def test_direct_mixed_and_indirect(text: str, quoted: str) -> None:
    """How much of the content stands in marks decides."""
    one = said(text)
    assert one.quoted == quoted
    assert one.speaker is not None
    assert one.speaker.country == "POL"
    assert one.cue == "said"


def test_a_quotation_around_its_cue_is_one_statement() -> None:
    """Content before and after the cue belongs together."""
    one = said("“We are ready,” Stoltenberg said, “to meet again.”")
    assert one.quoted == "direct"
    assert "We are ready" in one.text
    assert "to meet again" in one.text


def test_a_quotation_goes_on_without_a_cue() -> None:
    """The second sentence of a quotation has the speaker of the first."""
    found = code("“The threat is real,” Landsbergis said. “We need more troops here.”").statements
    assert len(found) == 2
    assert {one.speaker.name for one in found if one.speaker} == {"Gabrielius Landsbergis"}


def test_a_pronoun_means_the_speaker_before() -> None:
    """ "He said" is resolved, and the text of the mention is kept."""
    text = "Landsbergis met reporters in Vilnius. “The danger is growing,” he said."
    one = said(text)
    assert one.speaker is not None
    assert one.speaker.name == "Gabrielius Landsbergis"


def test_according_to() -> None:
    """The rest of the clause is what the source says."""
    one = said("According to the Lithuanian Foreign Ministry, the alliance is united.")
    assert one.text == "the alliance is united"
    assert one.speaker is not None
    assert one.speaker.country == "LTU"


def test_whom_it_is_directed_at() -> None:
    """The addressee is who is urged, accused or told, and leaves the text."""
    one = said("Stoltenberg urged Moscow to withdraw its forces.")
    assert one.addressee is not None
    assert one.addressee.country == "RUS"
    assert one.text == "to withdraw its forces"


def test_who_is_to_act_is_who_is_asked() -> None:
    """Where a demand names nobody else, it is made of who is to act."""
    one = said("Russia demanded that NATO leave the Baltic states.")
    assert one.kind == "demand"
    assert one.addressee is not None
    assert one.addressee.name == "NATO"


def test_several_speakers_make_several_statements() -> None:
    """One statement for each speaker of a joint saying."""
    found = code("Stoltenberg and von der Leyen accused Belarus of staging the crisis.").statements
    assert len(found) == 2
    assert {one.kind for one in found} == {"accusation"}
    assert len({one.id for one in found}) == 2


def test_a_denial_stands_beside_what_it_denies() -> None:
    """ "Which Minsk denies" is a statement of its own, and no part of the accusation."""
    text = "Poland has accused Belarus of orchestrating the crisis, which Minsk denies."
    accusation, denial = sorted(code(text).statements, key=lambda one: one.kind)
    assert (accusation.kind, denial.kind) == ("accusation", "denial")
    assert "which" not in accusation.text
    assert "orchestrating the crisis" in denial.text


@pytest.mark.parametrize(
    "text",
    [
        "People say that winter is coming.",
        "Stoltenberg will discuss the situation with Biden on Friday.",
        "Lavrov did not say when the talks would begin.",
        "If Russia decides to attack, the alliance is ready.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    """Generic speakers, sayings to come, negated and supposed ones are left out."""
    assert [
        one for one in code(text).statements if one.speaker and one.speaker.name != "NATO"
    ] == []


def test_a_threat_with_its_condition() -> None:
    """The condition is a part of the statement's own words."""
    one = said("“If Russia uses force, there will be consequences,” Stoltenberg warned.")
    assert one.kind == "threat"
    assert one.condition == "If Russia uses force"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("NATO will help unless Kyiv objects.", "unless Kyiv objects"),
        ("Talks begin only when the troops leave.", "only when the troops leave"),
        ("Moscow will act in case of an attack.", "in case of an attack"),
        ("If possible, we will come.", None),
        ("Berlin will respond if attacked.", "if attacked"),
        ("Were Accra to miss the coupon, they would go to court.", "Were Accra to miss the coupon"),
        ("The islands were ready to open the books to inspectors.", None),
        ("Until the troops leave there will be no talks.", "Until the troops leave"),
        ("Until May we will not put it on the agenda.", None),
        ("We will sit with no one while a gun is on the table.", "while a gun is on the table"),
        ("The men bled while the doctors waited.", None),
        ("Without shells the front could not be held.", "Without shells"),
        ("He must be freed at once and without delay.", None),
        ("It could stay open provided Poland shows goodwill.", "provided Poland shows goodwill"),
        ("The army had provided blankets and tents.", None),
        ("Cross that canal and you will meet an army.", "Cross that canal"),
        ("No pipeline, no sanctions.", "No pipeline"),
        ("We would be glad if he came.", None),
        ("The flats were lit the moment the grid came back.", None),
        (
            "If he won and if parliament let him, he would go.",
            "If he won and if parliament let him",
        ),
        ("He asked if they would come.", None),
    ],
)
def test_conditions(text: str, condition: str | None) -> None:
    """Clauses and phrases that set a condition are found, courtesies and questions are not."""
    doc = read(text)
    found = conditions.find(doc, [(0, len(doc.words))])
    assert (doc.text[slice(*doc.span(*found))] if found else None) == condition


def test_a_condition_beside_the_cue() -> None:
    """What hangs on the cue counts; what belongs to another thing said in the sentence does not."""
    one = said("Farmers threatened a blockade if the price fell.")
    assert one.condition == "if the price fell"
    text = "Warsaw demanded a withdrawal, and Kyiv said it would answer if the shelling went on."
    found = {one.kind: one.condition for one in code(text).statements}
    assert found.get("demand") is None
    assert "if the shelling went on" in found.values()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NATO must withdraw its troops", "demand"),
        ("we will defend every metre", "commitment"),
        ("there will be serious consequences", "threat"),
        ("these reports are groundless", "denial"),
        ("we will never accept this", "refusal"),
        ("we are ready for talks", "offer"),
        ("Europe should act now", "appeal"),
        ("there is no reason to panic", "reassurance"),
        ("Minsk is orchestrating the crisis", "accusation"),
        ("the situation is dangerous", "assessment"),
        ("greetings to the staff", "other"),
    ],
)
def test_kinds_from_the_content(text: str, kind: str) -> None:
    """Where the cue leaves the kind open, the words decide."""
    assert kinds.of(None, text, direct=True) == kind


def test_the_cue_decides_where_it_says_more() -> None:
    """ "Denied" makes a denial of whatever follows; a question asked is no appeal."""
    assert kinds.of("denial", "it will attack") == "denial"
    assert kinds.of("appeal", "whether it will attack") == "other"


TEXT = (
    "Lithuania called on NATO to deploy troops. “The alliance must respond,” Nauseda said at a "
    "press conference. “We need a plan.” Moscow denies any plans and accuses NATO of arming "
    "Ukraine. According to Kyiv, up to 100,000 Russian troops stand near the border."
)


def test_evidence_is_exact() -> None:
    """Every piece of evidence is a slice of the report and holds what it is evidence of."""
    found = code(TEXT).statements
    assert len(found) >= 5
    for one in found:
        for piece in one.evidence:
            assert TEXT[piece.start : piece.end] == piece.text
        whole = " ".join(piece.text for piece in one.evidence)
        assert all(part in whole for part in one.text.split(" … "))
        assert one.cue is None or one.cue in whole


def test_the_same_text_gives_the_same_ids() -> None:
    """Coding twice gives equal records; ids are unique."""
    first, second = code(TEXT), code(TEXT)
    assert first == second
    assert len({one.id for one in first.statements}) == len(first.statements)


def test_an_empty_text_says_nothing() -> None:
    """No words, no attributions."""
    assert attribution.find(Doc("", (), (), ()), None) == ()  # type: ignore[arg-type]


def test_first_persons_are_the_speaker() -> None:
    """ "We" inside a quotation stands for who is quoted."""
    inside = [one for one in attributed("“We call on Russia to stop,” Blinken said.") if one.actors]
    assert {actor.country for one in inside for actor in one.actors} == {"USA"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kyiv: no troops left at the border", "no troops left at the border"),
        ("Kyiv to Warsaw: open the crossing", "open the crossing"),
        ("Tallinn mayor: trams will run again", "trams will run again"),
    ],
)
def test_a_headlines_colon_tells_who_says_it(text: str, told: str) -> None:
    assert [each.text for each in code(text).statements] == [told]


@pytest.mark.parametrize("text", ["Weather: rain in the west", "Breaking: blast in Warsaw"])
def test_other_words_before_a_colon_say_nothing(text: str) -> None:
    assert not code(text).statements


@pytest.mark.parametrize(
    ("text", "speaker", "told"),
    [
        ("The harbour's night watchman said the gate was locked.", None, "the gate was locked"),
        (
            "The Ministry protested. It said the crossing would stay open.",
            "Ministry",
            "the crossing would stay open",
        ),
        ('"Open the gate": Warsaw to Minsk', "Warsaw", "Open the gate"),
        ('Donald Tusk in a letter: "Open the gate."', "Donald Tusk", "Open the gate."),
        ('"The square was empty," a baker in Kyiv said.', "baker", "The square was empty"),
        ("In the view of the German institute, Minsk has no choice.", None, "Minsk has no choice"),
        (
            "Warsaw said the bridge was closed and it would not be opened.",
            "Warsaw",
            "the bridge was closed and it would not be opened",
        ),
    ],
)
def test_who_says_it_and_how_far_it_goes(text: str, speaker: str | None, told: str) -> None:
    """Speakers by description, pronouns, labels and inversions; contents to their ends."""
    (statement,) = code(text).statements
    assert statement.text == told
    assert statement.speaker
    assert speaker is None or speaker in statement.speaker.text


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin said Russia was ready to talk.",
        "Kyiv said Warsaw had ordered its troops to stop.",
    ],
)
def test_what_is_done_inside_a_statement_is_none_of_its_own(text: str) -> None:
    assert len(code(text).statements) == 1


def test_a_day_is_nothing_said() -> None:
    """“On Friday” tells when somebody was summoned, not what was demanded of him."""
    assert code("Moldova summoned Russia's ambassador on Friday.").statements == ()
