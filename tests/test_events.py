"""Events: every type, in its voices and forms, with roles, modes and evidence."""

from __future__ import annotations

import pytest
from coding_kit import coder, country, events, pipeline, report, seen
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.coding.events import events as events_of
from forewarn.coding.events.why import Why
from forewarn.coding.grammar import lexicon
from forewarn.coding.grammar.lexicon import Rule
from forewarn.packs.pack import Term
from forewarn.records import Event

CASES = [
    ("Latvia agreed to host a NATO brigade.", "AGREE", "LVA", None),
    ("Canada promised to send instructors to Ukraine.", "AGREE", "CAN", "UKR"),
    ("The Estonian prime minister met the Finnish president in Tallinn.", "CONSULT", "EST", "FIN"),
    ("Warsaw held talks with Berlin on Monday.", "CONSULT", "POL", "DEU"),
    ("The French foreign minister visited Kyiv.", "CONSULT", "FRA", "UKR"),
    ("Slovakia praised the decision of the Czech government.", "SUPPORT", "SVK", "CZE"),
    ("Denmark and Norway signed an agreement with Sweden.", "SUPPORT", "DNK", "SWE"),
    ("The Hungarian government apologised to Romania.", "CONCEDE", "HUN", "ROU"),
    ("Turkey lifted sanctions on Armenia.", "CONCEDE", "TUR", "ARM"),
    ("Lithuania shared intelligence with Poland.", "COOPERATE", "LTU", "POL"),
    ("The United States sent ammunition to Ukraine.", "AID", "USA", "UKR"),
    ("Germany granted asylum to Belarusian activists.", "AID", "DEU", "BLR"),
    ("Russia withdrew its troops from Syria.", "RETREAT", "RUS", "SYR"),
    ("Azerbaijan released two Armenian soldiers.", "RETREAT", "AZE", "ARM"),
    ("Poland asked Germany to deploy air defences.", "REQUEST", "POL", "DEU"),
    ("The Kremlin demanded guarantees from NATO.", "REQUEST", "RUS", "IGO"),
    ("Estonia condemned Russia's invasion.", "ACCUSE", "EST", "RUS"),
    ("Kyiv accused Moscow of violating the truce.", "ACCUSE", "UKR", "RUS"),
    ("Minsk rejected a Polish proposal.", "REJECT", "BLR", "POL"),
    ("China refused to support the United States.", "REJECT", "CHN", "USA"),
    ("Russia threatened Finland with retaliation.", "THREATEN", "RUS", "FIN"),
    ("Belarusian opposition activists protested against the government.", "PROTEST", "BLR", None),
    ("Britain imposed sanctions on Russia.", "SANCTION", "GBR", "RUS"),
    ("Bulgaria expelled two Russian diplomats.", "SANCTION", "BGR", "RUS"),
    ("Russia deployed tanks near the border.", "MOBILIZE", "RUS", None),
    ("Iranian police arrested three journalists.", "COERCE", "IRN", None),
    ("Russian troops invaded Georgia.", "ASSAULT", "RUS", "GEO"),
    ("Turkish warplanes bombed Kurdish rebels in Iraq.", "ASSAULT", "TUR", None),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), CASES)
def test_type_and_roles(text: str, type_: str, actor: str, recipient: str | None) -> None:
    """A plain sentence gives its event as actual, with the countries of both sides."""
    found = {
        (t, a) if recipient is None else (t, a, r) for t, s, a, r in seen(text) if s == "actual"
    }
    expected = (type_, actor) if recipient is None else (type_, actor, recipient)
    assert expected in found


def test_passive_turns_the_roles_round() -> None:
    """Who stands behind "by" is the actor, the subject of a passive the recipient."""
    assert ("ASSAULT", "actual", "RUS", "GEO") in seen("Georgia was attacked by Russia.")


def test_passive_without_agent_keeps_the_recipient() -> None:
    """Nobody is named as the doer: the event has no actor."""
    assert ("ASSAULT", "actual", None, "UKR") in seen("Two Ukrainian soldiers were killed.")


