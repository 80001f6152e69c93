"""Frames of nouns ("its demand that …") and adjectives ("is convinced that …")."""

from __future__ import annotations

from forewarn.coding.grammar.spans import (
    Range,
    bare,
    dependent,
    infinitive,
    marker,
    oblique,
    phrase,
    subject,
    towards,
    trimmed,
    without,
)
from forewarn.coding.statements import papers
from forewarn.coding.statements.cues import Cue, Lexicon
from forewarn.coding.statements.frame import PLACES, Frame, reach
from forewarn.language.doc import Doc

_FORMULAS = frozenset(["question", "doubt", "point", "issue", "exception", "commitment"])
"""Nouns of "there is no doubt that …", by which a writer asserts something himself."""


def noun(doc: Doc, lexicon: Lexicon, i: int) -> Frame | None:
    """The frame of a noun with an owner, or of the object of a light verb."""
    lemma = doc.words[i].lemma.lower()
    entry = lexicon.nouns.get(lemma)
    if entry is None and _is_light(doc, lexicon, i):
        entry = lexicon.objects.get(lemma)
    if entry is None or _is_handled(doc, lexicon, i) or _is_place(doc, lexicon, i):
        return None
    if _is_paper(doc, lexicon, i):
        return None
    content, last = _noun_content(doc, entry, i, _is_light(doc, lexicon, i))
    content = trimmed(doc, content)
    if not content:
        return None
    addressee = towards(doc, i, "to")
    if addressee is not None and any(a <= addressee < b for a, b in content):
        addressee = None
    source, start = _noun_source(doc, lexicon, i)
    if source is None and (there := _existence(doc, i)) is not None:
        return Frame(i, (there, last), entry, None, content)
    if source is None or any(a <= source < b for a, b in content):
        return None
    return Frame(i, (_described(doc, i, start, source), last), entry, source, content, addressee)


def _is_handled(doc: Doc, lexicon: Lexicon, i: int) -> bool:
    """Whether something else is done with what is held: "explained *her support* for it"."""
    owned = dependent(doc, i, "nmod:poss") is not None
    clause = dependent(doc, i, "acl", "ccomp") is not None
    return owned and not clause and doc.words[i].deprel == "obj" and not _is_light(doc, lexicon, i)


def _is_place(doc: Doc, lexicon: Lexicon, i: int) -> bool:
    """Whether a verb says it there: "*said* in one of his messages that …"."""
    top = doc.words[i]
    while top.deprel == "nmod" and top.head != top.i:
        top = doc.words[top.head]
    verb = lexicon.verbs.get(lexicon.lemma(doc.words[top.head])) if top.deprel == "obl" else None
    if verb is None or not verb.spoken or "clause" not in verb.takes or top.head > top.i:
        return False
    clause = dependent(doc, i, "acl", "ccomp")
    if marker(doc, top.i) not in PLACES:
        return False
    return clause is not None and dependent(doc, top.head, "ccomp", "obj") is None


def _is_paper(doc: Doc, lexicon: Lexicon, i: int) -> bool:
    """Whether a cue behind the noun tells what is said in it: "sent *a letter* urging …"."""
    return doc.words[i].deprel == "obj" and papers.says(doc, lexicon, doc.words[i].head) is not None


def _is_light(doc: Doc, lexicon: Lexicon, i: int) -> bool:
    """Whether the noun says what its verb does: "made a *promise*"."""
    word = doc.words[i]
    return word.deprel == "obj" and lexicon.lemma(doc.words[word.head]) in lexicon.light


def _described(doc: Doc, i: int, start: int, source: int) -> int:
    """Where the words that describe the noun begin: "his *hard-line stance on* trade"."""
    while start - 1 > source and doc.words[start - 1].deprel in ("amod", "compound", "punct"):
        start -= 1
    while start < i and doc.words[start].deprel == "punct":
        start += 1
    return start


def _noun_content(doc: Doc, entry: Cue, i: int, light: bool) -> tuple[tuple[Range, ...], int]:
    clause = dependent(doc, i, "ccomp", "acl")
    if clause is not None and clause > i:
        mark = marker(doc, clause)
        finite = mark is None and "VerbForm=Fin" in doc.words[clause].feats
        if mark in ("that", "to") or finite:
            return (phrase(doc, clause),), i + 1
    predicate = doc.words[i].head
    if doc.words[i].deprel.startswith("nsubj") and predicate > i:
        inner = dependent(doc, predicate, "ccomp")
        if doc.words[predicate].lemma == "be" and inner is not None:
            return (phrase(doc, inner),), i + 1
        if marker(doc, predicate) == "that":
            return without(phrase(doc, predicate), phrase(doc, i)), i + 1
    rest = oblique(doc, i, entry.prepositions)
    if rest is None:
        joined = dependent(doc, i, "conj")
        rest = None if joined is None else oblique(doc, joined, entry.prepositions)
    if rest is None and light:
        rest = oblique(doc, doc.words[i].head, entry.prepositions)
        rest = rest if rest is not None and bare(doc, rest)[0] == i + 2 else None
    if rest is None:
        return (), i + 1
    span = bare(doc, rest)
    return (span,), span[0] if span[0] == i + 2 else i + 1


def _noun_source(doc: Doc, lexicon: Lexicon, i: int) -> tuple[int | None, int]:
    """Whose statement it is, and where its cue begins."""
    owner = dependent(doc, i, "nmod:poss")
    if _is_light(doc, lexicon, i) and (owner is None or doc.words[owner].upos == "PRON"):
        verb = doc.words[i].head
        return subject(doc, verb), reach(doc, verb, [], ())[0]
    if owner is not None:
        return owner, i
    author = oblique(doc, i, ["by", "from"])
    if author is not None:
        return author, i
    for child in doc.children[i]:
        if (
            child < i
            and doc.words[child].deprel in ("amod", "compound", "nmod")
            and doc.words[child].text[0].isupper()
        ):
            return child, i
    return None, i


def _existence(doc: Doc, i: int) -> int | None:
    """The "there" of "there are *fears* that …", a saying of nobody in particular."""
    clause = dependent(doc, i, "acl", "ccomp")
    if not doc.words[i].deprel.startswith("nsubj") or clause is None or clause < i:
        return None
    if doc.words[i].lemma.lower() in _FORMULAS or marker(doc, clause) not in ("that", None):
        return None
    near = (*doc.children[i], *doc.children[doc.words[i].head])
    return next((c for c in near if c < i and doc.words[c].text.lower() == "there"), None)


def adjective(doc: Doc, lexicon: Lexicon, i: int) -> Frame | None:
    """The frame of a predicate: "is convinced that …"."""
    word = doc.words[i]
    entry = lexicon.adjectives.get(word.text.lower())
    if entry is None or not _predicative(doc, i):
        return None
    source = None if dependent(doc, i, "expl") is not None else subject(doc, i)
    if source is None or doc.words[source].lemma.lower() == "it":
        return None
    held = dependent(doc, i, "ccomp")
    held = held if held is not None else infinitive(doc, i, "xcomp", "advcl", "ccomp")
    if held is not None:
        content: tuple[Range, ...] = (phrase(doc, held),)
    else:
        rest = oblique(doc, i, entry.prepositions)
        content = (bare(doc, rest),) if rest is not None else ()
    content = trimmed(doc, content)
    return Frame(i, reach(doc, i, [], content), entry, source, content) if content else None


def _predicative(doc: Doc, i: int) -> bool:
    joined = doc.words[i].deprel in ("xcomp", "conj")
    return joined or dependent(doc, i, "cop", "aux:pass") is not None
