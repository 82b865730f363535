"""Exports hold the whole graph, whatever the engine and the format; nothing half done stays."""

from __future__ import annotations

import csv
import json
import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from graph import queries, reads
from graph.bolt import BoltStore
from graph.connect import open_store
from graph.errors import DataError, InvalidValue
from graph.export import OF_ONE_SERVER, PAGES, Exported, export
from graph.export_formats import FORMATS
from graph.schema import migrations
from graph.store import Store
from tests.engines import Engine
from tests.graph.conftest import hold_analyst_graph
from tests.neo4j_jars import CannotRunNeo4j, jars, java
from tests.neo4j_server import free_port, import_bulk, start, write_configuration

# Neither publishes its types.
nx: Any = import_module("networkx")
pq: Any = import_module("pyarrow.parquet")


def exported(store: Store, form: str, out: Path) -> Exported:
    return export(store, form, out, FORMATS[form])


def totals(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    nodes = {k: n for k, n in reads.count_nodes(store).items() if k not in OF_ONE_SERVER}
    return nodes, reads.count_edges(store)


def by_type(edges: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, rows in edges.items():
        kind = name.split(".")[1]
        found[kind] = found.get(kind, 0) + rows
    return found


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", FORMATS)
def test_everything_is_written(analyst_store: Store, tmp_path: Path, form: str) -> None:
    done = exported(analyst_store, form, tmp_path / "out")
    nodes, edges = totals(analyst_store)
    assert done.nodes == nodes
    assert by_type(done.edges) == edges
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_csv_holds_the_values(analyst_store: Store, tmp_path: Path) -> None:
    exported(analyst_store, "csv", tmp_path / "out")
    skills = {row["key"]: row for row in csv_rows(tmp_path / "out/nodes/Skill.csv")}
    assert (skills["java"]["name"], skills["java"]["hot"]) == ("Java", "true")
    assert json.loads(skills["java"]["sources"]) == ["dice", "esco", "onet"]
    asks = csv_rows(tmp_path / "out/edges/Posting.ASKS_FOR.Skill.csv")
    twice = [r["raw"] for r in asks if (r["start"], r["end"]) == ("dice:soc:15-1252:00", "java")]
    assert sorted(twice) == ["Core Java", "Java"]


def test_both_engines_and_both_times_give_the_same_bytes(
    analyst_store: Store, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    exported(analyst_store, "csv", tmp_path / "a")
    exported(analyst_store, "csv", tmp_path / "b")
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.csv"))
    assert len(files) > 20
    for path in files:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
    kept = tmp_path_factory.getbasetemp() / "exported-by-the-other-engine"
    if kept.exists():
        for path in files:
            assert (tmp_path / "a" / path).read_bytes() == (kept / path).read_bytes(), path
    else:
        shutil.copytree(tmp_path / "a", kept)


def test_parquet_keeps_the_types(analyst_store: Store, tmp_path: Path) -> None:
    exported(analyst_store, "parquet", tmp_path / "out")
    table = pq.read_table(tmp_path / "out/nodes/Skill.parquet")
    types = {
        name: str(kind) for name, kind in zip(table.schema.names, table.schema.types, strict=True)
    }
    assert (types["hot"], types["postings"]) == ("bool", "int64")
    assert types["sources"].startswith("list<")
    rows = {row["key"]: row for row in table.to_pylist()}
    assert rows["python"]["sources"] == ["dice", "onet"]
    requires = pq.read_table(tmp_path / "out/edges/Occupation.REQUIRES.Skill.parquet").to_pylist()
    java = next(r for r in requires if (r["start"], r["end"]) == ("soc:15-1252", "java"))
    assert java["weight"] == pytest.approx(14 / 22, abs=1e-6)
    listed = next(r for r in requires if r["end"] == "criticalthinking")
    assert listed["low"] is None


def test_graphml_is_read_by_others(analyst_store: Store, tmp_path: Path) -> None:
    exported(analyst_store, "graphml", tmp_path / "out.graphml")
    graph = nx.read_graphml(tmp_path / "out.graphml")
    nodes, edges = totals(analyst_store)
    assert graph.number_of_nodes() == sum(nodes.values())
    assert graph.number_of_edges() == sum(edges.values())
    assert graph.nodes["Skill/c#"]["name"] == "C#"
    found = graph.get_edge_data("Occupation/soc:15-1252", "Skill/java")
    assert {edge["label"] for edge in found.values()} == {"LISTS", "REQUIRES"}
    assert {edge.get("postings") for edge in found.values()} == {14, None}


AWKWARD: dict[str, Any] = {
    "quoted": 'say "hi", then\ngo; \\end',
    "empty": "",
    "blank": " ",
    "control": "bell\x07",
    "accents": "Zoë <&> 雪",
    "list": ["a;b", 'c"d', ""],
    "number": 1e-7,
    "whole": 2**40,
    "yes": True,
}


def test_awkward_values_survive_a_bulk_import(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server: Engine = request.getfixturevalue("_neo4j")
    analyst_store = hold_analyst_graph(server).open()
    request.addfinalizer(analyst_store.close)
    try:
        java(), jars()
    except CannotRunNeo4j as error:
        pytest.skip(str(error))
    _set(analyst_store, "java", AWKWARD)
    try:
        done = exported(analyst_store, "bulk", tmp_path / "out")
    finally:
        _set(analyst_store, "java", dict.fromkeys(AWKWARD))
    home = tmp_path / "server"
    port = free_port()
    write_configuration(home, port)
    import_bulk(tmp_path / "out", home)
    running = start(home, port, password="long-enough")
    try:
        store = open_store(
            tmp_path, uri=running.address.uri, username="neo4j", password="long-enough"
        )
        assert reads.count_edges(store) == by_type(done.edges)
        nodes, _ = totals(store)
        assert nodes == done.nodes
        found = store.ad_hoc(
            "MATCH (s:Skill {key: 'java'}) RETURN properties(s) AS props",
            {},
            timeout=30,
            max_rows=1,
        )
        store.close()
        props = found.rows[0]["props"]
        assert {name: props[name] for name in AWKWARD} == AWKWARD
    finally:
        running.process.kill()
        running.process.wait()


def _set(store: BoltStore, skill: str, props: dict[str, Any]) -> None:
    import neo4j

    login = (store.endpoint.username, store.endpoint.password)
    with neo4j.GraphDatabase.driver(store.endpoint.uri, auth=login) as driver:
        driver.execute_query("MATCH (s:Skill {key: $key}) SET s += $props", key=skill, props=props)


def test_awkward_values_are_valid_xml(tmp_path: Path, store: BoltStore) -> None:
    store.run_statement(
        "CREATE (:Skill {key: 'a', name: 'bell \\u0007 <&> \"quoted\"'})-[:BROADER {raw: '\\u0001x'}]->"
        "(:Skill {key: 'b<c', name: '', embedding: [x IN range(1, 384) | 0.1]})"
    )
    exported(store, "graphml", tmp_path / "out.graphml")
    graph = nx.read_graphml(tmp_path / "out.graphml")
    assert graph.nodes["Skill/a"]["name"] == 'bell  <&> "quoted"'
    assert graph.edges["Skill/a", "Skill/b<c"]["label"] == "BROADER"
    assert "embedding" not in graph.nodes["Skill/b<c"]


def test_what_is_there_is_left_alone(analyst_store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(InvalidValue, match="is there already"):
        exported(analyst_store, "csv", tmp_path / "out")
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataError, match="cannot be written"):
        exported(analyst_store, "csv", tmp_path / "file" / "out")


def test_a_failure_leaves_nothing(analyst_store: Store, tmp_path: Path) -> None:
    def fails(tables: object, out: Path) -> None:
        out.mkdir()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(analyst_store, "csv", tmp_path / "out", fails)
    assert list(tmp_path.iterdir()) == []


def test_a_label_that_is_not_known_is_no_silent_loss(store: BoltStore, tmp_path: Path) -> None:
    store.run_statement("CREATE (:Surprise {key: 'x'})")
    with pytest.raises(DataError, match="Surprise"):
        exported(store, "csv", tmp_path / "out")


def test_every_label_of_the_schema_has_a_page() -> None:
    labels = {
        found
        for schema in ("neo4j", "embedded")
        for migration in migrations(schema)
        for statement in migration.statements
        for found in re.findall(r"FOR \(n:(\w+)\) REQUIRE", statement)
    }
    assert labels - set(OF_ONE_SERVER) <= set(PAGES)
    assert all(queries.get(name).folder == "export" for name in PAGES.values())
