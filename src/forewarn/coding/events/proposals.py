"""Where the event heads and the lexicon meet: events that no pattern knows, and patterns misread.

A word that the heads are sure of becomes a find though no pattern fits it; a find of a pattern goes
where they are sure that the word carries nothing; and a side that grammar left empty is taken from
the word that they point at. All thresholds were set on labelled/dev and are written beside what
they gave (benchmarks/results/heads_tried.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from forewarn.coding.events.found import Found
from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Predicates, Side
from forewarn.coding.events.recipients import ABOUT_TROOPS, HOSTILE
from forewarn.coding.events.senses import Senses
from forewarn.coding.events.sides import DOERLESS, HONOURING, own, weighty
from forewarn.coding.events.things import Things
from forewarn.coding.grammar.lexicon import Pattern, Rule
from forewarn.records import Actor

# From so likely on a word that no pattern fits carries an event of that type.
SURE = 0.9
# The same where a pattern of that type fits the word, but does not say who acts.
AGREED = 0.7
CARRYING = frozenset(["VERB", "NOUN", "ADJ"])
# Below so likely a word carries no event, whatever pattern fits.
DOUBTED = {"verb": 0.01, "adjective": 0.01, "noun": 0.3}
# Nouns, and what somebody is charged with, are told in passing: below so likely of the find's own
# type 1 of 8 actual ones was right on labelled/dev and the PLOVER gold.
MEANT = 0.1
CHARGES = frozenset(["ACCUSE", "COERCE", "SANCTION"])
CHARGING = frozenset(["for", "with", "of"])
WRITTEN = frozenset(["response", "answer", "reply", "letter", "note", "message", "statement"])
# From so likely on a word heads the side.
POINTED = 0.3
# Only where they call the find's own type so likely are they asked for its sides.
SHARED = 0.2
# Types that are about deeds: who is hit by the deed that is condemned is not who is condemned.
ABOUT_DEEDS = frozenset(["ACCUSE", "AGREE"])
RECIPROCAL = frozenset(["CONSULT", "COOPERATE"])


@dataclass(frozen=True)
class Proposals:
    """The heads' part in the finds of one text."""

    predicates: Predicates
    senses: Senses
    _things: Things = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_things", Things(self.predicates))

    def joined(self, finds: list[Found]) -> Iterator[Found]:
        """The finds that are believed, their empty sides filled, and what the heads add."""
        taken = {i for f in finds for i in (*self._parts(f.fit.i), *f.fit.used)}
        taken |= {i for i in self.predicates.fits if self._is_aside(i)}
        for found in finds:
            if self._believed(found):
                likely = self.senses.share(found.fit.i, found.rule.type)
                yield replace(self._completed(found), likely=likely)
        words, sentences = self.predicates.doc.words, self.predicates.doc.sentences
        for k in self._spoken_of():
            for word in words[slice(*sentences[k])]:
                if word.upos in CARRYING and word.i not in taken:
                    yield from self._proposed(word.i)

    def _is_aside(self, i: int) -> bool:
        """Whether the word tells a circumstance: a noun, or what was done before to a noun."""
        word = self.predicates.doc.words[i]
        return word.upos != "VERB" or word.deprel == "acl"

    def _spoken_of(self) -> list[int]:
        """The sentences that name somebody who acts in politics; the others are not read at all."""
        p = self.predicates
        verbs = {p.doc.sentence_of[word.i] for word in p.doc.words if word.upos == "VERB"}
        named: set[int] = set()
        for i in p.mentions.heads():
            k = p.doc.sentence_of[i]
            mention = p.mentions.at(i) if k in verbs and k not in named else None
            if mention and weighty(mention.actor):
                named.add(k)
        return sorted(named)

    def _believed(self, found: Found) -> bool:
        """Whether the heads leave it possible; what only follows from others is not judged.

        An event noun may have left its event to the light verb that governs it; for one whose sides
        grammar names both it is enough that its type is possible. A friendly deed that somebody is
        charged with needs that, too.
        """
        i = found.fit.i
        least = DOUBTED.get(found.basis)
        if least is None or not self.senses.types(i):
            return True
        governing = self.predicates.fitter.governing(i)
        words = [*self._parts(i), *([] if governing is None else [governing])]
        charged = found.rule.type not in HOSTILE and self._is_charged(i)
        aside = found.basis == "noun" or charged
        if aside and all((self.senses.share(k, found.rule.type) or 0) < MEANT for k in words):
            return False
        named = found.basis == "noun" and bool(found.actors and found.recipients)
        return named or any(self.senses.type(k)[1] >= least for k in words)

    def _parts(self, i: int) -> list[int]:
        """The word, and what a hyphen joins to it ("build-up")."""
        words = self.predicates.doc.words
        joined = (k for k in (i - 2, i + 2) if 0 <= k < len(words))
        return [i, *(k for k in joined if words[(i + k) // 2].text == "-")]

    def _is_charged(self, i: int) -> bool:
        """Whether it is what somebody is charged with: "arrested for collaborating with X"."""
        words, fits = self.predicates.doc.words, self.predicates.fits
        word, above = words[i], fits.get(words[i].head)
        if word.deprel not in ("advcl", "acl") or above is None:
            return False
        led = any(words[c].lemma.lower() in CHARGING for c in self.predicates.doc.children[i])
        return led and above.pattern.rule.type in CHARGES

    def _proposed(self, i: int) -> Iterator[Found]:
        type_, _ = self.senses.type(i)
        fit = self.predicates.fits.get(i)
        agreed = fit is not None and fit.pattern.rule.type == type_
        if (self.senses.share(i, type_) or 0) < (AGREED if agreed else SURE):
            return
        if (not agreed and self._is_reply(i)) or (fit and fit.pattern.lemma in HONOURING):
            return
        if fit is None or not agreed:
            word = self.predicates.doc.words[i]
            pattern = Pattern("", word.lemma, "verb", Rule(type_, reciprocal=type_ in RECIPROCAL))
            fit = Fit(i, pattern, self.predicates.fitter.arguments(i))
        if self._things.of_nature(fit) or self._things.of_accident(fit, ()):
            return
        actor, recipient = self._sides(i, type_)
        if self._named(type_, actor, recipient):
            yield Found(fit, fit.pattern.rule, actor, recipient, "sense")

    def _is_reply(self, i: int) -> bool:
        """Whether the word only brings something written or said: "delivered a reply"."""
        p, word = self.predicates, self.predicates.doc.words[i]
        objects = p.fitter.arguments(i).object if word.lemma in p.lexicon.light else ()
        return any(p.doc.words[k].lemma.lower() in WRITTEN for k in objects)

    def _named(self, type_: str, actor: Side, recipient: Side) -> bool:
        """Whether somebody acts who does so in politics, or suffers what needs no doer."""
        if any(weighty(a) for a in actor.actors):
            return True
        suffers = any(a.country or weighty(a) for a in recipient.actors)
        return type_ in DOERLESS and not actor.actors and suffers

    def _completed(self, found: Found) -> Found:
        """The find with the sides that grammar left empty."""
        likely = self.senses.share(found.fit.i, found.rule.type) or 0
        settled = found.basis == "implied" or (found.actors and found.recipients)
        if settled or likely < SHARED:
            return found
        actor, recipient = self._sides(found.fit.i, found.rule.type)
        if not found.actors and actor.actors:
            found = replace(found, actor=_without(actor, found.recipient))
        if not found.recipients and recipient.actors:
            found = replace(found, recipient=_without(recipient, found.actor))
        return found

    def _sides(self, i: int, type_: str) -> tuple[Side, Side]:
        """Who acts and to whom, by the words that the heads point at."""
        sides = []
        for pointed in (self.senses.actor(i), self.senses.recipient(i)):
            sure = pointed is not None and pointed[1] >= POINTED
            who = self._who(i, pointed[0], type_) if pointed and sure else ()
            sides.append(Side(who, "the word that the event head points at" if who else ""))
        return sides[0], _without(sides[1], sides[0])

    def _who(self, i: int, pointed: int, type_: str) -> tuple[Actor, ...]:
        """The actors at a word, unless they belong to another event beside or within this one."""
        word = self.predicates.doc.words[pointed]
        while word.head not in (word.i, i):
            word = self.predicates.doc.words[word.head]
            another = word.i in self.predicates.fits and self._below(word.i, i)
            if another and (word.deprel == "conj" or type_ in ABOUT_DEEDS):
                return ()
        if word.head == i and word.deprel == "conj" and word.i in self.predicates.fits:
            return ()
        found = self.predicates.who([pointed])
        troops = type_ in ABOUT_TROOPS and all(a.sector == "MIL" for a in found)
        return () if troops else found

    def _below(self, i: int, top: int) -> bool:
        """Whether word `i` hangs below word `top`."""
        words = self.predicates.doc.words
        while words[i].head != i:
            i = words[i].head
            if i == top:
                return True
        return False


def _without(side: Side, other: Side) -> Side:
    return Side(tuple(a for a in side.actors if not own(a, other.actors)), side.how)
