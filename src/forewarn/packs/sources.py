"""The state that publishes on a site: "president.gov.ua" speaks for Ukraine.

A site is a state's where the label before the country's code says so (mfa.gov.ua, mod.gov.pl), or
where world/sources.txt lists it or the domain that it belongs to.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from forewarn.packs.pack import Pack

# Labels in the names of sites that only states use.
_OFFICIAL = frozenset(
    ["gov", "gob", "gouv", "gub", "govt", "mil", "mfa", "mod", "president", "parliament"]
)


def state(source: str | None, pack: Pack) -> str | None:
    """The ISO 3166 alpha-3 code of the state that speaks on the site; None for all other sites."""
    labels = (source or "").lower().split(".")
    if len(labels) < 2:
        return None
    listed = (_listed().get(".".join(labels[i:])) for i in range(len(labels)))
    if found := next(filter(None, listed), None):
        return found
    if not _OFFICIAL & set(labels[:-1]):
        return None
    code = labels[-1].upper()
    return next((a.country for a in pack.actors if a.kind == "state" and a.iso2 == code), None)


@cache
def _listed() -> dict[str, str]:
    path = resources.files("forewarn.packs") / "world" / "sources.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
