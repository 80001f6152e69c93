"""Who a noun phrase names: a name with its title, a noun with the state or body it belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from forewarn.coding.actors import bodies
from forewarn.coding.actors.actors import Directory, Entry
from forewarn.coding.actors.names import Names
from forewarn.coding.grammar import roles
from forewarn.coding.grammar.matcher import key
from forewarn.coding.grammar.roles import Role
from forewarn.language.doc import Doc
from forewarn.packs.fields import NON_STATE
from forewarn.records import Actor

MentionKind = Literal["name", "country", "office", "demonym", "nominal", "pronoun"]

# Relations of a word to the head of the noun phrase that it stands before.
_BEFORE = frozenset(["amod", "compound", "nmod:desc", "flat", "nmod", "nmod:poss", "det", "nummod"])
_MODIFIERS = frozenset(["amod", "compound", "nmod:desc", "nmod:poss", "nmod:unmarked", "appos"])
_OWNING = frozenset(["of", "from", "for"])
_INSIDE = frozenset(["in", "at", "throughout", "across"])
# Sectors whose people belong to the country they are in ("protesters in Minsk").
_LOCAL = frozenset(["CVL", "OPP", "COP", "JUD", "LEG", "JRN", "EDU", "LAB", "REB", "REL", "MED"])
# Nouns for a state that are followed by who rules it.
_RULE = frozenset(["regime", "government", "administration"])
# Owners of owners of owners … are not looked for any deeper.
MAX_DEPTH = 12
_LEFT = frozenset(["NOUN", "PROPN", "ADJ", "PUNCT", "X", "VERB"])
_NOMINAL = frozenset(["NOUN", "PROPN", "ADJ"])
_KIND: dict[str, MentionKind] = {
    "country": "country",
    "demonym": "demonym",
    "capital": "country",
    "body": "name",
    "group": "name",
    "person": "name",
    "office": "office",
}


class Phrases(Names):
    """The actors of noun phrases, by the word that heads them: `members` and their `kinds`."""

    def __init__(
        self, doc: Doc, day: str | None, directory: Directory, home: str | None = None
    ) -> None:
        super().__init__(doc, day, directory, home)
        self._members: dict[int, tuple[Actor, ...]] = {}
        self._kinds: dict[int, MentionKind] = dict.fromkeys(self._unknown, "name")
        self._aliases: dict[tuple[str, ...], int] = {}
        self._compose()

    def resolve(self, i: int) -> tuple[Actor, ...]:
        """The actors that the noun phrase headed at word `i` stands for."""
        return self._members.get(i, ())

    def _compose(self) -> None:
        heads = sorted({*self._entries, *self._roles, *self._spans})
        for head in heads:
            if head in self._entries:
                self._compose_known(head, self._entries[head])
        for head in heads:
            if head in self._entries:
                continue
            if head in self._roles:
                self._compose_role(head)
            else:
                self._compose_unknown(head)
            self._remember(head)

    def _compose_known(self, head: int, entry: Entry) -> None:
        start, end = self._spans[head]
        self._kinds[head] = _KIND[entry.kind]
        text = self._text(start, end)
        if entry.kind == "person":
            self._members[head] = (self._known_person(head, entry),)
            return
        if entry.kind == "demonym" and entry.people and (within := self._within(head)):
            self._members[head] = (replace(within, text=text, sector="CVL"),)
            return
        if own := self._own_body(entry, text):
            self._members[head] = (own,)
            return
        actors = self._directory.expand(entry, text, self._day)
        some = self._are_some(head, entry)
        self._members[head] = tuple(self._some(a, head) if some else a for a in actors)

    def _own_body(self, entry: Entry, text: str) -> Actor | None:
        """The body of the state that publishes the text, which it calls by the short name."""
        if self._home is None or entry.kind != "body" or entry.actor.country not in NON_STATE:
            return None
        own = self._directory.own_body(self._home, text)
        return Actor(text, own.name, own.id, own.country, own.sector) if own else None

    def _body_named(self, i: int) -> Actor | None:
        """The body of several states that a capitalized noun alone takes up ("the Union")."""
        word = self._doc.words[i]
        start, end = self._bare.get(i) or (self._roles[i][1:] if i in self._roles else (i, i + 1))
        if end - start > 1 or word.text.lower() not in bodies.SHORT or not word.text[0].isupper():
            return None
        before = (e for h, e in sorted(self._entries.items(), reverse=True) if h < i)
        chains = (self._directory.around(entry.actor, self._day) for entry in before)
        return bodies.named(word.text.lower(), word.text, chains)

    def _within(self, head: int) -> Actor | None:
        """The state named right before a people that lives there: "Kosovo Albanians"."""
        before = self._ends.get(self._bare[head][0])
        if before is None or self._entries[before].kind != "country":
            return None
        found = self._directory.owners(self._entries[before], "", self._day)
        return replace(found[0], name=None, id=None) if found else None

    def _known_person(self, head: int, entry: Entry) -> Actor:
        """A person of the pack, with what the title before the name adds."""
        start, end = self._spans[head]
        title = self._title(head)
        left = self._titled(head, start)
        if title and title[1] < left:
            left = self._left(title[1], title[2])
        self._spans[head] = (left, end)
        text = self._text(left, end)
        noun = title[0].noun if title else None
        actor = self._directory.person(entry, text, self._day, noun)
        if self._was(min(left, max(0, (title[2] if title else start) - 3)), start):
            return replace(actor, sector="ELI")
        sector = self._sector(*title) if title else None
        held = noun is not None and self._directory.holds(actor, noun, self._day)
        return replace(actor, sector=sector) if sector and not held else actor

    def _was(self, start: int, end: int) -> bool:
        """Whether a word there says that the office is past ("former", "ousted")."""
        modifiers = roles.load().modifiers
        for word in reversed(self._doc.words[start:end]):
            if word.upos not in _LEFT and word.upos != "DET":
                return False
            if "ELI" in (modifiers.get(word.lemma.lower()), modifiers.get(word.text.lower())):
                return True
        return False

    def _are_some(self, head: int, entry: Entry) -> bool:
        """Whether a people's name means people ("Latvians"), not their state ("the Latvians")."""
        words, children = self._doc.words, self._doc.children[head]
        if any(words[c].deprel == "nummod" for c in children):
            return True
        plural = entry.people and words[head].text.endswith("s") and not words[head].text.isupper()
        return plural and not any(words[c].deprel == "det" for c in children)

    def _compose_role(self, head: int) -> None:
        role, start, end = self._roles[head]
        left = self._left(head, start)
        text = self._text(left, max(end, head + 1))
        self._spans[head] = (left, max(end, head + 1))
        sector = self._sector(role, head, start)
        if self._is_title(head):
            return
        owners = self._related(head) if role.relation else self._owners(head, sector)
        noun = self._counterpart(head) if role.noun == "counterpart" else role.noun
        self._kinds[head] = "office" if role.office else "nominal"
        self._members[head] = tuple(
            self._directory.office(noun, _of(owner, role, sector), owner, text, self._day)
            for owner in owners
        ) or (Actor(text, sector=sector),)

    def _compose_unknown(self, head: int) -> None:
        start, end = self._spans[head]
        name = self._text(start, end)
        title = self._title(head)
        start = self._titled(head, start)
        if title and title[1] < start:
            start = self._left(title[1], title[2])
        self._spans[head] = (start, end)
        known = self._alias(name)
        if known is not None:
            self._members[head] = (replace(known, text=self._text(start, end)),)
            return
        sector = self._sector(*title) if title else self._own_sector(head)
        owners = self._owners(title[1], sector) if title else []
        owners = owners or self._owners(head, sector)
        country = owners[0].country if owners else None
        self._members[head] = (Actor(self._text(start, end), name, None, country, sector),)

    def _counterpart(self, head: int) -> str:
        """The office of the person whose counterpart somebody is ("his US counterpart")."""
        for child in self._doc.children[head]:
            if self._doc.words[child].deprel == "nmod:poss":
                for actor in self.resolve(child):
                    if office := self._directory.office_held(actor, self._day):
                        return office.titles[0].lower() if office.titles else "counterpart"
        return "counterpart"

    def _own_sector(self, head: int) -> str | None:
        """What the noun of an unknown name says: "Union of Teachers", "rebel Front"."""
        words, load = self._doc.words, roles.load()
        start, end = self._spans[head]
        if end - start == 1 and words[head].text.lower() in bodies.SHORT:
            return None
        for i in range(start, end):
            for match in load.matcher.find([words[i].lemma]):
                if sector := match.values[0].sector:
                    return sector
            if sector := load.modifiers.get(words[i].lemma.lower()):
                return sector
        return None

    def _alias(self, name: str) -> Actor | None:
        head = self._aliases.get(key(name))
        return self._members[head][0] if head is not None and head in self._members else None

    def _remember(self, head: int) -> None:
        """Keep the last part of a personal name and an acronym in brackets as names of it."""
        actor = self._members.get(head, (None,))[0]
        if actor is None or actor.name is None:
            return
        parts = key(actor.name)
        if len(parts) > 1 and self._kinds.get(head) == "name":
            self._aliases.setdefault(parts[-1:], head)
            self._aliases.setdefault(parts, head)
        end = self._spans[head][1]
        words = self._doc.words
        if end + 2 < len(words) and words[end].text == "(" and words[end + 2].text == ")":
            self._aliases.setdefault(key(words[end + 1].text), head)

    def _is_title(self, head: int) -> bool:
        """Whether the word is a title before (or after) a name, so that the name says who."""
        word = self._doc.words[head]
        if head + 1 in self._people:
            return True
        return (
            word.deprel in ("nmod:desc", "compound", "flat")
            and word.head > head
            and (
                (word.head in self._entries and self._entries[word.head].kind == "person")
                or (self._kinds.get(word.head) == "name" and word.head not in self._roles)
            )
        )

    def _title(self, head: int) -> tuple[Role, int, int] | None:
        """The title of the person named at `head`: "Foreign Minister X", "X, a rebel leader"."""
        for child in self._doc.children[head]:
            if child in self._roles and self._doc.words[child].deprel in _MODIFIERS:
                role, start, _ = self._roles[child]
                return role, child, start
        beside = self._spans[head][0] - 1
        if beside in self._roles:  # "diplomat Jonas Thorvald", however the tree joins them
            role, start, _ = self._roles[beside]
            return role, beside, start
        parent = self._doc.words[head]
        if parent.deprel in ("appos", "flat") and parent.head in self._roles:
            role, start, _ = self._roles[parent.head]
            return role, parent.head, start
        return None

    def _left(self, head: int, start: int) -> int:
        """Where the noun phrase begins, owners included, its article not."""
        inside = {
            w
            for child in self._doc.children[head]
            if child < head and self._doc.words[child].deprel in _BEFORE
            for w in self._doc.subtree(child)
        }
        while start > 0 and start - 1 in inside:
            start -= 1
        while start < head and self._doc.words[start].deprel in ("det", "punct", "cc", "case"):
            start += 1
        return start

    def _sector(self, role: Role, head: int, start: int) -> str | None:
        """The sector of a role, which a word before it may decide ("rebel leader")."""
        modifiers = roles.load().modifiers
        words = self._doc.words
        for i in range(start - 1, max(-1, start - 4), -1):
            if words[i].upos not in _LEFT or i in self._over_entry:
                break
            sector = modifiers.get(words[i].lemma.lower()) or modifiers.get(words[i].text.lower())
            if sector and (role.neutral or sector in ("ELI", "OPP", "REB")):
                return sector
            if words[i].lemma.lower() == "deputy":
                continue  # who stands in for the head, no member of parliament
            if role.neutral and i in self._roles and self._roles[i][0].sector:
                return self._roles[i][0].sector
        if role.neutral:
            for child in self._doc.children[head]:
                if self._doc.words[child].deprel in ("nmod", "nmod:poss", "compound"):
                    if child in self._roles and self._roles[child][0].sector:
                        return self._roles[child][0].sector
                    if child in self._entries and self._sector_of(child):
                        return self._sector_of(child)
        return role.sector

    def _sector_of(self, head: int) -> str | None:
        """The sector of a known body ("Kremlin spokesman"); a state's name says nothing."""
        entry = self._entries[head]
        return entry.actor.sector if entry.kind in ("body", "office", "group") else None

    def _owners(self, head: int, sector: str | None, depth: int = 0) -> list[Actor]:
        """The states and bodies that the phrase headed at `head` belongs to."""
        for accept in (self._beside, self._behind, self._possessed):
            if found := [
                a for c in self._doc.children[head] if accept(c) for a in self._owner(c, depth)
            ]:
                return list(unique(found))
        if adjacent := self._adjacent(head):
            return adjacent
        if sector in _LOCAL:
            found = [
                a
                for c in self._doc.children[head]
                if self._doc.words[c].deprel in ("nmod", "obl") and self._case(c) & _INSIDE
                for a in self._owner(c, depth)
            ]
        return found[:1]

    def _related(self, head: int) -> list[Actor]:
        """The states of "his US, Norwegian counterparts": those that stand as adjectives."""
        beside = [c for c in self._doc.children[head] if self._beside(c)]
        named = [c for c in beside if self._doc.words[c].deprel != "nmod:poss"]
        found = [a for child in named for a in self._owner(child)]
        return list(unique(found)) or [
            a
            for c in self._doc.children[head]
            if self._behind(c) and c not in named
            for a in self._owner(c)
            if "from" in self._case(c)
        ]

    def _adjacent(self, head: int) -> list[Actor]:
        """A name right before the phrase, where the tree does not join them."""
        start = self._roles[head][1] if head in self._roles else head
        before = self._ends.get(start)
        if before is None or self._entries[before].kind == "person":
            return []
        return self._directory.owners(
            self._entries[before], self._text(*self._bare[before]), self._day
        )

    def _possessed(self, child: int) -> bool:
        word = self._doc.words[child]
        return word.deprel == "nmod:poss" and word.upos == "PRON"

    def _behind(self, child: int) -> bool:
        word = self._doc.words[child]
        return word.deprel in ("nmod", "flat") and bool(self._case(child) & _OWNING)

    def _owner(self, i: int, depth: int = 0) -> list[Actor]:
        """The states and bodies named by the modifier `i` and by what is joined to it."""
        word = self._doc.words[i]
        found: list[Actor] = []
        if depth > MAX_DEPTH:
            return found
        if i in self._entries:
            entry = self._entries[i]
            if entry.kind != "person" or word.deprel == "nmod:poss" or self._ruled(word.head):
                found += self._directory.owners(entry, self._text(*self._spans[i]), self._day)
        elif word.upos == "PRON" and word.deprel == "nmod:poss":
            found += [a for a in self.resolve(i) if a.country]
        elif i in self._roles:
            own = self._owners(i, self._roles[i][0].sector, depth + 1)
            body = None if own else self._body_named(i)
            found += [body] if body else own
        elif self._kinds.get(i) == "name":
            found += [a for a in self._members.get(i, ()) if a.country]
        elif i in self._located and (country := self._state_of(i)):
            found.append(country)
        elif word.upos in _NOMINAL and not self._case(i):
            beside = [c for c in self._doc.children[i] if self._beside(c)]
            found += [a for c in beside for a in self._owner(c, depth + 1)]
        for child in self._doc.children[i]:
            if self._doc.words[child].deprel == "conj":
                found += self._owner(child, depth + 1)
        return found

    def _ruled(self, head: int) -> bool:
        """Whether the noun belongs to a person as a state does ("the regime of X")."""
        return head in self._roles and self._roles[head][0].noun in _RULE

    def _some(self, actor: Actor, i: int) -> Actor:
        """Some of a people are civilians, not their state."""
        people = self._kinds.get(i) == "demonym" and not actor.sector
        return replace(actor, sector="CVL") if people else actor


def _of(owner: Actor, role: Role, sector: str | None) -> str | None:
    """The sector of what the role says with that owner: the UN's council is the UN as such."""
    return None if role.body and sector == "GOV" and owner.country in NON_STATE else sector


def unique(actors: list[Actor]) -> tuple[Actor, ...]:
    """The actors without repetition, by id or else by text and country."""
    seen: dict[object, Actor] = {}
    for actor in actors:
        seen.setdefault(actor.id or (actor.text, actor.country, actor.sector), actor)
    return tuple(seen.values())
