"""What kind of statement something is, as the statement head of the language model sees it.

The head was trained on labelled/statements/train (`weights/MODEL_CARD.md`). It reads the sentences
of a statement with its content and its cue marked, beside the kind that the rules give it. Where
the language stage leaves no states (another pipeline, a sentence too long to be read at once) it
says nothing, and the rules decide alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from forewarn.language.doc import Doc, States
from forewarn.records import StatementKind

WEIGHTS = Path(__file__).parent.parent / "weights"
AROUND, CONTENT, CUE = 0, 1, 2
"""How the sub-words of a statement's sentence are marked."""
MOST_SENTENCES = 3
"""A longer content is judged by its first sentences."""
Range = tuple[int, int]
Floats = NDArray[np.float32]


class Head:
    """The shipped head; one sentence at a time, so nothing depends on its neighbours."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        # Imported here, because another pipeline needs none of it.
        from forewarn.language.model import UNFUSED, session

        self.kinds: list[StatementKind] = json.loads((folder / "kinds.json").read_text("utf-8"))
        self._session = session(folder / "kinds.onnx", UNFUSED)

    def read(self, states: States, tags: NDArray[np.int64], rules: StatementKind) -> Floats:
        """Scores of the kinds of one sentence."""
        inputs = {
            "states": states.pieces[None],
            "tags": tags[None],
            "rules": np.array([self.kinds.index(rules)]),
        }
        (scores,) = self._session.run(["kinds"], inputs)
        found: Floats = scores[0]
        return found


@cache
def head() -> Head:
    """The shipped head, loaded once in a process."""
    return Head()


def judge(
    doc: Doc, content: Sequence[Range], cue: Range, rules: StatementKind
) -> tuple[tuple[StatementKind, float], ...]:
    """The likeliest kinds with their shares, the best first; none where nothing can be read."""
    read = marked(doc, content, cue)
    if not read:
        return ()
    total = sum(
        _log_softmax(head().read(states, tags, rules)) * int((tags == CONTENT).sum())
        for states, tags in read
    )
    length = sum(int((tags == CONTENT).sum()) for _, tags in read)
    shares = np.exp(np.asarray(total) / length)
    shares = shares / shares.sum()
    best = np.argsort(-shares, kind="stable")[:3]
    return tuple((head().kinds[int(k)], round(float(shares[k]), 3)) for k in best)


def marked(
    doc: Doc, content: Sequence[Range], cue: Range
) -> list[tuple[States, NDArray[np.int64]]]:
    """The states of the content's first sentences, with the mark of each sub-word."""
    of = doc.sentence_of
    inside = sorted({of[i] for start, end in content for i in range(start, end)})
    found = []
    for k in inside[:MOST_SENTENCES]:
        states = doc.states[k] if doc.states else None
        if states is None:
            continue
        tags = np.full(len(states.pieces), AROUND, dtype=np.int64)
        for mark, ranges in ((CUE, [cue]), (CONTENT, content)):
            _mark(tags, states, doc.sentences[k], ranges, mark)
        if (tags == CONTENT).any():
            found.append((states, tags))
    return found


def _mark(
    tags: NDArray[np.int64], states: States, sentence: Range, ranges: Sequence[Range], mark: int
) -> None:
    start, end = sentence
    for a, b in ranges:
        for i in range(max(a, start), min(b, end)):
            tags[states.first[i - start] : states.last[i - start] + 1] = mark


def _log_softmax(scores: Floats) -> Floats:
    moved = scores - scores.max()
    found: Floats = moved - np.log(np.exp(moved).sum())
    return found
