"""scikit-network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("scikit-network",)


def ready(given: Given, kind: str) -> Any:
    """The matrix of the projection; of two modes the incidence, actors × actions. It takes matrices of the old kind."""
    from scipy.sparse import csr_matrix

    matrix = given.incidence if kind == "two-mode" else given.matrix(weighted=kind == "weighted")
    return csr_matrix((matrix.data, matrix.indices.astype("int32"), matrix.indptr.astype("int32")), shape=matrix.shape)
