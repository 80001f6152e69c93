"""The statement head: the encoder's upper layers once more, for what a statement does.

The states after the reader's third layer, with marks added on the content and on the cue, go
through MiniLM's own upper layers; the content's states, weighed and as their plain mean, and the
kind that the rules give, are then scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from forewarn.coding.statements.statement_head import CONTENT
from training.event_examples import KINDS
from training.event_network import INSIDE, from_encoder
from training.export import Graph, export_layer
from training.network import WIDTH

RULE = 32
UNKNOWN = len(KINDS)
"""In place of the rules' kind where it is hidden."""


@dataclass(frozen=True, eq=False)
class Unit:
    """One sentence of a statement: states, marks of its sub-words, the rules' kind, the kind."""

    states: NDArray[np.float32]
    tags: NDArray[np.int64]
    rules: int
    kind: int


class KindHead(nn.Module):
    """States in, scores of kinds out; see the module."""

    def __init__(self, layers: nn.ModuleList) -> None:
        super().__init__()
        self.layers = layers
        self.marks = nn.Embedding(3, WIDTH)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.weigh = nn.Linear(WIDTH, 1)
        self.rules = nn.Embedding(UNKNOWN + 1, RULE)
        self.inner = nn.Linear(2 * WIDTH + RULE, INSIDE)
        self.kinds = nn.Linear(INSIDE, len(KINDS))
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor, real: Tensor, tags: Tensor, rules: Tensor) -> Tensor:
        mask = torch.zeros(real.shape).masked_fill_(~real, -1e9)[:, None, None, :]
        x = states + self.marks(tags)
        for layer in self.layers:
            x = layer(x, mask)
        content = (tags == CONTENT) & real
        weights = self.weigh(x).squeeze(-1).masked_fill(~content, -1e9).softmax(-1)
        even = content / content.sum(1, keepdim=True).clamp(min=1)
        seen = [(each[:, :, None] * x).sum(1) for each in (weights, even)]
        joined = self.dropout(torch.cat([*seen, self.rules(rules)], -1))
        scores: Tensor = self.kinds(self.dropout(F.gelu(self.inner(joined))))
        return scores


def from_file(file: Path, vocabulary: int, shapes: int, layers: int) -> KindHead:
    """A head whose layers are those behind the lower ones of the encoder in a safetensors file."""
    return KindHead(from_encoder(file, vocabulary, shapes, layers).layers)


def batch_of(units: list[Unit]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The units padded to the longest: states, what is real, marks, the rules' kinds."""
    longest = max(len(each.tags) for each in units)
    states = np.zeros((len(units), longest, WIDTH), dtype=np.float32)
    real = np.zeros((len(units), longest), dtype=bool)
    tags = np.zeros((len(units), longest), dtype=np.int64)
    for k, each in enumerate(units):
        size = len(each.tags)
        states[k, :size], real[k, :size], tags[k, :size] = each.states, True, each.tags
    rules = np.array([each.rules for each in units])
    made = [torch.from_numpy(each) for each in (states, real, tags, rules)]
    return made[0], made[1], made[2], made[3]


def graph(head: KindHead) -> onnx.ModelProto:
    """States and marks of one sentence and the rules' kind in; scores of the kinds out."""
    weights = {name: value.float().numpy() for name, value in head.state_dict().items()}
    weights = {name.replace("layers.", "encoder.layers."): v for name, v in weights.items()}
    g = Graph(weights, "dynamic")
    marks = g.node("Gather", [g.constant("marks", weights["marks.weight"]), "tags"], "marked")
    x = g.node("Add", ["states", marks], "begun")
    for k in range(len(head.layers)):
        x = export_layer(g, x, k)
    own = g.node("Equal", ["tags", g.ints(CONTENT)], "own")
    no = g.constant("no", np.array(-1e9, dtype=np.float32))
    level = g.node("Squeeze", [g.linear(x, "weigh", "weighed"), g.ints(2)], "level")
    zero = g.constant("zero", np.array(0.0, dtype=np.float32))
    seen = []
    for name, scores in (("peak", level), ("even", zero)):
        kept = g.node("Where", [own, scores, no], f"{name}_kept")
        shares = g.node("Softmax", [kept], f"{name}_shares", axis=-1)
        row = g.node("Unsqueeze", [shares, g.ints(1)], f"{name}_row")
        pooled = g.node("MatMul", [row, x], f"{name}_pooled")
        seen.append(g.node("Squeeze", [pooled, g.ints(1)], f"{name}_seen"))
    table = g.constant("rule_rows", weights["rules.weight"])
    joined = g.node("Concat", [*seen, g.node("Gather", [table, "rules"], "rule")], "all", axis=-1)
    g.linear(g.gelu(g.linear(joined, "inner", "inner_out"), "inside"), "kinds", "kinds")
    inputs: dict[str, list[object]] = {
        "states": [1, "pieces", WIDTH],
        "tags": [1, "pieces"],
        "rules": [1],
    }
    return g.model(inputs, {"kinds": [1, len(KINDS)]}, whole=frozenset(["tags", "rules"]))
