"""Linear algebra on one thread: on several BLAS adds up in another order, and the last digits are others."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any


def on_one_thread() -> AbstractContextManager[Any]:
    """A context in which BLAS and LAPACK take one thread, whatever the environment tells them.

    Of a matrix of networks they multiply vectors alone, which is no quicker on two. Other threads of the process that
    are in BLAS meanwhile have one too, and afterwards as many as before.
    """
    limited: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limited


@cache
def _controller() -> Any:
    """What knows the BLAS of NumPy and of SciPy, which are loaded for it: to look for them takes some time."""
    import scipy.sparse.linalg  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
