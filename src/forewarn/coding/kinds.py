"""The kind of a statement: from its cue, and where the cue leaves it open from its words.

The order of the signs is the order in which they win: a sentence that threatens also assesses.
`self` in a sign stands for a speaker who speaks of himself ("we", or "it" and "he" in indirect
speech).
"""

from __future__ import annotations

import re

from forewarn.records import StatementKind

_SELF = r"(?:i|we|it|he|she|they|our \w+|my \w+)"
_ADVERBS = (
    r"(?:\s\w+ly|\s(?:also|always|never|now|again|all|both|still|certainly|of course),?){0,2}"
)
_WILL = (
    rf"(?:\b{_SELF}{_ADVERBS} (?:will|shall|are going to|is going to|am going to)\b"
    rf"|\b(?:it|he|she|they){_ADVERBS} would\b|\b{_SELF}['’]ll\b)"
    r"(?! (?:like|love|say|note|quote|mention|add|begin|start|be able|have|see)\b)"
)
_BE = r"(?:is|are|was|were|am|be|been|being|remains?|remained|['’](?:s|re|m))"

SIGNS: tuple[tuple[StatementKind, str], ...] = (
    (
        "threat",
        r"(?:serious|severe|grave|massive|heavy|high|dire|harsh|unprecedented) "
        r"(?:consequences|costs?|price)"
        r"|(?:there will|will there|will[^.]{0,20}) be[^.]{0,30} (?:consequences|costs|price"
        r"|retaliation)"
        r"|costs? and consequences|pay (?:a|the|dearly)\b[^.]{0,20}(?:price)?"
        r"|will (?:\w+ ){0,2}(?:retaliate|strike back|hit back|be punished|be destroyed|regret)"
        r"|forced to (?:respond|react|take|act|retaliate)|reserves? the right to"
        r"|(?:will|would) not hesitate|all options|face (?:\w+ ){0,3}(?:consequences"
        r"|sanctions|retaliation)"
        r"|(?:military-technical|retaliatory|response|tough) (?:measures|steps|response)"
        r"|(?:will|would) (?:respond|react) (?:harshly|resolutely|decisively|firmly|with|to)",
    ),
    (
        "denial",
        rf"\b{_BE} (?:\w+ )?(?:not true|false|untrue|baseless|groundless|unfounded|nonsense"
        rf"|fake|absurd"
        r"|a lie|lies|fabricated|slander|not involved|not behind|not a party)\b"
        rf"|\b(?:have|has|had|{_BE}) no (?:\w+ )?(?:plans?|intentions?|aim|role|part|basis"
        rf"|foundation)\b"
        r"|\bno (?:plans?|intentions?) (?:to|of)\b"
        r"|\b(?:do|does|did|is|are)(?: not|n['’]t) (?:plan|intend|planning|intending"
        r"|going to (?:attack|invade))"
        r"|\b(?:have|has|had) never\b|nothing to do with|\bhas not been involved"
        r"|\bhad not (?:been )?involved",
    ),
    (
        "reassurance",
        r"no (?:need|reason|cause|grounds?) (?:to|for) (?:\w+ )?(?:panic|worry|fear|alarm|concern)"
        r"|nothing to fear|under (?:full )?control|(?:can|may) (?:count|rely|depend) on"
        r"|stands? (?:by|with|firmly|shoulder)\b|by your side|iron-?clad|rock-?solid|unwavering"
        r"|(?:does|do|did|will)(?: not|n['’]t) threaten|no threat to|not (?:a|pose a) threat"
        r"|not (?:directed|aimed) (?:at|against)|no (?:imminent|immediate|direct) (?:threat|danger)"
        r"|(?:full|strong|continued|constant) (?:support|solidarity)\b|\bsolidarity with",
    ),
    (
        "refusal",
        rf"(?:{_WILL} (?:not|never)|\bwon['’]t|\b(?:will|would|can|could|shall) ?(?:not"
        rf"|never)|\bcan['’]t"
        r"|\bcannot|\bnever)"
        r" (?:\w+ )?(?:accept|agree|allow|tolerate|give|negotiate|recogni[sz]e|compromise"
        r"|participate|join"
        r"|attend|concede|yield|bow|surrender|let|permit|abandon|retreat|back down"
        r"|be intimidated|support)"
        r"|\b(?:is|are) unacceptable|no (?:compromises?|concessions?|question of)"
        r"|not (?:ready|willing|prepared|open) to|ruled? out|\brefuse|\breject|\bred lines?",
    ),
    (
        "demand",
        r"\bmust\b|\b(?:has|have) to (?:stop|cease|withdraw|end|guarantee|respect|comply"
        r"|de-?escalate|release"
        r"|explain|answer|pull|leave)|\bdemands? (?:that|for|the|an?)\b|\b(?:immediately|at once)\b"
        r"|\binsists? on|\brequires? (?:legal|written|binding)",
    ),
    (
        "offer",
        r"\b(?:ready|prepared|willing|open|readiness|willingness)(?:,? [^,.]{1,40},)? (?:to"
        r"|for) (?:\w+ly )?(?:\w+ )?"
        r"(?:talks?|dialogue|negotiat\w+|discuss\w*|meet\w*|mediat\w+|help|assist|cooperat\w+"
        r"|host|provide"
        r"|consider|compromise|work|share|offer|continue|hear|listen|consultations?|contacts?"
        r"|develop\w*)"
        r"|\bwe (?:offer|propose|suggest)\b|\bour (?:offer|proposal)",
    ),
    (
        "commitment",
        rf"{_WILL}|\b(?:we|i) (?:pledge|promise|guarantee|undertake|vow)\b"
        rf"|\b{_SELF} (?:{_BE} )?(?:committed|determined|intends?|plans?|planning) to"
        r"|\b(?:ready|prepared) to (?:defend|protect|act|fight|respond|react|ensure|support|do|use)"
        r"|\bwill continue to\b",
    ),
    (
        "appeal",
        r"(?<!\bi )\bshould\b(?! (?:be noted|note|say|add))|\bought to\b|\blet us\b"
        r"|\blet['’]s\b(?! say)|\b(?:we|i) (?:call|appeal|urge|ask)\b"
        r"|\b(?:we|i) (?:\w+ )?(?:need|have) to\b(?! (?:say|note|admit))|\bplease (?!accept)"
        r"|\bit is time (?:to|for)",
    ),
    (
        "accusation",
        r"\b(?:orchestrat|provok|violat|breach|destabili[sz]|blackmail|sabotag|fabricat"
        r"|decei?v|meddl"
        r"|weaponi[sz]|instrumentali[sz]|incit|smear|falsif|conspir)(?:e[sd]?|ing|ed|d|s)\b"
        r"|\b(?:fuell?ing|stoking|lying|lied|to blame|responsible for the|aggress(?:ion|ive"
        r"|or)\w*)\b"
        r"|\bhybrid (?:attack|war|threat)\w*|\binterfer(?:e[sd]?|ing) in\b|\bpropaganda\b"
        r"|\bdisinformation\b",
    ),
    (
        "assessment",
        rf"\b{_BE}\b|\b(?:may|might|could|would|likely|probably|perhaps|possibl[ey]|seems?"
        rf"|appears?)\b"
        r"|\b(?:will|because|means|shows|therefore|believe|think|opinion|view)\b"
        r"|\b(?:important|necessary|crucial|dangerous|growing|increas\w+|worse\w*|better"
        r"|deteriorat\w+)\b",
    ),
)
_SIGNS = tuple((kind, re.compile(sign)) for kind, sign in SIGNS)
_BY_KIND = dict(_SIGNS)
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
) -> StatementKind:
    """The kind of a statement.

    `cue` is the kind that its cue word gives, None where it gives none; `text` the content;
    `conditional` whether it has a condition; `clause` whether the content is a whole clause;
    `direct` whether it is quoted, so that "it" and "they" are not the speaker.
    """
    words = text.lower()
    if cue in ("appeal", None) and _QUESTION.search(words):
        return "other"
    if cue in ("offer", "commitment") and _COURTESY.search(words):
        return "other"
    if cue == "commitment" and words.startswith("that ") and not _COMMITS.search(words):
        return "assessment"
    if cue in _REFINED:
        return _first(words, _REFINED[cue], conditional, direct) or cue
    if cue:
        return cue
    kinds = tuple(_BY_KIND) if clause else _OF_PHRASES
    return _first(words, kinds, conditional, direct) or "other"


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
