"""What a pack's entries may say: the fields of each section, and how an entry is read.

An `Entry` keeps every value as written, with its line; reading reports all that is wrong and goes
on, so that one run shows everything.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from forewarn.packs.tree import Mapping, Node, Say, Scalar, Sequence

# PLOVER sector codes, table "Sector Codes" of its manual.
SECTORS = (
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"),
    *("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE"),
    *("REL", "SOC"),
)
# PLOVER codes in place of a country for those who belong to none.
NON_STATE = frozenset(("IGO", "NGO", "ISM", "IMG", "MNC"))
KINDS = ("state", "region", "organisation", "body", "office", "person", "group")
PRECISIONS = ("point", "city", "region", "country")
MAX_TEXT = 300

Check = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is written: one value, many, or entries with fields of their own.

    `shorthand` is the field that a bare value fills where an entry has nothing else to say.
    """

    check: Check | None = None
    shape: Literal["one", "many", "entries"] = "one"
    required: bool = False
    fields: dict[str, Field] = field(default_factory=dict)
    shorthand: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as read: where it stands, which fields are given, and the values that pass."""

    file: str
    line: int
    given: frozenset[str]
    one: dict[str, Scalar]
    many: dict[str, tuple[Scalar, ...]]
    entries: dict[str, tuple[Entry, ...]]

    def text(self, name: str) -> str | None:
        """The value of field `name`, None where it is not given."""
        scalar = self.one.get(name)
        return scalar.text if scalar else None

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of the list `name`."""
        return tuple(scalar.text for scalar in self.many.get(name, ()))

    def line_of(self, name: str) -> int:
        """The line of field `name`, else the entry's own."""
        return self.one[name].line if name in self.one else self.line


def plain(text: str) -> str | None:
    """Any text of one line."""
    if not text.strip():
        return "is empty"
    if len(text) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} characters"
    return None if text.isprintable() else "holds a line break or a control character"


def long(text: str) -> str | None:
    """Any text, with line breaks, of a few paragraphs."""
    return None if len(text) <= 20 * MAX_TEXT else "is too long"


def matches(pattern: str, what: str) -> Check:
    """A check that the whole text matches `pattern`."""
    compiled = re.compile(pattern)
    return lambda text: None if compiled.fullmatch(text) else f"`{text[:60]}` is not {what}"


def one_of(choices: Iterable[str], what: str) -> Check:
    """A check that the text is one of `choices`; it suggests the nearest."""
    known = sorted(choices)

    def check(text: str) -> str | None:
        if text in known:
            return None
        return f"`{text[:60]}` is not a known {what}{suggest(text, known)}"

    return check


def suggest(text: str, known: Iterable[str]) -> str:
    """`; did you mean ...?` where something known is near, else nothing."""
    near = difflib.get_close_matches(text[:60], list(known), n=1, cutoff=0.7)
    return f"; did you mean `{near[0]}`?" if near else ""


