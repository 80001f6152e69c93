"""Which files and addresses the inputs name, in an order that depends on names alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forewarn.records import Skipped


@dataclass(frozen=True, slots=True)
class File:
    """A file, and its name relative to the folder above the input that led to it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Address:
    """A web address."""

    url: str


Source = File | Address | Skipped

_DATA = "records/_delta_log"  # what only a data folder has


def find(inputs: Sequence[str | Path]) -> Iterator[Source]:
    """The files and addresses of the inputs: addresses last, each once, sorted by name."""
    texts = {str(each) for each in inputs}
    addresses = sorted(text for text in texts if "://" in text)
    paths = sorted({os.path.abspath(text) for text in texts.difference(addresses)})  # noqa: PTH100
    for path in map(Path, paths):
        yield from _below(path, path.name)
    for address in addresses:
        yield _address(address)


def _address(text: str) -> Source:
    if text.lower().startswith(("http://", "https://")):
        return Address(text)
    return Skipped(text, "only http and https addresses are read")


def _below(path: Path, name: str, top: Path | None = None) -> Iterator[Source]:
    """A file, or what is below a folder: sorted, hidden names left out, links checked."""
    try:
        if top is not None and path.is_symlink() and (reason := _bad_link(path, top)):
            yield Skipped(name, reason)
        elif (path / _DATA).is_dir():
            yield Skipped(name, "a folder of forewarn's own data: not read")
        elif stat.S_ISDIR(path.stat().st_mode):
            for child in sorted(path.iterdir()):
                if not child.name.startswith("."):
                    yield from _below(child, f"{name}/{child.name}", top or path)
        else:
            yield File(path, name)
    except FileNotFoundError:
        yield Skipped(name, "no such file or folder")
    except (OSError, RuntimeError) as error:
        yield Skipped(name, explain(error))


def _bad_link(path: Path, top: Path) -> str | None:
    """Why a link inside a folder is not followed: it leads to a folder, or out of `top`."""
    target = path.resolve(strict=True)
    if target.is_dir():
        return "a link to a folder: not followed"
    inside = target.is_relative_to(top.resolve())
    return None if inside else "a link out of the folder: not followed"


def explain(error: BaseException) -> str:
    """One line for an error of the operating system."""
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return " ".join(str(error).split())[:200] or type(error).__name__
