"""The built-in names: each is read as itself, and sentences give only what stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.keys import skill_key
from ingest.skill_names import is_field_of_work, is_known, names, stands_in_prose
from ingest.skill_words import GENERIC
from ingest.skills import split_skills


def test_every_name_alone_is_one_certain_mention():
    for key, name in names().items():
        if name.spelled.casefold() not in GENERIC:
            assert [(m.key, m.certain) for m in split_skills(name.spelled)] == [(key, True)]


def test_the_list_is_large_and_its_classes_are_three():
    assert 1500 < len(names()) < 4000
    assert {name.use for name in names().values()} == {"names", "cased", "alone"}


def test_keys_are_those_of_the_graph():
    assert all(key == skill_key(name.spelled) for key, name in names().items())


@pytest.mark.parametrize("surface", ["node.js", "NodeJS", "Node JS", "c #", ".net", "Power Shell"])
def test_spelling_does_not_matter(surface):
    assert is_known(surface)


@given(st.text(alphabet="aC#+&.\u00e9- NETnet5", max_size=8))
def test_known_is_having_a_key_of_the_list(surface):
    assert is_known(surface) is (skill_key(surface) in names())


@pytest.mark.parametrize("surface", ["", "developer", "experience", "net", "houston", "as"])
def test_other_words_are_not_known(surface):
    assert not is_known(surface)


@pytest.mark.parametrize(
    ("surface", "counts"),
    [
        ("Excel", True),
        ("excel", False),
        ("python", True),
        ("Marketing", False),
        ("a name the list lacks", True),
    ],
)
def test_everyday_words_count_in_sentences_only_as_spelled(surface, counts):
    assert stands_in_prose(surface) is counts


def test_fields_of_work():
    assert is_field_of_work("automation")
    assert not is_field_of_work("Test Automation")


def test_spelling_by_key():
    assert names()["sqlserver"].spelled == "SQL Server"
