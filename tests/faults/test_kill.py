"""`kill -9` of us or of the server, at any write: a rerun gives the graph of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from graph import embedded
from graph.connect import open_store
from graph.errors import StoreError
from graph.reads import list_runs
from graph.store import Store
from ingest.pipeline import ingest
from ingest.sample import sample_folder
from tests.engines import Engine
from tests.faults.enriching import enrich_folder
from tests.snapshots import snapshot

pytestmark = pytest.mark.faults


def run_dying(engine: Engine, step: str, at: int, when: str, folder: Path) -> tuple[int, str]:
    """Run a step in another process that kills itself at a write; its exit code and output."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.dying", step, str(at), when, str(folder)],
        env={
            **os.environ,
            **engine.environment(),
            "PYTHONPATH": os.pathsep.join(filter(None, [os.getcwd(), *sys.path])),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_ingest_killed_at_any_write(engine: Engine, store: Store, home: Path) -> None:
    code, output = run_dying(engine, "ingest", 10**9, "after", sample_folder())
    assert code == 0, output
    writes = int(output)
    assert writes > 15
    undisturbed = snapshot(store)
    points = random.Random(5).sample(range(1, writes + 1), 3)
    for at, when in zip(points, ("before", "after", "before"), strict=True):
        engine.empty()
        code, output = run_dying(engine, "ingest", at, when, sample_folder())
        assert code == -signal.SIGKILL, output
        assert snapshot(store) != undisturbed or at == writes
        assert not list((home / "runs").glob("*.json")) or at == writes
        report = ingest(store, home, [sample_folder()], command="skillgraph ingest")
        assert snapshot(store) == undisturbed, f"killed {when} write {at} of {writes}"
        assert [r.status for r in list_runs(store)] == ["finished"]
        assert (home / "runs" / f"{report.run}.json").exists()
        assert not list(home.rglob("*.tmp"))


def test_write_back_killed_at_any_write(
    engine: Engine, store: Store, home: Path, tmp_path: Path
) -> None:
    texts = ["Java, SQL and Python.", "Excel; SQL.", "Python\nLinux", "Nothing of note."]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    ingest(store, home, [sample_folder()])
    loaded = snapshot(store)
    run = enrich_folder(store, home, tmp_path)
    undisturbed = snapshot(store)
    assert len(undisturbed[1]) > len(loaded[1]) + 4
    for at, when in ((2, "after"), (4, "before"), (6, "after")):
        engine.empty()
        ingest(store, home, [sample_folder()])
        code, output = run_dying(engine, "enrich", at, when, tmp_path)
        assert code == -signal.SIGKILL, output
        assert enrich_folder(store, home, tmp_path) == run
        assert snapshot(store) == undisturbed, f"killed {when} write {at}"


@pytest.mark.parametrize("delay", [0.15, 0.6])
def test_the_embedded_server_killed_during_an_ingest(
    embedded_store: Store, tmp_path: Path, delay: float
) -> None:
    folder = tmp_path / "graph"
    store = open_store(tmp_path)
    pid = embedded.status(folder).pid
    assert pid is not None

    def kill() -> None:
        time.sleep(delay)
        psutil.Process(pid).kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(StoreError):
        for _ in range(20):  # as often as it takes for the kill to come in between
            ingest(store, tmp_path, [sample_folder()])
    killer.join()
    store.close()
    store = open_store(tmp_path)
    ingest(store, tmp_path, [sample_folder()])
    mended = snapshot(store)
    store.close()
    embedded.stop(folder)
    ingest(embedded_store, tmp_path / "fresh", [sample_folder()])
    assert mended == snapshot(embedded_store)
