"""What numbers in digits and words are worth: "1.5 million", "two dozen", "half a million"."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: float(n) for n, word in enumerate(_ONES.split())}
WORDS |= {word: 10.0 * n for n, word in enumerate(_TENS.split(), 2)}
SCALES = {
    "hundred": 1e2,
    "dozen": 12.0,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "trn": 1e12,
}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}


def scaled(value: float, scale: str) -> float:
    """The value times "thousand", "million" and so on."""
    return value * SCALES[scale.lower()]


def spelled(number: str) -> float | None:
    """The value of "two hundred and fifty thousand", "a dozen", "half a million"."""
    total = current = 0.0
    factor = 1.0
    for word in re.split(r"[-\s]+", number):
        if word in FRACTIONS:
            factor = FRACTIONS[word]
        elif word in WORDS:
            current += WORDS[word]
        elif word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if SCALES[word] >= 1e3:
                total, current = total + current, 0.0
        elif word not in ("a", "an", "and", "of"):
            return None
    return (total + current) * factor


def levelled(low: float, high: str) -> float:
    """The lower end of a range whose scale stands with the upper ("three to four thousand")."""
    last = high.lower().split()[-1:]
    scale = SCALES.get(last[0], 1.0) if last and not high[:1].isdigit() else 1.0
    return low * scale if low < 100 <= scale else low
