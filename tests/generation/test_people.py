from __future__ import annotations

import pytest

from generation.people import GENDERS, ORIGINS, invented, named_in
from generation.wording import Chooser


@pytest.mark.parametrize(
    "text",
    [
        "Name: {}",
        "**{}**",
        "# {} #\nOhio",
        "I am {}.",
        "{}, Ohio",
        "{} | a@example.com",
        "Of\n{}\nin",
    ],
)
def test_whoever_is_invented_is_found_anywhere_in_a_text(text):
    for number in range(50):
        name = invented(Chooser(str(number))).name
        found = named_in("word " * 60 + text.format(name))
        assert found is not None
        assert found.name == name
        assert found.origin in ORIGINS
        assert found.gender in GENDERS


def test_groups_are_those_of_the_first_name():
    assert named_in("Amara Okafor") == ("Amara Okafor", "african", "female")
    assert named_in("Kenji Okafor and Amara Okafor") == ("Kenji Okafor", "east_asian", "male")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "James",
        "James Dean",
        "Jane Miller",
        "Miller James",
        "Rosa is with Miller",
        "james miller",
    ],
)
def test_half_a_name_is_nobody(text):
    assert named_in(text) is None
