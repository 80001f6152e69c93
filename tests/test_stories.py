"""Which reports tell of the same happening."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.intake.stories import Item, group

QUAKE = (
    "A magnitude 6.1 earthquake shook the island of Crete before dawn and damaged the harbour.",
    "Crete was struck by an earthquake that damaged houses near the harbour of Heraklion.",
    "Rescue workers searched damaged houses on Crete after the earthquake near Heraklion.",
)
STRIKE = (
    "Railway drivers across Belgium walked out in a strike over pensions, stopping most trains.",
    "The pensions strike of railway drivers in Belgium left commuters without trains.",
)
ALONE = "A library in Tartu lent its millionth book to a student of botany."


def items(*texts: str, published: str | None = None) -> list[Item]:
    """The texts as reports, with ids in their order."""
    return [Item(f"r{n}", text, published) for n, text in enumerate(texts)]


def partition(found: dict[str, str]) -> set[frozenset[str]]:
    """The groups, whatever they are called."""
    return {frozenset(each for each in found if found[each] == name) for name in found.values()}


def test_reports_of_one_happening_are_one_story() -> None:
    """Two happenings give two stories; what stands alone is in none."""
    found = group(items(*QUAKE, *STRIKE, ALONE))
    assert partition(found) == {frozenset({"r0", "r1", "r2"}), frozenset({"r3", "r4"})}


def test_days_apart_is_another_happening() -> None:
    """The same words a fortnight later are another story; without a date they may be the same."""
    first, second = items(QUAKE[0], QUAKE[1], published="2021-12-02T09:00:00+02:00")
    later = Item(second.id, second.text, "2021-12-16")
    assert len(group([first, second])) == 2
    assert group([first, later]) == {}
    assert len(group([first, Item(second.id, second.text, None)])) == 2


def test_growing_story_keeps_its_name() -> None:
    """A report that comes later joins under the name that the story had."""
    dated = [Item(f"r{n}", text, f"2021-12-0{n + 1}") for n, text in enumerate(QUAKE)]
    assert set(group(dated[:2]).values()) == set(group(dated).values())


def test_nothing_and_one() -> None:
    """No report, one report and reports without words make no story."""
    assert group([]) == {}
    assert group(items(ALONE)) == {}
    assert group(items("", "…", "")) == {}


def test_function_words_make_no_story() -> None:
    """Two strangers in a small set stay strangers."""
    assert group(items(QUAKE[0], STRIKE[0], ALONE)) == {}


def test_other_scripts() -> None:
    """Reports in other languages are grouped as well."""
    texts = (
        "Землетрус пошкодив порт і будинки на острові Крит поблизу Іракліона.",
        "На острові Крит землетрус пошкодив порт та десятки будинків.",
        "Бібліотека в Тарту видала мільйонну книгу студентці ботаніки.",
    )
    assert partition(group(items(*texts))) == {frozenset({"r0", "r1"})}


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_order_does_not_count(rng: random.Random) -> None:
    """The same reports in any order give the same stories."""
    reports = items(*QUAKE, *STRIKE, ALONE, *QUAKE)
    shuffled = list(reports)
    rng.shuffle(shuffled)
    assert group(shuffled) == group(reports)


def test_a_crowd_is_parted() -> None:
    """Thousands of reports on one theme are grouped in bounded time, strangers left out."""
    rng = random.Random(4)
    theme = [f"w{n}" for n in range(400)]
    texts = [" ".join(rng.choices(theme, k=40)) for _ in range(1_800)]
    reports = items(*texts, *QUAKE)
    found = group(reports)
    assert {found.get(f"r{n}") for n in (1800, 1801, 1802)} == {found["r1800"]}
    assert list(found.values()).count(found["r1800"]) == 3
