"""The map: certain places only, on outlines projected to where they are."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence

from forewarn.brief import outlines
from forewarn.brief.happenings import Happening
from forewarn.brief.model import Dot, Map, Panel, Piece
from forewarn.brief.outlines import Outlines, Point
from forewarn.records import Place

WIDTH = 960.0
MARGIN = 0.2
"""Of the extent, on each side."""
SMALLEST = 7.0
"""Degrees of latitude: a map of one town still shows its country."""
BEYOND = 20.0
"""Units beyond the frame at which outlines are cut, so that no cut line is seen."""
LABELS = 14
"""Places that are named on the map; all are named in the table."""

Box = tuple[float, float, float, float]
Project = Callable[[Point], Point]


def picture(told: Iterable[Happening]) -> tuple[Map | None, tuple[Panel, ...]]:
    """The map and, for each place, its lines; no map where no place is certain."""
    everything = tuple(told)
    spots: dict[tuple[float, float], list[Happening]] = {}
    for each in everything:
        if each.place is not None and certain(each.place):
            spot = (round(each.place.lat or 0.0, 3), round(each.place.lon or 0.0, 3))
            spots.setdefault(spot, []).append(each)
    if not spots:
        return None, ()
    project, height = projection([(lon, lat) for lat, lon in spots])
    ordered = sorted(spots, key=lambda spot: (-len(spots[spot]), spot))
    world = outlines.load()
    arcs = [thinned([project(p) for p in arc]) for arc in world.arcs]
    view = (-BEYOND, -BEYOND, WIDTH + BEYOND, height + BEYOND)
    taken: list[Box] = []
    dots = _dots(ordered, spots, project, height, taken)
    missing = len(everything) - sum(map(len, spots.values()))
    drawn = Map(
        width=WIDTH,
        height=height,
        land=land(world, arcs, view),
        borders=borders(world, arcs, view),
        names=country_names(world, arcs, (0.0, 0.0, WIDTH, height), taken),
        dots=dots,
        note=f"{missing:,} happenings are not on the map: no town or point is certain for them."
        if missing
        else "",
    )
    panels = tuple(
        Panel(dot.panel, (Piece(dot.name, "name"),), tuple(e.line for e in spots[spot]))
        for dot, spot in zip(dots, ordered, strict=True)
    )
    return drawn, panels


def certain(place: Place) -> bool:
    """Whether it is a town or a point with coordinates on the globe."""
    if place.precision not in ("city", "point") or place.lat is None or place.lon is None:
        return False
    return -90 <= place.lat <= 90 and -180 <= place.lon <= 180


def projection(points: Sequence[Point]) -> tuple[Project, float]:
    """Equirectangular, true to scale at the middle latitude; and the height of the picture."""
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    mid_lon, mid_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    shrink = max(0.2, math.cos(math.radians(mid_lat)))
    tall = max(SMALLEST, (max(lats) - min(lats)) * (1 + 2 * MARGIN))
    wide = max(SMALLEST * 1.8, (max(lons) - min(lons)) * shrink * (1 + 2 * MARGIN))
    # A page takes pictures between a panorama and three quarters of a square.
    tall = min(max(tall, wide * 0.45), 180.0)
    wide = max(wide, tall / 0.75)
    scale = WIDTH / wide

    def project(point: Point) -> Point:
        x = (point[0] - mid_lon) * shrink * scale + WIDTH / 2
        return x, (mid_lat - point[1]) * scale + tall * scale / 2

    return project, round(tall * scale, 1)


def thinned(points: list[Point]) -> list[Point]:
    """Without the points that lie less than a unit from the one before; both ends stay."""
    kept = points[:1]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 1.0:
            kept.append(point)
    return kept + points[-1:] if len(points) > 1 else kept


def land(world: Outlines, arcs: list[list[Point]], view: Box) -> str:
    """One path of all rings inside the view; neighbours share edges, so no seam is seen."""
    rings = (ring for _, _, rings in world.countries for ring in rings)
    cut = (clipped(assembled(ring, arcs), view) for ring in rings)
    return "".join(f"M{steps(ring)}Z" for ring in cut if len(ring) > 2)


def borders(world: Outlines, arcs: list[list[Point]], view: Box) -> str:
    """One path of the lines between countries."""
    return "".join(f"M{steps(arcs[i])}" for i in sorted(world.borders()) if touches(arcs[i], view))


def assembled(ring: Sequence[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring."""
    return [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]


def touches(points: Iterable[Point], view: Box) -> bool:
    """Whether the box around the points meets the view."""
    xs, ys = zip(*points, strict=True)
    x0, y0, x1, y1 = view
    return bool(min(xs) <= x1 and max(xs) >= x0 and min(ys) <= y1 and max(ys) >= y0)


