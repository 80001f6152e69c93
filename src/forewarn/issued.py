"""The briefs that were issued from a data folder, so that the next one can tell what is new."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from forewarn.errors import LakeError

FILE = "briefs.jsonl"


@dataclass(frozen=True, slots=True)
class Issue:
    """A brief showed what was learned by the end of `as_of` (None: all) and stored by `stored`."""

    as_of: date | None
    stored: datetime

    @property
    def order(self) -> tuple[date, datetime]:
        """Later issues know more: first by the day that they look at, then by what was stored."""
        return self.as_of or date.max, self.stored


def before(folder: Path, issue: Issue) -> Issue | None:
    """The latest of the noted issues that knew less than `issue`; None for a first brief.

    It depends on what the two knew, not on when either was made, so that making a brief again
    gives the same bytes. Raises LakeError where the notes cannot be read.
    """
    return max(
        (each for each in _noted(folder) if each.order < issue.order),
        key=lambda each: each.order,
        default=None,
    )


def note(folder: Path, issue: Issue) -> None:
    """Adds `issue` to the folder's notes, once."""
    if issue in _noted(folder):
        return
    row = {"as_of": issue.as_of and issue.as_of.isoformat(), "stored": issue.stored.isoformat()}
    try:
        with (folder / FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    except OSError as error:
        raise LakeError(f"{folder / FILE}: cannot be written: {error.strerror}") from error


def _noted(folder: Path) -> list[Issue]:
    try:
        lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LakeError(f"{folder / FILE}: cannot be read: {error.strerror}") from error
    return [_issue(folder, number, line) for number, line in enumerate(lines, 1)]


def _issue(folder: Path, number: int, line: str) -> Issue:
    try:
        row = json.loads(line)
        as_of = row["as_of"]
        return Issue(as_of and date.fromisoformat(as_of), datetime.fromisoformat(row["stored"]))
    except (KeyError, TypeError, ValueError) as error:
        raise LakeError(
            f"{folder / FILE}:{number}: is damaged ({error}); remove this line to go on"
        ) from error
