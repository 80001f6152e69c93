"""Dates: the grammar on words alone, tense on small trees, and what must hold for every date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.coding.circumstances import dates, moments, stretches
from forewarn.language.doc import Doc, Word
from forewarn.records import When

PUBLISHED = "2021-12-15"  # a Wednesday
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
PHRASES = st.sampled_from(
    [
        "on Monday", "on Sunday", "last Friday", "next Tuesday", "this Thursday", "yesterday",
        "today", "tomorrow", "last week", "next week", "this month", "last month", "next month",
        "this year", "last year", "next year", "early next year", "late last year",
        "in the coming weekend", "this summer", "last winter", "next spring", "in October",
        "in late February", "on 29 February", "on 31 December", "on January 1", "two weeks ago",
        "ten months ago", "the end of the year", "at the start of the month", "Q1 next year",
        "the second half of this year", "over the past week", "the day after tomorrow",
        "from 30 December to 2 January", "last quarter", "in May last year", "Friday next week",
    ]
)  # fmt: skip
LENGTHS = {
    "day": (1, 1), "week": (2, 11), "month": (20, 31), "season": (89, 123), "quarter": (90, 92),
    "half": (181, 184), "year": (365, 40_000),
}  # fmt: skip


def words(text: str, verb: str = "", feats: str = "") -> Doc:
    """A text whose words all hang on `verb` (the first one where it has none); "will" helps it."""
    spans = [match.span() for match in re.finditer(r"\w+(?:[.,]\d+)*|[^\w\s]", text)]
    top = next((i for i, (a, b) in enumerate(spans) if text[a:b] == verb), 0)
    made = []
    for i, (a, b) in enumerate(spans):
        word = text[a:b]
        upos = "VERB" if word == verb else "AUX" if word == "will" else "X"
        relation = "root" if i == top else "aux" if word == "will" else "dep"
        made.append(
            Word(i, word, a, b, word.lower(), upos, feats if word == verb else "", top, relation)
        )
    return Doc(text, tuple(made), ((0, len(made)),), ())


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [
        (one.when.start, one.when.end, one.when.precision)
        for one in dates.find(words(text), published)
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("on 2 December 2021", "2021-12-02", "2021-12-02", "day"),
        ("on the 2nd of December 2021", "2021-12-02", "2021-12-02", "day"),
        ("Dec. 2, 2021", "2021-12-02", "2021-12-02", "day"),
        ("Thursday, December 2, 2021,", "2021-12-02", "2021-12-02", "day"),
        ("2021-12-02", "2021-12-02", "2021-12-02", "day"),
        ("02.12.2021", "2021-12-02", "2021-12-02", "day"),
        ("12/31/2021", "2021-12-31", "2021-12-31", "day"),
        ("from 2 to 5 December 2021", "2021-12-02", "2021-12-05", "week"),
        ("December 30 – January 2, 2022", "2021-12-30", "2022-01-02", "week"),
        ("in October 2020", "2020-10-01", "2020-10-31", "month"),
        ("in early October 2020", "2020-10-01", "2020-10-10", "week"),
        ("at the end of February 2020", "2020-02-21", "2020-02-29", "week"),
        ("in the spring of 2014", "2014-03-01", "2014-05-31", "season"),
        ("in winter 2023/24", "2023-12-01", "2024-02-29", "season"),
        ("in Q1 2022", "2022-01-01", "2022-03-31", "quarter"),
        ("the second half of 2022", "2022-07-01", "2022-12-31", "half"),
        ("early 2022", "2022-01-01", "2022-04-30", "season"),
        ("by the end of 2022", "2022-10-01", "2022-12-31", "quarter"),
        ("since 2017", "2017-01-01", "2017-12-31", "year"),
        ("the 2014 annexation", "2014-01-01", "2014-12-31", "year"),
        ("in 2014-2020", "2014-01-01", "2020-12-31", "year"),
    ],
)
def test_dates_with_a_year_need_no_publication_day(
    text: str, start: str, end: str, precision: str
) -> None:
    """A date that names its year is read alike with and without a publication day."""
    assert found(text, None) == [(start, end, precision)]
    assert found(text) == [(start, end, precision)]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("yesterday", "2021-12-14", "2021-12-14", "day"),
        ("the day after tomorrow", "2021-12-17", "2021-12-17", "day"),
        ("last Wednesday", "2021-12-08", "2021-12-08", "day"),
        ("over the past five years", "2016-01-01", "2021-12-15", "year"),
        ("within six months", "2021-12-15", "2022-06-30", "year"),
        ("late last month and", "2021-11-21", "2021-11-30", "week"),
        ("next Wednesday", "2021-12-22", "2021-12-22", "day"),
        ("Friday next week", "2021-12-24", "2021-12-24", "day"),
        ("last week", "2021-12-06", "2021-12-12", "week"),
        ("next month", "2022-01-01", "2022-01-31", "month"),
        ("late last year", "2020-09-01", "2020-12-31", "season"),
        ("early next year", "2022-01-01", "2022-04-30", "season"),
        ("by the end of the year", "2021-10-01", "2021-12-31", "quarter"),
        ("two weeks ago", "2021-11-29", "2021-12-05", "week"),
        ("on November 24 this year", "2021-11-24", "2021-11-24", "day"),
        ("in May last year", "2020-05-01", "2020-05-31", "month"),
        ("in the first quarter of next year", "2022-01-01", "2022-03-31", "quarter"),
        ("this winter", "2021-12-01", "2022-02-28", "season"),
        ("in October", "2021-10-01", "2021-10-31", "month"),
    ],
)
def test_relative_dates_hang_on_the_publication_day(
    text: str, start: str, end: str, precision: str
) -> None:
    """A relative date resolves from a known publication day and from nothing else."""
    assert found(text) == [(start, end, precision)]
    assert found(text, None) == []
    assert found(text, "some day") == []


@pytest.mark.parametrize(
    "text",
    [
        "in recent days", "the next day", "in the 1990s", "more than two years ago", "he may march",
        "31 February 2021", "03/04/2021", "Black Friday", "winter 2021", "1,900 soldiers",
        "in 1,914 places", "on Fridays", "room 2021", "", "29 February", "in Mayotte",
    ],
)  # fmt: skip
def test_what_no_calendar_settles_is_no_date(text: str) -> None:
    """Vague, ambiguous and impossible dates are left out."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "verb", "start"),
    [
        ("They met on Tuesday", "met", "2021-12-14"),
        ("They met on Friday", "met", "2021-12-10"),
        ("They will meet on Friday", "meet", "2021-12-17"),
        ("They met on Wednesday", "met", "2021-12-15"),
        ("They will meet on Wednesday", "meet", "2021-12-15"),
        ("The summit starts on Monday", "starts", "2021-12-20"),
        ("They met on 20 March", "met", "2021-03-20"),
        ("They will meet on 3 January", "meet", "2022-01-03"),
        ("They will meet in March", "meet", "2022-03-01"),
        ("They met in March", "met", "2021-03-01"),
    ],
)
def test_tense_gives_the_direction(text: str, verb: str, start: str) -> None:
    """A past verb looks back, a future one ahead; the day of publication belongs to both."""
    tense = {"met": "Tense=Past|VerbForm=Fin", "starts": "Tense=Pres|VerbForm=Fin"}
    doc = words(text, verb, tense.get(verb, "VerbForm=Inf"))
    (one,) = dates.find(doc, PUBLISHED)
    assert one.when.start == start


