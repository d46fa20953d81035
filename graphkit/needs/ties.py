"""The ties of a snapshot that count: what was refused, is pending or was only asked for ties nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.networks.years import stated, years

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot


def counting(snapshot: Snapshot, since: int | None = None, until: int | None = None) -> pd.DataFrame:
    """The ties that tie: ``tie`` (its row), ``type``, ``actor``, ``action``, ``role``; in the snapshot's order.

    Who would have received what was refused or only asked for does nothing by that; see `graphkit.networks.untied`.
    Of a first or last year only those that hold in it, as `Snapshot.network` takes their years.
    """
    import numpy as np
    import pandas as pd

    kept = ~snapshot.untied.any
    if since is not None or until is not None:
        kept &= years(snapshot.ties, snapshot.actions, snapshot.action_of_ties).within(since, until)
    rows = np.flatnonzero(kept)
    held = snapshot.ties.select(["type", "actor", "action", "role"]).take(rows)
    columns = {name: pd.Series(held[name].to_pylist(), dtype=object) for name in held.column_names}
    return pd.DataFrame({"tie": rows, **columns})


def of_other_years(snapshot: Snapshot, ties: pd.DataFrame, since: int | None, until: int | None) -> set[str]:
    """The actions that none of the ties, which are those of some years, is of.

    Of an action without ties its own years count. What states no year is of none.
    """
    every = snapshot.actions["id"].to_pylist()
    tied = set(snapshot.ties["action"].unique().to_pylist())
    own = stated(snapshot.actions).within(since, until).tolist()
    there = set(ties["action"])
    return {id for id, within in zip(every, own, strict=True) if id not in there and (id in tied or not within)}
