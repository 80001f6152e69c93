"""Measurements: values, qualifiers and units; whose, where, by whom; and what is no quantity."""

from __future__ import annotations

import pytest
from coded import code, read, report
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.coding.measurements import quantities
from forewarn.language.doc import Doc, Word
from forewarn.records import Measurement


def only(text: str) -> Measurement:
    (one,) = code(text).measurements
    return one


def counted(number: str) -> list[tuple[float, str, str]]:
    """The quantities of "NUMBER soldiers", with a tree made by hand."""
    text = f"{number} soldiers"
    words, at = [], 0
    pieces = text.split(" ")
    for i, piece in enumerate(pieces):
        last = i == len(pieces) - 1
        upos, relation = ("NOUN", "root") if last else ("NUM", "nummod")
        top = len(pieces) - 1
        words.append(Word(i, piece, at, at + len(piece), piece.lower(), upos, "", top, relation))
        at += len(piece) + 1
    doc = Doc(text, tuple(words), ((0, len(words)),), ())
    return [(q.value, q.qualifier, q.unit) for q in quantities.find(doc)]


@pytest.mark.parametrize(
    ("number", "value", "qualifier"),
    [
        ("100,000", 100_000, "exact"),
        ("up to 100,000", 100_000, "at_most"),
        ("More than 1.5 million", 1_500_000, "at_least"),
        ("about two dozen", 24, "about"),
        ("at least twenty-five", 25, "at_least"),
        ("a hundred and fifty thousand", 150_000, "exact"),
        ("half a million", 500_000, "exact"),
        ("fewer than 300", 300, "at_most"),
        ("no fewer than 300", 300, "at_least"),
        ("1 million 600 thousand", 1_600_000, "exact"),
    ],
)
def test_numbers_and_what_stands_before_them(number: str, value: float, qualifier: str) -> None:
    """Digits and words, scales and qualifiers."""
    assert counted(number) == [(value, qualifier, "soldiers")]


def test_a_range_gives_both_ends() -> None:
    """From the lower to the upper bound, with the scale of the upper one."""
    assert counted("10 to 15 thousand") == [
        (10_000, "at_least", "soldiers"),
        (15_000, "at_most", "soldiers"),
    ]


