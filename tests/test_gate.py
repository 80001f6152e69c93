"""The quality gate: reading the labelled test sentences must not get worse."""

from __future__ import annotations

import floors
import readings


def test_no_figure_is_below_its_floor() -> None:
    """What is read on labelled/test reaches every floor of benchmarks/floors.json."""
    assert floors.floors().keys() == set(floors.FIGURES)
    assert list(floors.below(readings.measure("test"))) == []


def test_floors_only_rise() -> None:
    """A worse measurement lifts nothing and lowers nothing."""
    old = dict.fromkeys(floors.FIGURES, 0.5)
    worse = _measured(0.2)
    better = _measured(0.8)
    assert floors.lifted(old, worse) == old
    assert set(floors.lifted(old, better).values()) == {0.79}


def _measured(value: float) -> dict[str, object]:
    """A measurement in which every figure is `value`."""
    whole: dict[str, object] = {}
    for name in floors.FIGURES:
        at = whole
        *way, last = name.split("/")
        for part in way:
            at = at.setdefault(part, {})  # type: ignore[assignment]
        at[last] = value
    return whole
