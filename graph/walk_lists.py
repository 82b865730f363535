"""Rows of walks kept on nodes of the graph, for the sampler in Cypher.

A set of lists belongs to a version of the graph and the options that its numbers depend on; its key is
a hash of these, and that of each list begins with it, so that walkers of one set never meet another's.
Whoever makes a set holds the graph's lease. What says that a set is there is written last: a set
that is cut short is none, and the next one made removes what is left of it.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import GraphLocked, NotFound, StoreBusy, StoreUnreachable
from graph.keys import content_hash
from graph.leases import Lease, held
from graph.reads import graph_version
from graph.records import Row
from graph.store import Store, retrying
from graph.sync import batched
from graph.walk_options import RELATED, REQUIRED_BY, WalkOptions
from graph.walk_rows import Rows, WalkEdges, near_edges, read_edges

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

KEPT = 4
"""Sets of one version that are kept beside each other; the oldest goes first."""

WAIT_SECONDS = 60.0
"""How long to wait while another process writes the graph: mostly it makes the same lists."""

_FORMAT = 3
_PER_BUCKET = 2
_PER_WRITE = 1_000
_PER_DROP = 5_000


@dataclass(frozen=True, slots=True)
class WalkLists:
    """A set of lists in the graph: its key, the graph's version, the number of nodes in it."""

    key: str
    version: str

    def of(self, number: int, hop: str = "") -> str:
        """The key of the list by which walkers at this place make the hop."""
        return f"{self.key}:{RELATED if hop == RELATED else ''}{number}"

    def start(self, node: str) -> str:
        """The key of what tells the number of an occupation."""
        return f"{self.key}={node}"


def prepare(store: Store, options: WalkOptions) -> WalkLists:
    """The lists that these options walk on, made unless they are there.

    Raises:
        NotFound: the graph has nothing to walk on.
        GraphLocked: another process is writing the graph and goes on doing so.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        lists = _wanted(store, options)
        if store.read("walk_set", key=lists.key):
            return lists
        try:
            with held(store, "the preparation of walks") as lease:
                return _make(store, lease, options)
        except GraphLocked:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _wanted(store: Store, options: WalkOptions) -> WalkLists:
    version = graph_version(store)
    if not version:
        raise NotFound(
            "The graph has no walkable edges yet.", hint="Run `skillgraph ingest` first."
        )
    # As of a day too the version stands for the edges: postings that come or go move weights.
    related = ""
    if RELATED in options.hops:
        # Related occupations change without the version, which is that of the skills' weights.
        keys = [row["key"] for row in store.read("requiring_occupations")]
        related = content_hash(*(f"{k} {v}" for k, v in sorted(near_edges(store, keys).items())))
    numbers = (_FORMAT, options.temperature, options.boost, options.as_of)
    return WalkLists(content_hash(version, related, *map(repr, numbers))[:12], version)


def _make(store: Store, lease: Lease, options: WalkOptions) -> WalkLists:
    """Make the lists under the lease: no load can begin, and nobody else prepares."""
    lists = _wanted(store, options)
    sets = store.read("walk_sets")
    if any(row["key"] == lists.key for row in sets):
        return lists
    same = [row["key"] for row in sets if row["version"] == lists.version][: KEPT - 1]
    _write(store, lease, "end_walk_sets", keys=[r["key"] for r in sets if r["key"] not in same])
    while _write(store, lease, "drop_walk_lists", kept=same, limit=_PER_DROP)[0]["dropped"]:
        pass
    edges = read_edges(store, options)
    rows = Rows.of(edges, options.temperature, options.boost)
    for batch in batched(_lists(lists, edges, rows), _PER_WRITE):
        _write(store, lease, "put_walk_lists", rows=batch)
    made = max((row["made"] for row in sets), default=0) + 1
    complete = {"of": lists.key, "version": lists.version, "made": made}
    _write(store, lease, "put_walk_lists", rows=[{"key": lists.key, "props": complete}])
    return lists


def _write(store: Store, lease: Lease, query: str, **params: Any) -> list[Row]:
    """One write of the holder; one whose answer was lost is found done by its mark."""
    mark = uuid.uuid4().hex
    found: list[list[Row]] = []

    def work() -> list[Row]:
        with store.transaction() as tx:
            if not lease.renew(tx, mark):
                found[:] = [tx.write(query, **params)]
        return found[0]

    return retrying(work, on=(StoreBusy, StoreUnreachable))


def _lists(lists: WalkLists, edges: WalkEdges, rows: Rows) -> Iterator[Row]:
    """What is kept of each place, and of each occupation by which its number is found."""
    keys = [*edges.occupations, *edges.skills]
    for number, key in enumerate(edges.occupations):
        yield {"key": lists.start(key), "props": {"of": lists.key, "number": number}}
    for row, props in enumerate(_row_lists(rows)):
        number = row if row < rows.nodes else row - rows.nodes
        hop = RELATED if row >= rows.nodes else REQUIRED_BY
        kind = "occupation" if number < rows.occupations else "skill"
        named = {"of": lists.key, "number": number, "kind": kind, "node": keys[number]}
        yield {"key": lists.of(number, hop), "props": named | props}


def _row_lists(rows: Rows) -> Iterator[dict[str, Sequence[int]]]:
    """Each row's lists, with sums and places counted from the beginning of a row."""
    import numpy as np

    first, base = rows.first, rows.sums[rows.first]
    sizes = np.diff(first)
    buckets = -(-sizes // _PER_BUCKET)
    guide = rows.guide(buckets)
    at = np.concatenate([[0], np.cumsum(buckets)])
    places = np.where(rows.partner < 0, -1, rows.partner - first[_row_of(rows)])
    for row, (low, high) in enumerate(zip(first[:-1].tolist(), first[1:].tolist(), strict=True)):
        yield {
            "ends": rows.ends[low:high].tolist(),
            "sums": (rows.sums[low + 1 : high + 1] - base[row]).tolist(),
            "places": places[low:high].tolist(),
            "guide": [*(guide[at[row] : at[row + 1]] - low).tolist(), high - low - 1],
        }


def _row_of(rows: Rows) -> npt.NDArray[np.int64]:
    """The row in which each entry's partner stands."""
    import numpy as np

    return np.searchsorted(rows.first, np.maximum(rows.partner, 0), side="right") - 1
