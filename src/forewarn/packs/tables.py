"""Tables: a section's entries as lines with tabs, for the thousands of rows that YAML reads slowly.

    # section: persons
    # source: the persons' official biographies
    name	country	sector	aliases
    Jan Novak	CZE	OPP	Honza Novak | J. Novak

The lines that begin with # say which section the rows belong to, and their source; then come the
names of the fields and the rows. The values of a list stand between bars; `-` is a list without
any. A row of `terms` says who held an office; the rows of one office make one actor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from forewarn.packs import fields
from forewarn.packs.fields import Entry, Field
from forewarn.packs.tree import MAX_BYTES, Say, Scalar

NONE = "-"
TERMS = "terms"
SHAPES = {**fields.SECTIONS, TERMS: Field(shape="entries", fields=fields.TERM_OF_OFFICE)}


@dataclass(frozen=True)
class Table:
    """The entries of one table and the section that they belong to."""

    section: str
    entries: tuple[Entry, ...]


def read(path: Path, say: Say) -> Table | None:
    """The table in the file; says what is wrong with it."""
    lines = _lines(path, say)
    if lines is None:
        return None
    notes = {k.strip(): v.strip() for k, _, v in (t[1:].partition(":") for t in _notes(lines))}
    section = notes.get("section", "")
    if section not in SHAPES:
        say(1, f"`# section:` must be one of {', '.join(SHAPES)}")
        return None
    known = SHAPES[section].fields
    rows = tuple(_rows(lines, len(_notes(lines)), known, notes.get("source"), str(path), say))
    return Table("actors", tuple(_offices(rows))) if section == TERMS else Table(section, rows)


def _lines(path: Path, say: Say) -> list[str] | None:
    try:
        data = path.read_bytes()
        text = data.decode()
    except (OSError, UnicodeDecodeError) as error:
        say(1, f"cannot be read: {error}")
        return None
    if len(data) > MAX_BYTES:
        say(1, f"is larger than {MAX_BYTES:,} bytes")
        return None
    return text.splitlines()


def _notes(lines: Sequence[str]) -> list[str]:
    """The lines with which the file begins that say what it is."""
    return [*takewhile(lambda line: line.startswith("#"), lines)]


def _rows(
    lines: Sequence[str],
    top: int,
    known: dict[str, Field],
    source: str | None,
    file: str,
    say: Say,
) -> Iterator[Entry]:
    names = lines[top].split("\t") if top < len(lines) else []
    for name in names:
        if name not in known:
            say(top + 1, f"unknown field `{name[:60]}`{fields.suggest(name, known)}")
    names = [name if name in known else "" for name in names]
    for number, text in enumerate(lines[top + 1 :], top + 2):
        cells = text.split("\t")
        if len(cells) > len(names):
            say(number, f"has {len(cells)} fields; there are {len(names)} names")
        elif text.strip():
            yield _entry(dict(zip(names, cells, strict=False)), number, known, source, file, say)


def _entry(
    cells: dict[str, str],
    line: int,
    known: dict[str, Field],
    source: str | None,
    file: str,
    say: Say,
) -> Entry:
    given = {name: cell for name, cell in cells.items() if name and cell}
    entry = Entry(file, line, frozenset(given), {}, {}, {})
    for name, cell in given.items():
        values = [Scalar(value, line) for value in _values(cell, known[name])]
        _take(entry, name, known[name], values, say)
    for name, field in known.items():
        if field.required and name not in given:
            say(line, f"`{name}` is missing")
    if source and "source" in known:
        entry.one.setdefault("source", Scalar(source, line))
    return entry


def _values(cell: str, field: Field) -> list[str]:
    if field.shape == "one":
        return [cell]
    return [] if cell == NONE else [value.strip() for value in cell.split("|")]


def _take(entry: Entry, name: str, field: Field, values: list[Scalar], say: Say) -> None:
    if field.shape == "entries":
        key = field.shorthand or ""
        check = field.fields[key].check
        good = [v for v in values if _passes(name, check, v, say)]
        entry.entries[name] = tuple(
            Entry(entry.file, v.line, frozenset([key]), {key: v}, {}, {}) for v in good
        )
        return
    good = [v for v in values if _passes(name, field.check, v, say)]
    if field.shape == "many":
        entry.many[name] = tuple(good)
    elif good:
        entry.one[name] = good[0]


def _passes(name: str, check: fields.Check | None, value: Scalar, say: Say) -> bool:
    wrong = check(value.text) if check else None
    if wrong:
        say(value.line, f"`{name}`: {wrong}")
    return not wrong


def _offices(rows: Sequence[Entry]) -> Iterator[Entry]:
    """One actor for each office, with all who held it."""
    terms: dict[tuple[str | None, str | None], list[Entry]] = {}
    for row in rows:
        terms.setdefault((row.text("of"), row.text("role")), []).append(row)
    for held in terms.values():
        first = held[0]
        own = ("of", "role", "source")
        one: dict[str, Scalar] = {name: first.one[name] for name in own if name in first.one}
        given = frozenset((*one, "holders"))
        yield Entry(first.file, first.line, given, one, {}, {"holders": tuple(held)})
