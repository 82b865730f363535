"""Known names in text: longest first, with offsets, and no everyday words."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from graph.gazetteer import Gazetteer
from graph.records import SkillName

NAMES = [
    SkillName("node.js", "nodejs", "Node.js"),
    SkillName("java", "java", "Java"),
    SkillName("javascript", "javascript", "JavaScript"),
    SkillName("spring boot", "springboot", "Spring Boot"),
    SkillName("spring", "spring", "Spring"),
    SkillName("c", "c", "C"),
    SkillName("c#", "c#", "C#"),
    SkillName("c++", "c++", "C++"),
    SkillName(".net", ".net", ".NET"),
    SkillName("go", "go", "Go"),
    SkillName("ci/cd", "cicd", "CI/CD"),
    SkillName("project management", "projectmanagement", "Project Management"),
]
KNOWN = Gazetteer(NAMES)


def found(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.skill) for m in KNOWN.find(text)]


def test_longest_match_and_every_spelling() -> None:
    assert found("Built Spring Boot and Node JS apps.") == [
        ("Spring Boot", "springboot"),
        ("Node JS", "nodejs"),
    ]
    assert found("Java, JavaScript; NODE.JS") == [
        ("Java", "java"),
        ("JavaScript", "javascript"),
        ("NODE.JS", "nodejs"),
    ]
    assert found("C, C#, C++ and .NET. CI/CD!") == [
        ("C", "c"),
        ("C#", "c#"),
        ("C++", "c++"),
        (".NET", ".net"),
        ("CI/CD", "cicd"),
    ]


def test_everyday_words_match_only_as_they_are_written() -> None:
    assert found("Ready to go in spring; vitamin c") == []
    assert found("Go and Spring") == [("Go", "go"), ("Spring", "spring")]


def test_names_do_not_join_across_lines_or_commas() -> None:
    assert found("Project\nManagement") == []
    assert found("Project, Management") == []


def test_whole_strings_and_display_names() -> None:
    assert KNOWN.skill_of("node js") == "nodejs"
    assert KNOWN.skill_of("nothing") is None
    assert KNOWN.name("nodejs") == "Node.js"
    assert KNOWN.name("unknown") == "unknown"
    assert len(KNOWN) == len(NAMES)


@given(
    st.lists(st.sampled_from([n.name for n in NAMES] + ["the", "x.", "\n", "—", "é"]), max_size=12)
)
def test_offsets_are_those_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    matches = KNOWN.find(text)
    for match in matches:
        assert text[match.start : match.end] == match.text
    for left, right in itertools.pairwise(matches):
        assert left.end <= right.start


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for match in KNOWN.find(text):
        assert text[match.start : match.end] == match.text
