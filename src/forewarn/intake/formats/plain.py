"""Plain text: one file, one report."""

from __future__ import annotations

import io
from collections.abc import Iterator

from forewarn.intake import limits
from forewarn.intake.decode import decode
from forewarn.intake.raw import Found, Raw
from forewarn.intake.streams import whole


def read_plain(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    """The file's text."""
    yield Raw(decode(whole(stream, limits.FILE)))
