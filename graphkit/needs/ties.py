"""The ties of a snapshot that count: what was refused, is pending or was only asked for ties nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot


def counting(snapshot: Snapshot) -> pd.DataFrame:
    """The ties that tie: ``tie`` (its row), ``type``, ``actor``, ``action``, ``role``; in the snapshot's order.

    Who would have received what was refused or only asked for does nothing by that; see `graphkit.networks.untied`.
    """
    import numpy as np
    import pandas as pd

    rows = np.flatnonzero(~snapshot.untied.any)
    held = snapshot.ties.select(["type", "actor", "action", "role"]).take(rows)
    columns = {name: pd.Series(held[name].to_pylist(), dtype=object) for name in held.column_names}
    return pd.DataFrame({"tie": rows, **columns})
