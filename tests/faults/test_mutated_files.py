"""Files gone wrong in every way: records, rejects or one sentence; never anything else.

`python -m benchmarks.mutated_files` does the same for two thousand of them.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from benchmarks.machine import in_child
from graph.errors import DataError, UnreadableFile
from ingest.catalog import sources
from ingest.sample import sample_folder
from tests.faults.mutated_reading import Reading, read_mutants
from tests.faults.mutations import CHANGES, mutants

COUNT, SEED = 150, 2


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return in_child(read_mutants, COUNT, SEED)


def test_each_ends_in_records_rejects_or_one_sentence(readings):
    assert len(readings) == COUNT
    assert [r for r in readings if not r.good] == []


def test_the_mutants_meet_every_outcome(readings):
    outcomes = {r.outcome for r in readings}
    assert outcomes == {"read", "read with rejects", "not recognised", "refused"}
    assert {r.change for r in readings} == set(CHANGES)


def test_what_was_read_before_it_went_wrong_is_read(readings):
    """The sample itself is fine, so that a refusal above comes from the change."""
    for path in sample_folder().rglob("*.*"):
        [source] = [s for s in sources() if s.recognises(path)]
        assert any(True for _ in source.read(path))


def test_the_same_seed_gives_the_same_files():
    count = len(CHANGES) - 1
    quick = list(mutants(count, 5))
    assert quick == list(mutants(count, 5))
    assert quick != list(mutants(count, 6))


# ---- what is no file ----------------------------------------------------------------------------


def refusals(path: Path) -> list[str]:
    said = []
    for source in sources():
        with pytest.raises(DataError) as caught:
            source.recognises(path)
        said.append(caught.value.message)
    return sorted(set(said))


def test_a_folder_named_like_a_workbook(tmp_path):
    path = tmp_path / "Skills.xlsx"
    path.mkdir()
    assert refusals(path) == ["Skills.xlsx cannot be opened: Is a directory."]


def test_a_link_to_itself(tmp_path):
    path = tmp_path / "loop.csv"
    path.symlink_to(path)
    [said] = refusals(path)
    assert said.startswith("loop.csv cannot be opened: ")


def test_a_link_to_nothing(tmp_path):
    path = tmp_path / "gone.csv"
    path.symlink_to(tmp_path / "nowhere.csv")
    assert refusals(path) == ["gone.csv cannot be opened: No such file or directory."]


def test_a_pipe_and_a_device_are_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert refusals(pipe) == ["pipe.csv is no file."]
    device = tmp_path / "zero.csv"
    device.symlink_to("/dev/zero")
    assert refusals(device) == ["zero.csv is no file."]


def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n", encoding="utf-8")
    path.chmod(stat.S_IWUSR)
    try:
        path.read_bytes()
    except PermissionError:
        assert refusals(path) == ["secret.csv cannot be opened: Permission denied."]
    else:
        pytest.skip("this user may read every file")


def test_a_file_that_is_gone_between_recognising_and_reading(tmp_path):
    for path in sample_folder().rglob("*.*"):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        [source] = [s for s in sources() if s.recognises(copy)]
        copy.unlink()
        with pytest.raises(UnreadableFile, match="cannot be opened"):
            list(source.read(copy))
