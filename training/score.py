"""Scores of the network itself, before export: what to choose by while training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from forewarn.language import lemmas, trees
from forewarn.language.pieces import Pieces
from training.corpora import Sentence
from training.examples import Coding, Collate, batches
from training.names import LABELS, TYPES, Span, spans
from training.network import Network


@torch.no_grad()
def all_of(
    network: Network, coding: Coding, pieces: Pieces, parts: dict[str, list[Sentence]]
) -> dict[str, float]:
    """For each part the shares that are right: word classes, lemmas, heads, labels, names."""
    found: dict[str, float] = {}
    for part, sentences in parts.items():
        counts = _count(network, coding, pieces, sentences)
        if counts["words"]:
            for key in ("upos", "feats", "lemma", "uas", "las"):
                found[f"{part}_{key}"] = round(100 * counts[key] / counts["words"], 2)
        if counts["gold"]:
            both = counts["gold"] + counts["found"]
            found[f"{part}_f1"] = round(200 * counts["right"] / both, 2)
            found[f"{part}_precision"] = round(100 * counts["right"] / max(counts["found"], 1), 2)
    return found


def _count(
    network: Network, coding: Coding, pieces: Pieces, sentences: Sequence[Sentence]
) -> dict[str, int]:
    keys = ("words", "upos", "feats", "lemma", "uas", "las", "gold", "found", "right")
    counts = dict.fromkeys(keys, 0)
    collate = Collate(pieces)
    for group in batches(coding.examples(sentences, 510), 4400, None):
        scores = network(*collate(group).inputs)
        for r, example in enumerate(group):
            s, n = example.source, len(example.pieces)
            if s.heads is not None:
                heads = trees.best_heads(scores.arcs[r, :n, :n].numpy())
                at = torch.from_numpy(heads)
                pairs = network.labels(scores.pair_dependent[r, :n], scores.pair_head[r][at])
                _add_tree(counts, coding, s, heads, pairs.argmax(-1).tolist())
                _add_tags(
                    counts,
                    coding,
                    s,
                    *(
                        x[r, :n].argmax(-1).tolist()
                        for x in (scores.upos, scores.feats, scores.scripts)
                    ),
                )
            if s.names is not None:
                _add_names(counts, s, scores.names[r, :n].argmax(-1).tolist())
    return counts


def _add_tree(
    counts: dict[str, int], coding: Coding, s: Sentence, heads: np.ndarray, relations: list[int]
) -> None:
    for i, head in enumerate(heads):
        right = int(head) == (s.heads or ())[i]
        label = "root" if int(head) == i else coding.labels.deprels[relations[i]]
        counts["words"] += 1
        counts["uas"] += right
        counts["las"] += right and label == (s.deprels or ())[i]


def _add_tags(
    counts: dict[str, int],
    coding: Coding,
    s: Sentence,
    upos: list[int],
    feats: list[int],
    scripts: list[int],
) -> None:
    for i, word in enumerate(s.words):
        counts["upos"] += coding.labels.upos[upos[i]] == (s.upos or ())[i]
        counts["feats"] += coding.labels.feats[feats[i]] == (s.feats or ())[i]
        counts["lemma"] += (
            lemmas.apply(coding.labels.scripts[scripts[i]], word) == (s.lemmas or ())[i]
        )


def _add_names(counts: dict[str, int], s: Sentence, best: list[int]) -> None:
    gold = _without_misc(spans([next(iter(x)) if len(x) == 1 else "O" for x in s.names or ()]))
    found = _without_misc(spans([LABELS[k] for k in best]))
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    counts["right"] += len(gold & found)


def _without_misc(found: list[Span]) -> set[Span]:
    return {span for span in found if span[2] in TYPES[:3]}
