"""What stands beside a student's score: students that know names and learn nothing else."""

from __future__ import annotations

from students.aliases import Aliases
from students.checkpoints import Card, content_of
from students.crf import CrfStudent
from students.dictionary import DictionaryStudent
from students.protocol import Student


def baselines_of(student: Student) -> tuple[Student, ...]:
    """The trivial students that know the same names and saw the same training documents.

    None for a student that is itself a baseline.
    """
    if not isinstance(student, CrfStudent):
        return ()
    return (
        _dictionary("gazetteer", student.aliases),
        _dictionary("surfaces", student.surfaces),
    )


def _dictionary(name: str, aliases: Aliases) -> DictionaryStudent:
    return DictionaryStudent(name, aliases, Card(name, content_of({"aliases": aliases.to_bytes()})))
