"""What a pack gives to the stages: actors, offices with their holders, places, terms.

Days are ISO dates. A term of office or a membership runs from `since` (included) to `until`
(excluded: the day on which the successor holds it already). Where only the month or the year is
known it is written so, and within that month or year nothing is certain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from forewarn.packs import naming
from forewarn.records import PlacePrecision

ActorKind = Literal["state", "region", "organisation", "body", "office", "person", "group"]
FormKind = Literal["name", "surname", "title", "adjective", "people", "seat"]


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` (included) to `until` (excluded); None where there is no such end.

    A span without an end is certain only up to `known` (excluded), where that is given.
    """

    since: str | None = None
    until: str | None = None
    known: str | None = None

    def covers(self, day: str) -> bool:
        """Whether `day` certainly lies within."""
        end = self.until or self.known
        return _after(day, self.since, certainly=True) and _before(day, end, certainly=True)

    def may_cover(self, day: str) -> bool:
        """Whether `day` lies within as far as is known."""
        return _after(day, self.since, certainly=False) and _before(
            day, self.until, certainly=False
        )

    def may_meet(self, other: Span) -> bool:
        """Whether the two may have a day in common."""
        return _begins_before_end(self, other) and _begins_before_end(other, self)


def _begins_before_end(one: Span, other: Span) -> bool:
    if one.since is None or other.until is None:
        return True
    return _padded(one.since, late=False) < _padded(other.until, late=True)


def _after(day: str, since: str | None, *, certainly: bool) -> bool:
    return since is None or day[:10] >= _padded(since, late=certainly)


def _before(day: str, until: str | None, *, certainly: bool) -> bool:
    return until is None or day[:10] < _padded(until, late=not certainly)


def _padded(date: str, *, late: bool) -> str:
    """The first or last moment of a day, month or year, to compare with a day as text."""
    missing = (10 - len(date)) // 3
    return date + ("-99" if late else "-00") * missing


@dataclass(frozen=True, slots=True)
class Alias:
    """A name; `exact` ones (acronyms) count only in the same capitals."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A name under which `actor` appears in texts, and what kind of name it is.

    name: its own name or acronym; surname: of a person alone, weak without more; title: of an
    office or body by its country ("Lithuanian foreign minister"); adjective: "Lithuanian";
    people: "Lithuanians"; seat: a place that stands for it ("Moscow", "the Kremlin").
    """

    text: str
    actor: str
    kind: FormKind
    exact: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds an office during `span`; `person` is the id of the person."""

    person: str
    name: str
    span: Span
    acting: bool = False
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An actor (`id`) that belongs to an organisation during `span`."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class PackActor:
    """A state, region, organisation, body, office, person or group that a pack knows.

    A region is a part of a state, a territory or a former state; `country` is the state it stands
    with.

    `of` is the actor that it is part of (the state of a ministry). `country` is ISO 3166 alpha-3
    or, for who has none, one of PLOVER's codes for international actors (IGO, NGO, IMG ...).
    `adjectives` and `people` are demonyms; `seats` are places that stand for it.
    """

    id: str
    name: str
    kind: ActorKind
    of: str | None = None
    role: str | None = None
    country: str | None = None
    iso2: str | None = None
    sector: str | None = None
    aliases: tuple[Alias, ...] = ()
    surnames: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    holders: tuple[Holder, ...] = ()
    span: Span = Span()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a kind of office or body is called, in any country, and its sector."""

    id: str
    kind: ActorKind
    sector: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackPlace:
    """A place that the pack adds: a crossing, a region, a sea. WGS 84 degrees or None.

    `keys` are its names as `naming.place_key` writes them.
    """

    name: str
    aliases: tuple[Alias, ...]
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    source: str | None
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that the pack adds to one of the coder's groups of words."""

    term: str
    group: str


