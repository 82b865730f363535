"""Skill fields: each published quirk by example, and what holds for any text."""

import csv
import gzip
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.keys import skill_key
from ingest.skill_content import is_placeholder
from ingest.skill_names import is_known
from ingest.skill_pieces import Known
from ingest.skills import split_skills
from tests.ingest.real import real


def certain(text: str, known: Known | None = None) -> list[str]:
    return [m.raw for m in split_skills(text, known) if m.certain]


def uncertain(text: str) -> list[str]:
    return [m.raw for m in split_skills(text) if not m.certain]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Java, SQL; Perl | Linux", ["Java", "SQL", "Perl", "Linux"]),
        ("Java\nSQL\tPerl,", ["Java", "SQL", "Perl"]),
        ("• Docker • Kubernetes* Helm", ["Docker", "Kubernetes* Helm"]),
        ("* HTML5 * CSS3", ["HTML5", "CSS3"]),
        ("Windows - Active Directory - Citrix", ["Windows", "Active Directory", "Citrix"]),
        ("Must Have - 1. Perl 2. Unix", ["Perl", "Unix"]),
        ("? JavaScript ? CSS ? JSON", ["JavaScript", "CSS", "JSON"]),
        ("SQL\xa0Server,\xa0Python", ["SQL Server", "Python"]),
        ('"Supply Chain", "Oracle EBS"', ["Supply Chain", "Oracle EBS"]),
        ("Sitefinity, Google Analytics. SQL", ["Sitefinity", "Google Analytics", "SQL"]),
    ],
)
def test_separators(text, skills):
    assert certain(text) == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Java/J2EE, Unix/Linux, C/C++", ["Java", "J2EE", "Unix", "Linux", "C", "C++"]),
        ("HTML / CSS / JavaScript", ["HTML", "CSS", "JavaScript"]),
        ("TCP/IP, PL/SQL, CI/CD, UI/UX", ["TCP/IP", "PL/SQL", "CI/CD", "UI/UX"]),
        ("CI/ CD, A/B testing, I/O, OS/2", ["CI/ CD", "A/B testing", "I/O", "OS/2"]),
        ("GPU driver C/C++", ["GPU driver", "C", "C++"]),
        ("router/switch configurations", ["router/switch configurations"]),
        ("Windows 2008/2012", ["Windows"]),
    ],
)
def test_a_slash_cuts_only_where_it_separates(text, skills):
    assert certain(text) == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        (
            "Mobile dev tools (Android, IOS and/or Windows)",
            ["Mobile dev tools", "Android", "IOS", "Windows"],
        ),
        ("(Android, iOS)", ["Android", "iOS"]),
        ("Structured Query Language (SQL)", ["Structured Query Language", "SQL"]),
        ("Frameworks (Spring (Boot), Hibernate", ["Spring", "Hibernate"]),
        ("AWS (EC2, S3), Azure", ["AWS", "EC2", "S3", "Azure"]),
        ("Business Intelligence (Tableau)", ["Business Intelligence", "Tableau"]),
        ("Linux (P3 - Advanced)", ["Linux"]),
    ],
)
def test_commas_in_brackets(text, skills):
    assert certain(text) == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        (
            "(JAVA over 4 year(s) ) AND (WEB SERVICES OR REST OR SOAP ) AND(UNIT TESTING OR JUNIT )",
            ["JAVA", "WEB SERVICES", "REST", "SOAP", "UNIT TESTING", "JUNIT"],
        ),
        ('("C#" OR ".NET") and "Azure"', ["C#", ".NET", "Azure"]),
        ("sql and java and (angular.js or node.js)", ["sql", "java", "angular.js", "node.js"]),
    ],
)
def test_boolean_queries_become_names(text, skills):
    mentions = split_skills(text)
    assert [m.raw for m in mentions if m.certain] == skills
    assert {m.method for m in mentions} == {"boolean"}


