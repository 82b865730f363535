"""The embedded graph: a server of our own in a child process, one per folder, found again by a file.

Layout of the folder (all of it private to the user):

    server.json   pid, ports and passwords of the running server (mode 600); gone when it stops
    server.lock   held while a server is found, started or stopped
    secrets.json  passwords, made once per folder (mode 600)
    users/        one lease per process that uses the server; the server stops when none is left
    pinned        present after `up`: the server stays when its last user leaves
    server.log    what the server printed
    data/         the engine's own files
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock
import psutil

from graph.bolt import Endpoint
from graph.errors import StoreError, StoreUnreachable
from graph.processes import alive, ended

DATABASE = "skillgraph"
START_SECONDS = 90.0
STOP_SECONDS = 10.0
RETRY_SECONDS = 8.0
"""A server that is started again because of a runaway statement answers sooner than this."""
SQL_SECONDS = 300.0
"""Making an index over a graph that is there takes long."""
_PACKAGES = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What `status` shows of the embedded server."""

    running: bool
    pid: int | None = None
    bolt_port: int | None = None
    started: float | None = None
    users: int = 0
    pinned: bool = False
    rss: int | None = None


def write_private(path: Path, data: dict[str, Any]) -> None:
    """Write JSON readable by this user alone, appearing all at once."""
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(data, file)
    os.replace(temporary, path)


def running(folder: Path) -> dict[str, Any] | None:
    """The state of the folder's server, or None; a file left by a killed server is removed."""
    path = folder / "server.json"
    try:
        state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if alive(state["pid"], state["created"]):
        return state
    path.unlink(missing_ok=True)
    return None


