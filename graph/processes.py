"""Which processes of this machine still run: who holds a lock is told by process id and birth."""

from __future__ import annotations

import time

import psutil

_CLOCK_SECONDS = 5.0
"""The birth of a process is told from the clock, which a time server may set right meanwhile."""


def alive(pid: int, born: float) -> bool:
    """Whether the process that had this id and was born then still runs (ids are used again)."""
    try:
        process = psutil.Process(pid)
        return (
            abs(process.create_time() - born) < _CLOCK_SECONDS
            and process.status() != psutil.STATUS_ZOMBIE
        )
    except psutil.Error:
        return False


def ended(pid: int, born: float, seconds: float) -> bool:
    """Whether the process ends in time.

    A dead one that nobody collects has ended; the first process of many containers never collects,
    and `psutil.Process.wait` would wait for it.
    """
    deadline = time.monotonic() + seconds
    while alive(pid, born):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
