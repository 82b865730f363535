"""The way of `langchain-neo4j`: a graph document per posting, handed to `add_graph_documents`.

The same rows, cut into the same skills, as `benchmarks.row_by_row` writes. Every node also gets the
label with a unique key that the package offers for speed. It calls procedures of APOC, which the
embedded engine does not have; our own server for it is started with them.
"""

from __future__ import annotations

import contextlib
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.graphs import Loaded
from benchmarks.machine import peak_mib
from graph.bolt import BoltStore
from graph.keys import title_key
from graph.records import Posting
from ingest.dice import DiceSource
from tests.engines import Engine


def installed() -> bool:
    """Whether the package is there."""
    return find_spec("langchain_neo4j") is not None


def load(engine: Engine, path: Path) -> Loaded:
    """Load a Dice file into the graph, all documents in one call."""
    from langchain_neo4j import Neo4jGraph

    with contextlib.closing(engine.open()) as store:
        at = store.endpoint
        began = time.perf_counter()
        graph = Neo4jGraph(at.uri, at.username, at.password, at.database, refresh_schema=False)
        records = list(DiceSource().read(path))
        made = [_document(r) for r in records if isinstance(r, Posting)]
        graph.add_graph_documents(made, baseEntityLabel=True)
        seconds = time.perf_counter() - began
        peak = peak_mib()
        graph.close()
        return Loaded(len(records), seconds, peak, _nodes(store), _edges(store))


def _document(record: Posting) -> Any:
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship

    names = ("title", "company", "place", "employment_type", "posted", "url", "text", "source_row")
    details = {name: value for name in names if (value := getattr(record, name))}
    posting = Node(id=record.key, type="Posting", properties=details)
    title = {"title": record.title}
    occupation = Node(id=title_key(record.title), type="Occupation", properties=title)
    skills = [
        Node(id=f"skill:{named.key}", type="Skill", properties={"name": named.raw})
        for named in record.skills
    ]
    edges = [Relationship(source=posting, target=occupation, type="ADVERTISES")]
    edges += [
        Relationship(source=posting, target=skill, type="ASKS_FOR", properties={"raw": named.raw})
        for skill, named in zip(skills, record.skills, strict=True)
    ]
    return GraphDocument(nodes=[posting, occupation, *skills], relationships=edges)


def _nodes(store: BoltStore) -> dict[str, int]:
    # A node has two labels here: `count_nodes` tells the first of them.
    text = "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n"
    found = store.ad_hoc(text, {}, timeout=60, max_rows=100).rows
    return {row["label"]: row["n"] for row in found if row["label"] != "__Entity__"}


def _edges(store: BoltStore) -> dict[str, int]:
    text = "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n"
    return {row["type"]: row["n"] for row in store.ad_hoc(text, {}, timeout=60, max_rows=100).rows}
