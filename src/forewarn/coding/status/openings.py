"""What opens a condition: "if", "unless", "as long as", "should X", "in exchange for", "without".

Told by the words, and by the tree only where the words are ambiguous: an opener is rare, and the
parser hangs it on many a wrong word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from forewarn.coding.status import modality
from forewarn.coding.status.scope import QUOTES, Scope, is_finite, is_modal

Need = Literal["nothing", "to come", "negated"]


@dataclass(frozen=True, slots=True)
class Opening:
    """The opener's words are `start` to `inner`; what it needs of the rest to set a condition.

    `phrase` where no clause follows ("without rain"); `whole` where nothing need follow it.
    """

    start: int
    inner: int
    need: Need = "nothing"
    phrase: bool = False
    whole: bool = False


Reader = Callable[[Scope, int], Opening | None]

_COUNTED = frozenset(["more", "every", "per", "each", "what"])
MARKERS: Final = frozenset(["if", "unless", "until", "till", "provided", "once"])
_ASKING = frozenset(
    [
        *("ask", "wonder", "know", "see", "check", "doubt", "decide", "determine", "learn", "tell"),
        *("inquire", "question", "unclear", "unsure", "sure", "uncertain", "clear", "matter"),
    ]
)
# "Would be glad if": a wish.
_GLAD = frozenset(["glad", "grateful", "thankful", "appreciate", "nice", "happy", "pleased"])
_BE = frozenset(["be", "have", "get", "become", "remain", "seem"])
_INTO = frozenset(["by", "to", "with", "for", "in", "from", "at", ",", "."])
_BEFORE_VERB = frozenset(
    ["who", "which", "that", "and", "or", "to", "they", "he", "she", "it", "we", "i", "not"]
)
_OF_TIME = frozenset(
    [
        *("by", "on", "from", "since", "of", "for", "to", "until", "till", "before", "after"),
        *("at", "in", "into", "and", "with", "about", "behind", "is", "was", "be"),
    ]
)
_NOT_SHORT = frozenset(
    [
        *("stop", "stopped", "stops", "fall", "falls", "fell", "run", "runs", "ran", "running"),
        *("far", "cut", "were", "was", "are", "is", "be"),
    ]
)
# What may follow "without" behind its main clause: not "without warning", "without a visa".
_KNOWN = frozenset(["the", "further", "more", "new", "its", "their", "our", "his", "her"])
_NEW = frozenset(["a", "an", "another", "more", "enough", "any", "time"])
_TO_BASE = frozenset(["VERB", "AUX"])
_NP = frozenset(["DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"])
_LONG = {("long", "as"): 3, ("soon", "as"): 3}
NOUN_WORDS = 14
"""So far behind "were" its "to" or participle is looked for: a subject is no longer."""


def at(scope: Scope, i: int) -> Opening | None:
    """The opening that begins with word `i` (or with "only", "even" or "for" before it)."""
    reader = READERS.get(scope.doc.words[i].text.lower())
    return reader(scope, i) if reader else None


def _with_only(scope: Scope, i: int) -> int:
    """Where "only" or "even" before an opener belongs to it."""
    return i - 1 if i > scope.start and scope.lower(i - 1) in ("only", "even") else i


def _if(scope: Scope, i: int) -> Opening | None:
    before = scope.lower(i - 1) if i else ""
    if before in ("as", "what") or before in _GLAD or _is_asked(scope, i):
        return None
    wish = scope.lower(i + 1) == "only" and scope.opens(i)
    if wish and not any(scope.lower(k) == "," for k in range(i, scope.end_of(i))):
        return None
    return Opening(_with_only(scope, i), i + 1)


def _is_asked(scope: Scope, i: int) -> bool:
    """ "asked if", "does not know if": a question, no condition."""
    doc = scope.doc
    first = doc.sentences[doc.sentence_of[i]][0]
    near = [doc.words[k].lemma.lower() for k in range(max(first, i - 4), i)]
    if near[-1:] and near[-1] in _ASKING:
        return True
    denied = set(near) & {"not", "n't", "yet"} and near[-1:] == ["say"]
    asking = set(near) & _ASKING and doc.words[doc.words[i].head].deprel == "ccomp"
    return bool(denied or (asking and "," not in near))


def _unless(scope: Scope, i: int) -> Opening | None:
    return Opening(i, i + 1)


def _provided(scope: Scope, i: int) -> Opening | None:
    """ "provided that X", "provided X happens"; not "provided blankets"."""
    if scope.lower(i + 1) == "that":
        return Opening(_with_only(scope, i), i + 2)
    words = scope.doc.words
    told = next(
        (w for w in reversed(words[scope.start : i]) if w.upos not in ("ADV", "PART")), None
    )
    before = words[i - 1] if i > scope.start else None
    if told and told.lemma.lower() in _BE:
        return None
    if scope.lower(i + 1) in _INTO or (before and before.lemma.lower() in _BEFORE_VERB):
        return None
    loose = words[i].deprel == "mark" or (before and before.text in (",", *QUOTES))
    if before and scope.opens(i) and not loose:
        return None  # the first predicate of what is said: its verb
    if before is None and i + 1 < scope.end_of(i):
        return Opening(i, i + 1) if scope.doc.words[i + 1].upos in _NP else None
    need: Need = "nothing" if _clause_follows(scope, i + 1) else "to come"
    return Opening(_with_only(scope, i), i + 1, need)


def _clause_follows(scope: Scope, i: int, commas: bool = False) -> bool:
    """Whether a finite verb comes before the next comma, or behind it too."""
    for k in range(i, _last(scope)):
        if scope.lower(k) == ";" or (scope.lower(k) == "," and not commas):
            return False
        if is_finite(scope.doc.words[k]):
            return True
    return False


def _last(scope: Scope) -> int:
    return scope.parts[-1][1]


def _assuming(scope: Scope, i: int) -> Opening | None:
    if scope.lower(i + 1) == "that":
        return Opening(i, i + 2)
    before = scope.doc.words[i - 1].lemma.lower() if i > scope.start else ""
    return Opening(i, i + 1) if before not in _BE and _clause_follows(scope, i + 1) else None


def _as(scope: Scope, i: int) -> Opening | None:
    """ "as long as", "so long as", "as soon as", "as and when"."""
    follows = (scope.lower(i + 1), scope.lower(i + 2))
    if follows == ("and", "when"):
        return Opening(i, i + 3, "to come")
    if follows not in _LONG or not _clause_follows(scope, i + 3):
        return None
    if scope.lower(i - 1) == "for" and i > scope.start:
        return Opening(i - 1, i + 3, "to come")
    front = scope.opens(i) and follows[0] == "long"
    return Opening(_with_only(scope, i), i + 3, "nothing" if front else "to come")


def _while(scope: Scope, i: int) -> Opening | None:
    """ "will not talk while X lasts": where what is to come is denied."""
    governor = scope.doc.words[scope.doc.words[i].head].head
    modal = modality.modal(scope.doc, governor)
    if modal not in ("will", "would", "shall", "can") or not _clause_follows(scope, i + 1):
        return None
    return Opening(i, i + 1, "negated")


def _upon(scope: Scope, i: int) -> Opening | None:
    """ "upon X": once X has come about."""
    follows = scope.doc.words[min(i + 1, _last(scope) - 1)].upos in ("DET", "NOUN")
    before = scope.lower(i - 1) if i > scope.start else ""
    verb = before in ("depend", "depends", "depended", "call", "calls", "called", "agreed", "put")
    return Opening(i, i + 1, "to come", phrase=True) if follows and not verb else None


def _once(scope: Scope, i: int) -> Opening | None:
    if scope.lower(i - 1) == "at" or scope.lower(i + 1) in _COUNTED:
        return None
    return _limit(scope, i, "to come")


def _until(scope: Scope, i: int) -> Opening | None:
    return _limit(scope, i, "to come")


def _limit(scope: Scope, i: int, need: Need) -> Opening | None:
    """A conjunction of time with its clause."""
    if i + 2 >= scope.end_of(i) or scope.doc.words[i + 1].upos not in _NP:
        return None
    finite = (k for k in range(i, scope.end_of(i)) if is_finite(scope.doc.words[k]))
    led = i == scope.start or scope.lower(i - 1) in (",", "that", *QUOTES)
    alone = led and scope.opens(i) and len(list(finite)) == 1  # "until May we will wait"
    if alone or not _clause_follows(scope, i + 1):
        return None
    return Opening(_with_only(scope, i), i + 1, need)


def _before(scope: Scope, i: int) -> Opening | None:
    """ "would not meet before X is done": where what is governed is denied."""
    word = scope.doc.words[i]
    if word.head <= i or not modality.negated(scope.doc, scope.doc.words[word.head].head):
        return None
    if word.deprel == "mark" and _clause_follows(scope, i + 1):
        return Opening(i, i + 1)
    event = word.deprel == "case" and scope.lower(i + 1) in ("a", "an", "any")
    return Opening(i, i + 1, phrase=True) if event else None


def _only_then(scope: Scope, i: int) -> Opening | None:
    """ "only when X", "only after X", "only with X", "even with X"."""
    if i == scope.start or scope.lower(i - 1) not in ("only", "even"):
        return None
    if scope.lower(i - 1) == "even":
        front = scope.opens(i - 1) and scope.lower(i) in ("with", "under")
        return Opening(i - 1, i + 1, phrase=True) if front else None
    return Opening(i - 1, i + 1, "to come", phrase=not _clause_follows(scope, i + 1))


def _whenever(scope: Scope, i: int) -> Opening | None:
    return Opening(i, i + 1, "to come") if _clause_follows(scope, i + 1) else None


def _the(scope: Scope, i: int) -> Opening | None:
    """ "the moment X happens"."""
    if scope.lower(i + 1) not in ("moment", "minute", "day", "hour", "instant"):
        return None
    timed = i > scope.start and scope.lower(i - 1) in _OF_TIME
    if timed or scope.lower(i + 2) in ("of", "in", "when", ",") or i + 3 >= scope.end_of(i):
        return None
    if scope.doc.words[i + 2].upos not in _NP or not _clause_follows(scope, i + 2):
        return None
    return Opening(i, i + 2, "to come")


# Inversions


def _should(scope: Scope, i: int) -> Opening | None:
    """ "should X happen": no verb and no adverb follows, the subject does."""
    if i + 2 >= scope.end_of(i) or _is_question(scope, i):
        return None
    follows = scope.doc.words[i + 1]
    led = i > scope.start and scope.lower(i - 1) in ("why", "how", "what", "nor", "neither", "who")
    return Opening(i, i + 1) if follows.upos in _NP and not led else None


def _were(scope: Scope, i: int) -> Opening | None:
    """ "were X to happen", "were X asked": a subject between, and none before."""
    if i + 2 >= scope.end_of(i) or _is_question(scope, i) or not _begins(scope, i):
        return None
    if scope.doc.words[i + 1].upos not in _NP or scope.doc.words[i + 1].upos == "ADJ":
        return None
    for k in range(i + 2, min(i + NOUN_WORDS, scope.end_of(i))):
        word = scope.doc.words[k]
        if scope.lower(k) == "," or is_finite(word):
            return None
        if scope.lower(k) == "to" and scope.doc.words[k + 1].upos in _TO_BASE:
            return Opening(i, i + 1)
        if scope.opens(i) and word.upos == "VERB" and "VerbForm=Part" in word.feats:
            return Opening(i, i + 1)
    return None


def _begins(scope: Scope, i: int) -> bool:
    """Whether a clause of its own can begin here: in front, or where "would" came before."""
    if scope.opens(i):
        before = scope.doc.words[i - 1].upos if i > scope.start else ""
        return before not in _NP or scope.lower(i - 1) == "that"
    would = scope.is_to_come((i, scope.end_of(i)))
    name = scope.doc.words[i + 1].upos in ("PROPN", "PRON") or scope.lower(i + 1) in ("the", "any")
    return would and name


def _is_question(scope: Scope, i: int) -> bool:
    doc = scope.doc
    return doc.words[doc.sentences[doc.sentence_of[i]][1] - 1].text.startswith("?")


# Phrases


def _in(scope: Scope, i: int) -> Opening | None:
    """ "in case", "in the event of", "in exchange for", "in that case"."""
    rest = [scope.lower(k) for k in range(i + 1, min(i + 5, scope.end_of(i)))]
    if rest[:2] == ["that", "case"] and scope.opens(i):
        return Opening(i, i + 3, "to come", phrase=True, whole=True)
    if rest[:1] == ["case"]:
        return Opening(_with_only(scope, i), i + 2, phrase=rest[1:2] == ["of"])
    if rest[:2] in (["the", "event"], ["the", "absence"]) and rest[2:3] != [","]:
        return Opening(i, i + 3, phrase=rest[2:3] == ["of"] or rest[1] == "absence")
    if rest[:2] in (["exchange", "for"], ["return", "for"]):
        return Opening(_with_only(scope, i), i + 3, "to come", phrase=True)
    return None


def _on(scope: Scope, i: int) -> Opening | None:
    """ "on condition that", "on the understanding that"; not "on condition of anonymity"."""
    rest = [scope.lower(k) for k in range(i + 1, min(i + 5, scope.end_of(i)))]
    if rest[:1] in (["the"], ["one"]):
        rest = rest[1:]
        i, start = i + 1, i
    else:
        start = i
    nouns = ("condition", "understanding", "assumption", "proviso", "premise")
    if rest[:1] and rest[0] in nouns and rest[1:2] in (["that"], ["of"]):
        if rest[2:3] == ["anonymity"]:
            return None
        return Opening(_with_only(scope, start), i + 3, phrase=rest[1] == "of")
    return None


def _without(scope: Scope, i: int) -> Opening | None:
    """ "without X" in front of what is to come; behind it where that is denied."""
    led = i == scope.start or scope.lower(i - 1) in (",", "that", "but", *QUOTES)
    front = scope.opens(i) and led
    if front and _clause_follows(scope, i + 1, commas=True):
        return Opening(i, i + 1, "to come", phrase=True)
    if front or scope.opens(i):
        return None
    if scope.lower(i) == "absent":
        return Opening(i, i + 1, "negated", phrase=True)
    modal = any(scope.lower(k) in ("would", "could") for k in scope.indices() if k < i)
    known = scope.lower(i + 1) in _KNOWN and modal
    return Opening(i, i + 1, phrase=True) if known or scope.lower(i) == "barring" else None


def _failing(scope: Scope, i: int) -> Opening | None:
    """ "failing X", "pending X", "barring X": in front, or behind what is to come."""
    before = scope.doc.words[i - 1] if i > scope.start else None
    if before and (before.lemma.lower() in _BE or before.upos in ("DET", "ADP", "ADJ", "ADV")):
        return None
    if scope.doc.words[min(i + 1, scope.end_of(i) - 1)].upos not in _NP:
        return None
    loose = before is None or scope.opens(i) or before.text == ","
    loose = loose or scope.doc.words[i].deprel in ("case", "mark", "advcl")
    loose = loose or not any(is_finite(scope.doc.words[k]) for k in range(i, scope.end_of(i)))
    return Opening(i, i + 1, "to come", phrase=True) if loose else None


def _subject_to(scope: Scope, i: int) -> Opening | None:
    before = scope.doc.words[i - 1] if i > scope.start else None
    if scope.lower(i + 1) != "to" or (before and before.lemma.lower() in (*_BE, "the", "a")):
        return None
    return Opening(i, i + 2, "to come", phrase=True)


def _short(scope: Scope, i: int) -> Opening | None:
    before = scope.lower(i - 1) if i > scope.start else ""
    if scope.lower(i + 1) != "of" or before in _NOT_SHORT:
        return None
    return Opening(i, i + 2, phrase=True)


def _depending(scope: Scope, i: int) -> Opening | None:
    return Opening(i, i + 2, phrase=True) if scope.lower(i + 1) in ("on", "upon") else None


def _depends(scope: Scope, i: int) -> Opening | None:
    """ "depends on X": X alone."""
    if scope.lower(i + 1) not in ("on", "upon") or i + 2 >= scope.end_of(i):
        return None
    return Opening(i + 2, i + 3, phrase=True) if scope.doc.words[i + 2].upos in _NP else None


def _given(scope: Scope, i: int) -> Opening | None:
    """ "given a chance": in front, and no reason that is known ("given the size of the debt")."""
    front = scope.opens(i) and (i == scope.start or scope.lower(i - 1) == ",")
    if not front or scope.lower(i + 1) not in _NEW:
        return None
    return Opening(i, i + 1, "to come", phrase=True)


def _otherwise(scope: Scope, i: int) -> Opening | None:
    """ "otherwise it will …": the condition is what was said before."""
    if not scope.opens(i) or not any(is_modal(word) for word in scope.rest((i, i + 1))):
        return None
    return Opening(i, i + 1, whole=True)


def _permitting(scope: Scope, i: int) -> Opening | None:
    """ "weather permitting"."""
    noun = i > scope.start and scope.doc.words[i - 1].upos == "NOUN"
    return Opening(i - 1, i + 1, whole=True) if noun else None


READERS: Final[Mapping[str, Reader]] = {
    "if": _if,
    **dict.fromkeys(("unless", "lest"), _unless),
    **dict.fromkeys(("provided", "providing"), _provided),
    **dict.fromkeys(("assuming", "supposing"), _assuming),
    **dict.fromkeys(("as", "so"), _as),
    "once": _once,
    **dict.fromkeys(("until", "till"), _until),
    "before": _before,
    **dict.fromkeys(("when", "after", "with", "under", "through"), _only_then),
    "whenever": _whenever,
    "while": _while,
    "upon": _upon,
    "the": _the,
    "should": _should,
    "were": _were,
    "in": _in,
    "on": _on,
    **dict.fromkeys(("without", "absent", "barring"), _without),
    **dict.fromkeys(("failing", "pending"), _failing),
    "subject": _subject_to,
    "short": _short,
    **dict.fromkeys(("depending", "contingent", "conditional"), _depending),
    **dict.fromkeys(("depend", "depends", "depended", "hinge", "hinges", "hinged"), _depends),
    "given": _given,
    "otherwise": _otherwise,
    "permitting": _permitting,
}
