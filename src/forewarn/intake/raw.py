"""What the format readers hand on: reports as found, before cleaning."""

from __future__ import annotations

from dataclasses import dataclass

from forewarn.records import PublishedFrom


class UnreadableError(Exception):
    """An input gives no report at all; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One report as its format gives it.

    `row` counts from 1 where an input holds several reports. `published` is the date as written;
    `order` says how its source writes days and months ("dmy", "mdy"), None where unknown.
    """

    text: str
    row: int | None = None
    title: str | None = None
    source: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "metadata"
    dateline: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """One row that gives no report, and why."""

    row: int
    reason: str


Found = Raw | Bad
