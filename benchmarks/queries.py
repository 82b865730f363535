"""Milliseconds of every query of the library at a full graph, and what Neo4j reads for each.

python -m benchmarks.queries --data ../shared/data [--engine embedded|neo4j|both] [--profile]
python -m benchmarks.queries --engine embedded --home HOME       a graph that is there already
python -m benchmarks.queries --engine neo4j --uri bolt://…       likewise (NEO4J_USERNAME, …)

Values are drawn with a seed from what the graph holds, in proportion to postings. `scope` is the
query's own word: point, neighbours for those that also read all edges of what a node is joined to, or
graph for those that read all of a kind by what they answer; `past` are queries asked for a day
(`as_of`), which make their answer anew from the evidence; `whole` is a function of the library that
asks several. `ratio` compares the median with reading one node by its
key, the cheapest query that there is.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.settings import from_environment
from benchmarks.graphs import arguments, engines, folders, fresh, told
from benchmarks.ingest import load
from benchmarks.machine import Report, in_child
from benchmarks.profiles import profiled
from benchmarks.query_values import Values
from graph import queries
from graph.bolt import BoltStore
from graph.connect import open_store
from graph.errors import InvalidValue, NotFound, QueryError
from graph.paths import transition_path
from graph.provenance import edge_evidence
from graph.reads import find_occupation, find_skill
from graph.search import search

FOLDERS = ("lookup", "read", "search")
BASE = "graph_state"
WARM = 3
"""Calls before the clock runs: an engine plans a query when it first sees it."""
LONGEST = 20.0
"""Seconds after which a slow query is not asked again,"""
FEWEST = 3
"""if it was asked so often."""


@dataclass(frozen=True)
class Question:
    """A call to be timed: `ask` gives the number of rows."""

    name: str
    scope: str
    ask: Callable[[], int]


@dataclass(frozen=True)
class Times:
    """Seconds of each call, in order, and rows in all; `first` came before any warming."""

    first: float
    seconds: list[float]
    rows: int

    @property
    def median_ms(self) -> float:
        """The middle of them."""
        return statistics.median(self.seconds) * 1000

    @property
    def p99_ms(self) -> float:
        """What 99 of 100 calls stay within."""
        return sorted(self.seconds)[math.ceil(0.99 * len(self.seconds)) - 1] * 1000


def timed(asked: list[Question]) -> Times:
    """Ask one after the other, slow ones less often."""
    first, _ = _once(asked[0])
    began = time.perf_counter()
    for question in asked[:WARM]:
        question.ask()
        if time.perf_counter() - began > LONGEST:
            break
    done: list[tuple[float, int]] = []
    for question in asked:
        done.append(_once(question))
        if len(done) >= FEWEST and sum(seconds for seconds, _ in done) > LONGEST:
            break
    return Times(first, [seconds for seconds, _ in done], sum(rows for _, rows in done))


def _once(question: Question) -> tuple[float, int]:
    began = time.perf_counter()
    rows = question.ask()
    return time.perf_counter() - began, rows


# ---- what is asked ------------------------------------------------------------------------------


def of_library(store: BoltStore, values: Values, calls: int) -> Iterator[list[Question]]:
    """Each query that reads, by name; those of `graph` scope a tenth as often."""
    today = datetime.now(UTC).date().isoformat()
    for name, query in sorted(queries.catalog().items()):
        if query.folder not in FOLDERS:
            continue
        count = max(5, calls // 10) if query.scope == "graph" else calls
        drawn = values.of(query, count)
        yield [Question(name, query.scope, _reading(store, name, v)) for v in drawn]
        if any(p.name == "as_of" for p in query.params):
            past = [{**v, "as_of": today} for v in drawn[: max(5, calls // 4)]]
            yield [Question(f"{name} as_of", "past", _reading(store, name, v)) for v in past]


def _reading(store: BoltStore, name: str, values: dict[str, Any]) -> Callable[[], int]:
    return lambda: len(store.read(name, **values))


def of_functions(store: BoltStore, values: Values, calls: int) -> Iterator[list[Question]]:
    """What people call, names and all: each asks several queries."""
    from graph.encoder import encode

    random_ = random.Random(calls)
    titles = [values.occupation_row(random_).title for _ in range(2 * calls)]
    names = [values.skill_row(random_).name for _ in range(calls)]
    texts = [text for pair in zip(titles, names, strict=False) for text in pair][:calls]
    edges = values.of(queries.get("edge_evidence"), calls)
    yield [_whole("find occupation", find_occupation, store, title) for title in titles[:calls]]
    yield [_whole("find skill", find_skill, store, name) for name in names]
    yield [_whole("edge evidence", _edge, store, edge) for edge in edges]
    # Two titles may be of one occupation, or no way be known: that is an answer too.
    pairs = [(a, b) for a, b in zip(titles[:calls], titles[calls:], strict=True) if a != b]
    yield [_whole("transition path", transition_path, store, a, b) for a, b in pairs]
    yield [_whole("search by words", search, store, text) for text in texts]
    yield [_whole("search by words and meaning", _meant, store, text, encode) for text in texts]


def _whole(name: str, function: Callable[..., object], *values: Any) -> Question:
    def ask() -> int:
        try:
            answer = function(*values)
        except (InvalidValue, NotFound):
            return 0
        return len(answer) if isinstance(answer, list) else 1

    return Question(name, "whole", ask)


def _edge(store: BoltStore, edge: dict[str, str]) -> object:
    return edge_evidence(store, edge["occupation"], edge["skill"])


def _meant(store: BoltStore, text: str, encode: Any) -> object:
    return search(store, text, encode=encode)


# ---- measuring ----------------------------------------------------------------------------------


def measure(report: Report, engine: str, store: BoltStore, options: argparse.Namespace) -> None:
    """Time and print every question of one graph."""
    values = Values(store, options.seed)
    base = timed([Question(BASE, "point", _reading(store, BASE, {}))] * options.calls)
    _add(report, engine, "one node by its key", "point", base, None)
    for asked in (
        *of_library(store, values, options.calls),
        *of_functions(store, values, options.calls),
    ):
        if asked and re.search(options.only, asked[0].name):
            try:
                times = timed(asked)
            except QueryError as error:
                report.add(asked[0].name, seconds=0, engine=engine, failed=str(error))
            else:
                _add(report, engine, asked[0].name, asked[0].scope, times, base)
    if options.profile and engine == "neo4j":
        profile(report, store, values, options.only)


def _add(
    report: Report, engine: str, name: str, scope: str, times: Times, base: Times | None
) -> None:
    report.add(
        name,
        seconds=sum(times.seconds),
        count=len(times.seconds),
        engine=engine,
        compared_with="one node by its key" if base else None,
        ratio=base.median_ms / times.median_ms if base else None,
        scope=scope,
        median_ms=round(times.median_ms, 2),
        p99_ms=round(times.p99_ms, 2),
        first_ms=round(times.first * 1000, 2),
        rows=round(times.rows / len(times.seconds), 1),
    )


def profile(report: Report, store: BoltStore, values: Values, only: str) -> None:
    """Run each query once under Neo4j's `PROFILE`."""
    for name, query in sorted(queries.catalog().items()):
        if query.folder in FOLDERS and re.search(only, name):
            for drawn in values.of(query, 1):
                began = time.perf_counter()
                found = profiled(store, query, drawn)
                seconds = time.perf_counter() - began
                report.add(f"plan of {name}", seconds=seconds, scope=query.scope, **found)


