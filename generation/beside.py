"""What waits for the disk is done beside the work: a stalled disk would stall all that is in flight."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Beside:
    """Does one thing again and again, in a thread of its own, never twice at a time.

    Args:
        do: what; it must stand being called from another thread.
        seconds: between two beginnings, at least.
    """

    def __init__(self, do: Callable[[], object], seconds: float) -> None:
        self._do, self._seconds = do, seconds
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="beside")
        self._doing: Future[object] | None = None
        self._began = time.monotonic()

    def when_due(self) -> None:
        """Begin, if it is time.

        Raises:
            Exception: what went wrong the time before.
        """
        now = time.monotonic()
        if now - self._began <= self._seconds or not (self._doing is None or self._doing.done()):
            return
        if self._doing is not None:
            self._doing.result()
        self._began, self._doing = now, self._pool.submit(self._do)

    def close(self) -> None:
        """Wait until nothing is done any more."""
        self._pool.shutdown()
