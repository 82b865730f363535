from __future__ import annotations

import threading

import pytest

from generation.beside import Beside


def test_nobody_waits_for_it_and_it_is_never_done_twice_at_a_time():
    begun, go_on, done = threading.Event(), threading.Event(), []

    def slow() -> None:
        begun.set()
        go_on.wait(20)
        done.append(1)

    beside = Beside(slow, -1.0)
    beside.when_due()
    assert begun.wait(20)
    beside.when_due()
    assert not done
    go_on.set()
    beside.close()
    assert done == [1]


def test_it_is_not_done_before_its_time():
    done: list[int] = []
    beside = Beside(lambda: done.append(1), 60.0)
    beside.when_due()
    beside.close()
    assert not done


def test_what_went_wrong_is_raised_the_next_time():
    tried = threading.Event()

    def full() -> None:
        tried.set()
        raise OSError("no space left")

    beside = Beside(full, -1.0)
    with pytest.raises(OSError, match="no space left"):
        for _ in range(1_000):
            beside.when_due()
            tried.wait(0.01)
    beside.close()
