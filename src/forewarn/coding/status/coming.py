"""Whether a present tense speaks of a day to come: "leaves on Thursday", "starts next week"."""

from __future__ import annotations

from typing import Final

from forewarn.coding.circumstances.tenses import SPEECH
from forewarn.coding.grammar.arguments import case_of
from forewarn.language.doc import Doc, Word

_WEEKDAYS: Final = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
_MONTHS: Final = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    ]
)
_SEASONS: Final = frozenset(["spring", "summer", "autumn", "fall", "winter"])
SPANS: Final = frozenset(["minute", "hour", "day", "week", "month", "year", "fortnight"])
"""Stretches of time: in how many of them something is to come, or how many are left for it."""
_TIMES: Final = SPANS | _MONTHS | _SEASONS | _WEEKDAYS
_NEXT: Final = frozenset(["next", "coming"])
_HABITS: Final = frozenset(["every", "each", "usually", "often", "always", "already", "still"])
# Forms that stand for the past as well as for the present.
_EITHER: Final = frozenset(
    [
        *("put", "set", "cut", "hit", "quit", "lay", "shut", "let", "cost", "hurt", "read", "beat"),
        *("spread", "cast", "split", "burst", "bid", "shed", "thrust", "found", "bound"),
    ]
)
# A verb that tells of a state is true of the day it is read, whatever day it names.
_STATES: Final = frozenset(["be", "have", "know", "mean", "remain", "mark", "show", "see", "date"])
_RELATIONS: Final = frozenset(["obl", "obl:unmarked", "advmod", "nmod", "nmod:unmarked"])


def is_coming(doc: Doc, i: int) -> bool:
    """Whether the verb at `i` stands in the present beside a day to come."""
    word = doc.words[i]
    if word.upos != "VERB" or word.lemma.lower() in SPEECH | _STATES or not _is_present(doc, word):
        return False
    lemmas = {doc.words[c].lemma.lower() for c in doc.children[i]}
    return not lemmas & _HABITS and any(_is_ahead(doc, c) for c in doc.children[i] if c > i)


def _is_present(doc: Doc, word: Word) -> bool:
    helpers = [doc.words[c] for c in doc.children[word.i] if doc.words[c].deprel.startswith("aux")]
    if any(each.lemma in ("have", "do") for each in helpers):
        return False
    if not helpers and word.text.lower() in _EITHER:
        return False
    finite = [each.feats for each in (*helpers, word) if "VerbForm=Fin" in each.feats]
    return any("Tense=Pres" in feats for feats in finite)


def _is_ahead(doc: Doc, i: int) -> bool:
    """Whether the phrase headed at `i` names a day to come."""
    word = doc.words[i]
    if word.deprel not in _RELATIONS:
        return False
    lemma, below = (
        word.lemma.lower(),
        {doc.words[c].lemma.lower() for c in doc.children[i]},
    )
    case = case_of(doc, i)
    if lemma == "tomorrow" or (below & _NEXT and lemma in _TIMES):
        return True
    if lemma in _WEEKDAYS:
        return case in ("on", "from", "by", "until") and "Number=Plur" not in word.feats
    if lemma in _MONTHS:
        return case in ("in", "from", "on", "by")
    counted = "a" in below or any(doc.words[c].deprel == "nummod" for c in doc.children[i])
    ordered = any("NumType=Ord" in each.feats for each in doc.words[word.head : i])
    return (
        lemma in SPANS and lemma != "year" and case in ("in", "within") and counted and not ordered
    )
