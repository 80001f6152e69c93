"""A report's text cut where its evidence begins and ends, so that spans may overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# What a page must not take from a report: control characters (NUL breaks the parser), surrogates
# (cannot be written) and the characters that turn the direction of what follows them. Each is
# shown as one replacement character, so that offsets keep their meaning. \n and \t stay.
_HIDDEN = dict.fromkeys(
    (
        *(c for c in range(0x20) if c not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ),
    "\ufffd",
)


def shown(text: str) -> str:
    """The text as it is printed, character for character."""
    return text.translate(_HIDDEN)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text and the numbers (from 1) of the spans that cover it; `opens` begin with it."""

    text: str
    covers: tuple[int, ...]
    opens: tuple[int, ...]


def segments(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """The text in order, cut at every start and end of a span.

    Joined, the segments are the text; those that a span covers, joined, are its evidence.
    """
    cuts = sorted({0, len(text), *(edge for span in spans for edge in span)})
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for k, (start, end) in enumerate(spans, 1):
        starts.setdefault(start, []).append(k)
        ends.setdefault(end, []).append(k)
    live: dict[int, None] = {}
    found = []
    for a, b in pairwise(cuts):
        for k in ends.get(a, ()):
            live.pop(k, None)
        opens = starts.get(a, ())
        live.update(dict.fromkeys(opens))
        found.append(Segment(text[a:b], tuple(sorted(live)), tuple(opens)))
    return tuple(found)
