"""`kill -9` while occupations are counted, asked about, expanded, accepted: a rerun mends all."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from graph.reads import list_runs, occupation_skills
from graph.store import Store
from tests.engines import Engine
from tests.faults.guiding import guide_all
from tests.faults.test_kill import run_dying
from tests.graph.guided import DESIGNERS, write_guided
from tests.snapshots import snapshot

pytestmark = pytest.mark.faults


def kept(home: Path) -> dict[str, str]:
    """What was answered so far, by file."""
    return {path.name: path.read_text() for path in home.glob("guidance/*.jsonl")}


def test_guidance_killed_at_any_write(
    engine: Engine, store: Store, home: Path, tmp_path: Path
) -> None:
    write_guided(store)
    code, output = run_dying(engine, "guide", 10**9, "after", tmp_path)
    assert code == 0, output
    writes = int(output)
    undisturbed = snapshot(store)
    assert occupation_skills(store, DESIGNERS)
    # While suggestions are written, and while the edges are weighed after accepting them.
    for at, when in ((writes // 2, "after"), (writes - 3, "before")):
        engine.empty()
        write_guided(store)
        code, output = run_dying(engine, "guide", at, when, tmp_path)
        assert code == -signal.SIGKILL, output
        answered = kept(home)
        runs = guide_all(store, home)
        assert snapshot(store) == undisturbed, f"killed {when} write {at} of {writes}"
        assert {r.key: r.status for r in list_runs(store)} == dict.fromkeys(runs, "finished")
        # What was answered before the kill was not asked again.
        now = kept(home)
        assert all(now[name].startswith(text) for name, text in answered.items())
        assert len(now) == 2
        for text in now.values():
            keys = [json.loads(line)["question"] for line in text.splitlines()]
            assert len(keys) == len(set(keys)) == 3
