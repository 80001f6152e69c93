"""Events against the PLOVER gold sentences, beside PETRARCH2; false events; status on MEANTIME.

    python benchmarks/events.py DATA [--pack NAME] [--errors] [-o FILE.json]

DATA is a folder with events/, ud/ and factuality/ (see docs/measurements.md for what is in them).
The gold sentences were looked at while building only for classes of errors; the lexicon was
written from the ontology.

What counts. A sentence's coded classes are those of its events that are asserted: actual ones, and
planned cooperation, which PLOVER codes as AGREE. A gold event is found where its class is among
them; precision is the share of coded classes that are gold. "Both countries" asks for one coded
event of that class with a gold actor's and a gold recipient's country, "full codes" for their
sectors as well. The gold uses an older list of classes and codes: DEMAND is REQUEST, DISAPPROVE
and INVESTIGATE are ACCUSE, FIGHT is ASSAULT; UN, EU and other bodies are all IGO.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OLD_CLASSES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "YIELD": "CONCEDE",
}
# CAMEO root -> PLOVER class; 08 and 11 and 13 as in CAMEO2PLOVER.
CAMEO_ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE",
    "07": "AID", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN",
    "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT",
    "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
BODIES = frozenset(["IGO", "UNO", "EUR", "NGO"])
FALSE_GENRES = ("academic", "bio", "voyage", "vlog")

Code = tuple[str | None, str | None]


@dataclass(frozen=True)
class Coded:
    """An event as it is scored: class, and (country, sector) of both sides."""

    type: str
    actor: Code
    recipient: Code


@dataclass(frozen=True)
class Gold:
    """A gold event: class, and the codes of all its actors and recipients."""

    type: str
    actors: tuple[Code, ...]
    recipients: tuple[Code, ...]


@dataclass
class Tally:
    """Counts over the gold sentences."""

    gold: int = 0
    coded: int = 0
    right: int = 0
    found: int = 0
    countries: int = 0
    codes: int = 0
    covered: int = 0
    sentences: int = 0
    missed: Counter[str] = field(default_factory=Counter)

    def table(self) -> dict[str, float]:
        return {
            "sentences": self.sentences,
            "coverage": _share(self.covered, self.sentences),
            "class recall": _share(self.found, self.gold),
            "class precision": _share(self.right, self.coded),
            "class + both countries": _share(self.countries, self.gold),
            "class + full actor codes": _share(self.codes, self.gold),
        }


def score(rows: Iterable[tuple[list[Gold], list[Coded]]]) -> Tally:
    """The tally of (gold, coded) of each sentence."""
    tally = Tally()
    for gold, coded in rows:
        tally.sentences += 1
        tally.covered += bool(coded)
        classes = {each.type for each in coded}
        tally.coded += len(classes)
        tally.right += len(classes & {each.type for each in gold})
        for each in gold:
            same = [c for c in coded if c.type == each.type]
            tally.gold += 1
            tally.found += bool(same)
            tally.countries += any(_agrees(each, c, 1) for c in same)
            tally.codes += any(_agrees(each, c, 2) for c in same)
            tally.missed[each.type] += not same
    return tally


def _agrees(gold: Gold, coded: Coded, depth: int) -> bool:
    def known(code: Code, among: tuple[Code, ...]) -> bool:
        return code[:depth] in {each[:depth] for each in among}

    if not gold.recipients and len(gold.actors) > 1:
        return known(coded.actor, gold.actors)
    return known(coded.actor, gold.actors) and (
        not gold.recipients or known(coded.recipient, gold.recipients)
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


# -- reading the sets ------------------------------------------------------------------------


def gold_of(row: dict[str, Any]) -> list[Gold]:
    """The gold events of a row of plover_gsr."""
    return [
        Gold(
            OLD_CLASSES.get(event["plover"], event["plover"]),
            tuple(_code(each["country"], each["sector"]) for each in event["source"]),
            tuple(_code(each["country"], each["sector"]) for each in event["target"]),
        )
        for event in row["events"]
    ]


def _code(country: str | None, sector: str | None) -> Code:
    country = "IGO" if country in BODIES else country
    sector = sector[:3] if sector and sector != "***" else None
    return country, sector


def petrarch_of(row: dict[str, Any]) -> list[Coded]:
    """PETRARCH2's events: CAMEO codes, actors as country and sectors run together.

    CAMEO 01 (statements) has no PLOVER class and does not count against it.
    """
    return [
        Coded(_plover(e["cameo"]), _cameo(e["source"]), _cameo(e["target"]))
        for e in row["events"]
        if not e["cameo"].startswith("01")
    ]


def _plover(cameo: str) -> str:
    if cameo.startswith("08"):
        return "CONCEDE" if cameo[:3] in ("080", "081", "082", "083") else "RETREAT"
    return CAMEO_ROOTS[cameo[:2]]


def _cameo(code: str) -> Code:
    country = code[:3] if code[:3].isalpha() else None
    return _code(country, code[3:6] or None)


def asserted(events: Iterable[Any]) -> list[Coded]:
    """Our events as PLOVER means them: what is asserted, and planned cooperation as AGREE."""
    return [Coded(e.type, _of(e.actor), _of(e.recipient)) for e in events if e.status == "actual"]


def _of(actor: Any) -> Code:
    return _code(actor.country, actor.sector) if actor else (None, None)


def gum_texts(path: Path) -> Iterator[tuple[str, int]]:
    """The documents of the genres without politics: text and number of sentences."""
    for block in re.split(r"(?=# newdoc)", path.read_text(encoding="utf-8")):
        name = re.search(r"newdoc id = GUM_(\w+?)_", block)
        if name and name.group(1) in FALSE_GENRES:
            sentences = re.findall(r"^# text = (.*)$", block, re.MULTILINE)
            yield " ".join(sentences), len(sentences)


def meantime(path: Path) -> Iterator[tuple[str, list[tuple[int, int, float]]]]:
    """Sentences with the characters of their scored predicates."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        text, marks = "", []
        for row in rows:
            start = len(text)
            text += row[1] + " "
            if row[2] != "_":
                marks.append((start, start + len(row[1]), float(row[2])))
        if marks:
            yield text.strip(), marks


