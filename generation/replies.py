"""The structured reply of a teacher, and how it is read from what came back.

Some servers keep to the schema, some wrap the object in prose or a code fence; both are read. What
cannot be read is a `ReplyRejected`, which a repair may mend; a refusal is final.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import ReplyRejected, TeacherRefused

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

Finish = Literal["whole", "truncated", "refused"]

_CUT_OFF = frozenset({"length", "max_tokens"})
_FILTERED = frozenset({"content_filter", "refusal", "safety"})
"""How providers say, in small letters, that a reply was cut off or declined."""
_TRAILING = re.compile(r"[ \t\r\f\v\u00a0]+$", re.M)
_BLANKS = re.compile(r"\n{3,}")
_DECODER = json.JSONDecoder(strict=False)


class Implied(BaseModel):
    """A skill that a resume tells of by a task alone: the words that need it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: Literal["matched_resume", "unmatched_resume"]
    skill: str
    text: str = Field(min_length=1)


class Reply(BaseModel):
    """The three documents of a triple, and what their resumes imply."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    job_description: str = Field(min_length=1)
    matched_resume: str = Field(min_length=1)
    unmatched_resume: str = Field(min_length=1)
    implied: tuple[Implied, ...] = ()

    def cleaned(self) -> Reply:
        """Without blanks at line ends, runs of blank lines, or blank space around the text.

        In RJDB trailing blank space tells matched from unmatched resumes; here it cannot.
        """
        return Reply.model_construct(
            job_description=clean(self.job_description),
            matched_resume=clean(self.matched_resume),
            unmatched_resume=clean(self.unmatched_resume),
            implied=self.implied,
        )


def clean(text: str) -> str:
    """A document without needless blank space."""
    return _BLANKS.sub("\n\n", _TRAILING.sub("", text.replace("\r\n", "\n"))).strip()


def refusal_of(message: BaseMessage) -> str:
    """The words in which the model declined; empty when it did not."""
    refusal = str(message.additional_kwargs.get("refusal") or "")
    if not refusal and _ended(message) in _FILTERED:
        return str(message.text) or "content filter"
    return refusal


def finish_of(message: BaseMessage) -> Finish:
    """How a reply ended."""
    if refusal_of(message):
        return "refused"
    return "truncated" if _ended(message) in _CUT_OFF else "whole"


def _ended(message: BaseMessage) -> str:
    told = message.response_metadata
    return str(told.get("finish_reason") or told.get("stop_reason") or "").lower()


def parse(message: BaseMessage) -> Reply:
    """The reply that a chat message holds.

    Raises:
        TeacherRefused: the model declined.
        ReplyRejected: there is no object of the asked shape in the text.
    """
    if refusal := refusal_of(message):
        raise TeacherRefused(
            f"The teacher declined to answer: {refusal[:200]}",
            hint="Try another teacher for this context.",
        )
    return parse_text(str(message.text))


def readable(text: str) -> bool:
    """Whether a text holds a reply."""
    try:
        parse_text(text)
    except ReplyRejected:
        return False
    return True


@lru_cache(maxsize=64)  # who keeps a reply asks whether it can be read, and who checks it reads it
def parse_text(text: str) -> Reply:
    """The reply in a text: the text as a whole, or the first fitting JSON object inside it.

    Raises:
        ReplyRejected: there is none.
    """
    reason = "it holds no JSON object"
    for value in _objects(text):
        try:
            return Reply.model_validate(value).cleaned()
        except ValidationError as error:
            wrong = error.errors()[0]
            field = ".".join(map(str, wrong["loc"])) or "the object"
            reason = f"{field}: {wrong['msg'].lower()}"
    raise ReplyRejected(f"The teacher's reply cannot be read: {reason}.")


def _objects(text: str) -> list[Any]:
    """JSON objects in a text, outermost first."""
    found = []
    at = text.find("{")
    while at >= 0:
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            end = at + 1
        else:
            found.append(value)
        at = text.find("{", end)
    return found
