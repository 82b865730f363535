"""A teacher's skills against O*NET: figures as their definitions say, before and after the filter."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.services.guidance import Guide, score_expansion
from generation.offline_guide import OfflineGuide
from graph.errors import UnknownFormat
from graph.provenance import suggestions_waiting
from graph.reads import list_runs
from graph.store import Store
from ingest.quality import expansion
from ingest.quality.edges import TOP
from ingest.quality.expansion import Named, in_part
from ingest.quality.technologies import Technologies
from tests.graph.guided import DESIGNERS, MIDWIVES, write_guided
from tests.ingest.taxonomies import TECHNOLOGY, workbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [TECHNOLOGY[0]]
    for code, name in (
        ("15-1255.00", "Java"),
        ("15-1255.00", "Structured query language SQL"),
        ("15-1255.00", "Zorblax Studio"),
        ("29-1161.00", "Microsoft Excel"),
    ):
        rows.append([code, "Title", name, 43230000, "Things", "N", "N"])
    folder = tmp_path / "onet"
    workbook(folder / "Technology Skills.xlsx", rows)
    return folder


def test_the_figures(embedded_store: Store, folder: Path) -> None:
    write_guided(embedded_store)
    named = {
        DESIGNERS: Named(["git", "java", "excel", "zorblaxstudio"], ["java", "zorblaxstudio"]),
        MIDWIVES: Named(["java"], []),
        "soc:11-1011": Named(["java"], ["java"]),  # O*NET lists nothing for it
    }
    score = expansion.score_expansion(embedded_store, folder, named, ["Zorblax Studio"])
    assert (score.occupations, score.nothing_named, score.nothing_passed) == (2, 0, 1)
    designers, midwives = score.rows
    # Git is a technology of nobody there; a name that the graph does not know is found all the same.
    assert (designers.named, designers.passed) == (3, 2)
    assert (designers.before, designers.right_before) == (2 / TOP, 2 / 3)
    assert (designers.after, designers.right_after) == (2 / TOP, 1.0)
    assert (designers.all_before, designers.all_after) == (2 / TOP, 2 / TOP)
    assert (midwives.before, midwives.right_before, midwives.right_after) == (0.0, 0.0, None)
    assert score.precision_of_named_before == pytest.approx((2 / 3 + 0) / 2, abs=1e-4)
    assert score.precision_of_named_after == 1.0
    # The baseline names java, sql and excel for both: two are right for the one, one for the other.
    assert score.baseline_precision_at_20 == pytest.approx((2 + 1) / 2 / TOP, abs=1e-4)
    assert "rows" not in score.figures()


def test_scoring_writes_nothing(store: Store, home: Path, folder: Path) -> None:
    write_guided(store)
    asked = Guide(OfflineGuide(), fewer_than=1, concurrency=1)
    score = score_expansion(
        store, home, asked, lambda *_: None, onet=folder, number=10, least=0.005, part="all"
    )
    assert score.occupations == 2
    assert score.precision_at_20_before >= score.precision_at_20_after > 0
    assert (list_runs(store), suggestions_waiting(store)) == ([], [])


def test_the_halves_are_halves() -> None:
    keys = [f"soc:15-{number}" for number in range(1000, 1400)]
    dev, test = ([k for k in keys if in_part(k, part)] for part in ("dev", "test"))
    assert sorted([*dev, *test]) == keys
    assert 150 < len(dev) < 250


def test_a_folder_without_the_file_is_refused(embedded_store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="Technology Skills"):
        Technologies.read(embedded_store, tmp_path)
