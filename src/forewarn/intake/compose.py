"""From what a reader found to the report: cleaned, dated, named."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from forewarn.intake import agencies, dates, language, normal
from forewarn.intake.clean import Cleaned, clean
from forewarn.intake.raw import Raw, UnreadableError
from forewarn.records import Dropped, PublishedFrom, Report, identify

_LONGEST_TITLE = 500


def compose(raw: Raw, file: str | None, url: str | None, moment: datetime) -> Report:
    """The report of `raw`, read from `file` or `url` at `moment`.

    Nothing dated after `moment` keeps its date. Raises UnreadableError where no text is left.
    """
    title = _line(raw.title)
    cleaned = clean(raw.text, title, raw.order)
    text = cleaned.text or cleaned.title or title
    if not text or not re.search(r"\w", text):
        raise UnreadableError("no text left once cleaned")
    address = _web(raw.url) or url or _web(cleaned.url)
    published, published_from, doubts = _date(raw, cleaned, address, moment)
    title = title or cleaned.title
    return Report(
        id=identify("r", file or address or url, title, published, text),
        file=file,
        url=address,
        source=_line(raw.source) or cleaned.source or _host(address),
        agency=_agency(raw) or cleaned.agency,
        title=title,
        language=language.decide(cleaned.language, raw.language),
        published=published,
        published_from=published_from,
        dateline=_line(raw.dateline) or cleaned.dateline,
        text=text,
        dropped=(*cleaned.dropped, *doubts),
    )


def _line(text: str | None) -> str | None:
    """One clean line, or None."""
    return " ".join(normal.normalise(text)[0].split())[:_LONGEST_TITLE] or None if text else None


def _web(address: str | None) -> str | None:
    return address if address and re.match(r"https?://\S+$", address, re.IGNORECASE) else None


def _host(address: str | None) -> str | None:
    """The outlet by the host of its address: "lrt.lt"."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _agency(raw: Raw) -> str | None:
    """The agency that the metadata name; a source that is itself an agency counts."""
    return agencies.named(raw.agency) or agencies.named(raw.source)


def _date(
    raw: Raw, cleaned: Cleaned, address: str | None, moment: datetime
) -> tuple[str | None, PublishedFrom | None, list[Dropped]]:
    """The first trustworthy date: metadata or feed, then the text, then the address."""
    doubts: list[Dropped] = []
    candidates: list[tuple[str | None, PublishedFrom]] = [
        (_given(raw, doubts), raw.published_from),
        (cleaned.published, "text"),
        (dates.in_url(address) if address else None, "url"),
    ]
    for iso, told_by in candidates:
        if iso is None:
            continue
        if not dates.is_after(iso, moment):
            return iso, told_by, doubts
        doubts.append(Dropped(iso, "date later than the moment of reading"))
    return None, None, doubts


def _given(raw: Raw, doubts: list[Dropped]) -> str | None:
    if not raw.published:
        return None
    iso = dates.parse(raw.published, raw.order)
    if iso is None:
        doubts.append(Dropped(raw.published[:100], "date that cannot be told for sure"))
    return iso
