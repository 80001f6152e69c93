"""Scores and speed of the shipped language model.

    python benchmarks/language.py DATA [--part test|dev] [--texts FILE] [--out FILE]

DATA holds ud/ and ner/ as training/README.md describes them. Words and sentences are those of
the treebanks; `benchmarks/raw_text.py` measures from raw text. Each figure comes with the 95%
interval of 1,000 bootstrap samples of sentences. LAS wants the same head and the same relation
with its subtype; "LAS, main" compares relations without subtypes, as the CoNLL shared tasks did.
Names are those of Universal NER (PER, ORG, LOC; what we call MISC is left out), whole spans.
Speed is that of one thread, over the words of the raw text of EWT's part: the model alone on
given words, and the whole pass (tokens, sentences, model) from text; with --texts (JSON Lines,
their `text`, plain or gzipped) also the whole pass over the first 100 of these.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from forewarn.language.model import Model, Parsed
from forewarn.language.pipeline import English
from training import corpora
from training.corpora import Sentence
from training.names import TYPES, spans

Counts = NDArray[np.int64]
Measure = Callable[[Counts], float]
TREE_KEYS = ("words", "upos", "feats", "lemma", "uas", "las", "las_main")
SAMPLES = 1000


def tree_counts(gold: Sentence, found: Parsed) -> list[int]:
    """For one sentence its words and how many are right, in the order of TREE_KEYS."""
    heads = np.array(found.heads) == np.array(gold.heads)
    same = [a == b for a, b in zip(found.deprels, gold.deprels or (), strict=True)]
    pairs = zip(found.deprels, gold.deprels or (), strict=True)
    main = [a.split(":")[0] == b.split(":")[0] for a, b in pairs]
    return [
        len(gold.words),
        _equal(found.upos, gold.upos),
        _equal(found.feats, gold.feats),
        _equal(found.lemmas, gold.lemmas),
        int(heads.sum()),
        int((heads & same).sum()),
        int((heads & main).sum()),
    ]


def _equal(found: Sequence[str], gold: Sequence[str] | None) -> int:
    return sum(a == b for a, b in zip(found, gold or (), strict=True))


def name_counts(gold: Sentence, found: Parsed, kinds: Sequence[str]) -> list[int]:
    """For one sentence its names of these kinds, those found, and those found that are right."""
    labels = [next(iter(x)) if len(x) == 1 else "O" for x in gold.names or ()]
    wanted = {span for span in spans(labels) if span[2] in kinds}
    given = {span for span in found.names if span[2] in kinds}
    return [len(wanted), len(given), len(wanted & given)]


def with_interval(counts: Counts, measure: Measure) -> dict[str, float]:
    """The measure over all sentences and its 95% interval over bootstrap samples."""
    chance = np.random.default_rng(1)
    size = len(counts)
    samples = [
        measure(np.bincount(chance.integers(0, size, size), minlength=size) @ counts)
        for _ in range(SAMPLES)
    ]
    low, high = np.percentile(samples, [2.5, 97.5])
    found = {"value": measure(counts.sum(axis=0)), "low": float(low), "high": float(high)}
    return {key: round(value, 2) for key, value in found.items()}


def ratio(k: int) -> Measure:
    return lambda total: 100 * float(total[k]) / float(total[0])


def f1(total: Counts) -> float:
    return 200 * float(total[2]) / max(float(total[0] + total[1]), 1.0)


def trees(model: Model, path: Path) -> dict[str, dict[str, float]]:
    gold = corpora.treebank(path)
    found = model.parse([s.words for s in gold])
    counts = np.array([tree_counts(g, f) for g, f in zip(gold, found, strict=True)])
    return {key: with_interval(counts, ratio(k)) for k, key in enumerate(TREE_KEYS) if k}


def names(model: Model, data: Path, part: str) -> dict[str, dict[str, float]]:
    treebank = corpora.treebank(data / f"ud/en_ewt-ud-{part}.conllu")
    gold = corpora.uner(data / f"ner/uner_ewt/en_ewt-ud-{part}.iob2", treebank)
    found = model.parse([s.words for s in gold])
    result = {}
    for title, kinds in (("all", TYPES[:3]), *((kind, (kind,)) for kind in TYPES[:3])):
        counts = np.array([name_counts(g, f, kinds) for g, f in zip(gold, found, strict=True)])
        total = counts.sum(axis=0)
        result[title] = with_interval(counts, f1) | {
            "precision": round(100 * total[2] / max(total[1], 1), 2),
            "recall": round(100 * total[2] / max(total[0], 1), 2),
            "names": int(total[0]),
        }
    return result


def speed(model: Model, path: Path, more: Path | None) -> dict[str, float]:
    """Words a second on one thread, the best of three: the model alone, and the whole pass."""
    words = [s.words for s in corpora.treebank(path)]
    alone = _best(lambda: model.parse(words))
    found = {
        "model": round(sum(map(len, words)) / alone),
        "whole_pass": _pass(model, raw_texts(path)),
    }
    if more is not None:
        opened = gzip.open if more.suffix == ".gz" else open
        with opened(more, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in islice(lines, 100)]
        found["whole_pass_texts"] = _pass(model, texts)
    return found


def _pass(model: Model, texts: list[str]) -> int:
    """Words a second from text to parsed documents."""
    pipeline = English(model)
    count = sum(len(doc.words) for doc in pipeline.read(texts))
    return round(count / _best(lambda: list(pipeline.read(texts))))


def raw_texts(path: Path) -> list[str]:
    """The text of each document, its sentences joined by a space."""
    texts: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            texts.append("")
        elif line.startswith("# text = "):
            texts[-1] += line[9:] + " "
    return texts


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=("test", "dev"), default="test")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--no-speed", action="store_true")
    args = parser.parse_args()
    model = Model.load(args.weights)
    ewt = args.data / f"ud/en_ewt-ud-{args.part}.conllu"
    gum = args.data / f"ud/en_gum-ud-{args.part}.conllu"
    found: dict[str, object] = {
        "part": args.part,
        "ewt": trees(model, ewt),
        "gum": trees(model, gum),
        "uner_ewt": names(model, args.data, args.part),
    }
    if not args.no_speed:
        found["words_per_second"] = speed(model, ewt, args.texts)
    text = json.dumps(found, indent=1)
    print(text)
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
