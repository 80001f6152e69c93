"""Claimants: who says that it is so many, as a state or a body where the text lets one tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.measurements import counted, holders, owners
from forewarn.coding.measurements.quantity import Quantity
from forewarn.coding.statements import frames
from forewarn.coding.statements.attribution import Attribution
from forewarn.coding.statements.cues import words
from forewarn.coding.statements.frames import Range
from forewarn.coding.statements.nesting import Nesting
from forewarn.language.doc import Doc
from forewarn.records import Actor, Place

_REPORTING = words(
    """say tell report claim estimate reckon announce confirm admit concede disclose reveal state
    count find add note declare acknowledge believe calculate tally allege maintain insist recall
    write show warn complain forecast establish stress boast argue assert contend explain observe
    testify conclude assess project predict indicate suggest recount lament tweet post caution
    document verify record determine put reckon"""
)
# Whoever binds himself or another to a number does not claim that it is so.
_BINDING = frozenset(["commitment", "demand", "offer", "refusal", "denial"])
# Those who speak for the place that a report is about, where nothing else is said of them.
_LOCAL = words(
    """official police governor mayor authority bureau ministry service coastguard guard hospital
    rescuer medic doctor rebel insurgent observer monitor prosecutor army military resident witness
    organiser organizer parliament command government agency commission department office
    newspaper television media radio coroner court union chief commander opposition operator
    haulier minister ombudsman investigator lawmaker
    head spokesman spokeswoman company firm brigade firefighter"""
)
_RECKONING = words(
    "count reckoning estimate figure tally calculation admission account data number"
)
LONGEST = 8
"""A phrase of more words between the comma and "said" is a clause."""
_TRAILING = 6
_HEADING = 6
"""Within so many words a headline's colon follows who says it."""
_NOBODY = frozenset(["IGO", "NGO"])
_QUOTES = frozenset("\"'”’»")


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims it, the head of the words that name him, and the words that only say so."""

    actor: Actor | None = None
    speaker: int | None = None
    told: tuple[Range, ...] = ()


def find(doc: Doc, mentions: Mentions, nesting: Nesting, quantity: Quantity) -> Claim:
    """Who claims the quantity; nobody where the text does not say."""
    said = _said(doc, nesting, quantity)
    after = _after(doc, quantity)
    if after and (said is None or said.head == after[2]):
        speaker, start, verb = after
        told = ((start, verb), *_behind(doc, verb))
        return Claim(_known(doc, mentions, speaker, None, (start, verb)), speaker, told)
    if said is not None:
        told = (*((said.source,) if said.source else ()), *_behind(doc, said.head))
        return Claim(_speaker(doc, mentions, said), said.speaker, told)
    return (
        _inserted(doc, mentions, quantity)
        or _reckoned(doc, mentions, quantity)
        or _headed(doc, mentions, quantity)
        or Claim(owners.counter(doc, mentions, quantity))
    )


def placed(doc: Doc, claim: Claim, place: Place | None) -> Actor | None:
    """The claimant; the place's own people where only their work is named ("the police said")."""
    actor, speaker = claim.actor, claim.speaker
    if speaker is None or place is None or place.country is None:
        return actor
    known = actor is not None and (actor.id or actor.name or _is_somewhere(doc, claim))
    if known or doc.words[speaker].lemma.lower() not in _LOCAL:
        return actor
    text = actor.text if actor else doc.words[speaker].text
    return Actor(text, country=place.country, sector=actor.sector if actor else None)


def home(doc: Doc, mentions: Mentions, claim: Claim, quantity: Quantity) -> Place | None:
    """Where those are of whom their own state's officials tell: no other state is named."""
    actor = claim.actor
    if actor is None or actor.country in (None, *_NOBODY):
        return None
    role = mentions.role(claim.speaker) if claim.speaker is not None else None
    if role is not None and role.sector == "COP" and quantity.unit not in counted.MEASURED:
        return Place(actor.text, actor.country, None, None, "country")  # at work where they are
    local = counted.is_local(doc, mentions, quantity)
    if not local or not owners.is_alone(doc, mentions, quantity, actor):
        return None
    return Place(actor.text, actor.country, None, None, "country")


