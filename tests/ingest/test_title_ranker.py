"""Titles find their occupation: by a name where one decides, else by evidence, else none."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.title_names import METHODS, ExactNames, TitleName, held_out
from ingest.title_ranker import TitleIndex
from tests.ingest.title_graph import OCCUPATIONS, small_index, small_names


@pytest.fixture(scope="module")
def index():
    return small_index()


@pytest.mark.parametrize(
    ("title", "occupation", "method"),
    [
        ("Registered Nurses", "soc:29-1141", "soc_title"),
        ("  java   DEVELOPER ", "soc:15-1252", "onet_title"),
        ("Sr. Java Developer - Austin, TX", "soc:15-1252", "normalised"),
        ("Registered Nurse - $40/hr", "soc:29-1141", "normalised"),
        ("Truck Driver - 6 months contract", "soc:53-3032", "normalised"),
    ],
)
def test_a_name_decides(index, title, occupation, method):
    match = index.rank([title])[0]
    assert (match.occupation, match.method) == (occupation, method)
    assert match.candidates[0] == (occupation, match.score)


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Java Backend Application Developer", "soc:15-1252"),
        ("Emergency Department Nurse", "soc:29-1141"),
        ("Haul Truck Driver Nights", "soc:53-3032"),
        ("Selenium Test Automation Engineer", "soc:15-1253"),
        ("Linux Server Administrator", "soc:15-1244"),
        ("Mobile Apps Software Developer", "soc:15-1252"),
    ],
)
def test_evidence_decides(index, title, occupation):
    match = index.rank([title])[0]
    assert (match.occupation, match.method) == (occupation, "ranker")


@pytest.mark.parametrize("title", ["SAP HANA", "See description", "!!!", "", "C++, Oracle"])
def test_none_is_an_answer(index, title):
    match = index.rank([title])[0]
    assert (match.occupation, match.method) == (None, "none")
    assert match.runner_up in OCCUPATIONS, "what it would have been is said all the same"


def test_a_name_of_two_occupations_does_not_decide(index):
    match = index.rank(["Systems Engineer"])[0]
    assert match.method == "ranker"
    assert match.occupation == "soc:15-1252"
    assert index.exact.find("Systems Engineer") is None


def test_the_stronger_source_wins():
    names = [
        TitleName("Tester", "soc:15-1252", "onet_title"),
        TitleName("Tester", "soc:15-1253", "direct_match"),
        TitleName("Pilot", "soc:15-1252", "direct_match"),
        TitleName("Pilot", "soc:53-3032", "direct_match"),
        TitleName("Pilot", "soc:53-3032", "onet_title"),
    ]
    exact = ExactNames(names)
    assert exact.find("tester") == ("soc:15-1253", "direct_match")
    assert exact.find("Senior Tester") == ("soc:15-1253", "normalised")
    assert exact.find("Pilot") is None


_TITLES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from("Java Developer|nurse|SAP|Lead Unix Admin (W2)|Test Driver".split("|")),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(_TITLES)
def test_matches_are_well_formed(index, titles):
    matches = index.rank(titles)
    assert len(matches) == len(titles)
    for match in matches:
        scores = [score for _, score in match.candidates]
        keys = [key for key, _ in match.candidates]
        assert all(0 <= score <= 1 for score in (*scores, match.score, match.runner_up_score))
        assert scores == sorted(scores, reverse=True)
        assert len(set(keys)) == len(keys) == 5
        assert set(keys) <= set(OCCUPATIONS)
        assert match.runner_up != match.occupation
        assert match.method in (*METHODS, "normalised", "ranker", "none")
        assert (match.occupation is None) == (match.method == "none")
        if match.occupation:
            assert match.candidates[0] == (match.occupation, match.score)


@settings(max_examples=20, deadline=None)
@given(_TITLES, st.randoms())
def test_the_other_titles_do_not_matter(index, titles, order):
    alone = {title: index.rank([title])[0] for title in titles}
    mixed = titles * 2
    order.shuffle(mixed)
    for title, match in zip(mixed, index.rank(mixed), strict=True):
        assert match.occupation == alone[title].occupation
        assert match.score == pytest.approx(alone[title].score, abs=1e-4)


def test_the_order_of_names_does_not_matter(index):
    names = small_names()
    random.Random(3).shuffle(names)
    titles = ["Systems Engineer", "Cloud Engineer", "Night Nurse", "Kubernetes", "Driver"]
    assert small_index([*names, *names[:7]]).rank(titles) == index.rank(titles)


def test_case_and_blanks_do_not_matter(index):
    plain, noisy = index.rank(["Night Shift Nurse", "  NIGHT  shift NURSE "])
    assert plain == noisy


def test_names_of_unknown_occupations_are_left_out(index):
    more = [*small_names(), TitleName("Zookeeper", "soc:39-2021", "onet_title")]
    assert small_index(more).rank(["Zookeeper"]) == index.rank(["Zookeeper"])


def test_an_occupation_that_nothing_was_learned_about():
    occupations = {**OCCUPATIONS, "soc:99-9999": ("Dragon Tamers", "Tame dragons.")}
    names = [*small_names(), TitleName("Dragon Tamers", "soc:99-9999", "soc_title")]
    match = TitleIndex.build(names, occupations).rank(["Senior Dragon Taming Engineer"])[0]
    assert "soc:99-9999" in [key for key, _ in match.candidates[:2]]


def test_titles_of_occupations_are_enough():
    names = [TitleName(title, key, "soc_title") for key, (title, _) in OCCUPATIONS.items()]
    alone, *others = TitleIndex.build(names, OCCUPATIONS).rank(
        ["Java Engineer", "Night Nurse", "SAP"]
    )
    assert (alone.occupation, alone.method) == ("soc:15-1252", "ranker")
    assert [match.occupation for match in others] == ["soc:29-1141", None]


def test_top_is_how_many_candidates(index):
    assert [len(index.rank(["Nurse Driver"], top=n)[0].candidates) for n in (1, 3)] == [1, 3]


def test_without_occupations_the_answer_is_none():
    match = TitleIndex.build([], {}).rank(["Java Developer"])[0]
    assert (match.occupation, match.candidates, match.runner_up) == (None, (), None)


def test_held_out_is_a_stable_fifth():
    names = [f"{a} {b}" for a in "abcdefghij" for b in range(200)]
    assert 0.17 < sum(map(held_out, names)) / len(names) < 0.23
    assert held_out("Nurse") == held_out(" nurses ")
    assert [held_out(name) for name in ("Java Developer", "Welder", "Chef", "Actuary")] == [
        held_out(name) for name in ("JAVA developers", "welders", "chefs", "ACTUARY")
    ]
