"""Who says what: sources, cues and contents, with quotations over sentences and paragraphs.

Three things are put together: frames (a cue and what hangs on it in the tree), quotations
(paired marks) and the turns of a transcript. A quotation belongs to the frame whose content it
overlaps, else to the nearest cue of saying beside it, else it goes on from the one before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from forewarn.coding.grammar import quotes, spans
from forewarn.coding.grammar.quotes import Quote
from forewarn.coding.grammar.spans import DAYS
from forewarn.coding.statements import cues, edges, frames, repairs, turns
from forewarn.coding.statements.cues import Cue
from forewarn.coding.statements.frames import Frame, Range
from forewarn.language.doc import Doc
from forewarn.records import Actor, Quoted

NEAR = 14
"""A quotation and its cue have at most so many words between them."""
SPEECH = 4
"""A quotation of fewer words is a term in quotation marks unless it is a cue's content."""
BACK = 2
"""A pronoun that the sentence does not settle means a speaker at most so many sentences back."""
_FIRST = frozenset(["i", "we", "me", "us", "my", "our"])
_THIRD = frozenset(["he", "she", "they", "it"])
_IMPERSONAL = frozenset(["they", "it"])
_SET_OFF = frozenset([",", "(", "-", "–", "—"])
_LETTERS = frozenset(["message", "letter", "statement"])
TURN = Cue(None, frozenset(["clause", "nothing"]))


