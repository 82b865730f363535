"""Students: train, score."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.services.triples import load_triples
from graph.errors import InvalidValue, NotFound

if TYPE_CHECKING:
    from graph.store import Store
    from students.scoring import ScoreReport

Progress = Callable[[str, int, int | None], None]
TASKS = ("extract",)
HELD_OUT_FILE = "held_out.jsonl"


@dataclass(frozen=True, slots=True)
class TrainReport:
    """A trained student. `scores` are on the held-out triples, whose occupations it never saw.

    `unseen_scores` are on the same with the names hidden that occur in them alone. `dropped`
    triples name occupations of both sides, so they belong to neither.
    """

    student: str
    model: str
    folder: str
    triples: int
    held_out: int
    dropped: int
    held_out_file: str
    seconds: float
    scores: Mapping[str, Any]
    unseen_scores: Mapping[str, Any]


def train(
    store: Store,
    student: str,
    *,
    on: Path,
    out: Path,
    held_out: float = 0.25,
    seed: int = 0,
    progress: Progress,
) -> TrainReport:
    """Train a student on triples, holding out occupations to score it on.

    The held-out triples are written beside the checkpoint, so that they can be scored again.

    Raises:
        NotFound: no such student, or no triples.
        StudentError: there is nothing to learn from.
    """
    from generation.splits import split_by_occupation
    from graph import reads
    from students import catalog

    catalog.describe(student)
    if not 0.0 <= held_out < 1.0:
        raise InvalidValue(f"The held-out share is {held_out:g}.", hint="Give 0 to below 1.")
    triples = load_triples(on)
    began = time.perf_counter()
    learned, tested = split_by_occupation(triples, held_out, seed) if held_out else (triples, ())
    made = catalog.train(
        student,
        learned,
        # Candidates are left out: a student must not change because it was used.
        [name for name in reads.skill_names(store) if name.status == "canonical"],
        out,
        held_out=tested,
        seed=seed,
        progress=progress,
    )
    file = out / HELD_OUT_FILE
    fresh = file.with_suffix(".tmp")
    fresh.write_text("".join(t.model_dump_json() + "\n" for t in tested), encoding="utf-8")
    fresh.replace(file)
    scores = catalog.card(out).scores
    return TrainReport(
        student=student,
        model=made.model,
        folder=str(out),
        triples=len(learned),
        held_out=len(tested),
        dropped=len(triples) - len(learned) - len(tested),
        held_out_file=str(file),
        seconds=time.perf_counter() - began,
        scores=scores.get("held_out", {}),
        unseen_scores=scores.get("unseen_names", {}),
    )


def score(
    models: Path, task: str, *, student: str | None, on: Path, progress: Progress
) -> ScoreReport:
    """A student's figures on a file, beside trivial baselines.

    Raises:
        InvalidValue: no such task.
        StudentError: no such student.
        DataError: the file cannot be read or is of no format that can be scored.
    """
    from api.services.documents import load_student
    from students.scoring import score_file

    if task not in TASKS:
        raise InvalidValue(f"There is no task {task!r}.", hint=f"There is {', '.join(TASKS)}.")
    if not on.exists():
        raise NotFound(
            f"There is no file or folder {on}.", hint="Give JSONL: triples, or RJDB rows."
        )
    reader = load_student(models, student)
    progress(f"score {on.name}", 0, None)
    return score_file(reader, on)
