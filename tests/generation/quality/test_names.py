from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.examples import SampledSkill, Triple
from generation.people import GENDERS, ORIGINS, Named, named_in
from generation.quality.names import MOST_NAMED, NameCounts, Names
from generation.reading import read_examples
from generation.wording import bank
from tests.generation.made_triples import triple
from tests.ingest.real import real

pytest.importorskip("scipy")

COUNT = 1_200
PEOPLE = bank("people")
Deal = Callable[[random.Random, Named, int], Iterable[str]]
"""Skills of the matched resume with that index, whose name is known."""


def person(rng: random.Random, origin: str = "", gender: str = "") -> Named:
    origin, gender = origin or rng.choice(ORIGINS), gender or rng.choice(GENDERS)
    first = rng.choice(PEOPLE[f"{gender}.{origin}"])
    found = named_in(f"{first} {rng.choice(PEOPLE[f'last.{rng.choice(ORIGINS)}'])}")
    assert found is not None
    return found


def resumes(skills: Iterable[str], matched: str, unmatched: str) -> Triple:
    base = triple()
    names = tuple(SampledSkill(key=name.lower(), name=name) for name in skills)
    return base.model_copy(
        update={
            "context": base.context.model_copy(update={"skills": names}),
            "matched": base.matched.model_copy(update={"text": f"Name: {matched}"}),
            "unmatched": base.unmatched.model_copy(update={"text": f"Name: {unmatched}"}),
        }
    )


def figures_of(triples: Iterable[Triple]) -> Names | None:
    counts = NameCounts()
    for each in triples:
        counts.add(each)
    return counts.tested()


def dealt(deal: Deal, seed: int = 1, count: int = COUNT) -> Names:
    """The figures of resumes with names drawn evenly and the skills that the deal gives them."""
    rng = random.Random(seed)
    people = [person(rng) for _ in range(count)]
    found = figures_of(resumes(deal(rng, p, i), p.name, p.name) for i, p in enumerate(people))
    assert found is not None
    return found


def apart(rng: random.Random, person: Named, index: int) -> list[str]:
    """Skills that know nothing of the name and come in company: two common ones, four rare ones."""
    pair = rng.randrange(6)
    return [f"Common {pair}", f"Beside {pair}", *(f"Rare {rng.randrange(2_000)}" for _ in range(4))]


def test_names_drawn_apart_from_skills_are_within_but_for_chance():
    found = [dealt(apart, seed, 600) for seed in range(20)]
    assert all((n.found, n.both, n.same) == (600, 600, 600) for n in found)
    assert all(n.origin.skills_tested == n.gender.skills_tested == 12 for n in found)
    for by in ("origin", "gender"):
        # One of twenty by chance; five or more once in 400 times.
        told = [getattr(n, by) for n in found]
        assert sum(t.skills_linked > 0 for t in told) < 5
        assert sum(not t.even.within for t in told) < 5
        assert sum(not t.all_skills.within for t in told) < 5
        assert all(t.label.p == 1 for t in told)


@pytest.mark.parametrize(
    ("group", "wanted", "by"),
    [("female", 1.5, "gender"), ("hispanic", 2.0, "origin"), ("south_asian", 2.0, "origin")],
)
def test_a_skill_that_goes_with_a_name_is_named(group, wanted, by):
    def deal(rng: random.Random, person: Named, index: int) -> list[str]:
        chance = 0.3 if group in person else 0.06
        return [*apart(rng, person, index), *(["Cobol"] if rng.random() < chance else [])]

    names = dealt(deal)
    told, other = (names.origin, names.gender) if by == "origin" else (names.gender, names.origin)
    (found,) = told.most_linked
    assert told.skills_linked == 1
    assert (found.skill, found.group) == ("Cobol", group)
    assert found.times > wanted
    assert other.skills_linked == 0


def test_a_skill_that_goes_with_no_name_of_a_group_is_named_too():
    def deal(rng: random.Random, person: Named, index: int) -> list[str]:
        has = person.gender == "male" and rng.random() < 0.2
        return [*apart(rng, person, index), *(["Cobol"] if has else [])]

    (found,) = dealt(deal).gender.most_linked
    assert (found.skill, found.group) == ("Cobol", "male")
    assert found.times == pytest.approx(2, abs=0.15)


