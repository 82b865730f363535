"""The shipped sample: every quirk is in it, its made files are current, and ingest reads it."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter, defaultdict
from pathlib import Path

import docx
import pypdf
import pytest
from python_calamine import CalamineWorkbook

from graph.errors import UnreadableFile
from graph.records import (
    Group,
    Occupation,
    OccupationFacts,
    Posting,
    Reject,
    TitleAlias,
)
from ingest import sample
from ingest.bls import DirectMatchSource, OewsSource, ProjectionsSource, SocDefinitionsSource
from ingest.catalog import sources
from ingest.dice import COLUMNS, DiceSource
from ingest.sample import make, resume_folder, sample_folder
from ingest.titles import normalise_title

NBSP = "\u00a0"
WITHOUT_POSTINGS = {"soc:11-1031", "soc:27-2042", "soc:29-1213"}


def _file(name: str) -> Path:
    (path,) = sample_folder().rglob(name)
    return path


def _raw_rows() -> list[dict[str, str]]:
    texts = (
        _file("dice_sample.csv").read_text("utf-8"),
        gzip.decompress(_file("dice_more.csv.gz").read_bytes()).decode("utf-8"),
    )
    return [row for text in texts for row in csv.DictReader(text.splitlines())]


ROWS = _raw_rows()


# ---- quirks of postings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "pattern"),
    [
        pytest.param(column, pattern, id=name)
        for name, column, pattern in [
            ("commas", "skills", r"^[\w ]+(, [\w .#+/&-]+){5,}$"),
            ("semicolons", "skills", r"^[^,;]+(; [^,;]+){3,}"),
            ("bars", "skills", r"^\w+ \| \w+ \| "),
            ("slashes", "skills", r"^[^,;]+(/[^,;/]+){3,}$"),
            ("dashes", "skills", r"^[^,;]+( - [^,;]+){3,}$"),
            ("stars", "skills", r"^\* \w+.* \* "),
            ("bullets", "skills", r"^• .* • "),
            ("numbers", "skills", r"^1\. \w+ 2\. \w+"),
            ("no separator", "skills", r"^[a-zA-Z]+( [a-zA-Z]+){3,}$"),
            ("commas in parentheses", "skills", r"\([^()]*,[^()]*and/or[^()]*\)"),
            ("trailing comma", "skills", r",$"),
            ("boolean query", "skills", r"^\(.* over \d+ year\(s\) \) AND \(.* OR .*\)"),
            ("see below", "skills", r"^SEE BELOW$"),
            ("see job description", "skills", r"^\(See Job Description\)$"),
            ("see job overview", "skills", r"^See job overview\.$"),
            ("please refer", "skills", r"^Please refer the JD$"),
            ("null", "skills", r"^null$"),
            ("n/a", "skills", r"^n/a$"),
            ("test", "skills", r"^test$"),
            ("travel note", "skills", r"^Telecommuting not available Travel not required$"),
            ("employment type", "skills", r"^Full Time$"),
            ("contract type", "skills", r"^Contract W2$"),
            ("prose", "skills", r"^The person (\w+,? ){15,}.*\.$"),
            ("generic words", "skills", r"Analysis, Development, Management, Testing, Security"),
            ("lost characters", "skills", r"^\? \w+ \? .*API\?s"),
            ("non-breaking space in skills", "skills", NBSP),
            ("non-breaking space in text", "jobdescription", NBSP),
            ("glued sentences", "jobdescription", r"[a-z]\.[A-Z][a-z]+ "),
            ("typo JaveScript", "skills", r"\bJaveScript\b"),
            ("typo inteligence", "skills", r"\binteligence\b"),
            ("JavaScript", "skills", r"\bJavaScript\b"),
            ("Javascript", "skills", r"\bJavascript\b"),
            ("Java Script", "skills", r"\bJava Script\b"),
            ("JAVASCRIPT", "skills", r"\bJAVASCRIPT\b"),
            ("Node.js", "skills", r"\bNode\.js\b"),
            ("Node.JS", "skills", r"\bNode\.JS\b"),
            ("NodeJS", "skills", r"\bNodeJS\b"),
            ("Node JS", "skills", r"\bNode JS\b"),
            ("AngularJS", "skills", r"\bAngularJS\b"),
            ("Angular JS", "skills", r"\bAngular JS\b"),
            ("Angular.js", "skills", r"\bAngular\.js\b"),
            ("C #", "skills", r"(^|, )C #,"),
            ("CI/ CD", "skills", r"\bCI/ CD\b"),
            ("C", "skills", r"(^|, )C,"),
            ("C#", "skills", r"\bC#"),
            ("C++", "skills", r"\bC\+\+"),
            (".NET", "skills", r"(^|[, /])\.NET\b"),
            ("R", "skills", r"(^|, )R,"),
            ("Go", "skills", r"(^|, )Go,"),
            ("title with Sr.", "jobtitle", r"^Sr\. "),
            ("title with place", "jobtitle", r" - [A-Z][a-z]+, [A-Z]{2}$"),
            ("title with contract term", "jobtitle", r"\(W2 only\)$"),
            ("title with pay", "jobtitle", r"\$\d+ per hour"),
            ("title with company", "jobtitle", r"Brightferry Staffing"),
            ("title with shouting", "jobtitle", r"- Direct Hire!!$"),
            ("relative date", "postdate", r"^\d+ (hour|day|week|month)s? ago$"),
            ("no job id", "jobid", r"^$"),
            ("no unique id", "uniq_id", r"^$"),
            ("no title", "jobtitle", r"^$"),
        ]
    ],
)
def test_the_quirk_occurs(column: str, pattern: str) -> None:
    assert any(re.search(pattern, row[column]) for row in ROWS)


def test_a_skill_field_is_cut_at_200_characters_inside_a_word() -> None:
    (cut,) = [row["skills"] for row in ROWS if len(row["skills"]) == 200]

    assert cut[-1].isalpha()
    last_word = re.split(r"\W+", cut)[-1]
    assert not any(re.search(rf"\b{last_word}\b", row["jobdescription"]) for row in ROWS)


def test_rows_repeat_and_are_posted_again() -> None:
    whole = Counter(tuple(row.values()) for row in ROWS)
    assert sorted(whole.values())[-2:] == [1, 2]

    pairs = Counter((row["jobtitle"], row["skills"]) for row in ROWS)
    again = {pair: n for pair, n in pairs.items() if n > 1}
    assert len(again) == 2, "one repeated row, one posting that came back under another id"


def test_a_company_blurb_stands_in_several_skill_fields() -> None:
    fields = Counter(row["skills"] for row in ROWS if row["skills"].endswith("."))
    assert any(n > 1 and "equal opportunity" in text.lower() for text, n in fields.items())


def test_companies_and_links_are_invented() -> None:
    assert all(row["advertiserurl"].startswith("https://jobs.example.com/") for row in ROWS)
    assert {row["site_name"] for row in ROWS} == {"", "www.example.com"}


def test_rows_have_the_twelve_columns() -> None:
    assert all(tuple(row) == COLUMNS for row in ROWS)


# ---- made files ---------------------------------------------------------------------------------


def _content(path: Path) -> object:
    """What a reader gets out of a file, whatever its archive looks like."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(path)
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return [(p.style and p.style.name, p.text) for p in document.paragraphs], cells
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make.write_all(folder)
    return folder


