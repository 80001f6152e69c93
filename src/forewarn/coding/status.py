"""Whether something happened: actual, planned, conditional, hypothetical, demanded or negated.

Read from the tree: auxiliaries, negation, if-clauses, the words that govern the predicate ("plan
to", "deny", "threat of") and the adjectives before an event noun ("possible aggression"). Of
several readings the one farthest from fact wins, in the order of `RANK`. What stands in an
if-clause is hypothetical; what depends on the if-clause is conditional.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forewarn.coding.arguments import case_of
from forewarn.coding.lexicon import Lexicon, Part
from forewarn.language.doc import Doc, Word
from forewarn.records import Status

RANK: tuple[Status, ...] = (
    "actual",
    "planned",
    "demanded",
    "hypothetical",
    "conditional",
    "negated",
)
_NEGATIONS = frozenset(["not", "n't", "never", "neither", "nor", "hardly", "no"])
_MODALS: dict[str, Status] = {
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
_HEDGES = frozenset(["possibly", "probably", "perhaps", "maybe", "likely", "potentially"])
_IF = frozenset(["if", "unless", "provided", "lest", "whether", "supposing"])
_NOT_DONE = frozenset(["without", "instead of", "rather than"])
_NOMINAL = frozenset(
    ["obj", "obl", "nsubj", "nsubj:pass", "nmod", "obl:agent", "iobj", "nmod:poss"]
)
_GOVERNED = frozenset(["obj", "obl", "nsubj:pass", "iobj"])
# Verbs that colour only clauses: what is discussed or mentioned by a noun may well be a fact.
_CLAUSE_ONLY = frozenset(
    [
        *("discuss", "debate", "question", "mention", "ask", "help", "let", "allow", "like"),
        *("think", "believe", "suppose", "assume", "seem", "appear", "enable", "permit", "face"),
        *("encourage", "announce", "claim", "suggest", "forget", "neglect", "stop", "cease"),
        *("fail", "await", "expect", "go", "look", "worry", "wonder", "warn", "set", "miss"),
    ]
)
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """The status of a predicate, and the words of the condition that it depends on."""

    status: Status
    condition: tuple[int, int] | None = None


class Statuses:
    """The statuses of the predicates of one text.

    `content` says, for predicates that the coder recognized, what status they give to what they
    govern ("demanded" for a call, "negated" for a refusal).
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, content: Mapping[int, Status]) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._content = content
        self._known: dict[int, Reading] = {}

    def of(self, i: int) -> Reading:
        """The status of what word `i` (a verb, an event noun, an adjective) says."""
        return self._of(i, 0)

    def negated(self, i: int) -> bool:
        """Whether the word itself is negated."""
        return self._negated(self._doc.words[i])

    def modal(self, i: int) -> str | None:
        """The lemma of the modal auxiliary of word `i`, its conjunct's where it has none."""
        for _ in range(MAX_DEPTH):
            word = self._doc.words[i]
            for child in self._doc.children[i]:
                each = self._doc.words[child]
                if each.deprel.startswith("aux") and (form := _modal(each)):
                    return form
            if word.deprel != "conj" or word.head >= i or self._has_subject(i):
                return None
            i = word.head
        return None

    def inverted(self, i: int) -> bool:
        """Whether the subject stands behind the auxiliary: "should Putin decide" asks nobody."""
        children = [self._doc.words[c] for c in self._doc.children[i]]
        first = next((w.i for w in children if w.deprel.startswith("aux")), i)
        return any(w.deprel.startswith("nsubj") and first < w.i for w in children)

    def to_come(self, i: int) -> bool:
        """A headline's future: "Poland to host talks"."""
        word = self._doc.words[i]
        finite = word.deprel in ("root", "parataxis", "ccomp") and self._has_subject(i)
        return finite and word.upos == "VERB" and "to" in self._mark(i)

    def _of(self, i: int, depth: int) -> Reading:
        if i not in self._known:
            if depth > MAX_DEPTH:
                return Reading("actual")
            word = self._doc.words[i]
            own, condition = self._own(word)
            outer = self._outer(word, depth + 1)
            self._known[i] = Reading(_join(own, outer.status), condition or outer.condition)
        return self._known[i]

    # -- by itself -------------------------------------------------------------------------

    def _own(self, word: Word) -> tuple[Status, tuple[int, int] | None]:
        condition = self._condition(word.i)
        found: list[Status] = ["negated"] if self._negated(word) else []
        modal = self.modal(word.i)
        if condition and (modal or word.i not in self._content):
            found.append("conditional")
        if modal:
            found.append(self._modality(modal, word))
        if self.to_come(word.i):
            found.append("planned")
        if "Mood=Imp" in word.feats:
            found.append("demanded")
        if word.upos in ("NOUN", "PROPN"):
            found += self._described(word.i)
        if self._hedged(word.i):
            found.append("hypothetical")
        if self._asked(word):
            found.append("hypothetical")
        return _join("actual", *found), condition

    def _negated(self, word: Word) -> bool:
        for child in self._doc.children[word.i]:
            each = self._doc.words[child]
            lemma = each.lemma.lower()
            negative = each.deprel in ("advmod", "det", "neg") and lemma in _NEGATIONS
            if negative and not self._only(child):
                return True
            if each.deprel.startswith("nsubj") and lemma in ("nobody", "none", "neither"):
                return True
            if each.deprel.startswith("nsubj") and self._has_no(child):
                return True
        return False

    def _only(self, i: int) -> bool:
        """ "not only … but also" negates nothing."""
        after = self._doc.words[i + 1].lemma.lower() if i + 1 < len(self._doc.words) else ""
        return after in ("only", "just", "merely")

    def _has_no(self, i: int) -> bool:
        return any(
            self._doc.words[c].deprel == "det" and self._doc.words[c].lemma.lower() == "no"
            for c in self._doc.children[i]
        )

    def _modality(self, modal: str, word: Word) -> Status:
        if modal in ("would", "'d") and self._reported(word):
            return "planned"
        return _MODALS[modal]

    def _reported(self, word: Word) -> bool:
        """Whether the clause tells in the past what somebody said he would do."""
        while word.deprel == "conj":
            word = self._doc.words[word.head]
        above = self._doc.words[word.head]
        return word.deprel == "ccomp" and "Tense=Past" in above.feats

    def _described(self, i: int) -> list[Status]:
        found: list[Status] = []
        for child in self._doc.children[i]:
            each = self._doc.words[child]
            if each.deprel in ("amod", "acl", "det"):
                status = self._lexicon.embedding.get(("adjective", each.lemma.lower()))
                if status is None and each.deprel == "amod":
                    status = self._lexicon.embedding.get(("adjective", each.text.lower()))
                found += [status] if status else []
        return found

    def _hedged(self, i: int) -> bool:
        return any(
            self._doc.words[c].deprel == "advmod" and self._doc.words[c].lemma.lower() in _HEDGES
            for c in self._doc.children[i]
        )

    def _asked(self, word: Word) -> bool:
        """Whether the word heads a question."""
        if word.head != word.i or word.upos not in ("VERB", "AUX", "ADJ"):
            return False
        last = self._doc.sentences[self._doc.sentence_of[word.i]][1] - 1
        return "?" in self._doc.words[last].text

    def _condition(self, i: int) -> tuple[int, int] | None:
        """The words of the if-clause below word `i`."""
        for child in self._doc.children[i]:
            each = self._doc.words[child]
            if each.deprel == "advcl" and self._mark(child) & _IF:
                inside = list(self._doc.subtree(child))
                return min(inside), max(inside) + 1
            in_case = each.deprel == "obl" and each.lemma.lower() in ("case", "event")
            if in_case and case_of(self._doc, child) == "in":
                inside = list(self._doc.subtree(child))
                return min(inside), max(inside) + 1
        return None

    def _mark(self, i: int) -> set[str]:
        return {
            self._doc.words[c].lemma.lower()
            for c in self._doc.children[i]
            if self._doc.words[c].deprel in ("mark", "advmod", "case")
        }

    def _has_subject(self, i: int) -> bool:
        return any(self._doc.words[c].deprel.startswith("nsubj") for c in self._doc.children[i])

    # -- by what governs it ----------------------------------------------------------------

    def _outer(self, word: Word, depth: int) -> Reading:
        if word.head == word.i:
            return Reading("actual")
        relation = word.deprel
        above = self._doc.words[word.head]
        if relation == "conj":
            return self._joined(word, above, depth)
        if relation in ("xcomp", "ccomp", "csubj", "csubj:pass", "csubj:outer"):
            return self._complement(relation, above, depth)
        if relation == "advcl":
            return self._adverbial(word, above, depth)
        if relation == "acl" and above.upos in ("NOUN", "PROPN"):
            return self._of_noun(above, depth, default=self._infinitive(word))
        if relation in _NOMINAL or relation == "appos":
            return self._nominal(word, above, depth)
        if relation in ("amod", "compound", "nmod:desc", "flat"):
            return self._nominal(word, above, depth)
        return Reading("actual")

    def _joined(self, word: Word, above: Word, depth: int) -> Reading:
        """A conjunct shares what governs the first; without a subject also its condition."""
        outer = self._outer(above, depth + 1) if depth < MAX_DEPTH else Reading("actual")
        if self._has_subject(word.i):
            return outer
        condition = self._condition(above.i)
        status: Status = "conditional" if condition and self.modal(word.i) else "actual"
        return Reading(_join(outer.status, status), outer.condition or condition)

    def _complement(self, relation: str, above: Word, depth: int) -> Reading:
        if self._polite(above):
            return self._outer(above, depth)
        effect = self._effect(above)
        reading = self._of(above.i, depth)
        status = reading.status
        if reading.condition and above.i in self._content and status != "negated":
            return Reading("conditional", reading.condition)
        if status == "negated":
            return Reading(_under_negation(effect, relation), reading.condition)
        if effect == "actual":
            return reading
        kept = status if status in ("hypothetical", "conditional") else "actual"
        return Reading(_join(effect, kept), reading.condition)

    def _polite(self, word: Word) -> bool:
        """ "I would like to thank", "we want to stress": said is done."""
        if word.lemma not in ("like", "want", "wish"):
            return False
        children = (self._doc.words[c] for c in self._doc.children[word.i])
        return any(c.deprel == "nsubj" and c.text.lower() in ("i", "we") for c in children)

    def _adverbial(self, word: Word, above: Word, depth: int) -> Reading:
        marks = self._mark(word.i)
        if marks & _IF:
            return Reading("hypothetical")
        if case_of(self._doc, word.i) in _NOT_DONE or marks & {"without", "instead"}:
            return Reading("negated")
        if "to" not in marks:
            return self._manner(word, above, marks, depth)
        effect = self._effect(above)
        if effect != "actual":
            return self._complement("xcomp", above, depth)
        reading = self._of(above.i, depth)
        return Reading(_join("planned", reading.status), reading.condition)

    def _manner(self, word: Word, above: Word, marks: set[str], depth: int) -> Reading:
        """ "will respond by deploying", "will visit Kyiv, meeting X": as sure as the main verb."""
        if "VerbForm=Ger" in word.feats or word.text.lower().endswith("ing"):
            reading = self._of(above.i, depth)
            if reading.status != "negated" and (not marks or "by" in marks):
                return reading
        return Reading("actual")

    def _infinitive(self, word: Word) -> Status:
        return "planned" if "to" in self._mark(word.i) else "actual"

    def _of_noun(self, noun: Word, depth: int, default: Status) -> Reading:
        """Under a noun: "the refusal to", "a threat of", "talks on"."""
        effect = self._content.get(noun.i) or self._lexicon.embedding.get(
            ("noun", noun.lemma.lower())
        )
        status = effect or default
        if status == "actual":
            if noun.lemma.lower() in self._lexicon.carriers and depth < MAX_DEPTH:
                return self._outer(noun, depth + 1)
            return Reading("actual")
        if self._negated(noun):
            return Reading("hypothetical" if status == "negated" else "negated")
        outer = self._outer(noun, depth + 1).status if depth < MAX_DEPTH else "actual"
        kept: Status = outer if outer in ("hypothetical", "conditional", "negated") else "actual"
        if outer == "negated" and noun.lemma.lower() in ("possibility", "need"):
            kept = "actual"
        return Reading(_join(status, kept))

    def _nominal(self, word: Word, above: Word, depth: int) -> Reading:
        """An event noun: what the verb or noun does with it ("prevent war", "hold talks")."""
        if above.upos in ("NOUN", "PROPN"):
            if word.deprel in ("nmod", "nmod:poss") and case_of(self._doc, word.i) != "by":
                return self._of_noun(above, depth, default="actual")
            return Reading("actual")
        if above.upos not in ("VERB", "ADJ", "AUX"):
            return Reading("actual")
        if word.deprel in ("nsubj", "obl:agent", "iobj"):
            return self._with_light(above, depth)
        effect = self._nominal_effect(above)
        if effect == "actual":
            return self._with_light(above, depth)
        reading = self._of(above.i, depth)
        if reading.status == "negated":
            return Reading(_under_negation(effect, "obj"))
        kept = reading.status if reading.status in ("hypothetical", "conditional") else "actual"
        return Reading(_join(effect, kept), reading.condition)

    def _with_light(self, above: Word, depth: int) -> Reading:
        if above.lemma in self._lexicon.light:
            return self._of(above.i, depth)
        return Reading("actual")

    def _nominal_effect(self, above: Word) -> Status:
        if above.i in self._content:
            return self._content[above.i]
        return "actual" if above.lemma in _CLAUSE_ONLY else self._effect(above)

    def _effect(self, above: Word) -> Status:
        if above.i in self._content:
            return self._content[above.i]
        part: Part = "verb" if above.upos in ("VERB", "AUX") else "noun"
        if above.upos == "ADJ":
            part = "adjective"
        return self._lexicon.embedding.get((part, above.lemma.lower()), "actual")


def _modal(word: Word) -> str | None:
    for form in (word.text.lower(), word.lemma.lower()):
        if form in _MODALS:
            return form
    return "will" if word.text.lower() in ("wo", "’ll") else None


def _under_negation(effect: Status, relation: str) -> Status:
    """What becomes of a complement when its governor is negated ("did not rule out that")."""
    if effect == "negated":
        return "hypothetical"
    if effect in ("planned", "demanded") or relation == "xcomp":
        return "negated"
    return "hypothetical"


def _join(*statuses: Status) -> Status:
    return max(statuses, key=RANK.index)
