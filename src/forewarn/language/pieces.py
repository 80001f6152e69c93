"""Words as the model sees them: uncased sub-words and, beside them, the shape of each word.

The encoder knows no upper case, so each sub-word also carries the class of its word's shape.
Training and reading share this file, so that both see the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from forewarn.errors import PipelineError

SHAPES = (
    "none",
    "lower",
    "title",
    "letter",
    "upper",
    "dotted",
    "camel",
    "mixed",
    "number",
    "code",
    "mark",
    "address",
    "other",
)
"""The classes of `shape`; "none" is kept for the start and end of a sentence."""

MOST_PIECES = 16
"""Sub-words of one word that are kept: a long URL must not fill the 512 places of a sentence."""

_HEAD_PIECES = 12
_MOST_CHARACTERS = 100
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "address",
        re.compile(r"(?i)(?:https?:|www\.|[^@\s]+@[^@\s]+\.|.*\.(?:com|org|net|gov|edu)\b).*"),
    ),
    ("number", re.compile(r"[+\-]?\d[\d.,:/\-]*")),
    ("mark", re.compile(r"[\W_]+")),
    ("dotted", re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")),
)


def shape(word: str) -> str:
    """The class of `SHAPES` that the characters of `word` fall into."""
    word = word[:_MOST_CHARACTERS]
    for name, pattern in _PATTERNS:
        if pattern.fullmatch(word):
            return name
    letters = [c for c in word if c.isalpha()]
    return _letters(word, letters) if letters else "other"


def _letters(word: str, letters: list[str]) -> str:
    """The shape of a word that has letters in it."""
    if any(c.isdigit() for c in word):
        return "code"
    capitals = [c.isupper() for c in letters]
    if not any(capitals):
        return "lower"
    if len(letters) == 1:
        return "letter"
    if all(capitals):
        return "upper"
    if capitals[0]:
        return "mixed" if any(capitals[1:]) else "title"
    return "camel"


class Pieces:
    """Cuts words into sub-word ids; remembers words that it has seen."""

    _MOST_REMEMBERED = 200_000

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.unknown, self.first, self.last, self.mask = map(
            self._id, ("[UNK]", "[CLS]", "[SEP]", "[MASK]")
        )
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}

    def _id(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise PipelineError(f"tokenizer.json: no {mark}; reinstall forewarn")
        return number

    def of(self, words: Sequence[str]) -> list[tuple[tuple[int, ...], int]]:
        """For each word its sub-word ids (never none) and the number of its shape."""
        self._learn(word for word in words if word not in self._seen)
        return [self._seen[word] for word in words]

    def _learn(self, words: Iterable[str]) -> None:
        new = sorted(set(words))
        if not new:
            return
        if len(self._seen) > self._MOST_REMEMBERED:
            self._seen = {}
        clipped = [word[: 4 * _MOST_CHARACTERS] for word in new]
        encodings = self._tokenizer.encode_batch(clipped, add_special_tokens=False)
        for word, encoding in zip(new, encodings, strict=True):
            self._seen[word] = (self._clip(encoding.ids), SHAPES.index(shape(word)))

    def _clip(self, ids: list[int]) -> tuple[int, ...]:
        if not ids:
            return (self.unknown,)
        if len(ids) <= MOST_PIECES:
            return tuple(ids)
        return tuple(ids[:_HEAD_PIECES] + ids[_HEAD_PIECES - MOST_PIECES :])
