"""Finds: what of a text's predicates is an event, with its rule and both sides.

`Finder` takes the patterns that fit, fills actor and recipient, and adds the speech acts that
grammar alone shows: "X said Y must …" is a request, "X will aid Y" a promise.

A speech act is actual once it is made; its content carries its own status: "asked allies to
deploy" is a REQUEST that is actual and a MOBILIZE that is demanded.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from forewarn.coding import predicates
from forewarn.coding.arguments import case_of
from forewarn.coding.doers import Doers
from forewarn.coding.home import Home
from forewarn.coding.lexicon import Lexicon, Pattern, Rule
from forewarn.coding.mentions import Mentions
from forewarn.coding.patterns import Fit
from forewarn.coding.predicates import Side
from forewarn.coding.recipients import HOSTILE, MAX_DEPTH, Recipients
from forewarn.coding.sides import own, plausible, same, weighty
from forewarn.coding.sport import Sport
from forewarn.language.doc import Doc
from forewarn.records import Actor, Status

# Types whose one-sided plural is an event ("NATO foreign ministers met").
COOPERATIVE = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"])
NOTHING = "NONE"
# Attempted force is force (PLOVER manual: ASSAULT holds attempts).
FORCE = frozenset(["ASSAULT", "COERCE", "PROTEST"])
ATTEMPTS = frozenset(["try", "attempt", "seek"])
SPEECH = frozenset(["AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])
# Types that answer what somebody said.
ANSWERS = frozenset(["REJECT", "CONCEDE", "SUPPORT", "AGREE"])
# Prepositions of what was before or besides.
ASIDE = frozenset(
    [
        *("after", "following", "since", "before", "during", "despite", "amid", "until", "over"),
        *("because of", "in response to", "due to", "in retaliation for", "ahead of", "for"),
    ]
)
# Auxiliaries of what somebody announces.
ANNOUNCING = frozenset(["will", "would", "shall", "'ll", "'d"])
# Verbs of war where it is against somebody, not against a disease or for a right.
FIGHTING = frozenset(["fight", "combat", "battle"])
# Manoeuvres: with somebody they are cooperation.
EXERCISES = frozenset(["exercise", "manoeuvre", "maneuver", "drill", "wargame", "train"])
# Verbs of arrival, which say of troops that they are moved.
COMING = frozenset(["arrive", "come", "go", "travel", "fly"])

Basis = Literal["verb", "noun", "adjective", "implied"]
Whose = Callable[[int], Actor | None]


@dataclass(frozen=True, slots=True)
class Found:
    """An event before it is written: its rule, the predicate, and both sides.

    `basis` is the part of speech that was found, or "implied"; `status` is set where it is not
    the predicate's own.
    """

    fit: Fit
    rule: Rule
    actor: Side
    recipient: Side
    basis: Basis
    status: Status | None = None

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who does it."""
        return self.actor.actors

    @property
    def recipients(self) -> tuple[Actor, ...]:
        """To whom it is done."""
        return self.recipient.actors


