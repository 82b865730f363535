"""Seeded weighted random walks, drawn by the caller and picked in Cypher.

`rand()` of an engine cannot be replayed, so every uniform number comes from a seeded generator here
and travels as a parameter; one round trip moves all walkers one step. What weighs how much is said in
`graph.walk_options`; `graph.arrays` walks over the same numbers in this process and picks the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from graph.errors import NotFound
from graph.records import Step, Walk
from graph.store import Store, retrying
from graph.sync import batched
from graph.walk_lists import WalkLists, prepare
from graph.walk_options import WalkOptions
from graph.walk_rows import walk_edges
from graph.walk_steps import Trace, Walkers, gone

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = [
    "Place",
    "Trace",
    "WalkOptions",
    "draws",
    "node_names",
    "prepare",
    "sample",
    "to_walks",
    "walkable_occupations",
]

_KEYS_PER_CALL = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walker may stand: `kind` is `occupation` or `skill`."""

    kind: str
    key: str


def draws(seed: int, walkers: int, length: int, first: int = 0) -> npt.NDArray[np.float64]:
    """The uniform numbers of a batch of walks: shape (walkers, length, 2), restart then pick.

    A walker's numbers depend on the seed and its index alone, not on how many walk beside it nor
    on how far they go: each step has a stream of its own, of which walker `i` takes the numbers
    `2 i` and `2 i + 1`. A generator per walker would say the same and cost more than the walk.

    Args:
        first: index of the first walker.
    """
    import numpy as np

    numbers = np.empty((length, walkers, 2))
    for step in range(length):
        stream = np.random.PCG64([seed, step]).advance(2 * first)
        np.random.Generator(stream).random(out=numbers[step])
    return numbers.transpose(1, 0, 2)


def walkable_occupations(store: Store) -> list[tuple[str, str, float]]:
    """Key, title and total weight of every occupation with a canonical skill, in key order."""
    edges = walk_edges(store)
    names = node_names(store, [Place("occupation", key) for key in edges])
    return [
        (key, names[Place("occupation", key)], math.fsum(edges[key][1])) for key in sorted(edges)
    ]


def node_names(store: Store, places: Iterable[Place]) -> dict[Place, str]:
    """Display names of occupations and skills, for those that the graph holds."""
    names: dict[Place, str] = {}
    for batch in batched(sorted(set(places), key=lambda p: (p.kind, p.key)), _KEYS_PER_CALL):
        keys = {kind: [p.key for p in batch if p.kind == kind] for kind in ("occupation", "skill")}
        rows = store.read("walk_names", occupations=keys["occupation"], skills=keys["skill"])
        for row in rows:
            found = zip(row["keys"], row["names"], strict=True)
            names |= {Place(row["kind"], key): name for key, name in found}
    return names


def other_names(store: Store, keys: Iterable[str]) -> dict[str, list[str]]:
    """Other names of skills by key, folded, that mean the same without doubt; empty for many."""
    return _listed(store, "walk_aliases", "aliases", keys)


def tasks_of(store: Store, keys: Iterable[str]) -> dict[str, list[str]]:
    """What is done in occupations, a sentence each, by key; empty for those without a source."""
    return _listed(store, "walk_tasks", "tasks", keys)


def titles_of(store: Store, keys: Iterable[str]) -> dict[str, list[str]]:
    """What else occupations are called by key, folded; empty for those without a source."""
    return _listed(store, "walk_titles", "titles", keys)


def _listed(store: Store, query: str, column: str, keys: Iterable[str]) -> dict[str, list[str]]:
    """A column of lists by key, empty where the query has no row."""
    listed: dict[str, list[str]] = {key: [] for key in keys}
    for batch in batched(sorted(listed), 1_000):
        listed |= {row["key"]: row[column] for row in store.read(query, keys=batch)}
    return listed


def sample(
    store: Store,
    starts: Sequence[str],
    *,
    seed: int,
    options: WalkOptions | None = None,
    first: int = 0,
) -> list[Walk]:
    """One walk per start key, in order; the same seed on the same graph gives the same walks.

    Args:
        first: index of the first walker; walk `i` of a batch is `sample(store, [start], first=i)`.

    Raises:
        NotFound: a start has no skills, or the graph is empty.
        GraphLocked: another process is writing the graph.
    """
    chosen = options or WalkOptions()
    # The lists may go while they are walked on, when the graph moves: then anew, on the new ones.
    return retrying(lambda: _sample(store, starts, seed, chosen, first), attempts=3)


def _sample(
    store: Store, starts: Sequence[str], seed: int, options: WalkOptions, first: int
) -> list[Walk]:
    lists = prepare(store, options)
    begin = _numbers(store, lists, starts)
    numbers = draws(seed, len(starts), options.length, first)
    trace = Walkers(store, lists, options, begin).trace(numbers)
    places = _places(store, lists, trace)
    return to_walks(
        store,
        trace,
        places,
        numbers,
        seed=seed,
        options=options,
        version=lists.version,
        first=first,
    )


def _numbers(store: Store, lists: WalkLists, starts: Sequence[str]) -> list[int]:
    keys = {start: lists.start(start) for start in dict.fromkeys(starts)}
    rows = store.read("walk_starts", keys=list(keys.values()))
    found = {row["key"]: row["number"] for row in rows}
    missing = [start for start, key in keys.items() if key not in found]
    if missing:
        if not store.read("walk_set", key=lists.key):
            raise gone()
        raise not_walkable(missing[0])
    return [found[keys[start]] for start in starts]


def not_walkable(start: str) -> NotFound:
    """The error that says that no walk can start there."""
    return NotFound(
        f"No walk can start at {start!r}: nothing links it to a known skill.",
        hint="Start from an occupation with skills; `skillgraph query occupation_skills` shows them.",
    )


def _places(store: Store, lists: WalkLists, trace: Trace) -> dict[int, Place]:
    """What the numbers of a trace stand for."""
    import numpy as np

    found: dict[int, Place] = {}
    for batch in batched(np.unique(trace.numbers).tolist(), _KEYS_PER_CALL):
        (row,) = store.read("walk_places", keys=[lists.of(number) for number in batch])
        known = zip(row["numbers"], row["kinds"], row["nodes"], strict=True)
        found |= {number: Place(kind, node) for number, kind, node in known}
        if not all(number in found for number in batch):
            raise gone()
    return found


def to_walks(
    store: Store,
    trace: Trace,
    places: Mapping[int, Place],
    numbers: npt.NDArray[np.float64],
    *,
    seed: int,
    options: WalkOptions,
    version: str,
    first: int = 0,
) -> list[Walk]:
    """Traces with keys, display names and draws.

    Args:
        places: what the numbers in the trace stand for.
        numbers: the draws, shape (walkers, length, 2).
    """
    import numpy as np

    names = node_names(store, places.values())
    known = {n: (place.kind, place.key, names.get(place, place.key)) for n, place in places.items()}
    chosen = np.where(trace.restarted[:, 1:], numbers[:, :, 0], numbers[:, :, 1]).tolist()
    settings, walks = asdict(options), []
    rows = zip(trace.numbers.tolist(), chosen, trace.restarted[:, 1:].tolist(), strict=True)
    for index, (nodes, drawn, jumped) in enumerate(rows, first):
        steps = [Step(*known[nodes[0]])]
        steps += [
            Step(*known[n], draw, jump)
            for n, draw, jump in zip(nodes[1:], drawn, jumped, strict=True)
        ]
        walks.append(Walk(steps[0].key, seed, index, tuple(steps), dict(settings), version))
    return walks
