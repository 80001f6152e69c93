"""Ranges of words, and what hangs on a word in the tree: its phrases, its subject, its owner."""

from __future__ import annotations

from collections.abc import Iterable

from forewarn.language.doc import Doc

Range = tuple[int, int]
DAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
_EDGES = frozenset(".,;:-–—…!?")
_BEHIND = frozenset(["obl", "nmod", "advcl", "acl"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_GOES_ON = frozenset(["conj", "xcomp", "advcl", "parataxis", "dep", "ccomp"])


# Ranges of words


def phrase(doc: Doc, i: int) -> Range:
    """The words from the first to the last of the phrase headed at `i`.

    A full stop behind the words of another phrase is none of its own, whatever it hangs on.
    """
    inside = list(doc.subtree(i))
    first, last = min(inside), max(inside)
    if len(inside) <= last - first and doc.words[last].upos == "PUNCT":
        last = _without_stray(doc, i, inside)
    return first, last + 1


def _without_stray(doc: Doc, i: int, inside: list[int]) -> int:
    """The last word of a phrase with gaps, but for marks that stand apart at its end."""
    kept = sorted(inside)
    while kept[-1] > i and kept[-1] - 1 != kept[-2] and doc.words[kept[-1]].upos == "PUNCT":
        kept.pop()
    return kept[-1]


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


def joined(doc: Doc, *heads: int) -> tuple[Range, ...]:
    """The range from the first to the last word of several phrases."""
    spans = [phrase(doc, head) for head in heads]
    return ((min(a for a, _ in spans), max(b for _, b in spans)),)


def trimmed(doc: Doc, spans: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges without the punctuation at their edges; empty ones are left out."""
    return tuple(span for each in spans if (span := trim(doc, each)) and span[0] < span[1])


# Children of a word


def dependent(doc: Doc, i: int, *relations: str) -> int | None:
    """The first word that depends on word `i` in one of the relations."""
    return next((c for c in doc.children[i] if doc.words[c].deprel in relations), None)


def marker(doc: Doc, i: int) -> str | None:
    """The preposition or conjunction that introduces the phrase: "of", "to", "that"."""
    for child in doc.children[i]:
        if doc.words[child].deprel in ("case", "mark"):
            return doc.words[child].lemma.lower()
    return None


def oblique(doc: Doc, i: int, prepositions: Iterable[str]) -> int | None:
    """The first phrase behind the word that one of the prepositions introduces, but no day."""
    wanted = frozenset(prepositions)
    for child in doc.children[i]:
        word = doc.words[child]
        behind = child > i and word.deprel.split(":")[0] in _BEHIND and word.text not in DAYS
        if behind and marker(doc, child) in wanted:
            return child
    return None


def towards(doc: Doc, i: int, *prepositions: str) -> int | None:
    """The noun phrase behind the word that one of the prepositions introduces."""
    found = oblique(doc, i, prepositions)
    return found if found is not None and doc.words[found].upos in _NOMINAL else None


def infinitive(doc: Doc, i: int, *relations: str) -> int | None:
    """The infinitive with "to" that depends on the word in one of the relations."""
    for child in doc.children[i]:
        if doc.words[child].deprel in relations and marker(doc, child) == "to":
            return child
    return None


def aim(doc: Doc, i: int, directed: bool) -> int | None:
    """What is to be done: "threatened to leave", "suggested holding talks", "urged X to go"."""
    goal = infinitive(doc, i, "xcomp", "advcl") if directed else infinitive(doc, i, "xcomp")
    if goal is None:
        gerund = dependent(doc, i, "xcomp")
        goal = gerund if gerund is not None and "VerbForm=Ger" in doc.words[gerund].feats else None
    return goal


def bare(doc: Doc, i: int) -> Range:
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
            inflected = "VerbForm=Ger" in word.feats or "VerbForm=Part" in word.feats
            return word.head if inflected else None
        if word.deprel not in _GOES_ON:
            return None
        if (
            word.deprel == "xcomp"
            and (told := dependent(doc, word.head, "obj", "iobj")) is not None
        ):
            return told
        i = word.head
    return None


def agent(doc: Doc, i: int) -> int | None:
    """Who does what a passive verb says: "by X"."""
    agent = dependent(doc, i, "obl:agent")
    return agent if agent is not None else oblique(doc, i, ["by"])


def owner(doc: Doc, i: int) -> int | None:
    """Whose the noun is: its possessor, else who makes or sends it."""
    possessor = dependent(doc, i, "nmod:poss")
    if possessor is not None or doc.words[i].deprel != "obj":
        return possessor
    return subject(doc, doc.words[i].head)
