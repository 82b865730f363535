"""Edges against O*NET: figures as their definitions say, names matched as O*NET writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UnknownFormat
from graph.store import Store
from ingest.pipeline import ingest
from ingest.quality.edges import TOP, score_edges
from ingest.sample import sample_folder
from tests.ingest.taxonomies import TECHNOLOGY, onet, workbook
from tests.ingest.test_dice import row, write


@pytest.fixture
def loaded(store: Store, home: Path, tmp_path: Path) -> Store:
    """Twenty postings of one occupation: all ask for SQL, half for XML and Git, all for Agile."""
    rows = [
        row(
            jobtitle="Software Developer",
            skills="SQL, Agile" + (", XML, Git" if number % 2 else ", Loom"),
            uniq_id=f"u{number}",
        )
        for number in range(20)
    ]
    write(tmp_path / "dice.csv", *rows)
    ingest(store, home, [sample_folder() / "bls", tmp_path / "dice.csv"])
    return store


def technologies(folder: Path, *names: str) -> Path:
    rows = [TECHNOLOGY[0]]
    rows += [["15-1252.00", "Software Developers", n, 43230000, "Things", "N", "N"] for n in names]
    workbook(folder / "Technology Skills.xlsx", rows)
    return folder


def test_the_figures(loaded: Store, tmp_path: Path) -> None:
    folder = technologies(
        tmp_path / "onet",
        "Structured query language SQL",
        "Extensible markup language XML",
        "Loom Studio",
    )
    score = score_edges(loaded, folder)
    (only,) = score.rows
    assert (only.occupation, only.postings, only.listed) == ("soc:15-1252", 20, 3)
    # SQL and XML are asked for; Git is a technology of no occupation, Agile of none either.
    assert only.precision == only.ceiling == only.baseline_precision == 2 / TOP
    assert only.recall == pytest.approx(2 / 3)
    assert score.ratio == score.ceiling_ratio == 1.0
    assert not score.onet_loaded
    assert score.figures()["precision_at_20"] == 2 / TOP


def test_loaded_taxonomies_are_told(loaded: Store, home: Path, tmp_path: Path) -> None:
    folder = onet(tmp_path / "onet")
    ingest(loaded, home, [folder])
    assert score_edges(loaded, folder).onet_loaded


def test_a_folder_without_the_file_is_refused(loaded: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="Technology Skills"):
        score_edges(loaded, tmp_path)
