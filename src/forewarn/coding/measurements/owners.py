"""Whose a quantity is: by the noun, by what it is part of, by who has, gets or loses it.

The noun phrase comes first ("X's troops", "tanks operated by X"), then the clause. There it
depends on what is counted: money is his who spends or loses it, soldiers and arms are his who does
something with them unless he harms them, a share is that of what is spoken of, people by what they
are at home belong to the state where they are, and other things are his only who is said to have
them.
"""

from __future__ import annotations

from collections.abc import Iterator

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.measurements import counted, elided, foes
from forewarn.coding.measurements.holders import (
    GIVING,
    agents,
    countries,
    given,
    governor,
    has_case,
    is_given,
    possessors,
    states,
    whose,
)
from forewarn.coding.measurements.quantity import Quantity
from forewarn.coding.measurements.spots import NOWHERE
from forewarn.coding.statements import frames
from forewarn.coding.statements.cues import words
from forewarn.language.doc import Doc
from forewarn.records import Actor, Place

# What is done to others' things: the subject of these does not own their object.
_HARMING = words(
    """kill destroy intercept shoot down strike hit seize find detain capture count wound
    injure evacuate rescue see say tell report expel arrest attack sink damage bomb shell
    free release turn repel jail deport execute hack demand want ask cross estimate face
    discover confiscate sanction ban meet warn accuse blame back support leave downe
    detect register record log spot board hold take track document fine impose freeze sight
    observe identify monitor shadow escort host welcome besiege encircle repulse push force
    treat visit interview charge indict convict sentence kidnap abduct hijack ambush torpedo
    down neutralise neutralize eliminate wipe burn disable net uncover pull recover steal impound
    dispose defuse prevent"""
)
# The subject comes to so many: it is the subject's.
_AMOUNTING = words(
    """be number total stand hit reach come amount rise fall grow exceed top drop shrink put
    take make run climb jump slump decline widen swell narrow account surpass contract expand shed
    gain"""
)
# Who is said to have a thing.
_HAVING = words(
    """have own keep possess operate field deploy station lose buy purchase order receive get
    acquire build produce make launch fire use spend invest export import need lack store
    stockpile complete plan fly drop open run retire scrap modernise modernize station mass move
    commission procure lease control govern import burn consume generate command boast number
    plant lay sign base maintain conduct stage mount accumulate amass suffer sustain incur carry"""
)
# What befalls somebody's people.
_SUFFERING = words("have lose suffer send employ")
# Whoever does this to people at home does it to his own.
_OVER_OWN = words(
    """free release jail arrest detain mobilise mobilize conscript call imprison convict sentence
    pardon fine sack dismiss suspend disqualify exile close shut reopen"""
)
# Sums that somebody takes from others.
_TAKING = words("seize confiscate freeze steal rob extort demand impose estimate want ask order")
COUNTING = words(
    """count detect register record log spot report claim estimate put track tally document
    verify admit acknowledge concede confirm"""
)
_MOVING = words(
    """walk come go travel march fly advance retreat lie live drive sail drift fall land be
    push move"""
)
_HURTING = words("kill wound injure die hurt capture")
_PUTTING = words("put estimate set place reckon")
_OURS = frozenset(["we", "us", "our"])
_STEPS = 5
_HEADLINE = 5
"""Within so many words a headline says who is to do it."""


def find(doc: Doc, mentions: Mentions, quantity: Quantity, speaker: Actor | None) -> Actor | None:
    """Whose the quantity is; None where the sentence does not say."""
    if _is_way(doc, quantity):
        return None
    if (enemy := foes.word(doc, quantity)) is not None:
        return foes.of(doc, mentions, enemy, speaker)
    owner = (
        next(_gapped(doc, mentions, quantity), None)
        or next(_put(doc, mentions, quantity), None)
        or next(_noun_phrase(doc, mentions, quantity), None)
        or next(_clause(doc, mentions, quantity), None)
        or next(_headline(doc, mentions, quantity), None)
    )
    if owner or speaker is None or speaker.country in (None, *NOWHERE):
        return owner
    own = _is_speakers(doc, mentions, quantity) and is_alone(doc, mentions, quantity, speaker)
    return speaker if own else None


