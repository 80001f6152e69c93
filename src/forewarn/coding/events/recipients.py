"""To whom it is done: the object, whom a preposition names, or who is named within either."""

from __future__ import annotations

from collections import deque

from forewarn.coding.events.doers import Doers
from forewarn.coding.events.found import SPEECH
from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Predicates, Side
from forewarn.coding.events.sides import is_one, own, same
from forewarn.coding.grammar import arguments
from forewarn.records import Actor

# Types that are threatened when they are announced, as cooperation is promised.
HOSTILE = frozenset(["SANCTION", "COERCE", "PROTEST", "ASSAULT"])
# Types whose object may be troops that are moved or talked about, not somebody it is done to.
ABOUT_TROOPS = frozenset(["AGREE", "SUPPORT", "RETREAT", "AID", "MOBILIZE"])
# Types whose object may be weapons: what is given, not whom it is given to.
GIVING = frozenset(["AID", "AGREE", "MOBILIZE"])
# Who is one's own and yet another.
PARTNERS = frozenset(["ally", "partner", "neighbor", "neighbour", "counterpart", "member"])
MAX_SEARCH = 60
MAX_DEPTH = 4
# Where no recipient is found: places, times, circumstances.
_ASIDE = frozenset(
    [
        *("in", "at", "near", "during", "since", "after", "before", "under", "from", "by", "as"),
        *("into", "around", "along", "through", "across", "inside", "outside", "within", "amid"),
        *("according to", "because of", "despite", "like", "until", "throughout"),
    ]
)
# Types that answer to somebody: "an offer from X", "a ban by X", "crimes by X".
_ANSWERING = frozenset(["REJECT", "REQUEST", "ACCUSE", "PROTEST", "CONCEDE", "SUPPORT"])
_SOURCES = frozenset(["by", "from", "under"])
# What a protest or a strike is for stands in a clause of its own: "to demand …".
_PURPOSES = frozenset(
    [
        *("demand", "protest", "call", "press", "oppose", "condemn", "denounce", "urge", "seek"),
        *("force", "persuade", "convince", "demonstrate", "show", "express", "pressure", "ask"),
    ]
)
_FREEING = frozenset(["release", "liberation", "freeing", "freedom"])
_CLAUSES = frozenset(["acl:relcl", "advcl", "parataxis", "appos", "punct", "case", "det"])
_NOUN_TOPICS = ("of", "for", "on", "to")
_VERB_TOPICS = ("of", "for", "to", "on", "with", "against", "over", "about", "at", "as")


