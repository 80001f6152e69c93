"""Fits the lexicon's patterns to the predicates of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.grammar import arguments
from forewarn.coding.grammar.arguments import Arguments
from forewarn.coding.grammar.lexicon import Lexicon, Part, Pattern, Slot
from forewarn.language.doc import Doc
from forewarn.records import Actor

_PARTS: dict[str, Part] = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_OF = frozenset(["of"])


@dataclass(slots=True)
class Fit:
    """A pattern that fits the predicate at word `i`: its arguments, and who fills its slots.

    `used` are the words that fill it as plain nouns ("talks" of "hold talks").
    """

    i: int
    pattern: Pattern
    arguments: Arguments
    recipients: list[int] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


class Fitter:
    """Finds the predicates of one text that are events."""

    def __init__(self, doc: Doc, mentions: Mentions, lexicon: Lexicon) -> None:
        self._doc = doc
        self._mentions = mentions
        self._lexicon = lexicon
        self._read: dict[int, Arguments] = {}
        self._names: dict[int, frozenset[str]] = {}

    def arguments(self, i: int) -> Arguments:
        """The arguments of the predicate at word `i`."""
        if i not in self._read:
            self._read[i] = arguments.read(self._doc, i, self._lexicon.controlling)
        return self._read[i]

    def fits(self) -> list[Fit]:
        """For each predicate the pattern that asks for most, in text order.

        A noun that fills a verb's pattern ("talks" in "held talks") is no event of its own.
        """
        found = [fit for word in self._doc.words if (fit := self._fit(word.i))]
        used = {i for fit in found for i in fit.used}
        return [fit for fit in found if fit.i not in used]

    def others(self, fit: Fit) -> Iterator[Fit]:
        """The further patterns of other types that fit the same word, the heaviest first."""
        lemma = fit.pattern.lemma
        tried = {fit.pattern.rule.type}
        for pattern in self._lexicon.of(fit.pattern.part, lemma):
            if pattern.rule.type not in tried and (other := self._try(pattern, fit.arguments)):
                tried.add(pattern.rule.type)
                yield other

    def lacking(self, pattern: Pattern, i: int) -> str:
        """What keeps the pattern from fitting word `i`, "" where it fits."""
        read = self.arguments(i)
        if missing := pattern.particles - read.particles:
            return " ".join(sorted(missing))
        if self._phrasal(pattern, i):
            return "no particle"
        if pattern.complement and not (
            self._told(read) if pattern.complement == "to" else read.clauses
        ):
            return "an infinitive" if pattern.complement == "to" else "a clause"
        if pattern.negative and not self._negated(i):
            return "not"
        fit = Fit(i, pattern, read)
        return next((slot.shown for slot in pattern.slots if not self._fill(slot, fit)), "")

    def governing(self, i: int) -> int | None:
        """The light verb whose object or subject the event noun is ("launched an attack")."""
        word = self._doc.words[i]
        for _ in range(arguments.MAX_UP):
            if word.deprel not in ("obj", "obl", "nsubj:pass", "conj") or word.head == word.i:
                return None
            above = self._doc.words[word.head]
            if above.upos == "VERB" and above.lemma in self._lexicon.light:
                led = word.deprel == "obl" and above.lemma not in self._lexicon.leading
                return None if led else above.i
            if word.deprel != "conj" or above.upos != "NOUN":
                return None
            word = above
        return None

    def _fit(self, i: int) -> Fit | None:
        word = self._doc.words[i]
        part = _PARTS.get(word.upos)
        if part is None:
            return None
        lemma = word.lemma if part == "verb" else self._compound(i)
        patterns = self._lexicon.of(part, lemma) or self._lexicon.of(part, word.lemma.lower())
        if not patterns or (part == "noun" and self._mentions.is_name(i)):
            return None
        read = self.arguments(i)
        return next((fit for pattern in patterns if (fit := self._try(pattern, read))), None)

    def _compound(self, i: int) -> str:
        """The lemma of a noun, with what a hyphen joins to it ("build-up", "sit-in")."""
        words = self._doc.words
        lemma = words[i].lemma.lower()
        if i < 2 or words[i - 1].text != "-" or words[i - 2].head != i:
            return lemma
        return f"{words[i - 2].lemma.lower()}-{lemma}"

    def _try(self, pattern: Pattern, read: Arguments) -> Fit | None:
        if not pattern.particles <= read.particles or self._lacks_phrase(pattern, read):
            return None
        if pattern.complement == "to" and not self._told(read):
            return None
        if pattern.complement == "that" and not read.clauses:
            return None
        if pattern.negative and not self._negated(read.i):
            return None
        fit = Fit(read.i, pattern, read)
        if not all(self._fill(slot, fit) for slot in pattern.slots):
            return None
        return None if self._phrasal(pattern, read.i) else fit

    def _lacks_phrase(self, pattern: Pattern, read: Arguments) -> bool:
        """Whether a preposition that the pattern asks for is missing: told before all else."""
        if pattern.part == "noun":
            return False
        for slot in pattern.slots:
            asked = slot.prepositions and not (slot.optional or slot.is_subject)
            if asked and slot.prepositions.isdisjoint(read.obliques):
                return True
        return False

    def _told(self, read: Arguments) -> bool:
        """Whether an infinitive follows, be it the object's ("allow refugees to return")."""
        children = (c for i in read.object for c in self._doc.children[i])
        words = (self._doc.words[c] for c in children)
        return bool(read.infinitives) or any(
            w.deprel == "acl" and "VerbForm=Inf" in w.feats for w in words
        )

    def _phrasal(self, pattern: Pattern, i: int) -> bool:
        """Whether a particle makes it another verb ("kick off" is no kick)."""
        if pattern.part != "verb" or pattern.particles:
            return False
        words = (self._doc.words[c] for c in self._doc.children[i])
        particles = {
            w.lemma.lower() for w in words if w.deprel == "compound:prt" and not self._measures(w.i)
        }
        return not all(
            any(each in slot.prepositions | slot.fill for slot in pattern.slots)
            for each in particles
        )

    def _measures(self, i: int) -> bool:
        """Whether the particle belongs to a number ("send up to 350 soldiers")."""
        after = self._doc.words[i + 1 : i + 3]
        return [w.lemma.lower() for w in after[:1]] == ["to"] and after[-1].upos == "NUM"

    def _fill(self, slot: Slot, fit: Fit) -> bool:
        places = self._places(slot, fit)
        if slot.is_actor:
            found = [i for i in places if self.who(i)]
            fit.actors += found
        elif slot.is_recipient:
            found = [i for i in places if i not in fit.used and self.recipient(i, fit.pattern)]
            fit.recipients += found
        elif slot.is_any:
            found = [i for i in places if self._doc.words[i].upos in ("NOUN", "PROPN", "VERB")]
        else:
            found = [i for i in self._all(places) if self._named(i, slot.fill)]
            found = [i for i in found if i not in fit.recipients]
            fit.used.update(found)
            if not found and not slot.prepositions and fit.arguments.particles & slot.fill:
                return True
        return bool(found) or slot.optional

    def _places(self, slot: Slot, fit: Fit) -> list[int]:
        read = fit.arguments
        if slot.is_subject:
            return read.subject or ([] if read.passive else read.object)
        if fit.pattern.part == "noun":
            return self._noun_places(slot, fit.i)
        if slot.prepositions:
            return read.under(slot.prepositions)
        if slot.is_recipient:
            return read.indirect or self._given_to(fit) or read.object
        return read.object or ([] if fit.pattern.part == "verb" else read.subject)

    def _given_to(self, fit: Fit) -> list[int]:
        """The states that stand right before what is given ("send Ukraine missiles")."""
        if fit.pattern.rule.type != "AID" or len(fit.pattern.slots) < 2:
            return []
        given = fit.arguments.object
        beside = [c for i in given for c in self._doc.children[i]]
        named = [c for c in beside if self._doc.words[c].deprel == "compound"]
        return [c for c in (*given[:-1], *named) if self._is_land(c)]

    def _is_land(self, i: int) -> bool:
        """Whether the word is a state's full name, which is no adjective ("Ukraine", not "US")."""
        entry = self._mentions.entry(i)
        known = entry is not None and entry.kind == "country"
        return known and not self._doc.words[i].text.isupper()

    def _noun_places(self, slot: Slot, i: int) -> list[int]:
        found = list(self._under_noun(i, slot.prepositions))
        if slot.prepositions & _OF:
            found += [
                c
                for c in self._doc.children[i]
                if self._doc.words[c].deprel in ("compound", "amod")
                and bool(self._mentions.entry(c)) == slot.is_actor
            ]
        governing = self.governing(i)
        if not found and governing is not None:
            found += self.arguments(governing).under(slot.prepositions)
        return found

    def _under_noun(self, i: int, prepositions: frozenset[str]) -> list[int]:
        return self.arguments(i).under(prepositions)

    def _all(self, places: list[int]) -> list[int]:
        """The words, what is joined to them, and what they measure ("tons of aid")."""
        found = list(places)
        for i in found:
            found += [c for c in self._doc.children[i] if self._belongs(c, i)]
        return found

    def _belongs(self, child: int, i: int) -> bool:
        relation = self._doc.words[child].deprel
        if relation == "conj":
            return True
        word = self._doc.words[i]
        amount = word.upos in ("NUM", "SYM") or word.lemma.lower() in self._lexicon.measures
        return amount and relation == "nmod" and arguments.case_of(self._doc, child) == "of"

    def _named(self, i: int, fill: frozenset[str]) -> bool:
        """Whether it is one of the nouns, alone or compound ("hunger-strike", "aid deliveries")."""
        if i not in self._names:
            self._names[i] = self._called(i)
        return not fill.isdisjoint(self._names[i])

    def _called(self, i: int) -> frozenset[str]:
        """The noun at word `i`, alone and compound; of a vehicle also what it brings."""
        words = self._doc.words
        lemma = words[i].lemma.lower()
        before = [
            words[c].lemma.lower()
            for c in self._doc.children[i]
            if words[c].deprel in ("compound", "amod")
        ]
        brought = before if lemma in self._lexicon.vehicles else ()
        return frozenset([lemma, *brought, *(f"{each}-{lemma}" for each in before)])

    def _negated(self, i: int) -> bool:
        """Whether it is refused: "does not", "will not", but not "did not", which only tells."""
        words = [self._doc.words[c] for c in self._doc.children[i]]
        told = any(w.lemma == "do" and "Tense=Past" in w.feats for w in words)
        return not told and any(w.lemma.lower() in ("not", "n't", "never") for w in words)

    def who(self, i: int) -> tuple[Actor, ...]:
        """The actors at word `i`."""
        return self._mentions.resolve(i)

    def recipient(self, i: int, pattern: Pattern) -> tuple[Actor, ...]:
        """The actors at word `i`; of visits and attacks also the state whose city it is."""
        actors = self._mentions.resolve(i)
        there = pattern.rule.mode == "visit" or pattern.rule.type == "ASSAULT"
        nobody = all(a.name and not a.id and not a.country for a in actors)
        if nobody and there:
            return self._mentions.located(i) or actors
        return actors
