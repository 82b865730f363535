"""SQLite files that survive being killed: write-ahead log, one statement one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


def connect(path: Path, schema: str) -> sqlite3.Connection:
    """The database, made when absent; statements commit by themselves outside `transaction`.

    A commit survives the death of the process; a power cut, once the log was written back.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, isolation_level=None, timeout=30.0)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.executescript(schema)
    return db


def write_back(path: Path) -> None:
    """Have the commits of another connection, in another thread, survive a power cut too."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30.0)) as db:
        db.execute("PRAGMA wal_checkpoint(PASSIVE)")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
