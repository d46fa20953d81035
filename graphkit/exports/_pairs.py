"""One tie a pair, for formats that have no parallel ties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.exports._content import Content


def pairs(content: Content) -> Iterator[tuple[int, int, float]]:
    """Two nodes, as rows of ``content.nodes``, and what their tie weighs.

    In two modes that is how many ties of the data are behind it; in one mode the weight of the projection.
    """
    import numpy as np
    from scipy.sparse import triu

    if content.projection is not None:
        ties = triu(content.projection.matrix, format="coo")
        order = np.lexsort((ties.col, ties.row))
        columns = (ties.row[order].tolist(), ties.col[order].tolist(), ties.data[order].tolist())
        yield from zip(*columns, strict=True)
        return
    network = content.network
    actors = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    n_ties = np.diff(network.tie_index.ptr)
    yield from zip(actors.tolist(), (network.indices + network.n_actors).tolist(), n_ties.tolist(), strict=True)
