"""A source refreshed and forgotten: exactly, with its history, whatever else the graph holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import NotFound
from graph.records import Changes
from graph.store import Store
from ingest.pipeline import forget, ingest
from ingest.sample import sample_folder
from tests.engines import Engine
from tests.ingest.taxonomies import onet
from tests.ingest.test_pipeline import without_runs
from tests.snapshots import differences, snapshot

JANUARY, MARCH = date(2026, 1, 31), date(2026, 3, 31)


def listed(store: Store, kind: str = "lists") -> dict[tuple[str, str], dict[str, object]]:
    """What occupations list."""
    keys = [row["key"] for row in store.read("occupations_all")]
    rows = store.read(f"existing_{kind}", starts=keys)
    return {(row["start"], end): props for row in rows for _, end, props in row["edges"]}


def test_forgotten_is_as_if_never_loaded(
    engine: Engine, store: Store, home: Path, tmp_path: Path
) -> None:
    files = onet(tmp_path / "onet")
    ingest(store, home, [sample_folder() / "bls", sample_folder() / "dice"], today=JANUARY)
    never = without_runs(snapshot(store))
    ingest(store, home, [files], today=JANUARY)
    assert without_runs(snapshot(store)) != never
    changes = forget(store, home, "onet")
    assert changes.deleted > 5
    assert without_runs(snapshot(store)) == never
    assert forget(store, home, "onet") == Changes()


@pytest.mark.parametrize("source", ["soc", "oews", "dice", "direct-match"])
def test_any_part_can_be_forgotten(
    engine: Engine, store: Store, home: Path, tmp_path: Path, source: str
) -> None:
    folders = [sample_folder() / "bls", sample_folder() / "dice", onet(tmp_path / "onet")]
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    ingest(store, home, files, today=JANUARY)
    report = {row["key"]: row["props"]["files"] for row in store.read("sources_all")}
    forget(store, home, source)
    without = without_runs(snapshot(store))
    engine.empty()
    ingest(store, home, [f for f in files if f.name not in report[source]], today=JANUARY)
    assert differences(without_runs(snapshot(store)), without) == []


def test_a_newer_version_replaces_and_the_past_is_kept(
    store: Store, home: Path, tmp_path: Path
) -> None:
    ingest(store, home, [onet(tmp_path / "1")], today=JANUARY)
    assert ("soc:15-1252", "loomstudio") in listed(store)
    ingest(store, home, [onet(tmp_path / "2", later=True)], today=MARCH)
    now, past = listed(store), listed(store, "old_lists")
    assert set(now) == {("soc:15-1252", "git"), ("soc:15-1244", "puppettheatre")}
    assert now["soc:15-1252", "git"]["first_seen"] == "2026-01-31"
    assert now["soc:15-1244", "puppettheatre"]["first_seen"] == "2026-03-31"
    assert set(past) == {("soc:15-1252", "loomstudio"), ("soc:15-1244", "git")}
    gone = past["soc:15-1252", "loomstudio"]
    assert (gone["first_seen"], gone["last_seen"]) == ("2026-01-31", "2026-03-31")
    names = {row["alias"] for row in store.read("occupation_names")}
    assert "program builder" in names
    assert "loom weaver programmer" not in names


def test_the_same_version_again_is_not_read_and_changes_nothing(
    store: Store, home: Path, tmp_path: Path
) -> None:
    files = onet(tmp_path / "onet")
    ingest(store, home, [files], today=JANUARY)
    before = snapshot(store)
    again = ingest(store, home, [files], today=MARCH)
    assert all(file.unchanged for file in again.files)
    assert again.changes == Changes()
    ingest(store, home, [files], today=JANUARY, again=True)
    assert snapshot(store) == before


def test_taxonomies_in_any_order_give_the_same_graph(
    engine: Engine, store: Store, home: Path, tmp_path: Path
) -> None:
    files = sorted(onet(tmp_path / "onet").iterdir())
    bls = sorted((sample_folder() / "bls").iterdir())
    for path in [*bls, *files]:
        ingest(store, home, [path], today=JANUARY)
    forwards = without_runs(snapshot(store))
    engine.empty()
    for path in reversed([*bls, *files]):
        ingest(store, home, [path], today=JANUARY)
    assert without_runs(snapshot(store)) == forwards


def test_an_unknown_source_is_named_with_those_there_are(store: Store, home: Path) -> None:
    with pytest.raises(NotFound, match=r"no source called 'linkedin'.*bls, dice, esco, onet"):
        forget(store, home, "linkedin")


def test_all_of_it_read_again_changes_nothing(store: Store, home: Path) -> None:
    ingest(store, home, [sample_folder()], today=JANUARY)
    before = snapshot(store)
    assert ingest(store, home, [sample_folder()], today=JANUARY, again=True).changes == Changes()
    assert differences(snapshot(store), before) == []


def test_definitions_of_another_taxonomy_stay(store: Store, home: Path) -> None:
    def defined() -> dict[str, str]:
        rows = store.read("occupations_all")
        found = {row["key"]: row["props"].get("definition") for row in rows}
        return {key: text for key, text in found.items() if text and key.startswith("esco:")}

    ingest(store, home, [sample_folder()], today=JANUARY)
    before = defined()
    assert before
    forget(store, home, "soc")
    assert defined() == before


def test_a_crosswalk_waits_for_its_occupations(engine: Engine, store: Store, home: Path) -> None:
    esco, bls = sample_folder() / "esco", sample_folder() / "bls"
    ingest(store, home, [esco, bls], today=JANUARY)
    together = without_runs(snapshot(store))
    engine.empty()
    ingest(store, home, [esco], today=JANUARY)
    assert not store.read("same_as_all", least=0.0)
    ingest(store, home, [bls], today=JANUARY)
    assert store.read("same_as_all", least=0.0)
    assert differences(without_runs(snapshot(store)), together) == []
