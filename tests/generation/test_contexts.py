from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.contexts import BATCH, Recipe, contexts
from generation.drawing import (
    Known,
    context_from_walk,
    unmatched_experiences,
    unmatched_skills,
)
from generation.examples import Added, Context
from generation.titles import person_title, plain_titles
from graph.errors import InvalidValue
from graph.keys import fold
from graph.records import Step, Walk
from graph.starts import starts
from graph.statistics import OccupationStatistics
from graph.walks import titles_of
from tests.generation.walks import walk

seeds = st.integers(0, 10**6)


@given(seeds, seeds, st.integers(0, 10**6), st.integers(2, 60), st.booleans())
def test_a_context_keeps_the_rules_of_a_triple(walk_seed, seed, index, length, balanced):
    made = walk(walk_seed, length)
    context = context_from_walk(made, seed=seed, index=index, balanced=balanced)
    line, change = context.experiences, context.filtered
    assert context.job_title == line[0].title
    assert 1 <= len(line) <= 9
    assert len({e.occupation for e in line}) == len(line)
    assert all(1 <= e.years <= 5 for e in line)
    assert all(newer.start == older.end for newer, older in pairwise(line))
    assert len({s.key for s in context.skills}) == len(context.skills)
    assert not {fold(s.name) for s in context.skills} & {fold(e.title) for e in line}
    assert set(change.skills) <= set(context.skills)
    assert len(change.skills) <= 3
    assert unmatched_skills(context)
    kept = unmatched_experiences(context)
    assert kept
    if change.experience_change == "none":
        assert change.experience is None
        assert kept == line
    elif change.experience_change == "dropped":
        assert set(line) - set(kept) == {change.experience}
        assert set(kept) - set(line) == {context.added.experience} - {None}
    else:
        assert sum(e.years for e in line) - sum(e.years for e in kept) == change.years_removed
        assert [e.start for e in kept] == [e.start for e in line]
        assert all(e.years >= 1 for e in kept)
    assert all(newer.start == older.end for newer, older in pairwise(kept)), "no gap tells"
    added = context.added
    assert balanced or added == Added()
    assert not {s.key for s in added.skills} & {s.key for s in context.skills}
    assert len(added.skills) <= len(change.skills)
    if added.experience is not None:
        assert fold(added.experience.title) not in {fold(e.title) for e in line}
        assert added.experience.years == change.years_removed


def test_as_much_is_added_as_is_removed():
    made = [context_from_walk(walk(i), seed=2, index=i) for i in range(500)]
    assert all(len(c.added.skills) == len(c.filtered.skills) for c in made)
    dropped = [c for c in made if c.filtered.experience_change == "dropped"]
    assert len(dropped) > 100
    lone = [c for c in dropped if c.added.experience is None]
    assert len(lone) < 0.02 * len(dropped), "the walk came to no further occupation"


def test_removed_and_added_skills_are_drawn_alike():
    """What is taken out is no more common in walks than what comes in its place."""
    places: dict[str, list[int]] = {"removed": [], "added": []}
    for i in range(2_000):
        made = walk(i)
        context = context_from_walk(made, seed=4, index=i)
        first: dict[str, int] = {}
        for at, step in enumerate(made.steps):
            first.setdefault(step.key, at)
        places["removed"] += [first[s.key] for s in context.filtered.skills]
        places["added"] += [first[s.key] for s in context.added.skills]
    means = {kind: sum(at) / len(at) for kind, at in places.items()}
    assert means["removed"] == pytest.approx(means["added"], rel=0.05)


def test_other_names_of_skills_travel_with_them():
    made = walk(3)
    plain = context_from_walk(made, seed=1, index=0)
    one = plain.skills[0]
    named = context_from_walk(
        made, seed=1, index=0, known=Known(aliases={one.key: [fold(one.name), "other"]})
    )
    assert named.skills[0].aliases == ("other",)


@given(seeds, seeds)
def test_the_trace_is_the_part_of_the_walk_that_was_used(walk_seed, seed):
    made = walk(walk_seed)
    context = context_from_walk(made, seed=seed, index=0)
    assert [s.key for s in context.trace] == [s.key for s in made.steps[: len(context.trace)]]
    visited = {step.key for step in context.trace}
    assert {s.key for s in context.skills} <= visited
    assert set(context.occupations) <= visited


def test_a_context_depends_on_seed_index_and_walk_only():
    once = context_from_walk(walk(3), seed=5, index=7)
    context_from_walk(walk(4), seed=5, index=8)
    assert context_from_walk(walk(3), seed=5, index=7) == once
    assert context_from_walk(walk(3), seed=6, index=7) != once
    assert context_from_walk(walk(3), seed=5, index=8) != once


def test_the_last_year_can_be_given():
    assert context_from_walk(walk(3), seed=5, index=7, end_year=2021).experiences[0].end == 2021


