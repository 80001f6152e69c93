"""The brief as a tree of plain records: what `html` and `markdown` both print.

Everything that is printed is decided here and in `compose`; the two printers choose no lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from forewarn.records import Report, Skipped

Role = Literal["plain", "name", "quote"]
Basis = Literal["happened", "published", "unknown"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; everything but `plain` comes from outside and is printed as such."""

    text: str
    role: Role = "plain"


Words = tuple[Piece, ...]


def plain(words: Words) -> str:
    """The words without their roles."""
    return "".join(f"“{piece.text}”" if piece.role == "quote" else piece.text for piece in words)


@dataclass(frozen=True, slots=True)
class Moment:
    """When: a label for people, the first and last day (ISO, "" unknown), and what it rests on."""

    label: str
    start: str
    end: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Ref:
    """One piece of evidence: span `k` of report number `number`, both counted from 1.

    Both are 0 where the report is not held or the offsets do not fit it: then there is no link.
    """

    number: int
    k: int
    text: str

    @property
    def label(self) -> str:
        """How the brief cites it."""
        return f"R{self.number}·{self.k}" if self.number else "no text held"

    @property
    def anchor(self) -> str:
        """The id of its mark."""
        return f"r{self.number}-{self.k}"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told, with its evidence.

    `reports` counts independent reports (copies apart: `copies`); `new` says whether it is new
    since the last brief or told again; `beside` are lines that it must be read with (a denial
    and what it denies), each with the reason in words.
    """

    key: str
    kind: str
    tone: str
    words: Words
    notes: tuple[Words, ...]
    when: Moment
    refs: tuple[Ref, ...]
    reports: int
    copies: int
    sources: tuple[str, ...]
    new: Literal["", "new", "told again"] = ""
    beside: tuple[tuple[str, Line], ...] = ()

    @property
    def snippet(self) -> str:
        """The evidence that is shown with the line: the first of its references."""
        return self.refs[0].text if self.refs else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one head: the first `shown` are open, the others folded."""

    key: str
    head: str
    note: str
    lines: tuple[Line, ...]
    shown: int

    @property
    def folded(self) -> tuple[Line, ...]:
        """The lines behind the fold."""
        return self.lines[self.shown :]


@dataclass(frozen=True, slots=True)
class Figures:
    """The claims about one quantity; `differ` says how they differ, "" where they do not."""

    key: str
    head: Words
    differ: str
    claims: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what the brief covers: a number and what it counts, with particulars."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the timeline picture: how many happenings by their own day and by publication."""

    start: str
    label: str
    target: str
    happened: int
    published: int


@dataclass(frozen=True, slots=True)
class Days:
    """The timeline picture: one row of bars for each tone; `note` tells what is not drawn."""

    unit: str
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Bar, ...]], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: how many happenings of each tone, and the panel that lists them."""

    panel: str
    counts: tuple[int, int, int, int]

    @property
    def total(self) -> int:
        """All happenings of the pair."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who (rows) to whom (columns); a cell is None where nothing is told."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One place on the map, in the picture's units."""

    panel: str
    name: str
    x: float
    y: float
    r: float
    count: int
    lat: float
    lon: float
    label: tuple[float, float, str] | None


@dataclass(frozen=True, slots=True)
class Map:
    """Outlines and dots, already projected to `width` by `height`."""

    width: float
    height: float
    land: str
    borders: str
    names: tuple[tuple[float, float, str], ...]
    dots: tuple[Dot, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A list of lines that a click on a picture opens."""

    key: str
    head: Words
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What is new since the last brief; `none` is the one line where there is nothing to list."""

    none: str
    summary: str
    reports: tuple[int, ...] = ()
    happenings: tuple[Line, ...] = ()
    statements: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A report as the brief cites it.

    `spans` are its pieces of evidence in the order of their numbers. `embedded` says whether its
    text is in the file.
    """

    number: int
    report: Report
    title: str
    label: str
    published: str
    spans: tuple[tuple[int, int], ...]
    embedded: bool
    copy_of: int
    unread: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief."""

    title: str
    region: str
    as_of: str
    lead: str
    facts: tuple[Fact, ...]
    sources_counted: tuple[tuple[str, int], ...]
    rule: str
    situation: tuple[Group, ...]
    timeline: tuple[Group, ...]
    statements: tuple[Group, ...]
    quantities: tuple[Figures, ...]
    quantities_shown: int
    news: News
    days: Days | None
    matrix: Matrix | None
    map: Map | None
    panels: tuple[Panel, ...]
    reports: tuple[Source, ...]
    embedding: str
    skipped: tuple[Skipped, ...]

    def lines(self) -> Iterator[Line]:
        """All lines that the brief tells, each once."""
        for group in (*self.timeline, *self.statements):
            yield from group.lines
        for figures in self.quantities:
            yield from figures.claims
