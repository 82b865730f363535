"""`randomWalk` of Neo4j's Graph Data Science, streamed to Python, beside our arrays over one export.

Statements of another product's procedures stand here: they are no part of the query library.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import neo4j

from graph.bolt import BoltStore

_PROJECT = """
CALL gds.graph.project('walks', ['Occupation', 'Skill'],
    {REQUIRES: {orientation: 'UNDIRECTED', properties: 'weight'}}) YIELD relationshipCount
RETURN relationshipCount
"""
_STREAM = """
MATCH (o:Occupation) WHERE o.key IN $keys
WITH collect(o) AS sources
CALL gds.randomWalk.stream('walks', {sourceNodes: sources, walkLength: $nodes, walksPerNode: $each,
    relationshipWeightProperty: 'weight', randomSeed: 7, concurrency: $concurrency})
YIELD nodeIds
RETURN nodeIds
"""


@dataclass(frozen=True)
class GdsTimes:
    """Seconds to project and to stream, and what came: walks, and steps of all of them."""

    project: float
    stream: float
    walks: int
    steps: int


def installed(store: BoltStore) -> bool:
    """Whether the server has the procedures."""
    with _session(store) as session:
        names = session.run("SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'gds.randomWalk'")
        return bool(names.values())


def walk(
    store: BoltStore, starts: list[str], length: int, each: int, *, concurrency: int = 4
) -> GdsTimes:
    """So many walks from each of these occupations, by weight, every node id brought here."""
    with _session(store) as session:
        session.run(
            "CALL gds.graph.drop('walks', false) YIELD graphName RETURN graphName"
        ).consume()
        began = time.perf_counter()
        session.run(_PROJECT).consume()
        projected = time.perf_counter()
        walks = steps = 0
        given = {"keys": starts, "nodes": length + 1, "each": each, "concurrency": concurrency}
        for record in session.run(_STREAM, given):
            walks += 1
            steps += len(record[0]) - 1
        done = time.perf_counter()
        session.run("CALL gds.graph.drop('walks') YIELD graphName RETURN graphName").consume()
    return GdsTimes(projected - began, done - projected, walks, steps)


def _session(store: BoltStore) -> neo4j.Session:
    at = store.endpoint
    driver = neo4j.GraphDatabase.driver(at.uri, auth=(at.username, at.password))
    return driver.session(database=at.database)
