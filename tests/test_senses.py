"""The event heads: what they say of words, and what becomes of it beside the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from coding_kit import report

from forewarn import DEFAULT_PACK, language, packs
from forewarn.coding import Coder
from forewarn.coding.events import events
from forewarn.coding.events.senses import Senses
from forewarn.language.doc import Doc
from forewarn.records import Event

SENTENCES = (
    "Thousands of miners downed tools in Silesia on Monday and marched on the capital.",
    "Turkish jets bombed Kurdish positions in northern Iraq overnight, the army said.",
    "The striker attacked the defence all evening and scored twice for Spain.",
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The coder of the first region."""
    return Coder(packs.load(DEFAULT_PACK))


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    """The sentences as our own pipeline reads them."""
    return list(language.load().read(SENTENCES))


def _word(doc: Doc, text: str) -> int:
    return next(word.i for word in doc.words if word.text == text)


def test_a_word_gets_its_likeliest_type(docs: list[Doc]) -> None:
    """ "Bombed" is an assault, and the heads point at the jets."""
    senses = Senses(docs[1])
    bombed = _word(docs[1], "bombed")
    type_, likely = senses.type(bombed)
    assert type_ == "ASSAULT" and likely > 0.5
    actor = senses.actor(bombed)
    assert actor is not None and docs[1].words[actor[0]].text == "jets"


def test_likelihoods_of_a_word_are_shares(docs: list[Doc]) -> None:
    """They are not negative, come best first, and all of them add up to one."""
    senses = Senses(docs[0])
    for word in docs[0].words:
        shares = [likely for _, likely in senses.types(word.i, most=99)]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1, abs=0.02)


def test_no_sentence_depends_on_another(docs: list[Doc]) -> None:
    """Read together or alone, in any order, the words mean the same."""
    whole = next(iter(language.load().read([" ".join(SENTENCES)])))
    alone = [Senses(doc).type(word.i) for doc in docs for word in doc.words]
    together = [Senses(whole).type(word.i) for word in reversed(whole.words)]
    assert alone == together[::-1]


def test_another_pipeline_is_read_by_the_rules_alone(coder: Coder, docs: list[Doc]) -> None:
    """Without states the heads say nothing, and no event rests on them."""
    for doc in docs:
        bare = replace(doc, states=())
        assert Senses(bare).types(0) == []
        assert Senses(bare).actor(0) is None
        assert all(why.basis != "sense" for _, why in _explained(coder, bare))


def test_what_the_heads_alone_say_is_told_as_such(coder: Coder) -> None:
    """An event that no pattern knows names no file of the lexicon, and is less sure."""
    text = "\n\n".join(SENTENCES)
    doc = next(iter(language.load().read([text])))
    for event, why in _explained(coder, doc):
        assert (why.basis == "sense") == (why.pattern == "" and why.file == "")
        if why.basis == "sense":
            assert event.confidence <= 0.65


def _explained(coder: Coder, doc: Doc) -> Iterator[tuple[Event, events.Why]]:
    """The events of a text with what they rest on."""
    one = report(doc.text)
    read = coder._read(doc, one)
    yield from events.explained(read.doc, one, read.mentions, coder.lexicon, read.setting)
