"""Opening a graph that is not there, not ours to open, or too old."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from graph import bolt
from graph.bolt import BoltStore, Endpoint
from graph.connect import open_store
from graph.errors import QueryError, StoreRefused, StoreTooOld, StoreUnreachable
from graph.schema import migrate, migrations
from tests.engines import Engine


def test_nobody_answers(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(StoreUnreachable, match=str(port)) as caught:
        open_store(tmp_path, uri=f"bolt://127.0.0.1:{port}", password="x")
    assert caught.value.exit_code == 3
    assert "NEO4J_URI" in caught.value.hint


def test_somebody_answers_who_is_no_graph(tmp_path: Path) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()

        def hang_up() -> None:
            server.accept()[0].close()

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(StoreUnreachable):
            open_store(tmp_path, uri=f"bolt://127.0.0.1:{server.getsockname()[1]}", password="x")


def test_a_missing_password_is_told_before_anything_is_tried(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused, match="no password"):
        open_store(tmp_path, uri="bolt://127.0.0.1:1")


def test_an_address_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused, match="not an address"):
        open_store(tmp_path, uri="http://127.0.0.1:7474", password="x")


def test_a_wrong_password_is_told_and_not_shown(engine: Engine, tmp_path: Path) -> None:
    store = engine.open()
    uri, user = store.endpoint.uri, store.endpoint.username
    store.close()
    with pytest.raises(StoreRefused, match="refused the user name or password") as caught:
        open_store(tmp_path, uri=uri, username=user, password="wrong-secret")
    assert caught.value.exit_code == 3
    assert "wrong-secret" not in str(caught.value)


def test_an_unknown_database(engine: Engine) -> None:
    store = engine.open()
    found = store.endpoint
    store.close()
    wrong = Endpoint(found.uri, found.username, found.password, "nosuch", found.schema, "x")
    other = BoltStore(wrong)
    with pytest.raises((StoreRefused, QueryError)):
        other.read("count_nodes")
    other.close()


def test_an_old_server_is_refused(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    store = engine.open()
    monkeypatch.setattr(bolt, "OLDEST", (9999, 0))
    with pytest.raises(StoreTooOld, match=r"9999\.0 or later is needed"):
        BoltStore(store.endpoint)
    store.close()


def test_migrations_are_applied_once_in_order(engine: Engine) -> None:
    store = engine.open()
    names = [migration.name for migration in migrations(store.endpoint.schema)]
    store.index()
    assert [row["name"] for row in store.read("applied_migrations")] == names == sorted(names)
    assert migrate(store) == []
    store.close()
