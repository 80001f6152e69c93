"""The lexicon of cues: words that say that something is said, demanded, promised, denied …"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from forewarn.language.doc import Word
from forewarn.records import StatementKind

FILE = "cues.yaml"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word says about a statement, and what holds its content (see cues.yaml).

    `kind` is None where the content decides; `spoken` is False for what is only thought or wanted.
    """

    kind: StatementKind | None
    takes: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    spoken: bool = True
    over: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by lemma; `phrasal` by lemma and the particle or preposition after it.

    `objects` are nouns that make a cue as the object of a `light` verb alone.

    `forms` gives the lemma of each form of a cue verb.
    """

    verbs: Mapping[str, Cue]
    phrasal: Mapping[tuple[str, str], Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    forms: Mapping[str, str]
    objects: Mapping[str, Cue]
    light: frozenset[str]
    generic: frozenset[str]
    documents: frozenset[str]

    def lemma(self, word: Word) -> str:
        """The lemma of a verb by its form where that is known, else as the pipeline gives it."""
        return self.forms.get(word.text.lower()) or word.lemma.lower()


NOUN_PREPOSITIONS = frozenset(
    ["of", "for", "to", "about", "against", "over", "on", "with", "that", "at", "in", "toward"]
)
ADJECTIVE_PREPOSITIONS = frozenset(["about", "of", "over", "by", "with", "to", "for", "at"])


def words(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


@cache
def load() -> Lexicon:
    """The shipped lexicon."""
    text = (resources.files("forewarn.coding") / FILE).read_text(encoding="utf-8")
    return build(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def build(data: Mapping[str, Any]) -> Lexicon:
    """The lexicon of data in the shape of cues.yaml."""
    verbs = {word: cue for group in data["verbs"] for word, cue in _verbs(group)}
    phrasal = {(row["verb"], row["word"]): _phrasal(row) for row in data["phrasal"]}
    bases = {*verbs, *(verb for verb, _ in phrasal), *data["light"].split()}
    return Lexicon(
        verbs=verbs,
        phrasal=phrasal,
        forms=_forms(sorted(bases), data["irregular"]),
        nouns=_by_kind(data["nouns"], NOUN_PREPOSITIONS),
        adjectives=_by_kind(data["adjectives"], ADJECTIVE_PREPOSITIONS),
        objects=_by_kind(data["objects"], NOUN_PREPOSITIONS),
        light=frozenset(data["light"].split()),
        generic=frozenset(data["generic"].split()),
        documents=frozenset(data["documents"].split()),
    )


def _forms(bases: Iterable[str], irregular: Mapping[str, str]) -> dict[str, str]:
    """The base of each form of a verb, so that a wrong lemma loses no cue."""
    forms = {form: base for base in bases for form in (base, *_regular(base))}
    return forms | {
        form: base for base, all_forms in irregular.items() for form in all_forms.split()
    }


def _regular(base: str) -> Iterable[str]:
    """Third person, past and participle of a verb, by the rules of spelling."""
    stem = base[:-1] if base.endswith("e") else base
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    ing = base + "ing" if base.endswith(("ee", "ye")) else stem + "ing"
    return third, stem + "ed", ing, *((base + base[-1] + "ed", base + base[-1] + "ing"))


def _verbs(group: Mapping[str, str]) -> Iterable[tuple[str, Cue]]:
    cue = Cue(
        _kind(group["kind"]),
        frozenset(group["takes"].split()),
        frozenset((group.get("with") or "").split()),
        group["kind"] != "mind",
    )
    return ((word, cue) for word in group["cues"].split())


def _phrasal(row: Mapping[str, Any]) -> Cue:
    return Cue(
        _kind(row["kind"]),
        frozenset(row["takes"].split()),
        frozenset(row.get("with", "").split()),
        row["kind"] != "mind",
        row.get("over", False),
    )


def _by_kind(groups: Mapping[str, str], prepositions: frozenset[str]) -> dict[str, Cue]:
    return {
        word: Cue(_kind(kind), frozenset(["clause", "infinitive"]), prepositions)
        for kind, words in groups.items()
        for word in words.split()
    }


def _kind(name: str) -> StatementKind | None:
    return None if name in ("plain", "mind") else name  # type: ignore[return-value]
