"""A small walkable graph, written through the same queries as a real load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.store import Store
from graph.sync import diff_edges, write_edges, write_nodes
from graph.weights import version_of

Edges = Mapping[str, Sequence[tuple[str, float]]]

EDGES: Edges = {
    "soc:1": [("java", 0.8), ("sql", 0.4), ("c#", 0.2), (".net", 0.1)],
    "soc:2": [("sql", 0.9), ("excel", 0.5), ("java", 0.05)],
    "soc:3": [("excel", 0.3), ("r", 0.7), ("sql", 0.31)],
    "title:clerk": [("excel", 0.333333)],
}


def write_graph(store: Store, edges: Edges) -> None:
    """Occupations, canonical skills and their edges, with the graph's version."""
    occupations = {o: {"title": o.upper(), "folded": o, "source": "soc"} for o in edges}
    skills = {
        s: {"name": s.title(), "folded": s, "status": "canonical", "postings": 2}
        for ends in edges.values()
        for s, _ in ends
    }
    write_nodes(store, "occupations", occupations, "test-1")
    write_nodes(store, "skills", skills, "test-1")
    wanted = {
        o: {s: {"weight": w, "postings": 2, "sources": ["dice"]} for s, w in ends}
        for o, ends in edges.items()
    }
    keys = [row["key"] for row in store.read("occupations_all")]
    found = store.read("existing_requires", starts=keys)
    existing = {row["start"]: dict(row["edges"]) for row in found}
    write_edges(store, "requires", diff_edges(wanted, existing, exact=True), "test-1")
    store.write("set_graph_version", version=version_of(wanted))
