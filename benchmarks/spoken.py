"""Labelled statements and measurements against what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from counts import Counts, Shares, alike, dice, macro_f1, same, show, words_of
from reads import Read

import labelled
from labelled import Row

MEASURES = {
    **dict.fromkeys(("km", "kilometre", "kilometer"), "km"),
    **dict.fromkeys(("m", "metre", "meter"), "m"),
    **dict.fromkeys(("kg", "kilogram", "kilogramme"), "kg"),
    **dict.fromkeys(("ton", "tonne"), "tonnes"),
}
FIELDS = ("qualifier", "unit", "owner", "place", "claimed_by")


@dataclass(frozen=True)
class Said:
    """One of our statements, with all its speakers."""

    kind: str
    speakers: tuple[Any, ...]
    addressee: Any
    quoted: str
    text: str
    cue: str | None
    condition: str | None


def said(coded: Any) -> list[Said]:
    """Our statements, those of several speakers once."""
    joined: dict[tuple[str, str, str], list[Any]] = {}
    for each in coded.statements:
        joined.setdefault((each.text, each.cue or "", each.kind), []).append(each)
    return [
        Said(
            group[0].kind,
            tuple(each.speaker for each in group if each.speaker),
            group[0].addressee,
            group[0].quoted,
            group[0].text,
            group[0].cue,
            group[0].condition,
        )
        for group in joined.values()
    ]


def statements(reads: Iterable[Read], errors: bool = False) -> dict[str, Any]:
    """The scores of the labelled statements."""
    kinds: Counter[tuple[str, str]] = Counter()
    found, conditions, fields = Counts(), Counts(), Shares()
    for each in reads:
        if "statements" not in each.row.labels:
            continue
        gold, ours = each.row.labels["statements"] or [], said(each.coded)
        pairs = paired(gold, ours)
        both = [(gold[i], ours[k]) for i, k in pairs]
        found.add(len(both), len(gold), len(ours))
        kinds.update((g["kind"], o.kind) for g, o in both)
        kinds.update((g["kind"], "none") for i, g in enumerate(gold) if i not in dict(pairs))
        needless = [o for k, o in enumerate(ours) if k not in {k for _, k in pairs}]
        kinds.update(("none", o.kind) for o in needless)
        _conditions(conditions, gold, ours, both)
        for g, o in both:
            _fields(fields, g, o)
        if errors:
            _show_statements(each.row, gold, both, needless)
    return {
        "statements": found.scores(),
        "kinds": macro_f1(kinds),
        "kind confusion": {
            f"{g} as {o}": n for (g, o), n in kinds.most_common() if g != o and "none" not in (g, o)
        },
        "conditions": conditions.scores(),
        "fields": fields.table(),
    }


def paired(gold: Sequence[dict[str, Any]], ours: Sequence[Said]) -> list[tuple[int, int]]:
    """One to one (their numbers), the best overlaps of contents first, then the same cues."""
    overlaps = sorted(
        (
            (-dice(words_of(g.get("content")), words_of(o.text)), g.get("cue") != o.cue, i, k)
            for i, g in enumerate(gold)
            for k, o in enumerate(ours)
            if words_of(g.get("content")) & words_of(o.text) or (g.get("cue") and g["cue"] == o.cue)
        )
    )
    left, right, pairs = set[int](), set[int](), []
    for _, _, i, k in overlaps:
        if i not in left and k not in right:
            left.add(i)
            right.add(k)
            pairs.append((i, k))
    return pairs


def _conditions(
    counts: Counts,
    gold: Sequence[dict[str, Any]],
    ours: Sequence[Said],
    both: Sequence[tuple[dict[str, Any], Said]],
) -> None:
    counts.add(
        sum(bool(o.condition) and same(g.get("condition"), o.condition) for g, o in both),
        sum(bool(g.get("condition")) for g in gold),
        sum(bool(o.condition) for o in ours),
    )


def _fields(fields: Shares, gold: dict[str, Any], ours: Said) -> None:
    fields.add("kind", gold["kind"] == ours.kind)
    if gold.get("quoted"):
        fields.add("quoted", gold["quoted"] == ours.quoted)
    if "to" in gold:
        addressee = ours.addressee.text if ours.addressee else None
        fields.add("addressee", alike(gold["to"], addressee))
    if gold.get("content"):
        fields.add("content", same(gold["content"], ours.text))
    speakers = labelled.actors(gold.get("speaker"))
    if not speakers:
        return
    countries = {country for _, country, _ in speakers}
    sectors = {sector for _, _, sector in speakers}
    fields.add("speaker country", countries == {a.country for a in ours.speakers})
    fields.add("speaker sector", sectors == {a.sector for a in ours.speakers})
    texts = [a.text for a in ours.speakers]
    fields.add("speaker text", any(same(t, o) for t, _, _ in speakers for o in texts))
    fields.add("speaker overlaps", any(alike(t, o) for t, _, _ in speakers for o in texts))


def _show_statements(
    row: Row,
    gold: Sequence[dict[str, Any]],
    both: Sequence[tuple[dict[str, Any], Said]],
    needless: Sequence[Said],
) -> None:
    matched = [id(g) for g, _ in both]
    for g in gold:
        if id(g) not in matched:
            show("MISSED", g["kind"], g.get("cue"), g.get("content"), row)
    for o in needless:
        show("NEEDLESS", o.kind, o.cue, o.text, row)
    for g, o in both:
        if g["kind"] != o.kind:
            show("KIND", g["kind"], o.kind, o.cue, row)
        if not same(g.get("condition"), o.condition):
            show("CONDITION", g.get("condition"), "|", o.condition, row)


def measurements(reads: Iterable[Read], errors: bool = False) -> dict[str, Any]:
    """The scores of the labelled measurements."""
    every, values, fields = Counts(), Counts(), Shares()
    for each in reads:
        if "measurements" not in each.row.labels:
            continue
        gold, ours = each.row.labels["measurements"] or [], list(each.coded.measurements)
        both = _by_value(gold, ours)
        right = 0
        for g, o in both:
            agreed = [fields.add(name, _agrees(name, g, o)) for name in FIELDS]
            right += all(agreed)
            if errors and not all(agreed):
                wrong = [n for n, right in zip(FIELDS, agreed, strict=True) if not right]
                shown = [f"{n}: {g.get(n)} / {_ours(n, o)[:1]}" for n in wrong]
                show("MEASUREMENT", g["value"], *shown, each.row)
        every.add(right, len(gold), len(ours))
        values.add(len(both), len(gold), len(ours))
        if errors and len(both) < max(len(gold), len(ours)):
            numbers = [(m.value, m.unit) for m in ours]
            show("VALUES", [m["value"] for m in gold], numbers, each.row)
    return {"all right": every.scores(), "values": values.scores(), "fields": fields.table()}


def _by_value(gold: Sequence[dict[str, Any]], ours: list[Any]) -> list[tuple[dict[str, Any], Any]]:
    """Pairs of the same value, those first that agree in most fields."""
    pairs = sorted(
        (
            (-sum(_agrees(name, g, o) for name in FIELDS), i, k)
            for i, g in enumerate(gold)
            for k, o in enumerate(ours)
            if abs(g["value"] - o.value) <= 1e-6 * max(abs(g["value"]), 1)
        )
    )
    left, right, both = set[int](), set[int](), []
    for _, i, k in pairs:
        if i not in left and k not in right:
            left.add(i)
            right.add(k)
            both.append((gold[i], ours[k]))
    return both


def _agrees(name: str, gold: dict[str, Any], ours: Any) -> bool:
    wanted, found = gold.get(name), _ours(name, ours)
    if name == "unit":
        return _unit(str(wanted)) == _unit(found[0])
    if wanted is None or not found:
        return wanted is None and not found
    return str(wanted).casefold() in {each.casefold() for each in found}


def _unit(written: str) -> str:
    """Measures of length and weight by one name; what else is counted as it is written."""
    return MEASURES.get(written.casefold().rstrip("s"), written.casefold())


def _ours(name: str, measurement: Any) -> list[str]:
    """What our field may be called: a country or body by its code, id, name or words.

    Of places the labels know the countries alone.
    """
    value = getattr(measurement, name)
    if value is None or isinstance(value, str):
        return [value] if value else []
    if name == "place":
        return [value.country] if value.country else []
    return [each for each in (value.country, value.id, value.name, value.text) if each]