def leases(folder: Path) -> list[Path]:
    """The leases of living processes; those of dead ones are removed."""
    living = []
    for lease in (folder / "users").glob("*.json"):
        try:
            held = json.loads(lease.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if alive(held["pid"], held["created"]):
            living.append(lease)
        else:
            lease.unlink(missing_ok=True)
    return living


def open_embedded(folder: Path, *, heap: str = "1g", bolt_port: int | None = None) -> Endpoint:
    """Find or start the folder's server and take a lease on it.

    Args:
        folder: where the graph lives; made when absent.
        heap: the Java heap of a server that is started now, e.g. `1g`.
        bolt_port: the port a server that is started now must use; any free one by default.

    Raises:
        StoreError: the folder cannot be written, or the port is in use.
        StoreUnreachable: the server did not start; the message quotes its log.
    """
    _make_folder(folder)
    with locked(folder):
        state = running(folder) or start(folder, heap, bolt_port=bolt_port)
        release = _take_lease(folder)
    from graph.embedded_runaway import EmbeddedRunaway

    return Endpoint(
        uri=f"bolt://127.0.0.1:{state['bolt_port']}",
        username="root",
        password=state["password"],
        database=DATABASE,
        schema="embedded",
        description=f"embedded, {folder}",
        reader=("reader", state["reader_password"]),
        runaway=functools.partial(EmbeddedRunaway, folder, heap),
        retry_seconds=RETRY_SECONDS,
        sql=functools.partial(_run_sql, state),
        release=release,
    )


def _run_sql(state: dict[str, Any], statement: str) -> None:
    """Full-text and vector indexes are made in the engine's own SQL, which it takes over HTTP."""
    import httpx

    url = f"http://127.0.0.1:{state['http_port']}/api/v1/command/{DATABASE}"
    body = {"language": "sql", "command": statement}
    try:
        with httpx.Client(
            auth=("root", state["password"]), timeout=SQL_SECONDS, trust_env=False
        ) as client:
            answer = client.post(url, json=body)
    except httpx.HTTPError as error:
        raise StoreUnreachable(
            f"The embedded server did not answer ({error}).", hint="Run the command again."
        ) from error
    # Of several processes that open a new graph at once, the server tells all but one this.
    if not answer.is_success and "already exists" not in answer.text:
        raise StoreError(f"The embedded server refused {statement!r}: {answer.text[:300]}")


def status(folder: Path) -> ServerStatus:
    """What runs on the folder, without starting anything."""
    state = running(folder)
    if state is None:
        return ServerStatus(running=False)
    return ServerStatus(
        running=True,
        pid=state["pid"],
        bolt_port=state["bolt_port"],
        started=state["created"],
        users=len(leases(folder)),
        pinned=(folder / "pinned").exists(),
        rss=psutil.Process(state["pid"]).memory_info().rss,
    )


def pin(folder: Path) -> None:
    """Let the server stay when its last user leaves."""
    (folder / "pinned").touch()


def stop(folder: Path) -> bool:
    """Stop the folder's server. Returns whether one ran.

    One that does not stop in good order (a statement that computes on and on) is killed: what it
    committed is in its log, and the next start reads that.
    """
    if not folder.exists():
        return False
    with locked(folder):
        (folder / "pinned").unlink(missing_ok=True)
        state = running(folder)
        if state is None:
            return False
        process = psutil.Process(state["pid"])
        process.terminate()
        if not ended(state["pid"], state["created"], STOP_SECONDS):
            process.kill()
            ended(state["pid"], state["created"], STOP_SECONDS)
        (folder / "server.json").unlink(missing_ok=True)
        return True


def _make_folder(folder: Path) -> None:
    try:
        (folder / "users").mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        probe = folder / f"probe-{uuid.uuid4().hex}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StoreError(
            f"The graph folder {folder} cannot be written ({error.strerror}).",
            hint="Choose another with --home or SKILLGRAPH_HOME.",
        ) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder while its server is found, started or stopped.

    Raises:
        StoreUnreachable: somebody else holds it for too long.
    """
    lock = filelock.FileLock(folder / "server.lock")
    try:
        lock.acquire(timeout=START_SECONDS + STOP_SECONDS)
    except filelock.Timeout:
        raise StoreUnreachable(
            f"Another process holds {folder / 'server.lock'} for too long.",
            hint="Wait for it, or end it.",
        ) from None
    try:
        yield
    finally:
        lock.release()


def start(
    folder: Path, heap: str, *, bolt_port: int | None = None, http_port: int | None = None
) -> dict[str, Any]:
    """Start a server on a folder that is `locked`, and wait for its state.

    Raises:
        StoreError: a port is in use.
        StoreUnreachable: the server did not start; the message quotes its log.
    """
    ports = {"--bolt-port": bolt_port, "--http-port": http_port}
    for port in filter(None, ports.values()):
        _check_port(port)
    secret_file = folder / "secrets.json"
    if not secret_file.exists():
        write_private(
            secret_file,
            {"password": secrets.token_urlsafe(24), "reader_password": secrets.token_urlsafe(24)},
        )
    log = folder / "server.log"
    command = [sys.executable, "-m", "graph.embedded_server", str(folder), "--heap", heap]
    for option, chosen in ports.items():
        if chosen is not None:
            command += [option, str(chosen)]
    with log.open("wb") as output:
        # A session of its own: ctrl-C in the terminal must end the command, not the graph.
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(_PACKAGES), *filter(None, sys.path)]),
            },
        )
    return _await_server(folder, child, log)


def _await_server(folder: Path, child: subprocess.Popen[bytes], log: Path) -> dict[str, Any]:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        state = running(folder)
        if state is not None and state["pid"] == child.pid:
            # The child outlives us on purpose; without this, Popen warns when it is collected.
            child.returncode = 0
            return state
        if child.poll() is not None:
            break
        time.sleep(0.05)
    else:
        child.kill()
        child.wait()
    tail = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    raise StoreUnreachable(
        f"The embedded server did not start: {' '.join(tail)[:300] or 'no output'}.",
        hint=f"The whole log is {log}.",
    )


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise StoreError(
                f"Port {port} cannot be used ({error.strerror}).",
                hint="Choose another, or none to take any free one.",
            ) from error


def _take_lease(folder: Path) -> Callable[[], None]:
    process = psutil.Process()
    lease = folder / "users" / f"{process.pid}-{uuid.uuid4().hex}.json"
    write_private(lease, {"pid": process.pid, "created": process.create_time()})

    def release() -> None:
        lease.unlink(missing_ok=True)
        atexit.unregister(release)

    atexit.register(release)
    return release
