from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from students.tokens import MAX_TOKENS, UNNAMED, tokenise, windows


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


def sections(text: str) -> list[tuple[str, bool, str]]:
    return [(w.section, w.heading, " ".join(t.text for t in w.tokens)) for w in windows(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++, C# and .NET.", ["C++", ",", "C#", "and", ".NET", "."]),
        ("Node.js/React", ["Node.js", "/", "React"]),
        ("R&D at AT&T", ["R&D", "at", "AT&T"]),
        ("_id_ __", ["_", "id_", "__"]),
        ("Café naïve 日本", ["Café", "naïve", "日本"]),
        ("front-end (2 yrs)", ["front", "-", "end", "(", "2", "yrs", ")"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(alphabet=st.characters(), max_size=200))
def test_every_character_that_is_not_blank_is_in_one_token_of_one_window(text: str) -> None:
    covered = [
        position
        for window in windows(text)
        for token in window.tokens
        for position in range(token.start, token.end)
    ]
    assert covered == sorted(set(covered))
    assert {p for p, c in enumerate(text) if not c.isspace()} == set(covered)
    assert all(t.text == text[t.start : t.end] for w in windows(text) for t in w.tokens)


def test_sentences_are_windows_and_numbers_do_not_end_them() -> None:
    text = "1. Uses SQL. Knows Go!\nVersion 3.5 runs"
    assert [" ".join(t.text for t in w.tokens) for w in windows(text)] == [
        "1 . Uses SQL .",
        "Knows Go !",
        "Version 3.5 runs",
    ]


def test_a_sentence_too_long_is_cut_at_a_comma() -> None:
    text = ", ".join(f"word{n} more" for n in range(100))
    parts = list(windows(text))
    assert len(parts) > 1
    assert all(len(part.tokens) <= MAX_TOKENS for part in parts)
    assert all(part.tokens[-1].text == "," for part in parts[:-1])


def test_a_sentence_too_long_without_commas_is_cut_too() -> None:
    assert [len(w.tokens) for w in windows("word " * 200)] == [80, 80, 40]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("## Technical Skills", "skills"),
        ("**Experience**", "experience"),
        ("EDUCATION", "education"),
        ("Work history:", "experience"),
        ("Core Competencies", "skills"),
        ("## Something Else", UNNAMED),
    ],
)
def test_headings_open_sections(heading: str, section: str) -> None:
    assert sections(f"{heading}\n- Java") == [
        (section, True, " ".join(words(heading))),
        (section, False, "- Java"),
    ]


@pytest.mark.parametrize(
    "line",
    ["- Communication skills", "Managed the work of many people at work", "SQL", "2. Skills"],
)
def test_other_lines_are_no_headings(line: str) -> None:
    assert sections(line)[0][:2] == ("", False)


def test_a_heading_may_have_content_on_its_line() -> None:
    assert [(w.section, w.heading) for w in windows("Skills: Java, SQL\nmore")] == [
        ("skills", False),
        ("skills", False),
    ]


@pytest.mark.parametrize(
    ("line", "item"), [("- Java", True), ("3) Java", True), ("* Java", True), ("2 years", False)]
)
def test_list_items(line: str, item: bool) -> None:
    assert [window.item for window in windows(line)] == [item]
