"""One piece: what is wrapped around a name comes off, and what is no name is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.skill_content import is_placeholder, is_wrong_content
from ingest.skill_names import is_known
from ingest.skill_pieces import edges, is_certain, is_skill_like, strip_piece, strip_role
from ingest.skill_places import is_place, is_state, without_city


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ("  *Strong Python*", "Python"),
        ("5+ years of experience with Java", "Java"),
        ("Three (3) years of SQL", "SQL"),
        ("working knowledge of TIBCO Rendezvous.", "TIBCO Rendezvous"),
        ("creating SCCM packages", "SCCM packages"),
        ("UNIX skills", "UNIX"),
        ("communication skills", "communication skills"),
        ("CCNA certs", "CCNA"),
        ("Strong .Net", ".Net"),
        ("Oracle 10 or higher", "Oracle 10"),
        ("Use Cases", "Use Cases"),
        ("use of cases", "cases"),
        ("Android - 2", "Android"),
        ("Go", "Go"),
        ("experience", "experience"),
    ],
)
def test_stripping(piece, name):
    assert strip_piece(piece) == name


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ("Java Developer", "Java"),
        ("Senior Java Developer III", "Senior Java Developer III"),
        ("Python programming", "Python"),
        ("Scrum methodologies", "Scrum"),
        ("HTML 5", "HTML 5"),
        ("Automation systems", "Automation systems"),
        ("Scrum Master", "Scrum Master"),
        ("web developer", "web developer"),
    ],
)
def test_a_role_comes_off_a_known_name(piece, name):
    assert strip_role(piece, is_known) == name


@pytest.mark.parametrize("text", ["c", "R", "Java", "data integrity", "401k reporting"])
def test_skill_like(text):
    assert is_skill_like(text)


@pytest.mark.parametrize(
    "text",
    ["x", "12", "3 years", "Three years", "TX", "Plano", "see below", "W2", "as a", "a" * 61],
)
def test_not_skill_like(text):
    assert not is_skill_like(text)


@pytest.mark.parametrize("text", ["Java", "data integrity", "IBM Identity Manager", "cloud"])
def test_certain(text):
    assert is_certain(text, is_known)


@pytest.mark.parametrize(
    "text",
    [
        *("management", "design and architecture", "support role", "procurement manager services"),
        *("Project Manager", "you will lead", "one two three four five", "broken (bracket"),
    ],
)
def test_uncertain(text):
    assert not is_certain(text, is_known)


@pytest.mark.parametrize(
    "text",
    ["Telecommuting not available", "60K", "$ 50", "FTE", "H1B", "secret clearance", "6+ mos"],
)
def test_wrong_content(text):
    assert is_wrong_content(text)


@pytest.mark.parametrize("text", ["401k", "Service Contracts", "Java", "Kubernetes", "W3C"])
def test_right_content(text):
    assert not is_wrong_content(text)


@pytest.mark.parametrize("text", ["See the attached JD", "JD below", "n/a", "(Advanced)", "e.g."])
def test_placeholders(text):
    assert is_placeholder(text)


def test_seeing_is_no_placeholder():
    assert not is_placeholder("Seebeck")


def test_places():
    assert is_place("TX")
    assert is_place("New York")
    assert is_place("Middle River MD")
    assert not is_place("CA")
    assert not is_place("Java")
    assert without_city("Oakwood", "OH") == ""
    assert without_city("Access Control", "CA") is None
    assert without_city("engineer at Santa Clara", " CA ") == "engineer at"
    assert without_city("Irvine", "Java") is None
    assert is_state(" CA ")
    assert not is_state("Cal")


@given(st.text(max_size=80))
def test_edges_and_stripping_come_to_rest(text):
    assert edges(edges(text)) == edges(text)
    assert strip_piece(text) in " ".join(text.split())
