"""On what condition something is said: "if …", "unless …", "in case of …", "provided that …"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forewarn.coding.grammar.spans import Range, phrase, trim
from forewarn.coding.status import extents, modality, openings, orders, scope
from forewarn.language.doc import Doc

_MARKS = frozenset(["if", "unless", "provided", "providing", "supposing", "assuming", "lest"])
_INVERTED = frozenset(["should", "were", "had"])
_ASKING = frozenset(["how", "what", "why", "when", "where", "who", "which", "whom", "whether"])
_OPENERS = frozenset(["mark", "advmod", "aux", "aux:pass", "cop", "case", "fixed", "advcl"])
_TO_COME = frozenset(["will", "would", "shall", "'ll", "'d", "can", "ca", "could", "may", "might"])
_LIMITS = frozenset(["until", "till", "before", "after", "once", "when"])
_NOUNS = frozenset(["case", "event", "condition", "circumstance", "exchange", "return", "absence"])
_LEADS = frozenset(["in", "on", "under", "upon"])
_RESTS = frozenset(["of", "that", "for"])
_MAIN = frozenset(["ccomp", "parataxis", "dep"])
_CLAUSES = frozenset(["advcl", "advcl:relcl"])
SHORTEST = 3
""" "If so" and "if necessary" set no condition: a clause has at least so many words."""


def find(doc: Doc, spans: Sequence[Range]) -> Range | None:
    """The words of the first condition that begins in `spans`, or None."""
    parts = list(scope.of(doc, spans))
    found = _first(_opened(each, each.indices()) for each in parts)
    return found or _first(map(orders.find, parts))


def beside(doc: Doc, head: int, content: Sequence[Range]) -> Range | None:
    """A condition outside of the content, in the sentence of its cue `head`.

    It depends on the cue or on what is said: not on something else that is told there.
    """
    a, b = doc.sentences[doc.sentence_of[head]]
    inside = {i for start, end in content for i in range(start, end)}
    outside = (i for i in range(a, b) if i not in inside)
    found = _opened(scope.Scope(doc, ((a, b),), tuple(content)), outside)
    if found is None or found[0] <= head < found[1]:
        return None
    governors = {doc.words[i].head for i in range(*found)} - set(range(*found))
    near = {head, *doc.children[head], doc.words[head].head}
    return found if governors & (near | inside) else None


def _opened(part: scope.Scope, indices: Iterable[int]) -> Range | None:
    """The first condition with an opener of its own among some words."""
    words = part.doc.words
    for i in indices:
        if words[i].text.lower() not in openings.READERS:
            continue
        opening = openings.at(part, i)
        if opening and (found := _conditioned(part, opening)):
            return found
    return None


def _conditioned(part: scope.Scope, opening: openings.Opening) -> Range | None:
    """The words that an opening begins, where the rest of the sentence depends on them."""
    found = extents.of(part, opening)
    if opening.whole:
        return opening.start, opening.inner
    if found[1] - found[0] < SHORTEST and not opening.phrase and not _is_done(part.doc, found):
        return None
    if opening.need == "to come" and not part.is_to_come(found):
        return None
    if opening.need == "negated" and not part.is_negated(found):
        return None
    return found if found[1] > opening.inner or opening.inner - opening.start == 1 else None


def under(doc: Doc, i: int) -> Range | None:
    """The words of the condition that word `i` depends on."""
    for child in doc.children[i]:
        word = doc.words[child]
        near = (child, *doc.children[child])
        found: Range | None = None
        if word.deprel.startswith("nsubj"):
            found = _were_to(doc, child)
        elif word.deprel.startswith(("advcl", "ccomp")):
            openers = [c for c in near if c != i and doc.words[c].deprel in _OPENERS]
            found = _first(_clause(doc, c) for c in openers)
        elif word.deprel in ("obl", "nmod", "advmod", "mark"):
            found = _first(_phrase(doc, c) or _without(doc, c) for c in near)
            found = found or _first(_as_long_as(doc, c) for c in near)
        elif word.deprel == "parataxis" and word.lemma in ("say", "warn", "tell", "add"):
            found = under(doc, child)  # "X would Y, he said, as long as Z"
        if found:
            return found
    return _inverted(doc, i)


def _inverted(doc: Doc, i: int) -> Range | None:
    """ "were X to ask, Y would act", however the parser joins the two."""
    if not any(doc.words[c].text in ("would", "could") for c in doc.children[i]):
        return None
    whole = doc.sentences[doc.sentence_of[i]]
    for k in range(*whole):
        if doc.words[k].text.lower() == "were":
            part = scope.Scope(doc, (whole,))
            opening = openings.at(part, k)
            found = extents.of(part, opening) if opening else None
            if found and not found[0] <= i < found[1]:
                return found
    return None


def _is_done(doc: Doc, span: Range) -> bool:
    """ "if attacked" sets a condition, "if needed" and "if so" set none."""
    last = doc.words[span[1] - 1]
    return last.upos == "VERB" and last.lemma.lower() not in ("need", "require")


def _first(found: Iterable[Range | None]) -> Range | None:
    return next((each for each in found if each), None)


def heads(doc: Doc, i: int) -> bool:
    """Whether word `i` heads a clause that sets a condition."""
    word = doc.words[i]
    if word.deprel in ("acl", "advcl") and _were_to(doc, word.head):
        return True
    if not word.deprel.startswith(("advcl", "ccomp")):
        return False
    openers = [c for c in doc.children[i] if doc.words[c].deprel in _OPENERS]
    if any(_clause(doc, c) for c in openers):
        return True
    return any(_is_provided(doc, c) for c in openers)


def _were_to(doc: Doc, noun: int) -> Range | None:
    """ "were X to do it", read as a noun X with its clause."""
    first = next(iter(doc.children[noun]), noun)
    if doc.words[first].text.lower() != "were" or first >= noun:
        return None
    return _clause(doc, first)


def _is_provided(doc: Doc, i: int) -> bool:
    """Whether "that" follows "provided", "as" follows "as long"."""
    before = [word.text.lower() for word in doc.words[max(i - 2, 0) : i]]
    led = before[-1:] in (["provided"], ["providing"]) or before in (["as", "long"], ["so", "long"])
    return led or before == ["on", "condition"]


def _clause(doc: Doc, i: int) -> Range | None:
    """ "if X", "unless X", "only when X", "not until X", "as long as X", "should X happen"."""
    word = doc.words[i]
    head = word.head
    if word.text.lower() in ("provided", "providing") and word.deprel == "advcl":
        return _span(doc, i, i)
    lemma = word.lemma.lower()
    if (
        word.text.lower() in _INVERTED
        and word.deprel.startswith(("aux", "cop", "mark"))
        and _leads(doc, i, head)
    ):
        return _span(doc, head, i)
    if doc.words[head].deprel not in _CLAUSES:
        return _as_long_as(doc, i)
    if word.deprel == "mark" and (lemma in _MARKS or word.text.lower() in _MARKS):
        return None if _is_even(doc, i, head) else _span(doc, head, i)
    if word.deprel in ("mark", "advmod") and lemma in _LIMITS:
        only = i > 0 and doc.words[i - 1].lemma.lower() == "only"
        return _span(doc, head, i) if only or _awaited(doc, head, lemma) else None
    return _as_long_as(doc, i) or _in_case(doc, i)


def _span(doc: Doc, head: int, start: int) -> Range:
    end = max(phrase(doc, head)[1], start + 1)
    for child in doc.children[head]:
        if child > head and doc.words[child].deprel in _MAIN:
            inside = [i for i in doc.subtree(child) if i > head and doc.words[i].upos != "PUNCT"]
            if doc.words[min(inside) - 1].text == ",":
                end = min(end, *inside)  # the main clause, misread as a part of its condition
    return trim(doc, (start, end))


def _is_even(doc: Doc, i: int, head: int) -> bool:
    before = doc.words[i - 1].lemma.lower() if i else ""
    return before in ("even", "as", "what", "wonder") or doc.words[head].deprel == "ccomp"


def _awaited(doc: Doc, head: int, lemma: str) -> bool:
    """Whether what is to come waits for the clause ("will not talk until X", "once X is done")."""
    if lemma not in ("until", "till", "once"):
        return False
    governor = doc.words[head].head
    if modality.modal(doc, governor) in _TO_COME or modality.to_come(doc, governor):
        return True
    return lemma != "once" and modality.negated(doc, governor)


def _leads(doc: Doc, i: int, head: int) -> bool:
    """Whether the auxiliary stands before its subject at the start of a clause that depends."""
    word = doc.words[head]
    if word.head == head or not word.deprel.startswith(("advcl", "ccomp", "parataxis", "nsubj")):
        return False
    subjects = [c for c in doc.children[head] if doc.words[c].deprel.startswith("nsubj")]
    if word.deprel.startswith("nsubj") and head > i:
        subjects = [head]  # "were X to do it", read as a noun with its clause
    if not subjects or i > subjects[0]:
        return False
    asks = any(doc.words[c].lemma.lower() in (*_ASKING, "?") for c in doc.children[head])
    first = doc.sentences[doc.sentence_of[i]][0]
    before = doc.words[i - 1] if i > first else None
    opens = before is None or before.upos in ("PUNCT", "CCONJ") or before.lemma == "that"
    return not asks and (opens or head < word.head or i > word.head)


def _as_long_as(doc: Doc, i: int) -> Range | None:
    """ "as long as X", "so long as X", "as soon as X" where X is to come."""
    first, *rest = [word.lemma.lower() for word in doc.words[i : i + 3]]
    if first not in ("as", "so") or rest not in (["long", "as"], ["soon", "as"]):
        return None
    head = doc.words[i + 2].head
    if head <= i + 2:
        return None
    governor = doc.words[head].head
    if doc.words[governor].lemma.lower() in ("long", "soon"):
        governor = doc.words[governor].head
    if rest[0] == "soon" and not _is_to_come(doc, governor):
        return None
    return _span(doc, head, i)


def _is_to_come(doc: Doc, i: int) -> bool:
    """Whether a predicate, or what governs it, speaks of what is to come."""
    for _ in range(3):
        if modality.modal(doc, i) or "to" in modality.marks(doc, i):
            return True
        if doc.words[i].lemma.lower() in ("ready", "prepared"):
            return True
        i = doc.words[i].head
    return False


def _in_case(doc: Doc, i: int) -> Range | None:
    """ "in case X happens"."""
    words = [word.lemma.lower() for word in doc.words[i : i + 3]]
    if words[:2] != ["in", "case"] or words[2:] in (["of"], ["that"]):
        return None
    head = doc.words[i].head if doc.words[i].deprel == "mark" else doc.words[i + 1].head
    clause = doc.words[head].deprel in (*_CLAUSES, "acl", "acl:relcl", "ccomp") and head > i + 1
    if not clause:
        inner = (c for c in doc.children[i + 1] if doc.words[c].deprel.startswith(("acl", "ccomp")))
        head = next((c for c in inner if c > i + 1 and doc.words[c].upos != "NOUN"), -1)
    return _span(doc, head, i) if head > i + 1 else None


def _without(doc: Doc, i: int) -> Range | None:
    """ "without X" and "absent X" where what is to come depends on it."""
    word = doc.words[i]
    if word.text.lower() not in ("without", "absent", "barring") or word.deprel != "case":
        return None
    noun = word.head
    governor = doc.words[noun].head
    if doc.words[noun].deprel not in ("obl", "nmod", "advcl") or noun < i:
        return None
    fronted = i == doc.sentences[doc.sentence_of[i]][0] or noun < governor
    if not fronted or modality.modal(doc, governor) not in _TO_COME:
        return None
    return trim(doc, (i, phrase(doc, noun)[1]))


def _phrase(doc: Doc, i: int) -> Range | None:
    """ "in case of X", "on condition that X", "only in conditions of X", "in exchange for X"."""
    word = doc.words[i]
    if word.lemma.lower() not in _NOUNS:
        return None
    if word.lemma.lower() == "case" and doc.words[max(i - 1, 0)].lemma.lower() == "the":
        return None  # "in the case of the attack" speaks of one
    start = i
    while start > 0 and doc.words[start - 1].lemma.lower() in (
        "the",
        "an",
        "a",
        "any",
        "such",
        "only",
        "sole",
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
    end = phrase(doc, top)[1]
    if doc.words[i + 1].deprel in ("case", "mark"):
        end = max(end, phrase(doc, doc.words[i + 1].head)[1])
    if start > 0 and doc.words[start - 1].lemma.lower() == "only":
        start -= 1
    return trim(doc, (start, end)) if end > i + 2 else None
