"""The offline teacher for questions about occupations: it knows nothing but what the prompt tells.

Asked what is typical, it repeats the figures of the group. Asked for skills, it takes those of the
siblings in turn: the first of each, the second of each, and so on.
"""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from generation.prompts import block
from graph.errors import TeacherError

RULES = 1
"""Raise when it answers the same prompt otherwise."""


class OfflineGuide(BaseChatModel):
    """A chat model that answers the prompts of `generation.guidance_prompts`."""

    @property
    def _llm_type(self) -> str:
        return "skillgraph-offline-guide"

    @property
    def teacher_name(self) -> str:
        """Name and rules, as written in the graph."""
        return f"offline-guide:{RULES}"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        facts = next((f for m in messages if (f := block(str(m.text), "context"))), None)
        if facts is None:
            raise TeacherError("The offline teacher found no context in the prompt.")
        said = _statistics(facts) if facts["task"] == "statistics" else _skills(facts)
        text = json.dumps(said, ensure_ascii=False)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])


def _skills(facts: dict[str, Any]) -> dict[str, list[str]]:
    ranks = zip_longest(*(sibling["skills"] for sibling in facts["siblings"]))
    known = dict.fromkeys(name for rank in ranks for name in rank if name)
    return {"skills": list(known)[: facts["number"]]}


def _statistics(facts: dict[str, Any]) -> dict[str, float]:
    group = facts["group"]
    return {
        "skills_mean": max(1.0, group["skills_mean"]),
        "skills_spread": min(group["skills_spread"], max(1.0, group["skills_mean"])),
        "years_mean": group["years_mean"],
        "years_spread": group["years_spread"],
    }
