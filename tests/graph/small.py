"""A small walkable graph, written through the same queries as a real load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.keys import content_hash
from graph.store import Store
from graph.sync import Edge, Session
from graph.weights import version_of

Edges = Mapping[str, Sequence[tuple[str, float]]]
Postings = Sequence[tuple[str, str, Sequence[str]]]
"""Occupation, day first seen, skills asked for."""

EDGES: Edges = {
    "soc:1": [("java", 0.8), ("sql", 0.4), ("c#", 0.2), (".net", 0.1)],
    "soc:2": [("sql", 0.9), ("excel", 0.5), ("java", 0.05)],
    "soc:3": [("excel", 0.3), ("r", 0.7), ("sql", 0.31)],
    "title:clerk": [("excel", 0.333333)],
}
NEAR: Edges = {
    "soc:1": [("soc:2", 0.3), ("soc:3", 0.9)],
    "soc:2": [("soc:1", 0.4), ("soc:9", 0.1)],
    "soc:3": [("soc:2", 1.0)],
}
"""Costs; `soc:9` has no skill, and nothing is near the clerk."""

METAPATHS = [
    "occupation-skill-occupation",
    "occupation-occupation-skill-occupation",
    "occupation-skill-occupation-occupation",
    "occupation-occupation",
]


def write_graph(
    store: Store, edges: Edges, near: Edges | None = None, postings: Postings = ()
) -> None:
    """Occupations, canonical skills, their edges and postings, with the graph's version.

    `NEAR` edges are left alone where none are given.
    """
    every = {*edges, *(near or {}), *(end for ends in (near or {}).values() for end, _ in ends)}
    every |= {occupation for occupation, _, _ in postings}
    asked = {skill for _, _, skills in postings for skill in skills}
    counts = {o: sum(one == o for one, _, _ in postings) for o in every}
    session = Session(store, "test-1", today="2026-01-31")
    session.nodes("occupations", {o: _occupation(o, counts[o]) for o in sorted(every)})
    known = asked | {s for ends in edges.values() for s, _ in ends}
    session.nodes("skills", {s: _skill(s) for s in sorted(known)})
    wanted = {
        o: {s: Edge(s, {"weight": w, "postings": 2, "sources": ["dice"]}) for s, w in ends}
        for o, ends in edges.items()
    }
    empty: dict[str, dict[str, Edge]] = {row["key"]: {} for row in store.read("occupations_all")}
    session.edges("requires", empty | wanted, owned=lambda props: True)
    if near is not None:
        costs = {o: {b: Edge(b, {"cost": cost}) for b, cost in ends} for o, ends in near.items()}
        session.edges("near", empty | costs, owned=lambda props: True)
    _write_postings(session, postings)
    # Postings of a real load move weights, and so the version.
    asked_for = content_hash(repr(postings))[:12] if postings else ""
    session.write("set_graph_version", version=version_of(wanted) + asked_for)


def _occupation(key: str, postings: int) -> dict[str, object]:
    return {"title": key.upper(), "folded": key, "source": "soc", "postings": postings}


def _skill(key: str) -> dict[str, object]:
    return {"name": key.title(), "folded": key, "status": "canonical", "postings": 2}


def _write_postings(session: Session, postings: Postings) -> None:
    old = [row["key"] for row in session.store.read("postings_all")]
    if old:
        session.drop_nodes("postings", old)
    if not postings:
        return
    nodes, advertises, asks_for = {}, {}, {}
    for number, (occupation, day, skills) in enumerate(postings):
        key = f"dice:{number}"
        nodes[key] = {"title": occupation, "source": "dice", "first_seen": day}
        advertises[key] = {occupation: Edge(occupation, {"method": "soc_title", "score": 1.0})}
        asks_for[key] = {s: Edge(s, {"raw": s, "certain": True}) for s in skills}
    session.nodes("postings", nodes)
    session.edges("advertises", advertises)
    session.edges("asks_for", asks_for)
