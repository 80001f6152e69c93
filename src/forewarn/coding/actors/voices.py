"""Who says "we": the subject of the verb of saying that the words belong to."""

from __future__ import annotations

from collections.abc import Iterator

from forewarn.language.doc import Doc

FIRST = frozenset(["we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "myself"])
PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
_SAYING = frozenset(
    [
        *("say", "tell", "add", "announce", "declare", "warn", "stress", "insist", "reiterate"),
        *("vow", "pledge", "promise", "state", "argue", "claim", "remark", "note", "explain"),
        *(
            "reply",
            "respond",
            "answer",
            "ask",
            "write",
            "tweet",
            "quote",
            "underline",
            "underscore",
        ),
        *(
            "emphasise",
            "emphasize",
            "assure",
            "threaten",
            "recall",
            "repeat",
            "conclude",
            "observe",
        ),
        *(
            "complain",
            "demand",
            "urge",
            "comment",
            "boast",
            "confirm",
            "assert",
            "protest",
            "shout",
        ),
    ]
)


def speaker(doc: Doc, i: int) -> int | None:
    """The word that heads who speaks the words around word `i`; None where nobody is told."""
    for at in _above(doc, i):
        for verb in (at, *(c for c in doc.children[at] if doc.words[c].deprel == "parataxis")):
            if doc.words[verb].lemma.lower() in _SAYING and (found := _subject(doc, verb, i)):
                return found
    return None


def _above(doc: Doc, i: int) -> Iterator[int]:
    while doc.words[i].head != i:
        i = doc.words[i].head
        yield i


def _subject(doc: Doc, verb: int, i: int) -> int | None:
    """The subject of the verb, if it is not the word itself nor another first person."""
    for child in doc.children[verb]:
        if doc.words[child].deprel == "nsubj" and child != i:
            return None if doc.words[child].lemma.lower() in FIRST else child
    return None