# -- running ---------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--pack", default="eastern-flank")
    parser.add_argument("--errors", action="store_true", help="print each gold sentence not right")
    parser.add_argument("-o", "--out", type=Path)
    arguments = parser.parse_args()

    runner = Runner(arguments.pack)
    results = {
        "plover_gsr": plover(runner, arguments.data / "events", arguments.errors),
        "false_events": false_events(runner, arguments.data / "ud", arguments.errors),
        "status": status(runner, arguments.data / "factuality", arguments.errors),
        "coding_words_per_second": round(runner.words / max(runner.seconds, 1e-9)),
    }
    print(json.dumps(results, indent=2))
    if arguments.out:
        arguments.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


class Runner:
    """Parses and codes texts; counts words and the seconds of coding alone."""

    def __init__(self, pack: str) -> None:
        from forewarn import language, packs
        from forewarn.coding import Coder

        self.pipeline = language.load()
        self.coder = Coder(packs.load(pack))
        self.words = 0
        self.seconds = 0.0

    def code(self, texts: list[str], published: str | None = None) -> Iterator[tuple[Any, Any]]:
        for doc in self.pipeline.read(texts):
            report = _report(doc.text, published)
            begin = time.perf_counter()
            coded = self.coder.code(doc, report)
            self.seconds += time.perf_counter() - begin
            self.words += len(doc.words)
            yield doc, coded


def _report(text: str, published: str | None = None) -> Any:
    from forewarn.records import Report

    return Report("r-bench", None, None, None, None, None, "en", published, None, None, text)


