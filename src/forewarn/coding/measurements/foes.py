"""Foes: whom a speaker calls "the enemy"."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.measurements.holders import countries, governor
from forewarn.coding.measurements.quantity import Quantity
from forewarn.coding.measurements.spots import NOWHERE
from forewarn.coding.statements import frames
from forewarn.coding.statements.cues import words
from forewarn.language.doc import Doc
from forewarn.records import Actor

_ENEMY = words("enemy foe adversary invader occupier aggressor")


@cache
def load() -> dict[str, frozenset[str]]:
    """The states with which each state has been at war, of the world pack."""
    path = resources.files("forewarn.packs") / "world" / "foes.txt"
    lines = [each for each in path.read_text("utf-8").splitlines() if not each.startswith("#")]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in (line.split("\t") for line in lines[1:]):
        found[a].add(b)
        found[b].add(a)
    return {state: frozenset(foes) for state, foes in found.items()}


def word(doc: Doc, quantity: Quantity) -> int | None:
    """The word that says that it is the enemy's: "enemy drones", "the enemy lost 40 men"."""
    verb, top = governor(doc, quantity.noun)
    subject = frames.subject(doc, verb) if verb is not None else None
    around = [subject] if subject not in (None, top) else []
    beside = [c for i in (quantity.noun, doc.words[quantity.noun].head) for c in doc.children[i]]
    around += [c for c in beside if doc.words[c].deprel in ("amod", "compound", "nmod:poss")]
    named = (i for i in around if i is not None and doc.words[i].lemma.lower() in _ENEMY)
    return next(named, None)


def of(doc: Doc, mentions: Mentions, enemy: int, speaker: Actor | None) -> Actor | None:
    """The enemy of the speaker: the only other state of the text, else the one of his wars."""
    if speaker is None or speaker.country in (None, *NOWHERE):
        return None
    proper = (w.i for w in doc.words if w.text[:1].isupper())
    named = {each.country for i in proper for each in countries(mentions, i)}
    others = named - NOWHERE - {speaker.country, None}
    foes = load().get(speaker.country or "", frozenset())
    both = others & foes or (others if len(others) == 1 else foes)
    if len(both) != 1:
        return None
    return Actor(doc.words[enemy].text, country=next(iter(both)))
