"""Writes the averaged weights of a training as the files that forewarn reads.

    python -m training.export --data DATA --encoder FOLDER --weights src/forewarn/language/weights

The graph is built node by node: one sentence at a time, no padding, so that a sentence's result
depends on nothing but the sentence. Word embeddings are 8-bit with a scale for each row; matrix
weights are 8-bit with a scale for each column (`dynamic`), for each block of a column (`blocks`),
or 32-bit (`float`).
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training import corpora
from training.network import ATTENTION_HEADS, LABEL, LAYERS, MIXED_LAYERS, WIDTH

Floats = NDArray[np.float32]
BLOCK = 32
WHOLE_NUMBERS = frozenset(["ids", "shapes", "first", "last"])
LOWER_LAYERS = 3
"""After so many layers others build upon the encoder (`training/events.py`)."""
LARGEST = 63
"""Weights go from -63 to 63: with 8-bit activations no sum of two products then overflows the 16
bits that AVX2 has for it, and every CPU computes the same. On EWT dev (first 1,000 sentences,
weights of epoch 4) LAS was 88.91 with 63, 88.84 with 90, 88.86 with 127, 89.03 in 32 bits."""


class Graph:
    """Collects the nodes and weights of an ONNX graph."""

    def __init__(self, weights: dict[str, Floats], scheme: str) -> None:
        self.weights = weights
        self.scheme = scheme
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def ints(self, *values: int) -> str:
        return self.constant("ints_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **more: object
    ) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **more))
        return output

    def linear(self, x: str, name: str, output: str, bias: bool = True) -> str:
        """`x @ weight.T + bias`, with the weights that are called `name`."""
        weight = self.weights[f"{name}.weight"].T
        added = self.weights[f"{name}.bias"] if bias else None
        return self.product(x, name, weight, added, output)

    def product(self, x: str, name: str, weight: Floats, bias: Floats | None, output: str) -> str:
        """`x @ weight + bias` with the weight stored as the scheme says."""
        makers = {"dynamic": self._dynamic, "blocks": self._blocks, "float": self._float}
        small = weight.size < 20_000
        return makers["float" if small else self.scheme](x, name, weight, bias, output)

    def _float(self, x: str, name: str, weight: Floats, bias: Floats | None, output: str) -> str:
        w = self.constant(f"{name}.weight", weight.astype(np.float32))
        if bias is None:
            return self.node("MatMul", [x, w], output)
        product = self.node("MatMul", [x, w], f"{output}.product")
        return self.node("Add", [product, self.constant(f"{name}.bias", bias)], output)

    def _dynamic(self, x: str, name: str, weight: Floats, bias: Floats | None, output: str) -> str:
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-9) / LARGEST
        inputs = [
            x,
            self.constant(f"{name}.weight", np.rint(weight / scale).astype(np.int8)),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            self.constant(f"{name}.zero", np.zeros(weight.shape[1], dtype=np.int8)),
        ]
        if bias is not None:
            inputs.append(self.constant(f"{name}.bias", bias))
        return self.node("DynamicQuantizeMatMul", inputs, output, domain="com.microsoft")

    def _blocks(self, x: str, name: str, weight: Floats, bias: Floats | None, output: str) -> str:
        rows, columns = weight.shape
        blocks = weight.T.reshape(columns, rows // BLOCK, BLOCK)
        scale = np.maximum(np.abs(blocks).max(axis=2, keepdims=True), 1e-9) / 127
        values = (np.rint(blocks / scale) + 128).clip(1, 255).astype(np.uint8)
        inputs = [
            x,
            self.constant(f"{name}.weight", values),
            self.constant(f"{name}.scale", scale.astype(np.float32).reshape(-1)),
        ]
        if bias is not None:
            inputs += ["", "", self.constant(f"{name}.bias", bias)]
        more = {"K": rows, "N": columns, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return self.node("MatMulNBits", inputs, output, domain="com.microsoft", **more)

    def norm(self, x: str, name: str, output: str) -> str:
        return self.node(
            "LayerNormalization", [x, *self._norm_pair(name)], output, epsilon=1e-12, axis=-1
        )

    def sum_norm(self, x: str, more: str, name: str, output: str) -> str:
        """The layer norm of the sum of two (as one node onnxruntime is slower on a CPU)."""
        return self.norm(self.node("Add", [x, more], f"{output}.sum"), name, output)

    def _norm_pair(self, name: str) -> list[str]:
        names = [f"{name}.{part}" for part in ("weight", "bias")]
        return [self.constant(each, self.weights[each]) for each in names]

    def linears(self, x: str, names: list[str], outputs: list[str]) -> None:
        """Several layers over the same input as one product, cut apart again."""
        weight = np.concatenate([self.weights[f"{name}.weight"].T for name in names], axis=1)
        bias = np.concatenate([self.weights[f"{name}.bias"] for name in names])
        whole = self.product(x, "+".join(names), weight, bias, "+".join(outputs))
        sizes = self.ints(*(len(self.weights[f"{name}.bias"]) for name in names))
        self.nodes.append(helper.make_node("Split", [whole, sizes], outputs, axis=-1))

    def split(self, x: str, outputs: list[str], size: int) -> None:
        """The columns of `x` in parts of `size`."""
        sizes = self.ints(*(size for _ in outputs))
        self.nodes.append(helper.make_node("Split", [x, sizes], outputs, axis=-1))

    def gelu(self, x: str, output: str) -> str:
        return self.node("Gelu", [x], output, domain="com.microsoft")

    def model(
        self,
        inputs: dict[str, list[object]],
        outputs: dict[str, list[object]],
        whole: frozenset[str] = WHOLE_NUMBERS,
    ) -> onnx.ModelProto:

        def kind(name: str) -> int:
            return (
                TensorProto.INT64
                if name in whole or name.startswith("best_")
                else TensorProto.FLOAT
            )

        value = lambda item: helper.make_tensor_value_info(item[0], kind(item[0]), item[1])  # noqa: E731
        graph = helper.make_graph(
            self.nodes,
            "forewarn",
            [value(x) for x in inputs.items()],
            [value(x) for x in outputs.items()],
            list(self.constants.values()),
        )
        sets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=8)


def reader(weights: dict[str, Floats], scheme: str) -> onnx.ModelProto:
    """Sub-words of one sentence in; tags, arc scores, pair rows and name scores out."""
    g = Graph(weights, scheme)
    x = _embedded(g)
    outputs = []
    for k in range(LAYERS):
        x = export_layer(g, x, k)
        outputs.append(x)
    tags, tree, names = _mixes(g, outputs[-MIXED_LAYERS:])
    _tags(g, tags)
    _names(g, names)
    _tree(g, tree)
    inputs = {"ids": [1, "pieces"], "shapes": [1, "pieces"], "first": ["words"], "last": ["words"]}
    found: dict[str, list[object]] = {
        f"best_{name}": ["words"] for name in ("upos", "feats", "scripts")
    }
    found |= {"names": ["words", None], "arcs": ["words", "words"], "root": ["words", 1]}
    found |= {"pair_dependent": ["words", None], "pair_head": ["words", None]}
    g.node("Identity", [outputs[LOWER_LAYERS - 1]], "states")
    found["states"] = [1, "pieces", WIDTH]
    return g.model(inputs, found)  # type: ignore[arg-type]


def relations(weights: dict[str, Floats]) -> onnx.ModelProto:
    """Rows of dependents and of their heads in; the best relation of each pair out."""
    g = Graph(weights, "float")
    parts = {}
    for side in ("dependent", "head"):
        for part, start, end in (("sum", 0, LABEL), ("product", LABEL, 10_000)):
            inputs = [side, g.ints(start), g.ints(end), g.ints(1)]
            parts[side, part] = g.node("Slice", inputs, f"{side}_{part}")
    summed = g.node("Add", [parts["dependent", "sum"], parts["head", "sum"]], "summed")
    times = g.node("Mul", [parts["dependent", "product"], parts["head", "product"]], "times")
    both = g.node("Concat", [g.gelu(summed, "bent"), times], "both", axis=-1)
    g.node("ArgMax", [g.linear(both, "pair_out", "scores")], "best_relations", axis=-1, keepdims=0)
    inputs = {side: ["words", None] for side in ("dependent", "head")}
    return g.model(inputs, {"best_relations": ["words"]})  # type: ignore[arg-type]


def _embedded(g: Graph) -> str:
    table = g.weights["encoder.words.weight"]
    scale = np.maximum(np.abs(table).max(axis=1), 1e-9) / 127
    rows = g.constant("words", np.rint(table / scale[:, None]).astype(np.int8))
    taken = g.node("Gather", [rows, "ids"], "word_bytes")
    number = g.node("Cast", [taken], "word_numbers", to=TensorProto.FLOAT)
    column = g.constant("word_scales", scale.astype(np.float32)[:, None])
    words = g.node("Mul", [number, g.node("Gather", [column, "ids"], "word_scale")], "word")
    table = g.constant("shape_rows", g.weights["encoder.shapes.weight"])
    shaped = g.node("Add", [words, g.node("Gather", [table, "shapes"], "shape")], "shaped")
    size = g.node("Slice", [g.node("Shape", ["ids"], "size"), g.ints(1), g.ints(2)], "length")
    places = g.constant("places", g.weights["encoder.places.weight"].astype(np.float16))
    part = g.node("Slice", [places, g.ints(0), size], "place_halves")
    place = g.node("Cast", [part], "place", to=TensorProto.FLOAT)
    return g.norm(g.node("Add", [shaped, place], "placed"), "encoder.norm", "embedded")


def export_layer(g: Graph, x: str, k: int) -> str:
    """Layer `k` of an encoder over the states `x`."""
    name = f"encoder.layers.{k}"
    qkv = g.linear(x, f"{name}.qkv", f"{name}.qkv_out")
    thirds = [f"{name}.{part}" for part in "qkv"]
    g.nodes.append(helper.make_node("Split", [qkv, g.ints(WIDTH, WIDTH, WIDTH)], thirds, axis=-1))
    seen = g.node(
        "MultiHeadAttention",
        thirds,
        f"{name}.seen",
        domain="com.microsoft",
        num_heads=ATTENTION_HEADS,
    )
    out = g.linear(seen, f"{name}.out", f"{name}.attended")
    x = g.sum_norm(x, out, f"{name}.norm1", f"{name}.x1")
    up = g.gelu(g.linear(x, f"{name}.up", f"{name}.inner"), f"{name}.bent")
    down = g.linear(up, f"{name}.down", f"{name}.outer")
    return g.sum_norm(x, down, f"{name}.norm2", f"{name}.x2")


def _mixes(g: Graph, layers: list[str]) -> list[str]:
    """Three weighted means of layers, one row a word: the mean of its first and last sub-word."""
    stack = g.node("Concat", layers, "stack", axis=0)
    ends = [g.node("Gather", [stack, end], f"stack.{end}", axis=1) for end in ("first", "last")]
    rows = g.node("Add", ends, "stack.words")
    flat = g.node("Reshape", [rows, g.ints(MIXED_LAYERS, -1)], "stack.flat")
    raw = [np.exp(g.weights[f"mix_{name}.weights"]) for name in ("tags", "tree", "names")]
    shares = np.stack([each / each.sum() / 2 for each in raw]).astype(np.float32)
    mixed = g.node("MatMul", [g.constant("shares", shares), flat], "mixed.flat")
    rows = g.node("Reshape", [mixed, g.ints(-1, WIDTH)], "mixed")
    outputs = ["mixed.tags", "mixed.tree", "mixed.names"]
    g.nodes.append(helper.make_node("Split", [rows], outputs, axis=0))
    return outputs


def _tags(g: Graph, x: str) -> None:
    names = ["upos", "feats", "scripts"]
    g.linears(x, names, [f"{name}_scores" for name in names])
    for name in names:
        g.node("ArgMax", [f"{name}_scores"], f"best_{name}", axis=-1, keepdims=0)


def _names(g: Graph, x: str) -> None:
    g.linear(g.gelu(g.linear(x, "names_inner", "names_in"), "names_bent"), "names", "names")


def _tree(g: Graph, x: str) -> None:
    names = ["arc_dependent", "arc_head", "pair_dependent", "pair_head"]
    g.linears(x, names, ["arc_d", "arc_h", "pair_dependent", "pair_head"])
    dependent, head = g.gelu("arc_d", "arc_dependent"), g.gelu("arc_h", "arc_head")
    left = g.product(
        dependent, "arcs", g.weights["arcs"], g.weights["arc_bias.weight"][0], "arc_left"
    )
    right = g.node("Transpose", [head], "arc_right", perm=[1, 0])
    g.node("MatMul", [left, right], "arcs")
    g.linear(dependent, "root", "root_plain")
    bias = float(g.weights["arc_bias.bias"][0])
    g.node("Sub", ["root_plain", g.constant("arc_shift", np.array(bias, dtype=np.float32))], "root")


def read_state(out: Path, part: str = "average") -> dict[str, Floats]:
    """The weights of a training as arrays."""
    state = torch.load(out / "state.pt", map_location="cpu", weights_only=False)[part]
    return {name: value.float().numpy() for name, value in state.items()}


@dataclass(frozen=True)
class Side:
    """What stands beside the weights: files to copy, and what the labels file tells more."""

    labels: Path
    tokenizer: Path
    lexicon: dict[str, dict[str, str]]


def write(weights: dict[str, Floats], side: Side, folder: Path, scheme: str) -> None:
    """All files of the model into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(reader(weights, scheme), folder / "reader.onnx")
    onnx.save(relations(weights), folder / "relations.onnx")
    shutil.copyfile(side.tokenizer, folder / "tokenizer.json")
    labels = json.loads(side.labels.read_text(encoding="utf-8"))
    _write_json(folder / "labels.json", labels)
    _write_json(folder / "lexicon.json", side.lexicon)


def _write_json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/")
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--encoder", type=Path, required=True, help="folder of MiniLM-L6-H384")
    parser.add_argument("--weights", type=Path, required=True, help="folder to write to")
    parser.add_argument("--scheme", choices=("dynamic", "blocks", "float"), default="dynamic")
    args = parser.parse_args()
    trees = [
        t
        for x in ("ewt", "gum")
        for t in corpora.treebank(args.data / f"ud/en_{x}-ud-train.conllu")
    ]
    side = Side(
        args.out / "labels.json",
        args.encoder / "tokenizer.json",
        corpora.lexicon(trees),
    )
    write(read_state(args.out), side, args.weights, args.scheme)


if __name__ == "__main__":
    main()
