"""Where a quantity is: the place phrase beside the noun or its clause, else where it is at home."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from forewarn.coding import frames, owners
from forewarn.coding.arguments import case_of
from forewarn.coding.cues import words
from forewarn.coding.dates import Dated
from forewarn.coding.frames import Range
from forewarn.coding.quantities import Quantity
from forewarn.coding.units import MONEY
from forewarn.language.doc import Doc
from forewarn.records import Actor, Place

WhereAt = Callable[[int], Place | None]


class Located(Protocol):
    """Resolves noun phrases to actors and names to the states that they lie in."""

    def resolve(self, i: int) -> tuple[Actor, ...]:
        """The actors that the noun phrase headed at word `i` stands for."""
        ...


_NEAR = words(
    """in at near along on around inside across outside off to into within beyond from
    opposite throughout through towards toward north south east west above for of"""
)
_AREAS = words(
    """border borders frontier region coast area territory peninsula district zone flank sea
    side soil front capital province city town"""
)
# What is done where the one who does it is.
_AT_OWN = words(
    """intercept shoot turn admit take host receive detain arrest register record accept house
    shelter conscript mobilise mobilize jail imprison hold call seize"""
)
# And never where else the sentence speaks of.
_FROM_OWN = words("turn expel deport shelter admit call mobilise mobilize host")
# People and things that are where they are at home.
_AT_HOME = words(
    """voter hospital clinic school household herd villager resident stockpile turnout
    inhabitant gang reactor hostage prisoner worker teacher farmer fisherman family home
    house factory mine herd output production tally toll capacity coca crop harvest fence"""
)
_ENTERING = words("enter reach leave visit cross hit pass approach near skirt")
_REFUGE = words("asylum shelter refuge citizenship")
_SIDES = words("north south east west outskirts edge")
_SHORES = words("coast capital interior seaside")
"""With "the" and nobody's name they are those of whose the quantity is."""
_MONTHS = words(
    """january february march april may june july august september october november december"""
)
_HEADING = words("leave head depart set make sail")
PLACE_WORDS = 8
"""A longer place phrase is a description and no name."""
_STEPS = 6
_INNER = frozenset(["nmod", "compound"])


def find(
    doc: Doc,
    mentions: Located,
    places: WhereAt | None,
    dated: Sequence[Dated],
    quantity: Quantity,
    owner: Actor | None,
    told: Sequence[Range] = (),
) -> Place | None:
    """Where the quantity is; a point only where `places` knows one.

    `told` are the words of who says so: where they are is another matter. A place that no list
    knows has no country.
    """
    if found := _doer(doc, mentions, quantity, _FROM_OWN):
        return found
    said = _said(doc, mentions, places, dated, quantity, told)
    if said and said.country:
        return said
    if found := _receiver(doc, mentions, quantity) or _doer(doc, mentions, quantity, _AT_OWN):
        return found
    if owner and owner.country and (_is_at_home(doc, quantity) or _on_shore(doc, quantity)):
        return Place(owner.text, owner.country, None, None, "country")
    unlisted = _unlisted(doc, mentions, quantity, told)
    refuge = _refuge(doc, mentions, quantity) or _along(doc, mentions, quantity)
    return refuge or unlisted or said


def _along(doc: Doc, mentions: Located, quantity: Quantity) -> Place | None:
    """ "A stretch of X's frontier is guarded by 2,700 officers", "a 40-km stretch of it"."""
    verb, top = owners.governor(doc, quantity.noun)
    subject = frames.subject(doc, verb) if verb is not None else None
    above = doc.words[quantity.noun].head
    for i in (i for i in (subject, top, above) if i is not None):
        for child in (i, *doc.children[i]):
            if doc.words[child].lemma.lower() in _AREAS:
                return _of(tuple(owners.possessors(doc, mentions, child)))
    return None


def _is_fighting_for(doc: Doc, quantity: Quantity) -> bool:
    """ "X's gangs number 12,000 fighters": what somebody amounts to at home."""
    head = doc.words[doc.words[quantity.noun].head]
    if not head.text.lower().startswith("number"):
        return False
    own = (doc.words[c].lemma.lower() for c in doc.children[head.i])
    return any(lemma in _AT_HOME for lemma in own)


