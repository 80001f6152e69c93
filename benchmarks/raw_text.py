"""Scores the whole way from raw text: tokens, words, sentences, tags, lemmas and trees.

    python benchmarks/raw_text.py DATA [--part test|dev] [--pipeline NAME]

DATA holds the CoNLL-U files of UD_English-EWT and UD_English-GUM. The raw text of a document is
built from its sentences: paragraphs (`# newpar`) are joined by a blank line; within a paragraph
the tokens are joined by one space, or by nothing where the treebank says SpaceAfter=No. Each
document (`# newdoc`) is read alone.

The measures are those of the CoNLL 2018 shared task: a word is found if a word with exactly its
characters was given; tags, lemmas and trees count over the words found, precision over all words
given, recall over all words of the treebank. UAS and LAS want the same head (found as a word too)
and LAS the same relation without its subtype. Words of a contraction that are not spelled as its
parts do not occur in these treebanks, so character offsets align all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldWord:
    """A word of a treebank: characters `start` to `end`, of the token `token`; head is an index
    in the sentence, its own for the root."""

    start: int
    end: int
    token: Span
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str


Sentence = list[GoldWord]


def read_gold(path: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """The documents of a CoNLL-U file: their raw text and their sentences."""
    text = ""
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# newdoc") and sentences:
            yield text.rstrip(), sentences
            text, sentences = "", []
        elif line.split(" =")[0].strip() == "# newpar" and sentences:
            text = text.rstrip() + "\n\n"
        elif line.split(" id")[0].strip() == "# newpar" and sentences:
            text = text.rstrip() + "\n\n"
        elif line[:1].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            written, sentence = _sentence(rows, len(text))
            text, rows = text + written, []
            sentences.append(sentence)
    if sentences:
        yield text.rstrip(), sentences


def _sentence(rows: Sequence[Sequence[str]], offset: int) -> tuple[str, Sentence]:
    """The text of one sentence, which starts at `offset` in its document, and its words."""
    text = ""
    words: Sentence = []
    token: Span = (0, 0)
    inside = at = 0  # the last word of the open contraction, and where its next word starts
    for row in rows:
        number, form = row[0], row[1]
        if "." in number:
            continue
        if not number.isdigit() or int(number) > inside:
            token = (offset + len(text), offset + len(text) + len(form))
            at = token[0]
            text += form + ("" if "SpaceAfter=No" in row[9].split("|") else " ")
        if not number.isdigit():
            inside = int(number.split("-")[1])
            continue
        head = int(row[6]) - 1 if row[6] != "0" else int(number) - 1
        words.append(GoldWord(at, at + len(form), token, form, row[2], row[3], head, row[7]))
        at += len(form)
    return text, words
