"""Made-up records for the tests of the brief: a small world in which much is told and denied."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from forewarn.brief import Known
from forewarn.records import (
    Actor,
    Event,
    Evidence,
    Measurement,
    Place,
    Report,
    Skipped,
    Statement,
    When,
    identify,
)

RUS = Actor("Russia", "Russia", "state:RUS", "RUS", "GOV")
UKR = Actor("Ukraine", "Ukraine", "state:UKR", "UKR", "GOV")
LTU = Actor("Vilnius", "Lithuania", "state:LTU", "LTU", "GOV")
POL = Actor("Poland", "Poland", "state:POL", "POL", "GOV")
BLR = Actor("Minsk", "Belarus", "state:BLR", "BLR", "GOV")
USA = Actor("Washington", "United States", "state:USA", "USA", "GOV")
NATO = Actor("the alliance", "NATO", "nato", "IGO", None)
EU = Actor("the bloc", "European Union", "eu", "IGO", None)
SPOKESMAN = Actor("a Kremlin spokesman", "Dmitry Peskov", "person:peskov", "RUS", "GOV")
ACTORS = (RUS, UKR, LTU, POL, BLR, USA, NATO, EU)

KYIV = Place("Kyiv", "UKR", 50.45, 30.52, "city")
VILNIUS = Place("Vilnius", "LTU", 54.69, 25.28, "city")
RIGA = Place("Riga", "LVA", 56.95, 24.11, "city")
KUZNICA = Place("Kuźnica crossing", "POL", 53.52, 23.65, "point")
DONBAS = Place("Donbas", "UKR", None, None, "region")
PLACES = (KYIV, VILNIUS, RIGA, KUZNICA, DONBAS, None, None)

DEEDS = (
    ("MOBILIZE", "troops", "moved troops towards"),
    ("THREATEN", "violence", "threatened to use force against"),
    ("CONSULT", None, "held talks with"),
    ("CONSULT", "visit", "paid a visit to"),
    ("SUPPORT", None, "voiced support for"),
    ("ACCUSE", "allege", "accused"),
    ("REQUEST", "change", "called on others to change course, among them"),
    ("SANCTION", "discontinue", "imposed sanctions on"),
    ("AID", None, "sent supplies to"),
    ("COERCE", "cyber", "attacked the networks of"),
    ("ASSAULT", "heavy-weapons", "shelled positions of"),
    ("RETREAT", "withdraw", "pulled troops back from"),
)
STATUSES = ("actual",) * 6 + ("planned", "conditional", "hypothetical", "demanded", "negated")


@dataclass
class Region:
    """The least that a pack gives to a brief."""

    title: str = "the eastern flank"
    focus: tuple[str, ...] = ("LTU", "POL", "UKR", "BLR")
    by_id: dict[str, object] = field(default_factory=dict)


@dataclass
class Writer:
    """Writes a report sentence by sentence and keeps what each sentence says."""

    source: str
    published: str | None
    title: str
    language: str = "en"
    copy_of: str | None = None
    url: str | None = None
    text: str = ""
    pending: list[tuple[str, int, int, dict[str, object]]] = field(default_factory=list)

    def say(self, sentence: str, record: str = "", /, **what: object) -> Writer:
        """Append a sentence that carries a record (event, statement, measurement)."""
        start = len(self.text) + (1 if self.text else 0)
        self.text += (" " if self.text else "") + sentence
        if record:
            self.pending.append((record, start, len(self.text), what))
        return self

    def close(self) -> tuple[Report, list[Event | Statement | Measurement]]:
        """The report and its records."""
        report = Report(
            id=identify("report", self.source, self.published, self.text),
            file=f"{self.source}.txt",
            url=self.url,
            source=self.source,
            agency=None,
            title=self.title,
            language=self.language,
            published=self.published,
            published_from="metadata" if self.published else None,
            dateline=None,
            text=self.text,
            copy_of=self.copy_of,
        )
        return report, [record(report, *pending) for pending in self.pending]


def record(
    report: Report, kind: str, start: int, end: int, what: dict[str, object]
) -> Event | Statement | Measurement:
    """An event, a statement or a measurement with this evidence."""
    evidence = (Evidence(report.id, start, end, report.text[start:end]),)
    name = identify(kind, report.id, start, end, sorted(map(str, what.items())))
    base: dict[str, object]
    if kind == "event":
        base = {"type": "CONSULT", "mode": None, "contexts": (), "actor": None, "recipient": None}
        base |= {"date": None, "place": None, "status": "actual", "attributed_to": None}
        return Event(**{**base, "confidence": 0.8, **what, "id": name, "evidence": evidence})  # type: ignore[arg-type]
    if kind == "statement":
        base = {"speaker": None, "addressee": None, "kind": "other", "quoted": "indirect"}
        base |= {"text": report.text[start:end], "cue": "said", "condition": None}
        return Statement(**{**base, **what, "id": name, "evidence": evidence})  # type: ignore[arg-type]
    base = {"value": 1.0, "qualifier": "exact", "unit": "troops", "owner": None, "place": None}
    base |= {"claimed_by": None, "date": None}
    return Measurement(**{**base, **what, "id": name, "evidence": evidence})  # type: ignore[arg-type]


def known(*writers: Writer, **more: object) -> Known:
    """What is known from these reports."""
    reports, told = [], []
    for report, records in (writer.close() for writer in writers):
        reports.append(report)
        told += records
    return Known(
        reports=tuple(reports),
        events=tuple(each for each in told if isinstance(each, Event)),
        statements=tuple(each for each in told if isinstance(each, Statement)),
        measurements=tuple(each for each in told if isinstance(each, Measurement)),
        **more,  # type: ignore[arg-type]
    )


def day(iso: str) -> When:
    """That one day."""
    return When(iso, iso, "day")


def small() -> Known:
    """Two agencies and a copy on one build-up, a denial, differing numbers, an unread report."""
    one = Writer(
        "Northern Wire", "2021-12-02T08:55", "Build-up near the border", url="https://example.org/a"
    )
    one.say(
        "Russia moved troops towards Ukraine on Wednesday, officials in Vilnius said.",
        "event",
        type="MOBILIZE",
        mode="troops",
        actor=RUS,
        recipient=UKR,
        date=day("2021-12-01"),
        attributed_to=LTU,
    )
    one.say(
        "More than 100,000 troops stand near the border, according to Lithuania.",
        "measurement",
        value=100000.0,
        qualifier="at_least",
        owner=RUS,
        place=DONBAS,
        claimed_by=LTU,
    )
    one.say(
        "Lithuania accused Russia of planning an invasion of Ukraine.",
        "statement",
        speaker=LTU,
        addressee=RUS,
        kind="accusation",
        text="planning an invasion of Ukraine",
    )
    one.say(
        "“If Russia attacks, the price will be high,” the alliance warned.",
        "statement",
        speaker=NATO,
        addressee=RUS,
        kind="threat",
        quoted="direct",
        text="If Russia attacks, the price will be high",
        condition="If Russia attacks",
    )
    one.say(
        "Foreign ministers met in Riga.",
        "event",
        actor=NATO,
        recipient=UKR,
        mode="multilateral",
        place=RIGA,
    )
    first = one.close()[0]
    two = Writer("City Post", "2021-12-03", "Kremlin denies")
    two.say(
        "Russia moved troops to the Ukrainian border this week.",
        "event",
        type="MOBILIZE",
        mode="troops",
        actor=RUS,
        recipient=UKR,
    )
    two.say(
        "There are no plans for an invasion of Ukraine, a Kremlin spokesman said.",
        "statement",
        speaker=SPOKESMAN,
        kind="denial",
        text="There are no plans for an invasion of Ukraine",
    )
    two.say(
        "About 90,000 troops stand there, the spokesman's critics say.",
        "measurement",
        value=90000.0,
        qualifier="about",
        owner=RUS,
        place=DONBAS,
        claimed_by=POL,
    )
    two.say(
        "Russia did not move troops towards Ukraine, he said.",
        "event",
        type="MOBILIZE",
        mode="troops",
        status="negated",
        actor=RUS,
        recipient=UKR,
        attributed_to=SPOKESMAN,
    )
    copy = replace(one, source="Evening Paper", copy_of=first.id)
    three = Writer("Pasienio žinios", None, "Žinios", language="lt")
    three.say("Pasienyje ramu.")
    return known(
        one,
        two,
        copy,
        three,
        as_of=date(2021, 12, 3),
        skipped=(Skipped("broken.html", "no text in it"),),
    )


def large(reports: int = 60, sentences: int = 8, seed: int = 7) -> Known:
    """Many reports by a few sources over some weeks, made by chance from `seed`."""
    chance = random.Random(seed)
    writers = []
    for n in range(reports):
        published = date(2021, 11, 1) + timedelta(chance.randrange(45))
        source = chance.choice(("Northern Wire", "City Post", "Harbour Radio", "State Gazette"))
        stamp = published.isoformat() if chance.random() > 0.05 else None
        writer = Writer(source, stamp, f"Report number {n}", url=f"https://example.org/{n}")
        for _ in range(sentences):
            sentence(chance, writer, published)
        writers.append(writer)
    return known(*writers, as_of=date(2021, 12, 20))


def sentence(chance: random.Random, writer: Writer, published: date) -> None:
    """One sentence by chance: a deed, a saying or a number."""
    actor, recipient = chance.sample(ACTORS, 2)
    place = chance.choice(PLACES)
    if (lot := chance.random()) < 0.6:
        kind, mode, verb = chance.choice(DEEDS)
        when = published - timedelta(chance.randrange(4))
        told = f"{actor.name} {verb} {recipient.name} on {when:%A}."
        writer.say(
            told,
            "event",
            type=kind,
            mode=mode,
            actor=actor,
            recipient=recipient,
            date=day(when.isoformat()) if chance.random() > 0.4 else None,
            place=place,
            status=chance.choice(STATUSES),
            attributed_to=chance.choice((None, None, USA, SPOKESMAN)),
        )
    elif lot < 0.85:
        kind = chance.choice(
            ("threat", "demand", "accusation", "denial", "commitment", "appeal", "assessment")
        )
        said = f"{recipient.name} should think about matter {chance.randrange(40)} before winter"
        writer.say(
            f"“{said}”, {actor.name} said.",
            "statement",
            speaker=actor,
            addressee=recipient,
            kind=kind,
            quoted="direct",
            text=said,
        )
    else:
        value = float(chance.choice((9000, 10000, 12000, 90000, 100000)))
        writer.say(
            f"{actor.name} has {value:,.0f} soldiers there.",
            "measurement",
            value=value,
            unit=chance.choice(("soldiers", "tanks")),
            owner=actor,
            place=place,
            claimed_by=chance.choice((None, USA, recipient)),
        )
