"""Events: who does what to whom, in the PLOVER ontology, with status, date, place and evidence.

`find` fits the lexicon's patterns to a text's predicates, fills actor and recipient, and adds the
speech acts that grammar alone shows: "X said Y must …" is a request, "X will aid Y" a promise.

A speech act is actual once it is made; its content carries its own status: "asked allies to
deploy" is a REQUEST that is actual and a MOBILIZE that is demanded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from forewarn import records
from forewarn.coding import arguments
from forewarn.coding.lexicon import Lexicon, Pattern, Rule
from forewarn.coding.mentions import Mentions
from forewarn.coding.patterns import Fit, Fitter
from forewarn.coding.sides import AT_HOME, homeless, is_one, own, plausible, same, weighty
from forewarn.coding.sport import Sport
from forewarn.coding.status import Statuses
from forewarn.language.doc import Doc
from forewarn.records import Actor, Event, Evidence, Place, Report, Status, When

# Types whose one-sided plural is an event ("NATO foreign ministers met").
COOPERATIVE = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"])
NOTHING = "NONE"
# Verbs whose subject is at the receiving end of their event noun ("faced an attack").
SUFFERING = frozenset(["face", "suffer", "endure", "experience", "undergo", "withstand", "receive"])
# Types that are threatened when they are announced, as cooperation is promised.
HOSTILE = frozenset(["SANCTION", "COERCE", "PROTEST", "ASSAULT"])
# Types that are mostly domestic.
DOMESTIC = frozenset(["PROTEST", "COERCE", "CONCEDE"])
# Attempted force is force (PLOVER manual: ASSAULT holds attempts).
FORCE = frozenset(["ASSAULT", "COERCE", "PROTEST"])
ATTEMPTS = frozenset(["try", "attempt", "seek"])
SPEECH = frozenset(["AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])
# Auxiliaries of what somebody announces.
ANNOUNCING = frozenset(["will", "would", "shall", "'ll", "'d"])
# Years after which what is told is history; without a day of the report, the year that is.
GENERATION = 30
MODERN = 1960
# Verbs of war where it is against somebody, not against a disease or for a right.
FIGHTING = frozenset(["fight", "combat", "battle"])
# Verbs of arrival, which say of troops that they are moved.
COMING = frozenset(["arrive", "come", "go", "travel", "fly"])
# Who is one's own and yet another.
PARTNERS = frozenset(["ally", "partner", "neighbor", "neighbour", "counterpart", "member"])
# Types whose object may be troops that are moved or talked about, not somebody it is done to.
ABOUT_TROOPS = frozenset(["AGREE", "SUPPORT", "RETREAT", "AID", "MOBILIZE"])
# What is asked, refused or threatened gives the mode (PLOVER manual, tables of modes).
_ASKED = {
    **dict.fromkeys(("AID", "COOPERATE", "SUPPORT"), "assist"),
    **dict.fromkeys(("RETREAT", "CONCEDE"), "yield"),
    **dict.fromkeys(("CONSULT", "AGREE"), "meet"),
}
_THREATENED = {
    **dict.fromkeys(("ASSAULT", "MOBILIZE"), "violence"),
    **dict.fromkeys(("COERCE", "PROTEST"), "restrict"),
}
MAX_PAIRS = 12
MAX_EVIDENCE_WORDS = 60
MAX_SEARCH = 60
MAX_DEPTH = 4

# How often the class is right, by how the event was found: on 141 actual events coded from the
# PLOVER gold sentences .85 for verbs (124), .9 for what grammar implies (10), .5 for nouns (6);
# .94 where both sides are known, else .75; .6 where the subject is carried from another clause.
# The small counts are taken with caution; the adjectives' value is an assumption.
CONFIDENCE = {"verb": 0.75, "implied": 0.75, "adjective": 0.65, "noun": 0.5}
BOTH_KNOWN = 0.15
CARRIED = 0.2

Whose = Callable[[int], Actor | None]


@dataclass(slots=True)
class Found:
    """An event before it is written: its rule, the predicate, and the words of both sides."""

    fit: Fit
    rule: Rule
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    basis: str
    status: Status | None = None


@dataclass(frozen=True)
class Setting:
    """What other parts of the coder say about words: when, where, and who claims it."""

    when: Callable[[int, tuple[int, int]], When | None]
    where: Callable[[int], Place | None]
    claimed: Whose


def find(
    doc: Doc, report: Report, mentions: Mentions, lexicon: Lexicon, setting: Setting
) -> tuple[Event, ...]:
    """The events of a text, in text order, each once."""
    finder = _Finder(doc, mentions, lexicon, setting.claimed)
    events = [e for found in finder.all() for e in _written(found, finder, report, setting)]
    unique = {event.id: event for event in events}.values()
    return tuple(sorted(unique, key=lambda event: event.evidence[0].start))


def statuses(doc: Doc, mentions: Mentions, lexicon: Lexicon) -> Statuses:
    """The statuses of all predicates of a text, events or not."""
    return _Finder(doc, mentions, lexicon, lambda i: None).statuses


class _Finder:
    """Finds the events of one text."""

    def __init__(self, doc: Doc, mentions: Mentions, lexicon: Lexicon, claimed: Whose) -> None:
        self.doc = doc
        self.claimed = claimed
        self.sport = Sport(doc)
        self.mentions = mentions
        self.lexicon = lexicon
        self.fitter = Fitter(doc, mentions, lexicon)
        self.fits = {fit.i: fit for fit in self.fitter.fits()}
        content = {i: f.pattern.rule.content for i, f in self.fits.items()}
        self.statuses = Statuses(doc, lexicon, {i: s for i, s in content.items() if s != "actual"})

    def all(self) -> Iterator[Found]:
        for i, fit in sorted(self.fits.items()):
            if fit.pattern.rule.type != NOTHING and not self.sport.tells_of(i):
                found = self._found(fit)
                if found:
                    yield found
                    yield from self._turned(found)
        yield from self._required()

    def status(self, found: Found) -> Status:
        """The status of the find; attempts at force count as done."""
        i = found.fit.i
        word = self.doc.words[i]
        above = self.doc.words[word.head]
        if found.rule.type in FORCE and word.deprel == "xcomp" and above.lemma in ATTEMPTS:
            return found.status or self.statuses.of(above.i).status
        return found.status or self.statuses.of(i).status

    # -- one fit ---------------------------------------------------------------------------

    def _found(self, fit: Fit) -> Found | None:
        rule = fit.pattern.rule
        actors = self._actors(fit)
        if self._misread(fit) or (rule.type == "THREATEN" and self._forecasts(fit, actors)):
            return None
        if self._arrives(fit, actors):
            return Found(fit, Rule("MOBILIZE", "troops"), actors, (), fit.pattern.part)
        recipients = tuple(a for a in self._recipients(fit, actors) if not same(a, actors))
        if rule.reversed and fit.pattern.part == "verb":
            actors, recipients = recipients, actors
        actors, recipients = self._at_home(fit, actors, recipients)
        if rule.reciprocal and not recipients and len(actors) < 2 and not self._plural(fit):
            return None
        if fit.pattern.lemma in FIGHTING and not any(weighty(a) or a.country for a in recipients):
            return None
        if not plausible(rule, actors, recipients):
            return None
        return Found(fit, rule, actors, recipients, fit.pattern.part)

    def _misread(self, fit: Fit) -> bool:
        """Whether the verb means another thing: "call it a war", "return a book to Poland"."""
        rule, read = fit.pattern.rule, fit.arguments
        if fit.pattern.part != "verb":
            return False
        if rule.mode == "phone":
            above = self.doc.words[self.doc.words[fit.i].head]
            return bool(read.infinitives) or above.lemma.lower() == "what"
        led = all(slot.prepositions for slot in fit.pattern.slots)
        return rule.mode == "visit" and not rule.reversed and led and bool(read.object)

    def _arrives(self, fit: Fit, actors: tuple[Actor, ...]) -> bool:
        """Whether it is troops that come: no visit."""
        if fit.pattern.rule.mode != "visit" or fit.pattern.lemma not in COMING or not actors:
            return False
        return self._plural(fit) and all(actor.sector == "MIL" for actor in actors)

    def _forecasts(self, fit: Fit, actors: tuple[Actor, ...]) -> bool:
        """Whether the warning is of what others may do, or of what is so ("the risk is great")."""
        if fit.arguments.object or not fit.arguments.clauses:
            return False
        subjects = [s for c in fit.arguments.clauses for s in self.fitter.arguments(c).subject]
        others = [a for i in subjects for a in self.mentions.resolve(i)]
        if others:
            return not any(same(a, actors) for a in others)
        own_words = any(self.doc.words[i].lemma.lower() in ("i", "we") for i in subjects)
        modals = (self.statuses.modal(i) for i in fit.arguments.clauses)
        return not own_words and all(modal not in ANNOUNCING for modal in modals)

    def _at_home(
        self, fit: Fit, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Officials and people of no named country, in what happens within one, are of that one.

        "President X banned Ugandan opposition parties"; "protesters blocked streets in Hong Kong".
        """
        sides = (*actors, *recipients)
        countries = {a.country for a in sides if a.country}
        domestic = fit.pattern.rule.type in DOMESTIC or any(a.sector in AT_HOME for a in recipients)
        if not domestic or not any(homeless(a) for a in sides):
            return actors, recipients
        if not countries:
            countries = {a.country for a in self._scene(fit) if a.country}
        if len(countries) != 1:
            return actors, recipients
        country = next(iter(countries))
        return (
            tuple(replace(a, country=country) if homeless(a) else a for a in actors),
            tuple(replace(a, country=country) if homeless(a) else a for a in recipients),
        )

    def _scene(self, fit: Fit) -> list[Actor]:
        """The states in which the clause says that it happens."""
        words = fit.arguments.under(frozenset(["in", "at", "throughout", "across"]))
        nested = [c for i in [*words, *fit.arguments.object] for c in self.doc.children[i]]
        inside = [i for i in nested if arguments.case_of(self.doc, i) in ("in", "of", "at")]
        return [a for i in [*words, *inside] for a in self.mentions.located(i)]

    def _actors(self, fit: Fit) -> tuple[Actor, ...]:
        if fit.pattern.part == "noun":
            return self._doers_of_noun(fit)
        actors = self._who(fit.arguments.subject)
        if fit.pattern.rule.actor == "civil":
            actors = tuple(self._people(a, fit.arguments.subject) for a in actors)
        if actors or fit.arguments.subject:
            return actors
        # Troops are moved by their state; who is committed or prepared is so himself.
        if fit.pattern.rule.type in ("MOBILIZE", "RETREAT", "AGREE"):
            return self._who(fit.arguments.object)
        return ()

    def _people(self, actor: Actor, words: list[int]) -> Actor:
        """Those called by their country's name for its people ("Algerians") are civilians."""
        mentions = (self.mentions.at(i) for i in words)
        called = any(m is not None and m.kind == "demonym" for m in mentions)
        return replace(actor, sector="CVL") if called and actor.sector is None else actor

    def _who(self, words: list[int]) -> tuple[Actor, ...]:
        """The actors at the words, else those whose decision, troops or statement it is."""
        found = [a for i in words for a in self.mentions.resolve(i) if self.mentions.weighs(i, a)]
        if not found:
            found = [a for i in words if i not in self.fits for a in self.mentions.holders(i)]
        somebody = [a for a in found if is_one(a)]
        return tuple(dict.fromkeys(somebody or found))

    def _doers_of_noun(self, fit: Fit) -> tuple[Actor, ...]:
        if fit.actors:
            return self._who(fit.actors)
        taken = set(fit.recipients)
        by = fit.arguments.obliques.get("by", [])
        beside = [
            c
            for c in self.doc.children[fit.i]
            if self.doc.words[c].deprel in ("nmod:poss", "compound", "amod") and c not in taken
            if self.doc.words[c].deprel == "nmod:poss" or self._acts(c)
        ]
        for words in (by, beside):
            if doers := self._who([i for i in words if self.mentions.at(i)]):
                return doers
        governing = self.fitter.governing(fit.i)
        if governing is not None and not self._suffered(governing):
            return self._who(self.fitter.arguments(governing).subject)
        if not fit.recipients or fit.pattern.rule.type in ("MOBILIZE", "CONSULT"):
            of = [i for i in fit.arguments.obliques.get("of", []) if i not in taken]
            return self._who([i for i in of if self.mentions.at(i)])
        return ()

    def _acts(self, i: int) -> bool:
        """Whether a name before an event noun is the doer: of "the Minsk agreements" it is not."""
        entry = self.mentions.entry(i)
        return entry is not None and entry.kind != "capital"

    # -- recipients ------------------------------------------------------------------------

    def _recipients(self, fit: Fit, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        if fit.pattern.rule.type == "REJECT" and self._denies_all(fit):
            return self._accusers(fit.i)
        if fit.pattern.rule.type == "ACCUSE" and (deeds := self._deeds(fit)):
            return tuple(dict.fromkeys(a for i in deeds for a in self._doers(i)))
        places: list[list[int]] = [fit.recipients]
        governing = self.fitter.governing(fit.i) if fit.pattern.part == "noun" else None
        if governing is not None and self._suffered(governing):
            places.insert(0, self.fitter.arguments(governing).subject)
        if not fit.recipients:
            places += [self._at(fit, where) for where in fit.pattern.rule.recipient]
        for words in places:
            found = [
                a
                for i in words
                for a in self.fitter.recipient(i, fit.pattern)
                if is_one(a) and self.mentions.weighs(i, a) and not self._things(a, fit)
            ]
            if rest := [a for a in found if not same(a, actors)]:
                return tuple(dict.fromkeys(rest))
        if fit.pattern.rule.reciprocal:
            return self._partners(fit, actors)
        return self._deeper(fit, actors)

    def _deeds(self, fit: Fit) -> list[int]:
        """The hostile deeds that are condemned: whom they were done to is not to blame."""
        if fit.pattern.part != "verb":
            return []
        deeds = (self.fits.get(i) for i in fit.arguments.object)
        return [each.i for each in deeds if each and each.pattern.rule.type in HOSTILE]

    def _doers(self, deed: int) -> tuple[Actor, ...]:
        """Who did the deed that a noun names: its owner, or whom "by" names."""
        named = [a for i in self.fitter.arguments(deed).subject for a in self.mentions.resolve(i)]
        return tuple(named) or self.mentions.owners(deed)

    def _denies_all(self, fit: Fit) -> bool:
        """Whether all that was said before is denied ("…, which Minsk denies")."""
        words = [self.doc.words[i] for i in fit.arguments.object]
        return any(w.upos == "PRON" and w.lemma.lower() == "which" for w in words)

    def _things(self, actor: Actor, fit: Fit) -> bool:
        """Whether the troops are of nobody: what is moved, not whom it is done to."""
        nobody = actor.country is None and actor.id is None
        return nobody and actor.sector == "MIL" and fit.pattern.rule.type in ABOUT_TROOPS

    def _partners(self, fit: Fit, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """With whom: the phrase may hang on the object ("held talks with R")."""
        words = [c for i in fit.arguments.object for c in self.doc.children[i]]
        found = [
            a
            for i in words
            if arguments.case_of(self.doc, i) in ("with", "between")
            for a in self.mentions.resolve(i)
            if is_one(a) and not same(a, actors)
        ]
        return tuple(dict.fromkeys(found))

    def _at(self, fit: Fit, where: str) -> list[int]:
        read = fit.arguments
        if where == "obj":
            return [*read.indirect, *read.object] if fit.pattern.part == "verb" else []
        found = list(read.obliques.get(where, ()))
        governing = self.fitter.governing(fit.i) if fit.pattern.part == "noun" else None
        if governing is not None:
            found += self.fitter.arguments(governing).obliques.get(where, ())
        return found

    def _deeper(self, fit: Fit, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whoever is named first within the object or the complement ("rejected X's offer")."""
        read = fit.arguments
        told = fit.pattern.rule.type == "REQUEST" and read.object and read.infinitives
        if fit.pattern.rule.type == "MOBILIZE" or told:
            return ()
        doing = set(read.subject) or set(read.object)
        starts = (*read.object, *read.complements(), *self._topics(fit))
        queue = deque((i, 0) for i in starts if i not in doing)
        for _ in range(MAX_SEARCH):
            if not queue:
                break
            i, depth = queue.popleft()
            found = [a for a in self.mentions.resolve(i) if not own(a, actors)]
            found = [a for a in found if is_one(a) and self.mentions.weighs(i, a)]
            found = [a for a in found if not self._things(a, fit)]
            if found and not self._theirs(i, actors) and self._may_receive(i, depth, fit):
                return tuple(dict.fromkeys(found))
            if depth < MAX_DEPTH:
                queue.extend((c, depth + 1) for c in self._order(i) if self._leads_on(c, fit))
        return ()

    def _theirs(self, i: int, actors: tuple[Actor, ...]) -> bool:
        """Whether it is the actors' own ("agreed to return their ambassadors")."""
        if self.doc.words[i].lemma in PARTNERS:
            return False
        words = [c for c in self.doc.children[i] if self.doc.words[c].deprel == "nmod:poss"]
        pronouns = [c for c in words if self.doc.words[c].upos == "PRON"]
        return any(same(a, actors) for c in pronouns for a in self.mentions.resolve(c))

    def _topics(self, fit: Fit) -> list[int]:
        if fit.pattern.part == "noun":
            return [
                i
                for each in ("of", "for", "on", "to")
                for i in fit.arguments.obliques.get(each, ())
            ]
        return [
            i
            for each in ("of", "for", "to", "on", "with", "against", "over", "about")
            for i in fit.arguments.obliques.get(each, ())
        ]

    def _order(self, i: int) -> list[int]:
        rank = {"nsubj": 0, "nmod:poss": 1, "amod": 1, "compound": 1, "obj": 2, "iobj": 2}
        return sorted(
            self.doc.children[i], key=lambda c: (rank.get(self.doc.words[c].deprel, 3), c)
        )

    def _leads_on(self, i: int, fit: Fit) -> bool:
        word = self.doc.words[i]
        if word.deprel in ("acl:relcl", "advcl", "parataxis", "appos", "punct", "case", "det"):
            return False
        preposition = arguments.case_of(self.doc, i)
        return preposition not in _ASIDE or preposition in fit.pattern.rule.recipient

    def _may_receive(self, i: int, depth: int, fit: Fit) -> bool:
        modifier = self.doc.words[i].deprel in ("compound", "amod")
        if modifier and (depth > 2 or not self.mentions.entry(i)):
            return False
        preposition = arguments.case_of(self.doc, i)
        return preposition not in _ASIDE or preposition in fit.pattern.rule.recipient

    def _suffered(self, verb: int) -> bool:
        return self.doc.words[verb].lemma in SUFFERING

    # -- speech acts that grammar shows ----------------------------------------------------

    def _turned(self, found: Found) -> Iterator[Found]:
        """A promise for "will aid", a refusal for "will not aid"."""
        i = found.fit.i
        rule = found.rule
        if found.basis != "verb" or rule.type in SPEECH or not found.actors:
            return
        status = self.statuses.of(i).status
        if self._governed(i) or not self._announced(i):
            return
        if self.statuses.negated(i):
            if rule.negated:
                yield replace(found, rule=_plain(rule.negated), basis="implied", status="actual")
        elif rule.type in COOPERATIVE and status == "planned":
            yield replace(found, rule=_plain("AGREE"), basis="implied", status="actual")
        elif rule.type in HOSTILE and status in ("planned", "conditional"):
            yield replace(found, rule=_plain("THREATEN"), basis="implied", status="actual")

    def _announced(self, i: int) -> bool:
        """Whether the doer says that he will, would or plans to do it."""
        modal = self.statuses.modal(i)
        if modal in ("will", "'ll", "shall") or self.statuses.to_come(i):
            return True
        word = self.doc.words[i]
        above = self.doc.words[word.head]
        if modal in ("would", "'d"):
            return word.deprel == "ccomp" and "Tense=Past" in above.feats
        return word.deprel == "xcomp" and above.lemma in ("plan", "intend", "prepare")

    def _required(self) -> Iterator[Found]:
        """ "X said Y must …": X asks Y for it."""
        for word in self.doc.words:
            if word.upos not in ("VERB", "ADJ", "NOUN") or word.i in self.fits:
                continue
            yield from self._required_of(word.i)
        for i in self.fits:
            yield from self._required_of(i)

    def _required_of(self, i: int) -> Iterator[Found]:
        if self.statuses.modal(i) not in ("must", "should", "ought") or self.statuses.inverted(i):
            return
        source = self.claimed(i)
        if source is None or not weighty(source):
            return
        read = self.fitter.arguments(i)
        words = read.object if read.passive else read.subject
        asked = tuple(a for a in self._who(words) if not same(a, (source,)) and weighty(a))
        if asked:
            pattern = Pattern("must", self.doc.words[i].lemma, "verb", _plain("REQUEST"))
            yield Found(Fit(i, pattern, read), pattern.rule, (source,), asked, "implied", "actual")

    def _governed(self, i: int) -> bool:
        """Whether a recognized speech act already tells it ("promised that it would")."""
        word = self.doc.words[i]
        return word.deprel in ("ccomp", "xcomp", "acl") and word.head in self.fits

    # -- helpers ---------------------------------------------------------------------------

    def _plural(self, fit: Fit) -> bool:
        """Whether the one actor is several ("the ministers met")."""
        subjects = fit.arguments.subject or fit.actors
        return any("Number=Plur" in self.doc.words[i].feats for i in subjects)

    def mode(self, found: Found) -> str | None:
        """The group's mode, else for requests, refusals and threats what their content is."""
        table = _THREATENED if found.rule.type == "THREATEN" else _ASKED
        if found.rule.mode or found.rule.type not in ("REQUEST", "REJECT", "THREATEN"):
            return found.rule.mode
        read = found.fit.arguments
        below = [
            *read.complements(),
            *read.object,
            *(i for each in read.obliques.values() for i in each),
        ]
        for i in [*below, *(c for b in below for c in self.doc.children[b])]:
            if i in self.fits and i != found.fit.i:
                rule = self.fits[i].pattern.rule
                if found.rule.type == "THREATEN" and rule.mode in ("arrest", "expel"):
                    return rule.mode
                if found.rule.type == "THREATEN" and rule.type == "SANCTION":
                    return "relations"
                return table.get(rule.type)
        return None

    def accuser(self, i: int) -> Actor | None:
        """Who accuses somebody of what word `i` says."""
        word = self.doc.words[i]
        for _ in range(MAX_DEPTH):
            if (
                word.deprel not in ("advcl", "conj", "xcomp", "ccomp", "acl", "obl")
                or word.head == i
            ):
                return None
            word = self.doc.words[word.head]
            fit = self.fits.get(word.i)
            if fit and fit.pattern.rule.type == "ACCUSE" and word.i != i:
                return next(iter(self._actors(fit)), None)
        return None

    def _accusers(self, i: int) -> tuple[Actor, ...]:
        """All who accuse somebody in the clauses above word `i`."""
        word = self.doc.words[i]
        for _ in range(2 * MAX_DEPTH):
            word = self.doc.words[word.head]
            fit = self.fits.get(word.i)
            if fit and fit.pattern.rule.type == "ACCUSE":
                return self._actors(fit)
        return ()

    def span(self, i: int) -> tuple[int, int]:
        """The words of the evidence: the sentence, of a very long one the predicate's clause."""
        start, end = self.doc.sentences[self.doc.sentence_of[i]]
        if end - start <= MAX_EVIDENCE_WORDS:
            return start, end
        inside = list(self.doc.subtree(i))
        subject = self.fitter.arguments(i).subject
        inside += [k for s in subject if start <= s < end for k in self.doc.subtree(s)]
        return min(inside), max(inside) + 1


# Where no recipient is found: places, times, circumstances.
_ASIDE = frozenset(
    [
        *("in", "at", "near", "during", "since", "after", "before", "under", "from", "by", "as"),
        *("into", "around", "along", "through", "across", "inside", "outside", "within", "amid"),
        *("according to", "because of", "despite", "like", "until", "throughout"),
    ]
)


def _plain(type_: str) -> Rule:
    return Rule(type_)


def _written(found: Found, finder: _Finder, report: Report, setting: Setting) -> Iterator[Event]:
    """The records of a find: one for each actor and recipient, both ways where reciprocal."""
    fit, doc = found.fit, finder.doc
    first, last = finder.span(fit.i)
    start, end = doc.span(first, last)
    evidence = Evidence(report.id, start, end, doc.text[start:end])
    status = finder.status(found)
    mode = finder.mode(found)
    contexts = _contexts(finder, found, first, last)
    when, where = setting.when(fit.i, (first, last)), setting.where(fit.i)
    if when and _is_history(when, report):
        return
    claimed = finder.accuser(fit.i) or setting.claimed(fit.i)
    # Nobody reports himself, nor the denial of what he says.
    sides = found.actors + (found.recipients if found.rule.type == "REJECT" else ())
    for actor, recipient in _pairs(found):
        yield Event(
            id=records.identify(
                "e", report.id, found.rule.type, mode, start, end, _who(actor), _who(recipient)
            ),
            type=found.rule.type,
            mode=mode,
            contexts=contexts,
            actor=actor,
            recipient=recipient,
            date=when,
            place=where,
            status=status,
            attributed_to=None if claimed and same(claimed, sides) else claimed,
            confidence=_confidence(found),
            evidence=(evidence,),
        )


def _is_history(when: When, report: Report) -> bool:
    """Whether it happened a generation before the report, not in the present crisis."""
    oldest = int(report.published[:4]) - GENERATION if report.published else MODERN
    return when.start[:4].isdigit() and int(when.start[:4]) < oldest


def _pairs(found: Found) -> list[tuple[Actor | None, Actor | None]]:
    actors: tuple[Actor | None, ...] = found.actors or (None,)
    recipients: tuple[Actor | None, ...] = found.recipients or (None,)
    pairs = [(a, r) for a in actors for r in recipients]
    if found.rule.reciprocal and not found.recipients:
        others = [(a, b) for a in found.actors for b in found.actors if not same(a, (b,))]
        pairs = [*others] or pairs
    elif found.rule.reciprocal:
        pairs += [(r, a) for a, r in pairs if a is not None]
    return pairs[:MAX_PAIRS]


def _who(actor: Actor | None) -> str | None:
    return (actor.id or f"{actor.text}|{actor.country}") if actor else None


def _contexts(finder: _Finder, found: Found, first: int, last: int) -> tuple[str, ...]:
    words = finder.doc.words
    seen = {finder.lexicon.contexts.get(words[i].lemma.lower()) for i in range(first, last)}
    return tuple(sorted({*found.rule.contexts, *(each for each in seen if each)}))


def _confidence(found: Found) -> float:
    sides = (*found.actors[:1], *found.recipients[:1])
    known = sum(1 for actor in sides if actor.country or actor.id)
    value = CONFIDENCE[found.basis] + BOTH_KNOWN * (known == 2)
    return round(value - CARRIED * found.fit.arguments.inherited, 2)
