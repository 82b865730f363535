from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UnknownFormat, UnreadableFile
from graph.records import Mention
from students.answers import Extraction
from students.baselines import baselines_of
from students.protocol import Ability, Student
from students.scoring import (
    ResumeRow,
    Scores,
    count_sets,
    normalised,
    score_file,
    score_resumes,
    score_spans,
)
from tests.students.made import triple, triples


class Says:
    """A student that gives the answers it was made with: (surface, skill) by text."""

    name, model = "says", "says:00000000"
    abilities: frozenset[Ability] = frozenset({"extract"})

    def __init__(self, answers: list[tuple[str, str | None]]) -> None:
        self.answers = answers
        self.seen: list[str] = []

    def extract(self, texts: Sequence[str]) -> list[Extraction]:
        self.seen += texts
        return [
            Extraction(
                tuple(
                    Mention(text.index(s), text.index(s) + len(s), s, 1.0, skill)
                    for s, skill in self.answers
                    if s in text
                )
            )
            for text in texts
        ]

    def save(self, folder: Path) -> None:
        raise NotImplementedError


def test_figures() -> None:
    scores = Scores(right=2, predicted=4, gold=8)
    assert (scores.precision, scores.recall) == (0.5, 0.25)
    assert scores.f1 == pytest.approx(1 / 3)
    assert scores.as_json()["f1"] == 0.3333
    assert Scores().as_json() == {
        **{"precision": 0.0, "recall": 0.0, "f1": 0.0},
        **{"right": 0, "predicted": 0, "gold": 0},
    }


def test_counts_are_pooled_over_rows_before_dividing() -> None:
    scores = count_sets([{1, 2}, {3}, set()], [{1}, {3, 4, 5}, {6}])
    assert scores == Scores(right=2, predicted=3, gold=5)


def test_spans_must_be_exact() -> None:
    one = triple(0)
    documents = one.documents()
    first = documents[1].spans[0]
    gold = sum(len(d.spans) for d in documents)
    scores = score_spans(Says([(first.text, first.skill), ("Name", None)]), [one]).scores
    there = sum(d.text.find(first.text) == s.start for d in documents for s in d.spans)
    assert scores["spans"] == Scores(there, there + 2, gold)
    assert scores["linked"] == Scores(there, there, gold)
    wrong = score_spans(Says([(first.text, "other"), (first.text[:-1] + "?", None)]), [one]).scores
    assert wrong["linked"].right == 0
    assert wrong["spans"].right == there


ROWS = [
    ResumeRow("\n\nSkills\n1. Node JS\n2. node.js\n3. time-management\n\n\n\n", ("Node.js", "SQL")),
    ResumeRow("Skills\n* SQL\n", ("sql", "SQL")),
]


def test_resume_skills_are_sets_compared_in_two_ways() -> None:
    student = Says([("Node JS", "nodejs"), ("node.js", "nodejs"), ("SQL", "sql"), ("- ", None)])
    report = score_resumes(student, ROWS)
    assert report.scores["canonical"] == Scores(right=2, predicted=2, gold=3)
    assert report.scores["casefold"] == Scores(right=2, predicted=5, gold=3)


def test_the_student_sees_resumes_without_give_aways() -> None:
    student = Says([])
    score_resumes(student, ROWS)
    assert student.seen == [
        "Skills\n- Node JS\n- node.js\n- time-management",
        "Skills\n- SQL",
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\n a \n\n \n\nb\r\n", "a \n\nb"),
        ("• x\n  * y\n12) z\n– w", "- x\n- y\n- z\n- w"),
        ("**bold**\n3.5 years\n2019 - 2020", "**bold**\n3.5 years\n2019 - 2020"),
    ],
)
def test_normalised(text: str, plain: str) -> None:
    assert normalised(text) == plain
    assert normalised(plain) == plain


def written(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


RJDB = {
    "Job-Description": "x",
    "Resume-matched": "\nSkills\n1. Python\n2. SQL\n",
    "Resume-unmatched": "x",
    "Skills": ["Python", "SQL"],
}


def test_a_file_of_rjdb_rows(crf: Student, tmp_path: Path) -> None:
    report = score_file(crf, written(tmp_path / "any.name", [RJDB, RJDB]))
    shown = report.as_json()
    assert (shown["task"], shown["format"], shown["rows"]) == ("extract", "rjdb", 2)
    assert shown["student"] == crf.model
    assert shown["file"] == "any.name"
    assert shown["scores"]["canonical"]["f1"] == shown["scores"]["casefold"]["f1"] == 1.0
    assert shown["baselines"]["gazetteer"]["canonical"]["recall"] == 1.0
    assert json.loads(json.dumps(shown)) == shown


def test_a_file_of_triples_plain_or_packed(crf: Student, tmp_path: Path) -> None:
    rows = [t.model_dump(mode="json") for t in triples(4, seed=9)]
    plain = written(tmp_path / "triples.jsonl", rows)
    packed = tmp_path / "packed"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    first, second = score_file(crf, plain), score_file(crf, packed)
    assert score_file(crf, tmp_path).scores == first.scores
    assert first.format == "triples"
    assert first.scores == second.scores == score_spans(crf, triples(4, seed=9)).scores
    assert first.scores["spans"].f1 > 0.8
    assert set(first.baselines) == {"gazetteer", "surfaces"}


def test_baselines_know_what_the_student_knows(crf: Student) -> None:
    assert [student.name for student in baselines_of(crf)] == ["gazetteer", "surfaces"]
    assert baselines_of(baselines_of(crf)[0]) == ()


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", UnreadableFile, "empty"),
        (b'{"a": 1}\n', UnknownFormat, "neither"),
        (json.dumps(RJDB).encode() + b"\n\n{}\n", UnreadableFile, "Line 3 of f is not"),
    ],
)
def test_files_that_cannot_be_scored(
    crf: Student, tmp_path: Path, content: bytes, error: type[Exception], words: str
) -> None:
    (tmp_path / "f").write_bytes(content)
    with pytest.raises(error, match=words):
        score_file(crf, tmp_path / "f")


def test_a_file_that_is_not_there(crf: Student, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        score_file(crf, tmp_path / "absent")
