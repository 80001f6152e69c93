"""Stories: reports about the same happening, grouped by the words they share.

Each report is a vector of TF-IDF weights over its words and pairs of words; reports are joined by
average link (UPGMA) as long as the mean cosine between two groups stays above `ALIKE`, and only
where they were published within `DAYS` of each other, as far as that is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from forewarn.intake import words
from forewarn.records import identify

ALIKE = 0.08
"""Mean cosine from which two groups are one story. Tuned by benchmarks/intake.py on 11 topics of
ECB+: B³ F1 .91 on all of them together, .86 inside one topic, .93 on two to eight strangers."""

DAYS = 3
"""Days between two reports of one happening: wire stories are taken up within two or three."""

LEAD = 400
"""Words of a report that count: what it is about stands at the beginning."""

_FLOOR = 0.4
"""Share of the level below which a similarity is taken for none, to keep the pairs few."""

_FEW = 100
"""Rarity is reckoned as if there were at least so many reports: among three, all words are rare
or common by chance."""

_SOME, _COMMON = 40, 300
"""A term in more reports than a fifth of them (but at least 40, at most 300) tells nothing."""

_CROWD = 1_500
"""Reports that are clustered at once; a larger crowd is first parted at a higher floor."""

_EMPTY = frozenset(
    """a about above after again against all also although am among an and another any are as at
    be because been before being below between both but by can could did do does doing down during
    each either else even ever every few for from further get got had has have having he her here
    hers him his how however i if in into is it its itself just last like made make many may me
    might more most much must my neither never new no nor not now of off on once one only or other
    our out over own per quite rather said same say says shall she should since so some still such
    than that the their them then there these they this those though three through thus to together
    too toward two under until up upon us very via was we were what when where whether which while
    who whom whose why will with within without would yet you your monday tuesday wednesday thursday
    friday saturday sunday""".split()  # noqa: SIM905 - as a list it fills a page
)
"""English words that tell nothing of a happening; in other languages rarity alone decides."""

Matrix = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Item:
    """A report to group: its id, its title and text together, its publication (ISO) or None."""

    id: str
    text: str
    published: str | None


@dataclass(frozen=True, slots=True)
class _Edges:
    """Similar pairs: rows `one` < `other` with their cosine."""

    one: Ints
    other: Ints
    weight: Matrix


def group(items: Iterable[Item], *, alike: float = ALIKE, days: int = DAYS) -> dict[str, str]:
    """By report id, the id of its story; a report that stands alone is left out.

    The same items give the same stories whatever their order. A story's id comes from its first
    report (by publication, then id), so that a growing story keeps it.
    """
    ordered = sorted(set(items), key=lambda item: item.id)
    edges = _similar(ordered, alike * _FLOOR, days)
    stories: dict[str, str] = {}
    for members in _clusters(edges, len(ordered), alike):
        found = sorted((ordered[at] for at in members), key=_first)
        stories.update((item.id, identify("s", found[0].id)) for item in found)
    return stories


def _first(item: Item) -> tuple[str, str]:
    return item.published or "~", item.id


def _terms(text: str) -> Counter[str]:
    """The telling words of a text's beginning, and the pairs of them that are neighbours."""
    found = words.all_of(text[: 12 * LEAD].casefold())[:LEAD]
    telling = [word if len(word) > 1 and word not in _EMPTY else "" for word in found]
    pairs = (f"{one} {other}" for one, other in pairwise(telling) if one and other)
    return Counter([*filter(None, telling), *pairs])


