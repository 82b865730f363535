from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generation.data_card import PUBLISHED
from generation.examples import Triple
from generation.export import export_dataset, export_rjdb
from generation.reading import read_examples
from generation.rjdb import row_of
from graph.errors import DataError, InvalidValue, UnknownFormat, UnreadableFile
from ingest.catalog import sources, system_of
from tests.generation.made_triples import triple

pq = pytest.importorskip("pyarrow.parquet")
COUNT = 60


def silent(stage: str, done: int, total: int | None) -> None:
    pass


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of triples about twenty occupations, two triples a walk."""
    folder = tmp_path / "run"
    folder.mkdir()
    with (folder / "triples.jsonl").open("w", encoding="utf-8") as file:
        for i in range(COUNT):
            made = triple(i)
            context = made.context
            jobs = tuple(
                job.model_copy(update={"occupation": f"soc:{(i // 2 + at) % 20}"})
                for at, job in enumerate(context.experiences[: 1 + (i // 2) % 2])
            )
            first = context.trace[0].model_copy(update={"draw": i // 2 / COUNT})
            changed = {"experiences": jobs, "trace": (first, *context.trace[1:])}
            context = context.model_copy(update=changed)
            file.write(made.model_copy(update={"context": context}).model_dump_json() + "\n")
    manifest = {
        "inputs": {"seed": 7, "teacher": "offline:7", "templates": {"triple": "v1:0"}},
        "count": COUNT + 3,
        "reasons": {"skill missing": 3},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def test_rjdb_rows_are_those_of_the_triples(run, tmp_path):
    done = export_rjdb(run, tmp_path / "rows.jsonl", silent)
    assert done.triples == {"all": COUNT}
    examples = read_examples(tmp_path / "rows.jsonl")
    assert examples.format == "rjdb"
    assert [row_of(t) for t in examples.rows] == [row_of(t) for t in read_examples(run).rows]
    first = json.loads((tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert next(iter(first)) == "Job-Description"


def read(folder: Path) -> dict[str, list[Triple]]:
    return {
        path.stem: list(read_examples(path).rows) for path in sorted((folder / "jsonl").iterdir())
    }


def test_a_data_set_holds_every_triple_once_and_splits_share_nothing(run, tmp_path):
    out = tmp_path / "set"
    done = export_dataset(run, out, silent)
    splits = read(out)
    assert done.triples == {name: len(rows) for name, rows in splits.items()}
    assert sorted(t.key for rows in splits.values() for t in rows) == sorted(
        t.key for t in read_examples(run).rows
    )
    apart = [splits[name] for name in ("train", "validation", "test")]
    for what in (lambda t: t.context.occupations, lambda t: [t.context.trace]):
        held = [{x for t in rows for x in what(t)} for rows in apart]
        assert all(held)
        assert sum(map(len, held)) == len(set().union(*held))


def test_parquet_says_the_same_as_json(run, tmp_path):
    export_dataset(run, tmp_path / "set", silent)
    for name, rows in read(tmp_path / "set").items():
        table = pq.read_table(tmp_path / "set" / "data" / f"{name}.parquet").to_pylist()
        for row in table:
            row["provenance"]["templates"] = json.loads(row["provenance"]["templates"])
        assert table == [t.model_dump(mode="json") for t in rows]


def test_the_card_tells_what_there_is(run, tmp_path):
    done = export_dataset(run, tmp_path / "set", silent)
    text = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    _, head, body = text.split("---\n", 2)
    configs = {c["config_name"]: c["data_files"] for c in yaml.safe_load(head)["configs"]}
    named = {f["split"]: f["path"] for files in configs.values() for f in files}
    assert set(named) == set(done.triples)
    assert all((tmp_path / "set" / path).is_file() for path in named.values())
    assert [f["split"] for f in configs["default"]] == ["train", "validation", "test"]
    for told in ("60 triples", "rule (60)", "| seed | 7 |", "skill missing: 3", "Of 63 contexts"):
        assert told in body, told
    assert "| skills present | 100.0 | 100.0 | 100.0 |" in body


def loaded(source: str, system: str, rows: int) -> dict[str, object]:
    days = {"first_seen": "2026-11-21", "seen": "2026-11-21"}
    return {"source": source, "system": system, "files": [], "rows": rows, "run": "r", **days}


@pytest.mark.parametrize(
    ("recorded", "told", "untold"),
    [
        (
            [loaded("dice", "dice", 1200), loaded("soc", "bls", 5), loaded("oews", "bls", 7)],
            (
                "| Dice postings, as published on Kaggle | dice 1,200 | CC BY-SA 4.0 |",
                "Employment Projections | soc 5, oews 7 | public domain |",
            ),
            ("ESCO", "O\\*NET", "not recorded"),
        ),
        (
            [loaded("new", "other", 3)],
            ("| other | new 3 | ask its publisher |",),
            ("Dice p", "ESCO"),
        ),
        ([], ("No files were loaded",), ("Dice p", "ESCO", "not recorded", "| licence |")),
        (None, ("not recorded", "CC BY-SA 4.0", "ESCO"), ("No files",)),
    ],
)
def test_the_card_names_the_sources_that_the_graph_held(run, tmp_path, recorded, told, untold):
    path = run / "manifest.json"
    manifest = json.loads(path.read_text())
    if recorded is not None:
        manifest["sources"] = recorded
    path.write_text(json.dumps(manifest))
    export_dataset(run, tmp_path / "set", silent)
    text = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    made = text.split("## How it was made")[1].split("## Checks")[0]
    assert [t for t in told if t not in made] == []
    assert [t for t in untold if t in made] == []


def test_every_system_that_can_be_loaded_has_a_licence():
    assert set(PUBLISHED) == {system_of(source.name) for source in sources()}


def test_datasets_loads_it(run, tmp_path):
    datasets = pytest.importorskip("datasets", reason="comes with the extra `train`")
    done = export_dataset(run, tmp_path / "set", silent)
    loaded = datasets.load_dataset(str(tmp_path / "set"), cache_dir=str(tmp_path / "cache"))
    assert {name: len(rows) for name, rows in loaded.items()} == {
        name: n for name, n in done.triples.items() if name != "straddling"
    }


def test_of_a_run_that_goes_on_there_is_no_manifest_to_tell(run, tmp_path):
    (run / "manifest.json").unlink()
    export_dataset(run, tmp_path / "set", silent)
    assert "contexts" not in (tmp_path / "set" / "README.md").read_text().split("## Checks")[1]


@pytest.mark.parametrize("export", [export_rjdb, export_dataset])
def test_nothing_is_written_over_and_nothing_half(run, tmp_path, export):
    with pytest.raises(InvalidValue, match="is there already"):
        export(run, run, silent)
    with (run / "triples.jsonl").open("a") as file:
        file.write("{\n")
    with pytest.raises(UnreadableFile, match=f"Line {COUNT + 1}"):
        export(run, tmp_path / "out", silent)
    with pytest.raises(DataError, match="cannot be written"):
        export(run, run / "triples.jsonl" / "out", silent)
    rows = tmp_path / "rows"
    rows.write_text(row_of(triple()).model_dump_json(by_alias=True))
    with pytest.raises(UnknownFormat):
        export(rows, tmp_path / "out", silent)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["rows", "run"]


DYING = """
import os, signal, sys
from pathlib import Path
from generation import export

left = int(sys.argv[2])

def progress(stage, done, total):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

getattr(export, sys.argv[1])(Path(sys.argv[3]), Path(sys.argv[4]), progress)
"""


@pytest.mark.faults
@pytest.mark.parametrize(
    ("name", "steps"),
    [("export_rjdb", COUNT), ("export_dataset", COUNT), ("export_dataset", 2 * COUNT)],
)
def test_killed_nothing_is_there_and_the_next_one_is_whole(run, tmp_path, name, steps):
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", DYING, name, str(steps), str(run), str(out)],
        cwd=Path.cwd(),
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert not out.exists()
    export = {"export_rjdb": export_rjdb, "export_dataset": export_dataset}[name]
    assert sum(export(run, out, silent).triples.values()) == COUNT
