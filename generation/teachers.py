"""Teachers are LangChain chat models: the offline one, or any server that speaks chat completions.

Faults of a hosted teacher come out as `TeacherUnavailable` (time-out, rate limit, server fault,
after all retries), `TeacherRefused` (key or permission) or `TeacherError` (the request is wrong).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generation.replies import Reply
from graph.errors import (
    InvalidValue,
    MissingExtra,
    TeacherError,
    TeacherRefused,
    TeacherUnavailable,
)

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_SCHEMA_FAULT = re.compile(r"response_format|json_schema|structured output", re.I)
OPENAI_URL = "https://api.openai.com/v1"


def make_teacher(
    spec: str = "offline",
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    seed: int = 0,
    timeout: float = 120.0,
    max_retries: int = 5,
    temperature: float | None = None,
    structured: bool = True,
) -> BaseChatModel:
    """The chat model that a teacher's name stands for.

    Args:
        spec: `offline`, or `openai:MODEL`.
        base_url: of a compatible server; OpenAI's when None.
        api_key: for the server; one of our own needs none.
        seed: for the offline teacher, and passed to servers that know seeds.
        timeout: seconds to wait for one answer.
        max_retries: after time-outs, rate limits (as long as the server asks) and server faults.
        temperature: of the model; its default when None.
        structured: ask the server to keep to the JSON schema of the reply.

    Raises:
        InvalidValue: no such teacher.
        MissingExtra: the package for hosted teachers is not installed.
        TeacherRefused: OpenAI without a key.
    """
    kind, _, model = spec.partition(":")
    if kind == "offline" and not model:
        from generation.offline import OfflineTeacher

        return OfflineTeacher(seed=seed)
    if kind != "openai" or not model:
        raise InvalidValue(
            f"There is no teacher {spec!r}.", hint="Use `offline` or `openai:MODEL`."
        )
    if not api_key and base_url is None:
        raise TeacherRefused(
            f"The teacher {spec!r} needs a key.",
            hint="Set OPENAI_API_KEY, or name your own server with --base-url.",
        )
    settings: dict[str, Any] = {"temperature": temperature} if temperature is not None else {}
    if structured:
        settings["model_kwargs"] = {"response_format": reply_schema()}
    return _openai(
        model=model,
        base_url=base_url or OPENAI_URL,
        api_key=api_key or "none",
        seed=seed,
        timeout=timeout,
        max_retries=max_retries,
        **settings,
    )


def _openai(*, api_key: str, **settings: Any) -> BaseChatModel:
    try:
        from langchain_openai import ChatOpenAI
    except ImportError as error:
        raise MissingExtra(
            "Hosted teachers need a package that is not installed.",
            hint="Run `pip install 'skillgraph[openai]'`.",
        ) from error
    from pydantic import SecretStr

    model: BaseChatModel = ChatOpenAI(
        api_key=SecretStr(api_key), use_responses_api=False, stream_usage=False, **settings
    )
    return model


def reply_schema() -> dict[str, Any]:
    """The JSON schema of a reply, as `response_format` of chat completions."""
    schema = Reply.model_json_schema()
    for field in schema["properties"].values():
        field.pop("minLength", None)  # Strict mode knows no lengths; `Reply` checks them.
    return {
        "type": "json_schema",
        "json_schema": {"name": "triple", "strict": True, "schema": schema},
    }


def teacher_name(teacher: BaseChatModel) -> str:
    """The name that goes into the provenance: `offline:...` or `openai:MODEL`."""
    own = getattr(teacher, "teacher_name", None)
    if isinstance(own, str):
        return own
    parameters = [f"{teacher._llm_type.removesuffix('-chat')}:{getattr(teacher, 'model_name', '')}"]
    temperature = getattr(teacher, "temperature", None)
    if temperature is not None:
        parameters.append(f"temperature={temperature:g}")
    return " ".join(parameters)


def teacher_fault(error: Exception) -> TeacherError:
    """One of our errors for what a chat model raised; never shows headers or keys."""
    status = getattr(error, "status_code", None)
    kind = type(error).__name__
    if status in {401, 403}:
        return TeacherRefused(
            "The teacher's server did not accept the key.", hint="Check OPENAI_API_KEY."
        )
    slow = isinstance(error, TimeoutError) or "Timeout" in kind
    if status == 408 or slow:
        return TeacherUnavailable(
            "The teacher did not answer in time.", hint="Run the same command again to go on."
        )
    if status == 429:
        return TeacherUnavailable(
            "The teacher's server limits the rate of requests.",
            hint="Wait, or lower --concurrency; the same command goes on where it stopped.",
        )
    if (isinstance(status, int) and status >= 500) or "Connection" in kind:
        return TeacherUnavailable(
            f"The teacher's server cannot be used now ({status or 'no connection'}).",
            hint="Run the same command again to go on.",
        )
    detail = str(getattr(error, "message", "") or error)[:200]
    if status is None:
        return TeacherError(f"The teacher's answer is no chat completion: {kind}: {detail}")
    return TeacherError(f"The teacher's server did not accept the request: {detail}")


def without_schema(teacher: BaseChatModel, error: Exception) -> BaseChatModel | None:
    """The same model asked for plain text, if it was the schema that the server did not accept."""
    extra = getattr(teacher, "model_kwargs", {})
    if "response_format" not in extra or not _SCHEMA_FAULT.search(str(error)):
        return None
    plain = {key: value for key, value in extra.items() if key != "response_format"}
    return teacher.model_copy(update={"model_kwargs": plain})
