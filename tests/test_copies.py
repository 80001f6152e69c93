"""Which texts copy which."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.intake import copies

WORDS = """allies border troops minister said exercise talks sanctions council gas power crossing
fence guards convoy treaty request support north south river bridge plan warning calm
answer""".split()  # noqa: SIM905


def text(seed: int, words: int = 200) -> str:
    """A text of its own for each seed, in sentences of ten words."""
    rng = random.Random(seed)
    sentences = [" ".join(rng.choices(WORDS, k=10)).capitalize() for _ in range(words // 10)]
    return ". ".join(sentences) + "."


def copy_of(published: dict[str, str | None], texts: dict[str, str]) -> dict[str, str]:
    """Who copies whom when reports are learned when they are published."""
    known = [(each, day or "2021-12-09", day) for each, day in published.items()]
    return copies.resolve(known, copies.find(texts))


def test_layout_and_case_do_not_count() -> None:
    """A wrapped copy in capitals with other quotes has the same fingerprint."""
    original = text(1)
    wrapped = textwrap.fill(original, 60).upper().replace(".", " …")
    assert copies.fingerprint(original) == copies.fingerprint(wrapped) != ()


def test_abridged_and_extended_texts_are_linked() -> None:
    """The first third of a text is contained in it, whatever stands around it."""
    original = text(1, 300)
    cut = f"News in short. {original[: len(original) // 3]} More follows."
    links = copies.find({"a": original, "b": cut, "c": text(2, 300)})
    assert {link[:2] for link in links} == {("a", "b"), ("b", "a")}
    assert max(link.containment for link in links) > 0.9


def test_the_first_known_is_the_original() -> None:
    """Each copy names the one known first, whichever is longer; one known alone copies none."""
    texts = {"long": text(1, 300), "cut": text(1, 300)[:1000], "other": text(2)}
    days = {"long": "2021-12-02", "cut": "2021-12-01", "other": "2021-12-01"}
    assert copy_of(dict(days), texts) == {"long": "cut"}
    assert copy_of({**days, "cut": "2021-12-03"}, texts) == {"cut": "long"}
    assert copy_of({"long": "2021-12-02", "other": None}, texts) == {}


def test_ties_go_by_publication_then_id() -> None:
    """Among reports learned at once the one published first is the original, then the lowest id."""
    links = copies.find(dict.fromkeys("abc", text(1)))
    same = [("a", "2021-12-05", None), ("b", "2021-12-05", "2021-12-02"), ("c", "2021-12-05", None)]
    assert copies.resolve(same, links) == {"a": "b", "c": "b"}
    assert copies.resolve([(each, "2021-12-05", None) for each in "cba"], links) == {
        "b": "a",
        "c": "a",
    }


def test_round_up_is_no_copy_of_its_parts() -> None:
    """A later digest of ten reports copies none of them; known first, it is what they copy."""
    parts = {f"p{n}": text(n, 120) for n in range(10)}
    texts = {**parts, "digest": "\n".join(parts.values())}
    days: dict[str, str | None] = dict.fromkeys(parts, "2021-12-01")
    assert copy_of({**days, "digest": "2021-12-02"}, texts) == {}
    assert copy_of({**days, "digest": "2021-11-30"}, texts) == dict.fromkeys(parts, "digest")


def test_far_apart_only_nearly_all_makes_a_copy() -> None:
    """Half a text in common makes a copy within days, but not weeks later."""
    half = text(1, 200)
    texts = {"a": f"{half} {text(2, 150)}", "b": f"{half} {text(3, 150)}", "c": half}
    near: dict[str, str | None] = {"a": "2021-12-01", "b": "2021-12-02"}
    assert copy_of(near, texts) == {"b": "a"}
    assert copy_of({**near, "b": "2021-12-22"}, texts) == {}
    assert copy_of({"a": "2021-12-01", "c": "2021-12-22"}, texts) == {"c": "a"}


def test_headlines_copy_only_the_same_words() -> None:
    """Texts under eight words are linked by equality alone."""
    texts = {
        "a": "Poland closes a crossing to Belarus",
        "b": "POLAND closes a crossing to Belarus!",
        "c": "Poland closes a crossing to Russia",
    }
    assert {link[:2] for link in copies.find(texts)} == {("a", "b"), ("b", "a")}


def test_texts_without_words() -> None:
    """Nothing is a copy of nothing."""
    assert copies.fingerprint(" … ") == ()
    assert copies.find({"a": "", "b": "…"}) == []


def test_long_and_short_texts_are_compared_at_one_rate() -> None:
    """A long, sampled text and a short, whole one still find each other."""
    long = text(5, 6000)
    assert len(copies.fingerprint(long)) < 2500
    cut = ". ".join(long.split(". ")[100:120])
    assert [link[:2] for link in copies.find({"long": long, "cut": cut})] == [("cut", "long")]


def test_same_in_every_process() -> None:
    """Fingerprints do not depend on the process that makes them."""
    code = "import sys; from forewarn.intake import copies; print(copies.fingerprint(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", code, text(1)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == str(copies.fingerprint(text(1)))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(60, 200)), max_size=8), st.integers(0, 8))
@settings(max_examples=40, deadline=None)
def test_bit_by_bit_is_the_same_as_at_once(sizes: list[tuple[int, int]], cut: int) -> None:
    """Linking new reports against known ones gives the links that all at once would give."""
    prints = {f"r{n}": copies.fingerprint(text(seed, size)) for n, (seed, size) in enumerate(sizes)}
    known = dict(list(prints.items())[:cut])
    new = dict(list(prints.items())[cut:])
    assert sorted(copies.links(known) + copies.links(new, known)) == copies.links(prints)
    assert copies.links(dict(reversed(prints.items()))) == copies.links(prints)


@given(st.permutations(["a", "b", "c", "d"]), st.sets(st.sampled_from("abcd")))
@settings(max_examples=40, deadline=None)
def test_resolving_ignores_order_and_the_unknown(order: list[str], known: set[str]) -> None:
    """The answer depends on what is known alone, names known originals, and never chains."""
    texts = {"a": text(1), "b": text(1)[:800], "c": text(1)[200:], "d": text(2)}
    links = copies.find(texts)
    days = {"a": "2021-12-03", "b": "2021-12-01", "c": "2021-12-02", "d": "2021-12-01"}
    found = copies.resolve(
        [(each, days[each], days[each]) for each in order if each in known], links
    )
    again = copies.resolve([(each, days[each], days[each]) for each in sorted(known)], links)
    assert found == again
    assert set(found) | set(found.values()) <= known
    assert not set(found) & set(found.values())
