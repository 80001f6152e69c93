"""Rules that say what a line around a report is, if it is not the report.

Each rule takes a line and returns what it found, or None. `ANYWHERE` holds for every line,
`EDGES` only before the first and after the last paragraph of the report itself. No rule knows a
particular outlet: they go by form (labels, imperatives, links, lists of names, dates).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from forewarn.intake import agencies, dates, words


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a line is no part of the report, and what it tells about the report."""

    reason: str
    title: str | None = None
    source: str | None = None
    agency: str | None = None
    url: str | None = None
    dateline: str | None = None
    published: str | None = None
    updated: str | None = None


Rule = Callable[[str, str | None], Finding | None]

LONGEST = 300
"""Characters: a longer line is never clutter by its form alone."""

_LINK = re.compile(
    r"(?:read|see|learn|find out|watch|listen|view) (?:more|also|next|on|here|the full \w+)"
    r"(?P<a>(?: \w+){0,3} ?[:–—>»-]|[.…]*$)"
    r"|(?:also read|read(?: the)? full \w+|related(?: \w+)?|more on this(?: \w+)?|more from \w+|"
    r"recommended \w+|don['’]t miss|you (?:may|might) (?:also )?(?:like|be interested in))"
    r"(?: ?[:>»]|$)"
    r"|(?:also read|read more|see also) ",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:article )?(?:advertisement|advertising|sponsored(?: content)?|promoted)(?: content)?"
    r"|story continues below.{0,40}|\[?embedded (?:content|video|tweet)\]?"
    r"|share(?: (?:this|on|via|with|the)\b.{0,60})?|tweet(?: this)?"
    r"|print(?: (?:this|page)\b.{0,20})?"
    r"|e-?mail(?: this)?|copy link|save|comments?(?: ?\(?\d+\)?)?|\d+ (?:comments?|shares?|views?)"
    r"|(?:leave|post|write|add) a (?:comment|reply)|\d+ min(?:ute)?s?(?: of)? read(?:ing)?"
    r"|skip to (?:main )?content|back to top|(?:previous|next) (?:article|post|story)s?"
    r"|(?:source|original|full|permanent|article|external)? ?(?:link|article|source)s?"
    r"|loading ?[.…]*|menu|search|home",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"newsletter|\binbox\b|\bspam\b|privacy policy|\bcookies?\b|unsubscrib|ctrl ?\+ ?enter"
    r"|click here|follow us on|(?:this|our) (?:web)?site|share this (?:article|story|post)"
    r"|(?:download|get) (?:our|the) app\b"
    r"|(?:made|spotted|found|noticed) (?:a|an) (?:mistake|typo|error)"
    r"|(?:support|donate to) our (?:work|journal)|(?:join|follow) (?:us|our \w+) on"
    r"|(?:may|must) not be (?:published|reproduced|republished|redistributed)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:please |to )?(?:become a (?:member|patron|subscriber)|support us\b"
    r"|support our (?:work|journal)|(?:subscribe|sign up|sign in|log in|register|follow|join"
    r"|download|click|donate|never miss|share|get (?:the|our))\b.{0,120}\b(?:newsletter|updates"
    r"|channel|telegram|twitter|facebook|youtube|instagram|whatsapp|app|account|email|e-mail"
    r"|article|story)\b)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:we|our|us|you|your)\b|not be (?:published|repro|repub|redis)"
    r"|^(?:please |to )?(?:subscribe|sign|share|follow|join|download|click|get|read|receive)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)|.{0,80}all rights reserved", re.IGNORECASE)
