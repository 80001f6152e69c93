"""Trees put right where parsers often err around cues, before frames are read from them."""

from __future__ import annotations

from dataclasses import replace

from forewarn.coding.grammar.spans import dependent, phrase
from forewarn.coding.statements.cues import Lexicon
from forewarn.language.doc import Doc, Word

_MARKS = frozenset(["”", '"', "''", "’"])
_BELOW = frozenset(["ccomp", "xcomp", "conj", "acl", "acl:relcl", "advcl", "obj", "obl"])
_OBJECTS = frozenset(["obj", "iobj"])
DEPTH = 6
"""A cue is looked for so many words up the tree."""


def repaired(doc: Doc, lexicon: Lexicon) -> Doc:
    """The text with cues that go on from another one hung on it, not on what it reports."""
    found: dict[int, Word] = {}
    for word in doc.words:
        head, relation = None, word.deprel
        if relation == "conj":
            head = _first(doc, lexicon, word)
        elif relation == "advcl":
            head = _same(doc, lexicon, word)
        elif relation in _OBJECTS:
            head, relation = _behind(doc, lexicon, word), "nsubj"
        elif relation == "nsubj" and word.head < word.i:
            head = _before(doc, lexicon, word)
        if head is not None:
            found[word.i] = replace(word, head=head, deprel=relation)
    if not found:
        return doc
    return replace(doc, words=tuple(found.get(word.i, word) for word in doc.words))


def _behind(doc: Doc, lexicon: Lexicon, word: Word) -> int | None:
    """The cue whose object is its speaker: '"We will answer," *vowed* the admiral'."""
    verb = doc.words[word.head]
    if not verb.i < word.i or not _is_alone(doc, lexicon, verb) or not _after_comma(doc, verb.i):
        return None
    if phrase(doc, word.i)[0] != verb.i + 1 or "VerbForm=Fin" not in verb.feats:
        return None
    told = dependent(doc, verb.i, "ccomp")
    return verb.i if told is not None and told < verb.i else None


def _before(doc: Doc, lexicon: Lexicon, word: Word) -> int | None:
    """The cue right behind its speaker, who hangs on what it reports: '"…," *a guard* said'."""
    start, end = phrase(doc, word.i)
    if end >= len(doc.words) or not _after_comma(doc, start):
        return None
    verb = doc.words[end]
    fits = _is_alone(doc, lexicon, verb) and "VerbForm=Fin" in verb.feats
    return end if fits and doc.words[word.head].head == end else None


def _is_alone(doc: Doc, lexicon: Lexicon, verb: Word) -> bool:
    """Whether it is a cue of saying without a subject."""
    return _speaks(lexicon, verb) and dependent(doc, verb.i, "nsubj", "nsubj:pass") is None


def _first(doc: Doc, lexicon: Lexicon, word: Word) -> int | None:
    """The cue whose subject the verb shares: "X *said* that he would go and *added* that …".

    The verb is another cue, or its tense is that of the cue and not that of what is said.
    """
    if dependent(doc, word.i, "nsubj", "nsubj:pass", "aux", "aux:pass", "cop") is not None:
        return None
    clause = doc.words[word.head]
    above = doc.words[clause.head]
    if clause.deprel != "ccomp" or _speaks(lexicon, clause) or not _speaks(lexicon, above):
        return None
    if not above.i < clause.i or not _tense(above) or _tense(above) != _tense(word):
        return None
    goes_on = _speaks(lexicon, word) and dependent(doc, word.i, "ccomp", "xcomp") is not None
    return above.i if goes_on or _other_tense(doc, clause, word) else None


def _other_tense(doc: Doc, clause: Word, word: Word) -> bool:
    """Whether a finite verb goes on from no verb of its own tense."""
    if "VerbForm=Fin" not in word.feats:
        return False
    helper = dependent(doc, clause.i, "aux", "aux:pass", "cop")
    return _tense(clause if helper is None else doc.words[helper]) != _tense(word)


def _same(doc: Doc, lexicon: Lexicon, word: Word) -> int | None:
    """The cue that a trailing "-ing" cue goes on from: "X *said* that he would go, adding …"."""
    if not word.text.endswith("ing") or not _after_comma(doc, word.i):
        return None
    if not _speaks(lexicon, word) or dependent(doc, word.i, "mark") is not None:
        return None
    above = word
    for _ in range(DEPTH):
        above = doc.words[above.head]
        led = above.deprel in _BELOW
        if not led or (_speaks(lexicon, above) and above.deprel != "xcomp"):
            break
    direct = above.i == word.head
    return above.i if _speaks(lexicon, above) and above.i < word.i and not direct else None


def _after_comma(doc: Doc, i: int) -> bool:
    """Whether a comma stands before the word, a quotation mark between them or not."""
    before = doc.words[i - 1].text
    return before == "," or (i > 1 and before in _MARKS and doc.words[i - 2].text == ",")


def _speaks(lexicon: Lexicon, word: Word) -> bool:
    entry = lexicon.verbs.get(lexicon.lemma(word)) if word.upos == "VERB" else None
    return entry is not None and entry.spoken and bool(entry.takes & {"clause", "as"})


def _tense(word: Word) -> str:
    return next((each for each in word.feats.split("|") if each.startswith("Tense=")), "")
