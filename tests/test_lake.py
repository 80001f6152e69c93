"""The lake: what is put in comes out, once, in one order, as it was known on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lake_samples import FIRST, batch, coded, day, found_in, report, reports, skips

from forewarn.errors import LakeError
from forewarn.lake import Batch, Kept, Lake, View
from forewarn.lake.rows import published_micros
from forewarn.records import Report, Skipped


def shown(view: View) -> tuple[object, ...]:
    """All that a view says."""
    return (
        view.reports(),
        view.events(),
        view.statements(),
        view.measurements(),
        view.skipped(),
        view.links(),
        {each.id: view.learned(each.id) for each in view.reports()},
    )


def version(lake: Lake) -> int:
    """How many commits the lake has seen."""
    return len(list((lake.path / "records" / "_delta_log").glob("*.json")))


def test_round_trip(tmp_path: Path) -> None:
    """Reports and what was found in them come back as they were put in."""
    lake = Lake(tmp_path)
    one = report(1)
    lake.append(batch([one], skipped=[Skipped("empty.txt", "is empty")]))
    view = Lake(tmp_path, create=False).view()
    assert view.events() == tuple(coded(one)[0])
    assert view.statements() == tuple(coded(one)[1])
    assert view.measurements() == tuple(coded(one)[2])
    assert view.skipped() == (Skipped("empty.txt", "is empty"),)
    assert view.learned(one.id) == FIRST
    assert [each.text for each in view.reports()] == [one.text]


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_any_record_round_trips(data: st.DataObject) -> None:
    """Any text, number and gap survives the store."""
    one = data.draw(reports)
    found = data.draw(found_in(one))
    skipped = data.draw(st.lists(skips, max_size=3))
    with TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        kept = Kept(one, FIRST, FIRST, (1, 2))
        lake.append(Batch([kept], {one.id: found}, "coder-1", skipped))
        view = lake.view()
        assert sorted(view.events(), key=repr) == sorted(found[0], key=repr)
        assert sorted(view.statements(), key=repr) == sorted(found[1], key=repr)
        assert sorted(view.measurements(), key=repr) == sorted(found[2], key=repr)
        assert set(view.skipped()) == set(skipped)
        (back,) = view.reports()
        assert (back.id, back.text, back.dropped) == (one.id, one.text, one.dropped)
        assert lake.fingerprints() == {one.id: (1, 2)}


def test_empty_lake_has_empty_views(tmp_path: Path) -> None:
    """A lake that was never written to shows nothing, of every kind."""
    view = Lake(tmp_path).view()
    assert shown(view) == ((), (), (), (), (), (), {})
    assert [view.table(kind).num_rows for kind in ("reports", "events", "skipped")] == [0, 0, 0]


def test_half_characters_keep_offsets(tmp_path: Path) -> None:
    """A lone surrogate becomes one replacement character, so offsets stay true."""
    lake = Lake(tmp_path)
    lake.append(batch([report(1, text="Minister \ud800 said", title="\udfff")]))
    (back,) = lake.view().reports()
    assert (back.text, back.title) == ("Minister \ufffd said", "\ufffd")


def test_same_batch_twice_changes_nothing(tmp_path: Path) -> None:
    """Appending what is known makes no commit, in this process or another lake object."""
    same = batch(
        [report(1), report(2)],
        skipped=[Skipped("a", "b")],
        links=[(report(1).id, report(2).id, 0.9)],
    )
    lake = Lake(tmp_path)
    assert lake.append(same) == 12
    before, commits = shown(lake.view()), version(lake)
    assert lake.append(same) == 0
    assert Lake(tmp_path).append(same) == 0
    assert (shown(lake.view()), version(lake)) == (before, commits)


def test_order_of_batches_does_not_show(tmp_path: Path) -> None:
    """The same reports in other batches and another order give the same view."""
    there, back = Lake(tmp_path / "there"), Lake(tmp_path / "back")
    for number in range(6):
        there.append(batch([report(number)]))
        back.append(batch([report(5 - number)]))
    whole = Lake(tmp_path / "whole")
    whole.append(batch([report(number) for number in (3, 1, 4, 0, 5, 2)]))
    assert shown(there.view()) == shown(back.view()) == shown(whole.view())


def test_reports_come_by_publication(tmp_path: Path) -> None:
    """Moments are compared across time zones; reports without a date come last."""
    stamps = [None, "2021-12-02", "2021-12-02T01:00:00+03:00", "2021-12-01T23:00:00Z", "no day"]
    lake = Lake(tmp_path)
    lake.append(batch([report(n, published=stamp) for n, stamp in enumerate(stamps)]))
    order = [each.published for each in lake.view().reports()]
    assert order[:3] == ["2021-12-02T01:00:00+03:00", "2021-12-01T23:00:00Z", "2021-12-02"]
    assert set(order[3:]) == {None, "no day"}


def test_found_records_follow_the_text(tmp_path: Path) -> None:
    """What was found in a report comes in the order of its text, not of its ids."""
    one = report(1)
    (event,), said, sizes = coded(one)
    from dataclasses import replace

    def at(start: int, name: str) -> object:
        return replace(event, id=name, evidence=(replace(event.evidence[0], start=start),))

    lake = Lake(tmp_path)
    lake.append(batch([one], coded={one.id: ([at(40, "a"), at(5, "z"), at(5, "b")], said, sizes)}))
    assert [each.id for each in lake.view().events()] == ["b", "z", "a"]


def test_as_of_ends_with_the_day(tmp_path: Path) -> None:
    """The last moment of the day (UTC) counts to it, the next one does not."""
    last = datetime(2021, 12, 5, 23, 59, 59, 999999, tzinfo=UTC)
    lake = Lake(tmp_path)
    lake.append(batch([report(1)], learned=last))
    lake.append(batch([report(2)], learned=last + timedelta(microseconds=1)))
    assert [each.id for each in lake.view(date(2021, 12, 5)).reports()] == [report(1).id]
    assert lake.view(date(2021, 12, 4)).reports() == ()
    assert len(lake.view(date(2021, 12, 6)).reports()) == len(lake.view(date.max).reports()) == 2


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_as_of_is_what_a_lake_of_that_day_holds(data: st.DataObject) -> None:
    """Stored in any order, in any batches: the view of a day has what was learned by then."""
    days = st.integers(0, 5)
    learned = data.draw(st.lists(st.tuples(st.integers(0, 7), days), min_size=1, max_size=10))
    cuts = data.draw(st.sets(st.integers(1, len(learned)), max_size=2))
    asked = data.draw(days)
    pairs = [(a, b) for a, _ in learned for b, _ in learned if a < b]
    links = data.draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    with TemporaryDirectory() as folder:
        whole, then = Lake(Path(folder) / "whole"), Lake(Path(folder) / "then")
        bounds = [0, *sorted(cuts), len(learned)]
        for start, end in pairwise(bounds):
            whole.append(_learned_on(learned[start:end]))
        whole.append(_linked(links, {number for number, _ in learned}))
        early = [(number, on) for number, on in learned if on <= asked]
        then.append(_learned_on(sorted(early)))
        then.append(_linked(links, {number for number, _ in early}))
        assert shown(whole.view(day(asked).date())) == shown(then.view())


def _learned_on(learned: list[tuple[int, int]]) -> Batch:
    kept = [Kept(report(number), day(on), day(9), (number,)) for number, on in learned]
    found = {each.report.id: coded(each.report) for each in kept}
    return Batch(kept, found, "coder-1")


def _linked(links: list[tuple[int, int]], known: set[int]) -> Batch:
    both = [(a, b) for a, b in links if a in known and b in known]
    return Batch(links=[(report(a).id, report(b).id, 0.8) for a, b in both])


def test_skipped_inputs_show_from_their_storing(tmp_path: Path) -> None:
    """As of a day, inputs that were skipped later are not there yet."""
    lake = Lake(tmp_path)
    lake.append(Batch(skipped=[Skipped("a", "empty")], stored=day(0)))
    lake.append(Batch(skipped=[Skipped("b", "empty"), Skipped("a", "empty")], stored=day(2)))
    assert lake.view(day(1).date()).skipped() == (Skipped("a", "empty"),)
    assert lake.view().skipped() == (Skipped("a", "empty"), Skipped("b", "empty"))


def test_an_earlier_learning_counts(tmp_path: Path) -> None:
    """A report that turns out to have been learned earlier is kept once more and shown once."""
    lake = Lake(tmp_path)
    lake.append(batch([report(1)], learned=day(5)))
    lake.append(batch([report(1)], learned=day(2)))
    assert lake.append(batch([report(1)], learned=day(3))) == 0
    assert lake.view(day(2).date()).learned(report(1).id) == day(2)
    assert (len(lake.view().reports()), len(lake.view().events())) == (1, 1)


def test_coding_again(tmp_path: Path) -> None:
    """A view shows one coding of each report: the one asked for, else the last one."""
    lake = Lake(tmp_path)
    one, two = report(1), report(2)
    lake.append(batch([one, two]))
    lake.append(Batch(coded={one.id: ([], [], [])}, coder="coder-2"))
    assert lake.known_reports() == {one.id: "coder-2", two.id: "coder-1"}
    assert [e.evidence[0].report for e in lake.view().events()] == [two.id]
    assert len(lake.view(coder="coder-1").events()) == 2
    assert len(lake.view(coder="coder-3").events()) == 1
    lake.append(Batch(coded={one.id: coded(one)}, coder="coder-1"))
    assert len(lake.view().events()) == len(lake.view(coder="coder-1").events()) == 2


def test_coding_of_an_unknown_report_is_refused(tmp_path: Path) -> None:
    """Nothing is kept about a report that is not kept itself."""
    lake = Lake(tmp_path)
    with pytest.raises(ValueError, match="r-none"):
        lake.append(Batch(coded={"r-none": ([], [], [])}, coder="c"))
    with pytest.raises(ValueError, match="r-none"):
        lake.append(batch([report(1)], links=[(report(1).id, "r-none", 1.0)]))
    assert shown(lake.view())[0] == ()


def test_a_view_stays_as_it_was(tmp_path: Path) -> None:
    """What is stored, or compacted, after a view was taken does not change it."""
    lake = Lake(tmp_path)
    lake.append(batch([report(1)]))
    view = lake.view()
    lake.append(batch([report(2)]))
    lake.compact()
    assert [each.id for each in view.reports()] == [report(1).id]
    assert len(view.events()) == 1


def test_compaction_leaves_the_views(tmp_path: Path) -> None:
    """Joining files changes how many there are and nothing that is seen."""
    lake = Lake(tmp_path)
    for number in range(8):
        lake.append(batch([report(number)], learned=day(number)))
    before, files = shown(lake.view(day(4).date())), lake.files()
    lake.compact()
    assert shown(lake.view(day(4).date())) == before
    assert lake.files() < files
    assert lake.append(batch([report(3)], learned=day(3))) == 0


def test_files_are_joined_when_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lake that is fed in small pieces joins its files by itself."""
    monkeypatch.setattr("forewarn.lake.store._MANY_FILES", 20)
    lake = Lake(tmp_path)
    for number in range(12):
        lake.append(batch([report(number)]))
    assert lake.files() <= 25
    assert len(lake.view().reports()) == 12


