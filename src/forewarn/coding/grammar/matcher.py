"""Finds many names at once in the words of a text: a trie over folded pieces of words.

Names match whatever their diacritics and punctuation ("Nausėda" and "Nauseda", "U.S." and "US",
"Le Drian" and "Le-Drian"), the longest first, from left to right. A name in capitals ("US", "WHO")
matches only capitals; any other name only words that begin as it does, upper case as upper case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_PIECE = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "ı": "i", "æ": "ae"}
)
_JOINING = frozenset(["-", "‐", "‑", "–", "'", "’"])
_END = object()


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """The words `start` to `end` (end excluded) are a name of each of `values`."""

    start: int
    end: int
    values: tuple[T, ...]


def fold(text: str) -> str:
    """`text` without diacritics, upper and lower case kept."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(each for each in plain if not unicodedata.combining(each))


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """The runs of letters and digits in `word`, folded; "U.S." is one piece."""
    plain = fold(word)
    if _ABBREVIATION.fullmatch(plain):
        return (plain.replace(".", ""),)
    return tuple(_PIECE.findall(plain))


@lru_cache(maxsize=65536)
def _first(word: str) -> str:
    """The first piece of the word in lower case, "" where it has none."""
    parts = pieces(word)
    return parts[0].lower() if parts else ""


def key(name: str) -> tuple[str, ...]:
    """What two names share that differ only in case, diacritics and punctuation."""
    return tuple(each.lower() for word in name.split() for each in pieces(word))


class Matcher(Generic[T]):
    """All names of `entries` (name, value), compiled; one name may have several values."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: dict[Any, Any] = {}
        for name, value in entries:
            self._add(name, value)

    def _add(self, name: str, value: T) -> None:
        parts = tuple([each for word in name.split() for each in pieces(word)])
        if not parts:
            return
        node = self._root
        for each in parts:
            low = each.lower()
            below = node.get(low)
            if below is None:
                below = node[low] = {}
            node = below
        meanings = node.setdefault(_END, [])
        if (parts, value) not in meanings:
            meanings.append((parts, value))

    def find(self, words: Sequence[str]) -> list[Match[T]]:
        """The names in `words`, which do not overlap, in text order."""
        found: list[Match[T]] = []
        root, end = self._root, 0
        for at, word in enumerate(words):
            if at >= end and _first(word) in root and (match := self._longest(words, at)):
                found.append(match)
                end = match.end
        return found

    def _longest(self, words: Sequence[str], start: int) -> Match[T] | None:
        node = self._root
        read: list[str] = []
        best: Match[T] | None = None
        for at in range(start, len(words)):
            parts = pieces(words[at])
            if not parts and words[at] not in _JOINING:
                return best
            for k, part in enumerate(parts):
                if part.lower() not in node:
                    return best
                node = node[part.lower()]
                read.append(part)
                if k + 1 == len(parts) or parts[k + 1 :] == ("s",):
                    best = _accept(node, read, start, at + 1) or best
        return best


def _accept(node: dict[Any, Any], read: list[str], start: int, end: int) -> Match[Any] | None:
    values = tuple(value for parts, value in node.get(_END, ()) if _same_case(parts, read))
    return Match(start, end, values) if values else None


def _same_case(name: Sequence[str], read: Sequence[str]) -> bool:
    """Whether the words read may stand for the name, by their upper and lower case."""
    if len(name) == 1 and name[0].isupper() and len(name[0]) <= 5:
        return read[0] == name[0]
    return all(a[0].isupper() <= b[0].isupper() for a, b in zip(name, read, strict=True))
