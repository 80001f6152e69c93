"""Who stands beside a noun as its owner, and which verb governs it: the grammar of belonging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.measurements.spots import LEAVING, NOWHERE
from forewarn.coding.statements.cues import words
from forewarn.language.doc import Doc
from forewarn.records import Actor

# Who is given something; "lends X two batteries" may be read as the batteries of X.
GIVING = words(
    """give send sell provide supply lend donate deliver transfer grant ship promise pledge
    contribute hand offer allocate pay owe cost gift extend disburse wire earmark"""
)
GIFTS = words(
    """aid loan grant gift release delivery sale donation transfer tranche shipment assistance
    package support credit disbursement payment supply consignment"""
)
_HELD = words(
    """belong own operate fly control use man crew run lead command hold possess build
    launch fire send deploy field station"""
)
_BELONGING = words("belong")
_LED = words("lead own run operate control back")
_PARTS = ("nmod:poss", "amod", "compound", "nmod", "nmod:desc", "nmod:unmarked", "flat", "appos")
_STEPS = 5


def states(actors: Sequence[Actor]) -> Iterator[Actor]:
    """Those of the actors who are known."""
    return (actor for actor in actors if actor.country or actor.id)


def countries(mentions: Mentions, i: int) -> Iterator[Actor]:
    """The states that the word at `i` names or that the place named there lies in."""
    return (actor for actor in (*mentions.located(i), *mentions.resolve(i)) if actor.country)


def whose(doc: Doc, mentions: Mentions, noun: int) -> Iterator[Actor]:
    """Who the noun's modifiers, participles and relative clauses say that it belongs to."""
    yield from possessors(doc, mentions, noun)
    for child in doc.children[noun]:
        if child < noun or not doc.words[child].deprel.startswith("acl"):
            continue
        yield from _held(doc, mentions, child)


def _held(doc: Doc, mentions: Mentions, verb: int) -> Iterator[Actor]:
    """ "operated by X", "belonging to X", "that X keeps at the base"."""
    lemma = doc.words[verb].lemma.lower()
    for child in doc.children[verb]:
        relation = doc.words[child].deprel
        by = lemma in _HELD and relation.startswith("obl") and has_case(doc, child, "by")
        to = lemma in _BELONGING and relation == "obl" and has_case(doc, child, "to")
        subject = (
            relation == "nsubj"
            and not has_object(doc, verb)
            and doc.words[child].upos
            in (
                "PROPN",
                "NOUN",
            )
        )
        if by or to or (subject and doc.words[verb].deprel == "acl:relcl"):
            yield from states(mentions.resolve(child))
            yield from possessors(doc, mentions, child)


def has_object(doc: Doc, verb: int) -> bool:
    """Whether the verb has an object of its own."""
    own = (doc.words[c] for c in doc.children[verb])
    return any(c.deprel in ("obj", "cop") and c.upos != "PRON" for c in own)


def possessors(doc: Doc, mentions: Mentions, noun: int, depth: int = 0) -> Iterator[Actor]:
    """Who the noun's modifiers say that it belongs to."""
    children = [c for c in doc.children[noun] if doc.words[c].deprel in _PARTS]
    for child in sorted(children, key=lambda c: c > noun):
        behind = doc.words[child].deprel == "nmod" and not _belongs(doc, noun, child)
        beside = doc.words[child].deprel == "appos" and child > noun
        if behind or beside or is_given(doc, noun, child):
            continue
        found = states(mentions.resolve(child))
        yield from (each for each in found if not depth or each.country not in NOWHERE)
        if doc.words[child].lemma.lower() in _LED:  # "Saudi-led warplanes"
            for i in doc.children[child]:
                yield from states(mentions.resolve(i))
        if depth < 2:
            yield from possessors(doc, mentions, child, depth + 1)


def _belongs(doc: Doc, noun: int, child: int) -> bool:
    """ "soldiers of X", "from X", but not "withdrew its soldiers from X", "from X to Y"."""
    if has_case(doc, child, "of"):
        return True
    leaving = doc.words[doc.words[noun].head].lemma.lower() in LEAVING
    both = (*doc.children[noun], *doc.children[child])
    bound = any(c > child and has_case(doc, c, "to") for c in both)
    return has_case(doc, child, "from") and not leaving and not bound


def is_given(doc: Doc, noun: int, child: int) -> bool:
    """Whether a name between a verb of giving and its object is who gets it."""
    verb, _ = governor(doc, noun)
    name = doc.words[child].upos == "PROPN" and doc.words[child].deprel in ("compound", "nmod")
    return name and verb == child - 1 and doc.words[verb].lemma.lower() in GIVING


def has_case(doc: Doc, i: int, *prepositions: str) -> bool:
    """Whether one of the prepositions leads the phrase."""
    return any(
        doc.words[c].deprel in ("case", "mark") and doc.words[c].lemma.lower() in prepositions
        for c in doc.children[i]
    )


def governor(doc: Doc, noun: int) -> tuple[int | None, int]:
    """The verb that governs the noun phrase, if any, and the phrase's top word."""
    i = noun
    for _ in range(_STEPS):
        word = doc.words[i]
        if word.head == i:
            is_verb = any(doc.words[c].deprel == "cop" for c in doc.children[i])
            return (i, i) if is_verb else (None, i)
        if doc.words[word.head].upos == "VERB" and not word.deprel.startswith(("acl", "advcl")):
            return word.head, i
        if any(doc.words[c].deprel == "cop" for c in doc.children[i]):
            return i, i
        i = word.head
    return None, i


def agents(doc: Doc, mentions: Mentions, verb: int) -> Iterator[Actor]:
    """By whom it is done."""
    for child in doc.children[verb]:
        if doc.words[child].deprel.startswith("obl") and has_case(doc, child, "by"):
            yield from states(mentions.resolve(child))
            yield from possessors(doc, mentions, child)


def given(doc: Doc, mentions: Mentions, verb: int) -> Iterator[Actor]:
    """Whom it is given to, or whom it costs."""
    for child in doc.children[verb]:
        named = doc.words[child].upos == "PROPN" and child == verb + 1
        if doc.words[child].deprel == "iobj" or (named and doc.words[child].deprel == "obj"):
            yield from states(mentions.resolve(child))
