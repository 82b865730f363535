"""The store over the official `neo4j` driver, the same for every engine that speaks Bolt."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import neo4j
from neo4j import exceptions as driver_errors

from graph import guard, queries
from graph.bolt_endings import Endings, Runaway
from graph.errors import (
    ConstraintViolated,
    NotReadOnly,
    QueryError,
    QueryTimeout,
    SkillgraphError,
    StoreBusy,
    StoreRefused,
    StoreTooOld,
    StoreUnreachable,
)
from graph.records import Row
from graph.store import AdHocResult

OLDEST = (5, 26)
_CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a graph answers, and what that server can do.

    `reader` is a second user with reading rights only, for servers whose read mode does not stop
    a write; without it, statements of users are checked by the type that `EXPLAIN` reports.
    `runaway` makes, from a mark in the text of a statement, a handle on it; servers that stop a
    statement at its time limit have none.
    `retry_seconds` is how long a call waits for a server that went away (a cluster elects anew).
    `sql` runs a statement for the schema that the server takes in no other language.
    """

    uri: str
    username: str
    password: str = field(repr=False)
    database: str
    schema: str
    description: str
    reader: tuple[str, str] | None = field(default=None, repr=False)
    runaway: Callable[[str], Runaway] | None = field(default=None, repr=False)
    retry_seconds: float = 15.0
    sql: Callable[[str], None] | None = field(default=None, repr=False)
    release: Callable[[], None] | None = None


def translate(error: Exception, query: str, address: str) -> SkillgraphError:
    """The driver's error as one of ours. Names the query, never the values."""
    code = getattr(error, "code", None) or ""
    text = str(getattr(error, "message", None) or error).split("\n")[0][:300]
    if isinstance(error, driver_errors.AuthError) or "Security.Unauthorized" in code:
        return StoreRefused(
            f"The graph at {address} refused the user name or password.",
            hint="Set NEO4J_USERNAME and NEO4J_PASSWORD.",
        )
    if isinstance(error, driver_errors.ConstraintError):
        return ConstraintViolated(f"Query {query}: {text}.")
    if "DatabaseNotFound" in code:
        return StoreRefused(f"{text.rstrip('.')}.", hint="Set NEO4J_DATABASE to one that exists.")
    if "TransactionTimedOut" in code:
        return QueryTimeout(f"Query {query} reached its time limit.", hint="Narrow it.")
    if "OutOfMemory" in code or re.search("in-heap|heap budget|Java heap", text):
        return QueryError(
            f"Query {query} needs more memory than the server allows.", hint="Return or sort less."
        )
    if "Security.Forbidden" in code or "AccessMode" in code:
        return NotReadOnly(f"The statement is not a plain read: {text}")
    if isinstance(error, driver_errors.TransientError) or "Concurrent" in text:
        return StoreBusy(f"Query {query}: the graph is busy: {text}")
    if isinstance(error, driver_errors.Neo4jError):
        return QueryError(f"Query {query} failed: {text}")
    return StoreUnreachable(
        f"The graph at {address} does not answer ({type(error).__name__}).",
        hint="Check that the server runs and that NEO4J_URI is right.",
    )


