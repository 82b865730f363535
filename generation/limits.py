"""How fast a server may be asked: what its headers say is left, and pauses after faults."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
LONGEST_WAIT = 120.0
"""Seconds; a server that asks for a longer pause ends the run, which goes on later."""

_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass
class Bucket:
    """What is left of a limit per minute; it fills again at the rate that the headers imply."""

    limit: float
    left: float
    rate: float
    at: float

    def wait(self, wanted: float, now: float) -> float:
        """Seconds until so much is left."""
        lacking = min(wanted, self.limit) - min(self.limit, self.left + self.rate * (now - self.at))
        return max(0.0, lacking / self.rate)

    def take(self, amount: float, now: float) -> None:
        """Use some of it."""
        self.left = min(self.limit, self.left + self.rate * (now - self.at)) - amount
        self.at = now


class RateLimits:
    """The limits of one server, for all calls of a run.

    Args:
        clock: seconds from any moment on.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}
        self._not_before = 0.0

    async def enter(self, tokens: float) -> None:
        """Wait until a call of so many tokens may be made."""
        while (seconds := self._seconds(tokens)) > 0:
            await asyncio.sleep(seconds)
        now = self._clock()
        for kind, bucket in self._buckets.items():
            bucket.take(1 if kind == "requests" else tokens, now)

    def told(self, headers: Mapping[str, str]) -> None:
        """What the headers of an answer say counts from now on."""
        now = self._clock()
        for kind in ("requests", "tokens"):
            if bucket := _bucket(kind, headers, now):
                self._buckets[kind] = bucket

    def pause(self, seconds: float) -> None:
        """Let nobody call for so long: the server asked for it."""
        self._not_before = max(self._not_before, self._clock() + seconds)

    def _seconds(self, tokens: float) -> float:
        now = self._clock()
        waits = [self._not_before - now]
        for kind, bucket in self._buckets.items():
            waits.append(bucket.wait(1 if kind == "requests" else tokens, now))
        return max(waits)


def _bucket(kind: str, headers: Mapping[str, str], now: float) -> Bucket | None:
    remaining = headers.get(f"x-ratelimit-remaining-{kind}", "")
    if not remaining.isdecimal():
        return None
    left = float(remaining)
    limit = headers.get(f"x-ratelimit-limit-{kind}", "")
    most = float(limit) if limit.isdecimal() else max(left, 1.0)
    reset = seconds(headers.get(f"x-ratelimit-reset-{kind}", "")) or 60.0
    # `reset` is the time until the limit is whole again: so much comes back in each second of it.
    return Bucket(most, left, max(most - left, 1.0) / reset, now)


def seconds(text: str) -> float | None:
    """`6m0s`, `20ms`, `1.5` as seconds; None for anything else."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    parts = _PART.findall(text)
    if not parts or "".join(n + unit for n, unit in parts) != text:
        return None
    return sum(float(n) * _SECONDS[unit] for n, unit in parts)


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """The seconds that a server asks to wait, by `retry-after-ms` or `retry-after`."""
    if (ms := seconds(headers.get("retry-after-ms", ""))) is not None:
        return ms / 1000
    text = headers.get("retry-after", "")
    if (whole := seconds(text)) is not None:
        return whole
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def backoff(attempt: int) -> float:
    """A pause that doubles with each attempt (0, 1, …), drawn between its half and its whole.

    Drawn, so that calls that failed together do not come back together.
    """
    return random.uniform(0.5, 1.0) * min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**attempt)
