"""Days and spans of days, in words.

All dates are civil dates as the sources give them; nothing is converted between time zones.
"""

from __future__ import annotations

import datetime

from forewarn.brief.model import Moment
from forewarn.records import When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNDATED = Moment("undated", "", "", "unknown")


def parse_day(iso: str | None) -> datetime.date | None:
    """The day of an ISO date or date-time, None where it is none."""
    try:
        return datetime.date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def day(value: datetime.date) -> str:
    """1 December 2021."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def weekday(value: datetime.date) -> str:
    """Wed 1 December 2021."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}"


def short(iso: str) -> str:
    """1 Dec 2021, or the text itself where it is no date."""
    value = parse_day(iso)
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}" if value else iso


def span(start: datetime.date, end: datetime.date, brief: bool = False) -> str:
    """Both days in as few words as they need; `brief` cuts the months to three letters."""
    first, last = (MONTHS[each.month - 1][: 3 if brief else None] for each in (start, end))
    if start == end:
        return f"{end.day} {last} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {last} {end.year}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {first}{year} – {end.day} {last} {end.year}"


def happened(when: When | None) -> Moment | None:
    """The moment of an event's own date, None where it has none that can be read."""
    start, end = (parse_day(when.start), parse_day(when.end)) if when else (None, None)
    if when is None or start is None or end is None:
        return None
    label = _label(when.precision, start, end)
    return Moment(label, start.isoformat(), end.isoformat(), "happened")


def _label(precision: str, start: datetime.date, end: datetime.date) -> str:
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if precision == "year" and start.year == end.year:
        return str(start.year)
    if precision == "week":
        return f"week of {span(start, end)}"
    if precision in ("season", "quarter", "half"):
        return _months(start, end)
    return weekday(start) if start == end else span(start, end)


def _months(start: datetime.date, end: datetime.date) -> str:
    first = MONTHS[start.month - 1]
    if start.year != end.year:
        first += f" {start.year}"
    return f"{first} – {MONTHS[end.month - 1]} {end.year}"


def published(iso: str | None) -> Moment | None:
    """The moment of a publication day, None where it is unknown."""
    value = parse_day(iso)
    if value is None:
        return None
    return Moment(weekday(value), value.isoformat(), value.isoformat(), "published")
