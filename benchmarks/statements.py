"""Attributions against PolNeAR: source, cue, content.

    python benchmarks/statements.py DATA [--errors N] [-o FILE.json]

DATA is the folder that holds statements/polnear_dev120.jsonl: 120 US news articles with 2,731
attributions. It is used for measuring alone; its cues and some of its errors were looked at while
building, for what kinds of things it marks.

What counts. A span is a set of words (letters and digits; punctuation does not count).
- exact: one gold attribution and one of ours are paired by the overlap of their cues, else of
  their contents; a role is right where all its words are the same. F1 over all attributions that
  have the role.
- token-F1: over the words that are in that role in any attribution of an article.
The gold marks what people think and want, endorse or expect, as well as what they say. It gives
each word to one attribution at most, so of ours those are taken that no other one reports.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counts import Counts

ROLES = ("source", "cue", "content")
PEERS = {
    "regular expressions for direct quotes": {"content": {"tokens": 0.48}},
    "dependency rules": {"content": {"tokens": 0.57}},
    "CRF trained on PolNeAR": {
        "source": {"exact": 0.63},
        "cue": {"exact": 0.63},
        "content": {"exact": 0.44, "tokens": 0.83},
    },
}
_WORD = re.compile(r"\w+")

Span = frozenset[int]


@dataclass(frozen=True)
class Triple:
    """The words of each role of one attribution, numbered in their article."""

    source: Span
    cue: Span
    content: Span


class Numbering:
    """The words of an article, to turn characters into words."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _WORD.finditer(text)]

    def words(self, pieces: Iterable[tuple[int, int]]) -> Span:
        return frozenset(
            k
            for start, end in pieces
            for k, (a, b) in enumerate(self._spans)
            if start <= a and b <= end
        )


def score(pairs: Iterable[tuple[Sequence[Triple], Sequence[Triple]]]) -> dict[str, Any]:
    """Exact and token scores of (gold, ours) by article."""
    exact = {role: Counts() for role in ROLES}
    tokens = {role: Counts() for role in ROLES}
    for gold, ours in pairs:
        for role in ROLES:
            a = frozenset().union(*(getattr(one, role) for one in gold))
            b = frozenset().union(*(getattr(one, role) for one in ours))
            tokens[role].add(len(a & b), len(a), len(b))
            exact[role].add(
                0,
                sum(bool(getattr(g, role)) for g in gold),
                sum(bool(getattr(o, role)) for o in ours),
            )
        for g, o in paired(gold, ours):
            for role in ROLES:
                same = bool(getattr(g, role)) and getattr(g, role) == getattr(o, role)
                exact[role].right += same
    return {
        role: {"exact": exact[role].scores(), "tokens": tokens[role].scores()} for role in ROLES
    }


def paired(gold: Sequence[Triple], ours: Sequence[Triple]) -> list[tuple[Triple, Triple]]:
    """One to one, the best overlaps first: of cues, then of contents."""
    overlaps = sorted(
        (
            (-len(g.cue & o.cue), -_dice(g.content, o.content), i, k)
            for i, g in enumerate(gold)
            for k, o in enumerate(ours)
            if g.cue & o.cue or g.content & o.content
        )
    )
    seen_gold: set[int] = set()
    seen_ours: set[int] = set()
    pairs = []
    for _, _, i, k in overlaps:
        if i not in seen_gold and k not in seen_ours:
            seen_gold.add(i)
            seen_ours.add(k)
            pairs.append((gold[i], ours[k]))
    return pairs


def _dice(a: Span, b: Span) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def gold_triples(row: dict[str, Any]) -> list[Triple]:
    numbering = Numbering(row["text"])
    return [
        Triple(*(numbering.words((p["start"], p["end"]) for p in each[role]) for role in ROLES))
        for each in row["attributions"]
        if each["cue"] or each["content"]
    ]


# The coder's side


def our_triples(text: str, doc: Any, mentions: Any) -> list[Triple]:
    from forewarn.coding.statements import attribution, nesting

    numbering = Numbering(text)
    return [
        Triple(
            numbering.words([doc.span(*each.source)] if each.source else []),
            numbering.words([doc.span(*each.cue)]),
            numbering.words(doc.span(*span) for span in each.content),
        )
        for each in nesting.outermost(attribution.find(doc, mentions))
    ]


class NoMentions:
    """Finds no actors: PolNeAR asks for words alone."""

    def resolve(self, i: int) -> tuple[()]:
        return ()


def measure(path: Path, errors: int = 0) -> dict[str, Any]:
    """The scores on PolNeAR, with the processor time that reading and finding took."""
    from forewarn import language

    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    pipeline = language.load()
    begun = time.process_time()
    docs = list(pipeline.read(row["text"] for row in rows))
    read = time.process_time()
    pairs = [
        (gold_triples(row), our_triples(row["text"], doc, NoMentions()))
        for row, doc in zip(rows, docs, strict=True)
    ]
    done = time.process_time()
    words = sum(len(doc.words) for doc in docs)
    show(rows, pairs, errors)
    return {
        "peers": PEERS,
        "set": path.name,
        "articles": len(rows),
        "attributions": sum(len(gold) for gold, _ in pairs),
        "scores": score(pairs),
        "words": words,
        "reading_words_per_second": round(words / (read - begun)),
        "finding_words_per_second": round(words / (done - read)),
    }


def show(rows: Sequence[Any], pairs: Sequence[Any], errors: int) -> None:
    """Print the cues that are missed and found too often, and words that differ by role."""
    if not errors:
        return
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    wrong: dict[str, list[str]] = {role: [] for role in ROLES}
    for row, (gold, ours) in zip(rows, pairs, strict=True):
        words = _WORD.findall(row["text"])
        both = paired(gold, ours)
        hit = {id(g) for g, o in both if g.cue & o.cue}
        said = {id(o) for g, o in both if g.cue & o.cue}
        for g, o in both:
            for role in ROLES:
                a, b = getattr(g, role), getattr(o, role)
                if g.cue & o.cue and a != b:
                    wrong[role].append(f"{_said(words, a)} | {_said(words, b)}")
        missed.update(_said(words, g.cue) for g in gold if id(g) not in hit)
        spurious.update(_said(words, o.cue) for o in ours if id(o) not in said)
    print("missed:", missed.most_common(errors), file=sys.stderr)
    print("spurious:", spurious.most_common(errors), file=sys.stderr)
    for role, each in wrong.items():
        print(f"{role}, gold | ours:", *each[:errors], sep="\n  ", file=sys.stderr)


def _said(words: Sequence[str], span: Span) -> str:
    return " ".join(words[k] for k in sorted(span)).lower()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong cues")
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    result = measure(args.data / "statements" / "polnear_dev120.jsonl", args.errors)
    text = json.dumps(result, indent=1)
    print(text)
    if args.output:
        args.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
