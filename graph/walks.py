"""Seeded weighted random walks, drawn by the caller and picked in Cypher.

A walk alternates occupation -> skill -> occupation. `rand()` of an engine cannot be replayed, so
every uniform number comes from a seeded generator here and travels as a parameter; one round trip
moves all walkers one step. Each node's `WalkList` keeps its neighbours in key order and the running
sums of their weights as integers (weight ** (1 / temperature), in millionths), so that every
engine, and `graph.arrays`, picks exactly the same neighbour for the same draw.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from graph.errors import InvalidValue, NotFound
from graph.records import Step, Walk
from graph.store import Store
from graph.sync import KEYS_PER_QUERY, batched

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SCALE = 1_000_000
MAX_LENGTH = 1_000
_NODES_PER_CALL = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walker stands: `kind` is `occupation` or `skill`."""

    kind: str
    key: str
    restarted: bool = False


@dataclass(frozen=True, slots=True)
class WalkOptions:
    """How walkers move.

    Args:
        length: steps after the start.
        temperature: below 1 strong edges win more often, above 1 weak ones do.
        restart: chance, before each step, to jump back to the start instead.
        no_return: never go straight back to the node one came from, unless there is no other.
    """

    length: int = 6
    temperature: float = 1.0
    restart: float = 0.0
    no_return: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.length <= MAX_LENGTH:
            raise InvalidValue(f"The length of a walk is 1 to {MAX_LENGTH}, not {self.length}.")
        if not 0.05 <= self.temperature <= 20:
            raise InvalidValue(f"The temperature is 0.05 to 20, not {self.temperature:g}.")
        if not 0 <= self.restart < 1:
            raise InvalidValue(f"The chance of a restart is 0 to below 1, not {self.restart:g}.")


def draws(seed: int, walkers: int, length: int) -> npt.NDArray[np.float64]:
    """The uniform numbers of a batch of walks: shape (walkers, length, 2), restart then pick.

    A walker's numbers depend on the seed and its index alone, not on how many walk beside it nor
    on how far they go: each step has a stream of its own, of which walker `i` takes the numbers
    `2 i` and `2 i + 1`. A generator per walker would say the same and cost more than the walk.
    """
    import numpy as np

    streams = (np.random.Generator(np.random.PCG64([seed, step])) for step in range(length))
    return np.stack([stream.random((walkers, 2)) for stream in streams], axis=1)


def integer_weight(weight: float, temperature: float) -> int:
    """A weight in millionths after the temperature, at least 1."""
    return max(1, round(SCALE * math.pow(weight, 1.0 / temperature)))


def neighbour_lists(
    edges: Mapping[str, Sequence[tuple[str, float]]], temperature: float
) -> tuple[dict[str, tuple[list[str], list[int]]], dict[str, tuple[list[str], list[int]]]]:
    """Neighbours in key order and running sums, for occupations and for skills."""
    backward: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for occupation, skills in edges.items():
        for skill, weight in skills:
            backward[skill].append((occupation, weight))
    return _lists(edges, temperature), _lists(backward, temperature)


def _lists(
    edges: Mapping[str, Sequence[tuple[str, float]]], temperature: float
) -> dict[str, tuple[list[str], list[int]]]:
    lists = {}
    for node, neighbours in edges.items():
        ordered = sorted(neighbours)
        sums = list(accumulate(integer_weight(w, temperature) for _, w in ordered))
        lists[node] = ([key for key, _ in ordered], sums)
    return lists


def walk_edges(store: Store) -> dict[str, list[tuple[str, float]]]:
    """Every edge a walk may follow, by occupation."""
    keys = sorted(row["key"] for row in store.read("occupations_all"))
    edges: dict[str, list[tuple[str, float]]] = {}
    for batch in batched(keys, KEYS_PER_QUERY):
        for row in store.read("walk_edges", keys=batch):
            if row["skills"]:
                edges[row["occupation"]] = [(skill, weight) for skill, weight in row["skills"]]
    return edges


