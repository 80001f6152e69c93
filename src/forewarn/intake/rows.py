"""One report from a mapping of names to values: a JSON object, a CSV row, front matter.

Names are matched without regard to case and signs, so that "Published At", "published_at" and
"publishedAt" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from forewarn.intake import language, limits
from forewarn.intake.raw import Bad, Found, Raw

TEXT = (
    "text", "body", "content", "contenttext", "articletext", "articlebody", "fulltext", "maintext",
    "cleantext", "contenthtml", "article", "story", "description", "summary", "abstract",
)  # fmt: skip
TITLE = ("title", "headline", "heading", "contenttitle")
_SOURCE = ("source", "outlet", "publisher", "sitename", "site", "sourcename", "sourcecommonname",
           "newspaper", "medium", "domain", "hostname")  # fmt: skip
_PUBLISHED = ("published", "publishedat", "publishedon", "publisheddate", "publishdate",
              "publishedtime", "datepublished", "publicationdate", "pubdate", "date", "datetime",
              "timestamp", "releasedate", "created", "createdat")  # fmt: skip
_URL = ("url", "link", "uri", "permalink", "articleurl", "sourceurl", "web", "href")
_LANGUAGE = ("language", "lang", "languagecode", "inlanguage")
_AGENCY = ("agency", "wire", "newsagency", "wireservice")
_ALIASES = (*TEXT, *TITLE)


def key(name: object) -> str:
    """The name of a field without case and signs."""
    return re.sub(r"[^a-z0-9]", "", str(name).lower()[:100])


def has_text(names: Iterable[object]) -> bool:
    """Whether any of the column names holds a text or a title."""
    return any(key(name) in _ALIASES for name in names)


def report(fields: Mapping[str, object], row: int | None = None) -> Found:
    """The report that the fields describe; Bad where they hold neither text nor title."""
    values = {key(name): value for name, value in reversed(list(fields.items()))}
    text, title = _first(values, TEXT), _first(values, TITLE)
    if text is None and title is None:
        return Bad(row or 1, f"no text and no title among its fields ({_names(fields)})")
    if text is not None and len(text) > limits.TEXT:
        return Bad(row or 1, "text longer than any one report")
    if text is not None and re.search(r"</?(?:p|br|div|a|li)\b[^<>]{0,500}>", text, re.IGNORECASE):
        text = _untagged(text)
    tongue = _first(values, _LANGUAGE)
    return Raw(
        text=text or title or "",
        row=row,
        title=title,
        source=_first(values, _SOURCE),
        agency=_first(values, _AGENCY),
        url=_first(values, _URL),
        language=tongue,
        published=_first(values, _PUBLISHED),
        dateline=_first(values, ("dateline",)),
        order=language.day_order(tongue),
    )


def _untagged(text: str) -> str:
    from forewarn.intake.formats.html import plain_text  # loads lxml: only where there are tags

    return plain_text(text)


def _first(values: Mapping[str, object], names: Iterable[str]) -> str | None:
    return next((told for name in names if (told := _string(values.get(name)))), None)


def _string(value: object) -> str | None:
    """Text, a number or a date as text; the name in a nested object such as {"name": …}."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return None
    return str(value).strip() or None


def _names(fields: Mapping[str, object]) -> str:
    names = ", ".join(str(name)[:30] for name in list(fields)[:8])
    return names or "none"
