"""Make src/forewarn/brief/outlines.json, the vector map that the brief draws from.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz          # Natural Earth 4.1
    npm pack i18n-iso-countries@7.14.0 && tar xzf i18n-iso-countries-7.14.0.tgz -C iso
    python tools/outlines.py package/countries-50m.json iso/package src/forewarn/brief/outlines.json

Natural Earth's outlines are in the public domain; world-atlas is a TopoJSON copy of them. From the
second package (MIT) only the ISO 3166-1 codes and full English names are read.

What is changed on the way:
- lines are thinned (Douglas-Peucker, `TOLERANCE` degrees) and kept as differences in hundredths of
  a degree, arc by arc, so that neighbours still share their border exactly;
- Natural Earth draws lines of control. Crimea is put back into Ukraine, whose territory it is by
  resolution 68/262 of the United Nations General Assembly; its other lines are left as they are.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

TOLERANCE = 0.018
"""Degrees. At 60 pixels a degree (15 degrees across a page) that is one pixel; it makes the file
about 290 kB, below the 300 kB that the package allows it."""
CRIMEA = (34.1, 45.0)
RUSSIA, UKRAINE = "643", "804"
SHORT_NAMES = {"643": "Russia", "840": "United States", "826": "United Kingdom", "364": "Iran"}
UNNUMBERED = {"Kosovo": "XKX"}  # no ISO code; the one that is in common use

Point = tuple[float, float]


def main(atlas: str, iso: str, target: str) -> None:
    """Read the two packages and write the outlines."""
    topology = json.loads(Path(atlas).read_text("utf-8"))
    arcs = decode(topology)
    countries = [country(each) for each in topology["objects"]["countries"]["geometries"]]
    give_back(countries, arcs)
    used = sorted({arc_index(i) for each in countries for ring in each["rings"] for i in ring})
    renumber = {old: new for new, old in enumerate(used)}
    codes, names = iso_tables(Path(iso))
    rows = sorted(row(each, renumber, codes, names) for each in countries)
    outlines = {
        "source": "Natural Earth 4.1, 1:50m, public domain; Crimea within Ukraine",
        "unit": 0.01,
        "arcs": [differences(thin(arcs[old])) for old in used],
        "countries": rows,
    }
    text = json.dumps(outlines, ensure_ascii=False, separators=(",", ":"))
    Path(target).write_text(text + "\n", "utf-8")


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        decoded.append(points)
    return decoded


def country(geometry: dict[str, Any]) -> dict[str, Any]:
    """Its numeric code, name and rings (lists of arc numbers, ~i for arc i backwards)."""
    polygons = {
        "Polygon": lambda: [geometry["arcs"]],
        "MultiPolygon": lambda: geometry["arcs"],
    }.get(geometry["type"], list)()
    rings = [ring for polygon in polygons for ring in polygon]
    return {"code": geometry.get("id"), "name": geometry["properties"]["name"], "rings": rings}


def give_back(countries: list[dict[str, Any]], arcs: list[list[Point]]) -> None:
    """Move the ring around Crimea from Russia to Ukraine."""
    by_code = {each["code"]: each for each in countries if each["code"]}
    russia, ukraine = by_code[RUSSIA]["rings"], by_code[UKRAINE]["rings"]
    (ring,) = [each for each in russia if len(each) < 5 and inside(CRIMEA, outline(each, arcs))]
    russia.remove(ring)
    ukraine.append(ring)


def outline(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The ring's points."""
    return [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]


def inside(point: Point, ring: list[Point]) -> bool:
    """Whether the point is within the ring (even-odd rule)."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def arc_index(i: int) -> int:
    """The arc that a ring's entry means."""
    return i if i >= 0 else ~i


def row(
    each: dict[str, Any], renumber: dict[int, int], codes: dict[str, str], names: dict[str, str]
) -> list[Any]:
    """[ISO alpha-3 or "", English name, rings]."""
    rings = [
        [renumber[i] if i >= 0 else ~renumber[~i] for i in ring] for ring in each["rings"] if ring
    ]
    code = each["code"] or ""
    name = each["name"] if "." not in each["name"] else names.get(code, each["name"])
    return [codes.get(code, UNNUMBERED.get(each["name"], "")), SHORT_NAMES.get(code, name), rings]


def iso_tables(package: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Numeric code to alpha-3, and numeric code to the English name."""
    codes = json.loads((package / "codes.json").read_text("utf-8"))
    english = json.loads((package / "langs" / "en.json").read_text("utf-8"))["countries"]
    names = {
        number: english[two] if isinstance(english[two], str) else english[two][0]
        for two, _, number, *_ in codes
        if two in english
    }
    return {number: three for _, three, number, *_ in codes}, names


def thin(points: list[Point]) -> list[Point]:
    """Douglas-Peucker; a closed arc is cut at its farthest point first."""
    if len(points) < 3:
        return points
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: math.dist(points[i], points[0]))
        return thin(points[: far + 1])[:-1] + thin(points[far:])
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        gap, i = max(((away(points[i], points[a], points[b]), i) for i in range(a + 1, b)),
                     default=(0.0, 0))  # fmt: skip
        if gap > TOLERANCE:
            keep.add(i)
            stack += [(a, i), (i, b)]
    return [points[i] for i in sorted(keep)]


def away(point: Point, a: Point, b: Point) -> float:
    """Distance of the point from the segment a-b in degrees of latitude."""
    shrink = math.cos(math.radians(point[1]))
    px, py = (point[0] - a[0]) * shrink, point[1] - a[1]
    bx, by = (b[0] - a[0]) * shrink, b[1] - a[1]
    length = bx * bx + by * by
    t = max(0.0, min(1.0, (px * bx + py * by) / length)) if length else 0.0
    return math.hypot(px - t * bx, py - t * by)


def differences(points: list[Point]) -> list[int]:
    """x, y of the first point, then the steps, in hundredths of a degree."""
    flat: list[int] = []
    x = y = 0
    for lon, lat in points:
        nx, ny = round(lon * 100), round(lat * 100)
        if flat and (nx, ny) == (x, y):
            continue
        flat += [nx - x, ny - y]
        x, y = nx, ny
    return flat


if __name__ == "__main__":
    main(*sys.argv[1:])
