from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.limits import RateLimits, asked_pause, backoff, seconds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1s", 1.0),
        ("6m0s", 360.0),
        ("20ms", 0.02),
        ("1h2m3.5s", 3723.5),
        ("2.5", 2.5),
        ("", None),
        ("soon", None),
        ("1s later", None),
    ],
)
def test_durations_of_headers(text, told):
    assert seconds(text) == told


def test_a_pause_is_asked_for_in_seconds_milliseconds_or_as_a_day():
    assert asked_pause({"retry-after": "3"}) == 3.0
    assert asked_pause({"retry-after-ms": "250", "retry-after": "3"}) == 0.25
    day = format_datetime(datetime.now(UTC) + timedelta(seconds=30))
    assert 25 < (asked_pause({"retry-after": day}) or 0) <= 30
    assert asked_pause({}) is None
    assert asked_pause({"retry-after": "later"}) is None


@given(st.integers(0, 50))
def test_pauses_grow_and_end_somewhere(attempt):
    pause = backoff(attempt)
    assert 0.25 <= pause <= 60
    assert pause <= 0.5 * 2**attempt


def headers(limit: int, left: int, reset: str, kind: str = "requests") -> dict[str, str]:
    return {
        f"x-ratelimit-limit-{kind}": str(limit),
        f"x-ratelimit-remaining-{kind}": str(left),
        f"x-ratelimit-reset-{kind}": reset,
    }


@pytest.fixture
def clock(monkeypatch):
    """A clock that only sleeping moves."""

    class Clock:
        now = 100.0

        def __call__(self) -> float:
            return self.now

        async def sleep(self, seconds: float) -> None:
            self.now += seconds

    made = Clock()
    monkeypatch.setattr("generation.limits.asyncio.sleep", made.sleep)
    return made


def enter(limits: RateLimits, clock, times: int, tokens: float = 1.0) -> list[float]:
    async def all_of_them() -> list[float]:
        began, at = clock.now, []
        for _ in range(times):
            await limits.enter(tokens)
            at.append(clock.now - began)
        return at

    return asyncio.run(all_of_them())


def test_without_headers_nothing_waits(clock):
    assert enter(RateLimits(clock), clock, 1000) == [0.0] * 1000


def test_what_is_left_is_used_and_then_waited_for_at_the_rate_of_the_limit(clock):
    limits = RateLimits(clock)
    limits.told(headers(60, 2, "58s"))
    assert enter(limits, clock, 4) == pytest.approx([0, 0, 1, 2], abs=1e-6)


def test_tokens_are_waited_for_too_and_more_than_the_limit_is_let_through(clock):
    limits = RateLimits(clock)
    limits.told(headers(6000, 0, "60s", "tokens"))
    assert enter(limits, clock, 2, tokens=100) == pytest.approx([1, 2], abs=1e-6)
    limits.told(headers(100, 100, "1s", "tokens"))
    (waited,) = enter(limits, clock, 1, tokens=1_000)
    assert waited == 0


def test_newer_headers_count(clock):
    limits = RateLimits(clock)
    limits.told(headers(10, 0, "600s"))
    limits.told(headers(10, 10, "0s"))
    assert enter(limits, clock, 10) == [0.0] * 10


def test_a_pause_holds_everybody(clock):
    limits = RateLimits(clock)
    limits.pause(5)
    limits.pause(2)
    assert enter(limits, clock, 2) == [5, 5]


def test_headers_that_say_nothing_are_passed_over(clock):
    limits = RateLimits(clock)
    limits.told({"x-ratelimit-remaining-requests": "many", "content-type": "text/html"})
    assert enter(limits, clock, 2) == [0, 0]
