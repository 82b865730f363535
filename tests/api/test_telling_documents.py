from __future__ import annotations

from typing import Any

import pytest

from api.telling_documents import scored
from generation.quality.documents import score_documents
from tests.generation.made_triples import MATCHED, UNMATCHED, triple

pytest.importorskip("sklearn")


@pytest.fixture
def figures(tmp_path: Any) -> dict[str, Any]:
    """Of thirty triples whose people are all women of one origin, and know Java."""
    texts = [text.replace("Ada Doe", "Amara Okafor") for text in (MATCHED, UNMATCHED)]
    made = [triple(i, matched=texts[0], unmatched=texts[1]).model_dump_json() for i in range(30)]
    (tmp_path / "ours").write_text("".join(line + "\n" for line in made))
    (score,) = score_documents([tmp_path / "ours"])
    return score.figures()


def test_names_are_told_with_their_tests(figures):
    lines = [" ".join(line.split()) for line in scored([figures])]
    for told in (
        "names: triples with an invented one 100.0%",
        "the same in both resumes 100.0%",
        "names: origins equally often beyond, p 0.00",
        "names: genders equally often beyond, p 0.00",
        "skills that go with origin 0 of 0",
        "all skills against gender within, p 1.00",
        "matched or not against gender within, p 1.00",
        "names in ours by gender: female 100.0%, male 0.0%",
    ):
        assert told in lines, told


def test_skills_that_go_with_names_are_named(figures):
    linked = {"skill": "Excel", "group": "east_asian", "times": 2.5}
    figures["names"]["origin"] |= {"skills_tested": 9, "skills_linked": 1, "most_linked": [linked]}
    lines = [" ".join(line.split()) for line in scored([figures])]
    assert "skills that go with origin 1 of 9" in lines
    assert "skills that go with origin in ours, times as expected: Excel east asian 2.5 x" in lines


def test_names_of_others_are_not_told_as_zeros(figures):
    others = figures | {"file": "theirs", "names": None}
    (told,) = [line for line in scored([others]) if "names" in line and "known" not in line]
    assert told == "names in theirs: not among those that are invented here, nothing to test"
    beside = [line for line in scored([figures, others]) if line.startswith("  names: ")]
    assert len(beside) == 3
    assert all(line.endswith(" -") for line in beside)