def test_event_noun_with_owner() -> None:
    """A noun with its owner and its target is an event of its own."""
    assert ("ASSAULT", "actual", "RUS", "UKR") in seen(
        "Diplomats in Riga spoke for hours about Russia's attack on Ukraine."
    )


def test_relative_clause_takes_its_noun() -> None:
    """The noun before a relative clause is its subject."""
    assert ("ACCUSE", "actual", "LTU", "BLR") in seen(
        "Officials travelled home from Lithuania, which accused Belarus of blackmail."
    )


def test_coordinated_verbs_share_the_subject() -> None:
    """The second verb has the subject of the first."""
    found = seen("Poland condemned Russia and expelled two Russian diplomats.")
    assert {("ACCUSE", "actual", "POL", "RUS"), ("SANCTION", "actual", "POL", "RUS")} <= found


def test_coordinated_actors_are_several() -> None:
    """Each of the joined actors has an event of its own."""
    found = seen("Estonia, Latvia and Lithuania condemned Russia.")
    assert {("ACCUSE", "actual", each, "RUS") for each in ("EST", "LVA", "LTU")} <= found


def test_meetings_go_both_ways() -> None:
    """A meeting is an event of each side with the other."""
    found = seen("The Polish foreign minister met the Ukrainian foreign minister.")
    assert {("CONSULT", "actual", "POL", "UKR"), ("CONSULT", "actual", "UKR", "POL")} <= found


def test_host_is_the_recipient_of_a_visit() -> None:
    """In PLOVER the visitor acts and the host receives."""
    assert ("CONSULT", "actual", "UKR", "FRA") in seen("France hosted the Ukrainian president.")


def test_request_and_what_is_asked_for() -> None:
    """A request is actual; the deployment asked for is demanded, of the one who was asked."""
    found = seen("Lithuania asked Germany to deploy troops.")
    assert {
        ("REQUEST", "actual", "LTU", "DEU"),
        ("MOBILIZE", "demanded", "DEU", None),
    } <= found


def test_must_said_of_another_is_a_request() -> None:
    """Who says that another must do something asks him for it."""
    assert ("REQUEST", "actual", "GBR", "RUS") in seen("Britain said that Russia must stop.")


def test_announced_cooperation_is_a_promise_too() -> None:
    """PLOVER codes a future visit as AGREE; the visit itself is planned."""
    found = seen("The Dutch prime minister will visit Ukraine.")
    assert {("AGREE", "actual", "NLD", "UKR"), ("CONSULT", "planned", "NLD", "UKR")} <= found


def test_mode_of_a_request_is_what_it_asks() -> None:
    """The mode of a request comes from its content."""
    found = events("NATO urged Russia to withdraw its troops.")
    assert [e.mode for e in found if e.type == "REQUEST"] == ["yield"]


def test_modes_and_contexts() -> None:
    """Modes come from the lexicon, contexts from the words of the sentence."""
    (event,) = events("Russia shelled a Ukrainian hospital.")
    assert (event.type, event.mode) == ("ASSAULT", "heavy-weapons")
    assert "health" in event.contexts


@pytest.mark.parametrize(
    "text",
    [
        "My brother met his wife at a concert.",
        "The dog attacked the postman.",
        "She promised to call me on Tuesday.",
        "Germany beat Brazil in the final of the World Cup with a late goal.",
        "The company agreed to buy its rival.",
        "We visited the old town and supported the local market.",
        "The cells were attacked by the virus.",
    ],
)
def test_no_events_without_politics(text: str) -> None:
    """Private life, sport and business are no events."""
    assert events(text) == ()


def test_same_input_same_output() -> None:
    """Coding is pure: ids and order repeat."""
    text = "Poland condemned Russia. NATO met in Riga. Kyiv asked Berlin for weapons."
    assert events(text) == events(text)
    assert [e.evidence[0].start for e in events(text)] == sorted(
        e.evidence[0].start for e in events(text)
    )


