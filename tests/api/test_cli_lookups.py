"""The commands that look things up, over a graph whose answers are known."""

from __future__ import annotations

import json
import sys
import types
from typing import Any

import pytest

from api.cli import run
from tests.engines import Engine
from tests.graph.analyst_tables import GONE
from tests.graph.conftest import hold_analyst_graph


@pytest.fixture
def analyst(_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Commands run against the analysts' graph, on each engine in turn; they only read."""
    engine = hold_analyst_graph(_engine)
    for name, value in engine.environment().items():
        monkeypatch.setenv(name, value)
    return engine


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = run(list(arguments))
    captured = capsys.readouterr()
    assert code == 0, captured.err
    return captured.out


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[Any]:
    return [json.loads(line) for line in printed(capsys, *arguments, "--json").splitlines()]


def test_evidence(analyst, capsys):
    command = ("evidence", "Software Developers", "core java", "--limit", "3")
    (found,) = rows(capsys, *command)
    names = "occupation title skill name link postings listings suggestions"
    assert list(found) == names.split()
    assert found["suggestions"] == []
    assert (found["skill"], found["link"]["postings"], len(found["postings"])) == ("java", 14, 3)
    first, *rest = printed(capsys, *command).splitlines()
    assert first == "Software Developers (soc:15-1252) -> Java (java)"
    assert rest[0] == "  weight 0.636 from dice, onet, made by ingest-aaaa00000001"
    assert rest[1].startswith("  14 of 20 postings ask for it (48% to 85%), 2.5 times as often")
    assert "onet 15-1252.00 lists 'Java' as technology, hot, in demand" in rest[2]
    assert "through esco:2512.4 (0.90)" in rest[3]
    assert rest[4].strip().startswith("dice.csv:2: 'Software Developers 0' asks for 'Core Java'")


def test_evidence_of_another_day(analyst, capsys):
    command = ("evidence", "soc:15-1252", "tableau")
    assert "nothing stands behind it" in printed(capsys, *command)
    then = printed(capsys, *command, "--as-of", "2026-10-20")
    assert f"until {GONE}" in then
    (found,) = rows(capsys, *command, "--as-of", "2026-10-20")
    assert found["link"] is None
    assert found["listings"][0]["last_seen"] == GONE


def test_why_a_spelling_is_a_skill(analyst, capsys):
    (found,) = rows(capsys, "skill", "why", "K8s")
    assert list(found) == ["text", "skill", "reasons", "spellings", "decisions"]
    lines = printed(capsys, "skill", "why", "K8s").splitlines()
    assert lines[0] == "'K8s' is Kubernetes (kubernetes), canonical, 4 postings"
    assert lines[1].startswith("  person by merge, score 1")
    assert "  spelt 'kubernetes' in 4 postings (dice)" in lines
    assert lines[-1] == "  ann on 2026-11-10: merge 'k8s' and 'kubernetes'"
    then = rows(capsys, "skill", "why", "core java", "--as-of", "2026-10-20")[0]
    assert len(then["reasons"]) == 2


def test_a_way_between_occupations(analyst, capsys):
    (found,) = rows(capsys, "path", "Accountants and Auditors", "soc:15-2051", "--evidence", "1")
    assert found["cost"] == pytest.approx(sum(step["cost"] for step in found["steps"]))
    assert found["steps"][-1]["to_learn"][0]["evidence"]["postings"]
    lines = printed(capsys, "path", "Accountants and Auditors", "soc:15-2051").splitlines()
    assert lines[0].startswith("Accountants and Auditors -> Data Scientists: ")
    assert [line[0] for line in lines if line[0] != " "][1:] == [
        str(n) for n in range(1, len(found["steps"]) + 1)
    ]
    shown = printed(
        capsys, "path", "Accountants and Auditors", "soc:15-2051", "--evidence", "1"
    ).splitlines()
    assert len(shown) > len(lines)


def test_gaps(analyst, capsys):
    found = rows(capsys, "gap", "Web Developers", "Software Developers", "--limit", "3")
    assert [row["skill"] for row in found][:2] == ["java", "sql"]
    table = printed(capsys, "gap", "soc:15-1254", "soc:15-1252").splitlines()
    assert table[0].split() == "skill name gap own weight postings of sources".split()
    document = rows(capsys, "gap", "--document", "d1", "Software Developers")
    assert "java" not in {row["skill"] for row in document}
    then = rows(capsys, "gap", "soc:15-1254", "soc:15-1252", "--as-of", "2026-10-20")
    assert then[0]["of"] == 12


def test_search(analyst, capsys):
    found = rows(capsys, "search", "k8s")
    assert list(found[0]) == ["kind", "key", "name", "status", "postings", "score", "ways"]
    assert found[0]["key"] == "kubernetes"
    only = rows(capsys, "search", "developer", "--kind", "occupation", "--limit", "2")
    assert [row["kind"] for row in only] == ["occupation"] * 2
    assert "Kubernetes" in printed(capsys, "search", "kubernetis")


def test_search_asks_the_encoder(analyst, capsys, monkeypatch):
    asked = []

    def encode(texts):
        asked.extend(texts)
        return [[0.05] * 384 for _ in texts]

    encoder = types.ModuleType("graph.encoder")
    monkeypatch.setattr(encoder, "encode", encode, raising=False)
    monkeypatch.setitem(sys.modules, "graph.encoder", encoder)
    assert rows(capsys, "search", "k8s")[0]["key"] == "kubernetes"
    assert asked == ["k8s"]


def test_queries_take_days(analyst, capsys):
    question = ("query", "occupation_skills", "occupation=soc:15-1252", "as_of=2026-10-20")
    assert rows(capsys, *question)[0]["of"] == 12
    assert run([*question[:-1], "as_of=20.10.2026"]) == 2
    assert "as_of must be a day" in capsys.readouterr().err


def test_export(analyst, capsys, tmp_path):
    out = tmp_path / "graph.graphml"
    (done,) = rows(capsys, "export", "graphml", "--out", str(out))
    assert list(done) == ["out", "format", "nodes", "edges"]
    assert done["nodes"]["Posting"] == 63
    assert out.stat().st_size > 10_000
    lines = printed(capsys, "export", "bulk", "--out", str(tmp_path / "bulk")).splitlines()
    assert lines[0] == f"bulk {tmp_path / 'bulk'}"
    assert "import.sh" in lines[-1]
    assert (tmp_path / "bulk" / "import.sh").is_file()
