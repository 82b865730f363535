"""The context of one walk: what a triple must say.

The shares below are those of RJDB (Pezeshkpour et al. 2023, arXiv:2311.06383), counted over its
released rows, so that generated data resemble it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generation.examples import (
    Added,
    Context,
    Experience,
    Filtered,
    SampledSkill,
    WalkStep,
)
from generation.skill_words import asked
from generation.titles import person_title
from generation.wording import Chooser
from graph.errors import InvalidValue
from graph.keys import fold
from graph.records import Step, Walk
from graph.statistics import OccupationStatistics

OCCUPATION_SHARES = (0.27, 0.32, 0.21, 0.12, 0.05, 0.015, 0.008, 0.004, 0.003)
# The data shows 37, 34 and 29 %; few skills leave no room for three, so more are drawn.
REMOVED_SHARES = (0.323, 0.337, 0.34)
YEARS = (1, 2, 3, 4, 5)
END_YEARS = range(2015, 2026)
MAX_SKILLS = 16
MOST_YEARS = 15
MOST_TASKS, MOST_DUTIES = 3, 8
OTHER_TITLES = 85
"""Percent of the jobs called by another title, where one is known."""

_Job = tuple[str, str]
"""Key and title."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph knows besides walks, all by key.

    Args:
        aliases: other names of skills.
        titles: what else occupations are called, as people write it.
        tasks: what is done in occupations.
        statistics: how many skills people of an occupation list, how long they stay.
    """

    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tasks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    statistics: Mapping[str, OccupationStatistics] = field(default_factory=dict)


_NOTHING = Known()


class _Change(NamedTuple):
    kind: str
    share: float


# A job of one year cannot be shortened, so that more are drawn than the released rows have.
_ALONE = (_Change("shortened", 0.7), _Change("none", 0.3))
_SEVERAL = (_Change("shortened", 0.66), _Change("dropped", 0.339), _Change("none", 0.001))


def context_from_walk(
    walk: Walk,
    *,
    seed: int,
    index: int,
    end_year: int | None = None,
    balanced: bool = True,
    known: Known = _NOTHING,
) -> Context:
    """The context of one walk.

    Args:
        walk: from `graph.walks.sample`; starts at the job's occupation.
        seed: of the run.
        index: of the triple in the run.
        end_year: calendar year in which the newest experience ends; drawn when None.
        balanced: others of the walk come in the place of what the unmatched resume lacks.
        known: what the graph knows besides.

    Raises:
        InvalidValue: the walk visits no skill.
    """
    rng = random.Random(f"context:{seed}:{index}")
    names = Chooser(f"names:{seed}:{index}")
    offered = _occupations(walk, names, known.titles)
    jobs, other_job = _jobs(rng, offered, _pick(rng, OCCUPATION_SHARES) + 1, balanced)
    visits = _visits(walk, jobs) or _visits(walk, [])
    if not visits:
        raise InvalidValue(f"The walk from {walk.start!r} visits no skill.")
    statistics = known.statistics.get(walk.start)
    number, removed = _skill_count(rng, len(jobs), statistics), _pick(rng, REMOVED_SHARES) + 1
    wanted, spare = _parted(rng, visits, number, removed, balanced)
    skills, others = (
        tuple(_sampled(names, walk.steps[at], known.aliases) for at in part)
        for part in (wanted, spare)
    )
    drawn_end = rng.choice(END_YEARS)
    last_year = drawn_end if end_year is None else end_year
    line = _time_line(rng, jobs, last_year, known.statistics)
    filtered = _filtered(rng, skills, line, others, replaced=other_job is not None)
    keys = {key for key, _ in jobs} | ({other_job[0]} if other_job else set())
    last = max(*wanted, *spare, *(_first_visit(walk, "occupation", key) for key in keys))
    line, duties = _with_tasks(rng, line, known.tasks)
    if filtered.experience is not None:
        told = next(e for e in line if e.occupation == filtered.experience.occupation)
        filtered = filtered.model_copy(update={"experience": told})
    return Context(
        seed=seed,
        index=index,
        job_title=jobs[0][1],
        skills=skills,
        experiences=line,
        filtered=filtered,
        added=_added(rng, filtered, others, other_job, known.tasks),
        duties=duties,
        trace=tuple(_trace_step(step) for step in walk.steps[: last + 1]),
        graph_version=walk.graph_version,
    )


def _trace_step(step: Step) -> WalkStep:
    return WalkStep(
        kind="skill" if step.kind == "skill" else "occupation",
        key=step.key,
        name=step.name,
        draw=step.draw,
        restarted=step.restarted,
    )


def _pick(rng: random.Random, shares: Sequence[float]) -> int:
    return rng.choices(range(len(shares)), weights=shares)[0]


def _skill_count(rng: random.Random, occupations: int, known: OccupationStatistics | None) -> int:
    """As in RJDB; more where people of the occupation list more than others do."""
    usual = rng.gauss(4.65 + 0.7 * occupations, 2.4)
    return min(MAX_SKILLS, max(2, round(usual * (known.skills_ratio if known else 1.0))))


def _jobs(
    rng: random.Random, offered: Sequence[_Job], number: int, balanced: bool
) -> tuple[list[_Job], _Job | None]:
    """So many of the jobs, the walk's start first, and one that is not among them.

    Which of the others is left over is drawn, so that it is of the same kind as those that stay.
    """
    jobs = list(offered[: number + balanced])
    if not balanced or len(jobs) <= min(number, 2):
        return jobs, None
    return jobs, jobs.pop(rng.randrange(1, len(jobs)))


def _occupations(walk: Walk, names: Chooser, titles: Mapping[str, Sequence[str]]) -> list[_Job]:
    """The occupations of a walk, by a name each; titles that fold alike count as one."""
    found: dict[str, _Job] = {}
    seen: set[str] = set()
    for step in walk.steps:
        if step.kind == "occupation" and step.key not in seen:
            seen.add(step.key)
            title = person_title(step.key, " ".join(step.name.split()))
            others = titles.get(step.key, ())
            if others and names.chance(OTHER_TITLES, "title?", step.key):
                title = names.item(others, "title", step.key)
            found.setdefault(fold(title), (step.key, title))
    return list(found.values())


def _visits(walk: Walk, jobs: Sequence[_Job]) -> list[int]:
    """Where the walk first visits skills: next to the jobs first, then the others; a name once."""
    keys = {key for key, _ in jobs}
    # A skill that is also the name of a job could not be told from it.
    titles = {fold(title) for _, title in jobs}
    titles |= {fold(step.name) for step in walk.steps if step.key in keys}
    near: dict[str, int] = {}
    far: dict[str, int] = {}
    for at, step in enumerate(walk.steps):
        name = fold(step.name)
        if step.kind == "skill" and name not in titles:
            (near if _beside(walk, at) & keys else far).setdefault(name, at)
    return [*near.values(), *(at for name, at in far.items() if name not in near)]


def _beside(walk: Walk, at: int) -> set[str]:
    """Keys of the occupations that the walk's edges join to the skill at this step."""
    before, after = walk.steps[at - 1], walk.steps[at + 1 : at + 2]
    return {before.key, *(s.key for s in after if not s.restarted)}


