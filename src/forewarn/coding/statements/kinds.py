"""The kind of a statement: from its cue, and where the cue leaves it open from its content.

Of the content first the signs count that leave no doubt, then what its clauses do, then the rest
of the signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from forewarn.coding.statements.clauses import WRONG, Clause
from forewarn.coding.statements.signs import SIGNS
from forewarn.records import StatementKind

_BY_KIND = {kind: re.compile("|".join(signs)) for kind, signs in SIGNS}
_CONSEQUENCE = re.compile(
    r"consequence|retaliat|\bprice\b|punish|\b(?:will|would|['’]ll|shall|forced to|going to)\b"
    r"[^.;]{0,60}\b(?:respond|react|retaliate|strike|sanction|sanctions|cost|costs|measures|destroy"
    r"|response|answer|act|impose)\b"
)
_QUESTION = re.compile(r"^(?:whether|if|how|what|why|who|when|where|which)\b|\?[\"”'’]*$")
_MUST = re.compile(r"(\w+)(?:\s(?:also|now|therefore|all|\w+ly)){0,2} (?:must|have to|need to)\b")
_FIRST = frozenset(["i", "we"])
_THIRD = frozenset(["it", "he", "she", "they"])
_COURTESY = re.compile(r"condolence|congratulation|greeting|gratitude|\bthanks\b|sympath")
_GERUND = re.compile(r"^\w+ing\b")
_COMMITS = _BY_KIND["commitment"]
_FUTURE = frozenset(["will", "would", "shall", "'ll", "'d"])
_ABLE = frozenset(["can", "could", "may", "might", "ca"])
# What lasts until something else comes is promised, not offered for it.
_LASTING = re.compile(r"\b(?:until|as long as|so long as)\b")
_WARNING = frozenset(["warn", "caution", "threaten", "forewarn"])
_CLAIMING = frozenset(["claim", "insist", "assert", "maintain", "argue", "contend", "hold"])
# Whoever does it is blamed for it, also one's own government.
_VILE = frozenset(
    [
        *("smuggle", "steal", "loot", "torture", "murder", "lie", "cheat", "deceive", "rig"),
        *("falsify", "betray", "jail", "persecute", "abuse", "poison", "bribe", "beat", "rape"),
    ]
)
# Not to stand idle is to act; not to be hurt reassures.
_IDLE = frozenset(["hesitate", "stand", "tolerate", "shrink", "forgive"])
_HURTS = frozenset(["attack", "invade", "shoot", "strike", "kill", "suffer", "lose", "hurt"])
_PLAIN: tuple[StatementKind, ...] = ("threat", "denial", "reassurance", "refusal")
# Of several sentences the one that weighs most gives the kind.
_WEIGHTS: tuple[StatementKind, ...] = (
    "threat",
    "refusal",
    "denial",
    "accusation",
    "demand",
    "offer",
    "commitment",
    "appeal",
    "reassurance",
    "assessment",
    "other",
)
_OF_PHRASES: tuple[StatementKind, ...] = ("threat", "reassurance")
_REFINED: dict[StatementKind, tuple[StatementKind, ...]] = {
    "assessment": ("threat", "denial", "refusal", "demand"),
    "commitment": ("threat", "refusal"),
}


def of(
    cue: StatementKind | None,
    text: str,
    *,
    conditional: bool = False,
    clause: bool = True,
    direct: bool = False,
    clauses: Sequence[Clause] = (),
    provoked: bool = False,
    lemma: str = "",
) -> StatementKind:
    """The kind of a statement.

    `cue` is the kind that its cue word (`lemma`) gives, None where it gives none; `text` the
    content, and `clauses` its main clauses; `conditional` whether it has a condition, and
    `provoked` whether that is something done to somebody; `clause` whether the content is a whole
    clause; `direct` whether it is quoted, so that "it" and "they" are not the speaker.
    """
    words = text.lower()
    if cue in ("appeal", None) and _QUESTION.search(words):
        return "other"
    if cue in ("offer", "commitment") and _COURTESY.search(words):
        return "other"
    done = by_clauses(clauses, conditional=conditional, provoked=provoked)
    if done == "offer" and _LASTING.search(words):
        done = "commitment"
    if cue in _REFINED:
        return _refined(cue, words, done, conditional, direct, lemma)
    if cue:
        return cue
    if not clause:
        return _first(words, _OF_PHRASES, conditional, direct) or "other"
    plain = _first(words, _PLAIN, conditional and done != "offer", direct)
    return plain or done or _first(words, tuple(_BY_KIND), conditional, direct) or "other"


def _refined(
    cue: StatementKind,
    words: str,
    done: StatementKind | None,
    conditional: bool,
    direct: bool,
    lemma: str,
) -> StatementKind:
    """What the content makes of a cue that leaves much open: "warn", "claim", "insist", "vow"."""
    found = _first(words, _REFINED[cue], conditional, direct)
    if lemma in _WARNING and done in ("threat", "offer", "commitment", "refusal"):
        return "threat"
    if lemma in _CLAIMING and done in ("accusation", "denial", "demand", "refusal"):
        return found or done
    found = found or (done if done in _REFINED[cue] else None)
    if cue == "commitment" and found == "refusal" and "not hesitate" in words:
        return "threat"
    if cue == "commitment" and found is None and words.startswith("that "):
        return "assessment" if done in ("assessment", "other") else cue
    return found or cue


def by_clauses(
    clauses: Sequence[Clause], *, conditional: bool = False, provoked: bool = False
) -> StatementKind | None:
    """The kind of what clauses say: of several the one that weighs most."""
    found = [kind for each in clauses if (kind := _of_clause(each, conditional, provoked))]
    return min(found, key=_WEIGHTS.index, default=None)


def _of_clause(clause: Clause, conditional: bool, provoked: bool) -> StatementKind | None:
    depends = conditional or clause.conditional
    if clause.let:
        return "appeal"
    if clause.order:
        return "demand"
    if clause.modal == "would" and clause.perfect:
        return "denial" if depends and clause.who == "self" else None
    if clause.modal in _FUTURE:
        return _to_come(clause, depends, provoked)
    if clause.modal in _ABLE:
        return _possible(clause, depends)
    if clause.modal in ("must", "should", "ought"):
        own = clause.who == "self"
        return "appeal" if own or clause.modal != "must" else "demand"
    if not clause.doing:
        return None
    return _told(clause)


def _to_come(clause: Clause, depends: bool, provoked: bool) -> StatementKind | None:
    if clause.negated:
        return _not_to_come(clause, depends)
    if depends and provoked:
        return "threat"
    if not clause.doing:
        return None
    if clause.harms and (depends or clause.who in ("self", "")):
        return "threat"
    if clause.who in ("self", ""):
        return "offer" if depends else "commitment"
    if clause.helps or clause.passive:
        return "threat" if clause.harms else "offer" if depends else "commitment"
    return "offer" if depends and clause.who == "thing" else None


def _not_to_come(clause: Clause, depends: bool) -> StatementKind | None:
    if clause.verb in _IDLE:
        return "threat"
    if clause.verb in _HURTS or (clause.who == "nobody" and clause.passive):
        return "commitment" if depends else "reassurance"
    if clause.who in ("self", "", "nobody") or depends:
        return "refusal"
    return "refusal" if clause.doing and clause.who == "thing" else None


def _possible(clause: Clause, depends: bool) -> StatementKind | None:
    if clause.negated:
        return "refusal" if clause.who in ("self", "") and clause.doing else None
    if depends or (clause.who == "self" and clause.helps):
        return "offer" if not clause.harms else "threat" if clause.who == "self" else None
    return None


def _told(clause: Clause) -> StatementKind | None:
    """Of what is done or is being done: denied, blamed, or only reported."""
    if clause.negated:
        blamed = clause.who == "other" and clause.foreign
        return "accusation" if blamed else "denial" if clause.who != "thing" else None
    if clause.who == "addressee" and clause.past:
        return "accusation"
    if clause.verb in _VILE and clause.named and clause.past:
        return "accusation"
    if clause.verb in WRONG and (clause.foreign or (clause.who == "thing" and clause.past)):
        return "accusation"
    return "other" if clause.past else None


def _first(
    words: str, kinds: tuple[StatementKind, ...], conditional: bool, direct: bool
) -> StatementKind | None:
    for kind in kinds:
        if kind == "threat" and conditional and _CONSEQUENCE.search(words):
            return kind
        if kind == "refusal" and "not rule out" in words:
            continue
        if kind == "demand" and _obliges_itself(words, direct):
            continue
        if _BY_KIND[kind].search(words):
            return kind
    return None


def _obliges_itself(words: str, direct: bool) -> bool:
    """Whether the speaker alone "must"."""
    subjects = {match[1] for match in _MUST.finditer(words)}
    return bool(subjects) and subjects <= (_FIRST if direct else _FIRST | _THIRD)


def by_gerund(text: str) -> bool:
    """Whether the content begins with what is to be done ("suggested holding talks")."""
    return bool(_GERUND.match(text.lower()))
