"""What a predicate's own words say: its auxiliaries, its negation, the form of its clause."""

from __future__ import annotations

from typing import Final

from forewarn.coding.grammar.arguments import case_of
from forewarn.language.doc import Doc, Word
from forewarn.records import Status

MODALS: Final[dict[str, Status]] = {
    "will": "planned",
    "shall": "planned",
    "'ll": "planned",
    "may": "hypothetical",
    "might": "hypothetical",
    "could": "hypothetical",
    "can": "hypothetical",
    "ca": "hypothetical",
    "would": "hypothetical",
    "'d": "hypothetical",
    "should": "demanded",
    "must": "demanded",
    "ought": "demanded",
}
# With "have" and a participle: what did not come about, and what is only supposed.
_UNREAL = frozenset(["would", "'d", "should", "ought"])
_NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "hardly", "no", "nowhere"])
_NEITHER = frozenset(["neither", "nor"])
_NOBODY = frozenset(["nobody", "none", "neither", "nothing", "no-one"])
# "At no time", "under no circumstances": the noun under a negated preposition.
_NO_WAY = frozenset(
    ["time", "circumstance", "way", "mean", "means", "case", "point", "account", "condition"]
)
_HEDGES = frozenset(
    ["possibly", "probably", "perhaps", "maybe", "likely", "potentially", "allegedly"]
)
_SPOKEN = frozenset(["say", "tell", "add", "announce", "note", "explain", "write", "state", "warn"])
MAX_CHAIN = 40


def marks(doc: Doc, i: int) -> set[str]:
    """The words that join the clause of word `i` to what governs it."""
    return {
        doc.words[c].lemma.lower()
        for c in doc.children[i]
        if doc.words[c].deprel in ("mark", "advmod", "case")
    }


def has_subject(doc: Doc, i: int) -> bool:
    """Whether the clause has a subject of its own."""
    return any(doc.words[c].deprel.startswith("nsubj") for c in doc.children[i])


def modal(doc: Doc, i: int) -> str | None:
    """The modal auxiliary of word `i`, its conjunct's where it has no subject of its own."""
    for _ in range(MAX_CHAIN):
        word = doc.words[i]
        for child in doc.children[i]:
            each = doc.words[child]
            if each.deprel.startswith("aux") and (form := _modal(each)):
                return form
        if word.deprel != "conj" or word.head >= i or has_subject(doc, i) or _is_tensed(doc, i):
            return None
        i = word.head
    return None


def _is_tensed(doc: Doc, i: int) -> bool:
    """Whether the verb has a tense of its own ("will stand by X and has put …")."""
    helpers = (doc.words[c] for c in doc.children[i] if doc.words[c].deprel.startswith("aux"))
    return any("Tense=" in each.feats for each in helpers) or "VerbForm=Fin" in doc.words[i].feats


def _modal(word: Word) -> str | None:
    for form in (word.text.lower(), word.lemma.lower()):
        if form in MODALS:
            return form
    return "will" if word.text.lower() in ("wo", "’ll") else None


def status_of(doc: Doc, i: int, form: str) -> Status:
    """The status that a modal gives to the predicate at `i`."""
    if has_perfect(doc, i) and form not in ("will", "shall", "'ll"):
        return "negated" if form in _UNREAL else "hypothetical"
    if form in ("would", "'d") and _is_reported(doc, i):
        return "planned"
    return MODALS[form]


def has_perfect(doc: Doc, i: int) -> bool:
    """Whether "have" stands among the auxiliaries of word `i`."""
    return any(
        doc.words[c].deprel.startswith("aux") and doc.words[c].lemma.lower() == "have"
        for c in doc.children[i]
    )


def _is_reported(doc: Doc, i: int) -> bool:
    """Whether the clause tells in the past what somebody said he would do."""
    word = doc.words[i]
    for _ in range(MAX_CHAIN):
        if word.deprel != "conj":
            break
        word = doc.words[word.head]
        if any(doc.words[c].deprel == "ccomp" for c in doc.children[word.i]) and _is_past(word):
            return True  # "said that X, and the beach would reopen"
    above = doc.words[word.head]
    if word.deprel == "ccomp" and _is_past(above):
        return True
    said = (doc.words[c] for c in doc.children[word.i] if doc.words[c].deprel == "parataxis")
    return any(each.lemma.lower() in _SPOKEN and _is_past(each) for each in said)


def _is_past(word: Word) -> bool:
    return "Tense=Past" in word.feats


def negated(doc: Doc, i: int) -> bool:
    """Whether word `i` is negated: by a particle, or by "no" in its subject or object."""
    for child in doc.children[i]:
        each = doc.words[child]
        lemma, relation = each.lemma.lower(), each.deprel
        particle = relation in ("advmod", "det", "neg", "cc:preconj") and lemma in _NEGATIONS
        if particle and not _is_only(doc, child):
            return True
        verbal = doc.words[i].upos in ("VERB", "AUX", "ADJ")
        if relation == "cc" and verbal and (lemma in _NEITHER or _is_all_but(doc, child, i)):
            return True
        if lemma == "yet" and "to" in marks(doc, i) and "aux" in _relations(doc, i):
            return True  # "has yet to rule"
        verbal = doc.words[i].upos == "VERB"
        if relation == "advmod" and lemma in ("nearly", "almost") and verbal:
            return True
        side = relation.startswith("nsubj") or (relation == "obj" and verbal)
        if side and _is_nobody(doc, child):
            return True
        if relation == "obl" and lemma in _NO_WAY and _has_no(doc, child):
            return True
    return False


