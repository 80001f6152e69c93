"""Reading reports with the language pipeline and the coder, in this process or in several.

Batches come out as they went in, in order, whatever the number of processes.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from multiprocessing import get_context

from forewarn import language, packs
from forewarn.coding import Coded, Coder
from forewarn.language import Pipeline
from forewarn.language.doc import Doc
from forewarn.records import Report

Outcome = Coded | str  # what was coded, or in one line why it could not be

# Reports that one task of a worker process holds.
TASK = 8
# With fewer reports a second process costs more to start (about two seconds) than it saves.
WORTH_A_POOL = 24


@dataclass(frozen=True)
class Reader:
    """A pack and a language pipeline by their names, so that any process can load its own."""

    pack: str
    pipeline: str | None = None

    @property
    def version(self) -> str:
        """Changes whenever the same text could be coded differently."""
        pipeline, coder = self._parts
        return f"{pipeline.name}-{pipeline.version}/{coder.version}"

    def read(self, reports: Sequence[Report]) -> list[Outcome]:
        """The outcome of each report, in order."""
        pipeline, coder = self._parts
        docs = pipeline.read([report.text for report in reports])
        return [_code(coder, doc, report) for doc, report in zip(docs, reports, strict=True)]

    @cached_property
    def _parts(self) -> tuple[Pipeline, Coder]:
        with _uncollected():
            return language.load(self.pipeline), Coder(packs.load(self.pack))


@lru_cache(maxsize=2)
def reader(pack: str, pipeline: str | None = None) -> Reader:
    """The reader of that pack and pipeline; loaded once in each process."""
    return Reader(pack, pipeline)


def read_all(
    by: Reader, batches: Iterable[Sequence[Report]], workers: int
) -> Iterator[tuple[Sequence[Report], list[Outcome]]]:
    """Each batch with its outcomes, in order.

    `workers` processes read (0: one for each core, but this one alone where there is little).
    """
    batches = iter(batches)
    first = list(islice(batches, 1))
    little = not first or (workers == 0 and len(first[0]) < WORTH_A_POOL)
    count = workers or os.cpu_count() or 1
    if count == 1 or little:
        return ((batch, by.read(batch)) for batch in chain(first, batches))
    return _read_in_pool(by, chain(first, batches), count)


def _read_in_pool(
    by: Reader, batches: Iterable[Sequence[Report]], count: int
) -> Iterator[tuple[Sequence[Report], list[Outcome]]]:
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[Sequence[Report], list[Future[list[Outcome]]]]] = deque()
        for batch in batches:
            tasks = [batch[at : at + TASK] for at in range(0, len(batch), TASK)]
            waiting.append((batch, [pool.submit(_task, by.pack, by.pipeline, t) for t in tasks]))
            if len(waiting) > 1:  # one is read while the next is cleaned; more would hold memory
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage is looked for while much is made that stays (2.2 s of loading became 1.5)."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _task(pack: str, pipeline: str | None, reports: Sequence[Report]) -> list[Outcome]:
    return reader(pack, pipeline).read(reports)


def _finished(
    batch: Sequence[Report], tasks: Iterable[Future[list[Outcome]]]
) -> tuple[Sequence[Report], list[Outcome]]:
    return batch, [outcome for task in tasks for outcome in task.result()]


def _code(coder: Coder, doc: Doc, report: Report) -> Outcome:
    # One report that trips the coder must not take the others with it: it is kept as skipped.
    try:
        return coder.code(doc, report)
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
        return f"kept but not coded ({type(error).__name__}: {error}); please report this"
