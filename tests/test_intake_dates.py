"""Dates as they are written, to ISO 8601."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.intake import dates

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2021-12-02", "2021-12-02"),
        ("2021.12.02 08:55", "2021-12-02T08:55"),
        ("2021-12-02T08:55:10Z", "2021-12-02T08:55:10+00:00"),
        ("2021-12-02T08:55+0200", "2021-12-02T08:55+02:00"),
        ("2021-12-02 08:55:10.123456+02:00", "2021-12-02T08:55:10+02:00"),
        ("2021-12-02 00:00:00", "2021-12-02"),
        ("20211202", "2021-12-02"),
        ("20211202085510", "2021-12-02T08:55:10+00:00"),
        ("1638435310", "2021-12-02T08:55:10+00:00"),
        ("Thu, 02 Dec 2021 08:55:10 +0200", "2021-12-02T08:55:10+02:00"),
        ("Thu, 02 Dec 2021 08:55:10 GMT", "2021-12-02T08:55:10+00:00"),
        ("2 December 2021", "2021-12-02"),
        ("December 2, 2021", "2021-12-02"),
        ("Dec. 2, 2021 at 6:05 pm EET", "2021-12-02T18:05+02:00"),
        ("2nd of December 2021", "2021-12-02"),
        ("02.12.2021", "2021-12-02"),
        ("31/12/2021", "2021-12-31"),
        ("12/31/2021", "2021-12-31"),
        ("05/05/2021", "2021-05-05"),
        ("2 December 2021 11:25 GMT+02:00", "2021-12-02T11:25+02:00"),
        ("2 December 2021 11:25 UTC+3", "2021-12-02T11:25+03:00"),
        ("2021 m. gruodžio 2 d.", "2021-12-02"),
        ("2 grudnia 2021", "2021-12-02"),
        ("2 грудня 2021", "2021-12-02"),
        ("2 декабря 2021 г.", "2021-12-02"),
    ],
)
def test_written_dates(written: str, iso: str) -> None:
    """Each way of writing a date is read with what it says and no more."""
    assert dates.parse(written) == iso


@pytest.mark.parametrize(
    "written",
    ["03/04/2021", "3-4-2021", "02.12.21", "December 2", "Thursday", "yesterday", "2021", "",
     "31.02.2021", "1970-01-01", "0", "2021-13-01", "9999999999999999", "2 May 2021 or 3 May 2021",
     "Dec 2021"],
)  # fmt: skip
def test_unclear_dates(written: str) -> None:
    """What is ambiguous, incomplete or impossible gives nothing."""
    assert dates.parse(written) is None


def test_order_of_the_source() -> None:
    """The habit of the source decides between day and month."""
    assert dates.parse("03/04/2021", "dmy") == "2021-04-03"
    assert dates.parse("03/04/2021", "mdy") == "2021-03-04"


@given(MOMENTS, st.integers(-14 * 4, 14 * 4))
@settings(max_examples=100, deadline=None)
def test_moments_with_offset_survive(moment: datetime, quarters: int) -> None:
    """A moment with an offset comes back as the same moment, from ISO and from mail form."""
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=15 * quarters)))
    for written in (zoned.isoformat(), format_datetime(zoned)):
        parsed = dates.parse(written)
        assert parsed is not None
        assert datetime.fromisoformat(parsed) == zoned


@given(
    DAYS, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y.%m.%d", "%d %b %Y"])
)
@settings(max_examples=150, deadline=None)
def test_days_survive(day: date, form: str) -> None:
    """A day written in full gives that day and no clock time."""
    assert dates.parse(day.strftime(form)) == day.isoformat()


@given(st.text(alphabet="0123456789 .:/-TZDecmMay,+apm", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_answer_is_iso(text: str) -> None:
    """Whatever stands there, the answer is None or valid ISO 8601."""
    for iso in (dates.parse(text), *(stamp.iso for stamp in dates.find(text))):
        assert iso is None or datetime.fromisoformat(iso)


def test_days_in_addresses() -> None:
    """An address with exactly one day gives it."""
    assert dates.in_url("https://a.example/2021/12/02/x") == "2021-12-02"
    assert dates.in_url("https://a.example/x-2021-12-02/") == "2021-12-02"
    assert dates.in_url("https://a.example/2021/12/02/x-2021-12-05") is None
    assert dates.in_url("https://a.example/20211202123/x") is None


def test_after() -> None:
    """A day is later than a moment only where it is so in every zone."""
    noon = datetime(2021, 12, 2, 12, tzinfo=UTC)
    assert not dates.is_after("2021-12-03", noon)
    assert dates.is_after("2021-12-04", noon)
    assert dates.is_after("2021-12-02T12:01+00:00", noon)
    assert not dates.is_after("2021-12-02T13:01+02:00", noon)
