"""General words that govern a predicate in a way of their own: what status they leave it.

What most of them do stands in lexicon/embedding.yaml; here are those whose effect depends on more
than the word.
"""

from __future__ import annotations

from forewarn.records import Status

NOT_DONE = frozenset(["without", "instead of", "rather than"])
# Relations by which a clause, and those by which a noun, hangs on what governs it.
CLAUSAL = frozenset(["xcomp", "ccomp", "csubj", "csubj:pass", "csubj:outer"])
NOMINAL = frozenset(
    [
        *("obj", "obl", "nsubj", "nsubj:pass", "nmod", "obl:agent", "iobj", "nmod:poss", "appos"),
        *("amod", "compound", "nmod:desc", "flat"),
    ]
)
# Prepositions by which a verb governs what it is about ("prepare for", "warn of").
ABOUT = frozenset(["", "for", "of", "on", "about", "at", "from", "to", "against", "over", "into"])
# Verbs that colour only clauses: what is discussed or mentioned by a noun may well be a fact.
CLAUSE_ONLY = frozenset(
    [
        *("discuss", "debate", "question", "mention", "ask", "let", "allow", "like"),
        *("think", "believe", "suppose", "assume", "seem", "appear", "enable", "permit", "face"),
        *("encourage", "announce", "claim", "suggest", "forget", "neglect", "stop", "cease"),
        *("fail", "await", "expect", "go", "look", "worry", "wonder", "set", "miss"),
        *("resolve", "settle", "due", "mean", "decide", "arrange", "choose"),
    ]
)
# Verbs that undo the event that is their object ("stayed the execution", "dropped its plan").
DROPPED = frozenset(["stay", "drop", "skip", "boycott", "shun", "delay", "suspend", "halt"])
# Verbs that plan an act, but only report a clause ("decided that", "announced that").
REPORTING = frozenset(["announce", "decide", "mean", "determine", "resolve", "arrange", "set"])
# Passives that say what people say ("is said to be preparing", "is expected to").
HEARSAY: dict[str, Status] = {
    **dict.fromkeys(("say", "report", "believe", "think", "suspect", "rumour"), "hypothetical"),
    **dict.fromkeys(("rumor", "allege", "understand", "consider", "assume"), "hypothetical"),
    **dict.fromkeys(("expect", "schedule", "set", "due", "slate", "suppose"), "planned"),
}
# What they govern is so, whatever is said of themselves ("was wrong to bar", "regrets that").
FACTIVE = frozenset(
    [
        *("regret", "deplore", "realise", "realize", "right", "wrong", "glad", "sorry", "proud"),
        *("happy", "pleased", "grateful", "unaware", "aware", "surprised", "know", "remember"),
    ]
)
# Verbs that deny their infinitive, and under negation affirm it ("will not hesitate to").
TWICE = frozenset(["hesitate", "fail", "forget", "neglect", "refrain", "stop"])
GRANTING = frozenset(["allow", "let", "permit", "agree", "accept", "enable"])
# Verbs that put a thing up for choice: it is not yet to come ("offered to host the talks").
OFFERING = frozenset(["offer", "propose"])
# What is offered in so many words has been given.
GIVEN = frozenset(["apology", "condolence", "thanks", "support", "sympathy", "congratulation"])
# What was meant but came to nothing, where "but" or "before" goes on ("tried to flee, but …").
MEANING = frozenset(["try", "attempt", "seek", "want", "intend", "plan", "hope", "mean", "move"])
# Verbs whose addressee has yet to act where they fail ("failed to persuade X to leave").
PERSUADING = frozenset(["persuade", "convince", "coax", "press", "force", "compel", "talk"])
# Verbs that give somebody a term ("gave them two days to leave").
TERMS = frozenset(["give", "have", "set", "get", "grant", "leave"])
# What follows "or" where an order is not obeyed ("pay or face the winter without gas").
CONSEQUENCES = frozenset(["face", "risk", "see", "suffer", "lose", "find", "die"])
# Adjectives whose infinitive happened ("was slow to condemn").
DONE = frozenset(
    [
        *("slow", "quick", "swift", "fast", "prompt", "lucky", "brave", "wise", "foolish", "late"),
        *("unwise", "shocked", "saddened", "relieved", "delighted", "honoured", "honored"),
    ]
)
# What is shown, and, where nothing shows it, is not so ("nothing suggests that").
SHOWING = frozenset(["suggest", "indicate", "show", "prove", "point"])
TRUE = frozenset(["true", "correct", "accurate", "case"])
# Who or what is meant by a clause that sets a condition ("any ship that enters will be hit").
WHOEVER = frozenset(["any", "anyone", "anybody", "whoever", "anything", "whatever"])
# Verbs that make what their object names a thing to come ("approved the release of funds").
GRANTED = frozenset(
    [
        *("approve", "okay", "authorise", "authorize", "pledge", "promise", "vow"),
        *("earmark", "greenlight"),
    ]
)
# Where a thing is said to be: on the table, in the offing, off the agenda.
PLACED: dict[tuple[str, str], Status] = {
    **dict.fromkeys(
        (("under", "review"), ("under", "discussion"), ("on", "table")), "hypothetical"
    ),
    **dict.fromkeys((("under", "consideration"), ("in", "doubt"), ("in", "limbo")), "hypothetical"),
    **dict.fromkeys((("on", "card"), ("on", "cards"), ("at", "risk")), "hypothetical"),
    **dict.fromkeys((("in", "offing"), ("in", "works"), ("in", "work")), "planned"),
    **dict.fromkeys((("in", "pipeline"), ("in", "pipe"), ("on", "agenda")), "planned"),
    **dict.fromkeys((("off", "table"), ("off", "agenda"), ("off", "cards")), "negated"),
}
# Nouns that a thing is said to be ("a blockade is the scenario that they fear").
CALLED = frozenset(
    [
        *("scenario", "possibility", "option", "prospect", "likelihood", "goal", "aim", "dream"),
        *("demand", "request", "hope", "proposal", "idea", "fiction", "hoax", "lie", "mirage"),
        *("illusion", "myth", "fabrication", "rumour", "rumor", "fantasy", "condition"),
    ]
)
# Said is done: "would like to thank", "wishes to inform".
SAID = frozenset(
    [
        *("thank", "welcome", "congratulate", "stress", "emphasise", "emphasize", "note", "inform"),
        *("express", "remind", "reiterate", "underline", "recall", "commend", "draw", "announce"),
        *("say", "point", "assure", "extend", "pay", "warn", "condemn", "appeal", "state", "tell"),
    ]
)
# An infinitive after a verb in the past that tells what came of it ("fell to close at").
OUTCOMES = frozenset(
    [
        *("end", "finish", "close", "reach", "become", "win", "hit", "total", "stand", "settle"),
        *("slip", "touch", "trade", "find", "discover", "see", "join"),
    ]
)
# Who has come or stayed to do something does it ("gathered to protest", "arrived to help").
PRESENT = frozenset(
    [
        *("gather", "meet", "assemble", "rally", "march", "convene", "arrive", "come", "stay"),
        *("remain", "use", "vote", "work", "demonstrate", "protest", "crowd", "flock"),
    ]
)
# Prepositions before a gerund that a verb governs ("balked at seizing", "dreams of returning").
LEADING = frozenset(["from", "of", "at", "on", "against", "in", "into", "about"])
# Passives that give an event its day to come ("is set for the spring").
DATING = frozenset(["set", "slate", "pencil", "pencille", "schedule", "time"])
# Before an infinitive they say that it happened ("the first country to recognise it").
ORDER = frozenset(["first", "last", "only", "few", "second", "third", "latest"])
# Verbs that ask something of another where they have an object ("wants the mayor jailed").
WANTING = frozenset(["want", "need", "like", "wish"])
# Adjectives and adverbs that say of a gerund that it was close at hand.
NEARLY = frozenset(["close", "near"])
# What an extraposed complement still belongs to ("calls are growing for an inquiry").
EXTRAPOSED = frozenset(["for", "of", "about", "over"])
# What is named as wanting sets a condition to what would then come ("without access").
LACKING = frozenset(["without", "absent", "barring", "failing", "pending", "short of"])
# "Preparations are under way for": the complement of the subject, behind its predicate.
AFOOT = frozenset(["way", "place", "foot"])
# Verbs that say what a thing is after all ("turned out to be a hoax", "remains unlikely").
TURNING_OUT = frozenset(["turn", "prove", "remain", "seem", "look", "stay", "become"])
# What is not stopped takes place ("failed to stop the mob from storming the court").
STOPPING = frozenset(["stop", "prevent", "avert", "deter", "halt", "stave", "ward", "fend"])
# Verbs after which "on" and "for" name what is decided ("settled on a joint bid").
SETTLING = frozenset(["agree", "settle", "decide", "vote", "opt"])
# Papers that are there once they are agreed upon.
PAPERS = frozenset(
    [
        *("deal", "agreement", "accord", "treaty", "pact", "budget", "law", "bill", "plan"),
        *("resolution", "text", "document", "statement", "report", "convention", "constitution"),
        *("amendment", "act", "motion", "proposal", "pardon", "award", "candidate", "party"),
    ]
)
# What is decided against is not done ("voted against holding a poll").
DECIDING = frozenset(["decide", "opt", "rule", "choose", "vote"])
# What these verbs say of their subject.
OF_SUBJECT: dict[str, Status] = {
    **dict.fromkeys(("loom", "impend", "beckon"), "hypothetical"),
    **dict.fromkeys(("hinge", "depend"), "conditional"),
}
# Verbs whose object is a fact, whatever is said of them ("will never recognise the annexation").
OF_FACTS = frozenset(
    [
        *("recognise", "recognize", "condemn", "condone", "forgive", "regret", "mourn"),
        *("deplore", "justify", "denounce", "decry", "avenge"),
    ]
)
