"""What a brief is made from: everything that was known on one day, and a region's names."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from forewarn.records import Event, Measurement, Report, Skipped, Statement


@dataclass(frozen=True, slots=True)
class Known:
    """The records known at the end of the day `as_of` (UTC; None: all that is stored).

    `languages` are the ISO 639-1 codes that the pipeline reads: a report in another language is
    kept and counted, and the brief says that it is unread.
    """

    as_of: datetime.date | None = None
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    languages: tuple[str, ...] = ("en",)


class Party(Protocol):
    """What the brief asks of an actor in a pack."""

    @property
    def name(self) -> str:
        """Its name for people."""

    @property
    def of(self) -> str | None:
        """The id of the actor that it is part of."""

    @property
    def country(self) -> str | None:
        """Its ISO 3166-1 alpha-3 code."""


class Region(Protocol):
    """What the brief asks of a pack; `forewarn.packs.Pack` is one."""

    @property
    def title(self) -> str:
        """The region's name for people."""

    @property
    def focus(self) -> Collection[str]:
        """ISO 3166-1 alpha-3 codes of the countries that the pack watches."""

    @property
    def by_id(self) -> Mapping[str, Party]:
        """The actors that it knows."""
