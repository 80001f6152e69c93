"""From what is known to the brief: which lines it tells, in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from forewarn.brief import atlas, days, happenings, matrix, moments, ontology, quantities, sayings
from forewarn.brief import sources as shelves
from forewarn.brief.happenings import RULE, Happening
from forewarn.brief.known import Known, Region
from forewarn.brief.model import Brief, Fact, Group, Line, News, Source
from forewarn.brief.parties import Sides
from forewarn.brief.sources import Shelf
from forewarn.records import Actor, Report

SITUATION = 5
"""Lines of each family on the first page; the timeline has all of them."""


def compose(now: Known, before: Known | None, pack: Region | None, title: str) -> Brief:
    """The brief of what is known `now`; `before` is what the last brief knew, None for the first.

    Pure: the same records give the same brief, whatever their order.
    """
    shelf = Shelf.of(now)
    sides = Sides.of(pack, _actors(now))
    old = frozenset(event.id for event in before.events) if before else None
    old_said = frozenset(each.id for each in before.statements) if before else None
    old_claims = frozenset(each.id for each in before.measurements) if before else None
    old_reports = frozenset(each.id for each in before.reports) if before else None
    told = happenings.gather(now.events, shelf, sides, old)
    said = sayings.groups(sayings.gather(now.statements, shelf, old_said), told)
    claims = quantities.gather(now.measurements, shelf, old_claims)
    catalogue = shelves.catalogue(shelf, now, old_reports)
    who, pairs = matrix.picture(told, sides)
    where, places = atlas.picture(told)
    return Brief(
        title=title,
        region=pack.title if pack and pack.title != title else "",
        as_of=now.as_of.isoformat() if now.as_of else "",
        lead=_lead(now, told, shelf),
        facts=_facts(now, catalogue, shelf),
        sources_counted=_sources(catalogue),
        rule=RULE.format(
            focus=", one of them a country of the region," if pack and pack.focus else ""
        ),
        situation=_situation(told),
        timeline=days.groups(told),
        statements=said,
        quantities=claims,
        quantities_shown=quantities.SHOWN,
        news=_news(now, before, told, said, catalogue),
        days=days.picture(told, shelf),
        matrix=who,
        map=where,
        panels=(*pairs, *places),
        reports=catalogue,
        embedding=shelves.embedding(catalogue),
        skipped=tuple(sorted(set(now.skipped), key=lambda each: (each.file, each.reason))),
    )


def _actors(now: Known) -> Iterable[Actor]:
    for event in now.events:
        yield from (actor for actor in (event.actor, event.recipient) if actor is not None)


def count(number: int, one: str, many: str = "") -> str:
    """1 report, 2 reports, 3,000 reports."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _period(reports: Iterable[Report]) -> tuple[date, date] | None:
    found = [day for report in reports if (day := moments.parse_day(report.published))]
    return (min(found), max(found)) if found else None


def _lead(now: Known, told: tuple[Happening, ...], shelf: Shelf) -> str:
    if not now.reports:
        return "No report is known."
    period = _period(now.reports)
    when = f", published {moments.span(*period)}," if period else ", none of them dated,"
    originals = len(set(shelf.original.values()))
    return (
        f"{count(originals, 'independent report')}{when} "
        f"{'tells' if originals == 1 else 'tell'} of {count(len(told), 'happening')}, "
        f"{count(len(now.statements), 'statement')} and "
        f"{count(len(now.measurements), 'claimed quantity', 'claimed quantities')}."
    )


def _facts(now: Known, catalogue: tuple[Source, ...], shelf: Shelf) -> tuple[Fact, ...]:
    copies = sum(source.copy_of > 0 for source in catalogue)
    undated = [s.number for s in catalogue if not moments.parse_day(s.report.published)]
    unread = [source for source in catalogue if source.unread]
    period = _period(now.reports)
    facts = [
        Fact(f"{len(catalogue):,}", "report" if len(catalogue) == 1 else "reports",
             f"{count(copies, 'copy', 'copies')} counted once" if copies else "no copies"),
        Fact(moments.span(*period, brief=True) if period else "unknown", "published"),
    ]  # fmt: skip
    if undated:
        facts.append(Fact(f"{len(undated):,}", "undated", _numbers(undated)))
    if unread:
        codes = Counter(source.report.language or "" for source in unread)
        told = ", ".join(f"{code} ({codes[code]:,})" for code in sorted(codes))
        facts.append(Fact(f"{len(unread):,}", "in a language that was not read", told))
    if now.skipped:
        facts.append(Fact(f"{len(set(now.skipped)):,}", "skipped", "reasons below"))
    return tuple(facts)


def _numbers(numbers: list[int]) -> str:
    more = f" and {len(numbers) - 8:,} more" if len(numbers) > 8 else ""
    return ", ".join(f"R{n}" for n in numbers[:8]) + more


def _sources(catalogue: tuple[Source, ...]) -> tuple[tuple[str, int], ...]:
    counted = Counter(source.label for source in catalogue)
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _situation(told: tuple[Happening, ...]) -> tuple[Group, ...]:
    found = []
    for code, head, name in ontology.FAMILIES:
        lines = tuple(each.line for each in told if each.line.tone == code)
        if lines:
            fresh, others = _by_sentence(lines)
            shown = min(SITUATION, len(fresh))
            found.append(Group(f"main-{code}", head, name, (*fresh, *others), shown))
    return tuple(found)


def _by_sentence(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The first line of each type from each first piece of evidence, and the other lines."""
    first: dict[tuple[object, ...], str] = {}
    for line in lines:
        first.setdefault((line.kind, line.refs[:1] or line.key), line.key)
    keys = set(first.values())
    return (
        tuple(line for line in lines if line.key in keys),
        tuple(line for line in lines if line.key not in keys),
    )


def _news(
    now: Known,
    before: Known | None,
    told: tuple[Happening, ...],
    said: tuple[Group, ...],
    catalogue: tuple[Source, ...],
) -> News:
    if before is None:
        return News("This is the first brief: everything in it is new.", "")
    reports = tuple(source.number for source in catalogue if source.new)
    lines = tuple(each.line for each in told if each.line.new)
    statements: tuple[Line, ...] = tuple(line for group in said for line in group.lines if line.new)
    gone = _gone(now, before)
    since = f" of {moments.day(before.as_of)}" if before.as_of else ""
    if not (reports or lines or statements):
        return News(f"Nothing is new since the last brief{since}.{gone}", "")
    again = sum(line.new == "told again" for line in lines)
    return News(
        "",
        f"Since the last brief{since}: {count(len(reports), 'report')}, "
        f"{count(len(lines) - again, 'new happening')}"
        + (f", {count(again, 'happening')} told again by further reports" if again else "")
        + f", {count(len(statements), 'statement')}.{gone}",
        reports,
        lines,
        statements,
    )


def _gone(now: Known, before: Known) -> str:
    """What the last brief had and this one does not: corrected or coded anew."""
    kept = {e.id for e in now.events} | {s.id for s in now.statements}
    lost = len(({e.id for e in before.events} | {s.id for s in before.statements}) - kept)
    if not lost:
        return ""
    return f" {lost:,} of its events and statements are no longer held: they were coded anew."
