"""The command line as a user meets it: real processes, real folders, exit codes and lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "src/forewarn/sample/reports"
NOTE = (
    "VILNIUS, 3 March 2022 - Lithuanian President Gitanas Nauseda called on Russia to withdraw "
    "its troops from Ukraine. Nauseda said that more than 2,000 soldiers would be deployed to "
    "Lithuania if Moscow does not de-escalate.\n\nThe Kremlin denied that it planned an attack."
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `forewarn` with these arguments in an empty folder."""
    command = [str(Path(sys.executable).with_name("forewarn"))]
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}

    def call(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command + [str(each) for each in arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return call


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A report of our own."""
    file = tmp_path / "note.txt"
    file.write_text(NOTE, encoding="utf-8")
    return file


def _exported(run: Run, kind: str, *options: str) -> str:
    done = run("export", kind, "--data", "data", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _rows(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.split("\n") if line]


def test_help_names_every_command(run: Run) -> None:
    """`--help` lists the commands, and each has a help of its own."""
    printed = run("--help").stdout
    for command in ("demo", "brief", "ingest", "code", "export", "check"):
        assert command in printed
        assert run(command, "--help").returncode == 0


def test_main_job_writes_a_brief_with_the_evidence_in_it(run: Run, note: Path) -> None:
    """One report in, both briefs out, with the sentence that a line rests on."""
    done = run("brief", note, "--data", "data", "--out", "out")
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("brief.html", "brief.md"):
        assert "called on Russia to withdraw" in (note.parent / "out" / name).read_text("utf-8")


def test_same_input_twice_changes_nothing(run: Run, note: Path) -> None:
    """A second ingest adds nothing, and every export keeps its bytes."""
    run("ingest", note, "--data", "data")
    kinds = ("reports", "events", "statements", "measurements", "skipped")
    before = [_exported(run, kind) for kind in kinds]
    assert run("ingest", note, "--data", "data").returncode == 0
    assert [_exported(run, kind) for kind in kinds] == before
    assert len(before[0].splitlines()) == 1


def test_same_brief_twice_has_the_same_bytes(run: Run, note: Path) -> None:
    """Making a brief again gives the same files."""
    run("brief", note, "--data", "data", "--out", "one")
    run("brief", "--data", "data", "--out", "two")
    for name in ("brief.html", "brief.md"):
        one, two = (note.parent / folder / name for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_evidence_is_the_text_it_points_at(run: Run, note: Path) -> None:
    """For everything exported, the characters of the report are the evidence."""
    run("ingest", note, "--data", "data")
    texts = {r["id"]: r["text"] for r in _rows(_exported(run, "reports"))}
    found = 0
    for kind in ("events", "statements", "measurements"):
        for row in _rows(_exported(run, kind)):
            assert row["evidence"]
            for each in row["evidence"]:  # type: ignore[attr-defined]
                found += 1
                assert texts[each["report"]][each["start"] : each["end"]] == each["text"]  # type: ignore[index]
    assert found >= 4


def test_as_of_shows_only_what_was_known(run: Run, note: Path) -> None:
    """As of the day before, the report is not there; as of its day, it is."""
    run("ingest", note, "--data", "data")
    assert _exported(run, "reports", "--as-of", "2022-03-02") == ""
    of_day = _exported(run, "events", "--as-of", "2022-03-03")
    assert of_day == _exported(run, "events") != ""


def test_learned_now_is_not_known_on_an_earlier_day(run: Run, note: Path) -> None:
    """With `--learned now` a report counts as learned when it is stored."""
    run("ingest", note, "--data", "data", "--learned", "now")
    assert _exported(run, "reports", "--as-of", "2022-03-03") == ""
    assert _exported(run, "reports") != ""


def test_number_of_workers_does_not_show(run: Run) -> None:
    """One process or two: the exports are the same, byte for byte."""
    for workers in ("1", "2"):
        run("ingest", SAMPLE / "text", "--data", workers, "--workers", workers)
    for kind in ("reports", "events", "statements", "measurements"):
        one, two = (run("export", kind, "--data", data).stdout for data in ("1", "2"))
        assert one == two != ""


def test_code_reads_rows_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    """`code` gives a row for each readable row, names the others by line, and goes on."""
    rows = [{"id": "a", "text": NOTE, "published": "2022-03-03"}, {"id": 7, "text": ""}]
    lines = [json.dumps(rows[0]), "{broken", '{"text": "no id"}', "", json.dumps(rows[1])]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("code", "rows.jsonl", "-o", "coded.jsonl")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0].startswith("rows.jsonl:2: skipped: is no JSON")
    assert done.stderr.splitlines()[1] == 'rows.jsonl:3: skipped: has no "id"'
    coded = _rows((tmp_path / "coded.jsonl").read_text("utf-8"))
    assert [row["id"] for row in coded] == ["a", "7"]
    assert coded[0]["events"]
    assert coded[0]["statements"]
    assert coded[1] == {"id": "7", "events": [], "statements": [], "measurements": []}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["coded.jsonl", "rows.jsonl"]


def test_bad_inputs_are_named_and_the_rest_goes_on(run: Run, note: Path) -> None:
    """Every bad input is one line on stderr and one row under `skipped`; the good one is read."""
    folder = note.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "wrong.jsonl").write_text('{"title": 3\n', encoding="utf-8")
    done = run(
        "ingest", "note.txt", "empty.txt", "binary.txt", "wrong.jsonl", "gone.txt", "--data", "data"
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    for name in ("empty.txt", "binary.txt", "wrong.jsonl", "gone.txt"):
        assert sum(name in line for line in done.stderr.splitlines()) == 1
    skipped = _rows(_exported(run, "skipped"))
    assert len(skipped) == 4
    assert len(_rows(_exported(run, "reports"))) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ingest", "gone.txt", "--data", "data"), 1, "gone.txt"),
        (("brief", "--data", "nowhere", "--out", "out"), 1, "nowhere"),
        (("export", "reports", "--data", "nowhere"), 1, "nowhere"),
        (("code", "gone.jsonl"), 1, "gone.jsonl: cannot be read"),
        (("check", "no-such-pack"), 1, "no such pack"),
        (("export", "wishes", "--data", "data"), 2, "wishes"),
        (("brief", "--out", "out"), 2, "--data"),
        (("export", "reports", "--data", "data", "--as-of", "yesterday"), 2, "2021-12-02"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_failures_are_one_line_with_their_code(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """What the user got wrong is said without a traceback, with the exit code of the docs."""
    done = run(*arguments)
    assert done.returncode == code
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_own_data_is_no_input(run: Run, note: Path) -> None:
    """A data folder below the input is named and left alone; an empty folder is said to be so."""
    for _ in range(2):
        assert run("ingest", note.parent, "--data", "data").returncode == 0
    assert len(_rows(_exported(run, "reports"))) == 1
    (note.parent / "empty").mkdir()
    done = run("ingest", "empty", "--data", "data")
    assert (done.returncode, done.stderr) == (1, "forewarn: no report in empty\n")


def test_pipes_are_quiet(run: Run, note: Path) -> None:
    """Without a terminal nothing but results and errors is printed."""
    done = run("ingest", note, "--data", "data")
    assert (done.stdout, done.stderr) == ("", "")


def test_bundled_pack_has_no_errors(run: Run) -> None:
    """`check eastern-flank` finds nothing to mend."""
    assert run("check", "eastern-flank").returncode == 0


def test_demo_tells_what_is_new_since_its_first_brief(run: Run, tmp_path: Path) -> None:
    """The sample region, end to end: two briefs, and the path of the second."""
    done = run("demo", "--out", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "brief.html" in done.stdout
    first = (tmp_path / "out/2022-02-14/brief.md").read_text("utf-8")
    second = (tmp_path / "out/brief.md").read_text("utf-8")
    assert "This is the first brief" in first
    assert "Since the last brief of 14 February 2022" in second
    assert "attacked Ukraine" in second
    assert "attacked Ukraine — reported Thu 24 February 2022" not in first
