"""The written brief: one self-contained HTML page and its Markdown twin.

    compose(now, before, pack, title) -> Brief     what is told, in which order; pure
    html(Brief) -> str                             one file, nothing loaded from outside
    markdown(Brief) -> str                         the same lines with footnotes

No clock is read: the same records give the same bytes, whatever their order.
"""

from forewarn.brief.compose import compose
from forewarn.brief.known import Known, Region
from forewarn.brief.model import Brief
from forewarn.brief.page import html
from forewarn.brief.twin import markdown

__all__ = ["Brief", "Known", "Region", "compose", "html", "markdown"]
