"""The coalitions that a report and the map beside it show: the same of both, so that their numbers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.coalitions.result import Coalitions
    from graphkit.networks.network import Network

METHOD, RUNS = "leiden", 50

# Networks in which the runs take some seconds: pairs of actors that share something, and actors tied to actions.
MOST_TIES, MOST_PAIRS = 1_500, 2_500

# What was asked for last, and what was found: a map is made right after the report that it stands beside.
_LAST: dict[tuple[object, ...], Coalitions] = {}


def at_hand(network: Network, *, seed: int) -> Coalitions:
    """The coalitions of a network: with runs that say how sure they are where it is small, without where it is large.

    Parameters
    ----------
    seed : int
        The same network and seed give the same groups in the same order, whoever asks.

    Notes
    -----
    Without runs the groups are not tested, and whoever shows them must say so: ``stability`` is None.
    """
    from graphkit.coalitions.find import coalitions

    asked = (network.snapshot.hash, repr(network.spec.to_dict()), seed, RUNS)
    if asked in _LAST:
        return _LAST[asked]
    small = network.n_pairs <= MOST_PAIRS and network.projection("count").n_pairs <= MOST_TIES
    found = coalitions(network, METHOD, seed=seed, runs=RUNS if small else 0)
    _LAST.clear()
    _LAST[asked] = found
    return found
