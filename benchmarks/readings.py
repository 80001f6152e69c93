"""Readings of the labelled sentences: events, status, statements, measurements.

    python benchmarks/readings.py [--part dev] [--pack NAME] [--errors] [-o FILE.json]

The sentences are those of labelled/ (see its README.md). Rules were written looking at the parts
"train" and "dev"; "test" is scored only.

What counts.
- events: (a) asserted classes of a sentence as in benchmarks/events.py, (b) all (class, status)
  pairs of a sentence. An event's place is right where the evidence of a coded event of its class
  holds its words; over those the status is scored.
- statements: a labelled one and one of ours are paired by their contents' words, else by their
  cues. The kind of a missed or needless statement is "none". Fields are scored over the pairs.
- conditions: right where the words are the same but for case and marks around them.
- measurements: right where all six fields are; each field over those with the same value.
- status: over the words labelled with `status`, and over the labelled events' words (`at words`).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import reads
import spoken
import told

import labelled


def measure(part: str, pack: str = "eastern-flank", errors: bool = False) -> dict[str, Any]:
    """All scores of a part, as plain dictionaries."""
    stories = reads.read(list(labelled.rows("events", part)), pack)
    sayings = reads.read(list(labelled.rows("statements", part)), pack)
    return {
        "part": part,
        "rows": {"events": len(stories), "statements": len(sayings)},
        "events": told.events(stories, errors),
        "status": told.status([*stories, *sayings], errors),
        "statements": spoken.statements(sayings, errors),
        "measurements": spoken.measurements(sayings, errors),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", default="dev", choices=labelled.PARTS)
    parser.add_argument("--pack", default="eastern-flank")
    parser.add_argument("--errors", action="store_true", help="print what is not right")
    parser.add_argument("-o", "--out", type=Path)
    arguments = parser.parse_args()
    results = measure(arguments.part, arguments.pack, arguments.errors)
    print(json.dumps(results, indent=1))
    if arguments.out:
        arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