def test_statistics_resemble_those_of_the_released_data():
    made = [context_from_walk(walk(i), seed=2, index=i) for i in range(3_000)]
    jobs = Counter(len(c.experiences) for c in made)
    for number, share in enumerate((0.27, 0.32, 0.21, 0.12, 0.05), 1):
        assert jobs[number] / len(made) == pytest.approx(share, abs=0.03)
    removed = Counter(len(c.filtered.skills) for c in made)
    for number, share in enumerate((0.37, 0.34, 0.29), 1):
        assert removed[number] / len(made) == pytest.approx(share, abs=0.03)
    changes = Counter(c.filtered.experience_change for c in made)
    assert changes["shortened"] / len(made) == pytest.approx(0.54, abs=0.03)
    assert changes["dropped"] / len(made) == pytest.approx(0.34, abs=0.03)
    years = Counter(e.years for c in made for e in c.experiences)
    assert all(count / years.total() == pytest.approx(0.2, abs=0.02) for count in years.values())
    assert sum(len(c.skills) for c in made) / len(made) == pytest.approx(6.4, abs=0.5)


def test_skills_beside_the_chosen_jobs_come_first():
    names = ("job", "near", "job 2", "far", "job 3", "farther")
    kinds = ("occupation", "skill") * 3
    steps = tuple(Step(k, n, n) for k, n in zip(kinds, names, strict=True))
    walked = Walk("job", 0, 0, steps)
    made = [
        context_from_walk(walked, seed=0, index=i, balanced=False).experiences for i in range(40)
    ]
    assert {len(line) for line in made} == {1, 2, 3}
    alone = next(i for i, line in enumerate(made) if len(line) == 1)
    context = context_from_walk(walked, seed=0, index=alone, balanced=False)
    assert context.skills[0].key == "near"


def test_a_walk_without_skills_is_refused():
    alone = Walk("job", 0, 0, (Step("occupation", "job", "Job"),))
    with pytest.raises(InvalidValue, match="visits no skill"):
        context_from_walk(alone, seed=0, index=0)


def test_contexts_of_a_graph_do_not_depend_on_how_many_are_asked_for(loaded_store):
    few = list(contexts(loaded_store, count=5, seed=3))
    many = list(contexts(loaded_store, count=BATCH + 3, seed=3))  # sampled over arrays
    assert [c.index for c in many] == list(range(BATCH + 3))
    assert many[:5] == few
    skipped = frozenset(range(BATCH + 3)) - {2, BATCH + 1}
    rest = list(contexts(loaded_store, count=BATCH + 3, seed=3, skip=skipped))
    assert rest == [many[2], many[BATCH + 1]]


def test_no_contexts_and_a_negative_count(loaded_store):
    assert list(contexts(loaded_store, count=0, seed=3)) == []
    with pytest.raises(InvalidValue):
        list(contexts(loaded_store, count=-1, seed=3))


@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("Web Developers", "Web Developer"),
        ("Computer and Information Systems Managers", "Computer and Information Systems Manager"),
        (
            "Market Research Analysts and Marketing Specialists",
            "Market Research Analyst and Marketing Specialist",
        ),
        ("Secretaries", "Secretary"),
        ("Waiters and Waitresses", "Waiter and Waitress"),
        ("Securities, Commodities, and Financial Services Sales Agents", None),
        ("Firemen", "Fireman"),
        ("Registered Nurses", "Registered Nurse"),
        ("Coaches and Scouts", "Coach and Scout"),
        (
            "First-Line Supervisors of Production and Operating Workers",
            "First-Line Supervisor of Production and Operating Workers",
        ),
        ("Teachers and Instructors, All Other", "Teacher and Instructor"),
    ],
)
def test_a_person_has_the_singular_of_a_soc_title(title: str, one: str | None) -> None:
    if one is not None:
        assert person_title("soc:11-1111", title) == one
    assert person_title("soc:11-1111", title) == person_title("soc:1", person_title("soc:1", title))
    assert person_title("title:x", title) == title


def test_only_titles_whose_letters_are_known_are_used():
    told = [
        "crisis worker",
        "chief of staff",
        "gis analyst",
        "head of nursing",
        "nurse",
        "c++ coder",
    ]
    assert plain_titles(told) == ["Crisis Worker", "Chief of Staff", "Head of Nursing"]


@given(seeds, seeds)
def test_jobs_go_by_other_titles_of_the_same_occupation(walk_seed, seed):
    made = walk(walk_seed)
    jobs = {s.key for s in made.steps if s.kind == "occupation"}
    others = {key: [f"Other {key} {n}" for n in range(5)] for key in jobs}
    plain = context_from_walk(made, seed=seed, index=0)
    context = context_from_walk(made, seed=seed, index=0, known=Known(titles=others))
    assert [e.occupation for e in context.experiences] == [e.occupation for e in plain.experiences]
    for job, usual in zip(context.experiences, plain.experiences, strict=True):
        assert job.title in (usual.title, *others[job.occupation])
    assert context.job_title == context.experiences[0].title
    assert [s.key for s in context.skills] == [s.key for s in plain.skills]


