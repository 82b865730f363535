"""Prompts: versioned template files, rendered to chat messages.

A template is `templates/<name>.v<number>.jinja`; a changed text gets a new number. Facts travel as
a JSON block between tags, so that a program can read them as well as a model can.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generation.drawing import unmatched_experiences, unmatched_skills
from generation.examples import Context, Experience
from generation.industries import industry_of
from generation.template_files import as_block, source, template
from graph.keys import content_hash

if TYPE_CHECKING:
    from jinja2 import Template
    from langchain_core.messages import BaseMessage

VERSIONS = {"system": 1, "triple": 2, "repair": 1}
_BLOCK = {tag: re.compile(rf"<{tag}>\s*(.*?)\s*</{tag}>", re.S) for tag in ("context", "repair")}
_STYLES = (
    "Markdown headings and dashes",
    "plain headings in capitals, no bullets",
    "no headings, short paragraphs",
    "numbered lists",
    "a table of years for the jobs, skills on one line",
    "skills only inside the descriptions of the jobs",
    "a summary in the first person, then bullets",
    "jobs in one line each, skills each with a few words on level",
    "a letter in the first person, without headings or lists",
    "a two-column table of skills and levels, jobs in prose",
    "headings in capitals, lines broken at 72 characters, a few typing errors",
    "skills grouped under two or three labels, the newest job told at length",
    "education first, each skill in a full sentence",
    "a short objective, skills separated by slashes, employers before titles",
)


def _template(name: str) -> Template:
    return template(name, VERSIONS[name])


@lru_cache
def _system() -> str:
    return _template("system").render()


@lru_cache
def _hashes() -> tuple[tuple[str, str], ...]:
    return tuple((n, f"v{v}:{content_hash(source(n, v))[:8]}") for n, v in VERSIONS.items())


def templates() -> dict[str, str]:
    """Template name -> version and content hash, as in `Provenance.templates`."""
    return dict(_hashes())


def facts(context: Context) -> dict[str, Any]:
    """What the prompt tells of a context; `variation` names the document for the offline teacher."""
    return {
        "variation": f"{context.seed}:{context.index}",
        "industry": industry_of(context.experiences[0].occupation, context.job_title),
        "job_title": context.job_title,
        "skills": [skill.name for skill in context.skills],
        "other_names": {
            s.name: list(s.aliases) for s in (*context.skills, *context.added.skills) if s.aliases
        },
        "duties": list(context.duties),
        "experiences": [_told(e) for e in context.experiences],
        "unmatched": {
            "skills": [skill.name for skill in unmatched_skills(context)],
            "experiences": [_told(e) for e in unmatched_experiences(context)],
        },
    }


def _told(experience: Experience) -> dict[str, Any]:
    return {
        "title": experience.title,
        "start": experience.start,
        "end": experience.end,
        "years": experience.years,
        "tasks": list(experience.tasks),
    }


def messages(context: Context) -> list[BaseMessage]:
    """The messages that ask for a triple."""
    from langchain_core.messages import HumanMessage, SystemMessage

    style = random.Random(f"style:{context.seed}:{context.index}").choice(_STYLES)
    text = _template("triple").render(context=as_block(facts(context)), style=style)
    return [SystemMessage(_system()), HumanMessage(text)]


def repair_messages(
    asked: Sequence[BaseMessage],
    reply: str,
    problems: Sequence[str],
    avoid: Sequence[str],
    attempt: int,
) -> list[BaseMessage]:
    """The messages that ask again, saying what was wrong.

    Args:
        asked: the messages before.
        reply: what came back.
        problems: a sentence for each failed check.
        avoid: names that must not be written.
        attempt: 1 for the first repair.
    """
    from langchain_core.messages import AIMessage, HumanMessage

    block = as_block({"attempt": attempt, "avoid": list(avoid)})
    text = _template("repair").render(problems=problems, repair=block)
    return [*asked, AIMessage(reply), HumanMessage(text)]


def block(text: str, tag: str) -> dict[str, Any] | None:
    """The JSON block between `<tag>` and `</tag>` in a rendered prompt, or None."""
    found = _BLOCK[tag].search(text)
    return json.loads(found.group(1)) if found else None
