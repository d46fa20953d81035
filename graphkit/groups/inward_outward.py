"""The E-I index of ties between labelled nodes: what it can be, what chance would make it, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress

    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]


class Index(NamedTuple):
    """An E-I index with what to hold it against.

    Attributes
    ----------
    external, internal : int
        Ties across groups, ties within them.
    value : float
        (external − internal) / (external + internal); nan where there is no tie.
    low, high : float
        What it can be at least and at most with as many ties and groups of these sizes.
    rescaled : float
        The value from -1, at `low`, to 1, at `high`; nan where both are the same.
    expected : float
        What it is on average over all ways to deal the groups out.
    p_inward, p_outward : float
        The share of draws with a value as low or lower, as high or higher, the observed one counted among them; nan
        where nothing is drawn.
    """

    external: int
    internal: int
    value: float
    low: float
    high: float
    rescaled: float
    expected: float
    p_inward: float
    p_outward: float


NONE = float("nan")


def inward_outward(
    one: Places,
    other: Places,
    label: Places,
    dealt: Flags,
    *,
    between: int,
    within: int,
    draws: int = 1000,
    seed: int = 0,
    progress: Progress | None = None,
) -> Index:
    r"""The index of some ties, each between two nodes that have a label.

    Parameters
    ----------
    one, other : arrays of int
        The two ends of each tie.
    label : array of int
        The group of each node.
    dealt : array of bool
        The nodes whose labels each draw deals out anew among them; the others keep theirs.
    between, within : int
        How many pairs that could be tied have different labels, and the same one.
    draws, seed : int
        How many draws, and from which seed; with 0 draws nothing is tested.

    Notes
    -----
    With L ties there are at most :math:`\min(L, between)` external ones and :math:`\min(L, within)` internal ones; that
    is the feasible range. A label is dealt to any node alike, so the expected index is exact:
    :math:`(between - within) / (between + within)`, where all nodes or all of one mode are dealt.

    O(draws × ties).
    """
    if draws < 0 or seed < 0:
        raise UsageError(f"draws={draws} and seed={seed} must both be 0 or more.")
    n = len(one)
    external = int((label[one] != label[other]).sum())
    if n == 0:
        return Index(0, 0, *(NONE,) * 7)
    value = _of(external, n)
    low, high = _of(n - min(n, within), n), _of(min(n, between), n)
    rescaled = 2 * (value - low) / (high - low) - 1 if high > low else NONE
    expected = (between - within) / (between + within)
    p_inward, p_outward = NONE, NONE
    if draws:
        drawn = _draws(one, other, label, dealt, draws, seed, progress)
        p_inward = (1 + int((drawn <= external).sum())) / (1 + draws)
        p_outward = (1 + int((drawn >= external).sum())) / (1 + draws)
    return Index(external, n - external, value, low, high, rescaled, expected, p_inward, p_outward)


def _of(external: int, n: int) -> float:
    return (2 * external - n) / n


def _draws(  # noqa: PLR0917 - what is drawn, and how often
    one: Places, other: Places, label: Places, dealt: Flags, draws: int, seed: int, progress: Progress | None
) -> Places:
    """How many ties are external in each draw."""
    random = np.random.default_rng(seed)
    movable = np.flatnonzero(dealt)
    # Small numbers: the labels of a million nodes then stay near the processor.
    labels = label.astype(np.min_scalar_type(int(label.max(initial=0))))
    now = labels.copy()
    external = np.empty(draws, dtype=np.int64)
    for k in range(draws):
        now[movable] = random.permutation(labels[movable])
        external[k] = np.count_nonzero(now[one] != now[other])
        if progress is not None:
            progress((k + 1) / draws)
    return external
