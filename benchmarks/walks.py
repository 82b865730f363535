"""Walker-steps per second, in Cypher on each engine and over arrays in our process.

python -m benchmarks.walks --data ../shared/data [--engine embedded|neo4j|both] [--walkers 5000]

Both ways make the same walks, names and draws included, which is checked; `traces in arrays` stops
at node numbers. Preparing, which a graph needs once per version, is measured apart: lists on nodes
for Cypher, the export for arrays. Walks are timed `--repeat` times, and the median is told.
"""

from __future__ import annotations

import contextlib
import functools
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.graphs import arguments, engines, folders, fresh, told
from benchmarks.ingest import load
from benchmarks.machine import Report, in_child
from graph.arrays import WalkArrays
from graph.store import Store
from graph.walks import WalkOptions, draws, prepare, sample, walkable_occupations
from tests.engines import Engine

T = TypeVar("T")
SEED = 7


@dataclass(frozen=True)
class Times:
    """Seconds of each part, and the size of what was walked on."""

    lists: float
    cypher: float
    export: float
    numbers: float
    traces: float
    arrays: float
    nodes: int
    edges: int


def walk(engine: Engine, walkers: int, length: int, repeat: int) -> Times:
    """Walk on a loaded graph, both ways.

    Raises:
        AssertionError: the two ways made different walks.
    """
    options = WalkOptions(length=length)
    with contextlib.closing(engine.open()) as store:
        _, lists = _timed(lambda: prepare(store, options.temperature))
        starts = _starts(store, walkers)
        in_cypher, cypher = _timed(
            lambda: sample(store, starts, seed=SEED, options=options), repeat
        )
        arrays, export = _timed(lambda: WalkArrays.export(store))
        in_arrays, whole = _timed(
            lambda: arrays.sample(store, starts, seed=SEED, options=options), repeat
        )
        if in_cypher != in_arrays:
            raise AssertionError("The walks in Cypher and in arrays differ.")
        number = {key: at for at, key in enumerate(arrays.keys[: arrays.occupations])}
        numbers, drawing = _timed(lambda: draws(SEED, walkers, length), repeat)
        traces = _traces(arrays, [number[key] for key in starts], numbers, options, repeat)
    size = (len(arrays.keys), len(arrays.neighbours) // 2)
    return Times(lists, cypher, export, drawing, traces, whole, *size)


def _starts(store: Store, walkers: int) -> list[str]:
    """Occupations drawn by the root of their weight, as `generate` draws them."""
    places = walkable_occupations(store)
    roots = [weight**0.5 for _, _, weight in places]
    return random.Random(SEED).choices([key for key, _, _ in places], weights=roots, k=walkers)


def _traces(
    arrays: WalkArrays, starts: list[int], numbers: object, options: WalkOptions, repeat: int
) -> float:
    import numpy as np

    begin = np.array(starts, dtype=np.int64)
    _, seconds = _timed(lambda: arrays.trace(begin, np.asarray(numbers), options), repeat)
    return seconds


def _timed(work: Callable[[], T], repeat: int = 1) -> tuple[T, float]:
    """What `work` returned, and the median of its seconds."""
    seconds = []
    for _ in range(repeat):
        began = time.perf_counter()
        made = work()
        seconds.append(time.perf_counter() - began)
    return made, statistics.median(seconds)


def measure(
    report: Report, name: str, paths: Sequence[Path], walkers: int, length: int, repeat: int
) -> None:
    """Load a graph, walk on it, print the figures."""
    with fresh(name) as engine:
        in_child(load, engine, paths)
        times = in_child(walk, engine, walkers, length, repeat)
    steps = walkers * length
    add = functools.partial(report.add, engine=name, nodes=times.nodes, edges=times.edges)
    add("prepare lists", seconds=times.lists)
    add("walks in Cypher", seconds=times.cypher, count=steps)
    add("prepare arrays", seconds=times.export)
    add("draws", seconds=times.numbers, count=steps)
    traces = times.numbers + times.traces
    for what, seconds in (("walks in arrays", times.arrays), ("traces in arrays", traces)):
        ratio = times.cypher / seconds
        add(what, seconds=seconds, count=steps, compared_with="walks in Cypher", ratio=ratio)


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--walkers", type=int, default=5000)
    parser.add_argument("--length", type=int, default=10, help="steps of each walker (10)")
    parser.add_argument("--repeat", type=int, default=3, help="times to walk (3)")
    options = parser.parse_args()
    report = Report("walks", unit="steps")
    for name in engines(options.engine):
        with told(options.engine):
            measure(
                report,
                name,
                folders(options.data),
                options.walkers,
                options.length,
                options.repeat,
            )
    report.show()


if __name__ == "__main__":
    main()
