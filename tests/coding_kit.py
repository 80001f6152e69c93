"""What the tests of the coder share: pipeline, pack, and short views of events."""

from __future__ import annotations

from functools import cache

from forewarn import language, packs
from forewarn.coding import Coder
from forewarn.language import Doc, Pipeline, Word
from forewarn.records import Actor, Event, Report

DAY = "2021-12-02"


@cache
def pipeline() -> Pipeline:
    """Our own pipeline."""
    return language.load()


@cache
def coder() -> Coder:
    """The coder with the first pack."""
    return Coder(packs.load("eastern-flank"))


def report(text: str, published: str | None = DAY) -> Report:
    """A report of that text alone."""
    return Report("r-test", None, None, None, None, None, "en", published, None, None, text)


def events(text: str, published: str | None = DAY) -> tuple[Event, ...]:
    """The events of a text."""
    doc = next(iter(pipeline().read([text])))
    return coder().code(doc, report(text, published)).events


def seen(text: str, published: str | None = DAY) -> set[tuple[str, str, str | None, str | None]]:
    """The events of a text as (type, status, actor's country, recipient's country)."""
    return {
        (e.type, e.status, country(e.actor), country(e.recipient)) for e in events(text, published)
    }


def country(actor: Actor | None) -> str | None:
    """The country of an actor, None where there is no actor."""
    return actor.country if actor else None


def tree(*sentences: str) -> Doc:
    """A document from lines of "text lemma UPOS head deprel [feats]", words from 1, heads 0 = root.

    Every word is followed by a blank.
    """
    words: list[Word] = []
    ranges: list[tuple[int, int]] = []
    at = 0
    for sentence in sentences:
        first = len(words)
        for line in sentence.strip().splitlines():
            text, lemma, upos, head, relation, *feats = line.split()
            i = len(words)
            above = first + int(head) - 1 if int(head) else i
            features = feats[0] if feats else ""
            words.append(Word(i, text, at, at + len(text), lemma, upos, features, above, relation))
            at += len(text) + 1
        ranges.append((first, len(words)))
    return Doc(" ".join(word.text for word in words), tuple(words), tuple(ranges), ())
