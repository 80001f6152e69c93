"""Turns the entries of a pack's files into its records, on top of the world's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from forewarn.packs import naming
from forewarn.packs.fields import Entry
from forewarn.packs.pack import (
    ActorKind,
    Alias,
    Holder,
    Member,
    PackActor,
    PackPlace,
    Role,
    Span,
    Term,
)
from forewarn.records import PlacePrecision

Actors = dict[str, PackActor]
Roles = dict[str, Role]


def roles(entries: Iterable[Entry], known: Roles) -> Roles:
    """The roles of the world and of the pack, by id."""
    return known | {role.id: role for role in map(_role, entries)}


def actors(
    entries: Iterable[Entry],
    persons: Iterable[Entry],
    below: Actors,
    known: Roles,
    until: str | None = None,
) -> Actors:
    """The actors below, joined by those of the entries, by the persons and by all who hold office.

    An entry with the id of an actor that is there already adds to it. Terms of office without an
    end are certain up to the day `until`.
    """
    found = dict(below)
    for entry in sorted(entries, key=lambda entry: (actor_id(entry) or "").count(".")):
        actor = _actor(entry, found, known, until)
        found[actor.id] = _joined(found[actor.id], actor) if actor.id in found else actor
    for person in map(_person, persons):
        found[person.id] = _joined(found[person.id], person) if person.id in found else person
    for person in _office_holders(tuple(found.values())):
        found.setdefault(person.id, person)
    return _with_persons_countries({id_: _settled(a, found) for id_, a in found.items()})


def _with_persons_countries(found: Actors) -> Actors:
    """The persons who say no country get that of their offices, where it is the same for all."""
    countries: dict[str, set[str | None]] = {}
    for office in found.values():
        for holder in office.holders:
            countries.setdefault(holder.person, set()).add(office.country)
    for id_, known in countries.items():
        if not found[id_].country and len(known) == 1:
            found[id_] = replace(found[id_], country=next(iter(known)))
    return found


def places(entries: Iterable[Entry]) -> tuple[PackPlace, ...]:
    """The pack's own places."""
    return tuple(map(_place, entries))


def regions(actors: Iterable[PackActor]) -> tuple[PackPlace, ...]:
    """The regions among the actors, as places without a point."""
    return tuple(
        PackPlace(
            actor.name,
            actor.aliases,
            actor.country,
            None,
            None,
            "region",
            actor.source,
            _keys(actor.name, actor.aliases),
        )
        for actor in actors
        if actor.kind == "region"
    )


def lexicon(entries: Iterable[Entry]) -> tuple[Term, ...]:
    """The words that the pack adds."""
    return tuple(Term(entry.one["term"].text, entry.one["group"].text) for entry in entries)


def actor_id(entry: Entry) -> str | None:
    """The id of an actor's entry: its own, else that of its owner and its role (LTU.president)."""
    owner, role = entry.text("of"), entry.text("role")
    return entry.text("id") or (f"{owner}.{role}" if owner and role else None)


def owner_id(entry: Entry) -> str | None:
    """What an actor is part of: as it says, else what stands before the last dot of its id."""
    own = entry.text("id") or ""
    return own.rpartition(".")[0] or (None if own else entry.text("of"))


def _role(entry: Entry) -> Role:
    kind = cast(ActorKind, entry.one["kind"].text)
    return Role(entry.one["id"].text, kind, entry.one["sector"].text, entry.texts("titles"))


def _actor(entry: Entry, found: Actors, known: Roles, until: str | None) -> PackActor:
    id_ = actor_id(entry) or ""
    role = known.get(entry.text("role") or "")
    owner = found.get(owner_id(entry) or "")
    titles = entry.texts("titles") + (role.titles if role else ())
    below = found.get(id_)
    return PackActor(
        id=id_,
        name=entry.text("name") or (below.name if below else _own_name(titles, owner, id_)),
        kind=_kind(entry, role, below),
        of=owner.id if owner else None,
        role=role.id if role else None,
        country=entry.text("country"),
        iso2=entry.text("iso2"),
        sector=entry.text("sector") or (role.sector if role else None),
        aliases=_aliases(entry),
        titles=tuple(dict.fromkeys(titles)),
        adjectives=entry.texts("adjectives"),
        people=entry.texts("people"),
        capital=entry.text("capital"),
        seats=entry.texts("seats"),
        neighbours=entry.texts("neighbours"),
        members=tuple(_member(member) for member in entry.entries.get("members", ())),
        holders=tuple(_holder(holder, entry, until) for holder in entry.entries.get("holders", ())),
        span=_span(entry),
        source=entry.text("source"),
    )


def _own_name(titles: tuple[str, ...], owner: PackActor | None, id_: str) -> str:
    if not titles or not owner:
        return id_
    return f"{naming.capitalised(titles[0])} of {_with_article(owner)}"


def _with_article(owner: PackActor) -> str:
    article = f"the {owner.name}"
    return article if any(alias.text == article for alias in owner.aliases) else owner.name


