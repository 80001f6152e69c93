"""Stretches of the calendar: a day, a week, a season … as `When`.

Weeks run from Monday to Sunday; thirds of a year have four months, thirds of a month ten days
(the last one what is left).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from forewarn.records import Precision, When


def day(at: date) -> When:
    """The day itself."""
    return When(at.isoformat(), at.isoformat(), "day")


def week(at: date) -> When:
    """The week, Monday to Sunday, that the day lies in."""
    monday = at - timedelta(days=at.weekday())
    return When(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week")


def month(year: int, number: int) -> When:
    """The month, counted from 1."""
    first = date(year, number, 1)
    return When(first.isoformat(), month_end(first).isoformat(), "month")


def month_end(at: date) -> date:
    """The last day of the month that the day lies in."""
    return at.replace(day=calendar.monthrange(at.year, at.month)[1])


def shifted(year: int, month: int, by: int) -> tuple[int, int]:
    """The (year, month) that lies `by` months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def year(number: int) -> When:
    """The year."""
    return When(date(number, 1, 1).isoformat(), date(number, 12, 31).isoformat(), "year")


def half(year: int, number: int) -> When:
    """The first (1) or second (2) half of the year."""
    first, last = date(year, 6 * number - 5, 1), month_end(date(year, 6 * number, 1))
    return When(first.isoformat(), last.isoformat(), "half")


def quarter(year: int, number: int) -> When:
    """The quarter, 1 to 4, of the year."""
    first, last = date(year, 3 * number - 2, 1), month_end(date(year, 3 * number, 1))
    return When(first.isoformat(), last.isoformat(), "quarter")


def season(year: int, month: int) -> When:
    """The three months that begin with this one."""
    first, last = date(year, month, 1), month_end(date(*shifted(year, month, 2), 1))
    return When(first.isoformat(), last.isoformat(), "season")


def third_of_year(year: int, third: int) -> When:
    """The third, 0 to 2, of the year."""
    first, last = date(year, 4 * third + 1, 1), month_end(date(year, 4 * third + 4, 1))
    return When(first.isoformat(), last.isoformat(), "season")


def third_of_month(year: int, month: int, third: int) -> When:
    """The third, 0 to 2, of the month."""
    first = date(year, month, 10 * third + 1)
    last = first + timedelta(days=9) if third < 2 else month_end(first)
    return When(first.isoformat(), last.isoformat(), "week")


def between(first: date, last: date) -> When | None:
    """The days from first to last, as precise as they are long."""
    days = (last - first).days + 1
    if days < 1:
        return None
    lengths: tuple[tuple[int, Precision], ...] = (
        (1, "day"),
        (11, "week"),
        (31, "month"),
        (123, "season"),
        (184, "half"),
    )
    precision: Precision = "year"
    for limit, name in reversed(lengths):
        precision = name if days <= limit else precision
    return When(first.isoformat(), last.isoformat(), precision)
