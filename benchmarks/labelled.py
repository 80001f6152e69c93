"""The labelled sentences of the repository: reading, checking, counting.

    python benchmarks/labelled.py [FOLDER]

What a file must look like stands in labelled/README.md. Every mistake is printed with its file and
the row's number; the exit code is 1 where there is one.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "labelled"
PARTS = ("train", "dev", "test")
STYLES = frozenset(["agency", "release", "kremlin", "headline", "speech", "local"])
TYPES = frozenset(
    [
        *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE"),
        *("MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"),
    ]
)
STATUSES = frozenset(["actual", "planned", "conditional", "hypothetical", "demanded", "negated"])
KINDS = frozenset(
    [
        *("demand", "commitment", "threat", "accusation", "denial", "refusal"),
        *("appeal", "offer", "assessment", "reassurance", "other"),
    ]
)
QUALIFIERS = frozenset(["exact", "about", "at_least", "at_most"])


class _Loader(yaml.SafeLoader):
    """YAML in which "on" and "no" are words, not truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_CODE = re.compile(r"^([A-Z]{3}|_)\|([A-Z]{3}|_)$")


@dataclass(frozen=True)
class Row:
    """One labelled sentence (or short passage) and where it comes from."""

    file: str
    number: int
    part: str
    style: str
    text: str
    labels: dict[str, Any]


def rows(kind: str, part: str, folder: Path = FOLDER) -> Iterator[Row]:
    """The rows of `kind` ("events", "statements") in `part`, by file and number."""
    for path in sorted((folder / kind / part).glob("*.yaml")):
        loaded = yaml.load(path.read_text(encoding="utf-8"), _Loader)
        for number, row in enumerate(loaded["rows"], 1):
            labels = {name: value for name, value in row.items() if name != "text"}
            yield Row(path.name, number, part, loaded["style"], row["text"], labels)


def place_of(text: str, on: str, nth: int = 1) -> int | None:
    """The character at which `on` stands for the `nth` time as whole words; None where it does not.

    Words between the pieces of a light verb ("held ... talks") are written as " … ".
    """
    pattern = r"\b.*?\b".join(re.escape(piece.strip()) for piece in on.split("…"))
    found = [match.start() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]
    return found[nth - 1] if len(found) >= nth else None


def actors(written: str | None) -> list[tuple[str, str | None, str | None]]:
    """The (text, country, sector) of "text|country|sector ; …"."""
    found = []
    for each in (written or "").split(" ; "):
        if each.strip():
            text, country, sector = each.strip().split("|")
            found.append((text, _known(country), _known(sector)))
    return found


def _known(code: str) -> str | None:
    return None if code == "_" else code


def mistakes(row: Row) -> Iterator[str]:
    """What is wrong with the row, one line each."""
    if row.style not in STYLES:
        yield f"style {row.style!r} is none of {', '.join(sorted(STYLES))}"
    unknown = row.labels.keys() - {"events", "statements", "measurements", "status", "published"}
    if unknown:
        yield f"unknown fields {', '.join(sorted(unknown))}"
    for event in row.labels.get("events") or ():
        yield from _event_mistakes(row.text, event)
    for said in row.labels.get("statements") or ():
        yield from _statement_mistakes(row.text, said)
    for quantity in row.labels.get("measurements") or ():
        if quantity.get("qualifier") not in QUALIFIERS or not isinstance(
            quantity.get("value"), int | float
        ):
            yield f"measurement {quantity} wants a value and a qualifier"
    for each in row.labels.get("status") or ():
        if (
            each.get("is") not in STATUSES
            or place_of(row.text, each["on"], each.get("nth", 1)) is None
        ):
            yield f"status {each} names no status or no words of the text"


def _event_mistakes(text: str, event: dict[str, Any]) -> Iterator[str]:
    if event.get("type") not in TYPES:
        yield f"type {event.get('type')!r} is none of PLOVER's"
    if event.get("status") not in STATUSES:
        yield f"status {event.get('status')!r} is unknown"
    if place_of(text, str(event.get("on")), event.get("nth", 1)) is None:
        yield f"{event.get('on')!r} does not stand in the text"
    for side in ("actor", "recipient"):
        for each in (event.get(side) or "").split(" ; "):
            words, _, code = each.strip().partition("|")
            if each.strip() and (words not in text or not _CODE.match(code)):
                yield f"{side} {each!r} is not text|country|sector with words of the text"


def _statement_mistakes(text: str, said: dict[str, Any]) -> Iterator[str]:
    if said.get("kind") not in KINDS:
        yield f"kind {said.get('kind')!r} is unknown"
    if said.get("quoted", "direct") not in ("direct", "mixed", "indirect"):
        yield f"quoted {said.get('quoted')!r} is unknown"
    for name in ("cue", "content", "condition", "to"):
        if said.get(name) and str(said[name]) not in text:
            yield f"{name} {said[name]!r} does not stand in the text"
    speaker = said.get("speaker")
    if speaker and (
        speaker.split("|")[0] not in text or not _CODE.match(speaker.partition("|")[2])
    ):
        yield f"speaker {speaker!r} is not text|country|sector with words of the text"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    wrong = 0
    seen: dict[str, str] = {}
    for kind in ("events", "statements"):
        for part in PARTS:
            counted = Counter[str]()
            for row in rows(kind, part, folder):
                counted["sentences"] += 1
                for name in ("events", "statements", "measurements", "status"):
                    counted[name] += len(row.labels.get(name) or ())
                found = list(mistakes(row))
                if row.text in seen:
                    found.append(f"stands already in {seen[row.text]}")
                seen[row.text] = f"{kind}/{part}/{row.file}"
                for each in found:
                    wrong += 1
                    print(f"{kind}/{part}/{row.file} row {row.number}: {each}")
            print(f"{kind}/{part}:", dict(counted))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
