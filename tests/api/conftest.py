"""A client of the API over the shipped sample, and a student that needs no training."""

from __future__ import annotations

import contextlib
import shutil
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import typer
from fastapi.testclient import TestClient

from api import services
from api.app import create_app
from api.cli.commands import app
from api.settings import Settings
from graph import reads
from graph.bolt import BoltStore
from graph.gazetteer import Gazetteer
from graph.records import Mention
from graph.store import Store
from students.answers import Extraction
from students.protocol import Ability, Student
from tests.engines import Engine


class NameFinder:
    """Finds the names that the graph knows; a whole student, only a simple one."""

    name = "names"
    model = "names:1"
    abilities: frozenset[Ability] = frozenset({"extract"})

    def __init__(self, store: Store) -> None:
        self.gazetteer = Gazetteer(reads.skill_names(store))

    def extract(self, texts: Sequence[str]) -> list[Extraction]:
        return [
            Extraction(
                tuple(
                    Mention(m.start, m.end, m.text, 0.9, m.skill) for m in self.gazetteer.find(text)
                )
            )
            for text in texts
        ]

    def save(self, folder: Path) -> None:
        raise NotImplementedError


def save_names_student(settings: Settings, folder: Path | None = None) -> None:
    """Put a student that knows the graph's names into a folder, else where `crf` is looked for."""
    from students import catalog

    with services.opened(settings) as store:
        catalog.train("gazetteer", [], reads.skill_names(store), folder or settings.models / "crf")


@pytest.fixture
def student(loaded_store: BoltStore) -> Student:
    return NameFinder(loaded_store)


@pytest.fixture
def client(loaded_store: BoltStore, tmp_path: Path, student: Student) -> TestClient:
    """The API over the shipped sample; tests through it must not write."""
    over_sample = create_app(loaded_store, home=tmp_path, student=student)
    return TestClient(over_sample, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def empty_client(_embedded: Engine) -> Iterator[TestClient]:
    """The API over the embedded engine, for questions whose answer is an error whatever it holds."""
    with contextlib.closing(_embedded.open()) as store:
        yield TestClient(create_app(store), raise_server_exceptions=False)


@pytest.fixture
def cli_home(_embedded: Engine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands run against the embedded engine of the session, whatever it holds; no student."""
    shutil.rmtree(_embedded.home / "models", ignore_errors=True)
    for name, value in _embedded.environment().items():
        monkeypatch.setenv(name, value)
    return _embedded.home


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture(scope="session")
def commands() -> list[str]:
    """The names of the commands."""
    return sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