def test_made_files_are_current(made: Path) -> None:
    names = sorted(p.relative_to(made) for p in made.rglob("*") if p.is_file())
    assert len(names) == 16

    for name in names:
        shipped = sample_folder().parent / name
        assert _content(shipped) == _content(made / name), f"run make.py again: {name}"


def test_making_twice_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    make.write_all(tmp_path)

    for path in (p for p in tmp_path.rglob("*") if p.is_file()):
        assert path.read_bytes() == (made / path.relative_to(tmp_path)).read_bytes()


def test_the_sample_is_small() -> None:
    files = [p for p in sample_folder().parent.rglob("*") if "__pycache__" not in p.parts]
    assert sum(p.stat().st_size for p in files if p.is_file()) < 350_000


def test_workbooks_have_the_marks_of_published_ones() -> None:
    wages = _content(_file("national_M2024_dl.xlsx"))
    projections = _content(_file("occupation.xlsx"))
    assert isinstance(wages, dict)
    assert isinstance(projections, dict)
    cells = {cell for row in wages["national_M2024_dl"] for cell in row}
    table = projections["Table 1.2"]

    assert {"#", "*", "TRUE"} <= cells
    assert {"—", ">=$239,200", "98,670"} <= {cell for row in table for cell in row}
    assert table[0][0].startswith("Table 1.2")
    assert table[2][0] == "Total, all occupations"
    assert any(row[0] == "        Software developers[2]" for row in table)
    assert [row[0] for row in table if str(row[0]).startswith("Source:")]


# ---- the folders --------------------------------------------------------------------------------


def test_resumes_are_two_of_each_format() -> None:
    assert Counter(p.suffix for p in resume_folder().iterdir()) == {
        ".txt": 2,
        ".docx": 2,
        ".pdf": 2,
    }


@pytest.mark.parametrize("path", sorted(resume_folder().iterdir()), ids=lambda p: p.name)
def test_resumes_name_skills_of_the_postings(path: Path) -> None:
    content = path.read_text("utf-8") if path.suffix == ".txt" else str(_content(path))
    text = " ".join(content.replace("\\n", " ").split()).casefold()
    asked = {m.raw.casefold() for p in _postings() for m in p.skills if len(m.raw) > 2}

    assert sum(re.search(rf"\b{re.escape(skill)}\b", text) is not None for skill in asked) >= 10
    assert re.search(r"@example\.com", text)
    assert re.search(r"\b555-01\d\d\b", text)


def test_a_missing_sample_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "files", lambda _: tmp_path)
    with pytest.raises(UnreadableFile, match="sample is missing"):
        sample_folder()


