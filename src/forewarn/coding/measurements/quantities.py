"""Quantities in a text: a number with its unit, and how exact it claims to be.

Numbers are digits ("100,000", "1.5 million", "4,500-strong") or words ("two dozen", "a hundred
thousand"). Left out are words that have no value ("thousands of", "several"), and numbers that
count nothing: dates and years, times of day, ages, ordinals, scores, telephone and list numbers,
numbers of articles and resolutions, and those that are part of a name ("Su-35", "Group of Seven").
"One" is an article more often than a number and is left out as well.

The unit is the noun as written, in lower case, with the nouns that stand before it ("troops",
"fighter jets"); "%" for percent; the ISO 4217 code for money; "km", "m", "miles", "tonnes" for
those.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from forewarn.coding.circumstances.dates import Dated
from forewarn.coding.measurements import coins, elided, numbers, units
from forewarn.coding.measurements.numbers import SCALES, SHORT_SCALES, WORDS, scaled
from forewarn.coding.measurements.quantity import Quantity
from forewarn.coding.measurements.units import HYPHENED, MEASURES, STRONG, Named, nobody
from forewarn.language.doc import Doc
from forewarn.records import Qualifier

_ADJECTIVES = 3
LONGEST = 40
"""A number with more characters (digits or words) is a code or an attack."""
QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    (
        "at_most",
        "no more than|not more than|fewer than|less than|up to|at most|as many as|as much as"
        "|a maximum of|under|below|just under|well under|just short of|just shy of|not even"
        "|at the most",
    ),
    (
        "at_least",
        "no fewer than|no less than|not less than|not fewer than|more than|greater than|at least"
        "|a minimum of|in excess of|upwards of|well over|a good|just over|slightly over"
        "|a little over|north of|over|above|exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)"
        "|topp(?:ed|ing)|tops|beyond",
    ),
    (
        "about",
        "an estimated|estimated|just about|nearly|almost|not quite|barely|scarcely|well-nigh"
        "|approximately|"
        "approx\\.?|roughly|around|about|some|circa|close to"
        "|in the region of|in the order of|on the order of|~",
    ),
)
"""What stands before a number. "Nearly" says that it is about so many, not that it may be few."""

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[   ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_NUMBERS = frozenset([*WORDS, *SCALES, "half", "quarter", "quarters"])
_WORD = "|".join([*WORDS, *SCALES])
_SPELLED = (
    rf"(?:(?:an?|half an?|(?:a|three) quarters? of an?) )?(?:{_WORD})\b"
    rf"(?:(?:-| and | )(?:{_WORD})\b)*"
)
_MONEY = r"(?:US\$|[A-Z]{1,2}\$|[$€£¥₽₴₪₹₩₺₦₱]|(?:EUR|USD|GBP|RUB|UAH|PLN|CHF) ?)"
_VALUE = (
    r"(?:(?P<money{n}>" + _MONEY + r")\s?)?(?P<number{n}>" + _DIGITS + "|(?i:" + _SPELLED + "))"
    r"(?:(?P<short{n}>(?:bn|tn|[kmb]))(?![\w])|[\s-](?P<scale{n}>(?i:hundred|thousand|million|mln"
    r"|billion|bn|trillion|trn))\b(?: (?P<rest{n}>\d{1,3}) (?P<rest_scale{n}>thousand"
    r"|million)\b)?)?"
)
_QUALIFIER = "|".join(words for _, words in QUALIFIERS)
_QUANTITY = re.compile(
    rf"(?<!\w)(?:\b(?P<qualifier>(?i:{_QUALIFIER}))\s(?:the\s)?)?(?<![\w.,:/$€£-])"
    + _VALUE.replace("{n}", "")
    + rf"(?:\s?(?:-|–|—|to|or|and)\s?{_VALUE.replace('{n}', '2')})?"
    + r"(?P<after>\+|\s(?i:or more|or so|plus)\b)?(?P<percent>\s?%|\s(?i:per cent|percent)\b)?"
)
_BEFORE = re.compile(
    r"(?:\b(?:article|articles|resolution|section|chapter|page|pages|no|(?<!to )number"
    r"|channel|flight|room"
    r"|paragraph|point|protocol|boeing|airbus|(?-i:Group of)|aged|age|level|phase|item|clause|part"
    r"|war|covid|act|volume|stage|track|tel|phone|fax|unit|route|line|gate|figure|table|between the"
    r"|decree|order|convention|law|one in)\.?|[#№])\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|-(?:first|second|third|fold|\w+th)\b|[:.]\d{2}(?!\d)|\s?(?:a\.m|p\.m"
    r"|am|pm|GMT|CET|EST|hrs)\b|/\d|[-–]year[-–]olds?"
    r"|\syears?[-\s]old|['’]s\b|\stimes\s(?:the|as|more|less|its|their|what|\w+er)\b"
    r"|\s?(?:hours? local|o['’]clock)|-\d|\.\d",
    re.IGNORECASE,
)
# What may follow the counted noun: "37,000 men at most".
_LATE = re.compile(r"(?:\s\w+){0,3}?,? (?:at (?:the )?(?:most|least))\b")
_BALLOT = re.compile(r"\b(?:vot(?:e|es|ed|ing)(?: of| by)?|by|passed|carried) $")
# "Two helicopters and one drone": counted beside another number.
_JOINED = re.compile(r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten)\b[^.;]*\band $")
_DIGITS_OF = frozenset("0123456789")
_PIECES = re.compile(r"[a-z]+|\d")
_AHEAD = 40
"""Within so many characters before a number its qualifier starts."""
_HANDED = re.compile(r"\b(?:hand|turn|tak|took|pass|carr|bring|brought|sign|win|won)\w*$", re.I)
_KNOWN = frozenset(["the", "this", "that", "these", "those", "both", "all"])


def find(doc: Doc, dated: Sequence[Dated] = (), named: Named = nobody) -> tuple[Quantity, ...]:
    """The quantities of the text, in text order; a range ("10 to 15") gives two.

    Numbers inside the dates `dated` are left out; `named` tells whom words name.
    """
    starts = [word.start for word in doc.words]
    taken = {i for each in dated for i in range(each.start_word, each.end_word)}
    found: list[Quantity] = []
    for match in _matches(doc):
        if not _counts(doc.text, match):
            continue
        first = bisect_right(starts, match.start("number")) - 1
        last = bisect_left(
            starts, match.end("number2") if match["number2"] else match.end("number")
        )
        if first < 0 or last <= first or not taken.isdisjoint(range(first, last)):
            continue
        begin = bisect_right(starts, match.start()) - 1
        found.extend(_quantities(doc, match, (begin, first, last), found, named))
    return tuple(found)


def _matches(doc: Doc) -> Iterator[re.Match[str]]:
    """What may be quantities: sought only from a sentence's first number on, if it has one."""
    for a, b in doc.sentences:
        pieces = _PIECES.findall(doc.text[slice(*doc.span(a, b))].lower())
        if _NUMBERS.isdisjoint(pieces) and _DIGITS_OF.isdisjoint(pieces):
            continue
        first = next((i for i in range(a, b) if _is_number(doc.words[i].text)), None)
        if first is not None:
            start = max(doc.words[a].start, doc.words[first].start - _AHEAD)
            yield from _QUANTITY.finditer(doc.text, start, doc.words[b - 1].end)