def _on_shore(doc: Doc, quantity: Quantity) -> bool:
    """ "deployed 400 of them on the coast": its own."""
    _, b = doc.sentences[doc.sentence_of[quantity.start]]
    found = (i for i in range(quantity.end, b) if doc.words[i].lemma.lower() in _SHORES)
    return any(_has_near(doc, i) and len(doc.children[i]) == 2 for i in found)


def _unlisted(
    doc: Doc,
    mentions: Located,
    quantity: Quantity,
    told: Sequence[Range],
) -> Place | None:
    """A place that no list knows: its name, and no country."""
    if quantity.unit in MONEY:
        return None
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    for name in doc.names:
        inside = a <= name.start < b and not any(x <= name.start < y for x, y in told)
        known = _country(doc, mentions, name.start)
        if name.label == "LOC" and inside and not known and _has_near(doc, name.start):
            start, end = doc.span(name.start, name.end)
            return Place(doc.text[start:end], None, None, None, "region")
    return None


def _refuge(doc: Doc, mentions: Located, quantity: Quantity) -> Place | None:
    """ "X gave asylum to 85 Afghans": over there."""
    verb, _ = owners.governor(doc, quantity.noun)
    if verb is None or doc.words[verb].lemma.lower() not in ("give", "grant", "offer"):
        return None
    if not any(doc.words[c].lemma.lower() in _REFUGE for c in doc.children[verb]):
        return None
    subject = frames.subject(doc, verb)
    return None if subject is None else _of(mentions.resolve(subject))


def _is_at_home(doc: Doc, quantity: Quantity) -> bool:
    """Whether it lies where its owner is: land, dwellings, voters, what a stockpile holds."""
    if _is_fighting_for(doc, quantity):
        return True
    if quantity.unit in MONEY:
        return False
    verb, top = owners.governor(doc, quantity.noun)
    subject = frames.subject(doc, verb) if verb is not None else None
    around = [i for i in (quantity.noun, top, subject) if i is not None]
    around += [c for c in doc.children[quantity.noun] if doc.words[c].deprel in _INNER]
    if verb is not None:
        around += [c for c in doc.children[verb] if doc.words[c].deprel == "obj"]
    lemmas = {doc.words[i].lemma.lower() for i in around}
    return bool(lemmas & _AT_HOME) or quantity.unit in ("hectares", "square km", "square miles")


def _said(
    doc: Doc,
    mentions: Located,
    places: WhereAt | None,
    dated: Sequence[Dated],
    quantity: Quantity,
    told: Sequence[Range],
) -> Place | None:
    if quantity.unit in MONEY:
        return None
    for i in _governors(doc, quantity.noun):
        if places and (place := places(i)) and place.country and not _is_month(place.name):
            return place
        for child in doc.children[i]:
            if _is_place(doc, dated, child) and (found := _named(doc, mentions, child)):
                return found
    return _beside(doc, mentions, dated, quantity, told)


def _is_month(name: str | None) -> bool:
    return name is not None and name.lower() in _MONTHS


