"""The rules of CONTRIBUTING.md that no linter knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources import (
    BINARY,
    PACKAGES,
    files,
    functions,
    imports,
    python_files,
    strings,
    text,
    tree,
)

FILE_LINES = 400
FUNCTION_LINES = 60
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}
KNOWS_ENGINES = re.compile(r"graph/(embedded\w*|schema)\.py")
ENGINES = {"embedded", "neo4j", "arcadedb", "arcade"}

QUERY = re.compile(
    r"\b(MATCH|MERGE|CREATE)\s*\(|\bUNWIND\s+\$?\w+|\bRETURN\s+[a-z]|\bDETACH\s+DELETE\b"
)
# A statement in a command that is shown to people is an example, not a query of ours.
SHOWN = re.compile(r"\bcypher [\"']|^Try: ")

Rule = Callable[[ast.Module], list[str]]

UNWANTED = {
    "a path of one machine": re.compile(r"/(root|work|Users)/\w|/home/[a-z]+/|/tmp/\w"),
    "a secret": re.compile(r"\bsk-[A-Za-z0-9_-]{20,}|\bghp_\w{20,}|BEGIN [A-Z ]*PRIVATE KEY"),
    "a registry's address": re.compile(
        r"pypi\.org|pythonhosted|repo1?\.maven|npmjs", re.IGNORECASE
    ),
    "a marker of unfinished work": re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|<<<<<<< "),
}


# ---- the rules, as functions of one module ------------------------------------------------------


def query_text(module: ast.Module) -> list[str]:
    """Text constants that look like a query."""
    return [f"line {n}: {s}" for n, s in strings(module) if QUERY.search(s) and not SHOWN.search(s)]


def engine_questions(module: ast.Module) -> list[str]:
    """Comparisons with the name of an engine, and names or imports of the embedded one."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Compare):
            constants = {str(c.value) for c in ast.walk(node) if isinstance(c, ast.Constant)}
            found += [f"line {node.lineno}: {name}" for name in constants & ENGINES]
    found += [f"line {n}: {s}" for n, s in strings(module) if "arcade" in s.lower()]
    return found + [f"line {n}: {s}" for n, s in imports(module) if "arcade" in s.lower()]


def environment_reads(module: ast.Module) -> list[str]:
    """Uses of the environment."""
    return [
        f"line {node.lineno}: os.{node.attr}"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv")
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    ]


def long_functions(module: ast.Module) -> list[str]:
    """Functions above the limit."""
    return [
        f"{f.name}: {length} lines"
        for f in functions(module)
        if (length := (f.end_lineno or f.lineno) - f.lineno + 1) > FUNCTION_LINES
    ]


# ---- they hold everywhere -----------------------------------------------------------------------


def breaches(rule: Rule, paths: list[Path]) -> list[str]:
    """Where these files break the rule."""
    return [f"{path}: {breach}" for path in paths for breach in rule(tree(path))]


def test_files_are_short() -> None:
    lengths = {path: len(text(path).splitlines()) for path in python_files()}
    assert {path: length for path, length in lengths.items() if length > FILE_LINES} == {}


def test_functions_are_short() -> None:
    assert breaches(long_functions, python_files()) == []


def test_names_say_something() -> None:
    assert [p for p in files() if p.stem.strip("_").lower() in NAMES_THAT_SAY_NOTHING] == []


def test_queries_are_files() -> None:
    assert breaches(query_text, python_files(*PACKAGES)) == []


def test_only_two_modules_know_engines() -> None:
    others = [p for p in python_files(*PACKAGES) if not KNOWS_ENGINES.fullmatch(p.as_posix())]
    assert breaches(engine_questions, others) == []


def test_only_settings_read_the_environment() -> None:
    # The embedded server is a child process; it inherits the environment without looking at it.
    allowed = ("api/settings.py", "graph/embedded.py")
    others = [p for p in python_files(*PACKAGES) if p.as_posix() not in allowed]
    assert breaches(environment_reads, others) == []


def test_nothing_in_the_files_belongs_elsewhere() -> None:
    here = Path(__file__).name
    found = [
        f"{path}:{number}: {what}: {line.strip()[:80]}"
        for path in files()
        if path.suffix not in BINARY and path.name not in (here, "LICENSE")
        for number, line in enumerate(text(path).splitlines(), 1)
        for what, pattern in UNWANTED.items()
        if pattern.search(line)
    ]
    assert found == []


# ---- and can fail -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (query_text, "store.run('MATCH (n:Skill) RETURN n')"),
        (query_text, "run(f'UNWIND $rows AS row {rest}')"),
        (query_text, "text = 'MERGE (' + label + ')'"),
        (engine_questions, "if store.engine == 'neo4j': pass"),
        (engine_questions, "if schema in ('embedded',): pass"),
        (engine_questions, "import arcadedb_embedded"),
        (environment_reads, "import os\nhome = os.environ['HOME']"),
        (environment_reads, "import os\nhome = os.getenv('HOME')"),
        (long_functions, "def f():\n" + "    pass\n" * FUNCTION_LINES),
    ],
)
def test_a_breach_is_seen(rule: Rule, code: str) -> None:
    assert rule(ast.parse(code))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (query_text, "'''MATCH (n) in a docstring'''"),
        (query_text, "print('skillgraph cypher \"MATCH (n) RETURN n\"')"),
        (query_text, "message = 'No match. Return the form, or merge the two files.'"),
        (engine_questions, "endpoint = Endpoint(schema='neo4j')"),
        (long_functions, "def f():\n" + "    pass\n" * (FUNCTION_LINES - 1)),
    ],
)
def test_what_is_no_breach_is_left_alone(rule: Rule, code: str) -> None:
    assert rule(ast.parse(code)) == []