def _is_somewhere(doc: Doc, claim: Claim) -> bool:
    """Whether the words that name the speaker say where he is from."""
    inside = (doc.words[i] for a, b in claim.told[:1] for i in range(a, b))
    return any(word.text[:1].isupper() and word.text != "The" for word in inside)


def _said(doc: Doc, nesting: Nesting, quantity: Quantity) -> Attribution | None:
    """Who says so: the smallest content around the number of which somebody is the source."""
    around = [each for each in nesting.around(quantity.end - 1) if _tells(doc, each)]
    return min(around, key=lambda each: sum(b - a for a, b in each.content), default=None)


def _tells(doc: Doc, said: Attribution) -> bool:
    binds = said.entry.kind in _BINDING and said.quoted == "indirect"
    someone = said.actor is not None or said.speaker is not None
    return someone and said.entry.spoken and not binds and _is_clause(doc, said)


def _is_clause(doc: Doc, said: Attribution) -> bool:
    """Whether something is said there: "released 17 billion euros" says nothing."""
    if said.headline or said.quoted != "indirect" or _is_reporting(doc, said.head):
        return True
    inside = [doc.words[i] for a, b in said.content for i in range(a, b)]
    thing = any(w.head == said.head and w.deprel == "obj" and w.upos != "VERB" for w in inside)
    return not thing and any(word.upos in ("VERB", "AUX") for word in inside)


def _behind(doc: Doc, verb: int) -> tuple[Range, ...]:
    """To whom and where it is said: "told reporters in X"."""
    after = (c for c in doc.children[verb] if c > verb)
    told = (c for c in after if doc.words[c].deprel.startswith(("obl", "obj", "iobj")))
    return tuple(frames.phrase(doc, c) for c in told if _is_short(doc, c))


def _is_short(doc: Doc, i: int) -> bool:
    start, end = frames.phrase(doc, i)
    return end - start <= LONGEST and all(doc.words[k].upos != "NUM" for k in range(start, end))


