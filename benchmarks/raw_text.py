"""Scores the whole way from raw text: tokens, words, sentences, tags, lemmas and trees.

    python benchmarks/raw_text.py DATA [--part test|dev] [--pipeline NAME] [--out FILE]

DATA holds the CoNLL-U files of UD_English-EWT and UD_English-GUM. The raw text of a document is
built from its sentences: paragraphs (`# newpar`) are joined by a blank line; within a paragraph
the tokens are joined by one space, or by nothing where the treebank says SpaceAfter=No. Each
document (`# newdoc`) is read alone.

The measures are those of the CoNLL 2018 shared task: a word is found if a word with exactly its
characters was given; tags, lemmas and trees count over the words found, precision over all words
given, recall over all words of the treebank. UAS and LAS want the same head (found as a word too)
and LAS the same relation without its subtype ("LAS+" with it). The words of a contraction are
always spelled as its parts in these treebanks, so character offsets align all of them.

Beside it stand the same model on the words and sentences of the treebank, and the sentences that
rules alone find (an end after . ! ? … and closing quotes before a capital, a quote or a digit).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forewarn import language
from forewarn.language import sentences, tokens
from forewarn.language.doc import Doc, Word

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldWord:
    """A word of a treebank: characters `start` to `end`, of the token `token`; head is an index
    in the sentence, its own for the root."""

    start: int
    end: int
    token: Span
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str


Sentence = list[GoldWord]


def read_gold(path: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """The documents of a CoNLL-U file: their raw text and their sentences."""
    text = ""
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# newdoc") and sentences:
            yield text.rstrip(), sentences
            text, sentences = "", []
        elif line.startswith(("# newpar id", "# newpar =")) or line == "# newpar":
            text = text.rstrip() + "\n\n" if sentences else ""
        elif line[:1].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            written, sentence = _sentence(rows, len(text))
            text, rows = text + written, []
            sentences.append(sentence)
    if sentences:
        yield text.rstrip(), sentences


def _sentence(rows: Sequence[Sequence[str]], offset: int) -> tuple[str, Sentence]:
    """The text of one sentence, which starts at `offset` in its document, and its words."""
    text = ""
    words: Sentence = []
    token: Span = (0, 0)
    inside = at = 0  # the last word of the open contraction, and where its next word starts
    for row in rows:
        number, form = row[0], row[1]
        if "." in number:
            continue
        if not number.isdigit() or int(number) > inside:
            token = (offset + len(text), offset + len(text) + len(form))
            at = token[0]
            text += form + ("" if "SpaceAfter=No" in row[9].split("|") else " ")
        if not number.isdigit():
            inside = int(number.split("-")[1])
            continue
        head = int(row[6]) - 1 if row[6] != "0" else int(number) - 1
        words.append(GoldWord(at, at + len(form), token, form, row[2], row[3], head, row[7]))
        at += len(form)
    return text, words


# -- the measures: for each the counts of what is right, what was given and what there is ----------

MEASURES = ("tokens", "words", "sentences", "UPOS", "lemmas", "UAS", "LAS", "LAS+")
Counts = Counter[tuple[str, str]]


def f1(counts: Counts, measure: str) -> float:
    """The F1 in percent; 0 where nothing was counted."""
    right, given, gold = (counts[measure, k] for k in ("right", "given", "gold"))
    return 200 * right / (given + gold) if given + gold else 0.0


def compare(gold: Sequence[Sentence], doc: Doc, token_spans: Iterable[Span] = ()) -> Counts:
    """The counts for one document that was read as `doc`, cut into tokens at `token_spans`."""
    counts: Counts = Counter()
    true = [word for sentence in gold for word in sentence]
    _overlap(counts, "tokens", token_spans, (word.token for word in true))
    _overlap(
        counts, "words", ((w.start, w.end) for w in doc.words), ((w.start, w.end) for w in true)
    )
    _overlap(
        counts,
        "sentences",
        (doc.span(start, end) for start, end in doc.sentences),
        ((sentence[0].start, sentence[-1].end) for sentence in gold),
    )
    found = {(word.start, word.end): word for word in doc.words}
    for sentence in gold:
        for word in sentence:
            if twin := found.get((word.start, word.end)):
                counts.update((name, "right") for name in _right(word, twin, sentence, doc))
    for name in MEASURES[3:]:
        counts[name, "given"], counts[name, "gold"] = len(doc.words), len(true)
    return counts


def _overlap(counts: Counts, name: str, given: Iterable[Span], gold: Iterable[Span]) -> None:
    these, those = set(given), set(gold)
    counts[name, "right"] += len(these & those)
    counts[name, "given"] += len(these)
    counts[name, "gold"] += len(those)


def _right(word: GoldWord, twin: Word, sentence: Sentence, doc: Doc) -> Iterator[str]:
    """The measures by which `twin`, a word of `doc`, is right about `word` of `sentence`."""
    if word.upos == twin.upos:
        yield "UPOS"
    if word.lemma in (twin.lemma, "_"):
        yield "lemmas"
    head, given = sentence[word.head], doc.words[twin.head]
    if (head.start, head.end) == (given.start, given.end):
        yield "UAS"
        if word.deprel.split(":")[0] == twin.deprel.split(":")[0]:
            yield "LAS"
        if word.deprel == twin.deprel:
            yield "LAS+"


# -- what is compared -----------------------------------------------------------------------------


def from_raw(pipeline: language.Pipeline, texts: Sequence[str]) -> Iterator[tuple[Doc, list[Span]]]:
    """Each text as read, and its tokens (of our own tokeniser; others give words alone)."""
    for text, doc in zip(texts, pipeline.read(texts), strict=True):
        own = pipeline.name == "forewarn-en"
        yield doc, [(t[0], t[-1]) for t in tokens.tokenise(text)] if own else []


def from_gold(model: object, text: str, gold: Sequence[Sentence]) -> Doc:
    """The text with the treebank's words and sentences, and the model's labels."""
    parsed = model.parse([[word.text for word in sentence] for sentence in gold])  # type: ignore[attr-defined]
    words: list[Word] = []
    ranges: list[Span] = []
    for sentence, labels in zip(gold, parsed, strict=True):
        first = len(words)
        for i, w in enumerate(sentence):
            columns = (labels.lemmas[i], labels.upos[i], labels.feats[i])
            head = first + labels.heads[i]
            words.append(Word(first + i, w.text, w.start, w.end, *columns, head, labels.deprels[i]))
        ranges.append((first, len(words)))
    return Doc(text, tuple(words), tuple(ranges), ())


def by_rules(text: str, cut: Sequence[tokens.Token]) -> list[Span]:
    """Sentences as (start, end) characters, found by line breaks, punctuation and capitals."""
    found = []
    forms = [text[token[0] : token[-1]] for token in cut]
    for start, end in sentences.segments(text, cut):
        first = start
        for i in range(start, end):
            last = i + 1 == end
            closed = forms[i][0] in ".!?…" or (
                forms[i] in ('"', "”", "’", "'", ")", "''")
                and i > first
                and forms[i - 1][0] in ".!?…"
            )
            opens = not last and (
                forms[i + 1][0].isupper() or forms[i + 1][0] in "\"“‘'(0123456789"
            )
            if last or (closed and opens):
                found.append((cut[first][0], cut[i][-1]))
                first = i + 1
    return found


def measure(path: Path, pipeline: language.Pipeline, model: object | None) -> dict[str, Counts]:
    """The counts for one treebank: from raw text, from gold tokens, and of rules alone."""
    documents = list(read_gold(path))
    counts: dict[str, Counts] = {"raw": Counter(), "gold": Counter(), "rules": Counter()}
    read = from_raw(pipeline, [text for text, _ in documents])
    for (text, gold), (doc, spans) in zip(documents, read, strict=True):
        counts["raw"] += compare(gold, doc, spans)
        if model is not None:
            counts["gold"] += compare(
                gold, from_gold(model, text, gold), [w.token for s in gold for w in s]
            )
        _overlap(
            counts["rules"],
            "sentences",
            by_rules(text, tokens.tokenise(text)),
            ((s[0].start, s[-1].end) for s in gold),
        )
    return counts


def table(results: dict[str, dict[str, Counts]]) -> str:
    """The scores of each treebank as a Markdown table."""
    head = [
        "measure",
        *(f"{name}, {kind}" for name in results for kind in ("raw text", "gold tokens")),
    ]
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    for name in MEASURES:
        cells = [
            f"{f1(each[kind], name):.2f}" for each in results.values() for kind in ("raw", "gold")
        ]
        lines.append(" | ".join([name, *(cell if cell != "0.00" else "–" for cell in cells)]))
    cells = [f"{f1(each['rules'], 'sentences'):.2f} | –" for each in results.values()]
    lines.append(" | ".join(["sentences by rules alone", *cells]))
    return "\n".join(f"| {line} |" for line in lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("data", type=Path)
    options.add_argument("--part", choices=("test", "dev"), default="test")
    options.add_argument("--pipeline", default=None)
    options.add_argument("--out", type=Path, default=Path(__file__).parent / "results/raw_text.md")
    chosen = options.parse_args()
    pipeline = language.load(chosen.pipeline)
    model = None
    if chosen.pipeline is None:
        from forewarn.language.model import Model

        model = Model.load()
    results = {
        label: measure(chosen.data / f"{name}-ud-{chosen.part}.conllu", pipeline, model)
        for label, name in (("EWT", "en_ewt"), ("GUM", "en_gum"))
    }
    command = f"python benchmarks/raw_text.py DATA --part {chosen.part}"
    written = (
        f"# From raw text: {chosen.part} parts of EWT and GUM\n\n"
        f"F1 in percent, as in the CoNLL 2018 shared task; pipeline {pipeline.name} "
        f"{pipeline.version}. Written by `{command}`;\nits head says how the raw text is built.\n\n"
        f"{table(results)}\n"
    )
    print(written)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
