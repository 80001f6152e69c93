"""Days, weeks, months and years that a text names, as calendar days.

A small grammar of our own reads them: it resolves a relative day ("on Tuesday", "last week",
"in October") only from a known publication day, and leaves out what no calendar settles ("in
recent days", "the next day", "winter 2021", "03/04/2021"). General date parsers guess there.

Choices, all by the calendar of the publication day:
- weeks run from Monday to Sunday;
- a weekday, a month, or a day of a month without its year lies in the direction of its verb's
  tense ("met on Tuesday", "will meet on Tuesday"), the publication day itself included;
- "early", "mid", "late": a third of the year (precision "season") or of the month ("week");
- "the start" or "the end" of a year is its first or last quarter, of a month its first or last
  ten days;
- "since 2017" and "by 2024" give the year that they name.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from forewarn.coding import stretches, tenses
from forewarn.coding.tenses import Direction
from forewarn.language.doc import Doc
from forewarn.records import When


@dataclass(frozen=True, slots=True)
class Dated:
    """The words `start_word` to `end_word` (end excluded) name the days `when`."""

    start_word: int
    end_word: int
    when: When


@dataclass(frozen=True, slots=True)
class _Context:
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


def find(doc: Doc, published: str | None) -> tuple[Dated, ...]:
    """The dates in the text, in text order, none overlapping.

    `published` is the report's ISO date or date-time; its day as written (no time zone is
    changed) is the publication day. Where it is None or no ISO date, relative dates are left
    out. A date that the calendar does not have (31 February) is left out.
    """
    if not doc.words:
        return ()
    starts = [word.start for word in doc.words]
    context = _Context(_published_day(published), lambda at: tenses.direction(doc, starts, at))
    found = []
    for start, end, when in _spans(doc.text, context):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        if when and 0 <= first < last:
            found.append(Dated(first, last, when))
    return tuple(sorted(found, key=lambda dated: dated.start_word))


def _spans(text: str, context: _Context) -> Iterator[tuple[int, int, When | None]]:
    """The characters and the days of each match; where two overlap, the earlier pattern's."""
    covered = bytearray(len(text))
    for pattern, resolve in _GRAMMAR:
        for match in pattern.finditer(text):
            start, end = match.span("date")
            if any(covered[start:end]):
                continue
            covered[start:end] = b"\1" * (end - start)
            try:
                yield start, end, resolve(match, context)
            except (ValueError, OverflowError):
                continue  # the calendar has no such day


def _published_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


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


def _named_year(words: str | None, context: _Context) -> int | None:
    """The year of "2021", "this year", "last year"; None where it is not known."""
    if words and words.isdigit():
        return int(words)
    if not words or not context.today:
        return None
    return context.today.year + SHIFTS.get(words.split()[0].lower(), 0)


# Dates with a day, a month or a year of their own


