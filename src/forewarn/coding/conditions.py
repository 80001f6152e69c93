"""On what condition something is said: "if …", "unless …", "in case of …", "provided that …"."""

from __future__ import annotations

from collections.abc import Iterable

from forewarn.coding import frames
from forewarn.coding.frames import Range
from forewarn.language.doc import Doc

_MARKS = frozenset(["if", "unless", "provided", "providing", "supposing", "lest"])
_LIMITS = frozenset(["until", "till", "before", "after", "once", "when"])
_NOUNS = frozenset(["case", "event", "condition", "circumstance", "exchange", "return", "absence"])
_LEADS = frozenset(["in", "on", "under", "upon"])
_RESTS = frozenset(["of", "that", "for"])
_HINGES = frozenset(["depend", "conditional", "contingent", "conditioned", "hinge", "subject"])
_MAIN = frozenset(["ccomp", "parataxis", "dep"])
_CLAUSES = frozenset(["advcl", "advcl:relcl"])
SHORTEST = 3
""" "If so" and "if necessary" set no condition: a condition has at least so many words."""


def find(doc: Doc, spans: Iterable[Range]) -> Range | None:
    """The words of the first condition that begins in `spans`, or None."""
    for start, end in spans:
        for i in range(start, end):
            found = _clause(doc, i) or _phrase(doc, i) or _hinge(doc, i)
            if found and found[1] - found[0] >= SHORTEST:
                return found
    return None


def _clause(doc: Doc, i: int) -> Range | None:
    """ "if X", "unless X", "only when X", "not until X", "as long as X", "should X happen"."""
    word = doc.words[i]
    head = word.head
    if word.text.lower() in ("provided", "providing") and word.deprel == "advcl":
        return _span(doc, i, i)
    if doc.words[head].deprel not in _CLAUSES:
        return _as_long_as(doc, i)
    lemma = word.lemma.lower()
    if word.deprel == "mark" and (lemma in _MARKS or word.text.lower() in _MARKS):
        return None if _is_even(doc, i, head) else _span(doc, head, i)
    if word.deprel in ("mark", "advmod") and lemma in _LIMITS:
        only = i > 0 and doc.words[i - 1].lemma.lower() == "only"
        return _span(doc, head, i) if only or _awaited(doc, head, lemma) else None
    if (
        lemma in ("should", "were")
        and word.deprel.startswith(("aux", "cop"))
        and _leads(doc, i, head)
    ):
        return _span(doc, head, i)
    return _as_long_as(doc, i)


def _span(doc: Doc, head: int, start: int) -> Range:
    end = max(frames.phrase(doc, head)[1], start + 1)
    for child in doc.children[head]:
        if child > head and doc.words[child].deprel in _MAIN:
            inside = [i for i in doc.subtree(child) if i > head and doc.words[i].upos != "PUNCT"]
            if doc.words[min(inside) - 1].text == ",":
                end = min(end, *inside)  # the main clause, misread as a part of its condition
    return frames.trim(doc, (start, end))


def _is_even(doc: Doc, i: int, head: int) -> bool:
    before = doc.words[i - 1].lemma.lower() if i else ""
    return before in ("even", "as", "what", "wonder") or doc.words[head].deprel == "ccomp"


def _awaited(doc: Doc, head: int, lemma: str) -> bool:
    """Whether "until X" limits something that is denied ("will not talk until X")."""
    if lemma not in ("until", "till"):
        return False
    governor = doc.words[head].head
    return any(
        doc.words[c].lemma.lower() in ("not", "n't", "never", "no") for c in doc.children[governor]
    )


def _leads(doc: Doc, i: int, head: int) -> bool:
    """Whether the auxiliary stands before its subject and at the start of its clause."""
    subjects = [c for c in doc.children[head] if doc.words[c].deprel.startswith("nsubj")]
    return bool(subjects) and i < subjects[0] and i <= frames.phrase(doc, head)[0] + 1


def _as_long_as(doc: Doc, i: int) -> Range | None:
    words = doc.words[i : i + 3]
    if [word.lemma.lower() for word in words][1:] != ["long", "as"] or words[0].lemma not in (
        "as",
        "so",
    ):
        return None
    return _span(doc, doc.words[i + 2].head, i)


def _phrase(doc: Doc, i: int) -> Range | None:
    """ "in case of X", "on condition that X", "only in conditions of X", "in exchange for X"."""
    word = doc.words[i]
    if word.lemma.lower() not in _NOUNS:
        return None
    start = i
    while start > 0 and doc.words[start - 1].lemma.lower() in (
        "the",
        "an",
        "a",
        "any",
        "such",
        "only",
    ):
        start -= 1
    if start == 0 or doc.words[start - 1].lemma.lower() not in _LEADS:
        return None
    start -= 1
    rest = doc.words[i + 1].lemma.lower() if i + 1 < len(doc.words) else ""
    if rest not in _RESTS:
        return None
    top = i if word.deprel not in ("fixed", "case", "mark") else word.head
    top = doc.words[top].head if doc.words[top].deprel in ("case", "mark", "fixed") else top
    end = frames.phrase(doc, top)[1]
    if doc.words[i + 1].deprel in ("case", "mark"):
        end = max(end, frames.phrase(doc, doc.words[i + 1].head)[1])
    if start > 0 and doc.words[start - 1].lemma.lower() == "only":
        start -= 1
    return frames.trim(doc, (start, end)) if end > i + 2 else None


def _hinge(doc: Doc, i: int) -> Range | None:
    """ "depends on X", "is conditional on X"."""
    if doc.words[i].lemma.lower() not in _HINGES:
        return None
    for child in doc.children[i]:
        marks = {doc.words[c].lemma.lower() for c in doc.children[child]}
        if (
            child > i
            and marks & {"on", "upon", "to"}
            and doc.words[child].upos in ("NOUN", "PROPN", "PRON")
        ):
            return frames.trim(doc, frames.phrase(doc, child))
    return None
