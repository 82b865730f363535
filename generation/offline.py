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

from generation.posting_writer import write_posting
from generation.prompts import block
from generation.resume_writer import Job, write_resume
from generation.wording import Chooser, phrases_hash
from graph.errors import TeacherError
from graph.keys import skill_key

GRAMMAR = 1
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

    def _write(self, facts: dict[str, Any], repair: dict[str, Any]) -> dict[str, str]:
        names = [*facts["skills"], *repair.get("avoid", ())]
        variation = f"{self.seed}:{facts['variation']}:{repair.get('attempt', 0)}"
        chooser = Chooser(variation, [skill_key(name) for name in names])
        jobs, kept = _jobs(facts["experiences"]), _jobs(facts["unmatched"]["experiences"])
        return {
            "job_description": write_posting(facts["skills"], jobs, chooser),
            "matched_resume": write_resume(facts["skills"], jobs, chooser),
            "unmatched_resume": write_resume(facts["unmatched"]["skills"], kept, chooser),
        }


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


def _jobs(experiences: Sequence[dict[str, Any]]) -> list[Job]:
    return [Job(e["title"], e["start"], e["end"]) for e in experiences]
