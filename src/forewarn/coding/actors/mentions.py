"""All mentions of actors in a text: names, countries, offices, plain nouns and pronouns.

`Mentions(doc, day, directory)` finds them once; `at(i)` gives the mention that a word belongs to,
`resolve(i)` the actors that the noun phrase headed at a word stands for: coordinations are
expanded ("his US, Norwegian and Icelandic counterparts" are three), pronouns and "the minister"
are looked up in the text before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forewarn.coding.actors.actors import Directory, Entry
from forewarn.coding.actors.belonging import Belonging
from forewarn.coding.actors.phrases import MentionKind, unique
from forewarn.coding.actors.whereabouts import Whereabouts
from forewarn.coding.grammar.roles import Role
from forewarn.language.doc import Doc
from forewarn.records import Actor

_SOMEWHERE = frozenset(
    [
        *("in", "at", "near", "from", "around", "into", "inside", "outside", "across", "through"),
        *("throughout", "within", "toward", "towards", "via", "over", "along", "beyond", "off"),
        *("onto", "between"),
    ]
)
# Nouns for some of those who follow: "hundreds of", "members of".
_PARTS = frozenset(
    [
        *("thousand", "hundred", "ten", "dozen", "million", "score", "number", "group", "majority"),
        *("third", "half", "quarter", "series", "crowd", "band", "handful", "some", "many", "most"),
        *("several", "few", "lot", "couple", "member", "team", "unit", "all", "one", "two", "none"),
        *("each", "both", "any", "rest", "part", "mob", "delegation", "convoy"),
        *("coalition", "force", "wave", "network", "representative"),
    ]
)
_NOBODY = Actor("")
# Sectors whose people are often elsewhere: the place of the clause is not theirs.
_MOVING = frozenset(["MIL", "GOV"])
_OURS = frozenset(["our", "my", "your"])
# A phrase within a phrase within a phrase: deeper ones stand for nobody.
MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Mention:
    """The words `start` to `end` (end excluded), headed at `head`, name `actor`."""

    start: int
    end: int
    head: int
    actor: Actor
    kind: MentionKind


class Mentions(Belonging):
    """The mentions of one text, as known on `day` (ISO date, or None where it is not known).

    `home` is the state that publishes the text, where one does.
    """

    def __init__(
        self, doc: Doc, day: str | None, directory: Directory, home: str | None = None
    ) -> None:
        self._resolved: dict[int, tuple[Actor, ...]] = {}
        self._over: dict[int, int] = {}
        self._depth = 0
        self._whereabouts: Whereabouts | None = None
        super().__init__(doc, day, directory, home)
        self._cover()
        self._named = {
            w for h, (a, b) in self._spans.items() if h not in self._roles for w in range(a, b)
        }
        self._whereabouts = Whereabouts(doc, dict(self._state_names()), self._country_at)
        self._resolved.clear()  # what was asked for while not all was known

    def __iter__(self) -> Iterator[Mention]:
        return (mention for head in sorted(self._members) if (mention := self._mention(head)))

    def heads(self) -> list[int]:
        """The words that head mentions, in text order."""
        return sorted(self._members)

    def at(self, i: int) -> Mention | None:
        """The mention headed at word `i`, else the innermost that covers it."""
        if i in self._members:
            return self._mention(i)
        if i in self._over:
            return self._mention(self._over[i])
        if self._doc.words[i].upos == "PRON" and (actors := self.resolve(i)):
            return Mention(i, i + 1, i, actors[0], "pronoun")
        return None

    def resolve(self, i: int) -> tuple[Actor, ...]:
        """The actors that the noun phrase headed at word `i` stands for; () where none is known."""
        if i not in self._resolved:
            self._resolved[i] = ()  # ends circles
            self._depth += 1
            if self._depth <= MAX_DEPTH:
                self._resolved[i] = unique([*self._single(i), *self._joined(i)])
            self._depth -= 1
        return self._resolved[i]

    def role(self, i: int) -> Role | None:
        """The role that word `i` heads."""
        return self._roles[i][0] if i in self._roles else None

    def entry(self, i: int) -> Entry | None:
        """What the gazetteer knows under the name headed at word `i`."""
        return self._entries.get(i)

    def owners(self, i: int) -> tuple[Actor, ...]:
        """The states and bodies that the thing named at word `i` belongs to."""
        return tuple(self._owners(i, None))

    def holders(self, i: int) -> tuple[Actor, ...]:
        """The states and bodies named right before the word at `i` ("Israel's decision")."""
        beside = [c for c in self._doc.children[i] if self._beside(c)]
        return unique([actor for child in beside for actor in self._owner(child)])

    def names(self) -> dict[int, str]:
        """The known and the found names, by the word that heads them."""
        return {
            head: self._text(*span) for head, span in self._bare.items() if head not in self._roles
        }

    def countries(self) -> frozenset[str]:
        """The states that the text names (ISO 3166 alpha-3)."""
        return frozenset(
            entry.actor.country
            for entry in self._entries.values()
            if entry.kind in ("country", "demonym", "capital") and entry.actor.country
        )

    def located(self, i: int) -> tuple[Actor, ...]:
        """The state that the place named at word `i` lies in."""
        if i in self._entries:
            entry = self._entries[i]
            if entry.kind in ("country", "capital"):
                return self._directory.expand(entry, self._text(*self._spans[i]), self._day)
            return ()
        name = self._located.get(i) or self._text(*self._bare.get(i, (i, i + 1)))
        if self._doc.words[i].upos != "PROPN" and i not in self._located:
            return ()
        state = self._directory.country_of_place(name, self._near)
        return (state,) if state else ()

    def is_name(self, i: int) -> bool:
        """Whether word `i` is a part of a name."""
        return i in self._named

    def weighs(self, i: int, actor: Actor) -> bool:
        """Whether the phrase headed at `i` names somebody: "the president" alone does not."""
        bare = i in self._roles and self._roles[i][0].bare
        return bool(actor.country or actor.id or not bare)

    def _single(self, i: int) -> tuple[Actor, ...]:
        word = self._doc.words[i]
        if word.upos == "PRON":
            return self._antecedents(i)
        entry = self._entries.get(i)
        if entry and entry.kind == "capital" and self._case(i) & _SOMEWHERE:
            return ()
        members = self._members.get(i, ())
        if members and self._is_minority(i):
            return (self._of_place(i, members[0]),)
        if not members:
            return self._parts_of(i) or self._behind_title(i)
        if members[0].country or (members[0].name and i not in self._unknown):
            return members
        if body := self._body_named(i):
            return (body,)
        if i in self._unknown:
            return tuple(self._at_home(i, actor) for actor in members)
        found = self._named_in_apposition(i) or self._taken_up(i)
        if not found and not members[0].sector:
            found = self._parts_of(i) or members
        return tuple(self._at_home(i, actor) for actor in found or members)

    def _taken_up(self, i: int) -> tuple[Actor, ...]:
        """Whom "the minister" takes up: of an official release's own state, else who came last."""
        before = self._definite(i)
        if (own := self._of_home(i)) and not any(a.country == self._home for a in before):
            return own
        return before or self._of_leading(i)

    def _is_minority(self, i: int) -> bool:
        """Whether the name of a people means those in another state: "ethnic Albanians"."""
        if self._kinds.get(i) != "demonym":
            return False
        return any(self._doc.words[c].lemma.lower() == "ethnic" for c in self._doc.children[i])

    def _of_place(self, i: int, actor: Actor) -> Actor:
        """The minority with the state that it lives in, where the text says which."""
        place = self._whereabouts.place(i) if self._whereabouts else None
        return replace(actor, name=None, id=None, country=place or actor.country, sector="CVL")

    def _at_home(self, i: int, actor: Actor) -> Actor:
        """The actor with the country where the text tells of it, if it says no other."""
        if self._whereabouts is None or actor.country or self.is_foreign(i):
            return actor
        if i in self._roles and self._roles[i][0].relation:
            if "Number=Plur" in self._doc.words[i].feats:
                return actor  # "its allies" are of several states
            return replace(actor, country=self._whereabouts.other(i, self._owned_by(i)))
        if actor.name and actor.sector and i in self._unknown:
            return replace(actor, country=self._whereabouts.of(i, moving=True))
        if actor.name or not self._is_local(i):
            return actor
        country = self._whereabouts.of(i, moving=actor.sector in _MOVING)
        return replace(actor, country=country)

    def _owned_by(self, i: int) -> set[str]:
        """The countries whose neighbour or ally the noun at word `i` names."""
        owners = (c for c in self._doc.children[i] if self._doc.words[c].deprel == "nmod:poss")
        return {a.country for c in owners for a in self.resolve(c) if a.country}

    def _is_local(self, i: int) -> bool:
        """Whether the noun at word `i` may mean somebody of the place, as nothing says otherwise.

        "The Ministry" with a capital is the writer's own, "our soldiers" are the speaker's, and
        "the ministers" come from several states.
        """
        if i not in self._roles or not self._roles[i][0].sector:
            return False
        role, start, _ = self._roles[i]
        words = self._doc.words
        first = self._doc.sentences[self._doc.sentence_of[i]][0]
        if words[start].text[:1].isupper() and start != first:
            return False
        if role.office and "Number=Plur" in words[i].feats:
            return False
        ours = (words[c].text.lower() in _OURS for c in self._doc.children[i])
        return not role.abroad and not any(ours)

    def _state_names(self) -> Iterator[tuple[int, str | None]]:
        """The heads of all names that belong to a state or lie in one; of states the country."""
        for i in self._located:
            if i not in self._over_entry:
                yield i, None
        for i in self._unknown:
            if self._members.get(i, (_NOBODY,))[0].country:
                yield i, None
        for i, entry in self._entries.items():
            state = entry.kind in ("country", "demonym", "capital")
            yield i, entry.actor.country if state else None

    def _country_at(self, i: int) -> str | None:
        """The state that the name headed at word `i` belongs to or lies in."""
        known = self._members.get(i, ())
        country = known[0].country if known else None
        if country is None and i in self._located:
            place = self._state_of(i)
            country = place.country if place else None
        return country if country and self._directory.state(country) else None

    def _parts_of(self, i: int) -> tuple[Actor, ...]:
        """Of whom the phrase names some: "thousands of students", "a group of deputies"."""
        word = self._doc.words[i]
        if word.upos != "NUM" and word.lemma.lower() not in _PARTS:
            return ()
        for child in self._doc.children[i]:
            if self._doc.words[child].deprel == "nmod" and "of" in self._case(child):
                return tuple(self._some(actor, child) for actor in self.resolve(child))
        return ()

    def _joined(self, i: int) -> list[Actor]:
        """The actors of all that is joined to word `i`."""
        found: list[Actor] = []
        queue = [i]
        for at in queue:
            for child in self._doc.children[at]:
                word = self._doc.words[child]
                if word.deprel == "conj" and word.upos not in ("VERB", "AUX"):
                    queue.append(child)
                    found += self._single(child)
        return found

    def _behind_title(self, i: int) -> tuple[Actor, ...]:
        """A title beside its name, whichever of the two heads the other ("President Duda")."""
        if i not in self._roles:
            return ()
        after = next((c for c in self._doc.children[i] if c > i and self._is_named_by(c)), None)
        return self.resolve(self._doc.words[i].head if after is None else after)

    def _is_named_by(self, child: int) -> bool:
        """Whether the word heads the name of the person whose title is above it."""
        relation = self._doc.words[child].deprel
        return relation in ("flat", "appos", "nmod:desc") and self._kinds.get(child) == "name"

    def _named_in_apposition(self, i: int) -> tuple[Actor, ...]:
        for child in self._doc.children[i]:
            if (
                self._doc.words[child].deprel in ("appos", "flat")
                and self._kinds.get(child) == "name"
            ):
                return self._members.get(child, ())
        return ()

    def _mention(self, head: int) -> Mention | None:
        start, end = self._spans[head]
        actors = self.resolve(head) or self._members[head]
        return Mention(start, end, head, actors[0], self._kinds[head])

    def _cover(self) -> None:
        """For each word inside a mention the head of the smallest one around it."""
        for head in sorted(self._members, key=lambda h: self._spans[h][0] - self._spans[h][1]):
            for i in range(*self._spans[head]):
                self._over[i] = head
