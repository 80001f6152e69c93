"""Where an event happened: the place phrase that belongs to its predicate.

Only what the text states: a country gives no point, "near the border" gives none, a city gives
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from forewarn.coding.grammar.arguments import case_of
from forewarn.language.doc import Doc
from forewarn.records import Place, PlacePrecision

# A place under one of these is where it happens; under `_NEARBY` it is only near there.
_AT = frozenset(["in", "at", "inside", "within", "throughout", "across", "on", "into"])
_NEARBY = frozenset(
    ["near", "around", "outside", "along", "towards", "toward", "close to", "off", "beyond"]
)
_THINGS = frozenset(["border", "frontier", "coast", "region", "area", "territory", "line", "flank"])
_PARTS = frozenset(["nmod:poss", "compound", "nmod", "amod"])
MAX_DEPTH = 4

Lookup = Callable[[str, frozenset[str]], Place | None]
"""Name and the countries that the text is about (ISO 3166 alpha-3) -> the place, or None."""


class Places:
    """Looks up the places of one text.

    `names` gives for a word the name that it heads, `near` the countries that the text is about.
    """

    def __init__(
        self, doc: Doc, lookup: Lookup, names: Mapping[int, str], near: frozenset[str]
    ) -> None:
        self._doc = doc
        self._lookup = lookup
        self._names = names
        self._near = near

    def of(self, i: int) -> Place | None:
        """Where the predicate at word `i` takes place; None where the text does not say."""
        for phrase, preposition in self._phrases(i):
            place = self._place(phrase)
            if place is None:
                continue
            if preposition in _NEARBY or self._within_thing(phrase, i):
                return Place(place.name, place.country, None, None, _vaguer(place))
            return place
        return None

    def _phrases(self, i: int) -> Iterator[tuple[int, str]]:
        """The locative phrases of a predicate, of its object, and of what they are part of."""
        queue = [(i, 0)]
        while queue:
            at, depth = queue.pop(0)
            for child in self._doc.children[at]:
                word = self._doc.words[child]
                preposition = case_of(self._doc, child)
                if preposition in _AT or preposition in _NEARBY:
                    yield child, preposition
                    for below in self._doc.children[child]:
                        if self._doc.words[below].deprel in (
                            "nmod:poss",
                            "compound",
                            "nmod",
                            "amod",
                        ):
                            yield below, preposition
                elif word.deprel in ("obj", "nsubj:pass", "nmod") and depth < MAX_DEPTH:
                    queue.append((child, depth + 1))

    def _place(self, i: int) -> Place | None:
        word = self._doc.words[i]
        if word.upos not in ("PROPN", "ADJ", "NOUN") or not word.text[:1].isupper():
            return None
        found = self._lookup(self._names.get(i, word.text), self._near)
        # "Kazakh" says whose, though a town once bore the name.
        people = word.upos == "ADJ" and found is not None and found.precision == "city"
        return None if people else found

    def _within_thing(self, i: int, top: int) -> bool:
        """Whether the name only says whose border or region it is."""
        word = self._doc.words[i]
        above = self._doc.words[word.head]
        return above.i != top and above.lemma.lower() in _THINGS


def _vaguer(place: Place) -> PlacePrecision:
    return "country" if place.precision == "country" else "region"
