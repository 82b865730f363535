"""The child process of `graph.embedded`: starts the engine, stays while it has users, stops it.

Run as `python -m graph.embedded_server FOLDER`; passwords come from `FOLDER/secrets.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import filelock
import httpx
import psutil

from graph.embedded import DATABASE, STOP_SECONDS, leases, write_private

LINGER_SECONDS = 10.0
"""How long the server waits for the next user, so that commands in a row do not each start one."""

READER_GROUP = {
    # More than the cap on an answer's bytes lets through: what is cut off there is not told.
    "resultSetLimit": 2_000_000,
    "readTimeout": -1,
    "access": [],
    "types": {"*": {"access": ["readRecord"]}},
}
ADMIN_GROUP = {
    "resultSetLimit": -1,
    "readTimeout": -1,
    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
    "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
}
NO_GROUP = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}}


def main() -> int:
    """Start the server, publish its state, and wait until it is no longer needed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--bolt-port", type=int, default=0)
    parser.add_argument("--http-port", type=int, default=0)
    options = parser.parse_args()
    folder: Path = options.folder
    secret = json.loads((folder / "secrets.json").read_text(encoding="utf-8"))
    _write_groups(folder / "data" / "config")
    bolt_port = options.bolt_port or _free_port()
    http_port = options.http_port or _free_port()
    server = _start_engine(folder, secret["password"], bolt_port, http_port, options.heap)
    _prepare(http_port, secret)
    # After the start: the JVM installs handlers of its own.
    signal.signal(signal.SIGTERM, _leave)
    me = psutil.Process()
    state = {
        "pid": me.pid,
        "created": me.create_time(),
        "bolt_port": bolt_port,
        "http_port": http_port,
        **secret,
    }
    write_private(folder / "server.json", state)
    try:
        _serve(folder)
    finally:
        _withdraw(folder, me.pid)
        # A statement that computes on must not keep a stopping server from ending.
        last_resort = threading.Timer(STOP_SECONDS, os._exit, (1,))
        last_resort.daemon = True
        last_resort.start()
        server.stop()
    return 0


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _write_groups(config: Path) -> None:
    """The groups file, before the engine writes its own: one that may read, and nothing else."""
    config.mkdir(parents=True, exist_ok=True)
    groups = {"admin": ADMIN_GROUP, "*": NO_GROUP, "reader": READER_GROUP}
    write_private(
        config / "server-groups.json", {"databases": {"*": {"groups": groups}}, "version": 2}
    )


def _start_engine(folder: Path, password: str, bolt: int, http: int, heap: str) -> Any:
    from arcadedb_embedded.server import ArcadeDBServer

    server = ArcadeDBServer(
        root_path=str(folder / "data"),
        root_password=password,
        config={
            # The other mode hides from a user what is wrong with a statement.
            "mode": "development",
            "host": "127.0.0.1",
            "http_port": http,
            "bolt_port": bolt,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            # Nothing here loads data in such a way; a statement of a user must not.
            "opencypher_loadCsv_allowFileUrls": False,
            "opencypher_loadCsv_allowRemoteUrls": False,
        },
        jvm_kwargs={"heap_size": heap},
    )
    server.start()
    return server


def _prepare(http_port: int, secret: dict[str, str]) -> None:
    """Make the database and the reading user on the first start."""
    url = f"http://127.0.0.1:{http_port}/api/v1"
    with httpx.Client(auth=("root", secret["password"]), timeout=30, trust_env=False) as client:
        existing = client.get(f"{url}/databases").raise_for_status().json()["result"]
        if DATABASE not in existing:
            command = f"create database {DATABASE}"
            client.post(f"{url}/server", json={"command": command}).raise_for_status()
        user = {
            "name": "reader",
            "password": secret["reader_password"],
            "databases": {DATABASE: ["reader"]},
        }
        answer = client.post(f"{url}/server", json={"command": f"create user {json.dumps(user)}"})
        if answer.is_error and "already exists" not in answer.text:
            answer.raise_for_status()


def _serve(folder: Path) -> None:
    """Return when nobody has used the server for a while and `up` did not ask it to stay."""
    last_used = time.monotonic()
    while True:
        time.sleep(0.5)
        if not folder.exists():
            return
        if leases(folder) or (folder / "pinned").exists():
            last_used = time.monotonic()
        elif time.monotonic() - last_used > LINGER_SECONDS:
            lock = filelock.FileLock(folder / "server.lock")
            try:
                with lock.acquire(timeout=0):
                    if leases(folder) or (folder / "pinned").exists():
                        continue
                    # Under the lock: whoever comes now finds no server and starts the next one,
                    # which waits for the engine's own lock on the data.
                    _withdraw(folder, psutil.Process().pid)
                    return
            except filelock.Timeout:
                continue


def _withdraw(folder: Path, pid: int) -> None:
    path = folder / "server.json"
    try:
        if json.loads(path.read_text(encoding="utf-8"))["pid"] == pid:
            path.unlink()
    except (OSError, ValueError, KeyError):
        return


if __name__ == "__main__":
    sys.exit(main())
