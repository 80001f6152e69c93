"""What the brief tells: merging, ranking, denials, quantities, news."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from brief_records import (
    LTU,
    NATO,
    POL,
    RIGA,
    RUS,
    SPOKESMAN,
    UKR,
    USA,
    Region,
    Writer,
    day,
    known,
    large,
    small,
)

from forewarn import brief
from forewarn.brief import ontology
from forewarn.brief.model import Brief, Line, plain
from forewarn.records import Actor, Place, When


def made(now: brief.Known, before: brief.Known | None = None) -> Brief:
    return brief.compose(now, before, Region(), "A brief")


def happenings(of: Brief) -> list[Line]:
    return [line for group in of.timeline for line in group.lines]


def test_reports_of_one_event_make_one_line() -> None:
    """Two reports and a copy tell the same: one line, three references, two reports."""
    (line,) = [
        each for each in happenings(made(small())) if "moved or readied" in plain(each.words)
    ]
    assert (line.reports, line.copies, len(line.refs)) == (2, 1, 3)
    assert line.sources == ("Northern Wire", "City Post", "Evening Paper")
    assert line.when.label == "Wed 1 December 2021"
    assert [plain(note) for note in line.notes] == [
        "according to Lithuania; also in the report’s own words"
    ]


@pytest.mark.parametrize(
    ("second", "lines"),
    [
        ({"date": day("2021-12-03")}, 1),
        ({"date": day("2021-12-04")}, 2),
        ({"status": "planned"}, 2),
        ({"mode": "weapons"}, 2),
        ({"recipient": POL}, 2),
        ({"actor": UKR, "recipient": RUS}, 2),
        ({"date": When("2021-12-01", "2021-12-31", "month")}, 2),
    ],
)
def test_only_the_same_deed_near_in_time_is_merged(second: dict[str, object], lines: int) -> None:
    """Another day, status, mode, direction or precision makes another line."""
    same: dict[str, object] = {"type": "MOBILIZE", "mode": "troops", "actor": RUS, "recipient": UKR}
    same |= {"date": day("2021-12-01")}
    one = Writer("A", "2021-12-02", "one").say("Russia moved troops.", "event", **same)
    two = Writer("B", "2021-12-02", "two").say("Troops were moved.", "event", **{**same, **second})
    assert len(happenings(made(known(one, two)))) == lines


def test_talks_are_the_same_from_both_sides() -> None:
    """A holding talks with B is B holding talks with A; a threat is not."""
    one = Writer("A", "2021-12-02", "one").say("They met.", "event", actor=RUS, recipient=USA)
    two = Writer("B", "2021-12-02", "two").say("They talked.", "event", actor=USA, recipient=RUS)
    assert len(happenings(made(known(one, two)))) == 1


def test_nobody_with_nobody_is_not_merged() -> None:
    """Events without any actor are one only where the sentence is the same."""
    one = Writer("A", "2021-12-02", "one").say("Shots fell.", "event", type="ASSAULT")
    two = Writer("B", "2021-12-02", "two").say("Shots rang out.", "event", type="ASSAULT")
    copy = replace(one, source="C")
    assert len(happenings(made(known(one, two, copy)))) == 2


def test_order_follows_the_rule() -> None:
    """Family, then between sides in focus, then reports, then status, then the latest day."""

    def writer(name: str, published: str = "2021-12-02") -> Writer:
        return Writer(name, published, name)

    twice: dict[str, object] = {"type": "ACCUSE", "actor": RUS, "recipient": UKR}
    of = made(
        known(
            writer("a").say("They talked.", "event", actor=RUS, recipient=UKR),
            writer("b").say("Russia accused Ukraine.", "event", **twice),
            writer("c").say("Russia accused Ukraine again.", "event", **twice),
            writer("d").say("NATO warned.", "event", type="THREATEN", actor=NATO, recipient=POL),
            writer("e").say("Poland might.", "event", type="ACCUSE", actor=POL, recipient=RUS,
                            status="hypothetical"),
            writer("f", "2021-12-01").say("Poland did.", "event", type="ACCUSE", actor=POL,
                                          recipient=RUS),
            writer("g").say("Police held people.", "event", type="COERCE", actor=RUS),
            writer("h").say("America accused Russia.", "event", type="ACCUSE", actor=USA,
                            recipient=RUS),
        )
    )  # fmt: skip
    told = [line.snippet for group in of.situation for line in group.lines]
    assert told == [
        "Police held people.",
        "Russia accused Ukraine.",
        "NATO warned.",
        "Poland did.",
        "Poland might.",
        "America accused Russia.",
        "They talked.",
    ]
    assert "copies of a text count once" in of.rule


def test_one_sentence_fills_no_page() -> None:
    """Of several talks that one sentence tells, the first page shows one and counts the others."""
    writer = Writer("A", "2021-12-02", "one").say(
        "They all met.", "event", actor=RUS, recipient=UKR
    )
    start, end = writer.pending[0][1:3]
    for other in (USA, POL, LTU, NATO):
        writer.pending.append(("event", start, end, {"actor": RUS, "recipient": other}))
    writer.say("Russia and Poland talked.", "event", actor=RUS, recipient=POL, status="planned")
    (group,) = made(known(writer)).situation
    assert [line.snippet for line in group.lines[: group.shown]] == [
        "They all met.",
        "Russia and Poland talked.",
    ]
    assert len(group.folded) == 4


def test_denial_stands_beside_what_it_denies() -> None:
    """A negated event beside its claim; a denial beside the accusation that shares its words."""
    of = made(small())
    (claim,) = [line for line in happenings(of) if "moved or readied" in plain(line.words)]
    assert [plain(other.words) for _, other in claim.beside] == [
        "Russia did not move or ready troops with regard to Ukraine"
    ]
    (denial,) = [line for group in of.statements for line in group.lines if line.kind == "denial"]
    ((why, other),) = denial.beside
    assert plain(other.words) == "Lithuania to Russia (said): planning an invasion of Ukraine"
    assert why == "May answer this (words in common: invasion, plans)"


def test_denial_of_something_else_stands_alone() -> None:
    """One shared word, the denier's own claim, or a month between them match nothing."""
    writer = Writer("A", "2021-12-02", "one")
    writer.say("Poland accused Russia of jamming ships.", "statement", speaker=POL,
               kind="accusation", text="Russia jams ships near Gotland")  # fmt: skip
    writer.say("He denied it.", "statement", speaker=SPOKESMAN, kind="denial",
               text="we never sent ships to Cuba")  # fmt: skip
    late = Writer("B", "2022-02-02", "two").say(
        "He denied it.", "statement", speaker=SPOKESMAN, kind="denial", text="no one jams ships"
    )
    denials = [
        line
        for group in made(known(writer, late)).statements
        for line in group.lines
        if line.kind == "denial"
    ]
    assert [line.beside for line in denials] == [(), ()]