@dataclass(frozen=True)
class Pack:
    """The knowledge of one region on top of the world's; equal files give an equal `version`."""

    name: str
    title: str
    version: str
    focus: tuple[str, ...]
    actors: tuple[PackActor, ...]
    roles: tuple[Role, ...]
    places: tuple[PackPlace, ...]
    lexicon: tuple[Term, ...]
    about: str = field(default="", repr=False)

    @cached_property
    def by_id(self) -> dict[str, PackActor]:
        """Every actor by its id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def places_by_key(self) -> dict[str, PackPlace]:
        """Every place by each of its keys; the first of several counts."""
        return {key: place for place in reversed(self.places) for key in place.keys}

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Every name of every actor, sorted; one text may stand for several actors."""
        return self.forms_but(frozenset())

    def forms_but(self, titles: Collection[str]) -> tuple[Form, ...]:
        """The forms without those made of one of these titles, for who puts them together itself.

        Titles with all names of their states are nine tenths of all forms.
        """
        found = {form for actor in self.actors for form in self._forms_of(actor, titles)}
        return tuple(sorted(found, key=lambda form: (form.text, form.actor, form.kind)))

    @cached_property
    def forms_by_text(self) -> dict[str, tuple[Form, ...]]:
        """The forms by their text in lower case."""
        found: dict[str, list[Form]] = {}
        for form in self.forms:
            found.setdefault(form.text.casefold(), []).append(form)
        return {text: tuple(forms) for text, forms in found.items()}

    def named(self, text: str) -> tuple[Form, ...]:
        """The forms written like `text`; those that are exact only in the same capitals."""
        bare = naming.without_article(text)
        forms = self.forms_by_text.get(bare.casefold(), ())
        return tuple(form for form in forms if not form.exact or form.text == bare)

    def holders_on(self, office: str, day: str) -> tuple[Holder, ...]:
        """All who may have held `office` on `day`, as far as the pack knows."""
        actor = self.by_id.get(office)
        return tuple(h for h in actor.holders if h.span.may_cover(day)) if actor else ()

    def holder_on(self, office: str, day: str) -> Holder | None:
        """Who held `office` on `day`; None where that is unknown or not certain."""
        held = self.holders_on(office, day)
        return held[0] if len(held) == 1 and held[0].span.covers(day) else None

    def offices_of(self, person: str, day: str) -> tuple[PackActor, ...]:
        """The offices that `person` certainly held on `day`, in the order of the pack."""
        held = self._terms.get(person, ())
        return tuple(office for office, holder in held if holder.span.covers(day))

    def office_of(self, person: str, day: str) -> PackActor | None:
        """The first of the offices that `person` held on `day`."""
        return next(iter(self.offices_of(person, day)), None)

    def offices_ever(self, person: str) -> tuple[PackActor, ...]:
        """All offices that `person` held, by the beginning of the terms."""
        held = sorted(self._terms.get(person, ()), key=lambda term: term[1].span.since or "")
        return tuple(office for office, _ in held)

    def terms_of(self, person: str) -> tuple[Holder, ...]:
        """All terms of office of `person`."""
        return tuple(holder for _, holder in self._terms.get(person, ()))

    def members_on(self, organisation: str, day: str) -> tuple[str, ...]:
        """The ids of the members of `organisation` on `day`."""
        actor = self.by_id.get(organisation)
        return tuple(m.id for m in actor.members if m.span.covers(day)) if actor else ()

    def member_of(self, member: str, day: str) -> tuple[str, ...]:
        """The ids of the organisations that `member` belonged to on `day`."""
        known = self._memberships.get(member, ())
        return tuple(organisation for organisation, span in known if span.covers(day))

    @cached_property
    def _terms(self) -> dict[str, list[tuple[PackActor, Holder]]]:
        found: dict[str, list[tuple[PackActor, Holder]]] = {}
        for actor in self.actors:
            for holder in actor.holders:
                found.setdefault(holder.person, []).append((actor, holder))
        return found

    @cached_property
    def _memberships(self) -> dict[str, list[tuple[str, Span]]]:
        found: dict[str, list[tuple[str, Span]]] = {}
        for actor in self.actors:
            for member in actor.members:
                found.setdefault(member.id, []).append((actor.id, member.span))
        return found

    def _forms_of(self, actor: PackActor, but: Collection[str]) -> Iterator[Form]:
        yield Form(actor.name, actor.id, "name", naming.is_acronym(actor.name))
        for alias in actor.aliases:
            yield Form(naming.without_article(alias.text), actor.id, "name", alias.exact)
        for kind, texts in self._weaker(actor, but):
            for text in map(naming.without_article, texts):
                yield Form(text, actor.id, kind, naming.is_acronym(text))

    def _weaker(
        self, actor: PackActor, but: Collection[str]
    ) -> Iterator[tuple[FormKind, tuple[str, ...]]]:
        yield "surname", actor.surnames
        yield "adjective", actor.adjectives
        yield "people", actor.people
        yield "seat", actor.seats
        owner = self.by_id.get(actor.of or "")
        titles = [title for title in actor.titles if title not in but]
        if owner and titles:
            names = (owner.name, *(alias.text for alias in owner.aliases))
            yield "title", naming.titled(titles, names, owner.adjectives)
