"""Cues with what hangs on them in the tree: who says it, what is said, to whom.

A frame is read from Universal Dependencies alone: complement clauses, infinitives, objects,
oblique phrases, inserted clauses ('"…," he said'), "according to", nouns ("its demand that …",
"issued a warning that …") and adjectives ("is convinced that …").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forewarn.coding.cues import Cue, Lexicon
from forewarn.language.doc import Doc

Range = tuple[int, int]
_EDGES = frozenset(".,;:-–—…!?")
_ADJUNCTS = ("aux", "advmod")
_BEHIND = frozenset(["obl", "nmod", "advcl", "acl"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_GOES_ON = frozenset(["conj", "xcomp", "advcl", "parataxis", "dep", "ccomp"])


@dataclass(frozen=True, slots=True)
class Frame:
    """The cue `head` (with its helpers the words `cue`), its source, content and addressee.

    `source` and `addressee` are the heads of noun phrases; `content` is empty where only a
    quotation can fill it.
    """

    head: int
    cue: Range
    entry: Cue
    source: int | None
    content: tuple[Range, ...]
    addressee: int | None = None


def find(doc: Doc, lexicon: Lexicon) -> Iterator[Frame]:
    """The frames of all cues, in text order."""
    for i, word in enumerate(doc.words):
        if word.upos == "VERB":
            frame = _adjective(doc, lexicon, i) or _verb(doc, lexicon, i)
        elif word.upos == "NOUN":
            frame = _noun(doc, lexicon, i)
        elif word.upos == "ADJ":
            frame = _adjective(doc, lexicon, i)
        else:
            frame = None
        if frame := frame or _according(doc, i):
            yield frame


# Ranges of words


def phrase(doc: Doc, i: int) -> Range:
    """The words from the first to the last of the phrase headed at `i`."""
    inside = list(doc.subtree(i))
    return min(inside), max(inside) + 1


def trim(doc: Doc, span: Range) -> Range:
    """The range without the punctuation at its edges; quotation marks and brackets stay."""
    start, end = span
    while start < end and doc.words[start].text in _EDGES:
        start += 1
    while start < end and set(doc.words[end - 1].text) <= _EDGES:
        end -= 1
    return start, end


def without(span: Range, hole: Range) -> tuple[Range, ...]:
    """What is left of a range when another one is taken out."""
    if hole[1] <= span[0] or hole[0] >= span[1]:
        return (span,)
    parts = ((span[0], hole[0]), (hole[1], span[1]))
    return tuple(part for part in parts if part[0] < part[1])


def _joined(doc: Doc, *heads: int) -> tuple[Range, ...]:
    spans = [phrase(doc, head) for head in heads]
    return ((min(a for a, _ in spans), max(b for _, b in spans)),)


def _trimmed(doc: Doc, spans: Iterable[Range]) -> tuple[Range, ...]:
    return tuple(span for each in spans if (span := trim(doc, each)) and span[0] < span[1])


# Children of a word


def _child(doc: Doc, i: int, *relations: str) -> int | None:
    return next((c for c in doc.children[i] if doc.words[c].deprel in relations), None)


def _marker(doc: Doc, i: int) -> str | None:
    """The preposition or conjunction that introduces the phrase: "of", "to", "that"."""
    for child in doc.children[i]:
        if doc.words[child].deprel in ("case", "mark"):
            return doc.words[child].lemma.lower()
    return None


def _oblique(doc: Doc, i: int, prepositions: Iterable[str]) -> int | None:
    """The first phrase behind the word that one of the prepositions introduces."""
    wanted = frozenset(prepositions)
    for child in doc.children[i]:
        relation = doc.words[child].deprel.split(":")[0]
        if child > i and relation in _BEHIND and _marker(doc, child) in wanted:
            return child
    return None


def _towards(doc: Doc, i: int, *prepositions: str) -> int | None:
    """The noun phrase behind the word that one of the prepositions introduces."""
    found = _oblique(doc, i, prepositions)
    return found if found is not None and doc.words[found].upos in _NOMINAL else None


def _infinitive(doc: Doc, i: int, *relations: str) -> int | None:
    for child in doc.children[i]:
        if doc.words[child].deprel in relations and _marker(doc, child) == "to":
            return child
    return None


def _goal(doc: Doc, i: int, directed: bool) -> int | None:
    """What is to be done: "threatened to leave", "suggested holding talks", "urged X to go"."""
    goal = _infinitive(doc, i, "xcomp", "advcl") if directed else _infinitive(doc, i, "xcomp")
    if goal is None:
        gerund = _child(doc, i, "xcomp")
        goal = gerund if gerund is not None and "VerbForm=Ger" in doc.words[gerund].feats else None
    return goal


def _bare(doc: Doc, i: int) -> Range:
    """The phrase without the preposition in front of it."""
    start, end = phrase(doc, i)
    while start < i and doc.words[start].deprel in ("case", "mark", "fixed", "punct"):
        start += 1
    return start, end


# Who says it


def subject(doc: Doc, i: int) -> int | None:
    """The head of the noun phrase whose saying the verb is, up the tree where it is shared."""
    for _ in range(8):
        word = doc.words[i]
        for child in doc.children[i]:
            if doc.words[child].deprel in ("nsubj", "nsubj:outer", "nsubj:pass"):
                return None if doc.words[child].lemma.lower() == "there" else child
        if word.head == i:
            return None
        if word.deprel.split(":")[0] == "acl":
            return (
                word.head if "VerbForm=Ger" in word.feats or "VerbForm=Part" in word.feats else None
            )
        if word.deprel not in _GOES_ON:
            return None
        if word.deprel == "xcomp" and (told := _child(doc, word.head, "obj", "iobj")) is not None:
            return told
        i = word.head
    return None


def _agent(doc: Doc, i: int) -> int | None:
    agent = _child(doc, i, "obl:agent")
    return agent if agent is not None else _oblique(doc, i, ["by"])


# Verbs


def _verb(doc: Doc, lexicon: Lexicon, i: int) -> Frame | None:
    entry, words, target = _entry(doc, lexicon, i)
    if entry is None:
        return None
    passive = _child(doc, i, "nsubj:pass", "csubj:pass", "aux:pass") is not None
    participle = doc.words[i].deprel == "acl" and "Tense=Past" in doc.words[i].feats
    if participle or (passive and doc.words[i].deprel == "acl"):
        return None
    source = _agent(doc, i) if passive else subject(doc, i)
    content, addressee = _content(doc, lexicon, i, entry, target, passive)
    content = _trimmed(doc, content)
    if not content and "nothing" not in entry.takes:
        return None
    if source is not None and any(a <= source < b for a, b in content):
        content = tuple(part for span in content for part in without(span, phrase(doc, source)))
    return Frame(i, _cue(doc, i, words, content), entry, source, content, addressee)


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
    clause = _child(doc, i, "ccomp", "csubj:pass")
    goal = _goal(doc, i, "directed" in takes)
    thing = _child(doc, i, "obj") if not passive else _child(doc, i, "nsubj:pass")
    person = _child(doc, i, "iobj")
    if thing is None and "directed" in takes:
        thing, person = person, None
    told = person if person is not None else thing
    if target is not None:
        return _targeted(doc, entry, target, goal if goal is not None else clause)
    if clause is not None and takes & {"clause", "told", "directed"}:
        addressee = told if takes & {"told", "directed"} else person
        if addressee is None:
            addressee = _towards(doc, i, "to")
        return (_whole_clause(doc, i, clause),), addressee
    if "told" in takes and told is not None:
        rest = goal if goal is not None else _oblique(doc, i, entry.prepositions)
        if rest is not None:
            return (_bare(doc, rest) if rest != goal else phrase(doc, rest),), told
        if "object" not in takes:
            return _inserted(doc, i, entry), told
    if "as" in takes and thing is not None:
        predicate = _child(doc, i, "xcomp")
        predicate = predicate if predicate is not None else _oblique(doc, i, ["as"])
        if predicate is not None:
            return _joined(doc, thing, predicate), None
    if "directed" in takes and thing is not None:
        rest = goal if goal is not None else _oblique(doc, i, entry.prepositions)
        if rest is not None:
            return _around(doc, thing, rest, passive), thing
    if goal is not None and takes & {"infinitive", "directed"}:
        return (phrase(doc, goal),), _towards(doc, i, "to", "with", "from", "of")
    if thing is not None and "object" in takes and not passive:
        predicate = _child(doc, i, "xcomp")
        predicate = predicate if predicate is not None else _oblique(doc, i, ["as"])
        if predicate is not None:
            return _joined(doc, thing, predicate), None
    if thing is not None and takes & {"object", "directed"} and not _light(doc, lexicon, i, thing):
        if passive and _agent(doc, i) is None and "directed" not in takes:
            return (), None
        against = "directed" in takes and entry.kind in ("accusation", "threat")
        return (phrase(doc, thing),), thing if against else _towards(doc, i, "to", "from", "with")
    rest = _oblique(doc, i, entry.prepositions) if thing is None or passive else None
    around = _inserted(doc, i, entry)
    if rest is not None and not around:
        return (_bare(doc, rest),), None
    return around, _towards(doc, i, "to")


def _light(doc: Doc, lexicon: Lexicon, i: int, thing: int) -> bool:
    """Whether the noun says more than the verb ("expressed concern that …")."""
    if lexicon.lemma(doc.words[i]) not in lexicon.light:
        return False
    return _noun(doc, lexicon, thing) is not None


def _whole_clause(doc: Doc, i: int, clause: int) -> Range:
    """The clause; where the verb stands inside it, what lies on the side of its head."""
    start, end = phrase(doc, clause)
    if start < i < end:
        return (start, i) if clause < i else (i + 1, end)
    return start, end


def _around(doc: Doc, thing: int, rest: int, passive: bool) -> tuple[Range, ...]:
    return (phrase(doc, thing), _bare(doc, rest)) if passive else _joined(doc, thing, rest)


def _targeted(
    doc: Doc, entry: Cue, target: int, rest: int | None
) -> tuple[tuple[Range, ...], int | None]:
    """Content and addressee of "called on X to …", "called for X"."""
    if not entry.over:
        return (_bare(doc, target),), None
    if rest is None:
        rest = _infinitive(doc, target, "acl", "advcl", "xcomp")
    start, end = _bare(doc, target)
    if rest is not None:
        end = max(end, phrase(doc, rest)[1])
    return ((start, end),), target


def _inserted(doc: Doc, i: int, entry: Cue) -> tuple[Range, ...]:
    """The sentence around an inserted clause: '…, he said, …', 'as she explained, …'."""
    word = doc.words[i]
    as_said = word.deprel == "advcl" and _marker(doc, i) == "as"
    if "nothing" not in entry.takes or word.head == i:
        return ()
    if word.deprel != "parataxis" and not as_said:
        return ()
    return without(phrase(doc, word.head), phrase(doc, i))


def _cue(doc: Doc, i: int, words: list[int], content: tuple[Range, ...]) -> Range:
    """The verb with its auxiliaries and adverbs, its particle, and a preposition to the content."""
    start, end = _helped(doc, i), i + 1
    while (governor := _governor(doc, i, start)) is not None:
        i, start = governor, _helped(doc, governor)
    for word in words:
        if word == end:
            end += 1
    if content and content[0][0] == end + 1 and doc.words[end].deprel in ("case", "mark"):
        end += doc.words[end].upos == "ADP"
    return start, end


def _helped(doc: Doc, i: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    start = i
    while start > 0 and _helps(doc, i, start - 1):
        start -= 1
    return start


def _governor(doc: Doc, i: int, start: int) -> int | None:
    """The verb right before an infinitive that it leads in ("went on to say", "to say")."""
    word = doc.words[i]
    if word.deprel != "xcomp" or start == 0 or doc.words[start - 1].lemma.lower() != "to":
        return None
    before = start - 2
    if before >= 0 and doc.words[before].deprel == "compound:prt":
        before -= 1
    return before if before == word.head else None


def _helps(doc: Doc, i: int, j: int) -> bool:
    word = doc.words[j]
    return (
        word.head == i and word.deprel.split(":")[0] in (*_ADJUNCTS, "cop") and word.upos != "SCONJ"
    )


# Nouns and adjectives


def _noun(doc: Doc, lexicon: Lexicon, i: int) -> Frame | None:
    entry = lexicon.nouns.get(doc.words[i].lemma.lower())
    if entry is None:
        return None
    content, last = _noun_content(doc, entry, i)
    content = _trimmed(doc, content)
    if not content:
        return None
    addressee = _towards(doc, i, "to")
    if addressee is not None and any(a <= addressee < b for a, b in content):
        addressee = None
    source, start = _noun_source(doc, lexicon, i)
    if source is None or any(a <= source < b for a, b in content):
        return None
    return Frame(i, (start, last), entry, source, content, addressee)


def _noun_content(doc: Doc, entry: Cue, i: int) -> tuple[tuple[Range, ...], int]:
    clause = _child(doc, i, "ccomp", "acl")
    if clause is not None and clause > i:
        mark = _marker(doc, clause)
        finite = mark is None and "VerbForm=Fin" in doc.words[clause].feats
        if mark in ("that", "to") or finite:
            return (phrase(doc, clause),), i + 1
    predicate = doc.words[i].head
    if doc.words[i].deprel.startswith("nsubj") and predicate > i:
        inner = _child(doc, predicate, "ccomp")
        if doc.words[predicate].lemma == "be" and inner is not None:
            return (phrase(doc, inner),), i + 1
        if _marker(doc, predicate) == "that":
            return without(phrase(doc, predicate), phrase(doc, i)), i + 1
    rest = _oblique(doc, i, entry.prepositions)
    if rest is None:
        joined = _child(doc, i, "conj")
        rest = None if joined is None else _oblique(doc, joined, entry.prepositions)
    if rest is None:
        return (), i + 1
    span = _bare(doc, rest)
    return (span,), span[0] if span[0] == i + 2 else i + 1


def _noun_source(doc: Doc, lexicon: Lexicon, i: int) -> tuple[int | None, int]:
    """Whose statement it is, and where its cue begins."""
    owner = _child(doc, i, "nmod:poss")
    if owner is not None:
        return owner, i
    verb = doc.words[i].head
    if doc.words[i].deprel == "obj" and lexicon.lemma(doc.words[verb]) in lexicon.light:
        return subject(doc, verb), _cue(doc, verb, [], ())[0]
    author = _oblique(doc, i, ["by", "from"])
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


def owner(doc: Doc, i: int) -> int | None:
    """Whose the noun is: its possessor, else who makes or sends it."""
    possessor = _child(doc, i, "nmod:poss")
    if possessor is not None or doc.words[i].deprel != "obj":
        return possessor
    return subject(doc, doc.words[i].head)


def _adjective(doc: Doc, lexicon: Lexicon, i: int) -> Frame | None:
    word = doc.words[i]
    entry = lexicon.adjectives.get(word.text.lower())
    if entry is None or not _predicative(doc, i):
        return None
    source = subject(doc, i)
    if source is None or doc.words[source].lemma.lower() == "it":
        return None
    held = _child(doc, i, "ccomp")
    held = held if held is not None else _infinitive(doc, i, "xcomp", "advcl", "ccomp")
    if held is not None:
        content: tuple[Range, ...] = (phrase(doc, held),)
    else:
        rest = _oblique(doc, i, entry.prepositions)
        content = (_bare(doc, rest),) if rest is not None else ()
    content = _trimmed(doc, content)
    return Frame(i, _cue(doc, i, [], content), entry, source, content) if content else None


def _predicative(doc: Doc, i: int) -> bool:
    joined = doc.words[i].deprel in ("xcomp", "conj")
    return joined or _child(doc, i, "cop", "aux:pass") is not None


ACCORDING = Cue(None, frozenset(["clause"]))


def _according(doc: Doc, i: int) -> Frame | None:
    """ "According to X, …": X says the rest of the clause."""
    word = doc.words[i]
    if word.text.lower() != "according":
        return None
    if i + 1 >= len(doc.words) or doc.words[i + 1].lemma.lower() != "to":
        return None
    source = word.head if word.deprel == "case" else _towards(doc, i, "to")
    if source is None:
        source = _child(doc, i, "obl", "nmod", "obj")
    if source is None or source == i:
        return None
    top = source if word.deprel == "case" else i
    clause = doc.words[top].head
    if clause == top:
        return None
    spans = _trimmed(doc, without(phrase(doc, clause), phrase(doc, top)))
    return Frame(i, (i, i + 2), ACCORDING, source, spans) if spans else None
