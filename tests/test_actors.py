"""Actors: names, offices as of a day, countries with roles, groups, and who a pronoun means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coding_kit import coder, events, pipeline, report
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.grammar.forms import noun_forms, verb_forms
from forewarn.coding.grammar.matcher import Matcher
from forewarn.records import Actor


def mentions(text: str, published: str | None = "2021-12-02") -> Mentions:
    """The mentions of a text."""
    doc = next(iter(pipeline().read([text])))
    return coder().mentions(coder().lexicon.forms.corrected(doc), report(text, published))


def actor(text: str, published: str | None = "2021-12-02") -> Actor:
    """The actor of the first event of a text."""
    found = events(text, published)[0].actor
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Norway condemned Russia.", "NOR", None),
        ("The Norwegian defence minister condemned Russia.", "NOR", "GOV"),
        ("Russian troops attacked Georgia.", "RUS", "MIL"),
        ("The Belarusian opposition condemned Russia.", "BLR", "OPP"),
        ("Iranian police attacked protesters.", "IRN", "COP"),
        ("Moscow condemned NATO.", "RUS", None),
        ("The Kremlin condemned NATO.", "RUS", "GOV"),
        ("Syrian rebels attacked Turkey.", "SYR", "REB"),
        ("The parliament of Latvia condemned Russia.", "LVA", "LEG"),
        ("Afghanistan's army attacked the Taliban.", "AFG", "MIL"),
        ("NATO condemned Russia.", "IGO", None),
    ],
)
def test_country_and_sector(text: str, country: str, sector: str | None) -> None:
    """Country and sector come from the name, or from the words beside the noun."""
    found = actor(text)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("President Jacques Chirac condemned Iraq.", "FRA", "GOV"),
        ("Ousted President Askar Akayev condemned Russia.", "KGZ", "ELI"),
        ("Former prime minister Andreas Papandreou condemned Turkey.", "GRC", "ELI"),
        ("Yasir Arafat condemned Israel.", "PSE", "GOV"),
        ("President Bush condemned Iraq.", "USA", "GOV"),
        ("President Assad condemned Israel.", "SYR", "GOV"),
        ("The Tamil Tigers attacked a convoy.", "LKA", "REB"),
        ("Hezbollah guerrillas attacked Israel.", "LBN", "REB"),
        ("Soviet troops attacked Afghanistan.", "RUS", "MIL"),
        ("Chechen rebels attacked a convoy.", "RUS", "REB"),
        ("The government of Balochistan condemned the attack.", "PAK", "GOV"),
        ("The Security Council condemned Iraq.", "IGO", None),
        ("The UN envoy condemned Iraq.", "IGO", "GOV"),
        ("Russia's Security Council condemned Ukraine.", "RUS", "GOV"),
    ],
)
def test_the_world_is_known(text: str, country: str, sector: str | None) -> None:
    """Leaders of the last decades, armed groups, regions and former states, without a day."""
    found = actor(text, published=None)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Quatar", "QAT"),
        ("Ethopia", "ETH"),
        ("Afganistan", "AFG"),
        ("Isreal", "ISR"),
        ("Columbia", None),
        ("Georgina Smith", None),
        ("Poland", "POL"),
    ],
)
def test_a_wrong_letter_does_no_harm(word: str, country: str | None) -> None:
    """A state's name with one letter wrong, unless it names a town."""
    doc = next(iter(pipeline().read([f"{word} condemned the attack."])))
    found = mentions(doc.text, None).resolve(0)
    assert (found[0].country if found else None) == country


def test_the_day_decides_what_a_leader_is() -> None:
    """In office, and afterwards; of two of one surname the one in office."""
    text = "Gerhard Schröder condemned Poland."
    assert actor(text, "2004-05-01").sector == "GOV"
    assert actor(text, "2021-12-02").sector == "ELI"
    assert actor("President Bush condemned Iraq.", "1991-01-10").id == "person.george-h-w-bush"


@pytest.mark.parametrize("name", ["Meta", "Georgia Smith", "Powell"])
def test_bare_surnames_do_not_steal(name: str) -> None:
    """A surname that is a word, a town or somebody else's is no leader."""
    found = [m.actor.id or "" for m in mentions(f"{name} condemned the decision.", None)]
    assert not any(id_.startswith("person.") for id_ in found)


