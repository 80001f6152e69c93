"""Names one letter away from a known one: "Afganistan", "Ethopia", "Quatar"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

MIN_KNOWN = 5
MIN_READ = 6  # shorter words have too many neighbours


class Misspelt(Generic[T]):
    """Finds the one value whose name is a letter more, less, other or exchanged."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._near: dict[str, set[str]] = {}
        self._values: dict[str, T] = {}
        for name, value in names:
            folded = name.lower()
            if len(name) >= MIN_KNOWN and folded.isalpha() and folded not in self._values:
                self._values[folded] = value
                for each in _shorter(folded):
                    self._near.setdefault(each, set()).add(folded)

    def find(self, word: str) -> T | None:
        """The value meant by `word`, None where none or several may be."""
        read = word.lower()
        if len(word) < MIN_READ or not word[:1].isupper() or not word.isalpha():
            return None
        near = {name for each in _shorter(read) for name in self._near.get(each, ())}
        names = [name for name in near if name[0] == read[0] and _is_one_off(name, read)]
        return self._values[names[0]] if len(names) == 1 else None


def _shorter(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    yield from (word[:i] + word[i + 1 :] for i in range(len(word)))


def _is_one_off(one: str, other: str) -> bool:
    """Whether one letter was added, left out, replaced or exchanged with the next."""
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    exchanged = one[:at] + one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
    return one != other and (one[at + 1 :] == other[at + 1 :] or exchanged == other)
