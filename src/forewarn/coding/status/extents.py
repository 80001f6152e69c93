"""Where a condition ends: at the comma before the main clause, at what is said besides.

The tree is asked only where the words leave it open (a comma, "and"): an opener is often hung on
the wrong word, and then the phrase of that word is no condition.
"""

from __future__ import annotations

from forewarn.coding.grammar import spans
from forewarn.coding.grammar.spans import Range
from forewarn.coding.status import modality
from forewarn.coding.status.openings import MARKERS, Opening
from forewarn.coding.status.scope import QUOTES, TO_COME, Scope, is_finite
from forewarn.language.doc import Doc

_MAIN = frozenset(["ccomp", "parataxis", "dep"])
_JOINED = frozenset(["and", "or", "but", "nor"])
_RELATIVE = frozenset(["which", "who", "whom", "whose", "where", "and", "or", "as", "when"])
_NOMINAL = frozenset(["NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "SYM"])
_NP_OPENS = frozenset(["DET", "PRON"])


def of(scope: Scope, opening: Opening) -> Range:
    """The words of the condition that an opening begins."""
    end = scope.end_of(opening.start)
    front = scope.opens(opening.start)
    head = _head(scope.doc, opening)
    quoted = False
    for k in range(opening.inner, end):
        text = scope.doc.words[k].text
        if text in QUOTES:
            if not quoted and _closes(scope.doc, k):
                end = k
                break
            quoted = not quoted
        elif scope.is_break(k) or _is_left(scope, opening, k, head, front, end):
            end = k
            break
    end = _main(scope, opening, head, end) if front else end
    return spans.trim(scope.doc, (opening.start, end))


def _closes(doc: Doc, k: int) -> bool:
    """Whether a mark of quotation stands behind the words it encloses."""
    return doc.words[k].text in ("”", "»") or (k > 0 and doc.words[k - 1].end == doc.words[k].start)


def _head(doc: Doc, opening: Opening) -> int:
    """The head of the clause or phrase: what the opener is attached to."""
    last = opening.inner - 1
    if doc.words[last].upos == "NOUN":  # "the day X happens"
        told = [c for c in doc.children[last] if c > last and doc.words[c].deprel.startswith("acl")]
        return next(iter(told), opening.inner)
    for k in range(last, opening.start - 1, -1):
        if doc.words[k].head >= opening.inner:
            return doc.words[k].head
    return opening.inner


def _is_left(scope: Scope, opening: Opening, k: int, head: int, front: bool, end: int) -> bool:
    """Whether the condition ends before word `k`, a comma or a conjunction."""
    text = scope.lower(k)
    if text == ",":
        return not _goes_on(scope, k, head, front, end)
    if text in _JOINED and scope.doc.words[k].upos == "CCONJ" and k + 1 < end:
        return not _joins(scope, opening, k, front)
    return False


def _goes_on(scope: Scope, k: int, head: int, front: bool, end: int) -> bool:
    """Whether a condition goes on behind a comma: a list, a relative clause, a second "if"."""
    doc = scope.doc
    if k + 2 >= end or (front and not any(doc.words[j].text == "," for j in range(k + 1, end))):
        return False
    if scope.lower(k + 1) in _JOINED and scope.lower(k + 2) in MARKERS:
        return True
    if scope.lower(k + 1) in _JOINED and not front:
        return False
    if front and _tells(scope, k + 1, end):
        return False
    i = k + 1
    for _ in range(modality.MAX_CHAIN):
        relation = doc.words[i].deprel
        if i == head:
            return True
        if relation in _MAIN or relation == "advcl" or doc.words[i].head == i:
            return False
        if relation == "conj" and modality.modal(doc, i) in TO_COME:
            return False
        i = doc.words[i].head
    return False


def _tells(scope: Scope, k: int, end: int) -> bool:
    """Whether a main clause follows before the next comma."""
    if scope.lower(k) in _RELATIVE:
        return False
    for j in range(k, end):
        if scope.lower(j) == ",":
            return False
        if is_finite(scope.doc.words[j]):
            return True
    return False


def _joins(scope: Scope, opening: Opening, k: int, front: bool) -> bool:
    """Whether "and" at word `k` joins something to the condition, not to the main clause."""
    doc, after = scope.doc, scope.lower(k + 1)
    if after in MARKERS:
        return True
    if after in ("that", "then") and not front:
        return False
    conjunct = doc.words[k].head
    first = doc.words[conjunct].head if doc.words[conjunct].deprel == "conj" else k
    if conjunct < k or opening.inner <= first < k:
        return modality.modal(doc, conjunct) not in TO_COME
    if front:
        return True
    told = "Tense=" in doc.words[conjunct].feats and not modality.has_subject(doc, conjunct)
    return told and modality.modal(doc, first) is not None and _own_modal(doc, conjunct) is None


def _own_modal(doc: Doc, i: int) -> int | None:
    return next((c for c in doc.children[i] if doc.words[c].deprel.startswith("aux")), None)


def _main(scope: Scope, opening: Opening, head: int, end: int) -> int:
    """Where the main clause begins that follows without a comma."""
    doc = scope.doc
    governor = doc.words[head].head
    if governor < opening.inner:
        governor = doc.words[governor].head  # "as long as X": hung on "long"
    if head < governor < end and is_clause(doc, governor):
        inside = set(doc.subtree(head))
        above = [c for c in doc.subtree(governor) if head < c < end and c not in inside]
        above = [c for c in above if doc.words[c].upos != "PUNCT"]
        subject = [c for c in doc.children[governor] if doc.words[c].deprel.startswith("nsubj")]
        if subject and subject[0] > head and not opening.phrase:
            return min(min(doc.subtree(subject[0])), *above)
    verbs = [k for k in range(opening.inner, end) if is_finite(doc.words[k])]
    verbs = verbs if opening.phrase else verbs[1:]
    modals = [k for k in verbs if doc.words[k].text.lower() in TO_COME]
    first = next(iter(modals or verbs), None)
    cut = end < scope.end_of(opening.start) and doc.words[end].text == ","
    if first is None or (not opening.phrase and (cut or not modals)):
        return end
    return _subject(doc, opening.inner + 1, first)


def is_clause(doc: Doc, i: int) -> bool:
    """Whether word `i` is the predicate of a clause."""
    return is_finite(doc.words[i]) or any(
        doc.words[c].deprel.startswith(("aux", "cop")) for c in doc.children[i]
    )


def _subject(doc: Doc, least: int, verb: int) -> int:
    """Where the noun phrase before a verb begins: back over its prepositions to its article."""
    k = verb
    while k > least:
        k = _noun_phrase(doc, least, k)
        if k <= least or doc.words[k - 1].upos != "ADP":
            return k
        k -= 1
    return k


def _noun_phrase(doc: Doc, least: int, end: int) -> int:
    """Where the plain noun phrase that ends before a word begins."""
    k = end
    while k > least and doc.words[k - 1].upos in _NOMINAL:
        k -= 1
        word, before = doc.words[k], doc.words[k - 1]
        counted = word.upos == "NUM" and before.upos not in ("NUM", "ADJ", "DET")
        named = word.upos == "PROPN" and "Number=Plur" in before.feats
        if word.upos in _NP_OPENS or counted or named:
            break
    return k