def _kind(entry: Entry, role: Role | None, below: PackActor | None) -> ActorKind:
    if written := entry.text("kind"):
        return cast(ActorKind, written)
    if role:
        return role.kind
    return below.kind if below else "office" if "holders" in entry.entries else "body"


def _aliases(entry: Entry) -> tuple[Alias, ...]:
    return tuple(_alias(alias) for alias in entry.entries.get("aliases", ()))


def _alias(entry: Entry) -> Alias:
    text = entry.one["text"].text
    written = entry.text("exact")
    bare = naming.without_article(text)
    return Alias(text, written == "true" if written else naming.is_acronym(bare))


def _span(entry: Entry) -> Span:
    return Span(entry.text("from"), entry.text("to"))


def _member(entry: Entry) -> Member:
    return Member(entry.one["id"].text, _span(entry))


def _holder(entry: Entry, office: Entry, until: str | None) -> Holder:
    span = replace(_span(entry), known=entry.text("still") or until)
    name = entry.one["person"].text
    source = entry.text("source") or office.text("source")
    acting = entry.text("acting") == "true"
    return Holder(naming.person_id(name), name, span, acting, source)


def _person(entry: Entry) -> PackActor:
    name = entry.one["name"].text
    given, surname = naming.split_name(name)
    surnames = entry.texts("surname") if "surname" in entry.given else (surname,)
    if not entry.texts("given") and surnames and name.endswith(surnames):
        given = name[: -len(next(filter(name.endswith, surnames)))].strip()
    return _named(
        name,
        entry.texts("given") or (given,),
        surnames,
        _aliases(entry),
        country=entry.text("country"),
        sector=entry.text("sector"),
        source=entry.text("source"),
    )


def _named(
    name: str,
    given: tuple[str, ...],
    surnames: tuple[str, ...],
    aliases: tuple[Alias, ...] = (),
    country: str | None = None,
    sector: str | None = None,
    source: str | None = None,
) -> PackActor:
    full = naming.spellings((name, *naming.full_names(given, surnames)))
    every = dict.fromkeys((*(Alias(text) for text in full if text != name), *aliases))
    return PackActor(
        id=naming.person_id(name),
        name=name,
        kind="person",
        country=country,
        sector=sector,
        aliases=tuple(every),
        surnames=naming.spellings(surnames),
        source=source,
    )


def _office_holders(found: Iterable[PackActor]) -> Iterator[PackActor]:
    for office in found:
        for holder in office.holders:
            given, surname = naming.split_name(holder.name)
            yield _named(holder.name, (given,), (surname,), source=holder.source)


def _joined(below: PackActor, above: PackActor) -> PackActor:
    """`below` with what `above` adds: lists are joined, single values replaced where given."""
    changes: dict[str, object] = {}
    for name in PackActor.__slots__:
        old, new = getattr(below, name), getattr(above, name)
        if name == "holders":
            changes[name] = _joined_terms(_ended(old, new) if below.role else old, new)
        elif isinstance(old, tuple):
            changes[name] = tuple(dict.fromkeys((*old, *new)))
        elif new is not None and not (name == "span" and new == Span()):
            changes[name] = new
    return replace(below, **changes)  # type: ignore[arg-type]


def _ended(below: tuple[Holder, ...], above: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """The terms below; open ones end where `above` knows that somebody else's began."""
    starts = sorted((h.span.since, h.person) for h in above if h.span.since and not h.acting)

    def ended(holder: Holder) -> Holder:
        since, until = holder.span.since, holder.span.until
        later = (day for day, who in starts if since and day > since and who != holder.person)
        return replace(holder, span=replace(holder.span, until=until or next(later, None)))

    return tuple(map(ended, below))


def _joined_terms(below: tuple[Holder, ...], above: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """The terms below, but for those that `above` tells more exactly; then those above."""
    told = {
        id(old)
        for old in below
        for new in above
        if old.person == new.person and old.span.may_meet(new.span)
    }
    return (*(old for old in below if id(old) not in told), *above)


def _settled(actor: PackActor, found: Actors) -> PackActor:
    """`actor` with the country of what it belongs to, where it says none itself."""
    if actor.country or actor.kind == "person":
        return actor
    if actor.kind == "state":
        return replace(actor, country=actor.id)
    owner = found.get(actor.of or "")
    while owner and not owner.country and owner.kind != "state":
        owner = found.get(owner.of or "")
    return replace(actor, country=(owner.country or owner.id) if owner else None)


def _place(entry: Entry) -> PackPlace:
    lat, lon = entry.text("lat"), entry.text("lon")
    name, aliases = entry.one["name"].text, _aliases(entry)
    return PackPlace(
        name=name,
        aliases=aliases,
        country=entry.text("country"),
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        precision=cast(PlacePrecision, entry.one["precision"].text),
        source=entry.text("source"),
        keys=_keys(name, aliases),
    )


def _keys(name: str, aliases: tuple[Alias, ...]) -> frozenset[str]:
    return frozenset(map(naming.place_key, (name, *(alias.text for alias in aliases))))
