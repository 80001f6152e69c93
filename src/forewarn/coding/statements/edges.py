"""Where the content of a frame begins and ends, beyond what the tree says.

Reporting clauses are inserted into what they report and take its ends with them, so that parsers
hang the parts of one content on different words. What is settled here holds for any cue.
"""

from __future__ import annotations

from dataclasses import replace

from forewarn.coding.grammar.spans import (
    DAYS,
    Range,
    dependent,
    marker,
    phrase,
    trim,
    trimmed,
    without,
)
from forewarn.coding.statements.cues import Lexicon
from forewarn.coding.statements.frame import ASKING, LEADING, Frame
from forewarn.language.doc import Doc

LEAST = 3
"""What is said behind a cue that nothing hangs on has more words than this."""
_OPENING = frozenset(["DET", "PRON", "NOUN", "PROPN", "NUM"])
_QUOTES = frozenset(["“", "”", '"', "''", "``", "’", "‘", "'"])
_ABOUT = frozenset(["for", "about", "to", "against", "on", "from", "as", "with", "by"])
_AMOUNTING = frozenset(["at", "within", "over", "under"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_TIMES = frozenset(["least", "most", "soon", "long"])
"""What follows a preposition that leads in no content: "said *at* least ten", "as soon as"."""
_BACKSHIFTED = frozenset(["would", "should", "could", "might", "will", "must", "can"])
_ADVERBIAL = frozenset(["obl", "advcl"])


def settled(doc: Doc, lexicon: Lexicon, frame: Frame) -> Frame:
    """The frame with the ends of its content settled."""
    content = inserted(doc, frame) or frame.content
    content = tuple(part for span in content for part in without(span, frame.cue))
    content = tuple(shortened(doc, lexicon, extended(doc, frame, span)) for span in content)
    content = trimmed(doc, (_undated(doc, frame, span) for span in content))
    cue, content = _led(doc, frame.cue, content)
    return replace(frame, cue=cue, content=content)


def _undated(doc: Doc, frame: Frame, span: Range) -> Range:
    """The clause without when or where it was said: "said *on Tuesday* it would open"."""
    start, end = span
    for child in doc.children[frame.head]:
        if doc.words[child].deprel == "ccomp" and start < child < end:
            that = (c for c in doc.children[child] if doc.words[c].deprel == "mark")
            start = next((c for c in that if start < c and doc.words[c].text == "that"), start)
    dated = start + 2 < end and doc.words[start].text == "on" and doc.words[start + 1].text in DAYS
    return (start + 2, end) if dated and start == frame.head + 1 else span


def _led(doc: Doc, cue: Range, content: tuple[Range, ...]) -> tuple[Range, tuple[Range, ...]]:
    """The cue with the preposition that leads in a content of its own: "talked about leaving".

    A question word between cue and content is the content's: "explained *why* it failed".
    """
    end = cue[1]
    if (cue[1] + 1) in (a for a, _ in content) and doc.words[end].lemma.lower() in ASKING:
        content = tuple((a - (a == end + 1), b) for a, b in content)
    if doc.words[min(end + 1, len(doc.words) - 1)].text in _TIMES:
        return cue, content
    if end in (a for a, b in content if b > a + 1) and doc.words[end].lemma.lower() in LEADING:
        return (cue[0], end + 1), tuple((a + (a == end), b) for a, b in content)
    return cue, content


def extended(doc: Doc, frame: Frame, span: Range) -> Range:
    """The content with what goes on from it: "sees him *as a friend*", "a vote *and a run*"."""
    held = [c for c in doc.children[frame.head] if span[0] <= c < span[1]]
    thing = bool(held) and doc.words[held[0]].deprel in ("obj", "obl")
    for child in doc.children[frame.head]:
        start, end = phrase(doc, child)
        if held and start == span[1] and _goes_on(doc, child, thing):
            span = span[0], end
    return span


def _goes_on(doc: Doc, i: int, thing: bool) -> bool:
    """Whether the phrase belongs to the content before it, a `thing` or a clause."""
    word = doc.words[i]
    if word.deprel == "conj":
        mark = marker(doc, i)
        if not thing and mark is None:
            return _is_told(doc, i)
        return mark == "that" or (thing and word.upos in _NOMINAL and mark is None)
    if not thing or word.deprel != "obl" or word.text in DAYS:
        return False
    return marker(doc, i) in _ABOUT or (marker(doc, i) in _AMOUNTING and _is_counted(doc, i))


def _is_told(doc: Doc, i: int) -> bool:
    """Whether a clause joined to a cue tells more of what is said: "… and he *would not go*"."""
    start, _ = phrase(doc, i)
    helper = dependent(doc, i, "aux")
    return (
        doc.words[start].text in ("and", "but", "or")
        and helper is not None
        and doc.words[helper].lemma.lower() in _BACKSHIFTED
        and dependent(doc, i, "nsubj", "nsubj:pass") is not None
    )


def _is_counted(doc: Doc, i: int) -> bool:
    """Whether it is a quantity: "at 42 billion", "within two points"."""
    return doc.words[i].upos == "NUM" or dependent(doc, i, "nummod") is not None


def shortened(doc: Doc, lexicon: Lexicon, span: Range) -> Range:
    """The content without what who reports adds behind its last comma: "…, a close ally".

    These are relative clauses and descriptions in apposition. A clause that comments on what is
    said (", which Minsk denies") stays with it.
    """
    start, end = trim(doc, span)
    for i in range(start + 1, end):
        if start <= doc.words[i].head < i and _adds(doc, lexicon, i):
            first, last = phrase(doc, i)
            if last >= end and start < first and doc.words[first].text in (",", "-", "–", "—"):
                return start, first
    return span


def _adds(doc: Doc, lexicon: Lexicon, i: int) -> bool:
    """Whether the word heads a relative clause or a description."""
    word = doc.words[i]
    if word.deprel == "acl:relcl":
        return lexicon.lemma(word) not in lexicon.verbs
    article = dependent(doc, i, "det")
    return (
        word.deprel == "appos"
        and article is not None
        and doc.words[article].lemma.lower() in ("a", "an", "the")
    )


def inserted(doc: Doc, frame: Frame) -> tuple[Range, ...]:
    """What stands on both sides of a clause between commas: "The plan, he said, will work"."""
    if "nothing" not in frame.entry.takes or frame.source is None:
        return ()
    start, end = _clause(doc, frame)
    first, last = doc.sentences[doc.sentence_of[frame.head]]
    if not first < start or not end < last or not _comma(doc, start - 1) or not _comma(doc, end):
        return ()
    before, after = trim(doc, (first, start)), trim(doc, (end, last))
    if doc.words[before[0]].upos == "CCONJ" and before[0] + 1 < before[1]:
        before = trim(doc, (before[0] + 1, before[1]))
    if before[0] >= before[1] or after[0] >= after[1]:
        return ()
    resumed = doc.words[after[0]].text in _QUOTES
    if doc.words[start - 1].text in _QUOTES or doc.words[start - 2].text in _QUOTES:
        return (before, after) if resumed else ()
    if resumed and _adverbial(doc, before):
        return ()
    return before, after


def _adverbial(doc: Doc, span: Range) -> bool:
    """Whether the words only say when, where or how."""
    return all(
        doc.words[i].deprel.split(":")[0] in _ADVERBIAL
        for i in range(*span)
        if not span[0] <= doc.words[i].head < span[1] and doc.words[i].upos != "PUNCT"
    )


def _clause(doc: Doc, frame: Frame) -> Range:
    """The words of source and cue, with whom it is said to."""
    spans = [frame.cue, phrase(doc, frame.source)] if frame.source is not None else [frame.cue]
    if frame.addressee is not None:
        spans.append(phrase(doc, frame.addressee))
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    return start, end


def _comma(doc: Doc, i: int) -> bool:
    """Whether there is a comma, beside a quotation mark or not."""
    words = doc.words
    if words[i].text in _QUOTES:
        return (
            words[i - 1].text in (",", "-", "—", "–")
            or words[min(i + 1, len(words) - 1)].text == ","
        )
    return words[i].text == ","


def loose(doc: Doc, frame: Frame) -> tuple[Range, ...]:
    """What stands beside a reporting clause that is the whole rest of the sentence.

    Where no word of what is said hangs on the cue: "No famine in Tigray, *says Addis*".
    """
    if frame.source is None or "nothing" not in frame.entry.takes or not _is_main(doc, frame):
        return ()
    start, end = _clause(doc, frame)
    first, last = doc.sentences[doc.sentence_of[frame.head]]
    fronted = first + 1 < start and doc.words[start - 1].text == ","
    if fronted and end + LEAST >= last and not _adverbial(doc, (first, start - 1)):
        return trimmed(doc, [(first, start - 1)])
    follows = start == first and end + LEAST < last and end == frame.head + 1
    clause = follows and any(doc.words[i].upos in ("VERB", "AUX") for i in range(end, last))
    return trimmed(doc, [(end, last)]) if clause and doc.words[end].upos in _OPENING else ()


def _is_main(doc: Doc, frame: Frame) -> bool:
    word = doc.words[frame.head]
    spoken = frame.entry.spoken and bool(frame.entry.takes & {"clause", "told"})
    return spoken and word.head == word.i and "VerbForm=Fin" in word.feats
