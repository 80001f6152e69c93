"""What kind of thing a quantity counts: forces, people of a place, dwellings, money, lengths."""

from __future__ import annotations

from forewarn.coding.actors.mentions import Mentions
from forewarn.coding.measurements.quantity import Quantity
from forewarn.coding.statements.cues import words
from forewarn.language.doc import Doc

# Soldiers and arms that are no actors ("ammunition"); the rest are roles of the military sector.
FORCES = words(
    """soldier troop serviceman servicemen marine conscript trooper paratrooper
    airman sailor pilot casualty aircraft jet tank launcher howitzer vehicle missile rocket shell
    bomb drone warplane personnel round munition gun rifle mine interceptor ship vessel boat
    plane helicopter fighter frigate crew adviser instructor trainer lorry truck
    ambulance trawler bus car train tanker contractor mercenary"""
)
# What has no will of its own: sent, bought and lost, but at home nowhere.
_UPROOTED = words(
    """people person individual migrant refugee suspect detainee passenger tourist foreigner
    immigrant traveller victim captive internee abductee deportee evacuee child woman boy girl
    body trafficker smuggler asylum-seeker seeker casualty player alien  expatriate
    wounded family couple mercenary recruit survivor sister"""
)
# People by what they are, and what stands where they live.
_LOCAL = words(
    """village town township settlement hospital clinic school household constituency district
    voter schoolchild schoolchildren gangster villager resident civilian miner digger worshipper
    home house building apartment block factory airport church mosque shop farm seat mp prisoner
    hostage ballot vote dead villager worker officer guard death depot oilfield refinery plant
    bridge station pipeline killing crowd
    case post"""
)
_LOCAL_SECTORS = frozenset(
    [
        *("COP", "REB", "UAF", "GOV", "LEG", "JUD", "OPP", "EDU", "MED", "JRN", "LAB", "BUS"),
        *("CVL", "CRM", "REL", "AGR", "PTY", "ELI", "SPY"),
    ]
)
LENGTHS = frozenset(["km", "m", "miles", "nautical miles"])
MEASURED = LENGTHS | {"%", "tonnes", "kg", "hectares"}

_MEASURES = words(
    """barrel gigawatt megawatt watt litre liter kilogram gram tonne ton metre mile kilometre
    hectare acre percent point bushel gallon ounce kilowatt-hour terawatt"""
)


_THEM = words("them whom which these those")
_SOLDIERS = words(
    """soldier troop serviceman servicemen marine conscript trooper paratrooper personnel reservist
    officer man men airman sailor"""
)


def of(doc: Doc, quantity: Quantity) -> int:
    """The noun that is counted, of a share what it is a share of ("90% of clinics")."""
    if quantity.unit != "%":
        return quantity.noun
    parts = (c for c in doc.children[quantity.noun] if doc.words[c].deprel == "nmod")
    return next((c for c in parts if c > quantity.noun), quantity.noun)


def is_part(doc: Doc, quantity: Quantity) -> bool:
    """Whether it is some of those counted before: "among them three", "two of them"."""
    start, after = quantity.start, max(quantity.end, quantity.noun + 1)
    before = [doc.words[i].text.lower() for i in range(max(0, start - 3), start)]
    behind = [w.text.lower() for w in doc.words[quantity.end : quantity.end + 2]]
    late = [w.text.lower() for w in doc.words[after : after + 2]]
    led = before[-2:-1] in (["of"], ["among"]) and before[-1] in _THEM
    some = any(each[:1] == ["of"] and each[-1] in _THEM for each in (behind, late))
    return led or some or before[-1:] == ["including"]


def is_uprooted(doc: Doc, quantity: Quantity) -> bool:
    """Whether it counts people of whom nothing else is said."""
    word = doc.words[quantity.noun]
    return quantity.unit == "people" or bool({word.lemma.lower(), word.text.lower()} & _UPROOTED)


def is_soldiers(doc: Doc, quantity: Quantity) -> bool:
    """Whether it counts those who serve."""
    word = doc.words[quantity.noun]
    return bool({word.lemma.lower(), word.text.lower().rstrip("s")} & _SOLDIERS)


def is_measured(doc: Doc, quantity: Quantity) -> bool:
    """Whether it is a share, a length, a weight: an amount of something."""
    if quantity.unit in MEASURED or quantity.is_area:
        return True
    return bool({doc.words[quantity.noun].lemma.lower(), quantity.unit.rstrip("s")} & _MEASURES)


def is_local(doc: Doc, mentions: Mentions, quantity: Quantity) -> bool:
    """Whether it counts people by what they are there, or places: of the state that they are in."""
    word = doc.words[of(doc, quantity)]
    lemmas = {word.lemma.lower(), word.text.lower(), word.text.lower().rstrip("s")}
    lemmas |= {quantity.unit, quantity.unit.rstrip("s")}
    if quantity.is_area:
        return True
    if quantity.is_money or quantity.unit == "people" or quantity.unit in LENGTHS:
        return False
    if lemmas & _LOCAL:
        return True
    if lemmas & _UPROOTED or lemmas & FORCES:
        return False
    role = mentions.role(word.i)
    return role is not None and role.sector in _LOCAL_SECTORS and not role.abroad


def is_force(doc: Doc, mentions: Mentions, quantity: Quantity) -> bool:
    """Whether it counts soldiers or arms."""
    word = doc.words[quantity.noun]
    if {word.lemma.lower(), word.text.lower().rstrip("s")} & FORCES:
        return True
    if is_soldiers(doc, quantity) or any(char.isdigit() for char in quantity.unit):  # "F-16s"
        return True
    role = mentions.role(quantity.noun)
    return role is not None and role.sector == "MIL"
