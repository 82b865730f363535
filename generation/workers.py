"""Many things in the making at once, in one thread: what is asked for waits, what is made goes on.

The items come from an iterator that may itself wait (for a database): it runs in a thread, a few
items ahead.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 64
"""Items taken from the iterator at a time: a change of threads costs more than an item."""


def run(coroutine: Coroutine[Any, Any, R]) -> R:
    """Run to the end, also where an event loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1, thread_name_prefix="teacher") as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def work(
    items: Iterator[T],
    do: Callable[[T], Awaitable[R]],
    deliver: Callable[[T, R], None],
    *,
    concurrency: int,
    patient: bool = True,
) -> None:
    """Do something with every item, `concurrency` of them at a time.

    After a fault, or when it is interrupted, nothing new starts. What is in flight is waited for
    and delivered, for it has been paid; unless not `patient`.

    Raises:
        Exception: the first fault of `do`.
    """
    await _Work(items, do, deliver).run(concurrency, patient)


class _Work(Generic[T, R]):
    def __init__(
        self, items: Iterator[T], do: Callable[[T], Awaitable[R]], deliver: Callable[[T, R], None]
    ) -> None:
        self._items, self._do, self._deliver = items, do, deliver
        self._queue: asyncio.Queue[T | None] = asyncio.Queue(2 * CHUNK)
        self._over = asyncio.Event()
        self._fault: Exception | None = None

    async def run(self, concurrency: int, patient: bool) -> None:
        feeding = asyncio.create_task(self._feed())
        workers = [asyncio.create_task(self._work()) for _ in range(concurrency)]
        try:
            await self._wait(workers, feeding, patient)
        except asyncio.CancelledError:
            self._stop(feeding)
            if patient:
                await asyncio.wait(workers)
            raise
        finally:
            for task in (feeding, *workers):
                task.cancel()
            await asyncio.gather(feeding, *workers, return_exceptions=True)
        if self._fault is not None:
            raise self._fault

    async def _wait(
        self, workers: list[asyncio.Task[None]], feeding: asyncio.Task[None], patient: bool
    ) -> None:
        over = asyncio.create_task(self._over.wait())
        all_done = asyncio.create_task(asyncio.wait(workers))
        try:
            await asyncio.wait((over, all_done), return_when=asyncio.FIRST_COMPLETED)
            if self._fault is not None:
                self._stop(feeding)
                if not patient:
                    return
            await all_done
        finally:
            over.cancel()
            all_done.cancel()

    def _stop(self, feeding: asyncio.Task[None]) -> None:
        """Start nothing new: what waits in the queue is dropped, and idle workers go home."""
        feeding.cancel()
        self._over.set()
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def _feed(self) -> None:
        coming = self._fetch()
        try:
            while chunk := await coming:
                coming = self._fetch()
                for item in chunk:
                    await self._queue.put(item)
            await self._queue.put(None)
        except Exception as fault:  # noqa: BLE001 `run` raises it
            self._fail(fault)
        finally:
            coming.cancel()

    def _fetch(self) -> asyncio.Future[list[T]]:
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(None, lambda: list(islice(self._items, CHUNK)))

    async def _work(self) -> None:
        while not self._over.is_set():
            item = await self._queue.get()
            if item is None:
                self._queue.put_nowait(None)  # for the next worker
                return
            try:
                self._deliver(item, await self._do(item))
            except Exception as fault:  # noqa: BLE001 `run` raises it
                self._fail(fault)

    def _fail(self, fault: Exception) -> None:
        self._fault = self._fault or fault
        self._over.set()
