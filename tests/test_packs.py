"""Packs: reading, checking, the bundled packs, offices as of a day, and the document's examples."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn import packs
from forewarn.errors import PackError
from forewarn.packs import naming, sources, tree
from forewarn.packs.fields import SECTORS
from forewarn.packs.pack import Span

DOC = Path(__file__).parent.parent / "docs" / "packs.md"
HEAD = "title: A test\n"


@pytest.fixture(scope="module")
def flank() -> packs.Pack:
    return packs.load("eastern-flank")


def write(folder: Path, **files: str) -> Path:
    """A pack in `folder` with pack.yaml and the files given (`actors` becomes actors.yaml)."""
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def said(folder: Path) -> list[str]:
    """What `check` says, without the folder."""
    return [str(problem).replace(f"{folder}/", "") for problem in packs.check(folder)]


def only(folder: Path, **files: str) -> str:
    """The only thing that `check` says."""
    (line,) = said(write(folder, **files))
    return line


# ---- the bundled packs


def test_bundled_packs_are_named() -> None:
    """The world gazetteer is below the packs, not one of them."""
    assert packs.names() == ("eastern-flank",)


@pytest.mark.parametrize("name", ["eastern-flank", "world"])
def test_bundled_packs_are_clean(name: str) -> None:
    """No errors and no warnings in what we ship."""
    assert [str(problem) for problem in packs.check(name)] == []


def test_version_depends_on_content_alone(tmp_path: Path) -> None:
    """Equal files give an equal version, another file another."""
    first, second, third = (tmp_path / name for name in "abc")
    for folder in (first, second, third):
        folder.mkdir()
        write(folder, actors="actors:\n- {id: LTU.x, name: X}\n")
    os.utime(second / "actors.yaml", (0, 0))
    (third / "actors.yaml").write_text("actors:\n- {id: LTU.x, name: Y}\n")
    one, two, three = (packs.load(folder).version for folder in (first, second, third))
    assert one == two != three
    assert re.fullmatch("[0-9a-f]{12}", one)


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("LTU.president", "2021-12-01", "Gitanas Nausėda"),
        ("GBR.foreign-minister", "2021-09-14", "Dominic Raab"),
        ("GBR.foreign-minister", "2021-09-15", "Liz Truss"),
        ("GBR.prime-minister", "2022-09-06", "Liz Truss"),
        ("GBR.prime-minister", "2022-10-25", "Rishi Sunak"),
        ("DEU.chancellor", "2021-12-07", "Angela Merkel"),
        ("DEU.chancellor", "2021-12-08", "Olaf Scholz"),
        ("USA.president", "2021-01-19", "Donald Trump"),
        ("USA.foreign-minister", "2021-11-27", "Antony Blinken"),
        ("UKR.defence-minister", "2021-11-04", "Oleksii Reznikov"),
        ("EST.president", "2021-10-11", "Alar Karis"),
        ("BGR.prime-minister", "2022-08-02", "Galab Donev"),
        ("NATO.secretary-general", "2021-11-28", "Jens Stoltenberg"),
        ("NATO.saceur", "2022-07-04", "Christopher G. Cavoli"),
        ("EU.commission.president", "2021-11-28", "Ursula von der Leyen"),
        ("EU.parliament.president", "2022-01-18", "Roberta Metsola"),
        ("OSCE.chair", "2021-12-31", "Ann Linde"),
        ("OSCE.chair", "2022-01-01", "Zbigniew Rau"),
    ],
)
def test_who_held_the_office_then(flank: packs.Pack, office: str, day: str, name: str) -> None:
    """An office has its holder as of the day; the successor's first day is the successor's."""
    holder = flank.holder_on(office, day)
    assert holder is not None
    assert holder.name == name


def test_person_is_found_by_office_of_the_day(flank: packs.Pack) -> None:
    """The same person held one office, then another."""
    truss = "person.liz-truss"
    offices = [flank.office_of(truss, day) for day in ("2021-12-01", "2022-10-01", "2022-12-01")]
    assert [office.id if office else None for office in offices] == [
        "GBR.foreign-minister",
        "GBR.prime-minister",
        None,
    ]


def test_vacant_office_has_no_holder(flank: packs.Pack) -> None:
    """Between Makei's death and his successor's appointment nobody is made up."""
    assert flank.holder_on("BLR.foreign-minister", "2022-12-01") is None


def test_uncertain_month_is_not_decided(flank: packs.Pack) -> None:
    """Where only the month of a handover is known, that month has no certain holder."""
    office = "LVA.interior-minister"
    assert flank.holder_on(office, "2022-04-30") is not None
    assert flank.holder_on(office, "2022-05-15") is None
    assert [h.name for h in flank.holders_on(office, "2022-05-15")] == ["Marija Golubeva"]


def test_open_term_is_certain_only_as_far_as_the_pack_knows(flank: packs.Pack) -> None:
    """A term without an end is possible, not certain, after the pack's horizon."""
    assert flank.holder_on("LTU.president", "2022-12-31") is not None
    assert flank.holder_on("LTU.president", "2023-01-01") is None
    assert [h.name for h in flank.holders_on("LTU.president", "2023-01-01")] == ["Gitanas Nausėda"]


