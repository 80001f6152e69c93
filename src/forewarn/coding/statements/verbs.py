"""Frames of verbs: complement clauses, infinitives, objects, obliques, inserted clauses."""

from __future__ import annotations

from forewarn.coding.grammar.spans import (
    Range,
    agent,
    aim,
    bare,
    dependent,
    infinitive,
    joined,
    marker,
    oblique,
    phrase,
    subject,
    towards,
    trimmed,
    without,
)
from forewarn.coding.statements import gaps, papers
from forewarn.coding.statements.cues import Cue, Lexicon
from forewarn.coding.statements.frame import PLACES, Frame, reach
from forewarn.coding.statements.nouns import noun
from forewarn.language.doc import Doc

_ANSWERS = frozenset(["respond", "reply"])
_NOT = frozenset(["not", "n't", "n’t", "never"])


def verb(doc: Doc, lexicon: Lexicon, i: int) -> Frame | None:
    """The frame of a verb, where something can hold what is said."""
    entry, words, target = _entry(doc, lexicon, i)
    if entry is None:
        return None
    if "raising" in entry.takes:
        return _raising(doc, entry, i)
    if papers.says(doc, lexicon, i) is not None or _keeps_silent(doc, i):
        return None
    passive = _passive(doc, i)
    participle = doc.words[i].deprel == "acl" and "Tense=Past" in doc.words[i].feats
    if participle and (passive or dependent(doc, i, "obj") is None):
        return gaps.participle(doc, i, entry)
    source = agent(doc, i) if passive else subject(doc, i)
    content, addressee = _content(doc, lexicon, i, entry, target, passive)
    content = trimmed(doc, content) or gaps.relative(doc, i, entry)
    if not content and "nothing" not in entry.takes:
        return None
    if source is None and not passive and dependent(doc, i, "ccomp", "xcomp") is None:
        return None
    if source is not None and any(a <= source < b for a, b in content):
        content = tuple(part for span in content for part in without(span, phrase(doc, source)))
    cue = gaps.stranded(doc, i, reach(doc, i, words, content))
    if (sent := papers.sent(doc, lexicon, i)) is not None:
        source, cue = subject(doc, sent), (reach(doc, sent, [], ())[0], cue[1])
    return Frame(i, cue, entry, source, content, addressee)


def _keeps_silent(doc: Doc, i: int) -> bool:
    """Whether nothing was said: "*did not respond* to a request for comment"."""
    return doc.words[i].lemma.lower() in _ANSWERS and any(
        doc.words[c].lemma.lower() in _NOT for c in doc.children[i] if c < i
    )


def _passive(doc: Doc, i: int) -> bool:
    """Whether somebody else acts: "is said to", "*Asked* about it, he declined"."""
    if dependent(doc, i, "nsubj:pass", "csubj:pass", "aux:pass") is not None:
        return True
    word = doc.words[i]
    return (
        word.deprel == "advcl"
        and "Tense=Past" in word.feats
        and "VerbForm=Part" in word.feats
        and dependent(doc, i, "nsubj", "aux", "obj") is None
    )


def _raising(doc: Doc, entry: Cue, i: int) -> Frame | None:
    """ "The plan seems to work": its subject belongs to the content; the source is "to him"."""
    clause = dependent(doc, i, "ccomp", "xcomp")
    if clause is None:
        clause = oblique(doc, i, ["like", "as"])
    if clause is None:
        return None
    seeming = dependent(doc, i, "nsubj", "nsubj:pass")
    whole = (clause,) if seeming is None else (seeming, clause)
    content = trimmed(doc, (phrase(doc, each) for each in whole))
    content = tuple(part for span in content for part in without(span, (i, i + 1)))
    cue = reach(doc, i, [], ())
    return Frame(i, cue, entry, towards(doc, i, "to"), content)


def _entry(doc: Doc, lexicon: Lexicon, i: int) -> tuple[Cue | None, list[int], int | None]:
    """The cue of a verb with its particle, the particle's index, and whom "called on" is over."""
    lemma = lexicon.lemma(doc.words[i])
    best: tuple[Cue | None, list[int], int | None] = (lexicon.verbs.get(lemma), [], None)
    for child in doc.children[i]:
        word = doc.words[child]
        particle = word.deprel in ("compound:prt", "advmod", "xcomp", "obl") and child > i
        cue = lexicon.phrasal.get((lemma, word.lemma.lower())) if particle else None
        if cue is not None:
            return cue, [child], None
        if word.deprel.startswith(("obl", "advcl")) and child > i:
            mark = next(
                (c for c in doc.children[child] if doc.words[c].deprel in ("case", "mark")), None
            )
            if mark is None:
                continue
            cue = lexicon.phrasal.get((lemma, doc.words[mark].lemma.lower()))
            if cue is not None and (cue.over or not best[1]):
                best = (cue, [mark], child)
                if cue.over:
                    return best
    return best


