"""Whose a quantity is: by the noun, by what it is part of, by who has, gets or loses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forewarn.coding import frames
from forewarn.coding.attribution import Resolver
from forewarn.coding.cues import words
from forewarn.coding.quantities import Quantity
from forewarn.coding.units import MONEY
from forewarn.language.doc import Doc
from forewarn.records import Actor, Place

# What is done to others' things: the subject of these does not own their object.
_HARMING = words(
    """kill destroy intercept shoot down strike hit seize find detain capture count wound
    injure evacuate rescue see say tell report expel arrest attack sink damage bomb shell
    free release turn repel jail deport execute hack demand want ask cross estimate face
    discover confiscate sanction ban meet warn accuse blame back support drop leave downe
    detect register record log spot board hold take track"""
)
# The subject comes to so many: it is the subject's.
_AMOUNTING = words(
    """be number total stand hit reach come amount rise fall grow exceed top drop shrink put
    take make run"""
)
# Who is given something; "lends X two batteries" may be read as the batteries of X.
GIVING = words(
    """give send sell provide supply lend donate deliver transfer grant ship promise pledge
    contribute hand offer allocate pay owe cost"""
)
# What is moved away from a place does not belong there.
LEAVING = words(
    "withdraw pull move leave evacuate remove return flee take expel repatriate abduct kidnap"
)
_PARTS = ("nmod:poss", "amod", "compound", "nmod", "nmod:desc", "nmod:unmarked", "flat")
_FORCES = words(
    """soldier officer troop serviceman servicemen marine conscript guard man trooper policeman
    paratrooper airman sailor pilot casualty aircraft jet tank"""
)
MEASURED = MONEY | {"%", "km", "m", "miles", "tonnes", "kg", "hectares"}
COUNTING = words("count detect register record log spot report claim estimate put track tally")
_LENGTHS = frozenset(["km", "m", "miles"])
_MOVING = words(
    """walk come go travel march fly advance retreat lie live drive sail drift fall land be
    push move"""
)
# Nouns of people who have a state, by what they are there; "people" and things have none.
_LOCAL = words(
    """soldier officer troop man serviceman servicemen marine conscript guard trooper policeman
    police paratrooper airman sailor pilot peacekeeper fighter gangster gunman rebel militant
    insurgent diplomat spy agent official minister lawmaker deputy voter villager worshipper
    schoolchild pupil student teacher doctor nurse fisherman farmer worker miner protester
    commander general captive resident citizen mercenary
    servicemen schoolchildren policemen demonstrator activist journalist village town township
    settlement hospital clinic school household constituency district"""
)
_STEPS = 5


def find(
    doc: Doc, mentions: Resolver, quantity: Quantity, speaker: Actor | None, harmed: bool = True
) -> Actor | None:
    """Whose the quantity is; None where the sentence does not say."""
    if _is_way(doc, quantity):
        return None
    owner = (
        next(_gapped(doc, mentions, quantity), None)
        or next(_noun_phrase(doc, mentions, quantity), None)
        or next(_clause(doc, mentions, quantity), None)
    )
    if owner is None and harmed and _is_force(doc, quantity) and speaker and speaker.country:
        return speaker  # "X said 112 soldiers had been killed": its own
    return owner


def at(doc: Doc, quantity: Quantity, place: Place | None) -> Actor | None:
    """The state of the place where local people are counted of whom nothing else is said."""
    if place is None or place.country is None or not is_local(doc, quantity):
        return None
    if doc.words[quantity.noun].lemma.lower() in _FORCES:
        return None
    return Actor(place.name or place.country, country=place.country)


def _is_way(doc: Doc, quantity: Quantity) -> bool:
    """Whether it is a distance that is gone or lies between: nobody's."""
    if quantity.unit not in _LENGTHS:
        return False
    verb, _ = governor(doc, quantity.noun)
    return verb is not None and (
        doc.words[verb].lemma.lower() in _MOVING or doc.words[verb].upos != "VERB"
    )


def _is_force(doc: Doc, quantity: Quantity) -> bool:
    """Whether soldiers or weapons of nobody named are lost ("112 soldiers had been killed")."""
    noun = doc.words[quantity.noun]
    verb = doc.words[noun.head]
    lost = verb.lemma.lower() in ("kill", "wound", "lose", "die", "injure") or noun.head == noun.i
    return noun.lemma.lower() in _FORCES and lost


def states(actors: Sequence[Actor]) -> Iterator[Actor]:
    """Those of the actors who are known."""
    return (actor for actor in actors if actor.country or actor.id)


# -- by the noun phrase --------------------------------------------------------------------------