def test_members_have_days(flank: packs.Pack) -> None:
    """NATO had 30 members, then 31 and 32; the EU 27 without the United Kingdom."""
    days = ("2021-12-01", "2023-04-03", "2023-04-04", "2024-03-07")
    assert [len(flank.members_on("NATO", day)) for day in days] == [30, 30, 31, 32]
    assert len(flank.members_on("EU", "2021-12-01")) == 27
    assert len(flank.members_on("OSCE", "2021-12-01")) == 57
    assert len(flank.members_on("CoE", "2022-03-15")) == 47
    assert len(flank.members_on("CoE", "2022-03-16")) == 46
    assert {"NATO", "EU", "OSCE", "B9", "BalticStates"} <= set(flank.member_of("LTU", "2021-12-01"))


LEADERS = (
    ("president", "monarch", "presidency-member"),
    ("prime-minister", "chancellor", "president"),
    ("foreign-minister",),
    ("defence-minister",),
)
WITHOUT = {("ISL", "defence-minister"), ("MLT", "defence-minister")}


def test_leaders_of_members_and_neighbours_are_known(flank: packs.Pack) -> None:
    """Heads of state and government, foreign and defence ministers: 99% of the days 2021-2022."""
    states = {
        *flank.members_on("NATO", "2024-06-01"),
        *flank.members_on("EU", "2021-06-01"),
        *("UKR", "BLR", "RUS", "MDA", "GEO", "ARM", "AZE", "SRB", "XKX", "BIH", "CHE", "KAZ"),
    }
    first = datetime.date(2021, 1, 1)
    days = [(first + datetime.timedelta(n)).isoformat() for n in range(730)]
    known = [
        any(flank.holders_on(f"{state}.{role}", day) for role in roles)
        for state in sorted(states)
        for roles in LEADERS
        if (state, roles[0]) not in WITHOUT
        for day in days
    ]
    assert len(states) == 48
    assert sum(known) / len(known) > 0.99


