"""From walks to contexts: what a triple must say.

The shares below are those of RJDB (Pezeshkpour et al. 2023, arXiv:2311.06383), counted over its
released rows, so that generated data resemble it. A context depends on the seed, its index and its
walk alone, never on how many were made before it, so that an interrupted run can go on anywhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from generation.examples import Context, Experience, Filtered, SampledSkill, WalkStep
from graph.errors import InvalidValue
from graph.keys import content_hash, fold
from graph.records import Walk
from graph.store import Store
from graph.walks import WalkOptions, sample, walkable_occupations

BATCH = 256
"""Walkers per call; batch b holds the contexts 256 b to 256 b + 255, whatever the count."""

WALK = WalkOptions(length=48, restart=0.4)
"""Long enough for nine occupations; the restarts bring the walker back to the job's own skills."""

OCCUPATION_SHARES = (0.27, 0.32, 0.21, 0.12, 0.05, 0.015, 0.008, 0.004, 0.003)
# The data shows 37, 34 and 29 %; few skills leave no room for three, so more are drawn.
REMOVED_SHARES = (0.33, 0.335, 0.335)
YEARS = (1, 2, 3, 4, 5)
END_YEARS = range(2015, 2026)
MAX_SKILLS = 16

_UNCOUNTED = frozenset(
    "Athletics Economics Electronics Fitness Logistics Mathematics News Operations Physics Relations "
    "Sales Services Statistics Systems Sports Telecommunications".split()
)

Sampler = Callable[[Sequence[str], int], list[Walk]]


class _Change(NamedTuple):
    kind: str
    share: float


_ALONE = (_Change("shortened", 0.725), _Change("none", 0.275))
_SEVERAL = (_Change("shortened", 0.525), _Change("dropped", 0.465), _Change("none", 0.01))


