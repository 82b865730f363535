"""Write what differs: read what exists, create or update only what is not yet so.

Loading the same records twice therefore changes nothing, on any engine, whatever happened to the
first load. A `Session` holds the graph's lease, and each of its transactions renews it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from graph.errors import StoreBusy, StoreUnreachable
from graph.leases import Lease
from graph.records import Changes, Row
from graph.store import Access, Store, retrying

T = TypeVar("T")
BATCH = 10_000

KEYS_PER_QUERY = 1_000
"""Queries that group do so for this many nodes at a time: a server's memory must not bound a graph."""


class Edge(NamedTuple):
    """The end of an edge (a node's key) and the properties the edge must have."""

    end: str
    props: Mapping[str, Any]


Nodes = Mapping[str, Mapping[str, Any]]
"""Node key -> the properties it must have; None removes a property."""

Edges = Mapping[str, Mapping[str, Edge]]
"""Start key -> id -> edge. The id tells apart what leaves one node; without one of its own it is
the end's key."""

Owned = Callable[[Mapping[str, Any]], bool]
"""Whether an existing edge, by its properties, is this caller's to remove."""

LABELS = {
    "occupations": "Occupation",
    "groups": "OccupationGroup",
    "skills": "Skill",
    "aliases": "Alias",
    "postings": "Posting",
    "concepts": "Concept",
    "skill_groups": "SkillGroup",
    "tasks": "Task",
    "sources": "Source",
    "decisions": "Decision",
}
TYPES = {
    "group_parents": "IN_GROUP",
    "occupation_groups": "IN_GROUP",
    "skill_aliases": "NAMES",
    "occupation_aliases": "NAMES",
    "old_occupation_aliases": "NAMED",
    "asks_for": "ASKS_FOR",
    "advertises": "ADVERTISES",
    "lists": "LISTS",
    "old_lists": "LISTED",
    "related": "RELATED_TO",
    "performs": "PERFORMS",
    "same_as": "SAME_AS",
    "broader_skills": "BROADER",
    "broader_groups": "BROADER",
    "group_broader": "BROADER",
    "requires": "REQUIRES",
    "near": "NEAR",
}
HISTORY = {"lists": "old_lists", "occupation_aliases": "old_occupation_aliases"}
"""Where edges go that a newer version of their source no longer has."""

ONCE = frozenset({"first_seen"})
"""Properties that keep the value they were created with: when something was seen first."""

_AHEAD = 2
"""Batches that may wait while one is being written."""

_PASSING = (StoreBusy, StoreUnreachable)

_WRITTEN_IN_PARTS = frozenset({"occupations", "groups", "sources", "decisions"})


@dataclass(frozen=True, slots=True)
class EdgeDiff:
    """What has to happen to edges: rows to create, to set and to drop.

    `move` has edges that get another end: the row to drop and the row to create.
    """

    create: list[Row] = field(default_factory=list)
    update: list[Row] = field(default_factory=list)
    drop: list[Row] = field(default_factory=list)
    move: list[tuple[Row, Row]] = field(default_factory=list)

    def __add__(self, other: EdgeDiff) -> EdgeDiff:
        return EdgeDiff(
            self.create + other.create,
            self.update + other.update,
            self.drop + other.drop,
            self.move + other.move,
        )

    @property
    def changes(self) -> Changes:
        """The counts; an edge that moves is dropped and created."""
        moved = len(self.move)
        return Changes(len(self.create) + moved, len(self.update), len(self.drop) + moved)


