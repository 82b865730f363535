"""Keys: what is one, and what stays apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.keys import content_hash, fold, skill_key, soc_key, title_key


@pytest.mark.parametrize(
    "spellings",
    [
        ["Node.JS", "NodeJS", "Node JS", "node.js", "NODE-JS"],
        ["C #", "c#", "C#."],
        [".NET", ".net", " .Net "],
        ["CI/CD", "CI / CD", "ci-cd"],
        ["\uff30ython", "Python"],  # full-width P
        ["Caf\u00e9 au lait", "cafe\u0301 AU  lait"],
    ],
)
def test_spellings_of_one_skill(spellings: list[str]) -> None:
    assert len({skill_key(s) for s in spellings}) == 1


def test_short_names_stay_apart() -> None:
    names = [
        "C",
        "C#",
        "C++",
        "R",
        "Go",
        ".NET",
        "NET",
        "Java",
        "JavaScript",
        "J#",
        "F#",
        "R&D",
        "RD",
    ]
    assert len({skill_key(n) for n in names}) == len(names)


@pytest.mark.parametrize("text", ["", " ", "#", "++", "&", "...", "\x00", "\U0001f600"])
def test_what_names_no_skill_has_no_key(text: str) -> None:
    assert skill_key(text) == ""


@given(st.text(max_size=40))
def test_folding_is_stable_and_skill_keys_follow_it(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == fold(unicodedata.normalize("NFKC", folded))
    assert folded == folded.strip()
    assert "  " not in folded
    assert skill_key(text) == skill_key(f"  {text}\t")


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_the_fast_path_for_ascii_gives_the_same(text: str) -> None:
    slow = unicodedata.normalize("NFKC", text).casefold().replace("\x00", "")
    assert fold(text) == " ".join(slow.split())


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_parts_of_a_hash_do_not_run_together(parts: list[str]) -> None:
    assert content_hash(*parts) == content_hash(*parts)
    assert content_hash(*parts) != content_hash(*parts, "")
    joined = "".join(parts)
    if len(parts) > 1:
        assert content_hash(*parts) != content_hash(joined)


def test_keys_of_occupations() -> None:
    assert title_key("Sr. Java Developer (C#)") == "title:sr-java-developer-c#"
    assert soc_key(" 15-1252 ") == "soc:15-1252"
    other = {title_key("開発者"), title_key("医師")}
    assert len(other) == 2
    assert all(len(key) > len("title:") for key in other)
