"""How fast reading is beside the language model's bare pass, in processor time of one core.

    python benchmarks/speed.py FILE [--reports N] [-o FILE.json]

FILE holds reports (JSON Lines, may be gzipped), for instance 436 official releases. Three ways are
timed over the same texts, in one process with one thread: the language model's bare pass (words in,
trees and names out), language and coding (events, statements, measurements), and the whole
`ingest` with loading, intake and keeping. Each begins with a model that has read nothing yet, as a
run of `ingest` does; the bare pass is given a second time with a model that has learned the pieces
of all the words. Words are the language stage's. The peer's figure was published by
its authors for one document at a time on a CPU.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PEERS = {"NGEC, published, documents/s": 0.26}
GOAL = 1.5


def measure(file: Path, most: int | None = None) -> dict[str, Any]:
    """Words and reports a second of each way, and the whole job's time over the bare pass'."""
    from forewarn import intake, language, packs, pipeline
    from forewarn.coding import Coder
    from forewarn.records import Report

    reports = [t.report for t in intake.read([str(file)]) if hasattr(t, "report")][:most]
    assert all(isinstance(each, Report) for each in reports)
    texts = [each.text for each in reports]
    reader = language.load()
    words = 0

    def reading() -> None:
        nonlocal words
        words = sum(len(doc.words) for doc in reader.read(texts))

    bare, warm = _seconds(reading), _seconds(reading)
    fresh, coder = language.load(), Coder(packs.load("eastern-flank"))

    def coding() -> None:
        for doc, report in zip(fresh.read(texts), reports, strict=True):
            coder.code(doc, report)

    coded = _seconds(coding)
    with tempfile.TemporaryDirectory() as folder:
        copied = _copied(reports, folder)
        whole = _seconds(lambda: pipeline.ingest([copied], Path(folder) / "data", workers=1))
    return {
        "reports": len(reports),
        "words": words,
        "bare pass, words/s": round(words / bare),
        "bare pass once more, words/s": round(words / warm),
        "language and coding, words/s": round(words / coded),
        "ingest, words/s": round(words / whole),
        "ingest, reports/s": round(len(reports) / whole, 2),
        "language and coding over bare pass": round(coded / bare, 2),
        "ingest over bare pass": round(whole / bare, 2),
        "goal": GOAL,
        "peers": PEERS,
    }


def _copied(reports: list[Any], folder: str) -> str:
    """The reports alone as a file of JSON Lines."""
    file = Path(folder) / "reports.jsonl"
    rows = ({"title": r.title, "published": r.published, "text": r.text} for r in reports)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def _seconds(do: Callable[[], object]) -> float:
    begun = time.process_time()
    do()
    return time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, help="only so many of them")
    parser.add_argument("-o", "--out", type=Path)
    args = parser.parse_args()
    text = json.dumps(measure(args.file, args.reports), indent=1)
    print(text)
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
