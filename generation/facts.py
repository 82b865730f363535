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


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document tells: names of skills, jobs newest first, other names of the skills."""

    skills: tuple[str, ...]
    jobs: tuple[Job, ...]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, told: Mapping[str, Any], aliases: Mapping[str, list[str]]) -> Facts:
        """From the JSON block of a prompt, or its part on the unmatched resume."""
        jobs = tuple(Job(e["title"], e["start"], e["end"]) for e in told["experiences"])
        return cls(tuple(told["skills"]), jobs, {k: tuple(v) for k, v in aliases.items()})


def years(number: int) -> str:
    """`1 year`, `4 years`."""
    return f"{number} year{'' if number == 1 else 's'}"
