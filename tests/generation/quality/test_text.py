from __future__ import annotations

import pytest

from generation.examples import Experience
from generation.quality.text import Searched, bare_places, degrees


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("knows Java.", "java", True),
        ("knows JavaScript", "Java", False),
        ("C++ and C#", "C", False),
        ("C++ and C#", "C#", True),
        ("go to the site", "Go", False),
        ("Go, Rust", "Go", True),
        ("project\n  management", "Project Management", True),
        ("(SQL)", "SQL", True),
        (".NET", ".NET", True),
        ("ASP.NET", ".NET", False),
        ("Node.js, jo@example.net", "js", False),
        ("Node.js, jo@example.net", "net", False),
        ("anything", "", False),
    ],
)
def test_names_are_words_of_their_own(text, name, there):
    assert Searched(text).has(name) is there


def test_names_inside_longer_ones_can_be_left_out():
    text, outside = Searched("SQL Java Developer Server"), ["Java Developer"]
    assert text.has("Java")
    assert not text.has("Java", outside)
    assert not text.has("SQL Server", outside)
    assert text.has("Server", outside)


BAKER = Experience(title="Bakers - all other", occupation="o", start=2013, end=2016)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Bakers, all other (2013 - 2016)", True),
        ("from 2013 to 2016: bakers, all other", True),
        ("Bakers, all other (2013 - 2015)", False),
        ("Bakers (2013 - 2016)", False),
        ("Bakers, all other" + " and more" * 40 + " 2013 2016", False),
        ("Bakers, all other. " + "x " * 100 + "Bakers - all other 2013 2016", True),
    ],
)
def test_years_stand_near_a_title(text, right):
    assert Searched(text).has_years(BAKER) is right


def test_a_title_inside_a_longer_one_can_be_left_out():
    text = Searched("Master bakers, all other: 2013 to 2016")
    assert text.has_years(BAKER)
    assert not text.has_years(BAKER, ["Master bakers, all other"])


def test_a_number_of_years_in_digits_or_words():
    assert Searched("3+ years as Bakers, all other").has_length(BAKER)
    assert Searched("three years as bakers - all other").has_length(BAKER)
    assert not Searched("13 years as Bakers, all other").has_length(BAKER)


def test_places_of_titles_whatever_stands_between_their_words():
    text = "A Java/Web Developer; java web developers"
    assert bare_places(text, ["Java - Web Developer", "?"]) == [(2, 20)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("B.S. in Computer Science, 2010", ["B.S. in Computer Science"]),
        ("Bachelor's degree in Math\nSQL", ["Bachelor's degree in Math"]),
        ("a Masters.", ["Masters"]),
        ("mastering SQL in bars", []),
    ],
)
def test_degrees(text, found):
    assert [text[start:end] for start, end in degrees(text)] == found