def _numbers(match: Match[str], _: _Context) -> When:
    return stretches.day(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _slashes(match: Match[str], _: _Context) -> When | None:
    """Only where the order of day and month cannot be mistaken."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first == second or first > 12:
        return stretches.day(date(year, second, first))
    return stretches.day(date(year, first, second)) if second > 12 else None


def _day_of_month(match: Match[str], context: _Context) -> When | None:
    month, day = _month_number(match["month"]), _ordinal(match["day"])
    year = _named_year(match["year"], context)
    if match["year"]:
        return stretches.day(date(year, month, day)) if year else None
    nearest = _nearest_day(match, context, month, day)
    return stretches.day(nearest) if nearest else None


def _days_of_month(match: Match[str], context: _Context) -> When | None:
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


def _nearest_day(match: Match[str], context: _Context, month: int, day: int) -> date | None:
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


def _month_of_year(match: Match[str], context: _Context) -> When | None:
    year = _named_year(match["year"], context)
    return _part_of_month(match, year, _month_number(match["month"])) if year else None


def _months_of_year(match: Match[str], context: _Context) -> When | None:
    year = _named_year(match["year"], context)
    first, last = _month_number(match["first"]), _month_number(match["last"])
    if not year:
        return None
    return stretches.between(
        date(year - (first > last), first, 1), stretches.month_end(date(year, last, 1))
    )


def _bare_month(match: Match[str], context: _Context) -> When | None:
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


def _season_of_year(match: Match[str], _: _Context) -> When | None:
    """A winter has two years: only "winter 2021/22" says which one is meant."""
    season, year = SEASONS[match["season"].lower()], int(match["year"])
    return stretches.season(year, season) if bool(match["to"]) == (season == 12) else None


def _quarter_of_year(match: Match[str], context: _Context) -> When | None:
    year = _named_year(match["year"], context)
    order = ORDER[match["order"].lower()] if match["order"] else int(match["number"])
    return stretches.quarter(year, order) if year else None


def _half_of_year(match: Match[str], context: _Context) -> When | None:
    year = _named_year(match["year"], context)
    return stretches.half(year, 1 if match["order"].lower() == "first" else 2) if year else None


def _plain_year(match: Match[str], _: _Context) -> When:
    return _part_of_year(match, int(match["year"]))


def _years(match: Match[str], _: _Context) -> When | None:
    first, last = int(match["first"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    if not first < last <= first + 100:
        return None
    return When(f"{first}-01-01", f"{last}-12-31", "year")


# Dates that hang on the publication day


def _named_day(match: Match[str], context: _Context) -> When | None:
    if not context.today:
        return None
    name = match["date"].lower()
    days = {"the day before yesterday": -2, "the day after tomorrow": 2, "tomorrow": 1}
    by = days.get(name, -1 if name in ("yesterday", "last night") else 0)
    return stretches.day(context.today + timedelta(days=by))


def _weekday(match: Match[str], context: _Context) -> When | None:
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


def _shifted_period(match: Match[str], context: _Context) -> When | None:
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


def _edge_of_running(match: Match[str], context: _Context) -> When | None:
    """ "The end of the year": of the year of the publication day."""
    if not context.today:
        return None
    return _period(match, context.today, (match["unit"] or "year").lower(), 0)


def _counted_period(match: Match[str], context: _Context) -> When | None:
    if not context.today or match["vague"]:
        return None
    if not match["ago"] and context.direction(match.end("date") - 1) != "future":
        return None
    count = SMALL.get(match["count"].lower()) or int(match["count"])
    unit = match["unit"].lower().rstrip("s")
    return _period(None, context.today, unit, -count if match["ago"] else count)


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


def _nothing(_match: Match[str], _context: _Context) -> None:
    """A phrase that looks like a date and is none; it keeps later patterns off its words."""


# The grammar: earlier patterns win; the group "date" is what the date covers

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_CLEAR_MONTH = "(?:January|February|July|September|October|November|December)"
_YEAR = r"(?:19|20)[0-9]{2}\b(?![-.,:][0-9])"
_OF_YEAR = rf"(?:,? (?:of )?(?P<year>{_YEAR}|(?i:this|last|next) year))"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ON = rf"(?:{_WEEKDAY},? (?:the )?)?"
_TO = " ?(?:-|–|—|to|until|till|through) ?"
_THIRD = "(?P<third>(?i:early|mid|late|the middle of|middle of)(?:-| in )?)"
_EDGE = "(?P<edge>(?i:start|beginning|end|close|turn) of)"
_PART = rf"(?:(?:{_THIRD}|{_EDGE}) ?(?:the )?)?"
_IN = (
    "(?i:in|since|by|until|till|from|to|of|during|throughout|through|before|after|between|as of"
    "|for|than|and|around|last|next|this)"
)
_UNIT = "(?P<unit>week(?:end)?|month|quarter|year|spring|summer|autumn|fall|winter)"
_COUNT = rf"(?P<count>[0-9]{{1,3}}|(?i:{'|'.join(SMALL)}))"
_VAGUE = "(?P<vague>(?i:more than|less than|over|under|almost|nearly|about|around|some) )?"


def _rule(
    resolve: Callable[[Match[str], _Context], When | None], *sources: str
) -> Iterator[tuple[re.Pattern[str], Callable[[Match[str], _Context], When | None]]]:
    for source in sources:
        yield re.compile(r"(?<![\w$€£.,/-])" + source), resolve


def _date(source: str) -> str:
    return f"(?P<date>{source})"


_GRAMMAR = (
    *_rule(
        _numbers,
        _date(
            r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)"
            r"(?P<day>[0-9]{1,2})(?![0-9])"
        ),
        _date(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>(?:19|20)[0-9]{2})(?![0-9])"),
    ),
    *_rule(
        _slashes,
        _date(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>(?:19|20)[0-9]{2})(?![0-9])"),
    ),
    *_rule(
        _days_of_month,
        _date(
            rf"(?P<first>{_DAY})(?: (?:of )?(?P<first_month>{_MONTH}))?{_TO}"
            rf"(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH}){_OF_YEAR}?"
        ),
        _date(
            rf"(?P<first_month>{_MONTH}) (?P<first>{_DAY}){_TO}"
            rf"(?:(?P<month>{_MONTH}) )?(?P<day>{_DAY}){_OF_YEAR}?"
        ),
    ),
    *_rule(
        _day_of_month,
        _date(rf"{_ON}(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH}){_OF_YEAR}?"),
        _date(rf"{_ON}(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY}){_OF_YEAR}?"),
    ),
    *_rule(_months_of_year, _date(rf"(?P<first>{_MONTH}){_TO}(?P<last>{_MONTH}){_OF_YEAR}")),
    *_rule(_month_of_year, _date(rf"{_PART}(?P<month>{_MONTH}){_OF_YEAR}")),
    *_rule(
        _season_of_year,
        _date(
            rf"(?P<season>(?i:{'|'.join(SEASONS)}))(?: of)? (?P<year>(?:19|20)[0-9]{{2}})"
            r"(?P<to> ?[-–/] ?(?:20)?[0-9]{2})?\b"
        ),
    ),
    *_rule(
        _quarter_of_year,
        _date(
            "(?:(?P<order>(?i:first|second|third|fourth|last)) quarter|Q(?P<number>[1-4]))"
            f",? (?:of )?(?P<year>{_YEAR}|(?i:this|last|next|the) year)"
        ),
    ),
    *_rule(
        _half_of_year,
        _date(
            f"(?P<order>(?i:first|second)) half of (?P<year>{_YEAR}|(?i:this|last|next|the) year)"
        ),
    ),
    *_rule(_nothing, _date(rf"(?:Black|Good|Bloody|Palm|Easter|Super|Ash) {_WEEKDAY}")),
    *_rule(
        _weekday,
        _date(
            rf"(?:(?P<shift>(?i:last|past|this|next|coming)) )?(?P<weekday>{_WEEKDAY})\b"
            "(?: (?:of )?(?P<week>(?i:last|this|next) week))?"
            "(?: (?:morning|afternoon|evening|night))?"
        ),
    ),
    *_rule(
        _named_day,
        _date(
            "(?i:the day before yesterday|the day after tomorrow|yesterday|tomorrow|today|tonight"
            r"|last night|this (?:morning|afternoon|evening))\b"
        ),
    ),
    *_rule(
        _shifted_period,
        _date(rf"{_PART}(?P<shift>(?i:last|past|this|next|coming)) {_UNIT}\b(?! (?:of|or|and)\b)"),
    ),
    *_rule(
        _edge_of_running,
        _date(
            rf"{_EDGE} (?:the |this )(?P<third>)?(?P<unit>month|year)\b"
            r"(?! of)"
        ),
        _date(r"(?P<edge>year-end)(?P<third>)?(?P<unit>)?\b"),
    ),
    *_rule(
        _counted_period,
        _date(rf"{_VAGUE}{_COUNT} (?P<unit>(?:day|week|month|year)s?) (?P<ago>ago)\b"),
        _date(
            rf"{_VAGUE}in {_COUNT} (?P<unit>(?:day|week|month|year)s?)(?:['’]s?)?(?: time)?"
            r"(?P<ago>)?\b(?! of)"
        ),
    ),
    *_rule(
        _bare_month,
        _date(rf"(?:{_THIRD}|{_EDGE}) ?(?P<shift>)?(?P<month>{_MONTH})(?! [0-9A-Z])"),
        rf"(?i:{_IN}) " + _date(rf"{_PART}(?P<shift>)?(?P<month>{_MONTH})(?! [0-9A-Z])"),
        _date(rf"(?:(?P<shift>(?i:last|next|this)) )(?P<third>)?(?P<edge>)?(?P<month>{_MONTH})"),
        _date(rf"{_PART}(?P<shift>)?(?P<month>{_CLEAR_MONTH})\b(?! [0-9A-Z])"),
    ),
    *_rule(
        _years,
        rf"(?:{_IN} )?"
        + _date(r"(?P<first>(?:19|20)[0-9]{2}) ?[-–/] ?(?P<last>(?:[12][0-9])?[0-9]{2})\b"),
        "(?i:from|between) "
        + _date(r"(?P<first>(?:19|20)[0-9]{2}) (?:to|and|until) (?P<last>(?:19|20)[0-9]{2})\b"),
    ),
    *_rule(
        _plain_year,
        rf"(?:{_IN}|(?i:the|its|their|his|her|a|that|\() ?) ?"
        + _date(rf"{_PART}(?P<year>{_YEAR})(?!s|[%]| (?:percent|per cent|people))"),
        _date(rf"(?:{_THIRD}|{_EDGE}) ?(?:the )?(?P<year>{_YEAR})"),
    ),
)
