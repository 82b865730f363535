"""Progress on stderr: a live line on a terminal, elsewhere a line every few seconds."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from api.cli import output

if TYPE_CHECKING:
    from rich.status import Status

QUIET_SECONDS = 3.0


class Reporter:
    """Takes stages from a pipeline and shows the latest; `with` makes the line go away at the end."""

    def __init__(self) -> None:
        self._status: Status | None = None
        self._shown = time.monotonic()

    def __enter__(self) -> Reporter:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.status import Status

            self._status = Status("", console=Console(stderr=True))
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None

    def __call__(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Show where the work stands: what is being done, how much of it, of how much."""
        if self._status is not None:
            self._status.update(_text(stage, done, total))
        elif time.monotonic() - self._shown > QUIET_SECONDS:
            # Where nobody watches live, a line now and then says that work goes on.
            self._shown = time.monotonic()
            output.note(_text(stage, done, total))


def _text(stage: str, done: int, total: int | None) -> str:
    if not done and not total:
        return f"… {stage}"
    return f"… {stage} {done:,}" + (f" of {total:,}" if total else "")