def _parted(
    rng: random.Random, visits: Sequence[int], number: int, removed: int, balanced: bool
) -> tuple[list[int], list[int]]:
    """The visits whose skills the job asks for, and as many others as it may lose.

    All were sampled alike and the lot decides, so that nothing but the job description tells which
    are which.
    """
    chosen = list(visits[: number + removed * balanced])
    number = min(number, max(2, len(chosen) - removed * balanced), len(chosen))
    spare = set(rng.sample(chosen, min(removed, len(chosen) - number)) if balanced else ())
    return [at for at in chosen if at not in spare][:number], [at for at in chosen if at in spare]


def _sampled(chooser: Chooser, step: Step, aliases: Mapping[str, Sequence[str]]) -> SampledSkill:
    name = " ".join(step.name.split())
    others = tuple(a for a in aliases.get(step.key, ()) if fold(a) != fold(name))
    return SampledSkill(key=step.key, name=asked(chooser, name, others), aliases=others)


def _first_visit(walk: Walk, kind: str, key: str) -> int:
    return next(i for i, s in enumerate(walk.steps) if s.kind == kind and s.key == key)


def _time_line(
    rng: random.Random,
    jobs: Sequence[_Job],
    end_year: int,
    known: Mapping[str, OccupationStatistics],
) -> tuple[Experience, ...]:
    """Newest first, each ending where the one before it begins."""
    line = []
    for key, title in jobs:
        start = end_year - _years(rng, known.get(key))
        line.append(Experience(title=title, occupation=key, start=start, end=end_year))
        end_year = start
    return tuple(line)