def test_countries_of_actors_are_known(flank: packs.Pack) -> None:
    """Every country is a state of the gazetteer or a code of PLOVER; every sector is PLOVER's."""
    states = {actor.id for actor in flank.actors if actor.kind == "state"}
    countries = {actor.country for actor in flank.actors} - {None}
    assert countries - states == {"IGO", "NGO", "IMG"}
    assert {actor.sector for actor in flank.actors} - {None} <= set(SECTORS)


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("Nausėda", "person.gitanas-nauseda", "surname"),
        ("Gitanas Nauseda", "person.gitanas-nauseda", "name"),
        ("Volodymyr Zelensky", "person.volodymyr-zelenskyy", "name"),
        ("Aliaksandr Lukashenka", "person.alexander-lukashenko", "name"),
        ("Lithuanian foreign minister", "LTU.foreign-minister", "title"),
        ("US Secretary of State", "USA.foreign-minister", "title"),
        ("Prime Minister of the Netherlands", "NLD.prime-minister", "title"),
        ("NATO Secretary-General", "NATO.secretary-general", "title"),
        ("the Seimas"[4:], "LTU.parliament", "name"),
        ("Kremlin", "RUS", "seat"),
        ("Lithuanians", "LTU", "people"),
        ("Soviet", "RUS.soviet-union", "adjective"),
        ("Khmer Rouge", "KHM.khmer-rouge", "name"),
        ("Texas", "USA.texas", "name"),
        ("Baltic", "BalticStates", "adjective"),
        ("U.S.", "USA", "name"),
    ],
)
def test_names_lead_to_actors(flank: packs.Pack, text: str, actor: str, kind: str) -> None:
    """Spellings, titles, seats and demonyms are forms of their actor."""
    assert (actor, kind) in {(form.actor, form.kind) for form in flank.named(text)}


def test_acronyms_need_their_capitals(flank: packs.Pack) -> None:
    """US is not us, WHO is not who; other names are found in any case."""
    assert flank.named("us") == flank.named("who") == ()
    assert flank.named("nato secretary general")
    assert flank.named("US")
    assert flank.named("WHO")


def test_shared_names_give_all_meanings(flank: packs.Pack) -> None:
    """Brussels stands for Belgium and for the European Union; nothing is decided here."""
    assert {form.actor for form in flank.named("Brussels")} == {"BEL", "EU"}


def test_pack_extends_the_world(tmp_path: Path) -> None:
    """An entry with the id of a world actor adds to it."""
    pack = packs.load(write(tmp_path, more="actors:\n- {id: LTU, aliases: [Amber Land]}\n"))
    names = {alias.text for alias in pack.by_id["LTU"].aliases}
    assert {"Amber Land", "the Republic of Lithuania"} <= names
    assert pack.by_id["LTU"].kind == "state"


# ---- what check finds


MISTAKES = (Path(__file__).parent / "pack_mistakes.txt").read_text(encoding="utf-8")
CASES = [case.strip().rsplit("\n=> ", 1) for case in MISTAKES.split("\n----\n")[1:]]


@pytest.mark.parametrize(("text", "message"), CASES)
def test_check_says_what_is_wrong_and_where(tmp_path: Path, text: str, message: str) -> None:
    """Each mistake gives one line with file, line and what to do."""
    found = re.sub(r"\(\S*/(\w+\.yaml):\d+\)", r"(\1)", only(tmp_path, a=f"{text}\n"))
    assert found == message


def test_clashing_names_are_a_warning_with_both_places(tmp_path: Path) -> None:
    """A name of two actors is allowed; it is ambiguous wherever it appears."""
    found = only(tmp_path, a="actors:\n- {id: A, name: Same}\n- {id: B, aliases: [Same]}\n")
    assert found == f"a.yaml:3: warning: `Same` already names A ({tmp_path}/a.yaml:2)".replace(
        f"{tmp_path}/", ""
    )
    assert {form.actor for form in packs.load(tmp_path).named("Same")} == {"A", "B"}


def test_several_may_hold_an_office_that_says_so(tmp_path: Path) -> None:
    """`several: true` allows holders at the same time; then none of them is the holder."""
    text = """
source: s
actors:
- id: LTU.aide
  several: true
  holders:
  - {person: A B, from: 2020-01-01, to: 2023-01-01}
  - {person: C D, from: 2021-01-01, to: 2023-01-01}
"""
    pack = packs.load(write(tmp_path, a=text))
    assert [h.name for h in pack.holders_on("LTU.aide", "2022-01-01")] == ["A B", "C D"]
    assert pack.holder_on("LTU.aide", "2022-01-01") is None