SENTENCES = st.sampled_from([case[0] for case in CASES])
GAPS = st.sampled_from([" ", "\n\n", "  ", "\n", "\t"])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(SENTENCES, GAPS), min_size=1, max_size=4))
def test_evidence_is_exact(parts: list[tuple[str, str]]) -> None:
    """The characters of the evidence are those of the report, whatever stands around them."""
    text = "".join(sentence + gap for sentence, gap in parts)
    for event in events(text):
        (evidence,) = event.evidence
        assert text[evidence.start : evidence.end] == evidence.text
        assert 0 <= event.confidence <= 1


def test_pack_adds_words() -> None:
    """A pack's own pattern and its own word of a class join the lexicon."""
    added = lexicon.load([Term("hybridize R", "coerce.restrict"), Term("zmiy", "weapons")])
    assert added.of("verb", "hybridize")[0].rule.type == "COERCE"
    deploy = next(p for p in added.of("verb", "deploy") if p.rule.mode == "weapons")
    assert "zmiy" in deploy.slots[0].fill
    assert added.version != lexicon.load().version


def test_patterns_that_cannot_be_read() -> None:
    """A pattern with an unknown class or a dangling preposition says so."""
    with pytest.raises(ValueError, match="no class"):
        list(lexicon.parse("deploy @nothing", "verb", Rule("MOBILIZE"), {}))
    with pytest.raises(ValueError, match="nothing follows"):
        list(lexicon.parse("call on", "verb", Rule("REQUEST"), {}))


def test_lexicon_has_all_sixteen_types() -> None:
    """Every PLOVER type has patterns, hundreds in all."""
    patterns = [p for each in lexicon.load().patterns.values() for p in each]
    types = {p.rule.type for p in patterns} - {"NONE"}
    assert len(types) == 16
    assert len(patterns) > 1000


def test_long_and_empty_texts() -> None:
    """Nothing comes of nothing, and a text of many sentences keeps each event once."""
    assert events("") == ()
    found = events("Poland condemned Russia. " * 40)
    assert len(found) == 40
    assert {country(e.actor) for e in found} == {"POL"}


def test_relative_denial_is_of_the_accusers() -> None:
    """ "..., which X denies" denies what was said, not the last name before it."""
    text = "Norway accused Iran of spying on the European Union, which Tehran denies."
    found = [e for e in events(text) if e.type == "REJECT"]
    assert [(country(e.actor), country(e.recipient)) for e in found] == [("IRN", "NOR")]
    assert found[0].attributed_to is None


def test_phrasal_verbs_are_other_verbs() -> None:
    """ "kick off" is no kick, but "up to" belongs to the number."""
    assert not [e for e in events("Sweden kicked off a new debate.") if e.type == "ASSAULT"]
    assert ("MOBILIZE", "actual", "ITA", "LVA") in seen("Italy sent up to 300 soldiers to Latvia.")


def test_things_returned_are_no_visit() -> None:
    """Only who comes himself pays a visit; troops that come are moved."""
    assert not [e for e in events("Egypt returned the statues to Greece.") if e.type == "CONSULT"]
    found = events("Russian troops arrived in Belarus.")
    assert [(e.type, country(e.actor)) for e in found] == [("MOBILIZE", "RUS")]


def test_counted_officials_are_those_named_before() -> None:
    """ "The two presidents" are both who were named."""
    text = "President Macron met President Duda on Monday. The two presidents agreed to meet again."
    found = [e for e in events(text) if e.type == "AGREE"]
    assert {country(e.actor) for e in found} == {"FRA", "POL"}


def test_inverted_should_asks_nobody() -> None:
    """ "should X decide" is a condition."""
    text = "Poland said that it would help, should Germany decide to leave."
    assert not [e for e in events(text) if e.type == "REQUEST"]


def test_forecast_is_no_threat() -> None:
    """Who warns of what is so threatens nobody."""
    assert not events("The Polish minister warned that the danger was greater than before.")
    found = events("The Polish minister warned that an attack would have a high price.")
    assert any(e.type == "THREATEN" for e in found)