def clipped(ring: list[Point], view: Box) -> list[Point]:
    """The ring cut to the view (Sutherland and Hodgman 1974)."""
    if not ring or not touches(ring, view):
        return []
    for axis, bound, sign in ((0, view[0], 1), (0, view[2], -1), (1, view[1], 1), (1, view[3], -1)):
        ring = _half(ring, axis, bound, sign)
    return ring


def _half(ring: list[Point], axis: int, bound: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for a, b in zip(ring[-1:] + ring[:-1], ring, strict=True):
        a_in, b_in = (sign * (p[axis] - bound) >= 0 for p in (a, b))
        if a_in != b_in:
            t = (bound - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        if b_in:
            kept.append(b)
    return kept


def steps(points: Iterable[Point]) -> str:
    """The points as path data, to a tenth of a unit, repeated ones left out."""
    rounded = (f"{x:.1f},{y:.1f}".replace(".0", "").replace("-0,", "0,") for x, y in points)
    return " ".join(dict.fromkeys(rounded))


def country_names(
    world: Outlines, arcs: list[list[Point]], frame: Box, taken: list[Box]
) -> tuple[tuple[float, float, str], ...]:
    """Names of the countries that have room beside what is `taken`, and where."""
    found = []
    for code, name, rings in world.countries:
        parts = [clipped(assembled(ring, arcs), frame) for ring in rings]
        largest = max(parts, key=area, default=[])
        if not code or area(largest) < 2500:
            continue
        half = len(name) * 4.6
        room, x, y = _roomiest(largest, half, frame, taken)
        if room > 12:
            found.append((round(x, 1), round(y, 1), name))
    return tuple(sorted(found, key=lambda each: each[2]))


def area(ring: Sequence[Point]) -> float:
    """The area of a ring (shoelace), in square units."""
    turned = zip(ring, (*ring[1:], *ring[:1]), strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turned)) / 2


def _roomiest(
    ring: list[Point], half: float, frame: Box, taken: list[Box]
) -> tuple[float, float, float]:
    """Where on a grid of 14 by 14 a name of half width `half` is farthest from the ring."""
    xs, ys = zip(*ring, strict=True)
    best = (0.0, 0.0, 0.0)
    thin = ring[:: max(1, len(ring) // 150)]
    for n, m in itertools.product(range(1, 15), repeat=2):
        x = min(xs) + (max(xs) - min(xs)) * n / 15
        y = min(ys) + (max(ys) - min(ys)) * m / 15
        box = (x - half, y - 12, x + half, y + 4)
        inside = box[0] > 2 and box[2] < frame[2] - 2 and box[1] > 2 and box[3] < frame[3] - 2
        if inside and not any(_overlap(box, other) for other in taken) and _within((x, y), thin):
            # How far the line is from the name, not from its middle.
            gaps = (math.hypot(max(0.0, abs(x - a) - half), y - b) for a, b in thin)
            best = max(best, (min(gaps), x, y))
    return best


def _within(point: Point, ring: list[Point]) -> bool:
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _dots(
    ordered: list[tuple[float, float]],
    spots: dict[tuple[float, float], list[Happening]],
    project: Project,
    height: float,
    taken: list[Box],
) -> tuple[Dot, ...]:
    most = len(spots[ordered[0]])
    dots = []
    for n, (lat, lon) in enumerate(ordered, 1):
        x, y = project((lon, lat))
        count = len(spots[lat, lon])
        r = 9 + 13 * math.sqrt(count / most) * min(1.0, most / 4)
        taken.append((x - r, y - r, x + r, y + r))
        name = min(each.place.name for each in spots[lat, lon] if each.place)
        label = _label(name, x, y, r, taken, height) if n <= LABELS else None
        dots.append(
            Dot(f"place{n}", name, round(x, 1), round(y, 1), round(r, 1), count, lat, lon, label)
        )
    return tuple(dots)


def _label(
    name: str, x: float, y: float, r: float, taken: list[Box], height: float
) -> tuple[float, float, str] | None:
    """Right, left, above or below the dot, the first place that is free; None where none is."""
    name = name if len(name) <= 24 else name[:23] + "…"
    w = len(name) * 7.4
    for ax, ay, anchor in (
        (x + r + 4, y + 4, "start"),
        (x - r - 4, y + 4, "end"),
        (x, y - r - 5, "middle"),
        (x, y + r + 14, "middle"),
    ):
        left = {"start": ax, "end": ax - w, "middle": ax - w / 2}[anchor]
        box = (left, ay - 12, left + w, ay + 3)
        inside = box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < height - 2
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return round(ax, 1), round(ay, 1), anchor
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
