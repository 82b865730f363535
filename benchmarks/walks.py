"""Walker-steps per second: in Cypher on each engine, over arrays, and beside other samplers.

python -m benchmarks.walks --data DATA [--engine embedded|neo4j|both] [--home HOME] [--uri URI]
python -m benchmarks.walks --edges 0 …       leaves out the synthetic graph
python -m benchmarks.walks --engine none     measures nothing else

Over a synthetic graph in memory: arrays, with numpy alone, beside fastnode2vec and a compiled alias
sampler as the limit, each in one thread, in seconds of the processor. Over a loaded graph: the same
walks in Cypher and over arrays, names and draws included, which is checked; and, on Neo4j, arrays
with their export over Bolt beside `randomWalk` of Graph Data Science. Walks are timed `--repeat`
times, and the median is told.
"""

from __future__ import annotations

import functools
import random
import statistics
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks import walk_gds, walk_rivals
from benchmarks.graphs import arguments, told
from benchmarks.machine import Report, in_child
from benchmarks.queries import graph_of
from graph.arrays import WalkArrays
from graph.bolt import BoltStore
from graph.walk_options import WalkOptions
from graph.walk_rows import WalkEdges
from graph.walks import draws, prepare, sample, walkable_occupations
from tests.engines import NAMES
from tests.neo4j_jars import gds_jars

T = TypeVar("T")
SEED = 7
GDS_WALKS = 210_000
RIVAL_SHARE = 5
"""Samplers that move one walker after another make a fifth of the walks: their pace is even."""


def timed(
    work: Callable[[], T], repeat: int = 1, clock: Callable[[], float] = time.perf_counter
) -> tuple[T, float]:
    """What `work` returned, and the median of its seconds."""
    seconds = []
    for _ in range(repeat):
        began = clock()
        made = work()
        seconds.append(clock() - began)
    return made, statistics.median(seconds)


# ---- a synthetic graph in memory ----------------------------------------------------------------


def in_memory(edges: int, walkers: int, length: int, repeat: int) -> dict[str, tuple[float, int]]:
    """Seconds and steps of each sampler; of building, seconds and edges."""
    graph = walk_rivals.synthetic(edges)
    count = len(graph.requires.starts)
    plain = WalkOptions(length=length, no_return=False)
    arrays, building = timed(lambda: WalkArrays.of(graph, plain))
    found = {"arrays, built": (building, count)}
    starts = np.random.default_rng(SEED).integers(0, arrays.rows.occupations, walkers)
    for what, options in (
        ("arrays", plain),
        ("arrays, no return", WalkOptions(length=length)),
        ("arrays, p .5, q 2", WalkOptions(length=length, no_return=False, p=0.5, q=2)),
    ):
        walk = functools.partial(_walk, arrays, starts, options)
        _, seconds = timed(walk, repeat, time.process_time)
        found[what] = (seconds, walkers * length)
    if walk_rivals.installed():
        found |= _rivals(graph, arrays, starts, length, repeat)
    return found


def _walk(arrays: WalkArrays, starts: np.ndarray, options: WalkOptions) -> object:
    return arrays.trace(starts, draws(SEED, len(starts), options.length), options)


