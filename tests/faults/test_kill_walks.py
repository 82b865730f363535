"""`kill -9` while lists for walks are made: the next walk is that of an undisturbed graph."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from graph.store import Store
from graph.walks import WalkOptions, sample
from tests.engines import Engine
from tests.faults.dying import WALK
from tests.faults.test_kill import run_dying
from tests.graph.small import EDGES, write_graph

pytestmark = pytest.mark.faults


def test_preparing_killed_at_any_write(engine: Engine, store: Store, tmp_path: Path) -> None:
    write_graph(store, EDGES)
    code, output = run_dying(engine, "walk", 10**9, "after", tmp_path)
    assert code == 0, output
    undisturbed = sample(store, ["soc:1"] * 5, seed=3, options=WALK)
    one = lists(store)
    writes = int(output)
    assert writes > 5
    # Old lists, new ones, and what says that they are there are written apart.
    for at, when in ((3, "before"), (writes - 2, "after"), (writes - 1, "before")):
        store.write("set_graph_version", version=f"moved {at}")
        sample(store, ["soc:1"], seed=1, options=WalkOptions(temperature=3))
        code, output = run_dying(engine, "walk", at, when, tmp_path)
        assert code == -signal.SIGKILL, output
        found = sample(store, ["soc:1"] * 5, seed=3, options=WALK)
        assert [walk.steps for walk in found] == [walk.steps for walk in undisturbed]
        assert lists(store) == 2 * one


def lists(store: Store) -> int:
    return sum(row["nodes"] for row in store.read("count_nodes") if row["label"] == "WalkList")
