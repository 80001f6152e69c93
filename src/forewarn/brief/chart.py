"""Where the parts of the timeline picture and of the matrix stand, in units of their pictures."""

from __future__ import annotations

from dataclasses import dataclass

from forewarn.brief.model import Days, Matrix

WIDTH = 960.0
LEFT = 170.0
"""Room for the names of the rows."""
ROW = 58.0
"""Height of a row of bars, of which `BAR` may be filled."""
BAR = 44.0
CELL = 54.0


@dataclass(frozen=True, slots=True)
class Block:
    """One filled or outlined bar."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    basis: str


@dataclass(frozen=True, slots=True)
class Column:
    """The bars of one day, week or month, and the place in the list that a click leads to."""

    target: str
    title: str
    x: float
    width: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """The timeline picture."""

    width: float
    height: float
    columns: tuple[Column, ...]
    rows: tuple[tuple[float, str, str, int], ...]
    ticks: tuple[tuple[float, str], ...]
    most: int


def bars(days: Days) -> Bars:
    """The picture: bars of all rows to one scale, so that they can be compared."""
    count = len(days.columns)
    step = (WIDTH - LEFT - 8) / max(count, 8)
    most = max(bar.happened + bar.published for _, _, row in days.rows for bar in row)
    columns = []
    for i in range(count):
        x = LEFT + i * step
        blocks = tuple(
            block
            for n, (code, _, row) in enumerate(days.rows)
            for block in _blocks(row[i].happened, row[i].published, code, n, x, step, most)
        )
        target = next((row[i].target for _, _, row in days.rows if row[i].target), "")
        told = [
            f"{name}: {row[i].happened} by their own day, {row[i].published} by publication"
            for _, name, row in days.rows
            if row[i].happened + row[i].published
        ]
        title = "; ".join([days.labels[i], *told])
        columns.append(Column(target, title, round(x, 2), round(step, 2), blocks))
    rows = tuple(
        (12 + n * ROW + BAR, code, name, sum(b.happened + b.published for b in row))
        for n, (code, name, row) in enumerate(days.rows)
    )
    return Bars(
        WIDTH, 12 + ROW * len(days.rows) + 24, tuple(columns), rows, _ticks(days, step), most
    )


def _blocks(
    happened: int, published: int, tone: str, row: int, x: float, step: float, most: int
) -> list[Block]:
    base = 12 + row * ROW + BAR
    unit = BAR / most
    wide = round(min(step * 0.8, 26.0), 2)
    left = round(x + (step - wide) / 2, 2)
    low, high = round(happened * unit, 2), round(published * unit, 2)
    found = []
    if happened:
        found.append(Block(left, round(base - low, 2), wide, low, tone, "happened"))
    if published:
        found.append(Block(left, round(base - low - high, 2), wide, high, tone, "published"))
    return found


def _ticks(days: Days, step: float) -> tuple[tuple[float, str], ...]:
    """Labels below the bars, as many as have room."""
    every = max(1, -(-92 // max(1, int(step))))
    middle = LEFT + step / 2
    return tuple(
        (round(middle + i * step, 2), _tick(days, i)) for i in range(0, len(days.columns), every)
    )


def _tick(days: Days, i: int) -> str:
    label = days.labels[i].removeprefix("week of ")
    parts = label.split()
    if days.unit == "year":
        return label
    if days.unit == "month":
        return f"{parts[0][:3]} {parts[1]}"
    year = parts[-1] if i == 0 else ""
    return " ".join([parts[-3], parts[-2][:3], year]).strip()


@dataclass(frozen=True, slots=True)
class Square:
    """One cell: its number and the parts of its band, one for each family."""

    x: float
    y: float
    total: int
    panel: str
    title: str
    strength: int
    lean: str
    band: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The matrix as a picture."""

    width: float
    height: float
    rows: tuple[tuple[float, str], ...]
    columns: tuple[tuple[float, str], ...]
    squares: tuple[Square, ...]
    empty: tuple[tuple[float, float], ...]
    left: float
    head: float


TONES = ("mc", "vc", "mp", "vp")
NAMES = ("material conflict", "verbal conflict", "material cooperation", "verbal cooperation")


def grid(matrix: Matrix) -> Grid:
    """The picture: a number in each cell, darker where there is more, and a band of families."""
    most = max(cell.total for row in matrix.cells for cell in row if cell)
    # Names of columns are slanted by 45 degrees; a letter is about 7 units wide.
    head = 26 + 5.2 * max(len(name[:23]) for name in matrix.columns)
    left = min(190.0, 26 + 7.2 * max(len(name[:24]) for name in matrix.rows))
    squares, empty = [], []
    for n, row in enumerate(matrix.cells):
        for m, cell in enumerate(row):
            x, y = left + m * CELL, head + n * CELL
            if cell is None:
                empty.append((x, y))
                continue
            told = ", ".join(
                f"{count} {name}" for count, name in zip(cell.counts, NAMES, strict=True) if count
            )
            title = f"{matrix.rows[n]} to {matrix.columns[m]}: {told}"
            # Four steps of strength: a quarter, half, three quarters of the most.
            strength = min(4, 1 + 4 * cell.total // (most + 1))
            squares.append(
                Square(x, y, cell.total, cell.panel, title, strength, _lean(cell.counts),
                       tuple(_band(cell.counts, x)))
            )  # fmt: skip
    return Grid(
        width=left + CELL * len(matrix.columns) + 70,
        height=head + CELL * len(matrix.rows) + 6,
        rows=tuple((head + n * CELL, name) for n, name in enumerate(matrix.rows)),
        columns=tuple((left + m * CELL, name) for m, name in enumerate(matrix.columns)),
        squares=tuple(squares),
        empty=tuple(empty),
        left=left,
        head=head,
    )


def _lean(counts: tuple[int, int, int, int]) -> str:
    conflict, cooperation = counts[0] + counts[1], counts[2] + counts[3]
    if conflict == cooperation:
        return "even"
    return "conflict" if conflict > cooperation else "cooperation"


def _band(counts: tuple[int, int, int, int], x: float) -> list[tuple[float, float, str]]:
    wide, at, found = CELL - 10, x + 5, []
    for count, tone in zip(counts, TONES, strict=True):
        part = round(wide * count / sum(counts), 2)
        if part:
            found.append((round(at, 2), part, tone))
        at += part
    return found
