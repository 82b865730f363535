"""The facts that the offline teacher reads from a prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """A job held: title, first and last calendar year."""

    title: str
    start: int
    end: int
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document tells: names of skills, jobs newest first, what is to be done in the job on
    offer, other names of the skills."""

    skills: tuple[str, ...]
    jobs: tuple[Job, ...]
    duties: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, told: Mapping[str, Any], aliases: Mapping[str, list[str]]) -> Facts:
        """From the JSON block of a prompt, or its part on the unmatched resume."""
        jobs = tuple(
            Job(e["title"], e["start"], e["end"], tuple(e.get("tasks", ())))
            for e in told["experiences"]
        )
        names = {name: tuple(others) for name, others in aliases.items()}
        return cls(tuple(told["skills"]), jobs, tuple(told.get("duties", ())), names)


def years(number: int) -> str:
    """`1 year`, `4 years`."""
    return f"{number} year{'' if number == 1 else 's'}"
