"""The coder's words: which predicate, with which arguments, is an event of which type.

A pattern is written as one would say it:

    call on R to-do        the verb "call", an oblique with "on" that is an actor (the recipient),
                           an infinitive
    impose @embargo (on/against R)     an object of the class `embargo`; the oblique may be missing
    pull +out of R         a particle
    explode <@explosive    the subject
    attack on R            (under `nouns`) the noun "attack"

`R` is the recipient, `A` the actor (of nouns: "talks between A"), `@class` a class of classes.yaml,
`@any` any noun, `a/b` alternatives. `to-do` asks for an infinitive, `that` for a finite clause.

Groups carry `mode`, `contexts`, `content` (the status of what is governed: what is demanded,
refused, threatened), `reciprocal`, `reversed` (the subject is the recipient), `recipient` (where
to look for it when the pattern does not say), `actor` (who may do it), `negated` (the type that
the negated future has). A pack adds words through its lexicon file: group `request`,
`assault.heavy-weapons`, or a class such as `forces`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

import yaml

from forewarn.coding.grammar import roles
from forewarn.coding.grammar.forms import Forms
from forewarn.packs.pack import Term
from forewarn.records import Status

Part = Literal["verb", "noun", "adjective"]
ActorClass = Literal["any", "official", "armed", "civil"]

PREPOSITIONS = frozenset(
    [
        *("about", "above", "across", "against", "among", "around", "as", "at", "before", "behind"),
        *("between", "by", "for", "from", "in", "into", "near", "of", "off", "on", "onto", "out"),
        *("outside", "over", "through", "to", "toward", "towards", "under", "until", "upon", "via"),
        *("with", "within", "without"),
    ]
)
_ANY = frozenset(["*"])
_SUBJECT = frozenset(["<"])
_RECIPIENT = frozenset(["R"])
_ACTOR = frozenset(["A"])
# Classes of things that are used by somebody even where nobody is named.
_WEAPONS = ("explosive", "weapons", "arms", "artillery", "attack", "forces", "violence")
_TOKEN = re.compile(r"\([^)]*\)|\S+")


@dataclass(frozen=True, slots=True)
class Slot:
    """An argument that a pattern asks for: the object (no prepositions), an oblique or the subject.

    `prepositions` is {"<"} for the subject; `fill` are lemmas, or {"R"}, {"A"}, {"*"} (any noun):
    whether the recipient, the actor, any noun, or the subject is asked for stands beside.
    """

    prepositions: frozenset[str]
    fill: frozenset[str]
    optional: bool = False
    is_recipient: bool = field(init=False, compare=False, repr=False)
    is_actor: bool = field(init=False, compare=False, repr=False)
    is_any: bool = field(init=False, compare=False, repr=False)
    is_subject: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Asked for every pattern of every predicate: kept, not made anew.
        object.__setattr__(self, "is_recipient", self.fill == _RECIPIENT)
        object.__setattr__(self, "is_actor", self.fill == _ACTOR)
        object.__setattr__(self, "is_any", self.fill == _ANY)
        object.__setattr__(self, "is_subject", self.prepositions == _SUBJECT)

    @property
    def shown(self) -> str:
        """The slot in a few words ("on an actor", "weapon, missile …")."""
        names = {"R": "an actor", "A": "an actor", "*": "a noun"}
        words = sorted(names.get(each, each) for each in self.fill)
        some = ", ".join(words[:3]) + (" …" if len(words) > 3 else "")
        return " ".join(["/".join(sorted(self.prepositions)), some]).strip()


@dataclass(frozen=True, slots=True)
class Rule:
    """What all patterns of a group share."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    content: Status = "actual"
    negated: str | None = None
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    reversed: bool = False
    actor: ActorClass = "any"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One predicate with its arguments; `text` is how the lexicon writes it.

    `file` is where: the name of a file of the lexicon, "" for what grammar alone shows.
    """

    text: str
    lemma: str
    part: Part
    rule: Rule
    slots: tuple[Slot, ...] = ()
    particles: frozenset[str] = frozenset()
    complement: Literal["to", "that"] | None = None
    negative: bool = False
    file: str = ""

    @property
    def weight(self) -> int:
        """How much the pattern asks for: of several that fit the heaviest is taken."""
        needed = sum(not s.optional for s in self.slots) + sum(
            not s.optional and not s.is_any for s in self.slots
        )
        return needed + 2 * len(self.particles) + (self.complement is not None) + 2 * self.negative

    @property
    def breadth(self) -> int:
        """How many words fill the pattern's slots: of equally heavy ones the narrowest is taken."""
        return sum(len(slot.fill) for slot in self.slots if not slot.optional)


