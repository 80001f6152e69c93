"""What can be wrong with a pack beyond the shape of its entries.

A lint is a small function from the pack's entries to the problems that it finds; `ERRORS` and
`WARNINGS` say how severe each is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from forewarn.errors import Problem
from forewarn.packs import naming
from forewarn.packs.building import actor_id, owner_id
from forewarn.packs.fields import NON_STATE, Entry, suggest
from forewarn.packs.pack import Span
from forewarn.packs.reading import Files

Found = Iterator[tuple[Entry, int, str]]


@dataclass(frozen=True)
class Scope:
    """The pack's entries, those of the world below it, and the ids of both."""

    files: Files
    below: Files
    ids: dict[str, Entry]
    roles: frozenset[str]
    countries: frozenset[str]


def run(files: Files, below: Files) -> Iterator[Problem]:
    """Every problem that the lints find in `files`, on top of the world `below`."""
    scope = _scope(files, below)
    for severity, lints in (("error", ERRORS), ("warning", WARNINGS)):
        for lint in lints:
            for entry, line, message in lint(scope):
                yield Problem(entry.file, line, message, severity)


def _scope(files: Files, below: Files) -> Scope:
    entries = (*below.of("actors"), *files.of("actors"))
    roles = (*below.of("roles"), *files.of("roles"))
    states = (entry for entry in entries if entry.text("kind") == "state")
    return Scope(
        files,
        below,
        {id_: entry for entry in entries if (id_ := actor_id(entry))},
        frozenset(id_ for role in roles if (id_ := role.text("id"))),
        frozenset(id_ for state in states if (id_ := state.text("id"))),
    )


def nameless_actor(scope: Scope) -> Found:
    """An actor needs an id, or an owner and a role that make one."""
    for entry in scope.files.of("actors"):
        if not actor_id(entry) and "id" not in entry.given:
            yield entry, entry.line, "`id` is missing; or give `of` and `role`"


def duplicate_id(scope: Scope) -> Found:
    """Two entries of one pack must not have the same id."""
    first: dict[str, Entry] = {}
    for entry in scope.files.of("actors"):
        id_ = actor_id(entry)
        if id_ and id_ in first and not _only_terms(entry) and not _only_terms(first[id_]):
            place = f"{first[id_].file}:{first[id_].line}"
            yield entry, entry.line, f"`{id_}` is there already ({place})"
        elif id_:
            first[id_] = entry


def _only_terms(entry: Entry) -> bool:
    """Whether the entry says no more than who held an office that may be described elsewhere."""
    return "holders" in entry.given and entry.given <= {"of", "role", "source", "holders"}


def unknown_owner(scope: Scope) -> Found:
    """What an actor is part of must exist."""
    for entry in scope.files.of("actors"):
        owner = owner_id(entry)
        if owner and owner not in scope.ids:
            line = entry.line_of("id" if entry.text("id") else "of")
            others = (id_ for id_ in scope.ids if not id_.startswith(f"{owner}."))
            yield entry, line, f"there is no actor `{owner}`{suggest(owner, others)}"


def unknown_role(scope: Scope) -> Found:
    """A role must be one of the world's or the pack's."""
    for entry in scope.files.of("actors"):
        role = entry.text("role")
        if role and role not in scope.roles:
            message = f"there is no role `{role}`{suggest(role, scope.roles)}"
            yield entry, entry.line_of("role"), message


def unknown_country(scope: Scope) -> Found:
    """A country must be a state of the gazetteer or one of PLOVER's international codes."""
    known = scope.countries | NON_STATE
    for section in ("actors", "persons", "places"):
        for entry in scope.files.of(section):
            country = entry.text("country")
            if country and country not in known:
                yield entry, entry.line_of("country"), f"`{country}` is no country"
            for scalar in entry.many.get("neighbours", ()):
                if scalar.text not in known:
                    yield entry, scalar.line, f"`{scalar.text}` is no country"


def unknown_member(scope: Scope) -> Found:
    """A member must be a known actor."""
    for entry in scope.files.of("actors"):
        for member in entry.entries.get("members", ()):
            id_ = member.text("id")
            if id_ and id_ not in scope.ids:
                yield member, member.line, f"there is no actor `{id_}`{suggest(id_, scope.ids)}"


def unknown_focus(scope: Scope) -> Found:
    """What the pack watches must be known."""
    head = scope.files.head
    for scalar in head.many.get("focus", ()) if head else ():
        if head and scalar.text not in scope.ids:
            hint = suggest(scalar.text, scope.ids)
            yield head, scalar.line, f"there is no actor `{scalar.text}`{hint}"


