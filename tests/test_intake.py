"""Reading inputs of every format, clean and broken ones."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn import intake
from forewarn.intake import Taken, limits
from forewarn.intake.decode import decode
from forewarn.records import Report, Skipped, as_json

BODY = (
    "Lithuania will ask the allies for more air defence units, the defence minister said in "
    "Vilnius on Monday.\n\nHe said that the request would be made at the meeting in Riga.\n"
)
OTHER = (
    "Poland sent another thousand soldiers to its eastern border on Tuesday, the interior "
    "ministry said.\n"
)
ROW = {"title": "Allies asked", "text": BODY, "published": "2021-11-29T10:00:00Z", "source": "a.lt"}


def read(*inputs: Path | str) -> tuple[list[Report], list[Skipped]]:
    """The reports and what was skipped."""
    found = list(intake.read(inputs))
    reports = [each.report for each in found if isinstance(each, Taken)]
    return reports, [each for each in found if isinstance(each, Skipped)]


def one(path: Path) -> Report:
    """The only report of an input, nothing being skipped."""
    reports, skipped = read(path)
    assert skipped == []
    assert len(reports) == 1
    return reports[0]


def reason(path: Path | str) -> str:
    """Why an input gives no report at all."""
    reports, skipped = read(path)
    assert reports == []
    assert len(skipped) == 1
    assert "\n" not in skipped[0].reason
    return skipped[0].reason


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# formats


def test_plain_text(tmp_path: Path) -> None:
    """A text file's first heading is its title and its date line its date."""
    report = one(write(tmp_path / "a.txt", f"Allies asked for help\n\n29.11.2021\n\n{BODY}"))
    assert report.title == "Allies asked for help"
    assert (report.published, report.published_from) == ("2021-11-29", "text")
    assert report.text == BODY.strip()
    assert report.language == "en"


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    """Front matter gives metadata, marks go, links keep their words."""
    text = (
        f"---\ntitle: Allies asked\ndate: 2021-11-29\nsource: LRT\n---\n\n# Allies asked\n\n{BODY}"
    )
    report = one(write(tmp_path / "a.md", text.replace("Vilnius", "[**Vilnius**](https://x.lt)")))
    assert (report.title, report.source, report.published) == ("Allies asked", "LRT", "2021-11-29")
    assert report.text == BODY.strip()


def test_html_page(tmp_path: Path) -> None:
    """A page gives its article with title, outlet, language and the time in its metadata."""
    paragraphs = "".join(f"<p>{line}</p>" for line in (BODY + OTHER).splitlines() if line)
    page = f"""<!doctype html><html lang="en"><head><title>Allies asked | The Courier</title>
    <meta property="og:site_name" content="The Courier">
    <meta property="article:published_time" content="2021-11-29T10:15:00+02:00"></head>
    <body><nav><a href="/">Home</a> <a href="/n">News</a></nav>
    <article><h1>Allies asked</h1>{paragraphs}</article>
    <footer>© The Courier. <a href="/p">Privacy policy</a></footer></body></html>"""
    report = one(write(tmp_path / "a.html", page))
    assert (report.title, report.source, report.language) == ("Allies asked", "The Courier", "en")
    assert report.published == "2021-11-29T10:15:00+02:00"
    assert report.published_from == "metadata"
    assert "air defence units" in report.text
    assert "Privacy" not in report.text


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.json", "b.json"])
def test_json(tmp_path: Path, name: str) -> None:
    """JSON Lines, packed or not, and JSON arrays give the same reports but for the file."""
    rows = [ROW, {"headline": "More soldiers", "body": OTHER, "lang": "en"}]
    text = json.dumps(rows) if name == "b.json" else "\n".join(json.dumps(row) for row in rows)
    data = gzip.compress(text.encode()) if name.endswith(".gz") else text.encode()
    reports, skipped = read(write(tmp_path / name, data))
    assert skipped == []
    assert [report.file for report in reports] == [f"{name}#1", f"{name}#2"]
    assert [report.title for report in reports] == ["Allies asked", "More soldiers"]
    assert [report.published for report in reports] == ["2021-11-29T10:00:00+00:00", None]
    assert reports[0].text == BODY.strip()


