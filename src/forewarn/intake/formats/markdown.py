"""Markdown (CommonMark), with YAML front matter where there is some: one file, one report."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from forewarn.intake import limits, rows
from forewarn.intake.decode import decode
from forewarn.intake.raw import Bad, Found, Raw, UnreadableError
from forewarn.intake.streams import whole

_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S
)


def read_markdown(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    """The text without its marks; front matter gives title, date, source and the like."""
    text = decode(whole(stream, limits.FILE))
    if len(text) > limits.TEXT:
        raise UnreadableError("longer than any one report")
    front = _FRONT.match(text)
    given = _mapping(front[1]) if front else {}
    body = "\n\n".join(_blocks(text[front.end() :] if front else text))
    row = rows.report({**given, "text": body})
    if isinstance(row, Bad):
        raise UnreadableError(row.reason)
    yield row if given else Raw(body)


def _mapping(front: str) -> Mapping[str, object]:
    try:
        given = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _blocks(text: str) -> Iterator[str]:
    """The paragraphs, headings and list items in order; code and raw HTML are left out."""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "inline" and (block := _inline(token)):
            yield block


def _inline(token: Token) -> str:
    return "".join(_piece(child) for child in token.children or ()).strip()


def _piece(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " " if token.type == "softbreak" else "\n"
    return token.content if token.type in ("text", "code_inline") else ""
