"""Statements that were given up, and are ended on servers that do not stop at a time limit.

It takes a thread each: whoever asked gets an answer within `PATIENCE_SECONDS`, while a server that
had to be restarted needs some seconds more, and a restart waits for a load to end.
"""

from __future__ import annotations

import threading
from typing import Protocol

from graph import leases
from graph.errors import GraphLocked, StoreBusy, StoreError
from graph.store import Store

PATIENCE_SECONDS = 1.5
RETRY_SECONDS = 5.0
CLOSE_SECONDS = 30.0


class Runaway(Protocol):
    """A statement that a server still computes."""

    def end(self) -> bool:
        """Ask the server to end it. Returns whether it did; loops in an expression do not hear."""
        ...

    def restart(self) -> None:
        """Kill the server and start it again. What was committed stays."""
        ...


class Endings:
    """What one store is ending."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []

    def begin(self, runaway: Runaway) -> str:
        """End it. Returns what stands in the way, or nothing when it has ended or soon will have."""
        obstacles: list[str] = []
        thread = threading.Thread(target=self._work, args=(runaway, obstacles), daemon=True)
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()
        thread.join(PATIENCE_SECONDS)
        return obstacles[0] if obstacles and thread.is_alive() else ""

    def close(self) -> None:
        """Wait for what is being ended, and for no load."""
        self._closing.set()
        for thread in self._threads:
            thread.join(CLOSE_SECONDS)

    def _work(self, runaway: Runaway, obstacles: list[str]) -> None:
        while True:
            try:
                return self._end(runaway)
            except (GraphLocked, StoreBusy) as error:
                obstacles.append(error.message)
            except StoreError:
                return None  # the server is gone, and with it the statement
            if self._closing.wait(RETRY_SECONDS):
                return None

    def _end(self, runaway: Runaway) -> None:
        """A restart rolls back what others are writing: the lease says that no load is under way."""
        if not runaway.end():
            with leases.held(self._store, "ending a statement that computes on and on"):
                runaway.restart()
