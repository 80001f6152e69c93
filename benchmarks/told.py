"""Labelled events and statuses against what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import events as plover
from counts import Counts, Shares, show
from reads import Read

import labelled
from labelled import Row

_WORD = re.compile(r"\w+")


def events(reads: Iterable[Read], errors: bool = False) -> dict[str, Any]:
    """The scores of the labelled events."""
    labels = [each for each in reads if "events" in each.row.labels]
    pairs, statuses, confusion = Counts(), Shares(), Counter[str]()
    empty = false = 0
    for each in labels:
        gold = [(e["type"], e["status"]) for e in each.row.labels["events"]]
        ours = {(e.type, e.status) for e in each.coded.events}
        pairs.add(len(set(gold) & ours), len(set(gold)), len(ours))
        empty += not gold
        false += not gold and bool(ours)
        for event in each.row.labels["events"]:
            _status_of_event(each, event, statuses, confusion, errors)
    tally = plover.score((_gold_events(e.row), plover.asserted(e.coded.events)) for e in labels)
    return {
        "asserted": tally.table(),
        "missed by class": dict(sorted((k, n) for k, n in tally.missed.items() if n)),
        "class and status": pairs.scores(),
        "status where found": statuses.table(),
        "status confusion": dict(confusion.most_common()),
        "sentences without events": empty,
        "with an event nevertheless": false,
    }


def _gold_events(row: Row) -> list[plover.Gold]:
    return [
        plover.Gold(e["type"], _codes(e.get("actor")), _codes(e.get("recipient")))
        for e in row.labels["events"]
        if e["status"] == "actual"
    ]


def _codes(written: str | None) -> tuple[plover.Code, ...]:
    found = []
    for _, country, sector in labelled.actors(written):
        body = country in plover.BODIES
        found.append(("IGO" if body else country, sector))
    return tuple(found)


def _status_of_event(
    each: Read, event: dict[str, Any], statuses: Shares, confusion: Counter[str], errors: bool
) -> None:
    """Count the status of the coded events of the class that stand where the label does."""
    at = labelled.place_of(each.row.text, str(event["on"]), event.get("nth", 1))
    if at is None:
        return
    found = [
        coded.status
        for coded in each.coded.events
        if coded.type == event["type"] and any(e.start <= at < e.end for e in coded.evidence)
    ]
    if found and not statuses.add("all", event["status"] in found):
        confusion[f"{event['status']} as {found[0]}"] += 1
        if errors:
            show("EVENT STATUS", event["status"], found[0], event["on"], each.row)
    if found:
        statuses.add(event["status"], event["status"] in found)


# -- status --------------------------------------------------------------------------------------


def status(reads: Iterable[Read], errors: bool = False) -> dict[str, Any]:
    """The scores of the labelled statuses, and of the events' at their words."""
    shares, at_words, confusion = Shares(), Shares(), Counter[str]()
    for each in reads:
        for label in each.row.labels.get("status") or ():
            ours = status_at(each, label)
            confusion[f"{label['is']} as {ours}"] += label["is"] != ours
            shares.add(label["is"], label["is"] == ours)
            if not shares.add("all", label["is"] == ours) and errors:
                show("STATUS", label["is"], ours, label["on"], each.row)
        for event in _alone(each.row):
            ours = status_at(each, event)
            if not at_words.add("all", event["status"] == ours) and errors:
                show("STATUS AT WORDS", event["status"], ours, event["on"], each.row)
    return {
        "labels": shares.total["all"],
        "accuracy": shares.table(),
        "confusion": dict((+confusion).most_common()),
        "labels of events": at_words.total["all"],
        "accuracy at words": at_words.table(),
    }


def _alone(row: Row) -> list[dict[str, Any]]:
    """The labelled events that share their words with no other one."""
    found = row.labels.get("events") or []
    at = Counter(labelled.place_of(row.text, str(e["on"]), e.get("nth", 1)) for e in found)
    return [e for e in found if at[labelled.place_of(row.text, str(e["on"]), e.get("nth", 1))] == 1]


def status_at(each: Read, label: dict[str, Any]) -> str:
    """Our status of the head of the labelled words."""
    start = labelled.place_of(each.row.text, str(label["on"]), label.get("nth", 1))
    if start is None:
        return "nowhere"
    words = [w for w in each.doc.words if w.start <= start < w.end]
    first = words[0].i if words else 0
    pieces = _WORD.findall(str(label["on"]))
    inside = [w for w in each.doc.words[first : first + len(pieces) + 2] if w.text in pieces]
    return str(each.statuses.of(_head(inside)).status) if inside else "nowhere"


def _head(words: Sequence[Any]) -> int:
    """The word of a phrase that hangs on none of its others; no auxiliary."""
    within = {word.i for word in words}
    tops = [w for w in words if w.head not in within or w.head == w.i]
    heavy = [w for w in tops if w.upos in ("VERB", "NOUN", "ADJ", "PROPN")]
    return int((heavy or tops or words)[0].i)
