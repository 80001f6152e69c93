"""The PLOVER types in words, and the four families (quad classes) that they belong to.

Families after the manual's chapters (PLOVER, openeventdata, 2021), which count SANCTION as
material conflict; its summary table of quad codes has it under verbal conflict.
"""

from __future__ import annotations

FAMILIES: tuple[tuple[str, str, str], ...] = (
    ("mc", "Force, coercion, military moves, sanctions", "material conflict"),
    ("vc", "Threats, demands, accusations, refusals", "verbal conflict"),
    ("mp", "Aid, cooperation, steps back", "material cooperation"),
    ("vp", "Talks, agreements, support in words", "verbal cooperation"),
)
"""Code, head and PLOVER's name, in the order in which the brief puts them."""

FAMILY_OF = {
    **dict.fromkeys(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST"), "mc"),
    **dict.fromkeys(("THREATEN", "REJECT", "REQUEST", "ACCUSE"), "vc"),
    **dict.fromkeys(("RETREAT", "AID", "COOPERATE"), "mp"),
    **dict.fromkeys(("CONCEDE", "AGREE", "SUPPORT", "CONSULT"), "vp"),
}
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types in which the two sides do the same, so that A with B is B with A."""

STATUSES = ("actual", "planned", "demanded", "conditional", "hypothetical", "negated")
STATUS_WORDS = {
    "planned": "planned",
    "demanded": "demanded",
    "conditional": "on a condition",
    "hypothetical": "possible, not said to have happened",
    "negated": "denied or did not happen",
}
_LEAD = {
    "planned": "to",
    "demanded": "should",
    "conditional": "would",
    "hypothetical": "could",
    "negated": "did not",
}

# Mode: (verb, past, what follows with a recipient {r}, what follows without one)
Row = tuple[str, str, str, str]
_TYPES: dict[str, Row] = {
    "AGREE": ("agree", "agreed", "on something with or for {r}", "on something"),
    "CONSULT": ("hold", "held", "talks with {r}", "talks"),
    "SUPPORT": ("express", "expressed", "support for {r}", "support"),
    "CONCEDE": ("make", "made", "a concession to {r}", "a concession"),
    "COOPERATE": ("work", "worked", "together with {r}", "together with others"),
    "AID": ("give", "gave", "aid to {r}", "aid"),
    "RETREAT": ("step", "stepped", "back towards {r}", "back"),
    "REQUEST": ("make", "made", "a demand or request to {r}", "a demand or request"),
    "ACCUSE": ("criticise or accuse", "criticised or accused", "{r}", "others"),
    "REJECT": ("reject", "rejected", "what {r} says or wants", "a claim, demand or proposal"),
    "THREATEN": ("threaten", "threatened", "{r}", "others"),
    "PROTEST": ("protest", "protested", "against {r}", ""),
    "SANCTION": ("cut or limit", "cut or limited", "relations with {r}", "relations"),
    "MOBILIZE": ("move or ready", "moved or readied", "forces with regard to {r}", "forces"),
    "COERCE": ("coerce", "coerced", "{r}", "others"),
    "ASSAULT": ("attack", "attacked", "{r}", ""),
}
_MODES: dict[tuple[str, str], Row] = {
    ("CONSULT", "visit"): ("visit", "visited", "{r}", "a host who is not named"),
    ("CONSULT", "third-party"): ("meet", "met", "{r} at a third party's", "at a third party's"),
    ("CONSULT", "multilateral"): ("meet", "met", "{r} in a wider circle", "in a wider circle"),
    ("CONSULT", "phone"): ("speak", "spoke", "by telephone with {r}", "by telephone"),
    ("RETREAT", "withdraw"): ("withdraw", "withdrew", "forces with regard to {r}", "forces"),
    ("RETREAT", "release"): ("release", "released", "captives of {r}", "captives"),
    ("RETREAT", "disarm"): ("disarm", "disarmed", "with regard to {r}", ""),
    ("RETREAT", "ceasefire"): ("cease", "ceased", "fire with {r}", "fire"),
    ("RETREAT", "access"): ("allow", "allowed", "access to {r}", "access"),
    ("RETREAT", "resign"): ("resign", "resigned", "from {r}", ""),
    ("REQUEST", "assist"): ("ask", "asked", "{r} for help", "for help"),
    ("REQUEST", "change"): ("call", "called", "on {r} for a change", "for a change"),
    ("REQUEST", "yield"): ("call", "called", "on {r} to yield", "for others to yield"),
    ("REQUEST", "meet"): ("ask", "asked", "{r} for talks", "for talks"),
    ("ACCUSE", "disapprove"): ("criticise", "criticised", "{r}", "others"),
    ("ACCUSE", "investigate"): ("investigate", "investigated", "{r}", "a case"),
    ("ACCUSE", "allege"): ("accuse", "accused", "{r}", "others"),
    ("REJECT", "assist"): ("refuse", "refused", "help to {r}", "help"),
    ("REJECT", "change"): ("refuse", "refused", "the change that {r} wants", "a change"),
    ("REJECT", "yield"): ("refuse", "refused", "to yield to {r}", "to yield"),
    ("REJECT", "meet"): ("refuse", "refused", "to meet {r}", "to meet"),
    ("THREATEN", "restrict"): ("threaten", "threatened", "{r} with restrictions", "restrictions"),
    ("THREATEN", "arrest"): ("threaten", "threatened", "{r} with arrest", "arrest"),
    ("THREATEN", "relations"): (
        "threaten", "threatened", "to break off relations with {r}", "to break off relations",
    ),
    ("THREATEN", "expel"): (
        "threaten", "threatened", "to expel people of {r}", "to expel people",
    ),
    ("THREATEN", "territory"): (
        "threaten", "threatened", "to take territory of {r}", "to take territory",
    ),
    ("THREATEN", "violence"): ("threaten", "threatened", "{r} with force", "the use of force"),
    ("PROTEST", "demo"): ("demonstrate", "demonstrated", "against {r}", ""),
    ("PROTEST", "riot"): ("riot", "rioted", "against {r}", ""),
    ("PROTEST", "strike"): ("go", "went", "on strike against {r}", "on strike"),
    ("PROTEST", "hunger"): ("go", "went", "on hunger strike against {r}", "on hunger strike"),
    ("PROTEST", "boycott"): ("boycott", "boycotted", "{r}", "others"),
    ("PROTEST", "obstruct"): ("block", "blocked", "the way of {r}", "the way"),
    ("PROTEST", "vandalize"): ("damage", "damaged", "property of {r}", "property"),
    ("SANCTION", "convict"): ("convict", "convicted", "{r}", "others"),
    ("SANCTION", "expel"): ("expel", "expelled", "{r}", "others"),
    ("SANCTION", "withdraw"): ("withdraw", "withdrew", "people or aid from {r}", "people or aid"),
    ("SANCTION", "discontinue"): (
        "put", "put", "sanctions on or cut exchange with {r}", "sanctions on others",
    ),
    ("MOBILIZE", "troops"): (
        "move or ready", "moved or readied", "troops with regard to {r}", "troops",
    ),
    ("MOBILIZE", "weapons"): (
        "move or ready", "moved or readied", "weapons with regard to {r}", "weapons",
    ),
    ("MOBILIZE", "police"): (
        "move or ready", "moved or readied", "police with regard to {r}", "police",
    ),
    ("MOBILIZE", "militia"): (
        "move or ready", "moved or readied", "a militia with regard to {r}", "a militia",
    ),
    ("COERCE", "seize"): ("seize", "seized", "property of {r}", "property"),
    ("COERCE", "restrict"): ("restrict", "restricted", "{r}", "movement or freedoms"),
    ("COERCE", "censor"): ("censor", "censored", "{r}", "publications"),
    ("COERCE", "curfew"): ("impose", "imposed", "a curfew on {r}", "a curfew"),
    ("COERCE", "martial-law"): ("impose", "imposed", "martial law on {r}", "martial law"),
    ("COERCE", "arrest"): ("arrest", "arrested", "{r}", "people"),
    ("COERCE", "deport"): ("deport", "deported", "{r}", "people"),
    ("COERCE", "withhold"): ("withhold", "withheld", "supplies from {r}", "supplies"),
    ("COERCE", "misinformation"): ("mislead", "misled", "{r}", "the public"),
    ("COERCE", "cyber"): (
        "attack", "attacked", "{r} through computer networks", "through computer networks",
    ),
    ("ASSAULT", "abduct"): ("abduct", "abducted", "{r}", "people"),
    ("ASSAULT", "beat"): ("beat", "beat", "{r}", "people"),
    ("ASSAULT", "torture"): ("torture", "tortured", "{r}", "people"),
    ("ASSAULT", "sexual"): ("attack", "attacked", "{r} sexually", "people sexually"),
    ("ASSAULT", "targeted"): ("kill", "killed", "{r}, chosen as a target", "a chosen target"),
    ("ASSAULT", "destroy"): ("destroy", "destroyed", "property of {r}", "property"),
    ("ASSAULT", "primitive"): (
        "attack", "attacked", "{r} with simple weapons", "with simple weapons",
    ),
    ("ASSAULT", "firearms"): ("shoot", "shot", "at {r}", ""),
    ("ASSAULT", "explosives"): ("bomb", "bombed", "{r}", ""),
    ("ASSAULT", "suicide-attack"): (
        "attack", "attacked", "{r} with a suicide bomb", "with a suicide bomb",
    ),
    ("ASSAULT", "aerial"): ("attack", "attacked", "{r} from the air", "from the air"),
    ("ASSAULT", "drone"): ("attack", "attacked", "{r} with drones", "with drones"),
    ("ASSAULT", "heavy-weapons"): ("shell", "shelled", "{r}", ""),
    ("ASSAULT", "crowd-control"): ("use", "used", "force against the crowd of {r}", "force"),
    ("ASSAULT", "unconventional"): (
        "attack", "attacked", "{r} with unconventional weapons", "with unconventional weapons",
    ),
}  # fmt: skip


def family(kind: str) -> str:
    """The code of the family of a type; unknown types stand with talk, the last one."""
    return FAMILY_OF.get(kind, "vp")


def deed(kind: str, mode: str | None, status: str, recipient: bool) -> str:
    """What was done, in words; "{r}" stands for the recipient.

    No form depends on singular or plural, because actors are both.
    """
    unknown = (f"do ({kind.lower()})", f"did ({kind.lower()})", "to {r}", "")
    row = _MODES.get((kind, mode or "")) or _TYPES.get(kind) or unknown
    verb = f"{_LEAD[status]} {row[0]}" if status in _LEAD else row[1]
    return f"{verb} {row[2] if recipient else row[3]}".strip()
