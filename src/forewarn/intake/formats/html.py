"""HTML pages (trafilatura finds the article, htmldate its day) and fragments of HTML.

A day is the page's word for its publication; a clock time is added where the page's own metadata
gives one for that same day.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import trafilatura

from forewarn.intake import agencies, dates, decode, language, limits
from forewarn.intake.raw import Found, Raw, UnreadableError
from forewarn.intake.streams import whole
from forewarn.records import PublishedFrom

DEEPEST = 200
"""Levels of nesting; real pages stay below 60, and the extractor recurses."""

_BLOCKS = frozenset(
    (
        "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5",
        "h6", "blockquote", "section", "article", "header", "footer", "pre", "dd", "dt",
    )
)  # fmt: skip
_UNSEEN = ("script", "style", "noscript", "template", "head", "iframe", "form", "svg")
_STAMPS = (
    "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='pubdate'"
    " or @name='publishdate' or @name='dc.date.issued' or @name='DC.date.issued' or @name='date'"
    " or @property='og:published_time' or @name='article:published_time']/@content",
    "//time[@itemprop='datePublished' or @pubdate or @class='published']/@datetime",
    "//time/@datetime",
)
_JSON_STAMP = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def read_html(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    """The article of a page; raises UnreadableError where there is none."""
    data = whole(stream, limits.PAGE)
    tree = _tree(data)
    order = language.day_order(tree.get("lang"))
    stamps = list(_stamps(tree))
    url = name if "://" in name else None
    try:
        page = trafilatura.bare_extraction(
            tree,
            url=url,
            fast=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": True},
        )
    except Exception as error:  # whatever an extractor may raise on a hostile page
        raise UnreadableError(f"no article found ({type(error).__name__})") from error
    yield _raw(page, tree, stamps, url, order, data)


def _tree(data: bytes) -> Any:
    text = decode.decode(data) if decode.encoding_mark(data) else data
    try:
        tree = trafilatura.load_html(text)
    except Exception as error:  # lxml raises several kinds, some of its own making
        raise UnreadableError(f"not HTML ({type(error).__name__})") from error
    if tree is None:
        raise UnreadableError("not HTML")
    if _depth(tree) > DEEPEST:
        raise UnreadableError(f"nested deeper than {DEEPEST} levels")
    return tree


def _depth(tree: Any) -> int:
    """The deepest level, found without recursion."""
    level, deepest = 0, 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def _stamps(tree: Any) -> Iterator[str]:
    """The publication times that the page's metadata give, most explicit first."""
    explicit, *loose = _STAMPS
    yield from map(str, tree.xpath(explicit))
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _JSON_STAMP.findall(script[:200_000])
    for path in loose:
        yield from map(str, tree.xpath(path))


def _raw(
    page: Any, tree: Any, stamps: list[str], url: str | None, order: str | None, data: bytes
) -> Raw:
    text = (page.text or "").strip() if page else ""
    if not text:
        raise UnreadableError("no article found in the page")
    published, published_from = _published(page.date, stamps, url or page.url)
    return Raw(
        text=text,
        title=_title(page),
        source=page.sitename or page.hostname,
        agency=agencies.named(page.author),
        url=url or page.url,
        language=tree.get("lang") or page.language,
        published=published,
        published_from=published_from,
        order=order,
    )


def _title(page: Any) -> str | None:
    """The title without the site's name at its end."""
    title, site = (page.title or "").strip(), page.sitename or ""
    if site:
        title = re.sub(rf"\s[|–—·-]\s*{re.escape(site)}\s*$", "", title)
    return title or None


def _published(
    day: str | None, stamps: list[str], url: str | None
) -> tuple[str | None, PublishedFrom]:
    """The metadata's stamp if it is of the day that htmldate found, else that day."""
    parsed = [iso for stamp in stamps if (iso := dates.parse(stamp))]
    same = [iso for iso in parsed if day is None or iso[:10] == day[:10]]
    if same:
        return max(same[:3], key=lambda iso: "T" in iso), "metadata"
    if day and url and dates.in_url(url) == day[:10]:
        return day, "url"
    return day, "text"


def plain_text(fragment: str) -> str:
    """The text of an HTML fragment, its blocks on lines of their own."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    try:
        tree = lxml.html.fragment_fromstring(fragment, create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return re.sub(r"<[^<>]{0,2000}>", " ", fragment).strip()
    pieces: list[str] = []
    skipping: Any = None
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        if skipping is None and event == "start" and _is_unseen(node):
            skipping = node
        elif skipping is None:
            pieces.extend(_pieces(event, node))
        if event == "end" and node is skipping:
            skipping = None
            pieces.append(node.tail or "")
    return re.sub(
        r"[ \t]*\n\s*", "\n", re.sub(r"[^\S\n\x1f]+", " ", "".join(pieces)).replace("\x1f", "\n")
    ).strip()


def _is_unseen(node: Any) -> bool:
    return not isinstance(node.tag, str) or node.tag in _UNSEEN


def _pieces(event: str, node: Any) -> Iterator[str]:
    """Text of an element at its start, its tail at its end; \\x1f marks the border of a block."""
    block = "\x1f" if node.tag in _BLOCKS else ""
    text = node.text if event == "start" else node.tail
    inner = (text or "").replace("\n", " ")
    yield block + inner
