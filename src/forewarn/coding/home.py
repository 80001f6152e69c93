"""What happens within one country: officials and people of no named country are of that one."""

from __future__ import annotations

from dataclasses import replace

from forewarn.coding import arguments
from forewarn.coding.patterns import Fit
from forewarn.coding.predicates import Predicates, Side
from forewarn.coding.sides import AT_HOME, homeless
from forewarn.records import Actor

# Types that are mostly domestic.
DOMESTIC = frozenset(["PROTEST", "COERCE", "CONCEDE"])
_WHERE = frozenset(["in", "at", "throughout", "across"])


class Home:
    """Gives the sides of an event the country that they share."""

    def __init__(self, predicates: Predicates) -> None:
        self._p = predicates

    def settled(self, fit: Fit, actor: Side, recipient: Side) -> tuple[Side, Side]:
        """Both sides, at home where they are.

        "President X banned Ugandan opposition parties"; "protesters blocked streets in Hong Kong".
        """
        sides = (*actor.actors, *recipient.actors)
        countries = {a.country for a in sides if a.country}
        domestic = fit.pattern.rule.type in DOMESTIC
        domestic = domestic or any(a.sector in AT_HOME for a in recipient.actors)
        if not domestic or not any(homeless(a) for a in sides):
            return actor, recipient
        if not countries:
            countries = {a.country for a in self._scene(fit) if a.country}
        if len(countries) != 1:
            return actor, recipient
        country = next(iter(countries))
        return _at_home(actor, country), _at_home(recipient, country)

    def _scene(self, fit: Fit) -> list[Actor]:
        """The states in which the clause says that it happens."""
        words = fit.arguments.under(_WHERE)
        nested = [c for i in [*words, *fit.arguments.object] for c in self._p.doc.children[i]]
        inside = [i for i in nested if arguments.case_of(self._p.doc, i) in ("in", "of", "at")]
        return [a for i in [*words, *inside] for a in self._p.mentions.located(i)]


def _at_home(side: Side, country: str | None) -> Side:
    settled = tuple(replace(a, country=country) if homeless(a) else a for a in side.actors)
    return side if settled == side.actors else Side(settled, f"{side.how}, at home")
