"""Measurements: quantities that a report claims: how many, of what, whose, where, by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from forewarn.coding import frames, quantities
from forewarn.coding.attribution import Attribution, Resolver
from forewarn.coding.cues import words
from forewarn.coding.dates import Dated
from forewarn.coding.nesting import Nesting
from forewarn.coding.quantities import Quantity
from forewarn.language.doc import Doc
from forewarn.records import Actor, Evidence, Measurement, Place, Report, When, identify

WhereAt = Callable[[int], Place | None]

_OWNING = words(
    """have deploy mass amass station send concentrate keep hold possess field spend allocate
    provide pledge give lose maintain contribute offer invest buy purchase acquire order
    position gather move transfer supply host build produce export import assemble
    accumulate receive train redeploy rotate commit employ operate own owe mobilise
    mobilize withdraw command donate raise increase cut reduce"""
)
_MODIFIERS = ("nmod:poss", "amod", "compound", "nmod", "nmod:desc", "nmod:unmarked")
_NEAR = words(
    """in at near along on around inside across outside off from to into within beyond over"""
)
_AREAS = words(
    """border borders frontier region coast area territory peninsula district zone flank sea"""
)
_WHOLE = frozenset(["budget", "gdp", "population", "economy", "force", "army", "share", "spending"])
_AMOUNTS = frozenset(["%", "km", "m", "miles", "tonnes"])
PLACE_WORDS = 8
"""A longer place phrase is a description and no name."""


def find(
    doc: Doc,
    report: Report,
    mentions: Resolver,
    attributions: Sequence[Attribution],
    dated: Sequence[Dated],
    places: WhereAt | None = None,
) -> tuple[Measurement, ...]:
    """The measurements of the report, in text order.

    `doc` is the reading of `report.text`; `attributions` and `dated` are those of
    `attribution.find` and `dates.find`; `places` gives the place of what is headed at a word,
    where it is known. Each carries its sentence as evidence.
    """
    nesting = Nesting(doc, attributions)
    made = [
        _record(doc, report, mentions, nesting, dated, places, quantity)
        for quantity in quantities.find(doc, dated)
    ]
    return tuple({one.id: one for one in made}.values())


def _record(
    doc: Doc,
    report: Report,
    mentions: Resolver,
    nesting: Nesting,
    dated: Sequence[Dated],
    places: WhereAt | None,
    quantity: Quantity,
) -> Measurement:
    start, end = doc.span(*doc.sentences[doc.sentence_of[quantity.start]])
    owner = next(iter(_owners(doc, mentions, quantity)), None)
    place = _place(doc, mentions, places, dated, quantity)
    claimed_by = _claimed_by(nesting, quantity)
    return Measurement(
        id=identify(
            "m", report.id, *doc.span(quantity.start, quantity.end), quantity.value, quantity.unit
        ),
        value=quantity.value,
        qualifier=quantity.qualifier,
        unit=quantity.unit,
        owner=owner,
        place=place,
        claimed_by=claimed_by,
        date=_date(doc, dated, quantity),
        evidence=(Evidence(report.id, start, end, report.text[start:end]),),
    )


def _claimed_by(nesting: Nesting, quantity: Quantity) -> Actor | None:
    """Who says so: the speaker of the smallest content around the number."""
    around = [each for each in nesting.around(quantity.end - 1) if each.actor]
    best = min(around, key=lambda each: sum(b - a for a, b in each.content), default=None)
    return best.actor if best else None


# Whose


def _owners(doc: Doc, mentions: Resolver, quantity: Quantity) -> Iterator[Actor]:
    """Whose it is: by the noun, by what belongs to it, by what it is part of, by who has it."""
    noun = quantity.noun
    yield from _states(mentions.resolve(noun))
    for child in doc.children[noun]:
        relation = doc.words[child].deprel
        behind = relation == "nmod" and not _has_case(doc, child, "of", "from")
        if relation in _MODIFIERS and not behind:
            yield from _states(mentions.resolve(child))
            yield from _possessors(doc, mentions, child)
    above = doc.words[noun].head
    if above != noun and doc.words[above].lemma.lower() in _WHOLE:
        yield from _possessors(doc, mentions, above)
    yield from _holder(doc, mentions, noun)
    if quantity.unit in _AMOUNTS or quantity.unit in quantities.MONEY:
        yield from _amounting(doc, mentions, noun)


def _amounting(doc: Doc, mentions: Resolver, noun: int) -> Iterator[Actor]:
    """Whose the subject is that comes to an amount ("Estonia's budget grows to …")."""
    i = noun
    for _ in range(3):
        i = doc.words[i].head
        for child in doc.children[i]:
            if doc.words[child].deprel.startswith("nsubj") and child != noun:
                yield from _possessors(doc, mentions, child)
                return


def _possessors(doc: Doc, mentions: Resolver, i: int) -> Iterator[Actor]:
    for child in doc.children[i]:
        if doc.words[child].deprel in ("nmod:poss", "amod", "compound"):
            yield from _states(mentions.resolve(child))


def _states(actors: Sequence[Actor]) -> Iterator[Actor]:
    return (actor for actor in actors if actor.country or actor.id)


def _holder(doc: Doc, mentions: Resolver, noun: int) -> Iterator[Actor]:
    """The subject of a verb of having and sending, of which the noun is the object."""
    i = noun
    for _ in range(3):
        word = doc.words[i]
        if word.deprel in ("obj", "obl", "nmod", "nsubj:pass") or i == noun:
            i = word.head
        if doc.words[i].upos == "VERB":
            break
    if doc.words[i].upos == "VERB" and doc.words[i].lemma.lower() in _OWNING:
        passive = any(doc.words[c].deprel == "nsubj:pass" for c in doc.children[i])
        source = None if passive else frames.subject(doc, i)
        if source is not None and source != noun:
            yield from _states(mentions.resolve(source))


# Where and when


def _place(
    doc: Doc,
    mentions: Resolver,
    places: WhereAt | None,
    dated: Sequence[Dated],
    quantity: Quantity,
) -> Place | None:
    """The place phrase beside the noun or its verb; a point only where `places` knows one."""
    for i in _governors(doc, quantity.noun):
        if places and (place := places(i)):
            return place
        for child in doc.children[i]:
            if child > quantity.end - 1 and _is_place(doc, dated, child):
                return _named(doc, mentions, child)
    return None


def _governors(doc: Doc, noun: int) -> Iterator[int]:
    yield noun
    verb = doc.words[noun].head
    if verb != noun and doc.words[verb].upos == "VERB":
        yield verb


def _is_place(doc: Doc, dated: Sequence[Dated], i: int) -> bool:
    word = doc.words[i]
    if word.deprel.split(":")[0] not in ("obl", "nmod") or not _has_case(doc, i, *_NEAR):
        return False
    if any(each.start_word <= i < each.end_word for each in dated):
        return False
    located = any(n.label == "LOC" and n.start <= i < n.end for n in doc.names)
    return located or word.lemma.lower() in _AREAS


def _named(doc: Doc, mentions: Resolver, i: int) -> Place | None:
    start, end = frames.phrase(doc, i)
    while start < i and doc.words[start].deprel in ("case", "det", "punct", "advmod", "fixed"):
        start += 1
    clause = next((c for c in doc.children[i] if doc.words[c].deprel.startswith("acl")), None)
    if clause is not None and clause > i:
        end = frames.phrase(doc, clause)[0]
    start, end = frames.trim(doc, (start, end))
    if not 0 < end - start <= PLACE_WORDS:
        return None
    a, b = doc.span(start, end)
    actor = next(iter(mentions.resolve(i)), None)
    country = actor.country if actor else None
    whole = country is not None and doc.words[i].upos == "PROPN"
    return Place(doc.text[a:b], country, None, None, "country" if whole else "region")


def _has_case(doc: Doc, i: int, *prepositions: str) -> bool:
    return any(
        doc.words[c].deprel == "case" and doc.words[c].lemma.lower() in prepositions
        for c in doc.children[i]
    )


def _date(doc: Doc, dated: Sequence[Dated], quantity: Quantity) -> When | None:
    """The date nearest to the number in its sentence."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    near = [each for each in dated if a <= each.start_word < b]
    best = min(near, key=lambda each: abs(each.start_word - quantity.start), default=None)
    return best.when if best else None
