"""Which chat model a name stands for, and what its faults mean."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from generation.pipeline import generate_from, read_triples
from generation.teachers import make_teacher, teacher_fault
from graph.errors import (
    InvalidValue,
    MissingExtra,
    TeacherError,
    TeacherRefused,
    TeacherUnavailable,
)
from tests.generation.chat_server import Answer, chat_server
from tests.generation.walks import gazetteer, made_contexts

pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")
KEY = "sk-secret-123"


@pytest.fixture
def server():
    with chat_server() as running:
        yield running


def test_teachers_that_do_not_exist():
    for spec in ("gpt-4", "openai:", "offline:x", ""):
        with pytest.raises(InvalidValue, match="no teacher"):
            make_teacher(spec)


def test_openai_needs_a_key():
    with pytest.raises(TeacherRefused, match="needs a key"):
        make_teacher("openai:gpt-x")


def test_without_the_package_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain_openai", None)
    with pytest.raises(MissingExtra, match=r"skillgraph\[openai\]"):
        make_teacher("openai:gpt-x", api_key=KEY)


class Foreign(Exception):
    """An error as a package of another provider raises it."""

    def __init__(self, **told: Any) -> None:
        super().__init__("said by the server")
        self.__dict__.update(told)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (Foreign(status_code=429), TeacherUnavailable),
        (Foreign(code=429), TeacherUnavailable),
        (Foreign(response=SimpleNamespace(status_code=503)), TeacherUnavailable),
        (Foreign(code=401), TeacherRefused),
        (Foreign(code="invalid_request", status_code=400), TeacherError),
        (TimeoutError(), TeacherUnavailable),
        (ConnectionResetError(), TeacherUnavailable),
    ],
)
def test_faults_of_any_package_are_understood(error, fault):
    assert type(teacher_fault(error)) is fault


def test_a_fault_without_status_is_no_chat_completion():
    assert "no chat completion" in str(teacher_fault(KeyError("choices")))


def test_another_provider_of_langchain(server, tmp_path, monkeypatch):
    pytest.importorskip("langchain", reason="the extra `providers` is not installed")
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_VERSION", "1")
    server.next.append(lambda _: Answer(400, content="Invalid: response_format json_schema"))
    teacher = make_teacher(
        "azure_openai:m", base_url=f"{server.url}/openai", temperature=0.5, max_output=900
    )
    report = generate_from(
        made_contexts(3),
        count=3,
        seed=1,
        out=tmp_path,
        teacher=teacher,
        gazetteer=gazetteer(),
        concurrency=1,
    )
    assert (report.made, server.calls) == (3, 4)
    kinds = [r["response_format"]["type"] for r in server.requests]
    assert kinds == ["json_schema", "json_object", "json_object", "json_object"]
    assert {t.provenance.teacher for t in read_triples(tmp_path)} == {
        "azure_openai:m temperature=0.5"
    }
    (cost,) = report.spent.values()
    assert (cost.input_tokens, cost.output_tokens) == (3000, 1500)


@pytest.mark.parametrize(
    ("spec", "error", "told"),
    [
        ("anthropic:x", MissingExtra, "pip install langchain-anthropic"),
        ("nobody:x", InvalidValue, "no provider 'nobody'"),
        ("azure_openai:x", TeacherRefused, "environment variable"),
    ],
)
def test_a_provider_that_cannot_be_used_is_told_in_a_sentence(spec, error, told, monkeypatch):
    pytest.importorskip("langchain", reason="the extra `providers` is not installed")
    monkeypatch.delenv("AZURE_OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    with pytest.raises(error, match=told):
        make_teacher(spec)


def test_a_provider_of_langchain_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    with pytest.raises(MissingExtra, match=r"skillgraph\[providers\]"):
        make_teacher("anthropic:claude-x")
