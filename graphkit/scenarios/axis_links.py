"""The links to strategic axes and policy fields behind what falls, with where each comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.networks.others import others_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from graphkit.scenarios.stakes import Stakes


def axis_links(stakes: Stakes, chosen: NDArray[np.bool_]) -> pd.DataFrame:
    """Some links of columns to axes, as ties are told: columns as in `Network.evidence`.

    The axis stands in ``actor`` and ``tie_actor``, the action that the link names in ``tie_action``.

    Parameters
    ----------
    chosen : array of bool
        Which entries of ``stakes.axis``.
    """
    import numpy as np
    import pandas as pd

    from graphkit.networks.evidence import tie_table

    network = stakes.network
    snapshot = network.snapshot
    said = snapshot.links.take(stakes.axis_link[chosen])
    names = {
        label: {id: node.name for id, node in others_of(snapshot, label).items()} for label in ("Objective", "Field")
    }
    sources = dict(zip(*(snapshot.sources[name].to_pylist() for name in ("id", "name")), strict=True))
    rows = [
        {
            "tie": link["id"],
            "type": link["type"],
            "actor": link["end_id"],
            "actor_name": names[link["end_label"]].get(link["end_id"], link["end_id"]),
            "action": network.action_ids[column],
            "action_name": network.action_names[column],
            "source": link["source"],
            "source_name": sources.get(link["source"]),
            "locator": link["locator"],
            "tie_actor": link["end_id"],
            "tie_action": link["start_id"],
        }
        for link, column in zip(said.to_pylist(), stakes.axis_column[chosen].tolist(), strict=True)
    ]
    rows.sort(key=lambda row: (row["action"], row["actor"]))
    return pd.DataFrame(rows, columns=tie_table(network, np.zeros(0, dtype=np.int64)).columns, dtype=object)
