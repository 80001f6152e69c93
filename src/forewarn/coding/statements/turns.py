"""Turns of a transcript ("President of Russia Vladimir Putin: Friends, …"), headlines with a
speaker before their colon ("Kyiv: no troops at the border") and labels beside a quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from forewarn.coding.grammar import quotes
from forewarn.coding.grammar.quotes import Quote
from forewarn.coding.statements.cues import words
from forewarn.language.doc import Doc, Word

_LABEL = re.compile(
    r"(?:^|(?<=\n)|(?<=[.?!…»”\"] ))(?P<label>[^\W\d_a-z][^:\n.?!“”\"«»;]{1,110}):(?=\s+\S)"
)
_SMALL = words(
    """of the and for at in to on de von van der den la le al bin ibn du da di et with a an"""
)
_NO_SPEAKERS = words(
    """question answer note related source photo video read topics tags also update address
    remarks highlights agenda background contact breaking analysis explainer opinion exclusive
    live watch factbox weather interview editorial comment report profile timeline quotes
    time date place location venue price population football cricket tennis sport sports markets
    business politics health science travel music review"""
)
_PERSONS = words(
    """i me my mine myself we us our ours ourselves you your yours yourself yourselves let's"""
)
_HEADLINE = re.compile(
    r"^(?P<label>[^\W\d_a-z](?:[^:\n.?!“”\"«»;,]|(?<=[A-Z])\.){1,50}):[ ]"
    r"(?P<told>(?:[^\W\d_]|[\d'‘’$€£])[^\n:]*)$",
    re.M,
)
_ON = frozenset(["to", "on", "about", "after"])
_PLACES = _ON | {"in", "at", "over", "via", "before", "from"}
_ASKING = words("what how why who when where which a")
"""First words of a heading rather than of what somebody says."""
_LEAST = 2
MAX_HEADLINE = 20
"""A headline has at most so many words behind its colon."""
MAX_LABEL_WORDS = 14
_FULL = frozenset([".", "!", "?", "…", "”", '"', "»", "''", ";", ":"])
"""What stands before a label within a line."""
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

    `to` is whom a headline's speaker speaks to ("Kyiv to Budapest: …"); `begin` is where he begins
    to speak if that is not behind the colon.
    """

    start: int
    end: int
    stop: int
    colon: int
    headline: bool = False
    to: int | None = None
    begin: int | None = None

    @property
    def told(self) -> tuple[int, int]:
        """The words that are said."""
        return (self.colon + 1 if self.begin is None else self.begin), self.stop


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
            on, to = _ends(doc, first, colon, _ON)
            found.append(Turn(first, on, stop, colon, headline=True, to=to))
    return tuple(found)


def beside(doc: Doc, quoted: Sequence[Quote]) -> tuple[Turn, ...]:
    """Quotations with a label: 'X in a letter: "…"' and '"…": X to Moscow'."""
    return tuple(turn for quote in quoted if (turn := _labelled(doc, quote) or _signed(doc, quote)))


def _labelled(doc: Doc, quote: Quote) -> Turn | None:
    """The turn of a quotation behind a label that begins its sentence or follows a quotation."""
    colon = quote.start - 1
    if colon < 1 or doc.words[colon].text != ":":
        return None
    first = colon - 1
    while first > 0 and first > colon - MAX_LABEL_WORDS and doc.words[first - 1].text not in _FULL:
        first -= 1
    if not _is_label(doc, first, colon):
        return None
    end, to = _ends(doc, first, colon, _PLACES)
    return Turn(first, end, quote.end, colon, to=to, begin=quote.start)


def _signed(doc: Doc, quote: Quote) -> Turn | None:
    """The turn of a quotation that begins a line, before a colon and a label that ends the line."""
    colon, first = quote.end, quote.end + 1
    if first >= len(doc.words) or doc.words[colon].text != ":":
        return None
    start = doc.words[quote.start].start
    if start and doc.text[start - 1] != "\n":
        return None
    at = doc.text.find("\n", doc.words[colon].end)
    stop = bisect_left(doc.words, at if at >= 0 else len(doc.text), key=lambda word: word.start)
    label, to = _ends(doc, first, stop, _PLACES)
    if stop - first > MAX_LABEL_WORDS or _tells(doc, first, stop):
        return None
    return Turn(first, label, quote.end, colon, True, to, quote.start)


def _is_label(doc: Doc, first: int, colon: int) -> bool:
    label = doc.words[first:colon]
    return (
        bool(label)
        and label[0].text[0].isupper()
        and label[0].text.lower() not in _NO_SPEAKERS
        and any(word.upos in ("PROPN", "NOUN") for word in label)
        and not _tells(doc, first, colon)
    )


def _ends(doc: Doc, first: int, stop: int, among: frozenset[str]) -> tuple[int, int | None]:
    """Where the name of a label ends, and whom he speaks to."""
    on = next((i for i in range(first + 1, stop) if doc.words[i].text in among), stop)
    return on, stop - 1 if on < stop - 1 and doc.words[on].text == "to" else None


def _is_headline(doc: Doc, first: int, colon: int, stop: int) -> bool:
    on, _ = _ends(doc, first, colon, _ON)
    label, told = doc.words[first:on], doc.words[colon + 1 : stop]
    opening = told[0].text[:1]
    open_ended = opening.islower() or not opening.isalpha()
    says = any(word.upos in ("VERB", "AUX") for word in told)
    return (
        len(label) <= MAX_SHORT + 1
        and _LEAST <= len(told) <= MAX_HEADLINE
        and (says or any(_is_name(word) for word in label))
        and (open_ended or len(label) <= _LEAST or says)
        and (open_ended or told[0].text.lower() not in _ASKING)
        and label[0].text.lower() not in _NO_SPEAKERS
        and not _tells(doc, first, colon)
    )


def _is_name(word: Word) -> bool:
    """Whether it names or tells whose speaker it is: "IMF", "Polish railways"."""
    adjective = word.upos == "ADJ" and word.text[0].isupper()
    return adjective or word.upos == "PROPN" or (len(word.text) > 1 and word.text.isupper())


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
