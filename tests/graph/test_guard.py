"""Statements of users: plain reads pass, everything else is refused, on both engines."""

from __future__ import annotations

import contextlib

import pytest

from graph import guard
from graph.bolt import BoltStore
from graph.errors import NotReadOnly, QueryError, QueryTimeout
from tests.graph.small import EDGES, write_graph

READS = [
    "MATCH (s:Skill) RETURN s.name AS name ORDER BY name LIMIT 3",
    "RETURN 'create; delete' AS text",
    'RETURN "MERGE (n)" AS text // DROP everything',
    "MATCH (s:Skill) /* SET s.x = 1 */ RETURN count(s) AS n",
    "MATCH (s:Skill {name: 'Java'}) RETURN s.create AS created, s.`delete` AS gone;",
    "RETURN {create: 1, set: 2} AS map",
    "MATCH (o:Occupation) CALL (o) { MATCH (o)-[r:REQUIRES]->() RETURN count(r) AS n } "
    "RETURN sum(n) AS n",
    "MATCH (n) WHERE EXISTS { (n)-[:REQUIRES]->() } RETURN count(*) AS n",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "UNWIND $xs AS x RETURN x",
]
WRITES = [
    "CREATE (n:Bad)",
    "MATCH (n) SET n.bad = 1",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) REMOVE n.name RETURN n",
    "MERGE (n:Bad {key: 1}) RETURN n",
    "mErGe (n:Bad {key: 1})",
    "MATCH (n) /* harmless */ /**/ SeT n.bad = 1 RETURN n",
    "MATCH (n) //\nDELETE n",
    "RETURN 1 AS x; CREATE (n:Bad)",
    "CREATE INDEX bad FOR (n:Skill) ON (n.bad)",
    "DROP CONSTRAINT skill_key",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "FOREACH (x IN [1] | CREATE (:Bad))",
    "CALL { CREATE (n:Bad) RETURN n } RETURN n",
    "CALL (*) { MERGE (n:Bad) RETURN n } RETURN n",
    "CALL dbms.listConfig()",
    "CALL apoc.load.json('http://localhost')",
    "CALL `db`.`clearQueryCaches`()",
    "\\u0043REATE (n:Bad)",
    "MATCH (n) WITH n AS as SET n.bad = 1",
    "EXPLAIN CREATE INDEX bad FOR (n:Skill) ON (n.bad)",
    "PROFILE MATCH (n) RETURN n",
    "SHOW USERS",
    "USE system MATCH (n) RETURN n",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "GRANT ROLE admin TO neo4j",
    "TERMINATE TRANSACTIONS 'x'",
    "MATCH (n) INSERT (:Bad)",
]


@pytest.mark.parametrize("text", READS)
def test_plain_reads_pass(store: BoltStore, text: str) -> None:
    write_graph(store, EDGES)
    result = store.ad_hoc(text, {"xs": [1, 2]}, timeout=10, max_rows=50)
    assert result.rows
    assert not result.truncated


@pytest.mark.parametrize("text", WRITES)
def test_everything_else_is_refused_before_any_server_sees_it(text: str) -> None:
    with pytest.raises(NotReadOnly):
        guard.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Bad)",
        "MATCH (n:Skill) SET n.bad = 1 RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Bad {key: 1}) RETURN n",
        "CREATE INDEX bad IF NOT EXISTS FOR (n:Skill) ON (n.bad)",
    ],
)
def test_nothing_is_written_without_the_guard_either(
    store: BoltStore, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The engine's own barrier, with the first one out of the way: it refuses, or the roll-back
    # takes away what it let pass (the embedded engine checks `SET` only at the commit).
    write_graph(store, EDGES)
    everything = (
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS props ORDER BY n.key, n.name"
    )
    before = store.ad_hoc(everything, {}, timeout=10, max_rows=500)
    monkeypatch.setattr(guard, "check", lambda text: None)
    with contextlib.suppress(NotReadOnly, QueryError):
        store.ad_hoc(text, {}, timeout=10, max_rows=10)
    assert store.ad_hoc(everything, {}, timeout=10, max_rows=500) == before
    assert len(before.rows) > 10


def test_rows_are_capped(store: BoltStore) -> None:
    result = store.ad_hoc("UNWIND range(1, 100) AS x RETURN x", {}, timeout=10, max_rows=5)
    assert [row["x"] for row in result.rows] == [1, 2, 3, 4, 5]
    assert result.truncated
    assert result.columns == ("x",)


def test_values_come_back_as_plain_data(store: BoltStore) -> None:
    write_graph(store, EDGES)
    text = (
        "MATCH p = (o:Occupation {key: 'soc:3'})-[r]->(s:Skill {key: 'r'}) "
        "RETURN o, r, p, datetime('2024-01-02T03:04:05Z') AS t"
    )
    (row,) = store.ad_hoc(text, {}, timeout=10, max_rows=5).rows
    assert row["o"]["labels"] == ["Occupation"]
    assert row["r"]["type"] == "REQUIRES"
    assert len(row["p"]["nodes"]) == 2
    assert row["t"].startswith("2024-01-02T03:04:05")


def test_mistakes_are_told(store: BoltStore) -> None:
    with pytest.raises(QueryError, match="empty"):
        store.ad_hoc("  // nothing", {}, timeout=5, max_rows=5)
    for text in ("MATCH (n RETURN n", "RETURN $missing AS x", "RETURN nosuchfunction(1) AS x"):
        with pytest.raises(QueryError):
            store.ad_hoc(text, {}, timeout=5, max_rows=5)


def test_a_runaway_does_not_hold_the_caller(store: BoltStore) -> None:
    text = (
        "UNWIND range(1, 3000) AS a UNWIND range(1, 10000) AS b "
        "WITH a * b AS x WHERE x % 7 = 3 RETURN count(x) AS n"
    )
    with pytest.raises(QueryTimeout):
        store.ad_hoc(text, {}, timeout=0.3, max_rows=5)
