"""What the clauses of a content do: who acts, in what mood and time, and whether it hurts or helps.

A `Clause` is what the kind of a statement is read from where its cue leaves it open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from forewarn.coding.statements.cues import words
from forewarn.coding.statements.frames import Range
from forewarn.coding.status import conditions, modality
from forewarn.language.doc import Doc, Word

Who = Literal["self", "addressee", "nobody", "other", "thing", ""]
Whose = Callable[[int], Literal["own", "foreign", ""]]
"""Whether the noun phrase headed at a word is the speaker's own side, another's, or unknown."""

HARM = words(
    """strike hit bomb shell destroy raze burn sink shoot down kill attack invade seize arrest jail
    expel bar block blockade close shut cut suspend veto punish retaliate answer respond react
    crush annihilate hurt regret suffer lose sanction ban confiscate withhold deport fire storm
    dissolve sue boycott eliminate liquidate wipe bury hunt target prosecute fine tax freeze
    disconnect evict demolish flatten ruin collapse intercept bleed learn face find march
    denounce abrogate quit halve dismiss imprison execute perish drown down mine besiege starve
    forget revoke annul tear terminate impose choke"""
)
HELP = words(
    """provide send give deliver supply help assist support protect defend rebuild build finance
    fund pay spend open reopen complete finish release free return lift ease host receive accept
    recognise recognize meet talk negotiate sign ratify resume restore evacuate feed train guard
    stay stand lend donate double continue invest share offer hand let allow visit discuss
    mediate join vote exchange withdraw publish repair compensate"""
)
WRONG = words(
    """violate breach cross enter dip intrude shoot fire strike hit shell attack kill arrest kidnap
    abduct bug spy hack sabotage set burn steal lie deceive cheat bribe hire drag damage cut jam
    smuggle push dump poison torture break betray provoke orchestrate organise organize stage rig
    falsify block obstruct ignore delay interfere dictate recruit arm harbour harbor abuse murder
    loot rape execute bomb fabricate distort mislead threaten blackmail incite fuel stoke starve
    expel occupy annex invade destroy raid storm detain jail persecute beat ram weaponise weaponize
    undermine undercut conspire plot instrumentalise instrumentalize meddle manipulate exploit
    deport hide conceal refuse hold steer finance sponsor shelter breed arm buy use turn drop plant
    spread destabilise destabilize escalate whip"""
)
NEGATIVE = frozenset(
    [*("nobody", "none", "nothing", "neither", "no-one"), *("no", "not", "never", "nor")]
)
_APPROACHES = words("touch approach stray cross test try dare drift stone foot threaten")
_SELF = frozenset(["i", "we", "us"])
_THIRD = frozenset(["it", "he", "she", "they"])
_OWN = frozenset(["our", "my", "us"])
_THIRD_OWN = frozenset(["its", "his", "her", "their"])


@dataclass(frozen=True, slots=True)
class Clause:
    """One main clause: `verb` is its lemma, `modal` its auxiliary, "" where it has none.

    `who` acts; `past` where it is told as done; `doing` where the predicate is a verb, not a
    description; `order` where it is told to be done.
    """

    verb: str
    who: Who
    modal: str
    negated: bool
    past: bool
    doing: bool
    order: bool
    foreign: bool
    conditional: bool
    passive: bool
    let: bool
    named: bool
    perfect: bool

    @property
    def harms(self) -> bool:
        """Whether what is done hurts somebody."""
        return self.verb in HARM

    @property
    def helps(self) -> bool:
        """Whether what is done is of use to somebody."""
        return self.verb in HELP


def read(doc: Doc, spans: Sequence[Range], direct: bool, whose: Whose) -> tuple[Clause, ...]:
    """The main clauses of a content, in text order, with those joined to them."""
    heads = [i for span in spans for i in _heads(doc, span)]
    return tuple(_clause(doc, i, direct, whose) for i in heads)


def _heads(doc: Doc, span: Range) -> Iterator[int]:
    """The predicates of the span that hang on nothing in it, and their conjuncts."""
    start, end = span
    for i in range(start, end):
        word = doc.words[i]
        top = word.head == i or not start <= word.head < end
        joined = word.deprel in ("conj", "parataxis") and _is_clause(doc, i)
        if (top or joined) and (_is_clause(doc, i) or (top and word.upos in ("NOUN", "ADJ"))):
            yield i


def _is_clause(doc: Doc, i: int) -> bool:
    word = doc.words[i]
    if word.deprel.startswith(("acl", "nsubj", "obl", "nmod", "amod", "compound")):
        return False
    helped = any(doc.words[c].deprel.startswith(("aux", "cop")) for c in doc.children[i])
    return word.upos in ("VERB", "AUX") or helped


def _clause(doc: Doc, i: int, direct: bool, whose: Whose) -> Clause:
    word = doc.words[i]
    subject = _subject(doc, i)
    who, foreign = _who(doc, subject, direct, whose)
    modal = modality.modal(doc, i) or _periphrasis(doc, i)
    verb = _acting(doc, i)
    return Clause(
        verb=doc.words[verb].lemma.lower(),
        who=who,
        modal=modal,
        negated=modality.negated(doc, i) or who == "nobody",
        past=_is_past(doc, i),
        doing=word.upos == "VERB" and not _has_copula(doc, i),
        order=_is_order(doc, i, subject, direct),
        foreign=foreign,
        conditional=conditions.under(doc, i) is not None or modality.any_such(doc, i),
        passive=any(doc.words[c].deprel == "aux:pass" for c in doc.children[i]),
        let="let" in {word.lemma.lower(), *(doc.words[c].lemma for c in doc.children[i])},
        named=subject is not None and doc.words[subject].upos in ("NOUN", "PROPN"),
        perfect=modality.has_perfect(doc, i),
    )


def _acting(doc: Doc, i: int) -> int:
    """The verb that tells what is done: "will be forced to close" closes."""
    for child in doc.children[i]:
        word = doc.words[child]
        if word.deprel == "xcomp" and word.upos == "VERB" and child > i:
            return child
    return i


def _subject(doc: Doc, i: int) -> int | None:
    for _ in range(4):
        for child in doc.children[i]:
            if doc.words[child].deprel.startswith(("nsubj", "expl")):
                return child
        if doc.words[i].deprel != "conj" or doc.words[i].head > i:
            return None
        i = doc.words[i].head
    return None


def _who(doc: Doc, subject: int | None, direct: bool, whose: Whose) -> tuple[Who, bool]:
    if subject is None:
        return "", False
    word = doc.words[subject]
    lemma = word.text.lower()
    if lemma in _SELF or (not direct and lemma in _THIRD):
        return "self", False
    if lemma == "you":
        return "addressee", False
    inside = {doc.words[c].text.lower() for c in doc.children[subject]}
    if word.lemma.lower() in NEGATIVE or inside & {"no", "not"}:
        return "nobody", whose(subject) == "foreign"
    if inside & _OWN or (not direct and inside & _THIRD_OWN):
        return "self", False
    side = whose(subject)
    if side == "own":
        return "self", False
    if side == "foreign":
        return "other", True
    return "thing", False


def _periphrasis(doc: Doc, i: int) -> str:
    """What stands for a modal: "is going to", "has to", "is to"."""
    for child in doc.children[i]:
        each = doc.words[child]
        if each.deprel.startswith("aux") and each.lemma.lower() in ("gonna", "going"):
            return "will"
        if each.lemma.lower() == "have" and doc.words[min(child + 1, i)].lemma == "to":
            return "must"
    word = doc.words[i]
    infinitive = any(
        doc.words[c].deprel == "xcomp" and "to" in modality.marks(doc, c) for c in doc.children[i]
    )
    if infinitive and word.text.lower() == "going":
        return "will"
    if infinitive and word.lemma.lower() in ("have", "need"):
        return "must"
    if modality.to_come(doc, i):
        return "will"
    return ""


def _is_past(doc: Doc, i: int) -> bool:
    helpers = [doc.words[c] for c in doc.children[i] if doc.words[c].deprel.startswith("aux")]
    cop = [doc.words[c] for c in doc.children[i] if doc.words[c].deprel.startswith("cop")]
    if any(each.lemma.lower() == "have" for each in helpers):
        return True
    told = [doc.words[i], *helpers, *cop]
    return any("Tense=Past" in each.feats and "VerbForm=Fin" in each.feats for each in told)


def _has_copula(doc: Doc, i: int) -> bool:
    return any(doc.words[c].deprel.startswith("cop") for c in doc.children[i])


def _is_order(doc: Doc, i: int, subject: int | None, direct: bool) -> bool:
    """An imperative: marked as one, or a bare verb that opens its clause ("stop the bombing")."""
    word = doc.words[i]
    if "Mood=Imp" in word.feats:
        return True
    aided = any(doc.words[c].deprel.startswith("aux") for c in doc.children[i])
    helped = aided or any(doc.words[c].deprel == "mark" for c in doc.children[i])
    if subject is not None and not aided and ("Mood=Sub" in word.feats or _is_bare(word)):
        return True  # "insists that they leave"
    bare = subject is None and word.upos == "VERB" and word.text.lower() == word.lemma.lower()
    finite = not word.feats or "VerbForm=Inf" in word.feats or "Tense=Pres" in word.feats
    return bare and finite and not helped and (direct or word.deprel in ("root", "ccomp"))


def _is_bare(word: Word) -> bool:
    return "VerbForm=Inf" in word.feats and word.text.lower() == word.lemma.lower()


def provokes(doc: Doc, condition: Range | None) -> bool:
    """Whether a condition is something done to somebody ("if you shoot", "unless it stops")."""
    if condition is None:
        return False
    lemmas = {doc.words[i].lemma.lower() for i in range(*condition)}
    negative = lemmas & {"not", "no", "n't", "unless", "fail", "refuse", "never"}
    return bool(lemmas & (WRONG | _APPROACHES) or negative)
