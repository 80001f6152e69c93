"""How fast the lake appends and reads, how its files grow, and in how much memory.

    python benchmarks/lake.py [--reports 20000] [--batch 64] [--json FILE]

Reports of 3 kB with four events and a statement each, appended in batches as an ingest does, then
read in every way that the product reads. Times are CPU seconds of the process with its threads
(`process_time`), so that other work on the machine does not change them.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from forewarn.exchange import tables
from forewarn.lake import Batch, Kept, Lake
from forewarn.records import (
    Actor,
    Event,
    Evidence,
    Place,
    Report,
    Statement,
    When,
    identify,
)

WORDS = ("minister", "said", "troops", "near", "border", "not", "move", "before", "talks", "end")
START = datetime(2021, 1, 1, tzinfo=UTC)


def made(number: int) -> Kept:
    """A report of about 3 kB, different from all others."""
    words = (f"{WORDS[(number * 7 + k * k) % len(WORDS)]}{(number + k) % 97}" for k in range(400))
    text = " ".join(words)
    learned = START + timedelta(minutes=20 * number)
    report = Report(
        identify("r", number), f"{number}.txt", None, "Wire", None, "Title", "en",
        learned.date().isoformat(), "metadata", None, text,
    )  # fmt: skip
    fingerprint = tuple(range(number * 60, number * 60 + 60))
    return Kept(report, learned, learned, fingerprint)


def found(report: Report) -> tuple[list[Event], list[Statement], list[Any]]:
    """Four events and a statement of a report."""
    who = Actor("Russia", "Russia", "RUS", "RUS", "GOV")
    when = When("2021-12-01", "2021-12-01", "day")
    evidence = (Evidence(report.id, 0, 120, report.text[:120]),)
    place = Place("Kyiv", "UKR", 50.45, 30.52, "city")
    event = Event(
        "", "THREATEN", None, ("military",), who, who, when, place, "actual", None, 0.8, evidence
    )
    said = Statement(identify("s", report.id), who, None, "threat", "indirect",
                     report.text[:90], "said", None, evidence)  # fmt: skip
    return [replace(event, id=identify("e", report.id, k)) for k in range(4)], [said], []


def batches(reports: int, size: int) -> Iterator[Batch]:
    """All the batches of the run."""
    for first in range(0, reports, size):
        kept = [made(number) for number in range(first, min(first + size, reports))]
        yield Batch(kept, {each.report.id: found(each.report) for each in kept}, "bench")


@contextmanager
def timed(results: dict[str, Any], name: str) -> Iterator[None]:
    """Adds the seconds that the block took."""
    begun = time.process_time()
    yield
    results[name] = round(time.process_time() - begun, 3)


def main() -> None:
    """Runs all of it and prints the numbers as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    results: dict[str, Any] = {"reports": asked.reports, "batch": asked.batch}
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), asked.reports, asked.batch, results)
    results["peak_MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    shown = json.dumps(results, indent=1)
    print(shown)
    if asked.json:
        asked.json.write_text(shown + "\n")


def measure(folder: Path, reports: int, size: int, results: dict[str, Any]) -> None:
    """Appends, then reads."""
    lake = Lake(folder / "lake")
    spent, most_files = [], 0
    for batch in batches(reports, size):
        begun = time.process_time()
        lake.append(batch)
        spent.append(time.process_time() - begun)
        if len(spent) % 50 == 0:
            most_files = max(most_files, lake.files())
    results["append_reports_per_s"] = round(reports / sum(spent))
    results["append_ms_median"] = round(sorted(spent)[len(spent) // 2] * 1000, 1)
    results["append_ms_worst"] = round(max(spent) * 1000, 1)
    results["files_most_seen"], results["files_before"] = most_files, lake.files()
    results["MB_before"] = megabytes(folder / "lake")
    with timed(results, "known_again_s"):
        Lake(folder / "lake").known_reports()
    with timed(results, "view_before_compaction_s"):
        lake.view()
    with timed(results, "compact_s"):
        lake.compact()
    results["files_after"] = lake.files()
    results["MB_live"] = round(sum(f.stat().st_size for f in live(lake)) / 1e6, 1)
    read(lake, folder, results)


def read(lake: Lake, folder: Path, results: dict[str, Any]) -> None:
    """Reads as the product does."""
    asks: dict[str, Callable[[], Any]] = {
        "known_s": lambda: Lake(lake.path).known_reports(),
        "fingerprints_s": lake.fingerprints,
        "view_s": lake.view,
        "view_as_of_s": lambda: lake.view(date(2021, 3, 1)).events(),
        "events_table_s": lambda: lake.view().table("events"),
        "events_records_s": lambda: lake.view().events(),
        "events_jsonl_s": lambda: tables.write(lake.view(), "events", "jsonl", folder / "e.jsonl"),
        "events_csv_s": lambda: tables.write(lake.view(), "events", "csv", folder / "e.csv"),
        "events_parquet_s": lambda: tables.write(
            lake.view(), "events", "parquet", folder / "e.parquet"
        ),
        "report_rows_s": lambda: list(lake.view()._records("reports", Report)),
    }
    for name, ask in asks.items():
        with timed(results, name):
            ask()
    results["events"] = lake.view().table("events").num_rows


def live(lake: Lake) -> list[Path]:
    """The files that hold the rows now."""
    return [Path(uri) for uri in lake._open().file_uris()]


def megabytes(folder: Path) -> float:
    """The size of all files below a folder."""
    return round(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6, 1)


if __name__ == "__main__":
    main()
