"""What commands print when all is well: help with examples, data on stdout, stable JSON."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from api.cli import output, run
from api.cli.commands import app
from api.settings import from_environment
from ingest.sample import resume_folder, sample_folder
from tests.api.conftest import save_names_student

ROOT = typer.main.get_command(app)


def all_paths(command: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    for name, child in getattr(command, "commands", {}).items():
        found += all_paths(child, (*path, name))
    return found


PATHS = all_paths(ROOT)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    returned = run(list(arguments))
    captured = capsys.readouterr()
    assert returned == code, captured.err
    assert "Traceback" not in captured.err
    return captured.out


def rows(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[Any]:
    out = printed(capsys, *arguments, code=code)
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def loaded(loaded_engine, monkeypatch):
    """Commands run against the shipped sample, on each engine in turn; they only read."""
    for name, value in loaded_engine.environment().items():
        monkeypatch.setenv(name, value)
    return loaded_engine


@pytest.fixture
def writable(engine, monkeypatch):
    """Commands run against an empty graph, on each engine in turn."""
    for name, value in engine.environment().items():
        monkeypatch.setenv(name, value)
    return engine


# ---- help ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_has_an_example(capsys, path):
    text = printed(capsys, *path, "--help")
    assert text.startswith("Usage: skillgraph")
    assert "Examples:" in text
    assert f"  skillgraph {' '.join(path)}".rstrip() in text


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_examples_are_valid_commands(capsys, path):
    text = printed(capsys, *path, "--help")
    examples = [
        line.strip()
        for line in text.partition("Examples:")[2].splitlines()
        if line.strip().startswith("skillgraph ")
    ]
    assert examples
    for example in examples:
        _parse(ROOT, shlex.split(example)[1:])


def _parse(command: Any, arguments: list[str]) -> None:
    """Check arguments as a call would, down to the last group, without running anything."""
    context = command.make_context(command.name or "skillgraph", list(arguments))
    if not hasattr(command, "commands"):
        return
    _, child, rest = command.resolve_command(context, context._protected_args + context.args)
    _parse(child, rest)


def test_the_documented_commands_are_there(commands):
    assert set(commands) >= set(
        "demo up down status ingest query cypher walk generate show train score extract enrich"
        " runs serve".split()
    )


def test_everything_that_prints_data_has_json(capsys):
    for path in PATHS:
        if path and path[-1] not in ("runs", "serve", "demo", "skill", "score"):
            assert "--json" in printed(capsys, *path, "--help"), path


def test_help_imports_nothing_heavy():
    heavy = (
        "neo4j arcadedb_embedded fastapi starlette uvicorn langchain_core numpy rich httpx"
        " pycrfsuite jinja2"
    )
    program = (
        "import sys\nfrom api.cli import run\n"
        "assert run(['walk', '--help']) == 0\n"
        f"found = set(sys.modules) & set({heavy.split()!r})\n"
        "assert not found, found\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_no_command_shows_help_and_is_a_usage_error(capsys):
    assert run([]) == 2
    assert "Usage: skillgraph" in capsys.readouterr().err


def test_version(capsys):
    assert printed(capsys, "--version").startswith("skillgraph ")


# ---- reading ------------------------------------------------------------------------------------


def test_status(loaded, capsys):
    (found,) = rows(capsys, "status", "--json")
    assert list(found) == [
        "version",
        "home",
        "store",
        "server",
        "graph_version",
        "nodes",
        "edges",
        "runs",
        "since",
        "changed",
    ]
    assert found["nodes"]["Occupation"] > 10
    assert found["edges"]["REQUIRES"] > 100
    assert found["runs"] == 1
    assert (found["server"] is None) == (loaded.name == "neo4j")
    text = printed(capsys, "status")
    assert "REQUIRES" in text
    assert found["graph_version"] in text


def test_query_lists_the_library(capsys):
    found = rows(capsys, "query", "--json")
    assert all(list(q) == ["name", "doc", "params", "returns"] for q in found)
    assert "occupation_skills" in [q["name"] for q in found]
    assert "occupation_skills(" in printed(capsys, "query")


def test_query_runs_one(loaded, capsys):
    question = ("query", "occupation_skills", "occupation=Software Developers", "limit=3")
    found = rows(capsys, *question, "--json")
    assert len(found) == 3
    assert all(set(r) >= {"skill", "name", "weight", "postings", "run"} for r in found)
    lines = printed(capsys, *question).splitlines()
    assert lines[0].split()[:3] == ["skill", "name", "weight"]
    assert len(lines) == 4


def test_cypher_reads_with_parameters(loaded, capsys, tmp_path):
    file = tmp_path / "statement.cypher"
    file.write_text("MATCH (s:Skill {key: $key}) RETURN s.name AS name, $more AS more")
    parameters = ("--param", "key=java", "--param", 'more={"a": [1, null]}')
    found = rows(capsys, "cypher", "-f", str(file), *parameters, "--json")
    assert found == [{"name": "Java", "more": {"a": [1, None]}}]


def test_cypher_is_cut_off_at_the_limit(loaded, capsys):
    question = ["cypher", "MATCH (s:Skill) RETURN s.key AS key ORDER BY key", "--limit", "5"]
    assert run([*question, "--json"]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 5
    assert "cut off after 5 rows" in captured.err


def test_a_refused_write_writes_nothing(loaded, capsys):
    before = rows(capsys, "status", "--json")[0]["nodes"]
    assert run(["cypher", "CREATE (:Nothing)"]) == 1
    capsys.readouterr()
    assert rows(capsys, "status", "--json")[0]["nodes"] == before


def test_walks_repeat_and_their_trace_is_whole(loaded, capsys):
    command = ("walk", "--from", "Software Developers", "--seed", "7", "--count", "3")
    first = rows(capsys, *command, "--json")
    assert first == rows(capsys, *command, "--json")
    assert len(first) == 3
    for trace in first:
        assert list(trace) == ["start", "seed", "index", "steps", "options", "graph_version"]
        assert len(trace["steps"]) == 7
        assert set(trace["steps"][0]) == {"kind", "key", "name", "draw", "restarted"}
    lines = printed(capsys, *command).splitlines()
    assert len(lines) == 3
    for line, trace in zip(lines, first, strict=True):
        assert line.startswith("Software Developers -[")
        assert line.count("]-> ") == 6
        assert "[.00]" not in line
        assert line.endswith(trace["steps"][-1]["name"])


def test_walks_have_options_and_starts_can_be_drawn(loaded, capsys):
    how = ("--metapath", "occupation-occupation-skill-occupation", "--p", "2", "--boost", "0.5")
    command = ("walk", "--starts", "employment", "--seed", "7", *how)
    drawn = rows(capsys, *command, "--count", "4", "--json")
    assert len({trace["start"] for trace in drawn}) > 1
    assert drawn[0]["options"]["p"] == 2
    assert drawn[0]["options"]["no_return"] is False
    assert rows(capsys, *command, "--first", "2", "--json") == drawn[2:3]
    assert len(printed(capsys, *command, "--count", "4").splitlines()) == 4


# ---- writing ------------------------------------------------------------------------------------


def test_ingest_twice_changes_nothing(writable, capsys):
    (first,) = rows(capsys, "ingest", str(sample_folder()), "--json")
    assert first["changes"]["created"] > 500
    assert Path(first["rejects_file"]).is_file()
    (second,) = rows(capsys, "ingest", str(sample_folder()), "--json")
    assert second["changes"] == {"created": 0, "updated": 0, "deleted": 0}
    assert {k: v for k, v in second.items() if k in ("run", "nodes", "edges")} == {
        k: v for k, v in first.items() if k in ("run", "nodes", "edges")
    }
    assert "loaded before, not read again" in printed(capsys, "ingest", str(sample_folder()))
    assert "rows read" in printed(capsys, "ingest", "--again", str(sample_folder()))


def test_enrich_undo_and_what_is_skipped(writable, capsys, tmp_path):
    rows(capsys, "ingest", str(sample_folder()), "--json")
    settings = from_environment()
    save_names_student(settings)
    folder = tmp_path / "resumes"
    shutil.copytree(resume_folder(), folder)
    (folder / "empty.txt").touch()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")

    before = rows(capsys, "status", "--json")[0]
    assert run(["enrich", str(folder), str(tmp_path / "gone.txt"), "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("skipped: ") == 3
    assert captured.err.splitlines()[-1].startswith("error: 3 of 9 documents")
    *documents, summary = [json.loads(line) for line in captured.out.splitlines()]
    assert len(documents) == 6
    assert all(list(d) == ["kind", "path", "document", "title", "mentions"] for d in documents)
    assert list(summary) == [
        "kind",
        "run",
        "model",
        "threshold",
        "documents",
        "failures",
        "changes",
    ]
    assert summary["changes"]["created"] > 10
    after = rows(capsys, "status", "--json")[0]
    assert after["edges"]["MENTIONS"] == summary["changes"]["created"]

    again = rows(capsys, "enrich", str(resume_folder()), "--json")[-1]
    assert again["run"] == summary["run"]
    assert not any(again["changes"].values())

    (undone,) = rows(capsys, "runs", "undo", summary["run"][:-3], "--json")
    assert undone["run"] == summary["run"]
    end = rows(capsys, "status", "--json")[0]
    assert end["edges"] == before["edges"]
    assert {**end["nodes"], "Run": 0} == {**before["nodes"], "Run": 0}
    assert rows(capsys, "runs", "show", summary["run"], "--json")[0]["status"] == "undone"


def test_only_unreadable_documents_is_a_failure_without_a_run(writable, capsys, tmp_path):
    rows(capsys, "ingest", str(sample_folder()), "--json")
    save_names_student(from_environment())
    (tmp_path / "empty.txt").touch()
    assert run(["enrich", str(tmp_path / "empty.txt")]) == 1
    assert "1 of 1 documents" in capsys.readouterr().err
    assert [r["step"] for r in rows(capsys, "runs", "list", "--json")] == ["ingest"]


def test_an_empty_folder_is_a_failure(writable, capsys, tmp_path):
    rows(capsys, "ingest", str(sample_folder()), "--json")
    save_names_student(from_environment())
    for command in ("extract", "enrich"):
        assert run([command, str(tmp_path)]) == 1
        assert "no documents were found" in capsys.readouterr().err


def test_runs_are_listed_latest_first(writable, capsys):
    rows(capsys, "ingest", str(sample_folder()), "--json")
    (found,) = rows(capsys, "runs", "list", "--json")
    assert set(found) >= {"key", "step", "status", "started", "counts", "inputs", "version"}
    assert found["key"] in printed(capsys, "runs", "list")
    assert found["key"] in printed(capsys, "runs", "show", found["key"][:10])


# ---- output -------------------------------------------------------------------------------------


def test_results_survive_a_reader_that_has_gone(loaded):
    program = "from api.cli import main; main()"
    statement = "UNWIND range(1, 100000) AS n RETURN n"
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} -c {shlex.quote(program)} cypher {shlex.quote(statement)}"
        " --limit 100000 --json | head -n 1",
        check=False,
        shell=True,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path.cwd()), **loaded.environment()},
    )
    assert done.stdout == '{"n": 1}\n'
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_output_that_the_terminal_cannot_show_is_escaped(loaded):
    done = subprocess.run(
        [sys.executable, "-c", "from api.cli import main; main()", "cypher", "RETURN '→ é' AS x"],
        check=False,
        capture_output=True,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(Path.cwd()),
            "PYTHONIOENCODING": "ascii",
            **loaded.environment(),
        },
    )
    assert done.returncode == 0
    assert b"\\u2192" in done.stdout


def test_unexpected_errors_are_one_line_and_debug_shows_where(monkeypatch, capsys):
    from api.services import graph

    def broken() -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(graph, "queries", broken)
    monkeypatch.setattr("api.services.queries", broken)
    assert run(["query"]) == 1
    quiet = capsys.readouterr().err
    assert (
        quiet
        == "error: unexpected ZeroDivisionError: by zero. `skillgraph --debug …` shows where.\n"
    )
    assert run(["--debug", "query"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_interrupted_is_130(monkeypatch, capsys):
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("api.services.queries", interrupted)
    assert run(["query"]) == 130
    assert capsys.readouterr().err.startswith("error: interrupted.")


def test_tables_align_and_cut(capsys):
    output.table(["a", "long name"], [["x", 0.123456], [None, "word " * 40]])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a  long name"
    assert lines[1] == "x  0.1235"
    assert lines[2].startswith("-  word word")
    assert lines[2].endswith("…")
    assert len(lines[2]) == 3 + output.WIDEST
