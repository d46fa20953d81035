"""The projection of a network with those of its ties that a backbone kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graphkit.networks.projection import Projection, project

if TYPE_CHECKING:
    from graphkit.backbones.result import Backbone


def kept_ties(result: Backbone, weight: str) -> Projection:
    """The actors of a network tied where they meet more than expected; see `Backbone.projection`.

    Raises
    ------
    UnknownName
        There is no such weight.
    UsageError
        ``amount``, and the amounts are of several currencies or bases.
    """
    from scipy.sparse import csr_array

    network = result.network
    row = {actor: place for place, actor in enumerate(network.actor_ids)}
    more = np.flatnonzero(result.sign > 0)
    ends = np.array([[row[actor] for actor in result.pairs[pair]] for pair in more.tolist()], dtype=np.int64).reshape(
        -1, 2
    )
    one, other = np.concatenate([ends, ends[:, ::-1]]).T
    shape = (network.n_actors, network.n_actors)
    made = {name: result.provenance[name] for name in ("method", "parameters", "seed")}
    if weight == "count" and result.options.get("weight", "count") == "count":
        # What was observed: the projection of a large network need not be made.
        counts = np.tile(result.observed[more], 2).astype(np.int64)
        matrix = csr_array((counts, (one, other)), shape=shape)
        matrix.sort_indices()
        unit = result.unit
        return Projection(network.actor_ids, network.actor_names, matrix, weight, unit, network, kept=made)
    whole = project(network, weight)
    pattern = csr_array((np.ones(len(one), dtype=np.int64), (one, other)), shape=shape)
    matrix = csr_array(whole.matrix.multiply(pattern))
    matrix.sort_indices()
    return replace(whole, matrix=matrix, n_unweighted=(pattern.nnz - matrix.nnz) // 2, kept=made)
