"""Statements of users on both engines: reads run, the engine's own barrier holds, limits are kept."""

from __future__ import annotations

import contextlib
import time

import psutil
import pytest

from graph import bolt_adhoc, guard
from graph.bolt import BoltStore
from graph.errors import NotReadOnly, QueryError, QueryTimeout, SkillgraphError
from tests.graph.small import EDGES, write_graph
from tests.statements import ATTACKS, PARAMETERS, READS, everything

CHANGES = ("write", "nested", "schema", "several", "prefix", "hidden")
"""Kinds of attacks that would change the graph. The others would ask the server for something that
only the first barrier keeps from them."""

RUNAWAYS = {
    "rows": "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b "
    "WITH a * b AS x WHERE x % 7 = 3 RETURN count(x) AS n",
    "pairs": "MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i) "
    "WHERE id(a) + id(b) + id(c) + id(d) + id(e) + id(f) + id(g) + id(h) + id(i) = 1 "
    "RETURN count(*) AS n",
    "subqueries": "UNWIND range(1, 1000000) AS a "
    "CALL (a) { UNWIND range(1, 100000) AS b RETURN count(b) AS n } RETURN sum(n) AS n",
}


@pytest.fixture
def small(store: BoltStore) -> BoltStore:
    """A few occupations and skills."""
    write_graph(store, EDGES)
    return store


def test_reads_run(small: BoltStore) -> None:
    failed = {}
    for read in READS:
        if small.endpoint.schema in read.not_on:
            continue
        try:
            small.ad_hoc(read.text, PARAMETERS, timeout=10, max_rows=50)
        except SkillgraphError as error:
            failed[read.text] = str(error)
    assert failed == {}


def test_attacks_change_nothing(small: BoltStore, monkeypatch: pytest.MonkeyPatch) -> None:
    # The engine's own barrier, with the first one out of the way: it refuses, or the roll-back
    # takes away what it let pass (the embedded engine checks `SET` only at the commit).
    before, schema = everything(small), _schema(small)
    monkeypatch.setattr(guard, "check", lambda text: None)
    for attack in ATTACKS:
        if attack.kind in CHANGES:
            with contextlib.suppress(SkillgraphError, ValueError):
                small.ad_hoc(attack.text, PARAMETERS, timeout=10, max_rows=10)
    assert everything(small) == before
    assert _schema(small) == schema


def _schema(store: BoltStore) -> list[object]:
    driver, database = store._driver, store.endpoint.database
    texts = ("SHOW INDEXES YIELD name", "SHOW CONSTRAINTS YIELD name", "CALL db.labels()")
    found = [driver.execute_query(text, database_=database).records for text in texts]
    assert all(found)
    return [sorted(record[0] for record in records) for records in found]


def test_what_would_write_is_refused_by_the_engine(
    small: BoltStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "check", lambda text: None)
    for text in ("CREATE (n:Bad)", "MATCH (n) DETACH DELETE n", "MERGE (n:Bad {key: 1}) RETURN n"):
        with pytest.raises(NotReadOnly):
            small.ad_hoc(text, {}, timeout=10, max_rows=10)


def test_values_come_back_as_plain_data(small: BoltStore) -> None:
    text = (
        "MATCH p = (o:Occupation {key: 'soc:3'})-[r]->(s:Skill {key: 'r'}) "
        "RETURN o, r, p, datetime('2024-01-02T03:04:05Z') AS t"
    )
    (row,) = small.ad_hoc(text, {}, timeout=10, max_rows=5).rows
    assert row["o"]["labels"] == ["Occupation"]
    assert row["r"]["type"] == "REQUIRES"
    assert len(row["p"]["nodes"]) == 2
    assert row["t"].startswith("2024-01-02T03:04:05")


def test_mistakes_are_told(store: BoltStore) -> None:
    with pytest.raises(QueryError, match="empty"):
        store.ad_hoc("  // nothing", {}, timeout=5, max_rows=5)
    for text in ("MATCH (n RETURN n", "RETURN $missing AS x", "RETURN x", "RETURN date('x') AS x"):
        with pytest.raises(QueryError):
            store.ad_hoc(text, {}, timeout=5, max_rows=5)


# ---- limits -------------------------------------------------------------------------------------


def test_rows_are_capped(store: BoltStore) -> None:
    text = "UNWIND range(1, $n) AS x RETURN x"
    result = store.ad_hoc(text, {"n": 100}, timeout=10, max_rows=5)
    assert [row["x"] for row in result.rows] == [1, 2, 3, 4, 5]
    assert result.truncated
    assert result.columns == ("x",)
    assert not store.ad_hoc(text, {"n": 5}, timeout=10, max_rows=5).truncated
    assert store.ad_hoc(text, {"n": 100}, timeout=10, max_rows=0).rows == []


def test_rows_beyond_the_cap_are_not_sent(store: BoltStore) -> None:
    began = time.process_time()
    text = "UNWIND range(1, 3000000) AS x RETURN x"
    assert len(store.ad_hoc(text, {}, timeout=60, max_rows=2000).rows) == 2000
    # To receive them all takes this process far longer, however busy the machine is.
    assert time.process_time() - began < 1


def test_many_large_rows_are_refused(store: BoltStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt_adhoc, "MAX_BYTES", 2**20)
    text = "UNWIND range(1, $n) AS i RETURN i, [x IN range(1, 1000) | toString(x)] AS xs"
    assert store.ad_hoc(text, {"n": 5}, timeout=20, max_rows=1000).rows
    with pytest.raises(QueryError, match=r"more than 1 MiB\. Return fewer"):
        store.ad_hoc(text, {"n": 500}, timeout=20, max_rows=1000)


def test_one_large_value_is_cut_off_while_it_arrives(
    store: BoltStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bolt_adhoc, "MAX_GROWTH", 8 * 2**20)
    with pytest.raises(QueryError, match="takes more than"):
        store.ad_hoc("RETURN range(1, 5000000) AS xs", {}, timeout=60, max_rows=10)


def test_the_servers_memory_is_not_exhausted(store: BoltStore) -> None:
    text = (
        "UNWIND range(1, 5000) AS a UNWIND range(1, 5000) AS b "
        "WITH collect(a * b) AS xs RETURN size(xs) AS n"
    )
    with pytest.raises(QueryError, match="more memory than the server allows"):
        store.ad_hoc(text, {}, timeout=60, max_rows=10)
    assert store.ad_hoc("RETURN 1 AS x", {}, timeout=10, max_rows=5).rows == [{"x": 1}]


@pytest.mark.parametrize("text", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_runaway_is_ended(small: BoltStore, text: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"longer than 1 s\. Narrow it"):
        small.ad_hoc(text, {}, timeout=1, max_rows=5)
    assert time.monotonic() - began < 5
    assert small.ad_hoc("MATCH (s:Skill) RETURN count(s) AS n", {}, timeout=10, max_rows=5).rows
    assert _busy(small) < 60


def _busy(store: BoltStore) -> float:
    """The share of one processor that the server uses, once it had a moment to come to rest."""
    port = int(store.endpoint.uri.rsplit(":", 1)[1])
    listening = (c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN)
    pids = [c.pid for c in listening if c.laddr and c.laddr.port == port and c.pid]
    if not pids:
        return 0.0  # a server of another machine
    server = psutil.Process(pids[0])
    shares = [server.cpu_percent(0.5)]
    while shares[-1] >= 60 and len(shares) < 10:
        shares.append(server.cpu_percent(0.5))
    return shares[-1]
