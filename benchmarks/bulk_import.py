"""The physical limit on Neo4j: `neo4j-admin database import full` of a graph that is made already.

What we loaded is exported for it; its files hold all that an ingest works out, so the import only
writes. Beside the import alone: the server started on it, our schema made, what searching needs too.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.machine import peak_mib
from graph.connect import open_store
from graph.export import export
from graph.export_formats import FORMATS
from graph.reads import count_edges
from tests.engines import Engine
from tests.neo4j_server import import_bulk, neo4j_process, write_configuration


@dataclass(frozen=True)
class Imported:
    """Seconds of the import, and until the graph was queryable; seconds and MiB of our export."""

    seconds: float
    queryable: float
    export_seconds: float
    export_peak: float
    nodes: int
    edges: int


def measure(engine: Engine) -> Imported:
    """Export a graph, import it into a new Neo4j, start that and make the indexes."""
    with TemporaryDirectory(prefix="skillgraph-bench-") as folder:
        out, home = Path(folder) / "bulk", Path(folder) / "server"
        began = time.perf_counter()
        with contextlib.closing(engine.open()) as store:
            done = export(store, "bulk", out, FORMATS["bulk"])
        exported, peak = time.perf_counter() - began, peak_mib()
        write_configuration(home, 7687)
        began = time.perf_counter()
        import_bulk(out, home)
        seconds = time.perf_counter() - began
        edges = _open(home, Path(folder))
        queryable = time.perf_counter() - began
    if edges != sum(done.edges.values()):
        raise AssertionError(f"{edges} edges were imported of {sum(done.edges.values())}.")
    return Imported(seconds, queryable, exported, peak, sum(done.nodes.values()), edges)


def _open(home: Path, ours: Path) -> int:
    """Start the server, make constraints and indexes, count the edges."""
    with neo4j_process(home) as running:
        at = running.address
        store = open_store(ours, uri=at.uri, username=at.username, password=at.password)
        with contextlib.closing(store):
            store.index()
            return sum(count_edges(store).values())
