"""A real HTTP server in a thread that speaks chat completions, and does what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from generation.offline import OfflineTeacher
from generation.prompts import block

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
            behaviour = self.next.popleft() if self.next else self.always
        return behaviour(request)


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    state = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            request = json.loads(self.rfile.read(size))
            if self.path != "/v1/chat/completions":
                self.send_error(404)
                return
            answer = state.answer(request, dict(self.headers))
            time.sleep(answer.delay)
            body = (answer.body if answer.body is not None else completion(answer)).encode()
            try:
                self.send_response(answer.status)
                for name, value in ({"Content-Type": "application/json"} | answer.headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client stopped waiting

        def log_message(self, format, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
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
        return json.dumps({"error": {"message": answer.content or "no", "type": "error"}})
    message = {"role": "assistant", "content": answer.content, "refusal": answer.refusal}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "usage": usage}
    return json.dumps({**whole, "choices": [choice]})
