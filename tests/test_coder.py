"""The coder as a whole: what it gives for a report, its places and dates, and its version."""

from __future__ import annotations

from coding_kit import coder, events, pipeline, report, tree
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.coding import Coded

TEXT = (
    "Lithuanian President Gitanas Nausėda met Polish President Andrzej Duda in Vilnius on Monday. "
    '"Russia has massed 90,000 troops near the border," he said. '
    "Moscow denies that it plans an attack on Ukraine."
)


def coded(text: str, published: str | None = "2021-12-02") -> Coded:
    """What the coder gives for a text."""
    return coder().code(next(iter(pipeline().read([text]))), report(text, published))


def test_all_three_kinds_of_record() -> None:
    """Events, statements and measurements come from one pass."""
    found = coded(TEXT)
    assert found.events
    assert found.statements
    assert found.measurements


def test_every_evidence_is_exact() -> None:
    """The characters of all evidence are those of the report."""
    found = coded(TEXT)
    for record in (*found.events, *found.statements, *found.measurements):
        for evidence in record.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.text
            assert evidence.report == "r-test"


def test_ids_are_unique_and_repeat() -> None:
    """Each event has an id of its own, the same in every run."""
    ids = [event.id for event in coded(TEXT).events]
    assert len(ids) == len(set(ids))
    assert ids == [event.id for event in coded(TEXT).events]


def test_place_of_a_meeting_has_its_point() -> None:
    """A city in the sentence is the place, with its coordinates."""
    (place,) = {e.place for e in events("NATO foreign ministers met in Riga.")}
    assert place is not None
    assert (place.name, place.country, place.precision) == ("Riga", "LVA", "city")
    assert place.lat is not None
    assert 56 < place.lat < 58


def test_vague_places_have_no_point() -> None:
    """A country, or somewhere near a border, is no point on the map."""
    for text in (
        "Russia deployed tanks in Belarus.",
        "Russia deployed tanks near Ukraine's border.",
    ):
        for event in events(text):
            if event.place:
                assert (event.place.lat, event.place.lon) == (None, None)


def test_date_needs_a_publication_day() -> None:
    """ "On Monday" is a day only where the day of publication is known."""
    text = "Poland condemned Russia on Monday."
    assert [e.date.start for e in events(text, "2021-12-02") if e.date] == ["2021-11-29"]
    assert [e.date for e in events(text, None)] == [None]


def test_who_claims_it_is_kept() -> None:
    """An event told by somebody is attributed to him."""
    found = events("Ukraine said that Russia had attacked Georgia.")
    (event,) = [e for e in found if e.type == "ASSAULT"]
    assert event.attributed_to is not None
    assert event.attributed_to.country == "UKR"


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Russia attacked NATO, \n“”\"'.-said that by of ü€\u202e", max_size=80))
def test_any_text_is_coded(text: str) -> None:
    """Whatever the text, coding ends, and every offset is exact."""
    found = coded(text)
    for record in (*found.events, *found.statements, *found.measurements):
        for evidence in record.evidence:
            assert text[evidence.start : evidence.end] == evidence.text


def test_deep_trees_end() -> None:
    """Chains of hundreds of possessives, conjuncts and clauses cost no stack."""
    chains = (("nmod:poss", "NOUN"), ("conj", "NOUN"), ("conj", "VERB"), ("acl", "VERB"))
    for relation, upos in chains:
        lines = [f"attack attack {upos} {i} {relation}" for i in range(1, 400)]
        doc = tree("\n".join(["Russia Russia PROPN 0 root", *lines]))
        assert coder().code(doc, report(doc.text)) is not None


def test_version_is_a_fingerprint() -> None:
    """The version is short and does not change from call to call."""
    assert coder().version == coder().version
    assert len(coder().version) == 16
