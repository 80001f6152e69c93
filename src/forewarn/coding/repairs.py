"""Trees put right where parsers often err around cues, before frames are read from them."""

from __future__ import annotations

from dataclasses import replace

from forewarn.coding.cues import Lexicon
from forewarn.coding.spans import dependent
from forewarn.language.doc import Doc, Word


def repaired(doc: Doc, lexicon: Lexicon) -> Doc:
    """The text with its coordinated cues on the verb that they go on from."""
    found = {
        word.i: head
        for word in doc.words
        if word.deprel == "conj" and (head := _first(doc, lexicon, word)) is not None
    }
    if not found:
        return doc
    words = tuple(
        replace(word, head=found[word.i]) if word.i in found else word for word in doc.words
    )
    return replace(doc, words=words)


def _first(doc: Doc, lexicon: Lexicon, word: Word) -> int | None:
    """The cue whose subject the verb shares: "X *said* that he would go and *added* that …"."""
    if not _speaks(lexicon, word) or dependent(doc, word.i, "nsubj", "nsubj:pass") is not None:
        return None
    if dependent(doc, word.i, "ccomp", "xcomp") is None:
        return None
    clause = doc.words[word.head]
    above = doc.words[clause.head]
    if clause.deprel != "ccomp" or _speaks(lexicon, clause) or not _speaks(lexicon, above):
        return None
    return above.i if above.i < clause.i and _form(above) == _form(word) else None


def _speaks(lexicon: Lexicon, word: Word) -> bool:
    entry = lexicon.verbs.get(lexicon.lemma(word)) if word.upos == "VERB" else None
    return entry is not None and entry.spoken and bool(entry.takes & {"clause", "as"})


def _form(word: Word) -> list[str]:
    return [each for each in word.feats.split("|") if each.startswith(("Tense=", "VerbForm="))]
