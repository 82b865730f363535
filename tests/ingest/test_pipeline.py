"""Files into the graph: the same twice is nothing, damaged is nothing, any order is the same."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from graph.errors import HomeLocked, UnknownFormat, UnreadableFile
from graph.reads import (
    count_nodes,
    find_occupation,
    graph_version,
    occupation_skills,
    skill_evidence,
)
from graph.records import Changes
from graph.runs import step_lock
from graph.store import Store
from ingest.catalog import sources
from ingest.pipeline import ingest, recognise
from ingest.sample import sample_folder
from tests.engines import Engine
from tests.snapshots import snapshot


def test_a_second_load_changes_nothing(store: Store, home: Path) -> None:
    first = ingest(store, home, [sample_folder()])
    assert first.changes.created > 1000
    before = snapshot(store)
    second = ingest(store, home, [sample_folder()])
    assert second.changes == Changes()
    assert snapshot(store) == before
    assert second.run == first.run
    assert (second.nodes, second.edges) == (first.nodes, first.edges)


def test_counts_add_up_and_rejects_say_why(store: Store, home: Path) -> None:
    report = ingest(store, home, [sample_folder()])
    for file in report.files:
        assert file.read == file.loaded + file.duplicates + file.rejected
    assert report.rejects == {"no title": 1, "no ISCO-08 unit group": 1}
    with open(report.rejects_file, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(r["file"], r["reason"]) for r in rows] == [
        ("soc_isco_crosswalk.csv", "no ISCO-08 unit group"),
        ("dice_sample.csv", "no title"),
    ]
    assert all(int(row["row"]) > 1 for row in rows)
    assert report.nodes["Posting"] == sum(f.loaded for f in report.files if f.source == "dice")


def test_skills_of_an_occupation_come_with_evidence(loaded_store: Store) -> None:
    occupation = find_occupation(loaded_store, "software developers")
    assert occupation.key == "soc:15-1252"
    assert find_occupation(loaded_store, "Software Developer").key == "soc:15-1252"
    strongest = occupation_skills(loaded_store, occupation.key, limit=1)[0]
    evidence = skill_evidence(loaded_store, occupation.key, strongest.skill, limit=100)
    assert len(evidence) == strongest.postings
    assert 0 < strongest.weight < 1
    assert all(e.raw and e.source_row.startswith("dice_") for e in evidence)


def test_the_order_of_loads_does_not_matter(engine: Engine, store: Store, home: Path) -> None:
    folder = sample_folder()
    bls, dice = folder / "bls", folder / "dice"
    ingest(store, home, [bls])
    ingest(store, home, [dice])
    taxonomy_first = without_runs(snapshot(store)), graph_version(store)
    engine.empty()
    ingest(store, home, [dice])
    assert find_occupation(store, "title:software-developer")
    ingest(store, home, [bls])
    assert (without_runs(snapshot(store)), graph_version(store)) == taxonomy_first


def without_runs(found: tuple[list[str], list[str]]) -> tuple[list[str], list[str]]:
    """The same without who wrote what."""

    def clean(line: str) -> str:
        data = json.loads(line)
        (data[1] if isinstance(data, list) else data["props"]).pop("run", None)
        return json.dumps(data, sort_keys=True)

    nodes, edges = found
    kept = [clean(n) for n in nodes if not n.startswith('["Run"')]
    return sorted(kept), sorted(clean(e) for e in edges)


def test_a_damaged_file_changes_nothing(store: Store, home: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_folder(), tmp_path / "files")
    archive = tmp_path / "files" / "dice" / "dice_more.csv.gz"
    archive.write_bytes(archive.read_bytes()[:-200])
    with pytest.raises(UnreadableFile, match=r"dice_more\.csv\.gz"):
        ingest(store, home, [tmp_path / "files"])
    assert set(count_nodes(store)) <= {"Migration"}
    assert not (home / "runs").exists()


def test_a_named_file_must_be_known_and_a_folders_need_not(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("nothing")
    with pytest.raises(UnknownFormat, match=r"notes\.txt is of no known format"):
        recognise([notes])
    with pytest.raises(UnknownFormat, match="No file of a known format"):
        recognise([tmp_path])
    with pytest.raises(UnreadableFile, match="There is no file or folder"):
        recognise([tmp_path / "nosuch"])
    plan = recognise([sample_folder(), sample_folder()])
    assert [s.name for _, s in plan.files] == [*(s.name for s in sources()), "dice"]


def test_one_ingest_at_a_time(store: Store, home: Path) -> None:
    with (
        step_lock(home, "ingest"),
        pytest.raises(HomeLocked, match="Another process is doing ingest"),
    ):
        ingest(store, home, [sample_folder()])
    assert set(count_nodes(store)) <= {"Migration"}
