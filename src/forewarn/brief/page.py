"""The brief as one HTML file: nothing is loaded from outside, and nothing in a report can act.

The content policy in the head allows only the style sheet and the script of this package, by their
hashes; text from reports is escaped by Jinja2 and kept to its own direction by <bdi>.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from forewarn.brief import chart
from forewarn.brief.marks import segments, shown
from forewarn.brief.model import Brief, Ref, Source, Words
from forewarn.brief.moments import short
from forewarn.brief.ontology import FAMILIES
from forewarn.brief.twin import told_by

SNIPPET = 240
"""Characters of evidence that stand below a line; the whole is one click away."""
REFS = 8
"""References of a line that are open; the others are folded."""
TEMPLATES = files("forewarn.brief").joinpath("templates")


def html(brief: Brief) -> str:
    """The whole brief as one HTML text."""
    style = _resource("brief.css") + "\n".join(_joint_rules(brief))
    script = _resource("brief.js")
    page = _environment().get_template("brief.html")
    return page.render(
        brief=brief,
        families=FAMILIES,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        days=chart.bars(brief.days) if brief.days else None,
        matrix=chart.grid(brief.matrix) if brief.matrix else None,
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.filters |= {"words": words, "bdi": bdi, "snippet": snippet, "short": short}
    environment.globals |= {
        "told_by": told_by,
        "marked": marked,
        "link": web_address,
        "refs_shown": REFS,
        "tip": tip,
    }
    return environment


def _clean(value: object) -> object:
    """Whatever a template prints goes through here: no control characters, no tricks."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@lru_cache
def _resource(name: str) -> str:
    return TEMPLATES.joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def bdi(text: str) -> Markup:
    """Text from outside, kept to its own direction."""
    return Markup(f"<bdi>{escape(shown(text))}</bdi>")


def words(pieces: Words) -> Markup:
    """A line's words; those from outside apart."""
    return Markup("").join(
        escape(shown(piece.text))
        if piece.role == "plain"
        else Markup("“{}”").format(bdi(piece.text))
        if piece.role == "quote"
        else bdi(piece.text)
        for piece in pieces
    )


def snippet(text: str) -> str:
    """The beginning of a piece of evidence, in one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SNIPPET else flat[: SNIPPET - 1].rstrip() + "…"


def web_address(url: str | None) -> str:
    """The address, if it is one of the web's; "" otherwise (javascript:, data:, file: …)."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""


def tip(ref: Ref, brief: Brief) -> str:
    """What a reference shows when one points at it."""
    source = brief.reports[ref.number - 1]
    return f"{source.label}, {source.published}: {source.title}"


def marked(source: Source) -> Markup:
    """The report's text with every piece of its evidence marked.

    A span that others cut in parts has one mark for each part, all of class `r3-2`, the first with
    that id.
    """
    return Markup("").join(_segments(source))


def _segments(source: Source) -> Iterator[Markup]:
    for segment in segments(source.report.text, source.spans):
        text = shown(segment.text)
        if not segment.covers:
            yield escape(text)
            continue
        names = [f"r{source.number}-{k}" for k in segment.covers]
        opens = [f"r{source.number}-{k}" for k in segment.opens]
        # The first that begins here is the mark's own id; others get an empty anchor before it.
        extra = Markup("").join(
            Markup('<a id="{}" class="pin {}"></a>').format(name, name) for name in opens[1:]
        )
        own = Markup(' id="{}"').format(opens[0]) if opens else Markup("")
        yield extra + Markup('<mark{} class="{}">{}</mark>').format(own, " ".join(names), text)


def _joint_rules(brief: Brief) -> Iterator[str]:
    """Style rules that light up all parts of a span that is in parts, without a script."""
    for source in brief.reports:
        if not source.embedded:
            continue
        for k in split_spans(source):
            name = f"r{source.number}-{k}"
            yield f"#{name}:target~.{name}{{background:var(--lit);color:var(--ink)}}"


def split_spans(source: Source) -> list[int]:
    """The spans whose target is not the whole of them."""
    parts: dict[int, int] = {}
    for segment in segments(source.report.text, source.spans):
        for k in segment.covers:
            parts[k] = parts.get(k, 0) + 1
        for k in segment.opens[1:]:
            parts[k] = parts.get(k, 0) + 1
    return [k for k, count in sorted(parts.items()) if count > 1]
