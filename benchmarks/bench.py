"""All figures of reading side by side with the peers', as one table.

    python benchmarks/bench.py [DATA] [-o FOLDER]          (make bench DATA=FOLDER)

Without DATA only the labelled sentences of the repository are read. DATA is the folder with
events/, ud/, factuality/, statements/ and reports/ (docs/measurements.md says what is in them).
Writes bench.md (the table), and one JSON file for each set with everything that was counted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import events
import readings
import speed
import statements

RESULTS = Path(__file__).resolve().parent / "results"
HEADER = (
    "| what | set | looked at while building | peer | goal | forewarn |\n|---|---|---|---|---|---|"
)
# Figures of the peers on the same sentences are measured by our own scoring; "published" ones are
# their authors', on other text.
CLASSES = "classes of errors"
# So many releases are timed: all of them.
RELEASES = 436


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    what: str
    set: str
    seen: str
    peer: str
    goal: str
    figure: str

    def __str__(self) -> str:
        cells = (self.what, self.set, self.seen, self.peer, self.goal, self.figure)
        return f"| {' | '.join(cells)} |"


def public(data: Path, out: Path) -> Iterator[Line]:
    """The lines of the public sets."""
    runner = events.Runner("eastern-flank")
    gold = events.plover(runner, data / "events", errors=False)
    false = events.false_events(runner, data / "ud", errors=False)
    status = events.status(runner, data / "factuality", errors=False)
    _keep(out / "events.json", {"plover_gsr": gold, "false_events": false, "status": status})
    yield from _plover(gold)
    yield Line(
        "sentences with false events, of 1,000",
        f"GUM without politics, {false['sentences']}",
        "its two hits, once",
        "–",
        "5",
        str(false["per 1,000"]),
    )
    for name, goal in (("accuracy", ".90"), ("accuracy, planned taken as certain", "–")):
        set_ = f"MEANTIME, {status['predicates']} predicates"
        yield Line(f"status, {name}", set_, CLASSES, "–", goal, _short(status[name]))
    said = statements.measure(data / "statements" / "polnear_dev120.jsonl")
    _keep(out / "statements.json", said)
    yield from _polnear(said)
    fast = speed.measure(next((data / "reports").glob("official*.jsonl.gz")), RELEASES)
    _keep(out / "speed.json", fast)
    yield from _speed(fast)


def _plover(gold: dict[str, Any]) -> Iterator[Line]:
    ours, theirs = gold["forewarn"], gold["PETRARCH2"]
    goals = (
        ("class recall", ".80"),
        ("class precision", ".80"),
        ("class + both countries", ".65"),
        ("class + full actor codes", ".45"),
    )
    for name, goal in goals:
        set_ = f"PLOVER gold dev, {ours['sentences']}"
        peer = f"PETRARCH2 {_short(theirs[name])}"
        yield Line(f"events: {name}", set_, CLASSES, peer, goal, _short(ours[name]))


def _polnear(said: dict[str, Any]) -> Iterator[Line]:
    crf = said["peers"]["CRF trained on PolNeAR"]
    goals = (
        ("source", "exact", ".70"),
        ("cue", "exact", ".75"),
        ("content", "exact", ".55"),
        ("content", "tokens", ".85"),
    )
    for role, how, goal in goals:
        ours = said["scores"][role][how]["f1"]
        peer = f"CRF trained on it {_short(crf[role][how])}"
        set_ = f"PolNeAR dev, {said['articles']} articles"
        yield Line(f"{role}, {how} F1", set_, CLASSES, peer, goal, _short(ours))


def _speed(fast: dict[str, Any]) -> Iterator[Line]:
    set_ = f"official releases, {fast['reports']}"
    over = f"{fast['ingest over bare pass']}, {fast['ingest, words/s']:,} words/s"
    yield Line("time of ingest over the bare pass", set_, "–", "–", "1.5", over)
    peer = f"NGEC (published) {speed.PEERS['NGEC, published, documents/s']}"
    yield Line("reports a second, one core", set_, "–", peer, "–", str(fast["ingest, reports/s"]))


def own(part: str, out: Path) -> Iterator[Line]:
    """The lines of our own sentences, part "dev" or "test"."""
    read = readings.measure(part)
    _keep(out / f"readings_{part}.json", read)
    seen = "no" if part == "test" else "yes"
    for what, goal, figure, size in _own(read):
        yield Line(what, f"own {part}, {size}", seen, "–", goal, _short(figure))


def _own(read: dict[str, Any]) -> Iterator[tuple[str, str, float, str]]:
    stories, said, asserted = read["events"], read["statements"], read["events"]["asserted"]
    size = f"{asserted['sentences']} sentences"
    for name in ("class recall", "class precision", "class + both countries"):
        yield f"events: {name}", "–", asserted[name], size
    yield "events: class + full actor codes", "–", asserted["class + full actor codes"], size
    none = stories["sentences without events"]
    false = 1000 * stories["with an event nevertheless"] / max(none, 1)
    yield "sentences with false events, of 1,000", "–", false, f"{none} tempting sentences"
    labels = f"{read['status']['labels']} labels"
    yield "status, six of them", ".90", read["status"]["accuracy"]["all"], labels
    count = f"{said['statements']['gold']} statements"
    yield "kinds of statement, macro-F1", ".80", said["kinds"]["macro_f1"], count
    yield "conditions, F1", ".80", said["conditions"]["f1"], count
    measured = read["measurements"]["all right"]
    yield "measurements, F1", ".85", measured["f1"], f"{measured['gold']} measurements"


def _short(value: float) -> str:
    return f"{value:.3f}".lstrip("0") if value < 1 else f"{value:.3g}"


def _keep(file: Path, value: dict[str, Any]) -> None:
    file.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("-o", "--out", type=Path, default=RESULTS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    lines = list(public(args.data, args.out)) if args.data else []
    lines += [line for part in ("dev", "test") for line in own(part, args.out)]
    table = "\n".join([HEADER, *map(str, lines)])
    print(table)
    if args.data:  # without it half of the table would be lost
        (args.out / "bench.md").write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
