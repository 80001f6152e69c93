"""The names in a text, and the nouns that say what somebody is: where they stand.

The gazetteer wins over the names that the language model found ("Kharkiv" is no person), except
where the model sees a longer personal name around it ("Jordan Peterson").
"""

from __future__ import annotations

from dataclasses import replace

from forewarn.coding.actors.actors import Directory, Entry
from forewarn.coding.grammar import roles
from forewarn.coding.grammar.matcher import Match
from forewarn.coding.grammar.roles import Role
from forewarn.language.doc import Doc, Name
from forewarn.packs.fields import NON_STATE
from forewarn.records import Actor

_AT_PLACES = frozenset(["in", "at", "near", "outside", "of", "from", "to", "around", "over"])
# Relations of a word to the noun that it says more about.
_MODIFIERS = frozenset(["amod", "compound", "nmod:desc", "nmod:poss", "nmod:unmarked", "appos"])
# Sectors whose nouns, capitalized, are parts of names of something else ("West Bank").
_PRIVATE = frozenset(["BUS", "MED", "REL", "EDU", "LAB", "CVL", "AGR"])
MIN_SURNAME = 4  # shorter ones (Kim, Roh, Ban) are words and names of many
_NOMINAL = frozenset(["NOUN", "PROPN", "ADJ"])
_TITLED = frozenset(["NOUN", "PROPN", "ADJ", "PUNCT", "X"])


