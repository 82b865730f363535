"""Imports go one way: `graph <- ingest`, `graph <- generation`, both `<- students`, `api` sees all."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.sources import PACKAGES, ROOT, imports, python_files, tree

MAY_IMPORT = {
    "cypher": (),
    "graph": ("graph",),
    "ingest": ("graph", "ingest"),
    "generation": ("graph", "generation"),
    "students": (
        *("graph", "students"),
        *("generation.examples", "generation.reading", "generation.splits"),
    ),
    "api": ("graph", "ingest", "generation", "students", "api"),
}
OURS = (*PACKAGES, "benchmarks", "docs", "tests")
HEAVY = (
    *("arcadedb_embedded", "docx", "fastapi", "langchain_core", "langchain_openai", "numpy"),
    *("matplotlib", "onnxruntime", "pandas", "py2neo", "pyarrow", "pycrfsuite", "pypdf"),
    *("python_calamine", "rapidfuzz", "rensa", "scipy", "sklearn", "tokenizers", "torch"),
    "transformers",
)


def wrong_imports(package: str, module: ast.Module) -> list[str]:
    """What a module of `package` imports from the project and may not."""
    found = []
    for line, name in imports(module):
        allowed = any(f"{name}.".startswith(f"{prefix}.") for prefix in MAY_IMPORT[package])
        if name.split(".")[0] in OURS and not allowed:
            found.append(f"line {line}: {name}")
    return found


def test_imports_go_one_way() -> None:
    found = {path: wrong_imports(path.parts[0], tree(path)) for path in python_files(*PACKAGES)}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert len(found) > len(PACKAGES)


@pytest.mark.parametrize(
    ("package", "code"),
    [
        ("graph", "import ingest"),
        ("graph", "def f():\n    from api.settings import Settings"),
        ("ingest", "from generation import examples"),
        ("generation", "import students.catalog"),
        ("students", "from generation.pipeline import read_triples"),
        ("students", "from generation import pipeline"),
        ("api", "from tests.engines import Engine"),
    ],
)
def test_a_wrong_import_is_seen(package: str, code: str) -> None:
    assert wrong_imports(package, ast.parse(code))


def test_cypher_holds_no_code() -> None:
    for path in python_files("cypher"):
        assert path.name == "__init__.py"
        assert all(isinstance(statement, ast.Expr) for statement in tree(path).body), path


def test_the_command_line_starts_without_heavy_packages() -> None:
    code = f"import sys, api.cli.commands; print(*sorted(set(sys.modules) & set({HEAVY})))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
