"""Whose word or view a clause is: "according to X", "in X's view", "reportedly"."""

from __future__ import annotations

from forewarn.coding.grammar.spans import (
    Range,
    dependent,
    marker,
    phrase,
    towards,
    trim,
    trimmed,
    without,
)
from forewarn.coding.statements.cues import Cue
from forewarn.coding.statements.frame import Frame
from forewarn.language.doc import Doc

STATED = Cue(None, frozenset(["clause"]))
_HEARSAY = frozenset(["reportedly", "allegedly", "purportedly", "supposedly"])
_VIEWS = frozenset(
    ["view", "opinion", "mind", "judgment", "judgement", "estimation", "telling", "word"]
)


def according(doc: Doc, i: int) -> Frame | None:
    """ "According to X, …": X says the rest of the clause."""
    word = doc.words[i]
    if word.text.lower() != "according":
        return None
    if i + 1 >= len(doc.words) or doc.words[i + 1].lemma.lower() != "to":
        return None
    source = word.head if word.deprel == "case" else towards(doc, i, "to")
    if source is None:
        source = dependent(doc, i, "obl", "nmod", "obj")
    if source is None or source == i:
        return None
    top = source if word.deprel == "case" else i
    clause = doc.words[top].head
    if clause == top:
        return None
    spans = trimmed(doc, _beside(doc, clause, top))
    return Frame(i, (i, i + 2), STATED, source, spans) if spans else None


def hearsay(doc: Doc, i: int) -> Frame | None:
    """ "X *reportedly* left": somebody who is not named says the rest of the clause."""
    word = doc.words[i]
    clause = word.head
    if word.text.lower() not in _HEARSAY or word.deprel != "advmod":
        return None
    if doc.words[clause].upos not in ("VERB", "AUX"):
        return None
    spans = trimmed(doc, without(phrase(doc, clause), (i, i + 1)))
    return Frame(i, (i, i + 1), STATED, None, spans) if spans else None


def view(doc: Doc, i: int) -> Frame | None:
    """ "In X's view, …", "in the words of X": X holds the rest of the clause."""
    word = doc.words[i]
    if word.lemma.lower() not in _VIEWS or word.deprel != "obl":
        return None
    source = dependent(doc, i, "nmod:poss")
    source = source if source is not None else towards(doc, i, "of")
    if source is None:
        return None
    if marker(doc, i) not in ("in", "to", "by"):
        return None
    spans = trimmed(doc, _beside(doc, word.head, i))
    return Frame(i, (i, i + 1), STATED, source, spans) if spans else None


def _beside(doc: Doc, clause: int, top: int) -> tuple[Range, ...]:
    """The rest of the clause; of the sentence where the phrase begins or ends it."""
    first, last = doc.sentences[doc.sentence_of[top]]
    start, end = phrase(doc, top)
    before, after = trim(doc, (first, start)), trim(doc, (end, last))
    if before[0] >= before[1] or after[0] >= after[1]:
        return before, after
    return without(phrase(doc, clause), (start, end))
