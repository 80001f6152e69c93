"""Events: who does what to whom, in the PLOVER ontology, with status, date, place and evidence.

`find` gives the events of a text; `explained` gives them with what each rests on. The finds are
made in `finds`, the records written in `writing`.
"""

from __future__ import annotations

from collections.abc import Iterator

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.events import predicates, why
from forewarn.coding.events.finds import Finder
from forewarn.coding.events.found import Found
from forewarn.coding.events.proposals import Proposals
from forewarn.coding.events.senses import Senses
from forewarn.coding.events.why import Why
from forewarn.coding.events.writing import Setting, is_history, write
from forewarn.coding.grammar.lexicon import Lexicon
from forewarn.coding.status.status import Statuses
from forewarn.language.doc import Doc
from forewarn.records import Event, Report

__all__ = ["Setting", "Why", "explained", "find", "statuses"]


def find(
    doc: Doc, report: Report, mentions: Mentions, lexicon: Lexicon, setting: Setting
) -> tuple[Event, ...]:
    """The events of a text, in text order, each once."""
    finder = Finder(doc, mentions, lexicon, setting.claimed)
    return tuple(event for event, _ in _written(finder, report, setting))


def explained(
    doc: Doc, report: Report, mentions: Mentions, lexicon: Lexicon, setting: Setting
) -> tuple[tuple[Event, Why], ...]:
    """The events of `find`, each with what it rests on."""
    finder = Finder(doc, mentions, lexicon, setting.claimed)
    written = _written(finder, report, setting)
    return tuple((event, why.of(found, finder)) for event, found in written)


def statuses(doc: Doc, mentions: Mentions, lexicon: Lexicon) -> Statuses:
    """The statuses of all predicates of a text, events or not."""
    return predicates.read(doc, mentions, lexicon).statuses


def _written(finder: Finder, report: Report, setting: Setting) -> Iterator[tuple[Event, Found]]:
    """Each event with the find that it was written from, in text order, each once."""
    if is_history(finder.predicates.doc, report):
        return
    proposals = Proposals(finder.predicates, Senses(finder.predicates.doc))
    pairs = (
        (event, found)
        for found in proposals.joined(list(finder.all()))
        for event in write(found, finder, report, setting)
    )
    unique = {event.id: (event, found) for event, found in pairs}.values()
    yield from sorted(unique, key=lambda pair: pair[0].evidence[0].start)
