"""One loader of a graph at a time, whatever homes and machines they run on.

The lease is a node of the graph: a holder's random token, and until when it is held. Every
transaction of the holder renews it and fails once the token is another's, so a holder that was
stopped for minutes cannot write after somebody else has taken over.
"""

from __future__ import annotations

import json
import os
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psutil

from graph.errors import ConstraintViolated, GraphLocked, StoreBusy, StoreError
from graph.processes import alive
from graph.store import Access, Store, retrying

SECONDS = 120
"""A holder that has not written for so long is taken for dead; its steps write more often."""

_HERE: set[str] = set()
"""Tokens that this process holds or asks for."""


class Lease:
    """A held lease; only `held` makes one."""

    def __init__(self, token: str) -> None:
        self.token = token

    def renew(self, tx: Access, mark: str) -> bool:
        """Hold it for another `SECONDS`, and leave a mark.

        Returns whether the mark was there: the transaction was committed before, unheard.

        Raises:
            GraphLocked: it was lost to another.
        """
        rows = tx.write("renew_lease", token=self.token, seconds=SECONDS, mark=mark)
        if not rows:
            raise GraphLocked(
                "Another process took over this graph's load while this one was stopped.",
                hint="Run the command again when the other is done.",
            )
        return bool(rows[0]["done"])


@contextmanager
def held(store: Store, what: str) -> Iterator[Lease]:
    """Hold the graph for a load.

    Raises:
        GraphLocked: another holds it; the message says who, since when.
    """
    lease = Lease(uuid.uuid4().hex)
    _HERE.add(lease.token)
    try:
        _take_over(store, lease.token, what)
        try:
            yield lease
        finally:
            # A graph that went away keeps the lease until it lapses. In a transaction, because a
            # write alone would wait for the graph to come back.
            with suppress(StoreError), store.transaction() as tx:
                tx.write("give_lease", token=lease.token)
    finally:
        _HERE.discard(lease.token)


def _take_over(store: Store, token: str, what: str) -> None:
    holding = _take(store, token, what)
    if holding["token"] != token and _is_left_over(holding):
        store.write("give_lease", token=holding["token"])
        holding = _take(store, token, what)
    if holding["token"] != token:
        holder = json.loads(holding["holder"])
        raise GraphLocked(
            f"The graph is being written by {holder['what']} (process {holder['pid']} on"
            f" {holder['host']}, since {holding['since']}).",
            hint=f"Wait for it to end; if its machine died, try again in {SECONDS} s.",
        )


def _take(store: Store, token: str, what: str) -> dict[str, Any]:
    me = psutil.Process()
    holder = {"what": what, "pid": me.pid, "born": me.create_time(), "host": socket.gethostname()}

    def work() -> list[dict[str, Any]]:
        with store.transaction() as tx:
            tx.write("hold_graph", run=what)
            return tx.write("take_lease", token=token, holder=json.dumps(holder), seconds=SECONDS)

    # Whoever asks for the first lease of a graph at the same time makes the same node.
    return retrying(work, on=(StoreBusy, ConstraintViolated))[0]


def _is_left_over(holding: dict[str, Any]) -> bool:
    """Whether nobody holds what is held: its process is no more, or could not give it back.

    A server that went away during a load comes back with the lease of that load, and this process,
    which lives on, may be the one that loads again.
    """
    holder = json.loads(holding["holder"])
    if holder["host"] != socket.gethostname():
        return False
    if not alive(holder["pid"], holder["born"]):
        return True
    return holder["pid"] == os.getpid() and holding["token"] not in _HERE
