"""Copies: reports whose text is, for the most part, in another report.

A text is fingerprinted by the hashes of its runs of five words. The containment of a text in
another is the share of its runs that the other has, so that an abridged, wrapped or slightly
edited copy keeps a high one where the Jaccard similarity of the two is low. (Broder, 1997, "On
the resemblance and containment of documents"; sampling by the hash's own bits.)

`links` finds the pairs, `resolve` says who copies whom among the reports known at a time.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from forewarn.intake import words

RUN = 5
"""Words in a run."""

ENOUGH = 0.5
"""Containment from which a text is a copy. Measured by benchmarks/intake.py."""

SHORTEST = 8
"""A text of fewer words (a headline) is a copy only of the very same words."""

DIGEST = 0.2
"""A later, longer text that holds an earlier one copies it only if at least this share of it is
the earlier one's: a round-up of six reports is no copy of each."""

NEAR_DAYS, ENOUGH_FAR = 3, 0.8
"""Reports published further apart than this are copies only from this containment: copies follow
within days, while the same office's releases share set phrases and lists of names for years."""

_SAMPLED_FROM = 512
_SAMPLE = 4
"""A text of more than 512 runs keeps only hashes divisible by 4, some 130 or more."""

_COMMON = 400
"""A run in more texts than this is a set phrase: it counts, but finds no candidates."""

Hashes = npt.NDArray[np.uint64]


class Link(NamedTuple):
    """If `other` was known before `report`, `report` may be a copy of it.

    `containment` is the share of the report's runs of words that the other has.
    """

    report: str
    other: str
    containment: float


def fingerprint(text: str) -> tuple[int, ...]:
    """The sampled hashes (63 bits, sorted) of a text's runs of five words; () for no words.

    They depend on letters and digits alone, not on case, signs or layout, and are the same in
    every process. A text of fewer than eight words has one hash of them all.
    """
    found = words.all_of(unicodedata.normalize("NFKC", text).casefold())
    if not found:
        return ()
    if len(found) < SHORTEST:
        return (_hash(" ".join(["", *found])),)
    runs = np.unique(_runs(found))
    sampled = runs[runs % _SAMPLE == 0] if len(runs) > _SAMPLED_FROM else runs
    return tuple(sampled.tolist())


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8"), digest_size=8).digest()) >> 1


_word_hash = lru_cache(maxsize=1 << 16)(_hash)


def _runs(found: Sequence[str]) -> Hashes:
    """A hash for each run, mixed from those of its words and their places in it."""
    single = np.array([_word_hash(word) for word in found], dtype=np.uint64)
    mixed = np.zeros(len(found) - RUN + 1, dtype=np.uint64)
    for place in range(RUN):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + single[place : place + len(mixed)]
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return (mixed ^ (mixed >> np.uint64(29))) >> np.uint64(1)


def links(
    new: Mapping[str, Sequence[int]], known: Mapping[str, Sequence[int]] | None = None
) -> list[Link]:
    """The links among new fingerprints, and between them and known ones, sorted.

    Both are by report id. Linking in several calls, each with what came before as `known`, gives
    the links that one call with all would give (but in a crowd of over 400 equal texts).
    """
    known = {each: runs for each, runs in (known or {}).items() if each not in new}
    ids = sorted(new) + sorted(known)
    runs = [_array(new[each]) for each in sorted(new)]
    runs += _related([_array(known[each]) for each in sorted(known)], runs)
    found: set[Link] = set()
    for one, other in _candidates(runs, len(new)):
        found.update(_linked(ids[one], runs[one], ids[other], runs[other]))
    return sorted(found)


def _array(hashes: Sequence[int]) -> Hashes:
    return np.array(hashes, dtype=np.uint64)


def _related(known: list[Hashes], new: list[Hashes]) -> list[Hashes]:
    """Known fingerprints, emptied where they share nothing with the new ones."""
    empty = np.empty(0, np.uint64)
    wanted = np.sort(np.concatenate(new)) if new else empty
    if not len(wanted):
        return [empty for _ in known]
    return [runs if _shares(runs, wanted) else empty for runs in known]


