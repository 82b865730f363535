"""The fixtures themselves: what one test leaves in the graph or the home, the next does not see."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.bolt import BoltStore
from tests.conftest import OURS
from tests.engines import Engine

COUNT = "MATCH (n) WHERE NOT n:Migration RETURN count(n) AS nodes"


@pytest.mark.parametrize("turn", [1, 2])
def test_a_store_is_empty_and_migrated(store: BoltStore, home: Path, turn: int) -> None:
    counted = store.ad_hoc(COUNT, {}, timeout=10, max_rows=1)
    assert counted.rows == [{"nodes": 0}]
    assert store.read("applied_migrations")
    assert not (home / "left").exists()
    store.run_statement("CREATE (:Skill {key: 'left'})-[:LEFT]->(:Skill {key: 'behind'})")
    (home / "left").mkdir()


def test_a_store_is_the_engine_it_says(store: BoltStore, engine: Engine) -> None:
    assert (store.endpoint.schema == "neo4j") == (engine.name == "neo4j")


def test_no_setting_of_the_developer_reaches_a_test() -> None:
    assert [name for name in os.environ if name.startswith(OURS)] == []


def test_the_loaded_store_holds_the_sample(loaded_store: BoltStore) -> None:
    counted = loaded_store.ad_hoc(COUNT, {}, timeout=10, max_rows=1)
    assert counted.rows[0]["nodes"] > 100
