"""Small triples, written by rule from a dozen skills: no teacher and no graph needed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from generation.examples import (
    AnnotatedDocument,
    Context,
    Experience,
    Filtered,
    Provenance,
    SampledSkill,
    SkillSpan,
    Triple,
    WalkStep,
)
from graph.keys import skill_key
from graph.records import SkillName

SKILLS = (
    "Python", "SQL", "Node.js", "C#", "C++", ".NET", "Project Management", "Customer Service",
    "Data Entry", "Welding", "Blueprint Reading", "TCP/IP", "Go", "Machine Learning", "Excel",
    "First Aid", "Café Operations",
)  # fmt: skip
OCCUPATIONS = ("Software Developers", "Welders", "Nurses", "Data Analysts", "Baristas")


def skill_names(skills: Sequence[str] = SKILLS, status: str = "canonical") -> list[SkillName]:
    return [SkillName(name, skill_key(name), name, status) for name in skills]


def document(parts: Sequence[str | tuple[str, str]]) -> AnnotatedDocument:
    """A document of plain strings and (surface, skill) pairs, with the spans where they fell."""
    text, spans = "", []
    for part in parts:
        surface, skill = (part, None) if isinstance(part, str) else part
        if skill is not None:
            spans.append(
                SkillSpan(start=len(text), end=len(text) + len(surface), text=surface, skill=skill)
            )
        text += surface
    return AnnotatedDocument(text=text, spans=tuple(spans))


def _marked(name: str) -> tuple[str, str]:
    return (name, skill_key(name))


def _job(title: str, skills: Sequence[str], rng: random.Random) -> AnnotatedDocument:
    parts: list[str | tuple[str, str]] = [f"## Job title\n{title}\n\n## Required Skills\n"]
    for skill in skills:
        opening = rng.choice(["Solid knowledge of ", "Experience with ", ""])
        ending = rng.choice([" in daily work", " for clients", ""])
        parts += (f"- {opening}", _marked(skill), f"{ending}\n")
    parts.append("\n## Responsibilities\n- Go to the site and excel in team meetings.\n")
    return document(parts)


def _resume(title: str, skills: Sequence[str], rng: random.Random, years: int) -> AnnotatedDocument:
    parts: list[str | tuple[str, str]] = [
        f"Name: {rng.choice(['Ada', 'Bo', 'Cy'])} Doe\n\nEducation\nBachelor of Arts\n\nSkills\n"
    ]
    before, after = rng.choice([("- ", "\n"), ("", ", ")])
    for skill in skills:
        parts += (before, _marked(skill), after)
    parts[-1] = "\n"
    parts.append(f"\nExperience\n- {title} (2019 - {2019 + years})\n")
    return document(parts)


def triple(
    index: int, seed: int = 0, skills: Sequence[str] = SKILLS, occupation: str | None = None
) -> Triple:
    rng = random.Random(f"{seed}:{index}")
    chosen = rng.sample(list(skills), k=rng.randint(3, 6))
    title = occupation or OCCUPATIONS[index % len(OCCUPATIONS)]
    job = Experience(title=title, occupation=f"soc:{title}", start=2019, end=2022)
    sampled = tuple(SampledSkill(key=skill_key(s), name=s) for s in chosen)
    return Triple(
        key=f"{seed:04d}-{index:04d}",
        context=Context(
            seed=seed,
            index=index,
            job_title=title,
            skills=sampled,
            experiences=(job,),
            filtered=Filtered(skills=sampled[:1]),
            trace=(WalkStep(kind="occupation", key=job.occupation, name=title),),
        ),
        job_description=_job(title, chosen, rng),
        matched=_resume(title, chosen, rng, 3),
        unmatched=_resume(title, chosen[1:], rng, 3),
        provenance=Provenance(teacher="rule"),
    )


def triples(count: int, seed: int = 0, skills: Sequence[str] = SKILLS) -> list[Triple]:
    return [triple(index, seed, skills) for index in range(count)]
