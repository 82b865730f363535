"""The graph as a place: open it, start and stop the embedded server, say what is there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING

from api.settings import Settings
from graph.errors import InvalidValue

if TYPE_CHECKING:
    from graph.store import Store

MANY_RUNS = 10_000


@dataclass(frozen=True, slots=True)
class Server:
    """The embedded server: whether it runs, where, since when (ISO), for how many processes."""

    running: bool
    pid: int | None = None
    bolt: str | None = None
    since: str | None = None
    users: int = 0
    pinned: bool = False
    rss_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What the graph is and holds. `since` and `changed` are the first and the latest run's start."""

    version: str
    home: str
    store: str
    server: Server | None
    graph_version: str
    nodes: dict[str, int]
    edges: dict[str, int]
    runs: int
    since: str | None
    changed: str | None


def version() -> str:
    """The installed version of the distribution."""
    try:
        return metadata.version("skillgraph")
    except metadata.PackageNotFoundError:
        return "0+unknown"


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The graph that the settings name, closed again at the end.

    Raises:
        StoreError: it cannot be reached, refuses, or is too old.
    """
    from graph.connect import open_store

    store = open_store(
        settings.home,
        uri=settings.neo4j_uri,
        username=settings.neo4j_username,
        password=settings.neo4j_password,
        database=settings.neo4j_database,
    )
    try:
        yield store
    finally:
        store.close()


def exists(settings: Settings) -> bool:
    """Whether there is a graph to ask, without making one."""
    return not settings.embedded or (settings.home / "graph" / "data").exists()


def server(settings: Settings) -> Server | None:
    """The embedded server, without starting it; None when the graph is elsewhere."""
    if not settings.embedded:
        return None
    from graph import embedded

    found = embedded.status(settings.home / "graph")
    since = found.started and datetime.fromtimestamp(found.started, UTC).isoformat("T", "seconds")
    return Server(
        running=found.running,
        pid=found.pid,
        bolt=f"bolt://127.0.0.1:{found.bolt_port}" if found.bolt_port else None,
        since=since or None,
        users=found.users,
        pinned=found.pinned,
        rss_bytes=found.rss,
    )


def status(settings: Settings) -> Status:
    """What the graph holds and since when; starts an embedded server for the time of asking.

    Raises:
        StoreError: the graph cannot be reached.
    """
    from graph import reads

    # Looked at first: opening the store would start one and hide that none ran.
    before = server(settings)
    with opened(settings) as store:
        runs = reads.list_runs(store, limit=MANY_RUNS)
        return Status(
            version=version(),
            home=str(settings.home),
            store=store.description,
            server=before,
            graph_version=reads.graph_version(store),
            nodes=reads.count_nodes(store),
            edges=reads.count_edges(store),
            runs=len(runs),
            since=min((r.started for r in runs), default=None),
            changed=max((r.started for r in runs), default=None),
        )


def up(settings: Settings, *, heap: str = "1g", bolt_port: int | None = None) -> Server:
    """Start the embedded server, unless it runs, and keep it running when nobody uses it.

    Raises:
        InvalidValue: the graph is not embedded.
        StoreError: it cannot start.
    """
    _only_embedded(settings)
    from graph import embedded

    folder = settings.home / "graph"
    endpoint = embedded.open_embedded(folder, heap=heap, bolt_port=bolt_port)
    embedded.pin(folder)
    try:
        with opened(settings):
            pass
    finally:
        if endpoint.release:
            endpoint.release()
    found = server(settings)
    assert found is not None
    return found


def down(settings: Settings) -> tuple[bool, float]:
    """Stop the embedded server in good order: whether one ran, and the seconds it took.

    Raises:
        InvalidValue: the graph is not embedded.
        RunError: it did not stop.
    """
    _only_embedded(settings)
    from graph import embedded

    began = time.perf_counter()
    return embedded.stop(settings.home / "graph"), time.perf_counter() - began


def _only_embedded(settings: Settings) -> None:
    if not settings.embedded:
        raise InvalidValue(
            f"NEO4J_URI is set to {settings.neo4j_uri}: that server is not ours to start or stop.",
            hint="Unset it to use the embedded one.",
        )
