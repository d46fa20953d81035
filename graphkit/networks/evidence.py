"""The ties behind numbers: what each says, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from graphkit.networks.network import Network


def evidence(
    network: Network, actor: str | None = None, action: str | None = None, pair: tuple[str, str] | None = None
) -> pd.DataFrame:
    """The ties behind a part of a network; see `Network.evidence`."""
    import numpy as np

    actors = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    chosen = np.ones(network.n_pairs, dtype=np.bool_)
    if actor is not None:
        chosen &= actors == network.actor(actor)
    if action is not None:
        chosen &= network.indices == network.action(action)
    if pair is not None:
        one, other = (network.actor(name) for name in pair)
        shared = np.intersect1d(network.indices[actors == one], network.indices[actors == other])
        chosen &= np.isin(actors, (one, other)) & np.isin(network.indices, shared)
    return tie_table(network, np.flatnonzero(chosen))


def tie_table(network: Network, pairs: NDArray[np.int64]) -> pd.DataFrame:
    """The ties behind some pairs of a network, given by their numbers; columns as in `Network.evidence`."""
    import numpy as np
    import pandas as pd
    import pyarrow.compute as pc

    from graphkit.networks.years import years

    snapshot = network.snapshot
    rows, pair = network.tie_index.of(pairs)
    actors = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))[pair]
    columns = network.indices[pair]
    ties = snapshot.ties.take(rows)
    action_of = np.asarray(pc.index_in(ties["action"], value_set=snapshot.actions["id"]).to_numpy(), dtype=np.int64)
    when = years(ties, snapshot.actions, action_of)
    source_name = pc.take(snapshot.sources["name"], pc.index_in(ties["source"], value_set=snapshot.sources["id"]))
    ids, names = np.array(network.actor_ids, dtype=object), np.array(network.actor_names, dtype=object)
    action_ids, action_names = np.array(network.action_ids, dtype=object), np.array(network.action_names, dtype=object)
    frame = pd.DataFrame(
        {
            "tie": ties["id"].to_pylist(),
            "type": ties["type"].to_pylist(),
            "actor": ids[actors],
            "actor_name": names[actors],
            "action": action_ids[columns],
            "action_name": action_names[columns],
            "role": ties["role"].to_pylist(),
            "amount": pd.array(ties["amount"].to_pylist(), dtype="Float64"),
            "currency": ties["currency"].to_pylist(),
            "year": pd.array(np.where(when.dated, when.one, 0), dtype="Int64"),
            "source": ties["source"].to_pylist(),
            "source_name": source_name.to_pylist(),
            "locator": ties["locator"].to_pylist(),
            "tie_actor": ties["actor"].to_pylist(),
            "tie_action": ties["action"].to_pylist(),
        }
    )
    frame.loc[~when.dated, "year"] = pd.NA
    return frame.sort_values(["action", "actor", "year", "type", "tie"], kind="stable", ignore_index=True)
