"""Coding: from a parsed report to events, statements and measurements, each with its evidence."""
