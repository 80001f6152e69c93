"""The brief as Markdown (CommonMark with GitHub's tables and footnotes): the page's lines again.

Everything that comes from outside is escaped character by character, so that no report can open a
link, an image, a heading or a table in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from forewarn.brief.marks import shown
from forewarn.brief.model import Brief, Figures, Line, Piece, Ref, Source, Words
from forewarn.brief.ontology import FAMILIES

QUOTE_LIMIT = 1200
"""Characters of evidence that a footnote quotes; the whole stands in the HTML file."""
# What Markdown gives a meaning to anywhere, at the start of a block, and in bare addresses.
_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>()#!|~&$^=@])")
_AT_START = re.compile(r"^(\d{0,9})([-+.)])")
_ADDRESS = re.compile(r"(?<=www)(\.)|(:)(?=//)", re.IGNORECASE)
_SAFE_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%\[\]-]+", re.ASCII)


def markdown(brief: Brief) -> str:
    """The whole brief as one Markdown text."""
    return "\n".join(_document(brief)).rstrip("\n") + "\n"


def _document(brief: Brief) -> Iterator[str]:
    yield from (f"# {outside(brief.title)}", "")
    about = [text for text in (brief.region, f"as of {brief.as_of}" if brief.as_of else "") if text]
    if about:
        yield from (outside(" · ".join(about)), "")
    yield from (ours(brief.lead), "")
    yield from _covered(brief)
    if brief.situation:
        yield from _situation(brief)
    yield from _news(brief)
    for heading, groups in (
        ("Timeline", brief.timeline),
        ("Who said what to whom", brief.statements),
    ):
        if groups:
            yield from (f"## {heading}", "")
            for group in groups:
                yield from (f"### {ours(group.head)} ({len(group.lines):,})", "")
                yield from (*map(_line, group.lines), "")
    if brief.quantities:
        yield from ("## Quantities claimed, and by whom", "")
        for figures in brief.quantities:
            yield from _figures(figures)
    if brief.matrix:
        yield from _matrix(brief)
    if brief.map:
        yield from _places(brief)
    yield from _reports(brief)
    yield from _footnotes(brief)


def outside(text: str) -> str:
    """Text from outside: one line, nothing in it has a meaning, its direction kept to itself."""
    flat = " ".join(shown(text).split())
    escaped = ours(flat)
    # FSI and PDI do in plain text what <bdi> does on a page; needed only beside right-to-left text.
    return f"\u2068{escaped}\u2069" if _turns(flat) else escaped


def _turns(text: str) -> bool:
    return any(0x590 <= ord(c) <= 0x8FF or 0xFB1D <= ord(c) <= 0xFEFC for c in text)


def ours(text: str) -> str:
    """The text with a backslash before each mark that Markdown would act on."""
    escaped = _ANYWHERE.sub(r"\\\1", " ".join(shown(text).split()))
    escaped = _AT_START.sub(r"\1\\\2", escaped)
    return _ADDRESS.sub(lambda found: "\\" + found[0], escaped)


def address(url: str) -> str:
    """A link where the address is one of the web's and harmless, else its text."""
    return f"<{url}>" if _SAFE_ADDRESS.fullmatch(url) else outside(url)


def _words(words: Words) -> str:
    return "".join(map(_piece, words))


def _piece(piece: Piece) -> str:
    if piece.role == "plain":
        lead, trail = piece.text[:1] == " ", piece.text[-1:] == " "
        return " " * lead + ours(piece.text) + " " * (trail and piece.text != " ")
    return f"“{outside(piece.text)}”" if piece.role == "quote" else outside(piece.text)


def _ref(ref: Ref) -> str:
    if ref.number:
        return f"[^{ref.anchor}]"
    return f" (“{outside(ref.text[:QUOTE_LIMIT])}”, report not held)"


def told_by(line: Line) -> str:
    """How many reports tell a line, and from whom."""
    reports = f"{line.reports:,} report{'' if line.reports == 1 else 's'}"
    copies = f" and {line.copies:,} cop{'y' if line.copies == 1 else 'ies'}" if line.copies else ""
    return reports + copies


def _line(line: Line) -> str:
    sources = ", ".join(map(outside, line.sources[:6]))
    more = f" and {len(line.sources) - 6:,} more" if len(line.sources) > 6 else ""
    notes = [_when(line), *map(_words, line.notes), f"{told_by(line)}: {sources}{more}"]
    notes += [f"**{line.new}**"] if line.new else []
    refs = "".join(map(_ref, line.refs))
    beside = "".join(
        f"\n  - {ours(why)}: {_words(other.words)} ({_when(other)}){''.join(map(_ref, other.refs))}"
        for why, other in line.beside
    )
    return f"- {_words(line.words)} — {'; '.join(notes)}{refs}{beside}"


