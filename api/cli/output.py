"""Where things are printed: data on stdout, everything else on stderr."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any, TextIO

from graph.errors import SkillgraphError

WIDEST = 60


def line(text: str = "") -> None:
    """A line of a result."""
    _print(text, sys.stdout)


def note(text: str) -> None:
    """A line for the person watching: progress, remarks."""
    _print(text, sys.stderr)


def error(message: str, hint: str = "", *, trace: bool = False) -> None:
    """`error: message hint` on one line; the traceback of the current exception before it."""
    if trace:
        _print(traceback.format_exc().rstrip(), sys.stderr)
    if message[-1:] not in (".", "!", "?", ":"):
        message += "."
    _print("error: " + " ".join(f"{message} {hint}".split()), sys.stderr)


def failed(what: str, reason: SkillgraphError) -> None:
    """A part that failed while the rest goes on."""
    _print(f"skipped {what}: {reason}", sys.stderr)


def data(value: Any) -> None:
    """One JSON object on one line; dataclasses and pydantic models become objects."""
    line(json.dumps(plain(value), ensure_ascii=not _is_utf8(sys.stdout), default=str))


def plain(value: Any) -> Any:
    """A value as JSON-able data, keys in their declared order."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return str(value) if isinstance(value, Path) else value


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Aligned columns with a head; long cells are cut with an ellipsis."""
    cells = [[_cell(v) for v in row] for row in rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    for row in [list(columns), *cells]:
        line("  ".join(v.ljust(w) for v, w in zip(row, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        text = f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    elif isinstance(value, list | tuple | dict):
        text = json.dumps(plain(value), ensure_ascii=False, default=str)
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def flush() -> None:
    """Write out what is buffered; a reader that has gone is no error."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            _silence(stream)


def _print(text: str, stream: TextIO) -> None:
    encoding = stream.encoding or "utf-8"
    safe = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        print(safe, file=stream, flush=stream is sys.stderr)
    except BrokenPipeError:
        # `… | head` has read enough; the work itself goes on and keeps its exit code.
        _silence(stream)


def _silence(stream: TextIO) -> None:
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") == "utf8"
