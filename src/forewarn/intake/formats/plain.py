"""Plain text: one file, one report."""

from __future__ import annotations

import io
from collections.abc import Iterator

from forewarn.intake import limits
from forewarn.intake.decode import decode
from forewarn.intake.raw import Found, Raw, UnreadableError
from forewarn.intake.streams import whole


def read_plain(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    """The file's text; raises UnreadableError where it is too long to be one report."""
    text = decode(whole(stream, limits.FILE))
    if len(text) > limits.TEXT:
        raise UnreadableError("longer than any one report")
    yield Raw(text)
