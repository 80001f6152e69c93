"""The stages joined: reports in, coded and kept; a brief, an export or coded rows out.

Every function here is also the Python interface (`import forewarn`). Progress is told to a function
of (what, done, total or None); None means that nobody listens.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from forewarn import DEFAULT_PACK, intake, issued, packs, rows
from forewarn import brief as writing
from forewarn.coding import Coded
from forewarn.errors import ForewarnError
from forewarn.exchange import tables
from forewarn.issued import Issue
from forewarn.keeping import BATCH, Ingested, Keeper, Progress
from forewarn.lake import Lake, View
from forewarn.lake.view import Kind
from forewarn.reading import read_all, reader
from forewarn.records import Report, Skipped, as_json

SAMPLE = Path(__file__).parent / "sample" / "reports"
# The demo makes a first brief as of this day, so that the second has something new to tell.
DEMO_EARLIER = date(2022, 2, 14)


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a brief."""

    html: Path
    markdown: Path

    @property
    def summary(self) -> str:
        """One line for a person."""
        return f"brief written: {self.html} (and {self.markdown.name})"


@dataclass(frozen=True, slots=True)
class CodedFile:
    """What came of coding a file: how many rows, and those that could not be."""

    rows: int
    skipped: tuple[Skipped, ...]

    @property
    def summary(self) -> str:
        """One line for a person."""
        return f"{self.rows} row(s) coded, {len(self.skipped)} skipped"


def ingest(
    inputs: Sequence[str | Path],
    data: Path | str,
    *,
    pack: str = DEFAULT_PACK,
    pipeline: str | None = None,
    learned: str = "published",
    workers: int = 0,
    allow_private: bool = False,
    progress: Progress = None,
) -> Ingested:
    """Read files, folders, pages and feeds, code what is new, and keep it in the folder `data`.

    `learned` is "published" (a report from a file counts as learned when it was published, where
    that is known) or "now". Reading the same input again changes nothing. Raises LakeError where
    the folder cannot be used, PackError or PipelineError where those cannot be loaded.
    """
    by = reader(str(pack), pipeline)
    lake = Lake(Path(data))
    with lake.writing():  # from what is known to the last link nobody else may add reports
        keeper = Keeper(lake, by.version, learned == "now", progress)
        taken = intake.read(inputs, allow_private=allow_private)
        for batch, outcomes in read_all(by, keeper.unread(taken), workers):
            keeper.keep(batch, outcomes)
        return keeper.finish()


def view(data: Path | str, as_of: date | None = None) -> View:
    """What the folder `data` holds, as it was known by the end of the day `as_of` (UTC).

    Its `reports()`, `events()`, `statements()`, `measurements()` and `skipped()` are tuples of
    records; `table(kind)` is an Arrow table. Raises LakeError where there is no data.
    """
    return Lake(Path(data), create=False).view(as_of)


def export(
    data: Path | str,
    kind: Kind,
    format: tables.Format = "jsonl",  # noqa: A002 - the word of the command line
    target: Path | str = "-",
    *,
    as_of: date | None = None,
) -> None:
    """Write one kind of record as jsonl, csv or parquet to the file `target`; "-" is stdout.

    Raises UsageError for another kind or format, LakeError where there is no data.
    """
    file = None if str(target) == "-" else Path(target)
    tables.write(view(data, as_of), kind, format, file)


def code(
    texts: Iterable[Mapping[str, Any]],
    *,
    pack: str = DEFAULT_PACK,
    pipeline: str | None = None,
    workers: int = 1,
) -> Iterator[tuple[str, Coded]]:
    """Code texts exactly as they are, and store nothing.

    `texts` are mappings with `id`, `text` and, where it is known, `published` (an ISO 8601 day or
    date-time). Yields the id of each with what was coded, in order. Raises ValueError for a row of
    another shape and ForewarnError for one that cannot be coded.
    """
    reports = (rows.as_report(row) for row in texts)
    for batch, outcomes in read_all(reader(str(pack), pipeline), _batched(reports), workers):
        for report, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, str):
                raise ForewarnError(f"{report.id}: {outcome}")
            yield report.id, outcome


