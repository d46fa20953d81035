r"""How far a network is from one in which everything hangs on a single node.

Freeman's centralisation: what the values of all nodes lack to the largest, over the most that this could be,

.. math:: C = \frac{\sum_i (c^* - c_i)}{\max \sum_i (c^* - c_i)}.

In a projection of n actors the most is that of a star. In two modes there are two centralisations, that of the actors
and that of the actions, each among the nodes of its own kind: over both kinds a network in which every actor is in the
same two actions would have actors far below the actions, and a centralisation below 0. For n actors and m actions the
most, in a network without isolates, is that of one actor who is in all m actions, while the other n - 1 actors are in
one each, spread evenly over the actions. For degree and betweenness that is plain; for closeness it was seen by trying
all connected networks of up to seven nodes, which the tests repeat.

References
----------
.. [1] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215-239.
.. [2] Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269: the
   values of nodes in two modes.
"""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from graphkit.description.statistic import Side, Statistic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection

MEASURES = ("degree", "closeness", "betweenness")


def projection_centralisation(projection: Projection, name: str, connected: bool) -> Statistic:
    """The centralisation of a projection by one of `MEASURES`."""
    import numpy as np

    from graphkit.measures import measure

    n, called = projection.n_actors, f"{name}_centralisation"
    if n < 3 or (name == "closeness" and not connected):
        return _none("projection", called, small=n < 3)
    if name == "degree":
        values, most = np.diff(projection.matrix.indptr) * 1.0, (n - 1) * (n - 2.0)
    else:
        values = measure(name)(projection).values
        most = n - 1.0 if name == "betweenness" else (n - 1) * (n - 2) / (2 * n - 3)
    return Statistic("projection", called, float((values.max() - values).sum() / most), "share")


def two_mode_centralisation(network: Network, name: str, connected: bool) -> list[Statistic]:
    """The centralisations of actors and of actions by one of `MEASURES`."""
    n, m = network.n_actors, network.n_actions
    called = {of: f"{name}_centralisation_of_{of}" for of in ("actors", "actions")}
    if n + m < 3 or (name == "closeness" and not connected):
        return [_none("two-mode", each, small=n + m < 3) for each in called.values()]
    values = _raw(network, name)
    found = []
    for of, own, other in (("actors", values[:n], m), ("actions", values[n:], n)):
        most = most_lacking(name, len(own), other)
        if most > 0:
            found.append(Statistic("two-mode", called[of], float((own.max() - own).sum()) / most, "share"))
        else:
            found.append(_none("two-mode", called[of], small=True))
    return found


def _raw(network: Network, name: str) -> NDArray[np.float64]:
    """Values that do not depend on what kind a node is of: closeness is (all nodes - 1) / the sum of the distances."""
    import numpy as np

    from graphkit.measures import measure

    n, m = network.n_actors, network.n_actions
    if name == "degree":
        return np.concatenate([np.diff(network.indptr), np.diff(network.by_action.indptr)]).astype(np.float64)
    if name == "betweenness":
        return np.asarray(measure(name).function(network, normalized=False), dtype=np.float64)
    # Both kinds are set against the nearest that is possible for them; that is taken out again.
    nearest = np.repeat([m + 2.0 * (n - 1), n + 2.0 * (m - 1)], [n, m])
    values = np.asarray(measure(name).function(network), dtype=np.float64)
    return np.asarray(values * (n + m - 1) / nearest, dtype=np.float64)


def most_lacking(name: str, own: int, other: int) -> float:
    """The most that `own` nodes of one kind together can lack to the largest of them, beside `other` of the other kind.

    It is reached where one of them is tied to all of the other kind, and the rest by one tie each, spread over those as
    evenly as may be.
    """
    if name == "degree":
        return (own - 1.0) * (other - 1)
    if name == "betweenness":
        from graphkit.measures.betweenness import most_betweenness

        return (own - 1) * most_betweenness(own, other)
    fewest, more = divmod(own - 1, other)
    rest = sum(
        many * hanging * _hanging_closeness(own, other, hanging)
        for many, hanging in ((more, fewest + 1), (other - more, fewest))
        if many and hanging
    )
    return (own - 1) * (own + other - 1) / (other + 2 * (own - 1)) - rest


def _hanging_closeness(own: int, other: int, hanging: int) -> float:
    """Of a node that has its only tie where `hanging` of its kind have theirs."""
    return (own + other - 1) / (3 + 2 * (hanging - 1) + 3 * (other - 1) + 4 * (own - 1 - hanging))


def _none(side: Side, name: str, *, small: bool) -> Statistic:
    return Statistic(side, name, nan, "share", note="too_small" if small else "in_pieces")
