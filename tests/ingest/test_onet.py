"""The O*NET readers, over workbooks written here in the published layout, and the real ones."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UnreadableFile
from graph.records import (
    Broader,
    Reject,
    RelatedOccupation,
    SkillConcept,
    SkillGroup,
    SkillListing,
    Task,
    TitleAlias,
)
from ingest.catalog import sources
from ingest.onet import (
    OnetOccupationsSource,
    OnetRelatedSource,
    OnetSkillsSource,
    OnetTasksSource,
    OnetTechnologySource,
    OnetTitlesSource,
    rating,
)
from ingest.source import Source
from tests.ingest.real import only, real
from tests.ingest.test_bls import workbook

CODE = "O*NET-SOC Code"
TITLES = [CODE, "Title", "Alternate Title", "Short Title", "Source(s)"]
TECHNOLOGY = [CODE, "Title", "Example", "Commodity Code", "Commodity Title"]
TECHNOLOGY += ["Hot Technology", "In Demand"]
RATINGS = [CODE, "Title", "Element ID", "Element Name", "Scale ID", "Scale Name", "Data Value"]
RATINGS += ["N", "Standard Error", "Recommend Suppress", "Not Relevant", "Date", "Domain Source"]
TASKS = [CODE, "Title", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date"]
RELATED = [CODE, "Title", "Related O*NET-SOC Code", "Related Title", "Relatedness Tier", "Index"]
DEVELOPERS = ["15-1252.00", "Software Developers"]


def table(path: Path, header: Sequence[str], *rows: Sequence[Any]) -> Path:
    return workbook(path, **{"A sheet": [header, *rows]})


def recognising(path: Path) -> list[str]:
    return [source.name for source in sources() if source.recognises(path)]


def rating_row(code: str, element: str, scale: str, value: Any, *marks: str) -> list[Any]:
    suppress, irrelevant = marks or ("N", "")
    named = [code, "T", element, f"Skill {element}", scale, "", value]
    return [*named, 8, 0.1, suppress, irrelevant, "08/2023", "Analyst"]


def test_every_occupation_title_names_its_soc_occupation(tmp_path):
    path = table(
        tmp_path / "x.bin",
        [CODE, "Title", "Description"],
        [*DEVELOPERS, "Research, design."],
        ["15-1299.08", " Computer  Systems Engineers ", "Design."],
        ["15-1299", "Too short a code", "x"],
        ["15-1299.09", None, "No title"],
    )
    assert recognising(path) == ["onet-occupations"]
    assert list(OnetOccupationsSource().read(path)) == [
        TitleAlias("Software Developers", "soc:15-1252", "onet_title"),
        TitleAlias("Computer Systems Engineers", "soc:15-1299", "onet_title"),
        Reject("x.bin", 4, "no O*NET-SOC code", "15-1299"),
        Reject("x.bin", 5, "no title", "15-1299.09"),
    ]


def test_alternate_titles_and_their_short_forms(tmp_path):
    path = table(
        tmp_path / "x.xlsx",
        TITLES,
        [*DEVELOPERS, "Software Development Engineer", "SDE", "08"],
        [*DEVELOPERS, " Application Developer", "n/a", "08"],
        [*DEVELOPERS, "Coder", None, "08"],
        [*DEVELOPERS, "n/a", "X", "08"],
        [*DEVELOPERS, "y" * 1_001, "X", "08"],
    )
    assert recognising(path) == ["onet-titles"]
    records = list(OnetTitlesSource().read(path))
    assert [r.text for r in only(TitleAlias, records)] == [
        "Software Development Engineer",
        "SDE",
        "Application Developer",
        "Coder",
    ]
    rejects = [(r.row, r.reason) for r in only(Reject, records)]
    assert rejects == [(5, "no title"), (6, "title too long")]


def test_a_technology_is_hot_when_any_row_says_so(tmp_path):
    path = table(
        tmp_path / "x.xlsx",
        TECHNOLOGY,
        [*DEVELOPERS, "Git", 43232402, "Development environment software", "N", "N"],
        ["15-1254.00", "Web Developers", "GIT ", "43232402", "Other words", "Y", "Y"],
        ["15-1254.00", "Web Developers", "Git", 43232201, "Content workflow software", "N", "N"],
        [*DEVELOPERS, "R", None, "No code", "N", "N"],
        [*DEVELOPERS, "-", 43232402, "No name", "N", "N"],
    )
    assert recognising(path) == ["onet-technology"]
    git, web = "onet:git", "soc:15-1254"
    assert list(OnetTechnologySource().read(path)) == [
        Reject("x.xlsx", 5, "no commodity", "No code"),
        Reject("x.xlsx", 6, "no technology", "15-1252.00"),
        SkillGroup("onet:43232402", "Development environment software"),
        SkillGroup("onet:43232201", "Content workflow software"),
        SkillConcept(git, "Git", "tool", hot=True, in_demand=True),
        Broader(git, "onet:43232402"),
        Broader(git, "onet:43232201"),
        SkillListing("soc:15-1252", git, "Git", "technology", code="15-1252.00"),
        SkillListing(web, git, "GIT", "technology", None, True, True, "15-1254.00"),
        SkillListing(web, git, "Git", "technology", code="15-1254.00"),
    ]


def test_ratings_of_importance_that_hold(tmp_path):
    path = table(
        tmp_path / "x.xlsx",
        RATINGS,
        rating_row("15-1252.00", "2.A.1.a", "IM", 4.12),
        rating_row("15-1252.00", "2.A.1.a", "LV", 4.62, "N", "N"),
        rating_row("15-1252.00", "2.B.3.e", "IM", 4.0, "Y", ""),
        rating_row("15-1252.00", "2.B.3.e", "IM", 4.0, "N", "Y"),
        rating_row("15-1299.08", "2.A.1.a", "IM", "3.5"),
        rating_row("15-1252.00", "2.A.1.b", "IM", 5.01),
        rating_row("15-1252.00", "1.A.1.a", "IM", 3),
        rating_row("all", "2.A.1.a", "IM", 3),
    )
    assert recognising(path) == ["onet-skills"]
    key, name = "onet:2.A.1.a", "Skill 2.A.1.a"
    assert list(OnetSkillsSource().read(path)) == [
        SkillConcept(key, name),
        SkillListing("soc:15-1252", key, name, "importance", 4.12, code="15-1252.00"),
        SkillListing("soc:15-1299", key, name, "importance", 3.5, code="15-1299.08"),
        Reject("x.xlsx", 7, "not a figure", "Skill 2.A.1.b: 5.01 is not from 1 to 5"),
        Reject("x.xlsx", 8, "no skill", "1.A.1.a"),
        Reject("x.xlsx", 9, "no O*NET-SOC code", "all"),
    ]


def test_tasks_keep_their_kind(tmp_path):
    path = table(
        tmp_path / "x.xlsx",
        TASKS,
        [*DEVELOPERS, 8823, "Design\xa0software.", "Core", 95, "08/2023"],
        [*DEVELOPERS, 8824, "Review code.", None, "n/a", "08/2023"],
        [*DEVELOPERS, "8.5", "Half a task.", "Core", 95, "08/2023"],
        [*DEVELOPERS, 8825, None, "Core", 95, "08/2023"],
    )
    assert recognising(path) == ["onet-tasks"]
    assert list(OnetTasksSource().read(path)) == [
        Task("onet:8823", "soc:15-1252", "Design software.", "core"),
        Task("onet:8824", "soc:15-1252", "Review code.", ""),
        Reject("x.xlsx", 4, "no task id", "8.5"),
        Reject("x.xlsx", 5, "no task", "15-1252.00"),
    ]


def test_related_occupations_keep_the_best_rank_of_a_pair(tmp_path):
    path = table(
        tmp_path / "x.xlsx",
        RELATED,
        ["15-1299.08", "A", "15-1252.00", "B", "Primary-Long", 6],
        ["15-1299.09", "A", "15-1252.00", "B", "Primary-Short", 2],
        ["15-1299.07", "A", "15-1252.00", "B", "Supplemental", 11],
        ["15-1299.08", "A", "15-1299.09", "Own", "Primary-Short", 1],
        ["15-1252.00", "B", "15-1299.08", "A", "Supplemental", 12],
        ["15-1252.00", "B", "15-1251.00", "C", "Supplemental", "last"],
        ["15-1252.00", "B", "none", "C", "Supplemental", 3],
    )
    assert recognising(path) == ["onet-related"]
    assert list(OnetRelatedSource().read(path)) == [
        Reject("x.xlsx", 7, "no rank", "last"),
        Reject("x.xlsx", 8, "no O*NET-SOC code", "none"),
        RelatedOccupation("soc:15-1299", "soc:15-1252", "Primary-Short", 2),
        RelatedOccupation("soc:15-1252", "soc:15-1299", "Supplemental", 12),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        pytest.param(RATINGS, rating_row("15-1252.00", "1.A.1.a", "IM", 3), id="abilities"),
        pytest.param(RATINGS, rating_row("15-1252.00", "2.C.1.a", "IM", 3), id="knowledge"),
        pytest.param(TECHNOLOGY[:5], [*DEVELOPERS, "Saw", 1, "Saws"], id="tools"),
        pytest.param(
            [*TASKS[:4], "Scale ID", "Scale Name", "Category", "Data Value"],
            [*DEVELOPERS, 1, "Saw wood.", "FT", "Frequency", 1, 5],
            id="task ratings",
        ),
        pytest.param([CODE, "Title", "Job Zone"], [*DEVELOPERS, 4], id="job zones"),
    ],
)
def test_sister_files_in_the_same_columns_are_not_taken(tmp_path, header, row):
    assert recognising(table(tmp_path / "x.xlsx", header, row)) == []


def test_a_table_may_stand_below_a_banner_and_right_of_a_margin(tmp_path):
    rows: list[list[Any]] = [
        ["Banner"],
        [],
        [None, *TITLES],
        [None, *DEVELOPERS, "Coder", None, "08"],
    ]
    path = workbook(tmp_path / "x.xlsx", Notes=[["see next sheet"]], Data=[[], *rows])
    assert recognising(path) == ["onet-titles"]
    assert list(OnetTitlesSource().read(path)) == [
        TitleAlias("Coder", "soc:15-1252", "onet_alternate")
    ]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ([*TECHNOLOGY[:6], "Wanted"], "row 1: missing column in demand"),
        ([*TECHNOLOGY, "Example"], "row 1: the column example is there twice"),
    ],
)
def test_a_wrong_header_is_named(tmp_path, header, message):
    path = table(tmp_path / "x.xlsx", header, [*DEVELOPERS, "Git", 1, "G", "Y", "Y", "Git"])
    assert recognising(path) == ["onet-technology"]
    with pytest.raises(UnreadableFile, match=message) as caught:
        list(OnetTechnologySource().read(path))
    assert caught.value.message.startswith("x.xlsx, sheet A sheet")


@pytest.mark.parametrize(
    ("cell", "value"),
    [(1, 1.0), (5.0, 5.0), ("4.12", 4.12), (0.99, None), (5.1, None), (True, None)]
    + [(text, None) for text in ("", "nan", "inf", "1e400", "—", "four")],
)
def test_a_rating_is_from_one_to_five(cell, value):
    assert rating(cell) == value


# ---- the real files -----------------------------------------------------------------------------

REAL = [
    (OnetOccupationsSource(), "Occupation Data", {TitleAlias: 1_016}),
    # 56,560 alternate titles, 3,574 of them with a short title.
    (OnetTitlesSource(), "Alternate Titles", {TitleAlias: 56_560 + 3_574}),
    (
        OnetTechnologySource(),
        "Technology Skills",
        {SkillGroup: 135, SkillConcept: 8_775, Broader: 8_932, SkillListing: 32_681},
    ),
    # 879 occupations and 35 skills; half of the 61,530 rows are of the level scale.
    (OnetSkillsSource(), "Skills", {SkillConcept: 35, SkillListing: 879 * 35}),
    (OnetTasksSource(), "Task Statements", {Task: 18_796}),
    # 18,460 rows; 347 are within one SOC occupation, the others are of 15,933 pairs.
    (OnetRelatedSource(), "Related Occupations", {RelatedOccupation: 15_933}),
]


@pytest.mark.parametrize(("source", "name", "counts"), REAL, ids=[name for _, name, _ in REAL])
def test_the_real_files(source: Source, name: str, counts: dict[type, int]) -> None:
    path = real(f"onet/{name}.xlsx")
    assert recognising(path) == [source.name]
    records = list(source.read(path))
    assert Counter(type(r) for r in records) == counts
    assert records == list(source.read(path))


def test_real_technologies_carry_their_marks():
    records = list(OnetTechnologySource().read(real("onet/Technology Skills.xlsx")))
    python = next(r for r in only(SkillConcept, records) if r.key == "onet:python")
    assert python == SkillConcept("onet:python", "Python", "tool", hot=True, in_demand=True)
    listings = only(SkillListing, records)
    assert sum(r.hot for r in listings) == 11_616
    assert sum(r.in_demand for r in listings) == 2_339
