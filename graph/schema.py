"""Migrations: ordered statements per engine under `cypher/schema`, recorded in the graph."""

from __future__ import annotations

import functools
from contextlib import suppress
from importlib import resources

from graph.bolt import BoltStore
from graph.errors import ConstraintViolated
from graph.store import retrying


def migrations(schema: str) -> list[tuple[str, list[str]]]:
    """Name and statements of each migration for `neo4j` or `embedded`, in order."""
    folder = resources.files("cypher").joinpath("schema", schema)
    files = sorted(
        (f for f in folder.iterdir() if f.name.endswith(".cypher")), key=lambda f: f.name
    )
    return [(f.name.removesuffix(".cypher"), _statements(f.read_text("utf-8"))) for f in files]


def _statements(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("//")]
    return [s.strip() for s in "\n".join(lines).split(";") if s.strip()]


def migrate(store: BoltStore) -> list[str]:
    """Apply what has not been applied yet; returns the names. Each statement may be run again."""
    done = {row["name"] for row in store.read("applied_migrations")}
    new = [(n, s) for n, s in migrations(store.endpoint.schema) if n not in done]
    for name, statements in new:
        for statement in statements:
            retrying(functools.partial(store.run_statement, statement))
        # Another process that came at the same time may have been first.
        with suppress(ConstraintViolated):
            store.write("record_migration", name=name)
    return [name for name, _ in new]
