"""Wrong input: one line that says what and how to mend it, the documented exit code, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.cli import run

OK, FAILED, USAGE, UNREACHABLE = 0, 1, 2, 3

WRONG: dict[str, list[tuple[str, int, str]]] = {
    "(before any command)": [
        ("nosuch", USAGE, "No such command"),
        ("--nosuch", USAGE, "No such option"),
        ("--home", USAGE, "requires an argument"),
        ("--home {file} status", USAGE, "is a file"),
        ("--json status", USAGE, "No such option"),
    ],
    "ingest": [
        ("ingest", USAGE, "Missing argument"),
        ("ingest {tmp}/nosuch.csv", FAILED, "There is no file or folder"),
        ("ingest {file}", FAILED, "no known format"),
        ("ingest {tmp}", FAILED, "No file of a known format"),
        ("ingest {gzip}", FAILED, "broken.csv.gz"),
        ("ingest --nosuch {file}", USAGE, "No such option"),
    ],
    "query": [
        ("query nosuch", FAILED, "There is no query called"),
        ("query occupation_skill occupation=x", FAILED, "Did you mean occupation_skills"),
        ("query occupation_skills", USAGE, "needs occupation"),
        ("query occupation_skills x", USAGE, "NAME=VALUE"),
        ("query documents limit=many", USAGE, "type int"),
        ("query documents limit=-1", USAGE, "limit"),
        ("query documents limit=1 limit=2", USAGE, "twice"),
        ("query documents nosuch=1", USAGE, "no parameter nosuch"),
        ("query put_documents", FAILED, "query"),
    ],
    "cypher": [
        ("cypher", USAGE, "Give a statement"),
        ("cypher x -f {file}", USAGE, "Give a statement"),
        ("cypher -f {tmp}/nosuch", FAILED, "cannot be read"),
        ("cypher -f {latin}", FAILED, "not UTF-8"),
        ("cypher CREATE~(n)", FAILED, "CREATE is not allowed"),
        ("cypher MATCH~(n)~SET~n.x=1~RETURN~n", FAILED, "SET is not allowed"),
        ("cypher NONSENSE", FAILED, "cannot be read at character 1"),
        ("cypher RETURN~$x", FAILED, ""),
        ("cypher RETURN~1 --param x", USAGE, "NAME=VALUE"),
        ("cypher RETURN~1 --limit 0", USAGE, "--limit"),
        ("cypher RETURN~1 --timeout never", USAGE, "--timeout"),
    ],
    "search": [
        ("search", USAGE, "Missing argument"),
        ("search ~", USAGE, "blank"),
        ("search java --kind tool", USAGE, "no kind of thing"),
        ("search java --limit 0", USAGE, "--limit"),
        ("search java sql", USAGE, "unexpected extra argument"),
    ],
    "evidence": [
        ("evidence", USAGE, "Missing argument"),
        ("evidence x", USAGE, "Missing argument"),
        ("evidence ~ java", USAGE, "blank"),
        ("evidence Nobody Nothing", FAILED, "No skill is called 'Nothing'"),
        ("evidence x y --limit 0", USAGE, "--limit"),
    ],
    "forget": [
        ("forget", USAGE, "Missing argument 'SOURCE'"),
        ("forget linkedin", FAILED, "no source called 'linkedin'"),
        ("forget ~", FAILED, "no source called"),
        ("forget onet esco", USAGE, "unexpected extra argument"),
        ("forget onet --nosuch", USAGE, "No such option"),
    ],
    "skill": [
        ("skill merge x", USAGE, "Missing argument 'OTHER'"),
        ("skill merge Java java", USAGE, "differ in nothing"),
        ("skill split Nothing Java", FAILED, "No skill is called 'Nothing'"),
        ("skill nosuch", USAGE, "No such command"),
        ("skill why", USAGE, "Missing argument"),
        ("skill why ~", USAGE, "blank"),
        ("skill why Nothing", FAILED, "No skill is called 'Nothing'"),
        ("skill why x --as-of soon", USAGE, "as_of must be a day"),
    ],
    "path": [
        ("path", USAGE, "Missing argument 'FROM'"),
        ("path x", USAGE, "Missing argument 'TO'"),
        ("path Nobody x", FAILED, "No occupation is called 'Nobody'"),
        ("path x y --max-hops 0", USAGE, "--max-hops"),
        ("path x y --evidence many", USAGE, "--evidence"),
    ],
    "gap": [
        ("gap", USAGE, "Missing argument 'FROM'"),
        ("gap x", USAGE, "Missing argument 'TO'"),
        ("gap x Nobody", FAILED, "No occupation is called 'Nobody'"),
        ("gap x y --min-weight 2", USAGE, "--min-weight"),
        ("gap x y --limit 0", USAGE, "--limit"),
    ],
    "export": [
        ("export", USAGE, "Missing argument"),
        ("export csv", USAGE, "Missing option '--out'"),
        ("export xlsx --out {tmp}/x", USAGE, "There are csv, parquet, graphml, bulk"),
        ("export csv --out {tmp}", USAGE, "is there already"),
        ("export csv --out {file}/x", FAILED, "cannot be written"),
        ("export rjdb --out {tmp}/x", USAGE, "Name their folder with --on"),
        ("export csv --on {tmp} --out {tmp}/x", USAGE, "There are rjdb, parquet"),
        ("export rjdb --on {tmp} --out {tmp}/x", FAILED, "cannot be read"),
        ("export rjdb --on {file} --out {tmp}/x", FAILED, "file.txt is not JSON"),
    ],
    "walk": [
        ("walk", USAGE, "--from TITLE or --starts HOW"),
        ("walk --from x --starts uniform", USAGE, "one of both"),
        ("walk --from Nobody", FAILED, "No occupation is called 'Nobody'"),
        ("walk --from ~", USAGE, "blank"),
        ("walk --from x --length 0", USAGE, "--length"),
        ("walk --from x --seed -1", USAGE, "--seed"),
        ("walk --from x --count many", USAGE, "--count"),
        ("walk --from x --temperature 0", USAGE, "--temperature"),
        ("walk --from x --restart 1", USAGE, "restart"),
        ("walk --from x --first -1", USAGE, "--first"),
        ("walk --from x --p 0", USAGE, "--p"),
        ("walk --from x --q 99", USAGE, "--q"),
        ("walk --from x --boost 2", USAGE, "--boost"),
        ("walk --from x --metapath skill", USAGE, "metapath"),
        ("walk --from x --as-of yesterday", USAGE, "day"),
        ("walk --starts luck", USAGE, "distribution"),
    ],
    "generate": [
        ("generate --count 0", USAGE, "--count"),
        ("generate --seed x", USAGE, "--seed"),
        ("generate --teacher nosuch --out {tmp}/out", USAGE, "no teacher"),
        ("generate --teacher openai:m --out {tmp}/out", FAILED, "OPENAI_API_KEY"),
        ("generate --out {file}", FAILED, "file.txt"),
    ],
    "show": [
        ("show", USAGE, "Missing argument"),
        ("show {tmp}/nosuch", FAILED, "no triples in"),
        ("show {tmp}", FAILED, "no triples in"),
        ("show {file}", FAILED, "file.txt"),
        ("show {file} --index -1", USAGE, "--index"),
        ("show 0badc0de", FAILED, "has a key that begins with 0badc0de"),
    ],
    "train": [
        ("train", USAGE, "Missing argument"),
        ("train crf", USAGE, "Missing option '--on'"),
        ("train nosuch --on {tmp}", FAILED, "no student named"),
        ("train crf --on {tmp}/nosuch", FAILED, "no triples in"),
        ("train crf --on {file}", FAILED, "file.txt"),
        ("train crf --on {tmp} --held-out 1", USAGE, "--held-out"),
    ],
    "score": [
        ("score match --on {file}", USAGE, "No such command 'match'"),
        ("score extract", USAGE, "Missing option '--on'"),
        ("score documents", USAGE, "Missing option '--on'"),
        ("score documents --on {tmp}/nosuch", FAILED, "cannot be read"),
        ("score documents --on {file}", FAILED, "file.txt is not JSON"),
        ("score parsing --on {file}", FAILED, "file.txt line 1 is not JSON"),
        ("score identity --on {file}", FAILED, "the columns a, b, same"),
        ("score titles --on {file}", FAILED, "missing column title, soc_code"),
        ("score edges --onet {tmp}", FAILED, "No O*NET Technology Skills file"),
        ("score expansion --onet {tmp}", USAGE, "Missing option '--teacher'"),
        ("score expansion --onet {tmp} --teacher offline", FAILED, "No O*NET Technology Skills"),
        ("score expansion --onet {tmp} --teacher offline --part most", USAGE, "no part"),
        ("score extract --on {tmp}/nosuch", FAILED, "There is no file"),
        ("score extract --on {file}", FAILED, "no trained student"),
        ("score extract --on {file} --student {tmp}", FAILED, "no trained student"),
    ],
    "extract": [
        ("extract", USAGE, "Missing argument"),
        ("extract {file}", FAILED, "train crf"),
        ("extract {file} --student {tmp}/nosuch", FAILED, "no trained student"),
        ("extract {file} --student {tmp}", FAILED, "no trained student"),
        ("extract {file} --nosuch", USAGE, "No such option"),
    ],
    "enrich": [
        ("enrich", USAGE, "Missing argument"),
        ("enrich {file}", FAILED, "train crf"),
        ("enrich {file} --student {tmp}", FAILED, "no trained student"),
        ("enrich {file} --threshold 2", USAGE, "--threshold"),
        ("enrich {file} --threshold sure", USAGE, "--threshold"),
    ],
    "runs": [
        ("runs nosuch", USAGE, "No such command"),
        ("runs list --limit 0", USAGE, "--limit"),
        ("runs show", USAGE, "Missing argument"),
        ("runs show nosuch", FAILED, "No run begins with"),
        ("runs undo nosuch", FAILED, "No run begins with"),
        ("runs accept nosuch", FAILED, "No run begins with"),
        ("runs accept x --least 2", USAGE, "--least"),
        ("runs undo ~", FAILED, "No run begins with"),
    ],
    "statistics": [
        ("statistics extra", USAGE, "unexpected extra argument"),
        ("statistics --teacher nobody", USAGE, "no teacher"),
        ("statistics --teacher openai:x", FAILED, "needs a key"),
        ("statistics --teacher offline --occupation Nobody", FAILED, "No occupation is called"),
        ("statistics --teacher offline --limit 0", USAGE, "--limit"),
    ],
    "expand": [
        ("expand", USAGE, "Missing option"),
        ("expand --teacher nobody", USAGE, "no teacher"),
        ("expand --teacher openai:x", FAILED, "needs a key"),
        ("expand --teacher offline --occupation Nobody", FAILED, "No occupation is called"),
        ("expand --teacher offline --least 2", USAGE, "--least"),
        ("expand --teacher offline --number 0", USAGE, "--number"),
    ],
    "serve": [
        ("serve --port x", USAGE, "--port"),
        ("serve --port 65536", USAGE, "--port"),
        ("serve --host no.such.host.invalid --port 0", FAILED, "no address"),
        ("serve --port {taken}", FAILED, "cannot be used"),
        ("serve --port 0 --student {tmp}", FAILED, "no trained student"),
    ],
    "up": [
        ("up --heap much", USAGE, "heap"),
        ("up --heap 1", USAGE, "heap"),
        ("up --bolt-port 0", USAGE, "--bolt-port"),
        ("up --bolt-port x", USAGE, "--bolt-port"),
        ("up extra", USAGE, "unexpected extra argument"),
    ],
    "down": [
        ("down extra", USAGE, "unexpected extra argument"),
        ("down --nosuch", USAGE, "No such option"),
        ("down --json=yes", USAGE, "--json"),
        ("down --home x", USAGE, "No such option"),
        ("--home {file} down", USAGE, "is a file"),
    ],
    "status": [
        ("status extra", USAGE, "unexpected extra argument"),
        ("status --nosuch", USAGE, "No such option"),
        ("status --json=yes", USAGE, "--json"),
        ("status -x", USAGE, "No such option"),
        ("--home {file} status", USAGE, "is a file"),
    ],
    "demo": [
        ("demo --data", USAGE, "requires an argument"),
        ("demo --data {tmp}/nosuch", USAGE, "is not a folder"),
        ("demo --data {file}", USAGE, "is not a folder"),
        ("demo extra", USAGE, "unexpected extra argument"),
        ("demo --nosuch", USAGE, "No such option"),
    ],
}
CASES = [(command, *case) for command, cases in WRONG.items() for case in cases]


@pytest.fixture
def places(tmp_path: Path, taken_port: int) -> dict[str, str]:
    """What `{name}` stands for in a wrong command."""
    (tmp_path / "file.txt").write_text("neither data nor JSON\n")
    (tmp_path / "latin.cypher").write_bytes(b"RETURN '\xe9'")
    # A gzip header and nothing behind it.
    (tmp_path / "broken.csv.gz").write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03")
    empty = tmp_path / "empty"
    empty.mkdir()
    return {
        "tmp": str(empty),
        "file": str(tmp_path / "file.txt"),
        "latin": str(tmp_path / "latin.cypher"),
        "gzip": str(tmp_path / "broken.csv.gz"),
        "taken": str(taken_port),
    }


@pytest.mark.parametrize(("command", "text", "code", "says"), CASES, ids=[c[1] for c in CASES])
def test_wrong_input_gives_one_clear_line(cli_home, places, capsys, command, text, code, says):
    arguments = [part.replace("~", " ").format(**places) for part in text.split()]
    assert run(arguments) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.strip().splitlines()
    assert [line for line in lines if line.startswith("error: ")] == lines[-1:], printed.err
    assert says in lines[-1]
    assert "Traceback" not in printed.err
    assert "unexpected" not in printed.err or "unexpected extra argument" in printed.err


def test_every_command_has_five_wrong_inputs(commands):
    assert set(commands) <= set(WRONG)
    assert all(len(cases) >= 5 for cases in WRONG.values())


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"NEO4J_URI": "bolt://127.0.0.1:9"}, "NEO4J_PASSWORD"),
        ({"NEO4J_URI": "bolt://127.0.0.1:9", "NEO4J_PASSWORD": "x"}, "does not answer"),
        ({"NEO4J_URI": "http://127.0.0.1:9", "NEO4J_PASSWORD": "x"}, "not an address"),
    ],
)
def test_a_graph_that_cannot_be_reached_is_exit_code_3(monkeypatch, capsys, variables, says):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run(["status"]) == UNREACHABLE
    printed = capsys.readouterr()
    assert printed.err.startswith("error: ")
    assert says in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("command", ["up", "down"])
def test_a_server_that_is_not_ours_is_left_alone(monkeypatch, capsys, command):
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    assert run([command]) == USAGE
    assert "not ours" in capsys.readouterr().err


def test_a_wrong_setting_is_said(monkeypatch, capsys):
    monkeypatch.setenv("SKILLGRAPH_PORT", "http")
    assert run(["status"]) == USAGE
    assert "SKILLGRAPH_PORT" in capsys.readouterr().err
