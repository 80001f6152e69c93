"""Turns of a transcript ("President of Russia Vladimir Putin: Friends, …") and headlines with a
speaker before their colon ("Kyiv: no troops at the border")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from forewarn.coding import quotes
from forewarn.coding.cues import words
from forewarn.language.doc import Doc

_LABEL = re.compile(
    r"(?:^|(?<=\n)|(?<=[.?!…»”\"] ))(?P<label>[^\W\d_a-z][^:\n.?!“”\"«»;]{1,110}):(?=\s+\S)"
)
_SMALL = words(
    """of the and for at in to on de von van der den la le al bin ibn du da di et with a an"""
)
_NO_SPEAKERS = words(
    """question answer note related source photo video read topics tags also update address
    remarks highlights agenda background contact breaking analysis explainer opinion exclusive
    live watch factbox weather interview editorial comment report profile timeline quotes"""
)
_PERSONS = words(
    """i me my mine myself we us our ours ourselves you your yours yourself yourselves let's"""
)
_HEADLINE = re.compile(
    r"^(?P<label>[^\W\d_a-z][^:\n.?!“”\"«»;,]{1,50}):[ ](?P<told>(?:[^\W\d_]|[\d'‘’])[^\n:]*)$",
    re.M,
)
_ON = frozenset(["to", "on", "about", "after"])
_LEAST = 2
MAX_HEADLINE = 20
"""A headline has at most so many words behind its colon."""
MAX_LABEL_WORDS = 14
MAX_SHORT = 4
OFTEN = 2
"""A single word or one in capitals is a label where it begins a line so often ("TRUMP: …")."""
SHORT = 40
"""A turn of more words than this must speak of "I", "we" or "you": else its label is a heading."""
SPOKEN = 0.01
"""The least share of such words in a turn: news hold next to none outside quotations."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The words `start` to `end` are a speaker's label; he speaks from `colon` + 1 to `stop`.

    `to` is whom a headline's speaker speaks to ("Kyiv to Budapest: …").
    """

    start: int
    end: int
    stop: int
    colon: int
    headline: bool = False
    to: int | None = None


def find(doc: Doc) -> tuple[Turn, ...]:
    """The turns of the text, in text order; none where there are no speakers' labels.

    A label stands at the start of a line or sentence, is a name or a title with a name (each
    word begins with a capital, but for small ones) and ends with a colon. A turn ends where the
    next begins, or with the text. Headings with a colon ("Syria: A long war") are no labels.
    """
    starts = [word.start for word in doc.words]
    labels = []
    found = list(_LABEL.finditer(doc.text))
    often = Counter(match["label"] for match in found)
    for match in found:
        if _is_speaker(match["label"]) or (
            often[match["label"]] >= OFTEN and _is_short_name(match["label"])
        ):
            begin, colon = match.span("label")
            first, last = bisect_left(starts, begin), bisect_left(starts, colon)
            if first < last < len(doc.words) and not _tells(doc, first, last):
                labels.append((first, last))
    stops = [first for first, _ in labels[1:]] + [len(doc.words)]
    return tuple(
        Turn(first, last, stop, last)
        for (first, last), stop in zip(labels, stops, strict=False)
        if last + 1 < stop and _is_spoken(doc, last + 1, stop)
    )


def headlines(doc: Doc) -> tuple[Turn, ...]:
    """Lines that are headlines with a speaker: a short name, a colon and what he says.

    What is said begins with a small letter, or a short name alone stands before it.
    """
    starts = [word.start for word in doc.words]
    found = []
    for match in _HEADLINE.finditer(doc.text):
        first, colon = (bisect_left(starts, at) for at in match.span("label"))
        stop = bisect_left(starts, match.end())
        if colon < stop and _is_headline(doc, first, colon, stop):
            on = next((i for i in range(first + 1, colon) if doc.words[i].text in _ON), colon)
            to = colon - 1 if on < colon - 1 and doc.words[on].text == "to" else None
            found.append(Turn(first, on, stop, colon, headline=True, to=to))
    return tuple(found)


def _is_headline(doc: Doc, first: int, colon: int, stop: int) -> bool:
    label = [word.text for word in doc.words[first:colon]]
    small = doc.words[colon + 1].text[:1]
    open_ended = small.islower() or small in "'‘’" or small.isdigit()
    return (
        len(label) <= (MAX_SHORT + 1 if open_ended else _LEAST)
        and _LEAST <= stop - colon - 1 <= MAX_HEADLINE
        and any(word.upos == "PROPN" for word in doc.words[first:colon])
        and not _NO_SPEAKERS & {text.lower() for text in label}
        and not _tells(doc, first, colon)
    )


def _tells(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are a clause ("X wrote on Monday:") rather than a label."""
    return any(
        word.upos in ("VERB", "AUX") and word.text.islower() for word in doc.words[start:end]
    )


def _is_spoken(doc: Doc, start: int, stop: int) -> bool:
    """Whether somebody speaks in these words: a list of numbers or a report does not."""
    said = [word.text.lower() for word in doc.words[start:stop]]
    if said[0][0].isdigit():
        return False
    if len(said) <= SHORT:
        return any(text.isalpha() for text in said)
    quoted = {i for one in quotes.find(doc) for i in range(one.start, one.end)}
    persons = sum(text in _PERSONS for i, text in enumerate(said, start) if i not in quoted)
    return persons >= SPOKEN * len(said)


def _is_short_name(label: str) -> bool:
    """A surname, or a name in capitals."""
    names = re.findall(r"[^\W\d_]+", label)
    known = not _NO_SPEAKERS & {word.lower() for word in names}
    return known and (label.isupper() or len(names) == 1) and len(names) <= MAX_SHORT


def _is_speaker(label: str) -> bool:
    names = re.findall(r"[^\W\d_]+", label)
    named = [word for word in names if word[0].isupper()]
    plain = [word for word in names if not word[0].isupper() and word.lower() not in _SMALL]
    return (
        0 < len(names) <= MAX_LABEL_WORDS
        and len(named) >= 2
        and len(plain) <= len(named) // 3
        and not label.isupper()
        and not _NO_SPEAKERS & {word.lower() for word in names[:2]}
    )
