"""What a predicate gets from the words above it: "plans to", "if", "denied", "the threat of"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from forewarn.coding.grammar.arguments import case_of
from forewarn.coding.status import conditions, constructions, governors, modality
from forewarn.coding.status.effects import Effects
from forewarn.coding.status.reading import MAX_DEPTH, Reading, join, under_negation
from forewarn.language.doc import Doc, Word
from forewarn.records import Status


class Governed:
    """The readings that predicates of one text get from what governs them.

    `of` reads a word as a whole, itself and what governs it; governors chain in this way
    ("plans to ask Turkey to deploy").
    """

    def __init__(
        self,
        doc: Doc,
        effects: Effects,
        content: Mapping[int, Status],
        of: Callable[[int, int], Reading],
    ) -> None:
        self._doc = doc
        self._content = content
        self._effects = effects
        self._of = of

    def by(self, word: Word, depth: int) -> Reading:
        """What the word gets from what stands above it."""
        if word.head == word.i or depth > MAX_DEPTH:
            return Reading("actual")
        relation = word.deprel
        above = self._doc.words[word.head]
        if turned := self._turned(word, above, depth):
            return turned
        if relation == "conj":
            return self._joined(word, above, depth)
        if relation in governors.CLAUSAL:
            return self._complement(word, above, depth)
        if relation == "advcl":
            return self._adverbial(word, above, depth)
        if relation == "acl" and above.upos in ("NOUN", "PROPN"):
            if constructions.is_participle(self._doc, word):
                wanted = constructions.is_wanted(self._doc, above)
                return Reading("demanded" if wanted else "actual")
            if constructions.is_only_one(self._doc, word, above):
                return Reading("actual")
            return self._of_noun(above, depth, default=self._infinitive(word))
        if relation in governors.NOMINAL:
            return self._nominal(word, above, depth)
        return Reading("actual")

    def _turned(self, word: Word, above: Word, depth: int) -> Reading | None:
        """What a set turn of phrase makes of the word, whatever hangs on what."""
        doc, relation = self._doc, word.deprel
        if constructions.falls_short(doc, word, above):
            return Reading("negated")
        if constructions.sets_term(doc, word, above) or constructions.is_time_to(doc, above):
            return Reading("demanded")
        if constructions.is_interrupted(doc, word, above):
            return Reading("negated")
        if relation == "acl:relcl":
            return self._related(word, above, depth)
        if relation == "amod":
            return self._misread(word, above, depth)
        if relation in ("advcl", "obl", "conj"):
            return self._compared(word, above)
        return None

    def _misread(self, word: Word, above: Word, depth: int) -> Reading | None:
        """A clause that the parser took for an adjective."""
        if constructions.is_had(self._doc, word):
            return self._of(word.i - 1, depth)
        verb = constructions.gerund_of(self._doc, word, above)
        if verb and self._effects.of(verb) != "actual":
            return self._complement(word, verb, depth)
        return None

    def _compared(self, word: Word, above: Word) -> Reading | None:
        """ "rather than sign", "as if war had broken out", "even if it is hit"."""
        doc = self._doc
        if constructions.is_less_wanted(doc, word, above):
            return Reading("negated")
        if word.deprel == "conj" and constructions.is_rather_than(doc, word):
            return Reading("negated")
        if word.deprel == "advcl" and constructions.is_as_if(doc, word):
            return Reading("hypothetical")
        if word.deprel == "advcl" and constructions.is_even_if(doc, word):
            return Reading("conditional")
        return None

    def _related(self, word: Word, above: Word, depth: int) -> Reading | None:
        """ "none of whom was harmed"; "any ship that enters will be seized"."""
        if above.lemma.lower() in ("none", "nobody", "nothing"):
            return Reading("negated")
        if above.upos == "NOUN" and constructions.is_told(self._doc, word):
            return self._of_noun(above, depth, default="actual")
        below = constructions.lemmas_below(self._doc, above.i) | {above.lemma.lower()}
        if not below & governors.WHOEVER or modality.modal(self._doc, word.i):
            return None
        main = self._doc.words[above.head]
        if main.i == above.i or self._of(main.i, depth).status in ("actual", "demanded", "negated"):
            return None
        return Reading("conditional")

    def _joined(self, word: Word, above: Word, depth: int) -> Reading:
        """A conjunct shares what governs the first; without a subject also its condition."""
        to = "to" in modality.marks(self._doc, word.i)
        if to and "to" not in modality.marks(self._doc, above.i) and above.upos == "VERB":
            return self._complement(word, above, depth)  # "agreed to X …, and to Y"
        if constructions.is_tensed_sibling(self._doc, word, above):
            return self.by(self._doc.words[above.head], depth + 1)
        asked = ("demanded", "planned")
        if constructions.is_or_else(self._doc, word) and self._of(above.i, depth).status in asked:
            return Reading("conditional")
        outer = self.by(above, depth + 1)
        if modality.has_subject(self._doc, word.i):
            fronted = conditions.under(self._doc, above.i)
            if fronted and fronted[1] <= above.i and modality.modal(self._doc, word.i):
                return Reading(join(outer.status, "conditional"), fronted)
            return outer
        condition = conditions.under(self._doc, above.i)
        status: Status = (
            "conditional" if condition and modality.modal(self._doc, word.i) else "actual"
        )
        return Reading(join(outer.status, status), outer.condition or condition)

    # -- as a clause -----------------------------------------------------------------------

    def _complement(self, word: Word, above: Word, depth: int) -> Reading:
        if constructions.is_polite(self._doc, word, above):
            return self.by(above, depth)
        marks = modality.marks(self._doc, word.i)
        if marks & {"whether", "if"}:
            unreal = "only" in marks and modality.has_perfect(self._doc, word.i)
            return Reading("negated" if unreal else "hypothetical")
        if constructions.there_is(self._doc, word, above):
            return Reading("negated" if modality.has_perfect(self._doc, word.i) else "planned")
        if above.lemma.lower() in governors.FACTIVE or constructions.is_telling(self._doc, above):
            return Reading("actual")
        if constructions.is_foiled(self._doc, above):
            return Reading("negated")
        effect = self._effects.on_clause(word, above)
        if constructions.is_yet(self._doc, word, above):
            return Reading("negated")
        reading = self._of(above.i, depth)
        status = reading.status
        if reading.condition and above.i in self._content and status != "negated":
            return Reading("conditional", reading.condition)
        if modality.negated(self._doc, above.i) and above.lemma.lower() in governors.TWICE:
            modal = modality.modal(self._doc, above.i)
            kept = modality.status_of(self._doc, above.i, modal) if modal else "actual"
            return Reading(join(kept, self.by(above, depth).status), reading.condition)
        if status == "negated" and above.lemma.lower() in governors.GRANTING:
            return Reading("negated", reading.condition)  # a refusal in so many words
        if status == "negated" and above.lemma.lower() in governors.PERSUADING:
            return Reading("demanded", reading.condition)
        if status == "negated" and above.lemma.lower() in governors.SHOWING | governors.TRUE:
            return Reading("negated", reading.condition)
        if status == "negated" and above.lemma.lower() in governors.STOPPING:
            return Reading("actual", reading.condition)
        if status == "negated":
            return Reading(under_negation(effect, word.deprel), reading.condition)
        if effect == "actual":
            return reading
        if reading.condition and effect in ("planned", "demanded"):
            return Reading("conditional", reading.condition)
        kept = status if status in ("hypothetical", "conditional") else "actual"
        return Reading(join(effect, kept), reading.condition)

    def _adverbial(self, word: Word, above: Word, depth: int) -> Reading:
        marks = modality.marks(self._doc, word.i)
        if "whether" in marks:
            return Reading("hypothetical")
        if case_of(self._doc, word.i) in governors.NOT_DONE or marks & {"without", "instead"}:
            return Reading("negated")
        if "against" in marks and above.lemma.lower() in governors.DECIDING:
            return Reading("negated")
        led = marks & governors.LEADING and word.text.lower().endswith("ing")
        if led and ("from" in marks or self._effects.on_clause(word, above) != "actual"):
            return self._complement(word, above, depth)
        if constructions.is_in_order(self._doc, word):
            return Reading(join("planned", self._of(above.i, depth).status))
        if "to" in marks and constructions.is_gerund(word):
            if "come" in (above.lemma, self._doc.words[above.head].lemma):
                return Reading("negated")  # "came close to defaulting"
            return self._complement(word, above, depth)
        if "to" in marks and constructions.is_only_to(self._doc, word):
            return self._of(above.i, depth)
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
        if not present:
            return Reading("actual")
        main = self._of(above.i, depth).status
        if "before" in modality.marks(self._doc, word.i) and main in ("demanded", "hypothetical"):
            return Reading("hypothetical")
        to_come = main in ("planned", "conditional", "demanded")
        return Reading("planned" if to_come else "actual")

    def _purpose(self, word: Word, above: Word, depth: int) -> Reading:
        noun = constructions.noun_before(self._doc, word, above)
        if noun and self._effects.of_noun(noun):
            return self._of_noun(noun, depth, default="planned")
        effect = self._effects.on_clause(word, above)
        if effect != "actual" or above.lemma.lower() in governors.DONE:
            return self._complement(word, above, depth)
        reading = self._of(above.i, depth)
        lemma = word.lemma.lower()
        if reading.status == "actual" and (
            lemma in governors.OUTCOMES
            or above.lemma.lower() in governors.PRESENT
            or constructions.goes_on(self._doc, above)
        ):
            return reading
        return Reading(join("planned", reading.status), reading.condition)

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

    # -- as a noun -------------------------------------------------------------------------

    def _of_noun(self, noun: Word, depth: int, default: Status) -> Reading:
        """Under a noun: "the refusal to", "a threat of", "talks on"."""
        if constructions.is_in_absence(self._doc, noun):
            unreal = self._of(noun.head, depth).status == "conditional"
            if unreal:
                return Reading("conditional")
        effect = self._effects.of_noun(noun)
        if effect == "demanded" and constructions.is_signed(self._doc, noun):
            effect = "planned"
        if effect is None and default == "planned":
            noun, effect = self._effects.holder(noun)
        status = effect or default
        if status == "actual":
            if self._effects.carries(noun) and depth < MAX_DEPTH:
                if modality.negated(self._doc, noun.i):
                    return Reading("negated")
                return self.by(noun, depth + 1)
            return Reading("actual")
        if modality.negated(self._doc, noun.i):
            return Reading("hypothetical" if status == "negated" else "negated")
        outer = self.by(noun, depth + 1).status
        kept: Status = outer if outer in ("hypothetical", "conditional", "negated") else "actual"
        if outer == "negated" and noun.lemma.lower() in ("possibility", "need"):
            kept = "actual"
        return Reading(join(status, kept))

    def _nominal(self, word: Word, above: Word, depth: int) -> Reading:
        """An event noun: what the verb or noun does with it ("prevent war", "hold talks")."""
        if word.deprel == "nmod" and (subject := self._extraposed(word, above)):
            return self._of_noun(subject, depth, default="actual")
        if above.upos in ("NOUN", "PROPN") and word.deprel not in ("nsubj", "nsubj:pass"):
            if word.deprel in ("nmod", "nmod:poss") and case_of(self._doc, word.i) != "by":
                return self._of_noun(above, depth, default="actual")
            return Reading("actual")
        if word.deprel == "nsubj" and above.upos in ("ADJ", "NOUN", "PRON"):
            return Reading(self._predicated(above))
        if word.deprel == "nmod" and above.upos == "VERB":  # a noun taken for a verb
            return self._of_noun(above, depth, default="actual")
        if above.upos not in ("VERB", "ADJ", "AUX"):
            return Reading("actual")
        if word.deprel == "nsubj" and (shown := constructions.shown_as(self._doc, above)):
            return Reading(join(self._predicated(shown), self._of(above.i, depth).status))
        if word.deprel == "nsubj" and (effect := self._effects.on_subject(above)):
            return Reading(effect)
        if word.deprel == "nsubj" and constructions.is_only(self._doc, above.i):
            return Reading("conditional")
        if subject := self._extraposed(word, above):
            return self._of_noun(subject, depth, default="actual")
        if (
            case_of(self._doc, word.i) in governors.LACKING
            and self._of(above.i, depth).status == "conditional"
        ):
            return Reading("conditional")
        if word.deprel == "nsubj:pass" and above.lemma in governors.DATING:
            return Reading(join("planned", self._of(above.i, depth).status))
        if word.deprel in ("nsubj", "obl:agent", "iobj"):
            return self._with_light(word, above, depth)
        if word.deprel == "obl" and case_of(self._doc, word.i) not in governors.ABOUT:
            return self._with_light(word, above, depth)
        effect = self._effects.on_noun(word, above)
        if effect == "actual":
            return self._with_light(word, above, depth)
        reading = self._of(above.i, depth)
        if reading.status == "negated":
            return Reading(under_negation(effect, "obj"))
        kept = reading.status if reading.status in ("hypothetical", "conditional") else "actual"
        return Reading(join(effect, kept), reading.condition)

    def _extraposed(self, word: Word, above: Word) -> Word | None:
        """The subject to which it belongs: "preparations are under way for an evacuation"."""
        case = case_of(self._doc, word.i)
        verbal = above.upos in ("VERB", "AUX") and case in governors.EXTRAPOSED
        if not verbal and (case != "for" or above.lemma not in governors.AFOOT):
            return None
        noun = constructions.subject_of(self._doc, above.i)
        return noun if noun and noun.i < above.i < word.i and self._effects.of_noun(noun) else None

    def _predicated(self, above: Word) -> Status:
        """What a predicate says of its subject ("withdrawal is possible", "is in preparation")."""
        placed = case_of(self._doc, above.i)
        if placed.startswith("out") and above.lemma == "question":
            return "negated"
        status = self._effects.as_predicate(above, placed)
        if status != "actual":
            return "negated" if modality.negated(self._doc, above.i) else status
        return "actual"

    def _with_light(self, word: Word, above: Word, depth: int) -> Reading:
        if self._effects.is_light(above) or self._is_new(word):
            return self._of(above.i, depth)
        return Reading("actual")

    def _is_new(self, word: Word) -> bool:
        """Whether the noun names what comes about with the verb ("might test it with a raid")."""
        with_it = case_of(self._doc, word.i) in ("", "with", "by", "to", "into", "through")
        some = constructions.lemmas_below(self._doc, word.i) & {"a", "an", "any", "further"}
        return word.deprel in ("obj", "obl") and with_it and bool(some)
