"""Claimants: who says that it is so many, as a state or a body where the text lets one tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forewarn.coding import owners
from forewarn.coding.attribution import Attribution, Resolver
from forewarn.coding.cues import words
from forewarn.coding.frames import Range
from forewarn.coding.nesting import Nesting
from forewarn.coding.quantities import Quantity
from forewarn.language.doc import Doc
from forewarn.records import Actor

Claim = tuple[Actor | None, Range | None]
"""Who claims it and the words that name him."""

_REPORTING = words(
    """say tell report claim estimate reckon announce confirm admit concede disclose reveal state
    count find add note declare acknowledge believe calculate tally allege maintain insist recall
    write show"""
)
# Whoever binds himself or another to a number does not claim that it is so.
_BINDING = frozenset(["commitment", "demand", "offer", "refusal", "denial"])
# Those who speak for the place that a report is about, where nothing else is said of them.
_LOCAL = words(
    """official police governor mayor authority bureau ministry service coastguard guard hospital
    rescuer medic doctor rebel insurgent observer monitor prosecutor army military resident witness
    organiser organizer parliament command government agency commission department office
    newspaper television media radio coroner court union chief commander opposition"""
)
LONGEST = 8
"""A phrase of more words between the comma and "said" is a clause."""
_TRAILING = 6
_NOBODY = frozenset(["IGO", "NGO"])


def find(doc: Doc, mentions: Resolver, nesting: Nesting, quantity: Quantity) -> Claim:
    """Who claims the quantity, and the words that name him; (None, None) where nobody does."""
    said = _said(nesting, quantity)
    after = _after(doc, quantity)
    if after and (said is None or said.head == after[2]):
        speaker, start, verb = after
        return _known(doc, mentions, speaker, None, (start, verb)), (start, verb)
    if said is not None:
        return _speaker(doc, mentions, said), said.source
    return owners.counter(doc, mentions, quantity), None


def _said(nesting: Nesting, quantity: Quantity) -> Attribution | None:
    """Who says so: the smallest content around the number of which somebody is the source."""
    around = [each for each in nesting.around(quantity.end - 1) if _tells(each)]
    return min(around, key=lambda each: sum(b - a for a, b in each.content), default=None)


def _tells(said: Attribution) -> bool:
    binds = said.entry.kind in _BINDING and said.quoted == "indirect"
    someone = said.actor is not None or said.speaker is not None
    return someone and said.entry.spoken and not binds


def _speaker(doc: Doc, mentions: Resolver, said: Attribution) -> Actor | None:
    if said.speaker is None:
        return said.actor
    return _known(doc, mentions, said.speaker, said.actor, said.source)


def _known(
    doc: Doc, mentions: Resolver, speaker: int, actor: Actor | None, source: Range | None
) -> Actor | None:
    """The speaker; one known only by his work is of the place that he is at ("officials in X")."""
    actors = mentions.resolve(speaker)
    actor = actor or next(iter(actors), None)
    if actor and (actor.country or actor.id):
        return actor
    state = next(_states(doc, mentions, speaker), None) or _about(doc, mentions, speaker, source)
    if state is None or actor is None:
        return state or actor
    return replace(actor, country=state.country)


def _states(doc: Doc, mentions: Resolver, speaker: int) -> Iterator[Actor]:
    """A capital's state; whose the speaker is, else where he is."""
    if doc.words[speaker].upos == "PROPN":
        yield from owners.countries(mentions, speaker)
    yield from (a for a in owners.possessors(doc, mentions, speaker) if a.country)
    for child in doc.children[speaker]:
        if doc.words[child].deprel.split(":")[0] in ("nmod", "compound"):
            yield from owners.countries(mentions, child)


def _about(doc: Doc, mentions: Resolver, speaker: int, source: Range | None) -> Actor | None:
    """The state that the sentence is about: the only one, or the first before "the service"."""
    word = doc.words[speaker]
    if word.lemma.lower() not in _LOCAL:
        return None
    a, b = doc.sentences[doc.sentence_of[speaker]]
    outside = [i for i in range(a, b) if source is None or not source[0] <= i < source[1]]
    proper = [i for i in outside if doc.words[i].text[:1].isupper()]
    named = [each for i in proper for each in owners.countries(mentions, i)]
    states = [each for each in named if each.country not in _NOBODY]
    definite = any(doc.words[c].lemma.lower() == "the" for c in doc.children[speaker])
    alone = len({each.country for each in states}) == 1
    return states[0] if states and (alone or definite) else None


def _after(doc: Doc, quantity: Quantity) -> tuple[int, int, int] | None:
    """The speaker, the start of his phrase and the verb of ", X said." at the sentence's end."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    for verb in range(max(quantity.end + 1, b - _TRAILING), b):
        if not _is_reporting(doc, verb):
            continue
        comma = next((i for i in range(verb - 1, a, -1) if doc.words[i].upos == "PUNCT"), a)
        between = range(comma + 1, verb)
        plain = all(doc.words[i].upos not in ("VERB", "AUX", "SCONJ") for i in between)
        if doc.words[comma].text != "," or not 0 < len(between) <= LONGEST or not plain:
            continue
        if comma < quantity.end or any(doc.words[i].text == "," for i in range(verb, b)):
            continue
        return _head(doc, comma + 1, verb), comma + 1, verb
    return None


def _is_reporting(doc: Doc, i: int) -> bool:
    word = doc.words[i]
    lemma, text = word.lemma.lower(), word.text.lower()
    return (lemma in _REPORTING or text.rstrip("s") in _REPORTING) and text.islower()


def _head(doc: Doc, start: int, verb: int) -> int:
    """The head of the speaker's phrase: its first word that depends on none of the others."""
    inside = range(start, verb)
    return next((i for i in inside if doc.words[i].head not in inside), verb - 1)
