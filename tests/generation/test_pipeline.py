from __future__ import annotations

import json
import shutil
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import filelock
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from generation import chain, prompts
from generation.offline import OfflineTeacher
from generation.pipeline import GenerateReport, generate, generate_from, read_triples
from graph.errors import HomeLocked, InvalidValue, RunError, TeacherUnavailable, UnreadableFile
from graph.provenance import sources
from tests.generation.walks import gazetteer, made_contexts

COUNT = 7


def run(out: Path, count: int = COUNT, **changes: Any) -> GenerateReport:
    settings: dict[str, Any] = {
        "seed": 1,
        "teacher": "offline",
        "gazetteer": gazetteer(),
        "concurrency": 2,
        "graph_version": "graph-1",
    } | changes
    return generate_from(made_contexts(count), count=count, out=out, **settings)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed")
    run(out)
    return out


def same(out: Path, undisturbed: Path) -> bool:
    names = ("triples.jsonl", "rejected.jsonl", "manifest.json", "run.json")
    return all((out / n).read_bytes() == (undisturbed / n).read_bytes() for n in names)


class Faulty(OfflineTeacher):
    """Fails for one context until told otherwise; invents a skill for another."""

    fails: int = -1
    invents: int = -1
    asked: list[int] = Field(default_factory=list)

    def _write(self, facts, repair):
        index = int(facts["variation"].split(":")[1])
        self.asked.append(index)
        if index == self.fails:
            raise TeacherUnavailable("No.")
        reply = super()._write(facts, repair)
        if index == self.invents:
            reply["matched_resume"] += "\nKnows COBOL too."
        return reply


def test_a_run_writes_triples_with_provenance_and_a_manifest_last(tmp_path):
    seen = []
    report = run(tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert (report.requested, report.made, report.resumed, report.rejected) == (COUNT, COUNT, 0, {})
    assert seen == [(i, COUNT) for i in range(1, COUNT + 1)]
    triples = list(read_triples(tmp_path))
    assert [t.context for t in triples] == made_contexts(COUNT)
    assert len({t.key for t in triples}) == COUNT
    first = triples[0].provenance
    assert first.teacher.startswith("offline:")
    assert (first.templates, first.seed) == (prompts.templates(), 1)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert (manifest["count"], manifest["triples"], manifest["rejected"]) == (COUNT, COUNT, 0)
    assert manifest["inputs"]["graph version"] == "graph-1"
    assert "sources" not in manifest  # there was no graph to ask
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != ".lock") == [
        "manifest.json",
        "rejected.jsonl",
        "run.json",
        "triples.jsonl",
    ]


@pytest.mark.parametrize("concurrency", [1, 3, 16])
def test_concurrency_does_not_change_the_files(tmp_path, undisturbed, concurrency):
    run(tmp_path, concurrency=concurrency)
    assert same(tmp_path, undisturbed)


def test_spans_are_where_they_say(undisturbed):
    for triple in read_triples(undisturbed):
        for document in triple.documents():
            for span in document.spans:
                assert document.text[span.start : span.end] == span.text
        gone = {s.key for s in triple.context.filtered.skills}
        assert {s.skill for s in triple.matched.spans} >= {s.key for s in triple.context.skills}
        assert not gone & {s.skill for s in triple.unmatched.spans}


def test_the_same_run_again_does_nothing(undisturbed):
    before = {p.name: p.stat().st_mtime_ns for p in undisturbed.iterdir()}
    report = run(undisturbed)
    assert (report.made, report.resumed) == (0, COUNT)
    del before[".lock"]
    assert all((undisturbed / n).stat().st_mtime_ns == at for n, at in before.items())


def test_a_larger_count_goes_on_and_a_smaller_one_leaves_all(tmp_path, undisturbed):
    run(tmp_path, 3)
    assert json.loads((tmp_path / "manifest.json").read_text())["count"] == 3
    report = run(tmp_path)
    assert (report.made, report.resumed) == (COUNT - 3, 3)
    assert same(tmp_path, undisturbed)
    assert run(tmp_path, 2).made == 0
    assert same(tmp_path, undisturbed)


