"""What the event heads of the language model say of words: which event, who to whom, how real.

The heads were trained on the sentences of labelled/ (`weights/MODEL_CARD.md`). They see the states
that the language stage leaves in `Doc.states`; where it leaves none (another pipeline, a sentence
too long to be read at once) they say nothing, and the rules decide alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from forewarn.language.doc import Doc
from forewarn.records import Status

WEIGHTS = Path(__file__).parent.parent / "weights"
NOTHING = "NONE"
OUTPUTS = ["types", "statuses", "actors", "recipients"]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence from word `start`: shares of types and statuses, scores of roles, by word."""

    start: int
    types: Floats
    statuses: Floats
    roles: tuple[Floats, Floats]


class Heads:
    """The shipped heads; one sentence at a time, so nothing depends on its neighbours."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        # Imported here, because another pipeline needs none of it.
        from forewarn.language.model import UNFUSED, session

        names = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.types: list[str] = names["types"]
        self.statuses: list[Status] = names["statuses"]
        self._session = session(folder / "events.onnx", UNFUSED)

    def read(self, inputs: dict[str, Any]) -> list[Floats]:
        """Scores by word: types, statuses; then of pairs: actors, recipients."""
        found: list[Floats] = self._session.run(OUTPUTS, inputs)
        return found


@cache
def heads() -> Heads:
    """The shipped heads, loaded once in a process."""
    return Heads()


class Senses:
    """What the heads say of the words of one text; a sentence is read when it is asked for."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._read: dict[int, _Sentence | None] = {}

    def type(self, i: int) -> tuple[str, float]:
        """The likeliest event type that word `i` carries, and how likely it carries any."""
        scores = self._scores(i)
        if scores is None:
            return NOTHING, 0.0
        likely = scores.types[i - scores.start]
        return heads().types[1 + int(likely[1:].argmax())], round(float(1 - likely[0]), 4)

    def share(self, i: int, type_: str) -> float | None:
        """How likely word `i` carries that type; None where nothing is known."""
        scores = self._scores(i)
        if scores is None:
            return None
        return float(scores.types[i - scores.start][heads().types.index(type_)])

    def types(self, i: int, most: int = 3) -> list[tuple[str, float]]:
        """The likeliest types of word `i` ("NONE" among them), the best first."""
        scores = self._scores(i)
        if scores is None:
            return []
        likely = scores.types[i - scores.start]
        best = np.argsort(-likely, kind="stable")[:most]
        return [(heads().types[int(k)], round(float(likely[k]), 3)) for k in best]

    def status(self, i: int) -> tuple[Status, float] | None:
        """The likeliest status of what word `i` says, and how likely it is."""
        scores = self._scores(i)
        if scores is None:
            return None
        likely = scores.statuses[i - scores.start]
        return heads().statuses[int(likely.argmax())], float(likely.max())

    def actor(self, i: int) -> tuple[int, float] | None:
        """The word that heads who does what word `i` says, and how likely (0..1)."""
        return self._role(i, 0)

    def recipient(self, i: int) -> tuple[int, float] | None:
        """The word that heads to whom it is done, and how likely (0..1)."""
        return self._role(i, 1)

    def _role(self, i: int, side: int) -> tuple[int, float] | None:
        scores = self._scores(i)
        if scores is None:
            return None
        row = scores.roles[side][i - scores.start]
        best = int(row.argmax())
        return scores.start + best, float(1 / (1 + np.exp(-row[best])))

    def _scores(self, i: int) -> _Sentence | None:
        k = self._doc.sentence_of[i]
        if k not in self._read:
            self._read[k] = self._sentence(k)
        return self._read[k]

    def _sentence(self, k: int) -> _Sentence | None:
        states = self._doc.states[k] if self._doc.states else None
        if states is None:
            return None
        inputs = {"states": states.pieces[None], "first": states.first, "last": states.last}
        types, statuses, actors, recipients = heads().read(inputs)
        start = self._doc.sentences[k][0]
        return _Sentence(start, _softmax(types), _softmax(statuses), (actors, recipients))


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
