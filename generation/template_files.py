"""Prompt templates: versioned files, `templates/<name>.v<number>.jinja`; a changed text gets a new
number. Facts travel in them as a JSON block, which a program can read as well as a model can.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


def source(name: str, version: int) -> str:
    """The text of a template."""
    path = files("generation") / "templates" / f"{name}.v{version}.jinja"
    return path.read_text(encoding="utf-8")


@lru_cache
def template(name: str, version: int) -> Template:
    """A template, ready to render; a value that it lacks is an error."""
    from jinja2 import Environment, StrictUndefined

    # Prompts are plain text; escaping for HTML would change the names of skills.
    environment = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
    return environment.from_string(source(name, version))


def as_block(value: object) -> str:
    """JSON to stand between tags in a prompt."""
    # `<` is escaped so that no text can close the tags around the block.
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
