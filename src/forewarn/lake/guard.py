"""What keeps the lake safe: one writer at a time, and one clear line when something is wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from forewarn.errors import LakeError

# deltalake 1.6 panics on the first group in a local path and misreads the second as an escape.
_UNUSABLE = re.compile(r"[\[\]^|\\]|%[0-9A-Fa-f]{2}|[\x00-\x1f\ud800-\udfff]")
_LONGEST = 300


def check_name(path: Path) -> None:
    """Raises LakeError for a folder whose name Delta Lake cannot take."""
    if found := _UNUSABLE.search(path.absolute().as_posix()):
        raise LakeError(
            f"{str(path)!r}: a data folder's path cannot hold {found[0]!r}; choose another folder"
        )


@contextmanager
def plainly(path: Path, doing: str) -> Iterator[None]:
    """Turns whatever the libraries raise inside into one LakeError line: `path`, what, why.

    The Rust side signals some damage by a panic, which is no Exception.
    """
    try:
        yield
    except LakeError:
        raise
    except Exception as error:
        raise LakeError(f"{path}: cannot {doing}: {_line(error)}") from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise LakeError(f"{path}: cannot {doing}: {_line(error)}") from error


def _line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split())[:_LONGEST] or type(error).__name__


class Turn:
    """The turn to write: held by one process at a time, given up by the system when it dies.

    Entering waits up to `patience` seconds, then raises LakeError with the holder's process id.
    It may be entered again by the thread that holds it.
    """

    def __init__(self, folder: Path, patience: float) -> None:
        self._folder = folder
        self._holder = folder / "writer.pid"  # beside the lock: opening a lock may truncate it
        self._lock = FileLock(folder / "writer.lock", timeout=patience)

    def __enter__(self) -> None:
        with plainly(self._folder, "write to this folder"):
            try:
                self._lock.acquire()
            except Timeout:
                raise LakeError(
                    f"{self._folder}: another process{self._who()} is writing here; "
                    "wait until it is done, then try again"
                ) from None
            if self._lock.lock_counter == 1:
                self._name_holder()

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def _name_holder(self) -> None:
        try:
            self._holder.write_text(f"{os.getpid()}\n")
        except OSError:
            self._lock.release()
            raise

    def _who(self) -> str:
        with suppress(OSError, ValueError):
            return f" (process {int(self._holder.read_text())})"
        return ""
