"""RSS and Atom: each entry is a report by its own content or summary; links are not followed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from forewarn.intake import language, limits
from forewarn.intake.formats.html import plain_text
from forewarn.intake.raw import Bad, Found, Raw, UnreadableError
from forewarn.intake.streams import whole

_NESTED = re.compile(rb"<!ENTITY\s[^<>]{0,200}[\"'][^\"'<>]{0,2000}[&%]")
"""Entities that hold entities may expand a thousandfold; no feed needs them."""


def read_feed(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    """The entries in the feed's order, numbered from 1."""
    data = whole(stream, limits.PAGE)
    if _NESTED.search(data):
        raise UnreadableError("XML with entities inside entities: refused")
    try:
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except Exception as error:  # whatever a parser of hostile XML may raise
        raise UnreadableError(f"not a feed: {error}"[:200]) from error
    if not feed.version and not feed.entries:
        raise UnreadableError("XML, but neither RSS nor Atom")
    if not feed.entries:
        raise UnreadableError("a feed without entries")
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, feed.feed, number)


def _entry(entry: Any, feed: Any, number: int) -> Found:
    text = plain_text(_content(entry))
    title = plain_text(entry.get("title", ""))
    if not text and not title:
        return Bad(number, "an entry without title, summary or content")
    tongue = feed.get("language")
    origin = entry.get("source") or {}
    return Raw(
        text=text or title,
        row=number,
        title=title or None,
        source=plain_text(origin.get("title") or feed.get("title") or "") or None,
        agency=entry.get("author"),
        url=entry.get("link"),
        language=tongue,
        published=entry.get("published") or entry.get("updated"),
        published_from="feed",
        order=language.day_order(tongue),
    )


def _content(entry: Any) -> str:
    """The longest content, or the summary where there is none."""
    contents = [str(each.get("value") or "") for each in entry.get("content", ())]
    return max(contents, key=len, default="") or str(entry.get("summary") or "")
