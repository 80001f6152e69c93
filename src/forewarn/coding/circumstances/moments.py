"""Phrases of time resolved to days: what a match of the grammar in `dates` stands for."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from forewarn.coding.circumstances import stretches
from forewarn.coding.circumstances.tenses import Direction
from forewarn.records import When


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative date hangs on: the publication day, and the tense around the match."""

    today: date | None
    direction: Callable[[int], Direction | None]


MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
SMALL = {"a": 1, "an": 1} | {word: n for n, word in enumerate(_NUMBERS.split(), 1)}
ROLLING = {"week": 7, "month": 30, "quarter": 91, "year": 365}
SHIFTS = {"last": -1, "next": 1}


def _part_of_year(match: Match[str], year: int) -> When:
    if match["third"]:
        return stretches.third_of_year(year, _third(match))
    return stretches.quarter(year, _edge(match)) if match["edge"] else stretches.year(year)


def _part_of_month(match: Match[str], year: int, month: int) -> When:
    if match["third"]:
        return stretches.third_of_month(year, month, _third(match))
    if match["edge"]:
        return stretches.third_of_month(year, month, 0 if _edge(match) == 1 else 2)
    return stretches.month(year, month)


def _third(match: Match[str]) -> int:
    return {"e": 0, "m": 1, "t": 1, "l": 2}[match["third"][0].lower()]


def _edge(match: Match[str]) -> int:
    return 4 if match["edge"].lower().startswith(("end", "close", "year-end")) else 1


