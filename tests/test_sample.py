"""The sample region: our own reports about public facts, in many layouts."""

from __future__ import annotations

import pytest

from forewarn import intake
from forewarn.intake import Taken, copies
from forewarn.pipeline import SAMPLE
from forewarn.records import Report, Skipped


@pytest.fixture(scope="module")
def taken() -> list[Taken | Skipped]:
    """What intake makes of the sample folder."""
    return list(intake.read([SAMPLE]))


@pytest.fixture(scope="module")
def reports(taken: list[Taken | Skipped]) -> list[Report]:
    """The reports among it."""
    return [each.report for each in taken if isinstance(each, Taken)]


def test_every_report_names_the_source_of_its_facts(reports: list[Report]) -> None:
    """The line that names the public source is kept with what was dropped, not in the text."""
    for report in reports:
        named = [d.text for d in report.dropped if d.text.startswith(("Facts:", "Faktai:"))]
        assert len(named) == 1, report.file
        assert "Facts:" not in report.text


def test_sample_has_the_hard_cases(taken: list[Taken | Skipped], reports: list[Report]) -> None:
    """A copy, dateless reports, a Lithuanian one, and broken ones that are skipped by name."""
    assert len(reports) > 60
    assert sum(report.published is None for report in reports) == 2
    assert [report.language for report in reports].count("lt") == 1
    assert len(copies.find({report.id: report.text for report in reports})) >= 1
    skipped = {each.file for each in taken if isinstance(each, Skipped)}
    assert skipped == {"reports/releases.jsonl#16", "reports/text/2022-01-28-broken.txt"}


def test_dates_are_those_of_the_files(reports: list[Report]) -> None:
    """Where a file's name has the day, intake found the same day in the report itself."""
    named = [r for r in reports if r.file and r.file.split("/")[-1][:2] == "20"]
    assert len(named) > 30
    for report in named:
        assert report.file is not None
        assert report.published is not None
        assert report.published[:10] == report.file.split("/")[-1][:10]
