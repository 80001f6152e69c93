"""The predicates of one text that are events, and what all who read them need at hand."""

from __future__ import annotations

from dataclasses import dataclass

from forewarn.coding.lexicon import Lexicon
from forewarn.coding.mentions import Mentions
from forewarn.coding.patterns import Fit, Fitter
from forewarn.coding.sides import is_one
from forewarn.coding.status import Statuses
from forewarn.language.doc import Doc
from forewarn.records import Actor


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side of an event, and how he was found ("subject", "object of with")."""

    actors: tuple[Actor, ...] = ()
    how: str = ""


@dataclass(frozen=True)
class Predicates:
    """A text with its mentions, the patterns that fit (by the word they fit), and statuses."""

    doc: Doc
    mentions: Mentions
    lexicon: Lexicon
    fitter: Fitter
    fits: dict[int, Fit]
    statuses: Statuses

    def who(self, words: list[int]) -> tuple[Actor, ...]:
        """The actors at the words, else those whose decision, troops or statement it is."""
        found = [a for i in words for a in self.mentions.resolve(i) if self.mentions.weighs(i, a)]
        if not found:
            found = [a for i in words if i not in self.fits for a in self.mentions.holders(i)]
        somebody = [a for a in found if is_one(a)]
        return tuple(dict.fromkeys(somebody or found))

    def plural(self, fit: Fit) -> bool:
        """Whether the one actor is several ("the ministers met")."""
        subjects = fit.arguments.subject or fit.actors
        return any("Number=Plur" in self.doc.words[i].feats for i in subjects)


def read(doc: Doc, mentions: Mentions, lexicon: Lexicon) -> Predicates:
    """The predicates of a text."""
    fitter = Fitter(doc, mentions, lexicon)
    fits = {fit.i: fit for fit in fitter.fits()}
    content = {i: f.pattern.rule.content for i, f in fits.items()}
    governed = {i: status for i, status in content.items() if status != "actual"}
    return Predicates(doc, mentions, lexicon, fitter, fits, Statuses(doc, lexicon, governed))