def date(text: str) -> str | None:
    """A day, a month or a year: 2021-12-08, 2021-12, 2021."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        return f"`{text[:60]}` is not a date; write 2021-12-08, or 2021-12 where the day is unknown"
    try:
        datetime.date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))
    except ValueError:
        return f"there is no day {text}"
    return None


def number(low: float, high: float) -> Check:
    """A check that the text is a number from `low` to `high`."""

    def check(text: str) -> str | None:
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", text, re.ASCII):
            return f"`{text[:60]}` is not a number"
        return None if low <= float(text) <= high else f"{text} is not from {low} to {high}"

    return check


_word = r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
identifier = matches(rf"{_word}(\.{_word})*", "an id, such as LTU.president")
alpha2 = matches(r"[A-Z]{2}", "an ISO 3166 alpha-2 code, such as LT")
alpha3 = matches(r"[A-Z]{3}", "an ISO 3166 alpha-3 code, such as LTU")
sector = one_of(SECTORS, "PLOVER sector code")
flag = one_of(("true", "false"), "flag; write true or false")

ALIAS = {"text": Field(plain, required=True), "exact": Field(flag)}
TEXTS = Field(plain, "many")
ALIASES = Field(shape="entries", fields=ALIAS, shorthand="text")

HOLDER = {
    "person": Field(plain, required=True),
    "from": Field(date),
    "to": Field(date),
    "still": Field(date),
    "acting": Field(flag),
    "source": Field(plain),
    "note": Field(long),
}
MEMBER = {"id": Field(identifier, required=True), "from": Field(date), "to": Field(date)}

TERM_OF_OFFICE = {
    "of": Field(identifier, required=True),
    "role": Field(identifier, required=True),
    **HOLDER,
}

ACTOR = {
    "id": Field(identifier),
    "of": Field(identifier),
    "role": Field(identifier),
    "name": Field(plain),
    "kind": Field(one_of(KINDS, "kind of actor")),
    "country": Field(alpha3),
    "iso2": Field(alpha2),
    "sector": Field(sector),
    "aliases": ALIASES,
    "titles": TEXTS,
    "adjectives": TEXTS,
    "people": TEXTS,
    "capital": Field(plain),
    "seats": TEXTS,
    "neighbours": Field(alpha3, "many"),
    "members": Field(shape="entries", fields=MEMBER, shorthand="id"),
    "holders": Field(shape="entries", fields=HOLDER),
    "several": Field(flag),
    "from": Field(date),
    "to": Field(date),
    "source": Field(plain),
    "note": Field(long),
}
PERSON = {
    "name": Field(plain, required=True),
    "given": TEXTS,
    "surname": TEXTS,
    "aliases": ALIASES,
    "country": Field(alpha3),
    "sector": Field(sector),
    "source": Field(plain),
    "note": Field(long),
}
ROLE = {
    "id": Field(identifier, required=True),
    "kind": Field(one_of(("body", "office", "group"), "kind of role"), required=True),
    "sector": Field(sector, required=True),
    "titles": Field(plain, "many", required=True),
}
PLACE = {
    "name": Field(plain, required=True),
    "aliases": ALIASES,
    "country": Field(alpha3),
    "lat": Field(number(-90, 90)),
    "lon": Field(number(-180, 180)),
    "precision": Field(one_of(PRECISIONS, "precision"), required=True),
    "source": Field(plain),
    "note": Field(long),
}
TERM = {
    "term": Field(plain, required=True),
    "group": Field(identifier, required=True),
    "note": Field(long),
}
SECTIONS = {
    "roles": Field(shape="entries", fields=ROLE),
    "actors": Field(shape="entries", fields=ACTOR),
    "persons": Field(shape="entries", fields=PERSON),
    "places": Field(shape="entries", fields=PLACE),
    "lexicon": Field(shape="entries", fields=TERM),
}
# The file's own fields: what its entries take where they do not say it themselves.
FILE = {**SECTIONS, "of": Field(identifier), "source": Field(plain), "about": Field(long)}
PACK = {
    "title": Field(plain, required=True),
    "about": Field(long),
    "until": Field(date),
    "focus": Field(identifier, "many"),
}


def read(node: Mapping, fields: dict[str, Field], file: str, say: Say) -> Entry:
    """The entry that `node` writes; says every key, value and shape that does not fit."""
    entry = Entry(file, node.line, frozenset(key.text for key, _ in node.items), {}, {}, {})
    for key, value in node.items:
        known = fields.get(key.text)
        if known is None:
            say(key.line, f"unknown key `{key.text[:60]}`{suggest(key.text, fields)}")
        else:
            _take(entry, key.text, known, value, say)
    for name, field_ in fields.items():
        if field_.required and name not in entry.given:
            say(entry.line, f"`{name}` is missing")
    return entry


def _take(entry: Entry, name: str, known: Field, value: Node, say: Say) -> None:
    if known.shape == "one":
        if isinstance(value, Scalar):
            if _passes(name, known, value, say):
                entry.one[name] = value
        else:
            say(value.line, f"`{name}` takes one value, not a list or keys")
    elif not isinstance(value, Sequence):
        say(value.line, f"`{name}` takes a list; write [ ... ] or lines that begin with -")
    elif known.shape == "many":
        entry.many[name] = tuple(_scalars(name, known, value, say))
    else:
        entry.entries[name] = tuple(_nested(entry.file, name, known, value, say))


def _passes(name: str, known: Field, value: Scalar, say: Say) -> bool:
    wrong = known.check(value.text) if known.check else None
    if wrong:
        say(value.line, f"`{name}`: {wrong}")
    return not wrong


def _scalars(name: str, known: Field, value: Sequence, say: Say) -> Iterable[Scalar]:
    for item in value.items:
        if not isinstance(item, Scalar):
            say(item.line, f"`{name}` takes plain values")
        elif _passes(name, known, item, say):
            yield item


def _nested(file: str, name: str, known: Field, value: Sequence, say: Say) -> Iterable[Entry]:
    for item in value.items:
        if isinstance(item, Scalar) and known.shorthand:
            key = Scalar(known.shorthand, item.line)
            item = Mapping(((key, item),), item.line)
        if isinstance(item, Mapping):
            yield read(item, known.fields, file, say)
        else:
            say(item.line, f"`{name}` takes entries with keys")
