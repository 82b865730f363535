"""A statement of a user: in a thread and on a connection of its own, so that both can be given up.

What holds a statement back, after `graph.guard` has let it pass:

- rights: a user who may only read where the server has one; else a transaction in read mode, and
  the statement's type as `EXPLAIN` reports it;
- time: the server's own limit, and beyond it `Endpoint.runaway`;
- rows: no more are taken than were asked for, the rest is discarded on the server;
- memory: what the rows take here is counted, and where one value alone is too large, the growth of
  this process shows it while the value arrives. The server's memory is the server's to guard.
"""

from __future__ import annotations

import threading
import time
import uuid
from contextlib import suppress
from typing import Any

import neo4j
import psutil
from neo4j import exceptions as driver_errors

from graph.bolt import Endpoint, connect, plain, translate
from graph.bolt_endings import Endings
from graph.errors import NotReadOnly, QueryError, QueryTimeout, StoreUnreachable
from graph.records import Row
from graph.store import AdHocResult

MAX_BYTES = 256 * 2**20
"""What all rows of an answer may take, roughly."""
MAX_GROWTH = 128 * 2**20
"""By how much this process may grow while an answer arrives, beyond what its rows explain: a value
takes eight times as much as a list as it did on the wire. Others may be at work in the process."""
GRACE_SECONDS = 1.0
"""How much later than its limit a server that keeps to it may answer."""
_LOOK_SECONDS = 0.05
_SHORT = 900


def weight(value: Any) -> int:
    """Bytes that a plain value takes in Python, roughly."""
    if isinstance(value, dict):
        return 64 + sum(60 + weight(v) for v in value.values())
    if isinstance(value, list):
        return 56 + sum(8 + weight(v) for v in value)
    return 50 + len(value) if isinstance(value, str) else 32


def marked(text: str, mark: str) -> str:
    """The statement with a comment by which a server's list of what runs tells it from others.

    At its end, where it moves no position that an error may name; of long statements such a list
    holds only the beginning.
    """
    if len(text) >= _SHORT:
        return f"/* {mark} */\n{text}"
    # Not every server reads on after the semicolon.
    bare = text.rstrip("; \t\r\n")
    return f"{bare}\n/* {mark} */"