def test_history_is_no_event() -> None:
    """What happened generations before the report is left out."""
    assert not events("In September 1939 Germany invaded Poland.")
    assert events("In March 2014 Russia occupied Crimea.")


def test_undated_history_is_no_news() -> None:
    """A text of no date whose years are long past tells no news."""
    past = "In 1848 kings fell. In 1849, 1850, 1851 and 1852 they came back. "
    text = past + "Austria attacked Hungary."
    assert not events(text, published=None)
    assert events(text)


def test_own_troops_are_no_recipient() -> None:
    """Troops that are moved are not whom it is done to."""
    found = events("Merkel asked Putin to withdraw the additional troops.")
    assert [e.recipient for e in found if e.type == "RETREAT"] == [None]


def test_towns_attacked_stand_for_their_state() -> None:
    """An attack on a town is one on the state where it lies."""
    found = [e for e in events("Russian forces attacked Kharkiv.") if e.type == "ASSAULT"]
    assert [(country(e.actor), country(e.recipient)) for e in found] == [("RUS", "UKR")]


def test_fights_are_against_somebody() -> None:
    """Who fights a disease attacks nobody."""
    assert not events("Austria fights soaring prices.")
    assert any(e.type == "ASSAULT" for e in events("Georgian troops fought rebels near Gori."))


def test_the_attacked_are_not_accused() -> None:
    """Who condemns "the attack on X" blames its doer where one is named, never X."""
    bare = events("Poland condemned the attack on Ukraine.")
    named = events("Poland condemned Russia's attack on Ukraine.")
    blamed = [[e.recipient for e in found if e.type == "ACCUSE"] for found in (bare, named)]
    assert [[country(each) for each in recipients] for recipients in blamed] == [[None], ["RUS"]]


def explained(text: str) -> tuple[tuple[Event, Why], ...]:
    """The events of a text with what they rest on; nobody claims them, and they have no date."""
    doc = coder().lexicon.forms.corrected(next(iter(pipeline().read([text]))))
    mentions = coder().mentions(doc, report(text))
    setting = events_of.Setting(lambda i, span: None, lambda i: None, lambda i: None)
    given = doc, report(text), mentions, coder().lexicon, setting
    pairs = events_of.explained(*given)
    assert tuple(event for event, _ in pairs) == events_of.find(*given)
    return pairs


def test_every_event_says_what_it_rests_on() -> None:
    """Word, pattern, its file, and how both sides were found."""
    text = "Protesters were arrested by Belarusian police."
    ((event, why),) = explained(text)
    assert (event.type, why.predicate, why.pattern, why.file) == (
        "COERCE",
        "arrested",
        "arrest R",
        "coerce.yaml",
    )
    assert text[why.start : why.end] == why.predicate
    assert why.actor_by == "by-phrase"
    assert why.recipient_by.startswith("slot R of the pattern")
    assert (why.basis, why.status_by) == ("verb", ())


def test_words_that_decided_the_status_are_named() -> None:
    """The modal, the negation or the verb above that made it no plain fact."""
    found = {
        event.type: why for event, why in explained("Spain urged Iran to withdraw its troops.")
    }
    assert (found["RETREAT"].status, found["RETREAT"].status_by) == ("demanded", ("urged",))
    found = {event.type: why for event, why in explained("Spain will not help Iran.")}
    assert found["REJECT"].basis == "implied"
    assert set(found["AID"].status_by) == {"will", "not"}


def test_other_readings_of_the_word_are_named() -> None:
    """What else the word could have been, and what it lacked."""
    ((_, why),) = explained("Spain withdrew its troops from Iran.")
    lacking = {each.pattern: each.lacks for each in why.alternatives if each.type != "RETREAT"}
    assert lacking and all(lacking.values())


