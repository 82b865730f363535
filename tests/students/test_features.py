from __future__ import annotations

from collections.abc import Sequence

from students.aliases import Aliases
from students.crf import known_names
from students.features import SKILL, FeatureRows, Range, feature_rows, marks
from students.tokens import tokenise, windows
from tests.students.made import skill_names


def rows(text: str, known: Sequence[Range] = (), hidden: Sequence[Range] = ()) -> FeatureRows:
    (window,) = windows(text)
    return feature_rows(window, list(known), list(hidden))


def aliases() -> Aliases:
    return Aliases([*skill_names(["Machine Learning", "Go"]), *skill_names(["Teams"], "candidate")])


def test_one_row_per_token_and_nothing_odd_in_an_empty_graph() -> None:
    assert len(rows("- Knows SQL, well")) == 5
    assert rows("SQL")[0].count("w=sql") == 1


def test_words_shapes_and_neighbours() -> None:
    before, here, after = rows("uses Node.js daily")
    assert {"w=node.js", "s3=.js", "technical", "-1w=uses", "1w=daily"} <= set(here)
    assert "shape=Xx.x" in here
    assert "-1=edge" in before
    assert "1=edge" in after


def test_known_names_are_marked_with_how_far_to_trust_them() -> None:
    text = "Machine Learning, Go and Teams"
    known = known_names(text, aliases())
    assert [(text[r.start : r.end], r.mark) for r in known] == [
        ("Machine Learning", "known"),
        ("Go", "cased"),
        ("Teams", "candidate"),
    ]
    found = rows(text, known)
    assert "name=B-known" in found[0]
    assert "name=I-known" in found[1]
    assert "name-1=I-known" in found[2]
    assert "name=B-cased" in found[3]


def test_a_hidden_word_keeps_its_place_and_shape_only() -> None:
    text = "uses Go daily"
    known = known_names(text, aliases())
    open_, hidden = rows(text, known)[1], rows(text, known, [Range(5, 7, SKILL)])[1]
    assert {"w=go", "name=B-cased"} <= set(open_)
    assert not any(feature.startswith(("w=", "p3=", "s3=")) for feature in hidden)
    assert "name=" in hidden
    assert "shape=Xx" in hidden
    assert "1=unknown" in rows(text, known, [Range(5, 7, SKILL)])[0]


def test_the_place_between_commas() -> None:
    row = rows("Skills: Java, big data, SQL")
    assert "place=first last|1" in row[2]
    assert "place=first |2" in row[4]
    assert "place=last|2" in row[5]
    assert "delimiter" in row[3]


def test_bullets_are_not_part_of_what_they_introduce() -> None:
    assert "place=first last|1" in rows("- Java")[1]
    assert "lead" in rows("- Java")[0]
    assert "place=first last|1" in rows("12. Java")[2]


def test_marks_over_several_windows() -> None:
    tokens = tokenise("a b c d e f")
    ranges = [Range(0, 3, "x"), Range(6, 7, "y"), Range(8, 11, "z")]
    assert marks(tokens, ranges) == ["B-x", "I-x", "", "B-y", "B-z", "I-z"]
    assert marks(tokens[3:], ranges) == ["B-y", "B-z", "I-z"]
    assert marks(tokens[2:3], ranges) == [""]
    assert marks([], ranges) == []
