"""The statement head: what it adds to the rules, and when it is not asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coded import made, read

from forewarn.coding.statements import statement_head

OPEN = [
    ("The ministry said Minsk had flown migrants in by the thousand and armed them.", "accusation"),
    ("“Nobody in this town has anything to fear tonight,” the mayor of Riga said.", "reassurance"),
    ("Peskov said it would be a mistake for which Warsaw would pay dearly.", "threat"),
    (
        "The general staff in Kyiv said the offensive was likely to slow before spring.",
        "assessment",
    ),
]


@pytest.mark.parametrize(("text", "kind"), OPEN)
def test_neutral_cue(text: str, kind: str) -> None:
    """“Said” leaves the kind open: the content decides, and the shares are those of choices."""
    (one,) = made(text)
    assert (one.statement.kind, one.tenor.by) == (kind, "head")
    assert one.tenor.likely[0][0] == kind
    assert 0 < sum(share for _, share in one.tenor.likely) <= 1.001


def test_plain_cue() -> None:
    """“Denied” says it all: the head is not asked."""
    (one,) = made("Russia denied that it had moved troops to the border.")
    assert (one.statement.kind, one.tenor.by, one.tenor.likely) == ("denial", "cue", ())


def test_other_pipeline() -> None:
    """Without states there is nothing to read, and the rules decide."""
    text = "The Kremlin said Russia would answer."
    (one,) = made(text)
    bare = replace(read(text), states=())
    assert statement_head.judge(bare, one.content, one.said.cue, one.tenor.rules) == ()


def test_neighbours() -> None:
    """What stands before a statement's sentence does not change what the head says of it."""
    text = "Peskov said it would be a mistake for which Warsaw would pay dearly."
    (alone,) = made(text)
    (behind,) = made(f"Snow fell all night in the valleys of the Tatra. {text}")
    assert alone.tenor.likely == behind.tenor.likely
