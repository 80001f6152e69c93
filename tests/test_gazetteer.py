"""The world gazetteer: states, demonyms, the table of places and what decides between namesakes."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn import packs
from forewarn.packs import places
from forewarn.packs.naming import place_key
from forewarn.packs.places import Table


@pytest.fixture(scope="module")
def world() -> packs.Pack:
    return packs.load("world")


def states(world: packs.Pack) -> list[packs.PackActor]:
    return [actor for actor in world.actors if actor.kind == "state"]


def test_all_states_are_there(world: packs.Pack) -> None:
    """193 members of the United Nations and some twelve others, each with its own codes."""
    known = states(world)
    assert len(known) >= 197
    assert len({state.iso2 for state in known}) == len(known)
    assert all(len(state.id) == 3 and state.id == state.country for state in known)
    assert all(state.adjectives for state in known)


def test_neighbours_are_mutual(world: packs.Pack) -> None:
    """Where one state has another as neighbour, the other has it too."""
    pairs = {(state.id, other) for state in states(world) for other in state.neighbours}
    assert {pair for pair in pairs if pair[::-1] not in pairs} == set()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Britain", "GBR"),
        ("UK", "GBR"),
        ("Downing Street", "GBR"),
        ("Whitehall", "GBR"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("White House", "USA"),
        ("Americans", "USA"),
        ("Lithuanian", "LTU"),
        ("Danes", "DNK"),
        ("Danish", "DNK"),
        ("Dutch", "NLD"),
        ("The Hague", "NLD"),
        ("Holland", "NLD"),
        ("Moscow", "RUS"),
        ("Minsk", "BLR"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Ankara", "TUR"),
        ("Türkiye", "TUR"),
        ("Côte d'Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("Kosovars", "XKX"),
        ("Poles", "POL"),
    ],
)
def test_names_of_states(world: packs.Pack, text: str, country: str) -> None:
    """Names, demonyms and seats of government lead to the state."""
    assert {form.actor for form in world.named(text)} == {country}


@pytest.mark.parametrize("actor", states(packs.load("world")), ids=lambda actor: actor.id)
def test_every_name_of_a_state_is_found(world: packs.Pack, actor: packs.PackActor) -> None:
    """Whatever the file gives as a name leads back to the state."""
    texts = (actor.name, *actor.adjectives, *actor.people, *actor.seats)
    assert all(actor.id in {form.actor for form in world.named(text)} for text in texts)


# ---- places


@pytest.mark.parametrize(
    ("name", "expected", "country", "lat", "lon"),
    [
        ("Kyiv", "Kyiv", "UKR", 50.45, 30.52),
        ("Kiev", "Kyiv", "UKR", 50.45, 30.52),
        ("Kharkov", "Kharkiv", "UKR", 49.98, 36.25),
        ("Lvov", "Lviv", "UKR", 49.84, 24.03),
        ("Vilnius", "Vilnius", "LTU", 54.69, 25.28),
        ("Šiauliai", "Šiauliai", "LTU", 55.93, 23.32),
        ("siauliai", "Šiauliai", "LTU", 55.93, 23.32),
        ("Ivano-Frankivsk", "Ivano-Frankivsk", "UKR", 48.92, 24.71),
        ("London", "London", "GBR", 51.51, -0.13),
        ("Mariupol", "Mariupol", "UKR", 47.10, 37.55),
    ],
)
def test_certain_places_have_a_point(
    name: str, expected: str, country: str, lat: float, lon: float
) -> None:
    """Names, older and unaccented spellings give the place."""
    place = places.lookup(name)
    assert place is not None
    assert (place.name, place.country, place.precision) == (expected, country, "city")
    assert place.lat == pytest.approx(lat, abs=0.05)
    assert place.lon == pytest.approx(lon, abs=0.05)


@pytest.mark.parametrize("name", ["Springfield", "Cambridge", "San José", "Ivanovka"])
def test_namesakes_have_no_point(name: str) -> None:
    """Where several places could be meant and nothing decides, there is no place."""
    assert len(places.table().find(name)) > 1
    assert places.lookup(name) is None


@pytest.mark.parametrize(
    "name", ["", " ", "Atlantis by the Sea", "\n", "\t", "Kyiv\tUKR", "x" * 5000]
)
def test_unknown_names_have_no_place(name: str) -> None:
    """What no place is called gives None."""
    assert places.lookup(name) is None


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Cambridge", "GBR", "GBR"),
        ("Brest", "BLR", "BLR"),
        ("Brest", "FRA", "FRA"),
        ("Odessa", "UKR", "UKR"),
        ("Birmingham", "GBR", "GBR"),
    ],
)
def test_the_countries_of_the_text_decide(name: str, near: str, country: str) -> None:
    """Among namesakes the one in a country that the text is about is meant."""
    place = places.lookup(name, prefer_countries=[near])
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize("name", ["Moscow", "Paris", "London"])
def test_a_metropolis_is_not_taken_for_its_small_namesake(name: str) -> None:
    """A text about the United States does not move Moscow to Idaho."""
    place = places.lookup(name, prefer_countries=["USA"])
    assert place is None or place.country != "USA"


def test_places_of_a_pack_come_first() -> None:
    """A pack's crossing, region or gap is found before the table; a vague one has no point."""
    own = packs.load("eastern-flank").places_by_key
    gap = places.lookup("Suwalki Gap", own=own)
    assert gap is not None
    assert (gap.name, gap.country, gap.precision) == ("Suwałki Gap", None, "region")
    vague = places.lookup("Eastern Europe", own=own)
    assert vague is not None
    assert (vague.lat, vague.lon) == (None, None)


