"""Generate, show, train, score, extract: one chain of commands, as a user types them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from ingest.sample import resume_folder
from tests.api.test_cli import printed, rows
from tests.api.test_routes import seed_skills

COUNT = "40"


@pytest.fixture
def commanded(loaded_engine, monkeypatch):
    for name, value in loaded_engine.environment().items():
        monkeypatch.setenv(name, value)
    return loaded_engine


def test_from_triples_to_spans(commanded, capsys, tmp_path):
    triples, model = str(tmp_path / "triples"), str(tmp_path / "crf")
    generate = ("generate", "--count", COUNT, "--seed", "7", "--out", triples)
    (made,) = rows(capsys, *generate, "--json")
    assert list(made) == ["requested", "made", "resumed", "rejected", "seconds", "out", "spent"]
    assert made["made"] + sum(made["rejected"].values()) >= int(COUNT) * 0.9
    (again,) = rows(capsys, *generate, "--json")
    assert (again["made"], again["resumed"]) == (0, int(COUNT))
    assert "were there before" in printed(capsys, *generate)
    _another_seed_is_refused(capsys, triples)
    _shown(capsys, triples, made["made"])
    _exported_and_scored(capsys, triples, tmp_path / "rjdb.jsonl")

    train = ("train", "crf", "--on", triples, "--out", model)
    (trained,) = rows(capsys, *train, "--json")
    assert list(trained)[:6] == ["student", "model", "folder", "triples", "held_out", "dropped"]
    assert trained["triples"] + trained["held_out"] + trained["dropped"] == made["made"]
    assert trained["held_out"] > 0
    (retrained,) = rows(capsys, *train, "--json")
    assert retrained["model"] == trained["model"]

    score = ("score", "extract", "--student", model, "--on", trained["held_out_file"])
    (scored,) = rows(capsys, *score, "--json")
    assert scored["scores"] == trained["scores"]["scores"]
    assert scored["scores"]["spans"]["f1"] > scored["baselines"]["surfaces"]["spans"]["f1"]
    assert "surfaces" in printed(capsys, *score)
    _extracted(capsys, model, trained["model"])


def _another_seed_is_refused(capsys: Any, triples: str) -> None:
    assert run(["generate", "--count", COUNT, "--seed", "8", "--out", triples]) == 1
    assert "another seed" in capsys.readouterr().err


def _shown(capsys: Any, triples: str, made: int) -> None:
    text = printed(capsys, "show", triples, "--index", str(made - 1))
    assert text.startswith("triple ")
    assert "Unmatched resume" in text
    (whole,) = rows(capsys, "show", triples, "--json")
    assert set(whole) == {
        "key",
        "context",
        "job_description",
        "matched",
        "unmatched",
        "provenance",
    }
    assert rows(capsys, "show", whole["key"][:16], "--on", triples, "--json") == [whole]
    assert run(["show", triples, "--index", str(made)]) == 1
    assert f"holds {made}" in capsys.readouterr().err


def _exported_and_scored(capsys: Any, triples: str, out: Path) -> None:
    (written,) = rows(capsys, "export", "rjdb", "--on", triples, "--out", str(out), "--json")
    assert written["format"] == "rjdb"
    score = ("score", "documents", "--on", triples, "--beside", str(out))
    (figures,) = rows(capsys, *score, "--json")
    assert figures["triples"] == figures["beside"]["triples"] == written["triples"]["all"]
    assert figures["known_from"] == "the graph"
    assert figures["diversity"] == figures["beside"]["diversity"]
    text = printed(capsys, *score, "--alone")
    assert "told apart by white space" in text
    assert "the names in the files" in text


def _extracted(capsys: Any, folder: str, model: str) -> None:
    extract = ("extract", str(resume_folder()), "--student", folder)
    found = rows(capsys, *extract, "--json")
    assert len(found) == 6
    for document in found:
        assert list(document) == ["path", "document", "model", "mentions"]
        assert document["model"] == model
        for mention in document["mentions"]:
            assert list(mention) == ["start", "end", "text", "confidence", "skill"]
    assert any(d["mentions"] for d in found)


def test_rjdb_rows_can_be_scored(commanded, capsys, tmp_path):
    from api.settings import from_environment
    from tests.api.conftest import save_names_student

    save_names_student(from_environment(), tmp_path / "names")
    file = tmp_path / "rjdb.jsonl"
    row = {"Resume-matched": "I know Java and Git.", "Skills": ["java", "GIT", "Cobol"]}
    file.write_text(json.dumps(row) + "\n")
    student = str(tmp_path / "names")
    (scored,) = rows(capsys, "score", "extract", "--on", str(file), "--student", student, "--json")
    assert scored["format"] == "rjdb"
    assert scored["scores"]["canonical"]["right"] == 2
    assert scored["scores"]["canonical"]["gold"] == 3


def test_ctrl_c_is_130_and_the_rest_is_made_later(cli_home, embedded_store, capsys, tmp_path):
    seed_skills(embedded_store, cli_home)
    out = tmp_path / "triples"
    generate = ["generate", "--count", "100000", "--out", str(out)]
    process = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", *generate],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    with process:
        lines = out / "triples.jsonl"
        while not (lines.exists() and lines.stat().st_size > 20_000):
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("error: interrupted")
    made = len(lines.read_text().splitlines())
    (later,) = rows(capsys, "generate", "--count", str(made + 10), "--out", str(out), "--json")
    assert later["resumed"] >= made
