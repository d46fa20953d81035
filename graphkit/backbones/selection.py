"""Which of the pairs tested are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.backbones.correction import adjusted

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.backbones.tested import Tested

    Reals = NDArray[np.float64]


class Kept(NamedTuple):
    """The pairs kept, in the order of their actors; attributes as of `graphkit.backbones.result.Backbone`."""

    one: NDArray[Any]
    other: NDArray[Any]
    sign: NDArray[np.int64]
    observed: Reals
    expected: Reals
    p: Reals
    adjusted: Reals
    error: Reals | None
    n_borderline: int


def select(tested: Tested, alpha: float, correction: str, *, two_sided: bool, signed: bool) -> Kept:
    """Hold each p-value against `alpha`.

    Parameters
    ----------
    tested : Tested
    alpha : float
        A pair is kept whose p-value, after the correction, is at most this.
    correction : {"none", "holm", "bh"}
    two_sided : bool
        p is twice the smaller of the two tails; otherwise it is how probable so much in common or more is.
    signed : bool
        Keep also those that meet less than expected; these are of two sides.
    """
    sign = np.ones(len(tested.more), dtype=np.int64)
    p = tested.more
    if two_sided:
        assert tested.fewer is not None
        sign = np.where(tested.more <= tested.fewer, 1, -1)
        p = np.minimum(2 * np.minimum(tested.more, tested.fewer), 1.0)
    unmet = tested.unmet if two_sided else None
    p_unmet = np.minimum(2 * unmet.fewer, 1.0) if unmet is not None else np.zeros(0)
    family, times = p, None
    if unmet is not None:
        family = np.concatenate([p, p_unmet])
        times = np.concatenate([np.ones(len(p), dtype=np.int64), unmet.times])
    elif tested.second is not None:
        family = np.concatenate([p, tested.second])
    tests = tested.n_tests * (1 if tested.second is None else 2)
    corrected = adjusted(family, correction, times=times, tests=tests)
    held = corrected[: len(p)]
    if tested.second is not None:
        held = np.minimum(held, corrected[len(p) :])
    kept = np.flatnonzero((held <= alpha) & (signed | (sign > 0)))
    near = 0
    if tested.error is not None:
        # What the correction makes of a p-value it makes of its error.
        off = 2 * tested.error * (held / p)
        near = int(((np.abs(held - alpha) <= off) & (signed | (sign > 0))).sum())
    found = Kept(
        one=np.asarray(tested.one[kept], dtype=np.int64),
        other=np.asarray(tested.other[kept], dtype=np.int64),
        sign=sign[kept],
        observed=np.asarray(tested.observed[kept], dtype=np.float64),
        expected=tested.expected[kept],
        p=p[kept],
        adjusted=held[kept],
        error=None if tested.error is None else tested.error[kept],
        n_borderline=near,
    )
    if unmet is None or not signed:
        return found
    chosen = np.flatnonzero(corrected[len(p) :] <= alpha)
    one, other, of = unmet.pairs(chosen)
    own = chosen[of]
    none = np.zeros(len(one))
    less = np.full(len(one), -1, dtype=np.int64)
    kept_too = Kept(one, other, less, none, unmet.expected[own], p_unmet[own], corrected[len(p) :][own], None, 0)
    return _joined(found, kept_too)


def _joined(one: Kept, other: Kept) -> Kept:
    """Both, in the order of their actors."""
    fields = [np.concatenate(both) for both in zip(one[:7], other[:7], strict=True)]
    order = np.lexsort((fields[1], fields[0]))
    first, second, sign, *numbers = (each[order] for each in fields)
    observed, expected, p, corrected = numbers
    return Kept(first, second, sign, observed, expected, p, corrected, None, 0)