def test_rare_skills_that_go_with_names_are_seen_together():
    def deal(rng: random.Random, person: Named, index: int) -> list[str]:
        return [f"{person.gender} {rng.randrange(400)}" for _ in range(2)]

    by = dealt(deal).gender
    assert by.skills_tested == 0
    assert by.all_skills.p == pytest.approx(0.005)
    assert not by.all_skills.within


def test_no_more_skills_are_told_than_can_be_read():
    def deal(rng: random.Random, person: Named, index: int) -> list[str]:
        return [f"{person.origin} {rng.randrange(3)}"]

    by = dealt(deal).origin
    assert by.skills_tested == by.skills_linked == 18
    assert len(by.most_linked) == MOST_NAMED


def test_names_that_are_not_drawn_evenly_are_beyond():
    rng = random.Random(1)
    people = [person(rng, gender="male" if i % 5 < 3 else "female") for i in range(COUNT)]
    found = figures_of(resumes(["Java"], p.name, p.name) for p in people)
    assert found is not None
    assert found.gender.shares == {"female": 0.4, "male": 0.6}
    assert not found.gender.even.within
    assert found.origin.even.within


def labelled(pairs: Sequence[tuple[Named, Named]]) -> Names:
    found = figures_of(resumes(["Java"], a.name, b.name) for a, b in pairs)
    assert found is not None
    return found


def test_names_drawn_for_each_resume_tell_nothing_of_the_match():
    beyond = 0
    for seed in range(20):
        rng = random.Random(seed)
        found = labelled([(person(rng), person(rng)) for _ in range(300)])
        assert found.same < 30
        beyond += not found.gender.label.within
        beyond += not found.origin.label.within
    assert beyond < 7


def test_names_that_tell_of_the_match_are_beyond():
    rng = random.Random(2)
    more_women = [person(rng, gender=rng.choice((*GENDERS, "female"))) for _ in range(600)]
    found = labelled([(other, person(rng)) for other in more_women])
    assert not found.gender.label.within
    assert found.origin.label.within


def test_a_group_that_nobody_is_of_and_a_skill_that_all_have():
    rng = random.Random(1)
    people = [person(rng, origin=rng.choice(ORIGINS[:3]), gender="male") for _ in range(COUNT)]
    skills = [["Java", *(["Cobol"] if p.origin == "african" else [])] for p in people]
    made = zip(skills, people, strict=True)
    found = figures_of(resumes(known, p.name, p.name) for known, p in made)
    assert found is not None
    assert found.origin.shares["hispanic"] == found.gender.shares["female"] == 0
    assert (found.origin.skills_tested, found.origin.skills_linked) == (1, 1)
    # With one gender there is nothing to compare.
    assert (found.gender.skills_tested, found.gender.all_skills.p) == (0, 1)
    assert not found.gender.even.within


def test_of_a_few_names_little_is_said():
    rng = random.Random(1)
    found = figures_of([resumes(["Java"], person(rng).name, "Jane Roe")])
    assert found is not None
    assert (found.found, found.both, found.same) == (1, 0, 0)
    assert found.origin.even.p is found.origin.even.within is found.origin.label.p is None
    assert found.origin.skills_tested == 0
    assert found.origin.all_skills.p == 1


def test_names_of_others_are_none():
    assert figures_of([]) is None
    assert figures_of([triple()]) is None
    rng = random.Random(1)
    few = [resumes(["Java"], person(rng).name, "Jane Roe")] + [triple(i) for i in range(19)]
    assert figures_of(few) is None


def test_names_of_the_released_rows_are_none():
    assert figures_of(read_examples(real("benchmarks/rjdb/rjdb_500.jsonl")).rows) is None


@given(
    people=st.lists(st.tuples(st.sampled_from(ORIGINS), st.sampled_from(GENDERS)), max_size=40),
    seed=st.integers(0, 99),
)
def test_shares_and_chances_are_shares_and_chances(people, seed):
    rng = random.Random(seed)
    names = [person(rng, *group).name for group in people]
    found = figures_of(
        resumes([f"S {rng.randrange(5)}" for _ in range(rng.randrange(4))], n, rng.choice(names))
        for n in names
    )
    assert (found is None) == (not names)
    for by in (found.origin, found.gender) if found else ():
        assert sum(by.shares.values()) == pytest.approx(1)
        for chance in (by.even, by.all_skills, by.label):
            assert chance.p is None or 0 <= chance.p <= 1
            assert chance.within == (None if chance.p is None else chance.p >= 0.05)
        assert len(by.most_linked) == min(by.skills_linked, MOST_NAMED)
