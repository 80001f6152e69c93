"""From texts to `Doc`s: our own pipeline, and the door to those of others.

Nothing heavy is imported before `load` is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from forewarn.errors import PipelineError
from forewarn.language.digests import digest
from forewarn.language.doc import Doc, Name, NameLabel, Word

if TYPE_CHECKING:
    from forewarn.language.model import Model, Parsed

OWN = "forewarn-en"
CHUNK = 2_000  # words given to the model at once: enough to keep several threads busy
NAME_LABELS: dict[str, NameLabel] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}

Range = tuple[int, int]


class Pipeline(Protocol):
    """What turns texts into `Doc`s with UD labels.

    `version` changes whenever the same text could give another `Doc`.
    """

    @property
    def name(self) -> str:
        """What `load` was asked for."""

    @property
    def version(self) -> str:
        """The fingerprint of code and weights."""

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One `Doc` a text, in order, as the texts come; memory does not grow with their number."""


def load(name: str | None = None, threads: int = 1) -> Pipeline:
    """Our own pipeline for English, or the one named "spacy:MODEL" or "stanza:LANGUAGE".

    `threads` is how many sentences our own model reads at once. Raises PipelineError, one line
    that says what to install, where the pipeline cannot be used.
    """
    if name is None or name == OWN:
        from forewarn.language.model import Model

        return English(Model.load(threads=threads))
    kind, _, model = name.partition(":")
    if kind not in ("spacy", "stanza") or not model:
        raise PipelineError(
            f"pipeline {name!r}: not known; name spacy:MODEL or stanza:LANGUAGE, "
            f"or none for our own ({OWN})"
        )
    from forewarn.language import foreign

    return foreign.spacy(model) if kind == "spacy" else foreign.stanza(model)


def fingerprint(folder: Path) -> str:
    """The digest of the code and the weights below `folder`; documents do not count."""
    files = [*folder.glob("*.py"), *folder.glob("weights/*")]
    return digest(sorted(file for file in files if file.suffix != ".md" and file.is_file()))


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into words (their characters) and sentences (ranges of words)."""

    text: str
    words: list[Range]
    sentences: list[Range]

    def forms(self) -> Iterator[list[str]]:
        """The words of each sentence, as written."""
        for start, end in self.sentences:
            yield [self.text[a:b] for a, b in self.words[start:end]]


def cut(text: str) -> Cut:
    """`text` cut into words and sentences."""
    from forewarn.language import sentences, tokens

    found = tokens.tokenise(text)
    first = [0, *accumulate(len(token) - 1 for token in found)]
    ranges = [(first[a], first[b]) for a, b in sentences.split(text, found)]
    return Cut(text, tokens.words(found), ranges)


class English:
    """Our own pipeline: `tokens`, `sentences` and the shipped model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.name = OWN
        self.version = fingerprint(Path(__file__).parent)

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One `Doc` a text, in order; the sentences of short texts go to the model together."""
        for group in _groups(map(cut, texts)):
            parsed = iter(self._model.parse([form for each in group for form in each.forms()]))
            for each in group:
                yield _doc(each, [next(parsed) for _ in each.sentences])


def _groups(cuts: Iterable[Cut]) -> Iterator[list[Cut]]:
    """Texts in groups of about `CHUNK` words."""
    group: list[Cut] = []
    size = 0
    for each in cuts:
        group.append(each)
        size += len(each.words) + 1
        if size >= CHUNK:
            yield group
            group, size = [], 0
    if group:
        yield group


def _doc(cut: Cut, parsed: Sequence[Parsed]) -> Doc:
    words: list[Word] = []
    names: list[Name] = []
    for (first, end), sentence in zip(cut.sentences, parsed, strict=True):
        names.extend(Name(first + a, first + b, NAME_LABELS[k]) for a, b, k in sentence.names)
        for i, (a, b) in enumerate(cut.words[first:end]):
            words.append(
                Word(
                    first + i,
                    cut.text[a:b],
                    a,
                    b,
                    sentence.lemmas[i],
                    sentence.upos[i],
                    sentence.feats[i],
                    first + sentence.heads[i],
                    sentence.deprels[i],
                )
            )
    states = tuple(sentence.states for sentence in parsed)
    return Doc(cut.text, tuple(words), tuple(cut.sentences), tuple(names), states)
