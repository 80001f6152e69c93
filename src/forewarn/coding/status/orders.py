"""Conditions without an opener: "touch our ships and you will burn", "no deal, no gas"."""

from __future__ import annotations

from forewarn.coding.grammar.spans import Range, trim
from forewarn.coding.status.scope import QUOTES, TO_COME, Scope, is_finite

_CALLS = frozenset(["let", "please"])
_STEPS = frozenset(["single", "one", "another", "further", "any", "second", "more"])
LONGEST = 16


def find(scope: Scope) -> Range | None:
    """What is said first, where what would follow it is told after "and" or a comma."""
    start = _start(scope)
    if start is None:
        return None
    if scope.lower(start) == "no":
        return _no(scope, start)
    joint = _joint(scope, start)
    if joint is None:
        return None
    if _is_order(scope, start) or _is_step(scope, start, joint):
        return trim(scope.doc, (start, joint))
    return None


def _start(scope: Scope) -> int | None:
    """The first word that is no mark of quotation."""
    return next((i for i in scope.indices() if scope.doc.words[i].text not in QUOTES), None)


def _joint(scope: Scope, start: int) -> int | None:
    """The "and" before a clause with its own subject that is to come."""
    end = scope.end_of(start)
    for k in range(start + 1, min(end, start + LONGEST)):
        if scope.is_break(k):
            return None
        if scope.lower(k) == "and" and _tells(scope, k + 1, end):
            return k
    return None


def _tells(scope: Scope, i: int, end: int) -> bool:
    """Whether a subject and then a verb to come, or a present, follow."""
    words = scope.doc.words
    verb = next((k for k in range(i, end) if is_finite(words[k])), None)
    if verb is None or verb == i or words[i].upos in ("VERB", "AUX", "ADV"):
        return False
    return words[verb].text.lower() in TO_COME or "Tense=Pres" in words[verb].feats


def _is_order(scope: Scope, i: int) -> bool:
    """A bare verb that opens what is said, without a subject."""
    word = scope.doc.words[i]
    if word.text.lower() in _CALLS or word.upos != "VERB":
        return False
    bare = word.text.lower() == word.lemma.lower()
    return bare and ("Mood=Imp" in word.feats or "VerbForm=Inf" in word.feats)


def _is_step(scope: Scope, start: int, joint: int) -> bool:
    """ "one more step and …": a noun phrase without a verb."""
    words = scope.doc.words
    if any(is_finite(words[k]) for k in range(start, joint)):
        return False
    opens = [scope.lower(start), scope.lower(start + 1)]
    return opens[0] in _STEPS or (opens[0] == "a" and opens[1] in _STEPS)


def _no(scope: Scope, start: int) -> Range | None:
    """ "no deal, no gas"."""
    end = scope.end_of(start)
    nos = [k for k in range(start, end) if scope.lower(k) == "no"]
    commas = [k for k in range(start, end) if scope.lower(k) == ","]
    if len(nos) != 2 or len(commas) != 1 or nos[1] != commas[0] + 1:
        return None
    comma = commas[0]
    if any(is_finite(scope.doc.words[k]) for k in range(start, end)):
        return None
    return trim(scope.doc, (start, comma))
