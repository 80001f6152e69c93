"""What cleaning keeps, what it drops, and what it learns from what it drops."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.intake import normal
from forewarn.intake.clean import clean

FIRST = (
    "Latvia closed two of its crossings to Belarus on Monday after a group of people tried to "
    "break through the fence, the interior ministry said."
)
LAST = "The ministry did not say when the crossings would open again for travellers and goods."
BODY = f"{FIRST}\n\n{LAST}"


def reasons(text: str) -> dict[str, str]:
    """Why each line of a text was dropped."""
    return {piece.text: piece.reason for piece in clean(text).dropped}


def test_a_report_alone_stays_whole() -> None:
    """Nothing is dropped from a text that is nothing but a report."""
    cleaned = clean(BODY)
    assert (cleaned.text, cleaned.dropped, cleaned.title) == (BODY, (), None)


def test_everything_around_a_report_goes() -> None:
    """Furniture before and after the report is dropped word for word, the report stays."""
    before = ["World", "Latvia closes two crossings", "By Anna Ozola", "29 November 2021, 10:15"]
    after = [
        "Photo: Janis Berzins / LETA",
        "Share this article",
        "Subscribe to our newsletter and get the news every morning",
        "© 2021 The Courier. All rights reserved.",
        "Tags: Latvia, Belarus",
        "Latvia, Belarus, migration",
        "Home",
    ]
    cleaned = clean("\n\n".join([*before, BODY, *after]))
    assert cleaned.text == BODY
    assert cleaned.title == "Latvia closes two crossings"
    assert cleaned.published == "2021-11-29T10:15"
    kept_apart = [piece.text for piece in cleaned.dropped]
    assert kept_apart == [line for line in (*before, *after) if line != cleaned.title]


def test_links_inside_the_report_go() -> None:
    """Links to other articles and advertisements between paragraphs go, wherever they stand."""
    text = f"{FIRST}\n\nRead more: What we know of the fence\n\nAdvertisement\n\n{LAST}"
    assert clean(text).text == BODY
    assert set(reasons(text).values()) == {"link to another article", "page furniture"}


def test_note_in_another_language_goes() -> None:
    """A closing line in another language than the report is dropped with that language."""
    note = "Pastebėjote klaidą tekste? Pažymėkite ją ir praneškite mūsų redakcijai"
    assert reasons(f"{BODY}\n\n{note}") == {note: "in another language (lt)"}


def test_quotes_in_another_language_stay() -> None:
    """What somebody is quoted with stays, in any language, and inside the report all does."""
    quote = "„Mes visada būsime pasiruošę ginti savo valstybės sieną“, – sakė ministrė."
    assert clean(f"{BODY}\n\n{quote}").text.endswith(quote)
    inside = quote.replace("„", "").replace("“", "")
    assert inside in clean(f"{FIRST}\n\n{inside}\n\n{LAST}").text


def test_sentences_that_sound_like_pleas_stay() -> None:
    """Sentences of the report that use the words of a plea are no plea."""
    for sentence in (
        "The Kremlin said on its Telegram channel that it would answer in the coming days.",
        "We subscribe to the principle that borders in Europe must not be changed by force.",
        "The commissioner wants the privacy policy of the platforms to be changed next year.",
        "Join me in thanking our soldiers for what they have done on the border this winter.",
        '"Follow us on this path and you will be free," the president told the crowd in Minsk.',
    ):
        assert clean(f"{FIRST}\n\n{sentence}").text == f"{FIRST}\n\n{sentence}"


def test_headlines_that_sound_like_labels_are_titles() -> None:
    """ "Sources: …" and headlines with commas are titles, not labels or tags."""
    for headline in (
        "Sources: Russia may move more troops",
        "Latvia, Lithuania, Poland close crossings",
        "Allies sign up to new defence fund",
    ):
        assert clean(f"{headline}\n\n{BODY}").title == headline


def test_known_title_is_not_repeated() -> None:
    """Where the title is known, its repetition in the text goes."""
    cleaned = clean(f"Latvia closes crossings\n\n{BODY}", "LATVIA CLOSES CROSSINGS")
    assert cleaned.text == BODY
    assert cleaned.dropped[0].reason == "title repeated"


def test_datelines() -> None:
    """Place, agency and day before the first sentence are taken off and used."""
    for line, agency, published in (
        ("VILNIUS, Dec 2 (Reuters) - ", "Reuters", None),
        ("RIGA (AP) — ", "AP", None),
        ("RIGA, Latvia (AP) — ", "AP", None),
        ("Kyiv, December 2, 2021 (Interfax-Ukraine) – ", "Interfax-Ukraine", "2021-12-02"),
        ("MINSK, 2 December (BelTA) – ", "BelTA", None),
        ("WASHINGTON -- ", None, None),
        ("BRUSSELS, April 13, 2021 - ", None, "2021-04-13"),
        ("MOSCOW. Dec 2. INTERFAX.RU - ", "Interfax", None),
        ("MOSCOW, December 2. /TASS/. ", "TASS", None),
    ):
        cleaned = clean(line + BODY)
        assert (cleaned.text, cleaned.agency, cleaned.published) == (BODY, agency, published)
        assert cleaned.dateline == line.rstrip(" -–—")


def test_what_is_no_dateline() -> None:
    """A sentence with a dash stays whole."""
    for start in ("NATO - the alliance of thirty - met. ", "A minister - of two - left. ", "X - "):
        assert clean(start + BODY).text == start + BODY


def test_agency_credit() -> None:
    """An agency after the last stop of the first or last paragraph is its credit."""
    for credit, agency in (
        (" AFP.", "AFP"),
        (" (Reuters)", "Reuters"),
        (" /BNS/", "BNS"),
        (" — PAP", "PAP"),
    ):
        cleaned = clean(BODY + credit)
        assert (cleaned.text, cleaned.agency) == (BODY, agency)
        assert clean(f"{FIRST}{credit}\n\n{LAST}").agency == agency
    told = f"{FIRST}\n\nHe would come at once and stay for long, he told Reuters."
    assert clean(told).text == told


def test_labelled_lines_give_metadata() -> None:
    """Lines such as "Title:", "Source:" and "Date:" around the text are read."""
    cleaned = clean(f"Title: Crossings closed\nDate: 2021-11-29\nSource: The Courier\n\n{BODY}")
    assert (cleaned.title, cleaned.published, cleaned.source, cleaned.text) == (
        "Crossings closed",
        "2021-11-29",
        "The Courier",
        BODY,
    )


def test_published_goes_before_updated() -> None:
    """Where a line says both, the day of publication counts; alone, the update stands in."""
    both = "Updated: 30 November 2021, published: 29 November 2021"
    assert (
        clean(f"{both.split(', ')[1]}\n{both.split(', ')[0]}\n\n{BODY}").published == "2021-11-29"
    )
    assert clean(f"Updated 30 November 2021\n\n{BODY}").published == "2021-11-30"


def test_wrapped_lines_are_joined() -> None:
    """Lines broken at one width become paragraphs again."""
    wrapped = (
        "Latvia closed two of its crossings to Belarus on Monday after a\n"
        "group of people tried to break through the fence, the interior\n"
        "ministry said.\n\n"
        "The ministry did not say when the crossings would open again for\n"
        "travellers and goods."
    )
    assert clean(wrapped).text == BODY


def test_short_texts_are_not_emptied() -> None:
    """A text of one line stays, whatever it looks like."""
    assert clean("Poland closes a crossing").text == "Poland closes a crossing"
    assert clean("Putin arrives in Minsk").text == "Putin arrives in Minsk"


LINES = st.lists(
    st.sampled_from([FIRST, LAST, "Read more: x", "Home", "BNS", "29.11.2021", "A, B, C", "Title"])
    | st.text(max_size=60),
    max_size=12,
)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost(lines: list[str]) -> None:
    """Every word of the input is in the text, the title or what was dropped."""
    cleaned = clean("\n".join(lines))
    kept = "\n".join([cleaned.text, cleaned.title or "", *(each.text for each in cleaned.dropped)])
    given_text, _ = normal.normalise("\n".join(lines))
    assert not Counter(filter(str.isalnum, given_text)) - Counter(filter(str.isalnum, kept))


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_cleaning_twice_keeps_sentences(lines: list[str]) -> None:
    """Sentences between others survive cleaning, and are not changed by it."""
    cleaned = clean("\n\n".join([FIRST, *lines, LAST])).text
    assert cleaned.startswith(FIRST)
    assert LAST in cleaned
