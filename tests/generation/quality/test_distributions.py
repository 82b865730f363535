from __future__ import annotations

import random
from itertools import accumulate

import pytest

from generation.examples import Experience, Filtered, SampledSkill, Triple
from generation.quality.distributions import MEANS, SHARES, Distributions
from tests.generation.made_triples import triple

pytest.importorskip("scipy")


def with_jobs(number: int, years: int = 2, skills: int = 6, removed: int = 1) -> Triple:
    jobs = tuple(
        Experience(
            title=f"t{i}", occupation=f"o{i}", start=2020 - years * (i + 1), end=2020 - years * i
        )
        for i in range(number)
    )
    names = tuple(SampledSkill(key=f"s{i}", name=f"s{i}") for i in range(skills))
    made = triple()
    filtered = Filtered(skills=names[:removed])
    return made.model_copy(
        update={
            "context": made.context.model_copy(
                update={"experiences": jobs, "skills": names, "filtered": filtered}
            )
        }
    )


def counted(triples: list[Triple]) -> Distributions:
    counts = Distributions()
    for each in triples:
        counts.add(each)
    return counts


def drawn(name: str, count: int, seed: int = 1) -> list[str]:
    kinds, shares = SHARES[name]
    return random.Random(seed).choices(kinds, cum_weights=list(accumulate(shares)), k=count)


def test_what_is_drawn_from_the_table_is_within_and_what_is_not_is_beyond():
    like = [with_jobs(6 if n == "6-9" else int(n)) for n in drawn("occupations", 2_000)]
    found = counted(like).tested()["occupations"]
    assert found.within
    assert found.p > 0.05
    unlike = counted(like + [with_jobs(1)] * 200).tested()["occupations"]
    assert not unlike.within
    assert unlike.observed["1"] > found.observed["1"]


def test_rounding_of_what_was_published_is_no_difference():
    # 33.4 % is published as 33 %: with many rows plain chi-square would tell the two apart.
    counts = Distributions()
    kinds, shares = SHARES["removed_skills"]
    for kind, share, off in zip(kinds, shares, (0.004, -0.004, 0.0), strict=True):
        counts.shares["removed_skills"][kind] = round((share + off) * 100_000)
    assert counts.tested()["removed_skills"].within


def test_a_kind_that_was_never_published_is_beyond():
    found = counted([with_jobs(1, removed=4)]).tested()["removed_skills"]
    assert found.p == 0.0
    assert found.observed == {"4": 1.0}


def test_means():
    counts = Distributions()
    for value in [5, 6, 7, 8] * 50:
        counts.means["skills"].add(value)
    found = counts.tested()["skills"]
    assert found.observed == {"mean": 6.5}
    assert found.published == {"mean": MEANS["skills"][0]}
    assert found.within
    for _ in range(200):
        counts.means["skills"].add(8)
    assert not counts.tested()["skills"].within


def test_gaps_in_the_time_line_are_counted():
    counts = counted([with_jobs(3), with_jobs(1)])
    assert counts.contiguous == 2
    made = with_jobs(2)
    first, second = made.context.experiences
    gap = second.model_copy(update={"end": second.end - 1})
    context = made.context.model_copy(update={"experiences": (first, gap)})
    counts.add(made.model_copy(update={"context": context}))
    assert (counts.contiguous, counts.triples) == (2, 3)
