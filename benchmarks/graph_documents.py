"""The way of `langchain-neo4j`: a graph document per posting, handed to `add_graph_documents`.

It writes the same rows and skills as `benchmarks.row_by_row`. Ids are made unique first, so
that nodes are found by an index, which favours it. It merges with procedures of APOC: the embedded
engine has these two, a Neo4j is started with them. What the package knows to be faster on Neo4j, a
common label of all nodes, asks for `apoc.meta.data` too, which the embedded engine does not have.
"""

from __future__ import annotations

import contextlib
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.graphs import Loaded
from benchmarks.machine import peak_mib
from graph.keys import title_key
from graph.reads import count_edges, count_nodes
from graph.records import Posting
from ingest.dice import DiceSource
from tests.engines import Engine

LABELS = ("Posting", "Occupation", "Skill")


def installed() -> bool:
    """Whether the package is there."""
    return find_spec("langchain_neo4j") is not None


def load(engine: Engine, path: Path) -> Loaded:
    """Load a Dice file into the graph, all documents in one call."""
    from langchain_neo4j import Neo4jGraph

    with contextlib.closing(engine.open()) as store:
        at = store.endpoint
        for label in LABELS:
            store.run_statement(f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE")
        began = time.perf_counter()
        graph = Neo4jGraph(
            url=at.uri,
            username=at.username,
            password=at.password,
            database=at.database,
            refresh_schema=False,
        )
        records = list(DiceSource().read(path))
        made = [_document(r) for r in records if isinstance(r, Posting)]
        graph.add_graph_documents(made)
        seconds = time.perf_counter() - began
        peak = peak_mib()
        graph.close()
        return Loaded(len(records), seconds, peak, count_nodes(store), count_edges(store))


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
