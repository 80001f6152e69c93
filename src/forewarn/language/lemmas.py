"""Lemmas as edit scripts: what to cut off a word, what to add, and in which case to write it.

A script is one of a few hundred classes that a model can choose from, and it works on words that
were never seen: "lower|3|y" makes "country" of "Countries".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

_CASES: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "keep": str,
    "title": str.capitalize,
    "upper": str.upper,
}


def script(form: str, lemma: str) -> str:
    """The shortest script that makes `lemma` of `form`; `apply` is its inverse."""
    for case in ("lower", "keep", "title", "upper"):
        cased = _CASES[case](form)
        same = _common(cased, lemma)
        if same and (case != "lower" or lemma == lemma.lower()) and _usable(cased, lemma, same):
            return f"{case}|{len(cased) - same}|{lemma[same:]}"
    return f"=|{lemma}"


def _usable(cased: str, lemma: str, same: int) -> bool:
    """An edit longer than what it keeps says less than the lemma itself."""
    return len(lemma) - same <= max(same, 2)


def _common(a: str, b: str) -> int:
    """How many characters `a` and `b` share at their start."""
    return next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, int, str]:
    case, cut, tail = text.split("|", 2)
    return case, int(cut), tail


@lru_cache(maxsize=32768)
def apply(text: str, form: str) -> str:
    """The lemma that the script `text` makes of `form`; the form itself where it leaves nothing."""
    if text.startswith("=|"):
        return text[2:] or form
    case, cut, tail = _parts(text)
    cased = _CASES[case](form)
    return cased[: max(len(cased) - cut, 0)] + tail or form
