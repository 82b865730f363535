"""The two engines that every store test runs on, and how a test gets a graph to itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graph.bolt import BoltStore
from graph.connect import open_store
from graph.reads import count_nodes
from tests.neo4j_server import Address

NAMES = ("embedded", "neo4j")


def filled_labels(store: BoltStore) -> list[str]:
    """Labels of what tests and samples left in the graph."""
    return [label for label, n in count_nodes(store).items() if n and label != "Migration"]


@dataclass
class Engine:
    """A running graph, shared by the tests of a session, one test at a time.

    `home` holds what is kept beside the graph (manifests, rejects, models). `holds` is what the
    graph is known to contain: `unknown` once a test had it, `nothing`, or `sample`.
    """

    name: str
    home: Path
    address: Address | None = None
    database: str = "neo4j"
    holds: str = field(default="unknown", init=False)

    def open(self) -> BoltStore:
        """A new connection to the graph, as `skillgraph` would open it."""
        if self.address is None:
            return open_store(self.home)
        return open_store(
            self.home,
            uri=self.address.uri,
            username=self.address.username,
            password=self.address.password,
            database=self.database,
        )

    @staticmethod
    def open_named() -> BoltStore:
        """The graph that `environment` names, opened in another process."""
        return open_store(
            Path(os.environ["SKILLGRAPH_HOME"]),
            uri=os.environ.get("NEO4J_URI"),
            username=os.environ.get("NEO4J_USERNAME"),
            password=os.environ.get("NEO4J_PASSWORD"),
            database=os.environ.get("NEO4J_DATABASE"),
        )

    def environment(self) -> dict[str, str]:
        """The variables with which a `skillgraph` process uses this graph and this home."""
        variables = {"SKILLGRAPH_HOME": str(self.home)}
        if self.address is not None:
            variables["NEO4J_URI"] = self.address.uri
            variables["NEO4J_USERNAME"] = self.address.username
            variables["NEO4J_PASSWORD"] = self.address.password
            variables["NEO4J_DATABASE"] = self.database
        return variables

    def empty(self) -> None:
        """Delete all that tests left behind, in the graph and in the home; the schema stays."""
        store = self.open()
        try:
            if store.endpoint.sql:
                # Nine tenths faster than the same over Bolt; what has other labels is left to that.
                for label in filled_labels(store):
                    store.run_statement(f"DELETE FROM `{label}`", "sql")
            store.run_statement("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")
        finally:
            store.close()
        for entry in self.home.iterdir():
            if entry.is_dir() and entry.name != "graph":
                shutil.rmtree(entry)
            elif not entry.is_dir():
                entry.unlink()
        self.holds = "nothing"

    def load(self, ingest_sample: Callable[[BoltStore, Path], object]) -> None:
        """See that the graph holds the shipped sample and nothing else."""
        if self.holds == "sample":
            return
        self.empty()
        store = self.open()
        try:
            ingest_sample(store, self.home)
        finally:
            store.close()
        self.holds = "sample"
