"""Whether something happened: actual, planned, conditional, hypothetical, demanded or negated.

Read from the tree: auxiliaries, negation, conditions, the words that govern the predicate ("plan
to", "deny", "threat of") and the adjectives before an event noun ("possible aggression"). Of
several readings the one farthest from fact wins (`reading.RANK`). What stands in an
if-clause is conditional, and so is what depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping

from forewarn.coding.grammar.lexicon import Lexicon
from forewarn.coding.status import coming, conditions, constructions, modality
from forewarn.coding.status.effects import Effects
from forewarn.coding.status.governed import Governed
from forewarn.coding.status.reading import MAX_DEPTH, Reading, join
from forewarn.language.doc import Doc, Word
from forewarn.records import Status


class Statuses:
    """The statuses of the predicates of one text.

    `content` says, for predicates that the coder recognized, what status they give to what they
    govern ("demanded" for a call, "negated" for a refusal).
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, content: Mapping[int, Status]) -> None:
        self._doc = doc
        self._content = content
        self._effects = Effects(doc, lexicon, content)
        self._governed = Governed(doc, self._effects, content, self._of)
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
            self._known[i] = self._read(self._doc.words[i], depth)
        return self._known[i]

    def _read(self, word: Word, depth: int) -> Reading:
        if conditions.heads(self._doc, word.i):
            return Reading(self._supposed(word.i))
        own, condition = self._own(word)
        outer = self._governed.by(word, depth + 1)
        if own == "negated" and outer.status == "demanded":
            own = "demanded"  # "asked citizens not to film": a demand, too
        return Reading(join(own, outer.status), condition or outer.condition)

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
            dropped = modality.to_have_been(doc, i) or constructions.is_broken_off(doc, word)
            found.append("negated" if dropped else "planned")
        if modality.demanded(doc, i):
            found.append("demanded")
        if coming.is_coming(doc, i):
            found.append("planned")
        if word.upos in ("NOUN", "PROPN"):
            found += self._effects.described(i)
            found += ["planned"] if constructions.is_ahead_of(doc, word) else []
            asking = constructions.asked_for(doc, word)
            found += [self._effects.of(asking)] if asking else []
        if modality.hedged(doc, i) or modality.asked(doc, word):
            found.append("hypothetical")
        return join("actual", *found), condition

    def _depends(self, i: int, modal: str | None, conditioned: bool) -> bool:
        """Whether the predicate depends on a condition."""
        if modal in ("will", "would", "shall", "'ll") and modality.any_such(self._doc, i):
            return True
        if constructions.is_only(self._doc, i):
            return True
        if modal is None and constructions.is_past(self._doc, self._doc.words[i]):
            return False  # "handed over two men in exchange for a third"
        return conditioned and (modal is not None or i not in self._content)
