"""Documents: find skills in them, write them back, take a run out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import DataError, InvalidValue, StudentError
from graph.proposals import DEFAULT_THRESHOLD
from graph.records import Changes, Document, Mention, Proposal

if TYPE_CHECKING:
    from graph.store import Store
    from students.answers import Extraction
    from students.protocol import Student

Progress = Callable[[str, int, int | None], None]


def silent(stage: str, done: int, total: int | None) -> None:
    """A progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was skipped: its path and the reason, a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read; `path` is empty where it did not come from a file."""

    path: str
    document: Document


@dataclass(frozen=True, slots=True)
class Found:
    """The skills found in one document."""

    path: str
    document: str
    title: str
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """What was found, and what was skipped."""

    model: str
    found: list[Found]
    failures: list[Failure]


@dataclass(frozen=True, slots=True)
class EnrichedDocument:
    """A document in the graph: its key and how many mentions this run proposed for it."""

    path: str
    document: str
    title: str
    mentions: int


@dataclass(frozen=True, slots=True)
class EnrichReport:
    """What a write-back did. `run` is empty when no document could be read."""

    run: str
    model: str
    threshold: float
    documents: list[EnrichedDocument] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)


def read_documents(paths: Sequence[Path]) -> tuple[list[Read], list[Failure]]:
    """Documents as text, each once, and those that cannot be read."""
    from graph.keys import content_hash
    from ingest import resumes

    documents: dict[Path, Read] = {}
    failures: list[Failure] = []
    for path in _files(paths, failures):
        try:
            text = resumes.read_document(path)
        except DataError as error:
            failures.append(Failure(str(path), str(error)))
            continue
        document = Document(content_hash(text), path.name, text, source=path.name)
        documents.setdefault(path, Read(str(path), document))
    return list(documents.values()), failures


def _files(paths: Sequence[Path], failures: list[Failure]) -> list[Path]:
    from ingest import resumes

    found: dict[Path, None] = {}
    for path in paths:
        try:
            found |= dict.fromkeys(resumes.find_documents([path]))
        except DataError as error:
            failures.append(Failure(str(path), str(error)))
    return list(found)


def load_student(models: Path, student: str | None = None) -> Student:
    """A trained student: a folder, or the name of one under `models` (`crf` by default).

    Raises:
        StudentError: there is none, or it cannot be used.
    """
    from students import catalog

    folder = Path(student) if student and Path(student).is_dir() else models / (student or "crf")
    if not folder.is_dir():
        raise StudentError(
            f"There is no trained student in {student or folder}.",
            hint="Make one with `skillgraph generate --count 300`, then `skillgraph train crf`.",
        )
    return catalog.load_any(folder)


def extract_texts(student: Student, texts: Sequence[str]) -> list[Extraction]:
    """One extraction per text, in order."""
    return student.extract(texts)


def extract_paths(
    student: Student, paths: Sequence[Path], progress: Progress = silent
) -> ExtractReport:
    """Skills of documents in files, writing nothing."""
    documents, failures = read_documents(paths)
    proposals = _proposed(student, documents, progress)
    found = [
        Found(read.path, read.document.key, read.document.title, list(proposal.mentions))
        for read, proposal in zip(documents, proposals, strict=True)
    ]
    return ExtractReport(student.model, found, failures)


def _proposed(student: Student, documents: Sequence[Read], progress: Progress) -> list[Proposal]:
    from students.propose import stream

    found: list[Proposal] = []
    for proposal in stream(student, [read.document for read in documents]):
        found.append(proposal)
        progress("extract from documents", len(found), len(documents))
    return found


def enrich_paths(
    store: Store,
    home: Path,
    paths: Sequence[Path],
    *,
    student: Student,
    threshold: float = DEFAULT_THRESHOLD,
    progress: Progress = silent,
) -> EnrichReport:
    """Documents in files into the graph; those that cannot be read are reported and skipped.

    Raises:
        HomeLocked: another process enriches in this home.
        StoreError: the graph failed; a rerun goes on.
    """
    documents, failures = read_documents(paths)
    return _enrich(
        store, home, documents, failures, student=student, threshold=threshold, progress=progress
    )


def enrich_text(
    store: Store,
    home: Path,
    *,
    student: Student,
    title: str,
    text: str,
    threshold: float = DEFAULT_THRESHOLD,
) -> EnrichReport:
    """One text into the graph.

    Raises:
        InvalidValue: it is blank.
        HomeLocked, StoreError: as `enrich_paths`.
    """
    from graph.keys import content_hash

    if not text.strip():
        raise InvalidValue("The text is blank.", hint="Send the text of a resume or posting.")
    read = Read("", Document(content_hash(text), title, text, source="api"))
    return _enrich(store, home, [read], [], student=student, threshold=threshold, progress=silent)


def _enrich(
    store: Store,
    home: Path,
    documents: Sequence[Read],
    failures: list[Failure],
    *,
    student: Student,
    threshold: float,
    progress: Progress,
) -> EnrichReport:
    from graph import proposals, runs

    if not 0.0 <= threshold <= 1.0:
        raise InvalidValue(f"The threshold is {threshold:g}.", hint="Give one from 0 to 1.")
    if not documents:
        return EnrichReport("", student.model, threshold, [], failures)
    inputs = {
        "documents": sorted({d.document.key for d in documents}),
        "model": student.model,
        "threshold": threshold,
    }
    with runs.recorded(
        store, home, step="enrich", inputs=inputs, command="enrich", model=student.model
    ) as run:
        offered = _proposed(student, documents, progress)
        progress("write documents", 0, len(offered))
        changes = proposals.submit(store, run.key, offered)
        changes += proposals.accept(store, run.key, threshold)
        run.counts |= {"documents": len(offered), "mentions": sum(len(p.mentions) for p in offered)}
    enriched = [
        EnrichedDocument(read.path, read.document.key, read.document.title, len(offer.mentions))
        for read, offer in zip(documents, offered, strict=True)
    ]
    return EnrichReport(run.key, student.model, threshold, enriched, failures, changes)


def undo(store: Store, home: Path, run: str) -> tuple[str, Changes]:
    """Remove what a run added and nothing that others also support; returns its full key.

    Raises:
        NotFound: no such run.
        InvalidValue: several runs begin so.
        RunError: the run is of a kind that cannot be undone.
    """
    from graph import proposals, reads, runs

    found = reads.find_run(store, run)
    with runs.step_lock(home, found.step):
        return found.key, proposals.undo(store, found.key)
