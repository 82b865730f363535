"""A real HTTP server in a thread that speaks chat completions, and does what a test tells it to.

`tests.generation.batch_jobs` adds files and batches.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from generation.offline import OfflineTeacher
from generation.prompts import block
from tests.generation.batch_jobs import BatchJobs

ROLES = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}


@dataclass
class Answer:
    """What to send back; `content` becomes a chat completion, `body` goes out as it is."""

    status: int = 200
    content: str | None = None
    refusal: str | None = None
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    finish: str = "stop"
    code: str | None = None
    tokens: tuple[int, int, int] = (1000, 500, 0)
    """Input, output, and cached among the input."""
    sent: float = 1.0
    """The share of the body that is sent before the connection breaks."""


Behaviour = Callable[[dict[str, Any]], Answer]


def good(request: dict[str, Any]) -> Answer:
    """What the offline teacher would say."""
    return Answer(content=str(OfflineTeacher().invoke(messages(request)).text))


def messages(request: dict[str, Any]) -> list[BaseMessage]:
    """The messages of a request."""
    return [ROLES[m["role"]](m["content"]) for m in request["messages"]]


def index_of(request: dict[str, Any]) -> int:
    """Which context a request asks about."""
    told = block(request["messages"][1]["content"], "context")
    assert told is not None
    return int(told["variation"].split(":")[1])


@dataclass
class ChatServer:
    """`next` holds what to do with the next requests; after them `always`. All calls are kept."""

    url: str = ""
    always: Behaviour = good
    next: deque[Behaviour] = field(default_factory=deque)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    jobs: BatchJobs = field(default_factory=BatchJobs)
    most_at_once: int = 0
    _at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def calls(self) -> int:
        return len(self.requests)

    @property
    def indices(self) -> list[int]:
        return [index_of(request) for request in self.requests]

    def answer(self, request: dict[str, Any], headers: dict[str, str]) -> Answer:
        with self._lock:
            self.requests.append(request)
            self.headers.append({name.lower(): value for name, value in headers.items()})
            self.times.append(time.monotonic())
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            behaviour = self.next.popleft() if self.next else self.always
        try:
            answer = behaviour(request)
            time.sleep(answer.delay)
            return answer
        finally:
            with self._lock:
                self._at_once -= 1

    def batched(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body for a line of a batch."""
        answer = self.answer(request, {})
        return answer.status, json.loads(completion(answer))


def handler(state: ChatServer) -> type[BaseHTTPRequestHandler]:
    """What answers the requests of a server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body are two writes: without this the body waits 40 ms for the client's ACK.
        disable_nagle_algorithm = True

        def do_GET(self):
            self.send(*state.jobs.get(self.path, state.batched))

        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            if not urlsplit(self.path).path.endswith("/chat/completions"):
                self.send(*state.jobs.post(self.path, content, self.headers["Content-Type"]))
                return
            answer = state.answer(json.loads(content), dict(self.headers))
            body = answer.body if answer.body is not None else completion(answer)
            self.send(answer.status, body, answer.headers, answer.sent)

        def send(
            self,
            status: int,
            text: str,
            headers: Mapping[str, str] = MappingProxyType({}),
            share: float = 1.0,
        ) -> None:
            body = text.encode()
            whole = int(share * len(body))
            try:
                if share > 0:
                    self.send_response(status)
                    for name, value in (
                        {"Content-Type": "application/json"} | dict(headers)
                    ).items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body[:whole])
                if share < 1:
                    self.close_connection = True
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client stopped waiting

        def log_message(self, format, *args):
            pass

    return Handler


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # clients are killed in the middle


@contextmanager
def chat_server(port: int = 0) -> Iterator[ChatServer]:
    state = ChatServer()
    server = Server(("127.0.0.1", port), handler(state))
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def completion(answer: Answer) -> str:
    """The body of an answer, as a chat completion or an error."""
    if answer.status != 200:
        error = {"message": answer.content or "no", "type": "error", "code": answer.code}
        return json.dumps({"error": error})
    message = {"role": "assistant", "content": answer.content, "refusal": answer.refusal}
    choice = {"index": 0, "message": message, "finish_reason": answer.finish, "logprobs": None}
    told, written, cached = answer.tokens
    usage = {
        "prompt_tokens": told,
        "completion_tokens": written,
        "total_tokens": told + written,
        "prompt_tokens_details": {"cached_tokens": cached},
    }
    whole = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "usage": usage}
    return json.dumps({**whole, "choices": [choice]})