def test_words_of_a_date() -> None:
    """The range covers the words of the date, not its preposition."""
    doc = words("Talks began on 2 December 2021 in Riga.")
    (one,) = dates.find(doc, None)
    assert doc.text[slice(*doc.span(one.start_word, one.end_word))] == "2 December 2021"


def test_the_day_as_written_counts() -> None:
    """The day of a date-time is taken as written, whatever its zone."""
    assert found("yesterday", "2021-12-02T23:30:00-05:00") == [("2021-12-01", "2021-12-01", "day")]


@settings(max_examples=150, deadline=None)
@given(PHRASES, DAYS)
def test_every_date_is_a_stretch_of_the_calendar(phrase: str, published: date) -> None:
    """Start is never after end, and a stretch is as long as its precision says."""
    for start, end, precision in found(phrase, published.isoformat()):
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
        low, high = LENGTHS[precision]
        assert min(low, 2) <= days <= high or low <= days <= high
        assert found(phrase, published.isoformat()) == found(phrase, published.isoformat())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(list(moments.WEEKDAYS)), DAYS)
def test_weekdays_agree_with_the_calendar(name: str, published: date) -> None:
    """A resolved weekday has that name and lies within a week of publication."""
    for shift in ("on", "last", "next"):
        ((start, _, _),) = found(f"{shift} {name.capitalize()}", published.isoformat())
        day = date.fromisoformat(start)
        assert day.weekday() == moments.WEEKDAYS[name]
        assert abs((day - published).days) <= 7
        assert {"on": day <= published, "last": day < published, "next": day > published}[shift]


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_weeks_and_months_follow_each_other(published: date) -> None:
    """Last, this and next week (month, year) join without gap or overlap."""
    for unit in ("week", "month", "year"):
        runs = [found(f"{s} {unit}", published.isoformat())[0] for s in ("last", "this", "next")]
        for before, after in pairwise(runs):
            gap = date.fromisoformat(after[0]) - date.fromisoformat(before[1])
            assert gap == timedelta(days=1)
        assert runs[1][0] <= published.isoformat() <= runs[1][1]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), DAYS)
def test_any_text_is_read_without_failing(text: str, published: date) -> None:
    """Whatever the text, the ranges lie within its words and do not overlap."""
    doc = words(text + " on 2 May 2021 " + text)
    ends = 0
    for one in dates.find(doc, published.isoformat()):
        assert ends <= one.start_word < one.end_word <= len(doc.words)
        ends = one.end_word


def test_leap_years() -> None:
    """The last day of February follows the calendar."""
    assert stretches.month(2024, 2) == When("2024-02-01", "2024-02-29", "month")
    assert stretches.month(2100, 2) == When("2100-02-01", "2100-02-28", "month")
