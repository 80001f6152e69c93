"""Who a name stands for: the pack's actors as they were on a day.

A person carries the sector of the office held on the day; an office stands for its holder where
the day is known and the pack is certain, else for itself; a seat ("Moscow") for its government.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from forewarn.coding.actors.spelling import Misspelt
from forewarn.coding.grammar import roles
from forewarn.coding.grammar.forms import noun_forms
from forewarn.coding.grammar.matcher import Match, Matcher
from forewarn.packs import places as gazetteer
from forewarn.packs import sources
from forewarn.packs.fields import NON_STATE
from forewarn.packs.pack import Form, Pack, PackActor
from forewarn.records import Actor

EntryKind = Literal["country", "demonym", "capital", "body", "group", "person", "office"]

CountryOf = Callable[[str, frozenset[str]], str | None]
"""Name of a place and the countries that the text is about -> the state it lies in, or None."""

# Words beside the name of a place that say what it is.
_KINDS_OF_PLACE = frozenset(
    [
        *("province", "region", "state", "district", "county", "governorate", "oblast", "city"),
        *("town", "village", "prefecture", "department", "republic", "valley", "peninsula"),
        *("island", "islands", "airport", "port", "municipality", "suburb", "quarter", "area"),
    ]
)

_BODIES = frozenset(["organisation", "body", "group"])

# A group of so few members ("the Baltic states") stands for each of them.
SMALL_GROUP = 3

_ORDER: tuple[EntryKind, ...] = (
    "office", "person", "body", "country", "demonym", "group", "capital",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name: the pack's actor, and as what the name means it."""

    kind: EntryKind
    actor: PackActor
    weak: bool = False
    name: str = ""
    people: bool = False
    others: tuple[PackActor, ...] = ()


