"""The offline teacher: a chat model without network, key or weights.

It reads the facts from the JSON block of the prompt and writes from the phrase files. The same
prompt and seed give the same reply. It is the default teacher, so the whole chain runs anywhere.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from generation.facts import Facts
from generation.posting_writer import write_posting
from generation.prompts import block
from generation.resume_writer import implied_quotes, write_resume
from generation.skill_words import core
from generation.wording import Chooser, phrases_hash
from graph.errors import TeacherError
from graph.keys import skill_key

GRAMMAR = 3
"""Raise when the writers change what they write; a run never mixes two grammars."""


class OfflineTeacher(BaseChatModel):
    """A chat model that answers the prompts of `generation.prompts`."""

    seed: int = 0
    delay: float = 0.0
    """Seconds to wait before each answer, to try out how slow teachers are handled."""

    @property
    def _llm_type(self) -> str:
        return "skillgraph-offline"

    @property
    def teacher_name(self) -> str:
        """Name, grammar and phrase files, as written in the provenance."""
        return f"offline:{GRAMMAR}.{phrases_hash()}:{self.seed}"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        if self.delay:
            time.sleep(self.delay)
        facts, repair = _read(messages)
        text = json.dumps(self._write(facts, repair), ensure_ascii=False)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])

    def _write(self, facts: dict[str, Any], repair: dict[str, Any]) -> dict[str, Any]:
        aliases = facts.get("other_names", {})
        told, left = Facts.read(facts, aliases), Facts.read(facts["unmatched"], aliases)
        names = {*told.skills, *left.skills, *repair.get("avoid", ())}
        names.update(other for others in aliases.values() for other in others)
        variation = f"{self.seed}:{facts['variation']}:{repair.get('attempt', 0)}"
        banned = {skill_key(said) for name in names for said in (name, core(name))}
        industry = facts.get("industry", "")
        chooser = Chooser(
            variation, banned, industry, slips=_slips(variation), own={"goal": _goals(told)}
        )
        matched, implied = write_resume(told, chooser)
        unmatched, left_implied = write_resume(left, chooser)
        return {
            "job_description": write_posting(told, chooser),
            "matched_resume": matched,
            "unmatched_resume": unmatched,
            "implied": [
                *implied_quotes("matched_resume", implied),
                *implied_quotes("unmatched_resume", left_implied),
            ],
        }


def _goals(told: Facts) -> list[str]:
    """Short tasks of the jobs as what something is done for: `confer with clients`."""
    tasks = [*told.duties, *(task for job in told.jobs for task in job.tasks)]
    short = [t.rstrip(".") for t in tasks if len(t.split()) <= 13 and not set("{}<>") & set(t)]
    return [t[:1].lower() + t[1:] for t in short]


def _slips(variation: str) -> float:
    """Percent of phrases with a typing error: most people make none, some make many."""
    return Chooser(variation).weighted(((0, 85), (4, 9), (12, 6)), "slips")


def _read(messages: Sequence[BaseMessage]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Facts and, where the prompt asks again, what to mend."""
    facts, repair = None, None
    for message in messages:
        if message.type == "human":
            facts = block(message.text, "context") or facts
            repair = block(message.text, "repair") or repair
    if facts is None:
        raise TeacherError("The offline teacher found no context in the prompt.")
    return facts, repair or {}
