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
    from graphkit.networks.link_evidence import Stated, link_table

    network = stakes.network
    snapshot = network.snapshot
    said = snapshot.links.take(stakes.axis_link[chosen]).to_pylist()
    names = {
        label: {id: node.name for id, node in others_of(snapshot, label).items()} for label in ("Objective", "Field")
    }
    links = [
        Stated(
            tie=link["id"],
            type=link["type"],
            end=link["end_id"],
            end_name=names[link["end_label"]].get(link["end_id"], link["end_id"]),
            action=network.action_ids[column],
            action_name=network.action_names[column],
            tie_actor=link["end_id"],
            tie_action=link["start_id"],
            source=link["source"],
            locator=link["locator"],
        )
        for link, column in zip(said, stakes.axis_column[chosen].tolist(), strict=True)
    ]
    return link_table(network, sorted(links, key=lambda link: (link.action, link.end)))
