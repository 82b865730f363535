"""Real answers for the documentation: examples of the query library, run on the shipped sample."""

from __future__ import annotations

import contextlib
import io
import shlex
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from api.cli import output
from graph import embedded, reads
from graph.connect import open_store
from graph.queries import QueryFile
from graph.store import Store

CRAWLED = date(2018, 3, 1)
"""As if the sample's postings had been crawled that day: `4 days ago` becomes a date."""

SHOWN = 12
"""Rows of an answer that the page shows."""


@contextlib.contextmanager
def sample(home: Path | None = None) -> Iterator[Store]:
    """The shipped sample in an embedded graph under `home`, by default one that is thrown away."""
    from ingest.pipeline import ingest
    from ingest.sample import sample_folder

    with contextlib.ExitStack() as stack:
        if home is None:
            folder = tempfile.TemporaryDirectory(prefix="skillgraph-docs-")
            home = Path(stack.enter_context(folder))
        stack.callback(embedded.stop, home / "graph")
        store = stack.enter_context(contextlib.closing(open_store(home)))
        ingest(store, home, [sample_folder()], crawled=CRAWLED)
        yield store


def answers(store: Store, query: QueryFile) -> Iterator[tuple[str, str]]:
    """Each example of a query as it is typed, and what it prints.

    Of a run's key, and of a day on which the sample was loaded, only that there is one is shown:
    they are others on the next day.
    """
    for example in query.examples:
        values = dict(part.split("=", 1) for part in shlex.split(example))
        rows = reads.run_named(store, query.name, values)
        columns = [name for name, _ in query.returns]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            output.table(
                columns, [[_steady(row.get(c), c) for c in columns] for row in rows[:SHOWN]]
            )
        more = f"\n… {len(rows)} rows" if len(rows) > SHOWN else ""
        shown = printed.getvalue().rstrip() if rows else "no rows"
        yield f"skillgraph query {query.name} {example}".rstrip(), shown + more


def _steady(value: Any, column: str) -> Any:
    if column == "run" and value:
        return "RUN"
    if isinstance(value, list):
        return sorted(value)
    if isinstance(value, str) and value[:10] == datetime.now(UTC).date().isoformat():
        return "TODAY"
    return value