def _is_number(word: str) -> bool:
    """Whether a number may start in the word."""
    if word.isalpha():
        return word.lower() in _NUMBERS
    digits = any(char.isdigit() for char in word)
    return digits or word.partition("-")[0].lower() in _NUMBERS


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether the number counts something, by the characters around it."""
    number = match["number"].lower()
    if number in ("zero", "a", "an") or number.startswith("one-"):
        return False
    if number == "one" and not match["qualifier"] and not _is_joined(text[: match.start()]):
        return False
    before = text[max(0, match.start("number") - 24) : match.start("number")]
    if _BEFORE.search(before) or (not before.strip(" \t") and _is_listed(text, match)):
        return False
    if before.endswith("\n") and _is_listed(text, match):
        return False
    return not _AFTER.match(text, match.end("number2") if match["number2"] else match.end("number"))


def _is_joined(before: str) -> bool:
    return before.rstrip("\n").endswith("and ") and _JOINED.search(before) is not None


def _is_listed(text: str, match: re.Match[str]) -> bool:
    return text[match.end("number") : match.end("number") + 1] in (".", ")")


def _quantities(
    doc: Doc,
    match: re.Match[str],
    words: tuple[int, int, int],
    before: Sequence[Quantity],
    named: Named,
) -> Iterator[Quantity]:
    begin, first, last = words
    low = _value(match, "")
    if between := _between(doc, match):
        found = _unit(doc, match, words[1], words[2], named)
        yield from _ends(words, between, found) if found else ()
        return
    if ballot := _ballot(doc, match, words):
        yield from ballot
        return
    found = _unit(doc, match, first, last, named)
    if found is None and low is not None:
        found = elided.unit(doc, match, _top(doc, first, last), before, named)
    if found is None or low is None:
        return
    unit, noun = found
    if unit in units.SUFFERED and before and before[-1].unit == "people":
        unit = "people" if elided.same_sentence(doc, before[-1], noun) else unit
    qualifier = _qualifier(doc, match, begin, last)
    high = _value(match, "2") if match["number2"] else None
    if high is None:
        yield Quantity(begin, last, low, qualifier, unit, noun)
        return
    if match["scale2"] and not match["scale"] and low < high:
        low = scaled(low, match["scale2"])
    if match["short2"] and not match["short"]:
        low *= SHORT_SCALES[match["short2"].lower()]
    yield from _ends(words, (numbers.levelled(low, match["number2"]), high), found)


def _ends(
    words: tuple[int, int, int], ends: tuple[float, float], found: tuple[str, int]
) -> Iterator[Quantity]:
    """A range gives its lower and its upper end."""
    begin, _, last = words
    if ends[0] < ends[1]:
        yield Quantity(begin, last, ends[0], "at_least", *found)
        yield Quantity(begin, last, ends[1], "at_most", *found)


def _between(doc: Doc, match: re.Match[str]) -> tuple[float, float] | None:
    """ "Between three and four thousand", which reads like one number."""
    low, joint, high = match["number"].lower().rpartition(" and ")
    if not joint or not doc.text[: match.start()].lower().endswith("between "):
        return None
    ends = numbers.spelled(low), numbers.spelled(high)
    if ends[0] is None or ends[1] is None:
        return None
    return numbers.levelled(ends[0], high), ends[1]


def _ballot(
    doc: Doc, match: re.Match[str], words: tuple[int, int, int]
) -> tuple[Quantity, ...] | None:
    """ "Voted 96 to 3", "by 61-12"."""
    if not match["number2"] or not _BALLOT.search(doc.text[: match.start()]):
        return None
    begin, first, last = words
    yes, no = _value(match, ""), _value(match, "2")
    if yes is None or no is None or yes <= no:
        return None
    return tuple(
        Quantity(begin, last, each, "exact", "votes", first if each == yes else last - 1)
        for each in (yes, no)
    )


def _qualifier(doc: Doc, match: re.Match[str], begin: int, last: int) -> Qualifier:
    after = (match["after"] or "").strip().lower()
    if after:
        return "about" if after == "or so" else "at_least"
    words = (match["qualifier"] or "").lower()
    if words == "over" and _HANDED.search(doc.text[: match.start()].rstrip()):
        words = ""
    if not words or doc.words[begin].deprel == "compound:prt":  # "handed over 3,000"
        late = _LATE.match(doc.text[doc.words[last - 1].end :])
        return "exact" if late is None else "at_least" if "least" in late[0] else "at_most"
    return next(kind for kind, forms in QUALIFIERS if re.fullmatch(forms, words))


# Values


def _value(match: re.Match[str], n: str) -> float | None:
    number = match[f"number{n}"].lower()
    digits = re.sub(r"[,   ]", "", number)
    if len(digits) > LONGEST:
        return None
    value = float(digits) if digits[:1].isdigit() else numbers.spelled(number)
    if value is None:
        return None
    if match[f"scale{n}"]:
        value = scaled(value, match[f"scale{n}"])
        if match[f"rest{n}"]:
            value += scaled(float(match[f"rest{n}"]), match[f"rest_scale{n}"])
    if match[f"short{n}"]:
        if not match[f"money{n}"] and match[f"short{n}"] in "mb":
            return None
        value *= SHORT_SCALES[match[f"short{n}"]]
    return value


# Units


def _unit(
    doc: Doc, match: re.Match[str], first: int, last: int, named: Named
) -> tuple[str, int] | None:
    """What is counted: the unit and the word of the noun (or of the number itself)."""
    top = _top(doc, first, last)
    noun = _noun(doc, top)
    if noun is None and doc.words[top].deprel != "nummod":
        noun = _behind(doc, top, last)
    noun = noun if noun is None else _whole(doc, _shifted(doc, noun, named))
    if match["percent"]:
        return "%", top if noun is None else noun
    money = match["money"] or match["money2"]
    if money:
        unit = coins.SIGNS.get(money.strip().lower(), money.strip().upper())
        return unit, top if noun is None else noun
    end = match.end("number2") if match["number2"] else match.end("number")
    if hyphened := HYPHENED.match(doc.text, end):
        return MEASURES.get(hyphened["unit"], hyphened["unit"]), top if noun is None else noun
    if STRONG.match(doc.text, end):
        noun = _strong(doc, top)
        return units.of(doc, noun, named) or "troops", noun
    joined = doc.text[end : end + 1] == "-" and not match["number2"]
    if noun is None or joined or _is_definite(doc, match, noun):
        return None
    unit = units.of(doc, noun, named, scaled=bool(match["scale"]))
    return None if unit is None else (unit, noun)


def _strong(doc: Doc, top: int) -> int:
    """What is so many strong: "a 3,000-strong garrison", "a battalion 850 strong"."""
    i = top
    while doc.words[i].upos not in ("NOUN", "PROPN") and doc.words[i].head != i:
        i = doc.words[i].head
    return i if doc.words[i].upos == "NOUN" else top


def _is_definite(doc: Doc, match: re.Match[str], noun: int) -> bool:
    """Whether a small number only takes up what is known ("the two presidents")."""
    number = match["number"].lower()
    if number not in WORDS or WORDS[number] > 10:
        return False
    first = next(i for i in range(noun + 1) if doc.words[i].end > match.start("number"))
    before = doc.words[first - 1]
    return first > 0 and before.upos != "SCONJ" and before.lemma.lower() in _KNOWN


def _top(doc: Doc, first: int, last: int) -> int:
    for i in range(first, last):
        if not first <= doc.words[i].head < last or doc.words[i].head == i:
            return i
    return last - 1


def _noun(doc: Doc, top: int) -> int | None:
    """The noun that the number counts: "3,000 troops", "two million of its citizens"."""
    word, after = doc.words[top], doc.words[min(top + 1, len(doc.words) - 1)]
    if after.lemma.lower() in units.SUFFERED and after.head < top:
        return after.i
    if word.deprel.split(":")[0] in ("nummod", "compound", "amod", "det") and word.head != top:
        head = word.head
        if doc.words[head].text.lower() in SCALES:
            return _noun(doc, head)
        return head if head > top or doc.words[head].upos == "SYM" else None
    for child in doc.children[top]:
        if child > top and doc.words[child].deprel in ("nmod", "obl"):
            marks = {doc.words[c].lemma.lower() for c in doc.children[child]}
            if "of" in marks:
                return _counted(doc, child)
    return _beside(doc, top)


def _counted(doc: Doc, i: int) -> int | None:
    """The noun itself; a number of whom it is said ("18 of 27 nations") has its own beside it."""
    return _noun(doc, i) if doc.words[i].upos == "NUM" else i


def _beside(doc: Doc, top: int) -> int | None:
    """The noun right behind the number, or behind its "of": parsers err on figures in a row."""
    after = top + 1
    if after + 1 >= len(doc.words):
        return None
    word = doc.words[after]
    if word.text == "of" and doc.words[word.head].upos in ("NOUN", "NUM"):
        return _counted(doc, word.head) if word.head > after else None
    if word.upos == "NOUN" and doc.words[top].deprel != "nummod" and word.head != top:
        return after
    return after if word.lemma.lower() in units.SUFFERED else None


def _behind(doc: Doc, top: int, last: int) -> int | None:
    """The noun of many right behind the last of a range's numbers and its adjectives."""
    for i in range(last, min(last + _ADJECTIVES + 1, len(doc.words))):
        word = doc.words[i]
        if word.upos in ("NOUN", "PROPN") and "Number=Plur" in word.feats:
            return i
        if word.upos not in ("ADJ", "NOUN", "PROPN"):
            break
    return _told_of(doc, top)


