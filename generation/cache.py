"""Replies by content, shared between runs: the same question to the same teacher is paid once.

Only whole replies that could be read are in it. The key names the teacher, its server and its
parameters, and every message of the question.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from generation.sqlite import connect
from graph.errors import RunError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS replies (
    key TEXT PRIMARY KEY, teacher TEXT NOT NULL, reply TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT, WITHOUT ROWID;
"""


class ReplyCache:
    """A file of replies; any number of processes may use it at the same time.

    Raises:
        RunError: the file is damaged or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._db = connect(path, _SCHEMA)
        except (sqlite3.DatabaseError, OSError) as error:
            raise RunError(
                f"The cache of replies {path} cannot be used: {error}.",
                hint="Move the file away; replies of runs that are not finished stay with them.",
            ) from error

    def get(self, key: str) -> str | None:
        """The reply to a question, or None."""
        found = self._db.execute("SELECT reply FROM replies WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else None

    def put(self, key: str, teacher: str, reply: str) -> None:
        """Keep a whole reply; the first one to a question stays."""
        self._db.execute(
            "INSERT OR IGNORE INTO replies (key, teacher, reply) VALUES (?, ?, ?)",
            (key, teacher, reply),
        )

    def close(self) -> None:
        """Close the file."""
        self._db.close()
