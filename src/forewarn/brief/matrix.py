"""Who does what to whom, as a matrix of countries and bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from forewarn.brief import ontology
from forewarn.brief.happenings import Happening
from forewarn.brief.model import Cell, Matrix, Panel, Piece
from forewarn.brief.parties import Sides

SIDES = 12
"""Rows and columns at most: what fits a page at a size that can be read. The note says how many
pairs are left to the list."""


def picture(told: Iterable[Happening], sides: Sides) -> tuple[Matrix | None, tuple[Panel, ...]]:
    """The matrix and, for each cell, its lines; no matrix where no two sides are known."""
    everything = tuple(told)
    paired = [each for each in everything if all(each.sides) and each.sides[0] != each.sides[1]]
    if not paired:
        return None, ()
    seen = Counter(side for each in paired for side in each.sides)
    top = sorted(seen, key=lambda s: (-seen[s], sides.names.get(s, s), s))[:SIDES]
    drawn = [each for each in paired if each.sides[0] in top and each.sides[1] in top]
    rows = [side for side in top if any(each.sides[0] == side for each in drawn)]
    columns = [side for side in top if any(each.sides[1] == side for each in drawn)]
    pairs: dict[tuple[str, str], list[Happening]] = {}
    for each in drawn:
        pairs.setdefault(each.sides, []).append(each)
    keys = {pair: f"pair{n}" for n, pair in enumerate(sorted(pairs), 1)}
    matrix = Matrix(
        rows=tuple(sides.names.get(side, side) for side in rows),
        columns=tuple(sides.names.get(side, side) for side in columns),
        cells=tuple(
            tuple(_cell(keys.get((row, col), ""), pairs.get((row, col), ())) for col in columns)
            for row in rows
        ),
        note=_note(everything, paired, drawn),
    )
    panels = tuple(
        Panel(keys[pair], _head(sides, pair), tuple(each.line for each in pairs[pair]))
        for pair in sorted(pairs)
    )
    return matrix, panels


def _cell(panel: str, told: Iterable[Happening]) -> Cell | None:
    counted = Counter(each.line.tone for each in told)
    if not counted:
        return None
    a, b, c, d = (counted[code] for code, _, _ in ontology.FAMILIES)
    return Cell(panel, (a, b, c, d))


def _head(sides: Sides, pair: tuple[str, str]) -> tuple[Piece, ...]:
    names = [sides.names.get(side, side) for side in pair]
    return Piece(names[0], "name"), Piece(" → "), Piece(names[1], "name")


def _note(
    everything: tuple[Happening, ...], paired: list[Happening], drawn: list[Happening]
) -> str:
    inside = sum(bool(each.sides[0]) and each.sides[0] == each.sides[1] for each in everything)
    left = (
        (len(paired) - len(drawn), "between sides that are told of less often"),
        (inside, "inside one country or body"),
        (len(everything) - len(paired) - inside, "where one side is not named or not known"),
    )
    told = [f"{count:,} {what}" for count, what in left if count]
    return f"Not in the matrix, but in the timeline: {'; '.join(told)}." if told else ""