def test_check_collects_everything(tmp_path: Path) -> None:
    """One run shows the mistakes of all files, sorted by file and line."""
    folder = write(
        tmp_path,
        b="actors:\n- {id: XXX.y, sector: ZZZ}\n- {id: G, from: 2022, to: 2021}\n",
        a="places:\n- {nam: P}\n",
    )
    lines = said(folder)
    assert lines == sorted(lines)
    assert [line.split(": ")[0] for line in lines] == [
        *("a.yaml:2",) * 4,
        *("b.yaml:2",) * 2,
        "b.yaml:3",
    ]


def test_load_refuses_errors_and_carries_them(tmp_path: Path) -> None:
    """PackError holds every error and no warnings, and reads in one line."""
    folder = write(tmp_path, a="actors:\n- {id: A, name: S}\n- {id: B, name: S, nam: x}\n")
    with pytest.raises(PackError) as caught:
        packs.load(folder)
    assert [problem.severity for problem in caught.value.problems] == ["error"]
    assert len(packs.check(folder)) == 2
    assert "\n" not in str(caught.value)


TABLE = """# section: {section}
# source: a list of our own
{rows}
"""


def pack_with_table(folder: Path, section: str, rows: str) -> Path:
    """A pack of one table."""
    (folder / "pack.yaml").write_text("title: Of a table\n", encoding="utf-8")
    text = TABLE.format(section=section, rows=rows)
    (folder / "table.tsv").write_text(text, encoding="utf-8")
    return folder


def test_tables_are_read_as_entries_are(tmp_path: Path) -> None:
    """A line for each term of office; the lines of one office make one actor."""
    rows = "of\trole\tperson\tfrom\tto\nTON\tpresident\tAna Kava\t1990\t1994-05-02"
    rows += "\nTON\tpresident\tBen Kava\t1994-05-02\t"
    pack = packs.load(pack_with_table(tmp_path, "terms", rows))
    held = pack.holder_on("TON.president", "1992-01-01")
    assert held is not None and held.source == "a list of our own"
    assert (held.name, pack.by_id["person.ana-kava"].country) == ("Ana Kava", "TON")
    assert pack.holder_on("TON.president", "1995-01-01") is not None


@pytest.mark.parametrize(
    ("section", "rows", "message"),
    [
        ("kings", "name\nAna", "`# section:` must be one of"),
        ("persons", "name\tcuntry\nAna\tTON", "unknown field `cuntry`; did you mean `country`?"),
        ("persons", "name\tcountry\nAna\tTonga", "`country`: `Tonga` is not an ISO"),
        ("persons", "name\nAna\tTON", "has 2 fields; there are 1 names"),
        ("persons", "name\tcountry\n\tTON", "`name` is missing"),
    ],
)
def test_mistakes_in_tables_are_said(tmp_path: Path, section: str, rows: str, message: str) -> None:
    """With file and line, as for the other files."""
    found = packs.check(pack_with_table(tmp_path, section, rows))
    assert any(message in problem.message for problem in found)


def test_a_list_without_any_is_a_dash(tmp_path: Path) -> None:
    """Who has no surname is not found under the last word of the name."""
    rows = "name\tcountry\tsurname\nKing Tupou Vava\tTON\t-"
    pack = packs.load(pack_with_table(tmp_path, "persons", rows))
    assert pack.named("King Tupou Vava")
    assert not pack.named("Vava")


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("FRA.president", "1990-01-01", "François Mitterrand"),
        ("RUS.soviet-union.leader", "1987-01-01", "Mikhail Gorbachev"),
        ("ZAF.president", "1995-01-01", "Nelson Mandela"),
        ("UN.secretary-general", "1999-01-01", "Kofi Annan"),
        ("NGA.president", "1996-01-01", "Sani Abacha"),
    ],
)
def test_leaders_of_the_past_are_known(flank: packs.Pack, office: str, day: str, name: str) -> None:
    """Since about 1980."""
    holder = flank.holder_on(office, day)
    assert holder is not None and holder.name == name