# ---- what ingest reads --------------------------------------------------------------------------


def _postings() -> list[Posting]:
    files = (_file("dice_sample.csv"), _file("dice_more.csv.gz"))
    records = [record for path in files for record in DiceSource().read(path)]
    return [record for record in records if isinstance(record, Posting)]


def test_data_files_are_recognised_by_one_source_and_nothing_else_is() -> None:
    package = [p for p in sample_folder().parent.rglob("*") if p.is_file()]
    data = {p for p in package if sample_folder() in p.parents}

    assert len(data) == 18
    read = []
    for path in package:
        names = [s.name for s in sources() if s.recognises(path)]
        assert len(names) == (path in data), f"{path.name}: {names}"
        read += names
    assert set(read) == {s.name for s in sources()}, "every source has a file in the sample"


def test_dice_rows_are_read_and_the_one_without_title_rejected() -> None:
    records = list(DiceSource().read(_file("dice_sample.csv")))
    (reject,) = [r for r in records if isinstance(r, Reject)]

    assert (reject.file, reject.row, reject.reason) == ("dice_sample.csv", 37, "no title")
    assert len(ROWS) == 73
    assert len(_postings()) == 72
    assert len({p.key for p in _postings()}) == 71, "the repeated row has the key of the first"


def test_structure_titles_and_figures_are_of_the_same_occupations() -> None:
    structure = list(SocDefinitionsSource().read(_file("soc_2018_definitions.xlsx")))
    occupations = {r.key for r in structure if isinstance(r, Occupation)}
    groups = {r.key for r in structure if isinstance(r, Group)}
    titles = list(DirectMatchSource().read(_file("soc_2018_direct_match_title_file.xlsx")))
    wages = list(OewsSource().read(_file("national_M2024_dl.xlsx")))
    outlook = list(ProjectionsSource().read(_file("occupation.xlsx")))

    assert len(occupations) == 15
    assert len(occupations) + len(groups) == len(structure)
    assert {r.occupation for r in titles if isinstance(r, TitleAlias)} == occupations
    assert {r.key for r in wages if isinstance(r, OccupationFacts)} == occupations
    assert {r.key for r in outlook if isinstance(r, OccupationFacts)} == occupations


def test_figures_are_the_published_ones() -> None:
    wages = {r.key: r.facts for r in OewsSource().read(_file("national_M2024_dl.xlsx"))}  # type: ignore[union-attr]
    outlook = {r.key: r.facts for r in ProjectionsSource().read(_file("occupation.xlsx"))}  # type: ignore[union-attr]

    assert wages["soc:15-1252"]["employment"] == 1_654_440
    assert wages["soc:15-1252"]["wage_median"] == 133_080
    assert wages["soc:29-1213"]["wage_median"] == 239_200
    assert wages["soc:29-1213"]["wage_median_at_least"] is True
    assert wages["soc:27-2042"]["wage_median_hourly"] == 42.45
    assert outlook["soc:15-1251"]["projections_wage_median"] == 98_670
    assert "projections_wage_median" not in outlook["soc:27-2042"]


# ---- what the graph will be like ----------------------------------------------------------------


def _names() -> dict[str, str]:
    """Normalised occupation names -> keys; the titles of the structure win."""
    titles = DirectMatchSource().read(_file("soc_2018_direct_match_title_file.xlsx"))
    structure = SocDefinitionsSource().read(_file("soc_2018_definitions.xlsx"))
    names = {normalise_title(r.text): r.occupation for r in titles if isinstance(r, TitleAlias)}
    names |= {normalise_title(r.title): r.key for r in structure if isinstance(r, Occupation)}
    return names


def _skills_by_occupation() -> tuple[dict[str, set[str]], set[str]]:
    """The skills in two postings or more of each SOC occupation, and the titles without one."""
    postings = {p.key: p for p in _postings()}
    asked = Counter(
        key for p in postings.values() for key in {m.key for m in p.skills if m.certain}
    )
    names, others = _names(), set()
    found: dict[str, set[str]] = defaultdict(set)
    for posting in postings.values():
        occupation = names.get(normalise_title(posting.title))
        if occupation is None:
            others.add(posting.title)
        else:
            found[occupation] |= {m.key for m in posting.skills if m.certain and asked[m.key] > 1}
    return dict(found), others


def test_twelve_occupations_have_enough_shared_skills() -> None:
    found, others = _skills_by_occupation()

    assert len(found) == 12
    assert not WITHOUT_POSTINGS & set(found)
    assert min(len(skills) for skills in found.values()) >= 6
    assert len(set().union(*found.values())) >= 70
    assert {"Scrum Master", "Salesforce Consultant", "Sr. Java Developer - Atlanta, GA"} <= others


def test_occupations_and_skills_are_one_connected_graph() -> None:
    found, _ = _skills_by_occupation()
    reached = {next(iter(found))}
    while more := {o for o in found if any(found[o] & found[r] for r in reached)} - reached:
        reached |= more

    assert reached == set(found)
