"""Students trained once per session on a few small triples."""

from __future__ import annotations

from pathlib import Path

import pytest

from students import catalog
from students.protocol import Student
from tests.students.made import skill_names, triples


@pytest.fixture(scope="session")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A checkpoint folder per name of the catalog. To be read only."""
    root = tmp_path_factory.mktemp("students")
    for name in catalog.names():
        catalog.train(name, triples(30), skill_names(), root / name, held_out=triples(8, seed=1))
    return {name: root / name for name in catalog.names()}


@pytest.fixture(params=catalog.names())
def student(request: pytest.FixtureRequest, checkpoints: dict[str, Path]) -> Student:
    """Every student in turn."""
    return catalog.load(request.param, checkpoints[request.param])


@pytest.fixture(scope="session")
def crf(checkpoints: dict[str, Path]) -> Student:
    """The `crf` student."""
    return catalog.load("crf", checkpoints["crf"])
