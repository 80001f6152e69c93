"""Trains the network that finds where sentences end (forewarn.language.sentences).

    python -m training.boundaries DATA [--out FILE] [--epochs N] [--seed N]

DATA holds the CoNLL-U files of UD_English-EWT and UD_English-GUM (en_ewt-ud-train.conllu and so
on). Texts are built as in benchmarks/raw_text.py, tokens are our own; a segment is what lies
between two paragraph breaks. Needs PyTorch (CPU is enough: minutes).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn

from benchmarks.raw_text import read_gold
from forewarn.language import sentences, tokens

TREEBANKS = ("en_ewt", "en_gum")
SIZES = {"word": 24, "ending": 12, "shape": 12}
WIDTH, CHANNELS = 5, 96
Segment = tuple[torch.Tensor, torch.Tensor, torch.Tensor]  # ids, numbers, labels


def read_treebank(path: Path) -> list[Segment]:
    """The segments of a treebank: features of our tokens, 1 where a sentence ends with one."""
    found = []
    for text, gold in read_gold(path):
        ends = np.array([sentence[-1].end for sentence in gold])
        cut = tokens.tokenise(text)
        last = np.searchsorted([token[-1] for token in cut], ends)
        labels = np.zeros(len(cut), np.float32)
        labels[np.minimum(last, len(cut) - 1)] = 1
        for start, end in sentences.segments(text, cut):
            read = sentences.features(text, cut, [(start, end)])
            found.append(
                (
                    torch.from_numpy(read.ids.astype(np.int64)),
                    torch.from_numpy(read.numbers),
                    torch.from_numpy(labels[start:end]),
                )
            )
    return found


class Network(nn.Module):
    """The same as `sentences.forward`, over a padded batch."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = nn.ModuleDict(
            {name: nn.Embedding(sentences.BUCKETS[name], size) for name, size in SIZES.items()}
        )
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        self.enter = nn.Linear(sum(SIZES.values()) + sentences.NUMBERS, CHANNELS)
        self.layers = nn.ModuleList(
            nn.Conv1d(CHANNELS, CHANNELS, WIDTH, padding=(WIDTH // 2) * d, dilation=d)
            for d in sentences.DILATIONS
        )
        self.leave = nn.Linear(CHANNELS, 1)
        self.dropout = nn.Dropout(0.5)

    def forward(self, ids: torch.Tensor, numbers: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        parts = [table(ids[..., k]) for k, table in enumerate(self.tables.values())]
        state = self.enter(self.dropout(torch.cat([*parts, numbers], dim=-1))).relu()
        state = state * mask[..., None]
        for layer in self.layers:
            added = layer(self.dropout(state).transpose(1, 2)).transpose(1, 2).relu()
            state = (state + added) * mask[..., None]
        return self.leave(self.dropout(state))[..., 0]

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by the names that `sentences.forward` reads, in half precision."""
        named = {name: table.weight for name, table in self.tables.items()}
        for name, part in [("in", self.enter), ("out", self.leave)]:
            named |= {f"{name}.weight": part.weight, f"{name}.bias": part.bias}
        for k, layer in enumerate(self.layers):
            named |= {
                f"conv{k}.weight": layer.weight.permute(2, 1, 0),
                f"conv{k}.bias": layer.bias,
            }
        return {k: v.detach().numpy().astype(np.float16) for k, v in named.items()}


def batches(segments: list[Segment], size: int, shuffle: np.random.Generator) -> list[list[int]]:
    """Indices of segments of like length, about `size` tokens a batch, in random order."""
    order = sorted(
        range(len(segments)), key=lambda i: len(segments[i][2]) * shuffle.uniform(0.8, 1.2)
    )
    found: list[list[int]] = [[]]
    for i in order:
        if found[-1] and (len(found[-1]) + 1) * len(segments[i][2]) > size:
            found.append([])
        found[-1].append(i)
    shuffle.shuffle(found)  # type: ignore[arg-type]
    return found


def pad(segments: list[Segment], forget: float = 0.0) -> tuple[torch.Tensor, ...]:
    """A padded batch of ids, numbers, mask and labels; a share of the words is forgotten."""
    ids, numbers, labels = (
        nn.utils.rnn.pad_sequence(part, True) for part in zip(*segments, strict=True)
    )
    mask = nn.utils.rnn.pad_sequence([torch.ones(len(s[2])) for s in segments], True)
    if forget:
        gone = torch.rand(ids.shape[:2]) < forget
        ids = ids.clone()
        ids[..., 0][gone] = 0
    return ids, numbers, mask, labels


def train(segments: list[Segment], epochs: int, seed: int) -> Network:
    """A network whose weights are the running mean over the last steps."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    network = Network()
    mean = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)
    )
    steps = epochs * len(batches(segments, 2000, random))
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=0.05)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, steps + epochs, pct_start=0.1)
    for epoch in range(epochs):
        total = 0.0
        network.train()
        for batch in batches(segments, 2000, random)[: steps // epochs + 1]:
            ids, numbers, mask, labels = pad([segments[i] for i in batch], forget=0.25)
            odds = network(ids, numbers, mask)
            loss = nn.functional.binary_cross_entropy_with_logits(odds, labels, weight=mask)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            plan.step()
            mean.update_parameters(network)
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total:.3f}", flush=True)
    return mean.module.eval()


def score(arrays: dict[str, np.ndarray], segments: list[Segment]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the ends within segments (their last token is certain)."""
    weights = {name: array.astype(np.float32) for name, array in arrays.items()}
    hit = found = gold = 0
    for ids, numbers, labels in segments:
        none = np.zeros(len(ids), np.int32)
        read = sentences.Features(ids.numpy(), numbers.numpy(), none, [len(ids)])
        odds = sentences.forward(weights, read)
        said, true = odds[:-1] > 0, labels.numpy()[:-1] > 0
        hit, found, gold = hit + (said & true).sum(), found + said.sum(), gold + true.sum()
    return hit / max(1, found), hit / max(1, gold), 2 * hit / max(1, found + gold)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("data", type=Path)
    options.add_argument("--out", type=Path, default=sentences.WEIGHTS)
    options.add_argument("--epochs", type=int, default=9)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    torch.set_num_threads(1)
    parts = {
        part: {name: read_treebank(chosen.data / f"{name}-ud-{part}.conllu") for name in TREEBANKS}
        for part in ("train", "dev")
    }
    network = train(
        [s for each in parts["train"].values() for s in each], chosen.epochs, chosen.seed
    )
    arrays = network.arrays()
    for name, dev in parts["dev"].items():
        print(name, "dev: precision {:.4f}, recall {:.4f}, F1 {:.4f}".format(*score(arrays, dev)))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(chosen.out, **arrays)


if __name__ == "__main__":
    main()