@dataclass(frozen=True)
class Lexicon:
    """All patterns by part of speech and lemma, and the words that colour what they govern."""

    patterns: dict[tuple[Part, str], tuple[Pattern, ...]]
    embedding: dict[tuple[Part, str], Status]
    light: frozenset[str]
    leading: frozenset[str]
    carriers: frozenset[str]
    contexts: dict[str, str]
    version: str
    controlling: frozenset[str]
    forms: Forms
    persons: frozenset[str]
    weapons: frozenset[str]
    measures: frozenset[str]
    vehicles: frozenset[str]

    def of(self, part: Part, lemma: str) -> tuple[Pattern, ...]:
        """The patterns of a lemma, those that ask for most first."""
        return self.patterns.get((part, lemma), ())


def load(terms: Iterable[Term] = ()) -> Lexicon:
    """The lexicon with the words that a pack adds."""
    return _load(tuple(terms))


@cache
def _load(terms: tuple[Term, ...]) -> Lexicon:
    root = resources.files("forewarn.coding") / "lexicon"
    classes = _classes(_yaml(root / "classes.yaml"), terms)
    patterns = [
        pattern
        for path in _files(root / "events")
        for part, rule, text in _groups(_yaml(path), terms)
        for pattern in parse(text, part, rule, classes, path.name)
    ]
    embedding = _yaml(root / "embedding.yaml")
    light = frozenset(embedding["light"])
    return Lexicon(
        _by_lemma(patterns),
        dict(_statuses(embedding)),
        light,
        frozenset(embedding["leading"]),
        frozenset(embedding["carriers"]),
        {w: c for c, words in _yaml(root / "contexts.yaml").items() for w in words},
        _fingerprint(root, terms),
        frozenset(p.lemma for p in patterns if p.part == "verb" and p.rule.content == "demanded"),
        _forms(patterns, classes, embedding),
        classes["persons"] | classes["people"],
        frozenset().union(*(classes[name] for name in _WEAPONS)),
        classes["measures"],
        classes["vehicles"],
    )


def _forms(
    patterns: list[Pattern], classes: dict[str, frozenset[str]], embedding: dict[str, Any]
) -> Forms:
    verbs = {p.lemma for p in patterns if p.part == "verb"} | set(embedding["light"])
    verbs |= {word for words in embedding["verbs"].values() for word in words}
    nouns = {p.lemma for p in patterns if p.part == "noun"}
    nouns |= {word for words in embedding["nouns"].values() for word in words}
    nouns |= {each for words in classes.values() for each in words}
    nouns |= {fill for p in patterns for slot in p.slots for fill in slot.fill if fill.islower()}
    nouns |= {role.split()[-1] for role in roles.load().nouns}
    return Forms(verbs, nouns)


def parse(
    text: str, part: Part, rule: Rule, classes: dict[str, frozenset[str]], file: str = ""
) -> Iterator[Pattern]:
    """The patterns that `text` (of `file`) writes, one for each alternative of its first word.

    Raises ValueError where it cannot be read.
    """
    tokens = _TOKEN.findall(text)
    negative = tokens[:1] == ["not"]
    head, rest = tokens[negative], tokens[negative + 1 :]
    slots: list[Slot] = []
    particles: set[str] = set()
    complement: Literal["to", "that"] | None = None
    pending: frozenset[str] = frozenset()
    for token in (each for each in rest):
        if token.startswith("+"):
            particles.add(token[1:])
        elif token == "to-do":
            complement = "to"
        elif token == "that":
            complement = "that"
        elif token.startswith("("):
            slots.append(_optional(token, classes))
        elif token.startswith("<"):
            slots.append(Slot(_SUBJECT, _fill(token[1:], classes)))
        elif _is_preposition(token):
            pending = frozenset(token.split("/"))
        else:
            slots.append(Slot(pending, _fill(token, classes)))
            pending = frozenset()
    if pending:
        raise ValueError(f"nothing follows the preposition in `{text}`")
    for lemma in head.split("/"):
        yield Pattern(
            text, lemma, part, rule, tuple(slots), frozenset(particles), complement, negative, file
        )


