"""From decoded text to clean paragraphs: Unicode, control signs, spaces, wrapped lines."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028]")
_SPACES = re.compile(r"[^\S\n]+")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
_NARROWEST, _WIDEST = 45, 120
"""Columns between which a text is taken for wrapped."""


def normalise(text: str) -> tuple[str, str]:
    """The text in NFC with plain line ends and single spaces; and the hidden signs taken out.

    Hidden are control characters, zero-width and bidirectional marks, soft hyphens and halves of
    surrogate pairs: they carry no words and break matching. Joiners (U+200C, U+200D) go as well.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    hidden = Counter(_HIDDEN.findall(text))
    text = _HIDDEN.sub("", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)), _named(hidden)


def _named(hidden: Counter[str]) -> str:
    """ "U+200B ×3 U+FEFF ×1": signs that could not be seen if they were kept as they are."""
    return " ".join(f"U+{ord(sign):04X} ×{count}" for sign, count in sorted(hidden.items()))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a normalised text: its lines, or its blocks where lines are wrapped.

    Lines are wrapped where they keep within one width and break only where the next word would
    have crossed it.
    """
    blocks = [_lines(block) for block in re.split(r"\n\s*\n", text)]
    width = max((len(line) for block in blocks for line in block if " " in line), default=0)
    if not _is_wrapped(blocks, width):
        return [line for block in blocks for line in block]
    return [line for block in blocks for line in _unwrap(block, width)]


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.split("\n") if line.strip()]


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _is_wrapped(blocks: list[list[str]], width: int) -> bool:
    """At least three lines that break at the width, and they are most of those that could."""
    breaks = [
        _is_full(line, following, width)
        for block in blocks
        for line, following in itertools.pairwise(block)
    ]
    return _NARROWEST <= width <= _WIDEST and sum(breaks) >= max(3, 0.6 * len(breaks))


def _unwrap(block: list[str], width: int) -> list[str]:
    joined: list[str] = []
    last = ""
    for line in block:
        if joined and _is_full(last, line, width):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        last = line
    return joined
