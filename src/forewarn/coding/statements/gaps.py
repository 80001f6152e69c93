"""What a clause says of the noun it hangs on: "a bill *he opposed*", "a bill *opposed by X*"."""

from __future__ import annotations

from forewarn.coding.grammar.spans import Range, agent, bare, dependent, oblique, phrase, trimmed
from forewarn.coding.statements.cues import Cue, words
from forewarn.coding.statements.frame import Frame, reach
from forewarn.language.doc import Doc

_HELD = frozenset(["object", "as"])
_PRONOUNS = frozenset(["who", "which", "that", "whom", "whose", "where", "when", "why"])
_MADE = words("write issue release publish post share mention offer name sponsor")
"""What is done with papers and things rather than held of them."""


def relative(doc: Doc, i: int, entry: Cue) -> tuple[Range, ...]:
    """The noun whose relative clause leaves its object out: "everything *they wanted*"."""
    word = doc.words[i]
    if word.deprel != "acl:relcl" or not _holds(doc, i, entry):
        return ()
    if dependent(doc, i, "obj", "ccomp") is not None or _has_pronoun(doc, i):
        return ()
    start, _ = phrase(doc, i)
    if dependent(doc, i, "nsubj") is None or doc.words[start - 1].text == ",":
        return ()
    return _antecedent(doc, i, entry)


def _holds(doc: Doc, i: int, entry: Cue) -> bool:
    return bool(entry.takes & _HELD) and doc.words[i].lemma.lower() not in _MADE


def _has_pronoun(doc: Doc, i: int) -> bool:
    return any(doc.words[c].text.lower() in _PRONOUNS for c in doc.children[i] if c < i)


def stranded(doc: Doc, i: int, cue: Range) -> Range:
    """The cue of a relative clause with the preposition left behind: "what he talks *about*"."""
    end = cue[1]
    left = doc.words[i].deprel == "acl:relcl" and end < len(doc.words)
    if left and doc.words[end].head == i and doc.words[end].upos == "ADP":
        return cue[0], end + 1
    return cue


def participle(doc: Doc, i: int, entry: Cue) -> Frame | None:
    """The frame of a participle behind what somebody holds: "a bill *opposed by X*"."""
    source = agent(doc, i)
    if source is None or source < i or not _holds(doc, i, entry):
        return None
    content = _antecedent(doc, i, entry)
    return Frame(i, reach(doc, i, [], ()), entry, source, content) if content else None


def _antecedent(doc: Doc, i: int, entry: Cue) -> tuple[Range, ...]:
    """The noun with its own words, and what it is called or held to be."""
    noun = doc.words[i].head
    if noun > i:
        return ()
    predicate = dependent(doc, i, "xcomp")
    predicate = predicate if predicate is not None else oblique(doc, i, ["as"])
    if predicate is None and "object" not in entry.takes:
        return ()
    spans = [(bare(doc, noun)[0], phrase(doc, i)[0])]
    if predicate is not None:
        spans.append(phrase(doc, predicate))
    return trimmed(doc, spans)
