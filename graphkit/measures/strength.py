"""Strength: the money given, or the weight of all ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.measures._measure import measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.measures._measure import Subject


def _money_or_weight(subject: Subject, of: str, options: Mapping[str, Any]) -> str:
    from graphkit.networks.projection import Projection

    if isinstance(subject, Projection):
        return subject.unit
    return " ".join(part for part in (subject.spec.currency or "amount", subject.spec.basis) if part)


@measure(unit=_money_or_weight, source="Barrat et al. 2004, eq. 2", seconds_a_step=1e-8)
def strength(subject: Subject) -> NDArray[np.float64]:
    r"""The known money that each actor gives; in a projection, the weight of all its ties.

    .. math:: s_i = \sum_j w_{ij}

    where :math:`w_{ij}` is, in a two-mode network, the sum of the known amounts that actor i gives to action j, and in
    a projection the weight of the tie. By Newman's weights the strength of an actor is the number of its actions that
    it is not alone in.

    Parameters
    ----------
    subject : Network or Projection
        In a network its amounts must be of one currency and one basis.

    Returns
    -------
    n values in the order of the actors, in a network followed by m in the order of the actions
        In a network: nan for an actor or action none of whose amounts is known (a partner who gives no money, a funder
        whose amounts nobody states), since not known is not 0. In a projection: 0 for an actor without partners.

    Raises
    ------
    UsageError
        The amounts are of several currencies or bases and the network does not choose one.

    Notes
    -----
    A funder some of whose amounts are not known is counted with the others: its value is a lower bound. How many ties
    of money state no amount is in the network's ``n_missing_amounts``. Money that was handed on is in the strength of
    both who gave and who handed on: do not add actors up. Sums are made in cents, hence exact.

    References
    ----------
    .. [1] Barrat, A., Barthélemy, M., Pastor-Satorras, R., Vespignani, A. (2004). The architecture of complex weighted
       networks. PNAS 101(11), 3747-3752, eq. 2.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> strength(cafe_and_garden()).to_frame()
             id      name  strength
    0      city      City    5500.0
    1      fund      Fund    2000.0
    2  families  Families       NaN
    """
    import numpy as np

    from graphkit.networks.projection import Projection

    if isinstance(subject, Projection):
        return np.asarray(subject.matrix.sum(axis=1), dtype=np.float64).ravel()
    rows = np.repeat(np.arange(subject.n_actors), np.diff(subject.indptr))
    known = subject.amounts_known.data
    found = []
    for place, n in ((rows, subject.n_actors), (subject.indices, subject.n_actions)):
        cents = np.zeros(n, dtype=np.int64)
        np.add.at(cents, place, subject.minor_amounts)
        n_known = np.bincount(place, weights=known, minlength=n)
        found.append(np.where(n_known > 0, cents / 10.0**subject.money.digits, np.nan))
    return np.concatenate(found)
