"""The style and the saved queries for Neo4j Browser fit the graph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import docs.generate
from graph import reads
from graph.bolt import BoltStore

FOLDER = Path(docs.generate.__file__).parent
STYLE = (FOLDER / "neo4j-browser.grass").read_text(encoding="utf-8")
SAVED = (FOLDER / "neo4j-browser-queries.cypher").read_text(encoding="utf-8")
STATEMENTS = [part.strip() for part in SAVED.split(";") if part.strip()]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.splitlines()[0])
def test_saved_queries_find_something(analyst_store: BoltStore, statement: str) -> None:
    found = analyst_store.ad_hoc(statement, {}, timeout=30, max_rows=100)
    assert found.rows


def test_the_style_knows_labels_types_and_their_properties(analyst_store: BoltStore) -> None:
    labels = set(re.findall(r"^node\.(\w+)", STYLE, re.MULTILINE))
    types = set(re.findall(r"^relationship\.(\w+)", STYLE, re.MULTILINE))
    assert labels == set(reads.count_nodes(analyst_store)) - {"GraphState", "Migration", "WalkList"}
    assert types == set(reads.count_edges(analyst_store)) - {"IN_GROUP"}
    for label, name in re.findall(r"node\.(\w+) \{[^}]*?caption: \"\{(\w+)\}\"", STYLE):
        question = f"MATCH (n:{label}) WHERE n.{name} IS NOT NULL RETURN n.{name} LIMIT 1"
        assert analyst_store.ad_hoc(question, {}, timeout=30, max_rows=1).rows, (label, name)
    for kind, name in re.findall(r"relationship\.(\w+) \{[^}]*?caption: \"\{(\w+)\}\"", STYLE):
        question = f"MATCH ()-[r:{kind}]->() WHERE r.{name} IS NOT NULL RETURN r.{name} LIMIT 1"
        assert analyst_store.ad_hoc(question, {}, timeout=30, max_rows=1).rows, (kind, name)


def test_braces_are_balanced() -> None:
    rules = re.sub(r"\"[^\"]*\"", "", STYLE)
    assert rules.count("{") == rules.count("}") > 20
