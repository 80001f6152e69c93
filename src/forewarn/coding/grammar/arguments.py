"""Who does what to whom in a clause: a predicate's arguments, read from a UD tree.

Passives are turned round, subjects are carried over to coordinated, infinitive and participle
clauses, and the noun before a participle or a relative clause stands in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from forewarn.language.doc import Doc, Word

SUBJECTS = frozenset(["nsubj", "nsubj:outer", "csubj"])
PASSIVE_SUBJECTS = frozenset(["nsubj:pass", "csubj:pass"])
OBLIQUES = frozenset(["obl", "obl:agent", "nmod", "obl:unmarked", "advcl", "obl:arg"])
# Prepositions of several words whose last one does not stand for them.
_WHOLE = frozenset(
    [
        *(
            "according to",
            "accord to",  # what "According" at the head of a sentence is taken for
            "because of",
            "due to",
            "in addition to",
            "instead of",
            "as for",
            "as to",
        ),
        *("on behalf of", "in front of", "in spite of", "except for", "prior to", "thanks to"),
    ]
)
# What "by" names as the means, not the doer.
_MEANS = frozenset(["force", "law", "decree", "order", "mistake", "accident", "hand", "vote"])
# Where a noun stands whose verb's subject may do what the noun's clause says.
_GIVEN = frozenset(["obj", "iobj", "obl", "obl:arg", "nsubj", "nsubj:pass", "xcomp", "conj"])
# Verbs that say of somebody that he did something: "accused X of doing", "blamed X for doing".
_CHARGING = frozenset(
    [
        *("accuse", "suspect", "blame", "condemn", "denounce", "criticise", "criticize", "convict"),
        *("charge", "rebuke", "censure", "chide", "berate", "slam", "blast", "lambast", "praise"),
        *("thank", "prosecute", "indict", "sanction", "punish", "fault", "reproach", "scold"),
    ]
)
_CHARGES = frozenset(["of", "for", "with", "over"])
MAX_UP = 12
# Verbs that say nothing without an object: where they have none in the past, they are passive.
_TRANSITIVE = frozenset(
    [
        *("kill", "wound", "injure", "arrest", "detain", "jail", "slam", "expel", "sanction"),
        *("deport", "release", "free", "kidnap", "abduct", "murder", "assassinate", "sentence"),
        *("convict", "charge", "accuse", "oust", "capture", "imprison", "torture", "evacuate"),
        *("stab", "shoot", "behead", "execute", "lynch", "indict"),
    ]
)


@dataclass(slots=True)
class Arguments:
    """The words that head the arguments of the predicate at word `i`.

    `obliques` are keyed by preposition ("with", "out of"); `subject` and `object` are those of
    the active clause, whatever the voice.
    """

    i: int
    subject: list[int] = field(default_factory=list)
    object: list[int] = field(default_factory=list)
    indirect: list[int] = field(default_factory=list)
    obliques: dict[str, list[int]] = field(default_factory=dict)
    infinitives: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    particles: set[str] = field(default_factory=set)
    passive: bool = False
    inherited: bool = False

    def under(self, prepositions: frozenset[str]) -> list[int]:
        """The obliques with any of the prepositions."""
        found = [each for each in self.obliques if each in prepositions]
        return [i for each in sorted(found) for i in self.obliques[each]]

    def complements(self) -> list[int]:
        """The heads of infinitive and finite complement clauses."""
        return [*self.infinitives, *self.clauses]


def read(doc: Doc, i: int, objects_control: frozenset[str] = frozenset()) -> Arguments:
    """The arguments of the verb, adjective or noun at word `i`.

    `objects_control` holds the lemmas of verbs whose object is the subject of their infinitive
    ("urged Moscow to withdraw").
    """
    found = Arguments(i, passive=_is_passive(doc, i))
    for child in doc.children[i]:
        _place(doc, found, child, doc.words[i].lemma in objects_control)
    found.subject = _without_titles(doc, found.subject)
    if _is_clipped(doc, i, found):
        found.object, found.subject, found.passive = found.subject, [], True
    if found.passive and not found.object:
        found.object = _modified(doc, i)
    if not found.subject and not found.passive:
        found.subject = _carried(doc, i, objects_control, found)
    if found.passive and not found.subject:
        _carry_agent(doc, i, found)
    return found


def case_of(doc: Doc, i: int) -> str:
    """The preposition of word `i` ("with", "out of"), "" where there is none."""
    words: list[str] = []
    for child in doc.children[i]:
        if doc.words[child].deprel == "case" and child < i:
            words.append(doc.words[child].lemma.lower())
            words += [
                doc.words[c].lemma.lower()
                for c in doc.children[child]
                if doc.words[c].deprel == "fixed"
            ]
    return " ".join(words)


def _without_titles(doc: Doc, subjects: list[int]) -> list[int]:
    """Of two subjects side by side the first is the title of the second, whatever the tree says."""
    return [i for i in subjects if max(doc.subtree(i)) + 1 not in subjects or len(subjects) < 2]


def _place(doc: Doc, found: Arguments, child: int, controls: bool) -> None:
    word = doc.words[child]
    relation = word.deprel
    if relation in SUBJECTS:
        found.subject.append(child)
    elif relation in PASSIVE_SUBJECTS or relation == "obj":
        found.object.append(child)
    elif relation == "iobj":
        found.indirect.append(child)
    elif relation == "compound:prt":
        found.particles.add(word.lemma.lower())
    elif relation == "xcomp" or (relation == "advcl" and controls and _is_infinitive(doc, child)):
        found.infinitives.append(child)
        found.particles.add(word.lemma.lower())
    elif relation == "ccomp":
        found.clauses.append(child)
    elif relation in OBLIQUES:
        _place_oblique(doc, found, child)
    elif relation == "advmod":
        found.particles.add(word.lemma.lower())
    elif relation == "acl" and _is_infinitive(doc, child):
        found.infinitives.append(child)


def _place_oblique(doc: Doc, found: Arguments, child: int) -> None:
    preposition = case_of(doc, child) or _mark(doc, child)
    if not preposition:
        if found.particles and not found.object and doc.words[child].deprel == "obl":
            found.object.append(child)  # "hand over the suspect", misread
        return
    agent = found.passive or doc.words[child].deprel == "obl:agent"
    if preposition == "by" and agent and doc.words[child].lemma.lower() not in _MEANS:
        found.subject.append(child)
    found.obliques.setdefault(preposition, []).append(child)
    first, _, last = preposition.rpartition(" ")
    if first and preposition not in _WHOLE:
        found.particles.add(first)
        found.obliques.setdefault(last, []).append(child)


def _mark(doc: Doc, i: int) -> str:
    marks = [c for c in doc.children[i] if doc.words[c].deprel == "mark"]
    return doc.words[marks[0]].lemma.lower() if marks else ""


def _is_passive(doc: Doc, i: int) -> bool:
    for child in doc.children[i]:
        relation = doc.words[child].deprel
        if relation in ("aux:pass", "nsubj:pass", "obl:agent"):
            return True
        if relation in ("nsubj", "aux"):
            return False
    word = doc.words[i]
    if "VerbForm=Part" not in word.feats or "Tense=Past" not in word.feats:
        return False
    if word.deprel == "conj" and doc.words[word.head].upos == "VERB":
        helped = _with(doc, word.head, ("aux:pass", "nsubj:pass", "obl:agent"))
        return bool(helped) and not _with(doc, i, ("obj",))
    return word.deprel in ("acl", "amod", "xcomp", "advcl")


def _is_clipped(doc: Doc, i: int, found: Arguments) -> bool:
    """A headline's passive without its auxiliary: "Three soldiers killed in Syria"."""
    word = doc.words[i]
    if word.lemma not in _TRANSITIVE or found.passive or found.object or found.clauses:
        return False
    helped = any(doc.words[c].deprel.startswith("aux") for c in doc.children[i])
    past = "Tense=Past" in word.feats or word.text.endswith("ed")
    return past and not helped and bool(found.subject) and not found.infinitives


