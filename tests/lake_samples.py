"""Records made up for the tests of the lake and its exports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from forewarn.lake import Batch, Kept
from forewarn.records import (
    Actor,
    Dropped,
    Event,
    Evidence,
    Measurement,
    Place,
    Report,
    Skipped,
    Statement,
    When,
    identify,
)

FIRST = datetime(2021, 12, 1, 9, tzinfo=UTC)
Coded = tuple[list[Event], list[Statement], list[Measurement]]


def report(number: int, **changed: object) -> Report:
    """A report with a text of its own, published on a December day that goes with its number."""
    values: dict[str, object] = {
        "id": identify("r", number),
        "file": f"news/{number}.txt",
        "url": None,
        "source": "Example Wire",
        "agency": None,
        "title": f"Report {number}",
        "language": "en",
        "published": f"2021-12-{number % 28 + 1:02d}",
        "published_from": "metadata",
        "dateline": None,
        "text": f"Minister {number} warned of “steps”.\n\nÄnderung, Київ \U0001f30d.",
        "dropped": (Dropped("Read more", "nag"),),
    }
    return Report(**values | changed)  # type: ignore[arg-type]


def coded(of: Report) -> Coded:
    """One event, statement and measurement of a report."""
    evidence = (Evidence(of.id, 0, 8, of.text[:8]),)
    state = Actor("Russia", "Russia", "RUS", "RUS", "GOV")
    event = Event(
        identify("e", of.id),
        "THREATEN",
        None,
        ("military", "diplomatic"),
        state,
        Actor("someone"),
        When("2021-12-01", "2021-12-07", "week"),
        Place("Kyiv", "UKR", 50.45, 30.52, "city"),
        "conditional",
        None,
        0.75,
        evidence,
    )
    said = Statement(
        identify("s", of.id), state, None, "demand", "mixed", "stop", "said", None, evidence
    )
    size = Measurement(
        identify("m", of.id), 100000.5, "at_least", "troops", state, None, None, None, evidence
    )
    return [event], [said], [size]


def batch(
    reports: Iterable[Report], learned: datetime = FIRST, coder: str = "coder-1", **changed: object
) -> Batch:
    """The reports with what was found in them, learned and stored at one moment."""
    kept = [Kept(each, learned, learned, (each.text.__len__(), 2**64 - 1)) for each in reports]
    found = {each.report.id: coded(each.report) for each in kept}
    values: dict[str, object] = {"reports": kept, "coded": found, "coder": coder}
    return Batch(**values | {"stored": learned} | changed)  # type: ignore[arg-type]


def day(number: int) -> datetime:
    """A moment (UTC) on the `number`th day after the first."""
    return FIRST + timedelta(days=number)


_words = st.text(max_size=30)
_maybe = st.none() | _words
_amounts = st.floats(allow_nan=False, allow_infinity=False)
actors = st.builds(Actor, _words, _maybe, _maybe, _maybe, _maybe)
whens = st.builds(
    lambda start, days: When(
        start.isoformat(), (start + timedelta(days=days)).isoformat(), "month"
    ),
    st.dates(max_value=datetime(2100, 1, 1).date()),
    st.integers(0, 90),
)
places = st.builds(
    Place, _words, _maybe, st.none() | _amounts, st.none() | _amounts, st.just("point")
)
dropped = st.lists(st.builds(Dropped, _words, _words), max_size=3).map(tuple)
reports = st.builds(
    Report,
    st.integers(0, 10**9).map(lambda number: identify("r", number)),
    *[_maybe] * 6,
    st.sampled_from([None, "2021-12-01", "2021-12-01T10:00:00+02:00", "last week"]),
    st.none(),
    _maybe,
    _words,
    dropped,
)


def found_in(of: Report) -> st.SearchStrategy[Coded]:
    """Any events, statements and measurements of a report."""
    evidence = st.lists(
        st.builds(Evidence, st.just(of.id), st.integers(0, 10**6), st.integers(0, 10**6), _words),
        min_size=1,
        max_size=3,
    ).map(tuple)
    ids = st.integers(0, 10**9).map(lambda number: identify("x", number))
    actor, when, place = (st.none() | each for each in (actors, whens, places))
    events = st.builds(
        Event,
        ids,
        _words,
        _maybe,
        st.lists(_words, max_size=3).map(tuple),
        actor,
        actor,
        when,
        place,
        st.just("planned"),
        actor,
        _amounts,
        evidence,
    )
    statements = st.builds(
        Statement,
        ids,
        actor,
        actor,
        st.just("threat"),
        st.just("direct"),
        _words,
        _maybe,
        _maybe,
        evidence,
    )
    measurements = st.builds(
        Measurement, ids, _amounts, st.just("about"), _words, actor, place, actor, when, evidence
    )
    some = [st.lists(each, max_size=2) for each in (events, statements, measurements)]
    return st.tuples(*some)  # type: ignore[return-value]


skips = st.builds(Skipped, _words, _words)
