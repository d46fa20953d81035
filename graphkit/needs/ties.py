"""The ties of a snapshot that count: what was refused, is pending or was only asked for ties nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot


def counting(snapshot: Snapshot) -> pd.DataFrame:
    """The ties that tie: ``tie`` (its row), ``type``, ``actor``, ``action``, ``role``; in the snapshot's order."""
    import numpy as np
    import pandas as pd

    from graphkit.money.lines import REQUESTED, lines, undecided

    line = lines(snapshot.ties)
    rows = np.flatnonzero(~undecided(line) & (line != REQUESTED))
    held = snapshot.ties.select(["type", "actor", "action", "role"]).take(rows)
    columns = {name: pd.Series(held[name].to_pylist(), dtype=object) for name in held.column_names}
    return pd.DataFrame({"tie": rows, **columns})


def not_done(snapshot: Snapshot, ties: pd.DataFrame) -> set[str]:
    """The actions of which the data have ties and none that counts: asked for, perhaps refused, and not there."""
    return set(snapshot.ties["action"].unique().to_pylist()) - set(ties["action"])
