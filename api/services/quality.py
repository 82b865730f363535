"""How good the graph and what makes it are, measured on files of labelled rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generation.quality.documents import DocumentsScore, Progress
    from graph.store import Store
    from ingest.identity import Contexts, Given
    from ingest.quality.edges import EdgesScore
    from ingest.quality.identity import IdentityScore
    from ingest.quality.parsing import ParsingScore
    from ingest.quality.titles import TitlesScore


def score_parsing(store: Store | None, on: Path) -> ParsingScore:
    """Skill fields parsed, against labels. Names of both sides meet in their skill.

    Args:
        store: the graph whose skills names stand beside; the built-in knowledge alone without it.
        on: JSONL, see `ingest.quality.parsing`.

    Raises:
        DataError: a row is not in the format.
    """
    from ingest.quality import parsing

    return parsing.score_parsing(on, *_evidence(store))


def score_identity(store: Store | None, on: Path) -> IdentityScore:
    """Pairs of names told to be one skill or two, against labels.

    Args:
        store: as for `score_parsing`.
        on: CSV, see `ingest.quality.identity`.

    Raises:
        DataError: a row is not in the format.
    """
    from ingest.quality import identity

    return identity.score_identity(on, *_evidence(store))


def score_titles(store: Store, on: Path) -> TitlesScore:
    """Titles linked to occupations of the graph, against labels.

    Args:
        on: CSV, see `ingest.quality.titles`.

    Raises:
        DataError: a row is not in the format.
        NotFound: the graph holds no occupations.
    """
    from ingest.links import title_index
    from ingest.quality import titles

    rows = titles.read_labelled(on)
    return titles.score_rows(rows, title_index(store))


def score_edges(store: Store, onet: Path) -> EdgesScore:
    """What postings say that occupations require, against O*NET Technology Skills.

    Raises:
        DataError: there is no such file, or the graph holds no occupation to compare.
    """
    from ingest.quality import edges

    return edges.score_edges(store, onet)


def score_documents(
    store: Store | None, paths: Sequence[Path], progress: Progress
) -> list[DocumentsScore]:
    """Generated documents, or those of RJDB rows, file by file.

    Args:
        store: the graph whose canonical skills are known; the names in the files without it, or
            when it holds none.
        paths: of files or folders, see `generation.reading`.
        progress: told of rows.

    Raises:
        DataError: a file cannot be read or is of no format that can be scored.
        MissingExtra: scikit-learn is not installed.
    """
    from generation.quality import documents
    from graph.gazetteer import Gazetteer
    from graph.reads import skill_names

    names = [n for n in skill_names(store) if n.status == "canonical"] if store else []
    return documents.score_documents(paths, Gazetteer(names) if names else None, progress)


def _evidence(store: Store | None) -> tuple[Given | None, Contexts | None]:
    from ingest.curation import companions, read_evidence

    if store is None:
        return None, None
    evidence = read_evidence(store)
    return evidence.given(), companions(store, evidence.located)
