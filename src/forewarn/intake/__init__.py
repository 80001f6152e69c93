"""Intake: from files, folders, pages and feeds to clean, dated reports.

`read` is the way in; `copies` and `stories` say which reports repeat or accompany each other.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from forewarn.intake import dispatch, fetch, sources, streams
from forewarn.intake.compose import compose
from forewarn.intake.raw import Bad, UnreadableError
from forewarn.records import Report, Skipped

__all__ = ["Taken", "read"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A report, and when it was fetched (UTC); None for a file, which says nothing of that."""

    report: Report
    learned: datetime | None


def read(
    inputs: Sequence[str | Path],
    *,
    allow_private: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Iterator[Taken | Skipped]:
    """The reports in files, folders (with all below) and at http(s) addresses of pages or feeds.

    They come in an order that depends on names alone. What gives no report is a `Skipped` with
    one line of reason, and the rest goes on; nothing is raised for bad input. `progress` is told
    the name of each file or address before it is read. `allow_private` lets addresses inside
    private networks be fetched.
    """
    for source in sources.find(inputs):
        if isinstance(source, Skipped):
            yield source
        elif isinstance(source, sources.File):
            _tell(progress, source.name)
            yield from _file(source)
        else:
            _tell(progress, source.url)
            yield from _address(source.url, allow_private)


def _tell(progress: Callable[[str], None] | None, name: str) -> None:
    if progress is not None:
        progress(name)


def _file(source: sources.File) -> Iterator[Taken | Skipped]:
    try:
        with streams.open_file(source.path) as stream:
            yield from _reports(stream, source.name, source.name, None, None)
    except (UnreadableError, OSError) as error:
        yield Skipped(source.name, sources.explain(error))


def _address(url: str, allow_private: bool) -> Iterator[Taken | Skipped]:
    try:
        page = fetch.fetch(url, allow_private=allow_private)
        stream = streams.from_bytes(page.data)
        yield from _reports(stream, page.url, None, page.learned, page.suffix)
    except UnreadableError as error:
        yield Skipped(url, str(error))


def _reports(
    stream: io.BufferedReader,
    name: str,
    file: str | None,
    learned: datetime | None,
    suffix: str | None,
) -> Iterator[Taken | Skipped]:
    moment = learned or datetime.now(UTC)
    for found in dispatch.read(stream, name, suffix):
        place = name if found.row is None else f"{name}#{found.row}"
        if isinstance(found, Bad):
            yield Skipped(place, found.reason)
            continue
        try:
            report = compose(found, place if file else None, None if file else place, moment)
        except UnreadableError as error:
            yield Skipped(place, str(error))
        else:
            yield Taken(report, learned)
