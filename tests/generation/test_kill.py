"""A run that is killed loses at most what was in flight, and repeats nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generation.pipeline import generate_from
from tests.generation.walks import gazetteer, made_contexts

COUNT = 60
ROOT = Path(__file__).parents[2]


def start(out: Path, concurrency: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.generation.slow_run", out, COUNT, 0.03, concurrency]
    return subprocess.Popen([str(part) for part in command], cwd=ROOT)


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.mark.faults
@pytest.mark.parametrize("concurrency", [1, 4])
def test_killed_in_the_middle_and_run_again_it_equals_an_undisturbed_run(tmp_path, concurrency):
    out, straight = tmp_path / "killed", tmp_path / "straight"
    kills = 0
    for wanted in (8, 25):
        process = start(out, concurrency)
        while lines(out / "triples.jsonl") < wanted and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
    assert kills == 2
    kept = lines(out / "triples.jsonl")
    assert 25 <= kept < COUNT
    before = (out / "triples.jsonl").read_bytes()
    assert not (out / "manifest.json").exists()

    resume = start(out, concurrency)
    assert resume.wait(timeout=60) == 0
    after = (out / "triples.jsonl").read_bytes()
    whole_lines = before[: before.rfind(b"\n") + 1]
    assert after.startswith(whole_lines)
    generate_from(
        made_contexts(COUNT),
        count=COUNT,
        seed=1,
        out=straight,
        teacher="offline",
        gazetteer=gazetteer(),
    )
    for name in ("triples.jsonl", "rejected.jsonl", "manifest.json"):
        assert (out / name).read_bytes() == (straight / name).read_bytes()