def _whole(doc: Doc, noun: int) -> int:
    """The first word of what hyphens join ("Su-25s")."""
    while noun > 1 and doc.words[noun - 1].text == "-" and not doc.words[noun].text[0].isalpha():
        if doc.words[noun - 2].end != doc.words[noun - 1].start:
            break
        noun -= 2
    return noun


def _shifted(doc: Doc, noun: int, named: Named) -> int:
    """The noun behind a type or a people that parsers take for it ("36 M109 howitzers")."""
    word, after = doc.words[noun], doc.words[min(noun + 1, len(doc.words) - 1)]
    kind = any(char.isdigit() for char in word.text) or (named(noun) and word.upos == "ADJ")
    many = after.text.endswith("s") and after.upos in ("NOUN", "PROPN")
    beside = after.start == word.end + 1 and after.i != noun
    return after.i if kind and many and beside else noun


def _told_of(doc: Doc, top: int) -> int | None:
    """ "Nineteen are submarines"."""
    head = doc.words[doc.words[top].head]
    is_noun = head.upos == "NOUN" and "Number=Plur" in head.feats and head.i > top
    linked = any(doc.words[c].deprel == "cop" for c in doc.children[head.i])
    return head.i if is_noun and linked and doc.words[top].deprel == "nsubj" else None
