"""The figures of skill parsing: how names are matched, what a bad row says, how good we are."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError, UnreadableFile
from graph.keys import skill_key
from ingest.quality.parsing import LabelledField, judge, read_fields, score_parsing

LABELS = Path(__file__).parents[2] / "data" / "parsing"


def labels(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def field(expected: str, **more: object) -> LabelledField:
    names = tuple(filter(None, expected.split(",")))
    return LabelledField(line=1, raw="", kind="all", expected=names, **more)  # type: ignore[arg-type]


def test_right_missing_and_extra():
    result = judge(field("java,sql"), ["JAVA", "Perl"], skill_key)
    assert (result.right, result.missing, result.extra) == (1, ("sql",), ("Perl",))


def test_accepted_names_count_for_what_was_expected():
    row = field("rest api,java", accept={"REST API": ("restful apis", "rest")})
    result = judge(row, ["Rest", "RESTful APIs", "Java"], skill_key)
    assert (result.right, result.missing, result.extra) == (2, (), ())


def test_optional_names_are_neither_right_nor_wrong():
    result = judge(field("java", optional=("cloud",)), ["Cloud"], skill_key)
    assert (result.right, result.missing, result.extra) == (0, ("java",), ())


def test_forbidden_names_are_extra_and_counted_apart():
    result = judge(field("java", must_not=("full time",)), ["Java", "Full Time"], skill_key)
    assert (result.extra, result.forbidden) == (("Full Time",), ("Full Time",))


def test_answers_without_a_key_and_repeated_answers_count_once():
    result = judge(field("java"), ["Java", "java", "!!", ""], skill_key)
    assert (result.right, result.extra) == (1, ())


def test_the_canonical_form_brings_names_together():
    same = {"js": "javascript"}

    def canonical(name: str) -> str:
        return same.get(skill_key(name), skill_key(name))

    assert judge(field("javascript"), ["JS"], canonical).right == 1
    assert judge(field("javascript"), ["JS"], skill_key).right == 0


@given(st.lists(st.sampled_from(["java", "sql", "c#", ".net", "c"]), unique=True))
def test_the_labels_themselves_are_a_perfect_answer(names):
    result = judge(field(",".join(names)), names, skill_key)
    assert (result.right, result.missing, result.extra) == (len(names), (), ())


def test_figures_by_kind_and_over_all(tmp_path):
    path = labels(
        tmp_path,
        {"raw": "Java, SQL", "expected": ["java", "sql"], "kind": "comma"},
        {"raw": "Java; Perl", "expected": ["java", "oracle"], "kind": "semicolon"},
    )
    score = score_parsing(path)
    assert score.rows == 2
    assert (score.by_kind["comma"].f1, score.by_kind["semicolon"].f1) == (1, 0.5)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.75, 0.75)
    assert score.baseline_comma_f1 == pytest.approx(2 * 2 / (4 + 2 + 1))
    assert [row.line for row in score.worst] == [2]
    assert (score.worst[0].missing, score.worst[0].extra) == (("oracle",), ("Perl",))


def test_rows_that_expect_nothing(tmp_path):
    empty = {"raw": "n/a", "expected": [], "kind": "placeholder"}
    wrong = {"raw": "Java", "expected": [], "kind": "wrong", "must_not": ["java"]}
    score = score_parsing(labels(tmp_path, empty, wrong, wrong | {"raw": "12 months"}))
    assert score.by_kind["placeholder"].f1 == 1
    assert score.by_kind["wrong"].f1 == 0.5
    assert score.must_not_hits == 1


def test_only_sure_mentions_are_answers(tmp_path):
    path = labels(tmp_path, {"raw": "Java, Management", "expected": ["java"]})
    assert score_parsing(path).f1 == 1


def test_the_list_of_known_names_may_be_given(tmp_path):
    path = labels(tmp_path, {"raw": "alpha beta gamma", "expected": ["alpha", "beta", "gamma"]})
    assert score_parsing(path).f1 == 0
    assert score_parsing(path, known={"alpha", "beta", "gamma"}.__contains__).f1 == 1


def test_worst_rows_are_as_many_as_asked_for(tmp_path):
    row = {"raw": "Java", "expected": ["perl"]}
    assert len(score_parsing(labels(tmp_path, row, row, row), worst=2).worst) == 2


def test_a_score_is_plain_json(tmp_path):
    row = score_parsing(labels(tmp_path, {"raw": "Java", "expected": ["java"]})).to_row()
    assert json.loads(json.dumps(row))["by_kind"]["all"]["f1"] == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2 is not JSON"),
        ("[]", "line 2 is not a JSON object"),
        ('{"expected": []}', "line 2: `raw` is missing"),
        ('{"raw": 1, "expected": []}', "line 2: `raw` is missing or not a text"),
        ('{"raw": "x"}', "line 2: `expected` is missing"),
        ('{"raw": "x", "expected": "java"}', "line 2: `expected` is not a list"),
        ('{"raw": "x", "expected": [1]}', "line 2: `expected` is not a list"),
        ('{"raw": "x", "expected": [], "accept": []}', ""),
        ('{"raw": "x", "expected": [], "accept": ["a"]}', "line 2: `accept` is not an object"),
        ('{"raw": "x", "expected": [], "accept": {"a": "b"}}', "line 2: `accept` is not a list"),
        ('{"raw": "x", "expected": [], "optional": {}}', ""),
        ('{"raw": "x", "expected": [], "must_not": "y"}', "line 2: `must_not` is not a list"),
    ],
)
def test_a_bad_row_is_named(tmp_path, line, says):
    path = tmp_path / "labels.jsonl"
    path.write_text('{"raw": "Java", "expected": ["java"]}\n' + line, encoding="utf-8")
    if not says:
        assert len(list(read_fields(path))) == 2
        return
    with pytest.raises(DataError, match=says):
        score_parsing(path)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be read"):
        score_parsing(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="holds no row"):
        score_parsing(tmp_path / "empty.jsonl")


def test_the_hand_labelled_sets_are_sound():
    files = ("dev", "heldout", "later")
    sets = {name: list(read_fields(LABELS / f"{name}.jsonl")) for name in files}
    texts = [row.raw for rows in sets.values() for row in rows]
    assert len(set(texts)) == len(texts)
    assert len(sets["dev"]) >= 240
    assert len(sets["heldout"]) >= 80
    for rows in sets.values():
        assert len(Counter(row.kind for row in rows)) >= 14
        for row in rows:
            names = {skill_key(name) for name in row.expected}
            assert len(names) == len(row.expected), row.line
            assert names.isdisjoint(map(skill_key, row.must_not)), row.line
            assert names.isdisjoint(map(skill_key, row.optional)), row.line
            assert {skill_key(name) for name in row.accept} <= names, row.line


def test_the_parser_on_the_development_set():
    score = score_parsing(LABELS / "dev.jsonl")
    assert score.f1 >= 0.95
    assert score.must_not_hits == 0
    assert min(figures.f1 for figures in score.by_kind.values()) >= 0.85
    assert score.f1 > score.baseline_comma_f1 + 0.25