def test_single_json_object(tmp_path: Path) -> None:
    """A file with one object is one report, named by the file alone."""
    assert one(write(tmp_path / "a.json", json.dumps(ROW, indent=1))).file == "a.json"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv(tmp_path: Path, separator: str) -> None:
    """Columns count by name, whatever separates them; texts may hold line breaks."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["Published At", "Text", "Title"], delimiter=separator)
    writer.writeheader()
    writer.writerow({"Published At": "2021-11-29", "Text": BODY, "Title": "Allies asked"})
    report = one(write(tmp_path / "a.csv", out.getvalue()))
    assert (report.file, report.title, report.published) == (
        "a.csv#1",
        "Allies asked",
        "2021-11-29",
    )
    assert report.text == BODY.strip()


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>
<language>en-us</language><item><title>Allies asked</title><link>https://c.example/1</link>
<pubDate>Mon, 29 Nov 2021 10:15:00 +0200</pubDate>
<description>&lt;p&gt;{BODY.splitlines()[0]}&lt;/p&gt;&lt;p&gt;Second one.&lt;/p&gt;</description>
</item><item><title></title></item></channel></rss>"""


def test_rss(tmp_path: Path) -> None:
    """An entry is a report by its own summary; an entry without any text is skipped."""
    reports, skipped = read(write(tmp_path / "feed", RSS))
    assert [each.file for each in skipped] == ["feed#2"]
    report = reports[0]
    assert (report.url, report.source) == ("https://c.example/1", "The Courier")
    assert report.published == "2021-11-29T10:15:00+02:00"
    assert report.published_from == "feed"
    assert report.text == f"{BODY.splitlines()[0]}\n\nSecond one."


def test_atom(tmp_path: Path) -> None:
    """Atom content goes before its summary, and `updated` stands in for `published`."""
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><title>T t</title>
    <updated>2021-11-29T10:15:00Z</updated><summary>short</summary>
    <content type="text">{BODY}</content></entry></feed>"""
    report = one(write(tmp_path / "a.xml", atom))
    assert report.text.startswith("Lithuania will ask")
    assert report.published == "2021-11-29T10:15:00+00:00"


def test_title_alone_is_a_report(tmp_path: Path) -> None:
    """A headline without a text is read as a report of that headline."""
    report = one(write(tmp_path / "a.jsonl", '{"title": "Poland closes a crossing"}'))
    assert report.text == report.title == "Poland closes a crossing"


def test_html_in_rows_is_read_as_text(tmp_path: Path) -> None:
    """Tags in a row's text become paragraphs; scripts go."""
    row = {"content_html": "<p>One is here.</p><script>x()</script><p>Two &amp; <b>three</b>.</p>"}
    text = one(write(tmp_path / "a.jsonl", json.dumps(row))).text
    assert text == "One is here.\n\nTwo & three."


def test_content_goes_before_the_name(tmp_path: Path) -> None:
    """A feed is read as a feed and JSON Lines as such, whatever the file is called."""
    assert read(write(tmp_path / "a.txt", RSS))[0][0].source == "The Courier"
    assert read(write(tmp_path / "b.json", f"{json.dumps(ROW)}\n{json.dumps(ROW)}"))[0][1].file == (
        "b.json#2"
    )


# folders and names


def test_folder_is_read_sorted_and_named_from_above(tmp_path: Path) -> None:
    """Files below a folder come sorted, hidden ones left out, named from the folder on."""
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt"):
        write(tmp_path / "news" / name, BODY)
    reports, skipped = read(tmp_path / "news")
    assert [report.file for report in reports] == ["news/a/z.txt", "news/b.txt"]
    assert skipped == []


