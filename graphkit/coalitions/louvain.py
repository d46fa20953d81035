"""Communities of a projection: groups of actors that share actions with one another rather than with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.coalitions.result import Coalitions
    from graphkit.networks.projection import Projection

REFERENCE = "Blondel et al. 2008, J. Stat. Mech. P10008; modularity: Newman & Girvan 2004, Phys. Rev. E 69, 026113"


def coalitions(projection: Projection, *, seed: int = 0, resolution: float = 1.0) -> Coalitions:
    r"""Groups of actors with more tie strength among them than their total strengths would bring about.

    The method of Louvain [1]_ looks for the groups with the largest modularity [2]_

    .. math:: Q = \frac{1}{2m} \sum_{ij} \Big(w_{ij} - \gamma \frac{s_i s_j}{2m}\Big) \delta(c_i, c_j)

    where :math:`w_{ij}` is the weight of the tie of i and j, :math:`s_i` the sum of i's weights, :math:`2m` the sum of
    all :math:`s_i` and :math:`\gamma` the resolution.

    Parameters
    ----------
    projection : Projection
        Actors tied by what they have in common; its weight is the strength of each tie.
    seed : int
        The order in which actors are visited is drawn with it: another seed may give other groups.
    resolution : float
        Above 1: more and smaller groups; below 1: fewer and larger ones.

    Returns
    -------
    Coalitions
        The groups of two or more, largest first, equal sizes by their smallest id: ``c1``, ``c2`` … Actors that share
        nothing with anyone, or that the method leaves by themselves, are in no group and counted. The same projection,
        seed and resolution give the same groups.

    Raises
    ------
    UsageError
        `resolution` is not above 0, or `seed` is negative.

    Notes
    -----
    **What these groups may not be called.** The method finds groups in every network, in one drawn at random as well. A
    coalition of funders means actors present together more often than the margins of the data explain: how many actions
    each actor has, and how many actors each action. The modularity of a projection does not test that, for an action of
    n actors by itself ties all n(n-1)/2 pairs of them. That takes validated ties, a backbone. And sharing actions is
    neither shared belief nor coordination, whatever the test.

    References
    ----------
    .. [1] Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of communities in large
       networks. Journal of Statistical Mechanics, P10008.
    .. [2] Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical
       Review E 69, 026113.

    Examples
    --------
    With the network of two circles of three funders in hand, which one action joins:

    >>> print(coalitions(network.projection()))  # doctest: +SKIP
    2 coalitions of 6 actors in all, modularity 0.42 (Louvain, resolution 1, seed 0).
    1 actor shares nothing with anyone.
    c1: Agence, Caf and 1 more (3 actors)
    c2: Mairie, Région and 1 more (3 actors)
    Groups are found in any network, also in a random one: nothing here shows that these are more than chance.
    Sharing actions is neither shared belief nor coordination.
    """
    import networkx as nx

    from graphkit.coalitions.result import Coalitions
    from graphkit.networks.provenance import provenance

    if not resolution > 0:
        raise UsageError(f"The resolution must be above 0, not {resolution}.")
    if seed < 0:
        raise UsageError(f"The seed must be 0 or more, not {seed}.")
    graph = _graph(projection)
    parts = (
        nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed) if len(graph) else []
    )
    values = {
        "modularity": _modularity(graph, parts, resolution),
        "n_sharing_nothing": float(projection.n_actors - len(graph)),
        "n_left_alone": float(sum(len(part) == 1 for part in parts)),
    }
    ids = projection.actor_ids
    groups = sorted(
        (sorted(ids[row] for row in part) for part in parts if len(part) > 1), key=lambda g: (-len(g), g[0])
    )
    options = {"resolution": resolution, "seed": seed, "weight": projection.weight}
    return Coalitions(
        name="coalitions",
        groups=groups,
        names=dict(zip(ids, projection.actor_names, strict=True)),
        unit="",
        options=options,
        provenance=provenance(projection, "Louvain", {"resolution": resolution}, seed=seed, reference=REFERENCE),
        network=projection.network,
        values=values,
        strengths=_strengths(projection, groups),
    )


def _graph(projection: Projection) -> nx.Graph[int]:
    """The tied actors by row number, ascending, so that the order of visits depends on nothing but the seed."""
    import networkx as nx
    from scipy.sparse import triu

    graph: nx.Graph[int] = nx.Graph()
    upper = triu(projection.matrix, format="coo")
    ties = sorted(zip(upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True))
    graph.add_nodes_from(sorted({row for one, other, _ in ties for row in (one, other)}))
    graph.add_weighted_edges_from(ties)
    return graph


def _modularity(graph: nx.Graph[int], parts: list[set[int]], resolution: float) -> float:
    import networkx as nx

    # A network without ties has no modularity: it divides by their number.
    if not parts:
        return float("nan")
    return float(nx.community.modularity(graph, parts, weight="weight", resolution=resolution))


def _strengths(projection: Projection, groups: list[list[str]]) -> list[dict[str, float]]:
    """For each group, and each of its members, the sum of the member's weights to the others of the group."""
    row_of = {actor: row for row, actor in enumerate(projection.actor_ids)}
    strengths: list[dict[str, float]] = []
    for group in groups:
        rows = [row_of[actor] for actor in group]
        within = projection.matrix[rows][:, rows].sum(axis=1)
        strengths.append(dict(zip(group, map(float, within), strict=True)))
    return strengths
