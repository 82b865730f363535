"""Questions to the graph, and files into it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.records import Row, Walk

if TYPE_CHECKING:
    from graph.queries import QueryFile
    from graph.store import AdHocResult, Store

Progress = Callable[[str, int, int | None], None]

MANY = 10_000


@dataclass(frozen=True, slots=True)
class ReadableWalk:
    """A walk and the weight (0..1) of each edge it followed; 0 where it jumped back."""

    walk: Walk
    weights: tuple[float, ...]


def queries() -> list[QueryFile]:
    """The queries of the library that users run, by name."""
    from graph import queries as library

    return sorted((q for q in library.catalog().values() if q.public), key=lambda q: q.name)


def check_query(name: str, raw: Mapping[str, str]) -> QueryFile:
    """The query, once its parameters are known to fit; needs no graph.

    Raises:
        NotFound: no such query.
        InvalidValue: a value is not of its type.
    """
    from graph import queries as library
    from graph.errors import NotFound

    query = library.get(name)
    if not query.public:
        raise NotFound(f"There is no query called {name!r}.", hint="`skillgraph query` lists them.")
    query.parse(raw)
    return query


def query(store: Store, name: str, raw: Mapping[str, str]) -> list[Row]:
    """Rows of a query of the library, values given as text.

    Raises:
        NotFound, InvalidValue, StoreError: see `graph.reads.run_named`.
    """
    from graph import reads

    return reads.run_named(store, name, dict(raw))


def value_of(text: str) -> Any:
    """A parameter's value: JSON where the text is JSON, else the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def cypher(
    store: Store, text: str, params: dict[str, Any], *, timeout: float = 30.0, max_rows: int = 1000
) -> AdHocResult:
    """Rows of a user's own read-only statement.

    Raises:
        NotReadOnly, QueryTimeout, QueryError: see `graph.store.Store.ad_hoc`.
    """
    return store.ad_hoc(text, params, timeout=timeout, max_rows=max_rows)


def walk(
    store: Store,
    start: str,
    *,
    length: int = 6,
    seed: int = 0,
    count: int = 1,
    temperature: float = 1.0,
    restart: float = 0.0,
) -> list[Walk]:
    """Walks from an occupation given by title, alias or key.

    Raises:
        NotFound: no such occupation, or nothing to walk on from there.
        InvalidValue: an option is out of range.
    """
    from graph import reads, walks

    options = walks.WalkOptions(length=length, temperature=temperature, restart=restart)
    key = reads.find_occupation(store, start).key
    return walks.sample(store, [key] * count, seed=seed, options=options)


def with_weights(store: Store, walks: Iterable[Walk]) -> list[ReadableWalk]:
    """Walks with the weights of their edges, for people."""
    from graph import reads

    known: dict[str, dict[str, float]] = {}

    def weight(left: str, right: str, from_skill: bool) -> float:
        occupation, skill = (right, left) if from_skill else (left, right)
        if occupation not in known:
            links = reads.occupation_skills(store, occupation, limit=MANY)
            known[occupation] = {link.skill: link.weight for link in links}
        return known[occupation].get(skill, 0.0)

    found = []
    for each in walks:
        weights = tuple(
            0.0 if right.restarted else weight(left.key, right.key, left.kind == "skill")
            for left, right in zip(each.steps, each.steps[1:], strict=False)
        )
        found.append(ReadableWalk(each, weights))
    return found
