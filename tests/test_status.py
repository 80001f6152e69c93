"""Status: what happened, and what is planned, asked for, possible, conditional or denied."""

from __future__ import annotations

import pytest
from coding_kit import coder, events, pipeline, report, seen, tree

from forewarn.coding.events.events import statuses
from forewarn.coding.status.status import Statuses

CASES = [
    ("Russia invaded Ukraine.", "ASSAULT", "actual"),
    ("Russia has invaded Ukraine.", "ASSAULT", "actual"),
    ("Russia could invade Ukraine.", "ASSAULT", "hypothetical"),
    ("Russia may have attacked Ukraine.", "ASSAULT", "hypothetical"),
    ("Russia might soon invade Ukraine.", "ASSAULT", "hypothetical"),
    ("Russia did not attack Ukraine.", "ASSAULT", "negated"),
    ("Russia never attacked Finland.", "ASSAULT", "negated"),
    ("Russia is planning to invade Ukraine.", "ASSAULT", "planned"),
    ("The Polish president will meet the Lithuanian president.", "CONSULT", "planned"),
    ("Sweden intends to deploy troops.", "MOBILIZE", "planned"),
    ("Russia denied that it had attacked Ukraine.", "ASSAULT", "negated"),
    ("Moscow denies the impending invasion of Ukraine.", "ASSAULT", "negated"),
    ("China refused to condemn Russia.", "ACCUSE", "negated"),
    ("NATO asked Turkey to deploy troops.", "MOBILIZE", "demanded"),
    ("Poland demanded sanctions against Belarus.", "SANCTION", "demanded"),
    ("Russia threatened to invade Ukraine.", "ASSAULT", "hypothetical"),
    ("Officials fear a possible Russian attack on Ukraine.", "ASSAULT", "hypothetical"),
    ("Kyiv warned of the threat of a Russian attack on Ukraine.", "ASSAULT", "hypothetical"),
    ("If Russia attacks Ukraine, the EU will sanction Russia.", "ASSAULT", "conditional"),
    ("If Russia attacks Ukraine, the EU will sanction Russia.", "SANCTION", "conditional"),
    ("Poland condemned the Russian invasion of Georgia.", "ASSAULT", "actual"),
    ("Did Russia attack Ukraine?", "ASSAULT", "hypothetical"),
    ("Belarus did not allow Poland to attack Ukraine.", "ASSAULT", "negated"),
    ("The president said Russia would attack Ukraine.", "ASSAULT", "planned"),
]


@pytest.mark.parametrize(("text", "type_", "status"), CASES)
def test_status(text: str, type_: str, status: str) -> None:
    """Auxiliaries, negation, governing words, adjectives and conditions decide."""
    assert status in {e.status for e in events(text) if e.type == type_}


def test_refusal_is_actual_and_its_content_is_not() -> None:
    """The denial happened; what is denied is not asserted."""
    found = seen("Moscow denied that it had attacked Ukraine.")
    assert ("REJECT", "actual", "RUS", "UKR") in found
    assert ("ASSAULT", "negated", "RUS", "UKR") in found


def test_threat_under_a_condition_is_made() -> None:
    """The threat is actual, what is threatened depends on the condition."""
    found = seen("Russia threatened to attack Ukraine if Ukraine joins NATO.")
    assert ("THREATEN", "actual", "RUS", "UKR") in found
    assert "conditional" in {s for t, s, *_ in found if t == "ASSAULT"}


def test_accusation_is_attributed() -> None:
    """What somebody is accused of is claimed by the accuser."""
    (event,) = [
        e for e in events("Kyiv accused Moscow of attacking Georgia.") if e.type == "ASSAULT"
    ]
    assert event.status == "actual"
    assert event.attributed_to is not None
    assert event.attributed_to.country == "UKR"


def test_condition_is_given_as_words() -> None:
    """The reading of a conditional names the words of its condition."""
    doc = tree(
        """If if SCONJ 3 mark
        Russia Russia PROPN 3 nsubj
        attacks attack VERB 6 advcl
        allies ally NOUN 6 nsubj
        will will AUX 6 aux
        respond respond VERB 0 root"""
    )
    reading = Statuses(doc, coder().lexicon, {}).of(5)
    assert (reading.status, reading.condition) == ("conditional", (0, 3))


def test_deep_nesting_ends() -> None:
    """A chain of a thousand clauses is read without running out of stack."""
    lines = [f"said say VERB {i} ccomp" for i in range(1, 1000)]
    doc = tree("\n".join(["said say VERB 0 root", *lines]))
    assert Statuses(doc, coder().lexicon, {}).of(999).status == "actual"


