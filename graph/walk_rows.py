"""The edges that walks may follow, as rows of neighbours with running sums of whole weights.

Both samplers pick from these rows, the one in Cypher from a copy on nodes of the graph, so both make
the same of the same draw. Places are numbered: occupations in the order of their keys, then skills.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import NotFound, StoreBusy
from graph.reads import graph_version
from graph.store import Store, retrying
from graph.sync import KEYS_PER_QUERY, batched
from graph.walk_options import RELATED, WalkOptions

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

SCALE = 1_000_000
"""Weights are kept in millionths."""

BOOSTED = 1 << 26
"""The heaviest boosted weight: its sums over a row, times a bias, stay below 2 ** 53, where floating
point still tells whole numbers apart."""

Neighbours = Mapping[str, tuple[Sequence[str], Sequence[float]]]
"""Key -> the keys of its neighbours and the weights of the edges to them, in the same order."""

_EMPTY = "The graph has no walkable edges yet."


@dataclass(frozen=True, slots=True)
class Column:
    """Edges of one kind: numbers of their starts and ends, weights; each of shape (edges,)."""

    starts: Integers
    ends: Integers
    weights: Floats


@dataclass(frozen=True, slots=True)
class WalkEdges:
    """All that walks may follow; keys are sorted, ends are places in the lists of keys."""

    occupations: list[str]
    skills: list[str]
    requires: Column
    related: Column | None = None
    version: str = ""

    @classmethod
    def of(
        cls, edges: Neighbours, related: Neighbours | None = None, version: str = ""
    ) -> WalkEdges:
        """Edges to skills, and between occupations.

        Related occupations without a skill are left out: a walk could not go on from them.
        """
        occupations = sorted(key for key, (ends, _) in edges.items() if ends)
        skills = sorted({skill for ends, _ in edges.values() for skill in ends})
        requires = _column(edges, occupations, skills)
        near = None if related is None else _column(related, occupations, occupations)
        return cls(occupations, skills, requires, near, version)


def _column(edges: Neighbours, starts: list[str], ends: list[str]) -> Column:
    import numpy as np

    number = {key: at for at, key in enumerate(ends)}
    lists = [edges.get(start, ((), ())) for start in starts]
    places = (number.get(key, -1) for keys, _ in lists for key in keys)
    lengths = [len(keys) for keys, _ in lists]
    to = np.fromiter(places, dtype=np.int64, count=sum(lengths))
    weights = np.fromiter((w for _, some in lists for w in some), dtype=np.float64, count=len(to))
    known = to >= 0
    return Column(np.repeat(np.arange(len(starts)), lengths)[known], to[known], weights[known])


@dataclass(frozen=True, slots=True)
class Rows:
    """Compressed rows: those of occupations, of skills, then of occupations' related ones, if any.

    Row r holds the entries `first[r]` up to `first[r + 1]`, in the order of their ends. `sums[e]` is
    the weight of all entries before e, over all rows. `partner[e]` is the entry that leads back along
    the inverse hop, or -1. Shapes: `first` (rows + 1), `sums` (entries + 1), the others (entries).
    """

    occupations: int
    nodes: int
    first: Integers
    ends: Integers
    sums: Integers
    partner: Integers

    @classmethod
    def of(cls, edges: WalkEdges, temperature: float = 1.0, boost: float = 0.0) -> Rows:
        """Rows of edges; the same on every machine at temperature 1."""
        import numpy as np

        starts, ends, powered = _sorted(edges.requires, temperature)
        count, nodes = len(edges.occupations), len(edges.occupations) + len(edges.skills)
        whole = _whole(powered, boost, ends)
        across = np.argsort(ends, kind="stable")
        inverse = np.empty_like(across)
        inverse[across] = np.arange(len(across))
        size = len(starts)
        parts = [
            (starts, ends + count, whole, inverse + size),
            (ends[across] + count, starts[across], whole[across], across),
        ]
        if edges.related is not None:
            parts.append(_related(edges.related, temperature, count, nodes, 2 * size))
        rows, to, weights, partner = (np.concatenate(part) for part in zip(*parts, strict=True))
        last = nodes + (0 if edges.related is None else count)
        first = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=last))])
        sums = np.concatenate([[0], np.cumsum(weights)])
        return cls(count, nodes, first, to, sums, partner)

    def guide(self, buckets: Integers) -> Integers:
        """Where to look in each row: the cutpoint method (Chen & Asau 1974), exact at any size.

        Bucket b of B holds the whole numbers x below the row's sum with floor(x * B / sum) = b; the
        guide is the first entry that its least number can pick.

        Args:
            buckets: of each row, shape (rows,), each at most the row's entries.
        Returns:
            shape (sum of buckets + 1,); the last is the number of entries.
        """
        import numpy as np

        base = self.sums[self.first]
        row = np.repeat(np.arange(len(buckets)), buckets)
        bucket = np.arange(len(row)) - np.repeat(np.cumsum(buckets) - buckets, buckets)
        total = base[row + 1] - base[row]
        least = -(-bucket * total // buckets[row])
        found = np.searchsorted(self.sums[1:], base[row] + least, side="right")
        whole: Integers = np.concatenate([found, [len(self.ends)]])
        return whole


def _sorted(column: Column, temperature: float) -> tuple[Integers, Integers, Floats]:
    """Starts, ends and powers of the weights by start, then end."""
    import numpy as np

    order = np.lexsort((column.ends, column.starts))
    weights = column.weights[order]
    if temperature != 1:
        # The library's own powers differ in their last bit from processor to processor.
        weights = np.array([math.pow(w, 1.0 / temperature) for w in weights.tolist()])
    return column.starts[order], column.ends[order], weights


def _whole(powered: Floats, boost: float, ends: Integers) -> Integers:
    """Weights as whole numbers, at least 1; with a boost, heavier where an end has little in all."""
    import numpy as np

    if not boost:
        plain: Integers = np.maximum(1, np.rint(SCALE * powered)).astype(np.int64)
        return plain
    totals = np.bincount(ends, weights=powered).tolist()
    rarity = np.array([math.pow(total, -boost) if total else 0.0 for total in totals])
    lifted = powered * rarity[ends]
    boosted: Integers = np.maximum(1, np.rint(lifted * (BOOSTED / lifted.max()))).astype(np.int64)
    return boosted


def _related(
    column: Column, temperature: float, count: int, nodes: int, offset: int
) -> tuple[Integers, Integers, Integers, Integers]:
    """Rows, ends, weights and partners; an occupation without any leads to itself."""
    import numpy as np

    alone = np.setdiff1d(np.arange(count), column.starts)
    starts = np.concatenate([column.starts, alone])
    ends = np.concatenate([column.ends, alone])
    weights = np.concatenate([column.weights, np.ones(len(alone))])
    starts, ends, powered = _sorted(Column(starts, ends, weights), temperature)
    codes, wanted = starts * count + ends, ends * count + starts
    at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
    partner = np.where(codes[at] == wanted, at + offset, -1)
    return starts + nodes, ends, _whole(powered, 0.0, ends), partner


# ---- out of the store ---------------------------------------------------------------------------


def walk_edges(store: Store, as_of: str | None = None) -> Neighbours:
    """Every edge from an occupation to a skill that walks may follow."""
    keys = [row["key"] for row in store.read("requiring_occupations", as_of=as_of)]
    edges: dict[str, tuple[list[str], list[float]]] = {}
    for batch in batched(sorted(keys), KEYS_PER_QUERY):
        if as_of is None:
            rows = store.read("walk_edges", keys=batch)
        else:
            rows = store.read("walk_edges_as_of", keys=batch, as_of=as_of)
        edges |= {r["occupation"]: (r["skills"], r["weights"]) for r in rows if r["skills"]}
    return edges


def near_edges(store: Store, keys: Iterable[str]) -> Neighbours:
    """The related occupations of these, each with 1 - cost."""
    edges: dict[str, tuple[list[str], list[float]]] = {}
    for batch in batched(sorted(keys), KEYS_PER_QUERY):
        for row in store.read("near_edges", keys=batch):
            edges[row["start"]] = (row["ends"], [1.0 - cost for cost in row["costs"]])
    return edges


def read_edges(store: Store, options: WalkOptions) -> WalkEdges:
    """What walks of these options may follow, all of one version of the graph.

    Raises:
        NotFound: nothing.
        StoreBusy: the graph is being loaded.
    """
    return retrying(lambda: _read_edges(store, options), attempts=3)


def _read_edges(store: Store, options: WalkOptions) -> WalkEdges:
    version = graph_version(store)
    edges = walk_edges(store, options.as_of) if version else {}
    related = near_edges(store, edges) if RELATED in options.hops else None
    if graph_version(store) != version:
        raise StoreBusy("The graph was loaded while its edges were read.")
    if not edges:
        raise NotFound(_EMPTY, hint=_hint(options.as_of))
    return WalkEdges.of(edges, related, version)


def _hint(as_of: str | None) -> str:
    if as_of is None:
        return "Run `skillgraph ingest` first."
    return f"No posting with a skill was seen by {as_of}; name a later day."
