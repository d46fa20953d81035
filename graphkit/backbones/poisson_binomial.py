"""How many of several independent events happen, each with a probability of its own: the tails of their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Reals = NDArray[np.float64]
    Places = NDArray[np.int64]


def exact(probability: Reals, times: Places, most: int) -> tuple[Reals, Reals]:
    r"""The tails :math:`\Pr(V \ge c)` and :math:`\Pr(V \le c)` for c from 0 to `most`, by adding event after event.

    Parameters
    ----------
    probability : array of float, distributions × kinds of event
        Of each kind, in each distribution.
    times : array of int
        How many events there are of each kind.
    most : int
        The largest c.

    Returns
    -------
    upper, lower : arrays of float, distributions × (most + 1)
        Only positive numbers are added up, so that small tails are as precise as large ones.

    Examples
    --------
    >>> p = np.array([[.123, .234, .345, .456, .567, .678, .789, .801, .911]])
    >>> upper, lower = exact(p, np.ones(9, dtype=np.int64), 5)
    >>> print(f"{lower[0, 5]:.6f} {upper[0, 5]:.6f}")
    0.679135 0.628385
    """
    # The last place holds all that is beyond the largest c.
    mass = np.zeros((len(probability), most + 2))
    mass[:, 0] = 1.0
    for kind, n in enumerate(times.tolist()):
        happens = probability[:, kind, None]
        for _ in range(n):
            moved = mass * happens
            beyond = moved[:, -1].copy()
            mass *= 1.0 - happens
            mass[:, 1:] += moved[:, :-1]
            mass[:, -1] += beyond
    upper = np.cumsum(mass[:, ::-1], axis=1)[:, ::-1]
    return np.minimum(upper[:, :-1], 1.0), np.minimum(np.cumsum(mass, axis=1)[:, :-1], 1.0)


def refined_normal(probability: Reals, times: Places, most: int) -> tuple[Reals, Reals]:
    r"""The same tails by the normal distribution, mended for the skewness.

    .. math:: \Pr(V \le k) \approx \Phi(z) + \gamma (1 - z^2) \varphi(z) / 6, \qquad z = (k + 1/2 - \mu) / \sigma

    with the mean, the standard deviation and the skewness of V [1]_. Off by up to a tenth where little is expected.

    References
    ----------
    .. [1] Hong, Y. (2013). On computing the distribution function for the Poisson binomial distribution. Computational
       Statistics & Data Analysis 59, 41-51, eq. 16.

    Examples
    --------
    >>> p = np.array([[.123, .234, .345, .456, .567, .678, .789, .801, .911]])
    >>> upper, lower = refined_normal(p, np.ones(9, dtype=np.int64), 5)
    >>> print(f"{lower[0, 5]:.7f} {upper[0, 5]:.7f}")
    0.6773302 0.6268476
    """
    from scipy.special import ndtr

    varies = probability * (1 - probability) * times
    mean, variance = (probability * times).sum(axis=1), varies.sum(axis=1)
    sigma = np.sqrt(variance)
    skewness = np.divide(
        (varies * (1 - 2 * probability)).sum(axis=1), variance * sigma, out=np.zeros_like(mean), where=variance > 0
    )
    k = np.arange(-1, most + 1) + 0.5
    away = k - mean[:, None]
    z = np.divide(away, sigma[:, None], out=np.copysign(np.inf, away), where=sigma[:, None] > 0)
    bell = np.exp(-0.5 * np.minimum(z * z, 1e4)) / np.sqrt(2 * np.pi)
    finite = np.where(np.isfinite(z), z, 0.0)
    mended = np.where(np.isfinite(z), skewness[:, None] * (1 - finite * finite) * bell / 6, 0.0)
    return np.clip(ndtr(-z) - mended, 0.0, 1.0)[:, :-1], np.clip(ndtr(z) + mended, 0.0, 1.0)[:, 1:]