class Finder:
    """Finds the events of one text."""

    def __init__(self, doc: Doc, mentions: Mentions, lexicon: Lexicon, claimed: Whose) -> None:
        self.predicates = predicates.read(doc, mentions, lexicon)
        self._claimed = claimed
        self._sport = Sport(doc)
        self._doers = Doers(self.predicates)
        self._recipients = Recipients(self.predicates, self._doers)
        self._home = Home(self.predicates)

    def all(self) -> Iterator[Found]:
        """All finds, those that are implied behind what implies them."""
        for i, fit in sorted(self.predicates.fits.items()):
            if fit.pattern.rule.type != NOTHING and not self._sport.tells_of(i):
                if found := self._best(fit):
                    yield found
                    yield from self._turned(found)
        yield from self._required()

    def status(self, found: Found) -> Status:
        """The status of the find; attempts at force count as done."""
        return found.status or self.predicates.statuses.of(self.status_word(found)).status

    def status_word(self, found: Found) -> int:
        """The word whose status it is: "try" of "tried to kill"."""
        word = self.predicates.doc.words[found.fit.i]
        above = self.predicates.doc.words[word.head]
        tried = word.deprel == "xcomp" and above.lemma in ATTEMPTS
        return above.i if tried and found.rule.type in FORCE else word.i

    def accuser(self, i: int) -> Actor | None:
        """Who accuses somebody of what word `i` says."""
        words = self.predicates.doc.words
        word = words[i]
        for _ in range(MAX_DEPTH):
            below = word.deprel in ("advcl", "conj", "xcomp", "ccomp", "acl", "obl")
            if not below or word.head == i:
                return None
            word = words[word.head]
            fit = self.predicates.fits.get(word.i)
            if fit and fit.pattern.rule.type == "ACCUSE" and word.i != i:
                return next(iter(self._doers.of(fit).actors), None)
        return None

    # -- one fit ---------------------------------------------------------------------------

    def _best(self, fit: Fit) -> Found | None:
        """The find of the heaviest pattern whose sides are likely."""
        if self._says_why(fit):
            return None
        if found := self._found(fit):
            return found
        others = itertools.takewhile(_is_event, self.predicates.fitter.others(fit))
        return next((found for other in others if (found := self._found(other))), None)

    def _says_why(self, fit: Fit) -> bool:
        """Whether it only says what a protest is for ("went on strike to protest against X")."""
        word = self.predicates.doc.words[fit.i]
        above = self.predicates.fits.get(word.head)
        if above is None or word.deprel not in ("advcl", "acl", "xcomp"):
            return False
        return above.pattern.rule.type == fit.pattern.rule.type == "PROTEST"

    def _found(self, fit: Fit) -> Found | None:
        rule = fit.pattern.rule
        actor = self._doers.of(fit)
        if self._misread(fit) or (rule.type == "THREATEN" and self._forecasts(fit, actor.actors)):
            return None
        if self._arrives(fit, actor.actors):
            return Found(fit, Rule("MOBILIZE", "troops"), actor, Side(), fit.pattern.part)
        recipient = _without(self._recipients.of(fit, actor.actors), actor.actors)
        if rule.reversed and fit.pattern.part == "verb":
            actor, recipient = recipient, actor
        actor, recipient = self._home.settled(fit, actor, recipient)
        if not self._has_sides(fit, actor, recipient):
            return None
        return Found(fit, self._rule(fit, actor.actors), actor, recipient, fit.pattern.part)

    def _rule(self, fit: Fit, actors: tuple[Actor, ...]) -> Rule:
        """The pattern's rule; who vows to attack threatens, and who drills with another cooperates."""
        rule = fit.pattern.rule
        if rule.type == "AGREE" and fit.pattern.part == "verb" and self._is_hostile(fit):
            return Rule("THREATEN", content="hypothetical")
        countries = {a.country for a in actors if a.country}
        if rule.type == "MOBILIZE" and len(countries) > 1 and _is_exercise(fit.pattern):
            return Rule("COOPERATE", contexts=("military",), reciprocal=True)
        return rule

    def _is_hostile(self, fit: Fit) -> bool:
        """Whether what is promised or vowed is hostile."""
        fits = self.predicates.fits
        below = [fits[i] for i in fit.arguments.complements() if i in fits]
        negated = any(self.predicates.statuses.negated(each.i) for each in below)
        return not negated and any(each.pattern.rule.type in HOSTILE for each in below)

    def _has_sides(self, fit: Fit, actor: Side, recipient: Side) -> bool:
        """Whether those named make it an event."""
        rule = fit.pattern.rule
        if fit.pattern.part == "noun" and recipient.how == "the place" and not actor.actors:
            return False
        actors, recipients = actor.actors, recipient.actors
        if self._is_aside(fit) and not (_named(actors) and _named(recipients)):
            return False
        if not actors and self._is_thing(fit):
            return False
        alone = rule.reciprocal and not recipients and len(actors) < 2
        if alone and not self.predicates.plural(fit):
            return False
        if fit.pattern.lemma in FIGHTING and not any(weighty(a) or a.country for a in recipients):
            return False
        return plausible(rule, actors, recipients, self.predicates.political(fit.i))

    def _is_aside(self, fit: Fit) -> bool:
        """Whether a noun only says when or why it was, or what is answered ("after the attack")."""
        if fit.pattern.part != "noun":
            return False
        words = self.predicates.doc.words
        word = words[fit.i]
        if case_of(self.predicates.doc, word.i) in ASIDE:
            return True
        above = self.predicates.fits.get(word.head)
        spoken = fit.pattern.rule.type in SPEECH and word.deprel in ("obj", "obl", "nsubj:pass")
        return spoken and above is not None and above.pattern.rule.type in ANSWERS

    def _is_thing(self, fit: Fit) -> bool:
        """Whether something lifeless does it: "frost laid siege to the vineyards"."""
        if fit.pattern.part != "verb" or fit.pattern.rule.reversed:
            return False
        lexicon, words = self.predicates.lexicon, self.predicates.doc.words
        nouns = [words[i] for i in fit.arguments.subject if words[i].upos in ("NOUN", "PROPN")]
        alive = lexicon.persons | lexicon.weapons
        return bool(nouns) and all(word.lemma.lower() not in alive for word in nouns)

    def _misread(self, fit: Fit) -> bool:
        """Whether the verb means another thing: "call it a war", "return a book to Poland"."""
        rule, read = fit.pattern.rule, fit.arguments
        if fit.pattern.part != "verb":
            return False
        if self.predicates.doc.words[fit.i].deprel == "amod":
            return not read.subject  # "a suspected terrorist", "the occupied city"
        if rule.mode == "phone":
            words = self.predicates.doc.words
            return bool(read.infinitives) or words[words[fit.i].head].lemma.lower() == "what"
        led = all(slot.prepositions for slot in fit.pattern.slots)
        return rule.mode == "visit" and not rule.reversed and led and bool(read.object)

    def _arrives(self, fit: Fit, actors: tuple[Actor, ...]) -> bool:
        """Whether it is troops that come: no visit."""
        if fit.pattern.rule.mode != "visit" or fit.pattern.lemma not in COMING or not actors:
            return False
        return self.predicates.plural(fit) and all(actor.sector == "MIL" for actor in actors)

    def _forecasts(self, fit: Fit, actors: tuple[Actor, ...]) -> bool:
        """Whether the warning is of what others may do, or of what is so ("the risk is great")."""
        p = self.predicates
        if fit.arguments.object or not fit.arguments.clauses:
            return False
        subjects = [s for c in fit.arguments.clauses for s in p.fitter.arguments(c).subject]
        others = [a for i in subjects for a in p.mentions.resolve(i)]
        if others:
            return not any(same(a, actors) for a in others)
        own_words = any(p.doc.words[i].lemma.lower() in ("i", "we") for i in subjects)
        modals = (p.statuses.modal(i) for i in fit.arguments.clauses)
        return not own_words and all(modal not in ANNOUNCING for modal in modals)

    # -- speech acts that grammar shows ----------------------------------------------------

    def _turned(self, found: Found) -> Iterator[Found]:
        """A promise for "will aid", a refusal for "will not aid"."""
        i = found.fit.i
        rule = found.rule
        if found.basis != "verb" or rule.type in SPEECH or not found.actors:
            return
        status = self.predicates.statuses.of(i).status
        if self._governed(i) or not self._announced(i):
            return
        if self.predicates.statuses.negated(i):
            if rule.negated:
                yield _implied(found, rule.negated)
        elif rule.type in COOPERATIVE and status == "planned":
            yield _implied(found, "CONCEDE" if rule.type == "CONCEDE" else "AGREE")
        elif rule.type in HOSTILE and status in ("planned", "conditional"):
            yield _implied(found, "THREATEN")

    def _announced(self, i: int) -> bool:
        """Whether the doer says that he will, would or plans to do it."""
        statuses, words = self.predicates.statuses, self.predicates.doc.words
        modal = statuses.modal(i)
        if modal in ("will", "'ll", "shall") or statuses.to_come(i):
            return True
        word = words[i]
        above = words[word.head]
        if modal in ("would", "'d"):
            return word.deprel == "ccomp" and "Tense=Past" in above.feats
        return word.deprel == "xcomp" and above.lemma in ("plan", "intend", "prepare")

    def _required(self) -> Iterator[Found]:
        """ "X said Y must …": X asks Y for it."""
        fits = self.predicates.fits
        for word in self.predicates.doc.words:
            if word.upos in ("VERB", "ADJ", "NOUN") and word.i not in fits:
                yield from self._required_of(word.i)
        for i in fits:
            yield from self._required_of(i)

    def _required_of(self, i: int) -> Iterator[Found]:
        p = self.predicates
        if p.statuses.modal(i) not in ("must", "should", "ought") or p.statuses.inverted(i):
            return
        source = self._claimed(i)
        if source is None or not weighty(source):
            return
        read = p.fitter.arguments(i)
        words = read.object if read.passive else read.subject
        asked = tuple(a for a in p.who(words) if not own(a, (source,)) and weighty(a))
        if source.country in {a.country for a in asked if a.country}:
            return
        if asked:
            pattern = Pattern("must", p.doc.words[i].lemma, "verb", Rule("REQUEST"))
            actor, recipient = Side((source,), "who says it"), Side(asked, "who must do it")
            fit = Fit(i, pattern, read)
            yield Found(fit, pattern.rule, actor, recipient, "implied", "actual")

    def _governed(self, i: int) -> bool:
        """Whether a recognized speech act already tells it ("promised that it would")."""
        word = self.predicates.doc.words[i]
        return word.deprel in ("ccomp", "xcomp", "acl") and word.head in self.predicates.fits


def _named(actors: tuple[Actor, ...]) -> bool:
    return any(a.country or a.id for a in actors)


def _is_event(fit: Fit) -> bool:
    return fit.pattern.rule.type != NOTHING


def _is_exercise(pattern: Pattern) -> bool:
    return any(slot.fill & EXERCISES for slot in pattern.slots) or pattern.lemma in EXERCISES


def _implied(found: Found, type_: str) -> Found:
    return replace(found, rule=Rule(type_), basis="implied", status="actual")


def _without(side: Side, others: tuple[Actor, ...]) -> Side:
    return Side(tuple(a for a in side.actors if not same(a, others)), side.how)
