"""Turns of a clause that decide how real it is, told from the tree alone ("has yet to rule")."""

from __future__ import annotations

from forewarn.coding.grammar.arguments import case_of
from forewarn.coding.status import governors, modality
from forewarn.coding.status.coming import SPANS
from forewarn.language.doc import Doc, Word


def lemmas_below(doc: Doc, i: int) -> set[str]:
    """The lemmas of the words right below word `i`."""
    return {doc.words[c].lemma.lower() for c in doc.children[i]}


def is_participle(doc: Doc, word: Word) -> bool:
    """ "an event held in Kyiv": told of the noun, whatever the noun does to other clauses."""
    joined = modality.marks(doc, word.i) & {"to", "of", "for", "that", "from", "into"}
    return "VerbForm=Part" in word.feats and not joined


def is_only_one(doc: Doc, word: Word, above: Word) -> bool:
    """ "the first country to recognise it": it did."""
    first = lemmas_below(doc, above.i) & governors.ORDER
    return bool(first) and "to" in modality.marks(doc, word.i)


def has_be(doc: Doc, i: int) -> bool:
    """Whether "be" stands among the auxiliaries of word `i`."""
    return any(
        doc.words[c].lemma == "be" and doc.words[c].deprel.startswith("aux")
        for c in doc.children[i]
    )


def is_passive(doc: Doc, i: int) -> bool:
    """Whether word `i` is a passive with its auxiliary."""
    return any(doc.words[c].deprel == "aux:pass" for c in doc.children[i])


def is_past(doc: Doc, word: Word) -> bool:
    """Whether it is told in the past, or done ("remanded")."""
    helpers = [doc.words[c] for c in doc.children[word.i]]
    helpers = [each for each in helpers if each.deprel.startswith(("aux", "cop", "mark"))]
    if any(each.lemma == "to" for each in helpers) or modality.modal(doc, word.i):
        return False
    told = any("Tense=Past" in each.feats and "VerbForm=Fin" in each.feats for each in helpers)
    return told or ("Tense=Past" in word.feats and not any(h.lemma == "be" for h in helpers))


def is_of_other(doc: Doc, above: Word) -> bool:
    """ "wants NATO to leave": of another, not of oneself."""
    return any(doc.words[c].deprel in ("obj", "iobj") for c in doc.children[above.i])


def is_yet(doc: Doc, word: Word, above: Word) -> bool:
    """ "has yet to rule"."""
    below = lemmas_below(doc, above.i) | lemmas_below(doc, word.i)
    yet = above.lemma == "yet" or "yet" in below
    return yet and above.lemma in ("have", "be", "remain", "yet")


def falls_short(doc: Doc, word: Word, above: Word) -> bool:
    """ "stopped short of invoking it", "far from disarming": it is not done."""
    if above.lemma not in ("short", "far") or above.upos not in ("ADJ", "ADV"):
        return False
    return ("of" if above.lemma == "short" else "from") in modality.marks(doc, word.i)


def is_less_wanted(doc: Doc, word: Word, above: Word) -> bool:
    """ "would rather pay than arm", "would sooner resign than sign"."""
    if "than" not in modality.marks(doc, word.i):
        return False
    rather = lemmas_below(doc, above.i) & {"rather", "soon", "sooner"}
    return bool(rather) and modality.modal(doc, above.i) in ("would", "'d")


def is_gerund(word: Word) -> bool:
    """Whether it is a form in "-ing"."""
    return word.text.lower().endswith("ing")


def is_foiled(doc: Doc, above: Word) -> bool:
    """ "tried to seize it, but were beaten back", "before a frigate drove them off"."""
    if above.lemma.lower() not in governors.MEANING or not is_past(doc, above):
        return False
    return any(_turns(doc, c) for c in doc.children[above.i] if c > above.i)


def _turns(doc: Doc, i: int) -> bool:
    word = doc.words[i]
    if word.deprel == "conj":
        return any(doc.words[c].lemma == "but" for c in doc.children[i]) and is_past(doc, word)
    return word.deprel == "advcl" and "before" in modality.marks(doc, i)


def sets_term(doc: Doc, word: Word, above: Word) -> bool:
    """ "gave them until Sunday to leave", "has two days to pay": asked for within a term."""
    if above.lemma not in SPANS and above.lemma != "give":
        return False
    if "to" not in modality.marks(doc, word.i):
        return False
    if above.lemma in SPANS:
        return doc.words[above.head].lemma.lower() in governors.TERMS
    return above.lemma.lower() == "give" and any(
        doc.words[c].lemma.lower() in SPANS or case_of(doc, c) in ("until", "till", "by")
        for c in doc.children[above.i]
        if doc.words[c].upos in ("NOUN", "PROPN")
    )