WORDS = [
    ("Had it been asked, Sofia would have objected.", "objected", "negated"),
    ("Riots might break out if the verdict is delayed.", "break", "conditional"),
    ("Should the truce collapse, the tanks will return.", "return", "conditional"),
    ("The ships will sail once the debts are paid.", "sail", "conditional"),
    ("Any strike would bring an answer.", "bring", "conditional"),
    ("Neither Washington nor Tehran sent a delegation.", "sent", "negated"),
    ("At no time have the soldiers fired on the crowd.", "fired", "negated"),
    ("The army evacuated no one.", "evacuated", "negated"),
    ("Ten ministers were to have come.", "come", "negated"),
    ("The court refrained from closing the port.", "closing", "negated"),
    ("The navy will not hesitate to sink the ship.", "sink", "planned"),
    ("The regime is said to be preparing trials.", "preparing", "hypothetical"),
    ("The union is expected to extend the sanctions.", "extend", "planned"),
    ("The ministry announced that four jets destroyed the convoy.", "destroyed", "actual"),
    ("The chairman insisted that the talks had failed.", "failed", "actual"),
    ("The index fell to close at a new low.", "close", "actual"),
    ("Thousands gathered to mourn the dead.", "mourn", "actual"),
    ("The committee claims the guards threw a man over the fence.", "threw", "actual"),
    ("The governor asked citizens not to film drones.", "film", "demanded"),
    ("The government wishes to thank the donors.", "thank", "actual"),
    ("The festival was an event held in the capital.", "held", "actual"),
    ("The last patrol leaves the island on Tuesday.", "leaves", "planned"),
    ("The blockade starts next week.", "blockade", "planned"),
    ("Fans set cars on fire on Tuesday.", "set", "actual"),
    ("Sudan stopped short of recalling its envoy.", "recalling", "negated"),
    ("Far from retreating, the column pushed on.", "retreating", "negated"),
    ("The pirates tried to board the ferry but were driven off.", "board", "negated"),
    ("The envoy was to be received at court, but fell ill.", "received", "negated"),
    ("Peru has not ruled out sending soldiers.", "sending", "hypothetical"),
    ("Nothing suggests that the bridge was mined.", "mined", "negated"),
    ("It is not true that our guards fired.", "fired", "negated"),
    ("Fiji offered to train the pilots.", "train", "hypothetical"),
    ("A boycott is what the unions demand.", "boycott", "demanded"),
    ("Laos gave the clinic ten days to close.", "close", "demanded"),
    ("The mayor was told to pay or face prison.", "face", "conditional"),
    ("Any ship that enters the strait will be seized.", "enters", "conditional"),
    ("Without a mandate, the mission will end.", "mandate", "conditional"),
    ("Preparations are under way for an evacuation.", "evacuation", "planned"),
    ("The soldiers were told to leave, and left.", "left", "actual"),
    ("Why did the guards close the gate?", "close", "actual"),
    ("Ghana was quick to condemn the coup.", "condemn", "actual"),
    ("The clerk pleaded guilty to selling the list.", "selling", "actual"),
    ("He behaved as if war had broken out.", "broken", "hypothetical"),
    ("Ahead of the summit, soldiers sealed the roads.", "summit", "planned"),
    ("The senate has yet to confirm the judge.", "confirm", "negated"),
    ("The clerk quit rather than stamp the paper.", "stamp", "negated"),
    ("What the farmers ask for is a repeal.", "repeal", "demanded"),
    ("The guards failed to stop looters from torching the depot.", "torching", "actual"),
    ("The truce remains unlikely.", "truce", "hypothetical"),
    ("Turkey traded two spies in exchange for a pastor.", "traded", "actual"),
    ("Chad denies arming the rebels.", "arming", "negated"),
    ("Brazil decided against sending its minister.", "sending", "negated"),
    ("There is a danger that the dam will give way.", "give", "hypothetical"),
    ("The merger of the two armies fell through.", "merger", "negated"),
    ("Austria will never recognise the annexation.", "annexation", "actual"),
    ("Even if the well is hit, the pumps will run.", "hit", "conditional"),
    ("The cabinet approved the transfer of the tanks.", "transfer", "planned"),
    ("If the talks fail, the bridge will close and trains will stop.", "stop", "conditional"),
]


@pytest.mark.parametrize(("text", "on", "status"), WORDS)
def test_status_of_words(text: str, on: str, status: str) -> None:
    """The predicate's own clause and what governs it decide, whatever it says."""
    doc = next(iter(pipeline().read([text])))
    doc = coder().lexicon.forms.corrected(doc)
    mentions = coder().mentions(doc, report(text))
    i = next(word.i for word in doc.words if word.text == on)
    assert statuses(doc, mentions, coder().lexicon).of(i).status == status
