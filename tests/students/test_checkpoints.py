from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from graph.errors import NotFound, StudentError
from students import catalog, checkpoints
from students.checkpoints import Card, Checkpoint
from students.protocol import Student
from tests.students.made import skill_names, triples

TEXTS = ["Skills\n- Python\n- Unheard Of\n", "We use Node JS and C#."]


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", catalog.names())
def test_a_checkpoint_gives_the_same_student(
    name: str, checkpoints: dict[str, Path], tmp_path: Path
) -> None:
    first = catalog.load(name, checkpoints[name])
    first.save(tmp_path / "copy")
    second = catalog.load_any(tmp_path / "copy")
    assert second.model == first.model
    assert second.extract(TEXTS) == first.extract(TEXTS)
    assert listing(tmp_path / "copy") == listing(checkpoints[name])


def test_the_card_tells_the_story(checkpoints: dict[str, Path]) -> None:
    card = catalog.card(checkpoints["crf"])
    assert card.model == f"crf:{card.content[:8]}"
    assert card.settings["seed"] == 0
    assert card.settings["iterations"] > 0
    assert card.data["triples"] == 30
    assert len(card.data["triples_hash"]) == 32
    assert card.scores["held_out"]["rows"] == 8
    assert set(card.scores["held_out"]["baselines"]) == {"gazetteer", "surfaces"}
    assert "python-crfsuite" in card.versions


@pytest.fixture
def copy(crf: Student, tmp_path: Path) -> Path:
    crf.save(tmp_path / "crf")
    return tmp_path / "crf"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("pattern", ["card.json", "model-*", "aliases-*", "surfaces-*"])
@pytest.mark.parametrize("damage", [cut, flip, lambda path: path.unlink()])
def test_a_damaged_checkpoint_is_one_sentence(
    copy: Path, pattern: str, damage: Callable[[Path], None]
) -> None:
    (path,) = copy.glob(pattern)
    damage(path)
    if pattern == "card.json" and damage is flip:
        path.write_bytes(path.read_bytes().replace(b'"sha256": "', b'"sha256": "0'))
    with pytest.raises(StudentError) as caught:
        catalog.load("crf", copy)
    assert "\n" not in str(caught.value)
    assert str(copy) in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"{}", b'{"format": 99}', b'{"format": 1}', b"\xff"]
)
def test_a_card_that_is_none(copy: Path, content: bytes) -> None:
    (copy / "card.json").write_bytes(content)
    with pytest.raises(StudentError, match="is damaged"):
        catalog.load("crf", copy)


def test_a_file_outside_the_folder_is_never_read(copy: Path, tmp_path: Path) -> None:
    card = json.loads((copy / "card.json").read_text())
    name = card["files"]["model"]["name"]
    (copy / name).rename(tmp_path / name)
    card["files"]["model"]["name"] = f"../{name}"
    (copy / "card.json").write_text(json.dumps(card))
    with pytest.raises(StudentError, match="missing"):
        catalog.load("crf", copy)


def test_a_model_of_another_program(copy: Path) -> None:
    files = dict(checkpoints.read(copy).files)
    for content in (b"", b"lCRF" + b"\0" * 60, b"junk" * 100):
        files["model"] = content
        checkpoints.write(copy, Checkpoint(Card("crf", checkpoints.content_of(files)), files))
        with pytest.raises(StudentError):
            catalog.load("crf", copy)


def test_a_part_is_missing(copy: Path) -> None:
    files = {"model": checkpoints.read(copy).files["model"]}
    checkpoints.write(copy, Checkpoint(Card("crf", checkpoints.content_of(files)), files))
    with pytest.raises(StudentError, match="a part of it is missing"):
        catalog.load("crf", copy)


def test_no_checkpoint(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path, tmp_path / "absent", tmp_path / "file"):
        with pytest.raises(StudentError, match="no trained student"):
            catalog.load("crf", folder)


def test_another_student(checkpoints: dict[str, Path]) -> None:
    with pytest.raises(StudentError, match="named gazetteer, not crf"):
        catalog.load("crf", checkpoints["gazetteer"])


def test_a_student_of_a_later_version(tmp_path: Path) -> None:
    checkpoints.write(tmp_path, Checkpoint(Card("oracle", "0" * 64), {}))
    with pytest.raises(StudentError, match="unknown student named oracle"):
        catalog.load_any(tmp_path)


def test_an_unknown_name(tmp_path: Path) -> None:
    for call in (lambda: catalog.load("crv", tmp_path), lambda: catalog.describe("crv")):
        with pytest.raises(NotFound, match="crf, gazetteer, surfaces"):
            call()


def test_every_student_is_described() -> None:
    assert len({catalog.describe(name) for name in catalog.names()}) == len(catalog.names())


def test_a_new_checkpoint_takes_the_place_of_the_old(copy: Path) -> None:
    (copy / "notes.txt").write_text("mine")
    (copy / ".checkpoint-1-model.bin.part").write_bytes(b"left by a killed run")
    before = set(listing(copy))
    catalog.train("gazetteer", triples(3), skill_names(), copy)
    after = listing(copy)
    assert catalog.load_any(copy).name == "gazetteer"
    assert after["notes.txt"] == b"mine"
    assert set(after) & before == {"card.json", "notes.txt", *catalogued(after, "aliases")}
    assert len(after) == 3


def catalogued(files: Iterable[str], role: str) -> set[str]:
    return {name for name in files if name.startswith(f"{role}-")}


def test_a_folder_that_cannot_be_written(crf: Student, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StudentError, match="cannot be written"):
        crf.save(tmp_path / "file")
