"""What acts without being anybody: frost, storms, fronts of cold air, armies of ants."""

from __future__ import annotations

import itertools

from forewarn.coding.events.patterns import Fit
from forewarn.coding.events.predicates import Predicates
from forewarn.coding.grammar.arguments import case_of
from forewarn.records import Actor

# What kills, hits and lays siege without anybody's doing.
_NATURE = frozenset(
    [
        *("hurricane", "storm", "thunderstorm", "typhoon", "cyclone", "tornado", "monsoon", "gale"),
        *("flood", "floodwater", "tsunami", "earthquake", "quake", "tremor", "aftershock"),
        *("eruption", "volcano", "lava", "landslide", "mudslide", "avalanche", "lightning", "fog"),
        *("frost", "snow", "snowfall", "blizzard", "rain", "drought", "heatwave", "wildfire"),
        *("wind", "cold", "heat", "sun", "sea", "tide", "ice", "hail", "weather", "temperature"),
        *("virus", "disease", "epidemic", "pandemic", "cholera", "flu", "influenza", "malaria"),
        *("plague", "outbreak", "famine", "locust", "mosquito", "wolf", "bear", "dog", "shark"),
        *("bird", "rat", "ant", "bee", "luck", "fate", "fortune", "destiny"),
    ]
)
# What nature comes in: "a cold front", "a heat wave".
_MASSES = frozenset(["front", "wave", "system", "air", "current", "snap"])
_KINDS = frozenset(["cold", "warm", "heat", "storm", "tidal", "weather", "polar", "arctic"])
# Words for those who fight, said of animals and goods: "an army of ants".
_HOSTS = frozenset(
    ["army", "legion", "brigade", "gang", "squad", "battalion", "fleet", "mob", "tank", "troop"]
)
# What kills in accidents, and the verbs that tell of the dead and hurt there.
_ACCIDENTS = frozenset(
    [
        *("accident", "collision", "collide", "derailment", "derail", "capsize", "boiler", "rail"),
        *("firework", "fireworks", "stampede", "corrosion", "short-circuit", "overturn", "pile-up"),
        *("shipwreck", "scaffolding", "turbulence", "carbon-monoxide"),
    ]
)
_LEAKS = frozenset(["pipe", "leak", "cylinder", "main", "stove", "heater", "explosion", "bottle"])
_HURTING = frozenset(
    ["kill", "injure", "wound", "hurt", "maim", "burn", "destroy", "tear", "rip", "crush", "maul"]
)
_FIGHTING = frozenset(["MIL", "REB", "PRM", "UAF", "SPY"])
_BESIDE = frozenset(["compound", "amod", "nmod:desc", "flat"])


class Things:
    """Which fits of one text are done by nobody."""

    def __init__(self, predicates: Predicates) -> None:
        self._p = predicates

    def do(self, fit: Fit) -> bool:
        """Whether the subject is no person, body or weapon: "frost laid siege to the vineyards"."""
        if fit.pattern.part != "verb" or fit.pattern.rule.reversed:
            return False
        words = self._p.doc.words
        nouns = [words[i] for i in fit.arguments.subject if words[i].upos in ("NOUN", "PROPN")]
        alive = self._p.lexicon.persons | self._p.lexicon.weapons
        return bool(nouns) and all(word.lemma.lower() not in alive for word in nouns)

    def of_nature(self, fit: Fit) -> bool:
        """Whether weather, disease, animals or luck do it, whatever name they bear."""
        if fit.pattern.part == "noun":
            return False
        words = self._p.doc.words
        beside = [c for c in self._p.doc.children[fit.i] if words[c].deprel.startswith("nsubj")]
        return any(self._is_nature(i) for i in (*fit.arguments.subject, *beside))

    def of_accident(self, fit: Fit, actors: tuple[Actor, ...]) -> bool:
        """Whether people are hurt in a sentence that tells of an accident, by nobody armed."""
        if fit.pattern.rule.type != "ASSAULT" or fit.pattern.lemma not in _HURTING:
            return False
        if any(a.sector in _FIGHTING for a in actors):
            return False
        start, end = self._p.doc.sentences[self._p.doc.sentence_of[fit.i]]
        lemmas = [self._lemma(i) for i in range(start, end)]
        gas = any(pair[0] == "gas" and pair[1] in _LEAKS for pair in itertools.pairwise(lemmas))
        return gas or not _ACCIDENTS.isdisjoint(lemmas)

    def _is_nature(self, i: int) -> bool:
        lemma = self._lemma(i)
        children = self._p.doc.children[i]
        beside = {self._lemma(c) for c in children if self._p.doc.words[c].deprel in _BESIDE}
        if lemma in _NATURE or beside & _NATURE - _KINDS:
            return True
        return (lemma in _MASSES and bool(beside & _KINDS)) or (
            lemma in _HOSTS and any(self._is_lifeless(c) for c in children)
        )

    def _is_lifeless(self, i: int) -> bool:
        """Whether the word stands behind "of" and names no people: "of ants", "of molasses"."""
        word = self._p.doc.words[i]
        known = self._p.lexicon.persons | self._p.lexicon.weapons
        common = word.upos == "NOUN" and case_of(self._p.doc, i) == "of"
        return common and word.lemma.lower() not in known and not self._p.mentions.resolve(i)

    def _lemma(self, i: int) -> str:
        return self._p.doc.words[i].lemma.lower()
