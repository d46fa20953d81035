"""Calls that run at once: their order, and what becomes of an error."""

from __future__ import annotations

import time
from threading import Barrier, Event

import pytest

from graphkit.stores.at_once import at_once


@pytest.mark.parametrize("threads", [1, 3])
def test_answers_come_in_the_order_of_the_calls(threads: int) -> None:
    assert at_once(threads, [lambda n=n: n * n for n in range(10)]) == [n * n for n in range(10)]


def test_so_many_run_at_once() -> None:
    all_there = Barrier(3, timeout=20)
    assert len(set(at_once(3, [all_there.wait] * 3))) == 3


@pytest.mark.parametrize("threads", [1, 2])
def test_an_error_is_raised_and_what_has_not_begun_never_does(threads: int) -> None:
    begun: list[int] = []

    def fail() -> None:
        raise ValueError("as asked")

    def begin() -> None:
        begun.append(1)
        time.sleep(0.01)

    with pytest.raises(ValueError, match="as asked"):
        at_once(threads, [fail, *[begin] * 2_000])
    assert len(begun) < 2_000


def test_an_error_does_not_wait_for_what_still_runs() -> None:
    let_go = Event()

    def fail() -> None:
        raise ValueError("as asked")

    try:
        with pytest.raises(ValueError, match="as asked"):
            at_once(2, [fail, lambda: let_go.wait(20)])
        assert not let_go.is_set()
    finally:
        let_go.set()