def test_ids_depend_neither_on_place_nor_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same inputs from another working directory and in another order give the same."""
    a, b = write(tmp_path / "x/a.txt", BODY), write(tmp_path / "x/b.txt", OTHER)
    first = read(a, b)
    monkeypatch.chdir(tmp_path / "x")
    assert read("b.txt", "a.txt") == first


def test_links_are_followed_only_inside(tmp_path: Path) -> None:
    """A link to a file below is read; links out of the folder, to folders and loops are told."""
    secret = write(tmp_path / "secret.txt", BODY)
    folder = tmp_path / "news"
    write(folder / "a.txt", BODY)
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "out.txt").symlink_to(secret)
    (folder / "self").symlink_to(folder)
    (folder / "loop").symlink_to(folder / "loop")
    reports, skipped = read(folder)
    assert [report.file for report in reports] == ["news/a.txt", "news/in.txt"]
    assert [each.file for each in skipped] == ["news/loop", "news/out.txt", "news/self"]


def test_progress_names_each_file(tmp_path: Path) -> None:
    """The caller is told what is being read."""
    told: list[str] = []
    write(tmp_path / "n/a.txt", BODY)
    list(intake.read([tmp_path / "n"], progress=told.append))
    assert told == ["n/a.txt"]


# what cannot be read


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.txt", b"...", "no text left"),
        ("a.txt", b"%PDF-1.7 x", "PDF"),
        ("a.bin", bytes(range(256)) * 20, "binary"),
        ("a.docx", b"PK\x03\x04rest", "ZIP"),
        ("a.yaml", b"a: 1", "hold no reports"),
        ("a.json", b'{"title": ', "not JSON"),
        ("a.json", b"[" * 100_000, "nested"),
        ("a.json", b"7", "neither"),
        ("a.json", b'{"a": 1}', "no text and no title"),
        ("a.csv", b"name,age\nx,1\n", "no column"),
        ("a.xml", b"<?xml version='1.0'?><note><to>x</to></note>", "neither RSS nor Atom"),
        ("a.xml", b"<rss version='2.0'><channel></channel></rss>", "without entries"),
        ("a.html", b"<html>" + b"<div>" * 5_000 + b"x", "nest|no article"),
        ("a.html", b"<html><body><p></p></body></html>", "no article"),
        ("a.gz", b"\x1f\x8b\x08\x00broken", "damaged"),
        ("a.jsonl.gz", gzip.compress(b"{}")[:-6], "damaged"),
    ],
)
def test_useless_files_are_told_in_one_line(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    """Each kind of useless file is skipped with its reason, and nothing is raised."""
    told = reason(write(tmp_path / name, content))
    assert any(word in told for word in words.split("|")), told


def test_bad_rows_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Rows that are no reports are skipped by number; the others are read."""
    lines = [json.dumps(ROW), "{broken", "[1]", '{"a": 1}', "", "[" * 99_999, json.dumps(ROW)]
    reports, skipped = read(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [report.file for report in reports] == ["a.jsonl#1", "a.jsonl#7"]
    assert [each.file for each in skipped] == [f"a.jsonl#{n}" for n in (2, 3, 4, 6)]


def test_bad_csv_rows(tmp_path: Path) -> None:
    """A row with too many values is told; a short one is read for what it has."""
    text = f'title,text,url\na b,"{BODY}",u,too,many\nonly a title\n'
    reports, skipped = read(write(tmp_path / "a.csv", text))
    assert [each.file for each in skipped] == ["a.csv#1"]
    assert [report.file for report in reports] == ["a.csv#2"]


@pytest.mark.parametrize(("name", "megabytes"), [("a.jsonl", 200), ("a.csv", 5)])
def test_endless_line(tmp_path: Path, name: str, megabytes: int) -> None:
    """A line of 200 MB is told by its row, and the rows around it are read."""
    head = json.dumps(ROW) if name == "a.jsonl" else f'text\n"{OTHER.strip()}"'
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(head.encode() + b"\n")
        for _ in range(megabytes):
            file.write(b"a" * limits.MB)
        file.write(b"\n" + head.splitlines()[-1].encode())
    reports, skipped = read(path)
    assert [report.file for report in reports] == [f"{name}#1", f"{name}#3"]
    assert [(each.file, each.reason) for each in skipped] == [(f"{name}#2", "longer than 2 MB")]


def test_files_too_large_to_be_one_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text beyond the limit of a file or of a report is refused."""
    monkeypatch.setattr(limits, "TEXT", 50_000)
    assert "longer than any one report" in reason(write(tmp_path / "a.txt", "word " * 20_000))
    monkeypatch.setattr(limits, "FILE", 1 << 20)
    assert "larger than 1 MB" in reason(write(tmp_path / "a.txt", "word " * 300_000))


def test_packed_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small .gz that unpacks to a thousand times its size is refused."""
    monkeypatch.setattr(limits, "UNPACKED", 1 << 20)
    bomb = gzip.compress(b'{"text": "' + b"a" * (8 << 20))
    assert "unpacks" in reason(write(tmp_path / "a.jsonl.gz", bomb))


def test_xml_bomb(tmp_path: Path) -> None:
    """Entities that would expand a thousandfold do not."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 8))
    text = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]><rss version="2.0">'
    path = write(
        tmp_path / "a.xml", f"{text}<channel><item><title>&e7;</title></item></channel></rss>"
    )
    reports, skipped = read(path)
    assert sum(len(report.text) for report in reports) < 10_000
    assert len(reports) + len(skipped) == 1


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    """A pipe, which would block for ever, is told and left."""
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in reason(tmp_path / "pipe")
    assert "not a regular file" in reason("/dev/zero")


def test_missing_file_and_strange_scheme() -> None:
    """A path that is not there, and an address that is not of the web."""
    assert reason("/nowhere/at/all.txt") == "no such file or folder"
    assert reason("ftp://example.org/x") == "only http and https addresses are read"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is told (the refusal is made, since root may read all)."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", BODY)
    monkeypatch.setattr(os, "open", refuse)
    assert reason(path) == "no permission to read it"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            "Le président a rencontré à Moscou le président russe et demandé la paix.",
        ),
        ("cp1252", "“We will not negotiate,” he said – a naïve hope, the façade of a café."),
        ("cp1250", "Prezydent Polski ogłosił stan wyjątkowy na granicy z Białorusią."),
        ("cp1250", "Česká vláda vyhostila osmnáct ruských diplomatů kvůli výbuchu ve Vrběticích."),
    ],
)
def test_short_texts_in_like_code_pages(encoding: str, text: str) -> None:
    """Of code pages that fit a short text alike, that of its language is taken."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "cp1257", "latin-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Byte order marks and the eight-bit encodings of the region are read as what they are."""
    texts = {
        "cp1251": "Президент України провів зустріч з міністром закордонних справ Литви у Києві. "
        "Сторони обговорили ситуацію на кордоні та постачання допомоги.",
        "cp1257": "Užsienio reikalų ministras pasakė, kad Lietuva siekia papildomų saugumo "
        "garantijų. Jis taip pat padėkojo sąjungininkams už pagalbą šaliai.",
    }
    text = texts.get(encoding, "Der Außenminister sagte, die Lage sei für Deutschland schwierig.")
    assert one(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_hidden_characters_are_dropped_and_told(tmp_path: Path) -> None:
    """Zero-width and bidirectional marks go from the text and are listed by code point."""
    marked = BODY.replace("allies", "al\u200blies").replace("Riga", "\u202eRiga")
    report = one(write(tmp_path / "a.txt", marked))
    assert report.text == BODY.strip()
    assert report.dropped[-1].text == "U+200B ×1 U+202E ×1"


def test_lone_surrogates_do_not_break_what_follows(tmp_path: Path) -> None:
    """Half a surrogate pair in JSON gives text that can be written as UTF-8."""
    row = '{"text": "' + BODY.splitlines()[0] + ' \\ud83d"}'
    one(write(tmp_path / "a.jsonl", row)).text.encode()


HOSTILE = st.binary(max_size=300) | st.text(max_size=300).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
SUFFIXES = ["txt", "md", "html", "jsonl", "json", "csv", "xml", "gz", "x"]
STARTS = [
    b"",
    b"{",
    b"[{",
    b"<html>",
    b"<rss version='2.0'>",
    b"---\n",
    b"text,title\n",
    b"\xff\xfe",
]


@given(HOSTILE, st.sampled_from(STARTS), st.sampled_from(SUFFIXES))
@settings(max_examples=200, deadline=None)
def test_nothing_is_raised_for_any_bytes(data: bytes, start: bytes, suffix: str) -> None:
    """Whatever is in a file, it gives reports or reasons in one line, twice the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / f"a.{suffix}", start + data)
        reports, skipped = read(path)
        assert read(path) == (reports, skipped)
    assert reports or skipped or suffix in ("jsonl", "csv")
    assert not any("\n" in each.reason for each in skipped)
    for report in reports:
        assert report.text.strip() == report.text != ""
        json.dumps(as_json(report), ensure_ascii=False).encode()


