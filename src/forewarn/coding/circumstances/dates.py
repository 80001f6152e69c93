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

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from re import Match

from forewarn.coding.circumstances import moments, tenses
from forewarn.language.doc import Doc
from forewarn.records import When


@dataclass(frozen=True, slots=True)
class Dated:
    """The words `start_word` to `end_word` (end excluded) name the days `when`."""

    start_word: int
    end_word: int
    when: When


def find(doc: Doc, published: str | None) -> tuple[Dated, ...]:
    """The dates in the text, in text order, none overlapping.

    `published` is the report's ISO date or date-time; its day as written (no time zone is
    changed) is the publication day. Where it is None or no ISO date, relative dates are left
    out. A date that the calendar does not have (31 February) is left out.
    """
    if not doc.words:
        return ()
    starts = [word.start for word in doc.words]
    context = moments.Context(
        _published_day(published), lambda at: tenses.direction(doc, starts, at)
    )
    found = []
    for start, end, when in _spans(doc.text, context):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        if when and 0 <= first < last:
            found.append(Dated(first, last, when))
    return tuple(sorted(found, key=lambda dated: dated.start_word))


def _spans(text: str, context: moments.Context) -> Iterator[tuple[int, int, When | None]]:
    """The characters and the days of each match; where two overlap, the earlier pattern's."""
    covered = bytearray(len(text))
    windows = _windows(text)
    for pattern, resolve in _GRAMMAR:
        for match in (each for a, b in windows for each in pattern.finditer(text, a, b)):
            start, end = match.span("date")
            if 1 in covered[start:end]:
                continue
            covered[start:end] = b"\1" * (end - start)
            try:
                yield start, end, resolve(match, context)
            except (ValueError, OverflowError):
                continue  # the calendar has no such day


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches of characters around what every date holds: the grammar is tried only there."""
    found: list[tuple[int, int]] = []
    plain = text.lower()
    if len(plain) != len(text):
        return [(0, len(text))]
    for match in _ANCHOR.finditer(plain):
        start, end = max(0, match.start() - _REACH), match.end() + _REACH
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _published_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


# The grammar: earlier patterns win; the group "date" is what the date covers

_MONTH = (
    "(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
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
_COUNT = rf"(?P<count>[0-9]{{1,3}}|(?i:{'|'.join(moments.SMALL)}))"
_VAGUE = "(?P<vague>(?i:more than|less than|over|under|almost|nearly|about|around|some) )?"


# What every date holds, in lower case; and by how much it may begin before or go on behind that
# ("throughout the beginning of the year", "2021 per cent").
_ANCHOR = re.compile(
    r"[0-9]|day|week|month|quarter|year|night|morning|afternoon|evening|tomorrow|spring|summer"
    r"|autumn|fall|winter|jan(?:uary)?\b|feb(?:ruary)?\b|mar(?:ch)?\b|apr(?:il)?\b|may\b"
    r"|june?\b|july?\b|aug(?:ust)?\b|sept?(?:ember)?\b|oct(?:ober)?\b|nov(?:ember)?\b"
    r"|dec(?:ember)?\b"
)
_REACH = 48


def _rule(
    resolve: Callable[[Match[str], moments.Context], When | None], *sources: str
) -> Iterator[tuple[re.Pattern[str], Callable[[Match[str], moments.Context], When | None]]]:
    for source in sources:
        yield re.compile(r"(?<![\w$€£.,/-])" + source), resolve


def _date(source: str) -> str:
    return f"(?P<date>{source})"


_GRAMMAR = (
    *_rule(
        moments.numbers,
        _date(
            r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)"
            r"(?P<day>[0-9]{1,2})(?![0-9])"
        ),
        _date(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>(?:19|20)[0-9]{2})(?![0-9])"),
    ),
    *_rule(
        moments.slashes,
        _date(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>(?:19|20)[0-9]{2})(?![0-9])"),
    ),
    *_rule(
        moments.days_of_month,
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
        moments.day_of_month,
        _date(rf"{_ON}(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH}){_OF_YEAR}?"),
        _date(rf"{_ON}(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY}){_OF_YEAR}?"),
    ),
    *_rule(moments.months_of_year, _date(rf"(?P<first>{_MONTH}){_TO}(?P<last>{_MONTH}){_OF_YEAR}")),
    *_rule(moments.month_of_year, _date(rf"{_PART}(?P<month>{_MONTH}){_OF_YEAR}")),
    *_rule(
        moments.season_of_year,
        _date(
            rf"(?P<season>(?i:{'|'.join(moments.SEASONS)}))(?: of)? (?P<year>(?:19|20)[0-9]{{2}})"
            r"(?P<to> ?[-–/] ?(?:20)?[0-9]{2})?\b"
        ),
    ),
    *_rule(
        moments.quarter_of_year,
        _date(
            "(?:(?P<order>(?i:first|second|third|fourth|last)) quarter|Q(?P<number>[1-4]))"
            f",? (?:of )?(?P<year>{_YEAR}|(?i:this|last|next|the) year)"
        ),
    ),
    *_rule(
        moments.half_of_year,
        _date(
            f"(?P<order>(?i:first|second)) half of (?P<year>{_YEAR}|(?i:this|last|next|the) year)"
        ),
    ),
    *_rule(moments.nothing, _date(rf"(?:Black|Good|Bloody|Palm|Easter|Super|Ash) {_WEEKDAY}")),
    *_rule(
        moments.weekday,
        _date(
            rf"(?:(?P<shift>(?i:last|past|this|next|coming)) )?(?P<weekday>{_WEEKDAY})\b"
            "(?: (?:of )?(?P<week>(?i:last|this|next) week))?"
            "(?: (?:morning|afternoon|evening|night))?"
        ),
    ),
    *_rule(
        moments.named_day,
        _date(
            "(?i:the day before yesterday|the day after tomorrow|yesterday|tomorrow|today|tonight"
            r"|last night|this (?:morning|afternoon|evening))\b"
        ),
    ),
    *_rule(
        moments.shifted_period,
        _date(
            rf"{_PART}(?P<shift>(?i:last|past|this|next|coming)) {_UNIT}\b(?! (?:of|or|and an?)\b)"
        ),
    ),
    *_rule(
        moments.rolling_period,
        _date(
            rf"(?P<shift>(?i:past|last|coming|next|within)) {_COUNT} "
            r"(?P<unit>(?:day|week|month|year)s)\b"
        ),
    ),
    *_rule(
        moments.edge_of_running,
        _date(
            rf"{_EDGE} (?:the |this )(?P<third>)?(?P<unit>month|year)\b"
            r"(?! of)"
        ),
        _date(r"(?P<edge>year-end)(?P<third>)?(?P<unit>)?\b"),
    ),
    *_rule(
        moments.counted_period,
        _date(rf"{_VAGUE}{_COUNT} (?P<unit>(?:day|week|month|year)s?) (?P<ago>ago)\b"),
        _date(
            rf"{_VAGUE}in {_COUNT} (?P<unit>(?:day|week|month|year)s?)(?:['’]s?)?(?: time)?"
            r"(?P<ago>)?\b(?! of)"
        ),
    ),
    *_rule(
        moments.bare_month,
        _date(rf"(?:{_THIRD}|{_EDGE}) ?(?P<shift>)?(?P<month>{_MONTH})(?! [0-9A-Z])"),
        rf"(?i:{_IN}) " + _date(rf"{_PART}(?P<shift>)?(?P<month>{_MONTH})(?! [0-9A-Z])"),
        _date(rf"(?:(?P<shift>(?i:last|next|this)) )(?P<third>)?(?P<edge>)?(?P<month>{_MONTH})"),
        _date(rf"{_PART}(?P<shift>)?(?P<month>{_CLEAR_MONTH})\b(?! [0-9A-Z])"),
    ),
    *_rule(
        moments.years,
        rf"(?:{_IN} )?"
        + _date(r"(?P<first>(?:19|20)[0-9]{2}) ?[-–/] ?(?P<last>(?:[12][0-9])?[0-9]{2})\b"),
        "(?i:from|between) "
        + _date(r"(?P<first>(?:19|20)[0-9]{2}) (?:to|and|until) (?P<last>(?:19|20)[0-9]{2})\b"),
    ),
    *_rule(
        moments.plain_year,
        rf"(?:{_IN}|(?i:the|its|their|his|her|a|that|\() ?) ?"
        + _date(rf"{_PART}(?P<year>{_YEAR})(?!s|[%]| (?:percent|per cent|people))"),
        _date(rf"(?:{_THIRD}|{_EDGE}) ?(?:the )?(?P<year>{_YEAR})"),
    ),
)
