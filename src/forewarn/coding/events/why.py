"""Why: what an event rests on, in words that a reader can check against the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from forewarn.coding.events.finds import Finder
from forewarn.coding.events.found import Basis, Found
from forewarn.coding.events.patterns import Fitter
from forewarn.coding.events.predicates import Predicates
from forewarn.coding.grammar.lexicon import Part, Pattern
from forewarn.language.doc import Word
from forewarn.records import Status

MAX_UP = 12
_PARTS: dict[str, Part] = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
_MARKS = frozenset(["not", "n't", "never", "no", "neither", "nor", "if", "unless", "whether"])


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another pattern of the same word: `lacks` says what was missing, "" where it fitted too."""

    pattern: str
    type: str
    mode: str | None
    lacks: str


@dataclass(frozen=True, slots=True)
class Why:
    """What an event rests on.

    `predicate` is the word at characters `start` to `end` of the text; `pattern` is how the
    lexicon writes what fitted, in `file` of the lexicon's folder ("" where grammar alone showed
    it). `basis` is the word's part of speech, "implied" where the event follows from a promise,
    a refusal or a "must". `actor_by` and `recipient_by` say how the sides were found ("subject",
    "carried from another clause", "by-phrase", "object of 'against'", "…, at home"), "" where
    nobody was found. `status_by` are the words that decided the status, none for plain facts.
    """

    predicate: str
    start: int
    end: int
    pattern: str
    file: str
    basis: Basis
    actor_by: str
    recipient_by: str
    status: Status
    status_by: tuple[str, ...]
    alternatives: tuple[Alternative, ...]


def of(found: Found, finder: Finder) -> Why:
    """What the events written from a find rest on."""
    p, fit = finder.predicates, found.fit
    word = p.doc.words[fit.i]
    status = finder.status(found)
    deciding = () if found.status else _deciding(p, finder.status_word(found), status)
    return Why(
        predicate=word.text,
        start=word.start,
        end=word.end,
        pattern=fit.pattern.text,
        file=fit.pattern.file,
        basis=found.basis,
        actor_by=found.actor.how if found.actors else "",
        recipient_by=found.recipient.how if found.recipients else "",
        status=status,
        status_by=tuple(p.doc.words[i].text for i in deciding),
        alternatives=_alternatives(p, found),
    )


def _alternatives(p: Predicates, found: Found) -> tuple[Alternative, ...]:
    """The other patterns of the predicate, those that fit or ask for most first."""
    taken = found.fit.pattern
    others = [each for each in p.lexicon.of(taken.part, taken.lemma) if each is not taken]
    shown = [_alternative(p.fitter, each, found.fit.i) for each in others]
    return tuple(sorted(shown, key=lambda each: bool(each.lacks)))


def _alternative(fitter: Fitter, pattern: Pattern, i: int) -> Alternative:
    return Alternative(
        pattern.text, pattern.rule.type, pattern.rule.mode, fitter.lacking(pattern, i)
    )


def _deciding(p: Predicates, i: int, status: Status) -> tuple[int, ...]:
    """The words beside and above word `i` that colour it, in text order, up to a plain fact."""
    found: set[int] = set()
    word = p.doc.words[i]
    for _ in range(MAX_UP if status != "actual" else 0):
        found |= set(_beside(p, word.i))
        if word.head == word.i:
            break
        word = p.doc.words[word.head]
        if _colours(p, word):
            found.add(word.i)
        if p.statuses.of(word.i).status == "actual":
            break
    return tuple(sorted(found))


def _beside(p: Predicates, i: int) -> list[int]:
    """The modal, the negation, the "if" and the adjectives that colour word `i`."""
    modal = p.statuses.modal(i)
    children = [p.doc.words[c] for c in p.doc.children[i]]
    return [
        each.i
        for each in children
        if (each.deprel.startswith("aux") and modal in (each.lemma.lower(), each.text.lower()))
        or each.lemma.lower() in _MARKS
        or (each.deprel == "amod" and ("adjective", each.lemma.lower()) in p.lexicon.embedding)
    ]


def _colours(p: Predicates, word: Word) -> bool:
    """Whether the word says by itself that what it governs is no plain fact."""
    if word.i in p.fits and p.fits[word.i].pattern.rule.content != "actual":
        return True
    part = _PARTS.get(word.upos)
    return part is not None and (part, word.lemma.lower()) in p.lexicon.embedding
