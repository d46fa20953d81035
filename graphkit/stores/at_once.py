"""Several calls that wait for an engine, some of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")


def at_once(threads: int, calls: Sequence[Callable[[], Given]]) -> list[Given]:
    """What each call gives, in the order of the calls.

    Parameters
    ----------
    threads : int
        How many run at once; 1 runs them one after another in the thread that asks.
    calls : sequence of callables
        The first error, or Ctrl-C, is raised without waiting for what still runs: closing the connection ends that.
    """
    if threads == 1 or len(calls) < 2:
        return [call() for call in calls]
    pool = ThreadPoolExecutor(threads, thread_name_prefix="graphkit-read")
    try:
        running = [pool.submit(call) for call in calls]
        return [future.result() for future in running]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