@pytest.mark.parametrize(
    "text",
    [
        *("SEE BELOW", "(See Job Description)", "See job overview.", "Please refer the JD"),
        *("Refer to Job Description", "Please refer to job description", "#NAME?"),
        *("null", "N/A", "n/a", "test", "", "  ", ",,,", "7", "10+ years", "$140k-$160k"),
        *("Telecommuting not available Travel not required", "Full Time", "Full Time, Full Time"),
        *("Contract W2", "Contract Independent, Contract W2", "Computers General"),
        *("Please review the job description below", "See Required Skills Below", "see details"),
        *("$105/hour", "Contract to hire, 6+ mos", "US Citizens and green card holders only"),
    ],
)
def test_placeholders_and_terms_name_nothing(text):
    assert split_skills(text) == []


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Strong Python", "Python"),
        ("5+ years of Java", "Java"),
        ("Experience with Selenium", "Selenium"),
        ("Excellent knowledge of SQL Server.", "SQL Server"),
        ("Linux experience preferred", "Linux"),
        ("Angular is a must", "Angular"),
        ("Perl (5 years)", "Perl"),
        ("and Genesys", "Genesys"),
        ("Java Developer", "Java"),
        ("Senior Java Developer III", "Java"),
        ("C #", "C #"),
        (".Net", ".Net"),
        (".NET.", ".NET"),
        ("Security +", "Security +"),
        ("User Experience", "User Experience"),
        ("R", "R"),
    ],
)
def test_what_is_wrapped_around_a_name_comes_off(text, skill):
    assert certain(text) == [skill]


def test_languages_stay_apart_and_spellings_meet():
    keys = [m.key for m in split_skills("C, C#, C++, R, Go, Java, JavaScript, Java Script, .NET")]
    assert keys == ["c", "c#", "c++", "r", "go", "java", "javascript", ".net"]
    assert [m.raw for m in split_skills("Node.js, NodeJS, Node JS, C #, C#")] == ["Node.js", "C #"]


def test_generic_words_and_roles_are_uncertain():
    text = "Development, Management, Project, Testing, Security, Analysis, Network Engineer"
    assert certain(text) == []
    assert len(uncertain(text)) == 7


def test_the_end_of_a_cut_field_is_uncertain():
    cut = ("Java, " * 40)[:193] + " Pytho"
    assert len(cut := cut.ljust(200, "n")) == 200
    assert split_skills(cut)[-1].certain is False
    whole = ("Java, " * 40)[:198] + "C,"
    assert len(whole) == 200
    assert [m.raw for m in split_skills(whole) if m.certain] == ["Java", "C"]


@pytest.mark.parametrize(
    ("end", "sure", "unsure"),
    [
        ("Perl, Python", ["Perl"], ["Python"]),
        ("Perl, SQL Serv", ["Perl", "SQL"], ["Serv"]),
        ("Perl, end user manag", ["Perl"], ["end user", "manag"]),
    ],
)
def test_only_known_names_before_the_cut_are_sure(end, sure, unsure):
    field = ("Java, " * 40)[: 198 - len(end)] + ", " + end
    assert len(field) == 200
    assert certain(field)[1:] == sure
    assert uncertain(field)[-len(unsure) :] == unsure


