"""The distribution, as a user gets it: built, installed into a clean environment, used elsewhere.

It needs a package index and takes a minute or two, so only `make wheel-test` and CI run it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.sources import PACKAGES, ROOT, files

pytestmark = pytest.mark.wheel
CONSTRAINTS = ROOT / "constraints.txt"


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Standard output of a command that must succeed, with nothing of the checkout on its path."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**inherited, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{command}: {done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built from that archive."""
    folder = tmp_path_factory.mktemp("dist")
    # A pip that knows no build constraints applies the other variable to builds too.
    pinned = {"PIP_CONSTRAINT": str(CONSTRAINTS), "PIP_BUILD_CONSTRAINT": str(CONSTRAINTS)}
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder, **pinned)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    """The wheel."""
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a clean environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    programs = folder / "venv" / "bin"
    wanted = f"skillgraph[documents] @ {wheel.as_uri()}"
    run(programs / "pip", "install", "-q", "-c", CONSTRAINTS, wanted, cwd=folder)
    return programs


def test_the_wheel_holds_all_package_data_and_no_tests(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path.as_posix() for path in files() if path.parts[0] in PACKAGES}
    assert sorted(wanted - inside) == []
    tops = {name.split("/")[0] for name in inside}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_source_archive_holds_the_licence_and_no_tests(dist: Path) -> None:
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        inside = {name.partition("/")[2] for name in opened.getnames()}
    assert {"LICENSE", "README.md", "pyproject.toml", "constraints.txt"} <= inside
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in inside)


def test_it_runs_where_no_checkout_is(installed: Path, tmp_path: Path) -> None:
    shown = run(installed / "skillgraph", "--help", cwd=tmp_path)
    assert "Usage: skillgraph" in shown
    where = run(installed / "python", "-c", "import graph; print(graph.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_the_demo_runs_from_the_wheel_and_leaves_a_graph(installed: Path, tmp_path: Path) -> None:
    program = installed / "skillgraph"
    home = str(tmp_path / "home")
    try:
        told = run(program, "demo", cwd=tmp_path, SKILLGRAPH_HOME=home)
        assert "Software Developers" in told
        shown = run(program, "status", "--json", cwd=tmp_path, SKILLGRAPH_HOME=home)
        assert json.loads(shown.splitlines()[-1])["nodes"]["Posting"] >= 50
    finally:
        run(program, "down", cwd=tmp_path, SKILLGRAPH_HOME=home)