_PICTURE = re.compile(
    r"(?:photo(?:graph)?s?|images?|pictures?|illustration|file photo|caption|credits?|nuotr\."
    r"|фото)(?: (?:by|courtesy|credit|from)\b| ?[:/©–-]).{1,200}"
    r"|.{1,60}\((?:photo|image|file|nuotr\.)[^)]{0,80}\)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"(?P<label>title|headline|date|published|publication date|source|via|agency|url|link|author|"
    r"byline|language) ?: ?(?P<value>.{1,280})",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:[^\W\d_]{3,20}|filed under|media contacts?|translated by) ?:(?: .{1,280})?"
    r"|(?:SOURCES?|TAGS|TOPICS) .{1,120}"
)
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Ww]ritten by|[Tt]ext by|[Rr]eporting by|[Aa]uthor:|[Ee]dited by)"
    r" ?:?(?: (?:[A-ZÀ-ÖØ-ÞĀ-ſΑ-Я][\w.'’-]*|and|&|in|for|of|de|van|von|,|/)){1,12}[,./]?"
)
_CREDITS = re.compile(
    r"[(\[]?(?:Additional |Additional reporting|Reporting|Writing|Editing|Compiled|Translation|"
    r"Translated)\b(?: reporting)? by\b.{1,250}"
)
_DATE_WORDS = re.compile(
    r"\b(?:first |last )?(?:published|posted|updated?|modified|created|released?|date[ds]?|on|at|"
    r"the|of|from|time|local|edited|issued|atnaujinta|publikuota|opublikowano|опубліковано|опубликовано"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|[ap]m|utc|gmt|e[sd]t|p[sd]t|cest|eest|cet|eet|msk|m|d|г)\b\.?",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated?|modified|atnaujinta)\b", re.IGNORECASE)
_TAG = re.compile(r"#?[^\W_][\w'’. -]{0,40}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,30}")


def link(line: str, order: str | None) -> Finding | None:
    """ "Read more: …", "See also", "Related articles" """
    found = _LINK.match(line)
    if found is None or (words.stops(line) and words.is_prose(line) and ":" not in found[0]):
        return None
    return Finding("link to another article")


def furniture(line: str, order: str | None) -> Finding | None:
    """ "Advertisement", "Share this article", "Source Link", "3 min read" """
    return Finding("page furniture") if _FURNITURE.fullmatch(line.strip(" .…|>»•[]")) else None


def address(line: str, order: str | None) -> Finding | None:
    """A web or mail address alone."""
    alone = _ADDRESS.fullmatch(line)
    return Finding("address", url=line if line.startswith("http") else None) if alone else None


def header(line: str, order: str | None) -> Finding | None:
    """ "Title: …", "Source: LRT", "Published: 13.04.2021 18:20" """
    found = _HEADER.fullmatch(line)
    if found is None:
        return None
    value = found["value"].strip()
    match found["label"].casefold():
        case "title" | "headline":
            return Finding("title line", title=value)
        case "date" | "published" | "publication date":
            iso = dates.parse(value, order)
            return Finding("date line", published=iso) if iso or words.count(value) <= 6 else None
        case "source" | "agency" | "via":
            return _source(value)
        case "url" | "link":
            return Finding("address", url=value) if _ADDRESS.fullmatch(value) else None
        case name:
            return Finding(f"{name} line") if words.count(value) <= 8 else None


def label(line: str, order: str | None) -> Finding | None:
    """ "Tags: NATO, Lithuania", "Sources: …", in any language: a label and no sentence."""
    labelled = _LABEL.fullmatch(line) and not words.stops(line) and not words.is_quoted(line)
    return Finding("labelled line") if labelled else None


def _source(value: str) -> Finding | None:
    """An agency, an address, or the name of an outlet in a few words."""
    if agency := agencies.named(value):
        return Finding("source line", agency=agency)
    if _ADDRESS.fullmatch(value):
        return Finding("source line", url=value if value.startswith("http") else None)
    return Finding("source line", source=value) if words.count(value) <= 5 else None


def date_line(line: str, order: str | None) -> Finding | None:
    """A date and little else: "BNS2021.12.02 08:55", "LONDON, 17 January 2022" """
    stamps = list(dates.find(line, order)) if len(line) <= 120 else []
    if not stamps:
        return None
    rest = line
    for stamp in reversed(stamps):
        rest = f"{rest[: stamp.start]} {rest[stamp.end :]}"
    agency = agencies.SIGNATURE.search(rest)
    bare = _DATE_WORDS.sub(" ", agencies.SIGNATURE.sub(" ", rest))
    if words.count(bare) > 3:
        return None
    return Finding(
        "date line",
        agency=agencies.signed(agency["agency"]) if agency else None,
        dateline=line if _is_place(line[: stamps[0].start]) else None,
        **_published(line, stamps),
    )


