"""Projected skill scores and the SOC-ISCO crosswalk, over tables written here and the real ones."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from graph.records import Reject, SkillConcept, SkillListing, SocIsco
from ingest.bls_skills import SKILLS, ProjectedSkillsSource, SocIscoSource
from ingest.catalog import sources
from tests.ingest.real import only, real

TITLE = "2023 National Employment Matrix title"
CODE = "2023 National Employment Matrix code"
HEADER = [TITLE, CODE, "Employment, 2023", "Median annual wage, dollars, 2024[1]", *SKILLS]
CROSSWALK = ["soc_code", "soc_title", "isco08_code", "isco08_title", "mapping_type"]


def table(path: Path, header: Sequence[str], *rows: Sequence[str]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path.write_bytes(text.getvalue().encode())
    return path


def scores(code: str, *values: str, title: str = "  Software developers[2]") -> list[str]:
    return [title, code, "1,692.1", "133,080", *values, *["3.0"] * (len(SKILLS) - len(values))]


def note(text: str) -> list[str]:
    return [text, *[""] * (len(HEADER) - 1)]


def recognising(path: Path) -> list[str]:
    return [source.name for source in sources() if source.recognises(path)]


def test_each_score_is_a_listing_and_notes_are_left_out(tmp_path):
    path = table(
        tmp_path / "x.bin",
        HEADER,
        scores("15-1252", "4.1", "—", ""),
        scores("31-1120", title="Health aides"),
        note("Table 6.2 among the last rows"),
        ["Footnotes:"],
        note("[1] A note."),
    )
    assert recognising(path) == ["ep-skills"]
    records = list(ProjectedSkillsSource().read(path))
    assert len(only(SkillConcept, records)) == len(SKILLS) == 17
    assert not only(Reject, records)
    listings = only(SkillListing, records)
    assert listings[0] == SkillListing(
        "soc:15-1252", "ep:adaptability", "Adaptability", "score", 4.1
    )
    assert Counter(r.occupation for r in listings) == {"soc:15-1252": 15, "soc:31-1120": 17}


def test_rows_that_do_not_fit_are_rejected(tmp_path):
    path = table(
        tmp_path / "x.csv",
        HEADER,
        scores("15-1252", "4.1", "9.9"),
        scores("15-1252", "high"),
        scores("TE1000"),
        scores("15-1252")[:-1],
    )
    assert [(r.row, r.reason) for r in only(Reject, ProjectedSkillsSource().read(path))] == [
        (2, "not a figure"),
        (3, "not a figure"),
        (4, "no SOC code"),
        (5, "too few columns"),
    ]


@pytest.mark.parametrize("lost", ["Mathematics", CODE])
def test_a_missing_column_is_named(tmp_path, lost):
    header = ["other" if name == lost else name for name in HEADER]
    path = table(tmp_path / "x.csv", header, scores("15-1252"))
    assert recognising(path) == ["ep-skills"]
    wanted = "YEAR national employment matrix code" if lost == CODE else "mathematics"
    with pytest.raises(UnreadableFile, match=f"row 1: missing column {wanted}"):
        list(ProjectedSkillsSource().read(path))


def test_notes_alone_are_no_rows(tmp_path):
    path = table(tmp_path / "x.csv", HEADER, note("Footnotes:"))
    with pytest.raises(UnreadableFile, match="header and no rows"):
        list(ProjectedSkillsSource().read(path))


def test_the_crosswalk_joins_detailed_occupations_and_unit_groups(tmp_path):
    path = table(
        tmp_path / "x.csv",
        CROSSWALK,
        ["15-1252", "Software Developers", "2512", "Software Developers", "direct"],
        ["11-1031", "Legislators", "11", "Chief Executives", "approximate"],
        ["", "Nobody", "2512", "Software Developers", "partial"],
    )
    assert recognising(path) == ["soc-isco"]
    assert list(SocIscoSource().read(path)) == [
        SocIsco("soc:15-1252", "2512", "direct"),
        Reject("x.csv", 3, "no ISCO-08 unit group", "11"),
        Reject("x.csv", 4, "no SOC code", ""),
    ]


def test_the_real_scores():
    path = real("bls/ep_table_6_2_skills.csv")
    assert recognising(path) == ["ep-skills"]
    records = list(ProjectedSkillsSource().read(path))
    # 832 occupations and the total of all, each with every score.
    assert Counter(type(r) for r in records) == {SkillConcept: 17, SkillListing: 833 * 17}
    listings = only(SkillListing, records)
    assert len({r.occupation for r in listings}) == 833
    developers = {r.name: r.value for r in listings if r.occupation == "soc:15-1252"}
    assert developers["Computers and information technology"] == 4.4
    assert developers["Physical strength and stamina"] == 1.2


def test_the_real_crosswalk():
    path = real("esco/soc_isco_crosswalk.csv")
    assert recognising(path) == ["soc-isco"]
    records = list(SocIscoSource().read(path))
    assert Counter(type(r) for r in records) == {SocIsco: 1_625, Reject: 9}
    assert {r.reason for r in only(Reject, records)} == {"no ISCO-08 unit group"}
    assert {r.kind for r in only(SocIsco, records)} == {"partial", "direct", "approximate"}