class Names:
    """Names and roles by the word that heads them.

    `entries` are what the gazetteer knows, `roles` the nouns ("minister") with their words,
    `unknown` the heads of names that only the model or their form shows, `spans` the words of all
    names.
    """

    def __init__(
        self, doc: Doc, day: str | None, directory: Directory, home: str | None = None
    ) -> None:
        self._doc = doc
        self._day = day
        self._home = home
        self._directory = directory
        self._entries: dict[int, Entry] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        self._roles: dict[int, tuple[Role, int, int]] = {}
        self._unknown: set[int] = set()
        self._full: set[str] = set()
        self._located: dict[int, str] = {}
        self._people: set[int] = set()
        self._find_names()
        self._find_misspelt()
        self._find_towns()
        self._find_roles()
        self._find_people()
        self._bare = dict(self._spans)
        self._over_entry = {w for h in self._entries for w in range(*self._bare[h])}
        self._ends = {self._bare[head][1]: head for head in self._entries}

    def _find_names(self) -> None:
        doc = self._doc
        people = [n for n in doc.names if n.label == "PER"]
        self._located = {
            _head(doc, n.start, n.end): self._text(n.start, n.end)
            for n in doc.names
            if n.label == "LOC"
        }
        matches = self._directory.find([word.text for word in doc.words])
        self._near = frozenset(
            e.actor.country
            for m in matches
            for e in m.values
            if e.kind in ("country", "demonym", "capital") and e.actor.country
        )
        self._full = {
            e.actor.id for m in matches for e in m.values if e.kind == "person" and not e.weak
        }
        for match in matches:
            around = next(
                (n for n in people if n.start <= match.start and match.end <= n.end), None
            )
            entry = self._choose(match, people)
            if entry is None or self._is_of_a_state(match, entry):
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

    def _find_misspelt(self) -> None:
        """States whose name is written with a wrong letter."""
        taken = {w for a, b in self._spans.values() for w in range(a, b)}
        people = (n for n in self._doc.names if n.label == "PER" and n.end - n.start > 1)
        named = {self._doc.words[w].text for n in people for w in range(n.start, n.end)}
        for word in self._doc.words:
            if word.upos not in ("PROPN", "ADJ") or word.i in taken or word.text in named:
                continue
            if entry := self._directory.misspelt(word.text):
                self._entries[word.i] = entry
                self._spans[word.i] = (word.i, word.i + 1)

    def _is_of_a_state(self, match: Match[Entry], entry: Entry) -> bool:
        """Whether a state before the name makes another body of it: "Russia's Security Council"."""
        start = match.start
        if entry.kind != "body":
            return False
        if start and "NumType=Ord" in self._doc.words[start - 1].feats:
            return True  # "the 5th Congress of builders" is no standing body
        if entry.actor.country not in NON_STATE:
            return False
        while start > 0 and self._doc.words[start - 1].text in ("'s", "’s", "'"):
            start -= 1
        before = next((h for h, (_, end) in self._spans.items() if end == start), None)
        return before is not None and self._entries[before].kind in ("country", "demonym")

    def _find_towns(self) -> None:
        """Names behind a preposition of place that the table knows, though the model does not."""
        taken = {w for a, b in self._spans.values() for w in range(a, b)}
        taken |= {w for n in self._doc.names for w in range(n.start, n.end)}
        for word in self._doc.words:
            if word.upos != "PROPN" or word.i in taken or word.i in self._located:
                continue
            owned = any(self._doc.words[c].lemma == "'s" for c in self._doc.children[word.i])
            placed = owned or bool(self._case(word.i) & _AT_PLACES)
            if placed and self._directory.country_of_place(word.text, self._near):
                self._located[word.i] = word.text

    def _state_of(self, i: int) -> Actor | None:
        """The state in which the place named at word `i` lies."""
        return self._directory.country_of_place(self._located[i], self._near)

    def _choose(self, match: Match[Entry], people: list[Name]) -> Entry | None:
        """Of several meanings of one name the likeliest that holds on the day."""
        held = [e for e in match.values if self._directory.known(e, self._day)]
        strong = [e for e in held if not e.weak]
        if strong:
            # Brussels is the Union's before it is Belgium's.
            bodies = (e for e in strong if e.kind == "capital" and e.actor.kind != "state")
            return next(bodies, strong[0])
        return self._surname(match, held, any(n.start <= match.start < n.end for n in people))

    def _surname(self, match: Match[Entry], held: list[Entry], seen: bool) -> Entry | None:
        """Whom a surname alone means.

        It counts where the full name stands in the text, behind a title that the person had,
        where only one of that name held an office on the day, and where no other person (of
        another state) and no town that is known bears it.
        """
        if named := [e for e in held if e.actor.id in self._full]:
            return named[0]
        titles = self._titles_before(match.start)
        if titled := self._directory.had_title(held, titles, self._day):
            return _any_of(titled)
        if not held or self._doc.words[match.start].upos != "PROPN":
            return None
        serving = [e for e in held if self._directory.serves(e.actor, self._day)]
        town = self._directory.is_place(held[0].name)
        if len(serving) == 1 and (seen or not town):
            return serving[0]
        alone = len({e.actor.country for e in held}) == 1
        return _any_of(held) if alone and not town and len(held[0].name) >= MIN_SURNAME else None

    def _titles_before(self, start: int) -> list[str]:
        """The words before a name, as the titles that they may be ("minister")."""
        lemmas = [word.lemma.lower() for word in self._doc.words[max(0, start - 3) : start]]
        return [" ".join(lemmas[i:]) for i in range(len(lemmas))]

    def _mistaken(self, match: Match[Entry], entry: Entry) -> bool:
        """Whether a surname stands behind another name or a title that the person never had."""
        words = self._doc.words
        before = words[match.start - 1] if match.start else None
        if before is None or before.upos != "PROPN" or not before.text[:1].isupper():
            return False
        joined = before.head in range(match.start, match.end) or before.i in (
            words[i].head for i in range(match.start, match.end)
        )
        titled = self._directory.had_title([entry], self._titles_before(match.start), self._day)
        return joined and entry.actor.id not in self._full and not titled

    def _find_roles(self) -> None:
        doc = self._doc
        named = {w for head, (a, b) in self._spans.items() for w in range(a, b)}
        for match in roles.load().matcher.find([word.lemma for word in doc.words]):
            head = _head(doc, match.start, match.end)
            role = match.values[0]
            word = doc.words[head]
            private = word.upos == "PROPN" and role.sector in _PRIVATE
            quality = word.upos == "ADJ" and word.deprel == "amod"  # "local", "nationalist"
            if private or quality or self._is_condition(head, role):
                continue
            if word.upos in _NOMINAL and head not in named:
                self._roles[head] = (self._as_side(head, role), match.start, match.end)

    def _is_condition(self, head: int, role: Role) -> bool:
        """Whether "state" is how something is ("a state of emergency")."""
        return role.noun == "state" and any(
            self._doc.words[c].upos == "NOUN" and "of" in self._case(c)
            for c in self._doc.children[head]
        )

    def _as_side(self, head: int, role: Role) -> Role:
        """The role; of "the parties", who are the sides of talks, without a sector."""
        plural = role.noun == "party" and "Number=Plur" in self._doc.words[head].feats
        alone = all(
            self._doc.words[c].deprel in ("det", "case", "punct") for c in self._doc.children[head]
        )
        return replace(role, noun="side", sector=None) if plural and alone else role

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
                self._unknown.add(head)
                self._roles.pop(head, None)
            elif name.label == "ORG" and not taken and head not in self._roles:
                self._spans[head] = (name.start, name.end)
                self._unknown.add(head)
        self._find_titled()
        self._find_owned()

    def _find_titled(self) -> None:
        """Names that only the tree joins to a title: "diplomat Jonas Thorvald"."""
        words = self._doc.words
        for i in self._roles:
            end = i + 1
            while end < len(words) and self._goes_on(i, end):
                end += 1
            if end > i + 1:
                self._spans[i + 1] = (i + 1, end)
                self._unknown.add(i + 1)
                self._people.add(i + 1)

    def _goes_on(self, title: int, i: int) -> bool:
        """Whether word `i` goes on a name behind the title that nobody else has found."""
        word = self._doc.words[i]
        if word.upos != "PROPN" or word.deprel != "flat" or i in self._roles:
            return False
        taken = any(start <= i < end for start, end in self._spans.values())
        return title <= word.head < i and not taken

    def _find_owned(self) -> None:
        """Capitalized names that nobody knows, with a state or body beside: "Iraqi Council"."""
        taken = {w for a, b in self._spans.values() for w in range(a, b)}
        for word in self._doc.words:
            if word.upos != "PROPN" or word.i in taken or word.i in self._roles:
                continue
            if any(self._owns(c) for c in self._doc.children[word.i]):
                self._spans[word.i] = (self._titled(word.i, word.i), word.i + 1)
                self._unknown.add(word.i)

    def _owns(self, child: int) -> bool:
        """Whether a state or body stands there; a capital names where a treaty was made."""
        known = self._entries.get(child)
        return known is not None and known.kind != "capital" and self._beside(child)

    def _titled(self, head: int, start: int) -> int:
        """Where the name with what stands before it ("Lithuanian President X") begins.

        Half of a title ("Secretary of" | "State X") is completed, else left out.
        """
        left = self._leftmost(head, start)
        while left < start and (end := self._of_what(left)) is not None:
            title = next(
                (r for r in self._roles.values() if r[1] < left and end <= r[2] <= left + 1), None
            )
            if title is None:
                return start
            left = self._leftmost(head, title[1])
        return left

    def _of_what(self, start: int) -> int | None:
        """Where what stands before "of (the)" ends, None where the phrase begins otherwise."""
        words = self._doc.words
        at = start - 1
        if at > 0 and words[at].upos == "DET":
            at -= 1
        return at if at > 0 and words[at].lemma.lower() in ("of", "for") else None

    def _leftmost(self, head: int, start: int) -> int:
        inside = set(self._doc.subtree(head))
        words = self._doc.words
        while start > 0 and start - 1 in inside and words[start - 1].upos in _TITLED:
            start -= 1
        while words[start].upos == "PUNCT":
            start += 1
        return start

    def _beside(self, child: int) -> bool:
        word = self._doc.words[child]
        return word.deprel in _MODIFIERS and word.upos != "PRON"

    def _case(self, i: int) -> set[str]:
        return {
            self._doc.words[c].lemma.lower()
            for c in self._doc.children[i]
            if self._doc.words[c].deprel == "case"
        }

    def _text(self, start: int, end: int) -> str:
        a, b = self._doc.span(start, end)
        return " ".join(self._doc.text[a:b].split())


def _any_of(entries: list[Entry]) -> Entry:
    """The first, which may as well be one of the others."""
    return replace(entries[0], others=tuple(e.actor for e in entries[1:]))


def _head(doc: Doc, start: int, end: int) -> int:
    """The word of the range that depends on a word outside it."""
    for i in range(start, end):
        if not start <= doc.words[i].head < end or doc.words[i].head == i:
            return i
    return end - 1
