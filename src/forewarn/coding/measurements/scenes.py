"""Where a quantity is: the place phrase beside the noun or its clause, else where it is at home.

What the sentence itself says comes first: a place phrase of the noun or of a verb above it, who
gets it, who does at home what is done. Then what is at its owner's, then any place of the
sentence, of the one before, of the dateline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.circumstances.dates import Dated
from forewarn.coding.grammar.arguments import case_of
from forewarn.coding.measurements import counted, holders
from forewarn.coding.measurements.quantity import Quantity
from forewarn.coding.measurements.spots import AREAS, NOWHERE, Spots
from forewarn.coding.statements import frames
from forewarn.coding.statements.cues import words
from forewarn.coding.statements.frames import Range
from forewarn.language.doc import Doc
from forewarn.records import Actor, Place

WhereAt = Callable[[int], Place | None]

# What is done where the one who does it is.
_AT_OWN = words(
    """intercept shoot turn admit take host receive detain arrest register record accept house
    shelter conscript mobilise mobilize jail imprison hold call seize confiscate impound round
    apprehend rescue stop catch convict sentence shut close ground quarantine"""
)
# And never where else the sentence speaks of.
_FROM_OWN = words("turn expel deport shelter admit call mobilise mobilize host close shut reopen")
# What comes out of one's own ground and works.
_MAKING = words("pump produce extract generate drill refine grow harvest")
# People and things that are where they are at home.
_AT_HOME = words(
    """voter hospital clinic school household herd villager resident stockpile turnout
    inhabitant gang reactor hostage prisoner worker teacher farmer fisherman family home
    house factory mine herd output production tally toll capacity coca crop harvest fence
    airport judge mp lawmaker deputy vote ballot hectare inflation electorate power-plant"""
)
_GUARDS = words("guard customs police coastguard gendarmerie")
_REFUGE = words("asylum shelter refuge citizenship")
_SHORES = words("coast capital interior seaside")
"""With "the" and nobody's name they are those of whose the quantity is."""
_LOCAL_VOICES = words(
    """governor mayor police hospital rescuer medic fireman firefighter prosecutor coroner
    official resident witness doctor authority commander captain officer"""
)
_STEPS = 6
_INNER = frozenset(["nmod", "compound"])
_DATELINE = 3
"""A dateline is a name in capitals among the first words."""


