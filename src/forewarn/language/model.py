"""The shipped language model: word classes, features, lemmas, UD trees and names of sentences.

Each sentence is read by itself, without padding, so what comes out for it depends on nothing
beside it: not on order, not on neighbours, not on the number of threads. The files in `weights/`
are described in `weights/MODEL_CARD.md`; how they were made is in `training/`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from forewarn.errors import PipelineError
from forewarn.language import lemmas, names, trees
from forewarn.language.doc import States
from forewarn.language.pieces import Pieces

WEIGHTS = Path(__file__).parent / "weights"
# The sum and the norm behind it as one node take longer for heads: 2.62 against 2.01 ms a sentence.
UNFUSED = ("SkipLayerNormFusion",)
_FILES = ("reader.onnx", "relations.onnx", "tokenizer.json", "labels.json", "lexicon.json")

MOST_PIECES = 510
"""Sub-words that the encoder takes at once, beside the marks of start and end."""

_NOTHING: dict[str, str] = {}
Ints = NDArray[np.int64]
_Cut = list[tuple[tuple[int, ...], int]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence as read: a column for each label, an entry for each word.

    `heads` are indices within the sentence, the root's its own. `names` are (start, end, label)
    with the end excluded and the label PER, ORG, LOC or MISC. `states` are None where the sentence
    was too long to be read at once.
    """

    lemmas: tuple[str, ...] = ()
    upos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deprels: tuple[str, ...] = ()
    names: tuple[tuple[int, int, str], ...] = ()
    states: States | None = field(default=None, compare=False)


class Model:
    """Reads sentences that are already cut into words; see `parse`."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        for file in _FILES:
            if not (folder / file).is_file():
                raise PipelineError(f"{folder / file}: not found; reinstall forewarn")
        labels = _json(folder / "labels.json")
        self._lexicon: dict[str, dict[str, str]] = _json(folder / "lexicon.json")
        self._upos: list[str] = labels["upos"]
        self._feats: list[str] = labels["feats"]
        self._scripts: list[str] = labels["scripts"]
        self._deprels: list[str] = labels["deprels"]
        self._names = names.Decoder(labels["names"])
        self._pieces = Pieces(folder / "tokenizer.json")
        self._reader = session(folder / "reader.onnx")
        self._relations = session(folder / "relations.onnx")
        self._threads = max(threads, 1)

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 1) -> Model:
        """The model in `folder` (the shipped one by default), for so many threads at once.

        Raises PipelineError where a file is missing.
        """
        return cls(folder or WEIGHTS, threads)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """One `Parsed` for each sentence, in order; an entry for each word, whatever it holds.

        A sentence of more than 510 sub-words is read in parts, which are then joined.
        """
        cut = [self._pieces.of(words) for words in sentences]
        if self._threads == 1 or len(sentences) < 2:
            return [self._sentence(*pair) for pair in zip(sentences, cut, strict=True)]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._sentence, sentences, cut))

    def _sentence(self, words: Sequence[str], cut: _Cut) -> Parsed:
        bounds = _parts([len(ids) for ids, _ in cut])
        parts = [self._part(words[a:b], cut[a:b]) for a, b in bounds]
        return parts[0] if len(parts) == 1 else _joined(parts, [a for a, _ in bounds])

    def _part(self, words: Sequence[str], cut: _Cut) -> Parsed:
        inputs = self._inputs(cut)
        upos, feats, scripts, name_scores, arcs, root, dependent, head, lower = self._reader.run(
            None, inputs
        )
        classes = tuple(self._upos[k] for k in upos.tolist())
        np.fill_diagonal(arcs, root)
        heads = trees.best_heads(arcs)
        pairs = {"dependent": dependent, "head": head[heads]}
        relations = self._relations.run(None, pairs)[0].tolist()
        return Parsed(
            tuple(map(self._lemma, words, classes, scripts.tolist(), count())),
            classes,
            tuple(self._feats[k] for k in feats.tolist()),
            tuple(heads.tolist()),
            tuple(
                "root" if h == i else self._deprels[k]
                for i, (h, k) in enumerate(zip(heads.tolist(), relations, strict=True))
            ),
            self._names.spans(name_scores),
            States(lower[0], inputs["first"], inputs["last"]),
        )

    def _lemma(self, word: str, upos: str, script: int, at: int) -> str:
        """What the treebanks say of the form; where they do not know it, what its script makes."""
        known = self._lexicon.get(upos, _NOTHING).get(word if at else word.lower())
        return known or lemmas.apply(self._scripts[script], word)

    def _inputs(self, cut: _Cut) -> dict[str, Ints]:
        ids, shapes, first, last = [self._pieces.first], [0], [], []
        for pieces, shape in cut:
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
            last.append(len(ids) - 1)
        ids.append(self._pieces.last)
        shapes.append(0)
        lines = {"ids": [ids], "shapes": [shapes], "first": first, "last": last}
        return {name: np.array(line, dtype=np.int64) for name, line in lines.items()}


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def session(file: Path, without: Sequence[str] = ()) -> onnxruntime.InferenceSession:
    """One thread within a sentence: the order of its sums is then always the same.

    `without` names optimizations of the graph that are left out.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.enable_mem_pattern = False  # one would be kept for each length of sentence
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        file, options, providers=["CPUExecutionProvider"], disabled_optimizers=[*without]
    )


def _parts(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """The (start, end) word ranges of at most MOST_PIECES sub-words each; none for no words."""
    starts, filled = [0], 0
    for i, length in enumerate(lengths):
        if filled + length > MOST_PIECES:
            starts.append(i)
            filled = 0
        filled += length
    ends = [*starts[1:], len(lengths)]
    return list(zip(starts, ends, strict=True)) if lengths else []


def _joined(parts: list[Parsed], starts: list[int]) -> Parsed:
    """One sentence of its parts: the roots of later parts hang on the root of the first."""
    if not parts:
        return Parsed()
    root = next(i for i, head in enumerate(parts[0].heads) if head == i)
    heads, deprels = list(parts[0].heads), list(parts[0].deprels)
    for part, start in zip(parts[1:], starts[1:], strict=True):
        for i, head in enumerate(part.heads):
            heads.append(root if head == i else head + start)
            deprels.append("parataxis" if head == i else part.deprels[i])
    return Parsed(
        tuple(x for part in parts for x in part.lemmas),
        tuple(x for part in parts for x in part.upos),
        tuple(x for part in parts for x in part.feats),
        tuple(heads),
        tuple(deprels),
        tuple(
            (a + s, b + s, k)
            for part, s in zip(parts, starts, strict=True)
            for a, b, k in part.names
        ),
    )
