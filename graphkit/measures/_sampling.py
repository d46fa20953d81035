"""Means over nodes drawn at random, until a bound on their errors holds that can be proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, log
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress, Rising

    Reals = NDArray[np.float64]
    Draw = Callable[[NDArray[np.int64], Progress | None], tuple[Reals, Reals]]
    """Given pairs of sources: the sums over all of them, and over the pairs the squares of their differences."""

# Each round ends with so many times the draws of the one before.
_GROWTH = 1.25

# The last round ends here in what is told, for where the bound does not hold even then, all has yet to be worked out.
_HALF = 0.5


@dataclass(frozen=True, eq=False)
class Estimate:
    """Values that may be off, and by how much at most.

    Attributes
    ----------
    values : array of float
        One a node.
    error : float
        With a probability of 1 - `delta` at least no value is off by more; 0 where they are exact.
    delta : float
        The probability that one of them is.
    drawn, among : int
        How many nodes were drawn as sources, each from how many there are; where the values are exact, all of them.
    """

    values: Reals
    error: float
    delta: float
    drawn: int
    among: int

    @property
    def account(self) -> dict[str, float | int]:
        """All but the values, ready for JSON."""
        return {"error": self.error, "delta": self.delta, "drawn": self.drawn, "among": self.among}


def check_share(name: str, value: float) -> None:
    """Refuse a number that is not between 0 and 1.

    Raises
    ------
    UsageError
        It is not.
    """
    if not 0 < value < 1:
        raise UsageError(f"{name}={value!r} is not between 0 and 1.")


def exactly(values: Reals, delta: float) -> Estimate:
    """Values that were worked out from all sources, and are not off at all."""
    return Estimate(values, 0.0, delta, len(values), len(values))


def mean_of_drawn(
    draw: Draw,
    largest: Reals,
    busy: Reals,
    *,
    error: float,
    delta: float,
    seed: int,
    at_most: float,
    told: Rising | None = None,
) -> tuple[Reals, float, int] | None:
    r"""The mean over all sources, for each node v, estimated from sources that are drawn until the bound holds.

    Parameters
    ----------
    draw : callable
        Gives the sums over sources s of :math:`X_s(v)`, which is from 0 to `largest`.
    largest : array of float
        The most that each node can have from one source; 0 for those that have 0 from every source.
    busy : array of float
        Known before anything is drawn, and large where much is expected; 1 everywhere serves too. The bound is a little
        wider where it is small, and a good deal narrower where it is large.
    error, delta : float
        With a probability of 1 - `delta` at least, no mean is to be off by more than `error`.
    seed : int
        Of the draws.
    at_most : float
        With so many draws or more, there is no gain in drawing.
    told : Rising, optional
        Is told what share is done, up to one half: the other is for what follows where `at_most` is met.

    Returns
    -------
    (array, float, int) or None
        The means, the bound that they keep (below `error`), how many sources were drawn; None where `at_most` is met.

    Notes
    -----
    Why the bound holds. Let m sources be drawn, each from all alike, whatever was drawn before; R is `largest`, μ the
    mean and σ² the variance of X over all sources, of one node. Three things fail with a probability of
    :math:`e^{-L}` at most, each.

    1. With :math:`Z = (X - X')^2 / 2` for the two sources of a pair: Z is at least 0, its mean is σ², and that of its
       square at most :math:`R^2 \sigma^2 / 2`. As :math:`e^{-x} \le 1 - x + x^2 / 2` for x from 0 on, Chernoff's
       method gives for the mean v of Z over the m / 2 pairs, which do not depend on one another,
       :math:`P(v \le \sigma^2 - t) \le \exp(-m t^2 / (2 R^2 \sigma^2))`. So, with :math:`a = R \sqrt{2L / m}`, it is
       :math:`\sigma^2 \le v + a \sigma`, which says :math:`\sigma \le (a + \sqrt{a^2 + 4 v}) / 2`.
    2. and 3. Bernstein's inequality, above and below: the mean over the draws is off from μ by at most
       :math:`\sigma \sqrt{2L / m} + R L / (3m)`.

    σ in the second put as large as the first allows is the bound. It is looked at after each of r rounds, with
    :math:`L_v = \ln(3 r / (\delta w_v))` for node v, where the shares :math:`w_v` add up to 1. The probabilities of all
    failures, at any node after any round, then add up to δ at most; so it does not matter after which round, or why,
    the drawing stops. Shares, rounds and their sizes are laid down before the first draw: of the shares one half is
    the same for all nodes with R above 0, the other goes by `busy`.
    """
    import numpy as np

    nodes = largest > 0
    if not nodes.any():
        return None
    wanted = np.where(nodes, busy, 0.0)
    shares = (nodes / np.count_nonzero(nodes) + wanted / wanted.sum()) / 2
    surprise = np.where(nodes, np.log(3 / (delta * np.where(nodes, shares, 1.0))), 0.0)
    sizes, confidence = _rounds(largest, surprise, error, at_most)
    rng = np.random.default_rng(seed)
    sums, squares, drawn = np.zeros(len(largest)), np.zeros(len(largest)), 0
    for size in sizes:
        progress = None if told is None else told.until(_HALF * size / sizes[-1])
        more = draw(rng.integers(0, len(largest), size=((size - drawn) // 2, 2)), progress)
        sums, squares, drawn = sums + more[0], squares + more[1], size
        a = largest * np.sqrt(2 * confidence / drawn)
        deviation = (a + np.sqrt(a**2 + 4 * squares / drawn)) / 2
        bound = deviation * np.sqrt(2 * confidence / drawn) + largest * confidence / (3 * drawn)
        reached = float(bound.max())
        if reached <= error:
            return sums / drawn, reached, drawn
    return None


def least_draws(n_nodes: int, error: float, delta: float) -> float:
    """About how many draws the bound takes."""
    return 7 * log(3 * n_nodes / delta) / (3 * error)


def _rounds(largest: Reals, surprise: Reals, error: float, at_most: float) -> tuple[list[int], Reals]:
    """After how many draws the bound is looked at, even numbers below `at_most`; and the L of each node.

    In the first it holds if all that is drawn is the same.
    """
    first = 7 * float((largest * surprise).max()) / (3 * error)
    # With a larger L the first round is larger, so that there are fewer than these, never more.
    rounds = 1 + ceil(log(max(at_most / first, 1.0)) / log(_GROWTH))
    confidence = surprise + log(rounds)
    first = 7 * float((largest * confidence).max()) / (3 * error)
    sizes: list[int] = []
    while len(sizes) < rounds and (size := 2 * ceil(first * _GROWTH ** len(sizes) / 2)) < at_most:
        sizes.append(size)
    return sizes, confidence


def scaled(draw: Draw, scale: Reals) -> Draw:
    """What is drawn times a number for each node."""

    def drawn(pairs: NDArray[Any], progress: Progress | None) -> tuple[Reals, Reals]:
        sums, squares = draw(pairs, progress)
        return sums * scale, squares * scale**2

    return drawn
