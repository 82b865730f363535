"""How good a student is at extracting skills, beside what needs no training at all.

Two tasks. *Spans*: exact character spans against the spans of generated documents, counted over all
documents (micro precision, recall, F1); `linked` asks for the right skill too. *Resume skills*: the
distinct skills of a resume against its gold list, as in RJDB, once by `skill_key` and once by
case-folded strings. Everything is deterministic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generation.examples import AnnotatedDocument, Triple
from generation.reading import read_examples
from graph.keys import skill_key
from students.baselines import baselines_of
from students.protocol import Student

_BULLET = re.compile(r"^[ \t]*(?:[*•●▪◦‣·+–—-]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ResumeRow:
    """A resume as published, and the skills it was written from."""

    text: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts and what follows from them. With nothing to divide by, a figure is 0."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was predicted."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0

    def as_json(self) -> dict[str, float | int]:
        """Figures rounded to four places, and the counts."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "right": self.right,
            "predicted": self.predicted,
            "gold": self.gold,
        }


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """A student's scores by measure (`spans`, `linked`, `canonical`, `casefold`), and baselines'."""

    task: str
    format: str
    rows: int
    student: str
    scores: Mapping[str, Scores]
    baselines: Mapping[str, Mapping[str, Scores]] = field(default_factory=dict)
    file: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values with stable keys."""
        return {
            "task": self.task,
            "format": self.format,
            "file": self.file,
            "rows": self.rows,
            "student": self.student,
            "scores": _plain(self.scores),
            "baselines": {name: _plain(scores) for name, scores in self.baselines.items()},
        }


def score_file(student: Student, path: Path) -> ScoreReport:
    """Score extraction on a file, recognised by content: RJDB rows or generated triples.

    Raises:
        UnknownFormat: The file is neither.
        UnreadableFile: A row is damaged; the sentence names it.
    """
    examples = read_examples(path, whole=False)
    if examples.format == "triples":
        return score_spans(student, list(examples.rows), file=path.name)
    rows = [
        ResumeRow(row.matched.text, tuple(skill.name for skill in row.context.skills))
        for row in examples.rows
    ]
    return score_resumes(student, rows, file=path.name)


def score_spans(student: Student, triples: Sequence[Triple], *, file: str = "") -> ScoreReport:
    """Exact spans on all three documents of triples."""
    documents = [document for triple in triples for document in triple.documents()]
    return _report("triples", len(triples), student, file, lambda s: _span_scores(s, documents))


def score_resumes(student: Student, rows: Sequence[ResumeRow], *, file: str = "") -> ScoreReport:
    """Distinct skills of matched resumes against the skills they were written from."""
    return _report("rjdb", len(rows), student, file, lambda s: _resume_scores(s, rows))


def normalised(text: str) -> str:
    """A resume without surface give-aways: stripped, one blank line at most, one kind of bullet."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _BULLET.sub("- ", _BLANK_LINES.sub("\n\n", plain))


def count_sets(predicted: Iterable[Set[object]], gold: Iterable[Set[object]]) -> Scores:
    """Micro counts over pairs of sets."""
    total = Scores()
    for found, wanted in zip(predicted, gold, strict=True):
        total += Scores(len(found & wanted), len(found), len(wanted))
    return total


def _report(
    format_: str,
    rows: int,
    student: Student,
    file: str,
    measure: Callable[[Student], Mapping[str, Scores]],
) -> ScoreReport:
    baselines = {other.name: measure(other) for other in baselines_of(student)}
    return ScoreReport("extract", format_, rows, student.model, measure(student), baselines, file)


def _span_scores(student: Student, documents: Sequence[AnnotatedDocument]) -> dict[str, Scores]:
    found = student.extract([document.text for document in documents])
    return {
        "spans": count_sets(
            ({(m.start, m.end) for m in answer.mentions} for answer in found),
            ({(s.start, s.end) for s in document.named} for document in documents),
        ),
        "linked": count_sets(
            ({(m.start, m.end, m.skill) for m in answer.linked} for answer in found),
            ({(s.start, s.end, s.skill) for s in document.named} for document in documents),
        ),
    }


def _resume_scores(student: Student, rows: Sequence[ResumeRow]) -> dict[str, Scores]:
    found = student.extract([normalised(row.text) for row in rows])
    return {
        measure: count_sets(
            (_named((m.text for m in answer.mentions), key) for answer in found),
            (_named(row.skills, key) for row in rows),
        )
        for measure, key in (("canonical", skill_key), ("casefold", _folded))
    }


def _named(surfaces: Iterable[str], key: Callable[[str], str]) -> set[str]:
    return {key(surface) for surface in surfaces} - {""}


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text.casefold()).strip()


def _plain(scores: Mapping[str, Scores]) -> dict[str, dict[str, float | int]]:
    return {measure: score.as_json() for measure, score in scores.items()}
