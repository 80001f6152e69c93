"""Trains the language model; see training/README.md.

python -m training.train --data DATA --encoder FOLDER --out training/out
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from forewarn.language.pieces import Pieces
from training import corpora, enrich, score
from training.corpora import Sentence
from training.examples import (
    IGNORED,
    Batch,
    Coding,
    Collate,
    Example,
    batches,
    labels_of,
    renamed,
)
from training.names import ANYTHING, LABELS, NOTHING, OPEN_MISC, TIMES, held_out
from training.network import INNER, NARROWED, Network, Scores, load_encoder, narrow

BATCH = 1100
NAME_STEPS = 0.33
ENCODER_RATE, HEAD_RATE = 3e-4, 1e-3
WARM_UP, CLIP, AVERAGE = 100, 2.0, 0.999


@dataclasses.dataclass(frozen=True)
class Material:
    """What is learned from and what is looked at meanwhile."""

    trees: list[Sentence]
    extra: list[Sentence]
    named: list[Sentence]
    dev: dict[str, list[Sentence]]


def material(data: Path, tiny: bool = False) -> Material:
    """Trees with GUM's names, made-up ones, sentences with names only, and what is held out."""
    ewt = corpora.treebank(data / "ud/en_ewt-ud-train.conllu")
    gum = corpora.treebank(data / "ud/en_gum-ud-train.conllu", entities=True)
    ewt_dev = corpora.treebank(data / "ud/en_ewt-ud-dev.conllu")
    uner = corpora.uner(data / "ner/uner_ewt/en_ewt-ud-dev.iob2", ewt_dev)
    named = [
        *(s for s in uner if not held_out(s.key)),
        *(s for s in uner if not held_out(s.key)),
        *corpora.wikigold(data / "ner/wikigold"),
        *corpora.wnut(data / "ner/wnut17"),
        *corpora.re3d(data / "ner/re3d", corpora.lone_words(ewt)),
    ]
    dev = {
        "ewt": ewt_dev,
        "gum": corpora.treebank(data / "ud/en_gum-ud-dev.conllu", entities=True),
        "names": [s for s in uner if held_out(s.key)],
    }
    trees = [*ewt, *gum]
    if tiny:
        dev = {key: value[:40] for key, value in dev.items()}
        trees, named = trees[:200], named[:100]
    extra = enrich.with_countries(trees, random.Random(1))
    return Material(trees, extra, named, dev)


def loss_of(network: Network, scores: Scores, batch: Batch) -> Tensor:
    """The sum of the mean losses of all heads that the batch has targets for."""
    total = torch.zeros(())
    if (batch.heads != IGNORED).any():
        total = total + _tree_loss(network, scores, batch)
    if batch.named.any():
        logs = scores.names.log_softmax(-1).masked_fill(~batch.names, -1e9).logsumexp(-1)
        total = total - logs[batch.named].mean()
    return total


def _tree_loss(network: Network, scores: Scores, batch: Batch) -> Tensor:
    has = batch.heads != IGNORED
    heads = batch.heads.clamp(min=0)
    index = heads[..., None].expand(-1, -1, scores.pair_head.shape[2])
    labels = network.labels(scores.pair_dependent, scores.pair_head.gather(1, index))
    return (
        _cross(scores.upos, batch.upos)
        + _cross(scores.feats, batch.feats)
        + _cross(scores.scripts, batch.scripts)
        + F.cross_entropy(scores.arcs[has], batch.heads[has])
        + _cross(labels, batch.deprels)
    )


def _cross(scores: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=IGNORED)


def silver(example: Example, probabilities: Tensor) -> list[frozenset[str]]:
    """Names of a sentence with known word classes, from the model's own opinion of it.

    Only what the model is sure of is taken; a name must stand on proper nouns or capitals.
    """
    words, upos = example.source.words, example.source.upos or ()
    result = []
    for i, word in enumerate(words):
        p = probabilities[i].clone()
        proper = upos[i] == "PROPN" and word.lower() not in TIMES
        if not proper and not word[:1].isupper():
            p[1::2] = 0
        p = p / p.sum()
        best = int(p.argmax())
        if float(p[best]) < 0.8:
            result.append(ANYTHING if proper or best else NOTHING)
        elif LABELS[best] in OPEN_MISC and proper:
            result.append(OPEN_MISC)
        else:
            result.append(frozenset({LABELS[best]}))
    return result


