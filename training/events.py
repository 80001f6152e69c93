"""Trains the event heads on labelled/train and writes them; see training/README.md.

    python -m training.events --data DATA --encoder FOLDER --out training/out

DATA holds ud/ (sentences without events). The figures printed are those of labelled/dev.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import onnx
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from forewarn import language
from forewarn.language.model import WEIGHTS
from forewarn.language.pieces import SHAPES
from training import event_examples as examples
from training.event_examples import IGNORED, STATUSES, TYPES, Example
from training.event_network import ROLE, EventHeads, Said, batch_of, from_encoder
from training.export import Graph, export_layer
from training.steps import BATCH, batches, follow, optimizer_of

WARM_UP, CLIP, AVERAGE = 50, 1.0, 0.995
# How much each head counts; the types are what matters most and is rarest. Kinds of statement are
# learned beside them and not shipped: the rules read them better.
SHARES = {"types": 3.0, "statuses": 0.4, "roles": 0.15, "kinds": 0.5}
CALM = 1000
TARGET = Path("src/forewarn/coding/weights")


def loss_of(said: Said, batch: list[Example], types: Tensor, statuses: Tensor) -> Tensor:
    """The weighted sum of the heads' losses."""
    total = SHARES["types"] * F.cross_entropy(
        said.types.flatten(0, 1), types.flatten(), ignore_index=IGNORED, label_smoothing=0.02
    ) if (types >= 0).any() else torch.zeros(())  # fmt: skip
    if (statuses >= 0).any():
        total = total + SHARES["statuses"] * F.cross_entropy(
            said.statuses.flatten(0, 1), statuses.flatten(), ignore_index=IGNORED
        )
    for name, losses in (("roles", _roles(said, batch)), ("kinds", _kinds(said, batch))):
        if found := list(losses):
            total = total + SHARES[name] * torch.stack(found).mean()
    return total


def _roles(said: Said, batch: list[Example]) -> Iterator[Tensor]:
    for k, each in enumerate(batch):
        size = len(each.types)
        for predicate, actors, recipients in each.roles:
            wanted = torch.zeros(2, size)
            wanted[0, actors] = 1
            wanted[1, recipients] = 1
            scores = said.roles[k, :, predicate, :size]
            yield F.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")


def _kinds(said: Said, batch: list[Example]) -> Iterator[Tensor]:
    for k, each in enumerate(batch):
        for words, kind in each.kinds:
            yield F.cross_entropy(said.kinds[k, words].mean(0), torch.tensor(kind))


