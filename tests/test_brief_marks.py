"""A report's text cut at its evidence: nothing is lost, every span is whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.brief.marks import segments, shown

Spans = tuple[tuple[int, int], ...]


@st.composite
def text_and_spans(draw: st.DrawFn) -> tuple[str, Spans]:
    text = draw(st.text(max_size=60))
    edge = st.integers(0, len(text))
    pairs = draw(st.sets(st.tuples(edge, edge).filter(lambda p: p[0] < p[1]), max_size=8))
    return text, tuple(sorted(pairs))


@settings(max_examples=150, deadline=None)
@given(text_and_spans())
def test_segments_reassemble_the_text_and_every_span(case: tuple[str, Spans]) -> None:
    """Joined, all segments are the text, and those that a span covers are its evidence."""
    text, spans = case
    cut = segments(text, spans)
    assert "".join(s.text for s in cut) == text
    for k, (start, end) in enumerate(spans, 1):
        assert "".join(s.text for s in cut if k in s.covers) == text[start:end]
        assert [k in s.opens for s in cut].count(True) == 1


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_shown_keeps_every_offset(text: str) -> None:
    """What is shown has a character for each character of the text."""
    assert len(shown(text)) == len(text)


def test_shown_disarms_control_and_direction_characters() -> None:
    """NUL, escapes, overrides and lone surrogates are shown as replacement characters."""
    assert shown("a\0b\x1bc\u202ed\u2067e\ud800f\n\tg") == "a�b�c�d�e�f\n\tg"
