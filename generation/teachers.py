"""Teachers are LangChain chat models: the offline one, or one that a provider or server hosts.

Faults of a hosted teacher come out as `TeacherUnavailable` (time-out, rate limit, server fault,
after all retries), `TeacherRefused` (key or permission) or `TeacherError` (the request is wrong).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import (
    InvalidValue,
    MissingExtra,
    TeacherError,
    TeacherRefused,
    TeacherUnavailable,
)

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_SPECS = "Use `offline`, `openai:MODEL` or `PROVIDER:MODEL`."
OPENAI_URL = "https://api.openai.com/v1"
MAX_OUTPUT = 3_000
"""Tokens of one reply, at most; three documents take about 900."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be known of a hosted teacher to pay for it and to know its replies again."""

    spec: str
    server: str
    max_output: int
    retries: int
    structured: bool


def make_teacher(
    spec: str = "offline",
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    seed: int = 0,
    timeout: float = 120.0,
    max_retries: int = 5,
    temperature: float | None = None,
    max_output: int = MAX_OUTPUT,
    structured: bool = True,
) -> BaseChatModel:
    """The chat model that a teacher's name stands for.

    Args:
        spec: `offline`, `openai:MODEL`, or `PROVIDER:MODEL` of another provider of LangChain.
        base_url: of a compatible server; the provider's when None.
        api_key: for OpenAI or the server at `base_url`; one of our own needs none. Other providers
            read theirs from the environment variable that they document.
        seed: for the offline teacher, and passed to OpenAI and compatible servers.
        timeout: seconds to wait for one answer.
        max_retries: after time-outs, rate limits (as long as the server asks) and server faults.
        temperature: of the model; its default when None.
        max_output: tokens of one reply, at most.
        structured: ask the server to keep to the JSON schema of the reply.

    Raises:
        InvalidValue: no such teacher.
        MissingExtra: the package for its provider is not installed.
        TeacherRefused: it needs a key.
    """
    provider, _, model = spec.partition(":")
    if provider == "offline" and not model:
        from generation.offline import OfflineTeacher

        return OfflineTeacher(seed=seed)
    if not provider or not model or provider == "offline":
        raise InvalidValue(f"There is no teacher {spec!r}.", hint=_SPECS)
    server = (base_url or "").rstrip("/")
    facts = Facts(spec, "" if server == OPENAI_URL else server, max_output, max_retries, structured)
    settings: dict[str, Any] = {"timeout": timeout, "metadata": {"skillgraph": facts}}
    if temperature is not None:
        settings["temperature"] = temperature
    if provider != "openai":
        return _provided(provider, model, base_url, max_output, settings)
    if not api_key and base_url is None:
        raise TeacherRefused(
            f"The teacher {spec!r} needs a key.",
            hint="Set OPENAI_API_KEY, or name your own server with --base-url.",
        )
    return _openai(
        model,
        base_url=base_url or OPENAI_URL,
        api_key=api_key or "none",
        seed=seed,
        max_output=max_output,
        settings=settings,
    )


def _openai(
    model: str,
    *,
    base_url: str,
    api_key: str,
    seed: int,
    max_output: int,
    settings: dict[str, Any],
) -> BaseChatModel:
    try:
        from langchain_openai import ChatOpenAI
    except ImportError as error:
        raise MissingExtra(
            "The teachers `openai:MODEL` need a package that is not installed.",
            hint="Run `pip install 'skillgraph[openai]'`.",
        ) from error
    from pydantic import SecretStr

    # Other servers know the older name of the limit, and some know only that.
    ours = base_url.rstrip("/") == OPENAI_URL
    limit = {"max_tokens": max_output} if ours else {"extra_body": {"max_tokens": max_output}}
    made: BaseChatModel = ChatOpenAI(
        model=model,
        base_url=base_url,
        api_key=SecretStr(api_key),
        seed=seed,
        max_retries=0,  # Every attempt must pass the budget.
        use_responses_api=False,
        stream_usage=False,
        include_response_headers=True,
        **limit,
        **settings,
    )
    return made