def _similar(items: list[Item], floor: float, days: int) -> _Edges:
    """The pairs whose cosine is at least `floor` and whose days are near enough."""
    documents, columns, weights, count = _weights(items)
    when = np.array([_ordinal(item.published) for item in items], dtype=np.int64)
    order = np.argsort(columns, kind="stable")
    holders, held = documents[order], weights[order]
    borders = np.searchsorted(columns[order], np.arange(count + 1))
    starts = np.searchsorted(documents, np.arange(len(items) + 1))
    ones, others, cosines = [], [], []
    for row in range(len(items)):
        mine = slice(starts[row], starts[row + 1])
        cosine = _cosines(columns[mine], weights[mine], borders, holders, held, len(items))
        far = (when > 0) & (when[row] > 0) & (np.abs(when - when[row]) > days)
        near = np.flatnonzero((cosine >= floor) & ~far)
        near = near[near > row]
        ones.append(np.full(len(near), row, dtype=np.int64))
        others.append(near)
        cosines.append(cosine[near])
    if not items:
        return _Edges(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    return _Edges(np.concatenate(ones), np.concatenate(others), np.concatenate(cosines))


def _ordinal(published: str | None) -> int:
    return date.fromisoformat(published[:10]).toordinal() if published else 0


def _weights(items: list[Item]) -> tuple[Ints, Ints, Matrix, int]:
    """Sparse rows of unit length: document, column, weight of each term that tells apart.

    Weight: (1 + log tf) · log((1 + N) / df); terms of one document or of too many are left
    out of the columns, though not of the length.
    """
    counted = [_terms(item.text) for item in items]
    spread = Counter(term for terms in counted for term in terms)
    most = min(_COMMON, max(_SOME, len(items) // 5))
    shared = sorted(term for term, df in spread.items() if 1 < df <= most)
    column = {term: at for at, term in enumerate(shared)}
    documents: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    for row, terms in enumerate(counted):
        names = sorted(terms)
        tf = np.array([terms[name] for name in names], dtype=float)
        df = np.array([spread[name] for name in names], dtype=float)
        raw = (1 + np.log(tf)) * np.log((1 + max(_FEW, len(items))) / df)
        length = float(np.sqrt(np.sum(raw**2))) or 1.0
        for name, weight in zip(names, (raw / length).tolist(), strict=True):
            if name in column:
                documents.append(row)
                columns.append(column[name])
                weights.append(weight)
    rows_columns = np.array(documents, np.int64), np.array(columns, np.int64)
    return (*rows_columns, np.array(weights, float), len(shared))


def _cosines(
    mine: Ints, weights: Matrix, borders: Ints, holders: Ints, held: Matrix, count: int
) -> Matrix:
    """The cosine of one row with every row, over the lists of rows that hold its terms."""
    sizes = borders[mine + 1] - borders[mine]
    at = np.repeat(borders[mine] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    at = at + np.arange(len(at)) if len(at) else np.empty(0, np.int64)
    shares = np.repeat(weights, sizes) * held[at]
    return np.bincount(holders[at], shares, minlength=count).astype(np.float64)


def _clusters(edges: _Edges, count: int, alike: float) -> Iterator[list[int]]:
    """The groups of two and more."""
    for members in _components(edges, count):
        if len(members) <= _CROWD:
            yield from _averaged(members, edges, alike)
        else:
            yield from _clusters(_stronger(edges, members), count, alike)


def _stronger(edges: _Edges, members: list[int]) -> _Edges:
    """The stronger half of the edges inside a crowd that is too large to cluster at once."""
    inside = np.isin(edges.one, members)
    one, other, weight = edges.one[inside], edges.other[inside], edges.weight[inside]
    kept = weight > np.median(weight)
    if not kept.any():
        kept = np.zeros(len(weight), dtype=bool)
    return _Edges(one[kept], other[kept], weight[kept])


def _components(edges: _Edges, count: int) -> list[list[int]]:
    """The rows connected by edges, each list sorted, singles left out."""
    parent = list(range(count))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for one, other in zip(edges.one.tolist(), edges.other.tolist(), strict=True):
        one, other = root(one), root(other)
        parent[max(one, other)] = min(one, other)
    found: dict[int, list[int]] = {}
    for row in range(count):
        found.setdefault(root(row), []).append(row)
    return [members for members in found.values() if len(members) > 1]


def _averaged(members: list[int], edges: _Edges, alike: float) -> Iterator[list[int]]:
    """Average link on the dense similarities of one component, the closest pair first."""
    place = {row: at for at, row in enumerate(members)}
    inside = np.isin(edges.one, members)
    one = np.array([place[row] for row in edges.one[inside].tolist()], dtype=np.int64)
    other = np.array([place[row] for row in edges.other[inside].tolist()], dtype=np.int64)
    near = np.zeros((len(members), len(members)))
    near[one, other] = near[other, one] = edges.weight[inside]
    groups: list[list[int]] = [[row] for row in members]
    best = near.max(axis=1)
    while True:
        left = int(np.argmax(best))
        if best[left] < alike:
            break
        _merge(near, best, groups, left, int(np.argmax(near[left])))
    yield from (sorted(found) for found in groups if len(found) > 1)


def _merge(near: Matrix, best: Matrix, groups: list[list[int]], left: int, right: int) -> None:
    """Joins two groups; the similarity to another is the mean over the pairs (UPGMA)."""
    sizes = len(groups[left]), len(groups[right])
    mean = (sizes[0] * near[left] + sizes[1] * near[right]) / sum(sizes)
    touched = np.flatnonzero((near[left] > 0) | (near[right] > 0))
    near[left] = near[:, left] = mean
    near[right] = near[:, right] = 0.0
    near[left, left] = 0.0
    groups[left] += groups[right]
    groups[right] = []
    best[touched] = near[touched].max(axis=1)
    best[[left, right]] = near[left].max(), 0.0
