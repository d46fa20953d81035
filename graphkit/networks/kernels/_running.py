"""Kernels over parts of a network, on all cores, with the same bits on any number of them."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress: TypeAlias = Callable[[float], Any]
"""Called with the share that is done, from 0 to 1, by what has taken more than a second."""

# All threads together take no more memory for their scratch arrays, in bytes.
_SCRATCH = 4 << 30

# A thread that waits wakes up so often to hear Ctrl-C, which on Windows does not wake it.
_LISTEN = 0.2


# So many ties are looked at in some 20 ms.
_SOON = 1 << 20


class Rising:
    """What several runs, one after the other, are told as: one share, which never falls.

    Parameters
    ----------
    told : callable
        Called with the share of all of them.
    """

    def __init__(self, told: Progress) -> None:
        self._told, self._share = told, 0.0

    def until(self, end: float) -> Progress:
        """What the next run calls with its own share, for it to go from where the last one stood to `end`."""
        begin = self._share

        def tell(share: float) -> None:
            self._share = max(self._share, begin + share * (end - begin))
            self._told(self._share)

        return tell


def ordered(
    function: Callable[..., Any],
    tasks: Sequence[tuple[Any, ...]],
    *,
    threads: int | None = None,
    scratch: int = 0,
    progress: Progress | None = None,
) -> Iterator[Any]:
    """What a kernel gives for each task, in the order of the tasks.

    The tasks must depend on the network alone, not on the number of threads: then sums over them are formed in one
    order, and have the same bits on any number of threads. Kernels run beside the thread that waits for them, so that
    Ctrl-C is heard; it raises their flag, on which they stop.

    Parameters
    ----------
    function : callable
        A kernel. It gets the flag first, an array of one byte that is not 0 when it is to stop, then the task.
    tasks : sequence of tuple
        Arguments of the calls, the same types in each.
    threads : int, optional
        How many at once; without, ``GRAPHKIT_THREADS`` or as many as there are cores.
    scratch : int
        How many bytes one call takes while it runs.
    progress : callable, optional
        Called with the share of the tasks that are done, once a second has passed.

    Yields
    ------
    The results. Two a thread are at hand at most.
    """
    if not tasks:
        return
    stop = np.zeros(1, dtype=np.uint8)
    _compile(function, stop, *tasks[0])
    at_once = min(threads or cores(), len(tasks), max(_SCRATCH // max(scratch, 1), 1))
    todo = iter(tasks)
    started = time.monotonic()
    pool = ThreadPoolExecutor(at_once, thread_name_prefix="graphkit")
    try:
        running = deque(pool.submit(function, stop, *task) for task in islice(todo, 2 * at_once))
        for done in range(1, len(tasks) + 1):
            result = _wait(running.popleft())
            running.extend(pool.submit(function, stop, *task) for task in islice(todo, 1))
            if progress is not None and time.monotonic() - started > 1.0:
                progress(done / len(tasks))
            yield result
    finally:
        stop[0] = 1
        pool.shutdown(cancel_futures=True)


def alone(function: Callable[..., Any], *arguments: Any, steps: int | None = None) -> Any:
    """What a kernel gives that is not to be had in parts; it stops at Ctrl-C as the others do.

    Where `steps` says that it is over before anybody could press a key, it runs in this thread: on a busy machine to
    start another and to hear from it takes as long as the work.
    """
    if steps is not None and steps < _SOON:
        return function(np.zeros(1, dtype=np.uint8), *arguments)
    (found,) = ordered(function, [arguments], threads=1)
    return found


def run(function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], **options: Any) -> None:
    """Run a kernel that fills arrays it is given; options as of `ordered`."""
    for _ in ordered(function, tasks, **options):
        pass


def cores() -> int:
    """How many threads to run: ``GRAPHKIT_THREADS``, else as many as this process has cores."""
    given = os.environ.get("GRAPHKIT_THREADS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ranges(work: NDArray[Any], at_most: int) -> list[tuple[int, int]]:
    """Rows in ranges of about equal work.

    Parameters
    ----------
    work : array
        Of each row.
    at_most : int
        How many ranges.

    Examples
    --------
    >>> ranges(np.array([9, 1, 1, 1]), 2)
    [(0, 1), (1, 4)]
    """
    if len(work) == 0:
        return []
    until = np.cumsum(np.asarray(work, dtype=np.float64) + 1.0)
    inner = np.searchsorted(until, np.linspace(0.0, until[-1], at_most + 1)[1:-1])
    edges = np.unique(np.concatenate([[0], inner + 1, [len(work)]]))
    edges = edges[edges <= len(work)]
    return [(int(low), int(high)) for low, high in pairwise(edges)]


def _compile(function: Any, *arguments: Any) -> None:
    """Compile in the thread that waits, where Ctrl-C is heard, and once for all threads."""
    if hasattr(function, "signatures") and not function.signatures:
        from numba import typeof

        function.compile(tuple(typeof(argument) for argument in arguments))


def _wait(running: Future[Any]) -> Any:
    while True:
        try:
            return running.result(timeout=_LISTEN)
        except TimeoutError:
            if running.done():
                return running.result()