def _provided(
    provider: str, model: str, base_url: str | None, max_output: int, settings: dict[str, Any]
) -> BaseChatModel:
    """A chat model of any provider that LangChain knows."""
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise MissingExtra(
            f"The teachers `{provider}:MODEL` need a package that is not installed.",
            hint="Run `pip install 'skillgraph[providers]'`.",
        ) from error
    given = settings | ({} if base_url is None else {"base_url": base_url})
    try:
        made: BaseChatModel = init_chat_model(
            model, model_provider=provider, **given, max_tokens=max_output, max_retries=0
        )
    except ImportError as error:
        raise MissingExtra(
            f"The provider {provider!r} needs its own package: {first_line(error)}",
            hint=f"Run `pip install langchain-{provider.replace('_', '-')}`.",
        ) from error
    except Exception as error:
        if isinstance(error, ValueError) and str(error).startswith("Unsupported"):
            raise InvalidValue(
                f"LangChain knows no provider {provider!r}.",
                hint=_SPECS,
            ) from error
        raise TeacherRefused(
            f"The teacher `{provider}:{model}` cannot be used: {first_line(error)}",
            hint="Set the environment variables that its provider documents.",
        ) from error
    return made


def is_hosted(teacher: BaseChatModel) -> bool:
    """Whether asking it goes over the network and may cost money."""
    return not teacher._llm_type.startswith("skillgraph-offline")


def is_openai(teacher: BaseChatModel) -> bool:
    """Whether it speaks chat completions through the package of OpenAI."""
    return teacher._llm_type == "openai-chat"


def facts_of(teacher: BaseChatModel) -> Facts:
    """The facts of a hosted teacher, also of one that `make_teacher` did not make."""
    known = (teacher.metadata or {}).get("skillgraph")
    if isinstance(known, Facts):
        return known
    most = getattr(teacher, "max_tokens", None) or MAX_OUTPUT
    server = str(getattr(teacher, "openai_api_base", "") or getattr(teacher, "base_url", "") or "")
    return Facts(teacher_name(teacher), server, int(most), 5, structured=True)


def teacher_name(teacher: BaseChatModel) -> str:
    """The name in the provenance: `offline:...`, or `openai:MODEL seed=0 temperature=0.7`."""
    own = getattr(teacher, "teacher_name", None)
    if isinstance(own, str):
        return own
    known = (teacher.metadata or {}).get("skillgraph")
    model = getattr(teacher, "model_name", None) or getattr(teacher, "model", "")
    spec = known.spec if isinstance(known, Facts) else f"{_kind(teacher)}:{model}"
    told = {name: getattr(teacher, name, None) for name in ("seed", "temperature")}
    return " ".join([spec, *(f"{k}={v:g}" for k, v in told.items() if v is not None)])


def _kind(teacher: BaseChatModel) -> str:
    return teacher._llm_type.removesuffix("-chat")


def first_line(error: Exception) -> str:
    """What a library says, short: one line ending in a full stop."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200].rstrip(".") + "."


def status_of(error: BaseException) -> int | None:
    """The HTTP status that an error of any provider's package holds, or None."""
    response = getattr(error, "response", None)
    told = (
        getattr(error, "status_code", None),
        getattr(response, "status_code", None),
        getattr(error, "code", None),
    )
    return next((int(s) for s in told if isinstance(s, int) and 400 <= s < 600), None)


def teacher_fault(error: Exception) -> TeacherError:
    """One of our errors for what a chat model raised; never shows headers or keys."""
    status = status_of(error)
    kind = type(error).__name__
    if status in {401, 403}:
        return TeacherRefused(
            "The teacher's server did not accept the key.",
            hint="Check OPENAI_API_KEY, or the variable that the provider documents.",
        )
    if getattr(error, "code", None) == "insufficient_quota":
        return TeacherRefused(
            "The account of the teacher has no credit left.",
            hint="The same command goes on where it stopped once there is some.",
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
    if (status or 0) >= 500 or "Connect" in kind:
        return TeacherUnavailable(
            f"The teacher's server cannot be used now ({status or 'no connection'}).",
            hint="Run the same command again to go on.",
        )
    detail = str(getattr(error, "message", "") or error)[:200]
    if status is None:
        return TeacherError(f"The teacher's answer is no chat completion: {kind}: {detail}")
    return TeacherError(f"The teacher's server did not accept the request: {detail}")
