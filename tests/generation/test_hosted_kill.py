"""A run with a hosted teacher is killed: nothing lost, nothing doubled, nothing paid twice."""

from __future__ import annotations

import pytest

from tests.generation.chat_server import chat_server
from tests.generation.hosted_kills import kill_and_resume
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
