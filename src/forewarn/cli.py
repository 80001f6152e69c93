"""The command line: thin commands over `forewarn.pipeline`; heavy parts are imported when used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from forewarn import DEFAULT_PACK
from forewarn.errors import ForewarnError, PackError, UsageError

DONE, NOTHING_DONE, WRONG_USAGE = 0, 1, 2

app = typer.Typer(
    help="Reads news reports and official releases; says what is done and said, by whom, to whom "
    "and when, with every line traceable to the sentence that it rests on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


class Kind(StrEnum):
    """What can be exported."""

    reports = "reports"
    events = "events"
    statements = "statements"
    measurements = "measurements"
    skipped = "skipped"


class Format(StrEnum):
    """How it can be exported."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class Learned(StrEnum):
    """When a report from a file counts as learned."""

    published = "published"
    now = "now"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2021-12-02") from None


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH|URL...",
        help="Files, folders, pages or feeds: text, Markdown, HTML, JSON Lines, CSV, RSS, Atom.",
        show_default=False,
    ),
]
Data = Annotated[
    Path, typer.Option("--data", metavar="DIR", help="The data folder (made when missing).")
]
PackName = Annotated[
    str,
    typer.Option(
        "--pack",
        metavar="PACK",
        envvar="FOREWARN_PACK",
        help="A bundled pack's name or a pack's folder.",
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        parser=_day,
        help="Only what had been learned by the end of this day (UTC), e.g. 2021-12-02.",
        show_default="everything stored",
    ),
]
PipelineName = Annotated[
    str | None,
    typer.Option(
        "--pipeline",
        metavar="NAME",
        help="Another UD pipeline, spacy:NAME or stanza:LANG.",
        show_default="the one that ships",
    ),
]
Workers = Annotated[
    int,
    typer.Option("--workers", "-j", min=0, help="Processes that read; 0 means one for each core."),
]
LearnedWhen = Annotated[
    Learned,
    typer.Option(
        "--learned",
        help="When a report from a file counts as learned: the day it was published, or now.",
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Also fetch from private and loopback addresses."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]


@app.command()
def demo(
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", show_default="OUT/data", help="The data folder."),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where the brief is written.")
    ] = Path("forewarn-demo"),
    open_it: Annotated[
        bool, typer.Option("--open", help="Open the brief in the web browser.")
    ] = False,
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Read the sample region's reports and write their brief: the main job, end to end."""
    from forewarn import pipeline

    with _progress(quiet) as progress:
        written = pipeline.demo(data or out / "data", out, workers=workers, progress=progress)
    if not quiet:
        typer.echo(written.summary)
    if open_it:
        typer.launch(str(written.html))


@app.command()
def brief(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL...]",
            help="Read these first; without any, the brief is of what the data folder holds.",
            show_default=False,
        ),
    ] = None,
    *,
    data: Data,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help="Where brief.html and brief.md are written."),
    ],
    pack: PackName = DEFAULT_PACK,
    as_of: AsOf = None,
    learned: LearnedWhen = Learned.published,
    pipeline_name: PipelineName = None,
    workers: Workers = 0,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
) -> None:
    """Read reports and write the brief: what is done and said, with its evidence."""
    from forewarn import pipeline

    if inputs:
        ingest(inputs, data, pack, learned, pipeline_name, workers, allow_private, quiet)
    written = pipeline.write_brief(data, out, pack=pack, as_of=as_of)
    _say(quiet, written.summary)


@app.command()
def ingest(
    inputs: Inputs,
    data: Data,
    pack: PackName = DEFAULT_PACK,
    learned: LearnedWhen = Learned.published,
    pipeline_name: PipelineName = None,
    workers: Workers = 0,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
) -> None:
    """Read reports, code them and keep them in the data folder."""
    from forewarn import pipeline

    with _progress(quiet) as progress:
        taken = pipeline.ingest(
            inputs,
            data,
            pack=pack,
            pipeline=pipeline_name,
            learned=learned.value,
            workers=workers,
            allow_private=allow_private,
            progress=progress,
        )
    _report_skipped(taken.skipped)
    _say(quiet, taken.summary)
    if not taken.usable:
        typer.echo(f"forewarn: no report in {', '.join(inputs)}", err=True)
        raise typer.Exit(NOTHING_DONE)


@app.command()
def code(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", help="Rows {id, text[, published]}.")
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="OUT.jsonl", help="'-' for standard output."),
    ] = Path("-"),
    pack: PackName = DEFAULT_PACK,
    pipeline_name: PipelineName = None,
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Code rows of text as they are into {id, events, statements, measurements}; store nothing."""
    from forewarn import pipeline

    with _progress(quiet) as progress:
        coded = pipeline.code_file(
            file, output, pack=pack, pipeline=pipeline_name, workers=workers, progress=progress
        )
    _report_skipped(coded.skipped)
    _say(quiet, coded.summary)
    if not coded.rows:
        raise typer.Exit(NOTHING_DONE)


@app.command()
def export(
    kind: Annotated[Kind, typer.Argument(help="What to export.")],
    data: Data,
    format_: Annotated[Format, typer.Option("--format", help="How.")] = Format.jsonl,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="'-' for standard output.")
    ] = Path("-"),
    as_of: AsOf = None,
) -> None:
    """Write reports, events, statements, measurements or skipped inputs as a table."""
    from forewarn import pipeline

    pipeline.export(data, kind.value, format_.value, output, as_of=as_of)


@app.command()
def explain(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="Events, statements or measurements (or a report: all that it gave).",
        ),
    ],
    data: Data,
    pack: PackName = DEFAULT_PACK,
    as_of: AsOf = None,
    pipeline_name: PipelineName = None,
) -> None:
    """Show what a coded thing rests on: sentence, analysis, deciding rule, and alternatives."""
    from forewarn import explaining

    for n, each in enumerate(
        explaining.explain(data, ids, pack=pack, pipeline=pipeline_name, as_of=as_of)
    ):
        typer.echo(("\n" if n else "") + each.text())


@app.command()
def check(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="A bundled pack's name or a folder.")],
    quiet: Quiet = False,
) -> None:
    """Check a pack; print every error and warning with its file and line."""
    from forewarn import packs

    problems = packs.check(pack)
    for problem in problems:
        typer.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    _say(quiet, f"{pack}: {errors} error(s), {len(problems) - errors} warning(s)")
    if errors:
        raise typer.Exit(NOTHING_DONE)


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"forewarn {installed('forewarn')}")
        raise typer.Exit(DONE)


def _say(quiet: bool, text: str) -> None:
    """Tell a person; a pipe or `--quiet` hears nothing."""
    if not quiet and sys.stderr.isatty():
        typer.echo(text, err=True)


def _report_skipped(skipped: Any) -> None:
    for each in skipped:
        typer.echo(f"{each.file}: skipped: {each.reason}", err=True)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """A progress line on a terminal: yields a function of (what, done, total or None)."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield show


def main() -> None:
    """Run the command line; a failure the user can act on is one line and an exit code."""
    try:
        app()
    except UsageError as error:
        sys.exit(_fail(error, WRONG_USAGE))
    except PackError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        sys.exit(_fail(error, NOTHING_DONE))
    except ForewarnError as error:
        sys.exit(_fail(error, NOTHING_DONE))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)


def _fail(error: Exception, code_: int) -> int:
    typer.echo(f"forewarn: {error}", err=True)
    return code_


if __name__ == "__main__":
    main()
