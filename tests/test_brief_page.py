"""The page and its twin: links, marks, hostile text, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from brief_records import LTU, RIGA, RUS, UKR, Region, Writer, known, large, small

from forewarn import brief
from forewarn.brief.marks import shown
from forewarn.brief.model import Brief, plain
from forewarn.records import Actor, Evidence, Place, Skipped

VOID = {"meta", "input", "br", "hr", "img", "link"}
ELEMENTS = (
    "html head meta title style body a div header p h1 h2 h3 dl dt dd b span bdi nav ul li label "
    "input output main section details summary blockquote figure figcaption svg rect text line "
    "path circle desc table thead tbody tr th td article mark aside footer script i code"
)
ALLOWED = set(ELEMENTS.split())
HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!-- <b>",
    "\u202eevil\u202c txt.exe",
    "nul\0byte \x1b[31m \ud83d",
    "w" * 5000,
    "](javascript:alert(1)) [x](http://evil.example) ![](http://evil.example/p.png)",
    "# heading\n\n| a | b |\n|---|---|\n\n[^r1-1]: fake",
    "http://evil.example/ www.evil.example me@evil.example <https://evil.example>",
    "{{ 7*7 }} {% raw %} </style> ]]> &amp; &#x3c;script&#x3e;",
    "اختبار עברית",
    "1. list",
)


@dataclass
class Node:
    """An element with its attributes, children and texts in order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Node | str] = field(default_factory=list)

    def walk(self) -> list[Node]:
        below = [node for part in self.parts if isinstance(part, Node) for node in part.walk()]
        return [self, *below]

    def text(self) -> str:
        return "".join(p if isinstance(p, str) else p.text() for p in self.parts)


class Tree(HTMLParser):
    """Builds the tree; every tag that opens must close in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]
        self.feed(page)
        self.close()
        assert self.open == [self.root], [node.tag for node in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data[:40]}")


def made(now: brief.Known, before: brief.Known | None = None) -> Brief:
    return brief.compose(now, before, Region(), "A brief")


def overlapping() -> brief.Known:
    """A report whose pieces of evidence overlap, nest, touch and begin together."""
    writer = Writer("A", "2021-12-02", "one")
    writer.say("Russia warned Ukraine of force and moved troops near Riga.", "event", actor=RUS)
    now = known(writer)
    (report,), (event,) = now.reports, now.events
    spans = ((0, 14), (0, 30), (7, 40), (30, 58), (33, 34), (57, 58))
    evidence = tuple(Evidence(report.id, a, b, report.text[a:b]) for a, b in spans)
    return brief.Known(reports=(report,), events=(replace(event, evidence=evidence),))


def hostile() -> brief.Known:
    """Reports in which every field that can hold text is hostile."""
    writers = []
    for n, evil in enumerate(HOSTILE):
        writer = Writer(
            evil, "2021-12-02", evil, language=evil, url=f"javascript:alert({n})//{evil}"
        )
        bad = Actor(evil, evil, f"id {evil}", None, None)
        place = Place(evil, evil, 50.0 + n, 20.0, "city")
        writer.say(f"start {evil} end.", "event", type=evil, mode=evil, actor=bad, recipient=UKR,
                   attributed_to=bad, place=place)  # fmt: skip
        writer.say(f"said {evil} end.", "statement", speaker=bad, addressee=bad, kind="threat",
                   quoted="direct", text=evil, condition=evil)  # fmt: skip
        writer.say(f"counted {evil} end.", "measurement", unit=evil, owner=bad, place=place,
                   claimed_by=bad)  # fmt: skip
        writers.append(writer)
    return known(*writers, skipped=tuple(Skipped(evil, evil) for evil in HOSTILE))


CASES = {"small": small, "large": large, "overlapping": overlapping, "hostile": hostile,
         "empty": brief.Known}  # fmt: skip


@pytest.fixture(scope="module", params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> tuple[Brief, str, list[Node]]:
    """A brief, its page and the page's elements."""
    of = made(CASES[request.param]())
    page = brief.html(of)
    return of, page, Tree(page).root.walk()


Case = tuple[Brief, str, list[Node]]


def test_every_link_has_its_target_and_every_id_is_one(case: Case) -> None:
    """No link leads nowhere and no id stands twice."""
    _, _, nodes = case
    ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = [n.attributes["href"] for n in nodes if n.attributes.get("href", "").startswith("#")]
    assert {link[1:] for link in links} <= set(ids)
    labels = " ".join(node.attributes.get("aria-labelledby", "") for node in nodes).split()
    assert set(labels) <= set(ids)


def test_marks_show_exactly_the_evidence(case: Case) -> None:
    """The marks of a reference, joined, are its evidence; all texts are whole."""
    of, _, nodes = case
    marks = [node for node in nodes if node.tag == "mark"]
    texts = [node.text() for node in nodes if node.attributes.get("class") == "text"]
    assert texts == [shown(source.report.text) for source in of.reports if source.embedded]
    for source in of.reports:
        for k, (start, end) in enumerate(source.spans, 1):
            name = f"r{source.number}-{k}"
            parts = [m.text() for m in marks if name in m.attributes["class"].split()]
            assert "".join(parts) == shown(source.report.text[start:end])