def _is_only(doc: Doc, i: int) -> bool:
    """ "not only … but also" negates nothing."""
    after = [w.lemma.lower() for w in doc.words[i + 1 : i + 2]]
    return after in (["only"], ["just"], ["merely"], ["until"], ["till"])


def _relations(doc: Doc, i: int) -> set[str]:
    return {doc.words[c].deprel for c in doc.children[i]}


def _is_all_but(doc: Doc, i: int, verb: int) -> bool:
    """ "all but collided": it did not come to it."""
    before = doc.words[i - 1].lemma.lower() if i else ""
    return i < verb and before == "all" and doc.words[i].lemma.lower() == "but"


def _is_nobody(doc: Doc, i: int) -> bool:
    """Whether the words headed at `i` are nobody and nothing ("no troops", "not a single X")."""
    word = doc.words[i]
    if word.lemma.lower() in _NOBODY or _has_no(doc, i):
        below = (c for k in doc.children[i] for c in doc.children[k])
        return all(doc.words[c].lemma.lower() != "but" for c in below)  # "nothing but a court"
    children = {doc.words[c].lemma.lower() for c in doc.children[i]}
    single = "single" in children or word.lemma.lower() == "one" or "one" in children
    return "neither" in children or ("not" in children and single)


def _has_no(doc: Doc, i: int) -> bool:
    return any(
        doc.words[c].deprel in ("det", "advmod") and doc.words[c].lemma.lower() == "no"
        for c in doc.children[i]
    )


def hedged(doc: Doc, i: int) -> bool:
    """Whether an adverb makes it only possible ("will probably")."""
    return any(
        doc.words[c].deprel == "advmod" and doc.words[c].lemma.lower() in _HEDGES
        for c in doc.children[i]
    )


def asked(doc: Doc, word: Word) -> bool:
    """Whether the word heads a question."""
    if word.deprel not in ("root", "parataxis") or word.upos not in ("VERB", "AUX", "ADJ"):
        return False
    start, end = doc.sentences[doc.sentence_of[word.i]]
    if "?" not in doc.words[end - 1].text or any(_is_clause(doc, c) for c in doc.children[word.i]):
        return False
    first = doc.words[start].lemma.lower()
    return first not in _REASONS or modal(doc, word.i) is not None


def _is_clause(doc: Doc, i: int) -> bool:
    """Whether a clause of its own follows ("You expelled ours; will you let them back?")."""
    word = doc.words[i]
    return word.deprel == "parataxis" and word.head < i and word.lemma.lower() not in _SPOKEN


# "Why did we close the airspace?": it is closed.
_REASONS = frozenset(["why", "how"])


def inverted(doc: Doc, i: int) -> bool:
    """Whether the subject stands behind the auxiliary: "should X decide" asks nobody."""
    children = [doc.words[c] for c in doc.children[i]]
    first = next((w.i for w in children if w.deprel.startswith("aux")), i)
    return any(w.deprel.startswith("nsubj") and first < w.i for w in children)


def to_come(doc: Doc, i: int) -> bool:
    """A headline's future ("X to host talks"), and what is to be ("X is to host talks")."""
    word = doc.words[i]
    finite = word.deprel in ("root", "parataxis", "ccomp", "conj") and has_subject(doc, i)
    if not finite or word.upos not in ("VERB", "AUX"):
        return _is_due(doc, i)
    return "to" in marks(doc, i) or _is_due(doc, i)


def _is_due(doc: Doc, i: int) -> bool:
    """ "is due to resume", where the parser took "due to" for a preposition."""
    due = [doc.words[c] for c in doc.children[i] if doc.words[c].text.lower() == "due"]
    below = {doc.words[c].deprel for c in doc.children[i]}
    noun = "cop" in below and "det" not in below  # "is due to vote"
    return any(each.deprel == "mark" or (noun and each.deprel == "case") for each in due)


def to_have_been(doc: Doc, i: int) -> bool:
    """What was to be and was not: "X was to have come"."""
    helpers = {doc.words[c].lemma.lower() for c in doc.children[i]}
    return to_come(doc, i) and {"be", "have"} <= helpers


def demanded(doc: Doc, i: int) -> bool:
    """Whether the predicate is an order or a wish: "go", "let there be"."""
    if "Mood=Imp" in doc.words[i].feats:
        return True
    return any(doc.words[c].lemma.lower() == "let" for c in doc.children[i] if c < i)


def any_such(doc: Doc, i: int) -> bool:
    """Whether it is said of any such case: "any strike would bring an answer"."""
    for child in doc.children[i]:
        each = doc.words[child]
        if each.deprel not in ("nsubj", "nsubj:pass", "obj") or case_of(doc, child):
            continue
        if any(doc.words[c].lemma.lower() == "any" for c in doc.children[child]):
            return True
    return False
