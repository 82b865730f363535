from __future__ import annotations

import json
from pathlib import Path

import pytest

from generation.quality.documents import DIVERSITY_SAMPLE, score_documents
from generation.rjdb import row_of
from graph.errors import MissingExtra, UnreadableFile
from graph.gazetteer import Gazetteer
from graph.records import SkillName
from tests.generation.made_triples import MATCHED, UNMATCHED, triple
from tests.ingest.real import real

pytest.importorskip("sklearn")


def written(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    made = [
        triple(
            i,
            job=f"{i} is the number. " + triple().job_description.text,
            matched=f"{MATCHED}\nCobol {i}",
            unmatched=f"{UNMATCHED}\nCobol {i}",
        )
        for i in range(30)
    ]
    ours = written(folder / "triples.jsonl", [t.model_dump_json() for t in made])
    rows = [row_of(t).model_dump_json(by_alias=True) for t in made]
    return [ours, written(folder / "rows.jsonl", rows)]


def test_two_formats_are_scored_alike(files):
    ours, rows = score_documents(files)
    assert (ours.format, rows.format) == ("triples", "rjdb")
    assert ours.known_from == "the names in the files"
    assert ours.teachers == {"rule": 30}
    told, other = ours.figures(), rows.figures()
    assert list(told) == list(other)
    assert told["skills"]["matched"]["present"] == 1.0
    # A row does not say that a task implies a skill, nor what was added.
    assert other["skills"]["matched"]["present"] == pytest.approx(2 / 3, abs=1e-3)
    assert other["skills"]["unmatched"]["invented"] > 0
    assert told["names"] is other["names"] is None
    for same in ("experiences", "diversity", "near_duplicates", "distributions", "give_aways"):
        assert told[same] == other[same]
    assert told["near_duplicates"]["matched"] == pytest.approx(29 / 30, abs=1e-3)
    assert told["give_aways"]["decisions"] == 60
    assert json.loads(json.dumps(told)) == told


def test_the_same_file_gives_the_same_figures(files):
    one, two = (score_documents(files[:1])[0].figures() for _ in range(2))
    assert one == two


def test_known_skills_can_be_given(files):
    names = ["Java", "SQL", "Scala", "Unit Testing", "Cobol"]
    gazetteer = Gazetteer(SkillName(n, n.lower(), n) for n in names)
    (found,) = score_documents(files[:1], gazetteer)
    assert found.known_from == "the graph"
    assert found.figures()["most_invented"] == [["Cobol", 60]]


def test_names_invented_here_are_found_in_either_format(tmp_path):
    names = ["Amara Okafor", "Kenji Chen", "Amara Okafor"]
    texts = [text.replace("Ada Doe", name) for name in names for text in (MATCHED, UNMATCHED)]
    made = [triple(i, matched=texts[2 * i], unmatched=texts[2 * i + 1]) for i in range(3)]
    ours = written(tmp_path / "ours", [t.model_dump_json() for t in made])
    rows = written(tmp_path / "rows", [row_of(t).model_dump_json(by_alias=True) for t in made])
    told, other = (score.figures()["names"] for score in score_documents([ours, rows]))
    assert told == other
    assert (told["found"], told["same"]) == (1.0, 1.0)
    assert told["gender"]["shares"] == {"female": 0.6667, "male": 0.3333}
    assert told["origin"]["shares"]["east_asian"] == 0.3333
    assert told["gender"]["even"] == {"p": None, "within": None}
    assert told["gender"]["label"] == {"p": 1.0, "within": True}
    assert json.loads(json.dumps(told)) == told


def test_a_few_rows_have_no_give_aways(tmp_path):
    (found,) = score_documents([written(tmp_path / "f", [triple().model_dump_json()])])
    assert found.give_aways is None
    assert found.diversity["matched"].documents == 1


def test_nothing_is_no_file_of_documents(tmp_path):
    with pytest.raises(UnreadableFile, match="empty"):
        score_documents([written(tmp_path / "f", [])])


def test_without_the_extra_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr("generation.quality.give_aways.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match="quality"):
        score_documents([tmp_path])


def test_what_is_known_of_the_released_rows_is_found():
    (found,) = score_documents([real("benchmarks/rjdb/rjdb_500.jsonl")])
    told = found.figures()
    # Published of all rows: 88.4 % and 81.7 % verbatim, names inside of words included; white space
    # tells 94 % apart, lines 78 %, words 62 %.
    assert told["skills"]["job_description"]["verbatim"] == pytest.approx(0.884, abs=0.03)
    assert told["skills"]["matched"]["verbatim"] == pytest.approx(0.817, abs=0.03)
    assert 0.87 < told["unmatched"]["removed_absent"] < 0.95
    assert told["give_aways"]["white_space"] == pytest.approx(0.94, abs=0.01)
    assert told["give_aways"]["lines"] == pytest.approx(0.78, abs=0.02)
    assert told["give_aways"]["words"] == pytest.approx(0.62, abs=0.03)
    assert told["diversity"]["matched"]["documents"] == DIVERSITY_SAMPLE
    assert all(told["distributions"][name]["within"] for name in ("skills", "years"))
