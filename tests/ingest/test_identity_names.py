"""What one name says of itself, and the project's own list."""

from __future__ import annotations

import pytest

from graph.errors import UnreadableFile
from graph.keys import skill_key
from ingest.identity_clusters import Clusters
from ingest.identity_model import Evidence
from ingest.identity_names import (
    done,
    initials_fit,
    listed_key,
    plain_key,
    shorter,
    without_brackets,
    without_remark,
)
from ingest.identity_taxonomies import anchor_readings, related
from ingest.identity_typos import Name, typos
from ingest.known_aliases import ambiguous, by_key, known, parse, spellings

# ---- forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("REST APIs", "REST API"),
        ("Policies", "policy"),
        ("Switches", "switch"),
        ("Virtualisation", "virtualization"),
        ("EJB's", "EJB"),
        ("Linux Admin", "Linux administration"),
        ("MS Project Servers", "Microsoft Project Server"),
        ("Build and Release", "build/release"),
        ("Data Centre", "data center"),
        ("System Tests", "System Testing"),
    ],
)
def test_forms_of_one_name(a: str, b: str) -> None:
    assert plain_key(a) == plain_key(b) != ""


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sales", "Sale"),
        ("SANS", "SAN"),
        ("SaaS", "SaaA"),
        ("Securities", "Security"),
        ("Windows", "Window"),
        ("Enterprise", "Enterprize"),
        ("MS", "Microsoft"),
        ("Analysis", "Analysi"),
        ("C++", "C"),
    ],
)
def test_forms_of_two_names(a: str, b: str) -> None:
    assert plain_key(a) != plain_key(b) or plain_key(a) == ""


def test_a_list_may_stand_in_any_order() -> None:
    assert listed_key("Routing & Switching") == listed_key("switching and routing")
    assert listed_key("Verbal/Written Skill") == listed_key("written/verbal skills")
    assert listed_key("Data Mining") == ""


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("AWS", "Amazon Web Services", True),
        ("IoT", "Internet of Things", True),
        ("R.O.I", "return on investment", True),
        ("PM", "Project Management", False),
        ("AWS", "Amazon Web Hosting", False),
        ("C++", "Cats plus plus", False),
    ],
)
def test_initials(short: str, long: str, fits: bool) -> None:
    assert initials_fit(short, long) == fits


def test_brackets() -> None:
    assert without_brackets("Amazon Web Services (AWS)") == ("Amazon Web Services", "AWS")
    assert without_brackets("(AWS) services") is None
    assert without_remark("Python (computer programming)") == "Python"
    assert without_remark("Java (5+ years required)") == "Java"
    assert without_remark("AWS (EC2, S3)") == "AWS (EC2, S3)"


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("strong python 3 developer", ["python 3 developer", "python 3", "python"]),
        ("Java 1.7/1.8 or higher", ["java"]),
        ("Python3", ["python"]),
        ("java7/8", ["java"]),
        ("Certified PMP", ["pmp"]),
        ("Linux operating systems", ["linux"]),
        ("R", []),
        ("", []),
        ("developer", []),
        ("log4j", []),
    ],
)
def test_readings_without_qualifiers(text: str, readings: list[str]) -> None:
    assert [reading for reading, _ in shorter(text)] == readings


def test_who_does_it() -> None:
    assert done("Data Analysts") == "data analysis"
    assert done("Manager") == ""
    assert done("Data Warehouse") == ""
    assert done("") == ""


# ---- taxonomies' names ---------------------------------------------------------------------------


def test_readings_of_a_taxonomys_name() -> None:
    assert set(anchor_readings("Geographic information system GIS software")) == {
        "Geographic information system GIS",
        "Geographic information system",
        "GIS",
    }
    assert list(anchor_readings("Google Compute Engine (GCE)")) == ["Google Compute Engine", "GCE"]
    assert set(anchor_readings("Microsoft Active Server Pages ASP")) == {
        "Active Server Pages",
        "ASP",
    }
    assert list(anchor_readings("IBM Notes")) == []