def find(
    doc: Doc,
    mentions: Mentions,
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
    if quantity.is_money:
        return _receiver(doc, mentions, quantity) or _aided(doc, mentions, quantity)
    guarded = _guards(doc, mentions, quantity)
    lines = guarded is None and not (owner and quantity.unit in counted.LENGTHS)
    spots = Spots(doc, mentions, dated, told, lines=lines)
    return (
        _doer(doc, mentions, quantity, _FROM_OWN)
        or _next(doc, spots, places, quantity)
        or _said(doc, spots, places, quantity)
        or _receiver(doc, mentions, quantity)
        or guarded
        or _doer(doc, mentions, quantity, _AT_OWN | _MAKING)
        or _away(doc, mentions, quantity)
        or _at_home(doc, quantity, owner)
        or _refuge(doc, mentions, quantity)
        or _along(doc, mentions, quantity)
        or _beside(doc, spots, quantity)
        or _unlisted(doc, mentions, spots, places, quantity, owner)
        or _carried(doc, mentions, dated, quantity, told)
    )


# -- by place phrases ----------------------------------------------------------------------------


def _next(doc: Doc, spots: Spots, places: WhereAt | None, quantity: Quantity) -> Place | None:
    """By the place phrase right behind: "1,000 in X and 350 in Y", however it is attached."""
    after = max(quantity.end, quantity.noun + 1)
    if after >= len(doc.words) or doc.words[after].upos != "ADP":
        return None
    head = doc.words[after].head
    found = spots.phrase(head) if head > after and doc.words[after].deprel == "case" else None
    return found and _pointed(places, quantity.noun, found)


def _said(doc: Doc, spots: Spots, places: WhereAt | None, quantity: Quantity) -> Place | None:
    """By the noun and the verbs above it: their own place phrases, then those of what is beside."""
    above = list(_governors(doc, quantity.noun))
    for look in (spots.phrase, spots.struck):
        for i in above:
            for child in doc.children[i]:
                if found := look(child):
                    return _pointed(places, i, found)
    for i in above:
        for child in sorted(doc.children[i], key=lambda c: c < quantity.end):
            if child not in above and (found := _inside(doc, spots, child)):
                return found
    return None


def _pointed(places: WhereAt | None, i: int, found: Place) -> Place:
    """The place with its point, where that is known."""
    place = places(i) if places else None
    return place if place and place.country == found.country else found


def _inside(doc: Doc, spots: Spots, i: int, depth: int = 0) -> Place | None:
    """The place phrase within a phrase beside: "raided a mine in X"."""
    if doc.words[i].upos == "VERB" or depth > 2:
        return None
    for child in doc.children[i]:
        if found := spots.at(child) or _inside(doc, spots, child, depth + 1):
            return found
    return None


def _beside(doc: Doc, spots: Spots, quantity: Quantity) -> Place | None:
    """The next place phrase of the sentence that is not who says so: parsers err on long ones."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    if quantity.unit == "%" and doc.words[counted.of(doc, quantity)].lemma.lower() not in _AT_HOME:
        return None
    b = next((i for i in range(quantity.end, b) if doc.words[i].text == ";"), b)
    for i in sorted(range(a, b), key=lambda i: (i < quantity.end, abs(i - quantity.end))):
        if found := spots.at(i):
            return found
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


def _unlisted(
    doc: Doc,
    mentions: Mentions,
    spots: Spots,
    places: WhereAt | None,
    quantity: Quantity,
    owner: Actor | None,
) -> Place | None:
    """A place that no list knows: in the only state that the sentence names, else in none."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    head = spots.unlisted(a, b)
    if head is None or quantity.unit == "%":
        return None
    start, end = next((n.start, n.end) for n in doc.names if n.start <= head < n.end)
    start, end = doc.span(start, end)
    listed = (places(i) for i in (doc.words[head].head, quantity.noun)) if places else ()
    wide = any(each is not None and each.country is None for each in listed)  # "in Europe"
    country = None if wide else _likely(doc, mentions, quantity, owner)
    return Place(doc.text[start:end], country, None, None, "region")


def _likely(doc: Doc, mentions: Mentions, quantity: Quantity, owner: Actor | None) -> str | None:
    """The state of a place that no list knows, where the sentence leaves one.

    Soldiers and arms are told of abroad, where another state is named; all else is at home.
    """
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    words = doc.words[a:b]
    proper = (w.i for w in words if w.text[:1].isupper() and not _is_made(doc, w.i))
    named = {each.country for i in proper for each in holders.countries(mentions, i)} - NOWHERE
    if owner and owner.country in named and len(named) > 1:
        if not counted.is_force(doc, mentions, quantity):
            return owner.country if counted.is_local(doc, mentions, quantity) else None
        named -= {owner.country}
    return next(iter(named)) if len(named) == 1 else None


def _is_made(doc: Doc, i: int) -> bool:
    """ "U.S.-made", "British-led"."""
    return doc.text[doc.words[i].end : doc.words[i].end + 1] == "-"


def _carried(
    doc: Doc,
    mentions: Mentions,
    dated: Sequence[Dated],
    quantity: Quantity,
    told: Sequence[Range],
) -> Place | None:
    """Where the sentence before tells of, or the dateline, or where who speaks for a town is."""
    if quantity.unit in counted.MEASURED:
        return None
    sentence = doc.sentence_of[quantity.start]
    if sentence:
        spots, before = Spots(doc, mentions, dated), doc.sentences[sentence - 1]
        found = next((each for i in range(*before) if (each := spots.at(i))), None)
        if found:
            return found
    voice = _of_voice(doc, mentions, told)
    home = not counted.is_force(doc, mentions, quantity)
    return voice or (_dateline(doc, mentions) if home else None)


def _of_voice(doc: Doc, mentions: Mentions, told: Sequence[Range]) -> Place | None:
    """ "..., Beirut's governor said"."""
    for a, b in told:
        if not any(doc.words[i].lemma.lower() in _LOCAL_VOICES for i in range(a, b)):
            continue
        for i in range(a, b):
            if not any(n.label == "LOC" and n.start <= i < n.end for n in doc.names):
                continue
            if states := [s for s in mentions.located(i) if s.country not in NOWHERE]:
                entry = mentions.entry(i)
                if entry is None or entry.kind == "capital":
                    return Place(doc.words[i].text, states[0].country, None, None, "region")
    return None


def _dateline(doc: Doc, mentions: Mentions) -> Place | None:
    """ "VILNIUS, Oct 9 - ..."."""
    for i in range(min(_DATELINE, len(doc.words))):
        if not doc.words[i].text.isupper():
            return None
        if found := _of(tuple(holders.countries(mentions, i))):
            return found
    return None


# -- by who has, gets or does it -----------------------------------------------------------------


def _at_home(doc: Doc, quantity: Quantity, owner: Actor | None) -> Place | None:
    """Where its owner is: land, dwellings, voters, what a stockpile holds."""
    if owner is None or owner.country is None or owner.country in NOWHERE:
        return None
    if not (_is_at_home(doc, quantity) or _on_shore(doc, quantity)):
        return None
    return Place(owner.text, owner.country, None, None, "country")


def _is_at_home(doc: Doc, quantity: Quantity) -> bool:
    if _is_fighting_for(doc, quantity) or quantity.is_area or quantity.unit == "votes":
        return True
    verb, top = holders.governor(doc, quantity.noun)
    subject = frames.subject(doc, verb) if verb is not None else None
    around = [i for i in (quantity.noun, top, subject) if i is not None]
    around += [c for c in doc.children[quantity.noun] if doc.words[c].deprel in _INNER]
    if verb is not None:
        around += [c for c in doc.children[verb] if doc.words[c].deprel == "obj"]
    return any(doc.words[i].lemma.lower() in _AT_HOME for i in around)


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
    return any(case_of(doc, i) in ("on", "in", "off") and len(doc.children[i]) == 2 for i in found)


def _along(doc: Doc, mentions: Mentions, quantity: Quantity) -> Place | None:
    """ "A stretch of X's frontier is guarded by 2,700 officers", "a 40-km stretch of it"."""
    verb, top = holders.governor(doc, quantity.noun)
    subject = frames.subject(doc, verb) if verb is not None else None
    above = doc.words[quantity.noun].head
    for i in (i for i in (subject, top, above) if i is not None):
        for child in (i, *doc.children[i]):
            if doc.words[child].lemma.lower() in AREAS:
                return _of(tuple(holders.possessors(doc, mentions, child)))
    return None


def _refuge(doc: Doc, mentions: Mentions, quantity: Quantity) -> Place | None:
    """ "X gave asylum to 85 Afghans": over there."""
    verb, _ = holders.governor(doc, quantity.noun)
    if verb is None or doc.words[verb].lemma.lower() not in ("give", "grant", "offer"):
        return None
    if not any(doc.words[c].lemma.lower() in _REFUGE for c in doc.children[verb]):
        return None
    subject = frames.subject(doc, verb)
    return None if subject is None else _of(mentions.resolve(subject))


def _receiver(doc: Doc, mentions: Mentions, quantity: Quantity) -> Place | None:
    """Who gets it: "sold X 300 drones", "gave 20 tanks to X", "the release of $1bn to X"."""
    giving = _giving(doc, quantity)
    if giving is None:
        return None
    inside = range(quantity.start, quantity.end)
    later = sorted(doc.children[giving], key=lambda c: (c < quantity.start, c))
    for child in (*doc.children[quantity.noun], *later):
        if child == quantity.noun or child in inside:
            continue
        word = doc.words[child]
        to = word.deprel.split(":")[0] in ("obl", "nmod") and case_of(doc, child) == "to"
        named = word.deprel == "obj" and word.upos == "PROPN" and child == giving + 1
        people = (entry := mentions.entry(child)) is not None and entry.kind == "demonym"
        given = (word.deprel == "iobj" or to or named) and not people
        if given and (place := _of([*mentions.resolve(child), *mentions.located(child)])):
            return place
    name = giving + 1
    following = doc.words[name] if name < len(doc.words) else None
    if following and following.upos == "PROPN" and following.deprel in ("compound", "nmod"):
        return _of(mentions.resolve(name))
    return None


def _giving(doc: Doc, quantity: Quantity) -> int | None:
    """The verb or noun of giving that it is the object of ("the release of $1bn to X")."""
    verb, _ = holders.governor(doc, quantity.noun)
    lemma = doc.words[verb].lemma.lower() if verb is not None else ""
    if lemma in holders.GIVING and lemma not in ("cost", "owe"):
        return verb
    for child in doc.children[quantity.noun]:
        word = doc.words[child]
        if word.deprel == "acl:relcl" and word.lemma.lower() in holders.GIVING:
            return child  # "the tanks that X gave Y"
    above = doc.words[quantity.noun].head
    return above if doc.words[above].lemma.lower() in holders.GIFTS else None


def _aided(doc: Doc, mentions: Mentions, quantity: Quantity) -> Place | None:
    """ "Three billion in aid to X", "a loan of 8 billion for X"."""
    nouns = [quantity.noun, *doc.children[quantity.noun], doc.words[quantity.noun].head]
    for i in nouns:
        if doc.words[i].lemma.lower() not in holders.GIFTS:
            continue
        for child in doc.children[i]:
            if doc.words[child].upos == "PROPN" and case_of(doc, child) in ("to", "for"):
                return _of([*mentions.resolve(child), *mentions.located(child)])
    return None


def _guards(doc: Doc, mentions: Mentions, quantity: Quantity) -> Place | None:
    """ "X's border guard prevented 61 people": where police and guards are at work."""
    verb, top = holders.governor(doc, quantity.noun)
    subject = frames.subject(doc, verb) if verb is not None else None
    if subject is None or subject == top or doc.words[subject].lemma.lower() in counted.FORCES:
        return None  # the coastguard's ships are elsewhere
    role = mentions.role(subject)
    working = role is not None and role.sector == "COP"
    if not working and not {doc.words[i].lemma.lower() for i in (subject, subject - 1)} & _GUARDS:
        return None
    return _of([*mentions.resolve(subject), *holders.possessors(doc, mentions, subject)])


def _away(doc: Doc, mentions: Mentions, quantity: Quantity) -> Place | None:
    """ "Four kilometres from X", "within eight km of X", "X lies 40 km from"."""
    if quantity.unit not in counted.LENGTHS:
        return None
    verb, _ = holders.governor(doc, quantity.noun)
    above = [quantity.noun, *([verb] if verb is not None else [])]
    for child in (c for i in above for c in doc.children[i] if doc.words[c].upos == "PROPN"):
        away = case_of(doc, child) in ("from", "of", "to") or doc.words[child].deprel == "nsubj"
        if away and (found := _of(mentions.located(child))):
            return found
    return None


def _doer(doc: Doc, mentions: Mentions, quantity: Quantity, verbs: frozenset[str]) -> Place | None:
    """ "X intercepted 84 drones", "X took in 200 people": over there."""
    verb, top = holders.governor(doc, quantity.noun)
    if verb is None or doc.words[verb].lemma.lower() not in verbs or quantity.unit == "%":
        return None
    if doc.words[verb].lemma.lower() == "hold" and counted.is_force(doc, mentions, quantity):
        return None
    subject = frames.subject(doc, verb)
    if subject is None or subject == top:
        return None
    return _of([*mentions.resolve(subject), *holders.possessors(doc, mentions, subject)])


def _of(actors: Sequence[Actor]) -> Place | None:
    named = (actor for actor in actors if actor.country and actor.country not in NOWHERE)
    return next((Place(a.text, a.country, None, None, "country") for a in named), None)