def train(
    heads: EventHeads, pool: list[Example], dev: list[Example], epochs: int
) -> Iterator[EventHeads]:
    """The exponential mean of the weights, after each of the epochs."""
    upper = list(heads.layers.parameters())
    own = [p for name, p in heads.named_parameters() if not name.startswith("layers")]
    steps = epochs * (len(pool) // BATCH + 1)
    optimizer, schedule = optimizer_of(upper, own, steps, WARM_UP)
    mean = copy.deepcopy(heads)
    begun, step = time.time(), 0
    for epoch in range(epochs):
        heads.train()
        for batch in batches(pool, lambda each: len(each.states.pieces)):
            padded = batch_of(batch)
            loss = loss_of(heads(padded), batch, padded.types, padded.statuses)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(heads.parameters(), CLIP)
            optimizer.step()
            schedule.step()
            step += 1
            follow(mean, heads, min(AVERAGE, 1 - 1 / (step / 10 + 1)))
        print(epoch, f"{time.time() - begun:.0f} s", scores(mean, dev), flush=True)
        yield mean


def scores(heads: EventHeads, dev: list[Example]) -> dict[str, float]:
    """Shares that are right: classes of sentences, and types, status, roles, kinds where given."""
    heads.eval()
    right = dict.fromkeys(("found", "coded", "gold", "type", "of", "status", "marks"), 0)
    right |= dict.fromkeys(("actor", "actors", "recipient", "recipients", "kind", "kinds"), 0)
    for k in range(0, len(dev), 32):
        batch = dev[k : k + 32]
        with torch.no_grad():
            said = heads(batch_of(batch))
        for i, each in enumerate(batch):
            _count(right, said, i, each)
    share = lambda a, b: round(right[a] / max(right[b], 1), 3)  # noqa: E731
    return {
        "precision": share("found", "coded"),
        "recall": share("found", "gold"),
        "type": share("type", "of"),
        "status": share("status", "marks"),
        "actor": share("actor", "actors"),
        "recipient": share("recipient", "recipients"),
        "kind": share("kind", "kinds"),
    }


def _count(right: dict[str, int], said: Said, i: int, each: Example) -> None:
    size = len(each.types)
    likely = said.types[i, :size].softmax(-1)
    best = (likely[:, 1:].argmax(-1) + 1).tolist()
    if each.complete:
        carried = [k for k in range(size) if each.types[k] >= 0 and likely[k, 0] < 0.5]
        coded, gold = {best[k] for k in carried}, {int(t) for t in each.types if t > 0}
        right["found"] += len(coded & gold)
        right["coded"] += len(coded)
        right["gold"] += len(gold)
    for k in range(size):
        right["of"] += int(each.types[k] > 0)
        right["type"] += int(each.types[k] > 0 and best[k] == each.types[k])
        right["marks"] += int(each.statuses[k] >= 0)
        right["status"] += int(said.statuses[i, k].argmax() == each.statuses[k])
    for predicate, *sides in each.roles:
        for r, (name, wanted) in enumerate(zip(("actor", "recipient"), sides, strict=True)):
            if wanted:
                right[name + "s"] += 1
                right[name] += int(said.roles[i, r, predicate, :size].argmax()) in wanted
    for words, kind in each.kinds:
        right["kinds"] += 1
        right["kind"] += int(said.kinds[i, words].mean(0).argmax() == kind)


def graph(heads: EventHeads) -> onnx.ModelProto:
    """States of one sentence in; scores of its words out (types, statuses, roles)."""
    weights = {name: value.float().numpy() for name, value in heads.state_dict().items()}
    weights = {name.replace("layers.", "encoder.layers."): v for name, v in weights.items()}
    g = Graph(weights, "dynamic")
    x = "states"
    for k in range(len(heads.layers)):
        x = export_layer(g, x, k)
    ends = [g.node("Gather", [x, end], f"at_{end}", axis=1) for end in ("first", "last")]
    summed = g.node("Squeeze", [g.node("Add", ends, "summed"), g.ints(0)], "sums")
    half = g.constant("half", torch.tensor(0.5).numpy())
    words = g.node("Mul", [summed, half], "word")
    inside = g.gelu(g.linear(words, "inner", "inner_out"), "inside")
    for name in ("types", "statuses"):
        g.linear(inside, name, name)
    _role_scores(g, words)
    inputs = {"states": [1, "pieces", None], "first": ["words"], "last": ["words"]}
    outputs = {name: ["words", None] for name in ("types", "statuses")}
    outputs |= {name: ["words", "words"] for name in ("actors", "recipients")}
    return g.model(inputs, outputs, whole=frozenset(["first", "last"]))  # type: ignore[arg-type]


def _role_scores(g: Graph, words: str) -> None:
    priors = g.node(
        "Transpose", [g.linear(words, "prior", "priors")], "priors_by_role", perm=[1, 0]
    )
    scale = g.constant("role_scale", torch.tensor(ROLE**-0.5).numpy())
    sides = {}
    for name in ("predicate", "argument"):
        whole = g.linear(words, name, f"{name}_out")
        sides[name] = [f"{name}_{r}" for r in range(2)]
        g.split(whole, sides[name], ROLE)
    for r, name in enumerate(("actors", "recipients")):
        turned = g.node("Transpose", [sides["argument"][r]], f"turned_{r}", perm=[1, 0])
        pairs = g.node("MatMul", [sides["predicate"][r], turned], f"pairs_{r}")
        row = g.node("Gather", [priors, g.ints(r)], f"prior_{r}", axis=0)
        g.node("Add", [g.node("Mul", [pairs, scale], f"scaled_{r}"), row], name)


def write(heads: EventHeads, folder: Path) -> None:
    """The graph and the names of its classes."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph(heads), folder / "events.onnx")
    names = {"types": TYPES, "statuses": STATUSES}
    text = json.dumps(names, indent=1) + "\n"
    (folder / "labels.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of MiniLM-L6-H384")
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--weights", type=Path, default=TARGET, help="folder to write to")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    pipeline = language.load()
    pool = examples.labelled_examples(pipeline, "train")
    pool += examples.calm_examples(pipeline, args.data / "ud/en_gum-ud-train.conllu", CALM)
    dev = examples.labelled_examples(pipeline, "dev")
    print(f"{len(pool)} sentences to learn from, {len(dev)} to look at", flush=True)
    vocabulary = len(json.loads((WEIGHTS / "tokenizer.json").read_text())["model"]["vocab"])
    file = args.encoder / "model.safetensors"
    heads = from_encoder(file, vocabulary, len(SHAPES), args.layers)
    args.out.mkdir(parents=True, exist_ok=True)
    for mean in train(heads, pool, dev, args.epochs):
        torch.save(mean.state_dict(), args.out / "events.pt")
        write(mean, args.weights)


if __name__ == "__main__":
    main()
