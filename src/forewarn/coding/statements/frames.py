"""Cues with what hangs on them in the tree: who says it, what is said, to whom.

A frame is read from Universal Dependencies alone: complement clauses, infinitives, objects,
oblique phrases, inserted clauses ('"…," he said'), "according to", nouns ("its demand that …",
"issued a warning that …") and adjectives ("is convinced that …").
"""

from __future__ import annotations

from collections.abc import Iterator

from forewarn.coding.grammar.spans import Range, owner, phrase, subject, trim, without
from forewarn.coding.statements import edges, nouns, verbs, views
from forewarn.coding.statements.cues import Lexicon
from forewarn.coding.statements.frame import Frame
from forewarn.language.doc import Doc

__all__ = ["Frame", "Range", "find", "owner", "phrase", "subject", "trim", "without"]


def find(doc: Doc, lexicon: Lexicon) -> Iterator[Frame]:
    """The frames of all cues, in text order."""
    for i, word in enumerate(doc.words):
        if word.upos == "VERB":
            frame = nouns.adjective(doc, lexicon, i) or verbs.verb(doc, lexicon, i)
        elif word.upos == "NOUN":
            frame = nouns.noun(doc, lexicon, i) or views.view(doc, i)
        elif word.upos == "ADJ":
            frame = nouns.adjective(doc, lexicon, i)
        else:
            frame = views.hearsay(doc, i) if word.upos == "ADV" else None
        if frame := frame or views.according(doc, i):
            yield edges.settled(doc, lexicon, frame)
