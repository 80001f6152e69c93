"""From texts to documents, by our own pipeline and by those of others."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn import language
from forewarn.errors import PipelineError
from forewarn.language import foreign, pipeline
from forewarn.language.doc import Doc, Name, Word
from forewarn.language.model import Parsed

ROOT = Path(__file__).resolve().parents[1]


class Flat:
    """Stands in for the model: the first word of a sentence is its root, capitals are names."""

    def __init__(self) -> None:
        self.calls: list[int] = []

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        self.calls.append(sum(map(len, sentences)))
        return [self._one(words) for words in sentences]

    def _one(self, words: Sequence[str]) -> Parsed:
        return Parsed(
            lemmas=tuple(word.lower() for word in words),
            upos=("X",) * len(words),
            feats=("",) * len(words),
            heads=(0,) * len(words),
            deprels=("root", *["dep"] * (len(words) - 1)),
            names=tuple((i, i + 1, "ORG") for i, word in enumerate(words) if word.isupper()),
        )


def english() -> pipeline.English:
    return pipeline.English(Flat())  # type: ignore[arg-type]


# -- our own --------------------------------------------------------------------------------------


def test_reads_words_trees_and_names() -> None:
    """Heads and names of later sentences are counted from the start of the document."""
    (doc,) = english().read(["Riga waits.\n\nThe EU doesn't."])
    assert [word.text for word in doc.words] == [
        "Riga",
        "waits",
        ".",
        "The",
        "EU",
        "does",
        "n't",
        ".",
    ]
    assert doc.sentences == ((0, 3), (3, 8))
    assert [word.head for word in doc.words] == [0, 0, 0, 3, 3, 3, 3, 3]
    assert doc.names == (Name(4, 5, "ORG"),)
    assert doc.span(4, 5) == (17, 19)


@given(st.lists(st.text(max_size=80), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_exact_offsets(texts: list[str]) -> None:
    """One document a text, in order; each word is its characters, each sentence a partition."""
    docs = list(english().read(texts))
    assert [doc.text for doc in docs] == texts
    for doc in docs:
        assert all(doc.text[word.start : word.end] == word.text for word in doc.words)
        assert [i for a, b in doc.sentences for i in range(a, b)] == [w.i for w in doc.words]
        assert all(a <= word.head < b for a, b in doc.sentences for word in doc.words[a:b])


def test_documents_come_while_texts_still_arrive() -> None:
    """Reading never asks for many more texts than it has given documents."""
    asked = 0

    def texts() -> Iterator[str]:
        nonlocal asked
        for _ in range(100):
            asked += 1
            yield "word " * 500

    model = Flat()
    for given_, _ in enumerate(pipeline.English(model).read(texts()), start=1):  # type: ignore[arg-type]
        assert asked - given_ < 5
    assert max(model.calls) < 3 * pipeline.CHUNK


def test_the_company_of_a_text_does_not_change_it() -> None:
    """A text gives the same document alone and among others."""
    texts = ["Gen. Smith left. He won't return.", "", "No.", "5 men\nwent"]
    assert [next(english().read([text])) for text in texts] == list(english().read(texts))


def test_the_shipped_pipeline_reads_news() -> None:
    """The real weights find the subject, the object and the names of a plain sentence."""
    text = "Lithuania asked NATO to send troops. Jens Stoltenberg didn't answer in Riga."
    (doc,) = language.load().read([text])
    words = {word.text: word for word in doc.words}
    assert doc.words[words["Lithuania"].head].text == "asked"
    assert (words["Lithuania"].deprel, words["troops"].deprel) == ("nsubj", "obj")
    assert words["asked"].lemma == "ask"
    names = {text[slice(*doc.span(name.start, name.end))]: name.label for name in doc.names}
    assert names["Jens Stoltenberg"] == "PER"
    assert names["Riga"] == "LOC"


def test_the_version_follows_code_and_weights(tmp_path: Path) -> None:
    """A changed weight changes the fingerprint, a changed model card does not."""
    (tmp_path / "weights").mkdir()
    (tmp_path / "tokens.py").write_text("x = 1")
    (tmp_path / "weights/model.onnx").write_bytes(b"1")
    before = pipeline.fingerprint(tmp_path)
    (tmp_path / "weights/MODEL_CARD.md").write_text("card")
    assert pipeline.fingerprint(tmp_path) == before
    (tmp_path / "weights/model.onnx").write_bytes(b"2")
    assert pipeline.fingerprint(tmp_path) != before


def test_importing_the_language_stage_is_light() -> None:
    """Neither the run-time of the model nor NumPy is loaded before a pipeline is."""
    code = (
        "import sys, forewarn.language\n"
        "print([m for m in ('numpy', 'onnxruntime', 'tokenizers', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- those of others ------------------------------------------------------------------------------


def spacy_doc() -> Any:
    """What spaCy gives for " Riga waits.\\n\\nIt votes" with a token of white space in between."""
    text = " Riga waits.\n\nIt votes"
    rows = [
        (" ", 0, "SPACE", "dep", 1, ""),
        ("Riga", 1, "PROPN", "nsubj", 2, "Number=Sing"),
        ("waits", 6, "VERB", "ROOT", 2, ""),
        (".", 11, "PUNCT", "punct", 2, ""),
        ("\n\n", 12, "SPACE", "dep", 3, ""),
        ("It", 14, "PRON", "nsubj", 6, ""),
        ("votes", 17, "VERB", "ROOT", 6, ""),
    ]
    tokens = [
        SimpleNamespace(
            i=i, text=form, idx=at, pos_=pos, dep_=dep, morph=morph, lemma_=form.lower(),
            head=SimpleNamespace(i=head), is_space=form.isspace(),
        )
        for i, (form, at, pos, dep, head, morph) in enumerate(rows)
    ]  # fmt: skip

    class Tokens(list[Any]):
        sents = (SimpleNamespace(start=0, end=5), SimpleNamespace(start=5, end=7))
        ents = (
            SimpleNamespace(start=0, end=2, label_="GPE"),
            SimpleNamespace(start=5, end=6, label_="DATE"),
        )

    doc = Tokens(tokens)
    doc.text = text  # type: ignore[attr-defined]
    return doc


def test_spacy_documents_lose_white_space_and_keep_offsets() -> None:
    """Tokens of white space go, heads, sentences and names are counted anew, dates are no names."""
    doc = foreign.from_spacy(spacy_doc())
    assert [doc.text[w.start : w.end] for w in doc.words] == ["Riga", "waits", ".", "It", "votes"]
    assert [word.head for word in doc.words] == [1, 1, 1, 4, 4]
    assert [word.deprel for word in doc.words] == ["nsubj", "root", "punct", "nsubj", "root"]
    assert (doc.words[0].feats, doc.words[1].feats) == ("Number=Sing", "")
    assert doc.sentences == ((0, 3), (3, 5))
    assert repr(doc.names) == repr((Name(0, 1, "LOC"),))  # counts, not truth values


def test_labels_that_are_not_ud_are_refused() -> None:
    """The line names the model, some of its labels, and what to use instead."""
    with pytest.raises(PipelineError, match=r"spacy:en_x: .*dobj, pobj.*stanza:en") as caught:
        foreign.check_labels("spacy:en_x", ["ROOT", "nsubj", "dobj", "pobj", "det"])
    assert "\n" not in str(caught.value)
    foreign.check_labels("spacy:lt_x", ["ROOT", "nsubj:pass", "obl:arg", "dep", "flat"])


def test_a_model_without_a_parser_is_refused() -> None:
    """Without trees there is nothing to read events from."""
    with pytest.raises(PipelineError, match="no parser"):
        foreign.check_labels("spacy:blank", [])


def stanza_doc() -> Any:
    """What Stanza gives for "don't wait" and, with forms that are not spelled so, "del Mar"."""

    def token(start: int, end: int, *words: Any) -> Any:
        return SimpleNamespace(start_char=start, end_char=end, words=list(words))

    def word(text: str, head: int, deprel: str) -> Any:
        return SimpleNamespace(
            text=text, lemma=None, upos="X", feats=None, head=head, deprel=deprel
        )

    first = [
        token(0, 5, word("do", 3, "aux"), word("n't", 3, "advmod")),
        token(6, 10, word("wait", 0, "root")),
    ]
    second = [
        token(11, 14, word("de", 3, "case"), word("el", 3, "det")),
        token(15, 18, word("Mar", 0, "root")),
    ]
    sentences = [
        SimpleNamespace(tokens=tokens, words=[word for each in tokens for word in each.words])
        for tokens in (first, second)
    ]
    return SimpleNamespace(
        sentences=sentences, ents=[SimpleNamespace(start_char=15, end_char=18, type="PERS")]
    )


def test_stanza_contractions_share_no_characters() -> None:
    """The words of a contraction lie side by side, even where they are not spelled as it is."""
    doc = foreign.from_stanza("don't wait del Mar", stanza_doc())
    assert [(w.start, w.end) for w in doc.words] == [
        (0, 2),
        (2, 5),
        (6, 10),
        (11, 12),
        (12, 14),
        (15, 18),
    ]
    assert [word.head for word in doc.words] == [2, 2, 2, 5, 5, 5]
    assert doc.sentences == ((0, 3), (3, 6))
    assert doc.names == (Name(5, 6, "PER"),)


@pytest.mark.parametrize("name", ["spacy:lt_core_news_sm", "stanza:lt"])
def test_a_missing_library_gives_one_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says what to install."""
    library = name.split(":")[0]
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(PipelineError, match=rf"pip install 'forewarn\[{library}\]'") as caught:
        language.load(name)
    assert "\n" not in str(caught.value)


