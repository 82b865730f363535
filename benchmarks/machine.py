"""What every benchmark shares: the machine, a child process per measurement, the lines it prints.

A figure is one JSON object per line on stdout, with the machine it was measured on; at the end the
same figures stand as a table on stderr. `python -m benchmarks.machine` prints the machine alone.
"""

from __future__ import annotations

import functools
import json
import multiprocessing
import os
import platform
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import psutil
from rich.console import Console
from rich.table import Table

from graph.runs import package_version

P = ParamSpec("P")
T = TypeVar("T")

MIB = 1 << 20


@functools.cache
def machine() -> dict[str, Any]:
    """Processor, cores, memory in GiB, system and Python."""
    return {
        "cpu": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in text.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()


def peak_mib() -> float:
    """The most resident memory that this process has had, in MiB."""
    try:
        # `ru_maxrss` of a child begins with what its parent had; this does not.
        text = Path("/proc/self/status").read_text(encoding="utf-8")
        kib = next(int(x.split()[1]) for x in text.splitlines() if x.startswith("VmHWM:"))
    except (OSError, StopIteration):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kib = most // 1024 if platform.system() == "Darwin" else most
    return kib / 1024


def in_child(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a module-level function returns in a new interpreter of its own.

    So its peak of memory is its own, and nothing is warm from the measurement before.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(function, *args, **kwargs).result()


@dataclass
class Report:
    """The figures of one benchmark, printed as they come; `unit` names what is counted."""

    benchmark: str
    unit: str = "rows"
    lines: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self,
        what: str,
        *,
        seconds: float,
        count: int | None = None,
        engine: str | None = None,
        peak: float | None = None,
        compared_with: str | None = None,
        ratio: float | None = None,
        **more: Any,
    ) -> None:
        """Print one figure.

        Args:
            what: was measured.
            seconds: of wall time.
            count: how many units were done in them.
            engine: where the graph was.
            peak: of the measuring process, in MiB.
            compared_with: another `what` of the same run.
            ratio: how many times faster per unit this is than that.
            more: further fields of the line, e.g. how many edges there were.
        """
        rate = float(f"{count / seconds:.4g}") if count and seconds else None
        line = {
            "benchmark": self.benchmark,
            "engine": engine,
            "what": what,
            "seconds": round(seconds, 4),
            self.unit: count,
            f"{self.unit}_per_second": rate,
            "peak_mib": None if peak is None else round(peak),
            "compared_with": compared_with,
            "ratio": None if ratio is None else round(ratio, 2),
            **more,
            "machine": machine() | {"load": round(os.getloadavg()[0], 1)},
            "version": package_version(),
            "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self.lines.append({key: value for key, value in line.items() if value is not None})
        print(json.dumps(self.lines[-1], ensure_ascii=False), flush=True)

    def show(self, *more: str) -> None:
        """The figures as a table on stderr, with more fields of the lines where they are named."""
        names = [
            *("engine", "what", "seconds", self.unit, f"{self.unit}_per_second"),
            *("peak_mib", *more, "ratio", "compared_with"),
        ]
        used = [name for name in names if any(name in line for line in self.lines)]
        table = Table(title=f"{self.benchmark} on {machine()['cores']} x {machine()['cpu']}")
        for name in used:
            text = name in ("engine", "what", "scope", "compared_with")
            table.add_column(name.replace("_", " "), justify="left" if text else "right")
        for line in self.lines:
            table.add_row(*(_cell(line.get(name)) for name in used))
        console = Console(file=sys.stderr)
        console.width = max(console.width, 120)
        console.print(table)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.7g}"
    return f"{value:,}" if isinstance(value, int) else str(value or "")


if __name__ == "__main__":
    print(json.dumps(machine(), ensure_ascii=False))
