"""Writes finds down as events: one for each actor and recipient, with mode, date and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forewarn import records
from forewarn.coding.events.finds import Finder
from forewarn.coding.events.found import Found, Whose
from forewarn.coding.events.predicates import Predicates
from forewarn.coding.events.sides import same
from forewarn.language.doc import Doc
from forewarn.records import Actor, Event, Evidence, Place, Report, When

# What is asked, refused or threatened gives the mode (PLOVER manual, tables of modes).
_ASKED = {
    **dict.fromkeys(("AID", "COOPERATE", "SUPPORT"), "assist"),
    **dict.fromkeys(("RETREAT", "CONCEDE"), "yield"),
    **dict.fromkeys(("CONSULT", "AGREE"), "meet"),
}
_THREATENED = {
    **dict.fromkeys(("ASSAULT", "MOBILIZE"), "violence"),
    **dict.fromkeys(("COERCE", "PROTEST"), "restrict"),
}
# Years after which what is told is history; without a day of the report, the year that is.
GENERATION = 30
MODERN = 1960
EARLIEST = 1000
LATEST = 2100
# So many years make a text of no date a history or a life.
YEARS = 5
# Prepositions of what is asked for or refused; "in response to" tells a circumstance.
_CONTENT = frozenset(["for", "of", "to", "on", "with", "about", "over", "against", "from"])
MAX_PAIRS = 12
MAX_EVIDENCE_WORDS = 60

# How often the class is right, by how likely the event heads call it (from, share): of 393 actual
# events that a pattern of a verb gave in labelled/dev and the PLOVER gold .94; .90; .82; .81; .56.
LIKELY = ((0.5, 0.94), (0.2, 0.9), (0.05, 0.82), (0.01, 0.8), (0.0, 0.56))
# Where they say nothing, by how the event was found, in the same sentences: .87 for all verbs, .90
# for what grammar implies (19 of 21), .65 for nouns (13 of 20), .78 for the heads' own finds (21 of
# 27). The adjectives' value is an assumption.
CONFIDENCE = {"verb": 0.87, "implied": 0.9, "adjective": 0.65, "noun": 0.65, "sense": 0.78}
# Less for nouns, for sides that nobody knows (.72 against .86), and for a subject carried from
# another clause (.66 against .81).
NOUN = 0.3
UNKNOWN = 0.1
CARRIED = 0.12


@dataclass(frozen=True)
class Setting:
    """What other parts of the coder say about words: when, where, and who claims it."""

    when: Callable[[int, tuple[int, int]], When | None]
    where: Callable[[int], Place | None]
    claimed: Whose


def write(found: Found, finder: Finder, report: Report, setting: Setting) -> Iterator[Event]:
    """The records of a find: one for each actor and recipient, both ways where reciprocal."""
    i, p = found.fit.i, finder.predicates
    first, last = _span(p, i)
    start, end = p.doc.span(first, last)
    when, where = setting.when(i, (first, last)), setting.where(i)
    if _is_history(when, report) if when else _tells_history(p, first, last, report):
        return
    mode = _mode(p, found)
    contexts, status = _contexts(p, found, first, last), finder.status(found)
    claimed = finder.accuser(i) or setting.claimed(i)
    # Nobody reports himself, nor the denial of what he says.
    sides = found.actors + (found.recipients if found.rule.type == "REJECT" else ())
    for actor, recipient in _pairs(found):
        yield Event(
            id=records.identify(
                "e", report.id, found.rule.type, mode, start, end, _who(actor), _who(recipient)
            ),
            type=found.rule.type,
            mode=mode,
            contexts=contexts,
            actor=actor,
            recipient=recipient,
            date=when,
            place=where,
            status=status,
            attributed_to=None if claimed and same(claimed, sides) else claimed,
            confidence=_confidence(found),
            evidence=(Evidence(report.id, start, end, p.doc.text[start:end]),),
        )


def _is_history(when: When, report: Report) -> bool:
    """Whether it happened a generation before the report, not in the present crisis."""
    return when.start[:4].isdigit() and int(when.start[:4]) < _oldest(report)


def _oldest(report: Report) -> int:
    return int(report.published[:4]) - GENERATION if report.published else MODERN


def _tells_history(p: Predicates, first: int, last: int, report: Report) -> bool:
    """Whether something in the sentence happened in a year of history ("in February 1860")."""
    return any(
        EARLIEST <= int(word.text) < _oldest(report) and _is_when(p, word.i)
        for word in p.doc.words[first:last]
        if len(word.text) == 4 and word.text.isdigit()
    )


def _is_when(p: Predicates, i: int) -> bool:
    word = p.doc.words[i]
    month = p.doc.words[word.head]
    return any(each.deprel.startswith("obl") for each in (word, month) if each.upos != "VERB")


def is_history(doc: Doc, report: Report) -> bool:
    """Whether an undated text tells of long ago: most of the years that it names are past."""
    if report.published:
        return False
    found = [int(w.text) for w in doc.words if len(w.text) == 4 and w.text.isdigit()]
    years = [year for year in found if EARLIEST <= year <= LATEST]
    return len(years) >= YEARS and 2 * sum(year < MODERN for year in years) > len(years)


def _pairs(found: Found) -> list[tuple[Actor | None, Actor | None]]:
    actors: tuple[Actor | None, ...] = found.actors or (None,)
    recipients: tuple[Actor | None, ...] = found.recipients or (None,)
    pairs = [(a, r) for a in actors for r in recipients]
    if found.rule.reciprocal and not found.recipients:
        others = [(a, b) for a in found.actors for b in found.actors if not same(a, (b,))]
        pairs = [*others] or pairs
    elif found.rule.reciprocal:
        pairs += [(r, a) for a, r in pairs if a is not None]
    return pairs[:MAX_PAIRS]


def _who(actor: Actor | None) -> str | None:
    return (actor.id or f"{actor.text}|{actor.country}") if actor else None


def _span(p: Predicates, i: int) -> tuple[int, int]:
    """The words of the evidence: the sentence, of a very long one the predicate's clause."""
    start, end = p.doc.sentences[p.doc.sentence_of[i]]
    if end - start <= MAX_EVIDENCE_WORDS:
        return start, end
    inside = list(p.doc.subtree(i))
    subject = p.fitter.arguments(i).subject
    inside += [k for s in subject if start <= s < end for k in p.doc.subtree(s)]
    return min(inside), max(inside) + 1