def _content(
    doc: Doc, lexicon: Lexicon, i: int, entry: Cue, target: int | None, passive: bool
) -> tuple[tuple[Range, ...], int | None]:
    """The ranges that hold what is said, and the head of whom it is said to."""
    takes = entry.takes
    clause = _clause(doc, i)
    if clause is None and ("told" in takes or dependent(doc, i, "obj") is None):
        clause = _after_place(doc, i)
    goal = aim(doc, i, "directed" in takes)
    thing = dependent(doc, i, "obj") if not passive else dependent(doc, i, "nsubj:pass")
    person = dependent(doc, i, "iobj")
    if thing is not None and doc.words[thing].deprel == "obj" and marker(doc, thing) is not None:
        thing = None  # "by the channel" is no object, whatever the tree calls it
    if thing is None and "directed" in takes:
        thing, person = person, None
    told = person if person is not None else thing
    leads = ("as", "for") if passive else ("as",)
    if target is not None:
        return _targeted(doc, entry, target, goal if goal is not None else clause)
    if clause is not None and takes & {"clause", "told", "directed"}:
        addressee = told if takes & {"told", "directed"} else person
        if addressee is None:
            addressee = towards(doc, i, "to")
        return (_whole_clause(doc, i, clause),), addressee
    if "told" in takes and told is not None:
        rest = goal if goal is not None else oblique(doc, i, entry.prepositions)
        if rest is not None:
            return (bare(doc, rest) if rest != goal else phrase(doc, rest),), told
        if "object" not in takes:
            return _inserted(doc, i, entry), told
    if "as" in takes and thing is not None:
        predicate = dependent(doc, i, "xcomp")
        predicate = predicate if predicate is not None else oblique(doc, i, leads)
        if predicate is not None:
            return joined(doc, thing, predicate), None
        if _is_named(doc, thing):
            return (phrase(doc, thing),), None
    if "directed" in takes and thing is not None:
        rest = goal if goal is not None else oblique(doc, i, entry.prepositions)
        if rest is not None:
            return _around(doc, thing, rest, passive), thing
    if goal is not None and (takes & {"infinitive", "directed"} or _gerund(doc, goal, entry)):
        return (phrase(doc, goal),), towards(doc, i, "to", "with", "from", "of")
    if thing is not None and "object" in takes:
        predicate = dependent(doc, i, "xcomp")
        predicate = predicate if predicate is not None else oblique(doc, i, leads)
        if predicate is not None:
            return joined(doc, thing, predicate), None
    if thing is not None and takes & {"object", "directed"} and not _light(doc, lexicon, i, thing):
        against = "directed" in takes and entry.kind in ("accusation", "threat")
        return (phrase(doc, thing),), thing if against else towards(doc, i, "to", "from", "with")
    rest = oblique(doc, i, entry.prepositions) if thing is None or passive else None
    around = _inserted(doc, i, entry)
    if rest is not None and not around:
        return (bare(doc, rest),), None
    return around, towards(doc, i, "to")


def _is_named(doc: Doc, thing: int) -> bool:
    """Whether what it is called hangs on the thing itself: "called *him a liar*"."""
    name = dependent(doc, thing, "appos")
    return name is not None and doc.words[phrase(doc, name)[0] - 1].text not in (",", "(")


def _clause(doc: Doc, i: int) -> int | None:
    """The complement clause; of several the one with "that" ("told 'Good Morning' *that …*")."""
    clauses = [c for c in doc.children[i] if doc.words[c].deprel in ("ccomp", "csubj:pass")]
    led = (c for c in clauses if len(clauses) > 1 and marker(doc, c) == "that")
    return next(led, clauses[0] if clauses else None)


def _after_place(doc: Doc, i: int) -> int | None:
    """The clause that trees hang on where it was said: "said in a statement *that …*"."""
    for child in doc.children[i]:
        if marker(doc, child) not in PLACES:
            continue
        while child > i and doc.words[child].deprel in ("obl", "nmod"):
            clause = dependent(doc, child, "acl", "ccomp")
            if clause is not None and marker(doc, clause) == "that":
                return clause
            inner = dependent(doc, child, "nmod")
            child = inner if inner is not None else -1
    return None


def _gerund(doc: Doc, goal: int, entry: Cue) -> bool:
    """Whether an "-ing" form stands in for an object: "contemplated leaving"."""
    return "object" in entry.takes and "VerbForm=Ger" in doc.words[goal].feats


def _light(doc: Doc, lexicon: Lexicon, i: int, thing: int) -> bool:
    """Whether the noun says more than the verb ("expressed concern that …")."""
    if lexicon.lemma(doc.words[i]) not in lexicon.light:
        return False
    if dependent(doc, thing, "nmod:poss") is not None:
        return False
    return noun(doc, lexicon, thing) is not None


def _whole_clause(doc: Doc, i: int, clause: int) -> Range:
    """The clause; where the verb stands inside it, what lies on the side of its head."""
    start, end = phrase(doc, clause)
    if start < i < end:
        return (start, i) if clause < i else (i + 1, end)
    return start, end


def _around(doc: Doc, thing: int, rest: int, passive: bool) -> tuple[Range, ...]:
    if not passive:
        return joined(doc, thing, rest)
    return phrase(doc, thing), phrase(doc, rest) if marker(doc, rest) == "to" else bare(doc, rest)


def _targeted(
    doc: Doc, entry: Cue, target: int, rest: int | None
) -> tuple[tuple[Range, ...], int | None]:
    """Content and addressee of "called on X to …", "called for X"."""
    if not entry.over:
        return (bare(doc, target),), None
    if rest is None:
        rest = infinitive(doc, target, "acl", "advcl", "xcomp")
    start, end = bare(doc, target)
    if rest is not None:
        end = max(end, phrase(doc, rest)[1])
    return ((start, end),), target


def _inserted(doc: Doc, i: int, entry: Cue) -> tuple[Range, ...]:
    """The sentence around an inserted clause: '…, he said, …', 'as she explained, …'."""
    word = doc.words[i]
    as_said = word.deprel == "advcl" and marker(doc, i) == "as"
    if "nothing" not in entry.takes or word.head == i:
        return ()
    if word.deprel != "parataxis" and not as_said:
        return ()
    return without(phrase(doc, word.head), phrase(doc, i))
