"""Everything a graph holds, as comparable data: what must be equal after a crash, on any engine."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from graph.store import Store

_TIMES = {"started", "finished", "counts", "applied", "writer"}
# The last digits of vectors depend on which texts were encoded together.
_LEFT_OUT = _TIMES | {"embedding"}
_NODES = "MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS props"
_EDGES = (
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a)[0] AS from, a.key AS start, "
    "labels(b)[0] AS to, b.key AS end, properties(r) AS props"
)

Snapshot = tuple[list[str], list[str]]


def snapshot(store: Store) -> Snapshot:
    """Sorted nodes and edges with their properties; clock times and who held the lock left out."""
    nodes = [
        json.dumps([row["label"], _without_times(row["props"])], sort_keys=True)
        for row in _rows(store, _NODES)
        if row["label"] not in ("Migration", "WalkList", "Lease")
    ]
    edges = [
        json.dumps({**row, "props": _without_times(row["props"])}, sort_keys=True)
        for row in _rows(store, _EDGES)
    ]
    return sorted(nodes), sorted(edges)


def differences(found: Snapshot, wanted: Snapshot) -> list[str]:
    """What is in one and not in the other: `+` too many, `-` too few."""
    lines = []
    for now, then in zip(found, wanted, strict=True):
        more, less = Counter(now) - Counter(then), Counter(then) - Counter(now)
        lines += [f"+ {line}" for line in more.elements()]
        lines += [f"- {line}" for line in less.elements()]
    return sorted(lines, key=lambda line: line[2:])


def _rows(store: Store, text: str) -> list[dict[str, Any]]:
    result = store.ad_hoc(text, {}, timeout=120, max_rows=200_000)
    assert not result.truncated
    return result.rows


def _without_times(props: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in props.items() if k not in _LEFT_OUT}
