"""Whom words take up: "the minister", "both sides", "we", "he", "who"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forewarn.coding.actors import voices
from forewarn.coding.actors.actors import Directory, Entry
from forewarn.coding.actors.phrases import Phrases
from forewarn.coding.grammar import quotes
from forewarn.coding.grammar.roles import Role
from forewarn.language.doc import Doc
from forewarn.records import Actor

_WINDOW = 5
_LEADING = ("president", "prime minister", "chancellor")
_DEFINITE = frozenset(["the", "this", "both"])
# What "the two" of may be states.
_OF_STATES = frozenset(
    [
        *(
            "country",
            "nation",
            "side",
            "neighbour",
            "neighbor",
            "state",
            "government",
            "delegation",
        ),
        *("leader", "rival", "ally", "army", "force", "president", "minister", "foreign minister"),
    ]
)
_COUNTS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3}
_PRONOUNS = {
    "he": "person", "she": "person", "him": "person", "her": "person", "his": "person",
    "hers": "person", "himself": "person", "herself": "person",
    "they": "plural", "them": "plural", "their": "plural", "themselves": "plural",
    "it": "thing", "its": "thing", "itself": "thing",
}  # fmt: skip


class References(Phrases):
    """What definite phrases and pronouns of a text refer to, nearest first."""

    def __init__(
        self, doc: Doc, day: str | None, directory: Directory, home: str | None = None
    ) -> None:
        self._subjects = _subjects(doc)
        self._quoted = {w for quote in quotes.find(doc) for w in range(quote.start, quote.end)}
        super().__init__(doc, day, directory, home)

    def _definite(self, i: int) -> tuple[Actor, ...]:
        """Who "the minister" or "the alliance" is: the nearest fitting mention before it."""
        words, children = self._doc.words, self._doc.children[i]
        if not any(words[c].lemma.lower() in _DEFINITE for c in children if c < i):
            return ()
        role = self._roles[i][0]
        if count := self._count(i):
            return self._several(i, role, count)
        for head in reversed([h for h in self._members if h < self._spans[i][0]]):
            if (
                self._fits(head, role)
                and self._doc.sentence_of[i] - self._doc.sentence_of[head] <= _WINDOW
            ):
                return tuple(
                    replace(a, text=self._text(*self._spans[i])) for a in self._members[head]
                )
        return ()

    def _count(self, i: int) -> int | None:
        """How many there are of "the two presidents"."""
        numbers = (self._doc.words[c] for c in self._doc.children[i] if c < i)
        return next((_COUNTS[w.lemma.lower()] for w in numbers if w.lemma.lower() in _COUNTS), None)

    def _several(self, i: int, role: Role, count: int) -> tuple[Actor, ...]:
        """The last `count` different fitting persons before word `i`; () where there are fewer."""
        found: dict[object, Actor] = {}
        for head in sorted((h for h in self._members if h < self._spans[i][0]), reverse=True):
            near = self._doc.sentence_of[i] - self._doc.sentence_of[head] <= _WINDOW
            if near and any(self._fits(head, each) for each in _as_offices(role)):
                for actor in self._members[head]:
                    found.setdefault(actor.id or actor.country or actor.text, actor)
            if len(found) >= count:
                break
        if len(found) == count:
            return tuple(reversed(found.values()))
        return self._states_named(i, count) if role.noun in _OF_STATES else ()

    def _states_named(self, i: int, count: int) -> tuple[Actor, ...]:
        """The states that the sentence names, where they are as many as "both sides"."""
        start, end = self._doc.sentences[self._doc.sentence_of[i]]
        inside = (e for h, e in self._entries.items() if start <= h < end)
        named = {e.actor.country: e for e in inside if e.actor.kind in ("state", "region")}
        if len(named) != count:
            return ()
        text, sector = self._text(*self._spans[i]), self._members[i][0].sector
        states = (self._directory.state(country or "") for country in named)
        return tuple(Actor(text, s.name, s.id, s.country, sector) for s in states if s)

    def _fits(self, head: int, role: Role) -> bool:
        """Whether the mention at `head` can be taken up by "the" and the role's noun."""
        actor = self._members[head][0]
        entry = self._entries.get(head)
        if role.noun in ("alliance", "bloc", "organization", "organisation", "union"):
            return bool(
                entry and entry.kind == "body" and entry.actor.country in (None, "IGO", "EUR")
            )
        if (
            entry
            and entry.kind in ("group", "office", "body")
            and role.noun in entry.actor.name.lower()
        ):
            return True
        title = self._title(head)
        if self._kinds.get(head) == "name" and (title or actor.id):
            same = title is not None and (
                title[0].noun == role.noun or title[0].noun.endswith(" " + role.noun)
            )
            return same or (
                role.office is not None and self._directory.holds(actor, role.noun, self._day)
            )
        return (
            head in self._roles
            and self._roles[head][0].noun.endswith(role.noun)
            and bool(actor.country)
        )

    def _antecedents(self, i: int) -> tuple[Actor, ...]:
        """Whom a pronoun means: the nearest compatible subject before it; () when in doubt."""
        word = self._doc.words[i]
        if "PronType=Rel" in word.feats or word.lemma.lower() in ("who", "which", "that"):
            return self._relative(i)
        if word.text.lower() in voices.FIRST:
            return self._speaker(i, plural=word.text.lower() in voices.PLURAL)
        wanted = _PRONOUNS.get(word.lemma.lower()) or _PRONOUNS.get(word.text.lower())
        if wanted is None:
            return ()
        sentence = self._doc.sentence_of[i]
        for head in self._subjects_before(i, sentence):
            if self._heard(head, i) and self._compatible(head, wanted):
                return self.resolve(head)
        return ()

    def _speaker(self, i: int, *, plural: bool) -> tuple[Actor, ...]:
        """Who "I" am and for whom "we" stands: the speaker's state, or the body that speaks."""
        head = voices.speaker(self._doc, i)
        found = self.resolve(head) if head is not None else ()
        if not found or not plural:
            return found[:1]
        state = self._directory.state(found[0].country or "")
        text = self._doc.words[i].text
        if state is None or found[0].sector not in (None, "GOV", "MIL"):
            return found[:1]
        return (Actor(text, state.name, state.id, found[0].country),)

    def _heard(self, head: int, i: int) -> bool:
        """Whether word `i` may point to `head`: who is told of in a quotation is not "he said"."""
        return i in self._quoted or head not in self._quoted

    def _subjects_before(self, i: int, sentence: int) -> Iterator[int]:
        here = [h for h in self._subjects.get(sentence, ()) if h < i]
        yield from reversed(here)
        yield from self._named_before(i, sentence)
        if sentence:
            yield from self._subjects.get(sentence - 1, ())

    def _named_before(self, i: int, sentence: int) -> Iterator[int]:
        """States and bodies named before word `i` in its sentence, the nearest first."""
        words = self._doc.words
        start = self._doc.sentences[sentence][0]
        for head in range(i - 1, start - 1, -1):
            entry = self._entries.get(head)
            if entry and entry.kind != "person" and words[head].deprel in ("obj", "obl", "nmod"):
                yield head

    def _compatible(self, head: int, wanted: str) -> bool:
        word = self._doc.words[head]
        if word.upos == "PRON":
            same = _PRONOUNS.get(word.lemma.lower()) or _PRONOUNS.get(word.text.lower())
            return same == wanted
        actors = self.resolve(head)
        if not actors:
            return False
        plural = "Number=Plur" in word.feats or len(actors) > 1
        kind = self._kinds.get(head)
        entry = self._entries.get(head)
        person = (entry is not None and entry.kind == "person") or (
            kind == "name" and entry is None
        )
        person = person or (head in self._roles and self._roles[head][0].office is not None)
        if wanted == "person":
            return (
                not plural and (person or kind in ("nominal", "office")) and not _collective(entry)
            )
        if wanted == "plural":
            return plural or (kind in ("nominal", "name") and not person)
        return not plural and not person

    def _relative(self, i: int) -> tuple[Actor, ...]:
        word = self._doc.words[i]
        while word.head != word.i and word.deprel not in ("acl:relcl", "acl"):
            word = self._doc.words[word.head]
        return self.resolve(word.head) if word.head != word.i else ()


def _as_offices(role: Role) -> list[Role]:
    """The role, and those that "leaders" takes up."""
    offices = _LEADING if role.noun == "leader" else ()
    return [role, *(replace(role, noun=each, office=each) for each in offices)]


def _collective(entry: Entry | None) -> bool:
    return entry is not None and entry.kind not in ("person", "office")


def _subjects(doc: Doc) -> dict[int, list[int]]:
    """The heads of subjects of each sentence, in text order."""
    found: dict[int, list[int]] = {}
    for word in doc.words:
        if word.deprel.startswith("nsubj"):
            found.setdefault(doc.sentence_of[word.i], []).append(word.i)
    return found
