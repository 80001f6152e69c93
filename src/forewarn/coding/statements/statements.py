"""Statements: who says, demands, promises, threatens or denies what, to whom, on what condition.

A statement is made of each attribution whose speaker is an actor or a named person or body. Left
out are sayings that did not take place ("will discuss", "did not say", "refused to say"), sayings
of nobody in particular ("people say"), and what a speaker says of himself inside his own
statement. A turn of a transcript gives one statement for each sentence that has a kind of its
own; a longer quotation one for each piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from forewarn.coding.statements import addressees, cues, frames, tenors
from forewarn.coding.statements.attribution import Attribution, Resolver, within
from forewarn.coding.statements.frames import Range
from forewarn.coding.statements.nesting import Nesting
from forewarn.coding.statements.tenors import Tenor
from forewarn.coding.status import conditions
from forewarn.language.doc import Doc
from forewarn.records import Actor, Evidence, Report, Statement, StatementKind, identify

LONG_TURN = 3
"""A turn of more sentences than this is read sentence by sentence."""
_STRONG = frozenset(
    ["demand", "commitment", "threat", "accusation", "denial", "refusal", "offer", "appeal"]
)
_UNREAL = frozenset(
    ["will", "would", "may", "might", "could", "should", "must", "shall", "'ll", "’ll", "can"]
)
_NOT = frozenset(["not", "n't", "n’t", "never"])
_HELPING = ("aux", "advmod", "mark", "cop", "det", "neg")
_STILL = frozenset(["refuse", "deny", "decline", "want", "wish", "like", "continue", "go", "begin"])
_LEADS_ON = cues.words("to of for that about with against as not over on if whether in")
_CHARGES = frozenset(["of", "for"])
"""They lead from whom it is said to into what is said: "accused Kyiv *of* shelling"."""
_OUTER = "“”\"«»„‘’'"
_CLOSERS = "”\"»’', "
_VOICES = frozenset(["i", "we"])
"""Who speaks without being quoted, in a speech or a declaration."""
_RELATIVE = frozenset(["which", "that", "who", "whom"])
_OPEN = frozenset(["what", "whatever", "that", "everything", "something", "anything"])
"""What a clause leaves open ("contrary to *what* they claimed") is no statement in words."""
UNKNOWN_WORDS = 12
"""An unknown speaker is kept with at most so many words of his description."""


@dataclass(frozen=True, slots=True)
class Made:
    """A statement with the attribution and the words of the content that it was made of."""

    statement: Statement
    said: Attribution
    content: tuple[Range, ...]
    tenor: Tenor


def find(
    doc: Doc, report: Report, mentions: Resolver, attributions: Sequence[Attribution]
) -> tuple[Statement, ...]:
    """The statements of the report, in the order of their evidence, none twice.

    `doc` is the reading of `report.text`; `mentions` resolves noun phrases; `attributions` are
    those of `attribution.find`. A statement of several speakers is given once for each.
    """
    found = explained(doc, report, mentions, attributions)
    return tuple(made.statement for made in found)


def explained(
    doc: Doc, report: Report, mentions: Resolver, attributions: Sequence[Attribution]
) -> list[Made]:
    """The statements of `find`, each with what it was made of."""
    nesting = Nesting(doc, attributions)
    found = [
        made
        for each in attributions
        if _is_said(doc, each) and not _repeats(each, nesting) and _stands(doc, each, nesting)
        for made in _statements(doc, report, mentions, each, nesting)
    ]
    unique = {made.statement.id: made for made in found}
    return sorted(unique.values(), key=_place)


def _place(made: Made) -> tuple[int, str, str]:
    statement = made.statement
    return statement.evidence[0].start, statement.text, statement.id


# Which attributions are statements


def _is_said(doc: Doc, each: Attribution) -> bool:
    """Whether the saying took place: not negated, not to come, not only wished for."""
    if each.turn:
        return True
    words, head = doc.words, each.head
    if _is_supposed(doc, head) or _is_asked_for(doc, head):
        return False
    if words[head].upos == "NOUN":
        head = words[head].head if words[head].deprel == "obj" else head
    if words[head].upos not in ("VERB", "AUX"):
        return True
    helpers = {
        words[c].lemma.lower()
        for c in doc.children[head]
        if c < head and words[c].deprel.startswith(_HELPING)
    }
    if helpers & _NOT:
        return each.entry.kind in ("refusal", "denial", "commitment") or not each.entry.spoken
    own = each.speaker is not None and words[each.speaker].lemma.lower() in ("i", "we")
    if helpers & _UNREAL and not own:
        return False
    if "to" in helpers and words[head].deprel in ("xcomp", "advcl", "acl", "ccomp") and not own:
        above = words[head].head
        led = {words[c].lemma.lower() for c in doc.children[above] if c < above}
        return words[above].lemma.lower() in _STILL and not led & (_UNREAL | _NOT)
    return True


def _is_supposed(doc: Doc, i: int) -> bool:
    """Whether the word stands in a clause that only supposes ("if Russia decides to …")."""
    for _ in range(8):
        word = doc.words[i]
        if word.deprel.startswith("advcl") and any(
            doc.words[c].deprel == "mark" and doc.words[c].lemma.lower() in ("if", "unless")
            for c in doc.children[i]
        ):
            return True
        if word.head == i or word.deprel == "ccomp":
            return False
        i = word.head
    return False


def _is_asked_for(doc: Doc, i: int) -> bool:
    """Whether the saying itself is what somebody demands ("demanded that NATO guarantee …")."""
    word = doc.words[i]
    if word.deprel not in ("ccomp", "xcomp") or "Tense=" in word.feats:
        return False
    lexicon = cues.load()
    entry = lexicon.verbs.get(lexicon.lemma(doc.words[word.head]))
    return entry is not None and entry.kind in ("demand", "appeal")


def _repeats(each: Attribution, nesting: Nesting) -> bool:
    """Whether a speaker speaks of his own saying inside another statement of his."""
    return any(
        other is not each and set(each.actors) & set(other.actors)
        for other in nesting.around(each.head)
    )


def _stands(doc: Doc, each: Attribution, nesting: Nesting) -> bool:
    """Whether it is a statement of its own: inside another one only where a clause is reported.

    "The Kremlin said Russia was *ready* to talk" is a statement of the Kremlin alone.
    """
    if each.turn or all(other is each for other in nesting.around(each.head)):
        return True
    if any(_is_relative(doc, span) for span in each.content):
        return True
    clauses = (c for c in doc.children[each.head] if doc.words[c].deprel == "ccomp")
    return each.entry.spoken and any(within(each, c) for c in clauses)


def _speakers(doc: Doc, each: Attribution, nesting: Nesting) -> tuple[Actor, ...]:
    """Who says it; somebody unknown by his description, but not inside what another says."""
    if each.speaker is None or each.source is None:
        return ()
    word, lexicon = doc.words[each.speaker], cues.load()
    lemma = word.lemma.lower()
    known = tuple(actor for actor in each.actors if actor.country or actor.id or actor.name)
    if known:
        return known
    if lemma == "it" or (each.actors and lemma not in lexicon.generic):
        return each.actors
    named = word.upos == "PROPN" or lemma in lexicon.documents
    voice = lemma in _VOICES
    if lemma in lexicon.generic or not (voice or word.upos in ("PROPN", "NOUN")):
        return ()
    if not named and any(other is not each for other in nesting.around(each.head)):
        return ()
    return (Actor(_description(doc, each)),)


def _description(doc: Doc, each: Attribution) -> str:
    """The noun phrase of an unknown speaker, up to a comma or a relative clause."""
    assert each.source is not None and each.speaker is not None
    start, end = each.source
    for i in range(each.speaker + 1, end):
        if doc.words[i].text in (",", "(", "–", "—") or doc.words[i].deprel == "acl:relcl":
            end = i
            break
    return _text(doc, (max(start, end - UNKNOWN_WORDS), end))


# Making statements


def _statements(
    doc: Doc,
    report: Report,
    mentions: Resolver,
    each: Attribution,
    nesting: Nesting,
) -> Iterator[Made]:
    speakers = _speakers(doc, each, nesting)
    if not speakers:
        return
    for spans in _pieces(doc, each):
        named = addressees.told(doc, mentions, each)
        condition = _condition(doc, each, spans)
        ruled = tenors.by_rules(doc, mentions, each, spans, nesting, condition)
        if not _worth_keeping(doc, ruled.kind, each):
            continue
        tenor = tenors.by_head(doc, each, spans, ruled)
        if not _worth_keeping(doc, tenor.kind, each):
            continue
        text = _content_text(doc, each, spans, nesting)
        if not text or text.lower() in _OPEN:
            continue
        for speaker in speakers:
            to = addressees.find(doc, mentions, each, tenor.kind, named, speaker, nesting)
            made = _record(doc, report, each, spans, condition, speaker, to, tenor.kind, text)
            yield Made(made, each, spans, tenor)


def _pieces(doc: Doc, each: Attribution) -> Iterator[tuple[Range, ...]]:
    """The content in parts that stand as statements of their own."""
    if each.turn:
        start, end = each.content[0]
        first, last = doc.sentence_of[start], doc.sentence_of[end - 1]
        if last - first >= LONG_TURN:
            for a, b in doc.sentences[first : last + 1]:
                span = frames.trim(doc, (max(a, start), min(b, end)))
                if span[0] < span[1]:
                    yield (span,)
            return
    group: list[Range] = []
    for span in each.content:
        begins = doc.sentences[doc.sentence_of[span[0]]][0] == span[0]
        if group and begins and doc.sentence_of[span[0]] > doc.sentence_of[group[-1][1] - 1]:
            yield tuple(group)
            group = []
        group.append(span)
    if group:
        yield tuple(group)


def _worth_keeping(doc: Doc, kind: StatementKind, each: Attribution) -> bool:
    """Of a transcript, and of what is only thought, not everything is a statement."""
    if each.turn and not each.headline:
        first, last = (doc.sentence_of[i] for i in (each.content[0][0], each.content[0][1] - 1))
        return kind in _STRONG or last - first < LONG_TURN
    return each.entry.spoken or kind not in ("other", "assessment")


def _condition(doc: Doc, each: Attribution, spans: Sequence[Range]) -> Range | None:
    """A condition in the content, else in the rest of the sentence of an own cue."""
    if found := conditions.find(doc, spans):
        last = next((b for a, b in spans if found[0] < b and a < found[1]), found[1])
        return frames.trim(doc, (found[0], min(found[1], last)))
    if each.turn:
        return None
    return conditions.beside(doc, each.head, spans) if len(each.content) == 1 else None


def _content_text(doc: Doc, each: Attribution, spans: Sequence[Range], nesting: Nesting) -> str:
    if len(spans) == 1 and _is_relative(doc, spans[0]):
        return _antecedent(doc, each, nesting)
    parts = [_text(doc, _cut(doc, each, span, nesting)) for span in spans]
    return " … ".join(part for part in map(_unquoted, parts) if part)


def _is_relative(doc: Doc, span: Range) -> bool:
    return span[1] - span[0] == 1 and doc.words[span[0]].lemma.lower() in _RELATIVE


def _antecedent(doc: Doc, each: Attribution, nesting: Nesting) -> str:
    """What "which Minsk denies" denies: what was said before it, else what it is attached to."""
    at = each.content[0][0]
    for other in nesting.around(each.head):
        if other is not each:
            a, b = next((a, b) for a, b in other.content if a <= each.head < b)
            start = a if other.addressee is None else _after(doc, other.addressee, a)
            return _unquoted(_text(doc, frames.trim(doc, (start, min(b, at)))))
    noun = doc.words[each.head].head
    start, _ = frames.phrase(doc, noun)
    return _text(doc, frames.trim(doc, (start, at))) if start < at else ""


def _cut(doc: Doc, each: Attribution, span: Range, nesting: Nesting) -> Range:
    """The content without the addressee before it and without another's comment behind it."""
    start, end = span
    if each.addressee is not None and start <= each.addressee < end:
        start = _after(doc, each.addressee, start)
    told = "told" in each.entry.takes
    if start >= end or not (told or doc.words[start].lemma.lower() in _LEADS_ON):
        start = span[0]
    elif start > span[0] and doc.words[start].lemma.lower() in _CHARGES and start + 1 < end:
        start += 1
    for other in nesting.inside([(start + 1, end)] if start + 1 < end else []):
        if any(_is_relative(doc, each) for each in other.content):
            end = max(start + 1, min(end, other.content[0][0]))
    if doc.words[start].lemma.lower() == "that" and doc.words[start].deprel == "mark":
        start += 1
    return frames.trim(doc, (start, end))


