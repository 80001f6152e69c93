"""Chooses by how much a name must be ahead of no name, on the held-out part of Universal NER.

    python -m training.margins --data DATA --weights FOLDER

Prints F1 for margins from -1 to 3 of each type, one type at a time, the others as they are in the
weights. The held-out part is small (a fifth of EWT's dev documents): take round numbers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from forewarn.language.model import Model
from forewarn.language.names import Decoder
from training import corpora
from training.corpora import Sentence
from training.names import LABELS, TYPES, held_out, spans

Scores = list[NDArray[np.float32]]
GRID = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)


def f1(decoder: Decoder, sentences: Sequence[Sentence], scores: Scores) -> tuple[float, ...]:
    """F1, precision and recall of PER, ORG and LOC names."""
    gold = found = right = 0
    for sentence, rows in zip(sentences, scores, strict=True):
        labels = [next(iter(x)) if len(x) == 1 else "O" for x in sentence.names or ()]
        wanted = {span for span in spans(labels) if span[2] in TYPES[:3]}
        given = {span for span in decoder.spans(rows) if span[2] in TYPES[:3]}
        gold, found, right = gold + len(wanted), found + len(given), right + len(wanted & given)
    return 200 * right / (gold + found), 100 * right / max(found, 1), 100 * right / gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    args = parser.parse_args()
    trees = corpora.treebank(args.data / "ud/en_ewt-ud-dev.conllu")
    every = corpora.uner(args.data / "ner/uner_ewt/en_ewt-ud-dev.iob2", trees)
    sentences = [s for s in every if held_out(s.key)]
    model = Model.load(args.weights)
    scores = [model.name_scores(s.words) for s in sentences]
    labels = json.loads((args.weights / "labels.json").read_text(encoding="utf-8"))
    now = labels["name_margins"]
    for kind, margin in [("now", 0.0), *((kind, x) for kind in TYPES for x in GRID)]:
        margins = now if kind == "now" else now | {kind: margin}
        found, precision, recall = f1(Decoder(LABELS, margins), sentences, scores)
        print(f"{kind} {margin} F1 {found:.2f} precision {precision:.2f} recall {recall:.2f}")


if __name__ == "__main__":
    main()
