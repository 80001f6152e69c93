"""Name labels of several data sets, brought to one scheme: PER, ORG, LOC and MISC in BIO.

The scheme is that of Universal NER: the outermost name, made of proper nouns, without titles and
determiners; nationalities, days, products and events are not PER, ORG or LOC. Where a data set
does not mark MISC, its proper nouns outside of names may be MISC or nothing.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

TYPES = ("PER", "ORG", "LOC", "MISC")
LABELS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI"))
Allowed = tuple[frozenset[str], ...]
Convert = Callable[[tuple[str, ...], list[str]], Allowed]
Span = tuple[int, int, str]

NOTHING = frozenset({"O"})
OPEN_MISC = frozenset({"O", "B-MISC", "I-MISC"})
ANYTHING = frozenset(LABELS)

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
TIMES, TITLES, COUNTRIES, LINKS = (
    frozenset(_WORDS[kind]) for kind in ("times", "titles", "countries", "links")
)


def held_out(key: str) -> bool:
    """A fifth of the documents of Universal NER's dev part is for choosing, not for learning."""
    return zlib.crc32(key.rsplit("-", 1)[0].encode()) % 5 == 0


def bio(length: int, spans: Iterable[Span]) -> list[str]:
    """BIO labels of spans that do not overlap."""
    labels = ["O"] * length
    for start, end, kind in spans:
        labels[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return labels


def spans(labels: Sequence[str]) -> list[Span]:
    """The (start, end, type) spans of BIO labels; an I- after another type starts a span."""
    found: list[Span] = []
    for i, label in enumerate([*labels, "O"]):
        kind = label[2:]
        if found and found[-1][1] == -1 and (label[0] != "I" or found[-1][2] != kind):
            found[-1] = (found[-1][0], i, found[-1][2])
        if label != "O" and (not found or found[-1][1] != -1):
            found.append((i, -1, kind))
    return found


def known(labels: Sequence[str]) -> Allowed:
    return tuple(frozenset({label}) for label in labels)


def open_misc(labels: Sequence[str], words: Sequence[str], upos: Sequence[str] | None) -> Allowed:
    """Labels of a data set without MISC: a proper noun that is no name may be MISC or nothing."""
    result = []
    for i, label in enumerate(labels):
        unmarked = label == "O" and upos is not None and upos[i] == "PROPN"
        free = unmarked and words[i].lower() not in TIMES
        result.append(OPEN_MISC if free else frozenset({label if label[2:] in TYPES else "O"}))
    return tuple(result)


def from_wikigold(words: tuple[str, ...], labels: list[str]) -> Allowed:
    return known(bio(len(words), spans(labels)))


_WNUT = {
    "person": "PER",
    "location": "LOC",
    "corporation": "ORG",
    "group": "ORG",
    "product": "MISC",
    "creative-work": "MISC",
}


def from_wnut(words: tuple[str, ...], labels: list[str]) -> Allowed:
    """Products and works are MISC; a user name ("@paul") is left open."""
    found = [(a, b, _WNUT[kind]) for a, b, kind in spans(labels)]
    result = list(known(bio(len(words), found)))
    for i, word in enumerate(words):
        if word.startswith("@") and result[i] == NOTHING:
            result[i] = ANYTHING
    return tuple(result)


_RE3D = {"Organisation": "ORG", "Person": "PER", "Location": "LOC", "Nationality": "MISC"}


def from_re3d(words: tuple[str, ...], labels: list[str], common: frozenset[str]) -> Allowed:
    """Keeps mentions that are names; what may be one is left open, descriptions are nothing."""
    result: list[frozenset[str]] = [NOTHING] * len(words)
    for start, end, kind in spans(labels):
        if kind not in _RE3D:
            _open(result, words, start, end, kind)
            continue
        first, last = _trim(words, start, end, _RE3D[kind])
        if first == last:
            continue
        inner = words[first:last]
        label = as_place(words, first, last, _RE3D[kind])
        lone = len(inner) == 1 and inner[0].lower() in common and label != "MISC"
        if lone or any(_small(word) for word in inner):
            result[first:last] = [ANYTHING] * (last - first)
        else:
            result[first:last] = known(bio(last - first, [(0, last - first, label)]))
    return tuple(result)


def _open(
    result: list[frozenset[str]], words: Sequence[str], start: int, end: int, kind: str
) -> None:
    if kind in ("DocumentReference", "MilitaryPlatform", "Weapon"):
        for i in range(start, end):
            result[i] = OPEN_MISC if words[i][:1].isupper() else NOTHING


def as_place(words: Sequence[str], start: int, end: int, label: str) -> str:
    """LOC where the words are the name of a country, else the label."""
    return "LOC" if " ".join(words[start:end]).lower() in COUNTRIES else label


def _small(word: str) -> bool:
    """A lower-case word that does not link the parts of a name."""
    return word[:1].islower() and word.lower() not in LINKS


def _trim(words: Sequence[str], start: int, end: int, kind: str) -> tuple[int, int]:
    """Drops what stands before and after the capitalised words, and a person's titles."""
    capital = lambda i: words[i][:1].isupper() and words[i] != "The"  # noqa: E731
    ordinal = lambda i: words[i][:1].isdigit() and words[i][-1:].isalpha()  # noqa: E731
    while start < end and not capital(start) and not ordinal(start):
        start += 1
    while end > start and not capital(end - 1):
        end -= 1
    if kind == "PER":
        start = max(
            [start, *(i + 1 for i in range(start, end) if words[i].lower() in _BEFORE_NAME)]
        )
    return min(start, end), end


_BEFORE_NAME = TITLES | {"of", "the", "for", "and", "state", "petty", "minister", "ministers"}


# -- GUM ------------------------------------------------------------------------------------

_GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
_MARK = re.compile(r"\((\d+)-([a-z]+)-[^()]*|(\d+)\)|\)")


def mentions(fields: Sequence[str]) -> list[tuple[int, int, str]]:
    """The (start, end, type) mentions of GUM's `Entity=` values, one a word ("" where none)."""
    stack: list[tuple[str, str, int]] = []
    found: list[tuple[int, int, str]] = []
    for i, field in enumerate(fields):
        for mark in _MARK.finditer(field):
            if mark[1]:
                stack.append((mark[1], mark[2], i))
                continue
            at = _open_index(stack, mark[3])
            if at is not None:
                _, kind, start = stack.pop(at)
                found.append((start, i + 1, kind))
    return found


def _open_index(stack: list[tuple[str, str, int]], number: str | None) -> int | None:
    """Which open mention a closing bracket closes: the last with its number, else the last."""
    if number is None:
        return len(stack) - 1 if stack else None
    return next((k for k in reversed(range(len(stack))) if stack[k][0] == number), None)


def from_gum(rows: Sequence[Sequence[str]], heads: Sequence[int]) -> Allowed:
    """Names of a GUM sentence: mentions headed by a proper noun, cut to the name itself."""
    words = [row[1] for row in rows]
    upos = [row[3] for row in rows]
    fields = [_misc(row[9], "Entity") for row in rows]
    candidates = []
    for start, end, kind in mentions(fields):
        span = _name_part(start, end, kind, words, upos, heads, [row[4] for row in rows])
        if span is not None:
            candidates.append(span)
    return _combine(candidates, words, upos)


def _misc(text: str, key: str) -> str:
    return next(
        (part[len(key) + 1 :] for part in text.split("|") if part.startswith(key + "=")), ""
    )


def _name_part(
    start: int,
    end: int,
    kind: str,
    words: Sequence[str],
    upos: Sequence[str],
    heads: Sequence[int],
    xpos: Sequence[str],
) -> Span | None:
    """The run of name words round the mention's head, or None where that is no proper noun."""
    tops = [i for i in range(start, end) if heads[i] == i or not start <= heads[i] < end]
    if not tops or upos[tops[0]] != "PROPN" or words[tops[0]].lower() in TIMES:
        return None
    label = _GUM.get(kind, "MISC")
    first, last = _grow(tops[0], start, end, label, words, upos)
    if label == "PER":
        first = max([first, *(i + 1 for i in range(first, last) if words[i].lower() in TITLES)])
        if first < last and xpos[last - 1] == "NNPS":
            label = "MISC"
    return (first, last, as_place(words, first, last, label)) if first < last else None


def _grow(
    head: int, start: int, end: int, label: str, words: Sequence[str], upos: Sequence[str]
) -> tuple[int, int]:
    """Takes in the proper nouns beside the head and, in bodies and places, what links them."""

    def name(i: int) -> bool:
        capital = upos[i] in ("ADJ", "NOUN", "VERB", "NUM", "X") and words[i][:1].isupper()
        return upos[i] == "PROPN" or capital

    first, last = head, head + 1
    while first > start and name(first - 1):
        first -= 1
    while last < end:
        step = 1 if name(last) or (words[last] in "-–.'" and last + 1 < end) else 0
        if not step and label in ("ORG", "LOC", "MISC") and words[last].lower() in LINKS:
            step = _reach(last, end, words, upos)
        if not step:
            break
        last += step
    while last > head + 1 and upos[last - 1] in ("PUNCT", "PART", "ADP", "CCONJ", "DET"):
        last -= 1
    return first, last


def _reach(at: int, end: int, words: Sequence[str], upos: Sequence[str]) -> int:
    """How many words further the name goes on after links, or 0 where it ends here."""
    k = at
    while k < end and words[k].lower() in LINKS and k - at < 2:
        k += 1
    goes_on = k < end and upos[k] in ("PROPN", "ADJ", "NOUN") and words[k][:1].isupper()
    plain = {"of", "'s", "’s", "-", "–", "&", "for"}
    return k - at + 1 if goes_on and words[at].lower() in plain else 0


def _combine(candidates: list[Span], words: Sequence[str], upos: Sequence[str]) -> Allowed:
    """Longest first; MISC only opens its words; proper nouns outside of names stay open."""
    taken = [False] * len(words)
    chosen = []
    for start, end, label in sorted(set(candidates), key=lambda s: (s[0] - s[1], s)):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            chosen.append((start, end, label))
    labels = bio(len(words), [span for span in chosen if span[2] != "MISC"])
    return open_misc(labels, words, upos)
