"""The one place that decides which format an input is in, and so which reader reads it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from forewarn.intake import decode
from forewarn.intake.raw import Found, UnreadableError
from forewarn.intake.streams import HEAD

Reader = Callable[[io.BufferedReader, str], Iterator[Found]]

_BY_SUFFIX = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed",
}  # fmt: skip
_NO_REPORTS = frozenset(
    (
        ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".css", ".js", ".ts", ".py",
        ".sh", ".sql", ".log", ".svg", ".tex", ".bib",
    )
)  # fmt: skip
_FEED = re.compile(
    rb"(?:<\?[^>]{0,200}\?>|<!--.{0,2000}?-->|\s)*<(?:rss|feed|rdf:RDF|atom:feed)\b", re.S
)
_HTML = re.compile(
    rb"(?:<\?[^>]{0,200}\?>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|body)\b",
    re.S | re.I,
)


def read(stream: io.BufferedReader, name: str, suffix: str | None = None) -> Iterator[Found]:
    """The reports in a stream, read as what its content and then its name say that it is.

    `suffix` stands in for the name's where a server declares the type.
    """
    head = stream.peek(HEAD)[:HEAD]
    if not head.strip():
        raise UnreadableError("empty")
    decode.refuse_binary(head)
    yield from _reader(kind(head, suffix or suffix_of(name)))(stream, name)


def suffix_of(name: str) -> str:
    """The suffix of a file's name in lower case, that of "x.jsonl.gz" being ".jsonl"."""
    path = PurePosixPath(name.lower())
    return path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix


def kind(head: bytes, suffix: str) -> str:
    """The name of the format: a content that declares itself goes before the name."""
    if _FEED.match(head):
        return "feed"
    if _HTML.match(head):
        return "html"
    known = _BY_SUFFIX.get(suffix)
    if known in ("json", None) and head.lstrip()[:1] in (b"{", b"["):
        return "jsonl" if _is_jsonl(head) else "json"
    if suffix in _NO_REPORTS:
        raise UnreadableError(f"{suffix} files hold no reports")
    return known or "plain"


def _is_jsonl(head: bytes) -> bool:
    """Whether the first line is an object by itself and more follows."""
    first, _, rest = head.lstrip().partition(b"\n")
    try:
        return isinstance(json.loads(first), dict) and bool(rest.strip())
    except (ValueError, RecursionError):
        return False


def _reader(name: str) -> Reader:
    """The reader of a format; the libraries behind pages and feeds load only when needed."""
    if name == "html":
        from forewarn.intake.formats.html import read_html as reader
    elif name == "feed":
        from forewarn.intake.formats.feed import read_feed as reader
    elif name == "markdown":
        from forewarn.intake.formats.markdown import read_markdown as reader
    elif name == "csv":
        from forewarn.intake.formats.csv import read_csv as reader
    elif name == "jsonl":
        from forewarn.intake.formats.jsonl import read_jsonl as reader
    elif name == "json":
        from forewarn.intake.formats.json import read_json as reader
    else:
        from forewarn.intake.formats.plain import read_plain as reader
    return reader
