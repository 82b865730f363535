"""The embedded server: one per folder, found again, mended after kill -9, with clear refusals."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph import embedded
from graph.connect import open_store
from graph.errors import StoreError, StoreUnreachable
from graph.processes import ended
from graph.reads import count_nodes
from graph.sync import Session

pytestmark = pytest.mark.faults

OPEN_ELSEWHERE = """
import sys
from pathlib import Path
from graph.connect import open_store
store = open_store(Path(sys.argv[1]))
print(store.endpoint.uri, flush=True)
sys.stdin.readline()
store.close()
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    embedded.stop(tmp_path / "graph")


def elsewhere(home: Path) -> subprocess.Popen[str]:
    """Another process that opens the graph and holds it until it is told to go."""
    return subprocess.Popen(
        [sys.executable, "-c", OPEN_ELSEWHERE, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [os.getcwd(), *sys.path]))},
    )


def wait_until(condition: object, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def test_processes_share_one_server_that_stops_after_the_last(place: Path) -> None:
    others = [elsewhere(place) for _ in range(2)]  # started together: only one may start a server
    try:
        uris = [other.stdout.readline().strip() for other in others]  # type: ignore[union-attr]
        store = open_store(place)
        assert {*uris, store.endpoint.uri} == {store.endpoint.uri}
        status = embedded.status(place / "graph")
        assert status.running
        assert status.users == 3
    finally:
        for other in others:
            other.communicate("\n", timeout=30)
    assert status.pid is not None
    assert store.read("applied_migrations")
    store.close()
    # Nobody is left: the server goes by itself after its linger time.
    wait_until(lambda: not embedded.status(place / "graph").running, 40)
    assert not (place / "graph" / "server.json").exists()


def test_a_users_kill_is_noticed(place: Path) -> None:
    other = elsewhere(place)
    assert other.stdout is not None
    other.stdout.readline()
    assert embedded.status(place / "graph").users == 1
    other.kill()
    other.communicate()
    assert embedded.status(place / "graph").users == 0


def test_a_killed_server_is_replaced_and_nothing_committed_is_lost(place: Path) -> None:
    store = open_store(place)
    for batch in range(5):
        rows = {f"s{batch}-{i}": {"name": "x"} for i in range(200)}
        Session(store, "r", today="2026-01-31").nodes("skills", rows)
    pid = embedded.status(place / "graph").pid
    assert pid is not None
    psutil.Process(pid).kill()
    with pytest.raises(StoreUnreachable) as caught:
        for _ in range(3):
            store.read("count_nodes")
    assert caught.value.retryable
    store.close()
    assert (place / "graph" / "server.json").exists()  # stale: it names a dead process
    store = open_store(place)
    assert count_nodes(store)["Skill"] == 1000
    assert embedded.status(place / "graph").pid != pid
    store.close()


def test_a_stale_file_with_a_pid_that_lives_again_is_noticed(place: Path) -> None:
    folder = place / "graph"
    (folder / "users").mkdir(parents=True)
    me = psutil.Process()
    state = {"pid": me.pid, "created": me.create_time() - 5000, "bolt_port": 1, "password": "x"}
    (folder / "server.json").write_text(json.dumps(state))
    assert embedded.running(folder) is None
    open_store(place).close()


def test_passwords_are_private(place: Path) -> None:
    open_store(place).close()
    folder = place / "graph"
    for name in ("server.json", "secrets.json"):
        assert (folder / name).stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0
    secret = json.loads((folder / "secrets.json").read_text())["password"]
    assert secret not in (folder / "server.log").read_text()
    assert secret not in repr(embedded.open_embedded(folder))


def test_a_port_in_use_is_told(place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match=f"Port {port} cannot be used"):
            embedded.open_embedded(place / "graph", bolt_port=port)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(blocked)


def test_up_keeps_it_and_down_ends_it(place: Path) -> None:
    store = open_store(place)
    embedded.pin(place / "graph")
    store.close()
    status = embedded.status(place / "graph")
    assert status.pinned
    assert embedded.stop(place / "graph")
    assert not embedded.status(place / "graph").running
    assert not embedded.stop(place / "graph")


def test_a_dead_process_that_nobody_collects_has_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:  # collected at the end of the block
        process = psutil.Process(child.pid)
        assert ended(child.pid, process.create_time(), 10)
        assert process.status() == psutil.STATUS_ZOMBIE


def test_a_living_process_has_not_ended() -> None:
    assert not ended(os.getpid(), psutil.Process().create_time(), 0.1)
