"""Questions to the graph, and files into it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.records import Row, Step, Walk

if TYPE_CHECKING:
    from graph.queries import QueryFile
    from graph.store import AdHocResult, Store
    from graph.walk_options import WalkOptions

Progress = Callable[[str, int, int | None], None]

MANY = 10_000


@dataclass(frozen=True, slots=True)
class ReadableWalk:
    """A walk and the weight (0..1) of each edge it followed; 0 where it jumped back or stayed."""

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
    start: str | None = None,
    *,
    seed: int = 0,
    count: int = 1,
    first: int = 0,
    distribution: str = "weight",
    options: WalkOptions | None = None,
) -> list[Walk]:
    """Walks from an occupation given by title, alias or key, or from occupations that are drawn.

    Args:
        first: index of the first walk; each depends on the seed and its index alone.
        distribution: how starts are drawn where none is given, see `graph.starts`.

    Raises:
        NotFound: no such occupation, or nothing to walk on from there.
        InvalidValue: an option is out of range, or nothing has the figures to draw starts by.
    """
    from graph import reads, walks
    from graph.starts import draw_starts, starts

    if start is not None:
        begin = [reads.find_occupation(store, start).key] * count
    else:
        places = starts(store, options.as_of if options else None)
        drawn = draw_starts(places, first + count, stream=f"walk:{seed}", distribution=distribution)
        begin = drawn[first:]
    return walks.sample(store, begin, seed=seed, options=options, first=first)


def with_weights(store: Store, walks: Iterable[Walk]) -> list[ReadableWalk]:
    """Walks with the weights of their edges, for people."""
    known: dict[tuple[str, bool, str | None], dict[str, float]] = {}

    def weight(left: Step, right: Step, as_of: str | None) -> float:
        start, end = (right, left) if left.kind == "skill" else (left, right)
        edges = (start.key, end.kind == "skill", as_of)
        if edges not in known:
            known[edges] = _weights(store, *edges)
        return known[edges].get(end.key, 0.0)

    found = []
    for each in walks:
        as_of = each.options.get("as_of")
        weights = tuple(
            0.0 if right.restarted else weight(left, right, str(as_of) if as_of else None)
            for left, right in zip(each.steps, each.steps[1:], strict=False)
        )
        found.append(ReadableWalk(each, weights))
    return found


def _weights(store: Store, occupation: str, skills: bool, as_of: str | None) -> dict[str, float]:
    """The weights of an occupation's edges to skills, or to related occupations."""
    from graph import reads, walk_rows

    if skills:
        links = reads.occupation_skills(store, occupation, limit=MANY, as_of=as_of)
        return {link.skill: link.weight for link in links}
    keys, weights = walk_rows.near_edges(store, [occupation]).get(occupation, ((), ()))
    return dict(zip(keys, weights, strict=True))
