"""The one door to the graph: read, write, transaction, close.

`query` is always the name of a file of the query library (`graph.queries`); values travel as
parameters. Whatever the engine, callers see only this seam and the errors of `graph.errors`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from graph.errors import StoreBusy, StoreError
from graph.records import Row

T = TypeVar("T")
ATTEMPTS = 6


class Access(Protocol):
    """What a store and a transaction have in common."""

    def read(self, query: str, /, **params: Any) -> list[Row]:
        """Rows of a named query in read mode."""
        ...

    def write(self, query: str, /, **params: Any) -> list[Row]:
        """Rows of a named query in write mode."""
        ...


@dataclass(frozen=True, slots=True)
class AdHocResult:
    """Rows of a user's own statement; `truncated` when the row cap cut them off."""

    columns: tuple[str, ...]
    rows: list[Row]
    truncated: bool


class Store(Access, Protocol):
    """A graph. Thread-safe; one call outside `transaction()` is one transaction of its own."""

    description: str
    """Engine and address for people: `embedded, /home/…/graph` or `neo4j://host:7687`."""

    def transaction(self) -> AbstractContextManager[Access]:
        """A transaction: committed when the block ends, rolled back when it raises."""
        ...

    def ad_hoc(
        self, text: str, params: dict[str, Any], *, timeout: float, max_rows: int
    ) -> AdHocResult:
        """Run a user's read-only statement: checked before and by the server, capped, rolled back.

        Raises:
            NotReadOnly: it writes, changes the schema or calls what is not allowed.
            QueryTimeout: it took longer than `timeout` seconds.
            QueryError: it is not valid, or its answer takes too much memory.
        """
        ...

    def index(self) -> None:
        """Make the indexes that searching reads, unless they are there."""
        ...

    def close(self) -> None:
        """Give back connections; the embedded server stops when its last user leaves."""
        ...


def retrying(
    work: Callable[[], T],
    *,
    attempts: int = ATTEMPTS,
    on: tuple[type[StoreError], ...] = (StoreBusy,),
) -> T:
    """Run a unit of work again while the store is busy (deadlock, concurrent change), backing off.

    Args:
        on: the errors that pass. `StoreUnreachable` may hide that the work was done.
    """
    for attempt in range(1, attempts + 1):
        try:
            return work()
        except on:
            if attempt == attempts:
                raise
            # Jitter only spreads retries in time; it decides nothing that is written.
            time.sleep(0.05 * 2**attempt * (0.5 + random.random()))
    raise AssertionError("unreachable")
