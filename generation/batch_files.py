"""The files of OpenAI's batch interface: requests out, replies and faults in."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import TeacherError, TeacherUnavailable

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from openai.types import Batch as Job

URL = "/v1/chat/completions"
_TRANSIENT = frozenset({"token_limit_exceeded", "rate_limit_exceeded", "server_error"})


class RequestFailed(Exception):
    """One request of a batch was turned down; has what a chat model's error has."""

    def __init__(self, status: int | None, message: str, code: str = "") -> None:
        super().__init__(message)
        self.status_code, self.message, self.code = status, message, code


def request_file(folder: Path, name: str) -> Path:
    """Where the requests of a batch are kept until it is collected."""
    return folder / f"batch-{name}.jsonl"


def tidy(folder: Path, begun: Collection[str]) -> None:
    """Take away request files of batches that were never begun, or are collected."""
    wanted = {request_file(folder, name) for name in begun}
    for path in folder.glob("batch-*"):
        if path not in wanted:
            path.unlink(missing_ok=True)


def write_requests(path: Path, requests: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Write call and body of each request, by rename."""
    fresh = path.with_suffix(".tmp")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        for call, body in requests:
            line = {"custom_id": str(call), "method": "POST", "url": URL}
            file.write(json.dumps(line | {"body": body}, ensure_ascii=False) + "\n")
    fresh.replace(path)


def read_line(row: Mapping[str, Any]) -> AIMessage | Exception:
    """The reply in a line of an output or error file, or why there is none."""
    from langchain_core.messages import AIMessage

    response, error = row.get("response") or {}, row.get("error") or {}
    body = response.get("body") or {}
    status = response.get("status_code")
    if error or status != 200:
        error = error or body.get("error") or {}
        code, message = str(error.get("code") or ""), str(error.get("message") or "no reason given")
        if code == "batch_expired":
            return TeacherUnavailable("The batch expired.", hint="The same command goes on.")
        return RequestFailed(status, message, code)
    try:
        choice, usage = body["choices"][0], body.get("usage") or {}
        message, ended = choice["message"], choice.get("finish_reason")
        made = AIMessage(
            message.get("content") or "",
            additional_kwargs={"refusal": message.get("refusal")},
            response_metadata={"finish_reason": ended},
        )
    except (KeyError, IndexError, TypeError, AttributeError) as wrong:
        return TeacherUnavailable(f"A line of the batch is no chat completion: {wrong!r}.")
    if usage:
        made.usage_metadata = {
            "input_tokens": usage.get("prompt_tokens", 0),
            "output_tokens": usage.get("completion_tokens", 0),
            "total_tokens": usage.get("total_tokens", 0),
            "input_token_details": {
                "cache_read": (usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0
            },
        }
    return made


def job_fault(job: Job) -> TeacherError:
    """Why calls of a batch that is over have no answer."""
    if job.status == "failed":
        errors = job.errors.data if job.errors and job.errors.data else []
        told = "; ".join(str(e.message) for e in errors[:3]) or "no reason given"
        if errors and all(e.code in _TRANSIENT for e in errors):
            return TeacherUnavailable(f"The provider does not take the batch now: {told}")
        return TeacherError(f"The provider did not accept the batch: {told}")
    return TeacherUnavailable(
        f"The batch is {job.status}, not all of it was answered.",
        hint="Run the same command again to go on.",
    )
