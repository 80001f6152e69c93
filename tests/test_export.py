"""Exports: every record, in every format, the same bytes for the same view."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lake_samples import FIRST, batch, day, found_in, report, reports, skips

from forewarn.errors import ForewarnError, UsageError
from forewarn.exchange import tables
from forewarn.lake import Batch, Kept, Lake, View
from forewarn.records import Event, Report, Skipped, Statement, as_json, from_json

KINDS = list(tables.KINDS)
FORMATS = ["jsonl", "csv", "parquet"]


@pytest.fixture
def view(tmp_path: Path) -> View:
    """A view of a few reports with all that was found in them."""
    lake = Lake(tmp_path / "lake")
    lake.append(batch([report(n) for n in range(4)], skipped=[Skipped("x.txt", "is empty")]))
    return lake.view()


def exported(view: View, kind: Any, form: Any, folder: Path) -> bytes:
    """The bytes of an export."""
    target = folder / f"{kind}.{form}"
    tables.write(view, kind, form, target)
    return target.read_bytes()


def parquet(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file."""
    found = duckdb.read_parquet(str(path))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def undated(value: Any) -> Any:
    """Days as the contract writes them."""
    if isinstance(value, dict):
        return {key: undated(each) for key, each in value.items()}
    if isinstance(value, list):
        return [undated(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_any_record_survives_every_format(data: st.DataObject) -> None:
    """JSON Lines and Parquet give the records back whole; CSV gives back every cell's text."""
    one = data.draw(reports)
    found = data.draw(found_in(one))
    skipped = data.draw(st.lists(skips, max_size=2))
    with TemporaryDirectory() as name:
        folder = Path(name)
        lake = Lake(folder / "lake")
        lake.append(Batch([Kept(one, FIRST, FIRST)], {one.id: found}, "c", skipped))
        view = lake.view()
        for kind, made in tables.KINDS.items():
            expected = list(view.records(kind))
            lines = exported(view, kind, "jsonl", folder).decode().split("\n")
            assert lines.pop() == ""
            assert [from_json(made, json.loads(line)) for line in lines] == expected
            exported(view, kind, "parquet", folder)
            assert undated(parquet(folder / f"{kind}.parquet")) == [as_json(e) for e in expected]
            rows = list(csv.reader(io.StringIO(exported(view, kind, "csv", folder).decode(), "")))
            assert rows[0] == tables.columns(made)
            cells = [["" if c is None else str(c) for c in tables.flat(e)] for e in expected]
            assert rows[1:] == cells


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_same_view_same_bytes(view: View, kind: str, form: str, tmp_path: Path) -> None:
    """An export repeats byte for byte, also from a lake filled in another order."""
    other = Lake(tmp_path / "other")
    for number in (2, 0, 3, 1):
        other.append(batch([report(number)], learned=day(number)))
    other.append(Batch(skipped=[Skipped("x.txt", "is empty")]))
    other.compact()
    first = exported(view, kind, form, tmp_path)
    assert exported(view, kind, form, tmp_path) == first
    assert exported(other.view(), kind, form, tmp_path) == first


def test_json_lines_are_the_contract(view: View, tmp_path: Path) -> None:
    """Keys in their order, null where unknown, letters as they are."""
    lines = exported(view, "events", "jsonl", tmp_path).decode().splitlines()
    first = json.loads(lines[0])
    assert list(first) == list(Event.__dataclass_fields__)
    assert list(first["evidence"][0]) == ["report", "start", "end", "text"]
    assert first["mode"] is None
    texts = exported(view, "reports", "jsonl", tmp_path).decode()
    assert "Київ \U0001f30d" in texts
    assert list(json.loads(texts.splitlines()[0])) == list(Report.__dataclass_fields__)


def test_csv_is_flat(view: View, tmp_path: Path) -> None:
    """Actors and evidence have columns of their own; RFC 4180 line ends; empty where unknown."""
    text = exported(view, "events", "csv", tmp_path).decode()
    assert text.count("\r\n") == 5
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["actor_country"] == "RUS"
    assert row["recipient_country"] == ""
    assert row["contexts"] == "military; diplomatic"
    assert (row["evidence_start"], row["evidence_count"]) == ("0", "1")


def test_csv_keeps_what_was_said(tmp_path: Path) -> None:
    """A cell that a spreadsheet would run is exported as it was said, quoted as RFC 4180 asks."""
    lake = Lake(tmp_path / "lake")
    lake.append(batch([report(1, title='=HYPERLINK("x"),1')]))
    row = next(
        csv.DictReader(io.StringIO(exported(lake.view(), "reports", "csv", tmp_path).decode()))
    )
    assert row["title"] == '=HYPERLINK("x"),1'


def test_parquet_is_typed(view: View, tmp_path: Path) -> None:
    """Numbers are numbers, days are dates, actors are structs, evidence is a list."""
    exported(view, "events", "parquet", tmp_path)
    found = duckdb.read_parquet(str(tmp_path / "events.parquet"))
    shapes = dict(zip(found.columns, map(str, found.types), strict=True))
    assert shapes["confidence"] == "DOUBLE"
    assert shapes["contexts"] == "VARCHAR[]"
    assert "DATE" in shapes["date"]
    assert shapes["evidence"].endswith("[]")
    assert "BIGINT" in shapes["evidence"]


@pytest.mark.parametrize("form", FORMATS)
def test_empty_export_keeps_its_columns(form: str, tmp_path: Path) -> None:
    """Where there is nothing, CSV has its head, Parquet its types, JSON Lines no line."""
    written = exported(Lake(tmp_path / "lake").view(), "statements", form, tmp_path)
    if form == "csv":
        assert written.decode().strip().split(",") == tables.columns(Statement)
    elif form == "parquet":
        found = duckdb.read_parquet(str(tmp_path / "statements.parquet"))
        assert found.columns == list(Statement.__dataclass_fields__)
    else:
        assert written == b""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("target", [None, Path("-")])
def test_standard_output(
    view: View, form: str, target: Path | None, tmp_path: Path, capfdbinary: Any
) -> None:
    """Without a file, or with "-", the same bytes go to standard output."""
    tables.write(view, "events", form, target)  # type: ignore[arg-type]
    assert capfdbinary.readouterr().out == exported(view, "events", form, tmp_path)


def test_failure_leaves_the_old_file(view: View, tmp_path: Path, monkeypatch: Any) -> None:
    """A file appears whole or stays as it was, and nothing is left beside it."""
    target = tmp_path / "events.jsonl"
    target.write_text("old")

    def broken(_: View, kind: str) -> Any:
        yield "{}"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(View, "lines", broken)
    with pytest.raises(ForewarnError, match="No space left"):
        tables.write(view, "events", "jsonl", target)
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir() if each.name != "lake"] == ["events.jsonl"]


def test_no_such_folder(view: View, tmp_path: Path) -> None:
    """A target that cannot be written is named."""
    with pytest.raises(ForewarnError, match=r"none.out\.csv: cannot be written"):
        tables.write(view, "events", "csv", tmp_path / "none" / "out.csv")


@pytest.mark.parametrize(("kind", "form"), [("people", "csv"), ("events", "xlsx")])
def test_unknown_names(view: View, kind: Any, form: Any) -> None:
    """An unknown kind or format is refused with the names there are."""
    with pytest.raises(UsageError, match="there is "):
        tables.write(view, kind, form)
