"""Whether something happened: actual, planned, conditional, hypothetical, demanded or negated.

Read from the tree: auxiliaries, negation, conditions, the words that govern the predicate ("plan
to", "deny", "threat of") and the adjectives before an event noun ("possible aggression"). Of
several readings the one farthest from fact wins, in the order of `RANK`. What stands in an
if-clause is conditional, and so is what depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forewarn.coding import conditions, governors, modality
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
        return modality.negated(self._doc, i)

    def modal(self, i: int) -> str | None:
        """The modal auxiliary of word `i`, its conjunct's where it has none."""
        return modality.modal(self._doc, i)

    def inverted(self, i: int) -> bool:
        """Whether the subject stands behind the auxiliary: "should Putin decide" asks nobody."""
        return modality.inverted(self._doc, i)

    def to_come(self, i: int) -> bool:
        """A headline's future: "Poland to host talks"."""
        return modality.to_come(self._doc, i)

    def _of(self, i: int, depth: int) -> Reading:
        if i not in self._known:
            if depth > MAX_DEPTH:
                return Reading("actual")
            word = self._doc.words[i]
            if conditions.heads(self._doc, i):
                self._known[i] = Reading(self._supposed(i))
                return self._known[i]
            own, condition = self._own(word)
            outer = self._outer(word, depth + 1)
            if own == "negated" and outer.status == "demanded":
                own = "demanded"  # "asked citizens not to film": a demand, too
            self._known[i] = Reading(_join(own, outer.status), condition or outer.condition)
        return self._known[i]

    def _supposed(self, i: int) -> Status:
        """In a condition: "had it been asked" and "if it had been asked" say that it was not."""
        words, above = self._doc.words, self._doc.words[i].head
        first = next(iter(self._doc.children[i]), i)
        had = any(words[c].text.lower() == "had" for c in self._doc.children[i])
        unreal = had and self.modal(above) and modality.has_perfect(self._doc, above)
        return "negated" if unreal or words[first].text.lower() == "had" else "conditional"

    # -- by itself -------------------------------------------------------------------------

    def _own(self, word: Word) -> tuple[Status, tuple[int, int] | None]:
        doc, i = self._doc, word.i
        condition = conditions.under(doc, i)
        found: list[Status] = ["negated"] if modality.negated(doc, i) else []
        modal = modality.modal(doc, i)
        if self._depends(i, modal, condition is not None):
            found.append("conditional")
        if modal:
            found.append(modality.status_of(doc, i, modal))
        if modality.to_come(doc, i):
            found.append("negated" if modality.to_have_been(doc, i) else "planned")
        if modality.demanded(doc, i):
            found.append("demanded")
        if word.upos in ("NOUN", "PROPN"):
            found += self._described(i)
        if modality.hedged(doc, i) or modality.asked(doc, word):
            found.append("hypothetical")
        return _join("actual", *found), condition

    def _depends(self, i: int, modal: str | None, conditioned: bool) -> bool:
        """Whether the predicate depends on a condition."""
        if modal in ("will", "would", "shall", "'ll") and modality.any_such(self._doc, i):
            return True
        return conditioned and (modal is not None or i not in self._content)

    def _described(self, i: int) -> list[Status]:
        found: list[Status] = []
        for child in self._doc.children[i]:
            each = self._doc.words[child]
            if each.deprel in ("amod", "acl", "det"):
                status = self._lexicon.embedding.get(("adjective", each.lemma.lower()))
                if status is None and each.deprel == "amod":
                    status = self._lexicon.embedding.get(("adjective", each.text.lower()))
                found += [status] if status else []
            elif each.deprel == "acl:relcl" and modality.negated(self._doc, child):
                found += ["negated"] if self._is_light(each) and self._told_of(child, i) else []
        return found

    def _told_of(self, clause: int, noun: int) -> bool:
        """Whether "which" is the subject of the relative clause ("talks, which did not begin")."""
        return any(
            self._doc.words[c].deprel.startswith("nsubj")
            and self._doc.words[c].lemma.lower() in ("which", "that")
            for c in self._doc.children[clause]
            if c > noun
        )

    # -- by what governs it ----------------------------------------------------------------

    def _outer(self, word: Word, depth: int) -> Reading:
        if word.head == word.i or depth > MAX_DEPTH:
            return Reading("actual")
        relation = word.deprel
        above = self._doc.words[word.head]
        if relation == "conj":
            return self._joined(word, above, depth)
        if relation in ("xcomp", "ccomp", "csubj", "csubj:pass", "csubj:outer"):
            return self._complement(word, above, depth)
        if relation == "advcl":
            return self._adverbial(word, above, depth)
        if relation == "acl" and above.upos in ("NOUN", "PROPN"):
            if self._is_participle(word) or self._is_only_one(word, above):
                return Reading("actual")
            return self._of_noun(above, depth, default=self._infinitive(word))
        if relation in governors.NOMINAL or relation == "appos":
            return self._nominal(word, above, depth)
        if relation in ("amod", "compound", "nmod:desc", "flat"):
            return self._nominal(word, above, depth)
        return Reading("actual")

    def _is_participle(self, word: Word) -> bool:
        """ "an event held in Kyiv": told of the noun, whatever the noun does to other clauses."""
        joined = modality.marks(self._doc, word.i) & {"to", "of", "for", "that", "from", "into"}
        return "VerbForm=Part" in word.feats and not joined

    def _is_only_one(self, word: Word, above: Word) -> bool:
        """ "the first country to recognise it": it did."""
        children = {self._doc.words[c].lemma.lower() for c in self._doc.children[above.i]}
        first = children & {"first", "last", "only", "few", "second", "third", "latest"}
        return bool(first) and "to" in modality.marks(self._doc, word.i)

    def _joined(self, word: Word, above: Word, depth: int) -> Reading:
        """A conjunct shares what governs the first; without a subject also its condition."""
        to = "to" in modality.marks(self._doc, word.i)
        if to and "to" not in modality.marks(self._doc, above.i) and above.upos == "VERB":
            return self._complement(word, above, depth)  # "agreed to X …, and to Y"
        outer = self._outer(above, depth + 1)
        if modality.has_subject(self._doc, word.i):
            return outer
        condition = conditions.under(self._doc, above.i)
        status: Status = "conditional" if condition and self.modal(word.i) else "actual"
        return Reading(_join(outer.status, status), outer.condition or condition)

    def _complement(self, word: Word, above: Word, depth: int) -> Reading:
        if self._is_polite(word, above):
            return self._outer(above, depth)
        if above.lemma.lower() in governors.FACTIVE or self._is_telling(above):
            return Reading("actual")
        if modality.marks(self._doc, word.i) & {"whether", "if"}:
            return Reading("hypothetical")
        effect = self._effect_on(word, above)
        if self._is_yet(above):
            return Reading("negated")
        reading = self._of(above.i, depth)
        status = reading.status
        if reading.condition and above.i in self._content and status != "negated":
            return Reading("conditional", reading.condition)
        if modality.negated(self._doc, above.i) and above.lemma.lower() in governors.TWICE:
            modal = modality.modal(self._doc, above.i)
            kept = modality.status_of(self._doc, above.i, modal) if modal else "actual"
            return Reading(_join(kept, self._outer(above, depth).status), reading.condition)
        if status == "negated" and above.lemma.lower() in governors.GRANTING:
            return Reading("negated", reading.condition)  # a refusal in so many words
        if status == "negated":
            return Reading(_under_negation(effect, word.deprel), reading.condition)
        if effect == "actual":
            return reading
        if reading.condition and effect in ("planned", "demanded"):
            return Reading("conditional", reading.condition)
        kept = status if status in ("hypothetical", "conditional") else "actual"
        return Reading(_join(effect, kept), reading.condition)

    def _effect_on(self, word: Word, above: Word) -> Status:
        """What a governor does to this complement of it."""
        lemma = above.lemma.lower()
        passive = any(self._doc.words[c].deprel == "aux:pass" for c in self._doc.children[above.i])
        if passive and word.deprel in ("xcomp", "ccomp") and lemma in governors.HEARSAY:
            told = word.deprel == "xcomp" or lemma != "set"
            return governors.HEARSAY[lemma] if told else "actual"
        effect = self._effect(above)
        finite = word.deprel == "ccomp" and "that" in modality.marks(self._doc, word.i)
        finite = finite or modality.has_subject(self._doc, word.i)
        if effect == "planned" and finite and lemma in governors.REPORTING:
            return "actual"
        if lemma == "go" and not (above.text.lower() == "going" and self._has_be(above)):
            return "actual"
        past = self._is_past(word)
        if effect == "demanded" and (finite or word.deprel == "xcomp") and past:
            return "actual"  # "ordered two defendants remanded", "insisted that X had failed"
        if lemma in ("want", "need", "like") and self._is_of_other(above):
            return "demanded"
        return effect

    def _has_be(self, above: Word) -> bool:
        return any(
            self._doc.words[c].lemma == "be" and self._doc.words[c].deprel.startswith("aux")
            for c in self._doc.children[above.i]
        )

    def _is_past(self, word: Word) -> bool:
        """Whether it is told in the past, or done ("remanded")."""
        helpers = [self._doc.words[c] for c in self._doc.children[word.i]]
        helpers = [each for each in helpers if each.deprel.startswith(("aux", "cop", "mark"))]
        if any(each.lemma == "to" for each in helpers) or self.modal(word.i):
            return False
        told = any("Tense=Past" in each.feats and "VerbForm=Fin" in each.feats for each in helpers)
        return told or ("Tense=Past" in word.feats and not any(h.lemma == "be" for h in helpers))

    def _is_of_other(self, above: Word) -> bool:
        """ "wants NATO to leave": of another, not of oneself."""
        return any(
            self._doc.words[c].deprel in ("obj", "iobj") for c in self._doc.children[above.i]
        )

    def _is_yet(self, above: Word) -> bool:
        """ "has yet to rule"."""
        children = {self._doc.words[c].lemma.lower() for c in self._doc.children[above.i]}
        return above.lemma in ("have", "be", "remain", "yet") and (
            "yet" in children or above.lemma == "yet"
        )

    def _is_polite(self, word: Word, above: Word) -> bool:
        """ "I would like to thank", "we want to stress": said is done."""
        if above.lemma not in ("like", "want", "wish"):
            return False
        children = (self._doc.words[c] for c in self._doc.children[above.i])
        own = any(c.deprel == "nsubj" and c.text.lower() in ("i", "we") for c in children)
        return own or (above.lemma != "want" and word.lemma.lower() in governors.SAID)

    def _is_telling(self, above: Word) -> bool:
        """ "I can tell you that", "let me say": said is done."""
        children = [self._doc.words[c] for c in self._doc.children[above.i]]
        own = any(c.deprel == "nsubj" and c.text.lower() in ("i", "we") for c in children)
        let = any(c.lemma == "let" for c in children)
        return above.lemma in governors.SAID and (let or (own and self.modal(above.i) is not None))

    def _adverbial(self, word: Word, above: Word, depth: int) -> Reading:
        marks = modality.marks(self._doc, word.i)
        if "whether" in marks:
            return Reading("hypothetical")
        if case_of(self._doc, word.i) in governors.NOT_DONE or marks & {"without", "instead"}:
            return Reading("negated")
        led = marks & governors.LEADING and word.text.lower().endswith("ing")
        if led and ("from" in marks or self._effect_on(word, above) != "actual"):
            return self._complement(word, above, depth)
        if "to" in marks:
            return self._purpose(word, above, depth)
        if "before" in marks and modality.modal(self._doc, word.i) in ("could", "can"):
            return Reading("negated")
        if marks & {"when", "until", "once", "before", "after", "while", "till"}:
            return self._then(word, above, depth)
        return self._manner(word, above, marks, depth)

    def _then(self, word: Word, above: Word, depth: int) -> Reading:
        """ "will extend it when ministers meet": to come with what it goes with."""
        tense = [self._doc.words[c].feats for c in self._doc.children[word.i]] + [word.feats]
        present = any("Tense=Pres" in feats and "VerbForm=Fin" in feats for feats in tense)
        to_come = present and self._of(above.i, depth).status in ("planned", "conditional")
        return Reading("planned" if to_come else "actual")

    def _purpose(self, word: Word, above: Word, depth: int) -> Reading:
        effect = self._effect_on(word, above)
        if effect != "actual":
            return self._complement(word, above, depth)
        reading = self._of(above.i, depth)
        lemma = word.lemma.lower()
        if reading.status == "actual" and (
            lemma in governors.OUTCOMES
            or above.lemma.lower() in governors.PRESENT
            or self._goes_on(above)
        ):
            return reading
        return Reading(_join("planned", reading.status), reading.condition)

    def _goes_on(self, above: Word) -> bool:
        """ "went on to win"."""
        return above.lemma == "go" and any(
            self._doc.words[c].lemma == "on" for c in self._doc.children[above.i]
        )

    def _manner(self, word: Word, above: Word, marks: set[str], depth: int) -> Reading:
        """ "will respond by deploying", "will visit Kyiv, meeting X": as sure as the main verb."""
        if "VerbForm=Ger" in word.feats or word.text.lower().endswith("ing"):
            if above.deprel == "xcomp" and "by" in marks:
                above = self._doc.words[above.head]
            reading = self._of(above.i, depth)
            if reading.status != "negated" and (not marks or "by" in marks):
                return reading
        return Reading("actual")

    def _infinitive(self, word: Word) -> Status:
        return "planned" if "to" in modality.marks(self._doc, word.i) else "actual"

    def _of_noun(self, noun: Word, depth: int, default: Status) -> Reading:
        """Under a noun: "the refusal to", "a threat of", "talks on"."""
        effect = self._noun_effect(noun)
        if effect is None and default == "planned":
            noun, effect = self._holder(noun)
        status = effect or default
        if status == "actual":
            if noun.lemma.lower() in self._lexicon.carriers and depth < MAX_DEPTH:
                if modality.negated(self._doc, noun.i):
                    return Reading("negated")
                return self._outer(noun, depth + 1)
            return Reading("actual")
        if modality.negated(self._doc, noun.i):
            return Reading("hypothetical" if status == "negated" else "negated")
        outer = self._outer(noun, depth + 1).status
        kept: Status = outer if outer in ("hypothetical", "conditional", "negated") else "actual"
        if outer == "negated" and noun.lemma.lower() in ("possibility", "need"):
            kept = "actual"
        return Reading(_join(status, kept))

    def _noun_effect(self, noun: Word) -> Status | None:
        lemma = noun.lemma.lower()
        return self._content.get(noun.i) or self._lexicon.embedding.get(("noun", lemma))

    def _holder(self, noun: Word) -> tuple[Word, Status | None]:
        """The noun above that an infinitive belongs to ("a threat by fishermen to …")."""
        above = noun
        for _ in range(3):
            if above.deprel not in ("nmod", "flat", "conj", "obl", "appos"):
                break
            above = self._doc.words[above.head]
            if above.upos == "NOUN" and (effect := self._noun_effect(above)):
                return above, effect
        return noun, None

    def _nominal(self, word: Word, above: Word, depth: int) -> Reading:
        """An event noun: what the verb or noun does with it ("prevent war", "hold talks")."""
        if above.upos in ("NOUN", "PROPN") and word.deprel not in ("nsubj", "nsubj:pass"):
            if word.deprel in ("nmod", "nmod:poss") and case_of(self._doc, word.i) != "by":
                return self._of_noun(above, depth, default="actual")
            return Reading("actual")
        if word.deprel == "nsubj" and above.upos in ("ADJ", "NOUN"):
            return Reading(self._predicated(above))
        if above.upos not in ("VERB", "ADJ", "AUX"):
            return Reading("actual")
        if word.deprel == "nsubj" and above.lemma in ("hinge", "depend"):
            return Reading("conditional")
        if word.deprel == "nsubj:pass" and above.lemma in governors.DATING:
            return Reading(_join("planned", self._of(above.i, depth).status))
        if word.deprel in ("nsubj", "obl:agent", "iobj"):
            return self._with_light(word, above, depth)
        if word.deprel == "obl" and case_of(self._doc, word.i) not in governors.ABOUT:
            return self._with_light(word, above, depth)
        effect = self._nominal_effect(word, above)
        if effect == "actual":
            return self._with_light(word, above, depth)
        reading = self._of(above.i, depth)
        if reading.status == "negated":
            return Reading(_under_negation(effect, "obj"))
        kept = reading.status if reading.status in ("hypothetical", "conditional") else "actual"
        return Reading(_join(effect, kept), reading.condition)

    def _predicated(self, above: Word) -> Status:
        """What a predicate says of its subject ("withdrawal is possible", "is in preparation")."""
        part: Part = "adjective" if above.upos == "ADJ" else "noun"
        status = self._lexicon.embedding.get((part, above.lemma.lower()), "actual")
        if case_of(self._doc, above.i).startswith("out") and above.lemma == "question":
            return "negated"
        placed = case_of(self._doc, above.i) in ("in", "on", "under")
        if part == "noun" and not (placed and status == "planned"):
            return "actual"
        if status in ("planned", "hypothetical", "negated"):
            return "negated" if modality.negated(self._doc, above.i) else status
        return "actual"

    def _with_light(self, word: Word, above: Word, depth: int) -> Reading:
        if self._is_light(above) or self._is_new(word):
            return self._of(above.i, depth)
        return Reading("actual")

    def _is_new(self, word: Word) -> bool:
        """Whether the noun names what comes about with the verb ("might test it with a raid")."""
        children = {self._doc.words[c].lemma.lower() for c in self._doc.children[word.i]}
        with_it = case_of(self._doc, word.i) in ("", "with", "by", "to", "into", "through")
        return (
            word.deprel in ("obj", "obl")
            and with_it
            and bool(children & {"a", "an", "any", "further"})
        )

    def _is_light(self, word: Word) -> bool:
        return word.lemma in self._lexicon.light

    def _nominal_effect(self, word: Word, above: Word) -> Status:
        if above.i in self._content:
            # A request that is refused was made all the same.
            made = self._content.get(word.i) or self._noun_effect(word) == "demanded"
            return "actual" if made else self._content[above.i]
        if above.lemma in governors.DROPPED:
            return "negated" if word.deprel in ("obj", "nsubj:pass") else "actual"
        phrasal = self._phrasal(above)
        return phrasal or (
            "actual" if above.lemma in governors.CLAUSE_ONLY else self._effect(above)
        )

    def _effect(self, above: Word) -> Status:
        if above.i in self._content:
            return self._content[above.i]
        part: Part = "verb" if above.upos in ("VERB", "AUX") else "noun"
        if above.upos == "ADJ":
            part = "adjective"
        lemma = above.lemma.lower()
        return self._phrasal(above) or self._lexicon.embedding.get((part, lemma), "actual")

    def _phrasal(self, above: Word) -> Status | None:
        """The effect of a verb with its particle ("called off", "look forward to")."""
        for child in self._doc.children[above.i]:
            each = self._doc.words[child]
            if each.deprel in ("compound:prt", "advmod"):
                phrase = f"{above.lemma.lower()} {each.lemma.lower()}"
                if status := self._lexicon.embedding.get(("verb", phrase)):
                    return status
        return None


def _under_negation(effect: Status, relation: str) -> Status:
    """What becomes of a complement when its governor is negated ("did not rule out that")."""
    if effect == "negated":
        return "hypothetical"
    if effect in ("planned", "demanded") or relation == "xcomp":
        return "negated"
    return "hypothetical"


def _join(*statuses: Status) -> Status:
    return max(statuses, key=RANK.index)
