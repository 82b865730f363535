"""Migrations: ordered statements per engine under `cypher/schema`, recorded in the graph."""

from __future__ import annotations

import functools
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources

from graph.bolt import BoltStore
from graph.errors import ConstraintViolated
from graph.store import retrying

LATE = "When something is loaded: "
"""How the first comment of a migration begins that an empty graph does without: an index is made in a
fraction of the time that it takes to keep while everything is loaded for the first time."""

_COMMENTS = ("//", "--")


@dataclass(frozen=True, slots=True)
class Migration:
    """Statements of one file; `language` is `cypher`, or `sql` where an engine has only that."""

    name: str
    language: str
    statements: tuple[str, ...]
    late: bool


def migrations(schema: str) -> list[Migration]:
    """The migrations for `neo4j` or `embedded`, in order."""
    folder = resources.files("cypher").joinpath("schema", schema)
    files = sorted((f for f in folder.iterdir() if f.is_file()), key=lambda f: f.name)
    return [
        Migration(stem, language, _statements(text), text[3:].startswith(LATE))
        for file in files
        for stem, _, language in [file.name.rpartition(".")]
        if language in ("cypher", "sql")
        for text in [file.read_text("utf-8")]
    ]


def _statements(text: str) -> tuple[str, ...]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(_COMMENTS)]
    return tuple(s.strip() for s in "\n".join(lines).split(";") if s.strip())


def migrate(store: BoltStore, *, late: bool = False) -> list[str]:
    """Apply what has not been applied yet; returns the names. Each statement may be run again.

    Args:
        late: Also what waits until something is loaded, see `LATE`.
    """
    done = {row["name"] for row in store.read("applied_migrations")}
    new = [
        m for m in migrations(store.endpoint.schema) if m.name not in done and (late or not m.late)
    ]
    for migration in new:
        for statement in migration.statements:
            retrying(functools.partial(store.run_statement, statement, migration.language))
        # Another process that came at the same time may have been first.
        with suppress(ConstraintViolated):
            store.write("record_migration", name=migration.name)
    return [migration.name for migration in new]