def at(
    doc: Doc,
    mentions: Mentions,
    quantity: Quantity,
    place: Place | None,
    speaker: Actor | None = None,
) -> Actor | None:
    """The state of the place where local people are counted of whom nothing else is said.

    Soldiers hurt there are its own where it is its own voice that tells of them.
    """
    if place is None or place.country is None:
        return None
    told = speaker is not None and speaker.country == place.country
    own = told and counted.is_soldiers(doc, quantity) and _are_hurt(doc, mentions, quantity, place)
    if not own and not counted.is_local(doc, mentions, quantity):
        return None
    return Actor(place.name or place.country, country=place.country)


def _are_hurt(doc: Doc, mentions: Mentions, quantity: Quantity, place: Place) -> bool:
    """Whether somebody else than the place's own hurts them."""
    verb, top = governor(doc, quantity.noun)
    if verb is None or doc.words[verb].lemma.lower() not in _HURTING:
        return False
    subject = frames.subject(doc, verb)
    if subject is None or subject == top:
        return True
    found = (*mentions.resolve(subject), *possessors(doc, mentions, subject))
    return all(each.country != place.country for each in found)


def _is_way(doc: Doc, quantity: Quantity) -> bool:
    """Whether it is a distance that is gone or lies between: nobody's."""
    if quantity.unit not in counted.LENGTHS:
        return False
    if doc.words[doc.words[quantity.noun].head].upos == "ADJ":
        return True  # "a front 30 kilometres wide"
    verb, _ = governor(doc, quantity.noun)
    return verb is not None and (
        doc.words[verb].lemma.lower() in _MOVING or doc.words[verb].upos != "VERB"
    )


def _is_speakers(doc: Doc, mentions: Mentions, quantity: Quantity) -> bool:
    """Whether it is of those who say it: "we lost 40 men", lost soldiers of nobody named."""
    noun = doc.words[quantity.noun]
    verb = doc.words[noun.head]
    subject = frames.subject(doc, verb.i) if verb.upos == "VERB" else None
    if subject is not None and doc.words[subject].text.lower() in _OURS:
        return verb.lemma.lower() in _HAVING | GIVING
    if any(doc.words[c].text.lower() in _OURS for c in doc.children[noun.i]):
        return True
    lost = verb.lemma.lower() in ("kill", "wound", "lose", "die", "injure") or noun.head == noun.i
    if lost and counted.is_force(doc, mentions, quantity):
        return True
    told = quantity.is_money or counted.is_measured(doc, quantity)
    return (told or counted.is_soldiers(doc, quantity)) and verb.lemma.lower() not in _HARMING