def _shares(runs: Hashes, wanted: Hashes) -> bool:
    """Whether one of the runs is in the sorted `wanted`."""
    places = np.searchsorted(wanted, runs)
    return bool(np.any(wanted[np.minimum(places, len(wanted) - 1)] == runs))


def _candidates(runs: list[Hashes], new: int) -> Iterator[tuple[int, int]]:
    """Pairs that share a run, at least one of the two among the first `new`."""
    owners = np.repeat(np.arange(len(runs)), [len(each) for each in runs])
    hashes = np.concatenate(runs) if runs else np.empty(0, np.uint64)
    order = np.lexsort((owners, hashes))
    owners, hashes = owners[order], hashes[order]
    # Most runs are one report's alone: only where the same hash stands twice anything is looked at.
    borders = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1], append=~hashes[-1:]))
    several = np.flatnonzero(np.diff(borders) > 1)
    groups = (owners[borders[k] : borders[k + 1]] for k in several[owners[borders[several]] < new])
    pairs: set[tuple[int, int]] = set()
    for group in {tuple(each.tolist()) for each in groups}:
        pairs.update(_pairs(group, new))
    yield from sorted(pairs)


def _pairs(group: tuple[int, ...], new: int) -> Iterator[tuple[int, int]]:
    """Each new one with each other; in a crowd, with those next to it."""
    for place, one in enumerate(group):
        if one < new:
            for other in group[place + 1 : place + 1 + _COMMON]:
                yield one, other


def _linked(one_id: str, one: Hashes, other_id: str, other: Hashes) -> Iterator[Link]:
    """The links of a pair: the shorter may copy the longer, and the other way round."""
    one, other = _comparable(one, other)
    shared = len(np.intersect1d(one, other, assume_unique=True))
    small = min(len(one), len(other))
    if not shared or shared < ENOUGH * small:
        return
    for report, size, source in ((one_id, len(one), other_id), (other_id, len(other), one_id)):
        if size == small or shared >= DIGEST * size:
            yield Link(report, source, round(shared / size, 4))


def _comparable(one: Hashes, other: Hashes) -> tuple[Hashes, Hashes]:
    """Both at the coarser of their sampling rates."""
    if _is_sampled(one) or _is_sampled(other):
        return one[one % _SAMPLE == 0], other[other % _SAMPLE == 0]
    return one, other


def _is_sampled(runs: Hashes) -> bool:
    return len(runs) > 1 and not np.any(runs % _SAMPLE)


def resolve(
    reports: Iterable[tuple[str, str, str | None]], found: Iterable[tuple[str, str, float]]
) -> dict[str, str]:
    """For each report that is a copy, the original that it copies.

    `reports` are (id, learned, published) of the reports known, both times in ISO 8601 and all
    learned times in one zone; `found` the links, those to unknown reports being ignored. A report
    copies the one learned first among the originals it is linked to (ties: published first,
    unknown last, then id); what is linked to copies alone is an original itself.
    """
    ordered = sorted(reports, key=lambda it: (it[1], it[2] or "~", it[0]))
    rank = {each[0]: place for place, each in enumerate(ordered)}
    day = {each[0]: _ordinal(each[2]) for each in ordered}
    sources: dict[str, list[str]] = {}
    for report, other, containment in found:
        known = report in rank and other in rank and rank[other] < rank[report]
        if known and (containment >= ENOUGH_FAR or _is_near(day[report], day[other])):
            sources.setdefault(report, []).append(other)
    copied: dict[str, str] = {}
    for report in sorted(sources, key=rank.__getitem__):
        originals = [other for other in sources[report] if other not in copied]
        if originals:
            copied[report] = min(originals, key=rank.__getitem__)
    return copied


def _ordinal(published: str | None) -> int | None:
    return date.fromisoformat(published[:10]).toordinal() if published else None


def _is_near(one: int | None, other: int | None) -> bool:
    """Whether two days are near each other, as far as they are known."""
    return one is None or other is None or abs(one - other) <= NEAR_DAYS


def find(texts: Mapping[str, str]) -> list[Link]:
    """The links among texts by id: `fingerprint` and `links` in one."""
    return links({each: fingerprint(text) for each, text in texts.items()})
