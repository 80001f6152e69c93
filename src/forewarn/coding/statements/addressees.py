"""To whom a statement is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forewarn.coding.statements import frames
from forewarn.coding.statements.attribution import Attribution, Resolver, within
from forewarn.coding.statements.nesting import Nesting
from forewarn.language.doc import Doc
from forewarn.records import Actor, StatementKind

_ASKING = frozenset(["demand", "appeal", "threat", "offer", "refusal"])


def told(
    doc: Doc,
    mentions: Resolver,
    each: Attribution,
) -> tuple[Actor, ...]:
    """Who is told in so many words."""
    if each.addressee is None:
        return ()
    if actors := mentions.resolve(each.addressee):
        return actors
    if doc.words[each.addressee].upos == "PROPN":
        start, end = doc.span(*frames.trim(doc, frames.phrase(doc, each.addressee)))
        return (Actor(doc.text[start:end]),)
    return ()


def find(
    doc: Doc,
    mentions: Resolver,
    each: Attribution,
    kind: StatementKind,
    named: tuple[Actor, ...],
    speaker: Actor,
    nesting: Nesting,
) -> Actor | None:
    """Who is told; else who is to act in what is asked of somebody; never the speaker."""
    candidates: Iterable[Actor] = named
    if not named and kind in _ASKING:
        candidates = (actor for i in _asked(doc, each, nesting) for actor in mentions.resolve(i))
    return next((actor for actor in candidates if not _same(actor, speaker)), None)


def _asked(doc: Doc, each: Attribution, nesting: Nesting) -> Iterator[int]:
    """The heads of who is to act: addressees inside the content, then subjects of its clauses."""
    for other in nesting.inside(each.content):
        if other is each or other.addressee is None:
            continue
        if within(other, other.addressee) and set(other.actors) & set(each.actors):
            yield other.addressee
    for a, b in each.content:
        for i in range(a, b):
            word = doc.words[i]
            if word.deprel == "nmod" and doc.words[word.head].lemma in (
                "message",
                "signal",
                "warning",
            ):
                yield i
    for a, b in each.content:
        for i in range(a, b):
            if doc.words[i].deprel.startswith("nsubj"):
                yield i
                return


def _same(one: Actor, other: Actor) -> bool:
    return (one.id is not None and one.id == other.id) or one.text == other.text