@pytest.mark.parametrize(
    ("text", "word", "country", "sector"),
    [
        ("Gunmen killed two villagers near the Iraqi city of Basra.", "villagers", "IRQ", "CVL"),
        ("Police in the Turkish town of Cizre attacked protesters.", "protesters", "TUR", "CVL"),
        ("Georgia arrested the opposition leader.", "leader", "GEO", "OPP"),
        ("Israel told Egypt that soldiers were killed.", "soldiers", None, "MIL"),
        ("Poland expelled the ambassador.", "ambassador", None, "GOV"),
        ("Poland said that the Ministry had agreed.", "Ministry", None, "GOV"),
        ("Ethnic Albanians in southern Serbia attacked troops.", "Albanians", "SRB", "CVL"),
        ("Kosovo Serbs attacked the police.", "Serbs", "XKX", "CVL"),
        ("Latvians protested in Riga.", "Latvians", "LVA", "CVL"),
        ("The Latvians condemned Russia.", "Latvians", "LVA", None),
        ("The bus drivers of Varna went on strike.", "drivers", "BGR", "LAB"),
    ],
)
def test_people_belong_where_the_text_tells_of_them(
    text: str, word: str, country: str | None, sector: str | None
) -> None:
    """By the place of the clause or the only country named; never who is abroad or the writer."""
    found = mentions(text, None)
    doc = next(iter(pipeline().read([text])))
    at = next(w.i for w in doc.words if w.text == word)
    actors = found.resolve(at)
    assert [(a.country, a.sector) for a in actors] == [(country, sector)]


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ('"We will answer," Russian Foreign Minister Sergei Lavrov said.', "We", {"RUS"}),
        ("Turkey needs nobody, and we may come one night, Erdogan said.", "we", {"TUR"}),
        ("We will answer.", "We", set()),
        ("Armenia and Azerbaijan said both sides had agreed.", "sides", {"ARM", "AZE"}),
        ("France and Germany said the two countries had agreed.", "countries", {"FRA", "DEU"}),
        (
            "Finland closed its border with Russia after accusing its neighbour.",
            "neighbour",
            {"RUS"},
        ),
        ("Algeria accused its neighbour.", "neighbour", set()),
    ],
)
def test_reference_within_a_sentence(text: str, word: str, countries: set[str]) -> None:
    """Who "we", "both sides" and "its neighbour" are; nobody where the text does not say."""
    doc = next(iter(pipeline().read([text])))
    at = next(w.i for w in doc.words if w.text == word)
    actors = mentions(text, None).resolve(at)
    assert {a.country for a in actors if a.country} == countries


def test_office_with_name_is_the_person() -> None:
    """A title before a name that the pack knows gives the person, with the title in the text."""
    found = actor("Lithuanian President Gitanas Nausėda condemned Belarus.")
    assert found.id == "person.gitanas-nauseda"
    assert found.text == "Lithuanian President Gitanas Nausėda"


def test_office_alone_is_its_holder_on_the_day() -> None:
    """Who was foreign secretary then."""
    text = "The UK Foreign Secretary condemned Russia."
    assert actor(text, "2021-12-02").name == "Liz Truss"
    assert actor(text, "2021-08-01").name == "Dominic Raab"


def test_office_alone_without_a_day_stays_the_office() -> None:
    """Nobody is guessed where the day is not known."""
    found = actor("The UK Foreign Secretary condemned Russia.", None)
    assert found.country == "GBR"
    assert found.name not in ("Liz Truss", "Dominic Raab")


def test_diacritics_do_not_matter() -> None:
    """The same person with and without diacritics."""
    first = actor("President Gitanas Nauseda condemned Belarus.")
    second = actor("President Gitanas Nausėda condemned Belarus.")
    assert first.id == second.id


def test_unknown_person_keeps_the_text() -> None:
    """An official that no pack knows keeps name and country, without an id."""
    found = actor("Icelandic diplomat Jonas Thorvald condemned Russia.")
    assert (found.id, found.country, found.sector) == (None, "ISL", "GOV")
    assert "Thorvald" in found.text


def test_capital_as_place_is_nobody() -> None:
    """ "in Moscow" is a place."""
    found = events("Protesters gathered in Moscow and demonstrated against the war.")
    assert all(e.actor is None or e.actor.sector != "GOV" for e in found)


def test_small_group_is_its_members() -> None:
    """The Baltic states are three."""
    found = events("The Baltic states condemned Russia.")
    assert {e.actor.country for e in found if e.actor} == {"EST", "LVA", "LTU"}


def test_counterparts_of_several_countries() -> None:
    """Each country before "counterparts" is one of them."""
    found = events("The Polish president met his Estonian and Latvian counterparts.")
    assert {e.recipient.country for e in found if e.recipient} >= {"EST", "LVA"}


def test_pronoun_is_the_subject_before() -> None:
    """ "It" is the state, "he" the person that the sentence before is about."""
    found = events("Latvia summoned the ambassador. It condemned Russia.")
    assert {e.actor.country for e in found if e.actor and e.type == "ACCUSE"} == {"LVA"}


def test_surname_is_the_full_name_before() -> None:
    """A surname alone is the person named in full before."""
    found = events(
        "Estonian diplomat Mart Tamberg arrived on Monday. On Tuesday, Tamberg condemned Russia."
    )
    assert {e.actor.country for e in found if e.actor and e.type == "ACCUSE"} == {"EST"}


def test_at_and_resolve_agree() -> None:
    """Every mention is found again at its head, and stands for its first actor."""
    found = mentions("The French president and the German chancellor met Ukrainian officials.")
    for mention in found:
        assert found.at(mention.head) == mention
        assert found.resolve(mention.head)[0] == mention.actor


