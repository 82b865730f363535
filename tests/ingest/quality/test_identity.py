"""Scores of skill identity on judged pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.identity_pairs import anchors, contexts, draw, surfaces
from graph.errors import UnreadableFile
from ingest.identity import Anchor, Decision, Given, Surface, resolve
from ingest.quality.identity import Pair, judge, read_pairs, score_identity, scored
from tests.ingest.real import FOLDER, real

PAIRS = Path(__file__).parents[2] / "data" / "identity"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    return path


# ---- the file ------------------------------------------------------------------------------------


def test_words_for_same(tmp_path: Path) -> None:
    rows = "a,note,B,Same\nx,?,y,Yes\nx,?,z,FALSE\n\nx,?,w,1\nx,?,v,0\nx,?,u,true\nx,?,t,no\n"
    pairs = read_pairs(written(tmp_path, rows))
    assert [pair.same for pair in pairs] == [True, False, True, False, True, False]
    assert pairs[0] == Pair("x", "y", True, 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\nx,y\n", "pairs.csv, row 1: missing column same."),
        ("a,b,same\n", "pairs.csv has a header and no rows."),
        ("a,b,same\nx,y,1\nx,y,maybe\n", "pairs.csv, row 3: same is 'maybe'."),
        ("a,b,same\nx,,1\n", "pairs.csv, row 2: a name is empty."),
        ("a,b,same\nx,y\n", "pairs.csv, row 2: 2 cells instead of 3."),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_pairs(written(tmp_path, text))
    assert message in str(caught.value)
    assert "columns a, b, same" in str(caught.value)


# ---- figures -------------------------------------------------------------------------------------


def test_figures() -> None:
    pairs = [Pair("a1", "a 1", True), Pair("b", "c", True), Pair("SQL", "MySQL", False)]
    pairs += [Pair("long name", "other name", False), Pair("d", "e", False)]
    score = scored(pairs, [True, False, True, True, False])
    assert (score.precision, score.recall, score.f1) == (1 / 3, 1 / 2, 2 / 5)
    assert score.baseline_f1 == 2 / 3
    assert score.short_false_joins == (pairs[2],)
    assert score.false_joins == (pairs[2], pairs[3])
    assert score.missed == (pairs[1],)
    assert score.figures()["short_false_joins"] == 1


def test_nothing_said_is_no_division_by_zero() -> None:
    score = scored([Pair("a", "b", False)], [False])
    assert (score.precision, score.recall, score.f1) == (0, 0, 0)


# ---- judging -------------------------------------------------------------------------------------


def test_pairs_are_judged_beside_what_is_there() -> None:
    pair = ("Frobnicatro", "Frobnicator")
    assert judge([pair]) == [False]
    assert judge([pair], Given((Surface("frobnicator", {"Frobnicator": 400}),), (), ())) == [True]
    both = tuple(Surface(k, {k: 400}) for k in ("frobnicator", "frobnicatro"))
    assert judge([pair], Given(both, (), ())) == [False]
    anchor = Anchor("onet:1", "Blorp unit BMX software", "tool", (), "onet")
    assert judge([("Blorp Unit BMX", "blorp unit BMX software")], Given((), (anchor,), ())) == [
        True
    ]
    assert judge(
        [("Excel", "MS Excel")], Given((), (), (Decision("split", "Excel", "MS Excel"),))
    ) == [False]


def test_names_of_nothing_are_not_the_same() -> None:
    assert judge([("…", "…"), ("…", "Java")]) == [False, False]


def test_a_graphs_identities_bring_what_they_were_made_from(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b,same\nFrobnicatro,Frobnicator,1\n")
    held = resolve([Surface("frobnicator", {"Frobnicator": 400})])
    assert score_identity(path).recall == 0
    assert score_identity(path, held.given).recall == 1


@pytest.mark.parametrize("name", ["dev", "heldout", "later"])
def test_built_in_knowledge_on_the_judged_pairs(name: str) -> None:
    score = score_identity(PAIRS / f"{name}.csv")
    assert score.f1 >= 0.95
    assert score.short_false_joins == ()
    assert score.baseline_f1 < 0.5


@pytest.mark.parametrize("name", ["dev", "heldout", "later"])
def test_a_real_graph_on_the_judged_pairs(name: str) -> None:
    dice = real("dice/dice_jobs.csv.gz")
    held = resolve(surfaces(dice), anchors(FOLDER), contexts=contexts(dice))
    score = score_identity(PAIRS / f"{name}.csv", held.given)
    assert score.f1 >= 0.95
    assert score.short_false_joins == ()


# ---- choosing pairs ------------------------------------------------------------------------------


def test_the_same_seed_draws_the_same_pairs() -> None:
    names = ["Java", "Java Dev", "Javas", "AB", "Alpha Beta", "Big Data", "Data Mining", "Go", "R"]
    found = [Surface(name.lower().replace(" ", ""), {name: 3}) for name in names]
    first = list(draw(found, 4, 7))
    assert first == list(draw(found, 4, 7))
    kinds = {kind for kind, _, _ in first}
    assert kinds == {"near", "shared", "acronym", "beginning", "short", "random"}
    assert ("acronym", "AB", "Alpha Beta") in first