class Recipients:
    """The recipients of the fits of one text."""

    def __init__(self, predicates: Predicates, doers: Doers) -> None:
        self._p = predicates
        self._doers = doers

    def of(self, fit: Fit, actors: tuple[Actor, ...]) -> Side:
        """To whom the actors do it."""
        if fit.pattern.rule.type == "REJECT" and self._denies_all(fit):
            return Side(self._accusers(fit.i), "who said it before")
        if fit.pattern.rule.type == "ACCUSE" and (deeds := self._deeds(fit)):
            doers = dict.fromkeys(a for i in deeds for a in self._doers_of(i))
            return Side(tuple(doers), "who did the deed")
        found = self._beside(fit, actors) or self._further(fit, actors)
        return Side(tuple(a for a in found.actors if not _moved(a, fit, actors)), found.how)

    def _beside(self, fit: Fit, actors: tuple[Actor, ...]) -> Side | None:
        """Whom the pattern's own slots name, else those that its group's prepositions name."""
        for how, words in self._places(fit):
            moving = how == "object" and _moves(fit)
            found = [
                a
                for i in words
                for a in self._p.fitter.recipient(i, fit.pattern)
                if is_one(a) and self._p.mentions.weighs(i, a) and not self._things(a, fit)
                if not self._is_given(i, fit) and not (moving and a.sector == "MIL")
            ]
            if rest := [a for a in found if not same(a, actors)]:
                return Side(tuple(dict.fromkeys(rest)), how)
        return None

    def _further(self, fit: Fit, actors: tuple[Actor, ...]) -> Side:
        if fit.pattern.rule.reciprocal:
            return self._partners(fit, actors)
        found = self._deeper(fit, actors)
        return found if found.actors else self._unknown(fit)

    def _unknown(self, fit: Fit) -> Side:
        """People of whom nothing is known ("pressured bus drivers to work")."""
        if fit.pattern.part != "verb" or "obj" not in fit.pattern.rule.recipient or _moves(fit):
            return Side()
        words = self._p.doc.words
        given = (*fit.arguments.object, *fit.arguments.indirect)
        objects = [i for i in given if words[i].upos in ("NOUN", "PROPN")]
        persons = self._p.lexicon.persons
        people = [
            i for i in objects if words[i].lemma.lower() in persons and not self._fills(i, fit)
        ]
        found = tuple(a for a in self._p.who(people) if not self._things(a, fit))
        return Side(found, "object")

    def _places(self, fit: Fit) -> list[tuple[str, list[int]]]:
        found = [("slot R of the pattern", fit.recipients)]
        governing = self._p.fitter.governing(fit.i) if fit.pattern.part == "noun" else None
        if governing is not None and self._doers.suffered(governing):
            verb = self._p.doc.words[governing].lemma
            found.insert(0, (f"subject of '{verb}'", self._p.fitter.arguments(governing).subject))
        if not fit.recipients:
            found += [(_named(w), self._at(fit, w)) for w in fit.pattern.rule.recipient]
        return found

    def _deeds(self, fit: Fit) -> list[int]:
        """The hostile deeds that are condemned: whom they were done to is not to blame."""
        if fit.pattern.part != "verb":
            return []
        deeds = (self._p.fits.get(i) for i in fit.arguments.object)
        return [each.i for each in deeds if each and each.pattern.rule.type in HOSTILE]

    def _doers_of(self, deed: int) -> tuple[Actor, ...]:
        """Who did the deed that a noun names: its owner, or whom "by" names."""
        subjects = self._p.fitter.arguments(deed).subject
        named = [a for i in subjects for a in self._p.mentions.resolve(i)]
        return tuple(named) or self._p.mentions.owners(deed)

    def _denies_all(self, fit: Fit) -> bool:
        """Whether all that was said before is denied ("…, which Minsk denies")."""
        words = [self._p.doc.words[i] for i in fit.arguments.object]
        return any(w.upos == "PRON" and w.lemma.lower() == "which" for w in words)

    def _accusers(self, i: int) -> tuple[Actor, ...]:
        """All who accuse somebody in the clauses above word `i`."""
        word = self._p.doc.words[i]
        for _ in range(2 * MAX_DEPTH):
            word = self._p.doc.words[word.head]
            fit = self._p.fits.get(word.i)
            if fit and fit.pattern.rule.type == "ACCUSE":
                return self._doers.of(fit).actors
        return ()

    def _things(self, actor: Actor, fit: Fit) -> bool:
        """Whether the troops are of nobody: what is moved, not whom it is done to."""
        nobody = actor.country is None and actor.id is None
        return nobody and actor.sector == "MIL" and fit.pattern.rule.type in ABOUT_TROOPS

    def _is_given(self, i: int, fit: Fit) -> bool:
        """Whether word `i` is a weapon, given or spoken of, or a noun that fills the pattern."""
        thing = self._p.doc.words[i].lemma.lower() in self._p.lexicon.weapons
        return self._fills(i, fit) or (thing and fit.pattern.rule.type in GIVING | SPEECH)

    def _fills(self, i: int, fit: Fit) -> bool:
        """Whether word `i` fills the pattern, or stands in a row with what does."""
        word = self._p.doc.words[i]
        return i in fit.used or (word.deprel == "conj" and word.head in fit.used)

    def _partners(self, fit: Fit, actors: tuple[Actor, ...]) -> Side:
        """With whom: the phrase may hang on the object ("held talks with R")."""
        words = [c for i in fit.arguments.object for c in self._p.doc.children[i]]
        found = [
            a
            for i in words
            if arguments.case_of(self._p.doc, i) in ("with", "between")
            for a in self._p.mentions.resolve(i)
            if is_one(a) and not same(a, actors)
        ]
        return Side(tuple(dict.fromkeys(found)), "object of 'with' behind the object")

    def _at(self, fit: Fit, where: str) -> list[int]:
        read = fit.arguments
        if where == "obj":
            return [*read.indirect, *read.object] if fit.pattern.part == "verb" else []
        found = list(read.obliques.get(where, ()))
        governing = self._p.fitter.governing(fit.i) if fit.pattern.part == "noun" else None
        if governing is not None:
            found += self._p.fitter.arguments(governing).obliques.get(where, ())
        return found

    # -- within the object or the complement -------------------------------------------------

    def _deeper(self, fit: Fit, actors: tuple[Actor, ...]) -> Side:
        """Whoever is named first within the object or the complement ("rejected X's offer")."""
        read = fit.arguments
        whom = read.object or read.indirect
        told = fit.pattern.rule.type == "REQUEST" and whom and read.infinitives
        if fit.pattern.rule.type == "MOBILIZE" or told:
            return Side()
        doing = set(read.subject) or set(read.object)
        starts = (*read.object, *read.complements(), *self._topics(fit), *self._purposes(fit))
        queue = deque((i, 0) for i in starts if i not in doing)
        for _ in range(MAX_SEARCH):
            if not queue:
                break
            i, depth = queue.popleft()
            found = [a for a in self._p.mentions.resolve(i) if not own(a, actors)]
            found = [a for a in found if is_one(a) and self._p.mentions.weighs(i, a)]
            found = [a for a in found if not self._things(a, fit) and not self._is_given(i, fit)]
            if found and not self._theirs(i, actors) and self._may_receive(i, depth, fit):
                return Side(tuple(dict.fromkeys(found)), "named within what it is about")
            if depth < MAX_DEPTH:
                queue.extend((c, depth + 1) for c in self._order(i) if self._leads_on(c, fit))
        return Side()

    def _theirs(self, i: int, actors: tuple[Actor, ...]) -> bool:
        """Whether it is the actors' own ("agreed to return their ambassadors")."""
        if self._p.doc.words[i].lemma in PARTNERS:
            return False
        words = [c for c in self._p.doc.children[i] if self._p.doc.words[c].deprel == "nmod:poss"]
        pronouns = [c for c in words if self._p.doc.words[c].upos == "PRON"]
        return any(same(a, actors) for c in pronouns for a in self._p.mentions.resolve(c))

    def _topics(self, fit: Fit) -> list[int]:
        topics = _NOUN_TOPICS if fit.pattern.part == "noun" else _VERB_TOPICS
        asked = sorted({each for slot in fit.pattern.slots for each in slot.prepositions})
        words = (i for each in (*asked, *topics) for i in fit.arguments.obliques.get(each, ()))
        return list(dict.fromkeys(words))

    def _purposes(self, fit: Fit) -> list[int]:
        """The clauses that say what a protest is for."""
        if fit.pattern.rule.type != "PROTEST":
            return []
        words = self._p.doc.words
        verbs = [fit.i, words[fit.i].head] if fit.pattern.part == "noun" else [fit.i]
        below = [c for i in verbs for c in self._p.doc.children[i]]
        nested = [c for i in below for c in self._p.doc.children[i]]
        return [
            i
            for i in (*below, *nested)
            if words[i].deprel in ("advcl", "acl", "xcomp") and words[i].lemma in _PURPOSES
        ]

    def _order(self, i: int) -> list[int]:
        rank = {"nsubj": 0, "nmod:poss": 1, "amod": 1, "compound": 1, "obj": 2, "iobj": 2}
        words = self._p.doc.words
        return sorted(self._p.doc.children[i], key=lambda c: (rank.get(words[c].deprel, 3), c))

    def _leads_on(self, i: int, fit: Fit) -> bool:
        if self._p.doc.words[i].deprel in _CLAUSES:
            return False
        return self._leads(i, fit) and not self._is_freed(i, fit)

    def _is_freed(self, i: int, fit: Fit) -> bool:
        """Whether it is who is to be freed: "demanded the release of X" asks whoever holds X."""
        word = self._p.doc.words[i]
        above = self._p.doc.words[word.head]
        if fit.pattern.rule.type != "REQUEST" or above.lemma.lower() not in _FREEING:
            return False
        case = arguments.case_of(self._p.doc, i)
        return case == "of" or (not case and word.deprel in ("nmod", "nmod:poss", "compound"))

    def _leads(self, i: int, fit: Fit) -> bool:
        preposition = arguments.case_of(self._p.doc, i)
        if preposition in _SOURCES and fit.pattern.rule.type in _ANSWERING:
            return self._p.doc.words[i].deprel in ("nmod", "obl", "obl:agent")
        return preposition not in _ASIDE or preposition in fit.pattern.rule.recipient

    def _may_receive(self, i: int, depth: int, fit: Fit) -> bool:
        modifier = self._p.doc.words[i].deprel in ("compound", "amod")
        if modifier and (depth > 2 or not self._p.mentions.entry(i)):
            return False
        if depth and self._is_where(i, fit):
            return False
        return self._leads(i, fit)

    def _is_where(self, i: int, fit: Fit) -> bool:
        """Whether it is only where something is done that is agreed ("return envoys to Rome")."""
        entry = self._p.mentions.entry(i)
        place = entry is not None and entry.kind == "capital"
        led = bool(arguments.case_of(self._p.doc, i)) or self._p.doc.words[i].deprel == "conj"
        return place and led and fit.pattern.rule.type == "AGREE"


def _moved(actor: Actor, fit: Fit, actors: tuple[Actor, ...]) -> bool:
    """Whether it is the doers' own troops that are moved."""
    own_state = actor.country in {a.country for a in actors}
    return _moves(fit) and actor.sector == "MIL" and own_state


def _moves(fit: Fit) -> bool:
    """Whether it moves troops, so that those in its object are moved."""
    return fit.pattern.rule.type == "MOBILIZE" or fit.pattern.rule.mode == "withdraw"


def _named(where: str) -> str:
    return "object" if where == "obj" else f"object of '{where}'"
