from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator

import pytest

from generation.workers import run, work


def done(items, do, **given) -> list[int]:
    delivered: list[int] = []
    settings = {"concurrency": 3} | given
    try:
        run(work(iter(items), do, lambda item, _: delivered.append(item), **settings))
    finally:
        delivered.sort()
    return delivered


async def soon(item: int) -> int:
    await asyncio.sleep(0)
    return item


@pytest.mark.parametrize("concurrency", [1, 3, 200])
@pytest.mark.parametrize("count", [0, 1, 64, 65, 300])
def test_every_item_is_done_once(count, concurrency):
    assert done(range(count), soon, concurrency=concurrency) == list(range(count))


def test_after_a_fault_nothing_starts_and_what_is_in_flight_is_delivered():
    started: list[int] = []
    delivered: list[int] = []

    async def do(item: int) -> int:
        started.append(item)
        if item == 2:
            raise ValueError("two")
        await asyncio.sleep(0.05)
        return item

    with pytest.raises(ValueError, match="two"):
        run(work(iter(range(1_000)), do, lambda item, _: delivered.append(item), concurrency=3))
    assert started == [0, 1, 2]
    assert sorted(delivered) == [0, 1]


def test_who_is_not_patient_waits_for_nobody():
    async def do(item: int) -> int:
        if item == 2:
            raise ValueError("two")
        await asyncio.sleep(60)
        return item

    with pytest.raises(ValueError, match="two"):
        done(range(10), do, patient=False)


def test_a_source_that_fails_ends_it():
    def source() -> Iterator[int]:
        yield from range(70)
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        done(source(), soon)


def test_a_source_without_end_is_not_read_to_its_end():
    async def do(item: int) -> int:
        if item == 500:
            raise ValueError("enough")
        return item

    with pytest.raises(ValueError, match="enough"):
        done(itertools.count(), do)


def test_interrupted_it_delivers_what_is_in_flight_and_stops():
    delivered: list[int] = []

    async def do(item: int) -> int:
        await asyncio.sleep(0.05)
        return item

    async def interrupted() -> None:
        task = asyncio.create_task(
            work(itertools.count(), do, lambda item, _: delivered.append(item), concurrency=3)
        )
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(interrupted())
    assert sorted(delivered) == [0, 1, 2]


def test_inside_a_running_loop():
    async def outer() -> list[int]:
        return done(range(5), soon)

    assert asyncio.run(outer()) == list(range(5))
