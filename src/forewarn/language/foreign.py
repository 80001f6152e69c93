"""Pipelines of others, adapted to `Doc`: spaCy and Stanza models with UD labels.

Rules over our `Doc` read Universal Dependencies, version 2. A spaCy model that was trained on
other labels (as those for English and German were) is refused with a line that says so.
"""

from __future__ import annotations

import importlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from forewarn.errors import PipelineError
from forewarn.language.digests import digest
from forewarn.language.doc import Doc, Name, NameLabel, Word

# https://universaldependencies.org/u/dep/, without subtypes
_RELATIONS = (
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse "
    "dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis "
    "punct reparandum root vocative xcomp"
)
RELATIONS = frozenset(_RELATIONS.split())
_NAMES: dict[NameLabel, str] = {
    "PER": "per pers person persname per_name human",
    "ORG": "org organization organisation orgname institution",
    "LOC": "loc location gpe gpe_loc gpe_org fac facility placename geogname place",
    "MISC": "misc norp event evt product prod work_of_art law language",
}
NAME_LABELS: dict[str, NameLabel] = {
    label: name for name, labels in _NAMES.items() for label in labels.split()
}
LONGEST_TEXT = 1_000_000_000  # characters: spaCy refuses more than a million unless told otherwise


class Foreign:
    """A pipeline of others: what it is called, and how it gives the `Doc` of each text."""

    def __init__(
        self, name: str, version: str, read: Callable[[Iterable[str]], Iterator[Doc]]
    ) -> None:
        self.name = name
        self.version = version
        self.read = read


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise PipelineError(
            f"pipeline {name}: {name} is not installed; run: pip install 'forewarn[{name}]'"
        ) from None


# -- spaCy ----------------------------------------------------------------------------------------


def spacy(model: str) -> Foreign:
    """The installed spaCy model `model` (a package or a folder).

    Raises PipelineError where spaCy or the model is missing, or its labels are not UD.
    """
    library = _module("spacy")
    try:
        nlp = library.load(model)
    except (OSError, ValueError, ImportError):  # missing, or made for another version
        raise PipelineError(
            f"pipeline spacy:{model}: cannot be loaded; run: python -m spacy download {model}"
        ) from None
    check_labels(f"spacy:{model}", nlp.get_pipe("parser").labels if nlp.has_pipe("parser") else ())
    nlp.max_length = LONGEST_TEXT
    files = sorted(path for path in nlp.path.rglob("*") if path.is_file())
    version = f"{library.__version__}-{digest(files)}"
    return Foreign(f"spacy:{model}", version, lambda texts: map(from_spacy, nlp.pipe(texts)))


def check_labels(name: str, labels: Iterable[str]) -> None:
    """Raises PipelineError unless there are `labels` and all are UD relations."""
    relations = {label.lower().split(":")[0] for label in labels} - {""}
    strange = sorted(relations - RELATIONS)
    if not relations:
        raise PipelineError(f"pipeline {name}: has no parser; name a model that has one")
    if strange:
        raise PipelineError(
            f"pipeline {name}: its labels are not Universal Dependencies ({', '.join(strange[:4])}"
            "); name a model trained on UD, such as spacy:lt_core_news_sm or stanza:en"
        )


def from_spacy(doc: Any) -> Doc:
    """A `Doc` of what spaCy found; tokens of white space are left out."""
    kept = [token for token in doc if not token.is_space]
    place = {token.i: i for i, token in enumerate(kept)}
    words = tuple(
        Word(
            i,
            token.text,
            token.idx,
            token.idx + len(token.text),
            token.lemma_ or token.text,
            token.pos_ or "X",
            str(token.morph),
            place.get(token.head.i, i),
            "root" if token.dep_ == "ROOT" else token.dep_,
        )
        for i, token in enumerate(kept)
    )
    inside = [0, *accumulate(int(not token.is_space) for token in doc)]
    sentences = ((inside[sent.start], inside[sent.end]) for sent in doc.sents)
    names = ((inside[ent.start], inside[ent.end], ent.label_) for ent in doc.ents)
    return Doc(
        doc.text,
        tuple(map(_rooted, words)),
        tuple((start, end) for start, end in sentences if start < end),
        _names(names),
    )


def _rooted(word: Word) -> Word:
    """A word that heads itself, or whose head is white space, is a root and is called so."""
    return word if word.head != word.i else replace(word, deprel="root")


def _names(found: Iterable[tuple[int, int, str]]) -> tuple[Name, ...]:
    """Those of `found` (start, end, label) whose label has one of ours, in order."""
    known = ((start, end, NAME_LABELS.get(label.lower())) for start, end, label in sorted(found))
    return tuple(Name(start, end, label) for start, end, label in known if label and start < end)


# -- Stanza ---------------------------------------------------------------------------------------


def stanza(language: str) -> Foreign:
    """The Stanza pipeline of `language` (its code: "en", "lt", "uk").

    Raises PipelineError where Stanza or the models of the language are missing.
    """
    library = _module("stanza")
    nlp = _stanza_pipeline(library, language)

    def read(texts: Iterable[str]) -> Iterator[Doc]:
        for text in texts:
            yield from_stanza(text, nlp(text)) if text.strip() else Doc(text, (), (), ())

    return Foreign(f"stanza:{language}", str(library.__version__), read)


def _stanza_pipeline(library: Any, language: str) -> Any:
    """With names where the language has a model for them, else without."""
    problem: Exception | None = None
    for processors in ("tokenize,pos,lemma,depparse,ner", "tokenize,pos,lemma,depparse"):
        try:
            return library.Pipeline(
                language, processors=processors, download_method=None, verbose=False
            )
        except Exception as error:  # Stanza raises a dozen kinds, from OSError to its own
            problem = error
    raise PipelineError(
        f"pipeline stanza:{language}: models not found ({type(problem).__name__}); "
        f"run: python -c \"import stanza; stanza.download('{language}')\""
    )


def from_stanza(text: str, doc: Any) -> Doc:
    """A `Doc` of what Stanza found in `text`."""
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    for sentence in doc.sentences:
        first = len(words)
        offsets = [pair for token in sentence.tokens for pair in _word_offsets(token)]
        for (start, end), word in zip(offsets, sentence.words, strict=True):
            i = len(words)
            head = first + word.head - 1 if word.head else i
            lemma, upos, feats = word.lemma or word.text, word.upos or "X", word.feats or ""
            words.append(Word(i, word.text, start, end, lemma, upos, feats, head, word.deprel))
        sentences.append((first, len(words)))
    names = [(*_between(words, ent.start_char, ent.end_char), ent.type) for ent in doc.ents]
    return Doc(text, tuple(words), tuple(sentences), _names(names))


def _word_offsets(token: Any) -> list[tuple[int, int]]:
    """The characters of each word of a token; shared out evenly where the forms do not say."""
    start, end = token.start_char, token.end_char
    lengths = [len(word.text) for word in token.words]
    if sum(lengths) != end - start:
        parts = len(lengths)
        lengths = [
            (k + 1) * (end - start) // parts - k * (end - start) // parts for k in range(parts)
        ]
    return list(pairwise(accumulate(lengths, initial=start)))


def _between(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """The range of the words that start in the characters `start` to `end`."""
    first = bisect_left(words, start, key=lambda word: word.start)
    return first, bisect_left(words, end, lo=first, key=lambda word: word.start)
