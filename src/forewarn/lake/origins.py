"""Which report each report copies, and which story it belongs to, among the reports known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from forewarn.lake.rows import Link
from forewarn.records import Report


class Origin(NamedTuple):
    """What a report's `copy_of` and `story` are in a view."""

    copy_of: str | None
    story: str | None


def origins(reports: Sequence[Report], links: Sequence[Link]) -> dict[str, Origin]:
    """By report id, where each report stands among `reports`."""
    return {report.id: Origin(None, None) for report in reports}
