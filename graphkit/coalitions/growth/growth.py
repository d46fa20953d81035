"""How the coalition of one action grew, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.coalitions.growth.rule import FIRST_SUPPORT, SPONSORS, Sponsor, stages

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.coalitions.growth.result import ActionGrowth, Joined
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot

# What stands for no year when the first of several is looked for.
_NONE = 10**6


def growth(of: Snapshot | Network, action: str) -> ActionGrowth:
    """Who joined an action in which year, with which role, of which scale and kind; and whose it was by then.

    Parameters
    ----------
    of : Snapshot or Network
        All ties to the action count, or those that are in the network. Money that was refused, withdrawn, is pending or
        was only asked for is none.
    action : str
        Its id or name.

    Returns
    -------
    ActionGrowth
        The same actors, years and roles as the query ``coalition_of_action_by_year``: the year of an actor is the first
        that one of its own ties states; where none states any, it has no year, and that it came last is not said. And
        the stages of `graphkit.coalitions.growth.rule`, a proposal of ours.

    Raises
    ------
    UnknownName
        There is no such action.
    UsageError
        Several are called so.

    Notes
    -----
    An action's own years are not taken for those of its ties. Actors judged to be the same are one here; the query
    counts the nodes of the store.
    """
    import numpy as np
    import pyarrow.compute as pc

    from graphkit.coalitions.growth.result import ActionGrowth
    from graphkit.networks.lookup import action_id
    from graphkit.networks.network import Network

    snapshot = of.snapshot if isinstance(of, Network) else of
    id = action_id(snapshot, action)
    chosen = np.asarray(pc.equal(snapshot.ties["action"], id).to_numpy(), dtype=np.bool_) & ~snapshot.untied.any
    if isinstance(of, Network):
        inside = np.zeros(len(chosen), dtype=np.bool_)
        inside[of.tie_index.rows] = True
        chosen &= inside
    rows = np.flatnonzero(chosen)
    ties = snapshot.ties.take(rows)
    year = _years(ties)
    roles = [role or "funder" for role in ties["role"].to_pylist()]
    joined = _joined(snapshot, ties, year, roles)
    name = snapshot.actions["name"][pc.index(snapshot.actions["id"], id).as_py()].as_py()
    return ActionGrowth(
        name="growth",
        unit="",
        action=id,
        called=name or id,
        options={"action": id},
        provenance=_provenance(of, snapshot, id),
        joined=joined,
        stages=stages(_sponsors(joined, ties, year, roles)),
        n_ties=len(rows),
        n_undated=int((year == _NONE).sum()),
        rows=rows,
        snapshot=snapshot,
    )


def _years(ties: pa.Table) -> NDArray[np.int64]:
    """The year that each tie states itself: a year, else that of its date, else that of its start."""
    import numpy as np

    from graphkit.networks.years import stated

    own = stated(ties)
    return np.where(own.dated & (own.first > 0), own.first, _NONE)


def _joined(snapshot: Snapshot, ties: pa.Table, year: NDArray[np.int64], roles: list[str]) -> list[Joined]:
    from graphkit.coalitions.growth.result import Joined

    mine: dict[str, list[int]] = {}
    for at, actor in enumerate(ties["actor"].to_pylist()):
        mine.setdefault(actor, []).append(at)
    wanted = snapshot.actors.select(["id", "name", "kind", "scale"]).to_pylist()
    found = []
    for row in (row for row in wanted if row["id"] in mine):
        places = mine[row["id"]]
        first = min(int(year[at]) for at in places)
        as_what = tuple(sorted({roles[at] for at in places if year[at] == first}))
        about = (row["id"], row["name"], row["kind"], row["scale"])
        found.append(Joined(None if first == _NONE else first, *about, as_what, len(places)))
    return sorted(found, key=lambda one: (one.year is None, one.year or 0, one.name, one.id))


def _sponsors(joined: list[Joined], ties: pa.Table, year: NDArray[np.int64], roles: list[str]) -> list[Sponsor]:
    """Who gives money, supports, initiates or decides, since the first of its ties that says so."""
    since: dict[str, int] = {}
    first_support: set[str] = set()
    rows = zip(ties["actor"].to_pylist(), ties["type"].to_pylist(), roles, year.tolist(), strict=True)
    for actor, type_, role, when in rows:
        if role in SPONSORS or type_ == "SUPPORTS":
            since[actor] = min(since.get(actor, _NONE), when)
            if type_ == "SUPPORTS" and role in FIRST_SUPPORT:
                first_support.add(actor)
    return [
        Sponsor(one.id, None if since[one.id] == _NONE else since[one.id], one.kind, one.scale, one.id in first_support)
        for one in joined
        if one.id in since
    ]


def _provenance(of: Snapshot | Network, snapshot: Snapshot, id: str) -> dict[str, Any]:
    from graphkit import __version__
    from graphkit.networks.network import Network

    network = of.spec.to_dict() if isinstance(of, Network) else None
    return {
        "snapshot": snapshot.hash,
        "network": network,
        "description": f"ties to the action {id}" + (f" of {of.spec}" if isinstance(of, Network) else ""),
        "method": "growth of an action's coalition (stages: a proposal of graphkit)",
        "parameters": {"action": id},
        "seed": None,
        "version": f"graphkit {__version__}",
        "reference": "",
    }