def test_related_labels() -> None:
    assert related("MS Visio", "Microsoft Visio")
    assert related("SQL Server 2012", "SQL Server")
    assert related("OWB", "Oracle Warehouse Builder")
    assert not related("Adabas", "database management systems")
    assert not related("Visual Design", "Graphic Design")


# ---- clusters ------------------------------------------------------------------------------------


def test_the_strongest_evidence_is_heard_first() -> None:
    clusters = Clusters({"a": {"esco": "1"}, "c": {"esco": "2"}})
    clusters.join_all([Evidence("a", "b", "m", 0.5, ""), Evidence("c", "b", "m", 0.9, "")])
    assert list(clusters.all()) == [["a"], ["b", "c"]]


def test_who_is_taken_out_leaves_the_others_together() -> None:
    clusters = Clusters({"a": {"esco": "1"}})
    clusters.join_all([Evidence(x, "a", "m", 0.9, "") for x in "bcd"])
    clusters.take_out("a")
    assert list(clusters.all()) == [["a"], ["b", "c", "d"]]
    clusters.take_out("a")
    clusters.join(Evidence("a", "d", "person", 1.0, ""))
    assert list(clusters.all()) == [["a", "b", "c", "d"]]


# ---- typos ---------------------------------------------------------------------------------------


def test_the_nearest_and_likeliest_is_meant() -> None:
    rare = Name("frobnicatorr", "frobnicatorr", 1, 1)
    near = Name("frobnicator", "frobnicator", 50, 50)
    far = Name("frobnicatarr", "frobnicatarr", 5, 5)
    (found,) = typos([rare], [far, near], set(), None)
    assert (found.a, found.b, found.plain) == ("frobnicatorr", "frobnicator", False)


def test_a_letter_lost_before_the_end_is_no_other_ending() -> None:
    name, other = Name("kubernets", "kubernets", 1, 1), Name("kubernetes", "kubernetes", 500, 500)
    assert typos([name], [other], set(), None)
    name, other = Name("kuberneted", "kuberneted", 1, 1), Name("kuberneter", "kuberneter", 50, 50)
    assert not typos([name], [other], set(), None)


def test_words_of_the_language_are_not_mistyped() -> None:
    name, other = Name("moduling", "moduling", 1, 1), Name("modeling", "modeling", 500, 500)
    assert typos([name], [other], set(), None)
    assert not typos([name], [other], {"moduling"}, None)


def test_a_rare_name_of_common_words_may_be_meant() -> None:
    name = Name("datacollecton", "data collecton", 1, 1)
    other = Name("datacollection", "data collection", 1, 1, wordy=True)
    assert typos([name], [other], {"data", "collection"}, None)


# ---- the list ------------------------------------------------------------------------------------


def test_the_list_can_be_read() -> None:
    assert len(known()) > 500
    assert by_key()["k8s"].names[0] == "Kubernetes"
    assert by_key()["msexcel"] is by_key()["microsoftexcel"] is by_key()["excel"]
    assert by_key()["emberjs"] is by_key()["ember"]
    assert spellings()["nodejs"][0] == "Node.js"


@pytest.mark.parametrize("acronym", ["PM", "BA", "SA", "CA", "PT", "AP", "AR", "MDM", "SCM"])
def test_ambiguous_acronyms_are_left_out(acronym: str) -> None:
    assert skill_key(acronym) not in by_key()
    assert skill_key(acronym) in ambiguous()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Java = JDK", "line 1: [] is no section"),
        ("[tools]\nJava", "line 1: [tools] is no section"),
        ("[technology]\nJava @acme", "line 2: @acme is no flag"),
        ("[technology]\nJava = JDK\n\nKotlin = jdk", "line 4: 'jdk' stands on line 2 too"),
    ],
)
def test_mistakes_in_the_list(text: str, message: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        parse(text)
    assert message in str(caught.value)
