"""PageRank, eigenvector and Katz centrality of a projection that is never made.

Its matrix is :math:`B D B^T` less the diagonal, B the incidence and D the weight of each action: two sparse products a
step, by SciPy, which leaves nothing for numba to gain. They stop where NetworkX stops, hence have its digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Vector = NDArray[np.float64]


class NoConvergence(ArithmeticError):
    """The values did not settle within the number of steps."""

    def __init__(self, steps: int) -> None:
        super().__init__(f"The values do not settle within {steps:,} steps.")
        self.steps = steps


class Ties(Protocol):
    """A symmetric matrix as what it does to a vector, with its number and sums of rows."""

    n: int
    strength: Vector

    def __matmul__(self, x: Vector) -> Vector: ...


class ImplicitProjection:
    """The matrix of a projection as what it does to a vector.

    Parameters
    ----------
    incidence, by_action : scipy.sparse.csr_array
        Actors × actions, ones, and the same turned.
    weights : array
        Of each action: ones for the number of actions in common, 1 / (actors - 1) for Newman's weights.

    Attributes
    ----------
    strength : array
        The sum of each row.
    """

    def __init__(self, incidence: csr_array[Any], by_action: csr_array[Any], weights: NDArray[Any]) -> None:
        sizes = by_action @ np.ones(incidence.shape[0])
        # An action of one actor ties nobody; left in, it would leave the rounding of a difference that is 0.
        weights = np.where(sizes > 1, weights, 0.0)
        self.n = incidence.shape[0]
        self._rows, self._columns = (each.astype(np.float64, copy=False) for each in (incidence, by_action))
        self._weights = weights
        self._diagonal = self._rows @ weights
        self.strength: Vector = self._rows @ (weights * (sizes - 1.0))

    def __matmul__(self, x: Vector) -> Vector:
        found: Vector = self._rows @ (self._weights * (self._columns @ x)) - self._diagonal * x
        return found


def pagerank(ties: Ties, damping: float = 0.85, tolerance: float = 1e-6, steps: int = 100) -> Vector:
    """PageRank by weight; an actor without ties hands its visits to all alike."""
    n = ties.n
    if n == 0:
        return np.zeros(0)
    return _settled(visited(ties, ties.strength, damping), np.full(n, 1.0 / n), n * tolerance, steps)


def visited(ties: Any, strength: Vector, damping: float) -> Callable[[Vector], Vector]:
    """The step of PageRank: from how often each actor is visited to how often it is then.

    Parameters
    ----------
    ties : matrix, or Ties
    strength : array
        The sum of each row of it.
    damping : float
    """
    n = len(strength)
    isolated = strength == 0
    onward = np.divide(1.0, strength, out=np.zeros(n), where=~isolated)

    def step(visits: Vector) -> Vector:
        afresh = float(1.0 - damping + damping * visits[isolated].sum()) / n
        following: Vector = ties @ (visits * onward)
        return afresh + damping * following

    return step


def eigenvector(ties: Ties, tolerance: float = 1e-6, steps: int = 100) -> Vector:
    """The first eigenvector, of length 1, by powers of the matrix with ones added to its diagonal."""
    n = ties.n

    def step(x: Vector) -> Vector:
        after = ties @ x + x
        normed: Vector = after / (length(after) or 1.0)
        return normed

    return _settled(step, np.full(n, 1.0 / max(n, 1)), n * tolerance, steps)


def katz(
    ties: Ties,
    alpha: float = 0.1,
    beta: float = 1.0,
    tolerance: float = 1e-6,
    steps: int = 1000,
    *,
    normalized: bool = True,
) -> Vector:
    """Katz centrality, where `normalized` of length 1: all walks to an actor, each step worth `alpha`."""
    n = ties.n
    found = _settled(lambda x: alpha * (ties @ x) + beta, np.zeros(n), n * tolerance, steps)
    return found / (length(found) or 1.0) if normalized else found


def length(x: Vector) -> float:
    """The root of the sum of squares, with the same bits on any number of threads."""
    # Not by BLAS: it adds up on several threads, in another order on another number, and waits for them spinning.
    return float(np.sqrt((x * x).sum()))


def _settled(step: Callable[[Vector], Vector], start: Vector, change: float, steps: int) -> Vector:
    """The values after the first step that changes all of them together by less than `change`."""
    before = start
    for _ in range(steps):
        after = step(before)
        if np.abs(after - before).sum() < change or len(after) == 0:
            return after
        before = after
    raise NoConvergence(steps)
