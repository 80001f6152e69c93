"""All mentions of actors in a text: names, countries, offices, plain nouns and pronouns.

`Mentions(doc, day, directory)` finds them once; `at(i)` gives the mention that a word belongs to,
`resolve(i)` the actors that the noun phrase headed at a word stands for: coordinations are
expanded ("his US, Norwegian and Icelandic counterparts" are three), pronouns and "the minister"
are looked up in the text before.

The gazetteer wins over the names that the language model found ("Kharkiv" is no person), except
where the model sees a longer personal name around it ("Jordan Peterson").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from forewarn.coding import roles
from forewarn.coding.actors import Directory, Entry
from forewarn.coding.matcher import Match, key
from forewarn.coding.roles import Role
from forewarn.language.doc import Doc, Name
from forewarn.records import Actor

MentionKind = Literal["name", "country", "office", "demonym", "nominal", "pronoun"]

# Relations of a word to the head of the name or noun phrase that it stands before.
_BEFORE = frozenset(["amod", "compound", "nmod:desc", "flat", "nmod", "nmod:poss", "det", "nummod"])
_MODIFIERS = frozenset(["amod", "compound", "nmod:desc", "nmod:poss", "nmod:unmarked", "appos"])
_OWNING = frozenset(["of", "from", "for"])
_INSIDE = frozenset(["in", "at"])
_SOMEWHERE = frozenset(
    [
        *("in", "at", "near", "from", "around", "into", "inside", "outside", "across", "through"),
        *("throughout", "within", "toward", "towards", "via", "over", "along", "beyond", "off"),
        *("onto", "between"),
    ]
)
# Sectors whose people belong to the country they are in ("protesters in Minsk").
_LOCAL = frozenset(["CVL", "OPP", "COP", "JUD", "LEG", "JRN", "EDU", "LAB", "REB", "REL", "MED"])
# Sectors whose nouns, capitalized, are parts of names of something else ("West Bank").
_PRIVATE = frozenset(["BUS", "MED", "REL", "EDU", "LAB", "CVL", "AGR"])
_TITLED = frozenset(["NOUN", "PROPN", "ADJ", "PUNCT", "X"])
_LEFT = frozenset(["NOUN", "PROPN", "ADJ", "PUNCT", "X", "VERB"])
_NOMINAL = frozenset(["NOUN", "PROPN", "ADJ"])
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
_WINDOW = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """The words `start` to `end` (end excluded), headed at `head`, name `actor`."""

    start: int
    end: int
    head: int
    actor: Actor
    kind: MentionKind


class Mentions:
    """The mentions of one text, as known on `day` (ISO date, or None where it is not known)."""

    def __init__(self, doc: Doc, day: str | None, directory: Directory) -> None:
        self._doc = doc
        self._day = day
        self._directory = directory
        self._entries: dict[int, Entry] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        self._roles: dict[int, tuple[Role, int, int]] = {}
        self._members: dict[int, tuple[Actor, ...]] = {}
        self._kinds: dict[int, MentionKind] = {}
        self._over: dict[int, int] = {}
        self._full: set[str] = set()
        self._located: dict[int, str] = {}
        self._people: set[int] = set()
        self._aliases: dict[tuple[str, ...], int] = {}
        self._resolved: dict[int, tuple[Actor, ...]] = {}
        self._subjects = _subjects(doc)
        self._find_names()
        self._find_roles()
        self._find_people()
        self._bare = dict(self._spans)
        self._over_entry = {w for h in self._entries for w in range(*self._bare[h])}
        self._ends = {self._bare[head][1]: head for head in self._entries}
        self._compose()
        self._cover()
        self._named = {
            w for h, (a, b) in self._spans.items() if h not in self._roles for w in range(a, b)
        }
        self._resolved.clear()

    # -- the interface ---------------------------------------------------------------------

    def __iter__(self) -> Iterator[Mention]:
        return (mention for head in sorted(self._members) if (mention := self._mention(head)))

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
            self._resolved[i] = _unique([*self._single(i), *self._joined(i)])
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
        return _unique([actor for child in beside for actor in self._owner(child)])

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
        if i not in self._located:
            return ()
        state = self._directory.country_of_place(self._located[i])
        return (state,) if state else ()

    def is_name(self, i: int) -> bool:
        """Whether word `i` is a part of a name."""
        return i in self._named

    def weighs(self, i: int, actor: Actor) -> bool:
        """Whether the phrase headed at `i` names somebody: "the president" alone does not."""
        bare = i in self._roles and self._roles[i][0].bare
        return bool(actor.country or actor.id or not bare)

    # -- finding ---------------------------------------------------------------------------

    def _find_names(self) -> None:
        doc = self._doc
        people = [n for n in doc.names if n.label == "PER"]
        self._located = {
            _head(doc, n.start, n.end): self._text(n.start, n.end)
            for n in doc.names
            if n.label == "LOC"
        }
        matches = self._directory.find([word.text for word in doc.words])
        self._full = {
            e.actor.id for m in matches for e in m.values if e.kind == "person" and not e.weak
        }
        for match in matches:
            around = next(
                (n for n in people if n.start <= match.start and match.end <= n.end), None
            )
            entry = self._choose(match, people)
            if entry is None:
                continue
            if (
                around
                and entry.kind != "person"
                and around.end - around.start > match.end - match.start
            ):
                continue
            head = _head(doc, match.start, match.end)
            if entry.weak and self._mistaken(match, entry):
                continue
            self._entries[head] = entry
            self._spans[head] = (match.start, match.end)

    def _choose(self, match: Match[Entry], people: list[Name]) -> Entry | None:
        """Of several meanings of one name the likeliest that holds on the day.

        A surname alone counts where the full name stands in the text, where the model sees a
        person, or where it names one holder of an office on the day.
        """
        held = [e for e in match.values if self._directory.known(e, self._day)]
        strong = [e for e in held if not e.weak]
        if strong:
            return strong[0]
        named = [e for e in held if e.actor.id in self._full]
        serving = [e for e in held if self._directory.serves(e.actor, self._day)]
        seen = any(n.start <= match.start < n.end for n in people)
        if named or len(serving) == 1:
            return (named or serving)[0]
        return held[0] if seen and len(held) == 1 else None

    def _mistaken(self, match: Match[Entry], entry: Entry) -> bool:
        """Whether a surname stands behind another name or a title that the person never had."""
        words = self._doc.words
        before = words[match.start - 1] if match.start else None
        if before is None or before.upos != "PROPN" or not before.text[:1].isupper():
            return False
        joined = before.head in range(match.start, match.end) or before.i in (
            words[i].head for i in range(match.start, match.end)
        )
        title = before.lemma.lower()
        noun = f"{words[before.i - 1].lemma.lower()} {title}" if before.i else title
        actor = self._directory.actor(entry, "", self._day)
        held = (self._directory.holds(actor, each, self._day) for each in (title, noun))
        return joined and entry.actor.id not in self._full and not any(held)

    def _find_roles(self) -> None:
        doc = self._doc
        named = {w for head, (a, b) in self._spans.items() for w in range(a, b)}
        for match in roles.load().matcher.find([word.lemma for word in doc.words]):
            head = _head(doc, match.start, match.end)
            role = match.values[0]
            private = doc.words[head].upos == "PROPN" and role.sector in _PRIVATE
            if doc.words[head].upos in _NOMINAL and head not in named and not private:
                self._roles[head] = (match.values[0], match.start, match.end)

    def _find_people(self) -> None:
        """Names that only the model knows, and shorter forms of names that came before."""
        doc = self._doc
        for name in doc.names:
            head = _head(doc, name.start, name.end)
            taken = any(w in self._spans for w in range(name.start, name.end))
            if name.label == "PER" and (not taken or head in self._entries):
                self._people.add(name.start)
            if name.label == "PER" and not taken:
                self._spans[head] = (name.start, name.end)
                self._kinds[head] = "name"
                self._roles.pop(head, None)
            elif name.label == "ORG" and not taken and head not in self._roles:
                self._spans[head] = (name.start, name.end)
                self._kinds[head] = "name"

        self._find_owned()

    def _find_owned(self) -> None:
        """Capitalized names that nobody knows, with a state or body beside: "Iraqi Council"."""
        taken = {w for a, b in self._spans.values() for w in range(a, b)}
        for word in self._doc.words:
            if word.upos != "PROPN" or word.i in taken or word.i in self._roles:
                continue
            if any(c in self._entries and self._beside(c) for c in self._doc.children[word.i]):
                self._spans[word.i] = (self._titled(word.i, word.i), word.i + 1)
                self._kinds[word.i] = "name"

    # -- putting together ------------------------------------------------------------------

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
            start = self._titled(head, start)
            self._spans[head] = (start, end)
            text = self._text(start, end)
        actors = self._directory.expand(entry, text, self._day)
        counted = any(self._doc.words[c].deprel == "nummod" for c in self._doc.children[head])
        self._members[head] = tuple(self._some(a, head) if counted else a for a in actors)

    def _compose_role(self, head: int) -> None:
        role, start, end = self._roles[head]
        left = self._left(head, start)
        text = self._text(left, max(end, head + 1))
        self._spans[head] = (left, max(end, head + 1))
        sector = self._sector(role, head, start)
        if self._is_title(head):
            return
        owners = self._owners(head, sector)
        noun = self._counterpart(head) if role.noun == "counterpart" else role.noun
        self._kinds[head] = "office" if role.office else "nominal"
        self._members[head] = tuple(
            self._directory.office(noun, sector, owner, text, self._day) for owner in owners
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
        for i in range(self._spans[head][0], self._spans[head][1]):
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

    def _titled(self, head: int, start: int) -> int:
        """Where the name with what stands before it ("Lithuanian President X") begins."""
        inside = set(self._doc.subtree(head))
        words = self._doc.words
        while start > 0 and start - 1 in inside and words[start - 1].upos in _TITLED:
            start -= 1
        while words[start].upos == "PUNCT":
            start += 1
        return start

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

    def _owners(self, head: int, sector: str | None) -> list[Actor]:
        """The states and bodies that the phrase headed at `head` belongs to."""
        for accept in (self._beside, self._behind, self._possessed):
            if found := [a for c in self._doc.children[head] if accept(c) for a in self._owner(c)]:
                return list(_unique(found))
        if adjacent := self._adjacent(head):
            return adjacent
        if sector in _LOCAL:
            found = [
                a
                for c in self._doc.children[head]
                if self._doc.words[c].deprel in ("nmod", "obl") and self._case(c) & _INSIDE
                for a in self._owner(c)
            ]
        return found[:1]

    def _adjacent(self, head: int) -> list[Actor]:
        """A name right before the phrase, where the tree does not join them."""
        start = self._roles[head][1] if head in self._roles else head
        before = self._ends.get(start)
        if before is None or self._entries[before].kind == "person":
            return []
        return self._directory.owners(
            self._entries[before], self._text(*self._bare[before]), self._day
        )

    def _beside(self, child: int) -> bool:
        word = self._doc.words[child]
        return word.deprel in _MODIFIERS and word.upos != "PRON"

    def _possessed(self, child: int) -> bool:
        word = self._doc.words[child]
        return word.deprel == "nmod:poss" and word.upos == "PRON"

    def _behind(self, child: int) -> bool:
        word = self._doc.words[child]
        return word.deprel in ("nmod", "flat") and bool(self._case(child) & _OWNING)

    def _owner(self, i: int) -> list[Actor]:
        """The states and bodies named by the modifier `i` and by what is joined to it."""
        word = self._doc.words[i]
        found: list[Actor] = []
        if i in self._entries:
            entry = self._entries[i]
            if entry.kind != "person" or word.deprel == "nmod:poss":
                found += self._directory.owners(entry, self._text(*self._spans[i]), self._day)
        elif word.upos == "PRON" and word.deprel == "nmod:poss":
            found += [a for a in self._antecedents(i) if a.country]
        elif i in self._roles:
            found += self._owners(i, self._roles[i][0].sector)
        elif self._kinds.get(i) == "name":
            found += [a for a in self._members.get(i, ()) if a.country]
        elif i in self._located and (country := self._directory.country_of_place(self._located[i])):
            found.append(country)
        elif word.upos in _NOMINAL and not self._case(i):
            found += [a for c in self._doc.children[i] if self._beside(c) for a in self._owner(c)]
        for child in self._doc.children[i]:
            if self._doc.words[child].deprel == "conj":
                found += self._owner(child)
        return found

    def _case(self, i: int) -> set[str]:
        return {
            self._doc.words[c].lemma.lower()
            for c in self._doc.children[i]
            if self._doc.words[c].deprel == "case"
        }

    # -- looking up ------------------------------------------------------------------------

    def _single(self, i: int) -> tuple[Actor, ...]:
        word = self._doc.words[i]
        if word.upos == "PRON":
            return self._antecedents(i)
        entry = self._entries.get(i)
        if entry and entry.kind == "capital" and self._case(i) & _SOMEWHERE:
            return ()
        members = self._members.get(i, ())
        if not members or not (members[0].country or members[0].sector or members[0].name):
            return self._parts_of(i) or members or self._behind_title(i)
        if self._kinds.get(i) in ("nominal", "office") and not members[0].country:
            return self._named_in_apposition(i) or self._definite(i) or members
        return members

    def _parts_of(self, i: int) -> tuple[Actor, ...]:
        """Of whom the phrase names some: "thousands of students", "a group of deputies"."""
        word = self._doc.words[i]
        if word.upos != "NUM" and word.lemma.lower() not in _PARTS:
            return ()
        for child in self._doc.children[i]:
            if self._doc.words[child].deprel == "nmod" and "of" in self._case(child):
                return tuple(self._some(actor, child) for actor in self.resolve(child))
        return ()

    def _some(self, actor: Actor, i: int) -> Actor:
        """Some of a people are civilians, not their state."""
        return replace(actor, sector="CVL") if self._kinds.get(i) == "demonym" else actor

    def _joined(self, i: int) -> list[Actor]:
        return [
            actor
            for child in self._doc.children[i]
            if self._doc.words[child].deprel == "conj"
            and self._doc.words[child].upos not in ("VERB", "AUX")
            for actor in self.resolve(child)
        ]

    def _behind_title(self, i: int) -> tuple[Actor, ...]:
        """A title that heads its name ("President" in a parse of "President Duda")."""
        if i in self._roles:
            return self.resolve(self._doc.words[i].head)
        return ()

    def _named_in_apposition(self, i: int) -> tuple[Actor, ...]:
        for child in self._doc.children[i]:
            if (
                self._doc.words[child].deprel in ("appos", "flat")
                and self._kinds.get(child) == "name"
            ):
                return self._members.get(child, ())
        return ()

    def _definite(self, i: int) -> tuple[Actor, ...]:
        """Who "the minister" or "the alliance" is: the nearest fitting mention before it."""
        words, children = self._doc.words, self._doc.children[i]
        if not any(words[c].lemma.lower() in ("the", "this") for c in children if c < i):
            return ()
        role = self._roles[i][0]
        for head in reversed([h for h in self._members if h < self._spans[i][0]]):
            if (
                self._fits(head, role)
                and self._doc.sentence_of[i] - self._doc.sentence_of[head] <= _WINDOW
            ):
                return tuple(
                    replace(a, text=self._text(*self._spans[i])) for a in self._members[head]
                )
        return ()

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
        wanted = _PRONOUNS.get(word.lemma.lower()) or _PRONOUNS.get(word.text.lower())
        if wanted is None:
            return ()
        sentence = self._doc.sentence_of[i]
        for head in self._subjects_before(i, sentence):
            if self._compatible(head, wanted):
                return self.resolve(head)
        return ()

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

    # -- helpers ---------------------------------------------------------------------------

    def _mention(self, head: int) -> Mention | None:
        start, end = self._spans[head]
        actors = self.resolve(head) or self._members[head]
        return Mention(start, end, head, actors[0], self._kinds[head])

    def _cover(self) -> None:
        """For each word inside a mention the head of the smallest one around it."""
        for head in sorted(self._members, key=lambda h: self._spans[h][0] - self._spans[h][1]):
            for i in range(*self._spans[head]):
                self._over[i] = head

    def _text(self, start: int, end: int) -> str:
        a, b = self._doc.span(start, end)
        return " ".join(self._doc.text[a:b].split())


_KIND: dict[str, MentionKind] = {
    "country": "country",
    "demonym": "demonym",
    "capital": "country",
    "body": "name",
    "group": "name",
    "person": "name",
    "office": "office",
}
_PRONOUNS = {
    "he": "person", "she": "person", "him": "person", "her": "person", "his": "person",
    "hers": "person", "himself": "person", "herself": "person",
    "they": "plural", "them": "plural", "their": "plural", "themselves": "plural",
    "it": "thing", "its": "thing", "itself": "thing",
}  # fmt: skip


def _collective(entry: Entry | None) -> bool:
    return entry is not None and entry.kind not in ("person", "office")


def _head(doc: Doc, start: int, end: int) -> int:
    """The word of the range that depends on a word outside it."""
    for i in range(start, end):
        if not start <= doc.words[i].head < end or doc.words[i].head == i:
            return i
    return end - 1


def _subjects(doc: Doc) -> dict[int, list[int]]:
    """The heads of subjects of each sentence, in text order."""
    found: dict[int, list[int]] = {}
    for word in doc.words:
        if word.deprel.startswith("nsubj"):
            found.setdefault(doc.sentence_of[word.i], []).append(word.i)
    return found


def _unique(actors: list[Actor]) -> tuple[Actor, ...]:
    """The actors without repetition, by id or else by text and country."""
    seen: dict[object, Actor] = {}
    for actor in actors:
        seen.setdefault(actor.id or (actor.text, actor.country, actor.sector), actor)
    return tuple(seen.values())
