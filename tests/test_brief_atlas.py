"""The map: outlines that fit together, cut to the view, and what is drawn on them."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.brief import atlas, outlines

Point = tuple[float, float]


def owners(point: Point) -> list[str]:
    world = outlines.load()
    arcs = [list(arc) for arc in world.arcs]
    return [
        name
        for _, name, rings in world.countries
        if sum(atlas._within(point, atlas.assembled(ring, arcs)) for ring in rings) % 2
    ]


@pytest.mark.parametrize(
    ("point", "country"),
    [
        ((25.28, 54.69), "Lithuania"),
        ((30.52, 50.45), "Ukraine"),
        ((34.1, 45.0), "Ukraine"),
        ((20.5, 54.7), "Russia"),
    ],
)
def test_places_lie_in_their_countries(point: Point, country: str) -> None:
    """Vilnius, Kyiv, Simferopol (Crimea is Ukraine's) and Kaliningrad, each in one country."""
    assert owners(point) == [country]


def test_outlines_stay_small() -> None:
    """The shipped file keeps its limit of 300 kB."""
    assert len(files("forewarn.brief").joinpath("outlines.json").read_bytes()) < 300_000


coordinate = st.floats(-50, 150, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=12))
def test_clipped_rings_stay_in_the_view(ring: list[Point]) -> None:
    """No point of a clipped ring is outside, and a ring inside is left as it is."""
    view = (0.0, 0.0, 100.0, 100.0)
    for x, y in atlas.clipped(ring, view):
        assert -1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6
    inside = [(x / 4 + 30, y / 4 + 30) for x, y in ring]
    assert atlas.clipped(inside, view) == inside


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=6))
def test_every_place_is_in_the_picture(points: list[Point]) -> None:
    """Wherever the places lie, the projection puts them inside the frame."""
    project, height = atlas.projection(points)
    for x, y in map(project, points):
        assert -0.5 <= x <= atlas.WIDTH + 0.5 and -0.5 <= y <= height + 0.5
