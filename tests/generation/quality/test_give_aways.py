from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from generation.examples import Triple
from generation.quality.give_aways import FEWEST, give_aways, layout, white_space
from tests.generation.made_triples import triple

pytest.importorskip("sklearn")
WORDS = [f"w{n}" for n in range(200)]


def resumes(count: int, spoil: Callable[[str], str], per_job: int = 1) -> list[Triple]:
    """Triples whose two resumes are drawn alike, the unmatched one then spoilt."""
    rng = random.Random(3)

    def drawn() -> str:
        lines = [
            " ".join(rng.choices(WORDS, k=rng.randint(3, 9))) for _ in range(rng.randint(6, 12))
        ]
        return "\n".join(lines)

    return [
        triple(i, job=f"job {i // per_job}", matched=drawn(), unmatched=spoil(drawn()))
        for i in range(count)
    ]


def test_nothing_is_told_apart_where_nothing_differs():
    found = give_aways(resumes(300, str))
    assert found is not None
    assert found.decisions == 600
    figures = (
        *(found.characters, found.words, found.lines),
        *(found.white_space, found.layout, found.bag_of_words),
    )
    assert max(figures) < 0.58


@pytest.mark.parametrize(
    ("spoil", "tells"),
    [
        (lambda text: text + "\n\n", "white_space"),
        (lambda text: text.replace("\n", "\n- "), "layout"),
        (lambda text: text + "\n" + text, "lines"),
        (lambda text: text + "\n" + text, "words"),
        (lambda text: text + "\n" + text, "characters"),
        (lambda text: text + "\ntell tale tells", "bag_of_words"),
    ],
)
def test_what_gives_away_is_found(spoil, tells):
    found = give_aways(resumes(150, spoil))
    assert getattr(found, tells) > 0.85


def test_all_triples_of_a_job_are_on_one_side():
    # Learned by heart, each resume would be told; none of a job is seen before it is told.
    twice = [copy for made in resumes(60, str) for copy in (made, made)]
    found = give_aways(twice)
    assert found is not None
    assert found.bag_of_words < 0.65


def test_too_few_say_nothing():
    assert give_aways(resumes(FEWEST - 1, str)) is None
    assert give_aways(resumes(2 * FEWEST, str, per_job=2 * FEWEST)) is None


def test_resumes_without_a_word_in_common_cannot_be_told():
    strange = [triple(i, job=f"{i}", matched=f"a{i}", unmatched=f"b{i}") for i in range(FEWEST)]
    found = give_aways(strange)
    assert found is not None
    assert found.bag_of_words == 0.5


def test_features_are_as_many_for_every_text():
    assert len({len(white_space(t)) for t in ("", "\n", " a \n\n b\t")}) == 1
    assert len({len(layout(t)) for t in ("", "\n", "## A\n- b\n* c\n1. d: 2019")}) == 1
