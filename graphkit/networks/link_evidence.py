"""Links behind numbers, told as ties are: an axis, a programme or a network in the place of the actor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.network import Network


@dataclass(frozen=True, slots=True)
class Stated:
    """A link and what it is evidence of.

    Attributes
    ----------
    tie, type : str
        Its id and type.
    end, end_name : str
        What the action is linked to.
    action, action_name : str
        The action, or what stands for it in the network.
    tie_actor, tie_action : str
        What the link itself names.
    role : str, optional
        Of a membership which.
    """

    tie: str
    type: str
    end: str
    end_name: str
    action: str
    action_name: str
    tie_actor: str
    tie_action: str
    source: str
    locator: str
    role: str | None = None


def link_table(network: Network, links: Iterable[Stated]) -> pd.DataFrame:
    """Some links, in the order given; columns as in `Network.evidence`."""
    import numpy as np
    import pandas as pd

    from graphkit.networks.evidence import tie_table

    names = (network.snapshot.sources[name].to_pylist() for name in ("id", "name"))
    sources = dict(zip(*names, strict=True))
    rows: list[dict[str, Any]] = [
        {
            "tie": link.tie,
            "type": link.type,
            "actor": link.end,
            "actor_name": link.end_name,
            "action": link.action,
            "action_name": link.action_name,
            "role": link.role,
            "source": link.source,
            "source_name": sources.get(link.source),
            "locator": link.locator,
            "tie_actor": link.tie_actor,
            "tie_action": link.tie_action,
        }
        for link in links
    ]
    return pd.DataFrame(rows, columns=tie_table(network, np.zeros(0, dtype=np.int64)).columns, dtype=object)
