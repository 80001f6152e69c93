"""What a noun says about whom it names: sector, and the office where it is a title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from forewarn.coding.grammar.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Role:
    """A noun (or noun phrase) for people or bodies of a PLOVER sector.

    A neutral role takes another sector from the word before it ("opposition leader"). A bare one
    names somebody political only with a country or an owner beside it ("the president of X"). Who
    is abroad as a rule ("ambassador", "tourist") does not belong to the place where he is. A body
    of an organisation of states stands for the organisation. A relation is another than its owner:
    Algeria's neighbour is not Algeria.
    """

    noun: str
    sector: str | None
    neutral: bool = False
    bare: bool = False
    office: str | None = None
    abroad: bool = False
    body: bool = False
    relation: bool = False


@dataclass(frozen=True)
class Roles:
    """All roles, to be found in a list of lemmas, and the sector that a modifier gives."""

    matcher: Matcher[Role]
    modifiers: dict[str, str]
    nouns: tuple[str, ...]


@cache
def load() -> Roles:
    """The roles of roles.yaml."""
    path = resources.files("forewarn.coding") / "lexicon" / "roles.yaml"
    data = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    roles = tuple(_roles(data))
    matcher = Matcher((role.noun, role) for role in roles)
    return Roles(matcher, data["modifiers"], tuple(role.noun for role in roles))


def _roles(data: dict[str, Any]) -> Iterator[Role]:
    bare, abroad = set(data["bare"]), set(data["abroad"])
    offices = {noun: office for office, nouns in data["offices"].items() for noun in nouns}
    bodies, relations = set(data["bodies"]), set(data["relations"])

    def role(noun: str, sector: str | None, *, neutral: bool = False) -> Role:
        return Role(
            noun,
            sector,
            neutral,
            neutral or noun in bare,
            offices.get(noun),
            noun in abroad,
            noun in bodies,
            noun in relations,
        )

    for sector, nouns in data["heads"].items():
        yield from (role(noun, sector) for noun in dict.fromkeys(nouns))
    yield from (role(noun, sector, neutral=True) for noun, sector in data["neutral"].items())
