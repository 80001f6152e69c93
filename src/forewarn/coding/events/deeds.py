"""What a deed is called by who does it and to whom: rebels abduct where police arrest.

On the labelled sentences, of finds as grammar alone would name them: of 18 seizures, raids and the
like by those who fight a state 6 are ASSAULT, among them all 5 that were raids or seizures; of 7
roads, shops and squares that people shut 5 are PROTEST; all 3 hostages whom soldiers freed are AID.
"""

from __future__ import annotations

from dataclasses import replace

from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Predicates
from forewarn.coding.events.sides import POLITICAL
from forewarn.coding.grammar.lexicon import Rule
from forewarn.records import Actor

# Those who fight without being a state's, and what of theirs is force.
_FIGHTERS = frozenset(["REB", "UAF", "CRM"])
_TAKING = frozenset(["seize", "raid", "capture", "snatch", "kidnap", "hold"])
_RIOTING = frozenset(["loot", "burn", "torch", "ransack"])
# Those who block roads and shut shops in order to be heard.
_PEOPLE = frozenset(["LAB", "AGR", "EDU", "CVL", "BUS", "REL", "REF", "MED"])
_BLOCKING = frozenset(["block", "blockade", "barricade", "seal", "shut", "close", "obstruct"])
# Forces who free others' captives.
_RESCUERS = frozenset(["MIL", "COP", "SPY"])
_FREEING = frozenset(["free", "liberate"])
# What those who are sent home are told to do.
_GOING = frozenset(["leave", "quit", "depart"])
# Who are near to somebody: what is done to them by people nobody knows is private.
_KIN = frozenset(
    [
        *("wife", "husband", "lover", "girlfriend", "boyfriend", "fiancée", "fiancé", "spouse"),
        *("mother", "father", "parent", "sister", "brother", "son", "daughter", "cousin", "uncle"),
        *("aunt", "nephew", "niece", "grandmother", "grandfather", "stepfather", "stepmother"),
        *("brother-in-law", "sister-in-law", "father-in-law", "mother-in-law", "son-in-law"),
        *("roommate", "flatmate", "landlady", "landlord", "tenant", "mistress", "ex-wife"),
        *("ex-husband", "ex-girlfriend", "ex-boyfriend", "neighbor", "neighbour"),
    ]
)


class Deeds:
    """What the fits of one text are called."""

    def __init__(self, predicates: Predicates) -> None:
        self._p = predicates

    def called(
        self, rule: Rule, fit: Fit, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> Rule:
        """The rule under which these do it to those."""
        kinds = {a.sector for a in actors}
        lemma = fit.pattern.lemma
        if rule.type == "REQUEST" and fit.pattern.complement == "to":
            return self._ordered(rule, fit, actors, recipients)
        if not kinds or fit.pattern.part != "verb":
            return rule
        if rule.type == "COERCE" and kinds <= _FIGHTERS and lemma in _TAKING:
            return replace(rule, type="ASSAULT", mode=None)
        if rule.type == "PROTEST" and kinds <= _FIGHTERS and lemma in _RIOTING:
            return replace(rule, type="ASSAULT", mode="destroy", actor="any")
        if rule.type == "COERCE" and kinds <= _PEOPLE and lemma in _BLOCKING:
            return replace(rule, type="PROTEST", mode="obstruct")
        if rule.type == "RETREAT" and kinds <= _RESCUERS and lemma in _FREEING:
            return Rule("AID", recipient=rule.recipient)
        return rule

    def _ordered(
        self, rule: Rule, fit: Fit, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> Rule:
        """Foreigners who are told to leave are expelled."""
        words = self._p.doc.words
        told = {words[i].lemma.lower() for i in self._told(fit)}
        homes = {a.country for a in actors if a.country}
        foreign = [a for a in recipients if a.country and a.country not in homes]
        if told & _GOING and homes and foreign and not any(a.sector == "MIL" for a in foreign):
            return Rule("SANCTION", "expel", recipient=rule.recipient)
        return rule

    def _told(self, fit: Fit) -> list[int]:
        words, children = self._p.doc.words, self._p.doc.children
        below = [c for i in (fit.i, *fit.arguments.object) for c in children[i]]
        return [c for c in below if words[c].deprel in ("xcomp", "acl", "ccomp", "advcl")]

    def is_private(self, fit: Fit, actors: tuple[Actor, ...]) -> bool:
        """Whether it is done among kin and neighbours by somebody of no weight in politics."""
        if fit.pattern.part != "verb" or fit.pattern.rule.type not in ("ASSAULT", "THREATEN"):
            return False
        if not actors or any(a.sector in POLITICAL - {"JUD"} or a.id for a in actors):
            return False
        if all(a.sector == "JUD" for a in actors):
            return fit.pattern.rule.type == "ASSAULT"
        words = self._p.doc.words
        people = (*fit.arguments.object, *fit.arguments.subject)
        named = {words[i].lemma.lower() for i in people}
        owned = (c for i in people for c in self._p.doc.children[i])
        return bool(named & _KIN) or any(
            words[c].lemma.lower() in _KIN and words[c].deprel == "nmod:poss" for c in owned
        )
