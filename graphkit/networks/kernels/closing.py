"""Ties that are not there, by how many four-cycles they would close: sparse products, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Products of rows are made so many entries at a time.
_ENTRIES = 20_000_000

# More than any number of ways: the mark of what is tied.
_TIED = np.int64(1) << np.int64(62)


class Closing(NamedTuple):
    """What ties that are not there would close, for the rows from `low` to before `high`.

    Attributes
    ----------
    ways : csr_array of int
        Rows × columns: by how many ways of three ties the two ends are joined: so many four-cycles the tie would close.
    through : csr_array of int
        The same, each actor that such ways go through counted once; the pattern is that of `ways`.
    """

    low: int
    high: int
    ways: csr_array[Any]
    through: csr_array[Any]


def partners(incidence: csr_array[Any], by_action: csr_array[Any]) -> csr_array[Any]:
    """Actors × actors: how many actions two have in common, without the diagonal.

    Parameters
    ----------
    incidence, by_action : csr_array of int
        Actors × actions, 1 where there is a tie; and the same turned.
    """
    from scipy.sparse import csr_array, diags_array

    shared = csr_array(incidence @ by_action)
    own = diags_array(shared.diagonal(), dtype=shared.dtype, format="csr")
    without = csr_array(shared - own)
    without.sort_indices()
    return without


def closing(shared: csr_array[Any], there: csr_array[Any]) -> Iterator[Closing]:
    r"""Of all pairs that are not tied, those whose tie would close a four-cycle, and how many.

    With the shared actions :math:`c_{ab}` of two actors, and the ties :math:`B_{ax}` of actors to actions, a tie of a
    to x that is not there would close

    .. math:: s_{ax} = \sum_{b \ne a} c_{ab} B_{bx} = (B B^\top B)_{ax}

    four-cycles a – y – b – x – a: one for each way of three ties that joins the two. :math:`\sum_b [c_{ab} > 0] B_{bx}`
    counts the actors b alone. With c in the place of B it is :math:`\sum_b c_{ab} c_{bd}`: what a would close if it
    joined each of the actions of d, and d if it joined each of those of a.

    Parameters
    ----------
    shared : csr_array of int
        Actors × actors, as `partners` gives it.
    there : csr_array of int
        What is tied: the incidence of actors and actions, or `shared` again; then no actor is joined to itself.

    Yields
    ------
    Rows, a range at a time, in order.
    """
    from scipy.sparse import csr_array, hstack, vstack

    once, pattern = _ones(shared), _ones(there)
    for low, high in _ranges(shared, there):
        tied, own = csr_array(pattern[low:high]), np.arange(high - low)
        if there is shared:
            tied = _ones(csr_array(tied + csr_array((np.ones_like(own), (own, own + low)), shape=tied.shape)))
        # What is tied is marked by a further row of the right side for each of the left: quicker than to subtract it.
        mark = csr_array((np.full(tied.nnz, _TIED), tied.indices, tied.indptr), shape=tied.shape)
        itself = csr_array((np.ones_like(own), (own, own)), shape=(high - low, high - low))
        ways, through = (
            csr_array(hstack([left[low:high], itself], format="csr") @ vstack([right, mark], format="csr"))
            for left, right in ((shared, there), (once, pattern))
        )
        # Both have their entries in the same places: where these are depends on the pattern alone.
        new = ways.data < _TIED
        ptr = np.concatenate([[0], np.cumsum(new)])[ways.indptr]
        places = ways.indices[new], ptr
        yield Closing(low, high, *(csr_array((each.data[new], *places), shape=ways.shape) for each in (ways, through)))


def _ranges(left: csr_array[Any], right: csr_array[Any]) -> Iterator[tuple[int, int]]:
    work = np.diff(right.indptr).astype(np.int64)[left.indices]
    until = np.concatenate([[0], np.cumsum(work)])[left.indptr]
    edges = np.unique(np.searchsorted(until, np.arange(0, until[-1] + _ENTRIES, _ENTRIES)))
    yield from pairwise(np.unique([0, *np.minimum(edges, left.shape[0]).tolist(), left.shape[0]]).tolist())


def _ones(matrix: csr_array[Any]) -> csr_array[Any]:
    from scipy.sparse import csr_array

    return csr_array((np.ones(len(matrix.data), dtype=np.int64), matrix.indices, matrix.indptr), shape=matrix.shape)
