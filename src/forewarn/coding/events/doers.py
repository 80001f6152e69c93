"""Who does what a predicate says: its subject, an event noun's owner, whoever "by" names."""

from __future__ import annotations

from dataclasses import replace

from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Predicates, Side
from forewarn.records import Actor

# Verbs whose subject is at the receiving end of their event noun ("faced an attack").
SUFFERING = frozenset(["face", "suffer", "endure", "experience", "undergo", "withstand", "receive"])
# Prepositions of the means.
_BY = frozenset(["by", "in", "with", "from"])
# Weapons of those who stay unseen, unless they fall from aircraft.
_BOMBS = frozenset(
    [
        *("bomb", "bombing", "ied", "landmine", "minefield", "explosive", "grenade", "car-bomb"),
        *("dynamite", "booby-trap"),
    ]
)
_DROPPED = frozenset(["glide", "aerial", "guided", "cluster", "air", "barrel", "atomic", "nuclear"])
# Troops are moved by their state; who is committed or prepared is so himself.
_MOVED = frozenset(["MOBILIZE", "RETREAT", "AGREE"])


class Doers:
    """The actors of the fits of one text."""

    def __init__(self, predicates: Predicates) -> None:
        self._p = predicates

    def of(self, fit: Fit) -> Side:
        """Who does it."""
        if fit.pattern.part == "noun":
            return self._of_noun(fit)
        read = fit.arguments
        actors = self._p.who(read.subject)
        if fit.pattern.rule.actor == "civil":
            actors = tuple(self._people(a, read.subject) for a in actors)
        if actors or read.subject:
            return Side(actors, _of_verb(fit))
        if fit.pattern.rule.type in _MOVED:
            return Side(self._p.who(read.object), "whose the object is")
        return Side()

    def unseen(self, fit: Fit) -> int | None:
        """The bomb by which it was done, where nobody is named who laid it."""
        read = fit.arguments
        if fit.pattern.rule.type != "ASSAULT" or fit.pattern.part != "verb":
            return None
        means = (*read.subject, *read.under(_BY))
        return next((i for i in means if self._is_bomb(i)), None)

    def _is_bomb(self, i: int) -> bool:
        words = self._p.doc.words
        beside = [c for c in self._p.doc.children[i] if words[c].deprel in ("compound", "amod")]
        named = {words[k].lemma.lower() for k in (i, *beside)}
        return bool(named & _BOMBS) and not named & _DROPPED and not self._p.mentions.owners(i)

    def suffered(self, verb: int) -> bool:
        """Whether the verb's subject is at the receiving end of its object."""
        return self._p.doc.words[verb].lemma in SUFFERING

    def _people(self, actor: Actor, words: list[int]) -> Actor:
        """Those called by their country's name for its people ("Algerians") are civilians."""
        mentions = (self._p.mentions.at(i) for i in words)
        called = any(m is not None and m.kind == "demonym" for m in mentions)
        return replace(actor, sector="CVL") if called and actor.sector is None else actor

    def _of_noun(self, fit: Fit) -> Side:
        if fit.actors:
            return Side(self._p.who(fit.actors), "slot A of the pattern")
        taken = set(fit.recipients)
        for how, words in self._beside(fit, taken):
            if doers := self._p.who([i for i in words if self._p.mentions.at(i)]):
                return Side(doers, how)
        governing = self._p.fitter.governing(fit.i)
        if governing is not None and not self.suffered(governing):
            verb = self._p.doc.words[governing].lemma
            found = self._p.who(self._p.fitter.arguments(governing).subject)
            return Side(found, f"subject of '{verb}'")
        if not fit.recipients or fit.pattern.rule.type in ("MOBILIZE", "CONSULT"):
            of = [i for i in fit.arguments.obliques.get("of", []) if i not in taken]
            return Side(self._p.who([i for i in of if self._p.mentions.at(i)]), "object of 'of'")
        return Side()

    def _beside(self, fit: Fit, taken: set[int]) -> list[tuple[str, list[int]]]:
        """Whom "by" names after an event noun, and who owns it or stands before it."""
        doc = self._p.doc
        beside = [
            c
            for c in doc.children[fit.i]
            if doc.words[c].deprel in ("nmod:poss", "compound", "amod") and c not in taken
            if doc.words[c].deprel == "nmod:poss" or self._acts(c)
        ]
        return [("by-phrase", fit.arguments.obliques.get("by", [])), ("owner of the noun", beside)]

    def _acts(self, i: int) -> bool:
        """Whether a name before an event noun is the doer: of "the Minsk agreements" it is not."""
        entry = self._p.mentions.entry(i)
        return entry is not None and entry.kind != "capital"


def _of_verb(fit: Fit) -> str:
    if fit.arguments.inherited:
        return "carried from another clause"
    return "by-phrase" if fit.arguments.passive else "subject"