def test_contexts_that_end_early_commit_nothing(tmp_path):
    with pytest.raises(RunError, match="ended after 3 of 4"):
        generate_from(
            made_contexts(3),
            count=4,
            seed=1,
            out=tmp_path,
            teacher="offline",
            gazetteer=gazetteer(),
        )
    assert not (tmp_path / "manifest.json").exists()


def test_a_smaller_count_keeps_what_finished_before_its_turn(tmp_path, undisturbed):
    run(tmp_path, 2)
    (tmp_path / "manifest.json").unlink()
    sixth = (undisturbed / "triples.jsonl").read_text().split("\n")[5]
    early = f'{{"index":5,"file":"triples.jsonl","row":{sixth}}}\n'
    (tmp_path / "early.jsonl").write_text(early)
    report = run(tmp_path, 3)
    assert (report.made, report.resumed) == (1, 2)
    assert (tmp_path / "early.jsonl").read_text() == early
    assert run(tmp_path).made == COUNT - 4
    assert same(tmp_path, undisturbed)


@settings(max_examples=25)
@given(share=st.floats(0, 1), keep_manifest=st.booleans(), junk=st.booleans())
def test_cut_anywhere_it_ends_as_if_undisturbed(undisturbed, share, keep_manifest, junk):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        shutil.copytree(undisturbed, out)
        whole = (out / "triples.jsonl").read_bytes()
        cut = int(share * len(whole))
        (out / "triples.jsonl").write_bytes(whole[:cut])
        if cut < len(whole) or not keep_manifest:
            (out / "manifest.json").unlink()
        if junk:
            (out / "rejected.jsonl").write_bytes(b'{"index": 3, "rea')
            (out / "early.jsonl").write_bytes(b'{"index":6,"file":"tri')
        report = run(out)
        assert report.made == COUNT - whole[:cut].count(b"\n")
        assert same(out, undisturbed)


def test_rejections_are_kept_counted_and_not_tried_again(tmp_path):
    teacher = Faulty(seed=1, invents=2, asked=[])
    known = gazetteer(["COBOL"])
    report = run(tmp_path, teacher=teacher, gazetteer=known)
    assert (report.made, report.rejected) == (COUNT - 1, {"skill invented": 1})
    assert teacher.asked.count(2) == 1 + chain.REPAIRS
    row = json.loads((tmp_path / "rejected.jsonl").read_text())
    assert row == {
        "index": 2,
        "reasons": ["skill invented"],
        "details": ["matched resume: skill invented: COBOL"],
    }
    again = run(tmp_path, teacher=teacher, gazetteer=known)
    assert (again.made, again.resumed, again.rejected) == (0, COUNT, {"skill invented": 1})
    assert teacher.asked.count(2) == 1 + chain.REPAIRS


@pytest.mark.parametrize("concurrency", [1, 3])
def test_a_fault_ends_the_run_and_what_was_made_stays(tmp_path, undisturbed, concurrency):
    teacher = Faulty(seed=1, fails=2, asked=[])
    with pytest.raises(TeacherUnavailable):
        run(tmp_path, teacher=teacher, concurrency=concurrency)
    assert len(list(read_triples(tmp_path))) == 2
    assert not (tmp_path / "manifest.json").exists()
    asked = set(teacher.asked) - {2}
    teacher.fails, teacher.asked = -1, []
    run(tmp_path, teacher=teacher, concurrency=concurrency)
    assert not asked & set(teacher.asked)
    assert same(tmp_path, undisturbed)


def test_an_interrupted_run_can_go_on(tmp_path, undisturbed):
    def interrupt(done, total):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, progress=interrupt)
    assert run(tmp_path).made == COUNT - 4
    assert same(tmp_path, undisturbed)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"seed": 2}, "seed"),
        ({"teacher": OfflineTeacher(seed=9)}, "teacher"),
        ({"graph_version": "graph-2"}, "graph version"),
    ],
)
def test_a_folder_of_other_inputs_is_refused(tmp_path, change, named):
    run(tmp_path, 1)
    with pytest.raises(RunError, match=f"another {named}"):
        run(tmp_path, 1, **change)
    assert len(list(read_triples(tmp_path))) == 1


