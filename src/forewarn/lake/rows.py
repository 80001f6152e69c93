"""The rows of the lake's table: what is kept of a batch, and in which columns.

The record itself is in `body`, as the JSON of the exported contract; the other columns are what
people and views filter, join and sort by, so that reading them never touches the texts.

| kind | one row for each |
|---|---|
| reports | report, once more if it turns out to have been learned earlier |
| codings | report and coding of it, with or without anything found |
| events, statements, measurements | record found by a coding (same `report` and `batch`) |
| links | pair of reports of which one's text is in the other's (`report`, `other`) |
| skipped | input that gave no report |
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
from arro3.core import Array, DataType, Field, Schema, Table

from forewarn.records import (
    Actor,
    Event,
    Measurement,
    Report,
    Skipped,
    Statement,
    as_json,
    identify,
)

Link = tuple[str, str, float]  # report, other report, share of the one's text found in the other
Coded = tuple[Sequence[Event], Sequence[Statement], Sequence[Measurement]]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SURROGATES = re.compile("[\ud800-\udfff]")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """A report to keep: when we learned it, when it is stored (both UTC), its text's fingerprint.

    `copy_of` and `story` of the report are not kept: each view derives them from what was known.
    """

    report: Report
    learned: datetime
    stored: datetime
    fingerprint: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What one commit adds, all of it or nothing.

    `coded` holds, by report id, what `coder` (its fingerprint: code, pack and model) found in
    reports of this batch or in known ones; `stored` (UTC) is the time kept for all but reports.
    """

    reports: Sequence[Kept] = ()
    coded: Mapping[str, Coded] = field(default_factory=dict)
    coder: str = ""
    skipped: Sequence[Skipped] = ()
    links: Sequence[Link] = ()
    stored: datetime = field(default_factory=_now)


class Row(NamedTuple):
    """One row of the table; the order of the fields is the order of the columns."""

    kind: str
    id: str
    batch: int
    stored: int
    report: str | None = None
    other: str | None = None
    coder: str | None = None
    learned: int | None = None
    published: int | None = None
    start: int | None = None
    type: str | None = None
    status: str | None = None
    actor_country: str | None = None
    recipient_country: str | None = None
    containment: float | None = None
    fingerprint: bytes | None = None
    body: str | None = None


_TIME = DataType.timestamp("us", tz="UTC")
_TYPES: dict[str, DataType] = {
    "batch": DataType.int64(),
    "stored": _TIME,
    "learned": _TIME,
    "published": _TIME,
    "start": DataType.int64(),
    "containment": DataType.float64(),
    "fingerprint": DataType.binary(),
}
_ALWAYS = {"kind", "id", "batch", "stored"}
SCHEMA = Schema(
    [
        Field(name, _TYPES.get(name, DataType.string()), nullable=name not in _ALWAYS)
        for name in Row._fields
    ]
)


def micros(moment: datetime) -> int:
    """Microseconds from 1970 to `moment`, which must carry its offset."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(microseconds: int) -> datetime:
    """The moment (UTC) that `micros` gave the number of."""
    return _EPOCH + microseconds * _MICROSECOND


def published_micros(published: str | None) -> int | None:
    """Microseconds to a report's publication; days and times without an offset count as UTC."""
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return micros(found if found.tzinfo else found.replace(tzinfo=UTC))


def rows(batch: Batch, number: int) -> Iterator[Row]:
    """The rows of `batch`, the lake's batch number `number`."""
    stored = micros(batch.stored)
    for kept in batch.reports:
        yield _report(kept, number)
    for report, coded in batch.coded.items():
        yield Row("codings", report, number, stored, report=report, coder=batch.coder)
        for record in _all(coded):
            yield _found(record)._replace(
                batch=number, stored=stored, report=report, coder=batch.coder
            )
    for report, other, containment in batch.links:
        shown = Row("links", f"{report} {other}", number, stored, report, other)
        yield shown._replace(containment=containment)
    for skipped in batch.skipped:
        yield Row("skipped", skipped_id(skipped), number, stored, body=body(skipped))


def arrow(found: Iterable[Row]) -> Table:
    """The rows as an Arrow table of `SCHEMA`."""
    columns = zip(*found, strict=True)
    arrays = [
        _array(values, SCHEMA.field(name).type)
        for name, values in zip(Row._fields, columns, strict=True)
    ]
    return Table.from_arrays(arrays, schema=SCHEMA)


def skipped_id(skipped: Skipped) -> str:
    """The id under which a skipped input is kept: the same file and reason count once."""
    return identify("k", skipped.file, skipped.reason)


def body(record: Any) -> str:
    """The record as one line of JSON; half characters (lone surrogates) become U+FFFD."""
    return _clean(json.dumps(as_json(record), ensure_ascii=False, allow_nan=False))


def packed(fingerprint: Iterable[int]) -> bytes:
    """The numbers (below 2**64) as bytes."""
    return np.array(tuple(fingerprint), dtype="<u8").tobytes()


def unpacked(stored: bytes | None) -> tuple[int, ...]:
    """The numbers that `packed` wrote."""
    return tuple(np.frombuffer(stored or b"", dtype="<u8").tolist())


def _report(kept: Kept, number: int) -> Row:
    report = kept.report
    return Row(
        "reports",
        report.id,
        number,
        micros(kept.stored),
        report=report.id,
        learned=micros(kept.learned),
        published=published_micros(report.published),
        fingerprint=packed(kept.fingerprint),
        body=body(replace(report, copy_of=None, story=None)),
    )


def _all(coded: Coded) -> Iterator[Event | Statement | Measurement]:
    events, statements, measurements = coded
    yield from events
    yield from statements
    yield from measurements


def _found(record: Event | Statement | Measurement) -> Row:
    if isinstance(record, Event):
        row = Row("events", record.id, 0, 0, type=record.type, status=record.status)
        by, to = record.actor, record.recipient
    elif isinstance(record, Statement):
        row = Row("statements", record.id, 0, 0, type=record.kind)
        by, to = record.speaker, record.addressee
    else:
        row = Row("measurements", record.id, 0, 0, type=record.unit)
        by, to = record.owner, None
    return row._replace(
        start=record.evidence[0].start if record.evidence else None,
        actor_country=_country(by),
        recipient_country=_country(to),
        body=body(record),
    )


def _country(actor: Actor | None) -> str | None:
    return actor.country if actor else None


def _array(values: Sequence[Any], kind: DataType) -> Array:
    if kind == _TIME:  # arro3 builds no times from Python values, but casts numbers to them
        return Array(values, DataType.int64()).cast(_TIME)
    if kind == DataType.string():
        return Array([None if value is None else _clean(value) for value in values], kind)
    return Array(values, kind)


def _clean(text: str) -> str:
    # One character for one character, so that offsets stay true.
    return _SURROGATES.sub("\ufffd", text)
