"""News agencies by the names and codes that they sign with."""

from __future__ import annotations

import re

_SIGNATURES: dict[str, tuple[str, ...]] = {
    "AA": ("Anadolu Agency", "Anadolu"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "ANSA": ("ANSA",),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "APA": ("APA",),
    "BelTA": ("BelTA", "BELTA"),
    "Belga": ("Belga",),
    "BNS": ("BNS", "Baltic News Service"),
    "Bloomberg": ("Bloomberg",),
    "CTK": ("CTK", "ČTK"),
    "DPA": ("DPA", "dpa", "Deutsche Presse-Agentur"),
    "EFE": ("EFE",),
    "ELTA": ("ELTA", "Elta"),
    "Interfax": ("Interfax", "INTERFAX", "Interfax.ru", "INTERFAX.RU"),
    "Interfax-Ukraine": ("Interfax-Ukraine", "INTERFAX-UKRAINE"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "LETA": ("LETA",),
    "MTI": ("MTI",),
    "NTB": ("NTB",),
    "PA": ("PA Media", "Press Association"),
    "PAP": ("PAP", "Polska Agencja Prasowa"),
    "Reuters": ("Reuters", "REUTERS", "Thomson Reuters"),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "Ritzau": ("Ritzau",),
    "Sputnik": ("Sputnik",),
    "STT": ("STT",),
    "TASS": ("TASS", "ITAR-TASS"),
    "TT": ("TT News Agency",),
    "Ukrinform": ("Ukrinform", "UKRINFORM"),
    "UNIAN": ("UNIAN",),
    "UPI": ("UPI",),
    "Xinhua": ("Xinhua",),
}
_BY_SIGNATURE = {
    signature: name for name, signatures in _SIGNATURES.items() for signature in signatures
}
_LONGEST_FIRST = sorted(_BY_SIGNATURE, key=lambda each: (-len(each), each))

PATTERN = "(?:" + "|".join(re.escape(each) for each in _LONGEST_FIRST) + ")"
"""Matches any signature, the longest first; to be put between boundaries by its user."""

SIGNATURE = re.compile(rf"(?<![^\W\d_])(?P<agency>{PATTERN})(?![^\W\d_])")
_ALONE = {each.casefold(): name for each, name in _BY_SIGNATURE.items()}


def named(text: str | None) -> str | None:
    """The agency whose name or code `text` is, whatever its case; None for anything else."""
    return _ALONE.get(text.strip(" .()/-–—").casefold()) if text else None


def signed(signature: str) -> str:
    """The agency behind an exact signature that `SIGNATURE` matched."""
    return _BY_SIGNATURE[signature]