def test_gazetteer_wins_over_the_model() -> None:
    """A place is no person, whatever the model thinks."""
    found = mentions("Kharkiv was quiet. Officials in Kharkiv met Ukrainian diplomats.")
    assert all(m.actor.sector != "GOV" or m.actor.text != "Kharkiv" for m in found)


def test_matcher_takes_the_longest_name() -> None:
    """ "New York Times" wins over "New York"; names do not overlap."""
    matcher = Matcher([("New York", 1), ("New York Times", 2), ("Times", 3)])
    found = matcher.find(["the", "New", "York", "Times", "of", "New", "York"])
    assert [(m.start, m.end, m.values) for m in found] == [(1, 4, (2,)), (5, 7, (1,))]


def test_matcher_knows_acronyms_by_their_capitals() -> None:
    """ "US" is no "us", "U.S." is one."""
    matcher = Matcher([("US", "USA")])
    assert [m.start for m in matcher.find(["us", "US", "U.S.", "Us"])] == [1, 2]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abAB-'é.", min_size=1, max_size=4), max_size=12))
def test_matches_are_ordered_and_apart(words: list[str]) -> None:
    """Whatever the words, matches lie within them, in order, without overlap."""
    found = Matcher([("a", 0), ("a b", 1), ("AB", 2), ("é-a", 3)]).find(words)
    edges = [edge for match in found for edge in (match.start, match.end)]
    assert edges == sorted(edges)
    assert all(match.start < match.end <= len(words) for match in found)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("expel", {"expels", "expelling", "expelled"}),
        ("ban", {"bans", "banning", "banned"}),
        ("deny", {"denies", "denying", "denied"}),
        ("meet", {"meets", "meeting", "met"}),
        ("agree", {"agrees", "agreeing", "agreed"}),
        ("visit", {"visits", "visiting", "visited"}),
        ("invade", {"invades", "invading", "invaded"}),
    ],
)
def test_verb_forms(verb: str, forms: set[str]) -> None:
    """Regular, doubled and irregular forms."""
    assert forms <= set(verb_forms(verb))


def test_noun_forms() -> None:
    """Regular and irregular plurals."""
    assert set(noun_forms("ally")) == {"ally", "allies"}
    assert set(noun_forms("policeman")) == {"policeman", "policemen"}
    assert set(noun_forms("embargo")) == {"embargo", "embargoes"}


_LATVIA = "The Latvian government declared an emergency because of Belarus. "
_KHOMCHAK = "Ukraine's army chief Ruslan Khomchak said that Russia was building up troops. "
_EU = "European Commissioner Paolo Gentiloni said that the Union would not be intimidated. "


@pytest.mark.parametrize(
    ("text", "source", "word", "country"),
    [
        (_KHOMCHAK + "Parliament asked for pressure on Moscow.", None, "Parliament", "UKR"),
        (_KHOMCHAK + "He asked foreign parliaments for help.", None, "parliaments", None),
        (_LATVIA + "The armed forces will help the police.", None, "forces", "LVA"),
        ("Russian President Vladimir Putin ordered the Defence Ministry to send troops to Ukraine.",
         None, "Ministry", "RUS"),
        ("The Ministry increased its pressure on Moscow.", None, "Ministry", None),
        (_EU, None, "Union", "IGO"),
        (_EU + "The Council met in Riga.", None, "Council", "IGO"),
        ("The Head of State thanked Romania.", "president.gov.ua", "Head", "UKR"),
        ("The Minister thanked Poland.", "mfa.gov.lv", "Minister", "LVA"),
        ("The President thanked Poland.", "kremlin.ru", "President", "RUS"),
        ("The President thanked Poland.", "example.com", "President", None),
        ("Romania condemned Russia. The President of Romania spoke.", "kremlin.ru", "President",
         "ROU"),
        ("The Security Council met the President.", "kremlin.ru", "Council", "RUS"),
    ],
)  # fmt: skip
def test_whose_a_bare_office_or_body_is(
    text: str, source: str | None, word: str, country: str | None
) -> None:
    """The publishing state's, else the one that acted last; not the one that an act is aimed at."""
    doc = coder().lexicon.forms.corrected(next(iter(pipeline().read([text]))))
    found = coder().mentions(doc, replace(report(text, "2021-11-05"), source=source))
    at = next(w.i for w in doc.words if w.text == word)
    actors = found.resolve(at)
    assert {a.country for a in actors} == {country}


def test_half_a_title_is_no_part_of_a_name() -> None:
    """ "State Wendy Sherman" is nobody."""
    found = mentions("US Deputy Secretary of State Wendy Sherman met Russian diplomats.")
    assert not any(m.actor.text.startswith("State") for m in found)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The parties agreed in Riga.", "parties"),
        ("Latvia declared a state of war.", "state"),
    ],
)
def test_words_that_name_no_actor(text: str, word: str) -> None:
    """The parties to talks are no political parties, and a state of emergency is no state."""
    assert all(m.actor.sector is None for m in mentions(text) if m.actor.text == word)
