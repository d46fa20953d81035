"""Where actions are, and which territory lies within which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from graphkit.networks.untied import recipients

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot


def links_of(snapshot: Snapshot, type: str, start: str, end: str) -> pd.DataFrame:
    """The links of one type between two labels: ``start``, ``end``, ``link`` (its row); a pair may stand twice."""
    import numpy as np
    import pandas as pd
    import pyarrow.compute as pc

    links = snapshot.links
    kept = pc.and_(
        pc.equal(links["type"], type), pc.and_(pc.equal(links["start_label"], start), pc.equal(links["end_label"], end))
    )
    rows = np.flatnonzero(np.asarray(kept.to_numpy(), dtype=np.bool_))
    held = links.select(["start_id", "end_id"]).take(rows)
    return pd.DataFrame(
        {
            "start": pd.Series(held["start_id"].to_pylist(), dtype=object),
            "end": pd.Series(held["end_id"].to_pylist(), dtype=object),
            "link": rows,
        }
    )


def located(snapshot: Snapshot) -> pd.DataFrame:
    """Where each action is.

    An action that no source locates is where those are that receive its money, or for whose activity it stands.

    Returns
    -------
    pandas.DataFrame
        ``action``, ``territory``, each pair once; ``by``: *action* or *recipient*, whichever is located. An action that
        is in several territories has several rows, one that nobody locates has none.
    """
    import pandas as pd

    own = links_of(snapshot, "LOCATED_IN", "Action", "Territory")[["start", "end"]].drop_duplicates()
    own = own.set_axis(["action", "territory"], axis=1).assign(by="action")
    receives = recipients(snapshot)
    receives = receives[~receives["action"].isin(set(own["action"]))]
    seats = links_of(snapshot, "LOCATED_IN", "Actor", "Territory")[["start", "end"]].drop_duplicates()
    by_seat = receives.merge(seats.set_axis(["actor", "territory"], axis=1), on="actor")
    by_seat = by_seat[["action", "territory"]].drop_duplicates().assign(by="recipient")
    found = pd.concat([own, by_seat], ignore_index=True) if len(by_seat) else own
    return found.sort_values(["territory", "action"], kind="stable", ignore_index=True)


class Tree:
    """Which territory lies within which.

    Parameters
    ----------
    snapshot : Snapshot
        Its ``WITHIN`` links. A territory may lie within several; circles are gone round once.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._above: dict[str, list[str]] = {}
        self._below: dict[str, list[str]] = {}
        links = links_of(snapshot, "WITHIN", "Territory", "Territory")
        for start, end in sorted(set(zip(links["start"], links["end"], strict=True))):
            self._above.setdefault(start, []).append(end)
            self._below.setdefault(end, []).append(start)
        self.above = cache(self._all_above)

    def _all_above(self, territory: str) -> frozenset[str]:
        """All that a territory lies within, itself not among them."""
        return _reached(territory, self._above)

    def below(self, territory: str) -> frozenset[str]:
        """All that lies within a territory, itself not among them."""
        return _reached(territory, self._below)

    def at(self, scale: str, scales: Mapping[str, str | None]) -> dict[str, list[str]]:
        """For each territory those of a scale that it is or lies within; of one within another of that scale the wider.

        What a source calls a town may lie within the town of the official list: the two are one place.
        """
        of_scale = {id for id, own in scales.items() if own == scale}
        widest = {id for id in of_scale if not (self.above(id) & of_scale)} or of_scale
        return {id: sorted(({id} | self.above(id)) & widest) for id in scales}


def _reached(start: str, steps: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        for next_ in steps.get(todo.pop(), ()):
            if next_ not in found and next_ != start:
                found.add(next_)
                todo.append(next_)
    return frozenset(found)
