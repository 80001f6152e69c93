"""Finds: what of a text's predicates is an event, with its rule and both sides.

`Finder` takes the patterns that fit, fills actor and recipient, and adds the speech acts that
grammar alone shows: "X said Y must …" is a request, "X will aid Y" a promise.

A speech act is actual once it is made; its content carries its own status: "asked allies to
deploy" is a REQUEST that is actual and a MOBILIZE that is demanded.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.events import predicates
from forewarn.coding.events.deeds import Deeds
from forewarn.coding.events.doers import Doers
from forewarn.coding.events.found import COOPERATIVE, SPEECH, Found, Whose
from forewarn.coding.events.home import Home
from forewarn.coding.events.implied import Implied
from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Side
from forewarn.coding.events.recipients import HOSTILE, MAX_DEPTH, Recipients
from forewarn.coding.events.sides import HONOURING, plausible, same, weighty
from forewarn.coding.events.sport import Sport
from forewarn.coding.events.things import Things
from forewarn.coding.grammar.arguments import case_of
from forewarn.coding.grammar.lexicon import Lexicon, Pattern, Rule
from forewarn.language.doc import Doc
from forewarn.records import Actor, Status

NOTHING = "NONE"
# Attempted force is force (PLOVER manual: ASSAULT holds attempts).
FORCE = frozenset(["ASSAULT", "COERCE", "PROTEST"])
ATTEMPTS = frozenset(["try", "attempt", "seek"])
# Who agrees to what hurts others does not threaten them with it ("agreed to halt imports").
CONSENTING = frozenset(["agree", "consent", "settle"])
# Words for who speaks.
FIRST = frozenset(["i", "we"])
# Types that answer what somebody said.
ANSWERS = frozenset(["REJECT", "CONCEDE", "SUPPORT", "AGREE"])
# Prepositions of what was before or besides.
ASIDE = frozenset(
    [
        *(
            "after",
            "follow",
            "following",
            "since",
            "before",
            "during",
            "despite",
            "amid",
            "until",
            "over",
        ),
        *("in the face of", "in view of", "in light of", "in the wake of", "at", "on", "under"),
        *("because of", "in response to", "due to", "in retaliation for", "ahead of", "for"),
    ]
)
# Prepositions before a gerund that do not say that it happened.
OPEN = frozenset(["against", "towards", "toward"])
# Nouns that mostly name a danger, and the verbs beside which they are said.
DANGERS = frozenset(["threat", "menace"])
UTTERING = frozenset(["make", "issue", "utter", "repeat", "voice", "renew", "deliver", "reiterate"])
# Auxiliaries of what somebody announces.
ANNOUNCING = frozenset(["will", "would", "shall", "'ll", "'d"])
# Verbs of war where it is against somebody, not against a disease or for a right.
FIGHTING = frozenset(["fight", "combat", "battle"])
# Manoeuvres: with somebody they are cooperation.
EXERCISES = frozenset(["exercise", "manoeuvre", "maneuver", "drill", "wargame", "train"])
# Verbs of arrival, which say of troops that they are moved.
COMING = frozenset(["arrive", "come", "go", "travel", "fly"])


class Finder:
    """Finds the events of one text."""

    def __init__(self, doc: Doc, mentions: Mentions, lexicon: Lexicon, claimed: Whose) -> None:
        self.predicates = predicates.read(doc, mentions, lexicon)
        self._claimed = claimed
        self._sport = Sport(doc)
        self._things = Things(self.predicates)
        self._deeds = Deeds(self.predicates)
        self._doers = Doers(self.predicates)
        self._recipients = Recipients(self.predicates, self._doers)
        self._home = Home(self.predicates)
        self._implied = Implied(self.predicates, claimed)

    def all(self) -> Iterator[Found]:
        """All finds, those that are implied behind what implies them."""
        fits = self.predicates.fits
        for fit in (fits[i] for i in sorted(fits)):
            if fit.pattern.rule.type != NOTHING and not self._is_game(fit):
                found = self._best(fit)
                yield from [found, *self._implied.turned(found)] if found else ()
        yield from self._implied.required()
        yield from self._implied.joint()

    def _is_game(self, fit: Fit) -> bool:
        """Whether it is told of sport, where attacks are none; arrests are arrests there too."""
        return fit.pattern.rule.mode != "arrest" and self._sport.tells_of(fit.i)

    def status(self, found: Found) -> Status:
        """The status of the find; attempts at force count as done."""
        status = found.status or self.predicates.statuses.of(self.status_word(found)).status
        if status == "actual" and self._is_open(found.fit.i):
            return "hypothetical"
        # "Does not accept" is a refusal that is made.
        return "actual" if found.fit.pattern.negative and status == "negated" else status

    def _is_open(self, i: int) -> bool:
        """Whether it is a gerund that leaves it open ("voted against holding a meeting")."""
        doc = self.predicates.doc
        marks = [c for c in doc.children[i] if doc.words[c].deprel in ("mark", "case") and c < i]
        led = any(doc.words[c].lemma.lower() in OPEN for c in marks)
        return led and doc.words[i].upos == "VERB"

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
        """Whether it only says what a protest is for ("on strike to protest", "to demand")."""
        word = self.predicates.doc.words[fit.i]
        above = self.predicates.fits.get(word.head)
        if above is None or word.deprel not in ("advcl", "acl", "xcomp"):
            return False
        told = fit.pattern.rule.type in ("PROTEST", "REQUEST")
        return told and above.pattern.rule.type == "PROTEST"

    def _found(self, fit: Fit) -> Found | None:
        rule = fit.pattern.rule
        actor = self._speaking(fit, self._doers.of(fit))
        if self._misread(fit) or (rule.type == "THREATEN" and self._forecasts(fit, actor.actors)):
            return None
        if self._arrives(fit, actor.actors):
            return Found(fit, Rule("MOBILIZE", "troops"), actor, Side(), fit.pattern.part)
        recipient = _without(self._recipients.of(fit, actor.actors), actor.actors)
        if rule.reversed and fit.pattern.part == "verb":
            actor, recipient = recipient, actor
        actor, recipient = self._home.settled(fit, actor, recipient)
        private = self._deeds.is_private(fit, actor.actors)
        if private or not self._has_sides(fit, actor, recipient):
            return None
        actor = actor if actor.actors else self._unseen(fit)
        rule = self._rule(fit, actor.actors)
        rule = self._deeds.called(rule, fit, actor.actors, recipient.actors)
        return Found(fit, rule, actor, recipient, fit.pattern.part)

    def _unseen(self, fit: Fit) -> Side:
        """Armed people whom nobody knows, where a bomb killed: of the place that it lay in."""
        bomb = self._doers.unseen(fit)
        if bomb is None:
            return Side()
        scene = self._home.scene(fit)
        text, country = self.predicates.phrase(bomb), scene[1] if scene else None
        return Side((Actor(text, country=country, sector="UAF"),), "whose bomb it was")

    def _speaking(self, fit: Fit, actor: Side) -> Side:
        """Who speaks where the text has "we", or says nothing but "it is unacceptable"."""
        if actor.actors or fit.pattern.part == "noun":
            return actor
        words = [self.predicates.doc.words[i] for i in fit.arguments.subject]
        first = any(word.lemma.lower() in FIRST for word in words)
        bare = fit.pattern.part == "adjective" and fit.pattern.rule.type in ("ACCUSE", "REJECT")
        if not first and not bare:
            return actor
        if source := self._claimed(fit.i):
            return Side((source,), "who says it")
        return Side((Actor(words[0].text),), "who speaks") if first else actor

    def _rule(self, fit: Fit, actors: tuple[Actor, ...]) -> Rule:
        """The pattern's rule; who drills with another cooperates."""
        rule = fit.pattern.rule
        if rule.type == "AGREE" and fit.pattern.part != "noun":
            rule = self._promised(fit)
        countries = {a.country for a in actors if a.country}
        if rule.type == "MOBILIZE" and len(countries) > 1 and _is_exercise(fit.pattern):
            return Rule("COOPERATE", contexts=("military",), reciprocal=True)
        return rule

    def _promised(self, fit: Fit) -> Rule:
        """A promise, a threat ("vowed to attack") or a refusal ("vowed not to return")."""
        p = self.predicates
        for below in (p.fits[i] for i in fit.arguments.complements() if i in p.fits):
            type_, negated = below.pattern.rule.type, p.statuses.negated(below.i)
            if type_ in HOSTILE and not negated and fit.pattern.lemma not in CONSENTING:
                return Rule("THREATEN", content="hypothetical")
            if type_ in COOPERATIVE and negated:
                return Rule("REJECT", content="negated")
        return fit.pattern.rule

    def _has_sides(self, fit: Fit, actor: Side, recipient: Side) -> bool:
        """Whether those named make it an event."""
        rule = fit.pattern.rule
        if fit.pattern.part == "noun" and recipient.how == "the place" and not actor.actors:
            return False
        actors, recipients = actor.actors, recipient.actors
        if self._is_aside(fit) and not (_named(actors) and _named(recipients)):
            return False
        if self._things.of_nature(fit) or (not actors and self._things.do(fit)):
            return False
        if self._things.of_accident(fit, actors):
            return False
        if fit.pattern.lemma in HONOURING and not _of_another(recipients, actors):
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
        free = self.predicates.fitter.governing(word.i) is None
        if free and (word.deprel == "obl" or case_of(self.predicates.doc, word.i) in ASIDE):
            return True
        above = self.predicates.fits.get(word.head)
        spoken = fit.pattern.rule.type in SPEECH and word.deprel in ("obj", "obl", "nsubj:pass")
        return spoken and above is not None and above.pattern.rule.type in ANSWERS

    def _misread(self, fit: Fit) -> bool:
        """Whether the verb means another thing: "call it a war", "return a book to Poland"."""
        rule, read = fit.pattern.rule, fit.arguments
        if fit.pattern.part != "verb":
            return self._is_danger(fit)
        if self.predicates.doc.words[fit.i].deprel in ("amod", "acl") and read.passive:
            return not read.subject  # "a suspected terrorist", "weapons seized last year"
        if rule.mode == "phone":
            words = self.predicates.doc.words
            return bool(read.infinitives) or words[words[fit.i].head].lemma.lower() == "what"
        led = all(slot.prepositions for slot in fit.pattern.slots)
        return rule.mode == "visit" and not rule.reversed and led and bool(read.object)

    def _is_danger(self, fit: Fit) -> bool:
        """Whether the threat is what somebody is, not what he says ("a threat to the region")."""
        if fit.pattern.lemma not in DANGERS or fit.arguments.complements():
            return False
        governing = self.predicates.fitter.governing(fit.i)
        uttered = governing is not None and self.predicates.doc.words[governing].lemma in UTTERING
        return not uttered and not {"by", "against"} & set(fit.arguments.obliques)

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


def _of_another(recipients: tuple[Actor, ...], actors: tuple[Actor, ...]) -> bool:
    """Whether somebody is of another state than those who act, or acts in politics himself."""
    homes = {a.country for a in actors}
    return any((a.country and a.country not in homes) or weighty(a) for a in recipients)


def _named(actors: tuple[Actor, ...]) -> bool:
    return any(a.country or a.id for a in actors)


def _is_event(fit: Fit) -> bool:
    return fit.pattern.rule.type != NOTHING


def _is_exercise(pattern: Pattern) -> bool:
    return any(slot.fill & EXERCISES for slot in pattern.slots) or pattern.lemma in EXERCISES


def _without(side: Side, others: tuple[Actor, ...]) -> Side:
    return Side(tuple(a for a in side.actors if not same(a, others)), side.how)
