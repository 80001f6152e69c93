"""Kinds of statements and their conditions where the cue says little: who does what to whom."""

from __future__ import annotations

import pytest
from coded import made, said

KINDS = [
    ("The minister said Lithuania would send engineers to Ukraine.", "commitment"),
    ("The minister said Lithuania would close the border if another balloon strayed.", "threat"),
    ("“If you shoot at us, we will come with buses,” the minister told Minsk.", "threat"),
    ("Putin said Russia would reopen the gas if the sanctions ended.", "offer"),
    ("Germany's chancellor said Berlin would not send missiles to Kyiv.", "refusal"),
    ("Poland's minister said Belarus had violated its airspace.", "accusation"),
    ("“We did not shoot at anybody,” the Belarusian minister said.", "denial"),
    ("Poland's minister insisted that Minsk release the prisoners.", "demand"),
    ("Stoltenberg warned that any attack would be answered.", "threat"),
    ("Orbán said Hungary was ready to host talks.", "offer"),
    ("The minister said nobody would be mobilised.", "reassurance"),
    ("Lithuania expects Minsk to release the prisoners.", "demand"),
    ("Peskov said there was nothing to discuss with Brussels.", "refusal"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_by_rules(text: str, kind: str) -> None:
    """The clauses decide: who acts, whether it hurts or helps, in what mood and on what terms."""
    assert max(made(text), key=lambda each: len(each.statement.text)).tenor.rules == kind


CONDITIONS = [
    (
        "“Should they cross the river, we will respond,” Putin said.",
        "Should they cross the river",
    ),
    (
        "Putin said Russia would return to the talks once the audit was done.",
        "once the audit was done",
    ),
    (
        "Erdogan said Turkey would let Sweden in as long as it kept its word.",
        "as long as it kept its word",
    ),
    ("Putin said that without more gas the talks would fail.", "without more gas"),
    ("Peskov said the case of the spy was closed.", None),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_condition(text: str, condition: str | None) -> None:
    """Conditions have many forms; the rest of the clause is none of them."""
    assert said(text).condition == condition
