"""The method of Louvain: actors moved from group to group while modularity grows, then groups as actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.coalitions.found import Found
from graphkit.coalitions.modularity import modularity

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network

REFERENCE = "Blondel et al. 2008, J. Stat. Mech. P10008; modularity: Newman & Girvan 2004, Phys. Rev. E 69, 026113"
OF = "ties"
STARTS = 1


def find(network: Network, ties: csr_array[Any], *, resolution: float, seed: int, starts: int) -> Found:
    """Groups of actors with more tie strength among them than their strengths would bring about.

    It looks for the groups with the largest modularity [1]_, [2]_; see `graphkit.coalitions.modularity`. A group that
    it gives may fall apart into parts without a tie between them, which `graphkit.coalitions.methods.leiden` mends.

    Parameters
    ----------
    network : Network
        Not looked at.
    ties : sparse array
        Symmetric, without a diagonal.
    resolution : float
        Above 1: more and smaller groups.
    seed, starts : int
        Of so many starts the one with the largest modularity; the order in which actors are visited is drawn.

    References
    ----------
    .. [1] Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of communities in large
       networks. Journal of Statistical Mechanics, P10008.
    .. [2] Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical
       Review E 69, 026113.
    """
    import networkx as nx
    from scipy.sparse import triu

    graph: nx.Graph[int] = nx.Graph()
    upper = triu(ties, format="coo")
    # Ascending, so that the order of visits depends on nothing but the seed.
    edges = sorted(zip(upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True))
    graph.add_nodes_from(sorted({row for one, other, _ in edges for row in (one, other)}))
    graph.add_weighted_edges_from(edges)
    if not len(graph):
        return Found([])
    best, most = Found([]), -np.inf
    for start in range(starts):
        parts = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed + start)
        groups = sorted((np.array(sorted(part), dtype=np.int64) for part in parts), key=lambda group: int(group[0]))
        quality = modularity(ties, groups, resolution) if starts > 1 else 0.0
        if quality > most:
            best, most = Found(groups), quality
    return best
