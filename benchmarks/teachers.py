"""What asking a hosted teacher costs beside the teacher itself.

python -m benchmarks.teachers [--calls 320] [--concurrency 32] [--repeats 3]

`throughput`: a server that takes one second for each reply, and so many requests in flight; the
ideal is count / concurrency seconds, start and end included. `generate` is the whole of generation
into a folder with ledger, cache, budget and the look for near-duplicates; `ainvoke` is
`ChatOpenAI.ainvoke` on the same prompts from as many tasks; `sockets` sends them and reads the replies
over bare sockets, so that what it lacks to the ideal is the server's and the machine's.
Processor time of the process per call, with a server that answers at once: `asked` is our asking alone,
with ledger, cache, budget and limits, `generate` the prompt, the checks and the files besides. What
they take beyond `ainvoke` is overhead. The server runs in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from benchmarks.machine import Report, in_child
from generation.asking import Asker, connected
from generation.cache import ReplyCache
from generation.crew import Terms
from generation.examples import Context
from generation.ledger import Ledger
from generation.near_duplicates import SeenDocuments
from generation.offline import OfflineTeacher
from generation.pipeline import generate_from
from generation.prices import Price
from generation.prompts import messages
from generation.replies import Reply, readable
from generation.teachers import make_teacher
from generation.workers import work
from tests.generation.chat_server import Answer, chat_server, index_of
from tests.generation.walks import gazetteer, made_contexts

MODEL = "openai:m"


@dataclass(frozen=True)
class Took:
    """Wall and processor seconds of one measurement."""

    wall: float
    cpu: float


def serve(pipe: Connection, delay: float, count: int) -> None:
    """A server that knows all its replies beforehand, until the other side hangs up."""
    teacher = OfflineTeacher()
    known = [str(teacher.invoke(messages(c)).text) for c in made_contexts(count)]
    with chat_server() as server:
        server.always = lambda request: Answer(content=known[index_of(request)], delay=delay)
        pipe.send(server.url)
        pipe.recv()


@contextmanager
def served(delay: float, count: int) -> Iterator[str]:
    """The address of a server in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, delay, count))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join()


def generated(url: str, count: int, concurrency: int) -> Took:
    """The whole of generation."""
    contexts, known = made_contexts(count), gazetteer()
    teacher = make_teacher(MODEL, base_url=url)
    with TemporaryDirectory() as folder:

        def run(count: int = count) -> None:
            report = generate_from(
                contexts,
                count=count,
                seed=1,
                out=Path(folder) / f"out{count}",
                teacher=teacher,
                gazetteer=known,
                concurrency=concurrency,
                acceptance=SeenDocuments(),
                terms=Terms(
                    budget=1e6, price=Price(1.0, 10.0), cache=Path(folder) / f"replies{count}"
                ),
            )
            assert report.made + sum(report.rejected.values()) >= count, report

        run(1)  # imports and templates
        return _timed(run)


def asked(url: str, count: int, concurrency: int) -> Took:
    """Asking, without anything being made of the replies."""
    prompts = [messages(context) for context in made_contexts(count)]

    async def ask(count: int) -> None:
        with TemporaryDirectory() as folder:
            async with connected(make_teacher(MODEL, base_url=url)) as model:
                asker = Asker(
                    model,
                    Reply,
                    readable,
                    ledger=Ledger(Path(folder) / "calls", budget=1e6),
                    cache=ReplyCache(Path(folder) / "replies"),
                    price=Price(1.0, 10.0),
                )
                await work(
                    iter(prompts[:count]), asker.ask, lambda _, __: None, concurrency=concurrency
                )

    def run(count: int = count) -> None:
        asyncio.run(ask(count))

    run(1)
    return _timed(run)


def invoked(url: str, count: int, concurrency: int) -> Took:
    """The chat model alone, as its package offers it."""
    from langchain_openai import ChatOpenAI
    from openai import DefaultAsyncHttpxClient
    from pydantic import SecretStr

    prompts = [messages(context) for context in made_contexts(count)]

    async def ask(count: int) -> None:
        # With a client of its own: connections of one event loop are of no use to the next.
        async with DefaultAsyncHttpxClient() as client:
            model = ChatOpenAI(
                model="m",
                base_url=url,
                api_key=SecretStr("none"),
                max_retries=0,
                http_async_client=client,
            )
            asked = iter(prompts[:count])
            await work(asked, model.ainvoke, lambda _, __: None, concurrency=concurrency)

    def run(count: int = count) -> None:
        asyncio.run(ask(count))

    run(1)
    return _timed(run)


def socketed(url: str, count: int, concurrency: int) -> Took:
    """The same prompts over open connections, with no client at all."""
    where = urlsplit(url)
    asks = [_request(where.path, context) for context in made_contexts(count)]

    async def connection(asked: Iterator[bytes]) -> None:
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        for ask in asked:
            writer.write(ask)
            head = await reader.readuntil(b"\r\n\r\n")
            size = re.search(rb"(?i)content-length: (\d+)", head)
            assert size is not None, head
            await reader.readexactly(int(size[1]))
        writer.close()

    async def ask() -> None:
        asked = iter(asks)
        await asyncio.gather(*(connection(asked) for _ in range(concurrency)))

    return _timed(lambda: asyncio.run(ask()))


def _request(path: str, context: Context) -> bytes:
    roles = {"system": "system", "human": "user"}
    told = [{"role": roles[m.type], "content": m.text} for m in messages(context)]
    body = json.dumps({"model": "m", "messages": told}).encode()
    head = f"POST {path}/chat/completions HTTP/1.1\r\nHost: here\r\nContent-Length: {len(body)}"
    return f"{head}\r\n\r\n".encode() + body


def _timed(run: Callable[[], Any]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--calls", type=int, default=320)
    parser.add_argument("--concurrency", type=int, default=32)
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    count, many = given.calls, given.concurrency
    report = Report("teachers", unit="calls")
    ideal = -(-count // many) * 1.0
    with served(1.0, count) as url:
        for name, measure in (
            ("generate", generated),
            ("ainvoke", invoked),
            ("sockets", socketed),
        ):
            took = in_child(measure, url, count, many)
            report.add(
                f"{name}, teacher of 1 s",
                seconds=took.wall,
                count=count,
                cpu_seconds=took.cpu,
                in_flight=many,
                share_of_ideal=round(ideal / took.wall, 4),
            )
    ways = {"ainvoke": invoked, "asked": asked, "generate": generated}
    ms: dict[str, list[float]] = {name: [] for name in ways}
    with served(0.0, count) as url:
        for _ in range(given.repeats):
            for name, measure in ways.items():
                ms[name].append(1000 * in_child(measure, url, count, many).cpu / count)
    plain = statistics.median(ms["ainvoke"])
    for name, each in ms.items():
        median = statistics.median(each)
        report.add(
            f"processor time, {name}",
            seconds=median * count / 1000,
            count=count,
            ms_per_call=[round(one, 2) for one in each],
            ms_overhead=round(median - plain, 2),
        )
    report.show()


if __name__ == "__main__":
    main()
