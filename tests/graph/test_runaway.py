"""Statements that the embedded engine cannot end: its server is started again, and nothing is lost."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph import bolt_endings, embedded, leases
from graph.bolt import BoltStore
from graph.bolt_adhoc import Reading
from graph.connect import open_store
from graph.errors import QueryTimeout, StoreBusy, StoreUnreachable
from graph.reads import count_nodes
from graph.sync import Session
from tests.engines import Engine

pytestmark = pytest.mark.faults

# A loop within one expression: no row comes out of it between which the engine could stop.
LOOP = (
    "RETURN reduce(s = 0, i IN range(1, 1000000) | "
    "s + reduce(t = 0, j IN range(1, 100000) | t + (i * j) % 7)) AS n"
)


@pytest.fixture(scope="module")
def _engine_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The tests kill its server, which is not the one that others use."""
    engine = Engine("embedded", tmp_path_factory.mktemp("runaway"))
    yield engine
    embedded.stop(engine.home / "graph")


@pytest.fixture
def place(_engine_of_its_own: Engine) -> Path:
    _engine_of_its_own.empty()
    return _engine_of_its_own.home


@pytest.fixture
def store(place: Path) -> Iterator[BoltStore]:
    with contextlib.closing(open_store(place)) as opened:
        yield opened


def run_on(store: BoltStore, *, told: str = "longer than 1 s") -> float:
    """Run the loop; how much later than its limit the answer came."""
    began = time.monotonic()
    with pytest.raises(QueryTimeout, match=told):
        store.ad_hoc(LOOP, {}, timeout=1, max_rows=5)
    return time.monotonic() - began - 1


def wait_for_another(folder: Path, pid: int, seconds: float = embedded.START_SECONDS) -> int:
    """The process of the server that came after the one of `pid`."""
    deadline = time.monotonic() + seconds
    while True:
        now = embedded.running(folder)
        if now is not None and now["pid"] != pid:
            return int(now["pid"])
        assert time.monotonic() < deadline, "no other server came"
        time.sleep(0.1)


def pid_of(place: Path) -> int:
    state = embedded.running(place / "graph")
    assert state is not None
    return int(state["pid"])


def test_a_loop_is_ended_by_a_new_server_at_the_same_address(store: BoltStore, place: Path) -> None:
    Session(store, "r", today="2026-01-31").nodes("skills", {"java": {"name": "Java"}})
    before = pid_of(place)
    assert run_on(store) < 3
    # Whoever comes next waits a moment, and needs no new store.
    assert count_nodes(store)["Skill"] == 1
    assert store.ad_hoc("RETURN 1 AS x", {}, timeout=20, max_rows=5).rows == [{"x": 1}]
    after = wait_for_another(place / "graph", before)
    assert not psutil.pid_exists(before) or psutil.Process(before).status() == "zombie"
    psutil.Process(after).cpu_percent()
    time.sleep(2)
    assert psutil.Process(after).cpu_percent(1) < 60
    with leases.held(store, "an ingest"):
        pass  # the lease of the restart was given back


def test_it_waits_for_a_load(
    store: BoltStore, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bolt_endings, "RETRY_SECONDS", 0.5)
    before = pid_of(place)
    with leases.held(store, "an ingest") as lease:
        assert run_on(store, told=r"still computes.*an ingest \(process") < 4
        session = Session(store, "r", today="2026-01-31", lease=lease)
        session.nodes("skills", {f"s{i}": {"name": "x"} for i in range(500)})
        session.flush()
        assert pid_of(place) == before
    wait_for_another(place / "graph", before)
    assert count_nodes(store)["Skill"] == 500


def test_writers_without_a_lease_lose_nothing_that_they_were_told_is_written(
    store: BoltStore, place: Path
) -> None:
    written: list[str] = []
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            key = f"s{len(written)}"
            with contextlib.suppress(StoreUnreachable, StoreBusy):
                Session(store, "r", today="2026-01-31").nodes("skills", {key: {"name": "x"}})
                written.append(key)

    before = pid_of(place)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        run_on(store)
        wait_for_another(place / "graph", before)
        told = len(written)
        time.sleep(3)
    finally:
        done.set()
        writer.join()
    assert len(written) > told > 0
    assert {row["key"] for row in store.read("skills_all")} >= set(written)


def test_two_at_once_restart_it_once(store: BoltStore, place: Path) -> None:
    before = pid_of(place)
    threads = [threading.Thread(target=run_on, args=(store,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = wait_for_another(place / "graph", before)
    store.ad_hoc("RETURN 1 AS x", {}, timeout=20, max_rows=5)
    time.sleep(3)
    assert pid_of(place) == after


def test_one_that_its_user_interrupts_is_ended(
    store: BoltStore, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(reading: Reading) -> None:
        time.sleep(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(Reading, "_wait", interrupted)
    before = pid_of(place)
    with pytest.raises(KeyboardInterrupt):
        store.ad_hoc(LOOP, {}, timeout=60, max_rows=5)
    wait_for_another(place / "graph", before)


def test_closing_waits_for_the_end(place: Path) -> None:
    store = open_store(place)
    before = pid_of(place)
    run_on(store)
    store.close()
    assert pid_of(place) != before