def _beside(
    doc: Doc, mentions: Located, dated: Sequence[Dated], quantity: Quantity, told: Sequence[Range]
) -> Place | None:
    """The next place phrase of the sentence that is not who says so: parsers err on long ones."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    found = [
        i for i in range(a, b) if _is_place(doc, dated, i) and not any(x <= i < y for x, y in told)
    ]
    for i in sorted(found, key=lambda i: (i < quantity.end, abs(i - quantity.end))):
        if _country(doc, mentions, i) and (place := _named(doc, mentions, i)):
            return place
    return None


def _governors(doc: Doc, noun: int) -> Iterator[int]:
    """The noun, what it is part of, and its verbs, without going into who says so."""
    i = noun
    yield i
    for _ in range(_STEPS):
        word = doc.words[i]
        if word.head == i or word.deprel in ("ccomp", "parataxis", "acl:relcl"):
            return
        i = word.head
        yield i


def _is_place(doc: Doc, dated: Sequence[Dated], i: int) -> bool:
    word = doc.words[i]
    entered = word.deprel == "obj" and doc.words[word.head].lemma.lower() in _ENTERING
    placed = word.deprel.split(":")[0] in ("obl", "nmod") and _has_near(doc, i)
    if not (entered or placed):
        return False
    if any(each.start_word <= i < each.end_word for each in dated):
        return False
    cases = {doc.words[c].lemma.lower() for c in doc.children[i] if doc.words[c].deprel == "case"}
    head = doc.words[word.head].lemma.lower()
    above = doc.words[doc.words[word.head].head].lemma.lower()
    if cases == {"from"} and not {head, above} & owners.LEAVING:
        return False
    sides = {head, doc.words[i - 2].lemma.lower()} & _SIDES
    if (
        (cases == {"of"} and not sides)
        or "ahead" in cases
        or (cases == {"for"} and doc.words[word.head].lemma not in _HEADING)
    ):
        return False
    located = any(n.label == "LOC" and n.start <= i < n.end for n in doc.names)
    return located or word.lemma.lower() in _AREAS


def _has_near(doc: Doc, i: int) -> bool:
    return any(
        doc.words[c].deprel == "case" and doc.words[c].lemma.lower() in _NEAR
        for c in doc.children[i]
    )


def _named(doc: Doc, mentions: Located, i: int) -> Place | None:
    start, end = frames.phrase(doc, i)
    while start < i and doc.words[start].deprel in ("case", "det", "punct", "advmod", "fixed"):
        start += 1
    clause = next((c for c in doc.children[i] if doc.words[c].deprel.startswith("acl")), None)
    if clause is not None and clause > i:
        end = frames.phrase(doc, clause)[0]
    start, end = frames.trim(doc, (start, end))
    if not 0 < end - start <= PLACE_WORDS:
        return None
    a, b = doc.span(start, end)
    country = _country(doc, mentions, i)
    whole = country is not None and doc.words[i].upos == "PROPN"
    if country is None and doc.words[i].lemma.lower() in _AREAS:
        return None
    return Place(doc.text[a:b], country, None, None, "country" if whole else "region")


def _country(doc: Doc, mentions: Located, i: int) -> str | None:
    """The state that the place lies in, by its name, else by whose it is."""
    located = getattr(mentions, "located", None)
    actors = [*(located(i) if located else ()), *mentions.resolve(i)]
    actors += list(owners.possessors(doc, mentions, i))
    return next((actor.country for actor in actors if actor.country), None)


def _receiver(doc: Doc, mentions: Located, quantity: Quantity) -> Place | None:
    """Who gets it: "sold X 300 drones", "gave 20 tanks to X"."""
    verb = _giving(doc, quantity)
    if verb is None:
        return None
    for child in doc.children[verb]:
        if child == quantity.noun or any(c == child for c in (quantity.start, quantity.end - 1)):
            continue
        to = doc.words[child].deprel == "obl" and case_of(doc, child) == "to"
        named = doc.words[child].deprel == "obj" and doc.words[child].upos == "PROPN"
        given = doc.words[child].deprel == "iobj" or to or (named and child == verb + 1)
        if given and (place := _of(mentions.resolve(child))):
            return place
    name = verb + 1
    following = doc.words[name] if name < len(doc.words) else None
    if following and following.upos == "PROPN" and following.deprel in ("compound", "nmod"):
        return _of(mentions.resolve(name))
    return None


def _giving(doc: Doc, quantity: Quantity) -> int | None:
    """The verb of giving whose object it is, "and Y 20 million" being of the one before."""
    verb, _ = owners.governor(doc, quantity.noun)
    if verb is None or doc.words[verb].lemma.lower() not in owners.GIVING:
        return None
    return verb


def _doer(doc: Doc, mentions: Located, quantity: Quantity, verbs: frozenset[str]) -> Place | None:
    """ "X intercepted 84 drones", "X took in 200 people": over there."""
    verb, top = owners.governor(doc, quantity.noun)
    if verb is None or quantity.unit in MONEY or doc.words[verb].lemma.lower() not in verbs:
        return None
    subject = frames.subject(doc, verb)
    if subject is None or subject == top:
        return None
    actors = (*mentions.resolve(subject), *owners.possessors(doc, mentions, subject))
    return _of(actors)


def _of(actors: Sequence[Actor]) -> Place | None:
    named = (actor for actor in actors if actor.country)
    return next((Place(a.text, a.country, None, None, "country") for a in named), None)