def backward_span(scope: Scope) -> Found:
    """A span must not end before it begins."""
    for entry in _dated(scope):
        since, until = entry.text("from"), entry.text("to")
        if since and until and until[: len(since)] < since[: len(until)]:
            yield entry, entry.line_of("to"), f"ends ({until}) before it begins ({since})"


def overlapping_terms(scope: Scope) -> Found:
    """One at a time holds an office (`several: true` else), as far as the dates are certain."""
    for entry in scope.files.of("actors"):
        if entry.text("several") == "true":
            continue
        holders = sorted(entry.entries.get("holders", ()), key=lambda h: h.text("from") or "")
        for earlier, later in pairwise(holders):
            since = later.text("from") or "0000"
            if Span(earlier.text("from"), earlier.text("to")).covers((since + "-99-99")[:10]):
                names = f"{earlier.text('person')} and {later.text('person')}"
                yield later, later.line, f"{names} hold the office at the same time"


def unsourced(scope: Scope) -> Found:
    """Offices with holders and places need a source."""
    for entry in scope.files.of("actors"):
        held = entry.entries.get("holders", ())
        if not entry.text("source") and any(not holder.text("source") for holder in held):
            yield entry, entry.line, "`source` is missing; give it here or at the head of the file"
    for entry in scope.files.of("places"):
        if not entry.text("source"):
            yield entry, entry.line, "`source` is missing; give it here or at the head of the file"


def half_a_point(scope: Scope) -> Found:
    """A latitude needs a longitude."""
    for entry in scope.files.of("places"):
        if len(entry.given & {"lat", "lon"}) == 1:
            yield entry, entry.line, "give both `lat` and `lon`, or neither"


def undated_term(scope: Scope) -> Found:
    """A term of office without a beginning holds for all the past."""
    for entry in scope.files.of("actors"):
        for holder in entry.entries.get("holders", ()):
            if not holder.text("from"):
                yield holder, holder.line, f"{holder.text('person')}: `from` is missing"


def clashing_alias(scope: Scope) -> Found:
    """One name for two actors is ambiguous, unless one followed the other."""
    first: dict[str, tuple[str, Entry, int]] = {}
    for entry in (*scope.below.of("actors"), *scope.files.of("actors")):
        id_ = actor_id(entry) or ""
        for text, line in _names(entry):
            known = first.setdefault(naming.without_article(text), (id_, entry, line))
            if known[0] != id_ and known[0] and id_ and _span(entry).may_meet(_span(known[1])):
                place = f"{known[1].file}:{known[2]}"
                yield entry, line, f"`{text}` already names {known[0]} ({place})"


def _span(entry: Entry) -> Span:
    return Span(entry.text("from"), entry.text("to"))


def repeated_person(scope: Scope) -> Found:
    """A person is described once."""
    first: dict[str, Entry] = {}
    for entry in scope.files.of("persons"):
        name = entry.text("name")
        if not name:
            continue
        known = first.setdefault(naming.person_id(name), entry)
        if known is not entry:
            yield entry, entry.line, f"{name} is there already ({known.file}:{known.line})"


def spelt_otherwise(scope: Scope) -> Found:
    """One person under two spellings would be two persons."""
    known = {
        naming.person_id(spelling): person
        for person in scope.files.of("persons")
        for spelling in _spellings(person)
    }
    for entry in scope.files.of("actors"):
        for holder in entry.entries.get("holders", ()):
            written = holder.text("person") or ""
            person = known.get(naming.person_id(written), holder)
            name = person.text("name") or written
            if naming.person_id(name) != naming.person_id(written):
                message = f"{written} is a spelling of {name} ({person.file}:{person.line})"
                yield holder, holder.line, f"{message}; write that"


def _spellings(person: Entry) -> tuple[str, ...]:
    last = (person.text("name") or "").split()[-1:]
    return naming.full_names(person.texts("given"), person.texts("surname") or last)


def _names(entry: Entry) -> Iterator[tuple[str, int]]:
    if "name" in entry.one:
        yield entry.one["name"].text, entry.one["name"].line
    for alias in entry.entries.get("aliases", ()):
        if "text" in alias.one:
            yield alias.one["text"].text, alias.line


def _dated(scope: Scope) -> Iterator[Entry]:
    for entry in scope.files.of("actors"):
        yield entry
        yield from entry.entries.get("holders", ())
        yield from entry.entries.get("members", ())


Lint = Callable[[Scope], Found]
ERRORS: tuple[Lint, ...] = (
    nameless_actor,
    duplicate_id,
    unknown_owner,
    unknown_role,
    unknown_country,
    unknown_member,
    unknown_focus,
    backward_span,
    overlapping_terms,
    unsourced,
    half_a_point,
    repeated_person,
)
WARNINGS: tuple[Lint, ...] = (undated_term, clashing_alias, spelt_otherwise)