@contextlib.contextmanager
def graph_of(
    name: str, options: argparse.Namespace, plugins: Path | None = None
) -> Iterator[BoltStore]:
    """The graph that was named, else a new one with the files of `--data`."""
    if name == "embedded" and options.home:
        with contextlib.closing(open_store(options.home)) as store:
            yield store
    elif name == "neo4j" and options.uri:
        settings = from_environment()
        there = open_store(
            Path(),
            uri=options.uri,
            username=settings.neo4j_username,
            password=settings.neo4j_password,
            database=settings.neo4j_database,
        )
        with contextlib.closing(there) as store:
            yield store
    else:
        with fresh(name, plugins) as engine:
            in_child(load, engine, folders(options.data))
            with contextlib.closing(engine.open()) as store:
                yield store


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--home", type=Path, help="an embedded graph that is loaded")
    parser.add_argument("--uri", help="a Neo4j that is loaded")
    parser.add_argument("--calls", type=int, default=200, help="of each point query (200)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="", help="names that match this expression")
    parser.add_argument("--profile", action="store_true", help="read Neo4j's plans as well")
    options = parser.parse_args()
    report = Report("queries", unit="calls")
    for name in engines(options.engine):
        with told(options.engine), graph_of(name, options) as store:
            measure(report, name, store, options)
    report.show("scope", "median_ms", "p99_ms", "rows")


if __name__ == "__main__":
    main()
