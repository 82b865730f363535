"""A small walkable graph, written through the same queries as a real load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.store import Store
from graph.sync import Edge, Session
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
    session = Session(store, "test-1", today="2026-01-31")
    session.nodes("occupations", occupations)
    session.nodes("skills", skills)
    wanted = {
        o: {s: Edge(s, {"weight": w, "postings": 2, "sources": ["dice"]}) for s, w in ends}
        for o, ends in edges.items()
    }
    every: dict[str, dict[str, Edge]] = {row["key"]: {} for row in store.read("occupations_all")}
    session.edges("requires", every | wanted, owned=lambda props: True)
    session.write("set_graph_version", version=version_of(wanted))
