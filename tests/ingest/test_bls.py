"""The BLS readers, over workbooks written here in the published layout, and the real ones."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.errors import UnreadableFile
from graph.records import Group, Occupation, OccupationFacts, Reject, TitleAlias
from ingest.bls import DirectMatchSource, OewsSource, ProjectionsSource, SocDefinitionsSource
from ingest.source import Source
from tests.ingest.real import only, real

SOC_HEADER = ["SOC Group", "SOC Code", "SOC Title", "SOC Definition"]
TITLE_HEADER = [
    "2018 SOC Code",
    "2018 SOC Title",
    "2018 SOC Direct Match Title",
    "Illustrative Example",
]
OEWS_HEADER = (
    "AREA AREA_TYPE NAICS OCC_CODE OCC_TITLE O_GROUP TOT_EMP H_MEAN A_MEAN H_PCT10 H_PCT25 "
    "H_MEDIAN H_PCT75 H_PCT90 A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90"
).split()
EP_HEADER = [
    "2024 National Employment Matrix title",
    "2024 National Employment Matrix code",
    "Occupation type",
    "Employment, 2024",
    "Employment, 2034",
    "Employment distribution, percent, 2024",
    "Employment change, numeric, 2024–34",
    "Employment change, percent, 2024–34",
    "Percent self employed, 2024",
    "Occupational openings, 2024–34 annual average",
    "Median annual wage, dollars, 2024[1]",
    "Typical education needed for entry",
    "Work experience in a related occupation",
    "Typical on-the-job training needed to attain competency in the occupation",
]
ALL: list[Source] = [SocDefinitionsSource(), DirectMatchSource(), OewsSource(), ProjectionsSource()]


def workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def soc(path: Path, *rows: Sequence[Any], header: Sequence[str] = SOC_HEADER) -> Path:
    return workbook(path, structure=[["A bureau"], [], header, *rows, [], ["Note: a footnote"]])


def test_soc_groups_and_occupations_know_what_they_lie_in(tmp_path):
    path = soc(
        tmp_path / "x.bin",
        ["Major", "15-0000", "Computer Occupations", None],
        ["Minor", "15-1200", "Computer Occupations", None],
        ["Broad", "15-1250", "Software\xa0 and Web", None],
        ["Detailed", "15-1252", "Software Developers[2]", "Write software. "],
    )
    assert [s.name for s in ALL if s.recognises(path)] == ["soc"]
    assert list(SocDefinitionsSource().read(path)) == [
        Group("soc:15-0000", "Computer Occupations", "major", None),
        Group("soc:15-1200", "Computer Occupations", "minor", "soc:15-0000"),
        Group("soc:15-1250", "Software and Web", "broad", "soc:15-1200"),
        Occupation("soc:15-1252", "Software Developers", "Write software.", "soc:15-1250"),
    ]


def test_soc_rows_that_do_not_fit_are_rejected(tmp_path):
    path = soc(
        tmp_path / "x.xlsx",
        ["Major", "15-0000", "Computer", None],
        ["Broad", "15-1250", "No minor group above", None],
        ["Cluster", "15-1300", "What level", None],
        ["Minor", "151200", "No hyphen", None],
        ["Minor", "17-1000", "Of another major group", None],
        ["Minor", "15-1100", None, "no title"],
    )
    rejects = only(Reject, SocDefinitionsSource().read(path))
    assert [(r.row, r.reason) for r in rejects] == [
        (5, "no minor group above"),
        (6, "unknown SOC group"),
        (7, "no SOC code"),
        (8, "no major group above"),
        (9, "no title"),
    ]


def test_direct_match_titles_become_aliases(tmp_path):
    path = workbook(
        tmp_path / "x.xlsx",
        titles=[
            ["A bureau"],
            TITLE_HEADER,
            ["15-1252", "Software Developers", "Software Engineer", "x"],
            ["15-1253", "Testers", "Software Engineer", None],
            ["bad", "Testers", "Tester", None],
        ],
    )
    assert [s.name for s in ALL if s.recognises(path)] == ["direct-match"]
    assert list(DirectMatchSource().read(path)) == [
        TitleAlias("Software Engineer", "soc:15-1252", "direct_match"),
        TitleAlias("Software Engineer", "soc:15-1253", "direct_match"),
        Reject("x.xlsx", 5, "no SOC code", "bad"),
    ]


NOTE = ["#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "]


def oews(path: Path, *rows: Sequence[Any]) -> Path:
    return workbook(path, data=[OEWS_HEADER, *rows], **{"Field Descriptions": [["Notes:"], NOTE]})


def oews_row(
    code: str,
    yearly: Sequence[Any],
    hourly: Sequence[Any],
    *,
    area: str = "1",
    group: str = "detailed",
    employment: int | str = 100,
    naics: str = "000000",
) -> list[Any]:
    mean, *rest = yearly
    return [
        "99",
        area,
        naics,
        code,
        f"Title {code}",
        group,
        employment,
        hourly[0],
        mean,
        *hourly[1:],
        *rest,
    ]


def test_oews_reads_national_details_and_their_marks(tmp_path):
    stars, hourly = ["*"] * 6, [20.5, 10, 15, 20, 30, "#"]
    path = oews(
        tmp_path / "x.xlsx",
        oews_row("15-0000", [9] * 6, hourly, group="major"),
        oews_row(
            "15-1252", [144570, 79850, "103,050", 133080, "#", "#"], hourly, employment="1,654,440"
        ),
        oews_row("27-2011", stars, hourly, employment="**"),
        oews_row("15-1253", [1] * 6, hourly, area="2"),
        oews_row("15-1254", [1] * 6, hourly, naics="541000"),
        oews_row("15-1255", ["huh"] * 6, hourly),
    )
    assert [s.name for s in ALL if s.recognises(path)] == ["oews"]
    records = list(OewsSource().read(path))
    developers, actors = only(OccupationFacts, records)
    [reject] = only(Reject, records)
    assert developers == OccupationFacts(
        "soc:15-1252",
        "Title 15-1252",
        {
            "employment": 1_654_440,
            "wage_mean": 144_570.0,
            "wage_median": 133_080.0,
            "wage_p10": 79_850.0,
            "wage_p25": 103_050.0,
            "wage_p75": 239_200.0,
            "wage_p75_at_least": True,
            "wage_p90": 239_200.0,
            "wage_p90_at_least": True,
        },
    )
    assert actors.facts == {
        "wage_mean_hourly": 20.5,
        "wage_median_hourly": 20.0,
        "wage_p10_hourly": 10.0,
        "wage_p25_hourly": 15.0,
        "wage_p75_hourly": 30.0,
        "wage_p90_hourly": 115.0,
        "wage_p90_hourly_at_least": True,
    }
    assert (reject.row, reject.reason) == (7, "not a figure")


@pytest.mark.parametrize("odd", ["inf", "nan", "1e999", "1e13", "9" * 400, "1=1"])
def test_what_python_calls_a_number_is_not_always_a_figure(tmp_path, odd):
    row = oews_row("15-1252", [1] * 6, [1] * 6, employment=odd)
    [reject] = OewsSource().read(oews(tmp_path / "x.xlsx", row))
    assert isinstance(reject, Reject)
    assert (reject.row, reject.reason) == (2, "not a figure")
    assert len(reject.detail) <= 200


def test_a_note_about_top_codes_may_be_unreadable(tmp_path):
    note = ["# = a wage of $, per hour or $. per year"]
    rows = [OEWS_HEADER, oews_row("15-1252", ["#"] * 6, ["#"] * 6)]
    path = workbook(tmp_path / "x.xlsx", data=rows, Notes=[note])
    [facts] = OewsSource().read(path)
    assert isinstance(facts, OccupationFacts)
    assert facts.facts == {"employment": 100}


def test_titles_too_long_for_an_index_are_rejected(tmp_path):
    path = soc(tmp_path / "x.xlsx", ["Major", "15-0000", "x" * 1_001, None])
    [reject] = SocDefinitionsSource().read(path)
    assert isinstance(reject, Reject)
    assert (reject.reason, len(reject.detail)) == ("title too long", 80)


def test_an_oews_file_of_a_state_is_refused(tmp_path):
    path = oews(tmp_path / "state.xlsx", oews_row("15-1252", [1] * 6, [1] * 6, area="2"))
    with pytest.raises(UnreadableFile, match="no national row") as caught:
        list(OewsSource().read(path))
    assert "national file" in caught.value.hint


def projections(path: Path, *rows: Sequence[Any]) -> Path:
    short: list[list[Any]] = [["Table 1.10"], EP_HEADER[:5], ["x", "15-1252", "Line item", 1, 2]]
    notes: list[list[Any]] = [["Footnotes:"], ["[1] Where wages come from."]]
    table: list[Sequence[Any]] = [["Table 1.2"], EP_HEADER, *rows, *notes]
    sheets: dict[str, Sequence[Sequence[Any]]] = {"T 1.10": short, "T 1.2": table}
    return workbook(path, Index=[["contents"]], **sheets)


def test_projections_are_in_persons_and_cleaned(tmp_path):
    path = projections(
        tmp_path / "x.xlsx",
        ["  Computer occupations", "15-1200", "Summary", 9, 9, 1, 1, 1, 1, 1, 1, "—", "—", "—"],
        [
            "      Software developers[2]",
            "15-1252",
            "Line item",
            1693.8,
            "1,961.4",
            1,
            267.7,
            15.8,
            "—",
            115.2,
            ">=$239,200",
            "Bachelor's degree",
            "None",
            "—",
        ],
        ["Odd", "TE1000", "Line item", 1, 1, 1, 1, 1, 1, 1, 1, "x", "x", "x"],
    )
    assert [s.name for s in ALL if s.recognises(path)] == ["projections"]
    facts, reject = ProjectionsSource().read(path)
    assert facts == OccupationFacts(
        "soc:15-1252",
        "Software developers",
        {
            "employment_2024": 1_693_800,
            "employment_2034": 1_961_400,
            "employment_change": 267_700,
            "employment_change_percent": 15.8,
            "openings_yearly": 115_200,
            "projections_wage_median": 239_200.0,
            "projections_wage_median_at_least": True,
            "education": "Bachelor's degree",
            "experience": "None",
        },
    )
    assert reject == Reject("x.xlsx", 5, "no SOC code", "TE1000")


def test_a_missing_column_is_named(tmp_path):
    path = soc(tmp_path / "x.xlsx", ["Major", "15-0000", "Computer"], header=SOC_HEADER[:3])
    assert SocDefinitionsSource().recognises(path)
    with pytest.raises(UnreadableFile, match="row 3: missing column soc definition"):
        list(SocDefinitionsSource().read(path))


def test_a_header_without_rows_is_refused(tmp_path):
    path = workbook(tmp_path / "x.xlsx", s=[SOC_HEADER])
    with pytest.raises(UnreadableFile, match="no rows"):
        list(SocDefinitionsSource().read(path))


def test_a_truncated_workbook_is_refused(tmp_path):
    path = soc(tmp_path / "x.xlsx", ["Major", "15-0000", "Computer", None])
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(UnreadableFile, match="damaged workbook"):
        SocDefinitionsSource().recognises(path)


def test_the_real_soc_file():
    path = real("bls/soc_2018_definitions.xlsx")
    records = list(SocDefinitionsSource().read(path))
    levels = Counter(getattr(r, "level", "detailed") for r in records)
    assert levels == {"major": 23, "minor": 98, "broad": 459, "detailed": 867}
    groups = {r.key for r in only(Group, records)}
    assert {r.group for r in only(Occupation, records)} <= groups
    [developers] = [r for r in only(Occupation, records) if r.key == "soc:15-1252"]
    assert developers.title == "Software Developers"
    assert developers.group == "soc:15-1250"


def test_the_real_direct_match_file():
    aliases = list(DirectMatchSource().read(real("bls/soc_2018_direct_match_title_file.xlsx")))
    assert len(aliases) == 6539
    assert all(isinstance(r, TitleAlias) for r in aliases)
    assert TitleAlias("Software Engineer", "soc:15-1252", "direct_match") in aliases


def figures(source: Source, name: str) -> dict[str, dict[str, Any]]:
    return {r.key: r.facts for r in only(OccupationFacts, source.read(real(name)))}


def test_the_real_figures_agree_where_both_have_them():
    oews_facts = figures(OewsSource(), "bls/national_M2024_dl.xlsx")
    projected = figures(ProjectionsSource(), "bls/occupation.xlsx")
    assert len(oews_facts) == 831
    assert len(projected) == 832
    for name in ("wage_median", "wage_median_at_least"):
        assert all(
            facts.get(f"projections_{name}") == oews_facts[key].get(name)
            for key, facts in projected.items()
            if key in oews_facts
        )
    assert projected["soc:15-1252"]["employment_2034"] == 1_961_400
    assert oews_facts["soc:15-1252"]["employment"] == 1_654_440


def test_each_real_file_is_recognised_by_one_source():
    names = {
        "soc_2018_definitions.xlsx": ["soc"],
        "soc_2018_direct_match_title_file.xlsx": ["direct-match"],
        "national_M2024_dl.xlsx": ["oews"],
        "occupation.xlsx": ["projections"],
        "ep_table_6_2_skills.csv": [],
    }
    for name, expected in names.items():
        assert [s.name for s in ALL if s.recognises(real(f"bls/{name}"))] == expected