def test_differing_claims_stand_together() -> None:
    """Claims on one thing share a head that says how far they differ; qualifiers are kept."""
    (figures,) = made(small()).quantities
    assert plain(figures.head) == "troops · Russia · Donbas"
    assert figures.differ == "claims differ: 90,000 to 100,000"
    assert [plain(claim.words) for claim in figures.claims] == [
        "at least 100,000 troops",
        "about 90,000 troops",
    ]
    assert figures.claims[0].reports == 1 and figures.claims[0].copies == 1


def test_numbers_that_cannot_be_read_are_said_so() -> None:
    """Infinity and not-a-number stop nothing."""
    writer = Writer("A", "2021-12-02", "one")
    for value in (float("inf"), float("nan"), 2.5, 1e15):
        writer.say(f"It is {value}.", "measurement", value=value)
    (figures,) = made(known(writer)).quantities
    assert {plain(claim.words) for claim in figures.claims} == {
        "a number that cannot be read troops",
        "2.5 troops",
        "1,000,000,000,000,000 troops",
    }


def test_what_is_covered() -> None:
    """Reports, copies, undated, unread and skipped are counted in the head."""
    of = made(small())
    told = {fact.label: (fact.value, fact.detail) for fact in of.facts}
    assert told == {
        "reports": ("4", "1 copy counted once"),
        "published": ("2–3 Dec 2021", ""),
        "undated": ("1", "R4"),
        "in a language that was not read": ("1", "lt (1)"),
        "skipped": ("1", "reasons below"),
    }
    assert of.lead.startswith("3 independent reports, published 2–3 December 2021, tell of 3 ")


def test_first_brief_says_so_in_one_line() -> None:
    """There is nothing to compare with."""
    news = made(small()).news
    assert news.none.startswith("This is the first brief")
    assert not (news.reports or news.happenings or news.statements)


def test_news_is_what_was_not_known_before() -> None:
    """New reports, new happenings, happenings told again; nothing that was known already."""
    now = small()
    first = min(now.reports, key=lambda report: (report.source != "Northern Wire", report.id)).id
    before = replace(
        now,
        as_of=date(2021, 12, 2),
        reports=tuple(report for report in now.reports if report.id == first),
        events=tuple(event for event in now.events if event.evidence[0].report == first),
        statements=tuple(each for each in now.statements if each.evidence[0].report == first),
    )
    news = made(now, before).news
    assert {plain(line.words): line.new for line in news.happenings} == {
        "Russia moved or readied troops with regard to Ukraine": "told again",
        "Russia did not move or ready troops with regard to Ukraine": "new",
        "NATO met Ukraine in a wider circle · Riga": "told again",
    }
    assert len(news.reports) == 3
    assert "2 December 2021" in news.summary


def test_nothing_new_is_one_line() -> None:
    """The same records again: no lists."""
    news = made(small(), small()).news
    assert news.none == "Nothing is new since the last brief of 3 December 2021."


