"""Measurements: quantities that a report claims: how many, of what, whose, where, by whom."""

from __future__ import annotations

from collections.abc import Sequence

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.circumstances.dates import Dated
from forewarn.coding.measurements import (
    claimants,
    coins,
    counted,
    foes,
    owners,
    quantities,
    scenes,
    units,
)
from forewarn.coding.measurements.quantity import Quantity
from forewarn.coding.measurements.scenes import WhereAt
from forewarn.coding.measurements.units import Named
from forewarn.coding.statements.attribution import Attribution
from forewarn.coding.statements.nesting import Nesting
from forewarn.language.doc import Doc
from forewarn.records import Actor, Evidence, Measurement, Report, When, identify


def find(
    doc: Doc,
    report: Report,
    mentions: Mentions,
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
    found = quantities.find(doc, dated, _named(mentions))
    made: list[Measurement] = []
    for k, each in enumerate(found):
        before = made[-1] if k and _goes_on(doc, found[k - 1], each) else None
        made.append(_record(doc, report, mentions, nesting, dated, places, each, before))
    return tuple({one.id: one for one in made}.values())


def _named(mentions: Mentions) -> Named:
    """The codes of the states and bodies that a word names."""

    def named(i: int) -> tuple[str, ...]:
        return tuple(code for each in mentions.resolve(i) if (code := each.country or each.id))

    return named


def _record(
    doc: Doc,
    report: Report,
    mentions: Mentions,
    nesting: Nesting,
    dated: Sequence[Dated],
    places: WhereAt | None,
    quantity: Quantity,
    before: Measurement | None,
) -> Measurement:
    start, end = doc.span(*doc.sentences[doc.sentence_of[quantity.start]])
    claim = claimants.find(doc, mentions, nesting, quantity)
    whole = before if before and counted.is_part(doc, quantity) else None
    owner = whole.owner if whole else owners.find(doc, mentions, quantity, claim.actor)
    place = scenes.find(doc, mentions, places, dated, quantity, owner, claim.told)
    if before and not quantity.is_money and not counted.is_measured(doc, quantity):
        place = place or before.place
    if before and doc.words[quantity.noun].upos == "NUM" and quantity.unit == before.unit:
        owner, place = owner or before.owner, place or before.place
    enemys = foes.word(doc, quantity) is not None
    if place is None and owner is None and not enemys:
        place = claimants.home(doc, mentions, claim, quantity)
    claimed_by = claimants.placed(doc, claim, place)
    if not enemys:
        owner = owner or owners.at(doc, mentions, quantity, place, claimed_by)
    if before and claimed_by is None and _is_joined(doc, quantity):
        claimed_by = before.claimed_by
    return Measurement(
        id=identify(
            "m", report.id, *doc.span(quantity.start, quantity.end), quantity.value, quantity.unit
        ),
        value=quantity.value,
        qualifier=quantity.qualifier,
        unit=_unit(doc, quantity, owner),
        owner=owner,
        place=place,
        claimed_by=claimed_by,
        date=_date(doc, dated, quantity),
        evidence=(Evidence(report.id, start, end, report.text[start:end]),),
    )


def _goes_on(doc: Doc, before: Quantity, quantity: Quantity) -> bool:
    """Whether two quantities stand in one sentence."""
    return doc.sentence_of[before.start] == doc.sentence_of[quantity.start]


def _is_joined(doc: Doc, quantity: Quantity) -> bool:
    """Whether it goes on with the one before: "and 20 prisoners", "of whom 9 million"."""
    word = doc.words[quantity.noun]
    return word.upos == "NUM" or word.deprel == "conj"


def _unit(doc: Doc, quantity: Quantity, owner: Actor | None) -> str:
    """The unit; a coin of several states is the owner's own."""
    coin = units.coin(doc, quantity.noun) if quantity.is_money else None
    own = coins.load().of_owner(coin, owner.country) if coin and owner else None
    return own or quantity.unit


def _date(doc: Doc, dated: Sequence[Dated], quantity: Quantity) -> When | None:
    """The date nearest to the number in its sentence."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    near = [each for each in dated if a <= each.start_word < b]
    best = min(near, key=lambda each: abs(each.start_word - quantity.start), default=None)
    return best.when if best else None
