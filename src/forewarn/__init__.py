"""forewarn reads news reports and official releases and says what is being done and said.

    import forewarn

    forewarn.ingest(["reports/"], "data")                    # files, folders, pages, feeds
    forewarn.write_brief("data", "out")                      # brief.html and brief.md
    events = forewarn.view("data").table("events")           # an Arrow table for notebooks
    forewarn.export("data", "statements", "csv", "out.csv")
    for id, coded in forewarn.code([{"id": "1", "text": "..."}]):
        ...

The functions are those of `forewarn.pipeline`; they are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forewarn.pipeline import code, code_file, demo, export, ingest, view, write_brief

DEFAULT_PACK = "eastern-flank"
_FUNCTIONS = ("code", "code_file", "demo", "export", "ingest", "view", "write_brief")

__all__ = ["DEFAULT_PACK", "code", "code_file", "demo", "export", "ingest", "view", "write_brief"]


def __getattr__(name: str) -> Any:
    if name not in _FUNCTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from forewarn import pipeline

    return getattr(pipeline, name)