def test_most_jobs_go_by_another_title_where_one_is_known():
    made = [walk(seed) for seed in range(200)]
    jobs = {s.key for w in made for s in w.steps if s.kind == "occupation"}
    known = Known(titles={key: [f"Other {key}"] for key in jobs})
    titles = [
        context_from_walk(w, seed=1, index=i, known=known).job_title for i, w in enumerate(made)
    ]
    assert 0.75 < sum(title.startswith("Other") for title in titles) / len(titles) < 0.95


@given(seeds, seeds, st.booleans())
def test_jobs_come_with_what_is_done_there(walk_seed, seed, balanced):
    made = walk(walk_seed)
    jobs = {s.key for s in made.steps if s.kind == "occupation"}
    known = Known(tasks={key: [f"{key} task {n}." for n in range(9)] for key in jobs})
    context = context_from_walk(made, seed=seed, index=0, balanced=balanced, known=known)
    added = context.added.experience
    for job in (*context.experiences, *([added] if added else ())):
        assert job.tasks
        assert all(task.startswith(f"{job.occupation} task") for task in job.tasks)
    first = context.experiences[0]
    assert context.duties
    assert all(duty.startswith(f"{first.occupation} task") for duty in context.duties)
    assert not set(context.duties) & set(first.tasks), (
        "the job asks for something else than was done"
    )
    assert context.filtered.experience in (None, *context.experiences)
    assert unmatched_experiences(context)
    assert context_from_walk(made, seed=seed, index=0, balanced=balanced, known=known) == context


def statistics_of(walked: Walk, ratio: float, years: float | None) -> Known:
    told = OccupationStatistics(
        "o", 5 * ratio, 1, "postings", years or 3, 0.1, "teacher" if years else "prior", 30, 5, ()
    )
    return Known(statistics={s.key: told for s in walked.steps if s.kind == "occupation"})


def test_statistics_of_occupations_set_skills_and_years():
    few: list[Context] = []
    many: list[Context] = []
    long: list[Context] = []
    for i in range(150):
        made = walk(i, 120)
        few.append(context_from_walk(made, seed=1, index=i, known=statistics_of(made, 0.6, None)))
        many.append(context_from_walk(made, seed=1, index=i, known=statistics_of(made, 1.6, None)))
        long.append(context_from_walk(made, seed=1, index=i, known=statistics_of(made, 1, 8)))
    usual = [context_from_walk(walk(i, 120), seed=1, index=i) for i in range(150)]
    means = [sum(len(c.skills) for c in made) / len(made) for made in (few, usual, many)]
    assert means[0] < 0.75 * means[1] < means[1] < 0.8 * means[2]
    assert {e.years for c in long for e in c.experiences} == {8}
    assert {e.years for c in many for e in c.experiences} == {1, 2, 3, 4, 5}


def test_other_titles_come_from_the_sources_that_list_them(loaded_store):
    titles = titles_of(loaded_store, ["soc:15-1252", "soc:no-such"])
    assert titles["soc:no-such"] == []
    assert titles["soc:15-1252"] == sorted(set(titles["soc:15-1252"]))
    official = {"software developers", "software developer"}
    assert titles["soc:15-1252"]
    assert not official & set(titles["soc:15-1252"])
    made = contexts(loaded_store, count=60, seed=3)
    developers = {c.job_title for c in made if c.experiences[0].occupation == "soc:15-1252"}
    assert developers <= {*plain_titles(titles["soc:15-1252"]), "Software Developer"}


def test_a_job_on_offer_has_skills_to_keep_and_to_lose(loaded_store):
    few = {place.key for place in starts(loaded_store) if place.skills < 2}
    made = list(contexts(loaded_store, count=BATCH + 40, seed=3, recipe=Recipe(starts="uniform")))
    assert not few & {c.experiences[0].occupation for c in made}
    assert all(c.filtered.skills and len(c.skills) > 1 for c in made)


def test_a_recipe_changes_starts_and_pairs(loaded_store):
    usual = list(contexts(loaded_store, count=40, seed=3))
    paper = list(contexts(loaded_store, count=40, seed=3, recipe=Recipe(balanced=False)))
    alike = list(contexts(loaded_store, count=40, seed=3, recipe=Recipe(starts="uniform")))
    assert any(c.added.skills for c in usual)
    assert all(c.added == Added() for c in paper)
    assert [c.job_title for c in paper] == [c.job_title for c in usual], "the same walks"
    assert [c.job_title for c in alike] != [c.job_title for c in usual]


@pytest.mark.parametrize("wrong", [{"boost": 2.0}, {"as_of": "yesterday"}])
def test_a_recipe_that_cannot_be_followed_is_refused(wrong):
    with pytest.raises(InvalidValue):
        Recipe(**wrong)


def test_starts_of_no_kind_are_refused(loaded_store):
    with pytest.raises(InvalidValue, match="distribution"):
        list(contexts(loaded_store, count=1, seed=3, recipe=Recipe(starts="luck")))
