"""Whether a clause speaks of what was or of what is to come, from its verb."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from forewarn.language.doc import Doc

Direction = Literal["past", "future"]

MODALS = {"will", "shall", "'ll", "’ll", "would", "may", "might", "can", "could", "should", "must"}
IMPLICATIVE = {"begin", "start", "manage", "continue", "fail", "come", "help", "able", "use"}
"""Verbs whose infinitive lies in the same time as they do ("began to withdraw on Monday")."""
SPEECH = {"say", "tell", "announce", "report", "claim", "warn", "write", "add", "accuse", "state"}
"""Verbs whose present tense reports what was said already."""


def direction(doc: Doc, starts: list[int], position: int) -> Direction | None:
    """Whether the clause around the character speaks of what was or of what will be."""
    i = max(bisect_right(starts, position) - 1, 0)
    for _ in range(40):
        if tense := _tense(doc, i):
            return tense
        if doc.words[i].head == i:
            break
        i = doc.words[i].head
    return None


def _tense(doc: Doc, i: int) -> Direction | None:
    """The tense of a predicate; a present beside a date speaks of what is to come."""
    word, children = doc.words[i], [doc.words[c] for c in doc.children[i]]
    helpers = [child for child in children if child.deprel.startswith(("aux", "cop"))]
    if word.upos not in ("VERB", "AUX") and not helpers:
        return None
    lemmas = {helper.lemma.lower() for helper in helpers}
    if lemmas & MODALS:
        return None if "have" in lemmas else "future"
    if "have" in lemmas:
        return "past"
    if "VerbForm=Inf" in word.feats and any(child.lemma == "to" for child in children):
        return None if doc.words[word.head].lemma in IMPLICATIVE else "future"
    finite = [each.feats for each in (*helpers, word) if "VerbForm=Fin" in each.feats]
    if any("Tense=Past" in feats for feats in finite):
        return "past"
    if finite:
        return "past" if word.lemma in SPEECH else "future"
    return "past" if "Tense=Past" in word.feats and not helpers else None
