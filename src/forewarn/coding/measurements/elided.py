"""Numbers that stand alone: what they count, by what is put at them or by the number before.

"Put the number of troops at 8,000", "protesters numbered 4,000", "200 dead, 6,500 injured".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from forewarn.coding.measurements import units
from forewarn.coding.measurements.numbers import SCALES
from forewarn.coding.measurements.quantity import Quantity
from forewarn.coding.measurements.units import Named
from forewarn.coding.statements.cues import words
from forewarn.language.doc import Doc

_OF_THEM = re.compile(r" of (?:them|which|whom|these|those)\b")
_MORE_OF = re.compile(r"\b(?:first|last|next|other|another|remaining|further) $")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_ALONE = words(
    """obj nsubj nsubj:pass obl conj nmod appos orphan root dep iobj xcomp ccomp parataxis
    obl:unmarked nmod:unmarked"""
)
_HARM = words("kill injure wound hurt displace maim murder massacre bury arrest detain evacuate")
_TOTAL = re.compile(r"\sin (?:all|number|total)\b")
_BODIES = words(
    """force company contingent garrison crew crowd army staff battalion brigade population unit
    fleet squad delegation regiment detachment platoon workforce squadron militia"""
)
_NEAR = 5
_GAP = 3
"""In "Y its own at 80" so many words lead from "at" back to the name."""
_ROUGHLY = words("about around roughly some only just nearly almost least most")
_PUTTING = words("put estimate set place number total reckon")
_COUNTING = words("count admit report confirm claim acknowledge speak put estimate find record")
_COUNTS = words("number count total toll size strength figure")


def unit(
    doc: Doc, match: re.Match[str], top: int, before: Sequence[Quantity], named: Named
) -> tuple[str, int] | None:
    """The unit of a number that stands alone, by what it is a number of or by the one before."""
    top = _scale(doc, top)
    if (noun := _in_all(doc, match, top)) is not None:
        counted = units.of(doc, noun, named)
        return None if counted is None else (counted, noun)
    if _YEAR.fullmatch(match["number"]) or not _is_alone(doc, top):
        return None
    if doc.text[match.end("number") : match.end("number") + 1] == "-":
        return None
    last = before[-1] if before and same_sentence(doc, before[-1], top) else None
    if last is not None and other_side(doc, top) is not None:
        put = [q for q in before if doc.words[q.start - 1].lemma.lower() == "at"]
        return (put[-1] if put else last).unit, top
    if (noun := _numbered(doc, top)) is not None:
        if doc.words[noun].text.lower() in ("which", "who", "that"):
            noun = doc.words[doc.words[top].head].head  # "the force, which numbered 50,000"
        pronoun = doc.words[noun].upos == "PRON" and last is not None
        counted = last.unit if last and pronoun else units.of(doc, noun, named)
        return None if counted is None else (counted, noun)
    if _is_suffered(doc, top):
        return ("people" if last is None or last.is_money else last.unit), top
    if last is None:
        return None
    if _counts_again(doc, top):
        return last.unit, last.noun
    if last.is_money and not (match["scale"] or match["short"]):
        return None
    bare = doc.words[top].upos == "NUM" and doc.words[top].deprel in ("obj", "nsubj", "nsubj:pass")
    if bare and not last.is_money and last.unit not in ("%", "votes"):
        return last.unit, top
    shares = (
        match["scale"]
        or match["qualifier"]
        or _MORE_OF.search(doc.text[: match.start()])
        or _OF_THEM.match(doc.text, match.end("number"))
    )
    joined = any(doc.words[i].deprel == "conj" for i in (top, doc.words[top].head))
    clause = doc.words[doc.words[top].head].deprel == "acl:relcl"
    clause = clause and not last.is_money
    if last.unit == "votes" and doc.text[: match.start()].endswith((" to ", " against ")):
        return last.unit, last.noun
    return (last.unit, last.noun if clause else top) if shares or joined else None


def other_side(doc: Doc, number: int) -> int | None:
    """Whose are as many: "..., Y its own at 80", "while Y put its own at 80"."""
    at = number - 1
    while at > 0 and doc.words[at].lemma.lower() in _ROUGHLY:
        at -= 1
    if at < _GAP or doc.words[at].text.lower() != "at" or doc.words[at - 1].text.lower() != "own":
        return None
    who = at - _GAP
    return who - 1 if doc.words[who].lemma.lower() in _PUTTING else who


def _is_alone(doc: Doc, top: int) -> bool:
    """Whether no noun is counted beside the number."""
    word = doc.words[top]
    if word.deprel in ("nummod", "flat"):
        head = doc.words[word.head]
        return head.upos == "PROPN" or head.lemma.lower() in _PUTTING
    return word.deprel in _ALONE


def same_sentence(doc: Doc, quantity: Quantity, i: int) -> bool:
    """Whether the quantity and the word stand in one sentence."""
    return doc.sentence_of[quantity.noun] == doc.sentence_of[i]


def _in_all(doc: Doc, match: re.Match[str], top: int) -> int | None:
    """What comes to so many: "soldiers, 166 in number", "a company of 270"."""
    head = doc.words[doc.words[top].head]
    if _TOTAL.match(doc.text, match.end("number")):
        before = (i for i in range(top - 1, max(-1, top - _NEAR), -1))
        return next((i for i in before if doc.words[i].upos == "NOUN"), None)
    of = any(doc.words[c].text.lower() == "of" for c in doc.children[top])
    many = head.lemma.lower() in _BODIES and head.i < top
    return head.i if of and many and doc.words[top].deprel == "nmod" else None


def _is_suffered(doc: Doc, top: int) -> bool:
    """Whether people are meant: "the blast killed 12", "144 were injured"."""
    word = doc.words[top]
    harmed = doc.words[word.head].lemma.lower() in _HARM
    return word.upos == "NUM" and harmed and word.deprel in ("obj", "nsubj:pass")


def _counts_again(doc: Doc, top: int) -> bool:
    """Whether the number stands for the same things once more: "admits to two", "counted 49"."""
    word = doc.words[top]
    gapped = word.deprel in ("flat", "nummod", "appos") and doc.words[word.head].upos == "PROPN"
    counting = doc.words[word.head].lemma.lower() in _COUNTING
    return gapped or (counting and word.deprel in ("obj", "obl"))


def _scale(doc: Doc, top: int) -> int:
    """The "million" that the number counts, else the number."""
    head = doc.words[top].head
    return head if doc.words[head].text.lower() in SCALES and head > top else top


def _numbered(doc: Doc, top: int) -> int | None:
    """What is put at a number: "put the number of troops at 8,000", "the dead number 40"."""
    verb = doc.words[top].head
    lemma, text = doc.words[verb].lemma.lower(), doc.words[verb].text.lower()
    amounts = text.startswith(("numbe", "total")) and text not in ("number", "total")
    if not amounts and (lemma not in _PUTTING or doc.words[verb].upos != "VERB"):
        return None
    wanted = ("nsubj",) if amounts else ("obj", "xcomp")
    noun = next((c for c in doc.children[verb] if doc.words[c].deprel in wanted), None)
    if noun is None and amounts and verb + 1 == top and doc.words[verb].deprel == "nmod":
        noun = doc.words[verb].head
    if noun is None or noun == top:
        return None
    if doc.words[noun].lemma.lower() in _COUNTS:
        inner = (c for c in doc.children[noun] if doc.words[c].deprel == "nmod")
        return next(inner, None)
    return noun
