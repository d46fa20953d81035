"""Several calls that wait for an engine, some of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

Given = TypeVar("Given")


def at_once(threads: int, calls: Sequence[Callable[[], Given]]) -> list[Given]:
    """What each call gives, in the order of the calls.

    Parameters
    ----------
    threads : int
        How many run at once; 1 runs them one after another in the thread that asks.
    calls : sequence of callables
        The first error, or Ctrl-C, is raised without waiting for what still runs: closing the connection ends that,
        and where nobody closes it Python waits for the answers before it ends.
    """
    if threads == 1 or len(calls) < 2:
        return [call() for call in calls]
    pool = ThreadPoolExecutor(threads, thread_name_prefix="graphkit-read")
    try:
        running = [pool.submit(call) for call in calls]
        return [_wait(future) for future in running]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _wait(running: Future[Given]) -> Given:
    # On Windows a thread that waits does not hear Ctrl-C.
    while not running.done():
        wait([running], timeout=0.2)
    return running.result()
