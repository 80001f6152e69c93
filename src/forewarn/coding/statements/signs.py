"""Signs of the kinds of statements in their words: regular expressions over lower-case text.

The order of the signs is the order in which they win: a sentence that threatens also assesses.
`_SELF` stands for a speaker who speaks of himself ("we", or "it" and "he" in indirect speech).
"""

from __future__ import annotations

from forewarn.records import StatementKind

_SELF = r"(?:i|we|it|he|she|they|our \w+|my \w+)"
_ADVERBS = (
    r"(?:\s\w+ly|\s(?:also|always|never|now|again|all|both|still|certainly|of course),?){0,2}"
)
_WILL = (
    rf"(?:\b{_SELF}{_ADVERBS} (?:will|shall|are going to|is going to|am going to)\b"
    rf"|\b(?:it|he|she|they){_ADVERBS} would\b|\b{_SELF}['’]ll\b)"
    r"(?! (?:like|love|say|note|quote|mention|add|begin|start|be able|have|see)\b)"
)
_BE = r"(?:is|are|was|were|am|be|been|being|remains?|remained|['’](?:s|re|m))"


SIGNS: tuple[tuple[StatementKind, tuple[str, ...]], ...] = (
    (
        "threat",
        (
            r"\bor (?:else|be (?:\w+ed|destroyed|buried)|face|die|perish|we (?:leave|will"
            r"|shall))\b",
            r"has (?:every|all the|the) means (?:to|of)",
            r"held to account",
            r"(?:will|would) be (?:answered|met with|crushed|razed|punished|devastating"
            r"|turned (?:in)?to)",
            r"perish by",
            r"(?:serious|severe|grave|massive|heavy|high|dire|harsh"
            r"|unprecedented) (?:consequences|costs?|price)",
            r"(?:there will|will there|will[^.]{0,20}) be[^.]{0,30} (?:consequences|costs|price"
            r"|retaliation)",
            r"costs? and consequences",
            r"pay (?:a|the|dearly)\b[^.]{0,20}(?:price)?",
            r"will (?:\w+ ){0,2}(?:retaliate|strike back|hit back|be punished|be destroyed|regret)",
            r"forced to (?:respond|react|take|act|retaliate)",
            r"reserves? the right to",
            r"(?:will|would) not hesitate",
            r"all options",
            r"face (?:\w+ ){0,3}(?:consequences|sanctions|retaliation)",
            r"(?:military-technical|retaliatory|response|tough) (?:measures|steps|response)",
            r"(?:will|would) (?:respond|react) (?:harshly|resolutely|decisively|firmly|with|to)",
        ),
    ),
    (
        "denial",
        (
            rf"\b{_BE} (?:\w+ )?(?:not true|false|untrue|baseless|groundless|unfounded|nonsense"
            rf"|fake|absurd|a lie|lies|fabricated|slander|not involved|not behind|not a party)\b",
            rf"\b(?:have|has|had|{_BE}) no (?:\w+ )?(?:plans?|intentions?|aim|role|part|basis"
            rf"|foundation)\b",
            r"\bno (?:plans?|intentions?) (?:to|of)\b",
            r"\b(?:do|does|did|is|are)(?: not|n['’]t) (?:plan|intend|planning|intending"
            r"|going to (?:attack|invade))",
            r"\b(?:have|has|had) never\b",
            r"nothing to do with",
            r"\bhas not been involved",
            r"\bhad not (?:been )?involved",
            r"\bnowhere near\b",
            r"not (?:a|one|an ounce of|a gram of) (?:grain |word |gram )?of truth",
            r"(?:not a gram|no grain|not a word|no truth)\b",
            r"\bimagination\b",
            r"\bwas staged\b",
            r"\bnot on the agenda",
            r"\bthere (?:is|was|were|are|has been|have been|had been) (?:no|not one"
            r"|never)\b(?! (?:sign|risk|threat|danger|reason|cause|need|question|shortage|doubt"
            r"|alternative|casualt|damage|victim))",
            r"\bfabrication\b",
            r"\binvent(?:ed|ion)\b",
        ),
    ),
    (
        "reassurance",
        (
            r"no (?:need|reason|cause|grounds?) (?:to|for) (?:\w+ )?(?:panic|worry|fear|alarm"
            r"|concern)",
            r"nothing to fear",
            r"under (?:full )?control",
            r"(?:can|may) (?:count|rely|depend) on",
            r"stands? (?:by|with|firmly|shoulder)\b",
            r"by your side",
            r"iron-?clad",
            r"rock-?solid",
            r"unwavering",
            r"(?:does|do|did|will)(?: not|n['’]t) threaten",
            r"no threat to",
            r"not (?:a|pose a) threat",
            r"not (?:directed|aimed) (?:at|against)",
            r"no (?:imminent|immediate|direct) (?:threat|danger)",
            r"(?:full|strong|continued|constant) (?:support|solidarity)\b",
            r"\bsolidarity with",
            r"\bno (?:sign|risk|shortage)s? of\b",
            r"\bwithout (?:casualties|losses|incident)",
            r"\bno casualties",
            r"\b(?:is|are|was|were|remains?) (?:\w+ )?(?:safe|calm|stable|secure|routine|normal)\b",
            r"nothing to lose",
            r"\b(?:to|on|according to) (?:timetable|schedule|plan)\b",
            r"\bnot (?:see|seen) (?:any|an) (?:\w+ )?threat",
            r"\benough (?:for|in|of)\b",
            r"\bno (?:harm|hair)\b",
        ),
    ),
    (
        "refusal",
        (
            rf"(?:{_WILL} (?:not|never)|\bwon['’]t|\b(?:will|would|can|could|shall) ?(?:not|never)"
            rf"|\bcan['’]t|\bcannot|\bnever) (?:\w+ )?(?:accept|agree|allow|tolerate|give"
            rf"|negotiate|recogni[sz]e|compromise|participate|join|attend|concede|yield|bow"
            rf"|surrender|let|permit|abandon|retreat|back down|be intimidated|support)",
            r"\b(?:is|are) unacceptable",
            r"no (?:compromises?|concessions?|question of)",
            r"nothing to (?:discuss|talk about|negotiate)",
            r"not on the table",
            r"not open to",
            r"makes? no sense",
            r"no intention of (?!attack|invad|threaten|harm|wag)",
            r"(?:are|is|am|were|was) not going to\b",
            r"\bnor (?:will|would) (?:we|i|it|they|he|she)\b",
            r"not (?:ready|willing|prepared|open) to",
            r"ruled? out",
            r"\brefuse",
            r"\breject",
            r"\bred lines?",
        ),
    ),
    (
        "demand",
        (
            r"\bmust\b",
            r"\b(?:has|have) to (?:stop|cease|withdraw|end|guarantee|respect|comply|de-?escalate"
            r"|release|explain|answer|pull|leave)",
            r"\bdemands? (?:that|for|the|an?)\b",
            r"\b(?:immediately|at once)\b",
            r"\b(?:has|have|had) until\b",
            r"\binsists? on",
            r"\brequires? (?:legal|written|binding)",
        ),
    ),
    (
        "offer",
        (
            r"\b(?:ready|prepared|willing|open|readiness|willingness)(?:,? [^,.]{1,40},)? (?:to"
            r"|for) (?:\w+ly )?(?:\w+ )?(?:talks?|dialogue|negotiat\w+|discuss\w*|meet\w*"
            r"|mediat\w+|help|assist|cooperat\w+|host|provide|consider|compromise|work|share"
            r"|offer|continue|hear|listen|consultations?|contacts?|develop\w*|sit|pay|let|open"
            r"|reopen|return|sign|free|release|go|come|take|give|send|recogni\w+|restore|resume"
            r"|end|halt|lift|ease|withdraw|exchange)",
            r"\bwe (?:offer|propose|suggest)\b",
            r"\bour (?:offer|proposal)",
        ),
    ),
    (
        "commitment",
        (
            rf"{_WILL}",
            r"\b(?:we|i) (?:pledge|promise|guarantee|undertake|vow)\b",
            rf"\b{_SELF} (?:{_BE} )?(?:committed|determined|intends?|plans?|planning) to",
            r"\b(?:ready|prepared) to (?:defend|protect|act|fight|respond|react|ensure|support|do"
            r"|use)",
            r"\bwill continue to\b",
        ),
    ),
    (
        "appeal",
        (
            r"(?<!\bi )\bshould\b(?! (?:be noted|note|say|add))",
            r"\bought to\b",
            r"\blet us\b",
            r"\blet['’]s\b(?! say)",
            r"\b(?:we|i) (?:call|appeal|urge|ask)\b",
            r"\b(?:we|i) (?:\w+ )?(?:need|have) to\b(?! (?:say|note|admit))",
            r"\bplease (?!accept)",
            r"\bit is time (?:to|for)",
        ),
    ),
    (
        "accusation",
        (
            r"\b(?:orchestrat|provok|violat|breach|destabili[sz]|blackmail|sabotag|fabricat"
            r"|decei?v|meddl|weaponi[sz]|instrumentali[sz]|incit|smear|falsif|conspir)(?:e[sd]?"
            r"|ing|ed|d|s)\b",
            r"\b(?:fuell?ing|stoking|lying|lied|to blame|responsible for the|aggress(?:ion|ive"
            r"|or)\w*)\b",
            r"\bhybrid (?:attack|war|threat)\w*",
            r"\binterfer(?:e[sd]?|ing) in\b",
            r"\bpropaganda\b",
            r"\bdisinformation\b",
        ),
    ),
    (
        "assessment",
        (
            rf"\b{_BE}\b",
            r"\b(?:may|might|could|would|likely|probably|perhaps|possibl[ey]|seems?|appears?)\b",
            r"\b(?:will|because|means|shows|therefore|believe|think|opinion|view)\b",
            r"\b(?:important|necessary|crucial|dangerous|growing|increas\w+|worse\w*|better"
            r"|deteriorat\w+)\b",
        ),
    ),
)
