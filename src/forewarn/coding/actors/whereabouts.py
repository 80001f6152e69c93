"""The country of people whom the text gives none: the one where it tells of them.

"Police in the Turkish town of Cizre", "gunmen killed two villagers near Basra": who acts at home
belongs to the place of the clause, else to the only country that the sentence names, else to the
only one of the report. Where several are named nothing is taken for granted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from forewarn.language.doc import Doc

CountryAt = Callable[[int], str | None]
"""The state (ISO 3166 alpha-3) that the name headed at a word belongs to or lies in."""

_PLACE = frozenset(
    [
        *("in", "at", "near", "outside", "inside", "across", "throughout", "around", "within"),
        *("on", "into", "over", "through", "from"),
    ]
)
# Nouns for where something is, which a name beside them says ("the Turkish town of Cizre").
_PLACES = frozenset(
    [
        *("town", "city", "village", "sector", "region", "area", "province", "district"),
        *("camp", "suburb", "street", "square", "prison", "jail", "border", "part", "north"),
        *("south", "capital"),
        *(
            "east",
            "west",
            "building",
            "office",
            "house",
            "home",
            "school",
            "hospital",
            "university",
        ),
        *("market", "church", "mosque", "station", "airport", "port", "base", "stronghold", "zone"),
        *("enclave", "territory", "island", "coast", "water", "valley", "mountain", "centre"),
        *("center", "quarter", "neighbourhood", "neighborhood", "state", "county", "peninsula"),
        *("outskirts", "slum", "township", "forest", "desert", "settlement", "headquarters"),
        *("residence", "embassy", "palace", "court", "parliament", "shop", "bar", "hotel", "road"),
        *("highway", "bridge", "checkpoint", "crossing", "plant", "factory", "mine", "field"),
        *("front", "delta", "bank", "strip", "corner", "interior", "middle", "heart", "side"),
    ]
)
# Before whom an act is directed at.
_AIMED = frozenset(["on", "against", "to", "toward", "towards", "with"])
_TELLING = frozenset(["say", "tell", "report", "announce", "add", "write", "note", "speak"])
_LINKS = frozenset(["nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss"])
MAX_UP = 4


class Whereabouts:
    """Looks up the countries of one text.

    `names` are the heads of all its names, those of states with their country.
    """

    def __init__(self, doc: Doc, names: Mapping[int, str | None], country_at: CountryAt) -> None:
        self._doc = doc
        self._names = names
        self._country_at = country_at
        self._by_sentence: dict[int, set[str]] = {}

    def of(self, i: int, *, moving: bool) -> str | None:
        """The country of those named at word `i`; of `moving` ones the place says nothing."""
        return (None if moving else self.place(i)) or self._only(i)

    def other(self, i: int, owners: set[str]) -> str | None:
        """The only country of the sentence besides those of the owners, where there is one."""
        left = self._countries(self._doc.sentence_of[i]) - owners
        return next(iter(left)) if owners and len(left) == 1 else None

    def place(self, i: int) -> str | None:
        """The country of the place phrase beside the word, or of the predicate above it."""
        for at in self._up(i):
            if self._doc.words[at].lemma.lower() in _TELLING:
                return None
            for child in self._doc.children[at]:
                if child != i and self._is_place(child) and (found := self._country_in(child)):
                    return found
        return None

    def _up(self, i: int) -> Iterator[int]:
        """The word, the phrases around it and their predicate."""
        words = self._doc.words
        for _ in range(MAX_UP):
            yield i
            if words[i].head == i or not (words[i].deprel in _LINKS or words[i].deprel == "conj"):
                return
            i = words[i].head

    def _is_place(self, i: int) -> bool:
        word = self._doc.words[i]
        if not word.deprel.startswith(("obl", "nmod")):
            return False
        if i not in self._names and word.lemma.lower() not in _PLACES:
            return False
        return any(self._doc.words[c].lemma.lower() in _PLACE for c in self._doc.children[i])

    def _country_in(self, i: int) -> str | None:
        """The country that the phrase names, else the one of the first place in it."""
        inside = [word for word in self._doc.subtree(i) if word in self._names]
        states = [country for word in inside if (country := self._names[word])]
        places = (country for word in inside if (country := self._country_at(word)))
        return states[0] if states else next(places, None)

    def _only(self, i: int) -> str | None:
        """The only country of the sentence, else, where that names none, of the text.

        The one that a subject's act is directed at is not the subject's.
        """
        here = self._countries(self._doc.sentence_of[i]) - self._aims(i)
        if not here:
            here = {c for s in range(len(self._doc.sentences)) for c in self._countries(s)}
        return next(iter(here)) if len(here) == 1 else None

    def _aims(self, i: int) -> set[str]:
        """The countries that the act of the subject at word `i` is directed at."""
        words = self._doc.words
        if not words[i].deprel.startswith("nsubj") or words[i].deprel == "nsubj:pass":
            return set()
        act = set(self._doc.subtree(words[i].head)) - set(self._doc.subtree(i))
        aimed = (w for w in act if w in self._names and self._is_aimed_at(w))
        return {country for w in aimed if (country := self._country_at(w))}

    def _is_aimed_at(self, i: int) -> bool:
        word = self._doc.words[i]
        if word.deprel in ("obj", "iobj"):
            return True
        cases = (self._doc.words[c].lemma.lower() for c in self._doc.children[i])
        return word.deprel.startswith(("obl", "nmod")) and any(c in _AIMED for c in cases)

    def _countries(self, sentence: int) -> set[str]:
        if sentence not in self._by_sentence:
            start, end = self._doc.sentences[sentence]
            found = (self._country_at(i) for i in range(start, end) if i in self._names)
            self._by_sentence[sentence] = {country for country in found if country}
        return self._by_sentence[sentence]
