"""Units: what a number counts, as it is written; money and measures have one name each."""

from __future__ import annotations

import re
from collections.abc import Callable

from forewarn.coding.measurements import coins
from forewarn.coding.statements.cues import words
from forewarn.language.doc import Doc, Word

Named = Callable[[int], tuple[str, ...]]
"""The states and bodies, by their codes, that a word names."""


def nobody(_: int) -> tuple[str, ...]:
    """Names nobody: for texts whose names are not looked up."""
    return ()


MEASURES = {
    "kilometre": "km", "kilometer": "km", "km": "km", "kms": "km", "metre": "m", "meter": "m",
    "mile": "miles", "ton": "tonnes", "tonne": "tonnes", "tons": "tonnes", "kg": "kg",
    "kilogram": "kg", "percent": "%", "percentage": "%", "hectare": "hectares",
}  # fmt: skip
_POWERS = words("square cubic nautical")
STRONG = re.compile(r"[-\s]strong\b")
HYPHENED = re.compile(r"-(?P<unit>kilomet(?:er|re)|km|mile|met(?:er|re)|ton|tonne|percent)\b")
_UNCOUNTED = words(
    """other others thing way point question issue topic area side party country state
    leader president minister step half part end moment reason hand direction
    occasion example type kind meeting page paragraph problem priority task goal"""
)
# What is joined to a word by hyphens is looked for so many characters before it.
LONGEST = 60
_HYPHENS = re.compile(r"[\w'’]+(?:-[\w'’]+)*$")
_JOINED = re.compile(r"(?:-\w+)+")
SUFFERED = words("dead wounded injured missing killed homeless displaced")
"""What becomes of people, counted without them: "41,000 dead"."""
_KINDS = words("armoured armored")
"""Adjectives that make a kind of thing: "armoured vehicles"."""
_PERSONS = words(
    """member fighter militant rebel gunman supporter official soldier troop guard lawmaker activist
    commander separatist insurgent policeman agent refugee migrant worker student civilian"""
)
"""Before these a name says whose they are, and of what kind before others."""
_SPANS = words("second minute hour day week month year decade century")


def of(doc: Doc, noun: int, named: Named = nobody, *, scaled: bool = False) -> str | None:
    """The unit that the noun names; None for what is only counted off ("two points").

    `scaled` says that the number is of thousands and more.
    """
    word = doc.words[noun]
    lemma, text = word.lemma.lower(), word.text.lower()
    if unit := _money(doc, noun, named):
        return unit
    if unit := MEASURES.get(text) or MEASURES.get(lemma):
        powers = (doc.words[c].lemma.lower() for c in doc.children[noun])
        power = next((each for each in powers if each in _POWERS), None)
        return f"{power} {text}" if power else unit
    lettered = text[0].isalpha() and text[-1].isalnum()  # no abbreviation such as "ed."
    if lemma in _SPANS or not lettered or not _is_thing(doc, word, named):
        return None
    if lemma in _UNCOUNTED and not scaled:
        return None
    return " ".join([*_before(doc, noun, named), _whole(doc, noun)])


def coin(doc: Doc, noun: int) -> str | None:
    """The coin that the noun names."""
    word = doc.words[noun]
    return coins.load().known(word.lemma.lower(), word.text.lower(), word.text.lower().rstrip("s"))


def _money(doc: Doc, noun: int, named: Named) -> str | None:
    """The code of the coin: of the state named right before it, else the usual one."""
    word = doc.words[noun]
    if code := coins.SIGNS.get(word.text.lower()):
        return code
    if word.text.isupper() and word.text in coins.load().codes:
        return word.text
    name = coin(doc, noun)
    if name is None or word.upos not in ("NOUN", "PROPN", "SYM"):
        return None
    beside = (*doc.children[noun], *((noun - 1,) if noun else ()))
    states = (state for i in beside if i < noun for state in named(i))
    return coins.load().code(name, states)


def _is_thing(doc: Doc, word: Word, named: Named) -> bool:
    """A noun, a name of many ("Syrians", "Eurofighters") or of a people ("Sudanese")."""
    many = "Number=Plur" in word.feats or _whole(doc, word.i).endswith("s")
    people = word.text.lower() in SUFFERED
    if people or word.upos in ("NOUN", "SYM"):
        return True
    return word.upos in ("PROPN", "ADJ") and (many or bool(named(word.i)))


def _before(doc: Doc, noun: int, named: Named) -> list[str]:
    """The nouns and types right before the noun ("artillery shells", "Mi-8 helicopters")."""
    found: list[str] = []
    i = noun - 1
    while (
        i >= 0
        and (start := _part(doc, i, noun)) is not None
        and _is_kind(doc, start, i, noun, named)
    ):
        found.insert(0, doc.text[doc.words[start].start : doc.words[i].end].lower())
        i = start - 1
    return found if doc.words[noun].upos != "PROPN" else []


def _part(doc: Doc, last: int, noun: int) -> int | None:
    """Where the part of a compound that ends at word `last` starts: hyphens join its words."""
    start = last
    while start > 0 and doc.words[start - 1].end == doc.words[start].start:
        start -= 1
    inside = range(start, last + 1)
    parts = (doc.words[i] for i in inside if doc.words[i].head == noun)
    joined = any(w.deprel == "compound" or w.lemma.lower() in _KINDS for w in parts)
    return start if joined else None


def _is_kind(doc: Doc, start: int, last: int, noun: int, named: Named) -> bool:
    """Whether the words are a kind of thing ("Leopard", "S-300") and no state, body or person."""
    if any(char.isdigit() for i in range(start, last + 1) for char in doc.words[i].text):
        return not doc.words[start].text[0].isdigit()  # "500-pound bombs"
    if doc.words[noun].lemma.lower() in _PERSONS and doc.words[last].text[:1].isupper():
        return False
    if doc.words[last].upos == "NOUN" or doc.words[last].lemma.lower() in _KINDS:
        return True
    someone = any(n.label in ("LOC", "PER") and n.start <= start < n.end for n in doc.names)
    return doc.words[last].upos == "PROPN" and not someone and not named(last)


def _whole(doc: Doc, noun: int) -> str:
    """The noun with what is joined to it by hyphens ("pick-ups", "F-16s")."""
    after = _JOINED.match(doc.text, doc.words[noun].end)
    end = after.end() if after else doc.words[noun].end
    found = _HYPHENS.search(doc.text[max(0, doc.words[noun].start - LONGEST) : end])
    return (found[0] if found else doc.words[noun].text).lower()
