"""The analysts' graph on each engine, written once for all the tests that only read it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from graph.bolt import BoltStore
from tests.engines import Engine
from tests.graph.analyst_graph import derived_near, write_analyst_graph
from tests.graph.analyst_tables import LOAD_AGAIN


def hold_analyst_graph(engine: Engine) -> Engine:
    """See that the graph holds the analysts' graph, with its derived edges and indexes."""
    if engine.holds != "analyst":
        engine.empty()
        with contextlib.closing(engine.open()) as store:
            write_analyst_graph(store)
            derived_near(store, LOAD_AGAIN)
        engine.holds = "analyst"
    return engine


@pytest.fixture
def analyst_engine(_engine: Engine) -> Engine:
    """Each engine in turn, holding the analysts' graph."""
    return hold_analyst_graph(_engine)


@pytest.fixture
def analyst_store(analyst_engine: Engine) -> Iterator[BoltStore]:
    """The analysts' graph, on each engine in turn. Tests only read it."""
    with contextlib.closing(analyst_engine.open()) as opened:
        yield opened
