"""Place phrases: which words say where something is, and in which state that lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.circumstances.dates import Dated
from forewarn.coding.statements import frames
from forewarn.coding.statements.cues import words
from forewarn.coding.statements.frames import Range
from forewarn.language.doc import Doc
from forewarn.records import Actor, Place

NOWHERE = frozenset(["IGO", "NGO"])
_AT = words(
    """in at near along on around inside across outside off into within beyond
    throughout through over onto upon"""
)
_ALSO = words("to from north south east west above for of")
# Before what belongs to somebody a place is meant ("in Israeli prisons", "into X's airspace").
_INSIDE = words("in at inside across into within through near along off throughout around over")
AREAS = words(
    """border borders frontier region coast area territory peninsula district zone flank sea
    side soil front capital province city town village port airspace water waters base prison
    south-east south-west north-east north-west south north east west southeast northeast
    southwest northwest interior mountain desert forest camp street square township suburb valley
    airport market island state"""
)
_LINES = words("border frontier boundary line")
"""What two states share: "its border" is in neither."""
SIDES = words(
    """north south east west outskirts edge town city village port province region suburb
    district island coast capital state county outside resident inhabitant people"""
)
ENTERING = words("enter reach leave visit cross hit pass approach near skirt")
# What is done to a place where it is.
_STRIKING = words(
    """hit strike shell bombard bomb pound attack target storm raid besiege capture seize retake
    occupy devastate ravage flood rock shake batter engulf sweep lash paralyse plunge"""
)
LEAVING = words(
    "withdraw pull move leave evacuate remove return flee take expel repatriate abduct kidnap"
)
# "The road to X", "the ambassador to X": not there.
_LEADING = words(
    """road route way path export flight ambassador envoy visit trip access key return threat answer
    response link border pipeline corridor bridge"""
)
_HEADING = words("leave head depart set make sail bind")
_INSTITUTIONS = frozenset(["GOV", "LEG", "JUD", "IGO", "NGO", "JRN", "BUS"])
_PARTS = ("compound", "nmod", "nmod:poss", "amod", "appos", "flat", "nmod:desc")
_MONTHS = words(
    """january february march april may june july august september october november december"""
)
PLACE_WORDS = 8
"""A longer place phrase is a description and no name."""


class Spots:
    """The place phrases of one text; those within the ranges `told` are no scene.

    `lines` says whether the border with a state counts as a place in it.
    """

    def __init__(
        self,
        doc: Doc,
        mentions: Mentions,
        dated: Sequence[Dated],
        told: Sequence[Range] = (),
        *,
        lines: bool = True,
    ) -> None:
        self._doc = doc
        self._mentions = mentions
        self._out = {i for each in dated for i in range(each.start_word, each.end_word)}
        self._out.update(i for a, b in told for i in range(a, b))
        self._where_at: dict[int, Place | None] = {}
        self._lines = lines

    def at(self, i: int) -> Place | None:
        """The place that the word heads, in a phrase or as what something is done to."""
        return self.phrase(i) or self.struck(i)

    def phrase(self, i: int) -> Place | None:
        """The place that the phrase headed at word `i` names: "in X", "off X's coast"."""
        return self._where(i) if self._is_free(i) and self._is_phrase(i) else None

    def struck(self, i: int) -> Place | None:
        """The place to which something is done: "X hit by 14 bombs", "shelled X"."""
        return self._where(i) if self._is_free(i) and self._is_struck(i) else None

    def _is_free(self, i: int) -> bool:
        """Whether the word belongs to no date and does not only tell who says so."""
        return i not in self._out and self._doc.words[i].text.lower() not in _MONTHS

    def _where(self, i: int) -> Place | None:
        if i not in self._where_at:
            self._where_at[i] = self._sought(i)
        return self._where_at[i]

    def _sought(self, i: int) -> Place | None:
        entry = self._mentions.entry(i)
        if entry is not None and entry.kind == "demonym":
            return None
        country = self.country(i)
        if country is None:
            return None
        others = {self.country(c) for c in self._doc.children[i] if self._is_conj(c)}
        return self._place(i, None if others - {country, None} else country)

    def _is_conj(self, i: int) -> bool:
        word = self._doc.words[i]
        return word.deprel == "conj" and word.upos == "PROPN"

    def country(self, i: int, depth: int = 0) -> str | None:
        """The state that the phrase at word `i` lies in, by its name, else by whose it is."""
        for actor in self._actors(i):
            if actor.country and actor.country not in NOWHERE:
                return actor.country
        if depth > 1:
            return None
        words = self._doc.words
        lemma = words[i].lemma.lower()
        bare = lemma in _LINES or lemma not in AREAS
        parts = [c for c in self._doc.children[i] if words[c].deprel in _PARTS]
        parts = [c for c in parts if not (bare and words[c].upos == "PRON")]
        found = (self.country(c, depth + 1) for c in parts)
        return next((each for each in found if each), None)

    def unlisted(self, a: int, b: int) -> int | None:
        """The name of a place among the words that no list knows, with "in", "at" or "near"."""
        for name in self._doc.names:
            if not a <= name.start < b or not self._is_free(name.start):
                continue
            head = self._head(name.start, name.end)
            placed = name.label == "LOC" or not self._mentions.resolve(head)
            cases = self._cases(head) | self._cases(self._doc.words[head].head)
            if placed and cases & _AT and self.country(head) is None:
                return head
        return None

    def is_town(self, i: int) -> bool:
        """Whether the word names a place that is no state and no seat of a government."""
        entry = self._mentions.entry(i)
        if entry is not None and entry.kind in ("country", "capital", "demonym"):
            return False
        return self._doc.words[i].upos == "PROPN" and bool(self._mentions.located(i))

    def _is_struck(self, i: int) -> bool:
        """Whether something is done to the place: "Kharkiv hit by 14 bombs", "shelled Kherson"."""
        word = self._doc.words[i]
        if word.upos != "PROPN" or word.deprel not in ("obj", "nsubj", "nsubj:pass", "root"):
            return False
        verb = self._doc.words[word.head].lemma.lower()
        if word.deprel == "obj":
            return verb in ENTERING or verb in _STRIKING or self.is_town(i)
        return self.is_town(i)

    def _actors(self, i: int) -> Iterator[Actor]:
        yield from self._mentions.located(i)
        if self._mentions.role(i) is None and self._doc.words[i].upos in ("PROPN", "ADJ"):
            yield from self._mentions.resolve(i)

    def _place(self, i: int, country: str | None) -> Place | None:
        doc = self._doc
        start, end = frames.phrase(doc, i)
        while start < i and doc.words[start].deprel in ("case", "det", "punct", "advmod", "fixed"):
            start += 1
        clause = next((c for c in doc.children[i] if doc.words[c].deprel.startswith("acl")), None)
        if clause is not None and clause > i:
            end = frames.phrase(doc, clause)[0]
        start, end = frames.trim(doc, (start, end))
        if not 0 < end - start <= PLACE_WORDS:
            start, end = i, i + 1
        a, b = doc.span(start, end)
        whole = doc.words[i].upos == "PROPN" and not self.is_town(i)
        return Place(doc.text[a:b], country, None, None, "country" if whole else "region")

    def _is_phrase(self, i: int) -> bool:
        """Whether the word heads a place phrase: "in X", "near the border with X"."""
        word, cases = self._doc.words[i], self._cases(i)
        placed = word.deprel.split(":")[0] in ("obl", "nmod") and bool(cases)
        if cases == {"to"} and word.deprel == "nmod" and self._above(i) in _LEADING:
            return False
        line = word.lemma.lower() in _LINES
        entered = word.deprel == "obj" and self._above(i) in ENTERING and not line
        if not (placed or entered) or (cases and not self._fits(i, cases)):
            return False
        if self._is_of_body(i) or (line and not self._lines):
            return False
        if "in" in cases and self._is_house(i):
            return True
        located = any(n.label == "LOC" and n.start <= i < n.end for n in self._doc.names)
        if located or self.is_town(i) or word.lemma.lower() in AREAS:
            return True
        return bool(cases & _INSIDE) and self._belongs(i)

    def _fits(self, i: int, cases: set[str]) -> bool:
        """Whether the preposition may lead a place there: "from" and "for" lead away from one."""
        above = {self._above(i), self._doc.words[self._doc.words[i].head].text.lower()}
        if "from" in cases:
            return bool(above & LEAVING) or self._is_left(i)
        if cases & _AT:
            return "ahead" not in cases
        if "for" in cases:
            return bool(above & _HEADING)
        if "of" in cases:
            before = self._doc.words[i - 2].lemma.lower() if i > 1 else ""
            return bool((above | {before}) & SIDES)
        return bool(cases & _ALSO)

    def _is_left(self, i: int) -> bool:
        """Whether the verb above, at most three words up, is one of leaving."""
        above = i
        for _ in range(3):
            above = self._doc.words[above].head
            if self._doc.words[above].upos == "VERB":
                return self._doc.words[above].lemma.lower() in LEAVING
        return False

    def _belongs(self, i: int) -> bool:
        """Whether it is a thing of somebody's, and no body or person."""
        word = self._doc.words[i]
        if word.upos != "NOUN" or self._mentions.role(i) is not None:
            return False
        parts = (self._doc.words[c] for c in self._doc.children[i])
        return any(part.deprel in _PARTS and part.upos != "PRON" for part in parts)

    def _is_house(self, i: int) -> bool:
        """ "In the Bundestag": a body of a state that sits somewhere."""
        role_less = self._doc.words[i].upos == "PROPN" and self._mentions.role(i) is None
        return role_less and any(each.sector == "LEG" for each in self._mentions.resolve(i))

    def _is_of_body(self, i: int) -> bool:
        """ "The Defence Ministry in Riga": where the body is, not what it speaks of."""
        word = self._doc.words[i]
        role = self._mentions.role(word.head) if word.deprel == "nmod" else None
        return role is not None and role.sector in _INSTITUTIONS

    def _above(self, i: int) -> str:
        return self._doc.words[self._doc.words[i].head].lemma.lower()

    def _cases(self, i: int) -> set[str]:
        marks = (self._doc.words[c] for c in self._doc.children[i])
        return {mark.lemma.lower() for mark in marks if mark.deprel == "case"}

    def _head(self, start: int, end: int) -> int:
        inside = range(start, end)
        return next((i for i in inside if self._doc.words[i].head not in inside), start)
