"""Opening files safely and reading bounded pieces of them."""

from __future__ import annotations

import gzip
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from forewarn.intake import limits
from forewarn.intake.raw import UnreadableError

HEAD = 1 << 16


def open_file(path: Path) -> io.BufferedReader:
    """A regular file opened for reading, unpacked where its name ends in .gz.

    Pipes, sockets and devices are never opened. Raises UnreadableError or OSError.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableError("not a regular file (pipe, socket or device)")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    handle: io.BufferedReader = io.BufferedReader(io.FileIO(descriptor, "rb"), HEAD)
    if path.suffix.lower() != ".gz":
        return handle
    bound = max(limits.UNPACKED, limits.UNPACKED_RATIO * path.stat().st_size)
    return io.BufferedReader(_Bounded(handle, bound), HEAD)


def from_bytes(data: bytes) -> io.BufferedReader:
    """Bytes as a stream that can be peeked at."""
    return io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data)), HEAD)


class _Bounded(io.RawIOBase):
    """An unpacked .gz stream that refuses to go on for ever."""

    def __init__(self, packed: BinaryIO, bound: int) -> None:
        self._packed = packed
        self._unpacked = gzip.GzipFile(fileobj=packed)
        self._left = bound

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            count = self._unpacked.readinto(view)
        except (EOFError, gzip.BadGzipFile, OSError, ValueError) as error:
            raise UnreadableError(f"damaged .gz: {error}") from error
        self._left -= count
        if self._left < 0:
            raise UnreadableError("unpacks to far more than text would: refused")
        return count

    def close(self) -> None:
        self._packed.close()
        super().close()


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All that is left in the stream, at most `limit` bytes; raises UnreadableError beyond."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"larger than {limit // limits.MB} MB; split it or use JSON Lines")
    return data


def lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of the stream, each with its line end; None for a line longer than `limit`."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
        else:
            _finish_line(stream, line)
            yield None


def _finish_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(limits.MB)
