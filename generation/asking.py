"""Asking a hosted teacher: never twice for the same, never beyond the budget, never too fast.

A question goes first to the ledger of the run and the shared cache. What they do not know is
entered in the ledger at its highest price, asked when the server's limits allow it, and settled
with its reply. A server's fault is tried again after a pause; every attempt is a call of its own.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel

from generation.cache import ReplyCache
from generation.ledger import QUEUED, Answer, Kept, Ledger
from generation.limits import LONGEST_WAIT, RateLimits, asked_pause, backoff
from generation.prices import Price, Usage
from generation.replies import finish_of, refusal_of
from generation.structure import message_of, strict_schema, structure_fault, ways
from generation.teachers import facts_of, teacher_fault, teacher_name
from graph.errors import SkillgraphError, TeacherUnavailable
from graph.keys import content_hash

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

_PER_MESSAGE = 16
"""Tokens, at most, that a chat message costs beside its text."""
_NEVER_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout"})
_PERHAPS_PAID = frozenset({408, 504})
"""The server, or a proxy before it, gave up while the model may have been writing."""


class BatchSender(Protocol):
    """Sends calls in batches; settles them in the ledger before it gives the reply."""

    poll: float
    """Seconds between two looks at a batch, and before what failed is sent again."""

    async def send(self, call: int, messages: Sequence[BaseMessage], way: int) -> AIMessage:
        """Put a queued call into the next batch and wait for its reply."""
        ...

    async def wait(self, call: int) -> AIMessage:
        """The reply to a call of a batch that was submitted before."""
        ...


class Asker:
    """Asks one teacher for replies of one shape.

    Args:
        model: a hosted chat model, as `connected` gives it.
        schema: of the reply.
        usable: whether a text can be read as a reply; only such replies are shared with other runs.
        ledger: of the run.
        cache: shared between runs; none when None.
        price: None when it is not known; then nothing is known of money either.
        batches: sends calls in batches; live when None.
    """

    def __init__(
        self,
        model: BaseChatModel,
        schema: type[BaseModel],
        usable: Callable[[str], bool],
        *,
        ledger: Ledger,
        cache: ReplyCache | None = None,
        price: Price | None = None,
        batches: BatchSender | None = None,
    ) -> None:
        self.name = teacher_name(model)
        self._facts = facts_of(model)
        self._ways = ways(model, schema, structured=self._facts.structured)
        self._way = 0
        self._overhead = len(json.dumps(strict_schema(schema)))
        self._usable, self._ledger, self._cache = usable, ledger, cache
        self._price, self._batches = price, batches
        self._limits = RateLimits()

    async def ask(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """The reply to a question, from whoever has it.

        Raises:
            BudgetSpent: it could cost more than is left.
            TeacherUnavailable: the server's faults outlast all attempts.
            TeacherRefused: the key was not accepted, or there is no credit.
            TeacherError: the server did not accept the request.
        """
        key = self.key(messages)
        if (kept := self._known(key)) is not None:
            return as_message(kept)
        attempt = 0
        while True:
            way = self._way
            try:
                return await self._once(key, messages, way)
            except Exception as error:  # noqa: BLE001 `_pause` raises what is no passing fault
                if structure_fault(error) and way + 1 < len(self._ways):
                    self._way = max(self._way, way + 1)
                    continue
                await self._pause(error, attempt)
                attempt += 1

    def key(self, messages: Sequence[BaseMessage]) -> str:
        """What names a question: teacher, server, parameters and messages, not the way of asking."""
        told = json.dumps([[m.type, m.text] for m in messages], ensure_ascii=False)
        return content_hash(self.name, self._facts.server, str(self._facts.max_output), told)

    def answer(self, message: AIMessage) -> Answer:
        """A reply with its tokens and its cost."""
        usage, usd = usage_of(message), None
        if usage is None:
            return Answer(_kept(message), Usage(), 0.0 if self._price is None else None)
        if self._price is not None:
            usd = self._price.cost(usage, batch=self._batches is not None)
        return Answer(_kept(message), usage, usd or 0.0)

    def share(self, key: str, kept: Kept) -> None:
        """Let other runs have a reply, if it is whole and can be read."""
        if self._cache is not None and kept.finish == "whole" and self._usable(kept.text):
            self._cache.put(key, self.name, kept.text)

    def _known(self, key: str) -> Kept | None:
        if (kept := self._ledger.reply(key)) is not None:
            return kept
        shared = self._cache.get(key) if self._cache is not None else None
        return None if shared is None else Kept(shared, "whole")

    async def _once(self, key: str, messages: Sequence[BaseMessage], way: int) -> AIMessage:
        most = self._most(messages)
        usd = self._price.cost(most, batch=self._batches is not None) if self._price else 0.0
        if self._batches is None:
            await self._limits.enter(most.input / 4 + most.output)
            call = await self._ledger.reserve(key, self.name, usd)
            return await self._live(call, key, messages, way)
        pending = self._ledger.pending(key)
        if pending is not None:
            return await self._batches.wait(pending)
        call = await self._ledger.reserve(key, self.name, usd, QUEUED)
        return await self._batches.send(call, messages, way)

    async def _live(
        self, call: int, key: str, messages: Sequence[BaseMessage], way: int
    ) -> AIMessage:
        try:
            message = message_of(await self._ways[way].ainvoke(list(messages)))
        except Exception as error:
            self._limits.told(_headers(error))
            (self._ledger.lose if _perhaps_paid(error) else self._ledger.release)(call)
            raise
        self._limits.told(message.response_metadata.pop("headers", {}))
        answer = self.answer(message)
        self._ledger.settle(call, answer)
        self.share(key, answer.kept)
        return message

    def _most(self, messages: Sequence[BaseMessage]) -> Usage:
        """The tokens that a call can cost at most: no token is shorter than a byte."""
        size = sum(len(str(m.text).encode()) + _PER_MESSAGE for m in messages) + self._overhead
        return Usage(input=size, output=self._facts.max_output)

    async def _pause(self, error: Exception, attempt: int) -> None:
        """Wait as long as the server asks, or as a growing pause; or give up."""
        if isinstance(error, SkillgraphError) and not isinstance(error, TeacherUnavailable):
            raise error
        fault = error if isinstance(error, TeacherUnavailable) else teacher_fault(error)
        asked = asked_pause(_headers(error))
        spent = attempt >= self._facts.retries or (asked or 0.0) > LONGEST_WAIT
        if spent or not isinstance(fault, TeacherUnavailable):
            raise fault from error
        if self._batches is not None:
            # All of them for the same time, so that they come back as one batch.
            await asyncio.sleep(self._batches.poll)
            return
        if asked is not None:
            self._limits.pause(asked)
        await asyncio.sleep(backoff(attempt) if asked is None else asked + backoff(0) / 4)


@asynccontextmanager
async def connected(model: BaseChatModel) -> AsyncIterator[BaseChatModel]:
    """The model with connections of its own, which belong to this event loop and end with it."""
    client: Any = getattr(model, "root_async_client", None)
    if client is None:  # not of the family of OpenAI's models
        yield model
        return
    from openai import DefaultAsyncHttpxClient

    async with DefaultAsyncHttpxClient(timeout=client.timeout, base_url=client.base_url) as http:
        own = client.with_options(http_client=http, max_retries=0)
        yield model.model_copy(
            update={"root_async_client": own, "async_client": own.chat.completions}
        )


def as_message(kept: Kept) -> AIMessage:
    """A kept reply as the chat message that it was."""
    from langchain_core.messages import AIMessage

    ended = {"truncated": "length", "refused": "content_filter"}.get(kept.finish, "stop")
    return AIMessage(kept.text, response_metadata={"finish_reason": ended})


def usage_of(message: AIMessage) -> Usage | None:
    """The tokens of a reply; None where the server does not tell."""
    told = message.usage_metadata
    if told is None:
        return None
    cached = told.get("input_token_details", {}).get("cache_read") or 0
    return Usage(told["input_tokens"], told["output_tokens"], cached)


def _kept(message: AIMessage) -> Kept:
    return Kept(refusal_of(message) or str(message.text), finish_of(message))


def _headers(error: Exception) -> Mapping[str, str]:
    headers: Mapping[str, str] = getattr(getattr(error, "response", None), "headers", {})
    return headers


def _perhaps_paid(error: Exception) -> bool:
    status = getattr(error, "status_code", None)
    if status is not None:
        return status in _PERHAPS_PAID
    cause: BaseException | None = error
    while cause is not None:
        if type(cause).__name__ in _NEVER_SENT:
            return False
        cause = cause.__cause__
    return True
