"""Quotations in a text: where they begin and end, whatever marks they use.

Marks are paired within a paragraph. A quotation that a paragraph leaves open goes on in the next
one where that begins with an opening mark, as newspapers print long quotations; otherwise it is
taken to end with its paragraph. An opening mark that meets another one before it is closed counts
as a stray.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from forewarn.language.doc import Doc

_BREAK = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?:;…\"”»)])[^\S\n]*\n\s*")
_MARK = re.compile(r"[“”„‟«»\"]|''|``|[‘’']")
_OPENING, _CLOSING = frozenset(["“", "„", "«", "``", "‟"]), frozenset(["”", "»"])
_PAIRS = {"“": "”", "„": "“", "«": "»", "``": "''", "‟": "”"}
_SINGLE = frozenset("‘’'")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words `start` to `end` (end excluded), marks included, are quoted.

    `paragraph` counts from 0; `goes_on` says that the next quotation continues this one.
    """

    start: int
    end: int
    paragraph: int
    goes_on: bool = False


def find(doc: Doc) -> tuple[Quote, ...]:
    """The quotations of the text in text order; those inside others are left out."""
    starts = [word.start for word in doc.words]
    found: list[Quote] = []
    open_before = False
    for number, (start, end) in enumerate(paragraphs(doc.text)):
        for first, last, closed in _pair(doc.text, start, end):
            if open_before and first == start and found:
                found[-1] = Quote(found[-1].start, found[-1].end, found[-1].paragraph, True)
            words = bisect_left(starts, first), bisect_left(starts, last)
            if words[0] < words[1]:
                found.append(Quote(*words, number))
            open_before = not closed
    return tuple(found)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The (start, end) characters of the paragraphs: cut at blank lines and at full lines."""
    cuts = [0, *(at for match in _BREAK.finditer(text) for at in match.span()), len(text)]
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b]


def _pair(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The quotations of a paragraph as (start, end, closed)."""
    marks = list(_MARK.finditer(text, start, end))
    doubles = [mark for mark in marks if mark[0] not in _SINGLE]
    begun: tuple[int, str] | None = None
    for mark in doubles or list(_single_marks(text, marks)):
        if begun and _closes(text, mark, begun[1]):
            yield begun[0], mark.end(), True
            begun = None
        elif _opens(text, mark):
            begun = mark.start(), mark[0]
    if begun:
        yield begun[0], end, False


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark can begin a quotation: something follows it."""
    after = text[mark.end() : mark.end() + 1]
    return mark[0] not in _CLOSING and bool(after) and not after.isspace()


def _closes(text: str, mark: re.Match[str], opener: str) -> bool:
    """Whether the mark ends the quotation that `opener` began."""
    if opener in _PAIRS:
        return mark[0] == _PAIRS[opener] or (mark[0] in _CLOSING | {'"', "''"})
    if mark[0] in _OPENING:
        return False
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    return not (before.isspace() and after.isalnum())


def _single_marks(text: str, marks: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The single marks that are no apostrophes: they stand at the edge of a word."""
    begun = False
    for mark in marks:
        before = text[mark.start() - 1 : mark.start()]
        after = text[mark.end() : mark.end() + 1]
        if not begun and mark[0] != "’" and not before.isalnum() and after.isalnum():
            begun = True
            yield mark
        elif begun and not after.isalnum() and not before.isspace():
            begun = False
            yield mark
