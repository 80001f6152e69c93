"""What somebody says in a paper of his: "sent a letter urging …", "issued a statement saying …"."""

from __future__ import annotations

from forewarn.coding.grammar.spans import dependent
from forewarn.coding.statements.cues import Lexicon, words
from forewarn.language.doc import Doc

_SENDS = words(
    """send write release issue publish post draft author co-author pen circulate deliver make
    give file put distribute compose"""
)
_PAPERS = words(
    """statement letter report article paper memo memorandum note message email e-mail tweet post
    editorial column speech resolution petition declaration communique
    op-ed essay complaint"""
)


def says(doc: Doc, lexicon: Lexicon, i: int) -> int | None:
    """The cue that tells what the paper says which the verb sends."""
    if doc.words[i].lemma.lower() not in _SENDS:
        return None
    paper = dependent(doc, i, "obj")
    if paper is None or doc.words[paper].lemma.lower() not in _PAPERS:
        return None
    behind = [c for c in (*doc.children[paper], *doc.children[i]) if c > paper]
    return next((c for c in behind if _is_said(doc, lexicon, c)), None)


def sent(doc: Doc, lexicon: Lexicon, i: int) -> int | None:
    """The verb that sends the paper in which the cue stands."""
    word = doc.words[i]
    if not word.text.endswith("ing") or word.deprel not in ("acl", "advcl"):
        return None
    verb = doc.words[word.head].head if word.deprel == "acl" else word.head
    return verb if verb < i and says(doc, lexicon, verb) == i else None


def _is_said(doc: Doc, lexicon: Lexicon, i: int) -> bool:
    """Whether the word is a cue in "-ing" that follows without a comma."""
    word = doc.words[i]
    if word.deprel not in ("acl", "advcl") or not word.text.endswith("ing"):
        return False
    if dependent(doc, i, "mark") is not None or doc.words[i - 1].text == ",":
        return False
    entry = lexicon.verbs.get(lexicon.lemma(word))
    return entry is not None and entry.spoken