def _inserted(doc: Doc, mentions: Mentions, quantity: Quantity) -> Claim | None:
    """ "X, the UN's experts concluded, has deployed 4,000 troops"."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    for verb in range(a + 2, b - 1):
        if doc.words[verb + 1].text != "," or not _is_reporting(doc, verb):
            continue
        comma = next((i for i in range(verb - 1, a, -1) if doc.words[i].text == ","), a)
        phrase = doc.words[comma + 1 : verb]
        if comma == a or not 0 < len(phrase) <= LONGEST or comma < quantity.start < verb:
            continue
        if all(w.upos not in ("VERB", "AUX", "SCONJ", "NUM") for w in phrase):
            head, told = _head(doc, comma + 1, verb), (comma + 1, verb)
            return Claim(_known(doc, mentions, head, None, told), head, (told,))
    return None


def _reckoned(doc: Doc, mentions: Mentions, quantity: Quantity) -> Claim | None:
    """ "By X's own count", "on X's figures"."""
    a, b = doc.sentences[doc.sentence_of[quantity.start]]
    for i in range(a, b):
        if doc.words[i].lemma.lower() not in _RECKONING or not holders.has_case(doc, i, "by", "on"):
            continue
        if actor := next(holders.possessors(doc, mentions, i), None):
            return Claim(actor, i, (frames.phrase(doc, i),))
    return None


def _headed(doc: Doc, mentions: Mentions, quantity: Quantity) -> Claim | None:
    """A body's name before a headline's colon."""
    sentence = doc.sentence_of[quantity.start]
    a, b = doc.sentences[sentence]
    if sentence and doc.words[a - 1].text == ":":
        a = doc.sentences[sentence - 1][0]
    colon = next((i for i in range(a, min(a + _HEADING, b)) if doc.words[i].text == ":"), None)
    if colon is None or colon == a or quantity.start < colon:
        return None
    names = all(doc.words[i].text[:1].isupper() for i in range(a, colon))
    if not names or colon - a < 2:
        return None
    return Claim(_body(doc, mentions, _head(doc, a, colon), (a, colon)), None, ((a, colon),))


def _body(doc: Doc, mentions: Mentions, head: int, words: Range) -> Actor:
    """Whom the name stands for, else the name."""
    start, end = words
    if doc.words[start].text.lower() == "the":
        start += 1
    text = doc.text[slice(*doc.span(start, end))]
    return next(holders.states(mentions.resolve(head)), None) or Actor(text, text)


def _speaker(doc: Doc, mentions: Mentions, said: Attribution) -> Actor | None:
    if said.speaker is None:
        return said.actor
    return _known(doc, mentions, said.speaker, said.actor, said.source)


def _known(
    doc: Doc, mentions: Mentions, speaker: int, actor: Actor | None, source: Range | None
) -> Actor | None:
    """The speaker; one known only by his work is of the place that he is at ("officials in X")."""
    actors = mentions.resolve(speaker)
    actor = actor or next(iter(actors), None)
    if actor and actor.country in _NOBODY:
        bodies = (each for each in holders.possessors(doc, mentions, speaker) if each.id)
        return next(bodies, actor)
    if actor and (actor.country or actor.id):
        return actor
    if actor is None and source and _is_name(doc, source):
        return _body(doc, mentions, speaker, source)
    state = next(_states(doc, mentions, speaker), None) or _about(doc, mentions, speaker, source)
    if state is None or actor is None:
        return state or actor
    return replace(actor, country=state.country)


def _is_name(doc: Doc, source: Range) -> bool:
    """Whether the words are the name of a body ("Save the Children")."""
    found = [doc.words[i] for i in range(*source) if doc.words[i].text.lower() not in ("the", "of")]
    return len(found) > 1 and all(word.text[:1].isupper() for word in found)


def _states(doc: Doc, mentions: Mentions, speaker: int) -> Iterator[Actor]:
    """A capital's state; whose the speaker is, else where he is."""
    if doc.words[speaker].upos == "PROPN":
        yield from holders.countries(mentions, speaker)
    yield from (a for a in holders.possessors(doc, mentions, speaker) if a.country)
    for child in doc.children[speaker]:
        if doc.words[child].deprel.split(":")[0] in ("nmod", "compound"):
            yield from holders.countries(mentions, child)


def _about(doc: Doc, mentions: Mentions, speaker: int, source: Range | None) -> Actor | None:
    """The state that the sentence is about: the only one, or the first before "the service"."""
    word = doc.words[speaker]
    if word.lemma.lower() not in _LOCAL:
        return None
    a, b = doc.sentences[doc.sentence_of[speaker]]
    outside = [i for i in range(a, b) if source is None or not source[0] <= i < source[1]]
    proper = [i for i in outside if doc.words[i].text[:1].isupper()]
    named = [each for i in proper for each in holders.countries(mentions, i)]
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
        clausal = ("VERB", "AUX", "SCONJ")
        plain = all(
            w.upos not in clausal or w.text[:1].isupper() for w in doc.words[comma + 1 : verb]
        )
        if not _is_comma(doc, comma) or not 0 < len(between) <= LONGEST or not plain:
            continue
        if comma < quantity.end or any(doc.words[i].text == "," for i in range(verb, b)):
            continue
        return _head(doc, comma + 1, verb), comma + 1, verb
    return None


def _is_comma(doc: Doc, i: int) -> bool:
    """A comma, before a quotation mark or alone."""
    return doc.words[i].text == "," or (
        doc.words[i].text in _QUOTES and i > 0 and doc.words[i - 1].text == ","
    )


def _is_reporting(doc: Doc, i: int) -> bool:
    word = doc.words[i]
    lemma, text = word.lemma.lower(), word.text.lower()
    return (lemma in _REPORTING or text.rstrip("s") in _REPORTING) and text.islower()


def _head(doc: Doc, start: int, verb: int) -> int:
    """The head of the speaker's phrase: its first word that depends on none of the others."""
    inside = range(start, verb)
    return next((i for i in inside if doc.words[i].head not in inside), verb - 1)
