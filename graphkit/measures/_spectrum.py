"""The first eigenvalue of symmetric matrices without negative entries, and its vector, which has one sign."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError
from graphkit.measures._one_thread import on_one_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress

# Up to here all eigenvectors at once take no longer than one of them by steps.
_SMALL = 200

# How many products large networks take, about: 20 to 70 were counted at some thousand to some hundred thousand nodes.
_USUAL = 50


class Products:
    """Counts the products of a matrix and vectors, and tells how far they are, as well as that can be known.

    How many it takes shows when it is done: what is told is half when there were as many as are usual, and goes on to
    grow, ever more slowly.

    Parameters
    ----------
    progress : callable, optional
        Called with the share that is done, once a second has passed.
    """

    def __init__(self, progress: Progress | None) -> None:
        self._progress, self._began, self._done = progress, time.monotonic(), 0

    def of(self, product: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """A product that is counted."""

        def counted(x: Any) -> Any:
            self._done += 1
            if self._progress is not None and time.monotonic() - self._began > 1.0:
                self._progress(self._done / (self._done + _USUAL))
            return product(x)

        return counted


def first_eigenvector(
    n: int, product: Callable[[Any], Any], dense: Callable[[], NDArray[Any]], name: str
) -> tuple[float, NDArray[np.float64]]:
    """The largest eigenvalue of a connected network, and its vector: of length 1, one sign, which is made positive.

    Parameters
    ----------
    n : int
        How many rows there are.
    product : callable
        Gives the matrix times a vector.
    dense : callable
        Gives the matrix itself; called where it is small.
    name : str
        What is computed, for the error.

    Raises
    ------
    DataError
        The computation does not settle.
    """
    import numpy as np
    from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

    if n <= _SMALL:
        with on_one_thread():
            values, vectors = np.linalg.eigh(dense())
    else:
        operator = LinearOperator((n, n), matvec=product, dtype=np.float64)
        try:
            with on_one_thread():
                values, vectors = eigsh(operator, k=1, which="LA", v0=np.ones(n), tol=0, maxiter=100 * n)
        except ArpackNoConvergence as error:
            raise DataError(
                f"The {name} does not settle: the largest component is a long thin chain, in which it says little. "
                "Take harmonic or closeness instead."
            ) from error
    return float(values[-1]), np.abs(vectors[:, -1])