def _after(doc: Doc, addressee: int, start: int) -> int:
    """Where the content goes on after whom it is directed at."""
    inside = [i for i in _noun_phrase(doc, addressee) if i >= start]
    return max(inside) + 1 if inside and min(inside) == start else start


def _noun_phrase(doc: Doc, head: int) -> Iterator[int]:
    """The words of a noun phrase without the clauses that hang on it."""
    yield head
    for child in doc.children[head]:
        if not doc.words[child].deprel.startswith(("acl", "ccomp", "advcl", "punct")):
            yield from _noun_phrase(doc, child)


# Records


def _record(
    doc: Doc,
    report: Report,
    each: Attribution,
    spans: Sequence[Range],
    condition: Range | None,
    speaker: Actor,
    addressee: Actor | None,
    kind: StatementKind,
    text: str,
) -> Statement:
    shown = [*spans, each.cue, *([each.source] if each.source else [])]
    evidence = _evidence(doc, report, spans if each.turn else shown)
    cue = None if each.turn else _cue_text(doc, each)
    return Statement(
        id=identify(
            "s", report.id, evidence[0].start, evidence[-1].end, each.head, speaker.text, text
        ),
        speaker=speaker,
        addressee=addressee,
        kind=kind,
        quoted=each.quoted,
        text=text,
        cue=cue,
        condition=_text(doc, condition).rstrip(_CLOSERS) if condition else None,
        evidence=evidence,
    )


