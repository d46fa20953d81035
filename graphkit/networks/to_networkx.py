"""Networks as NetworkX graphs, for all that NetworkX can do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection


def two_mode_graph(network: Network) -> nx.Graph[Any]:
    """A two-mode network as a bipartite graph; see `Network.to_networkx`."""
    import networkx as nx
    import numpy as np

    graph: nx.Graph[Any] = nx.Graph(network=str(network.spec), snapshot=network.snapshot.hash)
    actors = _attributes(network)
    for actor, attributes in actors.items():
        graph.add_node(("Actor", actor), bipartite=0, **attributes)
    of_actions = network.spec.request.grain == "action"
    actions = network.snapshot.actions.select(["id", "scale"]).to_pylist() if of_actions else []
    scales = {row["id"]: row["scale"] for row in actions}
    for action, name in zip(network.action_ids, network.action_names, strict=True):
        graph.add_node(("Action", action), bipartite=1, id=action, name=name, kind=None, scale=scales.get(action))
    rows = np.repeat(np.arange(network.n_actors), np.diff(network.indptr)).tolist()
    n_ties = np.diff(network.tie_index.ptr).tolist()
    amounts: list[float | None] = [None] * network.n_pairs
    if not network.money.refusal:
        known = network.amounts_known.data > 0
        sums = network.amounts.data.tolist()
        amounts = [amount if there else None for amount, there in zip(sums, known, strict=True)]
    for row, column, n, amount in zip(rows, network.indices.tolist(), n_ties, amounts, strict=True):
        edge: dict[str, Any] = {"weight": 1, "n": n}
        if amount is not None:
            edge["amount"] = amount
        graph.add_edge(("Actor", network.actor_ids[row]), ("Action", network.action_ids[column]), **edge)
    return graph


def one_mode_graph(projection: Projection) -> nx.Graph[Any]:
    """A projection as a graph; see `Projection.to_networkx`."""
    from scipy.sparse import triu

    graph = actors_alone(projection.network)
    ids = projection.actor_ids
    ties, shared = triu(projection.matrix, format="coo"), triu(projection.shared, format="coo")
    # Both have the same pattern: a tie has a weight because something is shared.
    columns = (ties.row.tolist(), ties.col.tolist(), ties.data.tolist(), shared.data.tolist())
    for one, other, weight, n in zip(*columns, strict=True):
        graph.add_edge(ids[one], ids[other], weight=weight, n=n)
        if projection.weight == "amount":
            graph.edges[ids[one], ids[other]]["amount"] = weight
    return graph


def actors_alone(network: Network) -> nx.Graph[Any]:
    """The actors of a network without any tie."""
    import networkx as nx

    graph: nx.Graph[Any] = nx.Graph(network=str(network.spec), snapshot=network.snapshot.hash)
    for actor, attributes in _attributes(network).items():
        graph.add_node(actor, **attributes)
    return graph


def _attributes(network: Network) -> dict[str, dict[str, Any]]:
    """Id, name, kind and scale of each actor, in the order of the network."""
    of = {row["id"]: row for row in network.snapshot.actors.select(["id", "name", "kind", "scale"]).to_pylist()}
    return {actor: of[actor] for actor in network.actor_ids}
