"""How names are put together: of persons, of offices by their country, of ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import product

# Letters that have no decomposition into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "Ø": "O",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "þ": "th",
        "Þ": "Th",
        "ð": "d",
        "Ð": "D",
        "ə": "a",
        "Ə": "A",
    }
)
_SMALL = frozenset(("of", "the", "for", "and", "to", "on", "in"))
_APOSTROPHES = re.compile(r"['’ʹʼ`´‘]")
_SEPARATORS = re.compile(r"[\s\-‐‑–.,]+")


def unaccented(text: str) -> str:
    """`text` without diacritics: Nausėda -> Nauseda."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def is_acronym(text: str) -> bool:
    """Whether `text` has no small letter, so that case decides: WHO is not who."""
    return text.isupper()


def person_id(name: str) -> str:
    """The id of the person of that name: person.gitanas-nauseda."""
    words = re.findall(r"[a-z0-9]+", unaccented(name).replace("'", "").replace("’", "").lower())
    return "person." + "-".join(words)


def spellings(texts: Sequence[str]) -> tuple[str, ...]:
    """`texts` and the same without diacritics, each once, in order."""
    return tuple(dict.fromkeys(form for text in texts for form in (text, unaccented(text))))


def full_names(given: Sequence[str], surnames: Sequence[str]) -> tuple[str, ...]:
    """Every given name with every surname."""
    return tuple(f"{first} {last}" for first, last in product(given, surnames) if first)


def split_name(name: str) -> tuple[str, str]:
    """Given name and surname, where the surname is the last word."""
    given, _, surname = name.rpartition(" ")
    return given, surname


def without_article(name: str) -> str:
    """`the Netherlands` -> `Netherlands`; The Hague keeps its own."""
    return name.removeprefix("the ")


def capitalised(title: str) -> str:
    """`minister of foreign affairs` -> `Minister of Foreign Affairs`."""
    words = title.split(" ")
    return " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in words)


def titled(
    titles: Sequence[str], names: Sequence[str], adjectives: Sequence[str]
) -> tuple[str, ...]:
    """What an office or body is called by its owner's names and adjectives.

    A name that takes the article is written with it: `the Netherlands` gives "Netherlands
    Prime Minister" and "Prime Minister of the Netherlands".
    """
    forms: list[str] = []
    for title, name in product(titles, names):
        bare = without_article(name)
        forms += [f"{bare} {title}", f"{bare}'s {title}", f"{title} of {name}"]
        forms += [f"{bare}' {title}"] if bare.endswith("s") else []
    forms += [f"{adjective} {title}" for title, adjective in product(titles, adjectives)]
    return tuple(dict.fromkeys(forms))


def place_key(name: str) -> str:
    """The key of a place in the table: no case, no diacritics, no apostrophes, single spaces."""
    folded = unaccented(unaccented(name).casefold())
    return " ".join(_SEPARATORS.sub(" ", _APOSTROPHES.sub("", folded)).split())