def _cue_text(doc: Doc, each: Attribution) -> str:
    """The cue word with its particle, without its auxiliaries."""
    return _text(doc, (each.head, max(each.cue[1], each.head + 1)))


def _evidence(doc: Doc, report: Report, spans: Iterable[Range]) -> tuple[Evidence, ...]:
    """The sentences that the spans touch: one piece for each run of neighbours."""
    of = doc.sentence_of
    touched = sorted({k for a, b in spans for k in range(of[a], of[b - 1] + 1)})
    runs: list[list[int]] = []
    for k in touched:
        if runs and k == runs[-1][1] + 1:
            runs[-1][1] = k
        else:
            runs.append([k, k])
    pieces = [doc.span(doc.sentences[a][0], doc.sentences[b][1]) for a, b in runs]
    return tuple(Evidence(report.id, a, b, report.text[a:b]) for a, b in pieces)


def _text(doc: Doc, span: Range) -> str:
    start, end = doc.span(*span) if span[0] < span[1] else (0, 0)
    return doc.text[start:end]


def _unquoted(text: str) -> str:
    """The text without one pair of marks around it and the comma before the closing one."""
    if len(text) > 2 and text[0] in _OUTER and text[-1] in _OUTER:
        inner = text[1:-1]
        if not any(mark in inner for mark in _OUTER[:6]):
            return inner.strip().rstrip(",").strip()
    marks = _OUTER[:6]
    if len(text) > 2 and text[0] in marks and not any(mark in text[1:] for mark in marks):
        return text[1:].strip()
    if len(text) > 2 and text[-1] in marks and not any(mark in text[:-1] for mark in marks):
        return text[:-1].strip().rstrip(",")
    return text
