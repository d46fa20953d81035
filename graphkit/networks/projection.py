"""Actors tied by what they have in common: the one-mode projection of a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError, UnknownName
from graphkit.networks.as_graph import AsGraph
from graphkit.networks.grain import COLUMNS

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network

WEIGHTS = ("count", "newman", "amount")

# Entries that a projection may have: some 16 bytes each, and as many again while it is made.
LARGEST = 250_000_000


@dataclass(frozen=True, eq=False, repr=False)
class Projection(AsGraph):
    """Actors tied by the actions that they have in common, made by `Network.projection`.

    Attributes
    ----------
    actor_ids, actor_names : lists of str
        All actors of the network, in its order; one that shares nothing with anybody stands alone.
    matrix : scipy.sparse.csr_array
        Symmetric, without a diagonal: the weight of each tie, always above 0.
    weight : str
        What the weight is: ``count``, ``newman`` or ``amount``.
    unit : str
        The unit of the weight.
    network : Network
        What was projected.
    n_unweighted : int
        Pairs that have actions in common and no tie here, for want of a weight: at ``amount``, those whose amounts are
        nowhere known on both sides.
    kept : mapping or None
        How the ties that are here were chosen, where not all are: ``method``, ``parameters`` and ``seed`` of a
        `graphkit.backbones.result.Backbone`.
    """

    actor_ids: list[str]
    actor_names: list[str]
    matrix: csr_array[Any] = field(repr=False)
    weight: str
    unit: str
    network: Network
    n_unweighted: int = 0
    kept: Mapping[str, Any] | None = None

    @property
    def n_actors(self) -> int:
        """How many actors there are."""
        return len(self.actor_ids)

    @property
    def n_pairs(self) -> int:
        """How many pairs of actors are tied."""
        return self.matrix.nnz // 2

    @cached_property
    def shared(self) -> csr_array[Any]:
        """How many actions each tied pair has in common, with the pattern of `matrix`."""
        if self.weight == "count":
            return self.matrix
        import numpy as np
        from scipy.sparse import csr_array

        tied = self.matrix
        ones = csr_array((np.ones(tied.nnz, dtype=np.int64), tied.indices, tied.indptr), shape=tied.shape)
        counts = csr_array(ones.multiply(_off_diagonal(self.network.incidence @ self.network.by_action)))
        counts.sort_indices()
        return counts

    def number_of_nodes(self) -> int:
        """How many actors there are: the nodes of `to_networkx`."""
        return self.n_actors

    def number_of_edges(self) -> int:
        """How many pairs of actors are tied."""
        return self.n_pairs

    def to_networkx(self) -> nx.Graph[Any]:
        """The projection as a NetworkX graph.

        Nodes are the ids of actors, with ``id``, ``name``, ``kind`` and ``scale``; ties have ``weight``, ``n`` (how
        many actions in common) and, where the weight is an amount, ``amount``.
        """
        from graphkit.networks.to_networkx import one_mode_graph

        return one_mode_graph(self)

    def __repr__(self) -> str:
        actors, pairs = "actor" + "s" * (self.n_actors != 1), "pair" + "s" * (self.n_pairs != 1)
        sizes = f"{self.n_actors:,} {actors}, {self.n_pairs:,} {pairs}"
        chosen = f", kept by {self.kept['method']}" if self.kept else ""
        return f"<Projection by {self.weight}: {sizes}{chosen}; of {self.network.spec}>"


def project(network: Network, weight: str = "count") -> Projection:
    r"""The actors of a network, tied by what they have in common.

    Parameters
    ----------
    weight : {"count", "newman", "amount"}
        ``count``: the number of actions in common.
        ``newman``: :math:`\sum_k 1 / (d_k - 1)` over the actions k in common, which have :math:`d_k` actors each: an
        action of many ties each pair of them less, and the ties of an actor add up to the number of its actions that it
        is not alone in [1]_.
        ``amount``: over the actions in common, the sum of the smaller of the two actors' amounts: the money in which
        they stand side by side. An action where one of the two amounts is not known adds nothing; a pair for which
        nothing is known has no tie, and is counted in ``n_unweighted``.

    Raises
    ------
    UnknownName
        There is no such weight.
    UsageError
        ``amount``, and the amounts are of several currencies or bases.
    DataError
        The projection would not fit into memory; says how large it would be.

    References
    ----------
    .. [1] Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks, and
       centrality. Physical Review E 64, 016132, eq. 2.
    """
    import numpy as np
    from scipy.sparse import diags_array

    if weight not in WEIGHTS:
        raise UnknownName("weight", weight, WEIGHTS)
    sizes = np.diff(network.by_action.indptr)
    _refuse_what_does_not_fit(network, sizes)
    n_unweighted, unit = 0, in_common(network)
    if weight == "amount":
        from graphkit.networks.side_by_side import side_by_side

        matrix, n_unweighted = side_by_side(network)
        unit = network.spec.currency or "amount"
    elif weight == "newman":
        unit += ", each divided by its other actors"
        share = 1.0 / np.maximum(sizes - 1, 1)
        matrix = _off_diagonal((network.incidence @ diags_array(share)) @ network.by_action)
    else:
        matrix = _off_diagonal(network.incidence @ network.by_action)
    return Projection(network.actor_ids, network.actor_names, matrix, weight, unit, network, n_unweighted)


def in_common(network: Network) -> str:
    """The unit of what two actors share, by the grain: actions in common, recipients in common."""
    return f"{COLUMNS[network.spec.request.grain]} in common"


def _off_diagonal(product: csr_array[Any]) -> csr_array[Any]:
    """A product without its diagonal, the columns of each row in order."""
    import numpy as np
    from scipy.sparse import csr_array

    product = csr_array(product)
    product.sort_indices()
    rows = np.repeat(np.arange(product.shape[0], dtype=product.indices.dtype), np.diff(product.indptr))
    keep = rows != product.indices
    counts = np.bincount(rows[keep], minlength=product.shape[0])
    indptr = np.concatenate([[0], np.cumsum(counts)])
    return csr_array((product.data[keep], product.indices[keep], indptr), shape=product.shape)


def _refuse_what_does_not_fit(network: Network, sizes: NDArray[Any]) -> None:
    per_action = sizes.astype("int64") ** 2
    at_most = min(int(per_action.sum()), network.n_actors**2)
    if at_most > LARGEST:
        largest = int(per_action.argmax())
        raise DataError(
            f"The projection would have up to {at_most:,} entries ({at_most * 16 / 2**30:,.0f} GB), and graphkit makes "
            f"them up to {LARGEST:,}. The largest action is {network.action_names[largest]} with {sizes[largest]:,} "
            "actors. Take a shorter window of years, fewer ties, or another grain."
        )
