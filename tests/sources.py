"""The project's own files, read as text and as syntax trees, for tests about the code itself."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("graph", "ingest", "generation", "students", "api", "cypher")
BINARY = {".docx", ".pdf", ".xlsx", ".gz", ".png", ".onnx", ".crfsuite", ".npz"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or would be committed, relative to the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = (Path(name) for name in listed.stdout.split("\0") if name)
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def python_files(*folders: str) -> list[Path]:
    """The Python files, of these top folders or of all."""
    return [f for f in files() if f.suffix == ".py" and (not folders or f.parts[0] in folders)]


def text(path: Path) -> str:
    """The text of a file named relative to the checkout."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file named relative to the checkout."""
    return ast.parse(text(path), str(path))


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def strings(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and value of every text constant that is no docstring."""
    docs = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def imports(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of all that is imported, wherever in the file: `graph.keys.fold`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
