"""Measures intake: copies, stories, cleaning and speed.

    python benchmarks/intake.py copies RELEASES.jsonl.gz
    python benchmarks/intake.py stories ECBPLUS.jsonl
    python benchmarks/intake.py cleaning RELEASES.jsonl.gz
    python benchmarks/intake.py speed PATH...

RELEASES has rows with `title` and `text`; ECBPLUS rows with `id`, `topic`, `story` (the gold
cluster) and `sentences`. Everything is seeded; the results are printed as JSON.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import textwrap
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from forewarn import intake
from forewarn.intake import clean, copies, stories

SEED = 20211202


def rows(path: str) -> list[dict[str, Any]]:
    data = Path(path).read_bytes()
    text = (gzip.decompress(data) if path.endswith(".gz") else data).decode()
    return [json.loads(line) for line in text.splitlines()]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def abridged(text: str, rng: random.Random) -> str:
    """The first third to two thirds of the sentences."""
    parts = sentences(text)
    return " ".join(parts[: max(2, round(len(parts) * rng.uniform(0.33, 0.67)))])


def wrapped(text: str, rng: random.Random) -> str:
    """Broken at 60 to 80 columns, with a headline and a credit that the original has not."""
    body = textwrap.fill(text, rng.randint(60, 80))
    return f"News in brief from our own desk\n\n{body}\n\nCopyright, all rights reserved"


def edited(text: str, rng: random.Random) -> str:
    """One word in twenty changed or gone, one sentence in ten gone, two lines added."""
    kept = [part for part in sentences(text) if rng.random() > 0.1]
    words = [
        word if (dice := rng.random()) > 0.05 else ("reportedly" if dice > 0.025 else "")
        for part in kept
        for word in part.split()
    ]
    return f"This is what officials told us today. {' '.join(words)} More follows later today."


def abridged_edited(text: str, rng: random.Random) -> str:
    return edited(abridged(text, rng), rng)


def measure_copies(path: str) -> dict[str, Any]:
    rng = random.Random(SEED)
    releases = [row for row in rows(path) if len(row["text"].split()) >= 60]
    originals = [row["text"] for row in releases]
    makers: tuple[Callable[[str, random.Random], str], ...] = (
        abridged, wrapped, edited, abridged_edited,
    )  # fmt: skip
    texts = {f"{i}": text for i, text in enumerate(originals)}
    chosen = rng.sample(range(len(originals)), 200)
    made = {f"{i}+{maker.__name__}": maker(originals[i], rng) for i in chosen for maker in makers}
    links = copies.find({**texts, **made})
    known = [(each, _day(releases, each, 0), _day(releases, each, 0)) for each in texts]
    known += [(each, _day(releases, each, 1), _day(releases, each, 1)) for each in made]
    resolved = copies.resolve(known, links)
    right = {each for each in made if resolved.get(each) == each.split("+")[0]}
    wrong = {each for each, source in resolved.items() if each.split("+")[0] != source}
    same = {each for each in wrong if _are_equal(originals, each, resolved[each])}
    false = sorted(wrong - same)
    precision = (len(resolved) - len(false)) / len(resolved)
    recall = len(right | (same & set(made))) / len(made)
    by_maker = Counter(each.split("+")[1] for each in right | (same & set(made)))
    return {
        "texts": len(known),
        "copies": len(made),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / (precision + recall), 3),
        "recall_by_kind": {name: count / len(chosen) for name, count in sorted(by_maker.items())},
        "equal_releases": len(same - set(made)),
        "false": [[each, originals[int(resolved[each].split("+")[0])][:80]] for each in false],
    }


def _day(releases: list[dict[str, Any]], name: str, later: int) -> str:
    """A copy comes out one day after its original."""
    published = date.fromisoformat(releases[int(name.split("+")[0])]["published"][:10])
    return str(published + timedelta(days=later))


def _are_equal(originals: list[str], one: str, other: str) -> bool:
    return originals[int(one.split("+")[0])] == originals[int(other.split("+")[0])]


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 of one clustering against another."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for each in gold:
        by_gold[gold[each]].add(each)
        by_found[found[each]].add(each)
    shared = {each: len(by_gold[gold[each]] & by_found[found[each]]) for each in gold}
    precision = sum(n / len(by_found[found[each]]) for each, n in shared.items()) / len(gold)
    recall = sum(n / len(by_gold[gold[each]]) for each, n in shared.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measure_stories(path: str) -> dict[str, Any]:
    articles = rows(path)
    topics = sorted({row["topic"] for row in articles}, key=int)
    result: dict[str, Any] = {}
    for name, half in (("tune", set(topics[::2])), ("test", set(topics[1::2]))):
        part = [row for row in articles if row["topic"] in half]
        gold = {row["id"]: row["story"] for row in part}
        items = [stories.Item(row["id"], "\n".join(row["sentences"]), None) for row in part]
        result[name] = {"articles": len(part), "stories": len(set(gold.values()))}
        for level in sorted({*(0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.2), stories.ALIKE}):
            groups = stories.group(items, alike=level)
            found = {each: groups.get(each, each) for each in gold}
            result[name][level] = [round(score, 3) for score in b_cubed(gold, found)]
    return result


def dropped(path: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for row in rows(path):
        cleaned = clean.clean(row["text"], row["title"])
        if cleaned.dropped:
            yield row["title"], [(piece.text, piece.reason) for piece in cleaned.dropped]


def measure_cleaning(path: str) -> dict[str, Any]:
    return {"releases": len(rows(path)), "with_something_dropped": list(dropped(path))}


def measure_speed(*paths: str) -> dict[str, Any]:
    list(intake.read([]))
    start, clock = time.perf_counter(), time.process_time()
    count = sum(isinstance(each, intake.Taken) for each in intake.read(paths))
    seconds, cpu = time.perf_counter() - start, time.process_time() - clock
    return {
        "reports": count,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "reports_per_cpu_second": round(count / cpu, 1),
    }


if __name__ == "__main__":
    measure = globals()[f"measure_{sys.argv[1]}"]
    print(json.dumps(measure(*sys.argv[2:]), ensure_ascii=False, indent=1))
