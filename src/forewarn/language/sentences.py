"""Finds where the sentences of a tokenised text end.

Blank lines, and line breaks that no wrapping explains, end a sentence always. Between them a small
convolutional network (three dilated layers over hashed words, endings and shapes) gives each
token the log-odds that a sentence ends with it; it was trained on the training parts of EWT and
GUM (`training/boundaries.py`), and runs on NumPy alone. Rules alone lose too many of the
boundaries that no punctuation marks: see benchmarks/results/raw_text.md.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from enum import IntFlag
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from forewarn.language.tokens import Token

WEIGHTS = Path(__file__).parent / "weights" / "boundaries.npz"

LONGEST = 250  # words; the longest sentence of the training treebanks has 178
SHORTEST_PART = 40  # words: a sentence that is too long is not cut sooner than this
# Log-odds that an end without a mark needs: in prose, and in a long paragraph that does not end
# with a mark itself (a list or a header whose line breaks were lost). Against 0 for both, sentence
# F1 on the dev parts goes from 87.5 to 87.5 (EWT) and from 94.9 to 95.1 (GUM, nearer to news).
UNMARKED = 1.0
UNMARKED_IN_LISTS, LIST = -0.5, 25  # tokens of a paragraph from which on it may be a list
BLOCK = 20_000  # tokens that the network reads at once, about 30 MB

BUCKETS = {"word": 8192, "ending": 2048, "shape": 512}
DILATIONS = (1, 2, 4)
GAP = 2 * DILATIONS[-1]  # empty rows before each segment: the reach of the widest layer
NUMBERS = 9  # numeric inputs of a token, see `_numbers`

Array = NDArray[np.float32]
Ids = NDArray[np.int32]
_Arrays = dict[str, NDArray[Any]]


def split(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end) ranges of its `tokens`, end excluded."""
    found: list[tuple[int, int]] = []
    for block in _blocks(segments(text, tokens)):
        odds = _log_odds(features(text, tokens, block))
        at = 0
        for start, end in block:
            found.extend(_parts(odds[at : at + end - start], start))
            at += end - start
    return found


def _log_odds(read: Features) -> Array:
    """The log-odds of an end after each token, after what the network need not be asked.

    Before a word in lower case a sentence does not end without a mark; a comma is weighed for the
    sake of sentences that are too long. An end after a quotation mark or bracket that opens is one
    before it.
    """
    signs = read.signs
    marked = signs & Sign.MARK > 0
    marked[1:] |= (signs[1:] & Sign.AFTER > 0) & marked[:-1]
    before_low = np.append(signs[1:] & Sign.LOW > 0, False)
    odds = forward(_weights(), read, marked | (signs & Sign.COMMA > 0) | ~before_low)
    odds -= _penalty(marked, read.lengths) * ~marked
    opens = (
        (signs & Sign.BEFORE > 0)
        & (read.numbers[:, 0] > 0)
        & ~np.append(read.numbers[1:, 0], 1).astype(bool)
    )
    for i in np.flatnonzero(opens[1:]).tolist():
        odds[i] = max(odds[i], odds[i + 1])
        odds[i + 1] = -np.inf
    return odds


def _penalty(marked: NDArray[np.bool_], lengths: Sequence[int]) -> Array:
    """What an end without a mark needs, for each token."""
    lasts = np.cumsum(lengths) - 1
    lists = ~marked[lasts] & (np.array(lengths) >= LIST)
    return np.repeat(np.where(lists, UNMARKED_IN_LISTS, UNMARKED).astype(np.float32), lengths)


def _blocks(ranges: Iterable[tuple[int, int]]) -> Iterable[list[tuple[int, int]]]:
    """The ranges in groups of about `BLOCK` tokens; a longer range is cut."""
    block: list[tuple[int, int]] = []
    size = 0
    for start, end in ranges:
        for at in range(start, end, BLOCK):
            block.append((at, min(at + BLOCK, end)))
            size += block[-1][1] - at + GAP
            if size >= BLOCK:
                yield block
                block, size = [], 0
    if block:
        yield block


def _parts(odds: Array, offset: int) -> Iterable[tuple[int, int]]:
    """The sentences of one segment, given the log-odds of an end after each of its tokens."""
    ends = [*(np.flatnonzero(odds[:-1] > 0) + 1).tolist(), len(odds)]
    start = 0
    for end in ends:
        while end - start > LONGEST:
            best = int(np.argmax(odds[start + SHORTEST_PART - 1 : start + LONGEST]))
            yield offset + start, offset + start + SHORTEST_PART + best
            start += SHORTEST_PART + best
        yield offset + start, offset + end
        start = end


# -- what certainly ends a sentence ---------------------------------------------------------------

