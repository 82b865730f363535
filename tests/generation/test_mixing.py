from __future__ import annotations

from collections import Counter

import pytest

from generation.mixing import Mix, mixed, shares_of
from generation.offline import OfflineTeacher
from generation.pipeline import generate_from, read_triples
from generation.teachers import make_teacher
from graph.errors import InvalidValue, RunError
from tests.generation.chat_server import chat_server
from tests.generation.walks import gazetteer, made_contexts


def test_shares_add_up_to_one():
    assert shares_of(["offline"]) == {"offline": 1.0}
    assert shares_of(["openai:m"]) == {"openai:m": 1.0}
    assert shares_of(["offline=9", "openai:m=1"]) == {"offline": 0.9, "openai:m": 0.1}


@pytest.mark.parametrize(
    "texts",
    [
        ["offline", "openai:m"],
        ["offline=0.9", "openai:m"],
        ["offline=1", "offline=2"],
        ["offline=0", "openai:m=1"],
        ["offline=-1", "openai:m=1"],
        ["offline=inf", "openai:m=1"],
        ["offline=nan", "openai:m=1"],
        ["=1", "offline=1"],
    ],
)
def test_shares_that_cannot_be_meant(texts):
    with pytest.raises(InvalidValue, match="each is named once"):
        shares_of(texts)


def test_who_writes_what_depends_on_seed_and_index_alone():
    mix = Mix((OfflineTeacher(), OfflineTeacher(seed=1)), (0.9, 0.1))
    picked = [mix.pick(7, index) for index in range(2_000)]
    assert 0.08 < Counter(picked)[1] / 2_000 < 0.12
    assert [mix.pick(7, index) for index in reversed(range(2_000))] == picked[::-1]
    assert [mix.pick(8, index) for index in range(2_000)] != picked


def test_a_mixed_run_names_the_teacher_on_every_row_and_is_resumed(tmp_path):
    pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")
    with chat_server() as server:
        hosted = make_teacher("openai:m", base_url=server.url)
        mix = Mix((OfflineTeacher(seed=1), hosted), (0.5, 0.5))

        def run(count: int, mix: Mix = mix):
            return generate_from(
                made_contexts(count),
                count=count,
                seed=1,
                out=tmp_path,
                teacher=mix,
                gazetteer=gazetteer(),
            )

        assert run(6).made == 6
        assert run(20).made == 14
        names = [t.provenance.teacher for t in read_triples(tmp_path)]
        wanted = [mix.teachers[mix.pick(1, index)] for index in range(20)]
        assert [n.startswith("openai:m") for n in names] == [t is hosted for t in wanted]
        assert server.calls == sum(t is hosted for t in wanted) > 3
        with pytest.raises(RunError, match="another teacher"):
            run(20, Mix(mix.teachers, (0.6, 0.4)))


def test_one_teacher_is_a_mix_of_one():
    assert mixed("offline", 3).name == mixed(OfflineTeacher(seed=3), 0).name
    assert mixed("offline", 3).pick(1, 2) == 0