def _years(rng: random.Random, known: OccupationStatistics | None) -> int:
    """One to five, all alike; around its own mean where a teacher said how long people stay."""
    if known is None or known.years_source == "prior":
        return rng.choice(YEARS)
    usual = round(rng.gauss(known.years_mean, known.years_spread))
    return min(MOST_YEARS, max(1, usual))


def _filtered(
    rng: random.Random,
    skills: Sequence[SampledSkill],
    line: Sequence[Experience],
    others: Sequence[SampledSkill],
    *,
    replaced: bool,
) -> Filtered:
    """What the unmatched resume lacks; at least one skill always stays."""
    number = min(len(others) or (_pick(rng, REMOVED_SHARES) + 1), len(skills) - 1)
    order = rng.sample(range(len(skills)), len(skills))
    # A skill that a title or another skill names would still be read there after its removal.
    texts = [
        f" {fold(t)} " for t in (*(e.title for e in line), *(s.name for s in (*skills, *others)))
    ]
    order.sort(key=lambda at: sum(f" {fold(skills[at].name)} " in text for text in texts) > 1)
    removed = tuple(skills[at] for at in sorted(order[:number]))
    changes = _ALONE if len(line) == 1 else _SEVERAL
    kind = changes[_pick(rng, [c.share for c in changes])].kind
    if not removed and kind == "none":
        kind = "shortened"
    return _change(rng, removed, line, kind, replaced)


def _change(
    rng: random.Random,
    removed: tuple[SampledSkill, ...],
    line: Sequence[Experience],
    kind: str,
    replaced: bool,
) -> Filtered:
    """The newest job ends earlier, or one goes: either way no gap shows in the years."""
    newest = line[0]
    if kind == "shortened" and newest.years > 1:
        cut = rng.randint(1, newest.years - 1)
        return Filtered(
            skills=removed, experience_change="shortened", experience=newest, years_removed=cut
        )
    if kind != "none" and len(line) > 1:
        gone = rng.choice(line if replaced else (line[0], line[-1]))
        return Filtered(
            skills=removed, experience_change="dropped", experience=gone, years_removed=gone.years
        )
    return Filtered(skills=removed)


def _with_tasks(
    rng: random.Random, line: Sequence[Experience], tasks: Mapping[str, Sequence[str]]
) -> tuple[tuple[Experience, ...], tuple[str, ...]]:
    """The jobs with some of what was done there, and other tasks of the first for the job on offer."""
    told = [_drawn(rng, tasks.get(e.occupation, ())) for e in line]
    offered = [t for t in tasks.get(line[0].occupation, ()) if t not in told[0]]
    duties = rng.sample(offered, min(len(offered), rng.randint(3, MOST_DUTIES)))
    done = (e.model_copy(update={"tasks": t}) for e, t in zip(line, told, strict=True))
    return tuple(done), tuple(duties)


def _drawn(rng: random.Random, tasks: Sequence[str]) -> tuple[str, ...]:
    return tuple(rng.sample(tasks, min(len(tasks), MOST_TASKS)))


def _added(
    rng: random.Random,
    filtered: Filtered,
    others: Sequence[SampledSkill],
    job: _Job | None,
    tasks: Mapping[str, Sequence[str]],
) -> Added:
    """As many skills as went, and another job in the years of a dropped one."""
    gone = filtered.experience
    experience = None
    if job is not None and gone is not None and filtered.experience_change == "dropped":
        told = {"occupation": job[0], "title": job[1], "tasks": _drawn(rng, tasks.get(job[0], ()))}
        experience = gone.model_copy(update=told)
    return Added(skills=tuple(others[: len(filtered.skills)]), experience=experience)


def unmatched_experiences(context: Context) -> tuple[Experience, ...]:
    """The experiences as the unmatched resume shows them: one shortened, or another in its place."""
    change = context.filtered
    shown = []
    for experience in context.experiences:
        if experience != change.experience:
            shown.append(experience)
        elif change.experience_change == "shortened":
            end = experience.end - change.years_removed
            shown.append(experience.model_copy(update={"end": end}))
        elif context.added.experience is not None:
            shown.append(context.added.experience)
    return tuple(shown)


def kept_skills(context: Context) -> tuple[SampledSkill, ...]:
    """The skills of the job that the unmatched resume keeps."""
    gone = {skill.key for skill in context.filtered.skills}
    return tuple(skill for skill in context.skills if skill.key not in gone)


def unmatched_skills(context: Context) -> tuple[SampledSkill, ...]:
    """All skills of the unmatched resume: those kept, and those added."""
    return (*kept_skills(context), *context.added.skills)
