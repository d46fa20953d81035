"""How concentrated, or how mixed, some shares are."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

REFERENCE = "Herfindahl 1950; Hirschman 1964; Shannon 1948; Hill 1973; Chang & Tuckman 1994, doi:10.1007/BF02354036"


class Indices(NamedTuple):
    """What is said of some classes by their sizes.

    Attributes
    ----------
    classes : int
        How many classes there are: those of a size above 0. Indices of different numbers of classes do not compare.
    hhi : float
        Herfindahl-Hirschman: from 1 / classes (all alike) to 1 (all in one).
    normalised_diversity : float
        The normalised HHI turned round, from 0 (all in one) to 1 (all alike); nan where there is one class.
    shannon : float
        Entropy in nats, from 0 to log(classes).
    effective : float
        As many classes, all alike, would be as mixed, by the entropy; from 1 to `classes`.
    """

    classes: int
    hhi: float
    normalised_diversity: float
    shannon: float
    effective: float


def indices(sizes: Sequence[int | float]) -> Indices:
    r"""The indices of some classes.

    .. math::
        HHI = \sum_i s_i^2, \quad D = \frac{1 - HHI}{1 - 1/n}, \quad H = -\sum_i s_i \ln s_i, \quad N = e^H

    where :math:`s_i` is the share of class i of n.

    Parameters
    ----------
    sizes : sequence of numbers
        Amounts or counts, in one unit. Classes of size 0 are none.

    Returns
    -------
    Indices
        All nan but the number of classes where there is none, or where one is below 0: shares of a sum that takes
        something off itself say nothing.

    References
    ----------
    .. [1] Chang, C. F., Tuckman, H. P. (1994). Revenue diversification among non-profits. Voluntas 5, 273-290.
    .. [2] Carroll, D. A., Stater, K. J. (2009). Revenue diversification in nonprofit organizations: Does it lead to
       financial stability? Journal of Public Administration Research and Theory 19, 947-966.

    Examples
    --------
    >>> found = indices([0.7, 0.2, 0.1])
    >>> found.classes, round(found.hhi, 4), round(found.normalised_diversity, 4)
    (3, 0.54, 0.69)
    >>> round(found.shannon, 4), round(found.effective, 4)
    (0.8018, 2.2296)
    """
    there = [size for size in sizes if size]
    nothing = float("nan")
    if not there or min(there) < 0:
        return Indices(len(there), nothing, nothing, nothing, nothing)
    total = sum(there)
    shares = [size / total for size in there]
    n = len(shares)
    hhi = sum(share * share for share in shares)
    # In floats the sum may come out above 0 for all in one class.
    shannon = max(0.0, -sum(share * log(share) for share in shares))
    normalised_diversity = (1 - hhi) / (1 - 1 / n) if n > 1 else nothing
    return Indices(n, hhi, normalised_diversity, shannon, exp(shannon))
