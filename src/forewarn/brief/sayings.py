"""Who said what to whom: statements, each said once, a denial beside what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from forewarn.brief import moments, parties
from forewarn.brief.happenings import Happening, freshness
from forewarn.brief.model import Group, Line, Moment, Piece, Words
from forewarn.brief.sources import Shelf
from forewarn.records import Evidence, Statement

KINDS = (
    ("threat", "Threats"),
    ("demand", "Demands"),
    ("refusal", "Refusals"),
    ("accusation", "Accusations"),
    ("denial", "Denials"),
    ("commitment", "Commitments"),
    ("offer", "Offers"),
    ("appeal", "Appeals"),
    ("reassurance", "Reassurances"),
    ("assessment", "Assessments"),
    ("other", "Other statements"),
)
SHOWN = 10
"""Lines of a kind that are open; the others are folded, with their number."""
SAID_LIMIT = 600
"""Characters of a statement that a line shows; the whole stands in the evidence."""
DENIAL_DAYS = 14
"""A denial is looked for among what was said or done in the two weeks before it and after it."""
SHARED = 2
"""Words that a denial and what it denies have in common, names of actors apart. They are printed,
so that a reader can judge the match."""
# Words that carry no matter of their own, among those of four letters and more.
_EMPTY_WORDS = (
    "about according accused accuses accusation accusations also been being between both could "
    "denied denies deny does doing down during each else ever every false from have having here "
    "into just like made make more most much must never none nothing only other over said same "
    "says should some such than that their them then there these they this those threat threats "
    "through under very want wants were what when where which while will with would your"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True)
class Saying:
    """Statements of the same words by the same speaker."""

    first: Statement
    when: Moment
    line: Line


def gather(
    statements: Iterable[Statement], shelf: Shelf, old: frozenset[str] | None
) -> tuple[Saying, ...]:
    """The sayings, by kind and then newest first."""
    same: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements:
        same.setdefault(_key(statement), []).append(statement)
    sayings = [_saying(sorted(group, key=lambda s: s.id), shelf, old) for group in same.values()]
    sayings.sort(key=_order)
    return tuple(
        replace(each, line=replace(each.line, key=f"s{n}")) for n, each in enumerate(sayings, 1)
    )


def _key(statement: Statement) -> tuple[str, ...]:
    words = " ".join(re.findall(r"\w+", statement.text.casefold()))
    return statement.kind, parties.key(statement.speaker), words or statement.id


def _saying(group: list[Statement], shelf: Shelf, old: frozenset[str] | None) -> Saying:
    first = min(group, key=lambda s: (s.addressee is None, s.condition is None, s.id))
    evidence: tuple[Evidence, ...] = tuple(e for each in group for e in each.evidence)
    when = shelf.published(evidence) or moments.UNDATED
    reports, copies = shelf.independent(evidence)
    line = Line(
        key="",
        kind=first.kind,
        tone="",
        words=_words(first),
        notes=tuple(_notes(first)),
        when=when,
        refs=shelf.refs(evidence),
        reports=reports,
        copies=copies,
        sources=shelf.sources(evidence),
        new=freshness((each.id for each in group), old),
    )
    return Saying(first, when, line)


def _words(first: Statement) -> Words:
    said = " ".join(first.text.split())
    said = said if len(said) <= SAID_LIMIT else said[: SAID_LIMIT - 1].rstrip() + "…"
    words = [Piece(parties.name(first.speaker), "name")]
    if first.addressee is not None:
        words += [Piece(" to "), Piece(parties.name(first.addressee), "name")]
    # Indirect speech rarely stands alone ("of arming Ukraine"): the word that says it leads it in.
    if first.cue and first.quoted != "direct":
        words += [Piece(" ("), Piece(" ".join(first.cue.split())[:40], "name"), Piece(")")]
    # Words between quotation marks are the speaker's; others are the report's.
    inner = said.strip("\"“”„«»'‘’ ") if first.quoted == "direct" else said
    return (*words, Piece(": "), Piece(inner, "quote" if first.quoted == "direct" else "name"))


def _notes(first: Statement) -> Iterator[Words]:
    yield (Piece({"direct": "quoted", "mixed": "partly quoted"}.get(first.quoted, "indirect")),)
    if first.condition:
        yield (Piece("condition: "), Piece(" ".join(first.condition.split())[:SAID_LIMIT], "name"))


def _order(saying: Saying) -> tuple[object, ...]:
    day = int(saying.when.start.replace("-", "") or 0)
    names = [kind for kind, _ in KINDS]
    kind = names.index(saying.first.kind) if saying.first.kind in names else len(names)
    return kind, -day, -saying.line.reports, parties.key(saying.first.speaker), saying.first.id


def groups(sayings: Iterable[Saying], told: Iterable[Happening]) -> tuple[Group, ...]:
    """One group for each kind that there is, denials beside what they deny."""
    said = tuple(sayings)
    claims = _claims(said, told)
    lines = [_beside(each, claims) if each.first.kind == "denial" else each.line for each in said]
    return tuple(
        Group(f"said-{kind}", head, "", found, SHOWN)
        for kind, head in KINDS
        if (found := tuple(line for line in lines if line.kind == kind))
    )


@dataclass(frozen=True)
class _Claim:
    line: Line
    by: str
    words: frozenset[str]


def _claims(said: Iterable[Saying], told: Iterable[Happening]) -> dict[str, list[_Claim]]:
    """What may be denied, by each of its words."""
    found = [
        _Claim(each.line, parties.key(each.first.speaker), frozenset(_content(each.first.text)))
        for each in said
        if each.first.kind in ("accusation", "assessment", "threat", "other")
    ]
    found += [
        _Claim(each.line, "", frozenset(stem for e in each.evidence for stem in _content(e.text)))
        for each in told
        if each.first.status != "negated"
    ]
    by_word: dict[str, list[_Claim]] = {}
    for claim in found:
        for word in claim.words:
            by_word.setdefault(word, []).append(claim)
    return by_word


def _content(text: str) -> dict[str, str]:
    """Its content words by their stems. Words in capitals are left out: most of them are names."""
    words = re.findall(r"[^\W\d_]{4,40}", text[:5000])
    return {_stem(word): word for word in words if word.islower() and word not in _EMPTY}


def _stem(word: str) -> str:
    """Without the endings of English verbs and plurals: plans, planned, planning -> plan."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word.rstrip("e")


def _beside(denial: Saying, claims: dict[str, list[_Claim]]) -> Line:
    mine = _content(denial.first.text)
    candidates = {claim.line.key: claim for word in mine for claim in claims.get(word, ())}
    scored = [
        (-len(claim.words & mine.keys()), key, claim)
        for key, claim in candidates.items()
        if len(claim.words & mine.keys()) >= SHARED
        and claim.by != parties.key(denial.first.speaker)
        and _near(denial.when, claim.line.when)
    ]
    best = sorted(scored, key=lambda each: each[:2])[:2]
    beside = tuple((_reason(mine, claim), claim.line) for _, _, claim in best)
    return replace(denial.line, beside=beside)


def _reason(mine: dict[str, str], claim: _Claim) -> str:
    shared = ", ".join(mine[stem] for stem in sorted(claim.words & mine.keys()))
    return f"May answer this (words in common: {shared})"


def _near(one: Moment, other: Moment) -> bool:
    if not one.start or not other.start:
        return False
    gap = date.fromisoformat(one.start) - date.fromisoformat(other.start)
    return abs(gap.days) <= DENIAL_DAYS
