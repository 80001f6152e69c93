"""The vector outlines of the world's countries, shipped with the package.

Natural Earth 4.1 (public domain), thinned by tools/outlines.py to about two kilometres; fit for a
region or the world, not for a town.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

Point = tuple[float, float]


@dataclass(frozen=True)
class Outlines:
    """`arcs` in degrees (longitude, latitude); a ring is a list of arcs, ~i for arc i backwards."""

    arcs: tuple[tuple[Point, ...], ...]
    countries: tuple[tuple[str, str, tuple[tuple[int, ...], ...]], ...]

    def borders(self) -> frozenset[int]:
        """The arcs that two different countries share."""
        owners: dict[int, set[int]] = {}
        for country, (_, _, rings) in enumerate(self.countries):
            for i in (i for ring in rings for i in ring):
                owners.setdefault(i if i >= 0 else ~i, set()).add(country)
        return frozenset(i for i, who in owners.items() if len(who) > 1)


@lru_cache(maxsize=1)
def load() -> Outlines:
    """The outlines, read once."""
    raw = json.loads(files("forewarn.brief").joinpath("outlines.json").read_text("utf-8"))
    unit = raw["unit"]
    return Outlines(
        arcs=tuple(
            tuple(
                (x * unit, y * unit)
                for x, y in zip(accumulate(flat[::2]), accumulate(flat[1::2]), strict=True)
            )
            for flat in raw["arcs"]
        ),
        countries=tuple(
            (code, name, tuple(tuple(ring) for ring in rings))
            for code, name, rings in raw["countries"]
        ),
    )


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """English names by ISO 3166-1 alpha-3 code."""
    return {code: name for code, name, _ in load().countries if code}