def _is_infinitive(doc: Doc, i: int) -> bool:
    word = doc.words[i]
    return "VerbForm=Inf" in word.feats or any(
        doc.words[c].deprel == "mark" and doc.words[c].lemma.lower() == "to"
        for c in doc.children[i]
    )


def _modified(doc: Doc, i: int) -> list[int]:
    """The noun that a passive participle stands behind or before ("troops deployed in X")."""
    word = doc.words[i]
    if word.deprel in ("acl", "amod") and word.head != i:
        return [word.head]
    if word.deprel == "conj" and doc.words[word.head].deprel == "acl":
        return [doc.words[word.head].head]
    if word.deprel in ("xcomp", "advcl"):
        above = word.head
        return _with(doc, above, ("nsubj", "nsubj:pass"))
    return []


def _carried(doc: Doc, i: int, control: frozenset[str], found: Arguments) -> list[int]:
    """The subject that a clause without one takes from the clause above it."""
    word = doc.words[i]
    for _ in range(MAX_UP):
        if word.head == word.i:
            return []
        above = doc.words[word.head]
        if charged := _charged(doc, word):
            found.inherited = True
            return charged
        if word.deprel in ("acl:relcl", "acl") and above.upos in ("NOUN", "PROPN", "PRON"):
            found.inherited = True
            return _of_noun_clause(doc, word, above, control)
        if word.deprel not in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "acl"):
            return []
        found.inherited = True
        if subject := _of_clause(doc, above, word, control):
            return subject
        word = above
    return []


