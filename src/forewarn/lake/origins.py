"""Which report each report copies, and which story it belongs to, among the reports known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from forewarn.intake import copies, stories
from forewarn.lake import rows
from forewarn.records import Report


def with_origins(
    reports: Sequence[Report], learned: Mapping[str, int], links: Sequence[rows.Link]
) -> tuple[Report, ...]:
    """The reports, each with its `copy_of` and `story`; `learned` in microseconds, by report id.

    Both depend on nothing but the reports given: what is not known yet is no original.
    """
    known = {report.id: _published(report) for report in reports}
    times = ((each, rows.moment(learned[each]).isoformat(), day) for each, day in known.items())
    copied = copies.resolve(times, links)
    told = stories.group(
        stories.Item(each.id, f"{each.title or ''}\n{each.text}", known[each.id])
        for each in reports
    )
    return tuple(
        replace(each, copy_of=copied.get(each.id), story=told.get(each.id)) for each in reports
    )


def _published(report: Report) -> str | None:
    """The publication of a report, None also where it is no date."""
    return None if rows.published_micros(report.published) is None else report.published
