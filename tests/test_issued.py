"""Which brief came before another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.errors import LakeError
from forewarn.issued import FILE, Issue, before, note

MORNING = datetime(2021, 12, 2, 6, tzinfo=UTC)


def test_first_brief_has_none_before(tmp_path: Path) -> None:
    """Without notes there is no earlier brief."""
    assert before(tmp_path, Issue(None, MORNING)) is None


def test_same_brief_again_compares_with_the_same_one(tmp_path: Path) -> None:
    """Making a brief twice compares both times with the one before it."""
    first, second = Issue(None, MORNING), Issue(None, MORNING + timedelta(hours=9))
    note(tmp_path, first)
    assert before(tmp_path, second) == first
    note(tmp_path, second)
    note(tmp_path, second)
    assert before(tmp_path, second) == first
    assert len((tmp_path / FILE).read_text().splitlines()) == 2


def test_a_look_back_does_not_compare_with_later_knowledge(tmp_path: Path) -> None:
    """A brief of an earlier day never takes a later day's brief as the one before."""
    note(tmp_path, Issue(date(2021, 12, 5), MORNING))
    assert before(tmp_path, Issue(date(2021, 12, 1), MORNING + timedelta(days=1))) is None
    assert before(tmp_path, Issue(date(2021, 12, 6), MORNING)) is not None


def test_damaged_notes_are_named_with_their_line(tmp_path: Path) -> None:
    """A damaged line is one clear error with file and line."""
    note(tmp_path, Issue(None, MORNING))
    with (tmp_path / FILE).open("a") as file:
        file.write("{oops\n")
    with pytest.raises(LakeError, match=r"briefs\.jsonl:2: is damaged"):
        before(tmp_path, Issue(None, MORNING))


MOMENTS = st.integers(0, 5).map(lambda hours: MORNING + timedelta(hours=hours))
DAYS = st.none() | st.dates(date(2021, 1, 1), date(2022, 1, 1))


@given(pairs=st.lists(st.tuples(DAYS, MOMENTS), min_size=1, max_size=8))
def test_order_of_noting_does_not_matter(
    pairs: list[tuple[date | None, datetime]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the order in which briefs were made, each compares with the same one."""
    issues = [Issue(*pair) for pair in pairs]
    there, back = tmp_path_factory.mktemp("there"), tmp_path_factory.mktemp("back")
    for issue in issues:
        note(there, issue)
    for issue in reversed(issues):
        note(back, issue)
    assert [before(there, each) for each in issues] == [before(back, each) for each in issues]
