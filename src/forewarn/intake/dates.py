"""Dates as reports write them, to ISO 8601; what cannot be told apart stays unknown.

A date without a clock time gives a day, a clock time without a zone stays without one, a date
without a year gives nothing, and 03/04/2021 gives nothing unless the source's habit is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

EARLIEST = 1980
"""Before this year a publication date on a file or a page is a blank clock, not a date."""

_MONTH_LANGUAGES = ("en", "lt", "lv", "et", "pl", "uk", "ru", "be", "de", "fr")
_WORD = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|ST|ND|RD|TH|\.)?"
_YEAR = r"(?P<y>\d{4})"
_SHAPES = tuple(
    re.compile(rf"(?<!\d){shape}(?!\d)")
    for shape in (
        r"(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
        r"(?P<a>\d{1,2})(?P<s>[/-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})",
        rf"{_DAY} {{0,2}}(?:of |de )?{_WORD} ?,? ?{_YEAR}",
        rf"(?<![^\W\d_]){_WORD} {{0,2}}{_DAY} ?,? ?{_YEAR}",
        rf"{_YEAR}(?: ?m\.| г\.)?,? {_WORD} {_DAY}",
    )
)
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "CEST": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "PST": -480, "PDT": -420,
}  # fmt: skip
_TIME = re.compile(
    r"(?:[\s,|@–-]{0,4}(?:at\s|um\s|d\.\s|в\s|о\s)?\s?|T)"
    r"(?P<h>\d{1,2}) ?[:.h] ?(?P<min>\d{2})(?: ?: ?(?P<sec>\d{2})(?:\.\d{1,9})?)?(?!\d)"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
    r"(?:\s?(?:\(?(?P<zone>UTC|GMT|WES?T|BST|CES?T|EES?T|MSK|E[SD]T|P[SD]T|Z)\)?(?![^\W\d_]))?"
    r"(?P<offset>[+-]\d{2}:?\d{2}|(?<=[CT])[+-]\d{1,2}(?!\d))?)?"
)
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<s>[/-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found at the characters `start` to `end`; `iso` is None where it is unclear."""

    start: int
    end: int
    iso: str | None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Month names and abbreviations in the languages of the region, without ambiguous ones."""
    from babel.dates import get_month_names

    seen: dict[str, set[int]] = {}
    for language in _MONTH_LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", language).items():
                seen.setdefault(name.rstrip(".").casefold(), set()).add(number)
    seen.setdefault("sept", set()).add(9)
    return {name: numbers.pop() for name, numbers in seen.items() if len(numbers) == 1}


def find(text: str, order: str | None = None) -> Iterator[Stamp]:
    """The full dates (with a year) written in a line, from left to right, with their times."""
    taken = 0
    hits = sorted(
        (hit for shape in _SHAPES for hit in shape.finditer(text)),
        key=lambda hit: (hit.start(), -hit.end()),
    )
    for hit in hits:
        if hit.start() < taken or (day := _day(hit, order)) is False:
            continue
        time = _TIME.match(text, hit.end())
        stamp = _stamp(day, time)
        end = time.end() if time and stamp and "T" in stamp else hit.end()
        taken = end
        yield Stamp(hit.start(), end, stamp)


def _day(hit: re.Match[str], order: str | None) -> date | bool | None:
    """The day of a match: None where unclear, False where the match is no date."""
    parts = hit.groupdict()
    if "a" in parts:
        return _slashed(int(parts["a"]), int(parts["b"]), int(parts["y"]), order)
    month = int(parts["m"]) if "m" in parts else _months().get(parts["month"].casefold())
    return _valid(int(parts["y"]), month or 0, int(parts["d"])) or False


def _slashed(first: int, second: int, year: int, order: str | None) -> date | bool | None:
    if first == second or second > 12 or (order == "mdy" and first <= 12):
        return _valid(year, first, second) or False
    if first > 12 or order == "dmy":
        return _valid(year, second, first) or False
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= EARLIEST else None
    except ValueError:
        return None


def _stamp(day: date | bool | None, time: re.Match[str] | None) -> str | None:
    if not isinstance(day, date):
        return None
    clock = time and _clock(time)
    return f"{day.isoformat()}T{clock}" if clock else day.isoformat()


def _clock(time: re.Match[str]) -> str | None:
    """ "18:20", "18:20:05+02:00": the seconds and the zone only where they are written."""
    hour, minute, second = int(time["h"]), int(time["min"]), int(time["sec"] or 0)
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    seconds = f":{second:02}" if time["sec"] else ""
    return f"{hour:02}:{minute:02}{seconds}{_zone(time['zone'], time['offset'])}"


def _zone(name: str | None, offset: str | None) -> str:
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{offset[0]}{hours:0>2}:{minutes}"
    if name is None:
        return ""
    ahead = _ZONES[name]
    sign = "-" if ahead < 0 else "+"
    return f"{sign}{abs(ahead) // 60:02}:{abs(ahead) % 60:02}"


def parse(value: str, order: str | None = None) -> str | None:
    """The ISO form of a date that stands alone, as in metadata; None where it is unclear."""
    value = value.strip()[:100]
    return _iso(value) or _digits(value) or _mail(value) or _written(value, order)


def _iso(value: str) -> str | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:|$)", value):
        return None
    try:
        moment = datetime.fromisoformat(re.sub(r"\s(?=[+-]\d)", "", value))
    except ValueError:
        return None
    return _shown(moment, value)


def _shown(moment: datetime, value: str) -> str | None:
    """A midnight without a zone is how tables write a bare day."""
    if moment.year < EARLIEST:
        return None
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0) and moment.tzinfo is None
    if len(value) == 10 or midnight:
        return moment.date().isoformat()
    seconds = value.count(":", 10, 19) == 2
    return moment.isoformat(timespec="seconds" if seconds else "minutes")


def _digits(value: str) -> str | None:
    """20211202, 20211202085500 (UTC, as feeds of event data write it), or seconds since 1970."""
    if not value.isascii() or not re.fullmatch(r"\d{8}|\d{10}|\d{13}|\d{14}", value):
        return None
    if len(value) in (10, 13):
        seconds = int(value[:10])
        return _shown(datetime.fromtimestamp(seconds, UTC), "----------T00:00:00")
    day = _valid(int(value[:4]), int(value[4:6]), int(value[6:8]))
    clock = f"{value[8:10]}:{value[10:12]}:{value[12:14]}"
    if day is None or len(value) == 8:
        return day.isoformat() if day else None
    return _iso(f"{day.isoformat()}T{clock}+00:00")


def _mail(value: str) -> str | None:
    """RFC 2822: Thu, 02 Dec 2021 08:55:00 +0200."""
    if not re.match(r"(?:[A-Za-z]{3},? +)?\d{1,2} [A-Za-z]{3} \d{4} \d", value):
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    return moment.isoformat(timespec="seconds") if moment.year >= EARLIEST else None


def _written(value: str, order: str | None) -> str | None:
    """A date in words or figures with little else beside it."""
    stamps = list(find(value, order))
    if len(stamps) != 1:
        return None
    rest = value[: stamps[0].start] + value[stamps[0].end :]
    return stamps[0].iso if len(re.findall(r"\w+", rest)) <= 4 else None


def in_url(url: str) -> str | None:
    """The day that a web address carries (…/2021/12/02/…, …-2021-12-02), if it is one."""
    days = {_valid(int(hit["y"]), int(hit["m"]), int(hit["d"])) for hit in _URL_DAY.finditer(url)}
    days.discard(None)
    return str(days.pop()) if len(days) == 1 else None


def is_after(iso: str, moment: datetime) -> bool:
    """Whether an ISO date lies surely after `moment` (which has a zone).

    A day, or a time without a zone, is taken in the zone where it comes first (UTC+14).
    """
    when = datetime.fromisoformat(iso)
    if when.tzinfo is None:
        when = when.replace(tzinfo=timezone(timedelta(hours=14)))
    return when > moment
