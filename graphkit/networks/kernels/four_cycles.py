"""Pairs of actors in pairs of actions: closed ways of four ties, and the open ones of three that they close."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Products of rows are made so many entries at a time.
_ENTRIES = 20_000_000


def four_cycles(incidence: csr_array[Any], by_action: csr_array[Any]) -> int:
    r"""How often two actors have two actions in common.

    :math:`\sum_{i < j} \binom{c_{ij}}{2}` over the pairs of actors, which have :math:`c_{ij}` actions in common. As
    many pairs of actions have two actors in common, so the side that is less work is taken: `steps` of them.

    Parameters
    ----------
    incidence, by_action : csr_array of int
        Actors × actions, 1 where there is a tie; and the same turned.
    """
    rows, columns = (incidence, by_action) if _work(by_action) <= _work(incidence) else (by_action, incidence)
    work = np.diff(columns.indptr)[rows.indices]
    until = np.concatenate([[0], np.cumsum(work)])[rows.indptr]
    edges = np.unique(np.searchsorted(until, np.arange(0, until[-1] + _ENTRIES, _ENTRIES)))
    twice = 0
    for low, high in pairwise(np.unique([0, *edges.tolist(), rows.shape[0]]).tolist()):
        common = (rows[low:high] @ columns).data.astype(np.int64)
        twice += int((common * (common - 1)).sum())
    own = np.diff(rows.indptr).astype(np.int64)
    return (twice - int((own * (own - 1)).sum())) // 4


def three_paths(incidence: csr_array[Any], by_action: csr_array[Any]) -> int:
    """How many ways of three ties there are that come to no node twice: each has a tie in its middle."""
    of_actor = np.repeat(np.diff(incidence.indptr).astype(np.int64), np.diff(incidence.indptr))
    of_action = np.diff(by_action.indptr).astype(np.int64)[incidence.indices]
    return int(((of_actor - 1) * (of_action - 1)).sum())


def steps(incidence: csr_array[Any], by_action: csr_array[Any]) -> int:
    """How many steps `four_cycles` takes."""
    return min(_work(incidence), _work(by_action))


def _work(columns: csr_array[Any]) -> int:
    sizes = np.diff(columns.indptr).astype(np.int64)
    return int((sizes**2).sum())
