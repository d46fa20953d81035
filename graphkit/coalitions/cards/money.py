"""The money that members put into what they share, by the money rules: no euro twice, nothing unknown counted as 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.money.counted import count
from graphkit.money.sums import Sum, sums_by
from graphkit.networks.amounts import UNSTATED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network


@dataclass(frozen=True, slots=True)
class SharedMoney:
    """Sums of the ties of money behind some pairs of a network.

    Attributes
    ----------
    total : sequence of Sum
        One a currency, basis and kind: over them nothing is added up.
    by_column : mapping of int to sequence of Sum
        The same for each column; together they are `total`, but for what is of several columns.
    n_unsplit : int
        Amounts that went to several recipients of whom not all are shared, and that no source splits: in no sum.
    """

    total: Sequence[Sum]
    by_column: Mapping[int, Sequence[Sum]]
    n_unsplit: int


def shared_money(network: Network, pairs: NDArray[np.int64]) -> SharedMoney:
    """What members gave to the columns that they share.

    An amount that was handed on within it is counted where it ends; one that two sources state, once; one that stands
    behind several pairs, once.

    Parameters
    ----------
    network : Network
    pairs : array of int
        The pairs of members and what they share, by number.
    """
    import numpy as np
    import pyarrow.compute as pc

    ties = network.snapshot.ties
    rows, pair = network.tie_index.of(pairs)
    columns = network.indices[pair]
    funds = np.asarray(pc.equal(ties["type"], "FUNDS").to_numpy(), dtype=np.bool_)
    rows, columns = rows[funds[rows]], columns[funds[rows]]
    # Of a tie that no source splits between its recipients all columns must be shared.
    in_all = np.bincount(network.tie_index.rows, minlength=ties.num_rows)
    here = np.bincount(rows, minlength=ties.num_rows)
    partly = here[rows] < in_all[rows]
    n_unsplit = len(np.unique(rows[partly]))
    rows, columns = rows[~partly], columns[~partly]
    chosen, first = np.unique(rows, return_index=True)
    column = np.where(here[chosen] > 1, -1, columns[first])
    counted = count(ties.take(np.concatenate([chosen, _who_receives(network, chosen)])))
    asked = network.spec.request

    def wanted(one: Sum) -> bool:
        return asked.currency in (None, one.currency) and asked.basis in (None, one.basis or UNSTATED)

    total = [one for _, one in sums_by(counted, counted.group) if wanted(one)]
    by_column: dict[int, list[Sum]] = {}
    size = int(counted.group.max(initial=0)) + 1
    for row, one in sums_by(counted, (column + 1) * size + counted.group):
        if column[row] >= 0 and wanted(one):
            by_column.setdefault(int(column[row]), []).append(one)
    return SharedMoney(total, by_column, n_unsplit)


def _who_receives(network: Network, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The ties that say who receives in the actions of some ties: what is handed on is known by them."""
    import numpy as np

    from graphkit.networks.untied import receives

    snapshot = network.snapshot
    actions = np.unique(snapshot.action_of_ties[rows])
    return np.flatnonzero(receives(snapshot.ties) & np.isin(snapshot.action_of_ties, actions))
