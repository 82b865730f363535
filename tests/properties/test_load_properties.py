"""However files are ordered, split into loads, repeated, batched or broken off: the same graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph import sync
from graph.bolt import BoltStore
from graph.store import Access
from ingest import pipeline, spool
from ingest.pipeline import ingest
from tests.engines import Engine
from tests.ingest.small_files import ROWS, Row, postings, taxonomies
from tests.ingest.test_pipeline import without_runs
from tests.snapshots import differences, snapshot

FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    # A smaller example takes longer to find than to understand.
    phases=[Phase.generate],
    # The graph is emptied for each example by the example.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
JANUARY = date(2026, 1, 31)
FILES = 12

texts = st.lists(
    st.sampled_from(["Java", "java ", "JAVA 8", "Core Java", "SQL", "Git", "C++", "C#", "Excel"]),
    min_size=1,
    max_size=4,
).map(", ".join)
titles = st.sampled_from(["Java Developer", "Software Developers", "Loom Weaver", "Barista"])
rows = st.lists(st.tuples(titles, texts), min_size=1, max_size=5)


@dataclass(frozen=True)
class Way:
    """How files are loaded: which in which load, in batches of what size, broken off where.

    `loads` are lists of numbers of files; what none of them names comes last.
    """

    loads: list[list[int]]
    batch: int
    breaks: list[int]


ways = st.builds(
    Way,
    loads=st.lists(
        st.lists(st.integers(0, FILES - 1), min_size=1, max_size=6), min_size=1, max_size=2
    ),
    batch=st.sampled_from([1, 3, 10_000]),
    breaks=st.lists(st.integers(1, 60), max_size=2),
)


class Broken(Exception):
    """What a load is broken off with."""


@contextmanager
def breaking(at: int, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The transaction of this number, and all after it, are not committed."""
    transaction = BoltStore.transaction
    done = [0]

    @contextmanager
    def breaks(self: BoltStore) -> Iterator[Access]:
        with transaction(self) as tx:
            yield tx
            done[0] += 1
            if done[0] >= at:
                raise Broken

    with patch.context() as patched:
        patched.setattr(BoltStore, "transaction", breaks)
        yield


@contextmanager
def batches_of(size: int, patch: pytest.MonkeyPatch) -> Iterator[None]:
    with patch.context() as patched:
        patched.setattr(sync.batched, "__defaults__", (max(size, 2),))
        patched.setattr(sync, "BATCH", size)
        patched.setattr(sync, "KEYS_PER_QUERY", size)
        patched.setattr(spool, "_CHUNK", size)
        patched.setattr(pipeline, "_CHUNKS_AT_ONCE", 1)
        yield


def load(
    store: BoltStore, home: Path, files: Sequence[Path], way: Way, patch: pytest.MonkeyPatch
) -> None:
    """Load these files in this way; what was broken off is begun again."""
    numbers = [sorted(set(numbers)) for numbers in way.loads]
    left = [n for n in range(len(files)) if not any(n in some for some in numbers)]
    breaks = list(way.breaks)
    with batches_of(way.batch, patch):
        for some in [*numbers, left, numbers[0]]:
            paths = [files[number] for number in some]
            if not paths:
                continue
            if breaks:
                with breaking(breaks.pop(), patch), suppress(Broken):
                    ingest(store, home, paths, today=JANUARY)
            ingest(store, home, paths, today=JANUARY)


@FEW
@given(first=rows, second=rows, way=ways)
def test_the_way_of_loading_does_not_matter(
    engine: Engine,
    store: BoltStore,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    first: list[Row],
    second: list[Row],
    way: Way,
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = taxonomies(folder / "taxonomies")
        files.append(postings(folder / "one.csv", [*ROWS[:3], *first]))
        # Some stand in both files, as in files that were crawled one after the other.
        files.append(postings(folder / "two.csv", [*second, *first[:2], *ROWS[2:]]))
        assert len(files) == FILES
        engine.empty()
        ingest(store, home, files, today=JANUARY)
        at_once = without_runs(snapshot(store))
        engine.empty()
        load(store, home, files, way, monkeypatch)
        assert differences(without_runs(snapshot(store)), at_once) == []
