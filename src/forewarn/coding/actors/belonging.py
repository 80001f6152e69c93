"""Whose "the government" is: the state that the report speaks for, or whose people act last."""

from __future__ import annotations

from collections.abc import Iterator

from forewarn.coding.actors.references import References
from forewarn.records import Actor

_STATE = frozenset(["GOV", "LEG", "MIL", "JUD", "COP"])
# Whose acts are those of their state.
_RULING = frozenset([None, "GOV", "LEG", "MIL"])
_INDEFINITE = frozenset(
    [
        *("a", "an", "any", "no", "some", "another", "every", "each", "other", "foreign", "such"),
        *("several", "many", "few", "all", "unidentified", "unknown", "local"),
    ]
)
_ANYBODYS = frozenset(["foreign", "other", "another", "any"])
_BACK = 2  # sentences


class Belonging(References):
    """Gives bare bodies and offices of a state ("the president", "parliament") their state."""

    def is_foreign(self, i: int) -> bool:
        """Whether a word beside the noun says that it may be anybody's ("foreign parliaments")."""
        return bool(self._words_beside(i) & _ANYBODYS)

    def _words_beside(self, i: int) -> set[str]:
        return {self._doc.words[c].lemma.lower() for c in self._doc.children[i] if c < i}

    def _of_home(self, i: int) -> tuple[Actor, ...]:
        """The body or holder of the state that publishes the text: "The Head of State"."""
        if self._home is None or not self._is_states(i):
            return ()
        first = self._doc.words[self._spans[i][0]]
        if not first.text[:1].isupper() and self._leading(i) not in (None, self._home):
            return ()
        return self._of_state(i, self._home)

    def _of_leading(self, i: int) -> tuple[Actor, ...]:
        """The body or holder of the state whose people acted last."""
        start, end = self._spans[i]
        first = self._doc.sentences[self._doc.sentence_of[i]][0]
        if end - start == 1 and start != first and self._doc.words[i].text[:1].isupper():
            return ()  # "the Ministry" is the writer's own
        country = self._leading(i) if self._is_states(i) else None
        return self._of_state(i, country) if country else ()

    def _is_states(self, i: int) -> bool:
        """Whether the noun is a state's body or office with nothing beside it that says whose."""
        if i not in self._roles:
            return False
        role = self._roles[i][0]
        words = self._doc.words
        plural = "Number=Plur" in words[i].feats
        beside = self._words_beside(i)
        fitting = role.sector in _STATE and not role.relation
        fitting = fitting and (not role.abroad or (role.noun == "minister" and bool(self._home)))
        definite = "the" in beside if plural else not beside & _INDEFINITE
        if not fitting or not definite or (plural and role.sector != "MIL"):
            return False
        inside = range(*self._spans[i])
        sides = [words[c].deprel for c in self._doc.children[i] if c not in inside]
        return not any(d.startswith(("nmod:poss", "nmod", "acl")) for d in sides)

    def _of_state(self, i: int, country: str) -> tuple[Actor, ...]:
        state = self._directory.state(country)
        if state is None:
            return ()
        role, _, _ = self._roles[i]
        owner = Actor(state.name, state.name, state.id, country)
        text, sector = self._text(*self._spans[i]), self._members[i][0].sector
        return (self._directory.office(role.noun, sector, owner, text, self._day),)

    def _leading(self, i: int) -> str | None:
        """The state of the last subject before the word that is a state or acts for one."""
        for head in self._subjects_above(i):
            for actor in self._members.get(head, ())[:1]:
                ruling = actor.sector in _RULING and (actor.country or head in self._unknown)
                if ruling and head not in self._quoted:
                    return actor.country if self._directory.state(actor.country or "") else None
        return None

    def _subjects_above(self, i: int) -> Iterator[int]:
        sentence = self._doc.sentence_of[i]
        yield from (h for h in reversed(self._subjects.get(sentence, ())) if h < i)
        for before in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            yield from self._subjects.get(before, ())
