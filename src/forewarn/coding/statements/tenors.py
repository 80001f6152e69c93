"""The kind of a statement: its cue where that says it, else rules and the statement head together.

The rules' kind is one of the things that the head sees. Of the labelled statements of the part
train the rules alone are right in 100 of 100 whose cue names one of `_PLAIN`, and in 45 of 100 of
the others (benchmarks/results/kinds_tried.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from forewarn.coding.statements import clauses, kinds, statement_head
from forewarn.coding.statements.attribution import Attribution, Resolver
from forewarn.coding.statements.frames import Range
from forewarn.coding.statements.nesting import Nesting
from forewarn.language.doc import Doc
from forewarn.records import StatementKind

_NOT = frozenset(["not", "n't", "n’t", "never"])
_PLAIN = frozenset(["accusation", "demand", "denial", "offer", "reassurance", "threat"])
_LEADING = frozenset(["appeal", "commitment", "refusal"])
SURE = 0.8
"""What "promise", "reject" or "urge" says is given up where the head is as sure as this."""


@dataclass(frozen=True, slots=True)
class Tenor:
    """A statement's kind, who decided it, what the rules alone say, and the head's likeliest."""

    kind: StatementKind
    by: Literal["cue", "rules", "head"]
    rules: StatementKind
    likely: tuple[tuple[StatementKind, float], ...] = ()


def by_rules(
    doc: Doc,
    mentions: Resolver,
    each: Attribution,
    spans: Sequence[Range],
    nesting: Nesting,
    condition: Range | None,
) -> Tenor:
    """What the cue and the words of the content say of the statement made of `spans`."""
    performed = _by_construction(doc, mentions, each, spans, nesting)
    kind = performed or _by_words(doc, mentions, each, spans, condition)
    plain = performed is not None or (kind == each.entry.kind and kind in _PLAIN)
    return Tenor(kind, "cue" if plain else "rules", kind)


def by_head(doc: Doc, each: Attribution, spans: Sequence[Range], ruled: Tenor) -> Tenor:
    """The same, or what the statement head makes of it where the cue leaves it open."""
    if ruled.by == "cue":
        return ruled
    likely = statement_head.judge(doc, spans, each.cue, ruled.rules)
    if not likely or (each.entry.kind in _LEADING and likely[0][1] < SURE):
        return Tenor(ruled.kind, "rules", ruled.rules, likely)
    return Tenor(likely[0][0], "head", ruled.rules, likely)


def _by_construction(
    doc: Doc, mentions: Resolver, each: Attribution, spans: Sequence[Range], nesting: Nesting
) -> StatementKind | None:
    """The kind where the cue with its complement leaves no doubt."""
    cue, lemma = each.entry.kind, doc.words[each.head].lemma.lower()
    before = [doc.words[c].lemma.lower() for c in doc.children[each.head] if c < each.head]
    if not each.turn and not _NOT.isdisjoint(before):
        return {"refusal": "assessment", "denial": "other"}.get(cue or "", "refusal")  # type: ignore[return-value]
    if lemma in ("want", "wish", "need") and each.content:
        return "demand" if _is_other(doc, each, spans) else "other"
    if lemma == "expect" and _is_expected(doc, mentions, each):
        return "demand"
    if lemma == "suggest" and kinds.by_gerund(_text(doc, spans)):
        return "offer"
    return _performed(each, spans, nesting) if cue is None else None


def _by_words(
    doc: Doc,
    mentions: Resolver,
    each: Attribution,
    spans: Sequence[Range],
    condition: Range | None,
) -> StatementKind:
    words = doc.words
    direct = each.quoted == "direct" or each.headline
    return kinds.of(
        each.entry.kind,
        _text(doc, spans),
        conditional=condition is not None,
        clause=any("VerbForm=Fin" in words[i].feats for a, b in spans for i in range(a, b)),
        direct=direct,
        provoked=clauses.provokes(doc, condition),
        lemma=words[each.head].lemma.lower(),
        clauses=clauses.read(doc, spans, direct, _sides(doc, mentions, each)),
    )


def _sides(doc: Doc, mentions: Resolver, each: Attribution) -> clauses.Whose:
    """Whether a noun phrase is the speaker's own side ("the US would support Ukraine")."""
    own = {actor.country for actor in each.actors if actor.country}

    def whose(i: int) -> Literal["own", "foreign", ""]:
        actors = [*mentions.resolve(i)]
        for child in doc.children[i]:
            if doc.words[child].deprel in ("nmod:poss", "amod", "compound"):
                actors += mentions.resolve(child)
        countries = {actor.country for actor in actors if actor.country}
        if not countries or not own:
            return ""
        return "own" if countries & own else "foreign"

    return whose


def _is_other(doc: Doc, each: Attribution, spans: Sequence[Range]) -> bool:
    """Whether what is wanted is that somebody else acts ("wants NATO to …")."""
    objects = [c for c in doc.children[each.head] if doc.words[c].deprel in ("obj", "nsubj:outer")]
    acts = [c for c in doc.children[each.head] if doc.words[c].deprel in ("xcomp", "ccomp")]
    return bool(objects and acts)


def _is_expected(doc: Doc, mentions: Resolver, each: Attribution) -> bool:
    """ "expects Vilnius to release them": somebody known is to act, not something to happen."""
    children = [c for c in doc.children[each.head] if doc.words[c].deprel == "obj"]
    acts = any(doc.words[c].deprel in ("xcomp", "ccomp") for c in doc.children[each.head])
    return acts and any(actor.country for c in children for actor in mentions.resolve(c))


def _performed(each: Attribution, spans: Sequence[Range], nesting: Nesting) -> StatementKind | None:
    """The kind of what the speaker does in so many words ("we call on …", "I promise …")."""
    for other in nesting.inside(spans):
        own = other is not each and other.entry.spoken and set(other.actors) & set(each.actors)
        if own and other.entry.kind not in (None, "assessment"):
            return other.entry.kind
    return None


def _text(doc: Doc, spans: Sequence[Range]) -> str:
    start, end = doc.span(spans[0][0], spans[-1][1])
    return doc.text[start:end]