def _contexts(p: Predicates, found: Found, first: int, last: int) -> tuple[str, ...]:
    words = p.doc.words
    seen = {p.lexicon.contexts.get(words[i].lemma.lower()) for i in range(first, last)}
    return tuple(sorted({*found.rule.contexts, *(each for each in seen if each)}))


def _mode(p: Predicates, found: Found) -> str | None:
    """The group's mode, else for requests, refusals and threats what their content is."""
    if found.basis == "sense" and (alike := _alike(p, found)):
        return alike
    if found.rule.mode or found.rule.type not in ("REQUEST", "REJECT", "THREATEN"):
        return found.rule.mode
    read = found.fit.arguments
    below = [*read.complements(), *read.object, *read.under(_CONTENT)]
    for i in [*below, *(c for b in below for c in p.doc.children[b])]:
        if i in p.fits and i != found.fit.i:
            return _content_mode(found.rule.type, p.fits[i].pattern.rule.type, p, i)
    return None


def _alike(p: Predicates, found: Found) -> str | None:
    """The mode that the lexicon mostly gives the word, or what it acts on, in that type."""
    for i in (found.fit.i, *found.fit.arguments.object):
        lemma = p.doc.words[i].lemma.lower()
        patterns = [*p.lexicon.of("verb", lemma), *p.lexicon.of("noun", lemma)]
        modes = Counter(e.rule.mode for e in patterns if e.rule.type == found.rule.type)
        if modes:
            return modes.most_common(1)[0][0]
    return None


def _content_mode(type_: str, content: str, p: Predicates, i: int) -> str | None:
    """The mode of a speech act whose content, at word `i`, is of type `content`."""
    if type_ != "THREATEN":
        return _ASKED.get(content)
    mode = p.fits[i].pattern.rule.mode
    if mode in ("arrest", "expel"):
        return mode
    return "relations" if content == "SANCTION" else _THREATENED.get(content)


def _confidence(found: Found) -> float:
    sides = (*found.actors[:1], *found.recipients[:1])
    known = sum(1 for actor in sides if actor.country or actor.id)
    value = _class_right(found) - UNKNOWN * (known < 2) - CARRIED * found.fit.arguments.inherited
    return round(max(value, 0.1), 2)


def _class_right(found: Found) -> float:
    """How often the class of such a find is right."""
    likely = found.likely
    if likely is None or found.basis not in ("verb", "noun"):
        return CONFIDENCE[found.basis]
    value = next(share for least, share in LIKELY if likely >= least)
    return value - NOUN * (found.basis == "noun")