def _rivals(
    graph: WalkEdges, arrays: WalkArrays, starts: np.ndarray, length: int, repeat: int
) -> dict[str, tuple[float, int]]:
    theirs = walk_rivals.FastNode2Vec(graph)
    some = starts[: max(1, len(starts) // RIVAL_SHARE)].tolist()
    found = {}
    for what, p, q in (("fastnode2vec", 1.0, 1.0), ("fastnode2vec, p .5, q 2", 0.5, 2.0)):
        theirs.walk(some[:10], length, p, q)  # compiles
        walk = functools.partial(theirs.walk, some, length, p, q)
        found[what] = (timed(walk, repeat, time.process_time)[1], len(some) * length)
    del theirs
    alias = walk_rivals.CompiledAlias(arrays.rows)
    alias.walk(starts[:10], length, SEED)
    _, seconds = timed(lambda: alias.walk(starts, length, SEED), repeat, time.process_time)
    return found | {"compiled alias tables": (seconds, len(starts) * length)}


def tell_memory(report: Report, options: Namespace) -> None:
    """Measure over the synthetic graph and print."""
    found = in_child(in_memory, options.edges, options.many, options.length, options.repeat)
    _, edges = found.pop("arrays, built")
    pairs = {"arrays": "fastnode2vec", "arrays, p .5, q 2": "fastnode2vec, p .5, q 2"}
    pairs["compiled alias tables"] = "arrays"
    for what, (seconds, steps) in found.items():
        other = pairs.get(what, "")
        ratio = None
        if other in found:
            ratio = (found[other][0] / found[other][1]) / (seconds / steps)
        report.add(
            what,
            seconds=seconds,
            count=steps,
            edges=edges,
            compared_with=other if ratio else None,
            ratio=ratio,
        )


# ---- a loaded graph -----------------------------------------------------------------------------


def tell_loaded(report: Report, name: str, store: BoltStore, options: Namespace) -> None:
    """The same walks in Cypher and over arrays.

    Raises:
        AssertionError: the two ways made different walks.
    """
    how = WalkOptions(length=options.length)
    _, listing = timed(lambda: prepare(store, how))
    starts = _starts(store, options.walkers)
    in_cypher, cypher = timed(lambda: sample(store, starts, seed=SEED, options=how), options.repeat)
    arrays, export = timed(lambda: WalkArrays.export(store, how))
    in_arrays, whole = timed(
        lambda: arrays.sample(store, starts, seed=SEED, options=how), options.repeat
    )
    if in_cypher != in_arrays:
        raise AssertionError("The walks in Cypher and in arrays differ.")
    steps = len(starts) * options.length
    nodes, edges = len(arrays.keys), len(arrays.rows.ends) // 2
    add = functools.partial(report.add, engine=name, nodes=nodes, edges=edges)
    add("prepare lists", seconds=listing)
    add("walks in Cypher", seconds=cypher, count=steps)
    add("prepare arrays", seconds=export)
    ratio = cypher / whole
    add(
        "walks in arrays",
        seconds=whole,
        count=steps,
        compared_with="walks in Cypher",
        ratio=ratio,
    )


def _starts(store: BoltStore, walkers: int) -> list[str]:
    """Occupations drawn by the root of their weight, as `generate` draws them."""
    places = walkable_occupations(store)
    roots = [weight**0.5 for _, _, weight in places]
    return random.Random(SEED).choices([key for key, _, _ in places], weights=roots, k=walkers)


def tell_gds(report: Report, store: BoltStore, options: Namespace) -> None:
    """210,000 walks: arrays, exported for them, beside `randomWalk`, which has its projection."""
    how = WalkOptions(length=options.length, no_return=False)
    keys = [key for key, _, _ in walkable_occupations(store)]
    each = -(-GDS_WALKS // len(keys))
    theirs = [walk_gds.walk(store, keys, options.length, each) for _ in range(options.repeat)]
    stream = statistics.median(t.stream for t in theirs)
    project = statistics.median(t.project for t in theirs)
    steps = len(keys) * each * options.length
    if theirs[0].steps != steps:
        raise AssertionError(f"randomWalk made {theirs[0].steps} steps, not {steps}.")

    def ours() -> None:
        arrays = WalkArrays.export(store, how)
        _walk(arrays, np.repeat(np.arange(arrays.rows.occupations), each), how)

    _, seconds = timed(ours, options.repeat)
    add = functools.partial(report.add, engine="neo4j", walks=len(keys) * each)
    add("GDS randomWalk, projection", seconds=project)
    add("GDS randomWalk, streamed", seconds=stream, count=steps)
    add(
        "export and traces in arrays",
        seconds=seconds,
        count=steps,
        compared_with="GDS randomWalk, streamed",
        ratio=stream / seconds,
    )


def parser() -> ArgumentParser:
    """The options."""
    found = arguments(__doc__)
    for action in found._actions:
        if action.dest == "engine":
            action.choices = [*NAMES, "both", "none"]
    found.add_argument("--home", type=Path, help="an embedded graph that is loaded")
    found.add_argument("--uri", help="a Neo4j that is loaded, with Graph Data Science")
    found.add_argument("--edges", type=int, default=20_000_000, help="of the synthetic graph")
    found.add_argument("--many", type=int, default=500_000, help="walkers on it (500,000)")
    found.add_argument("--walkers", type=int, default=5000, help="on a loaded graph (5000)")
    found.add_argument("--length", type=int, default=10, help="steps of each walker (10)")
    found.add_argument("--repeat", type=int, default=5, help="times to walk (5)")
    return found


def main() -> None:
    """Measure and print."""
    options = parser().parse_args()
    report = Report("walks", unit="steps")
    if options.edges:
        tell_memory(report, options)
    names = [] if options.engine == "none" else [*NAMES]
    for name in names if options.engine == "both" else [options.engine][: len(names)]:
        with told(options.engine):
            plugins = gds_jars() if name == "neo4j" and not options.uri else None
            with graph_of(name, options, plugins) as store:
                tell_loaded(report, name, store, options)
                if name == "neo4j" and walk_gds.installed(store):
                    tell_gds(report, store, options)
    report.show()


if __name__ == "__main__":
    main()
