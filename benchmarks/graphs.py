"""Empty graphs to measure on: the embedded engine, and Neo4j at NEO4J_URI or started for the run."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from api.settings import Settings, from_environment
from graph import embedded
from graph.errors import SkillgraphError
from graph.reads import count_nodes
from ingest.sample import sample_folder
from tests.engines import NAMES, Engine
from tests.neo4j_jars import CannotRunNeo4j
from tests.neo4j_server import Address, neo4j_server

OURS = {"Migration", "GraphState"}
EMPTY = "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"


@dataclass(frozen=True)
class Loaded:
    """What a load did: rows read, seconds, peak MiB of its process, what the graph then holds.

    `changes` counts nodes and edges that were created, updated or deleted, where the load tells.
    """

    rows: int
    seconds: float
    peak_mib: float
    nodes: dict[str, int]
    edges: dict[str, int]
    changes: int | None = None
    rejected: dict[str, int] = field(default_factory=dict)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The options that all benchmarks over a graph have."""
    parser = argparse.ArgumentParser(description=(description or "").split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of Dice and BLS files; else the sample")
    parser.add_argument("--engine", choices=[*NAMES, "both"], default="both")
    return parser


def engines(chosen: str) -> list[str]:
    """The engines that `--engine` names."""
    return list(NAMES) if chosen == "both" else [chosen]


def folders(data: Path | None) -> list[Path]:
    """What to ingest: `dice` and `bls` of a data folder that has them, or the shipped sample."""
    root = data or sample_folder()
    parts = [root / "dice", root / "bls"]
    return parts if all(part.is_dir() for part in parts) else [root]


@contextlib.contextmanager
def fresh(name: str) -> Iterator[Engine]:
    """An empty, migrated graph and an empty home; both are gone when the block ends.

    A Neo4j at NEO4J_URI must be empty, and is emptied again. Without that and without Java there
    is none: `CannotRunNeo4j` says what to install.
    """
    settings = from_environment()
    with TemporaryDirectory(prefix="skillgraph-bench-") as folder, contextlib.ExitStack() as stack:
        home = Path(folder) / "home"
        home.mkdir()
        if name == "embedded":
            engine = Engine(name, home)
            stack.callback(embedded.stop, home / "graph")
        elif settings.neo4j_uri:
            engine = _given(settings, settings.neo4j_uri, home)
            stack.callback(_empty, engine)
        else:
            engine = Engine(name, home, stack.enter_context(neo4j_server(Path(folder) / "server")))
        # While this one is open, the embedded server stays.
        stack.enter_context(contextlib.closing(engine.open()))
        yield engine


def _given(settings: Settings, uri: str, home: Path) -> Engine:
    login = (settings.neo4j_username or "neo4j", settings.neo4j_password or "")
    engine = Engine("neo4j", home, Address(uri, *login), settings.neo4j_database or "neo4j")
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
