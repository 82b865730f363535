"""Walks and contexts over a small made-up graph, without a store."""

from __future__ import annotations

import random
from collections.abc import Iterable

from generation.drawing import context_from_walk
from generation.examples import Context
from graph.gazetteer import Gazetteer
from graph.keys import skill_key, title_key
from graph.records import SkillName, Step, Walk

TITLES = (
    "Java Developer",
    "Senior Java Developer",
    "Registered Nurses",
    "Insulation Workers, Floor, Ceiling, and Wall",
    "Database Administrator (W2 only)",
    "Windows Server 2019 Engineer",
    "Customer Service Representatives",
    "Art Director",
    "Office Clerks, General",
    "C++ Programmer",
    "Economist",
    "iOS Developer / Swift",
)
SKILLS = tuple(
    """Java, JavaScript, Python, SQL, SQL Server, C, C++, C#, .NET, Node.js, R, Go, Excel,
    Customer Service, Time Management, Data Analysis, CI/CD, Windows Server 2012, R&D, Support,
    Training, Communication Skills, Wound Care, IDS/IPS, Project Management, MS Office, Photoshop,
    REST, Oracle, Team Player""".replace("\n    ", " ").split(", ")
)


def gazetteer(more: Iterable[str] = ()) -> Gazetteer:
    """The skills of the made-up graph, and more."""
    return Gazetteer(SkillName(name, skill_key(name), name) for name in (*SKILLS, *more))


def _requires(occupation: int, skill: int) -> bool:
    return occupation % 3 == skill % 3 or occupation % 4 == skill % 4


def walk(seed: int, length: int = 48, restart: float = 0.4) -> Walk:
    """A walk over the made-up graph, with equal weights."""
    rng = random.Random(seed)
    start = here = rng.randrange(len(TITLES))
    steps = [Step("occupation", title_key(TITLES[here]), TITLES[here])]
    while len(steps) <= length:
        if rng.random() < restart and steps[-1].key != steps[0].key:
            here = start
            steps.append(Step("occupation", steps[0].key, steps[0].name, rng.random(), True))
        elif steps[-1].kind == "occupation":
            name = rng.choice([s for i, s in enumerate(SKILLS) if _requires(here, i)])
            steps.append(Step("skill", skill_key(name), name, rng.random()))
        else:
            skill = SKILLS.index(steps[-1].name)
            here = rng.choice([i for i in range(len(TITLES)) if _requires(i, skill)])
            steps.append(Step("occupation", title_key(TITLES[here]), TITLES[here], rng.random()))
    return Walk(steps[0].key, seed, 0, tuple(steps), {}, "graph-1")


def made_contexts(count: int, seed: int = 1) -> list[Context]:
    """Contexts 0 to count - 1 of a run."""
    return [made_context(i, seed) for i in range(count)]


def made_context(index: int, seed: int = 1) -> Context:
    """One of them."""
    return context_from_walk(walk(seed * 1_000 + index), seed=seed, index=index)