def _month_number(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _ordinal(day: str) -> int:
    return int(day.rstrip("stndrh"))


def _named_year(words: str | None, context: Context) -> int | None:
    """The year of "2021", "this year", "last year"; None where it is not known."""
    if words and words.isdigit():
        return int(words)
    if not words or not context.today:
        return None
    return context.today.year + SHIFTS.get(words.split()[0].lower(), 0)


# Dates with a day, a month or a year of their own


def numbers(match: Match[str], _: Context) -> When:
    """ "2021-12-02", "02.12.2021"."""
    return stretches.day(date(int(match["year"]), int(match["month"]), int(match["day"])))


def slashes(match: Match[str], _: Context) -> When | None:
    """Only where the order of day and month cannot be mistaken."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first == second or first > 12:
        return stretches.day(date(year, second, first))
    return stretches.day(date(year, first, second)) if second > 12 else None


def day_of_month(match: Match[str], context: Context) -> When | None:
    """ "2 December", "December 2, 2021"."""
    month, day = _month_number(match["month"]), _ordinal(match["day"])
    year = _named_year(match["year"], context)
    if match["year"]:
        return stretches.day(date(year, month, day)) if year else None
    nearest = _nearest_day(match, context, month, day)
    return stretches.day(nearest) if nearest else None


def days_of_month(match: Match[str], context: Context) -> When | None:
    """From one day to another; either may name the month."""
    first_month = _month_number(match["first_month"] or match["month"])
    month = _month_number(match["month"] or match["first_month"])
    day, year = _ordinal(match["day"]), _named_year(match["year"], context)
    if match["year"]:
        last = date(year, month, day) if year else None
    else:
        last = _nearest_day(match, context, month, day)
    if not last:
        return None
    first = date(last.year - (first_month > month), first_month, _ordinal(match["first"]))
    return stretches.between(first, last)


def _nearest_day(match: Match[str], context: Context, month: int, day: int) -> date | None:
    """The day of that name next to the publication day, in the direction of the tense."""
    if not context.today:
        return None
    years = range(context.today.year - 4, context.today.year + 5)
    days = [date(y, month, day) for y in years if _exists(y, month, day)]
    return _towards(days, context.today, context.direction(match.end("date") - 1))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]


def _towards(days: list[date], today: date, direction: Direction | None) -> date | None:
    """Of `days` the one nearest to today, on the side that the tense says.

    Reports look back or ahead by months: a tense that would lead further than 300 days (a
    misread verb, most often) yields to nearness.
    """

    def distance(day: date) -> int:
        return abs((day - today).days)

    sides = {
        "past": [day for day in days if day <= today],
        "future": [d for d in days if d >= today],
    }
    best = min(sides.get(direction or "", days), key=distance, default=None)
    if best and distance(best) <= 300:
        return best
    nearest = min(days, key=distance, default=None)
    return nearest if nearest and distance(nearest) <= 366 else None


def month_of_year(match: Match[str], context: Context) -> When | None:
    """ "October 2020", "early October 2020"."""
    year = _named_year(match["year"], context)
    return _part_of_month(match, year, _month_number(match["month"])) if year else None


def months_of_year(match: Match[str], context: Context) -> When | None:
    """ "October to December 2020"."""
    year = _named_year(match["year"], context)
    first, last = _month_number(match["first"]), _month_number(match["last"])
    if not year:
        return None
    return stretches.between(
        date(year - (first > last), first, 1), stretches.month_end(date(year, last, 1))
    )


def bare_month(match: Match[str], context: Context) -> When | None:
    """ "In October", "last May": the nearest that the tense allows."""
    if not context.today:
        return None
    month, today = _month_number(match["month"]), context.today
    shift = (match["shift"] or "").lower()
    if shift == "this":
        year = today.year
    elif shift:
        year = today.year + (-(month >= today.month) if shift == "last" else month <= today.month)
    else:
        middle = today.replace(day=15)
        days = [date(y, month, 15) for y in range(today.year - 1, today.year + 2) if 0 < y < 9999]
        nearest = _towards(days, middle, context.direction(match.end("date") - 1))
        year = nearest.year if nearest else today.year
    return _part_of_month(match, year, month)


def season_of_year(match: Match[str], _: Context) -> When | None:
    """A winter has two years: only "winter 2021/22" says which one is meant."""
    season, year = SEASONS[match["season"].lower()], int(match["year"])
    return stretches.season(year, season) if bool(match["to"]) == (season == 12) else None


def quarter_of_year(match: Match[str], context: Context) -> When | None:
    """ "The first quarter of 2021", "Q1 next year"."""
    year = _named_year(match["year"], context)
    order = ORDER[match["order"].lower()] if match["order"] else int(match["number"])
    return stretches.quarter(year, order) if year else None


def half_of_year(match: Match[str], context: Context) -> When | None:
    """ "The second half of 2021"."""
    year = _named_year(match["year"], context)
    return stretches.half(year, 1 if match["order"].lower() == "first" else 2) if year else None


def plain_year(match: Match[str], _: Context) -> When:
    """ "2017", "early 2022"."""
    return _part_of_year(match, int(match["year"]))


def years(match: Match[str], _: Context) -> When | None:
    """ "2014-2020", "from 2014 to 2020"."""
    first, last = int(match["first"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    if not first < last <= first + 100:
        return None
    return When(f"{first}-01-01", f"{last}-12-31", "year")


# Dates that hang on the publication day


def named_day(match: Match[str], context: Context) -> When | None:
    """ "Yesterday", "the day after tomorrow"."""
    if not context.today:
        return None
    name = match["date"].lower()
    days = {"the day before yesterday": -2, "the day after tomorrow": 2, "tomorrow": 1}
    by = days.get(name, -1 if name in ("yesterday", "last night") else 0)
    return stretches.day(context.today + timedelta(days=by))


def weekday(match: Match[str], context: Context) -> When | None:
    """ "On Tuesday", "last Friday", "Friday next week"."""
    if not context.today:
        return None
    number, today = WEEKDAYS[match["weekday"].lower()], context.today
    monday = today - timedelta(days=today.weekday())
    if match["week"]:
        weeks = SHIFTS.get(match["week"].split()[0].lower(), 0)
        return stretches.day(monday + timedelta(days=number, weeks=weeks))
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    shift = (match["shift"] or "").lower()
    if shift in ("last", "past"):
        return stretches.day(today - timedelta(days=back or 7))
    if shift in ("next", "coming"):
        return stretches.day(today + timedelta(days=ahead or 7))
    if shift == "this":
        return stretches.day(monday + timedelta(days=number))
    future = context.direction(match.end("date") - 1) == "future"
    return stretches.day(today + timedelta(days=ahead if future else -back))


def shifted_period(match: Match[str], context: Context) -> When | None:
    """ "Last week", "early next year"."""
    if not context.today:
        return None
    shift, unit = match["shift"].lower(), match["unit"].lower()
    if shift in ("past", "coming") and unit in ROLLING:
        days = timedelta(days=ROLLING[unit] - 1)
        ahead = shift == "coming"
        start, end = (0 * days, days) if ahead else (-days, 0 * days)
        return stretches.between(context.today + start, context.today + end)
    by = {"past": -1, "coming": 1, **SHIFTS}.get(shift, 0)
    return _period(match, context.today, unit, by)


def edge_of_running(match: Match[str], context: Context) -> When | None:
    """ "The end of the year": of the year of the publication day."""
    if not context.today:
        return None
    return _period(match, context.today, (match["unit"] or "year").lower(), 0)


def counted_period(match: Match[str], context: Context) -> When | None:
    """ "Two weeks ago", "in three days"."""
    if not context.today or match["vague"]:
        return None
    if not match["ago"] and context.direction(match.end("date") - 1) != "future":
        return None
    count = SMALL.get(match["count"].lower()) or int(match["count"])
    unit = match["unit"].lower().rstrip("s")
    return _period(None, context.today, unit, -count if match["ago"] else count)


def rolling_period(match: Match[str], context: Context) -> When | None:
    """ "The past five years", "within six months": up to the publication day, or from it on."""
    if not context.today:
        return None
    count = SMALL.get(match["count"].lower()) or int(match["count"])
    ahead = match["shift"].lower() in ("next", "coming", "within")
    if match["shift"].lower() == "within" and context.direction(match.end("date") - 1) == "past":
        return None
    unit = match["unit"].lower().rstrip("s")
    far = _period(None, context.today, unit, count if ahead else -count)
    if far is None:
        return None
    edge = date.fromisoformat(far.end if ahead else far.start)
    pair = (context.today, edge) if ahead else (edge, context.today)
    return stretches.between(*pair)


def _period(match: Match[str] | None, today: date, unit: str, by: int) -> When | None:
    """The day, week, month … that lies `by` of them from today; a part of it if so named."""
    if unit == "day":
        return stretches.day(today + timedelta(days=by))
    if unit == "week":
        return stretches.week(today + timedelta(weeks=by))
    if unit == "weekend":
        saturday = today + timedelta(days=5 - today.weekday(), weeks=by)
        return When(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat(), "week")
    if unit == "month":
        year, month = stretches.shifted(today.year, today.month, by)
        return _part_of_month(match, year, month) if match else stretches.month(year, month)
    if unit == "quarter":
        year, month = stretches.shifted(today.year, today.month, 3 * by)
        return stretches.quarter(year, (month + 2) // 3)
    if unit == "year":
        return _part_of_year(match, today.year + by) if match else stretches.year(today.year + by)
    return _near_season(today, SEASONS[unit], by)


def _near_season(today: date, month: int, by: int) -> When:
    """This, the last or the next season of that name; the running or coming one is "this"."""
    seasons = [stretches.season(year, month) for year in range(today.year - 2, today.year + 3)]
    now = today.isoformat()
    if by < 0:
        return [season for season in seasons if season.end < now][-1]
    if by > 0:
        return next(season for season in seasons if season.start > now)
    return next(season for season in seasons if season.end >= now)


def nothing(_match: Match[str], _context: Context) -> None:
    """A phrase that looks like a date and is none; it keeps later patterns off its words."""