def prepare(store: Store, temperature: float) -> str:
    """Make the walk lists on the nodes if they belong to another graph; returns the graph version.

    Raises:
        NotFound: the graph has nothing to walk on.
    """
    state = store.read("graph_state")
    version: str = (state[0]["version"] or "") if state else ""
    if not version:
        raise NotFound(
            "The graph has no walkable edges yet.", hint="Run `skillgraph ingest` first."
        )
    wanted = f"{version}:{temperature:g}"
    if state[0]["walk_version"] == wanted:
        return version
    store.write("set_walk_version", version="")
    store.write("clear_walk_lists")
    for lists in neighbour_lists(walk_edges(store), temperature):
        rows = [{"key": k, "keys": keys, "sums": sums} for k, (keys, sums) in lists.items()]
        for batch in batched(rows, 1_000):
            store.write("put_walk_lists", rows=batch)
    store.write("set_walk_version", version=wanted)
    return version


def walkable_occupations(store: Store) -> list[tuple[str, str, float]]:
    """Key, title and total weight of every occupation with a canonical skill, in key order."""
    edges = walk_edges(store)
    names = node_names(store, edges)
    return [(key, names[key], sum(w for _, w in edges[key])) for key in sorted(edges)]


def node_names(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """Display names of occupations and skills by key."""
    names: dict[str, str] = {}
    for batch in batched(sorted(set(keys)), 5_000):
        names |= {row["key"]: row["name"] for row in store.read("walk_names", keys=batch)}
    return names


def other_names(store: Store, keys: Iterable[str]) -> dict[str, list[str]]:
    """Other names of skills by key, folded, that mean the same without doubt; empty for many."""
    names: dict[str, list[str]] = {key: [] for key in keys}
    for batch in batched(sorted(names), 1_000):
        names |= {row["key"]: row["aliases"] for row in store.read("walk_aliases", keys=batch)}
    return names


def sample(
    store: Store, starts: Sequence[str], *, seed: int, options: WalkOptions | None = None
) -> list[Walk]:
    """One walk per start key, in order; the same seed on the same graph gives the same walks.

    Raises:
        NotFound: a start has no skills, or the graph is empty.
    """
    options = options or WalkOptions()
    version = prepare(store, options.temperature)
    found = store.read("walkable_among", keys=sorted(set(starts)))
    walkable = {row["key"] for row in found}
    for start in starts:
        if start not in walkable:
            raise NotFound(
                f"No walk can start at {start!r}: no posting links it to a known skill.",
                hint="Start from an occupation with postings; `skillgraph query` shows them.",
            )
    numbers = draws(seed, len(starts), options.length)
    traces = [[Place("occupation", start)] for start in starts]
    for step in range(options.length):
        _move(store, traces, numbers[:, step, :], options)
    return to_walks(store, starts, traces, numbers, seed=seed, options=options, version=version)


def _move(
    store: Store,
    traces: list[list[Place]],
    numbers: npt.NDArray[np.float64],
    options: WalkOptions,
) -> None:
    groups: dict[str, dict[str, list[list[Any]]]] = {"occupation": {}, "skill": {}}
    for walker, (trace, (jump, pick)) in enumerate(zip(traces, numbers.tolist(), strict=True)):
        here, start = trace[-1], trace[0]
        if jump < options.restart and here.key != start.key:
            trace.append(Place("occupation", start.key, restarted=True))
            continue
        returns = not options.no_return or len(trace) == 1 or here.restarted
        before = "" if returns else trace[-2].key
        by_node = groups[here.kind]
        by_node.setdefault(here.key, []).append([walker, pick, before])
    for kind, by_node in groups.items():
        rows = [{"key": key, "walkers": walkers} for key, walkers in by_node.items()]
        reached = "skill" if kind == "occupation" else "occupation"
        for batch in batched(rows, _NODES_PER_CALL):
            for row in store.read("step_walkers", groups=batch):
                traces[row["walker"]].append(Place(reached, row["key"]))


def to_walks(
    store: Store,
    starts: Sequence[str],
    traces: Sequence[Sequence[Place]],
    numbers: npt.NDArray[np.float64],
    *,
    seed: int,
    options: WalkOptions,
    version: str,
) -> list[Walk]:
    """Traces with display names and draws."""
    names = node_names(store, (place.key for trace in traces for place in trace))
    settings, drawn, walks = asdict(options), numbers.tolist(), []
    for index, (start, trace) in enumerate(zip(starts, traces, strict=True)):
        steps = []
        for at, place in enumerate(trace):
            draw = drawn[index][at - 1][0 if place.restarted else 1] if at else None
            name = names.get(place.key, place.key)
            steps.append(Step(place.kind, place.key, name, draw, place.restarted))
        walks.append(Walk(start, seed, index, tuple(steps), dict(settings), version))
    return walks
