"""SciPy: sparse matrices and what anybody writes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("scipy", "numpy")


def ready(given: Given, kind: str) -> Any:
    """The matrix of the projection; of two modes the incidence, actors × actions."""
    return given.incidence if kind == "two-mode" else given.matrix(weighted=kind == "weighted")
