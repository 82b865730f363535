"""A real Neo4j community server without Docker, for tests and development.

python -m tests.neo4j_server start --home .neo4j --port 7687
python -m tests.neo4j_server stop --home .neo4j
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from tests.neo4j_jars import CannotRunNeo4j, jars, java

START_SECONDS = 120
STOP_SECONDS = 30
IMPORT_SECONDS = 540
MAIN = "org.neo4j.server.CommunityEntryPoint"
ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"

# A test server is emptied again and again: it needs no transaction history, and wrong passwords
# are tried on purpose, so the server must not lock the account.
CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=256m
db.tx_log.rotation.retention_policy=keep_none
db.tx_log.preallocate=false
dbms.security.auth_max_failed_attempts=0
dbms.usage_report.enabled=false
"""


@dataclass(frozen=True)
class Address:
    """Where a server answers, and as whom."""

    uri: str
    username: str
    password: str


@dataclass(frozen=True)
class Running:
    """A server that was started here: its process, and where it answers."""

    process: subprocess.Popen[bytes]
    address: Address


@contextlib.contextmanager
def neo4j_server(home: Path) -> Iterator[Address]:
    """A server with an empty store under `home`, ended on leaving."""
    with neo4j_process(home) as running:
        yield running.address


@contextlib.contextmanager
def neo4j_process(home: Path, plugins: Path | None = None) -> Iterator[Running]:
    """The same with its process, and with the procedures in the jars of a folder."""
    running = start(home, free_port(), plugins=plugins)
    with watched(running):
        yield running


@contextlib.contextmanager
def watched(running: Running) -> Iterator[None]:
    """Kill a server on leaving.

    It also ends when this process dies without leaving: a watcher waits at the end of a pipe.
    """
    watcher = subprocess.Popen(
        ["sh", "-c", 'read -r _; kill -9 "$1"', "sh", str(running.process.pid)],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        watcher.kill()
        watcher.communicate()
        running.process.kill()  # the store is thrown away: a tidy stop would take ten seconds
        running.process.wait()


def start(home: Path, port: int, *, password: str = "", plugins: Path | None = None) -> Running:
    """Start a server on a loopback port and wait until it answers.

    What procedures the jars in `plugins` have may do all that the server can.

    Raises `CannotRunNeo4j` when there is no Java or no jars, or the server ended early.
    """
    password = password or secrets.token_hex(16)
    command = _command(java(), home, jars(), *([plugins] if plugins else ()))
    write_configuration(home, port)
    if plugins:
        _install(home, plugins)
    with (home / "console.log").open("wb") as console:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = Address(f"bolt://127.0.0.1:{port}", "neo4j", password)
    try:
        _wait_until_ready(process, address, home / "console.log")
    except BaseException:
        process.kill()
        process.wait()
        raise
    return Running(process, address)


def _install(home: Path, plugins: Path) -> None:
    # The server looks for procedures in its folder, and for what they need on the class path.
    for jar in plugins.iterdir():
        shutil.copy(jar, home / "plugins")
    with (home / "conf" / "neo4j.conf").open("a", encoding="utf-8") as file:
        file.write("dbms.security.procedures.unrestricted=*\n")


def _command(program: str, home: Path, *libs: Path) -> list[str]:
    opened = (f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "sun.nio.ch"))
    return [
        program,
        "-Xms512m",
        "-Xmx1g",
        *opened,
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "-cp",
        ":".join(f"{lib}/*" for lib in libs),
        MAIN,
        f"--home-dir={home.resolve()}",
        f"--config-dir={home.resolve() / 'conf'}",
    ]


def write_configuration(home: Path, port: int) -> None:
    """The folders of a server's home and its settings."""
    for name in ("conf", "data", "logs", "plugins", "import"):
        (home / name).mkdir(parents=True, exist_ok=True)
    text = CONFIGURATION.format(port=port)
    (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")


def import_bulk(folder: Path, home: Path) -> None:
    """Run the script of a bulk export for a stopped server's home, as `neo4j-admin` would.

    Raises `AssertionError` with what the import printed last when it fails.
    """
    admin = home / "neo4j-admin"
    # The script calls whatever NEO4J_ADMIN names.
    admin.write_text(f'#!/bin/sh\nexec "{java()}" -cp "{jars()}/*" {ADMIN} "$@"\n')
    admin.chmod(0o755)
    places = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(
        ["sh", str(folder / "import.sh")],
        env={**os.environ, **places, "NEO4J_ADMIN": str(admin)},
        capture_output=True,
        text=True,
        check=False,
        timeout=IMPORT_SECONDS,
    )
    if done.returncode:
        raise AssertionError(f"The import failed: {(done.stdout + done.stderr)[-2000:]}")


def _wait_until_ready(process: subprocess.Popen[bytes], address: Address, console: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        if process.poll() is not None:
            raise CannotRunNeo4j(f"Neo4j ended while starting: {_tail(console)}")
        try:
            _log_in(address)
            return
        except (DriverError, Neo4jError, OSError) as error:
            if time.monotonic() > deadline:
                raise CannotRunNeo4j(f"Neo4j did not answer in {START_SECONDS} s.") from error
        time.sleep(0.25)


def _log_in(address: Address) -> None:
    """Log in; on a new store, where only neo4j / neo4j is known, set the password first."""
    try:
        _ask(address, "RETURN 1")
    except AuthError:
        first = Address(address.uri, "neo4j", "neo4j")
        _ask(first, "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=address.password)
        _ask(address, "RETURN 1")


def _ask(address: Address, text: str, **parameters: str) -> None:
    login = (address.username, address.password)
    database = "system" if parameters else "neo4j"
    with (
        GraphDatabase.driver(address.uri, auth=login, connection_timeout=5) as driver,
        driver.session(database=database) as session,
    ):
        session.run(text, parameters).consume()


def _tail(console: Path) -> str:
    return console.read_text(encoding="utf-8", errors="replace")[-2000:].strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# ---- for development: one server that outlives the command --------------------------------------


def _start_for_development(home: Path, port: int, password: str) -> None:
    if _found(home):
        print(f"Neo4j runs already; `make neo4j-stop` ends it (see {home / 'server.txt'}).")
        return
    running = start(home, port, password=password)
    (home / "server.txt").write_text(f"{running.process.pid}\n", encoding="utf-8")
    running.process.returncode = 0  # it goes on without us: nothing to wait for
    print(f"export NEO4J_URI={running.address.uri}")
    print(f"export NEO4J_USERNAME={running.address.username}")
    print(f"export NEO4J_PASSWORD={running.address.password}")


def _stop(home: Path) -> None:
    process = _found(home)
    if process is None:
        print("No Neo4j of this checkout is running.")
        return
    process.terminate()
    process.wait(STOP_SECONDS)
    (home / "server.txt").unlink()
    print("Neo4j has stopped.")


def _found(home: Path) -> psutil.Process | None:
    """The server of this home, if it runs: a reused process id does not count."""
    try:
        process = psutil.Process(int((home / "server.txt").read_text(encoding="utf-8")))
        ours = f"--home-dir={home.resolve()}" in process.cmdline()
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
        return None
    return process if ours else None


def main() -> int:
    """Start or stop the development server."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("action", choices=["start", "stop"])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--port", type=int, default=7687)
    parser.add_argument("--password", default="skillgraph-dev")
    options = parser.parse_args()
    try:
        if options.action == "stop":
            _stop(options.home)
        else:
            _start_for_development(options.home, options.port, options.password)
    except CannotRunNeo4j as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
