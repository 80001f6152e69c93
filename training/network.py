"""The network: a small BERT encoder and, on the mix of its last layers, one head for each task."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
NARROWED = 1024
MIXED_LAYERS = 4
ARC, LABEL, BILINEAR = 256, 256, 128


@dataclass(frozen=True)
class Sizes:
    """How many classes each head chooses from."""

    shapes: int
    upos: int
    feats: int
    scripts: int
    deprels: int
    names: int


@dataclass
class Scores:
    """What the heads say of a batch: rows are sentences, columns words."""

    upos: Tensor
    feats: Tensor
    scripts: Tensor
    names: Tensor
    arcs: Tensor
    pair_dependent: Tensor
    pair_head: Tensor


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float, inner: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q @ k.transpose(-1, -2)) / math.sqrt(WIDTH // ATTENTION_HEADS) + mask
        seen = (weights.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(seen)))
        self.bent = F.gelu(self.up(x))  # kept for `narrowing`
        return self.norm2(x + self.dropout(self.down(self.bent)))


class Encoder(nn.Module):
    """MiniLM with shapes of words added; gives the outputs of its last layers."""

    def __init__(self, vocabulary: int, shapes: int, dropout: float, inner: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout, inner) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, real: Tensor) -> list[Tensor]:
        places = self.places.weight[: ids.shape[1]]
        x = self.dropout(self.norm(self.words(ids) + places + self.shapes(shapes)))
        mask = torch.zeros(real.shape).masked_fill_(~real, -1e9)[:, None, None, :]
        outputs = []
        for layer in self.layers:
            x = layer(x, mask)
            outputs.append(x)
        return outputs[-MIXED_LAYERS:]


class Mix(nn.Module):
    """A learned weighted mean of layers, after Peters et al. (2018)."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(MIXED_LAYERS))

    def forward(self, layers: Tensor) -> Tensor:
        return torch.einsum("l,lbwd->bwd", self.weights.softmax(0), layers)


class Network(nn.Module):
    """Word classes, features, lemma scripts, arcs, labels and names in one pass."""

    def __init__(
        self, vocabulary: int, sizes: Sizes, inner: int = INNER, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, sizes.shapes, dropout, inner)
        self.mix_tags, self.mix_tree, self.mix_names = Mix(), Mix(), Mix()
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.feats = nn.Linear(WIDTH, sizes.feats)
        self.scripts = nn.Linear(WIDTH, sizes.scripts)
        self.names_inner = nn.Linear(WIDTH, 256)
        self.names = nn.Linear(256, sizes.names)
        self.arc_dependent = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arcs = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Linear(ARC, 1)
        self.root = nn.Linear(ARC, 1)
        self.pair_dependent = nn.Linear(WIDTH, LABEL + BILINEAR)
        self.pair_head = nn.Linear(WIDTH, LABEL + BILINEAR)
        self.pair_out = nn.Linear(LABEL + BILINEAR, sizes.deprels)
        nn.init.xavier_uniform_(self.arcs)
        self.light, self.heavy = nn.Dropout(0.2), nn.Dropout(0.33)

    def forward(
        self, ids: Tensor, shapes: Tensor, real: Tensor, first: Tensor, last: Tensor, words: Tensor
    ) -> Scores:
        layers = torch.stack(self.encoder(ids, shapes, real))
        at = lambda index: layers.gather(  # noqa: E731
            2, index[None, :, :, None].expand(MIXED_LAYERS, -1, -1, WIDTH)
        )
        layers = (at(first) + at(last)) / 2
        tags = self.light(self.mix_tags(layers))
        names = F.gelu(self.names_inner(self.light(self.mix_names(layers))))
        tree = self.light(self.mix_tree(layers))
        return Scores(
            upos=self.upos(tags),
            feats=self.feats(tags),
            scripts=self.scripts(tags),
            names=self.names(self.light(names)),
            arcs=self._arcs(tree, words),
            pair_dependent=self.pair_dependent(tree),
            pair_head=self.pair_head(tree),
        )

    def _arcs(self, tree: Tensor, words: Tensor) -> Tensor:
        """`[b, d, h]`: h as the head of d; the diagonal: d as the root."""
        dependent = self.heavy(F.gelu(self.arc_dependent(tree)))
        head = self.heavy(F.gelu(self.arc_head(tree)))
        scores = dependent @ self.arcs @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        own = torch.eye(scores.shape[1], dtype=torch.bool)[None]
        scores = torch.where(own, self.root(dependent).expand(-1, -1, scores.shape[2]), scores)
        return scores.masked_fill(~words[:, None, :], -1e9)

    def labels(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation scores of pairs given by their rows of `pair_dependent` and `pair_head`."""
        summed = F.gelu(dependent[..., :LABEL] + head[..., :LABEL])
        product = dependent[..., LABEL:] * head[..., LABEL:]
        return self.pair_out(self.heavy(torch.cat([summed, product], -1)))


Kept = dict[str, Tensor]


def narrow(values: Kept, keep: list[Tensor]) -> Kept:
    """Weights (or anything of their shapes) with only the inner neurons `keep` of each layer."""
    result = dict(values)
    for k, index in enumerate(keep):
        name = f"encoder.layers.{k}"
        for row in (f"{name}.up.weight", f"{name}.up.bias"):
            result[row] = values[row][index].clone()
        result[f"{name}.down.weight"] = values[f"{name}.down.weight"][:, index].clone()
    return result


def load_encoder(encoder: Encoder, file: Path) -> None:
    """Fills the encoder with BERT weights from a safetensors file (32-bit floats)."""
    raw = file.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])

    def tensor(name: str) -> Tensor:
        entry = header[name]
        start, end = entry["data_offsets"]
        kind = {"F32": np.float32, "F16": np.float16}[entry["dtype"]]
        values = np.frombuffer(raw[8 + size + start : 8 + size + end], dtype=kind)
        return torch.from_numpy(values.reshape(entry["shape"]).astype(np.float32))

    own = encoder.state_dict()
    for name in own:
        if name != "shapes.weight":
            own[name].copy_(_weights(name, tensor))


def _weights(name: str, tensor: object) -> Tensor:
    """The BERT weights that belong to one of the encoder's."""
    read = tensor  # a function from a BERT name to its values
    outer = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    if name == "places.weight":
        return read(outer[name]) + read("embeddings.token_type_embeddings.weight")[0]  # type: ignore[operator,no-any-return]
    if name in outer:
        return read(outer[name])  # type: ignore[operator,no-any-return]
    _, number, part, kind = name.split(".")
    base = f"encoder.layer.{number}."
    if part == "qkv":
        names = [f"{base}attention.self.{x}.{kind}" for x in ("query", "key", "value")]
        return torch.cat([read(each) for each in names])  # type: ignore[operator]
    inner = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    return read(f"{base}{inner[part]}.{kind}")  # type: ignore[operator,no-any-return]
