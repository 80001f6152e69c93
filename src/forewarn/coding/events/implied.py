"""Speech acts that grammar alone shows: promises, refusals, threats and requests.

"X will aid Y" is a promise, "X will not" a refusal, "X will attack" a threat; "X said Y must …" is
a request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forewarn.coding.events.found import COOPERATIVE, SPEECH, Found, Whose
from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Predicates, Side
from forewarn.coding.events.recipients import HOSTILE
from forewarn.coding.events.sides import own, same, weighty
from forewarn.coding.grammar.lexicon import Pattern, Rule
from forewarn.language.doc import Word
from forewarn.records import Actor, Status

# Types that are a threat where somebody else must do something to avert them.
UNFRIENDLY = frozenset(
    ["SANCTION", "COERCE", "PROTEST", "ASSAULT", "MOBILIZE", "RETREAT", "REJECT", "ACCUSE"]
)
# Words for what several do together.
_JOINTLY = frozenset(["jointly", "together", "joint", "combined"])


# What several sign or say together is no cooperation by itself.
_WORDS = frozenset(
    [
        *("statement", "communique", "communiqué", "declaration", "letter", "conference", "call"),
        *("appeal", "text", "article", "message", "press", "commission", "committee", "session"),
        *("meeting", "briefing", "interview", "resolution", "proposal", "document"),
    ]
)


class Implied:
    """What the finds of one text imply."""

    def __init__(self, predicates: Predicates, claimed: Whose) -> None:
        self._p = predicates
        self._claimed = claimed

    def turned(self, found: Found) -> Iterator[Found]:
        """A promise for "will aid", a refusal for "will not aid"."""
        i = found.fit.i
        rule = found.rule
        if rule.reversed:  # the host is who promises
            found = replace(found, actor=found.recipient, recipient=found.actor)
        if found.basis != "verb" or (rule.type in SPEECH and rule.type not in UNFRIENDLY):
            return
        status = self._p.statuses.of(i).status
        if not found.actors:
            yield from self._menaced(found, status)
            return
        if self._governed(i) or not self._announced(i):
            return
        pressed = tuple(a for a in self._pressed(found.fit) if not same(a, found.actors))
        if pressed and rule.type in UNFRIENDLY:
            yield replace(_implied(found, "THREATEN"), recipient=Side(pressed, "who must act"))
        elif self._p.statuses.negated(i):
            if rule.negated:
                yield _implied(found, rule.negated)
        elif rule.type in COOPERATIVE and status == "planned":
            # Also what is to be conceded: "will lift", "will withdraw" (PLOVER manual, AGREE).
            yield _implied(found, "AGREE")
        elif rule.type in HOSTILE and self._menaces(found, status):
            yield _implied(found, "THREATEN")

    def _menaces(self, found: Found, status: Status) -> bool:
        """Whether the announcement is a threat: made by somebody of a state or in politics."""
        known = any(weighty(a) or a.country for a in found.actors)
        headline = self._p.statuses.to_come(found.fit.i)
        return known and not headline and status in ("planned", "conditional")

    def _pressed(self, fit: Fit) -> tuple[Actor, ...]:
        """Whom "unless" and "if not" press: "will leave unless Spain pays"."""
        words, children = self._p.doc.words, self._p.doc.children
        found: list[Actor] = []
        for clause in (c for c in children[fit.i] if words[c].deprel == "advcl"):
            if any(words[c].lemma.lower() == "unless" for c in children[clause]):
                found += self._p.who(self._p.fitter.arguments(clause).subject)
        return tuple(dict.fromkeys(found))

    def _menaced(self, found: Found, status: Status) -> Iterator[Found]:
        """ "They would be shot, X said": X threatens them."""
        source = self._claimed(found.fit.i)
        to_come = status in ("planned", "conditional") and self._announced(found.fit.i)
        if source and weighty(source) and to_come and found.rule.type in HOSTILE:
            threat = replace(found, actor=Side((source,), "who says it"))
            if not same(source, found.recipients):
                yield _implied(threat, "THREATEN")

    def _announced(self, i: int) -> bool:
        """Whether the doer says that he will, would or intends to do it.

        "Poland to host talks" announces in a headline; "is to host", "plans to host" and "has yet
        to host" only tell: of 10 promises and threats read from these in labelled/train 3 were
        right.
        """
        statuses, words = self._p.statuses, self._p.doc.words
        modal = statuses.modal(i)
        if modal in ("will", "'ll", "shall"):
            return True
        word = words[i]
        if statuses.to_come(i):
            return not any(words[c].upos == "AUX" for c in self._p.doc.children[i])
        above = words[word.head]
        if modal in ("would", "'d"):
            return word.deprel == "ccomp" and "Tense=Past" in above.feats
        return word.deprel == "xcomp" and above.lemma == "intend"

    def required(self) -> Iterator[Found]:
        """ "X said Y must …": X asks Y for it."""
        fits = self._p.fits
        for word in self._p.doc.words:
            if word.upos in ("VERB", "ADJ", "NOUN") and word.i not in fits:
                yield from self._required_of(word.i)
        for i in fits:
            yield from self._required_of(i)

    def joint(self) -> Iterator[Found]:
        """ "X and Y jointly repaired it", "a joint sweep by X and Y": they cooperate."""
        for word in self._p.doc.words:
            done = self._p.doc.words[word.head]
            joint = word.lemma.lower() in _JOINTLY and done.lemma.lower() not in _WORDS
            if joint and word.deprel in ("advmod", "amod", "compound"):
                yield from self._joint_of(done)

    def _joint_of(self, done: Word) -> Iterator[Found]:
        """What the partners do together, at a verb or at the noun that the verb brings about."""
        words = self._p.doc.words
        verb = done
        while verb.upos != "VERB" and verb.deprel in ("obj", "obl", "nmod", "conj", "nsubj:pass"):
            verb = words[verb.head]
        pattern = Pattern("jointly", done.lemma, "verb", Rule("COOPERATE", reciprocal=True))
        for i in dict.fromkeys((done.i, verb.i)):
            read = self._p.fitter.arguments(i)
            actors = self._p.who([*read.subject, *read.obliques.get("by", ())])
            if len({a.country for a in actors if a.country}) > 1 and done.i not in self._p.fits:
                side = Side(actors, "subject")
                yield Found(Fit(done.i, pattern, read), pattern.rule, side, Side(), "implied")
                return

    def _required_of(self, i: int) -> Iterator[Found]:
        p = self._p
        if p.statuses.modal(i) not in ("must", "should", "ought") or p.statuses.inverted(i):
            return
        if self._asks(i):
            return
        source = self._claimed(i)
        if source is None or not weighty(source):
            return
        read = p.fitter.arguments(i)
        words = read.object if read.passive else read.subject
        asked = tuple(a for a in p.who(words) if not own(a, (source,)) and weighty(a))
        if source.country in {a.country for a in asked if a.country}:
            return
        if asked:
            pattern = Pattern("must", p.doc.words[i].lemma, "verb", Rule("REQUEST"))
            actor, recipient = Side((source,), "who says it"), Side(asked, "who must do it")
            fit = Fit(i, pattern, read)
            yield Found(fit, pattern.rule, actor, recipient, "implied", "actual")

    def _asks(self, i: int) -> bool:
        """Whether the clause is a question: "has not decided whether X should"."""
        words = self._p.doc.words
        return any(words[c].lemma.lower() in ("whether", "if") for c in self._p.doc.children[i])

    def _governed(self, i: int) -> bool:
        """Whether a recognized speech act already tells it ("promised that it would")."""
        word = self._p.doc.words[i]
        return word.deprel in ("ccomp", "xcomp", "acl") and word.head in self._p.fits


def _implied(found: Found, type_: str) -> Found:
    return replace(found, rule=Rule(type_), basis="implied", status="actual")
