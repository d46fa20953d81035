"""Katz centrality: all walks that lead to an actor, long ones counting less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError, UsageError
from graphkit.measures._measure import measure, share
from graphkit.measures._settling import settled
from graphkit.measures._spectrum import Products, first_eigenvector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.measures._measure import Subject
    from graphkit.networks.kernels._running import Progress

# Where nobody names alpha: this share of the largest for which the sum over all walks has an end.
_USUAL = 0.5

# Nearer to it the sum takes tens of thousands of steps; and what is told as the most, so that rounding cannot lift it.
_MOST, _TOLD, _SAFE = 0.999, 0.998, 0.99


def _checked(alpha: float | None = None, **_: object) -> None:
    if alpha is not None and not alpha >= 0:
        raise UsageError(f"alpha={alpha} must be at least 0; leave it out for half of the largest that makes sense.")


@measure(
    unit=share("length 1 together", lambda *_: "walks, each step worth alpha"),
    source="Katz 1953",
    seconds_a_step=1e-6,
    checked=_checked,
)
def katz(
    subject: Subject, alpha: float | None = None, normalized: bool = True, *, progress: Progress | None = None
) -> NDArray[np.float64]:
    r"""How many walks lead to each actor, a walk counting less with each step.

    A walk of k steps counts :math:`\alpha^k`:

    .. math:: x_i = 1 + \alpha \sum_j w_{ij} x_j = \sum_{k = 0}^{\infty} \alpha^k \sum_j (W^k)_{ij}

    where W has the ties: ones in a two-mode network, whose walks go from actors to actions and back; the weights in a
    projection, where a tie of weight w is as good as w ties. With `normalized` divided by the length of the vector of
    all values, in a two-mode network those of actors and actions together.

    Parameters
    ----------
    subject : Network or Projection
        Need not be connected. Ties of a projection are weighted, those of a network are not.
    alpha : float, optional
        What a step is worth: at least 0, and below :math:`1 / \lambda`, :math:`\lambda` the largest eigenvalue of W,
        for the sum to have an end. The nearer to it, the nearer to the eigenvector centrality; near 0 all come near to
        their degree. Without, half of :math:`1 / \lambda`, so that networks of any size and density are measured alike;
        NetworkX takes .1, which is too large for most projections.
    normalized : bool
        Divide by the length.

    Returns
    -------
    n values in the order of the actors, in a network followed by m in the order of the actions
        All above 0. An isolated node has 1 before normalisation: the walk of no step.

    Raises
    ------
    UsageError
        `alpha` is below 0, or above .999 of :math:`1 / \lambda`; says how large it may be.
    DataError
        No `alpha` is given, and the largest eigenvalue does not settle; says which is small enough in any case.

    Notes
    -----
    Unlike the eigenvector it has a value for every node of a network in several pieces, though in small ones there are
    few walks. Equal to ``networkx.katz_centrality`` of the same alpha, by the same steps; NetworkX stops when a node
    changes by 1e-6 on average, here they go on until all together change by less than 1e-12 of their sum, so that
    equals have equal values. NetworKit leaves out the 1.

    By SciPy; a dense projection is not multiplied but the two-mode network, which has fewer entries. Seconds at a
    million ties.

    References
    ----------
    .. [1] Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika 18(1), 39-43.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> katz(cafe_and_garden(), normalized=False).to_frame().round(3)
             id      name   katz
    0      city      City  2.214
    1  families  Families  1.607
    2      fund      Fund  1.607
    """
    import numpy as np

    from graphkit.measures._kernels import ties_and_strength
    from graphkit.networks.kernels._running import Rising
    from graphkit.networks.kernels.walks import length
    from graphkit.networks.projection import Projection

    ties, strength = ties_and_strength(subject)
    matrix = subject.matrix if isinstance(subject, Projection) else ties
    rising = None if progress is None else Rising(progress)
    worth, shrinks = _worth(alpha, strength, ties, matrix, None if rising is None else rising.until(0.5))
    steps = None if rising is None else rising.until(1.0)
    found = settled(lambda x: 1.0 + worth * (ties @ x), np.ones(len(strength)), shrinks, steps)
    return found / (length(found) or 1.0) if normalized else found


def _worth(
    alpha: float | None, strength: NDArray[Any], ties: Any, matrix: Any, progress: Progress | None
) -> tuple[float, float]:
    """What a step is worth, and at most how much of its change is left after one: alpha times the eigenvalue."""
    largest = float(strength.max(initial=0.0))
    if largest == 0.0:
        return 0.0, 0.0
    # No eigenvalue is above the largest row sum.
    if alpha is not None and alpha * largest <= _MOST:
        return alpha, alpha * largest
    try:
        eigenvalue, _ = first_eigenvector(
            len(strength), Products(progress).of(ties.__matmul__), matrix.toarray, "eigenvalue"
        )
    except DataError as error:
        raise DataError(
            "The largest eigenvalue, which bounds alpha, does not settle: the network is a long thin chain. Give "
            f"alpha={_SAFE / largest:.3g}, which is small enough in any case, or less."
        ) from error
    if alpha is None:
        return _USUAL / eigenvalue, _USUAL
    if alpha * eigenvalue > _MOST:
        raise UsageError(
            f"alpha={alpha} is too large: the sum over all walks has no end. In this network it may be "
            f"{_TOLD / eigenvalue:.4g} at most; leave it out for half of that."
        )
    return alpha, alpha * eigenvalue
