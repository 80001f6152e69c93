"""The two sides of an event: who weighs in politics, who is the same, who may have done it."""

from __future__ import annotations

from forewarn.coding.grammar.lexicon import ActorClass, Rule
from forewarn.records import Actor

# PLOVER sectors of those who act in politics by themselves; the others (civilians, journalists,
# companies …) count where the other side is one of these.
POLITICAL = frozenset(
    ["GOV", "MIL", "COP", "SPY", "LEG", "JUD", "REB", "OPP", "PRM", "UAF", "PTY", "PRE", "ELI"]
)
ARMED = frozenset(["GOV", "MIL", "COP", "SPY", "REB", "PRM", "UAF", "PRE"])
CIVIL = frozenset(
    ["CVL", "OPP", "EDU", "LAB", "REL", "JRN", "MED", "AGR", "REF", "SOC", "PTY", "LEG", "REB"]
)
# Sectors of those who are dealt with by their own state, and of those who deal with them.
AT_HOME = frozenset(["CVL", "OPP", "LEG", "PTY", "EDU", "LAB", "JRN", "REL", "JUD", "AGR"])
OFFICIAL = frozenset(["GOV", "COP", "MIL"])
# Types that are told without a doer ("four soldiers were killed").
DOERLESS = frozenset(["ASSAULT", "COERCE", "SANCTION", "RETREAT", "ACCUSE", "CONCEDE"])
# Types whose verbs say by themselves that it is about politics or violence.
PLAIN = frozenset(["ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "ACCUSE", "THREATEN"])
# Ceremonies, which at home are no support: "congratulated workers on their holiday".
HONOURING = frozenset(["congratulate", "decorate", "award", "bestow", "confer"])
# Types that everybody does at home and at work: where nobody acts in politics, 19 of 37 finds were
# right on the labelled sentences.
QUARRELS = frozenset(["ACCUSE", "REJECT"])
# Types that everybody does every day: meeting and travelling.
PRIVATE = frozenset(["CONSULT", "COOPERATE"])


def same(actor: Actor, others: tuple[Actor, ...]) -> bool:
    """Whether the actor is one of the others."""
    if actor.id:
        return any(actor.id == other.id for other in others)
    return any((actor.text, actor.country) == (other.text, other.country) for other in others)


def homeless(actor: Actor) -> bool:
    """Whether it is somebody of a state that is not named."""
    return actor.country is None and actor.id is None and actor.sector in AT_HOME | OFFICIAL


def is_one(actor: Actor) -> bool:
    """Whether the actor is anybody in particular, or of a kind."""
    return bool(actor.id or actor.country or actor.sector or actor.name)


def own(actor: Actor, others: tuple[Actor, ...]) -> bool:
    """Whether it is one of the others, or the very state that one of them belongs to."""
    return same(actor, others) or (
        actor.sector is None
        and actor.id is not None
        and actor.country in {a.country for a in others}
    )


def weighty(actor: Actor) -> bool:
    """Whether the actor acts in politics: a state, body, official, force, party or armed group."""
    if actor.sector in POLITICAL:
        return True
    named = actor.name is not None and actor.id is None  # somebody nobody knows
    return actor.sector is None and not named and (actor.id or actor.country) is not None


def plausible(
    rule: Rule, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], political: bool
) -> bool:
    """Whether these may be the sides of an event of that rule, in a sentence about politics or not.

    What is done by force or in public needs less of its sides than what people say and do every
    day: to be about somebody of a known state or kind, or to be told in a sentence about politics.
    """
    if not actors and rule.actor != "any" and not recipients:
        return False
    if actors and not _fit_to(rule.actor, actors):
        return False
    if actors and all(_stranger(a) for a in actors):
        return rule.type not in PRIVATE and any(a.country or a.id for a in recipients)
    known = _known(actors, recipients)
    if rule.type in QUARRELS and actors and known < 2:
        return False
    if rule.type in PLAIN or not actors:
        return rule.type in DOERLESS | PLAIN and known + political >= (1 if actors else 2)
    if any(weighty(a) for a in actors):
        return True
    if rule.type in PRIVATE:
        countries = {a.country for a in (*actors, *recipients) if a.country}
        across = rule.type == "COOPERATE" and len(countries) > 1
        return across or (known == 2 and any(a.country for a in actors))
    somebody = any(a.country or a.sector or a.name is None for a in actors)
    return somebody and known + political >= 2


def _stranger(actor: Actor) -> bool:
    """Whether it is somebody named of whom nothing else is known."""
    return bool(actor.name) and not (actor.id or actor.country or actor.sector)


def _known(actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> int:
    """How much is known of the sides: 2 where one acts in politics, 1 where one has a country."""
    sides = (*actors, *recipients)
    if any(weighty(a) for a in sides):
        return 2
    return int(any(a.country or a.sector for a in sides))


def _fit_to(kind: ActorClass, actors: tuple[Actor, ...]) -> bool:
    if kind == "civil":
        return any(a.sector in CIVIL or (a.sector is None and a.id is None) for a in actors)
    if kind == "armed":
        return any(a.sector in ARMED or (a.sector is None and a.id is not None) for a in actors)
    return True
