"""Reads the files of a pack: which files there are, what they hold, what is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from forewarn.errors import Problem
from forewarn.packs import fields, tables, tree
from forewarn.packs.fields import Entry

HEAD = "pack.yaml"
MAX_FILES = 500


@dataclass
class Files:
    """All entries of a pack's files by section, with every problem met on the way."""

    folder: Path
    head: Entry | None = None
    sections: dict[str, list[Entry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, section: str) -> list[Entry]:
        """The entries of one section, in the order of the files' names and their lines."""
        return self.sections.get(section, [])


def read(folder: Path) -> Files:
    """Every `*.yaml` and `*.tsv` below `folder`; never raises, whatever the files hold."""
    files = Files(folder)
    if not (folder / HEAD).is_file():
        files.problems.append(Problem(str(folder / HEAD), 1, "is missing; it names the pack"))
    for path in paths(folder)[:MAX_FILES]:
        _read_file(files, path)
    return files


def paths(folder: Path) -> list[Path]:
    """The pack's files, sorted by name; links that lead out of the folder are left out."""
    found = (path for form in ("*.yaml", "*.yml", "*.tsv") for path in folder.rglob(form))
    root = folder.resolve()
    return sorted(path for path in found if path.resolve().is_relative_to(root))


def fingerprint(*folders: Path) -> str:
    """A short hash of the content of all files of the folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in paths(folder):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _read_file(files: Files, path: Path) -> None:
    def say(line: int, message: str) -> None:
        files.problems.append(Problem(str(path), line, message))

    if path.suffix == ".tsv":
        if table := tables.read(path, say):
            files.sections.setdefault(table.section, []).extend(table.entries)
        return
    node = tree.read(path, say)
    if node is None:
        return
    if path == files.folder / HEAD:
        files.head = fields.read(node, fields.PACK, str(path), say)
        return
    file = fields.read(node, fields.FILE, str(path), say)
    for section in fields.SECTIONS:
        entries = file.entries.get(section, ())
        files.sections.setdefault(section, []).extend(_with_defaults(file, section, entries))


def _with_defaults(file: Entry, section: str, entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """The entries, each with the file's own `of` and `source` where it gives none itself."""
    for entry in entries:
        for name in ("of", "source"):
            if name in fields.SECTIONS[section].fields and name in file.one:
                entry.one.setdefault(name, file.one[name])
        yield entry
