"""Statements of users, made up for the tests: attacks that must be refused, reads that must pass.

In `tests/data/cypher`, a JSON object per line: `kind`, `text`, and in `not_on` the engines that do not
know a construction yet. Kinds of attacks:

    write, nested, schema   clauses that change the graph or its schema, also in subqueries
    several, prefix         more than one statement, or something before it
    hidden                  behind comments, escapes, casing, look-alike and unseen characters
    admin                   users, databases, transactions
    file                    LOAD CSV and what tells of files
    procedure, function     calls outside the allow lists
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from graph.store import Store

_DATA = Path(__file__).parent / "data" / "cypher"

PARAMETERS = {
    "create": 1,
    "delete": 2,
    "key": "soc:1",
    "map": {"a": 1, "b": 2},
    "name": "name",
    "xs": [1, 2],
}
"""What the reads ask for."""


@dataclass(frozen=True)
class Statement:
    """One line of a file."""

    kind: str
    text: str
    not_on: tuple[str, ...] = ()


def _read(name: str) -> list[Statement]:
    lines = (_DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Statement(**json.loads(line)) for line in lines]


ATTACKS = _read("attacks")
READS = _read("reads")


def everything(store: Store) -> tuple[object, ...]:
    """Nodes, edges and labels, as one comparable value, read by statements of a user."""
    texts = (
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS props ORDER BY n.key, n.name",
        "MATCH (a)-[r]->(b) RETURN a.key AS a, type(r) AS type, properties(r) AS props, "
        "b.key AS b ORDER BY a, b",
    )
    return tuple(store.ad_hoc(text, {}, timeout=30, max_rows=5000) for text in texts)
