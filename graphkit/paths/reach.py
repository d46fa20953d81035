"""Through whom a coalition could be reached: who is one step away from it, and the actions that make the step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.paths.reach_result import Reach

    Rows = NDArray[np.int64]


def reach(network: Network, members: Sequence[str], *, start: str | None = None, called: str = "") -> Reach:
    """The actors that are one step away from a set of actors, such as a coalition, and what makes the step.

    Who carries an action with a member, without being one, is a step away. It shows present or past common work on
    record; it does not show that a door is open there.

    Parameters
    ----------
    network : Network
        Who carries what.
    members : sequence of str
        The actors of the set, by id or name.
    start : str, optional
        An actor, by id or name, from whom the set is to be reached: the steps from there to each go beside it, over
        paths that do not lead through the set, and the nearest come first.
    called : str
        What the set is called.

    Returns
    -------
    Reach
        Without anybody where no one shares an action with a member.

    Raises
    ------
    UnknownName
        The data have no such actor.
    UsageError
        There is no member; the start is one.

    Notes
    -----
    Two products of the incidence matrix with the set's; with `start` one breadth-first search more. Cost: the ties of
    the set's actions.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> print(reach(cafe_and_garden(), ["Fund"], start="Families"))
    1 actor is one step away from Fund, by 1 action.
    From Families the nearest of them is 1 step away: City.
    City: 1 shared action with 1 member: Café
    An action carried together is common work on record, not an open door.
    """
    import numpy as np
    from scipy.sparse import csr_array

    from graphkit.networks.provenance import provenance
    from graphkit.paths.reach_result import Reach

    if isinstance(members, str):
        raise UsageError(f"members={members!r} is one word where several are taken: write members=({members!r},).")
    inside = np.array(sorted({network.actor(name) for name in members}), dtype=np.int64)
    if not len(inside):
        raise UsageError("There is no member to reach: name one or more actors.")
    at = None if start is None else network.actor(start)
    if at is not None and at in inside:
        raise UsageError(f"{network.actor_names[at]} is a member: leave it out, or start from somebody else.")
    is_member = np.zeros(network.n_actors, dtype=np.int64)
    is_member[inside] = 1
    # Actors × actions, where the action has a member too and the actor is none.
    touched = network.by_action @ is_member
    outside = csr_array(network.incidence[:, np.flatnonzero(touched)])
    shares = np.diff(outside.indptr) * (1 - is_member)
    rows = np.flatnonzero(shares)
    steps = None if at is None else _steps(network, at, inside)[rows]
    order = np.lexsort((rows, -shares[rows], np.zeros(len(rows)) if steps is None else np.where(steps < 0, 1e9, steps)))
    parameters: dict[str, Any] = {"members": [network.actor_ids[row] for row in inside]}
    if at is not None:
        parameters["start"] = network.actor_ids[at]
    return Reach(
        network=network,
        members=inside,
        start=at,
        called=called,
        rows=rows[order],
        steps=None if steps is None else steps[order],
        options=parameters,
        provenance=provenance(network, "reach", parameters),
    )


def _steps(network: Network, start: int, inside: Rows) -> Rows:
    """The steps from an actor to each other over paths that do not lead through the set; -1 where there is none."""
    import numpy as np

    from graphkit.paths.steps import Steps

    barred = np.zeros(network.n_actors, dtype=np.bool_)
    barred[inside] = True
    found = np.full(network.n_actors, -1, dtype=np.int64)
    for distance, level in enumerate(Steps(network.incidence).levels(start, barred, floor=0)):
        found[level] = distance
    return found
