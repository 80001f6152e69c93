"""Keeps the report and drops what is around it.

The lines before the first and after the last paragraph of prose are peeled off from the outside
as long as a rule of `clutter` says what they are; inside the report only lines that are links or
page furniture go. What is dropped is kept word for word with its reason, and what it tells (date,
agency, title …) is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from forewarn.intake import agencies, clutter, dates, language, normal, words
from forewarn.intake.clutter import Finding
from forewarn.records import Dropped


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The report alone, what the lines around it told, and those lines."""

    text: str
    dropped: tuple[Dropped, ...]
    language: tuple[str, float]
    title: str | None = None
    source: str | None = None
    agency: str | None = None
    url: str | None = None
    dateline: str | None = None
    published: str | None = None


@dataclass
class _Sheet:
    """The paragraphs still there (`first` to `last`, excluded) and what was taken off."""

    lines: list[str]
    first: int
    last: int
    order: str | None
    language: tuple[str, float]
    title: str | None
    titled: bool
    taken: dict[int, list[Dropped]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, at: int, text: str, found: Finding) -> None:
        self.taken.setdefault(at, []).append(Dropped(text, found.reason))
        self.findings.append(found)

    def drop(self, at: int, found: Finding) -> None:
        self.take(at, self.lines[at], found)
        self.lines[at] = ""

    def told(self, name: str) -> str | None:
        return next((told for found in self.findings if (told := getattr(found, name))), None)


def clean(text: str, title: str | None = None, order: str | None = None) -> Cleaned:
    """The report in `text`.

    `title` is the title where it is known from elsewhere: its repetition goes. `order` is how the
    source writes days and months (see `dates`).
    """
    text, hidden = normal.normalise(text)
    lines = normal.paragraphs(text)
    spoken = language.identify("\n".join(lines))
    sheet = _Sheet(lines, 0, len(lines), order, spoken, title, title is not None)
    _drop_inside(sheet)
    _peel_top(sheet)
    _peel_bottom(sheet)
    _strip_dateline(sheet)
    _strip_credits(sheet)
    return _result(sheet, hidden)


def _drop_inside(sheet: _Sheet) -> None:
    for at, line in enumerate(sheet.lines):
        if found := clutter.judge(line, clutter.ANYWHERE, sheet.order):
            sheet.drop(at, found)


def _peel_top(sheet: _Sheet) -> None:
    """Off go date lines, bylines, pleas; the first heading is the title."""
    while sheet.first < sheet.last:
        line = sheet.lines[sheet.first]
        if line and not _peel_one(sheet, sheet.first, clutter.TOP) and not _take_title(sheet):
            return
        sheet.first += 1


def _peel_one(sheet: _Sheet, at: int, rules: tuple[clutter.Rule, ...]) -> bool:
    line = sheet.lines[at]
    found = _repeated(sheet, line) or clutter.judge(line, rules, sheet.order)
    found = found or _foreign(sheet, line)
    if found is None:
        return False
    sheet.drop(at, found)
    return True


def _repeated(sheet: _Sheet, line: str) -> Finding | None:
    title = sheet.title or sheet.told("title")
    return Finding("title repeated") if title and words.same(title, line) else None


def _foreign(sheet: _Sheet, line: str) -> Finding | None:
    """A line surely in another language than the rest, such as a note to readers.

    A line that makes up a third of the text is no note.
    """
    spoken, certainty = sheet.language
    if certainty < language.SURE or words.count(line) < 5 or words.is_quoted(line):
        return None
    if 3 * len(line) > sum(map(len, sheet.lines)):
        return None
    code, probability = language.identify(line)
    other = code != spoken and probability >= language.SURE
    return Finding(f"in another language ({code})") if other else None


def _take_title(sheet: _Sheet) -> bool:
    """The first heading before prose is the title; a shorter one right before it is a label."""
    at = sheet.first
    line = sheet.lines[at]
    if sheet.titled or not words.is_heading(line) or words.is_prose(line):
        return False
    if not any(words.is_prose(other) for other in sheet.lines[at + 1 : sheet.last]):
        return False
    if words.count(line) <= 2 and _has_heading_below(sheet, at):
        sheet.drop(at, Finding("label before the title"))
        return True
    sheet.title, sheet.titled, sheet.lines[at] = line, True, ""
    return True


def _has_heading_below(sheet: _Sheet, at: int) -> bool:
    below = next((line for line in sheet.lines[at + 1 : sheet.last] if line), "")
    edge = clutter.judge(below, clutter.TOP, sheet.order) is not None
    return words.count(below) >= 4 and words.is_heading(below) and not edge


def _peel_bottom(sheet: _Sheet) -> None:
    while sheet.last > sheet.first:
        line = sheet.lines[sheet.last - 1]
        if (
            line
            and not _peel_one(sheet, sheet.last - 1, clutter.BOTTOM)
            and not _drop_scraps(sheet)
        ):
            return
        sheet.last -= 1


_SCRAP_WORDS, _SCRAPS = 6, 5


