"""YAML text as a tree in which every value knows its line.

A scalar stays the text that was written: the field that takes it says what it means. So `NO` is
never false, and a date is never a clock time. Anchors and aliases, which can make a small file
enormous, several documents, tags and duplicate keys are refused; size and nesting are bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 2_000_000  # the largest file of the bundled packs has under 100,000
MAX_DEPTH = 12  # the bundled packs use 6
MAX_VALUES = 200_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser: ten times the speed
_NULLS = frozenset(("", "~", "null"))


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written, and its line (counted from 1)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list and the line where it begins."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in their order, and the line where they begin; empty values are left out."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int


Node = Scalar | Sequence | Mapping
Say = Callable[[int, str], None]


class TreeError(Exception):
    """A file cannot be read as a tree: the line and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read(path: Path, say: Say) -> Mapping | None:
    """The mapping that the file holds, or None where it holds none; says what is wrong with it."""
    try:
        return _mapping(parse(_text(path), say))
    except TreeError as error:
        say(error.line, str(error))
        return None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TreeError(1, f"cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise TreeError(1, f"is larger than {MAX_BYTES:,} bytes; split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TreeError(line, "is not UTF-8; save it as UTF-8") from None


def _mapping(node: Node | None) -> Mapping | None:
    if node is None or isinstance(node, Mapping):
        return node
    raise TreeError(node.line, "must begin with keys, such as `actors:`")


def parse(text: str, say: Say) -> Node | None:
    """The tree of `text`, None for an empty one; raises TreeError where it is no YAML of ours."""
    try:
        return _Builder(say).build(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise TreeError(line, f"is not YAML: {_reason(text, line, error)}") from None
    except yaml.reader.ReaderError as error:
        raise TreeError(1, f"is not YAML: {error.reason}") from None


def _reason(text: str, line: int, error: yaml.MarkedYAMLError) -> str:
    written = text.splitlines()[line - 1 : line]
    if written and "\t" in written[0]:
        return "a tab; indent with spaces"
    return str(error.problem or error.context or "it breaks off")


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=_LOADER))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Builder:
    """Builds the tree from the parser's events, with a stack of its own in place of recursion."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.values = 0
        self.stack: list[tuple[Any, int, list[Node]]] = []
        self.root: Node | None = None

    def build(self, events: Iterator[Any]) -> Node | None:
        documents = 0
        for event in events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise TreeError(_line(event), "holds a second document (`---`)")
            self.take(event)
        return self.root

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self.put(self.scalar(event))
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self.open(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self.put(self.close())
        elif isinstance(event, yaml.AliasEvent):
            raise TreeError(_line(event), "uses an alias (`*`); write the value out")

    def scalar(self, event: Any) -> Scalar:
        self.count(event)
        plain = event.style in (None, "")
        empty = plain and event.value in _NULLS
        return Scalar("" if empty else event.value, _line(event))

    def open(self, event: Any) -> None:
        self.count(event)
        if len(self.stack) >= MAX_DEPTH:
            raise TreeError(_line(event), f"is nested deeper than {MAX_DEPTH}")
        self.stack.append((type(event), _line(event), []))

    def count(self, event: Any) -> None:
        line = _line(event)
        if event.anchor:
            raise TreeError(line, "uses an anchor (`&`); write the value out")
        if event.tag:
            raise TreeError(line, f"uses the tag {event.tag[:40]}; leave it out")
        self.values += 1
        if self.values > MAX_VALUES:
            raise TreeError(line, f"holds more than {MAX_VALUES:,} values; split it")

    def close(self) -> Node:
        kind, line, children = self.stack.pop()
        if kind is yaml.SequenceStartEvent:
            return Sequence(tuple(children), line)
        return Mapping(tuple(self.pairs(children)), line)

    def pairs(self, children: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise TreeError(key.line, "a key must be plain text")
            if key.text in seen:
                self.say(key.line, f"`{key.text}` is given twice (first in line {seen[key.text]})")
            elif not (isinstance(value, Scalar) and value.text == ""):
                yield key, value
            seen.setdefault(key.text, key.line)

    def put(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][2].append(node)
        else:
            self.root = None if isinstance(node, Scalar) and node.text == "" else node