def _charged(doc: Doc, word: Word) -> list[int]:
    """Who is said to have done the gerund at `word`: "accused the regime of X of weaponising"."""
    if word.deprel not in ("acl", "advcl") or _mark(doc, word.i) not in _CHARGES:
        return []
    above = doc.words[word.head]
    while above.upos != "VERB" and above.deprel in ("obj", "nmod", "appos", "flat", "conj"):
        above = doc.words[above.head]
    if above.lemma not in _CHARGING:
        return []
    return _with(doc, above.i, ("obj", "iobj", *PASSIVE_SUBJECTS))


def _of_noun_clause(doc: Doc, word: Word, noun: Word, control: frozenset[str]) -> list[int]:
    """For "troops attacking X" the noun; for "plans to attack" its owner or its verb's subject."""
    if word.deprel == "acl:relcl" or not (_is_infinitive(doc, word.i) or _mark(doc, word.i)):
        return [noun.i]
    owners = [
        c
        for c in doc.children[noun.i]
        if doc.words[c].deprel in ("nmod:poss", "compound", "amod")
        or (doc.words[c].deprel == "nmod" and case_of(doc, c) in ("by", "from"))
    ]
    if owners:
        return owners
    verb = doc.words[noun.head]
    # "The deployment is a step towards stationing forces": the noun says it of its own subject.
    said = _with(doc, noun.i, tuple(SUBJECTS)) or noun.deprel not in _GIVEN
    return _of_clause(doc, verb, noun, control) if verb.i != noun.i and not said else []


def _of_clause(doc: Doc, verb: Word, below: Word, control: frozenset[str]) -> list[int]:
    """Who is the subject of `below`, an infinitive, participle or conjunct of the clause."""
    gerund = below.deprel == "advcl" and _mark(doc, below.i) in ("of", "for", "from", "into")
    if below.deprel == "xcomp" or gerund or (below.deprel == "advcl" and verb.lemma in control):
        controlling = _with(doc, verb.i, ("obj", "iobj"))
        if controlling:
            return controlling
        if verb.lemma in control and (called := _called(doc, verb.i)):
            return called
    subjects = _with(doc, verb.i, tuple(SUBJECTS))
    if subjects:
        return subjects
    passive = _with(doc, verb.i, tuple(PASSIVE_SUBJECTS))
    if passive and (below.deprel in ("xcomp", "advcl", "conj")):
        return passive
    return []


def _called(doc: Doc, verb: int) -> list[int]:
    """Whom "call on X to" and "appeal to X to" address."""
    return [
        c
        for c in doc.children[verb]
        if doc.words[c].deprel in ("obl", "obl:arg")
        and case_of(doc, c) in ("on", "upon", "to", "for", "with")
    ][:1]


def _carry_agent(doc: Doc, i: int, found: Arguments) -> None:
    """In "was arrested and beaten by police" the first verb has the agent of the last."""
    word = doc.words[i]
    if word.deprel == "conj" and _is_passive(doc, word.head):
        found.object = found.object or _with(doc, word.head, tuple(PASSIVE_SUBJECTS))
        found.subject = _agents(doc, word.head)
    for child in doc.children[i]:
        if not found.subject and doc.words[child].deprel == "conj":
            found.subject = _agents(doc, child)


def _agents(doc: Doc, i: int) -> list[int]:
    return [
        c
        for c in doc.children[i]
        if doc.words[c].deprel in ("obl:agent", "obl") and case_of(doc, c) == "by"
    ]


def _with(doc: Doc, i: int, relations: tuple[str, ...]) -> list[int]:
    return [c for c in doc.children[i] if doc.words[c].deprel in relations]
