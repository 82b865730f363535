"""A run with a hosted teacher is killed: nothing lost, nothing doubled, nothing paid twice."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from generation.output import read_triples
from tests.generation.chat_server import chat_server
from tests.generation.hosted_kills import kill_and_resume, start
from tests.generation.walks import made_contexts

COUNT, KILLS = 40, 3


@pytest.mark.faults
def test_killed_at_random_points_it_pays_for_nothing_twice(tmp_path):
    pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")
    with chat_server() as server:
        found = kill_and_resume(server, tmp_path, count=COUNT, kills=KILLS)
    assert found.broken == []
    assert found.kills == KILLS
    assert found.open > 0
    assert found.questions == COUNT + len([i for i in range(COUNT) if i % 7 == 3])
    assert [t.context for t in found.triples] == made_contexts(COUNT)


@pytest.mark.faults
def test_a_batch_whose_run_is_killed_at_every_turn_is_submitted_once(tmp_path):
    pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")
    out = tmp_path / "out"
    with chat_server() as server:
        server.jobs.looks = 4
        turns: list[Callable[[], Any]] = [
            lambda: list(out.glob("batch-*.jsonl")),
            lambda: server.jobs.files,
            lambda: server.jobs.jobs,
            lambda: server.calls,
        ]
        kills = 0
        for turn in turns:
            process = start(out, COUNT, 1, server.url, "batch")
            while not turn() and process.poll() is None:
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
            kills += process.wait() == -signal.SIGKILL
        assert start(out, COUNT, 1, server.url, "batch").wait(timeout=60) == 0
        assert kills >= 3  # the last may have come too late
        assert len(server.jobs.jobs) == 1
        assert sorted(server.indices) == list(range(COUNT))
    assert [t.context for t in read_triples(out)] == made_contexts(COUNT)
