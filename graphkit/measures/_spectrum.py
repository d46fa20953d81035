"""The first eigenvalue of symmetric matrices without negative entries, and its vector, which has one sign."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress

# Up to here all eigenvectors at once take no longer than one of them by steps. LAPACK works on so small a matrix on one
# thread, whatever it is told, hence with the same bits.
_SMALL = 24

# So many vectors are held, and so many are left of them when there is no more room, as in ARPACK; of two products one
# is then orthogonal to what was seen before.
_HELD, _LEFT = 20, 10

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

    if n <= _SMALL:
        values, vectors = np.linalg.eigh(dense())
        return float(values[-1]), np.abs(vectors[:, -1])
    found = _by_steps(n, product)
    if found is None:
        raise DataError(
            f"The {name} does not settle: the largest component is a long thin chain, in which it says little. "
            "Take harmonic or closeness instead."
        )
    return found


def _by_steps(n: int, product: Callable[[Any], Any]) -> tuple[float, NDArray[np.float64]] | None:
    """The same by Lanczos' method from equal values, begun again from its best vectors (Wu & Simon 2000).

    What ARPACK does. But that adds up by BLAS, in another order on another number of threads, so that the last digits
    would depend on these; here NumPy adds up on one, and what is long is in the products.
    """
    import numpy as np

    held, small = np.zeros((_HELD + 1, n)), np.zeros((_HELD, _HELD))
    held[0] = n**-0.5
    exact, begin = np.finfo(float).eps, 0
    for _ in range(100 * n):
        for k in range(begin, _HELD):
            following = np.array(product(held[k]), dtype=np.float64)
            along = np.zeros(k + 1)
            # Twice: what rounding leaves of the others the first time is gone the second.
            for _again in range(2):
                part = np.einsum("ij,j->i", held[: k + 1], following)
                following -= np.einsum("i,ij->j", part, held[: k + 1])
                along += part
            small[k, : k + 1] = small[: k + 1, k] = along
            left = float(np.sqrt((following * following).sum()))
            size = k + 1
            if left <= exact * np.abs(small[:size, :size]).max():
                break
            held[k + 1] = following / left
        values, vectors = np.linalg.eigh(small[:size, :size])
        off = left * abs(vectors[-1, -1])
        if off <= exact * abs(values[-1]) or size < _HELD:
            found = np.einsum("i,ij->j", vectors[:, -1], held[:size])
            return float(values[-1]), np.abs(found / np.sqrt((found * found).sum()))
        held[:_LEFT] = np.einsum("ik,ij->kj", vectors[:, -_LEFT:], held[:_HELD])
        held[_LEFT] = held[_HELD]
        small[:], begin = 0.0, _LEFT
        small[range(_LEFT), range(_LEFT)] = values[-_LEFT:]
    return None
