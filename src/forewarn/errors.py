"""What can go wrong by the user's hand.

ForewarnError            one line for the user: what, where, what to do
├── UsageError           the command line or a call is used wrongly (exit code 2)
├── PackError            a pack has errors; carries all of them (`problems`)
├── LakeError            the data folder cannot be read or written
└── PipelineError        the language pipeline that was named cannot be used
"""

from __future__ import annotations

from dataclasses import dataclass


class ForewarnError(Exception):
    """A failure that the user can act on; its text is one line."""


class UsageError(ForewarnError):
    """The command line or a call is used wrongly."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a pack: where (file and line, counted from 1) and what to do."""

    file: str
    line: int
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.message}"


class PackError(ForewarnError):
    """A pack cannot be used; `problems` holds every error that was found."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        first = f": {problems[0]}" if problems else ""
        super().__init__(f"pack {name}: {len(problems)} problem(s){first}")


class LakeError(ForewarnError):
    """The data folder cannot be read or written."""


class PipelineError(ForewarnError):
    """The language pipeline that was named cannot be used."""