def plover(runner: Runner, folder: Path, errors: bool) -> dict[str, Any]:
    """Ours and PETRARCH2's scores on the gold sentences."""
    rows = _rows(folder / "plover_gsr_dev.jsonl")
    coded = [c.events for _, c in runner.code([row["text"] for row in rows])]
    ours = [(gold_of(row), asserted(events)) for row, events in zip(rows, coded, strict=True)]
    if errors:
        for row, (gold, found), events in zip(rows, ours, coded, strict=True):
            _explain(row, gold, found, events)
    theirs = {
        row["id"]: petrarch_of(row) for row in _rows(folder / "petrarch2_on_plover_gsr_dev.jsonl")
    }
    peer = [(gold_of(row), theirs[row["id"]]) for row in rows]
    every = [
        (gold_of(row), [Coded(e.type, _of(e.actor), _of(e.recipient)) for e in events])
        for row, events in zip(rows, coded, strict=True)
    ]
    tally = score(ours)
    return {
        "forewarn": tally.table(),
        "forewarn, events of every status": score(every).table(),
        "PETRARCH2": score(peer).table(),
        "missed by class": dict(sorted(tally.missed.items())),
    }


def _explain(row: dict[str, Any], gold: list[Gold], found: list[Coded], events: Any) -> None:
    right = any(_agrees(g, c, 1) for g in gold for c in found if c.type == g.type)
    extra = {c.type for c in found} - {g.type for g in gold}
    if right and not extra:
        return
    print("#", row["id"], row["text"], file=sys.stderr)
    for each in gold:
        print("   gold", each.type, each.actors, each.recipients, file=sys.stderr)
    for each in events:
        sides = [_shown(actor) for actor in (each.actor, each.recipient)]
        print("      ", each.type, each.status, *sides, file=sys.stderr)


def _shown(actor: Any) -> str:
    return f"{actor.text}|{actor.country}|{actor.sector}" if actor else "-"


def _false(event: Any) -> None:
    sides = _shown(event.actor), _shown(event.recipient)
    print("FALSE", event.type, event.status, *sides, event.evidence[0].text, file=sys.stderr)


def false_events(runner: Runner, folder: Path, errors: bool) -> dict[str, float]:
    """Sentences with an event among 1,000 of genres without politics."""
    texts = list(gum_texts(folder / "en_gum-ud-dev.conllu"))
    hits = 0
    for _, coded in runner.code([text for text, _ in texts]):
        sentences = {(e.evidence[0].start, e.evidence[0].text) for e in coded.events}
        hits += len(sentences)
        if errors:
            for event in coded.events:
                _false(event)
    number = sum(each for _, each in texts)
    return {"sentences": number, "with events": hits, "per 1,000": round(1000 * hits / number, 1)}


def status(runner: Runner, folder: Path, errors: bool) -> dict[str, Any]:
    """How often happened / did not / uncertain is right, over MEANTIME's scored predicates."""
    from forewarn.coding.events import events

    right, lenient, total, confusion = 0, 0, 0, Counter[str]()
    for name in ("dev", "train"):
        sentences = list(meantime(folder / f"factuality_meantime_{name}.conll"))
        docs = runner.pipeline.read([text for text, _ in sentences])
        for doc, (text, marks) in zip(docs, sentences, strict=True):
            doc = runner.coder.lexicon.forms.corrected(doc)
            mentions = runner.coder.mentions(doc, _report(doc.text))
            statuses = events.statuses(doc, mentions, runner.coder.lexicon)
            for start, _, value in marks:
                i = next((w.i for w in doc.words if w.start <= start < w.end), None)
                if i is None:
                    continue
                read = statuses.of(i).status
                gold, ours = _gold_status(value), _our_status(read)
                total += 1
                right += gold == ours
                lenient += gold == ("happened" if read == "planned" else ours)
                confusion[f"{gold} as {ours}"] += 1
                if errors and gold != ours:
                    print("STATUS", gold, ours, doc.words[i].text, "|", text, file=sys.stderr)
    return {
        "predicates": total,
        "accuracy": _share(right, total),
        "accuracy, planned taken as certain": _share(lenient, total),
        **dict(sorted(confusion.items())),
    }


def _gold_status(value: float) -> str:
    return "happened" if value >= 2 else "not" if value <= -2 else "uncertain"


def _our_status(status: str) -> str:
    return {"actual": "happened", "negated": "not"}.get(status, "uncertain")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
