"""The country of people whom the text gives none: the one where it tells of them.

"Police in the Turkish town of Cizre", "gunmen killed two villagers near Basra": who acts at home
belongs to the place of the clause, else to the only country that the sentence names, else to the
only one of the report. Where several are named nothing is taken for granted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forewarn.language.doc import Doc

CountryAt = Callable[[int], str | None]
"""The state (ISO 3166 alpha-3) that the name headed at a word belongs to or lies in."""

_PLACE = frozenset(
    [
        *("in", "at", "near", "outside", "inside", "across", "throughout", "around", "within"),
        *("on", "into", "over", "through", "from"),
    ]
)
_TELLING = frozenset(["say", "tell", "report", "announce", "add", "write", "note", "speak"])
_LINKS = frozenset(["nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss"])
MAX_UP = 4


class Whereabouts:
    """Looks up the countries of one text; `names` are the heads of all its names."""

    def __init__(self, doc: Doc, names: frozenset[int], country_at: CountryAt) -> None:
        self._doc = doc
        self._names = names
        self._country_at = country_at
        self._by_sentence: dict[int, set[str]] = {}

    def of(self, i: int, *, moving: bool) -> str | None:
        """The country of those named at word `i`; of `moving` ones the place says nothing."""
        return (None if moving else self._place(i)) or self._only(i)

    def _place(self, i: int) -> str | None:
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
        return any(self._doc.words[c].lemma.lower() in _PLACE for c in self._doc.children[i])

    def _country_in(self, i: int) -> str | None:
        """The first country that the phrase names."""
        for word in self._doc.subtree(i):
            if word in self._names and (country := self._country_at(word)):
                return country
        return None

    def _only(self, i: int) -> str | None:
        """The only country of the sentence, else, where that names none, of the text."""
        here = self._countries(self._doc.sentence_of[i])
        if not here:
            here = {c for s in range(len(self._doc.sentences)) for c in self._countries(s)}
        return next(iter(here)) if len(here) == 1 else None

    def _countries(self, sentence: int) -> set[str]:
        if sentence not in self._by_sentence:
            start, end = self._doc.sentences[sentence]
            found = (self._country_at(i) for i in range(start, end) if i in self._names)
            self._by_sentence[sentence] = {country for country in found if country}
        return self._by_sentence[sentence]
