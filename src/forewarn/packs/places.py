"""Where a named place lies, when that is certain.

The table (GeoNames, CC BY 4.0; tools/places.py makes it) is sorted by key and searched as it is,
so that only unpacking costs time, and that only when the first place is asked for.

A name that several places share has no point unless something decides: one of them lies in the
countries that the text is about, or is far larger than all others.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from forewarn.packs.naming import place_key
from forewarn.packs.pack import PackPlace
from forewarn.records import Place

# A place ten times as large as the next of its name is meant unless the text says otherwise:
# London (8.9 million) beside London, Ontario (0.4), but not Cambridge beside Cambridge, Mass. In a
# country that the text is about a place counts as thirty times as large: enough for Odesa before
# Odessa, Texas, and for Brest in Belarus before Brest in France; not for Moscow, Idaho.
DOMINANCE = 10
NEARNESS = 30
# Another spelling of a place counts for a fifteenth of its own name: Puno is no Pune.
OWN_NAME = 15
# Spellings that differ by the romanisation: Avdiivka and Avdiyivka, Kupiansk and Kupyansk.
_RESPELLED = (("ii", "iyi"), ("ia", "ya"), ("yi", "i"))
MIN_LETTERS = 3  # shorter ones (We, It, Of) are words far more often than towns


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place: WGS 84 degrees, people, GeoNames code of its first-order division."""

    name: str
    country: str
    lat: float
    lon: float
    population: int
    admin: str


@dataclass(frozen=True, slots=True)
class Table:
    """The sorted lines of the table."""

    data: bytes

    def find(self, name: str) -> tuple[Town, ...]:
        """All places of that name or spelling, the largest first."""
        key = place_key(name).encode("utf-8", "ignore") + b"\t"
        found = {_town(line) for line in self._lines(key)}
        return tuple(sorted(found, key=lambda t: (-t.population, t.country, t.name, t.lat)))

    def _lines(self, key: bytes) -> Iterator[bytes]:
        start = self._first(key)
        while self.data.startswith(key, start):
            end = self.data.index(b"\n", start)
            yield self.data[start:end]
            start = end + 1

    def _first(self, key: bytes) -> int:
        """Where the first line that is not before `key` begins."""
        low, high = 0, len(self.data)
        while low < high:
            start = self.data.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self.data.find(b"\n", start) + 1
            if self.data[start : start + len(key)] < key:
                low = end
            else:
                high = start
        return low


@cache
def table() -> Table:
    """The table of the world's places."""
    path = resources.files("forewarn.packs") / "world" / "places.tsv.gz"
    return Table(gzip.decompress(path.read_bytes()))


def lookup(
    name: str,
    prefer_countries: Collection[str] = (),
    own: Mapping[str, PackPlace] = MappingProxyType({}),
) -> Place | None:
    """The place of that name, None where it is unknown or several could be meant.

    `prefer_countries` are the ISO 3166 alpha-3 codes of the countries that the text is about;
    `own` are a pack's places (`Pack.places_by_key`, those of the world among them); they come
    before the table's, and only they know that the Middle East is no town.
    """
    key = place_key(name)
    if place := own.get(key):
        return Place(place.name, place.country, place.lat, place.lon, place.precision)
    if len(key) < MIN_LETTERS:
        return None
    towns = table().find(name) or _respelled(key, prefer_countries)
    town = _decided(towns, prefer_countries, key)
    return Place(town.name, town.country, town.lat, town.lon, "city") if town else None


def _respelled(key: str, near: Collection[str]) -> tuple[Town, ...]:
    """The places in the countries `near` of that name in another romanisation."""
    others = (key.replace(*pair) for pair in _RESPELLED if pair[0] in key)
    found = (tuple(t for t in table().find(other) if t.country in near) for other in others)
    return next((towns for towns in found if towns), ())


def _decided(towns: Iterable[Town], near: Collection[str], key: str) -> Town | None:
    """The only one, or the one that dwarfs the others; more count those near and those so named."""
    sizes = [
        (
            town.population
            * (NEARNESS if town.country in near else 1)
            * (OWN_NAME if place_key(town.name) == key else 1),
            town,
        )
        for town in towns
    ]
    ranked = sorted(sizes, key=lambda size: -size[0])
    if len(ranked) < 2:
        return ranked[0][1] if ranked else None
    return ranked[0][1] if ranked[0][0] >= DOMINANCE * ranked[1][0] else None


def _town(line: bytes) -> Town:
    _, name, country, lat, lon, population, admin = line.decode().split("\t")
    return Town(name, country, float(lat), float(lon), int(population), admin)
