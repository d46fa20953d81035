"""The ties of a snapshot that count: what was refused, is pending or was only asked for ties nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot


def counting(snapshot: Snapshot) -> pd.DataFrame:
    """The ties that tie: ``tie`` (its row), ``type``, ``actor``, ``action``, ``role``; in the snapshot's order.

    Who would have received what was refused or only asked for does nothing by that: where no money of an action counts,
    its recipients alone do not make it one that is done. They do where no source speaks of money.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    from graphkit.money.lines import NO_TIE_OF_MONEY, REQUESTED, lines, undecided

    line = lines(snapshot.ties)
    rows = np.flatnonzero(~undecided(line) & (line != REQUESTED))
    held = snapshot.ties.select(["type", "actor", "action", "role"]).take(rows)
    columns = {name: pd.Series(held[name].to_pylist(), dtype=object) for name in held.column_names}
    ties = pd.DataFrame({"tie": rows, **columns})
    asked = set(snapshot.ties["action"].filter(pa.array(line != NO_TIE_OF_MONEY)).to_pylist())
    done = set(ties.loc[(ties["type"] != "TAKES_PART") | (ties["role"] != "recipient"), "action"])
    return ties[~ties["action"].isin(asked - done)].reset_index(drop=True)


def not_done(snapshot: Snapshot, ties: pd.DataFrame) -> set[str]:
    """The actions of which the data have ties and none that counts: asked for, perhaps refused, and not there."""
    return set(snapshot.ties["action"].unique().to_pylist()) - set(ties["action"])
