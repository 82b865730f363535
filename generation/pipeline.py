"""Generation: contexts in, a folder of triples out; interrupted at any moment, it goes on.

Triples are made by several threads and written in index order, so the file of a run that was
killed and resumed equals, byte by byte, that of an undisturbed one.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generation.chain import Maker, Rejected
from generation.contexts import contexts
from generation.examples import Context, Triple
from generation.output import Output, opened, read_triples
from generation.prompts import templates
from generation.teachers import make_teacher, teacher_name
from graph.errors import InvalidValue, RunError
from graph.gazetteer import Gazetteer
from graph.keys import content_hash
from graph.store import Store

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["GenerateReport", "Progress", "generate", "generate_from", "read_triples"]

Progress = Callable[[int, int], None]
"""Called with the number of contexts done, resumed ones included, and the number requested."""

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class GenerateReport:
    """What a call did: triples made now, found from before, and rejected by reason (in all)."""

    requested: int
    made: int
    resumed: int
    rejected: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    out: Path = Path()


def generate(
    store: Store,
    *,
    count: int,
    seed: int,
    out: Path,
    teacher: BaseChatModel | str = "offline",
    gazetteer: Gazetteer | None = None,
    concurrency: int = 4,
    run: str = "",
    progress: Progress | None = None,
) -> GenerateReport:
    """Make `count` triples from walks over the graph.

    Args:
        store: the graph.
        count: of contexts; a larger one than before goes on from there.
        seed: of walks and contexts.
        out: folder of the run.
        teacher: a chat model, or `offline`.
        gazetteer: known skills, for the checks; the graph's canonical ones when None.
        concurrency: requests in flight.
        run: key of the run, for the provenance.
        progress: told after each triple.

    Raises:
        RunError: the folder belongs to other inputs.
        HomeLocked: another process writes to it.
        TeacherError: the teacher cannot be used; what was made stays.
        NotFound: the graph has no walkable edges.
    """
    from graph.reads import graph_version, skill_names

    if gazetteer is None:
        gazetteer = Gazetteer(n for n in skill_names(store) if n.status == "canonical")
    return generate_from(
        lambda done: contexts(store, count=count, seed=seed, skip=done),
        count=count,
        seed=seed,
        out=out,
        teacher=teacher,
        gazetteer=gazetteer,
        graph_version=graph_version(store),
        concurrency=concurrency,
        run=run,
        progress=progress,
    )


def generate_from(
    source: Iterable[Context] | Callable[[frozenset[int]], Iterable[Context]],
    *,
    count: int,
    seed: int,
    out: Path,
    teacher: BaseChatModel | str,
    gazetteer: Gazetteer,
    graph_version: str = "",
    concurrency: int = 4,
    run: str = "",
    progress: Progress | None = None,
) -> GenerateReport:
    """Make triples from contexts with indices 0 to count - 1, in order.

    `source` is the contexts, or a function that gives those whose index is not in the set; the
    other arguments and errors are those of `generate`.
    """
    if concurrency < 1:
        raise InvalidValue(f"The concurrency is 1 or more, not {concurrency}.")
    began = time.monotonic()
    model = make_teacher(teacher, seed=seed) if isinstance(teacher, str) else teacher
    inputs = _inputs(model, seed, graph_version)
    with opened(out, inputs) as output:
        before, fresh = sum(index < count for index in output.done), 0
        if before < count:
            (out / MANIFEST).unlink(missing_ok=True)
            maker = Maker(model, gazetteer, run=run)
            wanted = source(output.done) if callable(source) else source
            todo = (c for c in wanted if c.index < count and c.index not in output.done)
            for done, (index, made) in enumerate(_results(maker, todo, concurrency), before + 1):
                output.add(made, index)
                fresh += isinstance(made, Triple)
                if progress is not None:
                    progress(done, count)
            if output.next < count:
                raise RunError(f"The contexts ended after {output.next} of {count}.")
        if not (out / MANIFEST).exists():
            output.finish(_manifest(inputs, output))
        return GenerateReport(
            requested=count,
            made=fresh,
            resumed=before,
            rejected=dict(sorted(output.reasons.items())),
            seconds=time.monotonic() - began,
            out=out,
        )


def _inputs(teacher: BaseChatModel, seed: int, graph_version: str) -> dict[str, Any]:
    """What a run is made from; its count is not among it, so that a run can be extended."""
    return {
        "seed": seed,
        "teacher": teacher_name(teacher),
        "templates": templates(),
        "graph version": graph_version,
    }


def _manifest(inputs: dict[str, Any], output: Output) -> dict[str, Any]:
    hashed = content_hash(*(f"{name}={value}" for name, value in sorted(inputs.items())))
    return {
        "inputs": inputs,
        "inputs_hash": hashed,
        "count": output.next,
        "triples": output.made,
        "rejected": output.next - output.made,
        "reasons": dict(sorted(output.reasons.items())),
    }


def _results(
    maker: Maker, todo: Iterator[Context], concurrency: int
) -> Iterator[tuple[int, Triple | Rejected]]:
    """Results as they finish, at most `concurrency` in flight.

    After a fault nothing new starts, what is in flight is waited for and yielded, for it has been
    paid; then the fault is raised.
    """
    from concurrent.futures import FIRST_COMPLETED, wait

    if concurrency == 1:
        yield from ((context.index, maker.make(context)) for context in todo)
        return
    flying: dict[Future[Triple | Rejected], int] = {}
    faults: deque[BaseException] = deque()
    with ThreadPoolExecutor(concurrency, thread_name_prefix="teacher") as pool:
        while True:
            while not faults and len(flying) < concurrency:
                context = next(todo, None)
                if context is None:
                    break
                flying[pool.submit(maker.make, context)] = context.index
            if not flying:
                break
            finished, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in sorted(finished, key=flying.__getitem__):
                index = flying.pop(future)
                fault = future.exception()
                if fault is None:
                    yield index, future.result()
                else:
                    faults.append(fault)
    if faults:
        raise faults[0]