def _published(line: str, stamps: list[dates.Stamp]) -> dict[str, str | None]:
    """The publication among the dates of a line: an "updated" date only stands in for it."""
    updated = _UPDATED.search(line)
    if updated is None:
        return {"published": stamps[0].iso}
    before = [stamp.iso for stamp in stamps if stamp.start < updated.start()]
    after = [stamp.iso for stamp in stamps if stamp.start > updated.start()]
    return {"published": before[0] if before else None, "updated": after[0] if after else None}


def _is_place(text: str) -> bool:
    """ "LONDON," or "Kyiv," but neither "LRT.lt" nor "John Smith," """
    name = text.strip(" ,–—-|")
    if not name or agencies.named(name) or _DATE_WORDS.search(name) or "." in name:
        return False
    return text.rstrip().endswith(",") and (name.isupper() or (name.isalpha() and name.istitle()))


def byline(line: str, order: str | None) -> Finding | None:
    """ "By Jane Doe and John Smith", "(Reporting by …; editing by …)" """
    if len(line) <= 120 and _BYLINE.fullmatch(line):
        return Finding("byline", agency=_signature(line))
    if _CREDITS.fullmatch(line):
        return Finding("credits", agency=_signature(line))
    return None


def agency_line(line: str, order: str | None) -> Finding | None:
    """ "BNS", "AFP/Scanpix", "Jane Doe, Reuters" """
    agency = _signature(line)
    rest = agencies.SIGNATURE.sub(" ", line)
    if agency is None or words.count(rest) > 2 or words.stops(rest) or not _capitals(rest):
        return None
    return Finding("agency line", agency=agency)


def _capitals(text: str) -> bool:
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", text))


def _signature(line: str) -> str | None:
    found = agencies.SIGNATURE.search(line)
    return agencies.signed(found["agency"]) if found else None


def copyright_line(line: str, order: str | None) -> Finding | None:
    """ "© 2021 …", "All rights reserved" """
    short = words.count(line) <= 40 and not words.is_quoted(line)
    return Finding("copyright line") if short and _COPYRIGHT.match(line) else None


def picture(line: str, order: str | None) -> Finding | None:
    """ "Photo: Jane Doe / AFP" """
    found = _PICTURE.fullmatch(line)
    return Finding("picture line") if found and words.count(line) <= 30 else None


def plea(line: str, order: str | None) -> Finding | None:
    """Asks the reader for something: to subscribe, to follow, to accept, to report a mistake."""
    if words.count(line) > 40 or words.is_quoted(line):
        return None
    pleads = _PLEA.search(line) and _ADDRESSED.search(line)
    return Finding("plea to the reader") if pleads or _ASKING.match(line) else None


def scrap_plea(line: str, order: str | None) -> Finding | None:
    """Words of a sign-up box, without a sentence: "… News To Your Inbox!" """
    short = words.count(line) <= 12 and not words.is_prose(line) and not words.is_quoted(line)
    return Finding("plea to the reader") if short and _PLEA.search(line) else None


def tags(line: str, order: str | None) -> Finding | None:
    """Names between commas, without a sentence: "Lithuania, NATO, Russia" or "#nato #russia" """
    if words.stops(line):
        return None
    parts = re.split(r"\s*[,|•·]\s*|\s+(?=#)", line.strip(" ,|•·"))
    tagged = len(parts) >= 3 or (len(parts) == 2 and line.startswith("#"))
    short = all(_TAG.fullmatch(part) and words.count(part) <= 4 for part in parts)
    named = sum(part[:1].isupper() or part.startswith("#") for part in parts)
    return Finding("list of tags") if tagged and short and 2 * named > len(parts) else None


ANYWHERE: tuple[Rule, ...] = (link, furniture)
TOP: tuple[Rule, ...] = (
    address, header, date_line, byline, agency_line, copyright_line, plea,
)  # fmt: skip
BOTTOM: tuple[Rule, ...] = (
    address, header, label, date_line, byline, agency_line, copyright_line, picture, plea,
    scrap_plea, tags,
)  # fmt: skip


def judge(line: str, rules: tuple[Rule, ...], order: str | None = None) -> Finding | None:
    """What the first rule that applies to the line says; None for a part of the report."""
    if len(line) > LONGEST:
        return None
    return next((found for rule in rules if (found := rule(line, order))), None)
