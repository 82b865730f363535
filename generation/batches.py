"""Calls through the batch interface of OpenAI: at half the price, within a day, resumable.

Questions that wait are written to a request file, uploaded, and submitted as one batch; its answers
settle the ledger all at once. Each step is noted in the ledger before the next one, so a run that
was killed goes on at the step that it had reached. Where it is not sure whether a submission got
through, it looks for the batch by the name in its metadata before it submits again.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from generation.batch_files import job_fault, read_line, request_file, write_requests
from generation.ledger import Answer, Batch, Kept, Ledger
from generation.structure import response_formats
from generation.teachers import facts_of, is_openai, teacher_fault, teacher_name
from graph.errors import InvalidValue, RunError, TeacherError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage
    from openai import AsyncOpenAI
    from openai.types import Batch as Job
    from pydantic import BaseModel

SIZE = 10_000
"""Requests in one batch, at most; OpenAI takes 50,000 and 200 MB."""
POLL_SECONDS = 30.0
QUIET_SECONDS = 1.0
"""A batch is sent when no further question has come for so long."""
NAME = "skillgraph"
"""The field of a batch's metadata that holds the name which the ledger knows it by."""

_OVER = frozenset({"completed", "failed", "expired", "cancelled"})


class Keeper(Protocol):
    """Knows what a reply cost, and shares it with other runs."""

    def answer(self, message: AIMessage) -> Answer:
        """A reply with its tokens and its cost."""
        ...

    def share(self, key: str, kept: Kept) -> None:
        """Let other runs have a reply, if it is of use to them."""
        ...