def _optional(token: str, classes: dict[str, frozenset[str]]) -> Slot:
    preposition, _, fill = token[1:-1].rpartition(" ")
    return Slot(frozenset(preposition.split("/")), _fill(fill, classes), optional=True)


def _is_preposition(token: str) -> bool:
    return all(each in PREPOSITIONS for each in token.split("/"))


def _fill(token: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    if token in ("R", "A"):
        return frozenset([token])
    if token == "@any":
        return _ANY
    words: set[str] = set()
    for each in token.split("/"):
        if each.startswith("@") and each[1:] not in classes:
            raise ValueError(f"there is no class `{each}`")
        words |= classes[each[1:]] if each.startswith("@") else {each}
    return frozenset(words)


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)


def _yaml(path: Traversable) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return data


def _classes(written: dict[str, list[str]], terms: tuple[Term, ...]) -> dict[str, frozenset[str]]:
    added: dict[str, list[str]] = {}
    for term in terms:
        added.setdefault(term.group, []).append(term.term)
    return {name: frozenset([*words, *added.get(name, ())]) for name, words in written.items()}


def _groups(data: dict[str, Any], terms: tuple[Term, ...]) -> Iterator[tuple[Part, Rule, str]]:
    keys: tuple[tuple[str, Part], ...] = (
        ("verbs", "verb"),
        ("nouns", "noun"),
        ("adjectives", "adjective"),
    )
    for section, part in keys:
        for group in data.get(section, ()):
            rule = _rule({**data, **group})
            for text in [*group["patterns"], *_added(rule, part, terms)]:
                yield part, rule, text


def _added(rule: Rule, part: Part, terms: tuple[Term, ...]) -> list[str]:
    """What a pack adds to the group: `request`, or `assault.heavy-weapons` with its mode."""
    if part != "verb":
        return []
    group = rule.type.lower() + (f".{rule.mode}" if rule.mode else "")
    return [term.term for term in terms if term.group == group]


def _rule(data: dict[str, Any]) -> Rule:
    rule = Rule(
        type=data["type"],
        mode=data.get("mode"),
        contexts=tuple(data.get("contexts", ())),
        content=data.get("content", "actual"),
        negated=data.get("negated"),
        recipient=tuple(data.get("recipient", ())),
        reciprocal=data.get("reciprocal", False),
        reversed=data.get("reversed", False),
        actor=data.get("actor", "any"),
    )
    return replace(rule, recipient=tuple(data["to"])) if "to" in data else rule


def _by_lemma(patterns: list[Pattern]) -> dict[tuple[Part, str], tuple[Pattern, ...]]:
    found: dict[tuple[Part, str], list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault((pattern.part, pattern.lemma), []).append(pattern)
    return {
        key: tuple(sorted(each, key=lambda pattern: (-pattern.weight, pattern.breadth)))
        for key, each in found.items()
    }


def _statuses(data: dict[str, Any]) -> Iterator[tuple[tuple[Part, str], Status]]:
    keys: tuple[tuple[str, Part], ...] = (
        ("verbs", "verb"),
        ("nouns", "noun"),
        ("adjectives", "adjective"),
    )
    for section, part in keys:
        for status, words in data[section].items():
            if status not in get_args(Status):
                raise ValueError(f"there is no status `{status}`")
            for word in words:
                yield (part, word), status


def _fingerprint(root: Traversable, terms: tuple[Term, ...]) -> str:
    digest = hashlib.sha256(repr(terms).encode())
    for path in [*_files(root), *_files(root / "events")]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