def test_typed_tables(tmp_path: Path) -> None:
    """Arrow tables have the columns of the contract, nested and typed, rows in the view's order."""
    lake = Lake(tmp_path)
    lake.append(batch([report(number) for number in range(5)]))
    view = lake.view()
    events = view.table("events")
    assert events.schema.names == list(view.events()[0].__dataclass_fields__)
    assert events["id"].to_pylist() == [each.id for each in view.events()]
    assert events["date"].to_pylist()[0]["start"] == date(2021, 12, 1)
    assert events["evidence"].to_pylist()[0][0]["start"] == 0
    assert view.stream("reports").read_all()["text"].to_pylist() == [
        each.text for each in view.reports()
    ]


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("1970-01-01", 0),
        ("1970-01-01T00:00:01", 1_000_000),
        ("1970-01-01T02:00:00+02:00", 0),
        ("yesterday", None),
        (None, None),
        ("0001-01-01T00:00:00+14:00", -62135647200000000),
    ],
)
def test_published_moment(stamp: str | None, expected: int | None) -> None:
    """Days and times without an offset count as UTC; what is no date is none."""
    assert published_micros(stamp) == expected


@pytest.mark.parametrize("name", ["a[b", "a%41b", "a|b", "a\nb"])
def test_unusable_names(tmp_path: Path, name: str) -> None:
    """A folder whose name the table format cannot take is refused in one line."""
    with pytest.raises(LakeError, match="choose another folder") as caught:
        Lake(tmp_path / name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a b", "ä#?*é", "100%", "it's (1)"])
def test_usual_names(tmp_path: Path, name: str) -> None:
    """Folders may have blanks, signs and letters of any script in their names."""
    lake = Lake(tmp_path / name)
    lake.append(batch([report(1)]))
    assert len(Lake(tmp_path / name, create=False).view().reports()) == 1


def test_copies_follow_what_was_known(tmp_path: Path) -> None:
    """A copy copies the report learned first, among those known on the day that is asked for."""
    first, wire, late = report(1), report(2, published="2021-12-02"), report(3, published=None)
    both_ways = [(a.id, b.id, 0.9) for a in (first, wire, late) for b in (first, wire, late)]
    links = [link for link in both_ways if link[0] != link[1]]
    lake = Lake(tmp_path)
    lake.append(batch([wire], learned=day(1)))
    lake.append(batch([late], learned=day(3)))
    lake.append(batch([first], learned=day(2), links=links))
    copied = {
        on: {each.id: each.copy_of for each in lake.view(day(on).date()).reports()}
        for on in (1, 2, 3)
    }
    assert copied == {
        1: {wire.id: None},
        2: {wire.id: None, first.id: wire.id},
        3: {wire.id: None, first.id: wire.id, late.id: wire.id},
    }


def test_stories_follow_what_was_known(tmp_path: Path) -> None:
    """Reports about one thing share a story; as of a day when one was known, it has none."""
    words = "The council in Riga agreed to send observers to the flooded harbour of Liepaja"
    lake = Lake(tmp_path)
    for number in range(2):
        text = f"{words}, as source {number} tells."
        lake.append(batch([report(number, text=text)], learned=day(number)))
    others = [report(n, text=f"Word{n} thing{n} other{n} matter{n}.") for n in range(10, 30)]
    lake.append(batch(others))
    told = {each.id: each.story for each in lake.view().reports()}
    assert told[report(0).id] == told[report(1).id] is not None
    before = {each.id: each.story for each in lake.view(day(0).date()).reports()}
    assert before[report(0).id] is None


def test_as_it_looked_when_less_was_stored(tmp_path: Path) -> None:
    """A view of what was stored by a moment leaves out later reports, codings and skips."""
    lake = Lake(tmp_path)
    assert lake.stored().year == 1
    lake.append(batch([report(1)], learned=day(1), skipped=[Skipped("a", "b")]))
    then, before = lake.stored(), shown(lake.view())
    assert then == day(1)
    links = [(report(2).id, report(1).id, 0.9)]
    lake.append(batch([report(2)], learned=day(2), links=links, skipped=[Skipped("c", "d")]))
    lake.append(Batch(coded={report(1).id: ([], [], [])}, coder="coder-2", stored=day(3)))
    assert shown(lake.view(stored_by=then)) == before
    assert lake.stored() == day(3)


def test_report_keeps_no_derived_origin(tmp_path: Path) -> None:
    """What a report copies is the view's to say, not the reader's that stored it."""
    lake = Lake(tmp_path)
    lake.append(batch([report(1, copy_of="r-elsewhere", story="t-old")]))
    (back,) = lake.view().reports()
    assert isinstance(back, Report)
    assert back.copy_of is None
    assert back.story != "t-old"
