"""Runs: recorded before and after, the manifest last, one process per step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import HomeLocked, InvalidValue, NotFound
from graph.reads import find_run, list_runs
from graph.runs import recorded, run_key, step_lock
from graph.store import Store


def test_a_run_is_recorded_with_its_manifest(store: Store, home: Path) -> None:
    with recorded(store, home, step="walk", inputs={"a": 1}, command="x", seed=3) as run:
        assert find_run(store, run.key).status == "running"
        assert not (home / "runs" / f"{run.key}.json").exists()
        run.counts["made"] = 2
    found = find_run(store, run.key[:9])
    assert (found.status, found.counts, found.inputs, found.seed) == (
        "finished",
        {"made": 2},
        {"a": 1},
        3,
    )
    manifest = json.loads((home / "runs" / f"{run.key}.json").read_text())
    assert manifest["key"] == run.key
    assert manifest["counts"] == {"made": 2}
    assert manifest["finished"] >= manifest["started"]


def test_a_failed_run_says_so_and_leaves_no_manifest(store: Store, home: Path) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        recorded(store, home, step="s", inputs={}, command="x") as run,
    ):
        raise ZeroDivisionError
    assert find_run(store, run.key).status == "failed"
    assert not (home / "runs" / f"{run.key}.json").exists()
    with pytest.raises(KeyboardInterrupt), recorded(store, home, step="s", inputs={}, command="x"):
        raise KeyboardInterrupt
    assert find_run(store, run.key).status == "interrupted"
    with recorded(store, home, step="s", inputs={}, command="x"):
        pass
    assert [r.status for r in list_runs(store)] == ["finished"]


def test_the_same_inputs_are_the_same_run() -> None:
    assert run_key("a", {"x": 1, "y": 2}) == run_key("a", {"y": 2, "x": 1})
    assert len({run_key("a", {}), run_key("b", {}), run_key("a", {"x": 1})}) == 3


def test_prefixes_must_name_one_run(store: Store, home: Path) -> None:
    for name in ("one", "two"):
        with recorded(store, home, step="enrich", inputs={"name": name}, command="x"):
            pass
    with pytest.raises(InvalidValue, match="Several runs"):
        find_run(store, "enrich-")
    for wrong in ("nope", "", " "):
        with pytest.raises(NotFound):
            find_run(store, wrong)


def test_a_step_is_done_by_one_process_at_a_time(tmp_path: Path) -> None:
    with step_lock(tmp_path, "ingest"):
        with pytest.raises(HomeLocked, match="ingest"), step_lock(tmp_path, "ingest"):
            pass
        with step_lock(tmp_path, "enrich"):
            pass
    with step_lock(tmp_path, "ingest"):
        pass