class Batches:
    """Sends the calls of one teacher in batches.

    Args:
        model: an OpenAI chat model, connected.
        schema: of the replies.
        ledger: of the run.
        folder: where request files are kept until they are collected.
        poll: seconds between two looks at a batch.
        quiet: seconds without a further question after which a batch is sent.
    """

    def __init__(
        self,
        model: BaseChatModel,
        schema: type[BaseModel],
        ledger: Ledger,
        folder: Path,
        *,
        poll: float = POLL_SECONDS,
        quiet: float = QUIET_SECONDS,
    ) -> None:
        self._client = client_of(model)
        self._name = teacher_name(model)
        self._parameters = _parameters(model)
        self._formats = response_formats(schema)
        self._structured = facts_of(model).structured
        self._ledger, self._folder = ledger, folder
        self.poll, self._quiet = poll, quiet
        self._queue: asyncio.Queue[tuple[int, dict[str, Any]]] = asyncio.Queue()
        self._replies: dict[int, asyncio.Future[AIMessage]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self.note: Callable[[str], None] = lambda _: None
        """Told where the batches stand."""

    async def send(self, call: int, messages: Sequence[BaseMessage], way: int) -> AIMessage:
        """Put a queued call into the next batch and wait for its reply.

        Raises:
            RequestFailed: the provider turned this one request down.
            TeacherUnavailable: the batch expired or was turned down for now.
            TeacherError: the provider did not accept the batch.
        """
        self._queue.put_nowait((call, self._body(messages, way)))
        return await self.wait(call)

    async def wait(self, call: int) -> AIMessage:
        """The reply to a call of a batch; errors as `send`."""
        reply = self._replies.setdefault(call, asyncio.get_running_loop().create_future())
        return await asyncio.shield(reply)

    @asynccontextmanager
    async def running(self, keeper: Keeper) -> AsyncIterator[None]:
        """Collect what was submitted before, and send what comes."""
        self._keeper = keeper
        for batch in self._ledger.batches(self._name):
            self._start(batch)
        gathering = asyncio.create_task(self._gather())
        try:
            yield
        finally:
            for task in (gathering, *self._running):
                task.cancel()
            await asyncio.gather(gathering, *self._running, return_exceptions=True)

    async def _gather(self) -> None:
        while True:
            requests = [await self._queue.get()]
            while len(requests) < SIZE:
                try:
                    requests.append(await asyncio.wait_for(self._queue.get(), self._quiet))
                except TimeoutError:
                    break
            self._begin(requests)

    def _begin(self, requests: Sequence[tuple[int, dict[str, Any]]]) -> None:
        name, calls = uuid.uuid4().hex, [call for call, _ in requests]
        try:
            write_requests(self._file(name), requests)
        except OSError as error:
            fault = RunError(f"The folder {self._folder} cannot be written: {error.strerror}.")
            return self._fail(calls, fault)
        self._ledger.begin_batch(name, self._name, calls)
        return self._start(Batch(name, None, None))

    def _start(self, batch: Batch) -> None:
        task = asyncio.create_task(self._carry_out(batch))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _carry_out(self, batch: Batch) -> None:
        """Take a batch from the step that it has reached to its end."""
        try:
            file = batch.file or await self._upload(batch.name)
            job = await self._submitted(batch, file)
            while job.status not in _OVER:
                self._tell(job)
                await asyncio.sleep(self.poll)
                job = await self._client.batches.retrieve(job.id)
            await self._collect(batch.name, job)
        except Exception as error:  # noqa: BLE001 whatever it is, those who wait are told
            # Nothing is lost: the ledger knows how far it came. But asking again would not help.
            fault = TeacherError(
                f"The batch interface cannot be used: {teacher_fault(error).message}",
                hint="Run the same command again to go on.",
            )
            self._fail(self._ledger.batch_calls(batch.name), fault)

    async def _upload(self, name: str) -> str:
        made = await self._client.files.create(file=self._file(name), purpose="batch")
        self._ledger.uploaded(name, made.id)
        return made.id

    async def _submitted(self, batch: Batch, file: str) -> Job:
        """The provider's job; only one is ever made, whatever came between."""
        if batch.job is not None:
            return await self._client.batches.retrieve(batch.job)
        # A batch whose file was known before may have been submitted by a process that was killed.
        job = await self._find(batch.name) if batch.file is not None else None
        if job is None:
            try:
                job = await self._create(batch.name, file)
            except Exception as error:
                job = await self._find(batch.name)
                if job is None:
                    raise error from None
        self._ledger.submitted(batch.name, job.id)
        return job

    async def _create(self, name: str, file: str) -> Job:
        # Once: a second attempt by the client itself might submit the batch twice.
        return await self._client.with_options(max_retries=0).batches.create(
            input_file_id=file,
            endpoint="/v1/chat/completions",
            completion_window="24h",
            metadata={NAME: name},
        )

    async def _find(self, name: str) -> Job | None:
        async for job in self._client.batches.list(limit=100):
            if (job.metadata or {}).get(NAME) == name:
                return job
        return None

    async def _collect(self, name: str, job: Job) -> None:
        calls = self._ledger.batch_calls(name)
        replies, faults = await self._results(job)
        answers = {c: self._keeper.answer(message) for c, message in replies.items() if c in calls}
        self._ledger.collect(name, answers)
        for call, key in calls.items():
            if call in answers:
                self._keeper.share(key, answers[call].kept)
                self._future(call).set_result(replies[call])
        self._fail(
            [call for call in calls if call not in answers],
            job_fault(job),
            faults,
        )
        self._file(name).unlink(missing_ok=True)
        self._tell(job)

    async def _results(self, job: Job) -> tuple[dict[int, AIMessage], dict[int, Exception]]:
        """Replies and faults by call, from the files that the provider wrote."""
        replies: dict[int, AIMessage] = {}
        faults: dict[int, Exception] = {}
        for file in (job.output_file_id, job.error_file_id):
            if file is None:
                continue
            text = (await self._client.files.content(file)).text
            for line in text.splitlines():
                row = json.loads(line)
                made = read_line(row)
                if isinstance(made, Exception):
                    faults[int(row["custom_id"])] = made
                else:
                    replies[int(row["custom_id"])] = made
        return replies, faults

    def _fail(
        self,
        calls: Iterable[int],
        fault: Exception,
        own: Mapping[int, Exception] | None = None,
    ) -> None:
        for call in calls:
            self._future(call).set_exception((own or {}).get(call, fault))

    def _future(self, call: int) -> asyncio.Future[AIMessage]:
        """The future of a call, made when nobody waits: then nobody misses its exception either."""
        future = self._replies.pop(call, None)
        if future is None:
            future = asyncio.get_running_loop().create_future()
            future.add_done_callback(lambda done: done.exception())
        return future

    def _body(self, messages: Sequence[BaseMessage], way: int) -> dict[str, Any]:
        from langchain_core.messages import convert_to_openai_messages

        asked = {"messages": convert_to_openai_messages(list(messages))}
        return self._parameters | asked | (self._formats[way] if self._structured else {})

    def _file(self, name: str) -> Path:
        return request_file(self._folder, name)

    def _tell(self, job: Job) -> None:
        counts = job.request_counts
        told = f" {counts.completed:,} of {counts.total:,}" if counts else ""
        self.note(f"batch {job.status}{told}")


def client_of(model: BaseChatModel) -> AsyncOpenAI:
    """The client of a chat model that has a batch interface.

    Raises:
        InvalidValue: its provider has none that is known here.
    """
    if not is_openai(model):
        raise InvalidValue(
            f"The teacher {teacher_name(model)!r} has no batch interface.",
            hint="Leave --batch out, or use `openai:MODEL`.",
        )
    client: AsyncOpenAI = getattr(model, "root_async_client")  # noqa: B009 a field of ChatOpenAI
    return client.with_options(max_retries=5)


def _parameters(model: Any) -> dict[str, Any]:
    told = {
        "model": model.model_name,
        "temperature": model.temperature,
        "seed": model.seed,
        "max_completion_tokens": model.max_tokens,
        **(model.extra_body or {}),
    }
    return {name: value for name, value in told.items() if value is not None}