def is_alone(doc: Doc, mentions: Mentions, quantity: Quantity, speaker: Actor) -> bool:
    """Whether the sentence names no state but the speaker's."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    proper = (i for i in range(a, b) if doc.words[i].text[:1].isupper())
    return all(
        each.country in (speaker.country, *NOWHERE)
        for i in proper
        for each in countries(mentions, i)
    )


# -- by the noun phrase --------------------------------------------------------------------------


def _noun_phrase(doc: Doc, mentions: Mentions, quantity: Quantity) -> Iterator[Actor]:
    """By the noun, its modifiers, and the noun that it counts the parts of."""
    noun = quantity.noun
    receiver = next((c for c in doc.children[noun] if is_given(doc, noun, c)), None)
    if receiver is not None:
        verb, _ = governor(doc, noun)
        if verb is not None and doc.words[verb].lemma.lower() == "cost":
            yield from states(mentions.resolve(receiver))
        yield from _clause(doc, mentions, quantity)
    elif not quantity.is_money:
        yield from _by_noun(doc, mentions, quantity)
    yield from _sums(doc, mentions, quantity)
    for above, joined in _wholes(doc, noun):
        yield from whose(doc, mentions, above)
        if not quantity.is_money and not joined:
            yield from _named(doc, mentions, above)


def _by_noun(doc: Doc, mentions: Mentions, quantity: Quantity) -> Iterator[Actor]:
    """A people by its name, else by the words about the noun, else by who has or gives it."""
    noun = quantity.noun
    if doc.words[noun].upos == "PROPN":
        yield from states(mentions.resolve(noun))
    yield from whose(doc, mentions, noun)
    verb, top = governor(doc, noun)
    lemma = doc.words[verb].lemma.lower() if verb is not None else ""
    if _has_pronoun(doc, noun) or (lemma in GIVING and doc.words[top].deprel == "obj"):
        yield from _clause(doc, mentions, quantity)
    local = counted.is_local(doc, mentions, quantity)
    if local and verb is not None and lemma in _OVER_OWN and doc.words[top].deprel == "obj":
        yield from _subjects(doc, mentions, verb, top)
    if local or doc.words[noun].text[:1].isupper():
        yield from states(mentions.resolve(noun))


def _sums(doc: Doc, mentions: Mentions, quantity: Quantity) -> Iterator[Actor]:
    """ "300 billion dollars of X's reserves", "9 gigawatts of X's capacity", "X's 43 billion"."""
    for child in doc.children[quantity.noun]:
        relation = doc.words[child].deprel
        if relation == "nmod:poss":
            yield from states(mentions.resolve(child))
        if relation == "nmod" and has_case(doc, child, "of"):
            yield from possessors(doc, mentions, child)


def _put(doc: Doc, mentions: Mentions, quantity: Quantity) -> Iterator[Actor]:
    """ "X put its losses at 40, Y its own at 80": of whom something is put at so many."""
    if (other := elided.other_side(doc, quantity.start)) is not None:
        yield from states(mentions.resolve(other))
    verb = putter(doc, quantity)
    things = (c for c in doc.children[verb] if doc.words[c].deprel == "obj") if verb else ()
    for thing in things:
        yield from possessors(doc, mentions, thing)
        if verb is not None and _has_pronoun(doc, thing):
            yield from _subjects(doc, mentions, verb, thing)


def _gapped(doc: Doc, mentions: Mentions, quantity: Quantity) -> Iterator[Actor]:
    """ "X will send 1,000 officers, Y 170 and Z 50": the name right before its number."""
    name, before = quantity.start - 1, quantity.start - 2
    a, _ = doc.sentences[doc.sentence_of[quantity.start]]
    if before - 1 >= a and [doc.words[i].text for i in (before, name)] == ["'s", "at"]:
        yield from states(mentions.resolve(before - 1)[:1])  # "X's at no more than 40"
    if before <= a or doc.words[name].upos != "PROPN":
        return
    earlier = (doc.words[i].lemma.lower() for i in range(a, before))
    if doc.words[before].text in (",", "and") and any(each in GIVING for each in earlier):
        yield from states(mentions.resolve(name)[:1])


def _has_pronoun(doc: Doc, noun: int) -> bool:
    """ "its 14,000 troops"."""
    children = (doc.words[c] for c in doc.children[noun])
    return any(c.deprel == "nmod:poss" and c.upos == "PRON" for c in children)


def _wholes(doc: Doc, noun: int) -> Iterator[tuple[int, bool]]:
    """What the counted things are part of ("a group of 1,200 men") or the sum is the price of.

    With each goes whether it is only joined to them by "and".
    """
    i = noun
    for _ in range(_STEPS):
        word = doc.words[i]
        if doc.words[word.head].lemma.lower() == "worth" and word.head != i:
            i = doc.words[word.head].head
            yield i, False
            continue
        inner = word.deprel == "nmod" and has_case(
            doc, i, "of", "in", "with", "on", "for", "include", "including"
        )
        inner = inner or doc.words[word.head].text.lower() == "number"  # "X's gangs number 40"
        if not (inner or word.deprel in ("appos", "conj", "compound", "nmod:unmarked", "amod")):
            return
        i = word.head
        if doc.words[i].upos not in ("NOUN", "PROPN", "SYM"):
            return
        yield i, word.deprel == "conj"


def _named(doc: Doc, mentions: Mentions, above: int) -> Iterator[Actor]:
    """Whom what is counted is named for; where it happens to be is another matter."""
    found = states(mentions.resolve(above))
    known = doc.words[above].upos == "PROPN"
    yield from (each for each in found if known or each.id or each.name)


# -- by the clause -------------------------------------------------------------------------------


def _clause(doc: Doc, mentions: Mentions, quantity: Quantity) -> Iterator[Actor]:
    """By the verb: who has it, whom it costs, whose the subject is that amounts to it."""
    verb, top = governor(doc, quantity.noun)
    if verb is None:
        return
    relation, lemma = doc.words[top].deprel, doc.words[verb].lemma.lower()
    if relation.startswith("nsubj"):
        if relation == "nsubj:pass" and lemma not in _HARMING:
            yield from agents(doc, mentions, verb)
        return
    if lemma == "cost":
        yield from given(doc, mentions, verb)
    if not _is_subjects(doc, mentions, quantity, verb, top):
        return
    if lemma in _AMOUNTING or relation in ("root", "obl"):
        subject = frames.subject(doc, verb)
        yield from possessors(doc, mentions, subject) if subject is not None else ()
    yield from _subjects(doc, mentions, verb, top)
    if quantity.unit == "%":
        yield from _inside(doc, mentions, verb)


def _is_subjects(doc: Doc, mentions: Mentions, quantity: Quantity, verb: int, top: int) -> bool:
    """Whether the subject of the verb owns what the verb is about, by what that is."""
    relation, lemma = doc.words[top].deprel, doc.words[verb].lemma.lower()
    aimed = ("on", "against") if top == quantity.noun else ("on", "against", "at", "from")
    if has_case(doc, quantity.noun, *aimed):
        return False  # "sanctions on 27 tankers"
    passive = any(doc.words[c].deprel == "nsubj:pass" for c in doc.children[verb])
    if quantity.is_money:
        return not passive and lemma not in _TAKING
    if passive and lemma != "put" and (relation == "obj" or has_case(doc, top, "by")):
        return False
    if lemma == "put" and putter(doc, quantity) is not None:
        return False
    if lemma in _AMOUNTING - _HARMING:
        return True
    if relation == "obl" and has_case(doc, top, "with"):
        return not passive
    if counted.is_measured(doc, quantity):
        return lemma in ("hold", "hit") or lemma not in _HARMING
    if counted.is_uprooted(doc, quantity):
        return lemma in _SUFFERING
    if quantity.unit in ("times", "votes") or (lemma == "hold" and not passive):
        return True
    if counted.is_force(doc, mentions, quantity):
        return lemma not in _HARMING or (lemma == "count" and _is_own(doc, mentions, verb))
    return lemma in _HAVING | GIVING


def _headline(doc: Doc, mentions: Mentions, quantity: Quantity) -> Iterator[Actor]:
    """ "X to station 5,000 troops", which parsers take for a noun phrase."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    to = next((i for i in range(a + 1, min(a + _HEADLINE, b)) if doc.words[i].text == "to"), None)
    if to is None or to > quantity.start or not doc.words[a].text[:1].isupper():
        return
    if all(doc.words[i].upos in ("PROPN", "NOUN", "ADJ", "PART") for i in range(a, to)):
        yield from states(mentions.resolve(to - 1))


