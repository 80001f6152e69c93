"""Where it happens, and who is at home there: people of no named country are of that one."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Predicates, Side
from forewarn.coding.events.sides import AT_HOME, homeless
from forewarn.coding.grammar.arguments import case_of
from forewarn.records import Actor

# Types that are mostly domestic.
DOMESTIC = frozenset(["PROTEST", "COERCE", "CONCEDE", "RETREAT"])
# Types that are done to people where they live: the place stands for them.
LOCAL = frozenset(["COERCE", "ASSAULT", "CONCEDE", "AID", "RETREAT", "SANCTION", "MOBILIZE"])
# Modes of these that are done to somebody himself.
_PERSONAL = frozenset(["resign", "expel", "convict", "misinformation"])
_WHERE = frozenset(
    [
        *(
            "in",
            "at",
            "on",
            "near",
            "across",
            "throughout",
            "outside",
            "around",
            "inside",
            "within",
        ),
        *("along", "over", "off", "outside of"),
    ]
)
_TO = frozenset(["to", "into", "against", "from", "for", "of", "towards", "toward"])
# Who is where he is because he is not at home.
_MOVING = frozenset(["REF"])
# Whose strangers are not at home where they act.
_ABROAD = frozenset(["MIL", "IGO", "NGO"])
_INTO = frozenset(
    [
        *("obj", "obl", "nmod", "nmod:poss", "compound", "amod", "nsubj", "nsubj:pass", "appos"),
        *("flat", "obl:arg", "nmod:unmarked", "conj"),
    ]
)
MAX_DEPTH = 4
MAX_SEARCH = 40


class Home:
    """Gives the sides of an event the country that they share or that it happens in."""

    def __init__(self, predicates: Predicates) -> None:
        self._p = predicates
        self._only: dict[int, str | None] = {}

    def settled(self, fit: Fit, actor: Side, recipient: Side) -> tuple[Side, Side]:
        """Both sides, at home where they are.

        "President X banned Ugandan opposition parties"; "protesters blocked streets in Hong Kong";
        "police arrested 20 people in Athens"; "imposed a curfew in Cizre".
        """
        if fit.pattern.rule.type in LOCAL and fit.pattern.rule.mode not in _PERSONAL:
            recipient = self._there(fit, actor, recipient)
        actor, recipient = self._at_home(fit, actor, recipient)
        if only := self._only_place(fit.i):
            return _local(actor, only), _local(recipient, only)
        return actor, recipient

    def _only_place(self, i: int) -> str | None:
        """The country of the sentence's places, where it speaks of no other country."""
        sentence = self._p.doc.sentence_of[i]
        if sentence not in self._only:
            self._only[sentence] = self._single(*self._p.doc.sentences[sentence])
        return self._only[sentence]

    def _single(self, start: int, end: int) -> str | None:
        named: set[str | None] = set()
        places: set[str | None] = set()
        for i in range(start, end):
            entry = self._p.mentions.entry(i)
            if entry is not None:
                named.add(entry.actor.country)
            elif self._p.doc.words[i].upos == "PROPN":
                places |= {state.country for state in self._p.mentions.located(i)}
        return next(iter(places)) if len(places) == 1 and named <= places else None

    def _at_home(self, fit: Fit, actor: Side, recipient: Side) -> tuple[Side, Side]:
        """Both sides of the only country that either has, or that it happens in."""
        sides = (*actor.actors, *recipient.actors)
        countries = {a.country for a in sides if a.country}
        domestic = fit.pattern.rule.type in DOMESTIC
        domestic = domestic or any(a.sector in AT_HOME for a in recipient.actors)
        if not domestic or not any(homeless(a) for a in sides):
            return actor, recipient
        if not countries and (scene := self.scene(fit)):
            countries = {scene[1]}
        if len(countries) != 1:
            return actor, recipient
        country = next(iter(countries))
        return _settled(actor, country), _settled(recipient, country)

    def scene(self, fit: Fit) -> tuple[int, str] | None:
        """The place nearest to the predicate in its clause, and the country that it lies in."""
        read = fit.arguments
        verb = self._p.fitter.governing(fit.i) if fit.pattern.part == "noun" else None
        queue = deque((i, 0) for i in (*read.object, fit.i, *read.subject))
        if verb is not None:
            queue.append((verb, 0))
        for _ in range(MAX_SEARCH):
            if not queue:
                break
            i, depth = queue.popleft()
            for child in self._p.doc.children[i]:
                word = self._p.doc.words[child]
                if word.deprel not in _INTO or depth >= MAX_DEPTH:
                    continue
                preposition = case_of(self._p.doc, child)
                if preposition in _WHERE and (country := self._p.country_at(child)):
                    return child, country
                if word.deprel != "conj" or word.upos != "VERB":
                    queue.append((child, depth + 1))
        return None

    def _there(self, fit: Fit, actor: Side, recipient: Side) -> Side:
        """The recipient at the place of the deed; the place where nobody else is named."""
        if any(a.country or a.id for a in recipient.actors):
            return recipient
        found = self._place(fit)
        if found is None:
            return recipient
        i, country = found
        if recipient.actors:
            settled = tuple(_settle(a, country) for a in recipient.actors)
            return Side(settled, f"{recipient.how}, at the place")
        abroad = all(a.country != country for a in actor.actors)
        if fit.pattern.rule.type == "MOBILIZE" and not (abroad and actor.actors):
            return recipient
        return Side((Actor(self._p.phrase(i), country=country),), "the place")

    def _place(self, fit: Fit) -> tuple[int, str] | None:
        """The place that is acted on: the object's own, else where the clause has it happen."""
        read = fit.arguments
        # Where forces are moved is no part of who they are ("stationing Russian forces in X").
        moved = fit.pattern.rule.type == "MOBILIZE"
        for i in (*(() if moved else read.object), *read.under(_TO)):
            place = self._p.country_at(i)
            if place and self._p.doc.words[i].upos in ("NOUN", "PROPN"):
                return i, place
        return self.scene(fit)


def _settle(actor: Actor, country: str) -> Actor:
    known = actor.country or actor.id or actor.sector in _ABROAD
    return actor if known or (actor.name and not actor.sector) else replace(actor, country=country)


def _settled(side: Side, country: str | None) -> Side:
    settled = tuple(replace(a, country=country) if homeless(a) else a for a in side.actors)
    return side if settled == side.actors else Side(settled, f"{side.how}, at home")


def _local(side: Side, country: str) -> Side:
    """The side with those of no country settled in the only one that the sentence speaks of."""
    settled = tuple(a if a.sector in _MOVING else _settle(a, country) for a in side.actors)
    return side if settled == side.actors else Side(settled, f"{side.how}, the only place")