@pytest.mark.parametrize(
    "number", ["Thousands of", "several", "one", "dozens of", "Article 4", "the"]
)
def test_words_without_a_value(number: str) -> None:
    """What has no value gives no measurement."""
    assert counted(number) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nauseda, 57, arrived at 10:30 on 12 September 2021.",
        "The 45-year-old general flew a Su-35 during Zapad 2021.",
        "Article 5 and Resolution 2202 remain in force.",
        "The first meeting of the G7 was held in 2014.",
        "Call +370 5 236 2444 for help.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    """Ages, times, dates, names, articles and telephone numbers are no quantities."""
    assert code(text).measurements == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Lithuania will spend 2.05 percent of its GDP on defence.", 2.05, "%"),
        ("The United States provided $2.5 billion to Ukraine.", 2.5e9, "USD"),
        ("The fence is 180 kilometres long.", 180.0, "km"),
        ("Estonia pays 748 million euros.", 748e6, "EUR"),
    ],
)
def test_units(text: str, value: float, unit: str) -> None:
    """Percent, money and lengths have one name each."""
    one = only(text)
    assert (one.value, one.unit) == (value, unit)


def test_whose_where_and_by_whom() -> None:
    """The owner is in the phrase, the place beside it, the claimant says the sentence."""
    one = only("Zelenskyy said that up to 100,000 Russian troops stood near the Ukrainian border.")
    assert (one.value, one.qualifier, one.unit) == (100_000, "at_most", "troops")
    assert one.owner is not None
    assert one.owner.country == "RUS"
    assert one.claimed_by is not None
    assert one.claimed_by.name == "Volodymyr Zelenskyy"
    assert one.place is not None
    assert one.place.lat is None


def test_who_sends_is_whose() -> None:
    """The subject of sending or having owns what is counted."""
    one = only("Germany will send 500 soldiers to Lithuania.")
    assert one.owner is not None
    assert one.owner.country == "DEU"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Russia lost 40 tanks, officials in Kyiv say.", "UKR"),
        ("Russia lost 40 tanks near Kherson, Ukraine admitted.", "UKR"),
        ("China has sold Iran 300 drones, Saudi newspapers report.", "SAU"),
        ("Lithuania has ordered 44 tanks.", None),
    ],
)
def test_who_claims_it(text: str, country: str | None) -> None:
    """Who says it behind the comma, by his place where he is not named; nobody who only orders."""
    claimant = only(text).claimed_by
    assert (claimant.country if claimant else None) == country


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Three drones operated by the Iranian army crashed in the desert.", "IRN"),
        ("Russian airstrikes on Idlib killed 19 civilians.", "SYR"),
        ("Lithuania's Seimas voted 96 to 3 to ban the import of grain.", "LTU"),
        ("Brussels unveiled sanctions on 27 tankers.", None),
        ("Colombia has found 40 migrants in a lorry.", None),
    ],
)
def test_owners_by_what_is_counted(text: str, owner: str | None) -> None:
    """Arms are whose they are run by, people and votes of where they are; strangers nobody's."""
    found = code(text).measurements[0].owner
    assert (found.country if found else None) == owner


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Kharkiv was hit by 14 bombs.", "UKR"),
        ("Gunmen raided a mine in northern Burkina Faso. At least 27 diggers died.", "BFA"),
        ("VILNIUS, Oct 9 - Border guards detained 31 migrants over the weekend.", "LTU"),
        ("Latvian border guards stopped 61 people crossing the Belarusian border.", "LVA"),
        ("The ministry in Riga ordered 42 tanks.", None),
        ("Germany approved three billion euros in military aid to Ukraine.", "UKR"),
    ],
)
def test_where_it_is(text: str, country: str | None) -> None:
    """By what is done to a place, the sentence before, the dateline, the guards, who is aided."""
    place = code(text).measurements[0].place
    assert (place.country if place else None) == country


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Minsk fined its critics 3,500 roubles.", "BYN"),
        ("Moscow spent 3,500 roubles.", "RUB"),
        ("Czech arms exports rose to 40 billion crowns.", "CZK"),
        ("Norway paid 40 million kroner.", "NOK"),
        ("Canberra spent 40 million dollars.", "USD"),
    ],
)
def test_coins_of_several_states(text: str, unit: str) -> None:
    """A coin is that of the state named, or of whose the sum is; dollars are nobody's own."""
    assert only(text).unit == unit


def test_claims_beside_the_sentence() -> None:
    """By somebody's count, between commas, or at the end of a quotation."""
    for text in (
        "By Kyiv's own count, 31,000 of its soldiers had fallen.",
        "Russia, Ukrainian commanders concluded, has lost 31,000 soldiers.",
    ):
        claimant = only(text).claimed_by
        assert claimant is not None
        assert claimant.country == "UKR"


def test_words_between_two_numbers() -> None:
    """ "Between three and four thousand" are two ends, "96 to 3" two counts of votes."""
    ends = code("Between three and four thousand soldiers crossed the river.").measurements
    assert [(m.value, m.qualifier) for m in ends] == [(3000, "at_least"), (4000, "at_most")]
    votes = code("The chamber voted 96 to 3 for the bill.").measurements
    assert [(m.value, m.unit) for m in votes] == [(96, "votes"), (3, "votes")]


def test_things_are_of_nobody_by_where_they_are() -> None:
    """What is seized, fired or driven somewhere is not for that of the state that it is in."""
    assert only("Police seized 29 rifles in Kosovo.").owner is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Two Ukrainian Mi-8 helicopters came down.", ["mi-8 helicopters"]),
        ("Twelve Romanian F-16s flew to Lithuania.", ["f-16s"]),
        ("The army's 3,000-strong garrison fell.", ["garrison"]),
        ("Washington withdrew 7,000 of its 14,000 troops.", ["troops", "troops"]),
    ],
)
def test_what_is_counted(text: str, units: list[str]) -> None:
    """The noun with its type; what is part of a number of them is of the same."""
    assert [each.unit for each in code(text).measurements] == units