def _noun_phrase(doc: Doc, mentions: Resolver, quantity: Quantity) -> Iterator[Actor]:
    """By the noun, its modifiers, and the noun that it counts the parts of."""
    noun = quantity.noun
    receiver = next((c for c in doc.children[noun] if is_given(doc, noun, c)), None)
    if receiver is not None:
        verb, _ = governor(doc, noun)
        if verb is not None and doc.words[verb].lemma.lower() == "cost":
            yield from states(mentions.resolve(receiver))
        yield from _clause(doc, mentions, quantity)
    elif quantity.unit not in MONEY:
        yield from _by_noun(doc, mentions, quantity)
    yield from _sums(doc, mentions, quantity)
    for above in _wholes(doc, noun):
        yield from possessors(doc, mentions, above)
        if quantity.unit not in MONEY and _is_owner(doc, above):
            yield from states(mentions.resolve(above))


def _by_noun(doc: Doc, mentions: Resolver, quantity: Quantity) -> Iterator[Actor]:
    """A people by its name, else by the words about the noun, else by who has or gives it."""
    noun = quantity.noun
    if doc.words[noun].upos == "PROPN":
        yield from states(mentions.resolve(noun))
    yield from possessors(doc, mentions, noun)
    verb, top = governor(doc, noun)
    gives = verb is not None and doc.words[verb].lemma.lower() in GIVING
    if _has_pronoun(doc, noun) or (gives and doc.words[top].deprel == "obj"):
        yield from _clause(doc, mentions, quantity)
    if is_local(doc, quantity) or doc.words[noun].text[:1].isupper():
        yield from states(mentions.resolve(noun))


def is_local(doc: Doc, quantity: Quantity) -> bool:
    """Whether it counts people by what they are there, or places: of the state that they are in."""
    word = doc.words[quantity.noun]
    return bool({word.lemma.lower(), word.text.lower().rstrip("s")} & _LOCAL) or (
        quantity.unit in ("hectares", "square km", "square miles")
    )


def _sums(doc: Doc, mentions: Resolver, quantity: Quantity) -> Iterator[Actor]:
    """ "300 billion dollars of X's reserves", "9 gigawatts of X's capacity", "X's 43 billion"."""
    for child in doc.children[quantity.noun]:
        relation = doc.words[child].deprel
        if relation == "nmod:poss":
            yield from states(mentions.resolve(child))
        if relation == "nmod" and _has_case(doc, child, "of"):
            yield from possessors(doc, mentions, child)


def _gapped(doc: Doc, mentions: Resolver, quantity: Quantity) -> Iterator[Actor]:
    """ "X will send 1,000 officers, Y 170 and Z 50": the name right before its number."""
    name, before = quantity.start - 1, quantity.start - 2
    a, _ = doc.sentences[doc.sentence_of[quantity.start]]
    if before <= a or doc.words[name].upos != "PROPN":
        return
    earlier = (doc.words[i].lemma.lower() for i in range(a, before))
    if doc.words[before].text in (",", "and") and any(each in GIVING for each in earlier):
        yield from states(mentions.resolve(name)[:1])


def countries(mentions: Resolver, i: int) -> Iterator[Actor]:
    """The states that the word at `i` names or that the place named there lies in."""
    located = getattr(mentions, "located", None)
    actors = [*(located(i) if located else ()), *mentions.resolve(i)]
    return (actor for actor in actors if actor.country)


def possessors(doc: Doc, mentions: Resolver, noun: int, depth: int = 0) -> Iterator[Actor]:
    """Who the noun's modifiers say that it belongs to."""
    children = [c for c in doc.children[noun] if doc.words[c].deprel in _PARTS]
    for child in sorted(children, key=lambda c: c > noun):
        behind = doc.words[child].deprel == "nmod" and not _belongs(doc, noun, child)
        if behind or is_given(doc, noun, child):
            continue
        yield from states(mentions.resolve(child))
        if depth < 2:
            yield from possessors(doc, mentions, child, depth + 1)


def _belongs(doc: Doc, noun: int, child: int) -> bool:
    """ "soldiers of X", "soldiers from X", but not "withdrew its soldiers from X"."""
    leaving = doc.words[doc.words[noun].head].lemma.lower() in LEAVING
    return _has_case(doc, child, "of") or (_has_case(doc, child, "from") and not leaving)


def is_given(doc: Doc, noun: int, child: int) -> bool:
    """Whether a name between a verb of giving and its object is who gets it."""
    verb, _ = governor(doc, noun)
    name = doc.words[child].upos == "PROPN" and doc.words[child].deprel in ("compound", "nmod")
    return name and verb == child - 1 and doc.words[verb].lemma.lower() in GIVING


def _has_pronoun(doc: Doc, noun: int) -> bool:
    """ "its 14,000 troops"."""
    children = (doc.words[c] for c in doc.children[noun])
    return any(c.deprel == "nmod:poss" and c.upos == "PRON" for c in children)