def connect(endpoint: Endpoint, login: tuple[str, str]) -> neo4j.Driver:
    """A driver that has reached the server once.

    Raises:
        StoreUnreachable, StoreRefused, StoreTooOld: see `graph.errors`.
    """
    uri = endpoint.uri
    if not logging.getLogger("neo4j").hasHandlers():
        # Errors say what broke; without a handler Python prints what the driver logs beside them.
        logging.getLogger("neo4j").addHandler(logging.NullHandler())
    if not re.match(r"(bolt|neo4j)(\+s|\+ssc)?://[^/]", uri):
        raise StoreRefused(
            f"{uri!r} is not an address of a graph.",
            hint="Use bolt://HOST:PORT or neo4j://HOST:PORT.",
        )
    try:
        driver = neo4j.GraphDatabase.driver(
            uri,
            auth=login,
            connection_timeout=_CONNECT_SECONDS,
            max_transaction_retry_time=endpoint.retry_seconds,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
    except (driver_errors.ConfigurationError, ValueError) as error:
        raise StoreRefused(
            f"{uri!r} is not an address of a graph: {error}.",
            hint="Use bolt://HOST:PORT or neo4j://HOST:PORT.",
        ) from error
    try:
        agent = driver.get_server_info().agent
    except (driver_errors.Neo4jError, driver_errors.DriverError, OSError) as error:
        driver.close()
        raise translate(error, "(connecting)", uri) from error
    found = re.search(r"(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) < OLDEST:
        driver.close()
        raise StoreTooOld(
            f"The server at {uri} is {agent}; {OLDEST[0]}.{OLDEST[1]} or later is needed.",
            hint="Upgrade it, or unset NEO4J_URI to use the embedded engine.",
        )
    return driver


def plain(value: Any) -> Any:
    """A driver value as JSON-able data: temporal values as ISO text, nodes and edges as maps."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, neo4j.graph.Path):
        return {
            "nodes": [plain(n) for n in value.nodes],
            "edges": [plain(r) for r in value.relationships],
        }
    if isinstance(value, neo4j.graph.Node):
        return {"labels": sorted(value.labels), **plain(dict(value))}
    if isinstance(value, neo4j.graph.Relationship):
        return {"type": value.type, **plain(dict(value))}
    return value


def _rows(result: neo4j.Result) -> list[Row]:
    """Rows of a query of the library: its header allows only values that need no translation."""
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) for record in result]


class _Open:
    """A transaction in progress."""

    def __init__(self, tx: neo4j.Transaction, address: str) -> None:
        self._tx = tx
        self._address = address

    def read(self, query: str, /, **params: Any) -> list[Row]:
        return self._run(query, params)

    def write(self, query: str, /, **params: Any) -> list[Row]:
        return self._run(query, params)

    def _run(self, name: str, params: dict[str, Any]) -> list[Row]:
        query = queries.get(name)
        try:
            return _rows(self._tx.run(query.text, query.bind(params)))
        except (driver_errors.Neo4jError, driver_errors.DriverError) as error:
            raise translate(error, name, self._address) from error


class BoltStore:
    """A graph behind Bolt (see `graph.store.Store`).

    Raises:
        StoreUnreachable, StoreRefused, StoreTooOld: at construction, which connects.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._indexed = False
        self.description = endpoint.description
        self._driver = connect(endpoint, (endpoint.username, endpoint.password))
        self._endings = Endings(self)

    def read(self, query: str, /, **params: Any) -> list[Row]:
        """See `graph.store.Access.read`."""
        return self._managed(query, params, neo4j.READ_ACCESS)

    def write(self, query: str, /, **params: Any) -> list[Row]:
        """See `graph.store.Access.write`."""
        return self._managed(query, params, neo4j.WRITE_ACCESS)

    def _managed(self, name: str, params: dict[str, Any], access: str) -> list[Row]:
        query = queries.get(name)
        bound = query.bind(params)

        def work(tx: neo4j.ManagedTransaction) -> list[Row]:
            return _rows(tx.run(query.text, bound))

        try:
            with self._driver.session(database=self.endpoint.database) as session:
                if access == neo4j.READ_ACCESS:
                    return session.execute_read(work)
                return session.execute_write(work)
        except (driver_errors.Neo4jError, driver_errors.DriverError) as error:
            raise translate(error, name, self.endpoint.uri) from error

    @contextmanager
    def transaction(self) -> Iterator[_Open]:
        """See `graph.store.Store.transaction`."""
        address = self.endpoint.uri
        with self._driver.session(database=self.endpoint.database) as session:
            try:
                tx = session.begin_transaction()
            except (driver_errors.Neo4jError, driver_errors.DriverError) as error:
                raise translate(error, "(begin)", address) from error
            try:
                yield _Open(tx, address)
            except BaseException:
                tx.close()
                raise
            try:
                tx.commit()
            except (driver_errors.Neo4jError, driver_errors.DriverError) as error:
                raise translate(error, "(commit)", address) from error

    def index(self) -> None:
        """See `graph.store.Store.index`."""
        from graph.schema import migrate

        if not self._indexed:
            migrate(self, late=True)
            self._indexed = True

    def run_statement(self, text: str, language: str = "cypher") -> None:
        """Run a schema statement; only `graph.schema` does."""
        if language == "sql" and self.endpoint.sql:
            return self.endpoint.sql(text)
        try:
            with self._driver.session(database=self.endpoint.database) as session:
                session.run(text).consume()
        except (driver_errors.Neo4jError, driver_errors.DriverError) as error:
            raise translate(error, "(schema)", self.endpoint.uri) from error

    def ad_hoc(
        self, text: str, params: dict[str, Any], *, timeout: float, max_rows: int
    ) -> AdHocResult:
        """See `graph.store.Store.ad_hoc`."""
        from graph.bolt_adhoc import Reading

        guard.check(text)
        reading = Reading(self.endpoint, text, params, timeout=timeout, max_rows=max_rows)
        return reading.answer(self._endings)

    def close(self) -> None:
        """See `graph.store.Store.close`."""
        self._endings.close()
        self._driver.close()
        if self.endpoint.release:
            self.endpoint.release()