def is_time_to(doc: Doc, above: Word) -> bool:
    """ "it is high time that they left"."""
    return above.lemma.lower() == "time" and bool(
        lemmas_below(doc, above.i) & {"be", "high", "about"} and {"it"} & lemmas_below(doc, above.i)
    )


def noun_before(doc: Doc, word: Word, above: Word) -> Word | None:
    """The noun before an infinitive that the parser hung on the verb ("dropped its plan to")."""
    to = next((c for c in doc.children[word.i] if doc.words[c].lemma.lower() == "to"), 0)
    noun = doc.words[to - 1] if to else word
    return noun if noun.upos == "NOUN" and noun.head == above.i and noun.i > above.i else None


def is_or_else(doc: Doc, word: Word) -> bool:
    """ "pay or face the winter without gas": what comes where it is not done."""
    either = any(
        doc.words[c].deprel == "cc" and doc.words[c].lemma == "or" for c in doc.children[word.i]
    )
    return either and (word.lemma.lower() in governors.CONSEQUENCES or is_passive(doc, word.i))


def is_tensed_sibling(doc: Doc, word: Word, above: Word) -> bool:
    """ "were ordered to disperse, and dispersed": of the governor, not of the infinitive."""
    infinitive = "to" in modality.marks(doc, above.i) or "VerbForm=Inf" in above.feats
    return infinitive and is_past(doc, word) and "VerbForm=Fin" in word.feats


def gerund_of(doc: Doc, word: Word, noun: Word) -> Word | None:
    """The verb of "denies arming rebels", read as rebels that are arming."""
    verb = doc.words[word.i - 1] if word.i else word
    taken = word.upos == "VERB" and is_gerund(word) and noun.deprel == "obj"
    return verb if taken and verb.upos == "VERB" and noun.head == verb.i else None


def is_told(doc: Doc, word: Word) -> bool:
    """ "a report that they had shot it down", read as a relative clause."""
    return any(
        doc.words[c].deprel == "mark" and doc.words[c].lemma.lower() == "that"
        for c in doc.children[word.i]
    )


def is_had(doc: Doc, word: Word) -> bool:
    """ "having issued visas", read as visas that are issued."""
    before = doc.words[word.i - 1] if word.i else word
    return word.deprel == "amod" and before.text.lower() == "having" and word.upos == "VERB"


def is_in_order(doc: Doc, word: Word) -> bool:
    """ "in order to", "so as to": a purpose and nothing else."""
    marks = (c for c in doc.children[word.i] if doc.words[c].deprel == "mark")
    fixed = {doc.words[k].lemma for c in marks for k in doc.children[c]}
    return bool(fixed & {"order", "as"}) and "if" not in modality.marks(doc, word.i)


def is_as_if(doc: Doc, word: Word) -> bool:
    """ "as if war had broken out"."""
    marks = [c for c in doc.children[word.i] if doc.words[c].deprel == "mark"]
    fixed = {doc.words[k].lemma for c in marks for k in doc.children[c]}
    after = {doc.words[c - 1].lemma for c in marks if c and doc.words[c].lemma in ("if", "though")}
    return "as" in after or ("as" in {doc.words[c].lemma for c in marks} and "if" in fixed)


def is_only_to(doc: Doc, word: Word) -> bool:
    """ "stripped it of its seats, only for the court to give them back": so it went on."""
    before = [doc.words[c].lemma.lower() for c in doc.children[word.i] if c < word.i]
    return "only" in before[: before.index("to")] if "to" in before else False


def is_rather_than(doc: Doc, word: Word) -> bool:
    """ "resigned rather than sign": the other was chosen."""
    joints = (c for c in doc.children[word.i] if doc.words[c].deprel == "cc")
    return any(doc.words[c].lemma.lower() in ("rather", "instead") for c in joints)


def is_ahead_of(doc: Doc, word: Word) -> bool:
    """ "ahead of the talks": they are to come."""
    first = next((c for c in doc.children[word.i] if doc.words[c].deprel == "case"), 0)
    return first > 0 and doc.words[first - 1].lemma.lower() == "ahead"


def asked_for(doc: Doc, word: Word) -> Word | None:
    """The verb of "what the miners ask for is the release of their leaders"."""
    subject = next((c for c in doc.children[word.i] if doc.words[c].lemma.lower() == "what"), None)
    if subject is None or not doc.words[subject].deprel.startswith("nsubj"):
        return None
    clauses = (doc.words[c] for c in doc.children[subject] if c < word.i)
    return next((each for each in clauses if each.deprel == "acl:relcl"), None)