def test_a_pack_tells_terms_more_exactly(flank: packs.Pack) -> None:
    """One who holds an office in the world's table and in the pack holds it once."""
    for office in flank.actors:
        told = [(h.person, h.span.since) for h in office.holders]
        assert len(told) == len(set(told)), office.id


def test_unknown_pack_is_one_line() -> None:
    """A name that is neither pack nor folder says what there is."""
    (problem,) = packs.check("eastern-flan")
    assert "did you mean `eastern-flank`?" in problem.message
    with pytest.raises(PackError, match="eastern-flank"):
        packs.load("nowhere")


def test_folder_without_head_is_no_pack(tmp_path: Path) -> None:
    """pack.yaml is needed."""
    (problem,) = packs.check(tmp_path)
    assert problem.file.endswith("pack.yaml")
    assert "missing" in problem.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"title: \xff\xfe\n", "a.yaml:1: error: is not UTF-8; save it as UTF-8"),
        (b"about: x\nactors: \xc3\x28\n", "a.yaml:2: error: is not UTF-8; save it as UTF-8"),
        (b"#" * 2_000_001, "a.yaml:1: error: is larger than 2,000,000 bytes; split it"),
        (b"[" * 1_000_000, "a.yaml:1: error: is nested deeper than 12"),
        (b"about: \x00\n", "a.yaml:1: error: is not YAML: control characters are not allowed"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused(tmp_path: Path, data: bytes, message: str) -> None:
    """Wrong encodings, huge files and deep nesting end with one line."""
    write(tmp_path)
    (tmp_path / "a.yaml").write_bytes(data)
    assert said(tmp_path) == [message]


def test_too_many_values_are_refused(tmp_path: Path) -> None:
    """A file of very many values is refused before they are all kept."""
    text = "actors: [" + "a," * (tree.MAX_VALUES + 1) + "]"
    assert only(tmp_path, a=text).endswith("holds more than 200,000 values; split it")


def test_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    """A pack reads nothing outside its folder."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("nonsense: [")
    folder = tmp_path / "pack"
    folder.mkdir()
    write(folder)
    (folder / "link.yaml").symlink_to(outside)
    assert said(folder) == []


def test_unreadable_file_is_said(tmp_path: Path) -> None:
    """A file that cannot be opened is one line (here a folder with a file's name)."""
    write(tmp_path)
    (tmp_path / "a.yaml").mkdir()
    assert said(tmp_path) == ["a.yaml:1: error: cannot be read: Is a directory"]


def test_scalars_stay_as_written() -> None:
    """No value turns into something else: NO is Norway, 1_0 is text, a date is a date."""
    node = tree.parse("a: NO\nb: 1_0\nc: 2021-12-08\nd: 'null'\ne: null\n", lambda line, text: None)
    assert isinstance(node, tree.Mapping)
    values = {key.text: value.text for key, value in node.items if isinstance(value, tree.Scalar)}
    assert values == {"a": "NO", "b": "1_0", "c": "2021-12-08", "d": "null"}


TEXT = st.text(alphabet="abä:-[]{}#&*!|>'\"%@`, \n\t0", max_size=60)


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever a file holds, reading it gives a tree or TreeError, never another error."""
    try:
        node = tree.parse(text, lambda line, message: None)
    except tree.TreeError as error:
        assert error.line >= 1
    else:
        assert node is None or isinstance(node, (tree.Scalar, tree.Sequence, tree.Mapping))


KEYS = st.text("abc", min_size=1, max_size=3)
VALUES = st.recursive(
    st.text("abcäé xyz", min_size=1, max_size=8).map(str.strip).filter(bool),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(VALUES)
def test_tree_agrees_with_yaml(value: object) -> None:
    """For plain data the tree holds what PyYAML reads, with lines within the text."""
    text = yaml.safe_dump({"key": value}, allow_unicode=True)
    node = tree.parse(text, lambda line, message: None)
    lines = text.count("\n")

    def plain(node: tree.Node) -> object:
        assert 1 <= node.line <= lines
        if isinstance(node, tree.Scalar):
            return node.text
        if isinstance(node, tree.Sequence):
            return [plain(item) for item in node.items]
        return {key.text: plain(item) for key, item in node.items}

    assert node is not None
    assert plain(node) == {"key": value}


# ---- spans and names

DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2024, 12, 31)).map(str)
BOUNDS = st.none() | st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(
    lambda pair: pair[0][: pair[1]]
)


@settings(max_examples=200, deadline=None)
@given(BOUNDS, BOUNDS, BOUNDS, DAYS)
def test_certain_days_are_possible_days(
    since: str | None, until: str | None, known: str | None, day: str
) -> None:
    """What is certain is possible; exact bounds leave nothing uncertain."""
    span = Span(since, until, known)
    assert not span.covers(day) or span.may_cover(day)
    if known is None and all(bound is None or len(bound) == 10 for bound in (since, until)):
        assert span.covers(day) == span.may_cover(day)


@settings(max_examples=100, deadline=None)
@given(DAYS, DAYS, DAYS)
def test_successors_share_no_day(first: str, handover: str, day: str) -> None:
    """With one handover day, each day belongs to at most one of two successors."""
    before, after = Span(first, handover), Span(handover)
    assert not (before.may_cover(day) and after.may_cover(day))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nausėda", "Nauseda"),
        ("Błaszczak", "Blaszczak"),
        ("Erdoğan", "Erdogan"),
        ("Đukanović", "Dukanovic"),
        ("Þórðarson", "Thordarson"),
        ("Løkke", "Lokke"),
        ("Kariņš", "Karins"),
    ],
)
def test_diacritics_are_taken_off(name: str, expected: str) -> None:
    """News writes names with and without diacritics."""
    assert naming.unaccented(name) == expected


def test_person_ids_are_readable() -> None:
    """The id of a person comes from the name alone."""
    assert naming.person_id("Thérèse O'Brien-Žukauskas") == "person.therese-obrien-zukauskas"


# ---- the document


def blocks(language: str) -> list[str]:
    """The fenced blocks of that language in docs/packs.md."""
    return re.findall(rf"```{language}\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)


def test_documented_python_runs() -> None:
    """The Python examples hold: each line after `>>>` gives what stands below it."""
    import doctest

    examples = "\n".join(blocks("python"))
    test = doctest.DocTestParser().get_doctest(examples, {}, "packs.md", None, 0)
    assert test.examples
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


def test_documented_pack_is_clean(tmp_path: Path) -> None:
    """The YAML examples, each under the file name in its first line, make a pack without faults."""
    for block in blocks("yaml"):
        first = block.splitlines()[0]
        assert first.startswith("# "), first
        path = tmp_path / first[2:].strip()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    assert said(tmp_path) == []
    holder = packs.load(tmp_path).holder_on("ISL.foreign-minister", "2021-12-01")
    assert holder is not None


def test_every_field_is_documented() -> None:
    """No field of a pack's files is missing from the document."""
    from forewarn.packs import fields

    text = DOC.read_text(encoding="utf-8")
    tables = (fields.ACTOR, fields.HOLDER, fields.PERSON, fields.ROLE, fields.PLACE, fields.TERM)
    every = {name for table in (*tables, fields.PACK, fields.FILE) for name in table}
    assert [name for name in sorted(every) if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("president.gov.ua", "UKR"),
        ("kremlin.ru", "RUS"),
        ("www.mfa.gov.lv", "LVA"),
        ("state.gov", "USA"),
        ("lrt.lt", None),
        ("localhost", None),
        (None, None),
    ],
)
def test_sites_of_states(source: str | None, country: str | None) -> None:
    """A state's site says whose it is, by its name or by the list; a broadcaster's does not."""
    assert sources.state(source, packs.load("eastern-flank")) == country


def test_open_terms_end_with_the_next() -> None:
    """Who another source succeeds no longer holds the office, though his own term had no end."""
    held = packs.load("eastern-flank").offices_of("person.josep-borrell", "2021-02-22")
    assert [office.id for office in held] == ["EU.high-representative"]