def _wholes(doc: Doc, noun: int) -> Iterator[int]:
    """What the counted things are part of ("a group of 1,200 men")."""
    i = noun
    for _ in range(_STEPS):
        word = doc.words[i]
        inner = word.deprel == "nmod" and _has_case(doc, i, "of", "in", "with", "on", "for")
        if not (inner or word.deprel in ("appos", "conj", "compound", "nmod:unmarked", "amod")):
            return
        i = word.head
        if doc.words[i].upos not in ("NOUN", "PROPN", "SYM"):
            return
        yield i


def _is_owner(doc: Doc, above: int) -> bool:
    """Whether what is counted may be named for its state: a convoy is not of where it goes."""
    going = doc.words[doc.words[above].head].lemma.lower() in _MOVING | LEAVING
    return doc.words[above].upos == "PROPN" or not going


def _has_case(doc: Doc, i: int, *prepositions: str) -> bool:
    return any(
        doc.words[c].deprel in ("case", "mark") and doc.words[c].lemma.lower() in prepositions
        for c in doc.children[i]
    )


# -- by the clause -------------------------------------------------------------------------------


def _clause(doc: Doc, mentions: Resolver, quantity: Quantity) -> Iterator[Actor]:
    """By the verb: who has it, whom it costs, whose the subject is that amounts to it."""
    verb, top = governor(doc, quantity.noun)
    if verb is None:
        return
    relation, lemma = doc.words[top].deprel, doc.words[verb].lemma.lower()
    if relation.startswith("nsubj"):
        if relation == "nsubj:pass" and lemma not in _HARMING:
            yield from _agents(doc, mentions, verb)
        return
    if lemma == "cost":
        yield from _given(doc, mentions, verb)
    passive = any(doc.words[c].deprel == "nsubj:pass" for c in doc.children[verb])
    if lemma in ("hold", "hit") and quantity.unit in MEASURED:
        lemma = "be"  # "X's stockpile holds 400 kilograms", "inflation hit 9%"
    if lemma in _HARMING and quantity.unit not in MONEY and lemma not in _AMOUNTING:
        return
    if passive and lemma != "put" and relation == "obj":
        return
    subject = frames.subject(doc, verb)
    if subject is None or subject == top:
        return
    if lemma in _AMOUNTING or relation in ("root", "obl"):
        yield from possessors(doc, mentions, subject)
    if not passive or quantity.unit not in MONEY:
        yield from states(mentions.resolve(subject))
        yield from possessors(doc, mentions, subject)
    if quantity.unit == "%":
        for child in doc.children[subject]:  # "inflation in X hit 211 percent"
            if _has_case(doc, child, "in"):
                yield from countries(mentions, child)


def governor(doc: Doc, noun: int) -> tuple[int | None, int]:
    """The verb that governs the noun phrase, if any, and the phrase's top word."""
    i = noun
    for _ in range(_STEPS):
        word = doc.words[i]
        if word.head == i:
            is_verb = any(doc.words[c].deprel == "cop" for c in doc.children[i])
            return (i, i) if is_verb else (None, i)
        if doc.words[word.head].upos == "VERB" and not word.deprel.startswith(("acl", "advcl")):
            return word.head, i
        if any(doc.words[c].deprel == "cop" for c in doc.children[i]):
            return i, i
        i = word.head
    return None, i


def _agents(doc: Doc, mentions: Resolver, verb: int) -> Iterator[Actor]:
    for child in doc.children[verb]:
        if doc.words[child].deprel.startswith("obl") and _has_case(doc, child, "by"):
            yield from states(mentions.resolve(child))
            yield from possessors(doc, mentions, child)


def _given(doc: Doc, mentions: Resolver, verb: int) -> Iterator[Actor]:
    for child in doc.children[verb]:
        named = doc.words[child].upos == "PROPN" and child == verb + 1
        if doc.words[child].deprel == "iobj" or (named and doc.words[child].deprel == "obj"):
            yield from states(mentions.resolve(child))


def counter(doc: Doc, mentions: Resolver, quantity: Quantity) -> Actor | None:
    """Who has counted, where the sentence says it in its own voice ("X detected 36 aircraft")."""
    verb, top = governor(doc, quantity.noun)
    if verb is None or doc.words[verb].lemma.lower() not in COUNTING:
        return None
    lemma, subject = doc.words[verb].lemma.lower(), frames.subject(doc, verb)
    if lemma == "put" and not any(_has_case(doc, c, "at") for c in doc.children[verb]):
        return None  # "put 5 per cent of its budget into defence"
    if subject is None or subject == top:
        return None
    return next(states(mentions.resolve(subject)), None) or next(
        possessors(doc, mentions, subject), None
    )
