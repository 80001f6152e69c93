"""Coding: from a parsed report to events, statements and measurements, each with its evidence.

Coder(pack).code(doc, report) -> Coded(events, statements, measurements)
"""

from forewarn.coding.coder import Coded, Coder

__all__ = ["Coded", "Coder"]
