"""From bytes to text: byte order marks, UTF-8, then a guess; binaries are refused."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from forewarn.intake import language
from forewarn.intake.raw import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF file; convert it to text or HTML first"),
    (b"PK\x03\x04", "a ZIP archive or office document; unpack it or save it as text first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text first"),
    (b"{\\rtf", "an RTF document; save it as text first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"PAR1", "a Parquet file; export it as JSON Lines or CSV first"),
    (b"SQLite", "a database"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_GUESS = 1 << 18
_WESTERN = "cp1252"
_WESTERN_LANGUAGES = frozenset(
    ("da", "de", "en", "es", "fi", "fr", "is", "it", "nb", "nl", "nn", "no", "pt", "sv")
)
_BROKEN_SHARE = 0.05


def refuse_binary(head: bytes) -> None:
    """Raises UnreadableError, naming the kind, where the first bytes are those of no text."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            raise UnreadableError(name)
    if encoding_mark(head) is None and (
        b"\x00" in head or len(_CONTROL.findall(head)) > 0.01 * len(head)
    ):
        raise UnreadableError("binary, not text")


def encoding_mark(head: bytes) -> str | None:
    """The encoding that a byte order mark at the start declares, if there is one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def decode(data: bytes) -> str:
    """The text of `data`; raises UnreadableError where no encoding makes sense of it.

    Order: byte order mark, UTF-8, UTF-8 with a few broken bytes, the guess of charset-normalizer.
    """
    mark = encoding_mark(data)
    if mark is not None:
        return data.decode(mark, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _guess(data)


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 that was cut or has a stray byte: at most one broken in twenty beyond ASCII."""
    text = data.decode("utf-8", "replace")
    beyond = sum(1 for char in text if char > "\x7f")
    return text if text.count("\ufffd") <= _BROKEN_SHARE * beyond else None


def _guess(data: bytes) -> str:
    """The text as charset-normalizer guesses; of equal guesses, the code page of its language.

    Central and western European code pages share most letters, so that a short text fits both.
    """
    guesses = list(from_bytes(data[:_GUESS]))
    if not guesses:
        raise UnreadableError("its encoding is not recognised; save it as UTF-8")
    best = guesses[0]
    equals = {guess.encoding for guess in guesses if guess.chaos == best.chaos}
    if _WESTERN in equals and language.identify(str(best))[0] in _WESTERN_LANGUAGES:
        return data.decode(_WESTERN, "replace")
    return data.decode(best.encoding, "replace")
