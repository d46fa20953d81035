"""Who gives to whom: a directed network of the actors of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network


def giving(network: Network) -> csr_array[Any]:
    """Actors × actors: how many ties of money lead from each to each who receives it.

    What is in kind, voluntary or lent is no money, and no tie here. The recipient is the one that the tie names, else
    each that takes part in the action as its recipient. Who is no actor of the network is not in it.

    Raises
    ------
    UsageError
        The network has other columns than actions, or counts members as what they belong to: ties then name other
        recipients than it has.
    """
    import pyarrow.compute as pc
    from scipy.sparse import coo_array

    from graphkit.money.lines import kinds
    from graphkit.networks.untied import receives

    request = network.spec.request
    if request.grain != "action" or request.rollup:
        raise UsageError("Who gives to whom is read from single ties: take the network with grain='action', no rollup.")
    ties = network.snapshot.ties
    rows, pair = network.tie_index.of(np.arange(network.n_pairs))
    actor = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))[pair]
    action = network.indices[pair]
    money = np.asarray(pc.equal(ties["type"], "FUNDS").to_numpy(), dtype=np.bool_) & (kinds(ties) == 0)
    funds = money[rows]
    own = receives(ties)[rows]
    place = {id: at for at, id in enumerate(network.actor_ids)}
    named = ties["recipient"].take(rows[funds]).to_pylist()
    stated = np.array([-1 if id is None else place.get(id, -2) for id in named], dtype=np.int64)
    giver, of = actor[funds], action[funds]
    shape = (network.n_actions, network.n_actors)
    recipients = coo_array((np.ones(int(own.sum()), dtype=np.int64), (action[own], actor[own])), shape=shape).tocsr()
    recipients.data[:] = 1
    unsaid = stated == -1
    size = (network.n_actors, network.n_actors)
    ones = np.ones(len(giver), dtype=np.int64)
    given = coo_array((ones[unsaid], (giver[unsaid], of[unsaid])), shape=(network.n_actors, network.n_actions)).tocsr()
    there = stated >= 0
    direct = coo_array((ones[there], (giver[there], stated[there])), shape=size).tocsr()
    total = (given @ recipients + direct).tocoo()
    apart = total.row != total.col
    made = coo_array((total.data[apart], (total.row[apart], total.col[apart])), shape=size).tocsr()
    made.sort_indices()
    return made
