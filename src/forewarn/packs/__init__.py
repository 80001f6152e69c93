"""The knowledge of a region as readable files, and the world gazetteer below it.

    load(name or folder)  -> Pack                  raises PackError with every error
    check(name or folder) -> tuple[Problem, ...]   every error and warning, sorted
    names()               -> the packs that come with forewarn

How to write a pack is told in docs/packs.md.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from forewarn.errors import PackError, Problem
from forewarn.packs import building, lints, reading
from forewarn.packs.fields import suggest
from forewarn.packs.pack import (
    Alias,
    Form,
    Holder,
    Member,
    Pack,
    PackActor,
    PackPlace,
    Role,
    Span,
    Term,
)

__all__ = [
    "Alias",
    "Form",
    "Holder",
    "Member",
    "Pack",
    "PackActor",
    "PackPlace",
    "Role",
    "Span",
    "Term",
    "check",
    "load",
    "names",
]

_HERE = Path(__file__).parent
WORLD = _HERE / "world"


def names() -> tuple[str, ...]:
    """The names of the packs that come with forewarn."""
    heads = _HERE.glob(f"*/{reading.HEAD}")
    return tuple(sorted(_name(head.parent) for head in heads if head.parent != WORLD))


def load(name_or_path: str | Path) -> Pack:
    """The pack of that name, or in that folder, on top of the world gazetteer.

    Raises PackError, which carries every error, where the pack has any.
    """
    return _load(_folder(name_or_path))


def check(name_or_path: str | Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the pack: errors, which `load` refuses, and warnings."""
    try:
        folder = _folder(name_or_path)
    except PackError as error:
        return error.problems
    return _problems(folder, reading.read(folder))


def _folder(name_or_path: str | Path) -> Path:
    bundled = _HERE / str(name_or_path).replace("-", "_")
    if str(name_or_path) in (*names(), "world"):
        return bundled
    path = Path(name_or_path)
    if path.is_dir():
        return path
    hint = suggest(str(name_or_path), names()) or f"; there are: {', '.join(names())}"
    problem = Problem(str(name_or_path), 1, f"there is no such pack or folder{hint}")
    raise PackError(str(name_or_path), (problem,))


def _name(folder: Path) -> str:
    return folder.resolve().name.replace("_", "-")


def _problems(folder: Path, files: reading.Files) -> tuple[Problem, ...]:
    below = reading.Files(WORLD) if _is_world(folder) else _world()
    return tuple(sorted({*files.problems, *lints.run(files, below)}))


def _is_world(folder: Path) -> bool:
    return folder.resolve() == WORLD.resolve()


@cache
def _world() -> reading.Files:
    return reading.read(WORLD)


def _load(folder: Path) -> Pack:
    files = reading.read(folder)
    errors = tuple(p for p in _problems(folder, files) if p.severity == "error")
    if errors or files.head is None:
        raise PackError(_name(folder), errors)
    below = reading.Files(WORLD) if _is_world(folder) else _world()
    roles = building.roles((*below.of("roles"), *files.of("roles")), {})
    actors: building.Actors = {}
    for layer in (below, files):
        until = layer.head.text("until") if layer.head else None
        actors = building.actors(layer.of("actors"), layer.of("persons"), actors, roles, until)
    return Pack(
        name=_name(folder),
        title=files.head.one["title"].text,
        version=reading.fingerprint(WORLD, folder),
        focus=files.head.texts("focus"),
        actors=tuple(actors[id_] for id_ in sorted(actors)),
        roles=tuple(roles[id_] for id_ in sorted(roles)),
        places=(
            *building.places((*files.of("places"), *below.of("places"))),
            *building.regions(actors.values()),
        ),
        lexicon=building.lexicon((*below.of("lexicon"), *files.of("lexicon"))),
        about=files.head.text("about") or "",
    )
