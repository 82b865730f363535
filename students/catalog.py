"""All students by name: what they are, how they are trained, how they are read back.

students.catalog.train("crf", triples, names, folder)
student = students.catalog.load("crf", folder)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generation.examples import Triple
from graph.errors import NotFound, StudentError
from graph.keys import content_hash
from graph.records import SkillName
from students.aliases import Aliases
from students.checkpoints import Card, Checkpoint, content_of, describe_run, read
from students.crf import CrfStudent, crf_files, learn
from students.crf_model import CrfModel, CrfSettings, Progress
from students.dictionary import DictionaryStudent, frequent_surfaces, precision_of
from students.protocol import Student
from students.scoring import score_spans

Made = tuple[dict[str, bytes], dict[str, Any]]
"""The files of a checkpoint by role, and the settings that made them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the catalog. `make` trains, `open` turns a checkpoint into a student."""

    description: str
    make: Callable[[Sequence[Triple], Sequence[SkillName], int, Progress | None], Made]
    open: Callable[[Checkpoint], Student]


def _make_crf(
    triples: Sequence[Triple],
    names: Sequence[SkillName],
    seed: int,
    progress: Progress | None,
) -> Made:
    settings = CrfSettings()
    model, aliases = learn(triples, names, seed=seed, settings=settings, progress=progress)
    surfaces = Aliases(frequent_surfaces(triples))
    return crf_files(model, aliases, surfaces), settings.as_dict()


def _open_crf(checkpoint: Checkpoint) -> CrfStudent:
    files = checkpoint.files
    return CrfStudent(
        CrfModel(files["model"]),
        Aliases.from_bytes(files["aliases"]),
        Aliases.from_bytes(files["surfaces"]),
        checkpoint.card,
    )


def _make_gazetteer(
    triples: Sequence[Triple], names: Sequence[SkillName], seed: int, progress: Progress | None
) -> Made:
    aliases = Aliases(names)
    return {"aliases": aliases.to_bytes()}, {"confidence": precision_of(aliases, triples)}


def _make_surfaces(
    triples: Sequence[Triple], names: Sequence[SkillName], seed: int, progress: Progress | None
) -> Made:
    aliases = Aliases(frequent_surfaces(triples))
    return {"aliases": aliases.to_bytes()}, {"confidence": precision_of(aliases, triples)}


def _open_dictionary(checkpoint: Checkpoint) -> DictionaryStudent:
    card = checkpoint.card
    return DictionaryStudent(
        card.student,
        Aliases.from_bytes(checkpoint.files["aliases"]),
        card,
        confidence=float(card.settings["confidence"]),
    )


_KINDS: Mapping[str, Kind] = {
    "crf": Kind(
        "Conditional random field over words, shapes, places and known names; trains in seconds.",
        _make_crf,
        _open_crf,
    ),
    "gazetteer": Kind(
        "Baseline: every name that the graph knows is a mention.",
        _make_gazetteer,
        _open_dictionary,
    ),
    "surfaces": Kind(
        "Baseline: the skill texts seen most often in training are mentions.",
        _make_surfaces,
        _open_dictionary,
    ),
}


def names() -> tuple[str, ...]:
    """The names of all students."""
    return tuple(_KINDS)


def describe(name: str) -> str:
    """One sentence about a student."""
    return _kind(name).description


def train(
    name: str,
    triples: Iterable[Triple],
    skill_names: Iterable[SkillName],
    folder: Path,
    *,
    held_out: Iterable[Triple] = (),
    seed: int = 0,
    progress: Progress | None = None,
) -> Student:
    """Train a student, score it on the held-out triples, and write its checkpoint.

    Nothing is written to `folder` before training and scoring have ended.

    Args:
        name: A name of the catalog.
        triples: What to learn from.
        skill_names: The names of the graph's skills (`graph.reads.skill_names`).
        folder: Where the checkpoint is to be; one that stands there is replaced at the end.
        held_out: Triples to score on, none of whose documents were trained on.
        seed: Decides which skills training makes look unknown.
        progress: Told how far training is.

    Raises:
        NotFound: No student has that name.
        StudentError: Nothing to learn from, or the folder cannot be written.
    """
    kind = _kind(name)
    learned, tested, known = list(triples), list(held_out), list(skill_names)
    files, settings = kind.make(learned, known, seed, progress)
    versions, created = describe_run()
    card = Card(
        student=name,
        content=content_of(files),
        settings={**settings, "seed": seed},
        data=_data(learned, tested, known),
        versions=versions,
        created=created,
    )
    student = kind.open(Checkpoint(card, files))
    if tested:
        card = replace(card, scores=_scores(student, learned, tested, known))
        student = kind.open(Checkpoint(card, files))
    student.save(folder)
    return student


def _scores(
    student: Student, learned: list[Triple], tested: list[Triple], known: list[SkillName]
) -> dict[str, Any]:
    """On the held-out triples as they are, and with the names hidden that training did not see.

    Every name of a triple comes from the graph, so looking names up finds nearly all of them; only
    without the new ones does it show who has learned what a skill looks like.
    """
    scores = {"held_out": score_spans(student, tested).as_json()}
    if isinstance(student, CrfStudent):
        seen = {span.skill for t in learned for d in t.documents() for span in d.spans}
        blind = student.with_names(name for name in known if name.key in seen)
        scores["unseen_names"] = score_spans(blind, tested).as_json()
    return scores


def load(name: str, folder: Path) -> Student:
    """The student of a checkpoint.

    Raises:
        NotFound: No student has that name.
        StudentError: There is no checkpoint in the folder, it is damaged, or of another student.
    """
    kind = _kind(name)
    checkpoint = read(folder)
    if checkpoint.card.student != name:
        raise StudentError(
            f"The folder {folder} holds a student named {checkpoint.card.student}, not {name}.",
            hint=f"Name the folder of a {name}, or ask for {checkpoint.card.student}.",
        )
    return _opened(kind, checkpoint, folder)


def load_any(folder: Path) -> Student:
    """The student of a checkpoint, whichever it is. Raises `StudentError` like `load`."""
    checkpoint = read(folder)
    if checkpoint.card.student not in _KINDS:
        raise StudentError(
            f"The folder {folder} holds an unknown student named {checkpoint.card.student}.",
            hint=f"This version knows {', '.join(_KINDS)}.",
        )
    return _opened(_KINDS[checkpoint.card.student], checkpoint, folder)


def card(folder: Path) -> Card:
    """What a checkpoint says about itself. Raises `StudentError` like `load`."""
    return read(folder).card


def _opened(kind: Kind, checkpoint: Checkpoint, folder: Path) -> Student:
    try:
        return kind.open(checkpoint)
    except (KeyError, TypeError, ValueError) as error:
        raise StudentError(
            f"The student in {folder} is damaged: a part of it is missing.",
            hint="Train it again into that folder.",
        ) from error


def _kind(name: str) -> Kind:
    if name not in _KINDS:
        raise NotFound(
            f"There is no student named {name!r}.", hint=f"There are {', '.join(_KINDS)}."
        )
    return _KINDS[name]


def _data(
    triples: Sequence[Triple], held_out: Sequence[Triple], known: Sequence[SkillName]
) -> dict[str, Any]:
    return {
        "triples": len(triples),
        "triples_hash": _hash(triples),
        "held_out": len(held_out),
        "held_out_hash": _hash(held_out),
        "names": len(known),
    }


def _hash(triples: Sequence[Triple]) -> str:
    """The same for the same triples in any order."""
    return content_hash(*sorted(triple.model_dump_json() for triple in triples))
