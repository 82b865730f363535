"""Queries about named nodes start at their keys: Neo4j plans no scan of a label or the whole graph."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

from graph import queries
from graph.bolt import BoltStore
from tests.engines import Engine
from tests.graph.conftest import hold_analyst_graph

SCANS = {
    "AllNodesScan",
    "NodeByLabelScan",
    "DirectedAllRelationshipsScan",
    "DirectedRelationshipTypeScan",
}
SCANS |= {name.replace("Directed", "Undirected") for name in SCANS}

NAMED = sorted(
    query.name
    for query in queries.catalog().values()
    if query.folder in ("lookup", "read", "search") and query.scope != "graph"
)
VALUES = {
    **{"occupation": "soc:15-1252", "other": "soc:15-1254", "skill": "java", "document": "d1"},
    **{"posting": "dice:soc:15-1252:00", "group": "soc:15-1200", "key": "soc:15-1252"},
    **{"keys": ["soc:15-1252"], "pairs": [["soc:15-1252", "soc:15-1251"]], "folded": "java"},
    **{"text": "java", "slug": "title:x", "words": "java", "limit": 5, "vector": [0.1] * 384},
}


@pytest.fixture
def planner(_neo4j: Engine) -> Iterator[BoltStore]:
    """The analysts' graph on Neo4j: only its plans have this form."""
    with contextlib.closing(hold_analyst_graph(_neo4j).open()) as opened:
        yield opened


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


def explained(store: BoltStore, name: str, **more: Any) -> set[str]:
    query = queries.get(name)
    known = {p.name: VALUES[p.name] for p in query.params if p.name in VALUES}
    login = (store.endpoint.username, store.endpoint.password)
    with (
        neo4j.GraphDatabase.driver(store.endpoint.uri, auth=login) as driver,
        driver.session(database=store.endpoint.database) as session,
    ):
        result = session.run(f"EXPLAIN {query.text}", query.bind({**known, **more}))
        plan = result.consume().plan
        assert plan is not None
        return set(operators(plan))


@pytest.mark.parametrize("name", NAMED)
def test_queries_about_named_nodes_scan_nothing(planner: BoltStore, name: str) -> None:
    assert explained(planner, name) & SCANS == set()


def test_a_scan_is_seen(planner: BoltStore) -> None:
    assert explained(planner, "count_nodes") & SCANS
    assert explained(planner, "sources") & SCANS
