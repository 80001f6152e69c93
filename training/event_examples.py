"""Labelled sentences as the event heads learn from them: states, and what is to be said of words.

The sentences come from labelled/ (parts train and dev); sentences of GUM's genres without politics
stand beside them as sentences without events.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import labelled
from forewarn.language.doc import Doc, States
from forewarn.language.pipeline import Pipeline

IGNORED = -1
NOTHING = "NONE"
TYPES = (NOTHING, *sorted(labelled.TYPES))
STATUSES = tuple(sorted(labelled.STATUSES))
KINDS = tuple(sorted(labelled.KINDS))
# Words that may carry an event, and those that carry it where there is another in the phrase.
CARRYING = frozenset(["VERB", "NOUN", "ADJ", "PROPN", "ADV", "AUX"])
_LIGHT = frozenset(["ADV", "AUX"])
_CALM = ("academic", "bio", "voyage", "vlog", "textbook")


@dataclass
class Example:
    """One sentence: numbers of classes by word (IGNORED where nothing is to be learned).

    `roles` are (predicate, actors, recipients) as words, `kinds` (words of a statement, kind).
    """

    states: States
    types: NDArray[np.int64]
    statuses: NDArray[np.int64]
    roles: list[tuple[int, list[int], list[int]]] = field(default_factory=list)
    kinds: list[tuple[list[int], int]] = field(default_factory=list)
    complete: bool = True


def labelled_examples(pipeline: Pipeline, part: str) -> list[Example]:
    """The examples of a part of labelled/."""
    found = []
    for kind in ("events", "statements"):
        rows = list(labelled.rows(kind, part))
        for row, doc in zip(rows, pipeline.read(r.text for r in rows), strict=True):
            made = _examples(doc, row.labels, complete=kind == "events")
            found += [each for each in made if each.complete or _teaches(each)]
    return found


def calm_examples(pipeline: Pipeline, file: Path, most: int) -> list[Example]:
    """Sentences of GUM's genres without politics, none of whose words carries an event."""
    texts: list[str] = []
    for block in re.split(r"(?=# newdoc)", file.read_text(encoding="utf-8")):
        name = re.search(r"newdoc id = GUM_(\w+?)_", block)
        if name and name.group(1) in _CALM:
            texts += re.findall(r"^# text = (.*)$", block, re.MULTILINE)
    random.Random(1).shuffle(texts)
    docs = pipeline.read(texts[:most])
    return [example for doc in docs for example in _examples(doc, {}, complete=True)]


def _examples(doc: Doc, labels: dict[str, Any], complete: bool) -> Iterator[Example]:
    for (start, end), states in zip(doc.sentences, doc.states, strict=True):
        if states is None:
            continue
        carrying = [w.upos in CARRYING and complete for w in doc.words[start:end]]
        example = Example(
            states,
            np.where(carrying, 0, IGNORED),
            np.full(end - start, IGNORED),
            complete=complete,
        )
        for event in labels.get("events") or ():
            _add_event(example, doc, start, end, event)
        for mark in labels.get("status") or ():
            words = words_of(doc, start, end, mark["on"], mark.get("nth", 1))
            if words:
                example.statuses[_carrier(doc, words) - start] = STATUSES.index(mark["is"])
        for said in labels.get("statements") or ():
            _add_statement(example, doc, start, end, said)
        yield example


def _teaches(example: Example) -> bool:
    return bool(example.kinds) or bool((example.statuses >= 0).any())


def _add_event(example: Example, doc: Doc, start: int, end: int, event: dict[str, Any]) -> None:
    words = words_of(doc, start, end, event["on"].split("…")[0], event.get("nth", 1))
    if not words:
        return
    carrier = _carrier(doc, words) - start
    for i in words:
        if example.types[i - start] <= 0:
            example.types[i - start] = IGNORED
    if example.types[carrier] <= 0:  # the first of two on the same word stays
        example.types[carrier] = TYPES.index(event["type"])
        example.statuses[carrier] = STATUSES.index(event["status"])
        sides = [_heads(doc, start, end, event.get(side)) for side in ("actor", "recipient")]
        example.roles.append((carrier, sides[0], sides[1]))


def _add_statement(example: Example, doc: Doc, start: int, end: int, said: dict[str, Any]) -> None:
    content = words_of(doc, start, end, said.get("content") or "", 1)
    cue = words_of(doc, start, end, said.get("cue") or "", 1)
    if content:
        words = sorted({i - start for i in [*content, *cue]})
        example.kinds.append((words, KINDS.index(said["kind"])))


def words_of(doc: Doc, start: int, end: int, text: str, nth: int) -> list[int]:
    """The words of the sentence that the text covers, where it stands for the `nth` time."""
    at = labelled.place_of(doc.text, text, nth) if text.strip() else None
    if at is None:
        at = doc.text.find(text) if text.strip() else -1
    if at < 0:
        return []
    return [i for i in range(start, end) if at <= doc.words[i].start < at + len(text.strip())]


def _carrier(doc: Doc, words: list[int]) -> int:
    carrying = (i for i in words if doc.words[i].upos in CARRYING - _LIGHT)
    return next(carrying, words[0])


def _heads(doc: Doc, start: int, end: int, side: str | None) -> list[int]:
    """The words that head the actors' texts, counted within the sentence."""
    heads = []
    for text, _, _ in labelled.actors(side):
        words = words_of(doc, start, end, text, 1)
        if words:
            inside = set(words)
            top = (i for i in words if doc.words[i].head == i or doc.words[i].head not in inside)
            heads.append(next(top, words[-1]) - start)
    return heads
