"""Files and batches of the chat server: jobs that take a few looks, expire, or fail in part."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from typing import Any
from urllib.parse import urlsplit

Sent = tuple[int, str]
Answered = Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]


@dataclass
class Job:
    """A batch; `answered` says how many of its requests are answered before it ends."""

    id: str
    file: str
    metadata: dict[str, str]
    looks: int
    answered: int | None
    ends: str
    status: str = "validating"
    output: str | None = None
    error: str | None = None
    errors: list[dict[str, str]] = field(default_factory=list)
    total: int = 0

    def told(self) -> str:
        return json.dumps(
            {
                "id": self.id,
                "object": "batch",
                "endpoint": "/v1/chat/completions",
                "completion_window": "24h",
                "created_at": 0,
                "input_file_id": self.file,
                "status": self.status,
                "metadata": self.metadata,
                "output_file_id": self.output,
                "error_file_id": self.error,
                "errors": {"object": "list", "data": self.errors} if self.errors else None,
                "request_counts": {"total": self.total, "completed": 0, "failed": 0},
            }
        )


@dataclass
class BatchJobs:
    """What becomes of the next batches is in `plans`: how many are answered, and how they end."""

    files: dict[str, str] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    looks: int = 2
    plans: list[tuple[int | None, str]] = field(default_factory=list)
    rejected: list[dict[str, str]] = field(default_factory=list)
    """Errors of the next batch that is turned down as a whole."""
    drop_after: set[str] = field(default_factory=set)
    """Steps (`files`, `batches`) that are done, but whose next answer never arrives."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, path: str, content: bytes, kind: str) -> tuple[int, str, dict[str, str], float]:
        with self._lock:
            step = path.rsplit("/", 1)[1]
            status, text = self._upload(content, kind) if step == "files" else self._create(content)
            dropped = step in self.drop_after
            self.drop_after.discard(step)
            return status, text, {}, 0.0 if dropped else 1.0

    def get(self, path: str, answer: Answered) -> Sent:
        with self._lock:
            parts = urlsplit(path).path.split("/")[2:]
            if parts == ["batches"]:
                data = [json.loads(job.told()) for job in reversed(self.jobs)]
                return 200, json.dumps({"object": "list", "data": data, "has_more": False})
            if parts[0] == "batches":
                return 200, self._look(next(j for j in self.jobs if j.id == parts[1]), answer)
            return 200, self.files[parts[1]]

    def _upload(self, content: bytes, kind: str) -> Sent:
        whole = message_from_bytes(
            b"Content-Type: " + kind.encode() + b"\r\n\r\n" + content, policy=HTTP
        )
        parts = {p.get_param("name", header="content-disposition"): p for p in whole.iter_parts()}
        assert parts["purpose"].get_content().strip() == "batch"
        raw = bytes(parts["file"].get_payload(decode=True))
        return 200, json.dumps(self._file(raw.decode("utf-8")))

    def _file(self, text: str) -> dict[str, Any]:
        name = f"file-{len(self.files)}"
        self.files[name] = text
        about = {"id": name, "object": "file", "bytes": len(text), "created_at": 0}
        return about | {"filename": "f.jsonl", "purpose": "batch", "status": "processed"}

    def _create(self, content: bytes) -> Sent:
        asked = json.loads(content)
        assert asked["endpoint"] == "/v1/chat/completions"
        answered, ends = self.plans.pop(0) if self.plans else (None, "completed")
        job = Job(
            f"batch-{len(self.jobs)}",
            asked["input_file_id"],
            asked["metadata"],
            self.looks,
            answered,
            ends,
        )
        if self.rejected:
            job.status, job.errors, self.rejected = "failed", self.rejected, []
        self.jobs.append(job)
        return 200, job.told()

    def _look(self, job: Job, answer: Answered) -> str:
        job.looks -= 1
        if job.status == "validating":
            job.status = "in_progress"
        if job.looks <= 0 and job.status == "in_progress":
            self._end(job, answer)
        return job.told()

    def _end(self, job: Job, answer: Answered) -> None:
        lines = [json.loads(line) for line in self.files[job.file].splitlines()]
        job.total = len(lines)
        good: list[dict[str, Any]] = []
        bad: list[dict[str, Any]] = []
        for at, line in enumerate(lines):
            row: dict[str, Any] = {"id": f"r{at}", "custom_id": line["custom_id"]}
            if job.answered is not None and at >= job.answered:
                error = {"code": "batch_expired", "message": "This request could not be executed."}
                bad.append(row | {"response": None, "error": error})
                continue
            status, body = answer(line["body"])
            row |= {"response": {"status_code": status, "body": body}, "error": None}
            (good if status == 200 else bad).append(row)
        job.output = self._results(good)
        job.error = self._results(bad)
        job.status = job.ends

    def _results(self, rows: list[dict[str, Any]]) -> str | None:
        if not rows:
            return None
        name = self._file("".join(json.dumps(row) + "\n" for row in rows))["id"]
        return str(name)
