"""Two processes that load at once: one loads, the other waits its turn or says who is loading."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.leases import held
from graph.store import Store
from ingest.pipeline import ingest
from tests.engines import Engine
from tests.ingest.small_files import ROWS, postings, taxonomies
from tests.ingest.test_pipeline import without_runs
from tests.snapshots import differences, snapshot

pytestmark = pytest.mark.faults

COMMAND = "from api.cli import main; main()"
BUSY = r"Another process is doing ingest|The graph is being written by an ingest \(ingest-"


def loading(engine: Engine, home: Path, files: list[Path]) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "ingest", *map(str, files)],
        env={
            **os.environ,
            **engine.environment(),
            "SKILLGRAPH_HOME": str(home),
            "PYTHONPATH": os.pathsep.join(filter(None, [os.getcwd(), *sys.path])),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_ingests_at_once(engine: Engine, store: Store, home: Path, tmp_path: Path) -> None:
    files = [*taxonomies(tmp_path / "files"), postings(tmp_path / "dice.csv", ROWS)]
    ingest(store, home, files)
    undisturbed = without_runs(snapshot(store))
    # Of the embedded engine each home has a graph of its own.
    for other in [home] if engine.name == "embedded" else [home, tmp_path / "other"]:
        engine.empty()
        both = [loading(engine, place, files) for place in (home, other)]
        said = [process.communicate(timeout=120)[1] for process in both]
        assert sorted(process.returncode for process in both) in ([0, 0], [0, 1]), said
        for process, text in zip(both, said, strict=True):
            assert "Traceback" not in text
            assert process.returncode == 0 or re.search(BUSY, " ".join(text.split())), text
        assert differences(without_runs(snapshot(store)), undisturbed) == []


def test_who_loads_is_said(engine: Engine, store: Store, home: Path, tmp_path: Path) -> None:
    with held(store, "an ingest (ingest-1)"):
        late = loading(engine, home, [postings(tmp_path / "dice.csv", ROWS)])
        _, said = late.communicate(timeout=120)
    assert late.returncode == 1
    assert f"an ingest (ingest-1) (process {os.getpid()} on" in " ".join(said.split())
    assert "Traceback" not in said