@pytest.mark.parametrize("name", ["Middle East", "Europe", "Far East", "West", "Central Asia"])
def test_parts_of_the_world_are_no_towns(world: packs.Pack, name: str) -> None:
    """What is vague has a name and no point, whatever towns are called the same."""
    place = places.lookup(name, own=world.places_by_key)
    assert place is not None
    assert (place.country, place.lat, place.lon) == (None, None, None)


def test_regions_come_before_their_namesakes(world: packs.Pack) -> None:
    """Arizona is a state before it is a town in Honduras."""
    place = places.lookup("Arizona", own=world.places_by_key)
    assert place is not None
    assert (place.country, place.precision, place.lat) == ("USA", "region", None)


@pytest.mark.parametrize("name", ["We", "Of", "It", "Ob"])
def test_short_words_are_no_places(name: str) -> None:
    """There are towns called Wé and Of; a text hardly ever means them."""
    assert places.lookup(name) is None


def test_the_packs_places_lie_where_the_table_has_them() -> None:
    """Towns that both know agree within a third of a degree."""
    apart = []
    for own in packs.load("eastern-flank").places:
        towns = [t for t in places.table().find(own.name) if t.country == own.country]
        if own.precision == "city" and own.lat and towns:
            near = min(abs(t.lat - own.lat) + abs(t.lon - (own.lon or 0)) for t in towns)
            apart += [own.name] if near > 0.33 else []
    assert apart == []


def test_the_table_is_sorted_and_whole() -> None:
    """Lines in byte order, seven fields each, within the world and its countries."""
    lines = places.table().data.splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 150_000
    known = {state.id for state in states(packs.load("world"))}
    countries = set()
    for line in lines[::50]:
        key, name, country, lat, lon, population, _ = line.decode().split("\t")
        assert key
        assert name
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert int(population) >= 1_000
        countries.add(country)
    assert len(countries & known) > 150


def test_the_table_is_small_and_quick() -> None:
    """At most 4 MB in the package; unpacking takes a fraction of a second of processor time."""
    from importlib import resources

    path = resources.files("forewarn.packs") / "world" / "places.tsv.gz"
    assert len(path.read_bytes()) <= 4_000_000
    start = time.process_time()
    assert places.table.__wrapped__().find("Vilnius")
    assert time.process_time() - start < 0.6  # measured: 0.1


ROWS = st.lists(
    st.tuples(st.text("abc ", min_size=1, max_size=3), st.integers(1_000, 9_000)), max_size=30
)


@settings(max_examples=100, deadline=None)
@given(ROWS, st.text("abc ", min_size=1, max_size=3))
def test_the_search_finds_what_a_scan_finds(rows: list[tuple[str, int]], name: str) -> None:
    """Searching the sorted bytes gives the same as looking at every line."""
    lines = sorted(f"{place_key(n)}\t{n}\tLTU\t1.0\t2.0\t{p}\t00".encode() for n, p in rows)
    table = Table(b"".join(line + b"\n" for line in lines))
    scanned = {(n, p) for n, p in rows if place_key(n) == place_key(name)}
    assert {(town.name, town.population) for town in table.find(name)} == scanned


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_keys_are_stable(name: str) -> None:
    """A key is its own key, free of tabs and lines, and does not depend on composition."""
    key = place_key(name)
    assert place_key(key) == key
    assert place_key(unicodedata.normalize("NFC", name)) == place_key(
        unicodedata.normalize("NFD", name)
    )
    assert not set(key) & set("\t\n\r")