_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ITEM = re.compile(r"[-–—*•‣◦▪·●○■□»>]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]")
NARROWEST, WIDEST = 40, 130  # characters of a line in a text that was wrapped by hand
FULL_SHARE = 0.6  # of the lines of a wrapped paragraph are full; those of a list rarely are
LOW_SHARE = 0.4  # of its lines start in lower case; those of a list of headlines do not


def segments(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The ranges of `tokens` between which a sentence ends for certain."""
    if not tokens:
        return []
    wraps = _wraps(text) if _BREAKS.search(text) else frozenset()
    cuts = [0]
    for i in range(1, len(tokens)):
        start, end = tokens[i - 1][-1], tokens[i][0]
        if end > start and _BREAKS.search(text, start, end) and end not in wraps:
            cuts.append(i)
    cuts.append(len(tokens))
    return list(pairwise(cuts))


def _wraps(text: str) -> frozenset[int]:
    """Where in `text` a line starts that goes on with the sentence of the line before."""
    found: set[int] = set()
    block: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if not line.isspace():
            block.append((at + len(line) - len(line.lstrip()), line.strip()))
        if line.isspace() or line[-1] in "\f\u2029":
            found.update(_wraps_of(block))
            block = []
        at += len(line)
    found.update(_wraps_of(block))
    return frozenset(found)


def _wraps_of(block: Sequence[tuple[int, str]]) -> Iterable[int]:
    """The same among the lines (start, text) of one paragraph.

    A line was wrapped if the first word of the next one had no room left in it, in a paragraph
    most of whose lines are full in this way and often go on in lower case; or if the next one
    does go on in lower case.
    """
    width = max((len(line) for _, line in block), default=0)
    full = [
        len(line) + 1 + len(after.split(None, 1)[0]) > width
        for (_, line), (_, after) in pairwise(block)
    ]
    low = sum(after[0].islower() for _, after in block[1:])
    wrapped = (
        len(full) > 1
        and NARROWEST <= width <= WIDEST
        and sum(full) >= FULL_SHARE * len(full)
        and low >= LOW_SHARE * len(full)
    )
    for ((_, line), (start, after)), is_full in zip(pairwise(block), full, strict=True):
        goes_on = after[0].islower() and line[-1] not in ".!?:;"
        if not _ITEM.match(after) and ((wrapped and is_full) or goes_on):
            yield start


# -- the network ----------------------------------------------------------------------------------

# Curly quotation marks are rare in the treebanks and common in news: they are read as straight.
_STRAIGHT = {"“": '"', "”": '"', "„": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "’s": "'s"}


class Sign(IntFlag):
    """What the first character of a token, or the token itself, is."""

    END = 1
    CAPITAL = 2
    LOW = 4
    OPENING_BRACKET = 8
    CLOSING_BRACKET = 16
    STRAIGHT_QUOTE = 32
    OPENING_QUOTE = 64
    CLOSING_QUOTE = 128
    MARK = 256  # may end a sentence
    AFTER = 512  # may stand between the mark and the end
    BEFORE = 1024  # opens what follows
    COMMA = 2048


_SIGNS = {
    Sign.END: ".!?",
    Sign.OPENING_BRACKET: "([{",
    Sign.CLOSING_BRACKET: ")]}",
    Sign.MARK: ".!?…:;",
    Sign.AFTER: "\"'”’»)]",
    Sign.BEFORE: "\"'“‘«([",
    Sign.COMMA: ",",
}
_QUOTES = {
    '"': Sign.STRAIGHT_QUOTE,
    "“": Sign.OPENING_QUOTE,
    "„": Sign.OPENING_QUOTE,
    "``": Sign.OPENING_QUOTE,
    "”": Sign.CLOSING_QUOTE,
    "''": Sign.CLOSING_QUOTE,
}


class Features(NamedTuple):
    """What the network reads of each token, and how many tokens each segment has."""

    ids: Ids  # buckets of word, ending and shape
    numbers: Array
    signs: NDArray[np.int32]  # flags of `Sign`
    lengths: list[int]


def features(text: str, tokens: Sequence[Token], ranges: Sequence[tuple[int, int]]) -> Features:
    """The features of the tokens in `ranges`, each of which is a segment."""
    lengths = [end - start for start, end in ranges]
    chosen = [token for start, end in ranges for token in tokens[start:end]]
    ids = np.array([_read(text[token[0] : token[-1]]) for token in chosen], dtype=np.int32)
    starts = np.array([token[0] for token in chosen])
    ends = np.array([token[-1] for token in chosen])
    parted = np.ones(len(chosen) + 1, np.float32)
    parted[1:-1] = starts[1:] > ends[:-1]
    signs = ids[:, 3]
    numbers = np.empty((len(chosen), NUMBERS), np.float32)
    at = 0
    for length in lengths:
        here = slice(at, at + length)
        numbers[here] = _numbers(signs[here], parted[at : at + length + 1])
        at += length
    return Features(ids[:, :3], numbers, signs, lengths)


@lru_cache(maxsize=30_000)
def _read(form: str) -> tuple[int, int, int, int]:
    """The buckets of a token's word, ending and shape (0 is left for nothing), and its signs."""
    straight = _STRAIGHT.get(form, form)
    lower = straight.lower()
    return (
        _bucket(lower, BUCKETS["word"]),
        _bucket(lower[-3:], BUCKETS["ending"]),
        _bucket(_shape(straight), BUCKETS["shape"]),
        _signs(form),
    )


def _signs(form: str) -> int:
    first = form[0]
    found = Sign.CAPITAL if first.isupper() else Sign.LOW if first.islower() else Sign(0)
    for sign, characters in _SIGNS.items():
        if first in characters:
            found |= sign
    return int(found | _QUOTES.get(form, Sign(0)))


def _bucket(key: str, size: int) -> int:
    return 1 + zlib.crc32(key.encode("utf-8", "surrogatepass")) % (size - 1)


def _shape(form: str) -> str:
    """ "Xx" for Kyiv, "X.X." for U.S., "d,d" for 1,200: runs are written once."""
    signs: list[str] = []
    for char in form[:20]:
        sign = "d" if char.isdigit() else "X" if char.isupper() else "x" if char.isalpha() else char
        if not signs or signs[-1] != sign:
            signs.append(sign)
    return "".join(signs[:6])


def _numbers(signs: NDArray[np.int32], parted: Array) -> Array:
    """The numeric inputs of the tokens of one segment; `parted` has white space around each."""
    size = len(signs)
    before, after = parted[:-1], parted[1:]

    def are(sign: Sign) -> Array:
        return (signs & sign > 0).astype(np.float32)

    straight = are(Sign.STRAIGHT_QUOTE)
    opening = are(Sign.OPENING_QUOTE) + straight * before * (1 - after)
    closing = are(Sign.CLOSING_QUOTE) + straight * after * (1 - before)
    depth = np.cumsum(are(Sign.OPENING_BRACKET) - are(Sign.CLOSING_BRACKET))
    index = np.arange(size, dtype=np.float32)
    columns = [
        before,
        opening,
        closing,
        _inside(opening, closing, straight),
        np.clip(depth, -1, 2),
        np.log1p(index) / 4,
        np.log1p(size - 1 - index) / 4,
        np.full(size, 10 * are(Sign.END).mean()),
        np.full(size, 2 * are(Sign.CAPITAL).mean()),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _inside(opening: Array, closing: Array, straight: Array) -> Array:
    """1 from an opening quotation mark to the next closing one; one of neither kind turns it."""
    inside = np.zeros(len(opening), np.float32)
    state, last = 0.0, 0
    for i in np.flatnonzero(opening + closing + straight).tolist():
        inside[last:i] = state
        state, last = (1.0 if opening[i] else 0.0 if closing[i] else 1.0 - state), i
    inside[last:] = state
    return inside


@cache
def _weights() -> _Arrays:
    with np.load(WEIGHTS) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def forward(weights: _Arrays, read: Features, wanted: NDArray[np.bool_] | None = None) -> Array:
    """The network: embeddings, three dilated convolutions with a short cut each, one output.

    The last layer is spared for tokens that are not `wanted`; their log-odds are -inf.
    """
    ids, numbers, _, lengths = read
    rows = np.arange(len(ids)) + GAP * np.repeat(np.arange(len(lengths)) + 1, lengths)
    inputs = [weights[name][ids[:, k]] for k, name in enumerate(BUCKETS)]
    state = np.zeros((int(rows[-1]) + 1 + GAP, len(weights["in.bias"])), np.float32)
    entered = np.concatenate([*inputs, numbers], axis=1) @ weights["in.weight"].T
    state[rows] = np.maximum(entered + weights["in.bias"], 0)
    for layer, dilation in enumerate(DILATIONS):
        if dilation == DILATIONS[-1] and wanted is not None:
            rows = rows[wanted]
        added = _convolve(state, rows, weights[f"conv{layer}.weight"], dilation)
        state[rows] += np.maximum(added + weights[f"conv{layer}.bias"], 0)
    odds = np.full(len(ids), -np.inf, np.float32)
    chosen = slice(None) if wanted is None else wanted
    odds[chosen] = state[rows] @ weights["out.weight"][0] + weights["out.bias"][0]
    return odds


def _convolve(state: Array, rows: NDArray[np.int64], kernel: Array, dilation: int) -> Array:
    """`state` (rows, channels) with `kernel` (width, in, out), at `rows` alone."""
    result = np.zeros((len(rows), kernel.shape[2]), np.float32)
    for k, matrix in enumerate(kernel):
        result += state[rows + (k - len(kernel) // 2) * dilation] @ matrix
    return result
