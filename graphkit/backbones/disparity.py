"""The disparity filter: ties that hold more of an actor than they would if it spread itself by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.backbones.tested import Tested

if TYPE_CHECKING:
    from graphkit.networks.network import Network

REFERENCE = "Serrano, Boguñá & Vespignani 2009"


def disparity(network: Network, weight: str = "count") -> Tested:
    r"""How probable it is that a tie holds so much of an actor, or more, if its strength were spread by chance.

    .. math:: \alpha_{ij} = \left(1 - \frac{w_{ij}}{s_i}\right)^{k_i - 1}

    for an actor i of :math:`k_i` partners whose ties add up to :math:`s_i` [1]_. A tie counts by the end where it is
    the more surprising; an actor with one partner is surprised by nothing.

    Parameters
    ----------
    network : Network
    weight : {"count", "newman", "amount"}
        What a tie is: see `graphkit.networks.projection.project`.

    Notes
    -----
    It sees the projection alone: an action of many actors ties them all, and the filter does not know. It says which
    ties matter to an actor, not which are more than chance in two modes.

    References
    ----------
    .. [1] Serrano, M. Á., Boguñá, M., Vespignani, A. (2009). Extracting the multiscale backbone of complex weighted
       networks. PNAS 106(16), 6483-6488.
    """
    from scipy.sparse import triu

    projection = network.projection(weight)
    ties = triu(projection.matrix, k=1, format="coo")
    order = np.lexsort((ties.col, ties.row))
    one, other = ties.row[order].astype(np.int64), ties.col[order].astype(np.int64)
    held = ties.data[order].astype(np.float64)
    n_partners = np.diff(projection.matrix.indptr).astype(np.int64)
    strength = np.asarray(projection.matrix.sum(axis=1), dtype=np.float64).reshape(-1)
    at_one, at_other = (
        np.maximum(1 - held / strength[end], 0.0) ** (n_partners[end] - 1).astype(np.float64) for end in (one, other)
    )
    end = np.where(at_one <= at_other, one, other)
    return Tested(
        one=one,
        other=other,
        observed=held,
        expected=strength[end] / n_partners[end],
        more=np.minimum(at_one, at_other),
        fewer=None,
        n_tests=len(one),
        second=np.maximum(at_one, at_other),
        unit=projection.unit,
        account={"weight": weight, "n_unweighted": projection.n_unweighted},
    )
