"""The shipped rows of O*NET, ESCO and the projected skills: they fit the rest of the sample."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from graph.keys import skill_key
from graph.records import (
    Broader,
    ForeignOccupation,
    Occupation,
    Posting,
    Reject,
    RelatedOccupation,
    SkillConcept,
    SkillGroup,
    SkillListing,
    SocIsco,
    Task,
    TitleAlias,
)
from ingest.catalog import sources
from ingest.sample import sample_folder
from tests.ingest.real import only

FILES = sorted(sample_folder().rglob("*.*"))


def _file(name: str) -> Path:
    (path,) = sample_folder().rglob(name)
    return path


def _read(path: Path) -> list[object]:
    (source,) = [s for s in sources() if s.recognises(path)]
    return list(source.read(path))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_reading_again_under_another_name_gives_the_same(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "renamed.bin"
    copy.write_bytes(path.read_bytes())

    def renamed(record: object) -> object:
        if isinstance(record, Posting):
            row = record.source_row.replace(path.name, copy.name)
            return replace(record, source_row=row)
        return replace(record, file=copy.name) if isinstance(record, Reject) else record

    assert [renamed(record) for record in _read(path)] == _read(copy)


def _records(name: str) -> list[object]:
    return _read(_file(name))


def _occupation_keys() -> set[str]:
    return {r.key for r in only(Occupation, _records("soc_2018_definitions.xlsx"))}


def test_taxonomies_speak_of_the_occupations_of_the_sample() -> None:
    keys = _occupation_keys()
    for name in ("Occupation Data.xlsx", "Alternate Titles.xlsx"):
        assert {r.occupation for r in only(TitleAlias, _records(name))} <= keys
    for name in ("Technology Skills.xlsx", "Skills.xlsx"):
        listed = {r.occupation for r in only(SkillListing, _records(name))}
        assert len(listed) >= 12
        assert listed <= keys
    related = only(RelatedOccupation, _records("Related Occupations.xlsx"))
    assert {key for r in related for key in (r.occupation, r.other)} <= keys
    assert {r.occupation for r in only(Task, _records("Task Statements.xlsx"))} <= keys
    scored = {r.occupation for r in only(SkillListing, _records("ep_table_6_2_skills.csv"))}
    assert scored - keys == {"soc:00-0000"}, "the row of all occupations is published too"


def test_the_relations_of_esco_hang_together() -> None:
    skills = only(SkillConcept, _records("skills_en.csv"))
    keys = {r.key for r in skills}
    hierarchy = _records("broaderRelationsSkillPillar.csv")
    groups = {r.key for r in only(SkillGroup, hierarchy)}
    assert all({r.key, r.parent} <= keys | groups for r in only(Broader, hierarchy))
    occupations = only(ForeignOccupation, _records("occupations_en.csv"))
    relations = only(SkillListing, _records("occupationSkillRelations.csv.gz"))
    assert {r.skill for r in relations} <= keys
    assert {r.occupation for r in relations} == {o.key for o in occupations}
    joined = {r.isco for r in only(SocIsco, _records("soc_isco_crosswalk.csv"))}
    assert {o.isco for o in occupations} <= joined


def test_taxonomies_name_skills_of_the_postings() -> None:
    postings = only(Posting, _records("dice_sample.csv") + _records("dice_more.csv.gz"))
    asked = {m.key for p in postings for m in p.skills if m.certain}
    for name in ("skills_en.csv", "Technology Skills.xlsx"):
        concepts = only(SkillConcept, _records(name))
        named = {skill_key(text) for c in concepts for text in (c.name, *c.aliases)}
        assert len(named & asked) >= 15, name


def test_taxonomies_have_the_quirks_of_published_ones() -> None:
    book = CalamineWorkbook.from_path(_file("Alternate Titles.xlsx"))
    titles = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert {"n/a", " Web Designer and Developer "} <= {
        c for row in titles["Alternate Titles"] for c in row
    }
    text = _file("skills_en.csv").read_text("utf-8")
    raw = list(csv.DictReader(io.StringIO(text, newline="")))
    assert any(row["preferredLabel"] != row["preferredLabel"].strip() for row in raw)
    assert {row["skillType"] for row in raw} == {"knowledge", "skill/competence", ""}
    assert {row["status"] for row in raw} == {"released", "obsolete"}
    assert len(only(SkillConcept, _records("skills_en.csv"))) == len(raw) - 1
    (reject,) = only(Reject, _records("soc_isco_crosswalk.csv"))
    assert reject.reason == "no ISCO-08 unit group"
    assert {r.kind for r in only(Task, _records("Task Statements.xlsx"))} == {
        "core",
        "supplemental",
        "",
    }
