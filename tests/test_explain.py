"""`forewarn explain`: from a stored record back to its sentence, its rule and its alternatives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import forewarn
from forewarn import DEFAULT_PACK, explaining
from forewarn.errors import UsageError
from forewarn.explaining import Explanation
from forewarn.lake.view import Kind

TEXT = (
    "Poland urged Belarus to withdraw its troops from the border. "
    "More than 10,000 Russian soldiers could cross it, the Polish minister said."
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one report."""
    folder = tmp_path_factory.mktemp("explain")
    report = folder / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    forewarn.ingest([report], folder / "data")
    return folder / "data"


def _ids(data: Path, kind: Kind) -> list[str]:
    return [json.loads(line)["id"] for line in forewarn.view(data).lines(kind)]


def _explained(data: Path, *ids: str) -> list[Explanation]:
    return list(explaining.explain(data, list(ids), pack=DEFAULT_PACK))


def test_an_event_names_its_pattern_its_sides_and_its_status(data: Path) -> None:
    """The request: by which pattern, of which file, and who stands where."""
    requests = [e for e in forewarn.view(data).events() if e.type == "REQUEST"]
    text = _explained(data, requests[0].id)[0].text()
    assert "by pattern `urge R" in text
    assert "request.yaml" in text
    assert "“Poland”" in text and "subject" in text
    assert "status      actual" in text
    assert "alternatives" in text


def test_a_status_names_the_words_that_decide_it(data: Path) -> None:
    """What is asked for is demanded, because of "urged"."""
    retreats = [e for e in forewarn.view(data).events() if e.type == "RETREAT"]
    reasons = _explained(data, retreats[0].id)[0].reasons
    assert reasons is not None
    assert dict(reasons.lines)["status"] == "demanded, by “urged”"


def test_the_sentence_stands_as_it_is_with_its_analysis(data: Path) -> None:
    """Each word of the sentence has its lemma, part of speech and head."""
    event = forewarn.view(data).events()[0]
    lines = _explained(data, event.id)[0].text().splitlines()
    assert any(event.evidence[0].text in line for line in lines)
    assert any(line.split()[:3] == ["urged", "urge", "VERB"] for line in lines)


def test_every_record_of_the_report_can_be_explained(data: Path) -> None:
    """Events, statements and measurements all have reasons; none is lost on the way back."""
    report = forewarn.view(data).reports()[0].id
    explained = _explained(data, report)
    stored = {id_ for kind in ("events", "statements", "measurements") for id_ in _ids(data, kind)}
    assert {each.record.id for each in explained} == stored
    assert all(each.reasons is not None and each.reasons.lines for each in explained)
    assert {each.record.id.partition("-")[0] for each in explained} == {"e", "s", "m"}


def test_an_unknown_id_is_one_clear_line(data: Path) -> None:
    """Nothing stored has that id."""
    with pytest.raises(UsageError, match="e-0000: nothing stored has this id"):
        _explained(data, "e-0000")