def shown_as(doc: Doc, above: Word) -> Word | None:
    """What a subject turns out to be ("plans that proved a hoax", "remains unlikely")."""
    if above.lemma.lower() not in governors.TURNING_OUT:
        return None
    shown = (doc.words[c] for c in doc.children[above.i] if c > above.i)
    return next((each for each in shown if each.deprel in ("xcomp", "obj")), None)


def is_interrupted(doc: Doc, word: Word, above: Word) -> bool:
    """ "was about to ram it when the order was withdrawn"."""
    if above.lemma != "about" and above.text.lower() != "going":
        return False
    if not any(doc.words[c].text.lower() in ("was", "were") for c in doc.children[above.i]):
        return False
    after = (c for k in (word.i, above.i) for c in doc.children[k] if c > word.i)
    return any(_turns(doc, c) or "when" in modality.marks(doc, c) for c in after)


def is_even_if(doc: Doc, word: Word) -> bool:
    """ "even if it is hit": it may be."""
    marks = modality.marks(doc, word.i)
    return {"even", "if"} <= marks and not is_past(doc, word)


def is_signed(doc: Doc, noun: Word) -> bool:
    """ "signed an order for the mobilisation": it is decided."""
    ordered = noun.lemma.lower() in ("order", "decree")
    return ordered and doc.words[noun.head].lemma.lower() in ("sign", "issue")


def is_in_absence(doc: Doc, noun: Word) -> bool:
    """ "in the absence of rain", "in the event of war": a condition of what would then come."""
    named = noun.lemma.lower() in ("absence", "event", "case")
    return named and case_of(doc, noun.i) == "in" and noun.deprel == "obl"


def is_wanted(doc: Doc, above: Word) -> bool:
    """ "wishes the convention ratified": of the object of a wish."""
    verb = doc.words[above.head]
    return above.deprel == "obj" and verb.lemma.lower() in governors.WANTING


def there_is(doc: Doc, word: Word, above: Word) -> bool:
    """ "there is to be a parade"."""
    there = any(doc.words[c].deprel == "expl" for c in doc.children[above.i])
    return there and above.lemma == "be" and "to" in modality.marks(doc, word.i)


def is_only(doc: Doc, i: int) -> bool:
    """Whether the verb has a subject that alone would do it ("only a strike would delay it")."""
    subjects = (c for c in doc.children[i] if doc.words[c].deprel.startswith("nsubj"))
    only = any(
        doc.words[k].lemma.lower() == "only" and doc.words[k].deprel == "advmod" and k < c
        for c in subjects
        for k in doc.children[c]
    )
    return only and modality.modal(doc, i) in ("would", "can", "could", "'d")


def subject_of(doc: Doc, i: int) -> Word | None:
    """The noun that is the subject of word `i`."""
    subjects = (doc.words[c] for c in doc.children[i] if doc.words[c].deprel.startswith("nsubj"))
    return next((each for each in subjects if each.upos == "NOUN"), None)


def is_broken_off(doc: Doc, word: Word) -> bool:
    """ "was to be exchanged, but died": it was not to come."""
    was = any(doc.words[c].text.lower() in ("was", "were") for c in doc.children[word.i])
    return was and any(_turns(doc, c) for c in doc.children[word.i] if c > word.i)


def _is_own(doc: Doc, above: Word) -> bool:
    """Whether the speaker is the subject."""
    return any(
        doc.words[c].deprel == "nsubj" and doc.words[c].text.lower() in ("i", "we")
        for c in doc.children[above.i]
    )


def is_polite(doc: Doc, word: Word, above: Word) -> bool:
    """ "I would like to thank", "we want to stress": said is done."""
    if above.lemma not in ("like", "want", "wish"):
        return False
    said = above.lemma != "want" and word.lemma.lower() in governors.SAID
    return said or _is_own(doc, above)


def is_telling(doc: Doc, above: Word) -> bool:
    """ "I can tell you that", "let me say": said is done."""
    if above.lemma not in governors.SAID:
        return False
    let = "let" in lemmas_below(doc, above.i)
    return let or (_is_own(doc, above) and modality.modal(doc, above.i) is not None)


def goes_on(doc: Doc, above: Word) -> bool:
    """ "went on to win"."""
    return above.lemma == "go" and "on" in lemmas_below(doc, above.i)