def _is_own(doc: Doc, mentions: Mentions, verb: int) -> bool:
    """Whether an army counts its own: "X's army counts 170,000 fighters"."""
    subject = frames.subject(doc, verb)
    role = mentions.role(subject) if subject is not None else None
    return role is not None and role.sector in ("MIL", "REB")


def _subjects(doc: Doc, mentions: Mentions, verb: int, top: int) -> Iterator[Actor]:
    subject = frames.subject(doc, verb)
    if subject is not None and subject != top:
        yield from states(mentions.resolve(subject))
        yield from possessors(doc, mentions, subject)


def _inside(doc: Doc, mentions: Mentions, verb: int) -> Iterator[Actor]:
    """ "Inflation in X hit 211 percent", "turnout in the X referendum was 51 percent"."""
    subject = frames.subject(doc, verb)
    for child in doc.children[subject] if subject is not None else ():
        if has_case(doc, child, "in", "at", "across"):
            yield from countries(mentions, child)
            yield from possessors(doc, mentions, child)


def counter(doc: Doc, mentions: Mentions, quantity: Quantity) -> Actor | None:
    """Who has counted, where the sentence says it in its own voice ("X detected 36 aircraft")."""
    verb, top = governor(doc, quantity.noun)
    if (putting := putter(doc, quantity)) is not None:
        verb = putting
    if verb is None or doc.words[verb].lemma.lower() not in COUNTING:
        return None
    if (other := elided.other_side(doc, quantity.start)) is not None:
        return next(states(mentions.resolve(other)), None)
    lemma, subject = doc.words[verb].lemma.lower(), frames.subject(doc, verb)
    if lemma == "put" and putter(doc, quantity) is None:
        return None
    if subject is None or subject == top or _is_own(doc, mentions, verb):
        return None
    return next(states(mentions.resolve(subject)), None) or next(
        possessors(doc, mentions, subject), None
    )


def putter(doc: Doc, quantity: Quantity) -> int | None:
    """The verb of "put the toll at 40"; none for "put 40 aircraft at X's disposal"."""
    a, _ = doc.sentences[doc.sentence_of[quantity.start]]
    if quantity.start - 1 <= a or doc.words[quantity.start - 1].lemma.lower() != "at":
        return None
    verbs = (i for i in range(quantity.start - 1, a, -1) if doc.words[i].lemma.lower() in _PUTTING)
    return next((i for i in verbs if doc.words[i].upos == "VERB"), None)
