"""The timeline: happenings under their days, and the picture of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from forewarn.brief import moments, ontology
from forewarn.brief.happenings import Happening
from forewarn.brief.model import Bar, Days, Group, Moment
from forewarn.brief.sources import Shelf

OPEN = 40
"""Lines of the timeline that are open before days are folded."""
BEFORE, AFTER = 31, 62
"""Days that the picture reaches before the first and after the last publication. What is told of
earlier and later days stands in the list; drawn, it would press the period itself into a corner."""

LONGEST = 25_500
"""Days: 70 years, one bar each; a false date in one report must not make thousands of bars."""


def groups(told: Iterable[Happening]) -> tuple[Group, ...]:
    """The lines by day, newest first, the undated last; `shown` is 0 for a day that is folded."""
    by_moment: dict[tuple[str, str, str], list[Happening]] = {}
    for each in told:
        # What is only known by publication stands under its day, after what is dated itself.
        when = each.when
        by_moment.setdefault((when.start, when.end, when.label), []).append(each)
    ordered = sorted(by_moment, key=lambda k: (k[0], _reverse(k[1]), k[2]), reverse=True)
    found: list[Group] = []
    open_lines = 0
    for key in ordered:
        lines = tuple(
            each.line
            for each in sorted(by_moment[key], key=lambda each: each.when.basis != "happened")
        )
        shown = max(0, min(len(lines), OPEN - open_lines))
        open_lines += len(lines)
        found.append(Group(anchor(by_moment[key][0].when), _head(key), "", lines, shown))
    return tuple(found)


def _reverse(end: str) -> str:
    # A day stands above the month that begins on it.
    return "".join(chr(0x69 - ord(c)) for c in end)


def _head(key: tuple[str, str, str]) -> str:
    return key[2] if key[0] else "Undated"


def anchor(when: Moment) -> str:
    """The id of a day's head."""
    if not when.start:
        return "day-undated"
    return f"day-{when.start}" + (f"-{when.end}" if when.end != when.start else "")


def picture(told: Iterable[Happening], shelf: Shelf) -> Days | None:
    """Happenings by day (week, month) and family; None where none has a day."""
    happenings = tuple(told)
    dated = [each for each in happenings if each.when.start and each.when.start == each.when.end]
    window = _window(dated, shelf)
    drawn = [each for each in dated if window[0] <= each.when.start <= window[1]]
    if not drawn:
        return None
    first, last = (date.fromisoformat(f(e.when.start for e in drawn)) for f in (min, max))
    unit, start_of, label = _unit((last - first).days)
    columns = _columns(first, last, start_of)
    counted = Counter(
        (each.line.tone, start_of(date.fromisoformat(each.when.start)), each.when.basis)
        for each in drawn
    )
    targets: dict[date, str] = {}
    for each in sorted(drawn, key=lambda each: each.when.start):
        targets[start_of(date.fromisoformat(each.when.start))] = anchor(each.when)
    rows = tuple(
        (code, name, tuple(
            Bar(day.isoformat(), label(day), targets.get(day, ""),
                counted[code, day, "happened"], counted[code, day, "published"])
            for day in columns
        ))
        for code, _, name in ontology.FAMILIES
    )  # fmt: skip
    return Days(
        unit=unit,
        columns=tuple(day.isoformat() for day in columns),
        labels=tuple(label(day) for day in columns),
        rows=rows,
        note=_note(happenings, dated, drawn),
    )


def _window(dated: list[Happening], shelf: Shelf) -> tuple[str, str]:
    days = [day for report in shelf.reports if (day := moments.parse_day(report.published))]
    told = [date.fromisoformat(each.when.start) for each in dated]
    if not days and not told:
        return "", ""
    low, high = min(days or told).toordinal(), max(days or told).toordinal()
    low, high = low - BEFORE, min(high + AFTER, date.max.toordinal())
    return (
        date.fromordinal(max(1, low, high - LONGEST)).isoformat(),
        date.fromordinal(high).isoformat(),
    )


StartOf = Callable[[date], date]


def _unit(length: int) -> tuple[str, StartOf, Callable[[date], str]]:
    """Days up to ten weeks, then weeks, months and years: about 70 bars fit the page."""
    if length <= 70:
        return "day", lambda day: day, moments.weekday
    if length <= 490:
        return "week", _monday, lambda day: f"week of {moments.day(day)}"
    if length <= 2130:
        return "month", lambda day: day.replace(day=1), _month
    return "year", lambda day: day.replace(month=1, day=1), lambda day: str(day.year)


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def _month(day: date) -> str:
    return f"{moments.MONTHS[day.month - 1]} {day.year}"


def _columns(first: date, last: date, start_of: StartOf) -> tuple[date, ...]:
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return tuple(dict.fromkeys(start_of(day) for day in days))


def _note(happenings: tuple[Happening, ...], dated: list[Happening], drawn: list[Happening]) -> str:
    undated = sum(not each.when.start for each in happenings)
    left = (
        (len(happenings) - len(dated) - undated, "of a week, a month or longer"),
        (len(dated) - len(drawn), "far from the period that the reports cover"),
        (undated, "undated"),
    )
    told = [f"{count:,} {what}" for count, what in left if count]
    return f"Not drawn, but in the list below: {'; '.join(told)}." if told else ""
