"""Coins: the ISO 4217 code of a sum's currency, by the coin's name or sign and whose coin it is.

A coin of several states ("crowns", "roubles") is that of the state named beside it ("Czech
crowns"), else the usual one; of a coin that somebody's own state mints, that state's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

SIGNS = {
    "us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH",
    "₪": "ILS", "₹": "INR", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₱": "PHP", "nz$": "NZD",
    "a$": "AUD", "c$": "CAD", "hk$": "HKD", "zł": "PLN", "rm": "MYR",
}  # fmt: skip
_WORLDWIDE = frozenset(["dollar", "euro"])
"""Coins in which states count what they get and give, so that the payer's own are not meant."""


@dataclass(frozen=True)
class Coins:
    """The coins of the world's states."""

    minted: dict[tuple[str, str], str]
    """(coin, state) -> code."""
    usual: dict[str, str]
    """Coin -> the code of the one that is meant as a rule."""
    codes: frozenset[str]
    names: frozenset[str]

    def code(self, coin: str, states: Iterable[str] = ()) -> str | None:
        """The code of the coin that one of the states mints, else the usual one's."""
        own = (self.minted[coin, state] for state in states if (coin, state) in self.minted)
        return next(own, None) or self.usual.get(coin)

    def known(self, *forms: str) -> str | None:
        """The coin among the forms of a noun."""
        return next((form for form in forms if form in self.names), None)

    def of_owner(self, coin: str, state: str | None) -> str | None:
        """The code of the coin where the owner of the sum has its own of that name."""
        return None if state is None or coin in _WORLDWIDE else self.minted.get((coin, state))


@cache
def load() -> Coins:
    """The coins of the world pack."""
    path = resources.files("forewarn.packs") / "world" / "coins.txt"
    lines = [each for each in path.read_text("utf-8").splitlines() if not each.startswith("#")]
    minted: dict[tuple[str, str], str] = {}
    usual: dict[str, str] = {}
    for line in lines[1:]:
        code, states, names, first = line.split("\t")
        for coin in (each.strip() for each in names.split("|")):
            minted |= {(coin, state): code for state in states.split("|")}
            if first and coin not in usual:
                usual[coin] = code
    return Coins(minted, usual, frozenset(minted.values()), frozenset(coin for coin, _ in minted))
