"""Lists for walks: made once, kept apart, whole or not there, whoever else makes or removes some."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import pytest

from graph import walk_lists
from graph.errors import GraphLocked
from graph.leases import held
from graph.store import Store
from graph.walk_lists import KEPT, prepare
from graph.walks import WalkOptions, sample
from tests.engines import Engine
from tests.graph.small import EDGES, NEAR, write_graph

RELATED = WalkOptions(length=7, metapath="occupation-occupation-skill-occupation")


def sets(store: Store) -> list[str]:
    return [row["key"] for row in store.read("walk_sets")]


@contextlib.contextmanager
def counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the queries that the store runs meanwhile."""
    ran: list[str] = []
    read, transaction = store.read, store.transaction

    def noted(query: str, /, **params: object) -> object:
        ran.append(query)
        return read(query, **params)

    def opened() -> object:
        ran.append("(transaction)")
        return transaction()

    with monkeypatch.context() as patch:
        patch.setattr(store, "read", noted)
        patch.setattr(store, "transaction", opened)
        yield ran


def test_lists_are_made_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write_graph(store, EDGES)
    first = prepare(store, WalkOptions())
    with counted(store, monkeypatch) as ran:
        # Neither depends on lists of its own.
        again = prepare(store, WalkOptions(length=9, restart=0.5, no_return=False, p=2))
    assert again == first
    assert ran == ["graph_state", "walk_set"]


def test_lists_are_made_again_when_the_graph_moved(store: Store) -> None:
    write_graph(store, EDGES)
    before = prepare(store, WalkOptions())
    write_graph(store, {**EDGES, "soc:4": [("java", 0.9)]})
    after = prepare(store, WalkOptions())
    assert after.version != before.version
    assert sets(store) == [after.key]
    walks = sample(store, ["soc:4"] * 5, seed=1, options=WalkOptions(length=3))
    assert all(walk.steps[1].key == "java" for walk in walks)


def test_lists_of_related_occupations_follow_them(store: Store) -> None:
    write_graph(store, EDGES, NEAR)
    before = prepare(store, RELATED)
    write_graph(store, EDGES, {"soc:3": [("soc:1", 0.5)]})
    assert prepare(store, WalkOptions()).version == before.version
    walks = sample(store, ["soc:3"] * 5, seed=1, options=RELATED)
    assert {walk.steps[1].key for walk in walks} == {"soc:1"}


def test_some_sets_are_kept_beside_each_other(store: Store) -> None:
    write_graph(store, EDGES, NEAR)
    options = [WalkOptions(temperature=1 + n / 10) for n in range(KEPT)] + [RELATED]
    made = [prepare(store, each).key for each in options]
    assert sets(store) == made[:0:-1]
    assert len(set(made)) == KEPT + 1
    left = store.read("walk_starts", keys=[f"{key}=soc:1" for key in made])
    assert {row["key"] for row in left} == {f"{key}=soc:1" for key in made[1:]}


def test_nobody_prepares_while_the_graph_is_loaded(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_graph(store, EDGES)
    options = WalkOptions(temperature=2)
    prepare(store, WalkOptions())
    monkeypatch.setattr(walk_lists, "WAIT_SECONDS", 0.1)
    with held(store, "an ingest"):
        assert sample(store, ["soc:1"], seed=1)
        with pytest.raises(GraphLocked, match="an ingest"):
            prepare(store, options)
    assert prepare(store, options).key in sets(store)


def test_two_prepare_the_same_at_once(engine: Engine, store: Store) -> None:
    write_graph(store, EDGES)
    found: list[object] = []

    def work() -> None:
        with contextlib.closing(engine.open()) as own:
            found.append(sample(own, ["soc:1"] * 3, seed=1))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [sample(store, ["soc:1"] * 3, seed=1)] * 3
    assert len(sets(store)) == 1


def test_lists_that_go_during_a_walk_are_made_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_graph(store, EDGES)
    wanted = sample(store, ["soc:1"] * 3, seed=1)
    lists = prepare(store, WalkOptions())
    read, steps = store.read, []

    def pulled(query: str, /, **params: object) -> object:
        if query == "step_walkers":
            steps.append(query)
            if len(steps) == 3:
                store.write("end_walk_sets", keys=[lists.key])
                store.write("drop_walk_lists", kept=[], limit=100)
        return read(query, **params)

    monkeypatch.setattr(store, "read", pulled)
    assert sample(store, ["soc:1"] * 3, seed=1) == wanted
    assert len(steps) == 3 + 6


def test_preparing_interrupted_at_any_write_is_done_again(
    embedded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = embedded_store
    write_graph(store, EDGES)
    wanted = sample(store, ["soc:1"] * 3, seed=1)
    size, last = count(store), 0
    for at in range(1, 20):
        store.write("set_graph_version", version=f"moved {at}")
        if interrupted(store, monkeypatch, at):
            break
        assert len(sets(store)) <= 1
        assert [w.steps for w in sample(store, ["soc:1"] * 3, seed=1)] == [w.steps for w in wanted]
        assert count(store) == size
        last = at
    assert last >= 5


def interrupted(store: Store, monkeypatch: pytest.MonkeyPatch, at: int) -> bool:
    """Prepare, and stop before a transaction; whether there were none so many."""
    opened = store.transaction
    left = [at]

    def stopped() -> object:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        return opened()

    with monkeypatch.context() as patch:
        patch.setattr(store, "transaction", stopped)
        try:
            prepare(store, WalkOptions())
        except KeyboardInterrupt:
            return False
        return True


def count(store: Store) -> int:
    return sum(row["nodes"] for row in store.read("count_nodes") if row["label"] == "WalkList")


def test_a_walk_never_meets_lists_of_other_options(store: Store) -> None:
    write_graph(store, EDGES, NEAR)
    options = [WalkOptions(), WalkOptions(temperature=0.1), WalkOptions(boost=1), RELATED]
    alone = [sample(store, ["soc:1"] * 20, seed=1, options=each) for each in options]
    assert sample(store, ["soc:1"] * 20, seed=1, options=options[0]) == alone[0]
    assert len({tuple(walk.steps for walk in walks) for walks in alone}) == len(options)