def _drop_scraps(sheet: _Sheet) -> bool:
    """Up to five short lines without a stop after the last sentence: what follows on the page.

    After a colon, or where they are listed with dashes, they belong to the report.
    """
    at = sheet.last
    while at > sheet.first and _is_scrap(sheet.lines[at - 1]):
        at -= 1
    above = next((line for line in reversed(sheet.lines[sheet.first : at]) if line), "")
    if sheet.last - at not in range(1, _SCRAPS + 1):
        return False
    if not words.is_prose(above) or not words.stops(above):
        return False
    sheet.drop(sheet.last - 1, Finding("short line after the report"))
    return True


def _is_scrap(line: str) -> bool:
    plain = not words.is_quoted(line) and not re.match(r"[-–—•*\d(]", line)
    return plain and words.count(line) <= _SCRAP_WORDS and not re.search(r"[.!?…:;,]\W*$", line)


_MONTH_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_a-z][\w.'’ -]{{1,40}}?(?:/[A-Z][\w ]{{1,30}})?"
    rf"(?:, [A-Z][^\d,()]{{1,25}}?)?)"
    rf"(?:[,.] (?P<day>{_MONTH_DAY}))?\.?"
    rf"(?: ?(?:\((?P<in>[^()]{{2,40}})\)|(?:/(?P<sl>{agencies.PATTERN})/)"
    rf"|[.,] (?P<sp>{agencies.PATTERN})))?"
    rf"(?:\.? ?(?:--|[-–—]) ?|(?<=/)\. )(?=[^\sa-z])"
)
_NO_PLACES = frozenset(
    (
        "NATO", "OSCE", "UN", "EU", "IAEA", "CSTO", "UNESCO", "UNICEF", "URGENT",
        "BREAKING", "UPDATE", "EXCLUSIVE", "ANALYSIS", "OPINION", "LIVE", "WATCH",
        "CORRECTED", "FACTBOX", "EXPLAINER", "NEWS", "VIDEO", "INTERVIEW",
    )
)  # fmt: skip


def _strip_dateline(sheet: _Sheet) -> None:
    """ "VILNIUS, Dec 2 (Reuters) - " before the first sentence.

    It counts as a dateline where an agency or a day stands in it, or the place is in capitals.
    """
    first = sheet.lines[sheet.first] if sheet.first < sheet.last else ""
    found = _DATELINE.match(first)
    if found is None or not _is_dateline(found):
        return
    day = next((stamp.iso for stamp in dates.find(found[0], sheet.order)), None)
    agency = agencies.named(found["in"] or found["sl"] or found["sp"])
    line = found[0].rstrip(" -–—")
    sheet.take(
        sheet.first,
        found[0].strip(),
        Finding("dateline", dateline=line, agency=agency, published=day),
    )
    sheet.lines[sheet.first] = first[found.end() :]


def _is_dateline(found: re.Match[str]) -> bool:
    signed = agencies.named(found["in"] or found["sl"] or found["sp"]) is not None
    place = found["place"].strip()
    loud = place.split(",")[0].split("/")[0]
    capital = loud.isupper() and len(loud) >= 4 and loud not in _NO_PLACES
    if re.match(r"(?:An?|The|I|No) |.*\d|\w{3,6}day\b", place, re.IGNORECASE) or not found[
        0
    ].endswith(" "):
        return False
    return signed or capital or (found["day"] is not None and words.count(place) <= 3)


_CREDIT = re.compile(
    rf"(?<=[.!?”\"»…])\s*(?:[–—-]+ ?)?(?P<mark>(?P<bare>{agencies.PATTERN})\.?"
    rf"|[(/\[](?P<in>{agencies.PATTERN})[)/\]]\.?)$"
)
_CREDIT_LENGTH = 40


def _strip_credits(sheet: _Sheet) -> None:
    """ "… near Ukraine. AFP." at the end of the first or the last paragraph."""
    kept = [at for at in range(sheet.first, sheet.last) if sheet.lines[at]]
    for at in dict.fromkeys((*kept[:1], *kept[-1:])):
        line = sheet.lines[at]
        found = _CREDIT.search(line, max(0, len(line) - _CREDIT_LENGTH))
        if found:
            agency = agencies.signed(found["bare"] or found["in"])
            sheet.take(at, found["mark"], Finding("agency credit", agency=agency))
            sheet.lines[at] = line[: found.start()].rstrip()


def _result(sheet: _Sheet, hidden: str) -> Cleaned:
    dropped = [piece for at in sorted(sheet.taken) for piece in sheet.taken[at]]
    if hidden:
        dropped.append(Dropped(hidden, "hidden or control characters, as code points"))
    return Cleaned(
        text="\n\n".join(line for line in sheet.lines if line),
        dropped=tuple(dropped),
        language=sheet.language,
        title=sheet.told("title") or sheet.title,
        source=sheet.told("source"),
        agency=sheet.told("agency"),
        url=sheet.told("url"),
        dateline=sheet.told("dateline"),
        published=sheet.told("published") or sheet.told("updated"),
    )