class Reading:
    """One statement, from its connection to its rows."""

    def __init__(
        self,
        endpoint: Endpoint,
        text: str,
        params: dict[str, Any],
        *,
        timeout: float,
        max_rows: int,
    ) -> None:
        self._endpoint = endpoint
        self._text = text
        self._params = params
        self._timeout = timeout
        self._max_rows = max_rows
        self._done = threading.Event()
        self._given_up = False
        self._held = 0
        self._driver: neo4j.Driver | None = None
        mark = uuid.uuid4().hex
        self._runaway = endpoint.runaway(mark) if endpoint.runaway else None
        self._sent = marked(text, mark) if endpoint.runaway else text
        self._result: AdHocResult | None = None
        self._error: Exception | None = None

    def answer(self, endings: Endings) -> AdHocResult:
        """The rows; what had to be given up is ended on the server.

        Raises:
            QueryTimeout: its time is over; the message says if the server still computes, and why.
            QueryError: it is wrong, or its answer is too large.
            NotReadOnly: the server says that it writes.
            StoreError: the server did not answer.
        """
        threading.Thread(target=self._work, daemon=True).start()
        try:
            too_much = self._wait()
        except BaseException:  # ctrl-C: the server must not compute on for nobody
            self._give_up(endings)
            raise
        if too_much is None:
            return self._outcome()
        obstacle = self._give_up(endings)
        if obstacle:
            raise QueryTimeout(
                f"{too_much.message} The server still computes, and a restart would end it, but:"
                f" {obstacle}",
                hint="It will be ended when that is over.",
            )
        raise too_much

    def _wait(self) -> QueryTimeout | QueryError | None:
        """None when the statement has ended by itself, else why it must be ended."""
        process = psutil.Process()
        allowed = process.memory_info().rss + MAX_GROWTH
        grace = 0.0 if self._endpoint.runaway else GRACE_SECONDS
        deadline = time.monotonic() + self._timeout + grace
        while not self._done.wait(_LOOK_SECONDS):
            if time.monotonic() > deadline:
                return self._too_late()
            if process.memory_info().rss > allowed + 2 * self._held:
                return _too_large(MAX_GROWTH)
        return None

    def _outcome(self) -> AdHocResult:
        if self._result is not None:
            return self._result
        error = self._error
        assert error is not None
        if isinstance(error, driver_errors.Neo4jError | driver_errors.DriverError):
            translated = translate(error, "(your statement)", self._endpoint.uri)
            late = isinstance(translated, QueryTimeout)
            raise (self._too_late() if late else translated) from error
        raise error

    def _too_late(self) -> QueryTimeout:
        return QueryTimeout(
            f"The statement took longer than {self._timeout:g} s.",
            hint="Narrow it, or allow more time.",
        )

    def _give_up(self, endings: Endings) -> str:
        """Close the connection under the thread that reads from it, and end what the server does.

        The thread ends, and what arrived goes. Returns what stands in the way on the server.
        """
        self._given_up = True
        if self._driver is not None:
            with suppress(Exception):
                self._driver.close()
        return endings.begin(self._runaway) if self._runaway else ""

    # ---- in the thread ----

    def _work(self) -> None:
        try:
            self._result = self._read()
        except Exception as error:  # noqa: BLE001 - handed to the caller's thread by `_outcome`
            self._error = error
        finally:
            self._done.set()

    def _read(self) -> AdHocResult:
        try:
            return self._read_once()
        except (driver_errors.ServiceUnavailable, driver_errors.SessionExpired):
            # The server went away, perhaps because of another's runaway: a read may begin anew.
            if self._given_up:
                raise
        try:
            return self._read_once()
        except (driver_errors.ServiceUnavailable, driver_errors.SessionExpired) as error:
            raise QueryError(
                "The server broke off the statement twice; it may need more memory than there is.",
                hint="Return, sort or build less.",
            ) from error

    def _read_once(self) -> AdHocResult:
        endpoint = self._endpoint
        with (
            self._connect() as driver,
            driver.session(
                database=endpoint.database,
                default_access_mode=neo4j.READ_ACCESS,
                fetch_size=min(self._max_rows + 1, 1000),
            ) as session,
        ):
            self._driver = driver
            if endpoint.reader is None:
                self._ask_type(session)
            tx = session.begin_transaction(timeout=self._timeout)
            try:
                return self._take(tx.run(self._sent, self._params))
            finally:
                tx.close()

    def _connect(self) -> neo4j.Driver:
        """Wait for a server that is being started again, as long as other calls would."""
        login = self._endpoint.reader or (self._endpoint.username, self._endpoint.password)
        deadline = time.monotonic() + self._endpoint.retry_seconds
        while True:
            try:
                return connect(self._endpoint, login)
            except StoreUnreachable:
                if time.monotonic() > deadline or self._given_up:
                    raise
            time.sleep(5 * _LOOK_SECONDS)

    def _ask_type(self, session: neo4j.Session) -> None:
        explain = neo4j.Query(f"EXPLAIN {self._text}", timeout=self._timeout)
        if session.run(explain, self._params).consume().query_type != "r":
            raise NotReadOnly("The statement would write to the graph or its schema.")

    def _take(self, result: neo4j.Result) -> AdHocResult:
        columns = tuple(result.keys())
        rows: list[Row] = []
        self._held = 0
        for record in result:
            if len(rows) == self._max_rows:
                return AdHocResult(columns, rows, truncated=True)
            row = plain(dict(record))
            self._held += weight(row)
            if self._held > MAX_BYTES:
                raise _too_large(MAX_BYTES)
            rows.append(row)
        return AdHocResult(columns, rows, truncated=False)


def _too_large(limit: int) -> QueryError:
    return QueryError(
        f"The answer takes more than {limit // 2**20} MiB.",
        hint="Return fewer rows, or smaller values.",
    )
