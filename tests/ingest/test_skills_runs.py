"""Several names in one piece, and one name of several words."""

import pytest

from ingest.skill_names import is_known
from ingest.skill_runs import Part, looks_technical, names_of, prose_names


def surfaces(piece: str) -> list[str]:
    return [part.surface for part in names_of(piece, is_known)]


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("perl python dns apache tomcat", ["perl", "python", "dns", "apache tomcat"]),
        ("JAVA LInux", ["JAVA", "LInux"]),
        ("Adobe Photoshop", ["Adobe Photoshop"]),
        ("Java developer POS", ["Java", "POS"]),
        ("Windows Linux Postfix VPN", ["Windows", "Linux", "Postfix", "VPN"]),
        ("data warehouse performance", ["data warehouse performance"]),
        ("Web Service Automation", ["Web Service Automation"]),
        ("Informatica lead Buffalo NY", ["Informatica"]),
        ("", []),
    ],
)
def test_runs_are_cut_between_known_names(piece, names):
    assert surfaces(piece) == names


def test_any_list_of_names_cuts_runs():
    letters = {"alpha", "beta", "gamma"}.__contains__
    assert names_of("alpha beta gamma", letters) == [Part("alpha"), Part("beta"), Part("gamma")]


def test_strange_words_in_a_run_are_unsure_unless_written_as_names_are():
    parts = names_of("sql java oracle coupla foobar python QCX", is_known)
    assert {part.surface: part.sure for part in parts} == {
        "sql": True,
        "java": True,
        "oracle": True,
        "coupla": False,
        "foobar": False,
        "python": True,
        "QCX": True,
    }


def test_halves_of_a_product_are_unsure_in_a_doubtful_run():
    parts = names_of("java sql IBM zork borg automation", is_known)
    assert [part.surface for part in parts if part.sure] == ["java", "sql"]


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("Java and SQL", ["Java", "SQL"]),
        ("GTS & hybris", ["GTS", "hybris"]),
        ("FMEA and FTA", ["FMEA", "FTA"]),
        ("QRX and ZRT", ["QRX", "ZRT"]),
        ("Research and Development", ["Research and Development"]),
        ("trust & safety", ["trust & safety"]),
        ("alpha and omega", ["alpha and omega"]),
    ],
)
def test_joining_words(piece, names):
    assert surfaces(piece) == names


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("NoSQL- MongoDB", ["NoSQL", "MongoDB"]),
        ("T- SQL", ["T- SQL"]),
        ("GPU driver C/C++", ["GPU driver", "C", "C++"]),
        ("BPA/BPM", ["BPA", "BPM"]),
        ("CI\\CD", ["CI\\CD"]),
        ("Unix / Linux / shell", ["Unix", "Linux", "shell"]),
        ("router/switch configurations", ["router/switch configurations"]),
    ],
)
def test_dashes_and_slashes(piece, names):
    assert surfaces(piece) == names


def test_sentences_give_known_names_and_no_makers():
    text = "We rest and excel at Java and Excel for Microsoft in data centers with marketing"
    assert prose_names(text, is_known) == ["Java", "Excel", "data centers"]


@pytest.mark.parametrize("text", ["SSIS", "CamelCase", "OAuth2", "Vert.io", "C++", "SSIS SSRS"])
def test_technical_spelling(text):
    assert looks_technical(text)


@pytest.mark.parametrize("text", ["teams", "Small company", "IND05", "A", "VIRTUAL"])
def test_plain_spelling(text):
    assert not looks_technical(text)