def test_copies_in_a_circle_count_once() -> None:
    """Two reports that call each other copies do not hang and count as one."""
    one = Writer("A", "2021-12-02", "one").say(
        "Russia warned.", "event", actor=RUS, type="THREATEN"
    )
    two = replace(one, source="B")
    now = known(one, two)
    a, b = now.reports
    now = replace(now, reports=(replace(a, copy_of=b.id), replace(b, copy_of=a.id)))
    (line,) = happenings(made(now))
    assert (line.reports, line.copies) == (1, 1)


def test_only_certain_places_are_drawn() -> None:
    """Towns and points are on the map; a region, a country or odd coordinates are not."""
    writer = Writer("A", "2021-12-02", "one")
    places = (
        RIGA,
        Place("Donbas", "UKR", 48.0, 38.0, "region"),
        Place("Latvia", "LVA", 57.0, 25.0, "country"),
        Place("Nowhere", None, 123.0, 500.0, "city"),
        Place("Unknown", None, None, None, "city"),
    )
    for n, place in enumerate(places):
        writer.say(f"Deed {n} was done.", "event", actor=Actor(f"actor {n}"), place=place)
    drawn = made(known(writer)).map
    assert drawn is not None
    assert [dot.name for dot in drawn.dots] == ["Riga"]
    assert drawn.note.startswith("4 happenings are not on the map")


def test_no_picture_without_data() -> None:
    """No places, no pairs, no days: no pictures and no sections."""
    of = made(brief.Known())
    assert (of.days, of.matrix, of.map) == (None, None, None)
    assert not (of.situation or of.timeline or of.statements or of.quantities or of.panels)
    assert of.lead == "No report is known."


def test_matrix_counts_what_its_panels_list() -> None:
    """Each cell's number is the number of lines that a click opens."""
    of = made(large())
    assert of.matrix is not None
    panels = {panel.key: panel for panel in of.panels}
    cells = [cell for row in of.matrix.cells for cell in row if cell]
    assert cells
    for cell in cells:
        tones = [line.tone for line in panels[cell.panel].lines]
        assert cell.counts == tuple(tones.count(code) for code, _, _ in ontology.FAMILIES)


def test_timeline_tells_all_and_newest_first() -> None:
    """Every happening is once in the timeline; days fall, the undated come last."""
    of = made(large())
    keys = [line.key for line in happenings(of)]
    assert len(keys) == len(set(keys)) == sum(len(group.lines) for group in of.situation)
    starts = [group.lines[0].when.start for group in of.timeline]
    assert starts == sorted(starts, reverse=True)
    assert of.timeline[-1].head == "Undated"


def test_every_deed_has_words() -> None:
    """All types, modes and statuses read as a sentence, with and without a recipient."""
    for kind in ontology.FAMILY_OF:
        modes = {mode for type_, mode in ontology._MODES if type_ == kind}
        for mode in (None, "unheard-of", *sorted(modes)):
            for status in ontology.STATUSES:
                told = ontology.deed(kind, mode, status, True)
                assert told.count("{r}") == 1 and "  " not in told
                assert "{r}" not in ontology.deed(kind, mode, status, False)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    """Shuffled records give the same bytes."""
    now = large(25)
    chance = random.Random(seed)

    def shuffled(records: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(records, len(records)))

    other = replace(
        now,
        **{
            name: shuffled(getattr(now, name))
            for name in ("reports", "events", "statements", "measurements", "skipped")
        },
    )
    before = replace(now, events=now.events[:40], reports=now.reports[:10])
    assert brief.html(made(now, before)) == brief.html(made(other, before))
    assert brief.markdown(made(now, before)) == brief.markdown(made(other, before))


@pytest.mark.parametrize(
    ("published", "unit", "columns"),
    [
        (("2021-12-01", "2021-12-20"), "day", 20),
        (("2021-01-01", "2021-12-20"), "week", 52),
        (("2018-01-01", "2021-12-20"), "month", 48),
        (("0001-01-01", "9999-12-31"), "day", 1),
        (("1990-05-05", "2021-12-20"), "year", 32),
    ],
)
def test_the_picture_keeps_its_width(published: tuple[str, str], unit: str, columns: int) -> None:
    """Days, weeks, months or years, so that the bars fit; false dates make no endless picture."""
    writers = [
        Writer(day_, day_, day_).say("They met.", "event", actor=RUS, recipient=UKR)
        for day_ in published
    ]
    drawn = made(known(*writers)).days
    assert drawn is not None
    assert (drawn.unit, len(drawn.columns)) == (unit, columns)


def test_unknown_stays_unknown() -> None:
    """An event of an undated report has no day; a missing actor is said to be unnamed."""
    writer = Writer("A", None, "one").say(
        "Shots fell on Tuesday.", "event", type="ASSAULT", recipient=LTU
    )
    (line,) = happenings(made(known(writer)))
    assert (line.when.label, line.when.basis) == ("undated", "unknown")
    assert plain(line.words) == "somebody who is not named attacked Lithuania"
