"""The graph in a notebook: queries as data frames, and the two drivers that analysts know.

    from graph.notebook import connect
    graph = connect(os.environ)
    graph.query("occupation_skills", occupation="Software Developers")

Works on the embedded graph of a home as on a server; needs the `notebook` extra.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

from graph import queries, reads
from graph.bolt import BoltStore
from graph.connect import open_store
from graph.errors import MissingExtra

DataFrame = Any
"""A `pandas.DataFrame`, which publishes no types of its own."""


class Notebook:
    """A connected graph. `store` is what the platform itself uses; see `connect`."""

    def __init__(self, store: BoltStore) -> None:
        self.store = store
        self._pandas = _needed("pandas")
        self._graph: Any = None

    def query(self, name: str, **params: Any) -> DataFrame:
        """Rows of a query of the library; names of occupations and skills become keys.

        Raises:
            NotFound, InvalidValue, StoreError: see `graph.reads.run_named`.
        """
        columns = [column for column, _ in queries.get(name).returns]
        rows = reads.run_values(self.store, name, params)
        frame: DataFrame = self._pandas.DataFrame(rows, columns=columns)
        return frame

    def cypher(
        self, text: str, *, timeout: float = 60.0, max_rows: int = 100_000, **params: Any
    ) -> DataFrame:
        """Rows of a read-only statement of one's own.

        Raises:
            NotReadOnly, QueryTimeout, QueryError: see `graph.store.Store.ad_hoc`.
        """
        found = self.store.ad_hoc(text, params, timeout=timeout, max_rows=max_rows)
        frame: DataFrame = self._pandas.DataFrame(found.rows, columns=list(found.columns))
        return frame

    @property
    def queries(self) -> DataFrame:
        """The library: names, what each answers and takes."""
        public = (query for query in queries.catalog().values() if query.public)
        rows = [(query.name, query.signature(), query.doc) for query in public]
        frame = self._pandas.DataFrame(sorted(rows), columns=["name", "takes", "answers"])
        table: DataFrame = frame.set_index("name")
        return table

    @property
    def driver(self) -> Any:
        """The official driver, connected; closed with this object. It is not limited to reading."""
        return self.store._driver

    @property
    def graph(self) -> Any:
        """A `py2neo.Graph`, connected; of its own connection. It is not limited to reading."""
        if self._graph is None:
            endpoint = self.store.endpoint
            login = (endpoint.username, endpoint.password)
            py2neo = _needed("py2neo")
            self._graph = py2neo.Graph(endpoint.uri, auth=login, name=endpoint.database)
        return self._graph

    def close(self) -> None:
        """Give back connections."""
        if self._graph is not None:
            self._graph.service.connector.close()
        self.store.close()

    def __enter__(self) -> Notebook:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<graph: {self.store.description}>"


def connect(
    environ: Mapping[str, str] | None = None,
    *,
    home: Path | str | None = None,
    uri: str | None = None,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> Notebook:
    """The graph that is named here, else the one that the environment names, as for `skillgraph`.

    Args:
        environ: where to look for `NEO4J_URI` with its login, and `SKILLGRAPH_HOME`: `os.environ`.
        home: the folder of an embedded graph; without it and an address, the platform's data folder.
        uri: the address of a server, with its login and database beside it.
        username: of the server.
        password: of the server.
        database: of the server.

    Raises:
        MissingExtra: pandas is not installed.
        StoreUnreachable, StoreRefused, StoreTooOld: see `graph.errors`.
    """
    from platformdirs import user_data_dir

    _needed("pandas")
    named = {} if environ is None else dict(environ)
    place = Path(
        home or named.get("SKILLGRAPH_HOME") or user_data_dir("skillgraph", appauthor=False)
    )
    return Notebook(
        open_store(
            place.expanduser(),
            uri=uri if uri or home else named.get("NEO4J_URI") or None,
            username=username or named.get("NEO4J_USERNAME"),
            password=password or named.get("NEO4J_PASSWORD"),
            database=database or named.get("NEO4J_DATABASE"),
        )
    )


def _needed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtra(
            f"A notebook needs {name}.", hint="Install it with: pip install skillgraph[notebook]"
        ) from None
