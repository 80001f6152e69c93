"""The records that every stage takes and returns: plain, typed, immutable.

The field names are the exported contract (JSON Lines); `as_json` writes them and `from_json`
reads them back. Three times are kept apart: when something happened (`Event.date`), when it was
published (`Report.published`) and when we learned it (kept by the lake, never in a record).

Offsets are counted in characters of `Report.text`, so that for every piece of evidence
``report.text[evidence.start:evidence.end] == evidence.text``.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

PublishedFrom = Literal["metadata", "text", "url", "feed"]
Precision = Literal["day", "week", "month", "season", "quarter", "half", "year"]
PlacePrecision = Literal["point", "city", "region", "country"]
Status = Literal["actual", "planned", "conditional", "hypothetical", "demanded", "negated"]
StatementKind = Literal[
    "demand",
    "commitment",
    "threat",
    "accusation",
    "denial",
    "refusal",
    "appeal",
    "offer",
    "assessment",
    "reassurance",
    "other",
]
Quoted = Literal["direct", "mixed", "indirect"]
Qualifier = Literal["exact", "about", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters `start` to `end` (end excluded) of the text of report `report`."""

    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece that cleaning took out of a report, word for word, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One news item or official release, cleaned.

    `published` is an ISO 8601 date or date-time (with its offset where the source gave one), or
    None where nothing trustworthy gave it; `published_from` says what did. `copy_of` is the id of
    the report whose text this one repeats; `story` names the reports about the same happening.
    """

    id: str
    file: str | None
    url: str | None
    source: str | None
    agency: str | None
    title: str | None
    language: str | None
    published: str | None
    published_from: PublishedFrom | None
    dateline: str | None
    text: str
    dropped: tuple[Dropped, ...] = ()
    copy_of: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who, as mentioned (`text`) and as resolved on the day of the report.

    `id` is the pack's or the gazetteer's id, None where unknown; `country` is ISO 3166-1 alpha-3;
    `sector` is a PLOVER sector code (GOV, MIL, ...).
    """

    text: str
    name: str | None = None
    id: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The days from `start` to `end` (ISO dates, both included), as precise as the text says."""

    start: str
    end: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Place:
    """Where: WGS 84 degrees, or None for both where the text names no point."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class Event:
    """Actor does `type` to recipient (PLOVER: type, mode, contexts).

    `attributed_to` is who claims it where the report does not say it in its own voice.
    `confidence` is in 0..1.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: Actor | None
    recipient: Actor | None
    date: When | None
    place: Place | None
    status: Status
    attributed_to: Actor | None
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a speaker says: its kind, whether it is quoted, its words, and on what condition.

    `text` is the content that is said, `cue` the word that says that it is said (said, warned).
    """

    id: str
    speaker: Actor | None
    addressee: Actor | None
    kind: StatementKind
    quoted: Quoted
    text: str
    cue: str | None
    condition: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """A quantity claimed: `value` of `unit`, whose, where, by whom, for when."""

    id: str
    value: float
    qualifier: Qualifier
    unit: str
    owner: Actor | None
    place: Place | None
    claimed_by: Actor | None
    date: When | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no report, and the reason in one line."""

    file: str
    reason: str


Record = Report | Event | Statement | Measurement | Skipped
R = TypeVar("R")


def identify(prefix: str, *parts: object) -> str:
    """An id that depends on nothing but `parts`: `prefix`, a dash and 16 hexadecimal digits."""
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"{prefix}-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def as_json(record: Any) -> dict[str, Any]:
    """The record as JSON-ready dictionaries and lists, in the order of the contract."""
    kind: Any = type(record)
    return {name: _plain(getattr(record, name)) for name in _names(kind)}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):  # most values, so first
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return as_json(value)
    return value


def from_json(kind: type[R], row: dict[str, Any]) -> R:
    """The record of class `kind` that `as_json` wrote as `row`.

    Raises KeyError or TypeError where the row is not of that shape.
    """
    cached: Any = kind
    return kind(**{name: read(row[name]) for name, read in _readers(cached)})


@cache
def _readers(kind: type[Any]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    # Kept, because working out the annotations takes a hundred times as long as using them.
    return tuple((name, _reader(hint)) for name, hint in typing.get_type_hints(kind).items())


def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes of a JSON value the value of a field with this annotation; null stays None."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        item = _reader(typing.get_args(hint)[0])
        return lambda value: None if value is None else tuple(map(item, value))
    if dataclasses.is_dataclass(hint):
        made = typing.cast(type[Any], hint)
        return lambda value: None if value is None else from_json(made, value)
    return lambda value: value
