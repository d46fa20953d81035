"""graphkit: the kernels, on the two-mode network, or on the projection where a work says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from given import Given

VERSIONS = ("graphkit", "numba")

OWN_PYTHON = True


class Ready(NamedTuple):
    """What a Network and a Projection of graphkit hold."""

    network: Any
    incidence: Any
    by_action: Any
    projection: Any


def ready(given: Given, kind: str) -> Ready:
    """The arrays as kernels take them; those of the projection for the works on it."""
    from graphkit.networks.kernels.layout import one_mode, two_mode

    incidence = given.incidence
    network = two_mode(given.actor_ptr, given.actions, given.n_actions)
    projection = one_mode(given.ptr, given.others) if kind != "two-mode" else None
    return Ready(network, incidence, incidence.T.tocsr(), projection)
