"""Reasons: what a coded record rests on, as lines that a reader can check against its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forewarn.coding.events.senses import Senses
from forewarn.coding.events.why import Alternative, Why
from forewarn.coding.statements.statements import Made
from forewarn.language.doc import Doc
from forewarn.records import Actor, Event, Measurement, Place, Statement, When

Line = tuple[str, str]
# More patterns of one verb than this tell a reader nothing.
MOST_ALTERNATIVES = 12


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons of `record`: (what was decided, by what), and what else it could have been."""

    record: Event | Statement | Measurement
    lines: tuple[Line, ...]
    alternatives: tuple[str, ...] = ()


def of_event(event: Event, why: Why, doc: Doc, senses: Senses) -> Reasons:
    """The reasons of an event."""
    at = next((w.i for w in doc.words if w.start == why.start), None)
    heads = senses.types(at) if at is not None else []
    real = senses.status(at) if at is not None else None
    lines = [
        ("type", f"{_typed(event)} at “{why.predicate}”, by {_rule(why)}"),
        ("actor", _side(event.actor, why.actor_by)),
        ("recipient", _side(event.recipient, why.recipient_by)),
        ("status", f"{event.status}, {_words(why.status_by)}"),
        *_circumstances(event.date, event.place),
        ("claimed by", _actor(event.attributed_to) if event.attributed_to else "the report itself"),
        ("event heads", ", ".join(f"{type_} {likely:.2f}" for type_, likely in heads)),
        ("", f"status {real[0]} {real[1]:.2f}" if real else ""),
    ]
    others = dict.fromkeys(map(_alternative, why.alternatives))  # groups may share a pattern
    return Reasons(event, _said(lines), tuple(others)[:MOST_ALTERNATIVES])


def of_statement(made: Made, doc: Doc) -> Reasons:
    """The reasons of a statement, made of what somebody is said to say."""
    statement, said = made.statement, made.said
    likely = ", ".join(f"{kind} {share:.2f}" for kind, share in made.tenor.likely)
    lines = [
        ("kind", f"{statement.kind}, {_kind_by(made)}"),
        ("statement head", likely),
        ("speaker", _side(statement.speaker, _at(doc, said.speaker, "of the cue's source"))),
        ("addressee", _side(statement.addressee, _at(doc, said.addressee, "of the cue"))),
        ("quoted", statement.quoted),
        ("condition", f"“{statement.condition}”" if statement.condition else ""),
    ]
    return Reasons(statement, _said(lines))


def of_measurement(measurement: Measurement) -> Reasons:
    """The reasons of a measurement."""
    value = f"{measurement.qualifier} {measurement.value:g} {measurement.unit}"
    claimed = measurement.claimed_by
    lines = [
        ("value", value),
        ("owner", _side(measurement.owner, "whose the counted are")),
        *_circumstances(measurement.date, measurement.place),
        ("claimed by", _actor(claimed) if claimed else "the report itself"),
    ]
    return Reasons(measurement, _said(lines))


def _said(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple((what, by) for what, by in lines if by)


def _typed(event: Event) -> str:
    return f"{event.type} ({event.mode})" if event.mode else event.type


def _rule(why: Why) -> str:
    if why.basis == "sense" and not why.file:
        return "the event heads (no pattern of the lexicon fits)"
    if not why.file:
        return f"grammar: {why.pattern or 'what the verb and its auxiliary imply'}"
    rule = f"pattern `{why.pattern}` of {why.file}"
    if why.basis == "sense":
        return f"{rule}, whose actor nobody names, because the event heads agree"
    return f"what {rule} implies" if why.basis == "implied" else f"{rule}, a {why.basis}"


def _side(actor: Actor | None, by: str) -> str:
    return f"{_actor(actor)}, {by or 'as named'}" if actor else "nobody named"


def _actor(actor: Actor) -> str:
    codes = "/".join(code for code in (actor.country, actor.sector) if code)
    name = f" = {actor.name}" if actor.name and actor.name != actor.text else ""
    return f"“{actor.text}”{name} [{codes or 'nothing known'}]"


def _words(words: tuple[str, ...]) -> str:
    return "by " + ", ".join(f"“{word}”" for word in words) if words else "nothing says otherwise"


def _circumstances(date: When | None, place: Place | None) -> list[Line]:
    when = f"{date.start} to {date.end} ({date.precision})" if date else ""
    where = f"{place.name} ({place.precision}, {place.country or 'no country'})" if place else ""
    return [("date", when), ("place", where)]


def _kind_by(made: Made) -> str:
    statement, tenor = made.statement, made.tenor
    if made.said.entry.kind == statement.kind and statement.cue and tenor.by == "cue":
        return f"which the cue “{statement.cue}” says"
    opened = f"; the cue “{statement.cue}” leaves it open" if statement.cue else ""
    if tenor.by == "head":
        return f"by the statement head (the rules alone: {tenor.rules}){opened}"
    return "by its words" + opened


def _at(doc: Doc, i: int | None, what: str) -> str:
    return f"head “{doc.words[i].text}” {what}" if i is not None else ""


def _alternative(other: Alternative) -> str:
    type_ = f"{other.type} ({other.mode})" if other.mode else other.type
    return f"{type_} by `{other.pattern}`: " + (f"lacks {other.lacks}" if other.lacks else "fits")