def test_a_folder_of_other_templates_is_refused(tmp_path, monkeypatch):
    run(tmp_path, 1)
    monkeypatch.setattr("generation.reports.templates", lambda: {"triple": "v2:00000000"})
    with pytest.raises(RunError, match="another templates"):
        run(tmp_path, 1)


def test_a_second_process_is_refused(tmp_path):
    with filelock.FileLock(tmp_path / ".lock"), pytest.raises(HomeLocked):
        run(tmp_path)


def test_strange_folders_are_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(RunError, match="cannot be written"):
        run(tmp_path / "file" / "out")
    (tmp_path / "triples.jsonl").write_text("")
    with pytest.raises(RunError, match="unknown run"):
        run(tmp_path)
    run(tmp_path / "out", 1)
    (tmp_path / "out" / "triples.jsonl").write_text("no row\n")
    with pytest.raises(RunError, match="no row of a run"):
        run(tmp_path / "out", 1)
    (tmp_path / "out" / "run.json").write_text("{")
    with pytest.raises(RunError, match="damaged"):
        run(tmp_path / "out", 1)


def test_a_concurrency_of_nothing_is_refused(tmp_path):
    with pytest.raises(InvalidValue):
        run(tmp_path, concurrency=0)


def test_reading_what_is_no_run(tmp_path):
    with pytest.raises(UnreadableFile, match="no triples"):
        list(read_triples(tmp_path))
    (tmp_path / "triples.jsonl").write_text("{}\n")
    with pytest.raises(UnreadableFile, match="line 1"):
        list(read_triples(tmp_path / "triples.jsonl"))


def test_tracing_settings_in_the_shell_send_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", "http://127.0.0.1:9")
    before = set(threading.enumerate())
    assert run(tmp_path).made == COUNT
    assert not [t for t in set(threading.enumerate()) - before if "teacher" not in t.name]


def test_triples_of_a_graph(loaded_store, tmp_path):
    report = generate(loaded_store, count=6, seed=7, out=tmp_path)
    assert report.made + sum(report.rejected.values()) >= 6
    assert report.made >= 5
    triples = list(read_triples(tmp_path))
    assert len({t.context.graph_version for t in triples}) == 1
    recorded = json.loads((tmp_path / "manifest.json").read_text())["sources"]
    assert recorded == [asdict(source) for source in sources(loaded_store)]
    assert {"dice", "onet-tasks", "esco-skills"} < {source["source"] for source in recorded}
    assert generate(loaded_store, count=6, seed=7, out=tmp_path).made == 0


class Once:
    """Accepts a job title once: a check across the whole run that is easy to predict."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}
        self.asked: list[int] = []

    def accept(self, index, texts):
        self.asked.append(index)
        job, matched, unmatched = texts
        assert job
        assert matched != unmatched
        return self.seen.setdefault(job[:12], index) == index


@pytest.mark.parametrize("stop", [0, 1, 3, 6])
@pytest.mark.parametrize("concurrency", [1, 5])
def test_a_check_across_the_run_sees_all_in_order_and_is_built_again(tmp_path, stop, concurrency):
    count = 30
    straight, resumed = tmp_path / "straight", tmp_path / "resumed"
    whole = Once()
    report = run(straight, count, acceptance=whole)
    assert whole.asked == list(range(count))
    gone = report.rejected["near duplicate"]
    assert report.made == count - gone
    assert 0 < gone < count

    if stop:
        run(resumed, stop, acceptance=Once())
    again = Once()
    run(resumed, count, acceptance=again, concurrency=concurrency)
    assert same(resumed, straight)
    kept = [t.context.index for t in read_triples(straight)]
    assert again.asked == [i for i in kept if i < stop] + list(range(stop, count))
    done = Once()
    assert run(resumed, count, acceptance=done).made == 0
    assert done.asked == []


def test_what_finished_early_is_checked_when_its_turn_comes(tmp_path, undisturbed):
    (tmp_path / "run.json").write_bytes((undisturbed / "run.json").read_bytes())
    third = (undisturbed / "triples.jsonl").read_text().split("\n")[2]
    (tmp_path / "early.jsonl").write_text(f'{{"index":2,"file":"triples.jsonl","row":{third}}}\n')
    check = Once()
    run(tmp_path, acceptance=check)
    assert check.asked == list(range(COUNT))