def code_file(
    file: Path | str,
    output: Path | str = "-",
    *,
    pack: str = DEFAULT_PACK,
    pipeline: str | None = None,
    workers: int = 0,
    progress: Progress = None,
) -> CodedFile:
    """Code the rows {id, text[, published]} of a JSON Lines file into rows {id, events, ...}.

    A row that cannot be read is skipped, named by file and line; the others go on. Raises
    ForewarnError where the file cannot be read or the output cannot be written.
    """
    skipped: list[Skipped] = []
    reports = rows.read(Path(file), skipped)
    read = read_all(reader(str(pack), pipeline), _batched(reports), workers)
    done = 0
    with _writing(output) as write:
        for batch, outcomes in read:
            for report, outcome in zip(batch, outcomes, strict=True):
                if isinstance(outcome, str):
                    skipped.append(Skipped(f"{file}: {report.id}", outcome))
                else:
                    write(_line(report, outcome))
                    done += 1
            if progress:
                progress("rows coded", done, None)
    return CodedFile(done, tuple(skipped))


def write_brief(
    data: Path | str,
    out: Path | str,
    *,
    pack: str = DEFAULT_PACK,
    as_of: date | None = None,
) -> Written:
    """Write brief.html and brief.md, of what was known as of a day, into the folder `out`.

    What is new is told against the brief that knew less and was made last from the same data;
    making the same brief again gives the same bytes. Raises LakeError or PackError.
    """
    lake = Lake(Path(data), create=False)
    region = packs.load(pack)
    issue = Issue(as_of, lake.stored())
    last = issued.before(lake.path, issue)
    before = _known(lake.view(last.as_of, stored_by=last.stored)) if last else None
    made = writing.compose(_known(lake.view(as_of)), before, region, region.title)
    written = _write(made, Path(out))
    issued.note(lake.path, issue)
    return written


def demo(
    data: Path | str, out: Path | str, *, workers: int = 0, progress: Progress = None
) -> Written:
    """Read the sample region's reports, and write their brief after an earlier one."""
    ingest([SAMPLE], data, workers=workers, progress=progress)
    write_brief(data, Path(out) / DEMO_EARLIER.isoformat(), as_of=DEMO_EARLIER)
    return write_brief(data, out)


def _known(seen: View) -> writing.Known:
    return writing.Known(
        as_of=seen.as_of,
        reports=seen.reports(),
        events=seen.events(),
        statements=seen.statements(),
        measurements=seen.measurements(),
        skipped=seen.skipped(),
    )


def _write(made: writing.Brief, folder: Path) -> Written:
    written = Written(folder / "brief.html", folder / "brief.md")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written.html.write_text(writing.html(made), encoding="utf-8")
        written.markdown.write_text(writing.markdown(made), encoding="utf-8")
    except OSError as error:
        raise ForewarnError(f"{folder}: the brief cannot be written: {error.strerror}") from error
    return written


def _batched(reports: Iterable[Report]) -> Iterator[list[Report]]:
    reports = iter(reports)
    while batch := list(islice(reports, BATCH)):
        yield batch


def _line(report: Report, coded: Coded) -> str:
    row = {
        "id": report.id,
        "events": [as_json(each) for each in coded.events],
        "statements": [as_json(each) for each in coded.statements],
        "measurements": [as_json(each) for each in coded.measurements],
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


@contextmanager
def _writing(output: Path | str) -> Iterator[Callable[[str], object]]:
    """A function that writes; the file appears under its name only when all of it is there."""
    if str(output) == "-":
        yield sys.stdout.write
        return
    target = Path(output)
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace") as file:
            yield file.write
        part.replace(target)
    except OSError as error:
        raise ForewarnError(f"{target}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
