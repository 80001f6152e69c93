"""The labelled sentences, read and coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from labelled import Row


@dataclass(frozen=True)
class Read:
    """A labelled sentence, as it was read and coded."""

    row: Row
    doc: Any
    coded: Any
    statuses: Any


def read(rows: Sequence[Row], pack: str = "eastern-flank") -> list[Read]:
    """The rows with what the coder finds in them."""
    from forewarn import language, packs
    from forewarn.coding import Coder
    from forewarn.coding.events import events
    from forewarn.records import Report

    coder = Coder(packs.load(pack))
    found = []
    for row, doc in zip(rows, language.load().read([each.text for each in rows]), strict=True):
        day = row.labels.get("published")
        report = Report(
            "r-bench", None, None, None, None, None, "en", day and str(day), None, None, row.text
        )
        corrected = coder.lexicon.forms.corrected(doc)
        mentions = coder.mentions(corrected, report)
        statuses = events.statuses(corrected, mentions, coder.lexicon)
        found.append(Read(row, corrected, coder.code(doc, report), statuses))
    return found
