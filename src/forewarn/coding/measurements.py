"""Measurements: quantities that a report claims: how many, of what, whose, where, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forewarn.coding import owners, quantities, scenes
from forewarn.coding.attribution import Attribution, Resolver
from forewarn.coding.dates import Dated
from forewarn.coding.nesting import Nesting
from forewarn.coding.quantities import Quantity
from forewarn.coding.scenes import WhereAt
from forewarn.language.doc import Doc
from forewarn.records import Actor, Evidence, Measurement, Report, When, identify


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
    said = _said(nesting, quantity)
    claimed_by = (
        _claimed_by(doc, mentions, said) if said else owners.counter(doc, mentions, quantity)
    )
    owner = owners.find(doc, mentions, quantity, claimed_by)
    place = scenes.find(
        doc, mentions, places, dated, quantity, owner, [said.source] if said and said.source else []
    )
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


def _said(nesting: Nesting, quantity: Quantity) -> Attribution | None:
    """Who says so: the smallest content around the number of which somebody is the source."""
    around = [e for e in nesting.around(quantity.end - 1) if e.actor and e.entry.spoken]
    return min(around, key=lambda each: sum(b - a for a, b in each.content), default=None)


def _claimed_by(doc: Doc, mentions: Resolver, said: Attribution) -> Actor | None:
    """The speaker; one known only by his work is of the place that he is at ("officials in X")."""
    actor = said.actor
    if actor is None or said.speaker is None or actor.country or actor.id:
        return actor
    whose = [*owners.possessors(doc, mentions, said.speaker)]
    for child in doc.children[said.speaker]:
        if doc.words[child].deprel == "nmod":
            whose += mentions.resolve(child)
    country = next((each.country for each in whose if each.country), None)
    return replace(actor, country=country)


def _date(doc: Doc, dated: Sequence[Dated], quantity: Quantity) -> When | None:
    """The date nearest to the number in its sentence."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    near = [each for each in dated if a <= each.start_word < b]
    best = min(near, key=lambda each: abs(each.start_word - quantity.start), default=None)
    return best.when if best else None