# dates


def test_no_date_is_made_up(tmp_path: Path) -> None:
    """A report without a date has none, whenever its file was written."""
    report = one(write(tmp_path / "a.txt", BODY))
    assert (report.published, report.published_from) == (None, None)


def test_ambiguous_days_stay_unknown(tmp_path: Path) -> None:
    """03/04/2021 is no date unless the source's language says which comes first."""
    rows = [{"text": BODY, "date": "03/04/2021", "lang": lang} for lang in ("en", "en-US", "en-GB")]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    reports, _ = read(path)
    assert [report.published for report in reports] == [None, "2021-03-04", "2021-04-03"]
    assert reports[0].dropped[-1].text == "03/04/2021"


def test_reports_from_the_future_lose_their_date(tmp_path: Path) -> None:
    """A date after the moment of reading is dropped with the reason; the report stays."""
    later = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    report = one(write(tmp_path / "a.jsonl", json.dumps({"text": BODY, "published": later})))
    assert report.published is None
    assert report.dropped[-1].text == later


def test_day_in_the_address(tmp_path: Path) -> None:
    """Where nothing else tells the day, an address that carries one does."""
    row = {"text": BODY, "url": "https://www.c.example/2021/11/29/allies"}
    report = one(write(tmp_path / "a.jsonl", json.dumps(row)))
    assert (report.published, report.published_from) == ("2021-11-29", "url")
    assert report.source == "c.example"