def test_a_missing_model_gives_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says what to download."""
    library = ModuleType("spacy")

    def load(name: str) -> None:
        raise OSError(f"[E050] Can't find model '{name}'.\nIt does not seem to be there.")

    library.load = load  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", library)
    with pytest.raises(PipelineError, match="spacy download lt_x") as caught:
        language.load("spacy:lt_x")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "spacy", "spacy:", "nltk:en", "en"])
def test_an_unknown_name_gives_one_line(name: str) -> None:
    """The line says which names there are."""
    with pytest.raises(PipelineError, match="spacy:MODEL or stanza:LANGUAGE"):
        language.load(name)


# -- the scores of benchmarks/raw_text.py ---------------------------------------------------------


@pytest.fixture(scope="module")
def bench() -> Any:
    path = ROOT / "benchmarks" / "raw_text.py"
    spec = importlib.util.spec_from_file_location("raw_text", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["raw_text"] = module
    spec.loader.exec_module(module)
    return module


CONLLU = """# newdoc id = a
# newpar id = a-1
# text = They don't vote.
1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tvote\tvote\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

# newpar id = a-2
1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_

# newdoc id = b
1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_

"""


def test_gold_text_is_built_from_paragraphs(bench: Any, tmp_path: Path) -> None:
    """Tokens are joined by a space unless told otherwise, paragraphs by a blank line."""
    file = tmp_path / "x.conllu"
    file.write_text(CONLLU, encoding="utf-8")
    (text, sentences), (other, _) = bench.read_gold(file)
    assert (text, other) == ("They don't vote.\n\nYes", "No")
    spelled = [[text[w.start : w.end] for w in sentence] for sentence in sentences]
    assert spelled == [["They", "do", "n't", "vote", "."], ["Yes"]]
    assert [word.head for word in sentences[0]] == [3, 3, 3, 3, 3]
    assert sentences[0][1].token == (5, 10)


def doc_of(
    text: str, rows: list[tuple[str, int, int, str, int, str]], *ranges: tuple[int, int]
) -> Doc:
    words = (
        Word(i, text[a:b], a, b, lemma, upos, "", head, deprel)
        for i, (lemma, a, b, upos, head, deprel) in enumerate(rows)
    )
    return Doc(text, tuple(words), ranges, ())


def test_scores_of_a_perfect_reading_are_all_100(bench: Any, tmp_path: Path) -> None:
    """What equals the treebank is right by each measure."""
    file = tmp_path / "x.conllu"
    file.write_text(CONLLU, encoding="utf-8")
    for text, gold in bench.read_gold(file):
        words = [word for sentence in gold for word in sentence]
        rows, ranges = [], []
        for sentence in gold:
            first = len(rows)
            rows += [(w.lemma, w.start, w.end, w.upos, first + w.head, w.deprel) for w in sentence]
            ranges.append((first, len(rows)))
        counts = bench.compare(gold, doc_of(text, rows, *ranges), [w.token for w in words])
        assert {bench.f1(counts, measure) for measure in bench.MEASURES} == {100.0}


def test_scores_of_a_reading_with_known_faults(bench: Any, tmp_path: Path) -> None:
    """One contraction left whole, one wrong head, one wrong relation, two sentences made one."""
    file = tmp_path / "x.conllu"
    file.write_text(CONLLU, encoding="utf-8")
    text, gold = next(iter(bench.read_gold(file)))
    rows = [
        ("they", 0, 4, "PRON", 2, "obj"),  # wrong relation
        ("do", 5, 10, "AUX", 2, "aux"),  # "don't" as one word: no twin
        ("vote", 11, 15, "NOUN", 2, "root"),  # wrong class
        (".", 15, 16, "PUNCT", 3, "punct"),  # wrong head
        ("yes", 18, 21, "INTJ", 2, "root"),  # wrong head: the other sentence's root
    ]
    counts = bench.compare(
        gold, doc_of(text, rows, (0, 5)), [(0, 4), (5, 10), (11, 15), (15, 16), (18, 21)]
    )
    scores = {measure: round(bench.f1(counts, measure), 1) for measure in bench.MEASURES}
    expected = {  # 5 words given, 6 in the treebank
        "tokens": 100.0, "words": 72.7, "sentences": 0.0, "UPOS": 54.5, "lemmas": 72.7,
        "UAS": 36.4, "LAS": 18.2, "LAS+": 18.2,
    }  # fmt: skip
    assert scores == expected