def contexts(
    store: Store, *, count: int, seed: int, skip: Container[int] = frozenset()
) -> Iterator[Context]:
    """Contexts 0 to count - 1 in order, without those in `skip`.

    Raises:
        InvalidValue: the count is negative.
        NotFound: the graph has no walkable edges.
    """
    if count < 0:
        raise InvalidValue(f"The number of triples is 0 or more, not {count}.")
    if not count:
        return
    places = walkable_occupations(store)
    sampler = _sampler(store, count)
    for first in range(0, count, BATCH):
        wanted = [i for i in range(first, min(count, first + BATCH)) if i not in skip]
        if not wanted:
            continue
        walks = sampler(start_keys(places, seed, first // BATCH), batch_seed(seed, first // BATCH))
        for index in wanted:
            yield context_from_walk(walks[index - first], seed=seed, index=index)


def _sampler(store: Store, count: int) -> Sampler:
    """Steps in Cypher for a few walks; over exported arrays, which draw the same, for many."""
    if count <= BATCH:
        return lambda starts, seed: sample(store, starts, seed=seed, options=WALK)
    from graph.arrays import WalkArrays

    arrays = WalkArrays.export(store, WALK.temperature)
    return lambda starts, seed: arrays.sample(store, starts, seed=seed, options=WALK)


def batch_seed(seed: int, batch: int) -> int:
    """The seed of the walks of a batch."""
    return int(content_hash("walks", str(seed), str(batch))[:12], 16)


def start_keys(places: Sequence[tuple[str, str, float]], seed: int, batch: int) -> list[str]:
    """The start occupations of a batch, drawn by the square root of their weight.

    The root keeps a few large occupations from being most of the data.
    """
    sums = list(accumulate(max(weight, 1e-9) ** 0.5 for _, _, weight in places))
    rng = random.Random(f"starts:{seed}:{batch}")
    return rng.choices([key for key, _, _ in places], cum_weights=sums, k=BATCH) if places else []


def context_from_walk(walk: Walk, *, seed: int, index: int, end_year: int | None = None) -> Context:
    """The context of one walk.

    Args:
        walk: from `graph.walks.sample`; starts at the job's occupation.
        seed: of the run.
        index: of the triple in the run.
        end_year: calendar year in which the newest experience ends; drawn when None.

    Raises:
        InvalidValue: the walk visits no skill.
    """
    rng = random.Random(f"context:{seed}:{index}")
    number = _pick(rng, OCCUPATION_SHARES) + 1
    jobs = _occupations(walk, number)
    skills, last = _skills(walk, {key for key, _ in jobs}, _skill_count(rng, len(jobs)))
    if not skills:
        # Its skills are all called like its jobs: they are all there is to tell.
        skills, last = _skills(walk, set(), 1)
    if not skills:
        raise InvalidValue(f"The walk from {walk.start!r} visits no skill.")
    last = max(last, *(_first_visit(walk, "occupation", key) for key, _ in jobs))
    drawn_end = rng.choice(END_YEARS)
    experiences = _time_line(rng, jobs, drawn_end if end_year is None else end_year)
    return Context(
        seed=seed,
        index=index,
        job_title=jobs[0][1],
        skills=skills,
        experiences=experiences,
        filtered=_filtered(rng, skills, experiences),
        trace=tuple(
            WalkStep(
                kind="skill" if s.kind == "skill" else "occupation",
                key=s.key,
                name=s.name,
                draw=s.draw,
                restarted=s.restarted,
            )
            for s in walk.steps[: last + 1]
        ),
        graph_version=walk.graph_version,
    )


def _pick(rng: random.Random, shares: Sequence[float]) -> int:
    return rng.choices(range(len(shares)), weights=shares)[0]


def _skill_count(rng: random.Random, occupations: int) -> int:
    return min(MAX_SKILLS, max(2, round(rng.gauss(4.65 + 0.7 * occupations, 2.2))))


def _occupations(walk: Walk, number: int) -> list[tuple[str, str]]:
    """The first `number` occupations (key, title); titles that fold alike count as one."""
    found: dict[str, tuple[str, str]] = {}
    for step in walk.steps:
        if step.kind == "occupation" and len(found) < number:
            title = person_title(step.key, " ".join(step.name.split()))
            found.setdefault(fold(title), (step.key, title))
    return list(found.values())


def person_title(key: str, title: str) -> str:
    """What one person is called: SOC titles name many (`Web Developers`), posting titles one."""
    if not key.startswith("soc:"):
        return title
    parts = re.split(r"(, and |, or |, | and | or |/)", title)
    return "".join(_singular(part) for part in parts)


def _singular(part: str) -> str:
    head, _, last = part.rpartition(" ")
    if last in _UNCOUNTED or not last.endswith("s") or last.endswith(("ss", "us", "is")):
        return part.removesuffix("men") + "man" if last.endswith("men") else part
    for ending, single in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if last.endswith(ending):
            last = last.removesuffix(ending) + single
            break
    return f"{head} {last}" if head else last


def _skills(walk: Walk, jobs: set[str], number: int) -> tuple[tuple[SampledSkill, ...], int]:
    """Skills next to the chosen occupations, nearest the start first, then the others visited."""
    names = {(s.key, s.name) for s in walk.steps if s.key in jobs}
    titles = {fold(t) for key, name in names for t in (name, person_title(key, name))}
    near: dict[str, int] = {}
    far: dict[str, int] = {}
    for at, step in enumerate(walk.steps):
        # A skill that is also the name of a job could not be told from it.
        if step.kind == "skill" and fold(step.name) not in titles:
            (near if _beside(walk, at) & jobs else far).setdefault(step.key, at)
    visited = near | {key: at for key, at in far.items() if key not in near}
    chosen = list(visited.items())[:number]
    named = {fold(walk.steps[at].name): (key, at) for key, at in reversed(chosen)}
    kept = sorted(named.values(), key=chosen.index)
    skills = tuple(
        SampledSkill(key=key, name=" ".join(walk.steps[at].name.split())) for key, at in kept
    )
    return skills, max((at for _, at in kept), default=0)


def _beside(walk: Walk, at: int) -> set[str]:
    """Keys of the occupations that the walk's edges join to the skill at this step."""
    before, after = walk.steps[at - 1], walk.steps[at + 1 : at + 2]
    return {before.key, *(s.key for s in after if not s.restarted)}


def _first_visit(walk: Walk, kind: str, key: str) -> int:
    return next(i for i, s in enumerate(walk.steps) if s.kind == kind and s.key == key)


def _time_line(
    rng: random.Random, jobs: Sequence[tuple[str, str]], end_year: int
) -> tuple[Experience, ...]:
    """Newest first, each ending where the one before it begins."""
    line = []
    for key, title in jobs:
        start = end_year - rng.choice(YEARS)
        line.append(Experience(title=title, occupation=key, start=start, end=end_year))
        end_year = start
    return tuple(line)


def _filtered(
    rng: random.Random, skills: Sequence[SampledSkill], line: Sequence[Experience]
) -> Filtered:
    """What the unmatched resume lacks; at least one skill always stays."""
    number = min(_pick(rng, REMOVED_SHARES) + 1, len(skills) - 1)
    # A skill that a title names would still be read there after its removal.
    titles = " ".join(fold(e.title) for e in line)
    order = rng.sample(range(len(skills)), len(skills))
    order.sort(key=lambda at: fold(skills[at].name) in titles)
    removed = tuple(skills[at] for at in sorted(order[:number]))
    changes = _ALONE if len(line) == 1 else _SEVERAL
    kind = changes[_pick(rng, [c.share for c in changes])].kind
    if not removed and kind == "none":
        kind = "shortened"
    return _change(rng, removed, line, kind)


def _change(
    rng: random.Random, removed: tuple[SampledSkill, ...], line: Sequence[Experience], kind: str
) -> Filtered:
    long_enough = [e for e in line if e.years > 1]
    if kind == "shortened" and long_enough:
        cut = rng.choice(long_enough)
        return Filtered(
            skills=removed,
            experience_change="shortened",
            experience=cut,
            years_removed=rng.randint(1, cut.years - 1),
        )
    if kind != "none" and len(line) > 1:
        gone = rng.choice(line)
        return Filtered(
            skills=removed,
            experience_change="dropped",
            experience=gone,
            years_removed=gone.years,
        )
    return Filtered(skills=removed)


def unmatched_experiences(context: Context) -> tuple[Experience, ...]:
    """The experiences as the unmatched resume shows them; a shortened one ends earlier."""
    change = context.filtered
    if change.experience is None:
        return context.experiences
    if change.experience_change == "dropped":
        return tuple(e for e in context.experiences if e != change.experience)
    end = change.experience.end - change.years_removed
    return tuple(
        e.model_copy(update={"end": end}) if e == change.experience else e
        for e in context.experiences
    )


def unmatched_skills(context: Context) -> tuple[SampledSkill, ...]:
    """The skills that the unmatched resume keeps."""
    gone = {skill.key for skill in context.filtered.skills}
    return tuple(skill for skill in context.skills if skill.key not in gone)
