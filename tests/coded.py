"""Reads and codes texts for the tests of statements and measurements: real model, real pack."""

from __future__ import annotations

from functools import cache

from forewarn import language, packs
from forewarn.coding import Coded, Coder
from forewarn.coding.statements import attribution
from forewarn.coding.statements.attribution import Attribution
from forewarn.coding.statements.statements import Made
from forewarn.language import Doc
from forewarn.records import Report, Statement

PUBLISHED = "2021-12-15"


@cache
def _pipeline() -> language.Pipeline:
    return language.load()


@cache
def _coder() -> Coder:
    return Coder(packs.load("eastern-flank"))


@cache
def read(text: str) -> Doc:
    """The text as the shipped model reads it."""
    (doc,) = _pipeline().read([text])
    return doc


def report(text: str, published: str | None = PUBLISHED) -> Report:
    """A report that holds the text."""
    return Report("r", None, None, None, None, None, "en", published, None, None, text)


def code(text: str, published: str | None = PUBLISHED) -> Coded:
    """What the coder finds in the text."""
    return _coder().code(read(text), report(text, published))


def made(text: str) -> list[Made]:
    """The statements of the text, each with what it was made of."""
    return _coder().made(read(text), report(text))


def attributed(text: str) -> list[Attribution]:
    """The attributions of the text."""
    doc = read(text)
    return list(attribution.find(doc, _coder().mentions(doc, report(text))))


def said(text: str) -> Statement:
    """The only statement of the text."""
    (one,) = code(text).statements
    return one
