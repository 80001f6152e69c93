"""Trains the statement head on labelled/statements/train and writes it; see training/README.md.

    python -m training.kinds --encoder FOLDER [--without PREFIX]

The figures printed after each epoch are the accuracy and the macro-F1 on labelled/dev and, with
`--without`, on the families of train whose names begin so, which are then not learned from.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spoken
import torch
from counts import macro_f1
from torch import nn
from torch.nn import functional as F  # noqa: N812

import labelled
from forewarn import language, packs
from forewarn.coding import Coder
from forewarn.coding.statements import statement_head
from forewarn.language.doc import Doc
from forewarn.language.model import WEIGHTS
from forewarn.language.pieces import SHAPES
from forewarn.records import Report
from training.event_examples import KINDS, words_of
from training.kind_network import UNKNOWN, KindHead, Unit, batch_of, from_file, graph
from training.steps import BATCH, batches, follow, optimizer_of

WARM_UP, CLIP, SMOOTHING, AVERAGE = 30, 1.0, 0.05, 0.995
# The rules' kind is hidden so often, so that the head learns to read by itself.
HIDDEN = 0.3
TARGET = Path("src/forewarn/coding/weights")
Statement = list[Unit]


def statements(part: str, pack: str = "eastern-flank") -> Iterator[tuple[str, Statement]]:
    """The labelled statements of a part with the names of their families.

    Where the coder finds the statement, its words are the coder's; else the labelled ones.
    """
    coder = Coder(packs.load(pack))
    rows = list(labelled.rows("statements", part))
    for row, doc in zip(rows, language.load().read(each.text for each in rows), strict=True):
        gold = row.labels.get("statements") or []
        report = Report("r-train", *[None] * 5, "en", None, None, None, row.text)
        made = coder.made(doc, report) if gold else []
        ours = [_as_said(each) for each in made]
        pairs = dict(spoken.paired(gold, ours))
        for i, each in enumerate(gold):
            found = made[pairs[i]] if i in pairs else None
            yield row.file, list(_units(doc, each, found))


def _as_said(made: Any) -> spoken.Said:
    one = made.statement
    return spoken.Said(one.kind, (), None, one.quoted, one.text, one.cue, one.condition)


def _units(doc: Doc, gold: dict[str, Any], found: Any) -> Iterator[Unit]:
    kind = KINDS.index(gold["kind"])
    if found is not None:
        for states, tags in statement_head.marked(doc, found.content, found.said.cue):
            yield Unit(states.pieces, tags, KINDS.index(found.tenor.rules), kind)
        return
    content, cue = (_ranges(doc, gold.get(name) or "") for name in ("content", "cue"))
    for states, tags in statement_head.marked(doc, content, cue[0] if cue else (0, 0)):
        yield Unit(states.pieces, tags, UNKNOWN, kind)


def _ranges(doc: Doc, text: str) -> list[tuple[int, int]]:
    words = [i for start, end in doc.sentences for i in words_of(doc, start, end, text, 1)]
    return [(i, i + 1) for i in words]


def train(head: KindHead, pool: list[Unit], epochs: int) -> Iterator[KindHead]:
    """The exponential mean of the weights, after each of the epochs."""
    upper = list(head.layers.parameters())
    own = [p for name, p in head.named_parameters() if not name.startswith("layers")]
    steps = epochs * (len(pool) // BATCH + 1)
    optimizer, schedule = optimizer_of(upper, own, steps, WARM_UP)
    mean, step = copy.deepcopy(head), 0
    for _ in range(epochs):
        head.train()
        for units in batches(pool, lambda each: len(each.tags)):
            states, real, tags, rules = batch_of(units)
            rules = torch.where(torch.rand(rules.shape) < HIDDEN, UNKNOWN, rules)
            kinds = torch.tensor([each.kind for each in units])
            scores = head(states, real, tags, rules)
            loss = F.cross_entropy(scores, kinds, label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), CLIP)
            optimizer.step()
            schedule.step()
            step += 1
            follow(mean, head, min(AVERAGE, 1 - 1 / (step / 10 + 1)))
        yield mean


def score(head: KindHead, wanted: list[Statement]) -> tuple[float, float]:
    """Accuracy and macro-F1 over statements."""
    head.eval()
    pairs: Counter[tuple[str, str]] = Counter()
    for statement in filter(None, wanted):
        with torch.no_grad():
            shares = head(*batch_of(statement)).log_softmax(-1).numpy()
        lengths = np.array([[(unit.tags == statement_head.CONTENT).sum()] for unit in statement])
        pairs[KINDS[statement[0].kind], KINDS[int((shares * lengths).sum(0).argmax())]] += 1
    found = macro_f1(pairs)
    return found["accuracy where found"], found["macro_f1"]


def write(head: KindHead, folder: Path) -> None:
    """The graph and the names of its classes."""
    onnx.save(graph(head), folder / "kinds.onnx")
    (folder / "kinds.json").write_text(json.dumps(KINDS) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--encoder", type=Path, required=True, help="folder of MiniLM-L6-H384")
    parser.add_argument("--weights", type=Path, default=TARGET, help="folder to write to")
    parser.add_argument("--without", default="-", help="families of train to look at only")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    known = list(statements("train"))
    pool = [unit for name, one in known if not name.startswith(args.without) for unit in one]
    looked = {"dev": [one for _, one in statements("dev")]}
    looked[args.without] = [one for name, one in known if name.startswith(args.without)]
    print(f"{len(pool)} sentences to learn from", flush=True)
    vocabulary = len(json.loads((WEIGHTS / "tokenizer.json").read_text())["model"]["vocab"])
    file = args.encoder / "model.safetensors"
    head = from_file(file, vocabulary, len(SHAPES), args.layers)
    for epoch, after in enumerate(train(head, pool, args.epochs)):
        print(epoch, {name: score(after, part) for name, part in looked.items()}, flush=True)
        write(after, args.weights)


if __name__ == "__main__":
    main()