SIDES = [
    ("Police detained three journalists in Athens.", "COERCE", "GRC", "GRC"),
    ("Turkey imposed a curfew in the town of Cizre.", "COERCE", "TUR", "TUR"),
    ("Pakistan rejected an offer from India.", "REJECT", "PAK", "IND"),
    ("Croatia is investigating war crimes by Serbian troops.", "ACCUSE", "HRV", "SRB"),
    ("Kenya threw its weight behind Morocco's plan.", "SUPPORT", "KEN", "MAR"),
    ("A bomb killed two Afghan soldiers.", "ASSAULT", None, "AFG"),
    ("Italy donated tons of medicine to Libya.", "AID", "ITA", "LBY"),
    ("Nigerian unions called off a strike over prices.", "CONCEDE", "NGA", None),
    ("Belarus came under criticism from Poland.", "ACCUSE", "POL", "BLR"),
    ("Two Ukrainian prisoners were beheaded near Soledar.", "ASSAULT", None, "UKR"),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), SIDES)
def test_sides_that_stand_deep(
    text: str, type_: str, actor: str | None, recipient: str | None
) -> None:
    """Who acts and who is acted on, wherever the sentence names him or the place."""
    found = [(t, a, r) for t, s, a, r in seen(text) if s == "actual" and t == type_]
    assert any(a == actor and recipient in (None, r) for _, a, r in found)


def test_what_a_protest_is_for_names_its_recipient() -> None:
    """ "To demand X of the government" is no request of its own, but says whom it is against."""
    found = events("Students in Nepal marched to demand reforms by the Nepalese government.")
    assert [(e.type, country(e.actor), country(e.recipient)) for e in found] == [
        ("PROTEST", "NPL", "NPL")
    ]


def test_people_nobody_names_keep_their_words() -> None:
    """Farmers of no country may accuse a state: they stay as the text has them."""
    found = events("Angry farmers denounced the Polish government.")
    assert [(e.type, e.actor and e.actor.text, country(e.recipient)) for e in found] == [
        ("ACCUSE", "Angry farmers", "POL")
    ]


def test_what_is_vowed_makes_it_a_threat_or_a_refusal() -> None:
    """ "Vowed to attack" threatens, "vowed to help" promises, "vowed not to" refuses."""
    texts = (
        "Iran vowed to attack Iraq.",
        "Iran vowed to help Iraq.",
        "Iran vowed not to help Iraq.",
    )
    types = [{e.type for e in events(text) if e.status == "actual"} for text in texts]
    assert types == [{"THREATEN"}, {"AGREE"}, {"REJECT"}]


def test_unless_threatens_who_must_act() -> None:
    """ "Unless X does it" makes an announced withdrawal a threat against X."""
    found = seen("Nigeria will withdraw its troops unless Chad holds elections.")
    assert ("THREATEN", "actual", "NGA", "TCD") in found


def test_exercises_with_another_are_cooperation() -> None:
    """A state drills alone, two drill together."""
    both = seen("Greece and Bulgaria held a naval exercise.")
    assert ("COOPERATE", "actual", "GRC", "BGR") in both
    assert any(t == "MOBILIZE" for t, *_ in seen("Greece held naval exercises near Crete."))


@pytest.mark.parametrize(
    "text",
    [
        "Frost laid siege to the vineyards of Moravia.",
        "Locusts invaded the millet fields of Mauritania.",
        "In 1683 the Turkish army attacked Vienna.",
        "The occupied city of Mariupol is cold.",
        "Cuban officials broke bread with American farmers in Havana.",
    ],
)
def test_figures_of_speech_are_no_events(text: str) -> None:
    """Lifeless doers, adjectives, history and set phrases are no events."""
    assert events(text) == ()


def test_what_is_not_done_is_refused_when_it_will_not_be() -> None:
    """ "Will not accept" refuses; "did not meet" only tells that it did not happen."""
    assert ("REJECT", "actual", "DEU") in {
        (t, s, a) for t, s, a, _ in seen("Germany will not meet its rivals.")
    }
    told = seen("Poland did not meet Russian officials.")
    assert {(t, s) for t, s, *_ in told} == {("CONSULT", "negated")}


def test_places_of_what_is_agreed_are_no_partners() -> None:
    """Where envoys return to has not agreed to it."""
    found = events("France agreed to return its ambassador to Moscow.")
    assert [e.recipient for e in found if e.type == "AGREE"] == [None]


