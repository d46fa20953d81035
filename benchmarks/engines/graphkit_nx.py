"""graphkit as its users call it: NetworkX's functions on a Projection or a Network, from names to names.

Beside the rows of graphkit, which are of the kernels on arrays, these have what NetworkX's dispatch, the reading of the
network and the dictionaries cost that come back, as those of rustnx do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("graphkit", "networkx")

OWN_PYTHON = True


def ready(given: Given, kind: str) -> Any:
    """A Network, or its Projection with Newman's weights, whose pairs are made.

    As `Snapshot.network` makes it, but that this leaves out actors without a tie, which all engines have here.
    """
    from dataclasses import replace

    import numpy as np
    from drawn_networks import Drawn, Size
    from drawn_snapshot import as_snapshot

    actors = np.repeat(np.arange(given.n), np.diff(given.actor_ptr))
    size = Size(given.n, given.n_actions, len(actors), 0, 0)
    snapshot = as_snapshot(Drawn(size, actors, given.actions, np.ones(len(actors))))
    ids, names = (snapshot.actors[column].to_pylist() for column in ("id", "name"))
    there = [snapshot.actions[column].to_pylist() for column in ("id", "name")]
    network = replace(
        snapshot.network(), actor_ids=ids, actor_names=names, action_ids=there[0], action_names=there[1],
        indptr=given.actor_ptr, indices=given.actions.astype(np.int64),
    )  # fmt: skip
    if kind == "two-mode":
        return network
    projection = network.projection("newman")
    assert projection.matrix.nnz == len(given.others)
    return projection


def numbered(found: dict[str, Any], graph: Any) -> dict[int, Any]:
    """What came out by id, by the number of the actor: ids are in the order of numbers."""
    return dict(enumerate(found[id] for id in graph.actor_ids))


def read(found: Any, graph: Any, given: Given) -> Any:
    """Values in the order of actors."""
    return numbered(found, graph)
