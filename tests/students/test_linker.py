from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from graph.records import SkillName
from students.linker import Linker
from tests.students.made import skill_names


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(
        Gazetteer([*skill_names(), SkillName("ML", "machinelearning", "Machine Learning")])
    )


@pytest.mark.parametrize(
    ("surface", "skill"),
    [
        ("Python", "python"),
        ("NodeJS", "nodejs"),
        ("Node JS", "nodejs"),
        ("machine-learning", "machinelearning"),
        ("ML", "machinelearning"),
        ("strong Python skills", "python"),
        ("knowledge of SQL", "sql"),
        ("C#", "c#"),
        ("C++", "c++"),
        (".NET", ".net"),
    ],
)
def test_it_links(linker: Linker, surface: str, skill: str) -> None:
    assert linker.link(surface) == skill


@pytest.mark.parametrize(
    "surface", ["", "-", "COBOL", "go", "excel", "Python and SQL", "Python snakes", "C", "strong"]
)
def test_no_match_is_an_answer(linker: Linker, surface: str) -> None:
    assert linker.link(surface) is None
