"""Where walks start: drawn by the figure that is asked for, the same for the same stream."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.errors import InvalidValue, NotFound
from graph.starts import DISTRIBUTIONS, Start, draw_starts, starts
from graph.store import Store
from graph.walks import walkable_occupations
from tests.graph.small import EDGES, NEAR, Postings, write_graph

POSTINGS: Postings = [
    *[("soc:1", "2026-01-01", ["java"])] * 3,
    ("soc:1", "2026-03-01", ["java"]),
    ("soc:2", "2026-01-01", ["sql"]),
    ("soc:3", "2026-03-01", ["r"]),
]
PLACES = [
    Start("a", "A", 2, 4.0, 9, 1.0),
    Start("b", "B", 2, 1.0, 1, 0.0),
    Start("c", "C", 2, 1.0, 0, 2.0),
]


def test_occupations_come_with_their_figures(store: Store) -> None:
    write_graph(store, EDGES, NEAR, POSTINGS)
    found = starts(store)
    assert [s.key for s in found] == sorted(EDGES)
    assert [s.postings for s in found] == [4, 1, 1, 0]
    assert [(s.key, s.title, s.weight) for s in found] == walkable_occupations(store)
    then = starts(store, as_of="2026-02-01")
    assert [(s.key, s.postings, s.weight) for s in then] == [("soc:1", 3, 1.0), ("soc:2", 1, 1.0)]
    with pytest.raises(NotFound):
        starts(store, as_of="2025-01-01")


@pytest.mark.parametrize(
    ("distribution", "shares"),
    [
        ("weight", {"a": 0.5, "b": 0.25, "c": 0.25}),
        ("uniform", {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}),
        ("employment", {"a": 1 / 3, "c": 2 / 3}),
        ("postings", {"a": 0.9, "b": 0.1}),
    ],
)
def test_starts_are_drawn_by_it(distribution: str, shares: dict[str, float]) -> None:
    drawn = Counter(draw_starts(PLACES, 4_000, stream="s:1", distribution=distribution))
    assert drawn.keys() == shares.keys()
    for key, share in shares.items():
        assert abs(drawn[key] / 4_000 - share) < 0.03


def test_the_same_stream_draws_the_same() -> None:
    assert set(DISTRIBUTIONS) == {"weight", "uniform", "employment", "postings"}
    first = draw_starts(PLACES, 50, stream="s:1")
    assert first == draw_starts(PLACES, 90, stream="s:1")[:50]
    assert first != draw_starts(PLACES, 50, stream="s:2")


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(InvalidValue, match="luck"):
        draw_starts(PLACES, 1, stream="s", distribution="luck")
    with pytest.raises(InvalidValue, match="No occupation has employment"):
        draw_starts(PLACES[1:2], 1, stream="s", distribution="employment")