def test_every_line_leads_to_its_evidence(case: Case) -> None:
    """Each line of the page links to every one of its references."""
    of, _, nodes = case
    by_id = {node.attributes["id"]: node for node in nodes if "id" in node.attributes}
    for line in of.lines():
        links = {n.attributes.get("href") for n in by_id[line.key].walk() if n.tag == "a"}
        assert {f"#{ref.anchor}" for ref in line.refs if ref.number} <= links


def test_nothing_comes_from_outside_or_acts(case: Case) -> None:
    """No foreign element, attribute, style or address; one script and one style, by hash."""
    _, page, nodes = case
    assert {node.tag for node in nodes[1:]} <= ALLOWED
    for node in nodes:
        assert not {"src", "srcset", "style", "action", "xlink:href"} & set(node.attributes)
        assert not any(name.startswith("on") for name in node.attributes)
        address = node.attributes.get("href", "#")
        assert address.startswith("#") or re.match(r"https?://", address)
    policy = next(node.attributes["content"] for node in nodes if "http-equiv" in node.attributes)
    for tag in ("script", "style"):
        (only,) = [node for node in nodes if node.tag == tag]
        digest = base64.b64encode(hashlib.sha256(only.text().encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "url(" not in only.text() and "@import" not in only.text()
    assert policy.startswith("default-src 'none'")
    assert "\0" not in page and not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    page.encode()


def test_parts_of_a_span_light_up_together() -> None:
    """A span cut by others has a style rule that reaches its other parts without a script."""
    page = brief.html(made(overlapping()))
    assert "#r1-2:target~.r1-2{" in page
    assert "#r1-6:target~.r1-6{" not in page


def test_both_tell_the_same_lines(case: Case) -> None:
    """The words of every line stand in the page and in the Markdown text."""
    of, _, nodes = case
    by_id = {node.attributes["id"]: node for node in nodes if "id" in node.attributes}
    text = bare(brief.markdown(of))
    for line in of.lines():
        wanted = squeezed(shown(plain(line.words)))
        assert wanted in squeezed(by_id[line.key].text())
        assert wanted in text
        for note in line.notes:
            assert squeezed(shown(plain(note))) in squeezed(by_id[line.key].text())
            assert squeezed(shown(plain(note))) in text


def squeezed(text: str) -> str:
    return " ".join(text.split())


def bare(markdown: str) -> str:
    """The text without escapes and isolates."""
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)
    return squeezed(re.sub("[\u2068\u2069]", "", text))


def test_markdown_has_a_footnote_for_every_reference(case: Case) -> None:
    """Each reference is defined once, with its sentence, and each definition is of a report."""
    of, _, _ = case
    text = brief.markdown(of)
    defined = re.findall(r"^\[\^(r\d+-\d+)\]: ", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(r\d+-\d+)\](?!:)", text))
    assert len(defined) == len(set(defined))
    assert used <= set(defined)
    assert {ref.anchor for line in of.lines() for ref in line.refs if ref.number} <= used


def test_markdown_cannot_be_injected() -> None:
    """No heading, link, image, table, footnote or raw HTML comes from a report."""
    text = brief.markdown(made(hostile()))
    unescaped = re.sub(r"\\.", "", text)
    assert not re.search(r"[<>`]|!\[|\]\(|javascript:alert\(", unescaped)
    assert not re.search(r"(?:https?:|www\.)", unescaped)
    heads = re.findall(r"^\s*(#+)\s", text, re.MULTILINE)
    assert len(heads) == len(re.findall(r"^#+ \S", text, re.MULTILINE))
    assert text.count("\n# ") == 0 and text.startswith("# A brief\n")
    rows = [line for line in unescaped.splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows if "place" not in row}) <= 3
    assert "\0" not in text


def test_web_addresses_alone_become_links() -> None:
    """http and https are links; javascript, data and broken ones are text or nothing."""
    from forewarn.brief.page import web_address

    assert web_address("https://example.org/a") == "https://example.org/a"
    for bad in (None, "", "javascript:alert(1)", "data:text/html,x", "http://[broken", "//x.y"):
        assert web_address(bad) == ""


def test_evidence_without_its_report_is_quoted_not_linked() -> None:
    """A reference to a report that is not held has no link; offsets that do not fit neither."""
    writer = Writer("A", "2021-12-02", "one").say(
        "Russia warned.", "event", actor=RUS, recipient=LTU
    )
    now = known(writer)
    lost = brief.Known(events=now.events)
    page, text = brief.html(made(lost)), brief.markdown(made(lost))
    assert "no text held" in page and "“Russia warned.”, report not held" in text
    Tree(page)


def test_texts_beyond_the_budget_are_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only reports that lines rest on are embedded where all are too much; the page says so."""
    from forewarn.brief import sources

    monkeypatch.setattr(sources, "EMBED_ALL", 100)
    quiet = Writer("B", "2021-12-02", "quiet").say("Nothing is told here." * 10)
    loud = Writer("A", "2021-12-02", "loud").say("They met.", "event", actor=RUS, place=RIGA)
    of = made(known(quiet, loud))
    page = brief.html(of)
    assert "They met." in page and "Nothing is told here.Nothing" not in page
    assert "the other 1 are left out for size" in of.embedding


def test_folds_state_their_number() -> None:
    """Lists that are cut in the page fold the rest and say how many there are."""
    of = made(large())
    page = brief.html(of)
    for group in of.statements:
        if group.folded:
            assert f"<summary>{len(group.folded)} more</summary>" in page
    assert any(group.folded for group in of.statements)
