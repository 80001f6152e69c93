"""The lake under stress: killed writers, readers beside a writer, two writers, damage."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from deltalake import DeltaTable
from lake_samples import FIRST, batch, report
from test_lake import shown

from forewarn.errors import LakeError
from forewarn.lake import Batch, Lake
from forewarn.lake.rows import SCHEMA
from forewarn.records import Skipped

BATCHES = 16
EACH = 3  # reports in a batch
KILLS = 15

# A writer as an ingest is: it asks what is known, then appends the rest batch by batch.
WRITER = f"""
import sys
from pathlib import Path
from lake_samples import batch, report
from forewarn.lake import Lake
lake = Lake(Path(sys.argv[1]))
print("ready", flush=True)
for first in range(0, {BATCHES * EACH}, {EACH}):
    known = lake.known_reports()
    new = [each for each in map(report, range(first, first + {EACH})) if each.id not in known]
    links = [(new[0].id, each.id, 0.9) for each in new[1:]]
    lake.append(batch(new, links=links))
"""


def write(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that runs the script beside this one."""
    here = str(Path(__file__).parent)
    environment = os.environ | {"PYTHONPATH": here, "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def check_whole(lake: Lake) -> int:
    """Raises where a view shows part of a batch; returns how many reports there are."""
    view = lake.view()
    held = [each.id for each in view.reports()]
    assert len(held) == len(set(held))
    assert len(held) % EACH == 0
    for found in (view.events(), view.statements(), view.measurements()):
        assert [each.evidence[0].report for each in found] == held
    assert len(view.links()) == len(held) // EACH * (EACH - 1)
    return len(held)


def test_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    """Writers killed at random moments, then one left alone: the lake is as if none had died."""
    chance = random.Random(20211201)
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed-0"
    begun = time.monotonic()
    write(WRITER, str(undisturbed)).communicate()
    whole_run = time.monotonic() - begun
    expected = shown(Lake(undisturbed, create=False).view())
    assert len(expected[0]) == BATCHES * EACH  # type: ignore[arg-type]
    partly = 0
    for kill in range(KILLS):
        writer = write(WRITER, str(disturbed))
        if kill % 3:  # every third is killed while it starts
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(chance.uniform(0, whole_run / 4))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        held = check_whole(Lake(disturbed))
        partly += 0 < held < BATCHES * EACH
        if held == BATCHES * EACH:
            assert shown(Lake(disturbed).view()) == expected
            disturbed = tmp_path / f"disturbed-{kill + 1}"
    last = write(WRITER, str(disturbed))
    assert last.communicate()[1] == ""
    assert shown(Lake(disturbed).view()) == expected
    assert partly, "no kill fell between two batches"


def test_readers_see_whole_batches(tmp_path: Path) -> None:
    """A reader beside a writer sees a growing number of batches, each of them whole."""
    lake = Lake(tmp_path)
    writer = write(WRITER, str(tmp_path))
    seen = [0]
    deadline = time.monotonic() + 120
    while seen[-1] < BATCHES * EACH and time.monotonic() < deadline:
        seen.append(check_whole(lake))
    assert writer.communicate()[1] == ""
    assert seen == sorted(seen)
    assert seen[-1] == BATCHES * EACH


def test_two_writers_take_turns(tmp_path: Path) -> None:
    """Two processes that store the same reports at once store each of them once."""
    Lake(tmp_path)
    one, two = write(WRITER, str(tmp_path)), write(WRITER, str(tmp_path))
    assert [each.communicate()[1] for each in (one, two)] == ["", ""]
    view = Lake(tmp_path).view()
    assert len(view.reports()) == len(view.events()) == BATCHES * EACH


HOLDER = """
import sys, time
from pathlib import Path
from forewarn.lake import Lake
with Lake(Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.read()
    time.sleep(600)
"""


def test_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    """A second writer fails in one line that names the first; a dead one blocks nobody."""
    Lake(tmp_path)
    holder = write(HOLDER, str(tmp_path))
    assert holder.stdout is not None
    holder.stdout.readline()
    lake = Lake(tmp_path, patience=0.2)
    with pytest.raises(LakeError, match=f"process {holder.pid}") as caught:
        lake.append(batch([report(1)]))
    assert "\n" not in str(caught.value)
    assert lake.view().reports() == ()
    holder.kill()
    holder.communicate()
    assert lake.append(batch([report(1)])) == 5


def test_writing_may_be_held_while_appending(tmp_path: Path) -> None:
    """Who holds the turn to write appends as often as wanted, and then gives it up."""
    lake = Lake(tmp_path, patience=0.2)
    with lake.writing():
        assert lake.known_reports() == {}
        lake.append(batch([report(1)]))
        lake.append(batch([report(2)]))
    assert Lake(tmp_path, patience=0.2).append(batch([report(3)])) == 5


FULL = """
import resource, sys
from pathlib import Path
from lake_samples import batch, report
from forewarn.errors import LakeError
from forewarn.lake import Lake
lake = Lake(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    lake.append(batch(map(report, range(500))))
except LakeError as error:
    print(error)
"""


def test_full_disk(tmp_path: Path) -> None:
    """Where no more can be written there is one line, and the lake is as it was."""
    lake = Lake(tmp_path)
    lake.append(batch([report(1)]))
    before = shown(lake.view())
    told, _ = write(FULL, str(tmp_path)).communicate()
    assert told.startswith(f"{tmp_path}: cannot write to the lake: ")
    assert told.count("\n") == 1
    assert shown(Lake(tmp_path).view()) == before
    assert lake.append(batch([report(2)])) == 5


def failing(path: Path, create: bool = False) -> str:
    """The line that opening and reading a lake at `path` fails with."""
    with pytest.raises(LakeError) as caught:
        shown(Lake(path, create=create).view())
    line = str(caught.value)
    assert line.startswith(str(path))
    assert "\n" not in line
    return line


def test_no_lake(tmp_path: Path) -> None:
    """Reading where nothing was stored says so, and makes nothing."""
    assert "ingest reports first" in failing(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_file_in_place_of_folder(tmp_path: Path) -> None:
    """A file is no data folder."""
    (tmp_path / "file").write_text("x")
    assert "name a folder" in failing(tmp_path / "file", create=True)


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A place where no folder can be made is named."""
    (tmp_path / "file").write_text("x")
    assert "cannot" in failing(tmp_path / "file" / "below", create=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_read_only_folder(tmp_path: Path) -> None:
    """A read-only lake is read, and not written."""
    Lake(tmp_path).append(batch([report(1)]))
    for folder, _, files in os.walk(tmp_path):
        for name in files:
            (Path(folder) / name).chmod(0o444)
        Path(folder).chmod(0o555)
    lake = Lake(tmp_path)
    assert len(lake.view().reports()) == 1
    with pytest.raises(LakeError, match="ermission"):
        lake.append(batch([report(2)]))
    for folder, _, _ in os.walk(tmp_path):
        Path(folder).chmod(0o755)


def test_foreign_table(tmp_path: Path) -> None:
    """A Delta table that another program made is left alone."""
    rows = DeltaTable.create(str(tmp_path / "records"), SCHEMA)
    assert "forewarn did not make" in failing(tmp_path, create=True)
    assert DeltaTable(rows.table_uri).version() == 0


def test_other_format(tmp_path: Path) -> None:
    """A lake of another format is named as such."""
    lake = Lake(tmp_path)
    first = next((lake.path / "records" / "_delta_log").glob("*0.json"))
    first.write_text(first.read_text().replace('"forewarn.schema":"1"', '"forewarn.schema":"9"'))
    assert "format 9" in failing(tmp_path)


def test_damaged_log(tmp_path: Path) -> None:
    """A log that cannot be read gives one line."""
    lake = Lake(tmp_path)
    lake.append(batch([report(1)]))
    log = lake.path / "records" / "_delta_log" / "00000000000000000001.json"
    log.write_text(log.read_text()[:200])
    failing(tmp_path)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is gone gives one line, no half of a view."""
    lake = Lake(tmp_path)
    lake.append(batch([report(1)]))
    next((lake.path / "records" / "kind=reports").glob("*.parquet")).unlink()
    failing(tmp_path)


def test_damaged_file(tmp_path: Path) -> None:
    """A file with other bytes gives one line."""
    lake = Lake(tmp_path)
    lake.append(batch([report(1)]))
    for path in (lake.path / "records" / "kind=events").glob("*.parquet"):
        path.write_bytes(b"PAR1" + b"\x07" * 5000)
    failing(tmp_path)


def test_one_commit_holds_all_kinds(tmp_path: Path) -> None:
    """A batch is one entry in the log, whatever it holds."""
    lake = Lake(tmp_path)
    lake.append(
        batch(
            [report(1), report(2)],
            links=[(report(1).id, report(2).id, 1.0)],
            skipped=[Skipped("a", "b")],
        )
    )
    log = sorted((lake.path / "records" / "_delta_log").glob("*.json"))
    added = [json.loads(line)["add"] for line in log[1].read_text().splitlines() if '"add"' in line]
    kinds = {each["partitionValues"]["kind"] for each in added}
    assert len(log) == 2
    assert kinds == {
        "reports",
        "codings",
        "events",
        "statements",
        "measurements",
        "links",
        "skipped",
    }


def test_writing_past_the_lake_is_read(tmp_path: Path) -> None:
    """A lake object notices what another one has stored since."""
    one, two = Lake(tmp_path), Lake(tmp_path)
    one.append(batch([report(1)]))
    assert two.append(batch([report(1), report(2)])) == 5
    assert set(one.known_reports()) == {report(1).id, report(2).id}


def test_orphans_of_a_killed_writer_are_not_read(tmp_path: Path) -> None:
    """A data file that no commit names is as if it were not there."""
    lake, other = Lake(tmp_path / "lake"), Lake(tmp_path / "other")
    lake.append(batch([report(1)]))
    other.append(batch([report(2)]))
    orphan = next((other.path / "records" / "kind=reports").glob("*.parquet"))
    (lake.path / "records" / "kind=reports" / orphan.name).write_bytes(orphan.read_bytes())
    assert [each.id for each in lake.view().reports()] == [report(1).id]
    assert lake.append(Batch(skipped=[Skipped("a", "b")], stored=FIRST)) == 1
