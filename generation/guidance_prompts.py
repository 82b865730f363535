"""Prompts that ask a teacher about an occupation, and the replies they ask for.

Templates are versioned files as in `generation.prompts`; facts travel as a JSON block that a program
can read as well as a model can.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from generation.template_files import as_block, source, template
from graph.keys import content_hash, skill_key

if TYPE_CHECKING:
    from jinja2 import Template
    from langchain_core.messages import BaseMessage

VERSIONS = {"guide": 1, "statistics": 1, "skills": 1, "mend": 1}
MOST_WORDS, LONGEST = 6, 60
"""Of the name of a skill, in words and in characters."""


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StatisticsReply(_Reply):
    """What is typical: skills as a count, years in one job; spreads are standard deviations."""

    skills_mean: float = Field(ge=1, le=40)
    skills_spread: float = Field(ge=0, le=20)
    years_mean: float = Field(ge=0.25, le=20)
    years_spread: float = Field(ge=0, le=15)


class SkillsReply(_Reply):
    """Names of skills, the most important first."""

    skills: list[str] = Field(max_length=200)


def implausible(reply: StatisticsReply) -> list[str]:
    """What cannot be true of counts and durations."""
    found = []
    if reply.skills_spread > reply.skills_mean:
        found.append("skills_spread is larger than skills_mean: no such number of skills occurs.")
    if reply.years_spread > 1.5 * reply.years_mean:
        found.append("years_spread is more than 1.5 times years_mean: no such durations occur.")
    return found


def no_names(reply: SkillsReply) -> list[str]:
    """What is wrong with a list as a whole; single bad names are left out, see `names`."""
    if reply.skills and len(names(reply)) < len(reply.skills) / 2:
        return ["Most of it is no list of different names of skills in a few words each."]
    return []


def names(reply: SkillsReply) -> list[str]:
    """The names that can be a skill's, each once, in order."""
    found: dict[str, str] = {}
    for raw in reply.skills:
        name = " ".join(raw.split())
        key = skill_key(name)
        if key and len(name) <= LONGEST and len(name.split()) <= MOST_WORDS:
            found.setdefault(key, name)
    return list(found.values())


def prompt_version(task: str) -> str:
    """Version and content hash of the prompt for `statistics` or `skills`: `skills.v1:ab12cd34`."""
    texts = [source(name, VERSIONS[name]) for name in ("guide", task, "mend")]
    return f"{task}.v{VERSIONS[task]}:{content_hash(*texts)[:8]}"


def messages(task: str, facts: dict[str, Any], **values: Any) -> list[BaseMessage]:
    """The messages that ask about an occupation; `task` names the template."""
    from langchain_core.messages import HumanMessage, SystemMessage

    block = as_block({"task": task, **facts})
    text = _template(task).render(context=block, **values)
    return [SystemMessage(_template("guide").render()), HumanMessage(text)]


def mend(
    asked: Sequence[BaseMessage], reply: str, problems: Sequence[str], attempt: int
) -> list[BaseMessage]:
    """The messages that ask again, saying what was wrong with which answer, counted from 1."""
    from langchain_core.messages import AIMessage, HumanMessage

    # The number makes it another question, though a teacher should answer the same twice.
    text = _template("mend").render(problems=problems, attempt=attempt)
    return [*asked, AIMessage(reply), HumanMessage(text)]


def _template(name: str) -> Template:
    return template(name, VERSIONS[name])
