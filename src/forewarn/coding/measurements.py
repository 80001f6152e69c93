"""Measurements: quantities that a report claims: how many, of what, whose, where, by whom."""

from __future__ import annotations

from collections.abc import Sequence

from forewarn.coding import claimants, owners, quantities, scenes
from forewarn.coding.attribution import Attribution, Resolver
from forewarn.coding.dates import Dated
from forewarn.coding.nesting import Nesting
from forewarn.coding.quantities import Quantity
from forewarn.coding.scenes import WhereAt
from forewarn.language.doc import Doc
from forewarn.records import Evidence, Measurement, Report, When, identify


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
    claimed_by, source = claimants.find(doc, mentions, nesting, quantity)
    owner = owners.find(doc, mentions, quantity, claimed_by)
    told = [source] if source else []
    place = scenes.find(doc, mentions, places, dated, quantity, owner, told)
    owner = owner or owners.at(doc, quantity, place)
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


def _date(doc: Doc, dated: Sequence[Dated], quantity: Quantity) -> When | None:
    """The date nearest to the number in its sentence."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    near = [each for each in dated if a <= each.start_word < b]
    best = min(near, key=lambda each: abs(each.start_word - quantity.start), default=None)
    return best.when if best else None