class Directory:
    """All names of a pack, compiled."""

    def __init__(self, pack: Pack, country_of: CountryOf | None = None) -> None:
        self._pack = pack
        self._country_of = country_of
        # Titles that are roles are found by their parts ("Lithuanian" + "foreign minister").
        nouns = roles.load().nouns
        names = pack.forms_but({form for noun in nouns for form in noun_forms(noun)})
        forms = sorted(names, key=lambda form: (_ORDER.index(_kind(form, pack)), form.text))
        self._matcher = Matcher((form.text, _entry(form, pack)) for form in forms)
        self._misspelt = Misspelt(
            (form.text, _entry(form, pack))
            for form in forms
            if pack.by_id[form.actor].kind == "state" and form.kind in ("name", "adjective")
        )
        self._offices = {
            (actor.of, form): actor
            for actor in reversed(pack.actors)
            if actor.of
            for title in actor.titles
            for form in (title.lower(), title.lower().removesuffix("s"))
        }
        self._towns: dict[str, bool] = {}
        self._homes: dict[str | None, str | None] = {}
        self._parts: dict[str, list[PackActor]] = {}
        self._states = {a.country: a for a in reversed(pack.actors) if a.kind == "state"}

    def find(self, words: Sequence[str]) -> list[Match[Entry]]:
        """The names in `words`, which do not overlap, with all their meanings."""
        return self._matcher.find(words)

    def misspelt(self, word: str) -> Entry | None:
        """The state whose name or adjective the word misspells, unless a town is called so."""
        found = self._misspelt.find(word)
        return None if found is None or self.is_place(word) else found

    def known(self, entry: Entry, day: str | None) -> bool:
        """Whether that meaning is possible on the day."""
        return day is None or entry.actor.span.may_cover(day)

    def actor(self, entry: Entry, text: str, day: str | None) -> Actor:
        """The actor mentioned as `text`."""
        known = entry.actor
        if entry.kind == "person":
            return self.person(entry, text, day, None)
        if entry.kind == "office" and known.kind == "office":
            return self._holder(known, text, day)
        sector = None if known.kind in ("state", "region") else known.sector
        if entry.kind == "capital" and known.kind == "state" and not self._is_town(entry):
            sector = "GOV"
        return Actor(text, known.name, known.id, known.country, sector)

    def _is_town(self, seat: Entry) -> bool:
        """Whether the seat is a town ("Moscow" is the state), no house ("the Kremlin" governs)."""
        if seat.name not in self._towns:
            near = frozenset([seat.actor.country or ""])
            where = self._country_of(seat.name, near) if self._country_of else None
            capital = seat.name == seat.actor.capital
            self._towns[seat.name] = capital or where == seat.actor.country
        return self._towns[seat.name]

    def office(
        self, noun: str, sector: str | None, owner: Actor, text: str, day: str | None
    ) -> Actor:
        """The holder of an office, or the body, called `noun` with the state or body `owner`."""
        office = self._office(owner, noun)
        if office is None:
            return Actor(text, None, None, owner.country, sector)
        if office.kind == "office":
            return self._holder(office, text, day)
        return Actor(text, office.name, office.id, office.country, office.sector or sector)

    def home(self, source: str | None) -> str | None:
        """The state (ISO 3166 alpha-3) that publishes on the site, None where none does."""
        if source not in self._homes:
            self._homes[source] = sources.state(source, self._pack)
        return self._homes[source]

    def own_body(self, country: str, text: str) -> PackActor | None:
        """The state's own body that is called so ("Security Council")."""
        state = self.state(country)
        found = self._offices.get((state.id, text.lower())) if state else None
        return found if found is not None and found.kind == "body" else None

    def around(self, actor: PackActor, day: str | None) -> list[PackActor]:
        """The bodies of several states that the actor is, serves or is part of, and their parts."""
        known = actor
        if actor.kind == "person":
            held = self._pack.offices_of(actor.id, day[:10]) if day else ()
            known = next((office for office in held if office.country in NON_STATE), actor)
        chain = [known]
        while above := self._pack.by_id.get(chain[-1].of or ""):
            chain.append(above)
        bodies = [each for each in chain if each.country in NON_STATE and each.kind in _BODIES]
        return bodies + (self._parts_of(bodies[-1].id, bodies) if bodies else [])

    def _parts_of(self, whole: str, but: Sequence[PackActor]) -> list[PackActor]:
        if whole not in self._parts:
            self._parts[whole] = [
                a for a in self._pack.actors if a.of == whole and a.kind in _BODIES
            ]
        return [part for part in self._parts[whole] if part not in but]

    def office_held(self, actor: Actor, day: str | None) -> PackActor | None:
        """The office that a person held on the day."""
        return self._pack.office_of(actor.id, day[:10]) if actor.id and day else None

    def serves(self, person: PackActor, day: str | None) -> bool:
        """Whether the person held an office on the day; unknown where the day is."""
        if day:
            return self._pack.office_of(person.id, day[:10]) is not None
        return False

    def had_title(self, entries: list[Entry], titles: list[str], day: str | None) -> list[Entry]:
        """The persons who held an office of one of these titles on the day, else at any time."""
        for when in dict.fromkeys((day, None)):
            found = [e for e in entries if any(self._held(e.actor.id, t, when) for t in titles)]
            if found:
                return found
        return []

    def _held(self, person: str, title: str, day: str | None) -> bool:
        held = self._pack.offices_of(person, day[:10]) if day else self._pack.offices_ever(person)
        return any(_called(office, title) for office in held)

    def is_place(self, name: str) -> bool:
        """Whether any town bears that name."""
        return bool(gazetteer.table().find(name))

    def holds(self, actor: Actor, noun: str, day: str | None) -> bool:
        """Whether `actor` held an office called `noun` on the day, or is that office."""
        if actor.id is None:
            return False
        itself = self._pack.by_id.get(actor.id)
        held = [itself] if itself else []
        if day:
            held += self._pack.offices_of(actor.id, day[:10])
        else:
            held += self._pack.offices_ever(actor.id)
        return any(noun in [title.lower() for title in office.titles] for office in held)

    def owners(self, entry: Entry, text: str, day: str | None) -> list[Actor]:
        """The states or bodies that something called by this name belongs to."""
        if entry.kind == "group":
            return self._members(entry.actor, text, day)
        return [self.actor(entry, text, day)]

    def state(self, country: str) -> PackActor | None:
        """The state with that ISO 3166 alpha-3 code."""
        return self._states.get(country)

    def country_of_place(self, text: str, near: frozenset[str] = frozenset()) -> Actor | None:
        """The state in which the place of that name lies ("Kursk", "Kursk province")."""
        words = [w for w in text.split() if w.lower() not in _KINDS_OF_PLACE]
        for name in dict.fromkeys((text, " ".join(words))):
            country = self._country_of(name, near) if self._country_of and name else None
            state = self._states.get(country) if country and name[:1].isupper() else None
            if state:
                return Actor(text, state.name, state.id, country)
        return None

    def expand(self, entry: Entry, text: str, day: str | None) -> tuple[Actor, ...]:
        """The members of a small group, else the actor itself."""
        if entry.kind == "group":
            return tuple(self._members(entry.actor, text, day))
        return (self.actor(entry, text, day),)

    def _office(self, owner: Actor, noun: str) -> PackActor | None:
        state = self.state(owner.country or "")
        of = [owner.id or "", state.id if state else ""]
        return next((o for each in of if (o := self._offices.get((each, noun)))), None)

    def _members(self, group: PackActor, text: str, day: str | None) -> list[Actor]:
        ids = self._pack.members_on(group.id, day[:10]) if day else tuple(
            member.id for member in group.members
        )  # fmt: skip
        found = [self._pack.by_id[each] for each in ids if each in self._pack.by_id]
        if not found or len(found) > SMALL_GROUP:
            return [Actor(text, group.name, group.id, group.country, group.sector)]
        return [Actor(text, each.name, each.id, each.country, None) for each in found]

    def person(self, entry: Entry, text: str, day: str | None, title: str | None) -> Actor:
        """The person mentioned as `text`, with the title that stands before the name.

        Where several persons of that name held an office of that title, only what they share is
        known: "President Assad" is of Syria and its government, whichever of the two.
        """
        known = self._person(entry.actor, text, day, title)
        shared = [self._person(other, text, day, title) for other in entry.others]
        if not shared:
            return known
        country = known.country if all(o.country == known.country for o in shared) else None
        sector = known.sector if all(o.sector == known.sector for o in shared) else None
        return Actor(text, None, None, country, sector)

    def _person(self, person: PackActor, text: str, day: str | None, title: str | None) -> Actor:
        office = self._office_of(person.id, day, title)
        country = (office.country if office else None) or person.country
        sector = office.sector if office else person.sector
        if office is None and day and self._left(person.id, day):
            sector = "ELI"
        return Actor(text, person.name, person.id, country, sector)

    def _office_of(self, person: str, day: str | None, title: str | None) -> PackActor | None:
        """The office held on the day; without a day the one of that title, else the last one."""
        if day:
            held = self._pack.offices_of(person, day[:10])
            return next((o for o in held if _called(o, title)), held[0] if held else None)
        ever = self._pack.offices_ever(person)
        return next((o for o in reversed(ever) if _called(o, title)), ever[-1] if ever else None)

    def _left(self, person: str, day: str) -> bool:
        """Whether the person held an office before that day, and holds none any more."""
        ends = [h.span.until for h in self._pack.terms_of(person)]
        return bool(ends) and all(end is not None and end <= day[:10] for end in ends)

    def _holder(self, office: PackActor, text: str, day: str | None) -> Actor:
        holder = self._pack.holder_on(office.id, day[:10]) if day else None
        name, id_ = (holder.name, holder.person) if holder else (office.name, office.id)
        return Actor(text, name, id_, office.country, office.sector)


def _called(office: PackActor, title: str | None) -> bool:
    return title is not None and title in (each.lower() for each in office.titles)


def _entry(form: Form, pack: Pack) -> Entry:
    actor = pack.by_id[form.actor]
    weak, people = form.kind == "surname", form.kind == "people"
    return Entry(_kind(form, pack), actor, weak, form.text, people)


def _kind(form: Form, pack: Pack) -> EntryKind:
    """As what a form means its actor."""
    actor = pack.by_id[form.actor]
    if form.kind == "seat":
        return "capital"
    if form.kind in ("adjective", "people"):
        return "demonym" if actor.kind in ("state", "region") else "group"
    kinds: dict[str, EntryKind] = {
        "state": "country", "region": "country", "organisation": "body", "body": "body",
        "office": "office", "person": "person", "group": "group",
    }  # fmt: skip
    return kinds[actor.kind]
