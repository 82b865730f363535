"""Asking for structured replies: by JSON schema, else as JSON, else as plain text.

Servers differ in what they know. Each way of asking is tried in turn; what a server turned down is
not tried again in the run.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable

_FAULT = re.compile(r"response_format|json_schema|json_object|json mode|structured output", re.I)
_METHODS = ("json_schema", "json_mode")


def response_formats(schema: type[BaseModel]) -> tuple[dict[str, Any], ...]:
    """`response_format` of chat completions, strictest first; empty for plain text."""
    strict = {"name": schema.__name__.lower(), "strict": True, "schema": strict_schema(schema)}
    return (
        {"response_format": {"type": "json_schema", "json_schema": strict}},
        {"response_format": {"type": "json_object"}},
        {},
    )


def strict_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a model without what strict mode does not know; pydantic checks it."""
    made: dict[str, Any] = json.loads(json.dumps(schema.model_json_schema()), object_hook=_plain)
    return made


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    # A property may be called like a keyword: only values of a keyword's kind are taken out.
    unknown = ("minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "default")
    return {k: v for k, v in part.items() if k not in unknown or isinstance(v, dict)}


def ways(
    model: BaseChatModel, schema: type[BaseModel], *, structured: bool
) -> list[Runnable[Any, Any]]:
    """The model, bound to each way of asking that it knows, strictest first."""
    from generation.teachers import is_openai

    if not structured:
        return [model]
    if is_openai(model):
        extra = dict(getattr(model, "extra_body", None) or {})
        # Past LangChain's own parser, which has no use for a reply that was cut off.
        return [model.bind(extra_body=extra | way) for way in response_formats(schema)]
    found: list[Runnable[Any, Any]] = []
    for method in _METHODS:
        try:
            found.append(model.with_structured_output(schema, method=method, include_raw=True))
        except (NotImplementedError, ValueError, TypeError):
            continue
    return [*found, model]


def message_of(result: Any) -> AIMessage:
    """The chat message in what a way of asking gave back; arguments of a tool call become text."""
    message: AIMessage = result["raw"] if isinstance(result, dict) else result
    if message.tool_calls and not str(message.text).strip():
        return message.model_copy(update={"content": json.dumps(message.tool_calls[0]["args"])})
    return message


def structure_fault(error: Exception) -> bool:
    """Whether it was the way of asking that the server did not accept."""
    if isinstance(error, NotImplementedError):
        return True
    return getattr(error, "status_code", None) in {400, 422} and bool(_FAULT.search(str(error)))
