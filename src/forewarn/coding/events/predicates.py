"""The predicates of one text that are events, and what all who read them need at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.events.patterns import Fit, Fitter
from forewarn.coding.events.sides import homeless, is_one, weighty
from forewarn.coding.grammar.arguments import case_of
from forewarn.coding.grammar.lexicon import Lexicon
from forewarn.coding.status.status import Statuses
from forewarn.language.doc import Doc
from forewarn.records import Actor

# Who is posted or travels abroad: where they are is not whose they are.
_ABROAD = frozenset(
    [
        *("diplomat", "ambassador", "embassy", "envoy", "consul", "consulate", "mission", "troop"),
        *("soldier", "force", "peacekeeper", "observer", "monitor", "inspector", "delegation"),
        *("tourist", "refugee", "migrant", "correspondent", "expert", "negotiator", "official"),
    ]
)
_WITHIN = frozenset(["in", "of", "from", "at", "throughout", "across"])
_PHRASE = frozenset(["amod", "compound", "nummod", "nmod:poss", "flat", "punct", "nmod:desc"])


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
        """The actors at the words, else those whose decision, troops or statement it is.

        A pronoun that is nobody's so far is whoever says the clause that it stands in; people of
        whom nothing is known keep their words.
        """
        found = [a for i in words for a in self._resolved(i) if self.mentions.weighs(i, a)]
        if not found:
            found = [a for i in words if i not in self.fits for a in self.mentions.holders(i)]
        if not found:
            found = [a for i in words for a in self._resolved(i) if a.sector]
        if not found:
            found = [a for i in words for a in self._unknown(i)]
        somebody = [a for a in found if is_one(a)]
        return tuple(dict.fromkeys(somebody or found))

    def _resolved(self, i: int) -> tuple[Actor, ...]:
        found = self.mentions.resolve(i)
        if not found and self.doc.words[i].upos == "PRON" and (said := self._speaker(i)):
            found = self.mentions.resolve(said)
        if any(homeless(a) for a in found) and (country := self.within(i)):
            return tuple(replace(a, country=country) if homeless(a) else a for a in found)
        return found

    def _speaker(self, i: int) -> int | None:
        """The subject of "X said that it …", for the pronoun at word `i`."""
        words = self.doc.words
        clause = words[words[i].head]
        if not words[i].deprel.startswith("nsubj") or clause.deprel != "ccomp":
            return None
        subjects = (c for c in self.doc.children[clause.head] if words[c].deprel == "nsubj")
        return next((c for c in subjects if words[c].upos != "PRON"), None)

    def within(self, i: int) -> str | None:
        """The country in which those named at word `i` are at home ("the court in Arusha")."""
        if self.doc.words[i].lemma.lower() in _ABROAD:
            return None
        places = [c for c in self.doc.children[i] if self.doc.words[c].deprel == "nmod"]
        inside = (c for c in places if case_of(self.doc, c) in _WITHIN)
        return next((country for c in inside if (country := self.country_at(c))), None)

    def country_at(self, i: int) -> str | None:
        """The country of the place at word `i`, or that a phrase within it names."""
        near = [i, *(c for c in self.doc.children[i] if self._names_place(c))]
        states = (state for k in near for state in self.mentions.located(k))
        return next((state.country for state in states if state.country), None)

    def _names_place(self, i: int) -> bool:
        relation = self.doc.words[i].deprel
        named = relation in ("compound", "amod", "nmod:poss", "flat", "appos", "nmod:unmarked")
        return named or (relation == "nmod" and case_of(self.doc, i) in ("of", "in", "near"))

    def _unknown(self, i: int) -> tuple[Actor, ...]:
        """People of whom nothing is known but what they are called, and of which countries."""
        word = self.doc.words[i]
        if word.upos not in ("NOUN", "PROPN") or word.lemma.lower() not in self.lexicon.persons:
            return ()
        countries: list[str | None] = [*dict.fromkeys(self._called(i))]
        countries = countries or [self.within(i)]
        return tuple(Actor(self.phrase(i), country=country) for country in countries)

    def _called(self, i: int) -> Iterator[str]:
        """The countries before a noun ("Greek and Bulgarian officers")."""
        before = [c for c in self.doc.children[i] if c < i]
        joined = [k for c in before for k in self.doc.children[c]]
        for k in (*before, *joined):
            entry = self.mentions.entry(k)
            if entry is not None and entry.actor.country and self.doc.words[k].deprel != "nmod":
                yield entry.actor.country

    def phrase(self, i: int) -> str:
        """The words of the noun phrase headed at word `i`, without what follows its name."""
        inside = [c for c in self.doc.children[i] if self._in_phrase(c)]
        words = [i, *(k for c in inside for k in self.doc.subtree(c))]
        first, last = self.doc.words[min(words)], self.doc.words[max(words)]
        return self.doc.text[first.start : last.end]

    def _in_phrase(self, i: int) -> bool:
        word = self.doc.words[i]
        return word.deprel in _PHRASE and (i < word.head or word.deprel == "flat")

    def political(self, i: int) -> bool:
        """Whether the sentence of word `i` names a state, a place in one, or a political actor."""
        start, end = self.doc.sentences[self.doc.sentence_of[i]]
        return any(self._tells(k) for k in range(start, end))

    def _tells(self, i: int) -> bool:
        if self.mentions.entry(i) is not None:
            return True
        if self.mentions.role(i) is not None:
            return any(weighty(a) for a in self.mentions.resolve(i))
        return self.doc.words[i].upos == "PROPN" and bool(self.mentions.located(i))

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
