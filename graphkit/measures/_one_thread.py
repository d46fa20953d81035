"""Linear algebra on one thread: on several BLAS adds up in another order, and the last digits are others."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import cache
from threading import Lock
from typing import Any


class _OneThread:
    """The limit that all who are inside share: set by the first who comes, lifted by the last who leaves."""

    def __init__(self) -> None:
        self.empty()

    def empty(self) -> None:
        """Nobody is inside."""
        self._lock, self._inside, self._limit = Lock(), 0, ExitStack()

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._limit.enter_context(_controller().limit(limits=1, user_api="blas"))
            self._inside += 1

    def __exit__(self, *raised: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._limit.close()


_shared = _OneThread()

# In a child nobody is inside, whoever was when it was made.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_shared.empty)


def on_one_thread() -> _OneThread:
    """A context in which BLAS and LAPACK take one thread, whatever the environment tells them.

    Of a matrix of networks they multiply vectors alone, which is no quicker on two. Other threads of the process that
    are in BLAS meanwhile have one too, and when the last that is in here has left as many as before the first.
    """
    return _shared


@cache
def _controller() -> Any:
    """What knows the BLAS of NumPy and of SciPy, which are loaded for it: to look for them takes some time."""
    import scipy.sparse.linalg  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