def _when(line: Line) -> str:
    if line.when.basis == "published":
        stated = ", day not stated" if line.tone or line.kind == "quantity" else ""
        return f"reported {ours(line.when.label)}{stated}"
    return ours(line.when.label)


def _covered(brief: Brief) -> Iterator[str]:
    for fact in brief.facts:
        detail = f" ({outside(fact.detail)})" if fact.detail else ""
        yield f"- **{ours(fact.value)}** {ours(fact.label)}{detail}"
    if brief.sources_counted:
        told = ", ".join(f"{outside(name)} ({n:,})" for name, n in brief.sources_counted)
        yield f"- Sources: {told}"
    yield ""


def _situation(brief: Brief) -> Iterator[str]:
    yield from ("## The situation", "", ours(brief.rule), "")
    for group in brief.situation:
        yield from (f"### {ours(group.head)} ({len(group.lines):,})", "")
        yield from map(_line, group.lines[: group.shown])
        if group.folded:
            yield f"- and {len(group.folded):,} more, all in the timeline"
        yield ""


def _news(brief: Brief) -> Iterator[str]:
    yield from ("## New since the last brief", "")
    if brief.news.none:
        yield from (ours(brief.news.none), "")
        return
    yield from (ours(brief.news.summary), "")
    if brief.news.reports:
        by_number = {source.number: source for source in brief.reports}
        yield "- Reports: " + "; ".join(
            f"R{n} {outside(by_number[n].title)}" for n in brief.news.reports
        )
    yield from (_line(line) for line in (*brief.news.happenings, *brief.news.statements))
    yield ""


def _figures(figures: Figures) -> Iterator[str]:
    differ = f" — {ours(figures.differ)}" if figures.differ else ""
    yield from (f"### {_words(figures.head)}{differ}", "")
    yield from (*map(_line, figures.claims), "")


def _matrix(brief: Brief) -> Iterator[str]:
    matrix = brief.matrix
    if matrix is None:
        return
    names = ", ".join(name for _, _, name in FAMILIES)
    yield from ("## Who to whom", "", f"Number of happenings (in this order: {names}).", "")
    yield f"| from / to | {' | '.join(map(outside, matrix.columns))} |"
    yield "|---" * (len(matrix.columns) + 1) + "|"
    for name, cells in zip(matrix.rows, matrix.cells, strict=True):
        told = (f"{c.total} ({'+'.join(map(str, c.counts))})" if c else "" for c in cells)
        yield f"| {outside(name)} | {' | '.join(told)} |"
    yield from ("", *([ours(matrix.note), ""] if matrix.note else []))


def _places(brief: Brief) -> Iterator[str]:
    drawn = brief.map
    if drawn is None:
        return
    yield from ("## Where", "", "| place | latitude, longitude | happenings |", "|---|---|---|")
    for dot in drawn.dots:
        yield f"| {outside(dot.name)} | {dot.lat:.3f}, {dot.lon:.3f} | {dot.count:,} |"
    yield from ("", *([ours(drawn.note), ""] if drawn.note else []))


def _reports(brief: Brief) -> Iterator[str]:
    if brief.reports:
        yield from ("## Reports", "")
        yield from (f"- {_source(source)}" for source in brief.reports)
        yield ""
    if brief.skipped:
        yield from ("## Skipped", "")
        yield from (f"- {outside(s.file)}: {outside(s.reason)}" for s in brief.skipped)
        yield ""


def _source(source: Source) -> str:
    parts = [f"R{source.number} {outside(source.title)}", outside(source.label)]
    parts.append(outside(source.published))
    parts += [f"copy of R{source.copy_of}"] if source.copy_of else []
    parts += [f"unread ({outside(source.report.language or '')})"] if source.unread else []
    parts += [address(source.report.url)] if source.report.url else []
    return " · ".join(parts)


def _footnotes(brief: Brief) -> Iterator[str]:
    for source in brief.reports:
        for k, (start, end) in enumerate(source.spans, 1):
            text = source.report.text[start:end]
            cut = text if len(text) <= QUOTE_LIMIT else text[:QUOTE_LIMIT] + "…"
            yield f"[^r{source.number}-{k}]: “{outside(cut)}” — {_source(source)}"