class Resolver(Protocol):
    """What finds the actors of a noun phrase (`forewarn.coding.mentions.Mentions`)."""

    def resolve(self, i: int) -> tuple[Actor, ...]:
        """The actors that the noun phrase headed at word `i` stands for."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """`source` says `content`: ranges of words (end excluded); several ranges where it is split.

    `actors` are who the source stands for, `actor` the first of them. `head` is the cue word
    itself and `entry` what the lexicon says about it; `speaker` and `addressee` are the heads of
    their noun phrases. `turn` marks a turn of a transcript, `headline` what follows a headline's
    colon.
    """

    source: Range | None
    actor: Actor | None
    cue: Range
    content: tuple[Range, ...]
    quoted: Quoted
    head: int
    entry: Cue
    speaker: int | None = None
    actors: tuple[Actor, ...] = ()
    addressee: int | None = None
    turn: bool = False
    headline: bool = False


@dataclass(slots=True)
class _Found:
    """A frame on its way to an attribution: its quotations are still being gathered."""

    frame: Frame
    content: list[Range]
    inside: int | None = None
    quotes: list[int] = field(default_factory=list)


def find(doc: Doc, mentions: Resolver) -> tuple[Attribution, ...]:
    """All attributions of the text in the order of their cues.

    `mentions` resolves the head of a noun phrase to actors. Attributions may lie within each
    other; those whose source is not named have `source` None.
    """
    if not doc.words:
        return ()
    doc = repairs.repaired(doc, cues.load())
    quoted = quotes.find(doc)
    found = [_Found(frame, list(frame.content)) for frame in frames.find(doc, cues.load())]
    _attach(doc, found, quoted)
    for each in found:
        if not each.content and each.inside is None:
            each.content = list(edges.loose(doc, each.frame))
    sources = {each.frame.source for each in found if each.content}
    kept = [each for each in found if each.content and not _tells_which(doc, each, sources)]
    spoken = turns.find(doc) or turns.headlines(doc) or turns.beside(doc, quoted)
    return _Speakers(doc, mentions, quoted, spoken).name(kept)


def _tells_which(doc: Doc, each: _Found, sources: set[int | None]) -> bool:
    """Whether the cue only tells which speaker is meant: "others *who favour it* argue …"."""
    word = doc.words[each.frame.head]
    if word.deprel != "acl:relcl" or word.head not in sources or each.quotes:
        return False
    start, _ = frames.phrase(doc, word.i)
    clause = spans.dependent(doc, word.i, "ccomp") is not None
    return not clause and doc.words[start - 1].text not in _SET_OFF


# Quotations


def _attach(doc: Doc, found: list[_Found], quoted: Sequence[Quote]) -> None:
    """Give each quotation to its cue; `inside` says in which quotation a cue itself stands."""
    for each in found:
        each.inside = _around(quoted, each.frame.head)
    owner: _Found | None = None
    heads = [each.frame.head for each in found]
    for k, quote in enumerate(quoted):
        before = quoted[k - 1] if k else None
        near = found[slice(*_window(doc, heads, quote))]
        chosen = _overlapping(near, quote) or _beside(doc, near, quote)
        if chosen is None and owner and before and _continues(doc, before, quote):
            chosen = owner
        if chosen:
            _take(doc, chosen, quote, k)
        owner = chosen if chosen and _is_speech(doc, quote) else owner


def _window(doc: Doc, heads: Sequence[int], quote: Quote) -> Range:
    """Which frames stand in the sentences of the quotation and of the words next to it."""
    first = doc.sentence_of[max(quote.start - NEAR, 0)]
    last = doc.sentence_of[min(quote.end + NEAR, len(doc.words)) - 1]
    return (
        bisect_left(heads, doc.sentences[first][0]),
        bisect_left(heads, doc.sentences[last][1]),
    )


def _around(quoted: Sequence[Quote], i: int) -> int | None:
    k = bisect_right(quoted, i, key=lambda quote: quote.start) - 1
    return k if k >= 0 and quoted[k].start <= i < quoted[k].end else None


def _overlapping(found: list[_Found], quote: Quote) -> _Found | None:
    """The frame outside quotations whose content this one overlaps; the nearest of several."""
    inside = [
        each
        for each in found
        if each.inside is None
        and any(a < quote.end and quote.start < b for a, b in each.content)
        and not any(a < quote.start and quote.end < b for a, b in each.content)
    ]
    within = [
        each
        for each in found
        if each.inside is None and any(a <= quote.start and quote.end <= b for a, b in each.content)
    ]
    candidates = inside or within
    return min(candidates, key=lambda each: _distance(each, quote), default=None)


def _distance(each: _Found, quote: Quote) -> tuple[int, int]:
    head = each.frame.head
    return (quote.start - head if head < quote.start else head - quote.end), head


def _beside(doc: Doc, found: list[_Found], quote: Quote) -> _Found | None:
    """The nearest cue of saying before or after the quotation, without a full stop between."""
    if not _is_speech(doc, quote):
        return None
    near = [
        each
        for each in found
        if each.inside is None
        and "nothing" in each.frame.entry.takes
        and (not each.content or each.quotes or _is_topic(doc, each))
        and _connected(doc, each, quote)
    ]
    return min(near, key=lambda each: _distance(each, quote), default=None)


def _connected(doc: Doc, each: _Found, quote: Quote) -> bool:
    head = each.frame.head
    if head >= quote.end:
        if doc.words[quote.end - 1].text == "." or doc.words[quote.end - 2].text == ".":
            return False  # the sentence is over
        source = each.frame.source
        between = range(quote.end, head)
        after_source = source is not None and source > head
        if len(between) > NEAR or not (after_source or len(between) > 0 or source is None):
            return False
    else:
        between = range(head + 1, quote.start)
        if len(between) > NEAR:
            return False
    texts = [doc.words[i].text for i in between]
    if any(text in (".", "!", "?") for text in texts):
        return False
    return head >= quote.end or not texts or texts[-1] in (",", ":") or head + 1 == quote.start


def _is_speech(doc: Doc, quote: Quote) -> bool:
    words = doc.words[quote.start : quote.end]
    return len(words) - 2 >= SPEECH or (len(words) > 2 and words[-2].text in (",", ".", "!", "?"))


def _continues(doc: Doc, before: Quote, quote: Quote) -> bool:
    """Whether a quotation without a cue of its own goes on from the one before."""
    if before.goes_on:
        return True
    if not _is_speech(doc, quote):
        return False
    starts_sentence = doc.sentences[doc.sentence_of[quote.start]][0] == quote.start
    return starts_sentence and quote.paragraph - before.paragraph <= 1


def _take(doc: Doc, each: _Found, quote: Quote, k: int) -> None:
    """Add the quotation to the content, joining what it overlaps."""
    start, end = quote.start, quote.end
    if not each.quotes and _is_topic(doc, each) and not _overlapping([each], quote):
        each.content = []
    for a, b in each.content:
        if a <= end and start <= b and not a <= each.frame.head < b:
            start, end = min(start, a), max(end, b)
    rest = [(a, b) for a, b in each.content if b < start or end < a]
    if not start <= each.frame.head < end:
        each.content = sorted([*rest, (start, end)])
        each.quotes.append(k)


def _is_topic(doc: Doc, each: _Found) -> bool:
    """Whether the content only says what is spoken of: "he said *of the plan*: …"."""
    if len(each.content) != 1:
        return False
    start, end = each.content[0]
    return any(
        start <= child < end and doc.words[child].deprel == "obl"
        for child in doc.children[each.frame.head]
    )


# Speakers


class _Speakers:
    """Names the sources, which quotations and pronouns make depend on what came before."""

    def __init__(
        self, doc: Doc, mentions: Resolver, quoted: Sequence[Quote], spoken: Sequence[turns.Turn]
    ) -> None:
        self._doc = doc
        self._mentions = mentions
        self._quoted = quoted
        self._turns = [self._turn(turn) for turn in spoken]
        self._by_quote: dict[int, Attribution] = {}
        self._last: Attribution | None = None
        self._cues: frozenset[int] = frozenset()

    def name(self, found: list[_Found]) -> tuple[Attribution, ...]:
        """The attributions, those inside quotations after those that hold the quotation."""
        made: list[Attribution] = list(self._turns)
        self._cues = frozenset(e.frame.head for e in found if e.content)
        outer = [each for each in found if each.inside is None]
        for each in outer:
            made.append(self._named(each))
        for each in found:
            if each.inside is not None:
                made.append(self._named(each))
        return tuple(sorted(made, key=lambda one: (one.cue, one.head)))

    def _named(self, each: _Found) -> Attribution:
        frame = each.frame
        actors = self._actors(each)
        made = Attribution(
            source=self._source(frame),
            actor=actors[0] if actors else None,
            cue=frame.cue,
            content=tuple(sorted(each.content)),
            quoted=self._how(each),
            head=frame.head,
            entry=frame.entry,
            speaker=frame.source,
            actors=actors,
            addressee=frame.addressee,
        )
        for k in each.quotes:
            self._by_quote.setdefault(k, made)
        if each.inside is None and (made.actors or self._is_described(made)):
            self._last = made
        return made

    def _is_described(self, made: Attribution) -> bool:
        """Whether a noun says who somebody unknown is: "the prefecture"."""
        word = self._doc.words[made.speaker] if made.speaker is not None else None
        known = cues.load().generic
        return word is not None and word.upos == "NOUN" and word.lemma.lower() not in known

    def _source(self, frame: Frame) -> Range | None:
        if frame.source is None:
            return None
        start, end = frames.phrase(self._doc, frame.source)
        if start <= frame.head < frame.source:
            start = frame.cue[1]
        elif start <= frame.head < end:
            end = frame.cue[0] if frame.source < frame.head else frame.source + 1
        while start < frame.source and self._doc.words[start].deprel in (
            "case",
            "mark",
            "cc",
            "punct",
        ):
            start += 1
        return self._bounded(start, end, frame)

    def _bounded(self, start: int, end: int, frame: Frame) -> Range:
        """The source without a day behind it and without a clause with a cue of its own."""
        words, at = self._doc.words, frame.source
        assert at is not None
        for i in range(at + 1, end):
            inside = words[i].deprel == "acl:relcl" and words[i].head == at
            dated = words[i].text in DAYS and words[i].head == at
            if dated or (inside and i in self._cues):
                end = frames.phrase(self._doc, i)[0]
                break
        return start, frames.trim(self._doc, (start, end))[1]

    def _actors(self, each: _Found) -> tuple[Actor, ...]:
        i = each.frame.source
        if i is None:
            return ()
        word = self._doc.words[i]
        lemma = word.lemma.lower()
        if lemma in _FIRST or word.text.lower() in _FIRST:
            return self._voice(each)
        if actors := self._mentions.resolve(i):
            return actors
        if lemma in cues.load().documents:
            last = self._last if self._last and self._recent(i, self._last) else None
            return self._authors(i) or (last.actors if last and lemma in _LETTERS else ())
        if lemma in _THIRD and self._last and self._recent(i, self._last):
            person = lemma not in _IMPERSONAL
            return tuple(a for a in self._last_said() if not person or _may_be_person(a))
        return ()

    def _last_said(self) -> tuple[Actor, ...]:
        """Who spoke last; one who is not known by his description."""
        last = self._last
        if last is None or last.actors or last.source is None:
            return last.actors if last else ()
        start, end = self._doc.span(*last.source)
        return (Actor(self._doc.text[start:end]),)

    def _authors(self, i: int) -> tuple[Actor, ...]:
        """Who wrote "the message": its owner, else who sent it in a sentence before."""
        words, of = self._doc.words, self._doc.sentence_of
        for j in range(i, -1, -1):
            if of[i] - of[j] > BACK:
                return ()
            if words[j].lemma == words[i].lemma:
                owner = frames.owner(self._doc, j)
                if owner is not None and (actors := self._mentions.resolve(owner)):
                    return actors[:1]
        return ()

    def _recent(self, i: int, last: Attribution) -> bool:
        of = self._doc.sentence_of
        spans = [last.cue, *last.content]
        return any(0 <= of[i] - of[b - 1] <= BACK for _, b in spans)

    def _voice(self, each: _Found) -> tuple[Actor, ...]:
        """Whose "I" or "we" it is: the quotation's speaker, or the turn's."""
        if each.inside is not None and each.inside in self._by_quote:
            return self._by_quote[each.inside].actors
        head = each.frame.head
        turn = next((t for t in self._turns if t.content[0][0] <= head < t.content[0][1]), None)
        return turn.actors if turn else ()

    def _how(self, each: _Found) -> Quoted:
        """Quoted wholly, in part or not at all."""
        words = [
            i
            for a, b in each.content
            for i in range(a, b)
            if self._doc.words[i].upos != "PUNCT" and self._doc.words[i].text not in ("''", "``")
        ]
        inside = sum(1 for i in words if _around(self._quoted, i) not in (None, each.inside))
        if not inside:
            return "indirect"
        return "direct" if inside >= len(words) - 1 else "mixed"

    def _turn(self, turn: turns.Turn) -> Attribution:
        head = _top(self._doc, turn.start, turn.end)
        actors = self._label_actors(turn, head)
        content = frames.trim(self._doc, turn.told)
        return Attribution(
            source=(turn.start, turn.end),
            actor=actors[0] if actors else None,
            cue=(turn.colon, turn.colon + 1),
            content=(content,),
            quoted="indirect" if turn.headline else "direct",
            head=turn.colon,
            entry=TURN,
            speaker=head,
            actors=actors,
            addressee=turn.to,
            turn=True,
            headline=turn.headline,
        )

    def _label_actors(self, turn: turns.Turn, head: int) -> tuple[Actor, ...]:
        """One speaker: the name in the label rather than its title or country."""
        for i in [head, *range(turn.end - 1, turn.start - 1, -1)]:
            if actors := self._mentions.resolve(i):
                return actors[:1]
        start, end = self._doc.span(turn.start, turn.end)
        return (Actor(" ".join(self._doc.text[start:end].split())),)


def _may_be_person(actor: Actor) -> bool:
    """Countries and bodies carry no sector or no name of their own; office-holders carry both."""
    return actor.sector is not None or actor.id is None


def _top(doc: Doc, start: int, end: int) -> int:
    """The word of the range that depends on a word outside it."""
    for i in range(start, end):
        if not start <= doc.words[i].head < end or doc.words[i].head == i:
            return i
    return end - 1


def within(attribution: Attribution, i: int) -> bool:
    """Whether the word lies in the content."""
    return any(a <= i < b for a, b in attribution.content)