def test_nouns_with_hyphens() -> None:
    """ "Build-up" is one word, however it is cut."""
    assert ("MOBILIZE", "actual", "RUS", "UKR") in seen(
        "Russia's military build-up around Ukraine continued."
    )


def test_charges_name_the_doer_of_their_gerund() -> None:
    """Who is accused of a deed did it, however far the gerund stands from his name."""
    found = seen("Latvia accused the regime of Alexander Lukashenko of weaponising migrants.")
    assert {a for t, _, a, _ in found if t == "COERCE"} == {"BLR"}


def test_steps_towards_deeds_are_open() -> None:
    """What something may be a step towards is neither done nor done by who says so."""
    found = seen("A US official said the move could be a step towards stationing troops in Latvia.")
    moved = [(s, a) for t, s, a, _ in found if t == "MOBILIZE"]
    assert ("actual", "USA") not in moved
    assert all(status != "actual" for status, _ in moved)


def test_votes_against_doing_are_no_deeds() -> None:
    """Who votes against holding a meeting has not met anybody."""
    found = seen("Russia and China voted against holding the meeting.")
    assert ("REJECT", "actual", "RUS", None) in found
    assert not [each for each in found if each[:2] == ("CONSULT", "actual")]


def test_joint_statements_are_no_cooperation() -> None:
    """Speaking together is not working together; exercising together is."""
    said = seen("In a joint statement Poland and Estonia condemned Belarus.")
    assert "COOPERATE" not in {t for t, _, _, _ in said}
    done = seen("Poland and Estonia jointly repaired the cable.")
    assert ("COOPERATE", "actual", "POL", "EST") in done


def test_permanent_missions_are_no_visits() -> None:
    """A mission to a body is an office there."""
    found = seen("Russia will suspend the work of its permanent mission to NATO.")
    assert "CONSULT" not in {t for t, _, _, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "The Polish minister spoke about a threat to Latvia.",
        "Belarus called the exercise a threat to its security.",
        "Russia accused NATO of inflating a threat from Finland.",
    ],
)
def test_dangers_are_no_threats(text: str) -> None:
    """A threat that somebody is, not one that he makes, is a danger."""
    assert "THREATEN" not in {t for t, _, _, _ in seen(text)}


def test_uttered_threats_are_threats() -> None:
    """A threat that is made against somebody, or to do something, is one."""
    assert ("THREATEN", "actual", "RUS", "FIN") in seen("Russia issued a threat against Finland.")


def test_requesters_are_not_asked() -> None:
    """At whose request something is done has asked for it."""
    found = seen("The UN Security Council met at the request of Estonia.")
    assert not [each for each in found if each[0] == "REQUEST" and each[2] != "EST"]


def test_weapons_are_no_recipients() -> None:
    """What is given is not to whom it is given."""
    given = events("Estonia will provide Javelin anti-tank missiles.")
    assert {e.type for e in given} >= {"AID"}
    assert all(e.recipient is None for e in given)


def test_troops_that_return_to_their_bases_withdraw() -> None:
    """Going back to base is a retreat, no deployment."""
    found = {t for t, _, _, _ in seen("Russian troops returned to their permanent bases.")}
    assert "RETREAT" in found
    assert "MOBILIZE" not in found


def test_readiness_to_punish_is_a_threat() -> None:
    """Who is ready to impose sanctions threatens; who is ready to help promises."""
    assert ("THREATEN", "actual", "GBR", None) in seen("Britain is ready to impose more sanctions.")


def test_a_circumstance_gives_a_request_no_mode() -> None:
    """What it answers to is not what is asked for."""
    found = events(
        "Scholz ordered a halt to the work in response to Russia's recognition of the regions."
    )
    assert [e.mode for e in found if e.type == "REQUEST"] == [None]


def test_place_of_a_town_behind_a_demonym() -> None:
    """“Kazakh” says whose town it is, though another town once bore that name."""
    (event,) = events("Rebels killed two soldiers in the Kazakh town of Karaganda.")
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Karagandy", "KAZ")
