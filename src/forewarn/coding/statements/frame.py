"""A frame: a cue with what hangs on it, and how far the words of the cue reach."""

from __future__ import annotations

from dataclasses import dataclass

from forewarn.coding.grammar.spans import Range
from forewarn.coding.statements.cues import Cue
from forewarn.language.doc import Doc

LEADING = frozenset(["about", "of", "on", "for", "as", "with", "against", "over", "from", "at"])
_ADJUNCTS = ("aux", "advmod")
PLACES = frozenset(["in", "via", "through", "during", "at"])
"""Prepositions of where something is said: "said *in* a statement that …"."""
ASKING = frozenset(["when", "where", "why", "how"])


@dataclass(frozen=True, slots=True)
class Frame:
    """The cue `head` (with its helpers the words `cue`), its source, content and addressee.

    `source` and `addressee` are the heads of noun phrases; `content` is empty where only a
    quotation can fill it.
    """

    head: int
    cue: Range
    entry: Cue
    source: int | None
    content: tuple[Range, ...]
    addressee: int | None = None


def reach(doc: Doc, i: int, words: list[int], content: tuple[Range, ...]) -> Range:
    """The verb with its auxiliaries and adverbs, its particle, and a preposition to the content."""
    start, end = _helped(doc, i), i + 1
    while (governor := _governor(doc, i, start)) is not None:
        i, start = governor, _helped(doc, governor)
    for word in words:
        if word == end or (end < word <= end + 2 and _stands_between(doc, i, end, word)):
            end = word + 1
    if (any(first == end + 1 for first, _ in content) and _leads(doc, end)) or (
        content and end < content[0][0] and _is_manner(doc, i, end)
    ):
        end += 1
    if start and doc.words[start - 1].text.lower() == "to" and doc.words[start - 1].head == i:
        start -= 1
    return start, end


def _stands_between(doc: Doc, i: int, start: int, end: int) -> bool:
    """Whether only a day or an adverb stands before the particle: "called *Wednesday* for"."""
    return all(
        doc.words[j].head == i and doc.words[j].deprel.startswith(("obl", "advmod"))
        for j in range(start, end)
    )


def _is_manner(doc: Doc, i: int, j: int) -> bool:
    """Whether the word says how the verb is done: "replied *evenly*"."""
    word = doc.words[j]
    return word.head == i and word.deprel == "advmod" and word.text.endswith("ly")


def _leads(doc: Doc, i: int) -> bool:
    """Whether the word is a preposition that leads in a content: "joked *about* leaving"."""
    word = doc.words[i]
    if word.deprel not in ("case", "mark"):
        return False
    return word.upos == "ADP" or word.lemma.lower() in LEADING


def _helped(doc: Doc, i: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    start = i
    while start > 0 and _helps(doc, i, start - 1):
        start -= 1
    return start


def _governor(doc: Doc, i: int, start: int) -> int | None:
    """The verb right before an infinitive that it leads in ("went on to say", "began saying")."""
    word = doc.words[i]
    if word.deprel not in ("xcomp", "advcl") or start == 0:
        return None
    if start - 1 == word.head and word.text.endswith("ing"):
        return word.head if word.deprel == "xcomp" else None
    if doc.words[start - 1].lemma.lower() != "to":
        return None
    before = start - 2
    if before >= 0 and doc.words[before].deprel in ("compound:prt", "advmod"):
        before -= 1
    return before if before == word.head else None


def _helps(doc: Doc, i: int, j: int) -> bool:
    word = doc.words[j]
    adjunct = word.deprel.split(":")[0] in (*_ADJUNCTS, "cop")
    return word.head == i and adjunct and word.upos != "SCONJ" and word.lemma.lower() not in ASKING
