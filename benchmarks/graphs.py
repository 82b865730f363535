"""Empty graphs to measure on: the embedded engine, and Neo4j at NEO4J_URI or started for the run."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from api.settings import Settings, from_environment
from benchmarks.machine import MIB
from graph import embedded
from graph.errors import SkillgraphError
from graph.reads import count_nodes
from ingest.sample import sample_folder
from tests.engines import NAMES, Engine
from tests.neo4j_jars import CannotRunNeo4j
from tests.neo4j_server import Address, neo4j_process

SOURCES = ("dice", "bls", "onet", "esco")
OURS = {"Migration", "GraphState"}
EMPTY = "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"


@dataclass(frozen=True)
class Loaded:
    """What a load did: rows read, seconds, peak MiB of its process, what the graph then holds.

    `changes` counts nodes and edges that were created, updated or deleted, and `stages` are the
    seconds of the parts of the work, where the load tells; `cpu_seconds` are those of its process.
    """

    rows: int
    seconds: float
    peak_mib: float
    nodes: dict[str, int]
    edges: dict[str, int]
    changes: int | None = None
    rejected: dict[str, int] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    cpu_seconds: float | None = None


@dataclass(frozen=True)
class Server:
    """The process that holds a graph, so that its work can be told beside ours."""

    pid: int

    def cpu_seconds(self) -> float:
        """Processor time since it started."""
        used = psutil.Process(self.pid).cpu_times()
        return used.user + used.system

    def rss_mib(self) -> float:
        """Resident memory now: its heap, which it fills before it tidies, and more."""
        return psutil.Process(self.pid).memory_info().rss / MIB


@dataclass
class Measured(Engine):
    """An engine whose server runs on this machine, or None where only its address is known."""

    server: Server | None = None


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The options that all benchmarks over a graph have."""
    parser = argparse.ArgumentParser(description=(description or "").split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of source files; else the sample")
    parser.add_argument("--engine", choices=[*NAMES, "both"], default="both")
    return parser


def engines(chosen: str) -> list[str]:
    """The engines that `--engine` names."""
    return list(NAMES) if chosen == "both" else [chosen]


def folders(data: Path | None) -> list[Path]:
    """What to ingest: the folders of sources below a data folder, else all of it, or the sample."""
    root = data or sample_folder()
    return [root / name for name in SOURCES if (root / name).is_dir()] or [root]


@contextlib.contextmanager
def fresh(name: str, plugins: Path | None = None) -> Iterator[Measured]:
    """An empty, migrated graph and an empty home; both are gone when the block ends.

    `plugins` are jars of procedures for a Neo4j that is started here.

    A Neo4j at NEO4J_URI must be empty, and is emptied again. Without that and without Java there
    is none: `CannotRunNeo4j` says what to install.
    """
    settings = from_environment()
    with TemporaryDirectory(prefix="skillgraph-bench-") as folder, contextlib.ExitStack() as stack:
        home = Path(folder) / "home"
        home.mkdir()
        if name == "embedded":
            engine = Measured(name, home)
            stack.callback(embedded.stop, home / "graph")
        elif settings.neo4j_uri:
            engine = _given(settings, settings.neo4j_uri, home)
            stack.callback(_empty, engine)
        else:
            running = stack.enter_context(neo4j_process(Path(folder) / "server", plugins))
            engine = Measured(name, home, running.address)
            engine.server = Server(running.process.pid)
        # While this one is open, the embedded server stays.
        stack.enter_context(contextlib.closing(engine.open()))
        if name == "embedded":
            pid = embedded.status(home / "graph").pid
            engine.server = Server(pid) if pid else None
        yield engine


def _given(settings: Settings, uri: str, home: Path) -> Measured:
    login = (settings.neo4j_username or "neo4j", settings.neo4j_password or "")
    engine = Measured("neo4j", home, Address(uri, *login), settings.neo4j_database or "neo4j")
    with contextlib.closing(engine.open()) as store:
        if set(count_nodes(store)) - OURS:
            sys.exit(f"The graph at {uri} is not empty; name one that may be filled and emptied.")
    return engine


def _empty(engine: Engine) -> None:
    with contextlib.closing(engine.open()) as store:
        store.run_statement(EMPTY)


@contextlib.contextmanager
def told(chosen: str) -> Iterator[None]:
    """End with a sentence, not a traceback; `both` goes on where no Neo4j can be started."""
    try:
        yield
    except SkillgraphError as error:
        sys.exit(str(error))
    except CannotRunNeo4j as error:
        if chosen != "both":
            sys.exit(str(error))
        print(error, file=sys.stderr)
