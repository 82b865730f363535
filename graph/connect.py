"""Open the graph that the settings name, migrated and ready."""

from __future__ import annotations

from pathlib import Path

from graph.bolt import BoltStore, Endpoint
from graph.errors import StoreRefused
from graph.schema import migrate


def open_store(
    home: Path,
    *,
    uri: str | None = None,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    heap: str = "1g",
) -> BoltStore:
    """The graph at `uri`, else the embedded one under `home/graph`.

    Raises:
        StoreUnreachable, StoreRefused, StoreTooOld, StoreError: see `graph.errors`.
    """
    if uri is None:
        from graph.embedded import open_embedded

        endpoint = open_embedded(home / "graph", heap=heap)
    elif not password:
        raise StoreRefused(
            f"NEO4J_URI is {uri} and there is no password.", hint="Set NEO4J_PASSWORD."
        )
    else:
        endpoint = Endpoint(uri, username or "neo4j", password, database or "neo4j", "neo4j", uri)
    try:
        store = BoltStore(endpoint)
    except BaseException:
        if endpoint.release:
            endpoint.release()
        raise
    try:
        migrate(store)
    except BaseException:
        store.close()
        raise
    return store
