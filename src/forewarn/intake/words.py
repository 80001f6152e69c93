"""What a line of a report looks like: prose, a heading, a picture of commas."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_PLAIN = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…。！？]['\"’”»)\]]*$")
_SOFT_STOP = re.compile(r"[.!?…。！？:;,]['\"’”»)\]]*$")
_QUOTE = re.compile(r"[\"“”„«»]")


def count(line: str) -> int:
    """The words of a line, a hyphenated one counted once."""
    return len(_WORD.findall(line))


def stops(line: str) -> bool:
    """Whether the line ends as a sentence does, closing quotes and brackets included."""
    return _STOP.search(line[-8:]) is not None


def is_prose(line: str) -> bool:
    """A sentence or more: eight words and a full stop, or too long to be anything else."""
    words = count(line)
    return (words >= 8 and stops(line)) or words >= 25 or len(line) >= 200


def is_heading(line: str) -> bool:
    """Could be a title: at most 30 words, and no stop but a question mark or a closing quote."""
    if not 1 <= count(line) <= 30 or len(line) > 250:
        return False
    return not _SOFT_STOP.search(line[-8:]) or line[-8:].rstrip("'\"’”»)").endswith(("?", "!"))


def is_quoted(line: str) -> bool:
    """Whether somebody is quoted in the line."""
    return _QUOTE.search(line) is not None


def same(one: str, other: str) -> bool:
    """Equal but for case, spaces and signs."""
    return _WORD.findall(one.casefold()) == _WORD.findall(other.casefold()) != []


def all_of(line: str) -> list[str]:
    """The words of a text, in order."""
    return _PLAIN.findall(line)