def test_after_blanks_were_made_one_the_last_known_name_is_whole():
    field = ("Java, " * 40)[:180] + "Oracle, Python"
    assert len(field) < 200
    assert certain(field)[-1] == "Python"
    assert uncertain(field[:-4] + "tonic") == ["Pytonic"]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Java, Middle River, MD", ["Java"]),
        ("Salesforce | Parsippany NJ | 60K", ["Salesforce"]),
        ("COBOL - Houston - FTE - CT", ["COBOL"]),
        ("Java, MS, Access Control, CA", ["Java", "MS", "Access Control", "CA"]),
        ("San Francisco, CA, Ruby", ["Ruby"]),
        ("Java, Acme, Inc., SQL", ["Java", "SQL"]),
    ],
)
def test_places_and_companies_are_no_skills(text, skills):
    assert certain(text) == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("BLE or Bluetooth Smart, SAP/ERP", ["BLE", "Bluetooth Smart", "SAP", "ERP"]),
        ("Unit/Integration testing, CSS", ["Unit testing", "Integration testing", "CSS"]),
        (
            "interpersonal and communication skills",
            ["interpersonal skills", "communication skills"],
        ),
        ("Apex API, REST i.e. JSON", ["Apex API", "REST", "JSON"]),
        ("strong skills required in Oracle and Perl, pluses are: Go", ["Oracle", "Perl", "Go"]),
        ("Windows and Cisco and Radius and Nessus and Zorp, Qualys", None),
    ],
)
def test_lists_by_words(text, skills):
    assert certain(text) == (skills or text.replace(" and ", ", ").split(", "))


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("? REST API?s ? CSS", ["REST API", "CSS"]),
        ("Java;\xa0Spring\xa0Boot", ["Java", "Spring Boot"]),
        ("EJB's, Angular 2+, Struts 2, SAP ECC 6.0", ["EJB", "Angular 2", "Struts", "SAP ECC"]),
        ("Windows 7, Oracle 12c, Windows 2008/2012 R2", ["Windows 7", "Oracle 12c", "Windows"]),
    ],
)
def test_marks_versions_and_lost_characters(text, skills):
    assert certain(text) == skills


def test_prose_yields_only_names_that_are_known():
    text = (
        "The ideal candidate will have experience with Node.js and must be able to rest and go "
        "the extra mile for our clients in a fast paced environment, and of course know SQL"
    )
    assert certain(text) == ["Node.js", "SQL"]


_TEXT = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="aC#+./() ,;|*-•?\n&'\"1OR AND", max_size=200),
    st.lists(
        st.sampled_from(
            "Java C# .NET ( ) , / and AND OR over 4 year(s) • * experience with - 1. 2. TCP/IP".split()
        ),
        max_size=40,
    ).map(" ".join),
)


@given(_TEXT)
@example("((((")
@example("a" * 200)
@example("x" * 5_000_000)
def test_any_text_gives_clean_unique_mentions_made_of_its_own_words(text):
    mentions = split_skills(text)
    assert mentions == split_skills(text)
    assert len({m.key for m in mentions}) == len(mentions)
    flat = " ".join(text.split())
    for mention in mentions:
        assert mention.raw.strip() == mention.raw
        assert 0 < len(mention.raw) <= 60
        assert mention.key == skill_key(mention.raw)
        assert all(word in flat for word in mention.raw.split())


@given(
    st.lists(st.sampled_from(["Java", "C#", "PL/SQL", ".NET", "SQL Server", "C++"]), max_size=6),
    st.sampled_from([",", ", ", ";", " | ", "\n", " • ", " - "]),
)
def test_a_list_of_names_comes_back(names, separator):
    assert [m.raw for m in split_skills(separator.join(names))] == list(dict.fromkeys(names))


@given(
    st.permutations(["Java", "C#", "PL/SQL", ".NET", "zeta tools", "Research and Development", "R"])
)
def test_the_order_of_a_plain_list_is_kept(names):
    assert certain(", ".join(names)) == list(names)


@given(_TEXT)
def test_a_known_mention_parsed_again_is_itself(text):
    for mention in split_skills(text):
        if mention.certain and is_known(mention.raw):
            assert certain(mention.raw) == [mention.raw]


@given(_TEXT)
def test_no_mention_is_a_placeholder_a_place_or_a_term(text):
    for mention in split_skills(text + ", see below, Full Time, Houston"):
        assert not is_placeholder(mention.raw)
        assert mention.raw not in {"Full Time", "Houston"}


def test_the_real_fields():
    with gzip.open(real("dice/dice_jobs.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        fields = [row["skills"] for row in csv.DictReader(file)][:4000]
    mentions = [m for field in fields for m in split_skills(field)]
    frequent = [key for key, _ in Counter(m.key for m in mentions if m.certain).most_common(40)]
    assert {"java", "sql", "javascript", "c#", ".net", "c++", "python", "linux"} <= set(frequent)
    assert not {"development", "management", "developer", "fulltime", "test"} & set(frequent)
    assert 0.7 < sum(m.certain for m in mentions) / len(mentions) < 0.9
