"""Figures about titles are counted as their definitions say; wrong files are told apart."""

import pytest

from graph.errors import UnreadableFile
from ingest.quality.titles import read_labelled, score_titles
from tests.ingest.title_graph import small_index


@pytest.fixture(scope="module")
def index():
    return small_index()


@pytest.fixture
def score(tmp_path, index):
    def scored(text):
        path = tmp_path / "titles.csv"
        path.write_text(text, encoding="utf-8")
        return score_titles(path, index)

    return scored


def test_shares_are_counted_over_their_rows(score):
    found = score(
        "title,soc_code,accepted_soc_codes,remark\n"
        "Registered Nurse,29-1141,,word for word\n"
        "Registered Nurses - Boston,29-1141,,only noise\n"
        "Java Backend Developer,15-1252,15-1251,\n"
        "Hospital Ward Nurse,15-1252,29-1141,right by the second code\n"
        "Truck Driver Night Shift,11-9111,,labelled wrong on purpose\n"
        "!!! ???,,,\n"
    )
    assert (found.rows, found.exact_rows, found.exact_top1) == (6, 1, 1.0)
    assert (found.with_code, found.without_code) == (4, 1)
    assert found.top1 == 3 / 4
    assert found.none_accuracy == 1.0
    assert found.false_none == 0.0
    assert found.coverage == 4 / 5
    assert found.exact_only == 1 / 4
    assert 0 < found.nearest_name <= 3 / 4
    assert found.top5 >= found.top1


def test_none_is_wrong_for_top_1_and_candidates_still_count(score):
    found = score("title,soc_code\n,\nxyzzy nurse qwert,29-1141\n".replace(",\n", "", 1))
    assert found.top5 == 1.0
    wrong = score("title,soc_code\n?!,29-1141\n")
    assert (wrong.top1, wrong.false_none, wrong.coverage) == (0.0, 1.0, 0.0)


def test_nothing_to_count_is_zero(score):
    found = score("title,soc_code\nRegistered Nurse,29-1141\n")
    assert (found.top1, found.top5, found.none_accuracy, found.coverage) == (0, 0, 0, 0)


def test_columns_in_any_order_and_case(tmp_path):
    path = tmp_path / "titles.csv"
    path.write_text("Stratum,SOC_Code,Title\na,15-1252,X\nb,,Y\n", encoding="utf-8")
    rows = read_labelled(path)
    assert [(row.title, row.accepted) for row in rows] == [
        ("X", frozenset({"soc:15-1252"})),
        ("Y", frozenset()),
    ]


def test_codes_are_read_as_they_are_written(tmp_path):
    path = tmp_path / "titles.csv"
    path.write_text(
        "title,soc_code,accepted_soc_codes\nX,151252,15-1251.00|15-1299.08\nY,,15-1252\n",
        encoding="utf-8",
    )
    first, second = read_labelled(path)
    assert first.accepted == {"soc:15-1252", "soc:15-1251", "soc:15-1299"}
    assert not first.none
    assert second.none
    assert second.accepted == {"soc:15-1252"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title,code\nX,15-1252\n", "missing column soc_code"),
        ("title,soc_code\n", "no rows"),
        ("title,soc_code\n,15-1252\n", "row 2: no title"),
        ("title,soc_code\nX,15-125.00\n", "row 2: '15-125.00' is no SOC code"),
        ("title,soc_code\nX,15-1252\nY,software\n", "row 3: 'software' is no SOC code"),
        ("title,soc_code\nX, Y,15-1252\n", "row 2: 3 cells instead of 2"),
        (
            "title,soc_code,accepted_soc_codes\nX,15-1252,15-1251;15-1253\n",
            "'15-1251;15-1253' is no SOC code",
        ),
    ],
)
def test_wrong_files_say_what_and_where(tmp_path, text, said):
    path = tmp_path / "titles.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"titles\.csv") as caught:
        read_labelled(path)
    assert said in caught.value.message
    assert caught.value.hint
