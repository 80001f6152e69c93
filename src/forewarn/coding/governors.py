"""General words that govern a predicate in a way of their own: what status they leave it.

What most of them do stands in lexicon/embedding.yaml; here are those whose effect depends on more
than the word.
"""

from __future__ import annotations

from forewarn.records import Status

NOT_DONE = frozenset(["without", "instead of", "rather than"])
NOMINAL = frozenset(["obj", "obl", "nsubj", "nsubj:pass", "nmod", "obl:agent", "iobj", "nmod:poss"])
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
DATING = frozenset(["set", "slate", "pencil", "schedule", "time"])
