"""What Neo4j says a query did: operators that read all of a kind, and how much was read.

`PROFILE` runs the query. A scan is an operator that starts from all nodes or edges, from all nodes
of a label, or from all edges of a type, rather than from an index or a node.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j

from graph.bolt import BoltStore
from graph.queries import QueryFile

SCANS = frozenset(
    {
        *(
            "AllNodesScan",
            "NodeByLabelScan",
            "UnionNodeByLabelsScan",
            "IntersectionNodeByLabelsScan",
        ),
        *("DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"),
        *("DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan"),
        *("DirectedUnionRelationshipTypesScan", "UndirectedUnionRelationshipTypesScan"),
        *("NodeIndexScan", "DirectedRelationshipIndexScan", "UndirectedRelationshipIndexScan"),
    }
)


def profiled(store: BoltStore, query: QueryFile, values: dict[str, Any]) -> dict[str, Any]:
    """Scans with the rows each gave, and what the query read in all.

    `db_hits` are the store's own unit of reading; `widest` is the most rows an operator gave.
    """
    at = store.endpoint
    with (
        neo4j.GraphDatabase.driver(at.uri, auth=(at.username, at.password)) as driver,
        driver.session(database=at.database) as session,
    ):
        result = session.run(f"PROFILE {query.text}", query.bind(values))
        list(result)  # some plans tell nothing before their rows were fetched
        plan = result.consume().profile
    assert plan is not None
    found = list(operators(plan))
    scans = [
        {"operator": name, "of": told, "rows": rows}
        for name, told, rows, _ in found
        if name in SCANS
    ]
    return {
        "scans": scans,
        "db_hits": sum(hits for *_, hits in found),
        "widest": max(rows for _, _, rows, _ in found),
    }


def operators(plan: dict[str, Any]) -> Iterator[tuple[str, str, int, int]]:
    """Name, details, rows and hits of every operator of a profile."""
    told = str(plan.get("args", {}).get("Details", ""))
    yield plan["operatorType"].split("@")[0], told[:80], plan.get("rows", 0), plan.get("dbHits", 0)
    for child in plan.get("children", ()):
        yield from operators(child)
