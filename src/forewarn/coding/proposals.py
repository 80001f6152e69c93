"""Where the event heads and the lexicon meet: events that no pattern knows, and patterns misread.

A word that the heads are sure of becomes a find though no pattern fits it; a find of a pattern goes
where they are sure that the word carries nothing; and a side that grammar left empty is taken from
the word that they point at. All thresholds were set on labelled/dev and are written beside what
they gave (benchmarks/results/heads_tried.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forewarn.coding.found import Found
from forewarn.coding.lexicon import Pattern, Rule
from forewarn.coding.patterns import Fit
from forewarn.coding.predicates import Predicates, Side
from forewarn.coding.senses import Senses
from forewarn.coding.sides import own, weighty

# From so likely on a word that no pattern fits carries an event; verbs and nouns.
SURE = {"VERB": 0.6, "NOUN": 0.7, "ADJ": 0.8, "PROPN": 0.9, "ADV": 0.9}
# Below so likely a pattern is misread; what only follows from others is not judged.
DOUBTED = 0.02
# From so likely on a word heads the side.
POINTED = 0.5
RECIPROCAL = frozenset(["CONSULT", "COOPERATE"])


@dataclass(frozen=True)
class Proposals:
    """The heads' part in the finds of one text."""

    predicates: Predicates
    senses: Senses

    def joined(self, finds: list[Found]) -> Iterator[Found]:
        """The finds that are believed, their empty sides filled, and what the heads add."""
        taken = set(self.predicates.fits) | {i for f in finds for i in f.fit.used}
        for found in finds:
            if self._believed(found):
                yield self._completed(found)
        for word in self.predicates.doc.words:
            if word.upos in SURE and word.i not in taken:
                yield from self._proposed(word.i)

    def _believed(self, found: Found) -> bool:
        if found.basis == "implied" or not self._says(found.fit.i):
            return True
        return self.senses.type(found.fit.i)[1] >= DOUBTED

    def _says(self, i: int) -> bool:
        return bool(self.senses.types(i))

    def _proposed(self, i: int) -> Iterator[Found]:
        type_, likely = self.senses.type(i)
        word = self.predicates.doc.words[i]
        if likely < SURE[word.upos]:
            return
        pattern = Pattern("", word.lemma, "verb", Rule(type_, reciprocal=type_ in RECIPROCAL))
        fit = Fit(i, pattern, self.predicates.fitter.arguments(i))
        actor, recipient = self._sides(i)
        if any(weighty(a) or a.country for a in (*actor.actors, *recipient.actors)):
            yield Found(fit, pattern.rule, actor, recipient, "sense")

    def _completed(self, found: Found) -> Found:
        """The find with the sides that grammar left empty."""
        if found.basis == "implied" or (found.actors and found.recipients):
            return found
        actor, recipient = self._sides(found.fit.i)
        if not found.actors and actor.actors:
            found = replace(found, actor=_without(actor, found.recipient))
        if not found.recipients and recipient.actors:
            found = replace(found, recipient=_without(recipient, found.actor))
        return found

    def _sides(self, i: int) -> tuple[Side, Side]:
        """Who acts and to whom, by the words that the heads point at."""
        sides = []
        for pointed in (self.senses.actor(i), self.senses.recipient(i)):
            who = self.predicates.who([pointed[0]]) if pointed and pointed[1] >= POINTED else ()
            sides.append(Side(who, "the word that the event head points at" if who else ""))
        return sides[0], _without(sides[1], sides[0])


def _without(side: Side, other: Side) -> Side:
    return Side(tuple(a for a in side.actors if not own(a, other.actors)), side.how)