class Trainer:
    """The state of a training: weights, their average, the optimiser and the step."""

    def __init__(self, args: argparse.Namespace) -> None:
        torch.manual_seed(args.seed)
        self.args = args
        self.chance = random.Random(args.seed)
        self.data = material(args.data, args.tiny)
        self.pieces = Pieces(args.encoder / "tokenizer.json")
        self.labels = labels_of(self.data.trees)
        self.coding = Coding(self.pieces, self.labels)
        self.trees = self.coding.examples([*self.data.trees, *self.data.extra])
        self.named = self.coding.examples(self.data.named)
        self.collate = Collate(self.pieces, self.chance)
        self.inner = INNER
        self.network = Network(30522, self.labels.sizes())
        with torch.no_grad():
            load_encoder(self.network.encoder, args.encoder / "model.safetensors")
        self.average = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.optimiser = self._optimiser()
        self.per_epoch = sum(1 for _ in batches(self.trees, BATCH, None))
        self.total = int(self.per_epoch * args.epochs * (1 + NAME_STEPS))
        self.step = self.epoch = 0

    def _optimiser(self) -> torch.optim.Optimizer:
        encoder = [p for p in self.network.encoder.parameters() if p.requires_grad]
        own = {id(p) for p in self.network.encoder.parameters()}
        heads = [p for p in self.network.parameters() if id(p) not in own]
        groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
        return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)

    def run(self) -> None:
        started = time.time()
        rates = [group["lr"] for group in self.optimiser.param_groups]
        while self.epoch < self.args.epochs:
            if self.epoch >= self.args.narrow and self.inner == INNER:
                self._narrow()
            if self.epoch == self.args.silver:
                self._add_silver()
            losses = []
            for group in self._groups():
                losses.append(self._learn(self.collate(group), rates))
                if self.step % 50 == 0:
                    mean = sum(losses[-50:]) / len(losses[-50:])
                    spent = time.time() - started
                    print(
                        f"step {self.step}/{self.total} loss {mean:.3f} {spent:.0f} s", flush=True
                    )
            self.epoch += 1
            self._keep()
            if self.epoch % 3 == 0 or self.epoch == self.args.epochs:
                self._report()

    def _groups(self) -> Iterator[list[Example]]:
        """The batches of one epoch: trees, and between them names."""
        names: Iterator[list[Example]] = iter(())
        debt = 0.0
        for group in batches(self.trees, BATCH, self.chance):
            yield group
            debt += NAME_STEPS
            if debt >= 1:
                debt -= 1
                extra = next(names, None)
                if extra is None:
                    names = self._name_batches()
                    extra = next(names)
                yield extra

    def _name_batches(self) -> Iterator[list[Example]]:
        """Goes on over the epochs: kept as an attribute so that all of the data is seen."""
        if not hasattr(self, "_names_left"):
            self._names_left = iter(())
        while True:
            group = next(self._names_left, None)
            if group is None:
                self._names_left = batches(self.named, BATCH, self.chance)
                continue
            yield group

    def _learn(self, batch: Batch, rates: list[float]) -> float:
        factor = min(1.0, (self.step + 1) / WARM_UP) * max(0.0, 1 - self.step / self.total)
        for group, rate in zip(self.optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        self.network.train()
        loss = loss_of(self.network, self.network(*batch.inputs), batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), CLIP)
        self.optimiser.step()
        self.step += 1
        self._update_average()
        return loss.item()

    @torch.no_grad()
    def _update_average(self) -> None:
        keep = min(AVERAGE, (1 + self.step) / (10 + self.step))
        for key, value in self.network.state_dict().items():
            if key != "encoder.words.weight":
                self.average[key].lerp_(value, 1 - keep)

    def averaged(self) -> Network:
        network = Network(30522, self.labels.sizes(), self.inner)
        network.load_state_dict(self.average)
        return network.eval()

    def _narrow(self) -> None:
        """Drops the inner neurons that the loss would miss least (first-order Taylor).

        A third less of the widest layers makes reading an eighth faster; the rest of the training
        makes good for them.
        """
        keep = [score.topk(NARROWED).indices.sort().values for score in self._worth()]
        moments = self.optimiser.state_dict()["state"]
        names = self._order()
        moved = {
            part: narrow({name: moments[i][part] for i, name in enumerate(names)}, keep)
            for part in ("exp_avg", "exp_avg_sq")
        }
        for i, name in enumerate(names):
            moments[i] |= {part: values[name] for part, values in moved.items()}
        weights = narrow(self.network.state_dict(), keep)
        self.average = narrow(self.average, keep)
        self._rebuild(NARROWED, weights, moments)
        print(f"inner layers narrowed to {NARROWED}", flush=True)

    def _rebuild(self, inner: int, weights: dict[str, Tensor], moments: dict[int, object]) -> None:
        self.inner = inner
        self.network = Network(30522, self.labels.sizes(), inner)
        self.network.load_state_dict(weights)
        self.optimiser = self._optimiser()
        state = self.optimiser.state_dict()
        self.optimiser.load_state_dict(state | {"state": moments})

    def _order(self) -> list[str]:
        """The names of the parameters in the order of the optimiser."""
        names = {id(p): name for name, p in self.network.named_parameters()}
        return [names[id(p)] for group in self.optimiser.param_groups for p in group["params"]]

    def _worth(self) -> list[Tensor]:
        """For each layer and inner neuron the mean square of activation times gradient."""
        layers = list(self.network.encoder.layers)
        worth = [torch.zeros(self.inner) for _ in layers]
        plain = Collate(self.pieces)
        groups = list(batches(self.trees, BATCH, random.Random(0)))[:40]
        self.network.eval()
        for group in groups:
            batch = plain(group)
            loss = loss_of(self.network, self.network(*batch.inputs), batch)
            grads = torch.autograd.grad(loss, [layer.bent for layer in layers])
            for k, (layer, grad) in enumerate(zip(layers, grads, strict=True)):
                worth[k] += (layer.bent.detach() * grad).flatten(0, 1).square().sum(0)
        return worth

    @torch.no_grad()
    def _add_silver(self) -> None:
        """Names for trees that have none, from the averaged weights."""
        network, plain = self.averaged(), Collate(self.pieces)
        bare = [example for example in self.trees if example.names is None]
        done = [example for example in self.trees if example.names is not None]
        for group in batches(bare, 4 * BATCH, None):
            chances = network(*plain(group).inputs).names.softmax(-1)
            done += [renamed(x, silver(x, chances[r])) for r, x in enumerate(group)]
        self.trees = done
        print(f"silver names for {len(bare)} sentences", flush=True)

    def _keep(self) -> None:
        """Writes what is needed to go on, whole or not at all."""
        out: Path = self.args.out
        out.mkdir(parents=True, exist_ok=True)
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "inner": self.inner,
            "step": self.step,
            "epoch": self.epoch,
            "chance": self.chance.getstate(),
            "torch": torch.get_rng_state(),
        }
        torch.save(state, out / "state.pt.new")
        (out / "state.pt.new").replace(out / "state.pt")
        labels = dataclasses.asdict(self.labels)
        (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0))

    def resume(self) -> None:
        state = torch.load(self.args.out / "state.pt", weights_only=False)
        self.average = state["average"]
        self._rebuild(state.get("inner", INNER), state["network"], state["optimiser"]["state"])
        self.step, self.epoch = state["step"], state["epoch"]
        self.chance.setstate(state["chance"])
        torch.set_rng_state(state["torch"])
        if self.epoch > self.args.silver >= 0:
            self._add_silver()

    def _report(self) -> None:
        found = score.all_of(self.averaged(), self.coding, self.pieces, self.data.dev)
        print(f"epoch {self.epoch} " + json.dumps(found), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of MiniLM-L6-H384")
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--silver", type=int, default=4, help="epoch after which to label EWT")
    parser.add_argument("--narrow", type=int, default=2, help="epoch after which to narrow")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tiny", action="store_true", help="a few sentences, to try the way")
    parser.add_argument("--resume", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    trainer = Trainer(args)
    if args.resume:
        trainer.resume()
    trainer.run()


if __name__ == "__main__":
    main()
