"""The event heads: the encoder's upper layers once more, for what words mean instead of grammar.

The states after the reader's third layer go through MiniLM's own upper layers, as they were before
grammar was learned, and then to four heads: the type of event that a word carries, its status, who
acts and to whom (a biaffine score for each pair of words), and, for training alone, the kind of
statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from training.event_examples import IGNORED, KINDS, STATUSES, TYPES, Example
from training.export import LOWER_LAYERS
from training.network import INNER, LAYERS, WIDTH, Encoder, Layer, load_encoder

INSIDE, ROLE = 256, 128


@dataclass(frozen=True)
class Batch:
    """Examples side by side, padded."""

    states: Tensor
    real: Tensor
    first: Tensor
    last: Tensor
    types: Tensor
    statuses: Tensor


@dataclass(frozen=True)
class Said:
    """Scores: types, statuses and kinds by word; roles[b, r, p, w] of word w for predicate p."""

    types: Tensor
    statuses: Tensor
    kinds: Tensor
    roles: Tensor


class EventHeads(nn.Module):
    """States in, scores out; see the module."""

    def __init__(self, layers: int = LAYERS - LOWER_LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(dropout, INNER) for _ in range(layers))
        self.inner = nn.Linear(WIDTH, INSIDE)
        self.types = nn.Linear(INSIDE, len(TYPES))
        self.statuses = nn.Linear(INSIDE, len(STATUSES))
        self.kinds = nn.Linear(WIDTH, len(KINDS))
        self.predicate = nn.Linear(WIDTH, 2 * ROLE)
        self.argument = nn.Linear(WIDTH, 2 * ROLE)
        self.prior = nn.Linear(WIDTH, 2)
        self.dropout = nn.Dropout(0.3)

    def forward(self, batch: Batch) -> Said:
        x = batch.states
        mask = torch.zeros(batch.real.shape).masked_fill_(~batch.real, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        at = lambda index: x.gather(1, index[:, :, None].expand(-1, -1, WIDTH))  # noqa: E731
        words = self.dropout((at(batch.first) + at(batch.last)) / 2)
        inside = self.dropout(F.gelu(self.inner(words)))
        return Said(
            self.types(inside), self.statuses(inside), self.kinds(words), self._roles(words)
        )

    def _roles(self, words: Tensor) -> Tensor:
        shape = (*words.shape[:2], 2, ROLE)
        predicate, argument = self.predicate(words).view(shape), self.argument(words).view(shape)
        pairs = torch.einsum("bprd,bwrd->brpw", predicate, argument) / ROLE**0.5
        return pairs + self.prior(words).transpose(1, 2)[:, :, None, :]


def from_encoder(
    file: Path, vocabulary: int, shapes: int, layers: int = LAYERS - LOWER_LAYERS
) -> EventHeads:
    """Heads whose layers are those behind the lower ones of the encoder in a safetensors file."""
    encoder = Encoder(vocabulary, shapes, 0.1, INNER)
    with torch.no_grad():
        load_encoder(encoder, file)
    heads = EventHeads(layers)
    upper = encoder.layers[LOWER_LAYERS : LOWER_LAYERS + layers]
    for own, layer in zip(heads.layers, upper, strict=True):
        own.load_state_dict(layer.state_dict())
    return heads


def batch_of(examples: list[Example]) -> Batch:
    """The examples padded to the longest."""
    count = len(examples)
    pieces = max(len(each.states.pieces) for each in examples)
    words = max(len(each.types) for each in examples)
    states = np.zeros((count, pieces, WIDTH), dtype=np.float32)
    real = np.zeros((count, pieces), dtype=bool)
    ends = np.zeros((2, count, words), dtype=np.int64)
    labels = np.full((2, count, words), IGNORED)
    for k, each in enumerate(examples):
        size, length = len(each.types), len(each.states.pieces)
        states[k, :length] = each.states.pieces
        real[k, :length] = True
        ends[0, k, :size], ends[1, k, :size] = each.states.first, each.states.last
        labels[0, k, :size], labels[1, k, :size] = each.types, each.statuses
    made = map(torch.from_numpy, (states, real, *ends, *labels))
    return Batch(*made)
