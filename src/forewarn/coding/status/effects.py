"""What a word does to what it governs: "plan to", "threat of", "a possible attack"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forewarn.coding.grammar.arguments import case_of
from forewarn.coding.grammar.lexicon import Lexicon, Part
from forewarn.coding.status import constructions, governors, modality
from forewarn.language.doc import Doc, Word
from forewarn.records import Status


class Effects:
    """What the words of one text do to their complements.

    `content` says, for predicates that the coder recognized, what status they give to what they
    govern; other words are looked up in lexicon/embedding.yaml.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, content: Mapping[int, Status]) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._content = content

    def on_clause(self, word: Word, above: Word) -> Status:
        """What a governor does to this complement of it."""
        lemma = above.lemma.lower()
        if constructions.is_passive(self._doc, above.i) and lemma in governors.HEARSAY:
            if modality.has_perfect(self._doc, word.i):
                return "hypothetical"
            if word.deprel == "xcomp" or (word.deprel == "ccomp" and lemma != "set"):
                return governors.HEARSAY[lemma]
            if word.deprel == "ccomp":
                return "actual"
        if lemma in governors.NEARLY and constructions.is_gerund(word):
            return "hypothetical"
        if lemma == "dare" and constructions.is_of_other(self._doc, above):
            return "hypothetical"
        if lemma == "plead" and constructions.is_gerund(word):
            return "actual"
        effect = self.of(above)
        if lemma in governors.OFFERING and "to" in modality.marks(self._doc, word.i):
            return "hypothetical"
        finite = word.deprel == "ccomp" and "that" in modality.marks(self._doc, word.i)
        finite = finite or modality.has_subject(self._doc, word.i)
        if effect == "planned" and finite and lemma in governors.REPORTING:
            return "actual"
        going = above.text.lower() == "going" and constructions.has_be(self._doc, above.i)
        if lemma == "go" and not going:
            return "actual"
        if lemma in governors.WANTING and constructions.is_of_other(self._doc, above):
            return "demanded"
        past = constructions.is_past(self._doc, word)
        if effect == "demanded" and (finite or word.deprel == "xcomp") and past:
            return "actual"  # "ordered two defendants remanded", "insisted that X had failed"
        return effect

    def on_noun(self, word: Word, above: Word) -> Status:
        """What a verb or an adjective does to an event noun that it governs."""
        if above.lemma.lower() in governors.OF_FACTS:
            return "actual"
        if above.i in self._content:
            # A request that is refused was made all the same.
            made = self._content.get(word.i) or self.of_noun(word) == "demanded"
            return "actual" if made else self._content[above.i]
        if self._is_granted(word, above):
            return "planned"
        if above.lemma in governors.DROPPED:
            return "negated" if word.deprel in ("obj", "nsubj:pass") else "actual"
        if phrasal := self._phrasal(above):
            return phrasal
        if above.lemma.lower() in governors.OFFERING and word.lemma not in governors.GIVEN:
            return "hypothetical"
        return "actual" if above.lemma in governors.CLAUSE_ONLY else self.of(above)

    def on_subject(self, above: Word) -> Status | None:
        """What a verb says of its subject ("war looms", "the deal fell through")."""
        if above.lemma in governors.OF_SUBJECT:
            return governors.OF_SUBJECT[above.lemma]
        below = constructions.lemmas_below(self._doc, above.i) if above.lemma == "fall" else set()
        return "negated" if "through" in below else None

    def _is_granted(self, word: Word, above: Word) -> bool:
        """ "approved the release of funds", "agreed on a truce": decided upon, and to come."""
        case = case_of(self._doc, word.i)
        if word.lemma.lower() in governors.PAPERS:
            return False
        granted = above.lemma.lower() in governors.GRANTED and case in ("", "for", "to")
        return granted or (above.lemma.lower() in governors.SETTLING and case in ("on", "for"))

    def of(self, above: Word) -> Status:
        """What a word does to what it governs."""
        if above.i in self._content:
            return self._content[above.i]
        part: Part = "verb" if above.upos in ("VERB", "AUX") else "noun"
        if above.upos == "ADJ":
            part = "adjective"
        known = self._lexicon.embedding.get((part, above.lemma.lower()), "actual")
        return self._phrasal(above) or known

    def _phrasal(self, above: Word) -> Status | None:
        """The effect of a verb with its particle ("called off", "look forward to")."""
        for child in self._doc.children[above.i]:
            each = self._doc.words[child]
            if each.deprel in ("compound:prt", "advmod") or each.upos == "ADP":
                phrase = f"{above.lemma.lower()} {each.lemma.lower()}"
                if status := self._lexicon.embedding.get(("verb", phrase)):
                    return status
        return None

    def of_noun(self, noun: Word) -> Status | None:
        """What a noun does to what it is about ("the threat of war")."""
        known = self._lexicon.embedding.get(("noun", noun.lemma.lower()))
        return self._content.get(noun.i) or known

    def as_predicate(self, above: Word, placed: str) -> Status:
        """What an adjective or a noun says of its subject; `placed` is the noun's preposition."""
        if above.upos == "ADJ":
            return self._lexicon.embedding.get(("adjective", above.lemma.lower()), "actual")
        lemma = above.lemma.lower()
        if lemma == "what":
            clauses = (c for c in self._doc.children[above.i] if self._is_relative(c))
            return next((self.of(self._doc.words[c]) for c in clauses), "actual")
        if lemma in ("matter", "question") and not placed:
            about = (self._doc.words[c] for c in self._doc.children[above.i] if c > above.i)
            return next((s for w in about if (s := self.of_noun(w))), "actual")
        status = self._lexicon.embedding.get(("noun", lemma), "actual")
        if placed in ("in", "on", "under") and status == "planned":
            return status
        if not placed and lemma in governors.CALLED:
            return status
        return governors.PLACED.get((placed, lemma), "actual")

    def _is_relative(self, i: int) -> bool:
        return self._doc.words[i].deprel == "acl:relcl"

    def holder(self, noun: Word) -> tuple[Word, Status | None]:
        """The noun above that an infinitive belongs to ("a threat by fishermen to …")."""
        above = noun
        for _ in range(3):
            if above.deprel not in ("nmod", "flat", "conj", "obl", "appos"):
                break
            above = self._doc.words[above.head]
            if above.upos == "NOUN" and (effect := self.of_noun(above)):
                return above, effect
        return noun, None

    def described(self, i: int) -> Iterator[Status]:
        """What is said of an event noun by its adjectives and relative clauses."""
        for child in self._doc.children[i]:
            each = self._doc.words[child]
            if each.deprel in ("amod", "acl", "det"):
                known = self._lexicon.embedding.get(("adjective", each.lemma.lower()))
                if known is None and each.deprel == "amod":
                    known = self._lexicon.embedding.get(("adjective", each.text.lower()))
                if known:
                    yield known
            elif each.deprel == "acl:relcl" and self._is_missed(each, i):
                yield "negated"

    def _is_missed(self, clause: Word, noun: int) -> bool:
        """ "talks, which did not begin"."""
        missed = self.is_light(clause) and modality.negated(self._doc, clause.i)
        return missed and self._told_of(clause.i, noun)

    def _told_of(self, clause: int, noun: int) -> bool:
        """Whether "which" is the subject of the relative clause ("talks, which did not begin")."""
        return any(
            self._doc.words[c].deprel.startswith("nsubj")
            and self._doc.words[c].lemma.lower() in ("which", "that")
            for c in self._doc.children[clause]
            if c > noun
        )

    def is_light(self, word: Word) -> bool:
        """Whether the verb says of its noun that it takes place ("hold talks")."""
        return word.lemma in self._lexicon.light

    def carries(self, noun: Word) -> bool:
        """Whether the noun passes on what is said about it ("denies reports of an attack")."""
        return noun.lemma.lower() in self._lexicon.carriers
