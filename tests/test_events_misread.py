"""Events that are none, or others than their words suggest; whom they are done by and to."""

from __future__ import annotations

import pytest
from coding_kit import events, seen

NONE = [
    "Lavrov is to visit Minsk on Friday.|AGREE",
    "Lithuania plans to send aid to Ukraine.|AGREE",
    "Slovak farmers to block the border crossing.|THREATEN",
    "Russia complied with the Vienna Document.|CONCEDE",
    "NATO gave answers to Russia's proposals.|REJECT",
    "Baku insisted that it had aimed only at guns.|REQUEST",
    "The minister has yet to say whether Berlin should back the Spanish candidate.|REQUEST",
    "Hurricane Gilbert killed more than two hundred people in Mexico.|ASSAULT",
    "A storm front is marching on the Philippines from the east.|PROTEST",
    "An army of ants had taken up positions around the table at a hotel in Tashkent.|MOBILIZE",
    "The President congratulated workers on their professional holiday.|SUPPORT",
    "The United States delivered its written response to Russia's proposals.|SUPPORT",
    "A Christian missionary was arrested in Lebanon for collaborating with Israel.|COOPERATE",
]


@pytest.mark.parametrize("case", NONE)
def test_it_is_no_such_event(case: str) -> None:
    """Plans, ceremonies, weather, answers and charges are not what their words may mean."""
    text, type_ = case.split("|")
    assert not [each for each in seen(text) if each[:2] == (type_, "actual")]


def test_what_is_to_be_conceded_is_promised() -> None:
    """ "Will lift" and "will withdraw" both announce cooperation: AGREE in the PLOVER manual."""
    for text in (
        "Lithuania will lift sanctions on Belarus.",
        "Russia will withdraw its troops from Belarus.",
    ):
        assert {t for t, s, _, _ in seen(text) if s == "actual"} == {"AGREE"}


@pytest.mark.parametrize(
    "text",
    ["The United States sent Ukraine missiles.", "Britain sent Ukraine 2,000 anti-tank missiles."],
)
def test_weapons_sent_to_a_state_are_aid(text: str) -> None:
    """The state before the weapons receives them; the weapons do not."""
    found = {(t, r) for t, s, _, r in seen(text) if s == "actual"}
    assert found == {("AID", "UKR")}


def test_unseen_bombers_are_armed_people_of_the_place() -> None:
    """Where a bomb kills and nobody is named, unidentified armed people did it."""
    found = events("Three US servicemen were killed by an improvised explosive device near Basra.")
    actors = {(e.actor.country, e.actor.sector) for e in found if e.actor}
    assert actors == {("IRQ", "UAF")}
    dropped = events("A Russian glide bomb killed four people in Kharkiv.")
    assert {e.actor.country for e in dropped if e.actor} == {"RUS"}


def test_who_is_to_be_freed_is_not_who_is_asked() -> None:
    """A demand for somebody's release goes to whoever holds him."""
    asked = {
        r
        for t, _, _, r in seen("Washington demanded the release of Alexei Navalny.")
        if t == "REQUEST"
    }
    assert asked == {None}


def test_allies_of_an_alliance_are_of_no_one_state() -> None:
    """ "Its allies" are not the only other state that the sentence names."""
    found = seen("NATO urged its allies to send weapons to Ukraine.")
    assert ("REQUEST", "actual", "IGO", None) in found


def test_honours_across_borders_are_support() -> None:
    """Ceremonies at home are none, congratulations to another state's leader are."""
    found = seen("President Duda congratulated Moldova's president on her victory.")
    assert ("SUPPORT", "actual", "POL", "MDA") in found


def test_arrests_at_matches_are_arrests() -> None:
    """Sport tells of no attacks, but police may arrest there."""
    found = seen("Nigerian police arrested 52 separatists during a football tournament in Lagos.")
    assert any(each[:3] == ("COERCE", "actual", "NGA") for each in found)


def test_participles_that_the_heads_are_sure_of_stand() -> None:
    """Grammar names no doer here; the heads and the lexicon agree on what happened."""
    found = seen("Kidnapped Polish priest freed in Chad")
    assert any(each[:2] == ("ASSAULT", "actual") for each in found)


@pytest.mark.parametrize(
    "case",
    [
        "Somali pirates seized 22 sailors on Monday.|ASSAULT|COERCE",
        "Bolivian miners blocked the road to La Paz.|PROTEST|COERCE",
        "Indian commandos freed 141 passengers on Sunday.|AID|RETREAT",
        "Chad has ordered all Libyan diplomats to leave within 72 hours.|SANCTION|REQUEST",
        "Colombian rebels looted a warehouse in Bogota.|ASSAULT|PROTEST",
        "Romania's minister agreed to halt imports of Ukrainian grain.|AGREE|THREATEN",
    ],
)
def test_who_does_it_says_what_it_is(case: str) -> None:
    """Pirates abduct where police arrest; people protest where a state blockades."""
    text, right, wrong = case.split("|")
    found = {t for t, s, _, _ in seen(text) if s == "actual"}
    assert right in found
    assert wrong not in found


def test_what_is_done_among_kin_is_private() -> None:
    """A driver who shoots his brother-in-law commits no political violence; police may."""
    private = "A Jordanian taxi driver shot dead his brother-in-law in Zarqa on Thursday."
    assert not [each for each in seen(private) if each[0] == "ASSAULT"]
    assert [each for each in seen("Egyptian police shot dead his wife.") if each[0] == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Ten people were injured when a tram jumped the rails in the Croatian capital Zagreb.",
        "A gas explosion killed four workers in the Kazakh town of Karaganda.",
        "A Croatian qualifier ambushed the third seed, an American, on Wednesday.",
    ],
)
def test_accidents_and_matches_are_no_assaults(text: str) -> None:
    """Nobody attacks anybody where a tram derails or a qualifier wins."""
    assert not [each for each in seen(text) if each[0] == "ASSAULT"]


@pytest.mark.parametrize(
    "case",
    [
        "Uruguay's Senate lifted the immunity of a former minister.|SANCTION",
        "Turkmen reservists were summoned to barracks near Kushka.|MOBILIZE",
        "Albanian guerrillas traded mortar rounds with Macedonian soldiers.|ASSAULT",
        "Gunmen carried off the deputy governor of a province in Yemen.|ASSAULT",
        "Georgia's ruling party dropped a bill on foreign agents.|CONCEDE",
        "Iran's navy boarded a Qatari tanker.|COERCE",
        "The Paris Club rescheduled 900 million dollars of Ivorian debt.|AID",
    ],
)
def test_verbs_with_their_objects_say_what_is_done(case: str) -> None:
    """The same verbs say other things, or nothing, of other objects."""
    text, type_ = case.split("|")
    assert type_ in {t for t, s, _, _ in seen(text) if s == "actual"}


def test_what_is_sent_is_not_to_whom() -> None:
    """Engineers and radar units are the help, not who is helped."""
    found = events("Romania said it would send 120 engineers and two radar units to Galați.")
    helped = {each.recipient.text for each in found if each.recipient}
    assert not helped & {"120 engineers", "two radar units"}


def test_a_drone_is_not_denied_and_a_source_not_done_to() -> None:
    """What is denied is said of a drone, not to it; “according to” tells who says so."""
    denied = events("The Kremlin denied that any Russian drone had entered Moldovan airspace.")
    assert all(e.recipient is None or "drone" not in e.recipient.text for e in denied)
    told = events("According to the border police, 35 residents of the village were evacuated.")
    assert all(e.recipient is None for e in told)
