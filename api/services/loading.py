"""Sources in and out of the graph, and people's decisions on skills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from graph.records import Changes
    from graph.store import Store
    from ingest.pipeline import IngestReport

Progress = Callable[[str, int, int | None], None]


def ingest(
    store: Store,
    home: Path,
    paths: Sequence[Path],
    progress: Progress,
    *,
    crawled: str | None = None,
    seen: str | None = None,
    again: bool = False,
) -> IngestReport:
    """Load files or folders, recognised by content.

    Args:
        crawled: The ISO day the postings were crawled, if known.
        seen: The ISO day that new evidence is first seen on; today by default.
        again: Read files again that the graph was loaded from already.

    Raises:
        DataError: a file is damaged or of no known format; nothing has been written.
        InvalidValue: a day is none.
        HomeLocked, GraphLocked: another load is at work in this home or on this graph.
    """
    from ingest import dates, pipeline

    return pipeline.ingest(
        store,
        home,
        paths,
        progress=progress,
        crawled=dates.parse_day(crawled) if crawled else None,
        today=dates.parse_day(seen) if seen else None,
        again=again,
    )


def forget(store: Store, home: Path, source: str, progress: Progress) -> Changes:
    """Take a source or a part of one out of the graph again, exactly.

    Raises:
        NotFound: there is no such source.
        HomeLocked, GraphLocked: a load is at work in this home or on this graph.
    """
    from ingest import pipeline

    return pipeline.forget(store, home, source, progress=progress)


def decide(
    store: Store,
    home: Path,
    kind: Literal["merge", "split"],
    names: tuple[str, str],
    progress: Progress,
) -> Changes:
    """Join two names into one skill, or split one from the other, for good.

    Raises:
        NotFound, InvalidValue: see `ingest.decisions.decide`.
    """
    from ingest import decisions

    return decisions.decide(store, home, kind, *names, progress=progress)
