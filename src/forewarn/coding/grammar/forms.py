"""The forms of the lexicon's words, so that a wrong lemma from the parser does no harm.

Every verb and noun that the lexicon knows is inflected once; a form that belongs to one of them
only ("rejected", "troops") gets its lemma, whatever the parser said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from forewarn.language.doc import Doc, Word

_VOWELS = "aeiou"
# Past and participle of irregular verbs.
_IRREGULAR = {
    "arise": "arose arisen", "be": "was were been", "bear": "bore borne", "beat": "beat beaten",
    "become": "became become", "begin": "began begun", "blow": "blew blown",
    "break": "broke broken", "bring": "brought", "build": "built", "burn": "burned burnt",
    "buy": "bought", "catch": "caught", "choose": "chose chosen", "come": "came", "cut": "cut",
    "deal": "dealt", "do": "did done", "draw": "drew drawn", "drive": "drove driven",
    "fall": "fell fallen", "feed": "fed", "fight": "fought", "find": "found", "flee": "fled",
    "fly": "flew flown", "forbid": "forbade forbidden", "forget": "forgot forgotten",
    "freeze": "froze frozen", "get": "got gotten", "give": "gave given", "go": "went gone",
    "hang": "hung hanged", "have": "had", "hear": "heard", "hit": "hit", "hold": "held",
    "keep": "kept", "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let",
    "lie": "lay lain", "lose": "lost", "make": "made", "mean": "meant", "meet": "met",
    "overthrow": "overthrew overthrown", "overrun": "overran", "pay": "paid", "put": "put",
    "quit": "quit", "repay": "repaid", "ring": "rang rung", "rise": "rose risen", "run": "ran",
    "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent",
    "set": "set", "shake": "shook shaken", "shoot": "shot", "shut": "shut", "sit": "sat",
    "slay": "slew slain", "speak": "spoke spoken", "spend": "spent", "spread": "spread",
    "stand": "stood", "steal": "stole stolen", "strike": "struck stricken",
    "strive": "strove striven", "swear": "swore sworn", "take": "took taken", "teach": "taught",
    "tear": "tore torn", "tell": "told", "think": "thought", "throw": "threw thrown",
    "understand": "understood", "undertake": "undertook undertaken", "wage": "waged",
    "win": "won", "wind": "wound", "withdraw": "withdrew withdrawn", "withhold": "withheld",
    "withstand": "withstood", "write": "wrote written", "foresee": "foresaw foreseen",
    "retake": "retook retaken",
}  # fmt: skip
# Verbs of two or more syllables that double their last letter.
_DOUBLING = frozenset(
    [
        *("admit", "commit", "compel", "confer", "defer", "deter", "expel", "extol", "forget"),
        *("occur", "omit", "permit", "prefer", "rebel", "rebut", "refer", "regret", "repel"),
        *("submit", "transfer", "transmit", "quarrel", "signal", "counsel", "cancel", "begin"),
        *("fulfil", "patrol", "propel", "dispel", "impel", "abet", "overrun", "kidnap", "equip"),
        *("label", "travel", "level", "model", "fuel", "marshal", "abhor", "concur", "incur"),
    ]
)
_NO_MEN = frozenset(["human", "german", "roman", "norman", "ottoman", "shaman", "talisman"])
_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people",
    "policeman": "policemen", "gunman": "gunmen", "serviceman": "servicemen",
    "militiaman": "militiamen", "crisis": "crises", "ally": "allies",
}  # fmt: skip


class Forms:
    """From forms to lemmas, for the given verbs and nouns."""

    def __init__(self, verbs: Iterable[str], nouns: Iterable[str]) -> None:
        self._verbs = _inverted((verb, form) for verb in set(verbs) for form in verb_forms(verb))
        self._nouns = _inverted((noun, form) for noun in set(nouns) for form in noun_forms(noun))

    def corrected(self, doc: Doc) -> Doc:
        """The text with the lemmas of known forms set right."""
        changed = {word.i: lemma for word in doc.words if (lemma := self._better(word))}
        if not changed:
            return doc
        words = tuple(
            replace(word, lemma=changed[word.i]) if word.i in changed else word
            for word in doc.words
        )
        return replace(doc, words=words)

    def _better(self, word: Word) -> str | None:
        """The lemma of a known form, where it is another than the parser's."""
        if word.upos == "VERB":
            lemma = self._verbs.get(word.text.lower())
        elif word.upos == "NOUN":
            lemma = self._nouns.get(word.text.lower())
        else:
            return None
        return lemma if lemma and lemma != word.lemma else None


def verb_forms(verb: str) -> Iterator[str]:
    """All forms of a verb."""
    yield verb
    yield _with_s(verb)
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    if _doubles(verb):
        stem = verb + verb[-1]
    yield f"{verb[:-2]}ying" if verb.endswith("ie") else f"{stem}ing"
    if verb in _IRREGULAR:
        yield from _IRREGULAR[verb].split()
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield f"{verb[:-1]}ied"
    else:
        yield f"{stem}d" if verb.endswith("e") and stem == verb else f"{stem}ed"
    if _doubles(verb) and verb.endswith("l"):  # American spelling
        yield from (f"{verb}ed", f"{verb}ing")


def noun_forms(noun: str) -> Iterator[str]:
    """Singular and plural."""
    yield noun
    yield _PLURALS.get(noun) or (_men(noun) if noun.endswith("man") else _with_s(noun))


def _men(noun: str) -> str:
    """The plural of "railwayman", but "humans"."""
    return f"{noun}s" if noun in _NO_MEN else f"{noun[:-3]}men"


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word in ("go", "do", "undergo", "veto", "embargo") else f"{word}s"


def _doubles(verb: str) -> bool:
    """Whether the last letter is doubled: "ban", "expel", but not "visit" or "send"."""
    if verb in _DOUBLING:
        return True
    vowels = sum(letter in _VOWELS for letter in verb)
    short = len(verb) > 2 and verb[-1] not in "aeiouwxyh" and verb[-2] in _VOWELS
    return short and vowels == 1


def _inverted(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Form -> lemma, without the forms that several lemmas share."""
    found: dict[str, set[str]] = {}
    for lemma, form in pairs:
        found.setdefault(form, set()).add(lemma)
    return {form: next(iter(lemmas)) for form, lemmas in found.items() if len(lemmas) == 1}
