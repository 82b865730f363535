"""Generation: contexts in, a folder of triples out; interrupted at any moment, it goes on.

Many triples are in the making at once and written in index order, so the file of a run that was
killed and resumed equals, byte by byte, that of an undisturbed one where its teachers repeat
themselves, as the offline one does.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from generation.chain import Maker, Rejected
from generation.checks import Checker
from generation.contexts import USUAL, Recipe, contexts
from generation.crew import BATCH_CONCURRENCY, Forecast, Terms, crew, forecast, spent
from generation.examples import Context, Triple
from generation.ledger import Ledger
from generation.locate import is_plain
from generation.mixing import Mix, mixed
from generation.output import Acceptance, Output, opened, read_triples
from generation.reports import (
    GenerateReport,
    Progress,
    Standing,
    Watch,
    manifest,
    run_inputs,
)
from generation.teachers import is_hosted, teacher_name
from generation.workers import run as run_all
from generation.workers import work
from graph.errors import InvalidValue, RunError
from graph.gazetteer import Gazetteer
from graph.provenance import sources as sources_of
from graph.reads import graph_version, skill_names
from graph.sourcing import SourceRow
from graph.store import Store

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["GenerateReport", "Progress", "Standing", "generate", "generate_from", "read_triples"]

MANIFEST = "manifest.json"
_LOOKED_AT = 16
"""Contexts that the forecast is judged by."""


def generate(
    store: Store,
    *,
    count: int,
    seed: int,
    out: Path,
    teacher: BaseChatModel | Mix | str = "offline",
    gazetteer: Gazetteer | None = None,
    concurrency: int = 4,
    run: str = "",
    progress: Progress | None = None,
    watch: Watch | None = None,
    terms: Terms | None = None,
    acceptance: Acceptance | None = None,
    recipe: Recipe = USUAL,
) -> GenerateReport:
    """Make `count` triples from walks over the graph.

    Args:
        store: the graph.
        count: of contexts; a larger one than before goes on from there.
        seed: of walks and contexts.
        out: folder of the run.
        teacher: a chat model, several with shares, or `offline`.
        gazetteer: known skills, for the checks; the graph's canonical ones when None.
        concurrency: requests in flight.
        run: key of the run, for the provenance.
        progress: told after each context.
        watch: told more, also before the first context.
        terms: on which hosted teachers are asked.
        acceptance: a check across the whole run.
        recipe: how contexts are drawn.

    Raises:
        BudgetSpent: the next call could cost more than is left of the budget; what was made stays.
        InvalidValue: terms that cannot be kept.
        RunError: the folder belongs to other inputs.
        HomeLocked: another process writes to it.
        TeacherError: the teacher cannot be used; what was made stays.
        NotFound: the graph has no walkable edges.
    """
    if gazetteer is None:
        gazetteer = Gazetteer(n for n in skill_names(store) if n.status == "canonical")
    return generate_from(
        _source(store, count, seed, recipe, gazetteer),
        count=count,
        seed=seed,
        out=out,
        teacher=teacher,
        gazetteer=gazetteer,
        graph_version=graph_version(store),
        sources=sources_of(store),
        concurrency=concurrency,
        run=run,
        progress=progress,
        watch=watch,
        terms=terms,
        acceptance=acceptance,
        recipe=recipe,
    )


def _source(
    store: Store, count: int, seed: int, recipe: Recipe, gazetteer: Gazetteer
) -> Callable[[frozenset[int]], Iterable[Context]]:
    find = gazetteer.find

    def usable(task: str) -> bool:
        return is_plain(task, find)

    return lambda done: contexts(
        store, count=count, seed=seed, skip=done, recipe=recipe, usable=usable
    )


def generate_from(
    source: Iterable[Context] | Callable[[frozenset[int]], Iterable[Context]],
    *,
    count: int,
    seed: int,
    out: Path,
    teacher: BaseChatModel | Mix | str,
    gazetteer: Gazetteer,
    graph_version: str = "",
    sources: Sequence[SourceRow] | None = None,
    concurrency: int = 4,
    run: str = "",
    progress: Progress | None = None,
    watch: Watch | None = None,
    terms: Terms | None = None,
    acceptance: Acceptance | None = None,
    recipe: Recipe | None = None,
) -> GenerateReport:
    """Make triples from contexts with indices 0 to count - 1, in order.

    `source` is the contexts, or a function that gives those whose index is not in the set; `sources`
    what the graph was loaded from. The other arguments and errors are those of `generate`.
    """
    if concurrency < 1:
        raise InvalidValue(f"The concurrency is 1 or more, not {concurrency}.")
    began = time.monotonic()
    mix, terms = mixed(teacher, seed), terms or Terms()
    terms.check(mix)
    inputs = run_inputs(mix, seed, graph_version, recipe)
    with opened(out, inputs, acceptance) as output:
        done = output.done
        before, kept = sum(index < count for index in done), output.triples
        if before < count:
            (out / MANIFEST).unlink(missing_ok=True)
            wanted = source(done) if callable(source) else source
            todo = (c for c in wanted if c.index < count and c.index not in done)
            shown = _watched(watch, progress)
            making = _Run(mix, terms, output, out=out, done=before, count=count, watch=shown)
            with _undisturbed():
                run_all(making.make(todo, gazetteer, concurrency, run))
            if output.next < count:
                raise RunError(f"The contexts ended after {output.next} of {count}.")
        costs = spent(out)
        if not (out / MANIFEST).exists():
            output.finish(manifest(inputs, output, mix, terms, costs, sources=sources))
        return GenerateReport(
            requested=count,
            made=output.triples - kept,
            resumed=before,
            rejected=dict(sorted(output.reasons.items())),
            seconds=time.monotonic() - began,
            out=out,
            spent=costs,
        )


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What stands already is not searched for garbage: that would stop all in flight for a while."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Run:
    """The making of what a run lacks."""

    def __init__(
        self,
        mix: Mix,
        terms: Terms,
        output: Output,
        *,
        out: Path,
        done: int,
        count: int,
        watch: Watch,
    ) -> None:
        self._mix, self._terms, self._output, self._out = mix, terms, output, out
        self._done, self._count, self._watch = done, count, watch
        self._ledger: Ledger | None = None
        self._forecast: Forecast | None = None

    async def make(
        self, todo: Iterator[Context], gazetteer: Gazetteer, concurrency: int, run: str
    ) -> None:
        """Make a triple, or a rejection, of each context."""
        from langsmith.run_helpers import tracing_context

        lacking = self._count - self._done
        if any(map(is_hosted, self._mix.teachers)):
            first = list(islice(todo, _LOOKED_AT))
            todo = chain(first, todo)
            self._forecast = forecast(self._mix, self._terms, first, lacking)
        checker = Checker(gazetteer)
        # Tracing would send every document to a third party because of a variable in the shell.
        with tracing_context(enabled=False):
            async with crew(self._mix, self._terms, self._out, self._tell) as (asks, self._ledger):
                self._tell("")
                names = map(teacher_name, self._mix.teachers)
                makers = [
                    Maker(name, ask, checker, run=run)
                    for name, ask in zip(names, asks, strict=True)
                ]

                async def make(context: Context) -> Triple | Rejected:
                    return await makers[self._mix.pick(context.seed, context.index)].make(context)

                await work(
                    todo,
                    make,
                    self._deliver,
                    concurrency=min(BATCH_CONCURRENCY, lacking)
                    if self._terms.batch
                    else concurrency,
                    patient=not self._terms.batch,
                )

    def _deliver(self, context: Context, made: Triple | Rejected) -> None:
        self._output.add(made, context.index)
        self._done += 1
        self._tell("")

    def _tell(self, note: str) -> None:
        usd = None if self._ledger is None else self._ledger.usd
        reasons = self._output.reasons
        self._watch(Standing(self._done, self._count, reasons, usd, self._forecast, note))


def _watched(watch: Watch | None, progress: Progress | None) -> Watch:
    """One callback of two: `progress` is not told of what is no context."""
    before = -1

    def tell(standing: Standing) -> None:
        nonlocal before
        if watch is not None:
            watch(standing)
        if progress is not None and -1 < before < standing.done:
            progress(standing.done, standing.total)
        before = standing.done

    return tell
