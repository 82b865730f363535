"""Titles of postings and of taxonomies meet in one form; nothing becomes empty."""

import csv
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.keys import fold
from graph.records import Occupation, TitleAlias
from ingest.bls import DirectMatchSource, SocDefinitionsSource
from ingest.titles import display_title, normalise_title
from tests.ingest.real import only, real


@pytest.mark.parametrize(
    "title",
    """Sr. Software Developer - Atlanta, GA
    Software Developers
    SOFTWARE DEVELOPER II
    Software Developer (Contract to Hire)
    Software Developer in New York
    Lead Software Developer | Remote
    Software Developer - 6 months contract - W2 only
    Software Developer Full Time
    Software Developer, San Jose, CA
    Software Developer @ Austin, TX
    Software Developer - $120k
    Software Developer - Direct Hire!!
    Software Developer with Angular
    Urgent Need - Software Developer
    Jr/Sr Software Developer #126528
    Entry Level Software Developer
    Developer, Software
    Software Developer Req#135624""".splitlines(),
)
def test_noise_comes_off(title):
    assert normalise_title(title) == "software developer"


@pytest.mark.parametrize(
    ("title", "normal"),
    [
        ("Sr.Java Developers", "java developer"),
        ("C# .NET Developer", "c# .net developer"),
        ("C++ Engineer III", "c++ engineer"),
        ("Developer - Java", "java developer"),
        ("System Engineer - Linux", "system engineer"),
        ("VC Backed Startup - Python Developer", "python developer"),
        ("Business Systems Analysts", "business system analyst"),
        ("Sales Managers", "sales manager"),
        ("Windows Administrators", "windows administrator"),
        ("Sr. Linux Admin", "linux administrator"),
        ("Admin Assistant", "administrative assistant"),
        ("DBA", "database administrator"),
        ("SAP Tech Lead", "sap technical lead"),
        ("Contract Administrator", "contract administrator"),
        (
            "Remote Sensing Scientists and Technologists",
            "remote sensing scientist and technologist",
        ),
        ("Computer Occupations, All Other", "computer occupation all other"),
        ("Software Development Engineer in Test", "software development engineer in test"),
        ("UI / UX Designer", "ui ux designer"),
        ("UI/UX Designer", "ui/ux designer"),
        ("Senior", "senior"),
        ("(remote)", "remote"),
        ("$$$", "$$$"),
        ("Entwickler für Öl", "entwickler für öl"),
    ],
)
def test_what_names_the_job_stays(title, normal):
    assert normalise_title(title) == normal


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("SR JAVA DEVELOPER (LOCALS)", "Java Developer"),
        ("sr. .net developer - NJ", ".NET Developer"),
        ("Senior iOS Engineers II", "iOS Engineers"),
        ("DIRECTOR OF IT", "Director of IT"),
        ("QA Lead", "QA Lead"),
    ],
)
def test_display_is_readable(title, shown):
    assert display_title(title) == shown


@given(st.text(max_size=120))
def test_any_title_keeps_a_name(title):
    normal, shown = normalise_title(title), display_title(title)
    assert normal == fold(normal)
    if any(c.isalnum() for c in fold(title)):
        assert any(c.isalnum() for c in normal)
        assert any(c.isalnum() for c in shown)


_WORDS = st.lists(
    st.sampled_from("java software data network cloud security".split()), min_size=1, max_size=3
)


@given(
    _WORDS,
    st.sampled_from(["developer", "engineer", "analyst"]),
    st.sampled_from(["Sr. ", "Senior ", "Lead ", ""]),
    st.sampled_from([" II", " - Remote", " (W2)", " - Dallas, TX", "s", ""]),
)
def test_wrapping_changes_nothing(words, role, before, after):
    title = " ".join([*words, role])
    assert normalise_title(before + title.title() + after) == title
    assert normalise_title(title) == title


def test_real_titles_meet_the_taxonomy():
    soc = SocDefinitionsSource().read(real("bls/soc_2018_definitions.xlsx"))
    occupations = {normalise_title(r.title) for r in only(Occupation, soc)}
    assert len(occupations) > 850, "nearly all SOC titles stay distinct"
    direct = DirectMatchSource().read(real("bls/soc_2018_direct_match_title_file.xlsx"))
    names = occupations | {normalise_title(r.text) for r in only(TitleAlias, direct)}
    with gzip.open(real("dice/dice_jobs.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        titles = [row["jobtitle"] for row in csv.DictReader(file)]
    assert len(set(titles)) == 15_241
    assert len({normalise_title(t) for t in titles}) < 10_000
    plain = {fold(name) for name in names}
    linked = sum(normalise_title(t) in names for t in titles)
    assert linked > 2_200
    assert linked > 2 * sum(fold(t) in plain for t in titles)
