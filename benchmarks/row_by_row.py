"""The way most tutorials load a graph: one `merge` per node and per relationship, over py2neo.

It reads the same rows, cut into the same skills, as `ingest` does, and writes the same postings,
skills and `ASKS_FOR` edges; an occupation per title stands for the linking. It keeps no aliases,
weights or runs, and has the unique keys of our schema to find nodes by: both favour it.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

from benchmarks.graphs import Loaded
from benchmarks.machine import peak_mib
from graph.keys import title_key
from graph.reads import count_edges, count_nodes
from graph.records import Posting
from ingest.dice import DiceSource
from tests.engines import Engine


def load(engine: Engine, path: Path) -> Loaded:
    """Load a Dice file into the graph, a row at a time."""
    import py2neo

    with contextlib.closing(engine.open()) as store:
        at = store.endpoint
        began = time.perf_counter()
        graph = py2neo.Graph(at.uri, auth=(at.username, at.password), name=at.database)
        rows = 0
        for rows, record in enumerate(DiceSource().read(path), start=1):  # noqa: B007
            if isinstance(record, Posting):
                _merge(graph, record)
        seconds = time.perf_counter() - began
        peak = peak_mib()
        return Loaded(rows, seconds, peak, count_nodes(store), count_edges(store))


def _merge(graph: Any, record: Posting) -> None:
    from py2neo import Node, Relationship

    posting = Node("Posting", key=record.key, **_details(record))
    graph.merge(posting, "Posting", "key")
    occupation = Node("Occupation", key=title_key(record.title), title=record.title)
    graph.merge(occupation, "Occupation", "key")
    graph.merge(Relationship(posting, "ADVERTISES", occupation))
    for named in record.skills:
        skill = Node("Skill", key=named.key, name=named.raw)
        graph.merge(skill, "Skill", "key")
        graph.merge(Relationship(posting, "ASKS_FOR", skill, raw=named.raw))


def _details(record: Posting) -> dict[str, str]:
    names = ("title", "company", "place", "employment_type", "posted", "url", "text", "source_row")
    return {name: value for name in names if (value := getattr(record, name))}
