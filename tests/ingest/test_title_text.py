"""What is compared with names: abbreviations written out, slips mended, bare heads filled up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.title_ngrams import NgramIndex
from ingest.title_text import TitleWords, features

WORDS = TitleWords(
    [f"{kind} engineer" for kind in "abcdefghijklmnopqrstuvwxyz"] * 3
    + ["consultant"] * 70
    + ["software tester", "data tester", "web tester", "quality assurance analyst"]
)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("QA Tester", "quality assurance tester"),
        ("Software Enginer", "software engineer"),
        ("Software Engineeer", "software engineer"),
        ("Software Cosnultant", "software consultant"),
        ("Web/Data Tester", "web / data tester"),
        ("Software Tester.NY", "software tester / ny"),
        ("Consultant - SAP Retail and SD", "consultant sap retail and sd"),
        ("Senior BSA", "business system analyst"),
    ],
)
def test_titles_are_read(title, read):
    assert WORDS.read(title) == read


def test_known_words_are_no_slips():
    words = TitleWords(["engineer"] * 80 + ["enginer"])
    assert words.read("Enginer") == "enginer"


def test_words_that_end_names_are_job_words():
    assert WORDS.job_words("software tester") == [3]
    assert WORDS.job_words("software sap") == []


def test_about_tells_work_from_products():
    work, product = WORDS.about("cyber security"), WORDS.about("java oracle")
    assert (work["work word"], product["work word"]) == (1.0, 0.0)
    assert (work["share of technologies"], product["share of technologies"]) == (0.0, 1.0)
    assert WORDS.about("")["words"] == 0.0


@pytest.mark.parametrize(
    ("title", "bare"),
    [("Senior Analyst II", 1.0), ("Team Member", 1.0), ("SAP Analyst", 0.0), ("?!", 0.0)],
)
def test_a_bare_rank_is_told(title, bare):
    assert WORDS.about(WORDS.read(title))["bare rank"] == bare


def test_learned_words_count_like_those_of_names():
    words = TitleWords(["software tester"], {"tester": 9, "unit": 0})
    assert words.job_words("unit tester") == [9]
    assert words.about("unit tester")["share of unknown words"] == 0.0
    assert TitleWords(["unit tester"] * 12, {"tester": 9}).job_words("tester") == [12]


@given(st.text(max_size=80))
def test_any_title_can_be_read(title):
    read = WORDS.read(title)
    assert read == " ".join(read.split())
    assert features(read) == features(read)


def test_features_are_words_pairs_the_last_and_letters():
    assert features("it lead") == {
        "w it",
        "w lead",
        "p it lead",
        "l lead",
        " it ",
        " lea",
        "lead",
        "ead ",
    }
    assert features("") == set()


def test_nearest_name_and_votes():
    index = NgramIndex(["java developer", "ward nurse", "nurse"], [[0], [1], [1, 2]], 3)
    nearest, votes = index.measure("java developer")
    assert nearest[0] == pytest.approx(1.0)
    assert nearest[1] == nearest[2] == 0
    assert votes.argmax() == 0
    shared, _ = index.measure("nurse")
    assert shared[1] == shared[2] == pytest.approx(0.97)
    nothing, _ = index.measure("???")
    assert not nothing.any()


def test_common_features_count_where_a_rare_one_is_shared():
    names = [f"kind{n} engineer" for n in range(900)] + [f"sort{n} nurse" for n in range(900)]
    index = NgramIndex(names, [[n % 5] for n in range(1800)], 5)
    nearest, _ = index.measure("kind7 engineer")
    assert nearest[7 % 5] == pytest.approx(1.0, abs=1e-3)
    assert index.measure("engineer")[0].min() > 0
