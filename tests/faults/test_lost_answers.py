"""Connections that break around a commit: what was done is not done again, what was not is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import IncompleteCommit

from graph.errors import StoreUnreachable
from graph.leases import held
from graph.store import Store
from graph.sync import Edge, Session
from ingest.pipeline import ingest
from tests.engines import Engine
from tests.ingest.small_files import ROWS, postings, taxonomies
from tests.snapshots import snapshot

JANUARY = date(2026, 1, 31)


@contextmanager
def breaking(
    patch: pytest.MonkeyPatch, every: int, turns: tuple[str, ...] = ("after", "before")
) -> Iterator[list[str]]:
    """Every so many commits break, in turn after and before they were done."""
    commit = neo4j.Transaction.commit
    commits = [0]
    broken: list[str] = []

    def breaks(tx: neo4j.Transaction) -> None:
        commits[0] += 1
        if commits[0] % every:
            return commit(tx)
        broken.append(turns[len(broken) % len(turns)])
        if broken[-1] == "after":
            commit(tx)
        else:
            tx.close()
        raise IncompleteCommit("the connection broke")

    with patch.context() as patched:
        patched.setattr(neo4j.Transaction, "commit", breaks)
        yield broken


def test_an_ingest_goes_on(
    engine: Engine, store: Store, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [*taxonomies(tmp_path), postings(tmp_path / "dice.csv", ROWS)]
    report = ingest(store, home, files, today=JANUARY)
    undisturbed = snapshot(store)
    engine.empty()
    with breaking(monkeypatch, 6) as broken:
        again = ingest(store, home, files, today=JANUARY)
    assert len(broken) > 5
    assert snapshot(store) == undisturbed
    assert again.changes == report.changes


def test_what_is_created_without_a_look_is_created_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    skills = {name: {"name": name} for name in ("java", "sql")}
    edges = {"soc:1": {"java": Edge("java", {}), "sql": Edge("sql", {})}}
    with (
        held(store, "a load") as lease,
        breaking(monkeypatch, 2, ("after",)) as broken,
        Session(store, "r", today="2026-01-31", lease=lease) as session,
    ):
        assert session.is_fresh("skills")
        session.nodes("occupations", {"soc:1": {"title": "One"}})
        session.nodes("skills", skills)
        session.edges("requires", edges)
        session.flush()
    assert broken == ["after", "after"]
    assert [row["key"] for row in store.read("skills_all")] == ["java", "sql"]
    [found] = store.read("existing_requires", starts=["soc:1"])
    assert sorted(end for _, end, _ in found["edges"]) == ["java", "sql"]


def test_a_graph_that_stays_away_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        held(store, "a load") as lease,
        breaking(monkeypatch, 1),
        pytest.raises(StoreUnreachable),
        Session(store, "r", today="2026-01-31", lease=lease) as session,
    ):
        session.nodes("skills", {"java": {"name": "Java"}})
