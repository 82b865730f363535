"""End a statement that computes on and on in the embedded server.

The engine does not keep to the time limit of a Bolt transaction. It has a list of what runs and ends
an entry of it when told to over HTTP, between two rows; a loop within one expression (a reduction
of a reduction) does not hear that, so what is left is to kill the server and start it again on the
same ports: connections of others break once and find it there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from graph import embedded
from graph.errors import StoreUnreachable
from graph.processes import alive

if TYPE_CHECKING:
    import httpx

LISTEN_SECONDS = 0.8
"""How long a statement has to notice that it was told to end; the engine's own answer takes 5 s."""


class EmbeddedRunaway:
    """One statement in the server of a folder, told by its mark."""

    def __init__(self, folder: Path, heap: str, mark: str) -> None:
        self._folder = folder
        self._heap = heap
        self._mark = mark
        self._server: dict[str, Any] | None = None

    def end(self) -> bool:
        """See `graph.bolt_endings.Runaway.end`."""
        import httpx

        self._server = embedded.running(self._folder)
        if self._server is None:
            return True
        login = ("root", self._server["password"])
        url = f"http://127.0.0.1:{self._server['http_port']}/api/v1/server"
        try:
            with httpx.Client(auth=login, timeout=LISTEN_SECONDS, trust_env=False) as client:
                for query in self._running(client, url):
                    # Answers when the statement has ended; one that ended by itself is not found.
                    client.post(url, json={"command": f"terminate query {query}"})
                return not self._running(client, url)
        except (httpx.HTTPError, ValueError):
            return False

    def _running(self, client: httpx.Client, url: str) -> list[str]:
        answer = client.post(url, json={"command": "list queries"}).raise_for_status()
        return [q["id"] for q in answer.json()["result"] if self._mark in q["text"]]

    def restart(self) -> None:
        """See `graph.bolt_endings.Runaway.restart`.

        Raises:
            StoreUnreachable: the server did not come back.
        """
        state = self._server
        with embedded.locked(self._folder):
            # Another process may have done it while this one waited for the lock.
            if state is None or not alive(state["pid"], state["created"]):
                return
            process = psutil.Process(state["pid"])
            process.kill()
            try:
                process.wait(embedded.STOP_SECONDS)
            except psutil.TimeoutExpired as error:
                raise StoreUnreachable(
                    f"The embedded server (process {state['pid']}) does not end.",
                    hint="End it by hand.",
                ) from error
            ports = {name: state[name] for name in ("bolt_port", "http_port")}
            embedded.start(self._folder, self._heap, **ports)