def test_evidence_is_the_sentence() -> None:
    """The evidence is a slice of the report; the same text gives the same ids."""
    text = "Nothing happened. Norway has 140 soldiers there. Nobody left."
    one = only(text)
    (piece,) = one.evidence
    assert text[piece.start : piece.end] == piece.text == "Norway has 140 soldiers there."
    assert only(text) == one


def test_the_date_is_resolved_from_publication() -> None:
    """A relative day needs the publication day."""
    text = "Russia moved 50 tanks on Tuesday."
    (known,), (unknown,) = code(text).measurements, code(text, None).measurements
    assert known.date is not None
    assert known.date.start == "2021-12-14"
    assert unknown.date is None


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 10**9))
def test_grouped_digits_keep_their_value(number: int) -> None:
    """A number written with separators is read as it was meant."""
    if 1_900 <= number <= 2_100:
        return
    assert counted(f"{number:,}") == [(float(number), "exact", "soldiers")]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789 ,.-–$€%kmbntofa+", max_size=40))
def test_any_digits_are_read_without_failing(text: str) -> None:
    """Hostile digits give finite values or none."""
    doc = read("Nobody came.")
    fake = Doc(text, doc.words[:0], (), ())
    assert quantities.find(fake) == ()
    for value, _, _ in counted(text.strip() or "x"):
        assert 0 <= value < 1e60


def test_a_report_without_numbers() -> None:
    """No number, no measurement."""
    assert report("Nothing.").published is not None
    assert code("Nothing was counted.").measurements == ()


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "Armenia put its losses in the fighting at 105 soldiers, while Azerbaijan put its own "
            "at 71.",
            ["ARM", "AZE"],
        ),
        (
            "Kyiv put its losses in the battle at 20 soldiers, Moscow its own at 30.",
            ["UKR", "RUS"],
        ),
    ],
)
def test_two_sided_counts(text: str, owners: list[str]) -> None:
    """What each side says of its own: "Y its own at 80"."""
    found = code(text).measurements
    assert [one.owner and one.owner.country for one in found] == owners
    assert [one.claimed_by and one.claimed_by.country for one in found] == owners


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The enemy lost 900 men near Avdiivka, Ukraine's General Staff said.", "RUS"),
        ("Chad's army said that the enemy had lost 40 men in fighting with Sudan.", "SDN"),
        ("Chad's army said that the enemy had lost 40 men.", None),
    ],
)
def test_the_enemys_losses_are_not_the_speakers(text: str, owner: str | None) -> None:
    """The only other state's, or that with which the speaker's has been at war."""
    found = only(text).owner
    assert (found and found.country) == owner


def test_some_of_those_counted_before_are_the_same_sides() -> None:
    """ "Two of them": whose and nobody's as the whole is."""
    text = (
        "American forces in Syria came under fire from five drones launched by Iraqi militias, an "
        "official said; two of them hit the base."
    )
    five, two = code(text).measurements
    assert five.owner and two.owner
    assert (five.owner.country, two.owner.country) == ("IRQ", "IRQ")


def test_each_number_has_the_place_right_behind_it() -> None:
    """ "About 1,000 in X and 350 in Y", "3 billion to X and 2 billion to Y"."""
    text = "France withdrew the last 1,500 of its soldiers from Niger, leaving 1,000 in Chad."
    assert [m.place and m.place.country for m in code(text).measurements] == ["NER", "TCD"]
    text = "Berlin will pay 3.5 billion euros to Hungary and 2.1 billion to Slovakia this year."
    assert [m.place and m.place.country for m in code(text).measurements] == ["HUN", "SVK"]


def test_soldiers_hurt_at_home_are_of_the_army_that_tells() -> None:
    """Not of the men from elsewhere who hurt them."""
    text = "Fighters from Afghanistan hit a post in Pakistan, killing four soldiers, the army said."
    owner = only(text).owner
    assert owner and owner.country == "PAK"


def test_an_abbreviation_behind_a_number_word_is_read() -> None:
    """“ed.” ends in no letter: nothing is joined to it, and nothing fails."""
    text = "Zelenskyy spoke of the meeting (of the “Normandy Four” - ed.), he said."
    assert all(each.unit != "ed." for each in code(text).measurements)
