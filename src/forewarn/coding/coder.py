"""The coder: from a parsed report to events, statements and measurements."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from forewarn.coding import reasons
from forewarn.coding.actors.actors import Directory
from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.circumstances import dates
from forewarn.coding.circumstances.dates import Dated
from forewarn.coding.circumstances.places import Lookup, Places
from forewarn.coding.events import events
from forewarn.coding.events.events import Setting
from forewarn.coding.events.senses import Senses
from forewarn.coding.grammar import lexicon
from forewarn.coding.measurements import measurements
from forewarn.coding.reasons import Reasons
from forewarn.coding.statements import attribution, statements
from forewarn.coding.statements.attribution import Attribution
from forewarn.coding.statements.statements import Made
from forewarn.language.doc import Doc
from forewarn.packs import places as gazetteer
from forewarn.packs.pack import Pack
from forewarn.records import Actor, Event, Measurement, Place, Report, Statement, When

_CLAUSES = frozenset(["ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "csubj"])


@dataclass(frozen=True, slots=True)
class Coded:
    """What the coder found in one report, each in text order."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    measurements: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A report's text with all that its coding needs."""

    doc: Doc
    mentions: Mentions
    dated: tuple[Dated, ...]
    said: tuple[Attribution, ...]
    where: Places
    setting: Setting


class Coder:
    """Codes reports with the actors, places and words of a pack.

    `version` changes with everything that the coding depends on: code, lexicon and pack.
    """

    def __init__(self, pack: Pack) -> None:
        self.lexicon = lexicon.load(pack.lexicon)
        self._places = _remembering(pack)
        self._focus = frozenset(pack.focus)
        self._directory = Directory(pack, self._country_of)
        self.version = _fingerprint(self.lexicon.version, pack.version)

    def code(self, doc: Doc, report: Report) -> Coded:
        """The events, statements and measurements of a report (`doc.text` is its text)."""
        read = self._read(doc, report)
        return Coded(
            events.find(read.doc, report, read.mentions, self.lexicon, read.setting),
            statements.find(read.doc, report, read.mentions, read.said),
            self._measurements(read, report),
        )

    def explained(self, doc: Doc, report: Report) -> tuple[Reasons, ...]:
        """What `code` gives for the report, each record with the reasons that it rests on."""
        read = self._read(doc, report)
        senses = Senses(read.doc)
        done = events.explained(read.doc, report, read.mentions, self.lexicon, read.setting)
        return (
            *(reasons.of_event(event, why, read.doc, senses) for event, why in done),
            *(reasons.of_statement(each, read.doc) for each in self._made(read, report)),
            *(reasons.of_measurement(each) for each in self._measurements(read, report)),
        )

    def made(self, doc: Doc, report: Report) -> list[Made]:
        """The statements of a report, each with what it was made of."""
        return self._made(self._read(doc, report), report)

    def _made(self, read: _Read, report: Report) -> list[Made]:
        return statements.explained(read.doc, report, read.mentions, read.said)

    def _read(self, doc: Doc, report: Report) -> _Read:
        doc = self.lexicon.forms.corrected(doc)
        mentions = self.mentions(doc, report)
        dated = dates.find(doc, report.published)
        said = attribution.find(doc, mentions)
        where = Places(doc, self._places, mentions.names(), self._focus | mentions.countries())
        setting = Setting(_when(doc, dated), where.of, _claimed(said))
        return _Read(doc, mentions, dated, said, where, setting)

    def _measurements(self, read: _Read, report: Report) -> tuple[Measurement, ...]:
        return measurements.find(
            read.doc, report, read.mentions, read.said, read.dated, read.where.of
        )

    def mentions(self, doc: Doc, report: Report) -> Mentions:
        """The mentions of actors in a report."""
        day = report.published[:10] if report.published else None
        return Mentions(doc, day, self._directory, self._directory.home(report.source))

    def _country_of(self, name: str, near: frozenset[str]) -> str | None:
        place = self._places(name, self._focus | near) or self._places(name, near)
        return place.country if place else None


def _remembering(pack: Pack) -> Lookup:
    """The gazetteer of the pack, each name looked up once."""

    @lru_cache(maxsize=20_000)
    def find(name: str, near: frozenset[str]) -> Place | None:
        return gazetteer.lookup(name, near, pack.places_by_key)

    return find


def _when(doc: Doc, dated: tuple[Dated, ...]) -> Callable[[int, tuple[int, int]], When | None]:
    """The date that stands in a predicate's own clause, else the only one of a clause above it."""

    def when(i: int, span: tuple[int, int]) -> When | None:
        near = [d for d in dated if span[0] <= d.start_word < span[1]]
        if not near:
            return None
        clauses = _clauses(doc, i)
        own = [d for d in near if _clauses(doc, d.start_word)[:1] == clauses[:1]]
        if own:
            return min(own, key=lambda d: abs(d.start_word - i)).when
        above = [d for d in near if _clauses(doc, d.start_word)[0] in clauses]
        return above[0].when if len(above) == 1 else None

    return when


def _clauses(doc: Doc, i: int) -> list[int]:
    """The heads of the clauses around a word, the innermost first."""
    found: list[int] = []
    word = doc.words[i]
    for _ in range(len(doc.words)):
        if word.head == word.i or word.deprel in _CLAUSES:
            found.append(word.i)
        if word.head == word.i:
            break
        word = doc.words[word.head]
    return found


def _claimed(said: tuple[Attribution, ...]) -> Callable[[int], Actor | None]:
    """Who says the words around a predicate, by the smallest content that holds it."""

    def claimed(i: int) -> Actor | None:
        around = [a for a in said if attribution.within(a, i) and a.actor and a.head != i]
        return min(around, key=_size).actor if around else None

    return claimed


def _size(said: Attribution) -> int:
    return sum(end - start for start, end in said.content)


def _fingerprint(*parts: str) -> str:
    digest = hashlib.sha256("\n".join(parts).encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
        if path.suffix in (".py", ".yaml", ".onnx", ".json"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
