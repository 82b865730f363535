"""One loader at a time: who holds the graph is said, the dead do not hold it, the late cannot write."""

from __future__ import annotations

import subprocess
import sys

import psutil
import pytest

from graph import leases
from graph.errors import GraphLocked, StoreUnreachable
from graph.processes import alive
from graph.store import Store
from graph.sync import Session


def test_a_second_holder_is_told_who_holds(store: Store) -> None:
    told = r"an ingest \(process \d+ on .*since 20"
    with leases.held(store, "an ingest"), pytest.raises(GraphLocked, match=told):
        leases.held(store, "another").__enter__()
    with leases.held(store, "another"):
        pass


def test_a_dead_holder_does_not_hold(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    born = psutil.Process(child.pid).create_time()
    with monkeypatch.context() as patch:
        patch.setattr(psutil, "Process", lambda pid=None: _Process(child.pid, born))
        taken = leases._take(store, "token", "an ingest")
    assert taken["token"] == "token"
    with pytest.raises(GraphLocked):
        leases.held(store, "another").__enter__()
    child.kill()
    child.communicate()
    with leases.held(store, "another") as lease:
        assert lease.token != "token"


def test_a_lease_that_could_not_be_given_back_does_not_hold_its_own_process(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise StoreUnreachable("The graph does not answer.")

    with monkeypatch.context() as patch, leases.held(store, "an ingest") as first:
        patch.setattr(store, "transaction", gone)
    with leases.held(store, "another") as second:
        assert second.token != first.token
        with pytest.raises(GraphLocked, match="another"):
            leases.held(store, "a third").__enter__()


def test_a_clock_that_is_set_right_kills_nobody() -> None:
    me = psutil.Process()
    assert alive(me.pid, me.create_time() + 1.0)
    assert not alive(me.pid, me.create_time() - 60.0)


class _Process:
    """What a process says of itself."""

    def __init__(self, pid: int, born: float) -> None:
        self.pid = pid
        self._born = born

    def create_time(self) -> float:
        return self._born


def test_whoever_lost_the_lease_writes_nothing(store: Store) -> None:
    with leases.held(store, "an ingest") as lease:
        session = Session(store, "r", today="2026-01-31", lease=lease)
        session.nodes("skills", {"java": {"name": "Java"}})
        session.flush()
        store.write("give_lease", token=lease.token)
        with leases.held(store, "another"), pytest.raises(GraphLocked, match="took over"):
            session.nodes("skills", {"sql": {"name": "SQL"}})
            session.flush()
    assert [row["key"] for row in store.read("skills_all")] == ["java"]


def test_a_lease_lapses(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "SECONDS", 0)
    leases._take(store, "old", "an ingest")
    import time

    time.sleep(0.01)
    with leases.held(store, "another") as lease:
        assert lease.token != "old"
