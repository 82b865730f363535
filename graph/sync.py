"""Write what differs: read the keys that exist, create or update only what is not yet so.

Loading the same records twice therefore changes nothing, on any engine, whatever happened to the
first load. Each call is one transaction that first takes the graph's write lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from graph.records import Changes, Row
from graph.store import Access, Store, retrying

T = TypeVar("T")
BATCH = 5_000

KEYS_PER_QUERY = 1_000
"""Queries that group do so for this many nodes at a time: a server's memory must not bound a graph."""

Nodes = Mapping[str, Mapping[str, Any]]
"""Node key -> the properties it must have; None removes a property."""

Edges = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Start key -> end key -> the properties the edge must have."""

NODE_KINDS = ("occupations", "groups", "skills", "aliases", "postings")
EDGE_KINDS = (
    "group_parents",
    "occupation_groups",
    "skill_aliases",
    "occupation_aliases",
    "asks_for",
    "advertises",
    "requires",
)


@dataclass(frozen=True, slots=True)
class EdgeDiff:
    """What has to happen to edges: rows to create, to set and to drop."""

    create: list[Row]
    update: list[Row]
    drop: list[Row]

    def __add__(self, other: EdgeDiff) -> EdgeDiff:
        return EdgeDiff(
            self.create + other.create, self.update + other.update, self.drop + other.drop
        )

    @property
    def changes(self) -> Changes:
        """The counts."""
        return Changes(len(self.create), len(self.update), len(self.drop))


def batched(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Lists of up to `size` items, in order."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


ONCE = frozenset({"source_row"})
"""Properties that keep the value a node was created with: where it was seen first."""


def differs(wanted: Mapping[str, Any], existing: Mapping[str, Any]) -> bool:
    """Whether any wanted property is not as it should be; others are left alone."""
    return any(existing.get(name) != value for name, value in wanted.items() if name not in ONCE)


def diff_edges(wanted: Edges, existing: Edges, *, exact: bool) -> EdgeDiff:
    """Compare edges; with `exact`, existing edges that are not wanted are to be dropped."""
    diff = EdgeDiff([], [], [])
    for start, ends in wanted.items():
        present = existing.get(start, {})
        for end, props in ends.items():
            row = {"start": start, "end": end, "props": dict(props)}
            if end not in present:
                diff.create.append(row)
            elif differs(props, present[end]):
                diff.update.append(row)
    if exact:
        for start, present in existing.items():
            kept = wanted.get(start, {})
            diff.drop.extend({"start": start, "end": end} for end in present if end not in kept)
    return diff


def sync_nodes(tx: Access, kind: str, wanted: Nodes, run: str) -> Changes:
    """Create or update nodes of one kind (see `NODE_KINDS`) inside a transaction."""
    found = tx.read(f"existing_{kind}", keys=list(wanted))
    existing: dict[str, Row] = {row["key"]: row["props"] for row in found}
    rows = []
    for key, props in wanted.items():
        if key not in existing:
            rows.append({"key": key, "props": dict(props)})
        elif differs(props, existing[key]):
            kept = {name: value for name, value in props.items() if name not in ONCE}
            rows.append({"key": key, "props": kept})
    if rows:
        tx.write(f"put_{kind}", rows=rows, run=run)
    created = sum(1 for row in rows if row["key"] not in existing)
    return Changes(created, len(rows) - created)


def sync_edges(tx: Access, kind: str, wanted: Edges, run: str, *, exact: bool = False) -> Changes:
    """Create or update edges of one kind (see `EDGE_KINDS`) that leave the given nodes.

    With `exact`, these start nodes keep no other edges of the kind.
    """
    found = tx.read(f"existing_{kind}", starts=list(wanted))
    existing = {row["start"]: dict(row["edges"]) for row in found}
    diff = diff_edges(wanted, existing, exact=exact)
    apply_edges(tx, kind, diff, run)
    return diff.changes


def apply_edges(tx: Access, kind: str, diff: EdgeDiff, run: str) -> None:
    """Write a difference."""
    if diff.drop:
        tx.write(f"drop_{kind}", rows=diff.drop)
    if diff.update:
        tx.write(f"set_{kind}", rows=diff.update)
    if diff.create:
        tx.write(f"put_{kind}", rows=diff.create, run=run)


def write_edges(store: Store, kind: str, diff: EdgeDiff, run: str) -> Changes:
    """Write a difference of any size in batches, each its own transaction; drops come first."""
    parts = [
        *(EdgeDiff([], [], rows) for rows in batched(diff.drop)),
        *(EdgeDiff([], rows, []) for rows in batched(diff.update)),
        *(EdgeDiff(rows, [], []) for rows in batched(diff.create)),
    ]
    for part in parts:

        def work(part: EdgeDiff = part) -> None:
            with store.transaction() as tx:
                tx.write("hold_graph", run=run)
                apply_edges(tx, kind, part, run)

        retrying(work)
    return diff.changes


def write_nodes(store: Store, kind: str, wanted: Nodes, run: str) -> Changes:
    """Sync nodes of any number in batches, each its own transaction."""
    total = Changes()
    for keys in batched(wanted):

        def work(keys: list[str] = keys) -> Changes:
            with store.transaction() as tx:
                tx.write("hold_graph", run=run)
                return sync_nodes(tx, kind, {k: wanted[k] for k in keys}, run)

        total += retrying(work)
    return total
