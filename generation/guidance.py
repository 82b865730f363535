"""What a teacher is asked about occupations: what is typical of them, and which skills they need.

The guidance of RJDB (Pezeshkpour et al. 2023, arXiv:2311.06383): a large model gives the statistics
that walks follow, and the skills of occupations that no posting tells of. What it says of skills is
filtered by the graph (`judged`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generation.guidance_prompts import (
    SkillsReply,
    StatisticsReply,
    implausible,
    messages,
    names,
    no_names,
    prompt_version,
)
from generation.questions import Answer, Question
from graph.analysis import occupation_tasks
from graph.errors import InvalidValue
from graph.gazetteer import Gazetteer
from graph.keys import skill_key
from graph.neighbours import LEAST_SUPPORT, Neighbourhood
from graph.reads import find_occupation
from graph.statistics import YEARS_MEAN, YEARS_SPREAD, Counted, Estimate, Typical
from graph.store import Store
from graph.suggestions import Suggestion

SIBLINGS, THEIR_SKILLS, TASKS = 8, 10, 8
"""What a prompt shows: neighbouring occupations, skills of each, tasks."""

NAMED_BY = 2
"""Occupations that a skill must be named for which the graph knows nothing of."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An occupation to be asked about."""

    key: str
    title: str
    definition: str
    postings: int


def choose(
    store: Store,
    occupations: Sequence[str] = (),
    *,
    fewer_than: int,
    limit: int | None = None,
) -> list[Chosen]:
    """The SOC occupations of these titles or keys; without any, those with fewer postings, by key.

    Raises:
        NotFound: there is no such occupation.
        InvalidValue: one is none of the SOC.
    """
    wanted = {find_occupation(store, text).key for text in occupations}
    for key in wanted:
        if not key.startswith("soc:"):
            raise InvalidValue(f"{key!r} is no occupation of the SOC.", hint="Give one that is.")
    found = [
        Chosen(row["key"], p.get("title") or "", p.get("definition") or "", p.get("postings") or 0)
        for row in store.read("occupations_all")
        for p in [row["props"]]
        if (row["key"] in wanted if wanted else row["key"].startswith("soc:"))
    ]
    due = [each for each in found if each.title and (wanted or each.postings < fewer_than)]
    return sorted(due, key=lambda each: each.key)[:limit]


# ---- statistics ---------------------------------------------------------------------------------


def statistics_questions(
    store: Store, chosen: Iterable[Chosen], counted: Counted
) -> list[Question[StatisticsReply]]:
    """What is typical of each, with what postings say of its group."""
    everywhere = _figures("all occupations", counted.everywhere)
    return [
        Question(
            each.key,
            messages(
                "statistics",
                {
                    **_about(store, each),
                    "group": _figures(*counted.group(each.key)),
                    "everywhere": everywhere,
                },
            ),
            StatisticsReply,
            implausible,
        )
        for each in chosen
    ]


def _about(store: Store, occupation: Chosen) -> dict[str, Any]:
    tasks = occupation_tasks(store, occupation.key, TASKS)
    return {
        "occupation": occupation.title,
        "definition": occupation.definition,
        "tasks": [task.text for task in tasks],
    }


def _figures(title: str, typical: Typical) -> dict[str, Any]:
    return {
        "title": title,
        "skills_mean": round(typical.mean, 2),
        "skills_spread": round(typical.spread, 2),
        "years_mean": YEARS_MEAN,
        "years_spread": round(YEARS_SPREAD, 2),
    }


def estimates(
    answers: Iterable[Answer[StatisticsReply]], counted: Counted, teacher: str
) -> list[Estimate]:
    """What a teacher said, as it is written to the graph."""
    prompt = prompt_version("statistics")
    return [
        Estimate(
            answer.occupation,
            "teacher",
            reply.skills_mean,
            reply.skills_spread,
            reply.years_mean,
            reply.years_spread,
            "teacher",
            counted.occupations[answer.occupation].postings,
            round(counted.everywhere.mean, 4),
            teacher,
            prompt,
        )
        for answer in answers
        if (reply := answer.reply) is not None
    ]


# ---- skills -------------------------------------------------------------------------------------


def skills_questions(
    store: Store, chosen: Iterable[Chosen], neighbourhood: Neighbourhood, number: int
) -> list[Question[SkillsReply]]:
    """Which skills each needs, with what its neighbours need."""
    title_of = {row["key"]: row["props"].get("title") for row in store.read("occupations_all")}
    name_of = {row["key"]: row["props"].get("name") for row in store.read("skills_all")}

    def siblings(occupation: str) -> list[dict[str, Any]]:
        return [
            {
                "title": title_of[other],
                "skills": [name_of[s] for s in neighbourhood.strongest(other, THEIR_SKILLS)],
            }
            for other in neighbourhood.neighbours(occupation)[:SIBLINGS]
        ]

    return [
        Question(
            each.key,
            messages(
                "skills",
                {**_about(store, each), "siblings": siblings(each.key), "number": number},
                number=number,
            ),
            SkillsReply,
            no_names,
        )
        for each in chosen
    ]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a teacher suggested, in its order, and what of it passes the filter."""

    suggested: dict[str, list[Suggestion]] = field(default_factory=dict)
    passed: dict[str, list[Suggestion]] = field(default_factory=dict)


def judged(
    answers: Iterable[Answer[SkillsReply]],
    gazetteer: Gazetteer,
    neighbourhood: Neighbourhood,
    teacher: str,
    *,
    least: float = LEAST_SUPPORT,
) -> Judged:
    """Resolve what was named to skills of the graph, and filter it by what neighbours need.

    A skill passes with a support of at least `least` (`graph.neighbours`). What no occupation of
    the graph requires cannot have any: it passes if it was named for `NAMED_BY` occupations.
    """
    prompt = prompt_version("skills")
    suggested = {
        answer.occupation: _resolved(answer, gazetteer, neighbourhood, teacher, prompt)
        for answer in answers
        if answer.reply is not None
    }
    named = Counter(name_key(each) for found in suggested.values() for each in found)

    def passes(each: Suggestion) -> bool:
        if each.skill in neighbourhood.everywhere:
            return each.support >= least
        return named[name_key(each)] >= NAMED_BY

    passed = {key: [each for each in found if passes(each)] for key, found in suggested.items()}
    return Judged(suggested, passed)


def name_key(suggestion: Suggestion) -> str:
    """The key of the skill, or that of the name where the graph knows no such skill."""
    return suggestion.skill or skill_key(suggestion.raw)


def _resolved(
    answer: Answer[SkillsReply],
    gazetteer: Gazetteer,
    neighbourhood: Neighbourhood,
    teacher: str,
    prompt: str,
) -> list[Suggestion]:
    assert answer.reply is not None
    found: dict[str, Suggestion] = {}
    for rank, raw in enumerate(names(answer.reply), 1):
        skill = gazetteer.skill_of(raw)
        support = neighbourhood.support(answer.occupation, skill or "")
        each = Suggestion(
            answer.occupation,
            skill,
            raw,
            rank,
            support.support,
            support.lift,
            support.neighbours,
            teacher,
            prompt,
        )
        found.setdefault(name_key(each), each)
    return list(found.values())


def reasons(answers: Iterable[Answer[Any]]) -> Mapping[str, int]:
    """How many occupations got no answer, by reason."""
    return dict(sorted(Counter(a.reason for a in answers if a.reply is None).items()))
