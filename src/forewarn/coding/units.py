"""Units: what a number counts, as it is written; money and measures have one name each."""

from __future__ import annotations

import re

from forewarn.coding.cues import words
from forewarn.language.doc import Doc, Word

CURRENCIES = {
    "us$": "USD", "$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "¥": "JPY", "yen": "JPY",
    "nz$": "NZD", "a$": "AUD", "c$": "CAD", "hk$": "HKD",
    "₽": "RUB", "rub": "RUB", "ruble": "RUB", "rouble": "RUB", "₴": "UAH", "uah": "UAH",
    "hryvnia": "UAH", "hryvnya": "UAH", "zloty": "PLN", "zlotys": "PLN", "pln": "PLN",
    "yuan": "CNY", "renminbi": "CNY", "shekel": "ILS", "lari": "GEL", "tenge": "KZT", "dram": "AMD",
    "manat": "AZN", "forint": "HUF", "koruna": "CZK", "naira": "NGN", "rand": "ZAR", "baht": "THB",
    "dong": "VND", "hryvnias": "UAH", "aud": "AUD", "cad": "CAD", "rm": "MYR", "ringgit": "MYR",
    "rupiah": "IDR", "birr": "ETB", "zł": "PLN",
    "dirham": "AED", "rufiyaa": "MVR", "taka": "BDT", "won": "KRW",
    "franc": "CHF", "krona": "SEK", "kronor": "SEK", "lira": "TRY",
}  # fmt: skip
# Coins of several states, by the adjective before them.
OF_STATES = {
    "australian dollar": "AUD", "canadian dollar": "CAD", "zealand dollar": "NZD",
    "taiwan dollar": "TWD", "singapore dollar": "SGD", "kong dollar": "HKD",
    "egyptian pound": "EGP", "syrian pound": "SYP", "lebanese pound": "LBP",
    "sudanese pound": "SDG", "norwegian krone": "NOK", "danish krone": "DKK",
    "norwegian kroner": "NOK", "danish kroner": "DKK", "icelandic krona": "ISK",
    "czech crown": "CZK", "swedish crown": "SEK", "norwegian crown": "NOK", "danish crown": "DKK",
    "indian rupee": "INR", "pakistani rupee": "PKR", "iranian rial": "IRR", "moldovan leu": "MDL",
    "romanian leu": "RON", "moldovan lei": "MDL", "romanian lei": "RON", "mexican peso": "MXN",
    "argentine peso": "ARS", "philippine peso": "PHP", "serbian dinar": "RSD",
    "iraqi dinar": "IQD", "bulgarian lev": "BGN", "bulgarian leva": "BGN", "turkish lira": "TRY",
    "russian ruble": "RUB", "russian rouble": "RUB", "belarusian ruble": "BYN",
    "belarusian rouble": "BYN", "brazilian real": "BRL", "korean won": "KRW",
}  # fmt: skip
MONEY = frozenset(CURRENCIES.values()) | frozenset(OF_STATES.values())
MEASURES = {
    "kilometre": "km", "kilometer": "km", "km": "km", "kms": "km", "metre": "m", "meter": "m",
    "mile": "miles", "ton": "tonnes", "tonne": "tonnes", "tons": "tonnes", "kg": "kg",
    "kilogram": "kg", "percent": "%", "percentage": "%", "hectare": "hectares",
}  # fmt: skip
STRONG = re.compile(r"[-\s]strong\b")
HYPHENED = re.compile(r"-(?P<unit>kilomet(?:er|re)|km|mile|met(?:er|re)|ton|tonne|percent)\b")
_UNCOUNTED = words(
    """other others thing way time point question issue topic area side party country state
    leader president minister step half part end case moment reason hand direction
    occasion example type kind meeting page paragraph problem priority task goal"""
)
_HYPHENS = re.compile(r"[\w'’]+(?:-[\w'’]+)*$")
_JOINED = re.compile(r"(?:-\w+)+")
SUFFERED = words("dead wounded injured missing killed homeless displaced")
"""What becomes of people, counted without them: "41,000 dead"."""
_TIMES = words("second minute hour day week month year decade century")


def of(doc: Doc, noun: int, *, scaled: bool = False) -> str | None:
    """The unit that the noun names; None for what is only counted off ("two points").

    `scaled` says that the number is of thousands and more.
    """
    word = doc.words[noun]
    lemma, text = word.lemma.lower(), word.text.lower()
    before = doc.words[noun - 1].text.lower() if noun else ""
    for form in (lemma, text):
        if unit := OF_STATES.get(f"{before} {form}"):
            return unit
    for table in (CURRENCIES, MEASURES):
        if unit := table.get(text) or table.get(lemma):
            square = any(doc.words[c].lemma.lower() == "square" for c in doc.children[noun])
            return f"square {unit}" if square else unit
    if lemma in _TIMES or not text[0].isalpha() or not _is_thing(doc, word):
        return None
    if lemma in _UNCOUNTED and not scaled:
        return None
    return " ".join([*_before(doc, noun), _whole(doc, noun)])


def _is_thing(doc: Doc, word: Word) -> bool:
    """A noun, or a name of many ("Syrians", "Eurofighters")."""
    many = "Number=Plur" in word.feats or _whole(doc, word.i).endswith("s")
    people = word.text.lower() in SUFFERED
    return people or word.upos in ("NOUN", "SYM") or (word.upos == "PROPN" and many)


def _before(doc: Doc, noun: int) -> list[str]:
    """The nouns and types right before the noun ("artillery shells", "Mi-8 helicopters")."""
    found: list[str] = []
    i = noun - 1
    while i >= 0 and (start := _part(doc, i, noun)) is not None and _is_kind(doc, start, i):
        found.insert(0, doc.text[doc.words[start].start : doc.words[i].end].lower())
        i = start - 1
    return found if doc.words[noun].upos != "PROPN" else []


def _part(doc: Doc, last: int, noun: int) -> int | None:
    """Where the part of a compound that ends at word `last` starts: hyphens join its words."""
    start = last
    while start > 0 and doc.words[start - 1].end == doc.words[start].start:
        start -= 1
    inside = range(start, last + 1)
    joined = any(doc.words[i].head == noun and doc.words[i].deprel == "compound" for i in inside)
    return start if joined else None


def _is_kind(doc: Doc, start: int, last: int) -> bool:
    """Whether the words are a kind of thing ("Leopard", "S-300") and no state, body or person."""
    if any(char.isdigit() for i in range(start, last + 1) for char in doc.words[i].text):
        return True
    if doc.words[last].upos == "NOUN":
        return True
    named = any(n.label != "MISC" and n.start <= start < n.end for n in doc.names)
    return doc.words[last].upos == "PROPN" and not named and last != 0


def _whole(doc: Doc, noun: int) -> str:
    """The noun with what is joined to it by hyphens ("pick-ups", "F-16s")."""
    after = _JOINED.match(doc.text, doc.words[noun].end)
    end = after.end() if after else doc.words[noun].end
    return _HYPHENS.search(doc.text[:end])[0].lower()  # type: ignore[index]
