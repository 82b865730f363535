"""The API on a port: in the foreground for `serve`, in a thread for the demo and tests."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api import services
from api.app import create_app
from api.settings import Settings
from graph.errors import RequestError, RunError

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from graph.store import Store

START_SECONDS = 15.0


def run(
    store: Store,
    settings: Settings,
    *,
    host: str,
    port: int,
    student: str | None = None,
    on_ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until interrupted.

    Args:
        store: the graph.
        settings: home and models.
        host: the address to listen on.
        port: the port; 0 takes any free one.
        student: folder or name of the student; `crf` by default.
        on_ready: told the address once the port is ours.

    Raises:
        RequestError: the address cannot be listened on.
        StudentError: a student was named and cannot be loaded.
    """
    listener = listen(host, port)
    try:
        if student is not None:
            services.load_student(settings.models, student)
        server = _server(app_of(store, settings.home, settings.models, student))
        on_ready(_url(host, listener))
        # Ctrl-C is how a server is meant to end: it has answered what it had begun by then.
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    finally:
        listener.close()


def app_of(store: Store, home: Path, models: Path, student: str | None = None) -> FastAPI:
    """The app over a graph, its student loaded on first use."""
    return create_app(store, home=home, student=lambda: services.load_student(models, student))


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        RequestError: the address is wrong, or the port is taken or not ours to take.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise RequestError(
            f"{host!r} is no address to listen on ({error.strerror}).", hint="Try 127.0.0.1."
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(256)
    except OSError as error:
        listener.close()
        raise RequestError(
            f"Port {port} at {host} cannot be used ({error.strerror}).",
            hint="Give another with --port or SKILLGRAPH_PORT.",
        ) from error
    return listener


@contextmanager
def background(app: FastAPI, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """The app in a thread of this process; gives its address.

    Raises:
        RunError: it does not come up.
    """
    listener = listen(host, port)
    server = _server(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + START_SECONDS
        while not server.started:
            if time.monotonic() > deadline or not thread.is_alive():
                raise RunError("The API did not come up.")
            time.sleep(0.01)
        yield _url(host, listener)
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)
        listener.close()


def _server(app: FastAPI) -> uvicorn.Server:
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=5)
    )


def _url(host: str, listener: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"