def batched(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Lists of up to `size` items, in order."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def differs(wanted: Mapping[str, Any], existing: Mapping[str, Any]) -> bool:
    """Whether any wanted property is not as it should be; others are left alone."""
    return any(existing.get(name) != value for name, value in wanted.items() if name not in ONCE)


def _settable(props: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in props.items() if name not in ONCE}


def diff_edges(wanted: Edges, existing: Edges, *, owned: Owned | None = None) -> EdgeDiff:
    """Compare edges; existing ones that are `owned` and not wanted are to be dropped.

    An edge whose end moved keeps when it was first seen.
    """
    diff = EdgeDiff()
    for start, edges in wanted.items():
        present = existing.get(start, {})
        for id_, edge in edges.items():
            row = {"start": start, "id": id_, "end": edge.end, "props": dict(edge.props)}
            old = present.get(id_)
            if old is None:
                diff.create.append(row)
            elif old.end != edge.end:
                row["props"] = {**edge.props, **{k: old.props[k] for k in ONCE if k in old.props}}
                gone = {"start": start, "id": id_, "end": old.end, "props": None}
                diff.move.append((gone, row))
            elif differs(edge.props, old.props):
                diff.update.append({**row, "props": _settable(edge.props)})
    if owned is not None:
        for start, present in existing.items():
            kept = wanted.get(start, {})
            diff.drop.extend(
                {"start": start, "id": id_, "end": old.end, "props": dict(old.props)}
                for id_, old in present.items()
                if id_ not in kept and owned(old.props)
            )
    return diff


def existing_edges(access: Access, kind: str, starts: Iterable[str]) -> dict[str, dict[str, Edge]]:
    """The edges of a kind (see `TYPES`) that leave these nodes."""
    found: dict[str, dict[str, Edge]] = {}
    for keys in batched(starts, KEYS_PER_QUERY):
        for row in access.read(f"existing_{kind}", starts=keys):
            found[row["start"]] = {id_: Edge(end, props) for id_, end, props in row["edges"]}
    return found


def existing_nodes(access: Access, kind: str, keys: Iterable[str]) -> dict[str, Row]:
    """The properties of these nodes, for those that the graph holds."""
    found: dict[str, Row] = {}
    for some in batched(keys, KEYS_PER_QUERY):
        found |= {r["key"]: r["props"] for r in access.read(f"existing_{kind}", keys=some)}
    return found


def _node(key: str, props: Mapping[str, Any]) -> Row:
    return {"key": key, "props": {k: v for k, v in props.items() if v is not None}}


class Session:
    """The writes of one run. `changes` counts them; every batch is a transaction of its own.

    A context manager: at its end all is written, or what went wrong is raised. Under a lease, what
    is new is written in the background, in order. While the graph holds nothing of a kind, this
    session need not ask what exists of it: nobody else writes under the lease, and each key is
    written once, until `settle` says otherwise.

    Args:
        today: ISO day that new evidence is first seen on.
    """

    def __init__(self, store: Store, run: str, *, today: str, lease: Lease | None = None) -> None:
        self._store = store
        self._writer = ThreadPoolExecutor(1, "writer")
        self._pending: deque[Future[Any]] = deque()
        self.run = run
        self.today = today
        self.changes = Changes()
        self._lease = lease
        self._fresh: frozenset[str] = frozenset()
        self._added: dict[str, set[str]] = defaultdict(set)
        if lease is not None:
            labels = {row["label"] for row in store.read("count_nodes")}
            types = {row["type"] for row in store.read("count_edges")}
            nodes = {kind for kind, label in LABELS.items() if label not in labels}
            edges = {kind for kind, type_ in TYPES.items() if type_ not in types}
            self._fresh = frozenset((nodes - _WRITTEN_IN_PARTS) | edges)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.flush()
        self._writer.shutdown(cancel_futures=True)

    @property
    def store(self) -> Store:
        """The graph, once all that was handed to it is written."""
        self.flush()
        return self._store

    def flush(self) -> None:
        """Wait for what is being written; raises what went wrong with it."""
        while self._pending:
            self._pending.popleft().result()

    def settle(self) -> None:
        """From here on compare with what the graph holds, also of kinds that were empty."""
        self._fresh = frozenset()

    def settle_evidence(self) -> None:
        """The same for everything but what is derived when all evidence is in."""
        self._fresh &= frozenset({"advertises", "same_as", "requires", "near"})

    def is_fresh(self, kind: str) -> bool:
        """Whether the graph held nothing of this kind when the session began."""
        return kind in self._fresh

    def nodes(self, kind: str, wanted: Nodes) -> Changes:
        """Create or update nodes of one kind (see `LABELS`)."""
        total = Changes()
        for keys in batched(wanted):
            some = {k: wanted[k] for k in keys}
            if kind in self._fresh:
                total += self._add(kind, some)
            else:
                total += self._transact(self._sync_nodes, kind, some)
        return self._count(total)

    def _add(self, kind: str, wanted: Nodes) -> Changes:
        """Write nodes of a kind that the graph held none of: most are new, and need no look-up."""
        new = wanted.keys() - self._added[kind]
        self._added[kind] |= new
        rows = [_node(key, {"key": key, "run": self.run, **wanted[key]}) for key in sorted(new)]
        if rows:
            self._hand_over(f"add_{kind}", rows=rows)
        again = [_node(key, props) for key, props in wanted.items() if key not in new]
        if again:
            self._hand_over(f"put_{kind}", rows=again, run=self.run)
        return Changes(created=len(new))

    def _sync_nodes(self, tx: Access, kind: str, wanted: Nodes) -> Changes:
        existing = existing_nodes(tx, kind, wanted)
        rows = []
        for key, props in wanted.items():
            if key not in existing:
                rows.append(_node(key, props))
            elif differs(props, existing[key]):
                rows.append({"key": key, "props": _settable(props)})
        if rows:
            tx.write(f"put_{kind}", rows=rows, run=self.run)
        created = sum(1 for row in rows if row["key"] not in existing)
        return Changes(created, len(rows) - created)

    def edges(
        self, kind: str, wanted: Edges, *, owned: Owned | None = None, history: bool = False
    ) -> Changes:
        """Create or update edges of one kind (see `TYPES`) that leave the given nodes.

        With `owned`, the nodes keep no other owned edge of the kind; with `history`, what they
        lose is kept under its past type if it was first seen before today.
        """
        total = Changes()
        for starts in batched(wanted, KEYS_PER_QUERY if kind not in self._fresh else BATCH):
            part = {start: wanted[start] for start in starts}
            fresh = kind in self._fresh
            existing = {} if fresh else existing_edges(self.store, kind, starts)
            diff = diff_edges(part, existing, owned=owned)
            total += self.apply(kind, diff, history=history)
        return total

    def apply(self, kind: str, diff: EdgeDiff, *, history: bool = False) -> Changes:
        """Write a difference of any size in batches; drops come first."""
        past = [
            {**row, "props": row["props"] | {"last_seen": self.today}}
            for row in (diff.drop if history else ())
            if (row["props"].get("first_seen") or "") < self.today
        ]
        # What leaves goes to history in the transaction that removes it.
        for rows in batched(diff.drop):
            leaving = {(row["start"], row["id"]) for row in rows}
            kept = [row for row in past if (row["start"], row["id"]) in leaving]
            self._transact(self._drop, kind, rows, kept)
        for pairs in batched(diff.move):
            self._transact(self._move, kind, pairs)
        for rows in batched(diff.update):
            self.write(f"set_{kind}", rows=rows)
        for rows in batched(diff.create):
            self._hand_over(f"put_{kind}", rows=[self._mine(row) for row in rows])
        return self._count(diff.changes)

    def _move(self, tx: Access, kind: str, pairs: list[tuple[Row, Row]]) -> None:
        """In one transaction: what a file says must not be lost between, as it is not read again."""
        tx.write(f"drop_{kind}", rows=[old for old, _ in pairs])
        tx.write(f"put_{kind}", rows=[self._mine(new) for _, new in pairs])

    def _drop(self, tx: Access, kind: str, rows: list[Row], past: list[Row]) -> None:
        tx.write(f"drop_{kind}", rows=[{**row, "props": None} for row in rows])
        if past:
            tx.write(f"put_{HISTORY[kind]}", rows=[self._mine(row) for row in past])

    def _mine(self, row: Row) -> Row:
        """The row with the run in its properties, unless they name the one that made it."""
        return {**row, "props": {"run": self.run, **row["props"]}}

    def drop_nodes(self, kind: str, keys: Iterable[str]) -> Changes:
        """Remove nodes with their edges."""
        total = 0
        for some in batched(keys, KEYS_PER_QUERY):
            self.write(f"drop_{kind}", keys=some)
            total += len(some)
        return self._count(Changes(deleted=total))

    def write(self, query: str, /, **params: Any) -> list[Row]:
        """One named write under the lease."""
        return self._transact(lambda tx: tx.write(query, **params))

    def _hand_over(self, query: str, **params: Any) -> None:
        """Write in the background, in order: the server works while the next batch is made."""
        if self._lease is None:
            self.write(query, **params)
            return
        while len(self._pending) >= _AHEAD:
            self._pending.popleft().result()

        def work(tx: Access) -> None:
            tx.write(query, **params)

        self._pending.append(self._writer.submit(self._attempt, work))

    def _count(self, changes: Changes) -> Changes:
        self.changes += changes
        return changes

    def _transact(self, work: Callable[..., T], *args: Any) -> T:
        """Run `work(tx, *args)` in a transaction, after all that was handed over before it."""
        self.flush()
        return self._attempt(work, *args)

    def _attempt(self, work: Callable[..., T], *args: Any) -> T:
        """Run it in a transaction that holds the graph, again while that fails for the moment.

        The answer to a commit may be lost. So each transaction leaves a mark in the lease: one that
        finds its own was done, and what it found out then stands.
        """
        mark = uuid.uuid4().hex
        found: list[T] = []

        def attempt() -> T:
            with self._store.transaction() as tx:
                tx.write("hold_graph", run=self.run)
                if self._lease is None or not self._lease.renew(tx, mark):
                    found[:] = [work(tx, *args)]
            return found[0]

        return retrying(attempt, on=_PASSING if self._lease else (StoreBusy,))
