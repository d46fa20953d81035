"""What a method looks at: the ties of a projection, or those alone that a backbone keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit import discovery
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graphkit.backbones.selection import Kept
    from graphkit.coalitions.found import Found
    from graphkit.networks.network import Network

METHODS = "graphkit.coalitions.methods"

# Networks that fdsm draws in each run: enough for an alpha of .05, and a tenth of what it takes by itself.
DRAWS_IN_RUNS = 1_000
STARTS_IN_RUNS = 5


@dataclass(frozen=True)
class Basis:
    """How groups are looked for; attributes as the parameters of `graphkit.coalitions.coalitions`.

    Attributes
    ----------
    seed : int
        Of the networks that fdsm draws.
    """

    method: str
    backbone: str | None
    alpha: float
    correction: str
    weight: str
    draws: int | None
    resolution: float
    starts: int
    seed: int

    @property
    def two_mode(self) -> bool:
        """Whether the method looks at actors and actions, and not at ties of actors."""
        return bool(discovery.module(METHODS, self.method, "method").OF == "two-mode")

    @property
    def by_consensus(self) -> bool:
        """Whether the groups are those that runs agree on: where the method puts each actor in one group of actors."""
        return self.method in ("leiden", "louvain")

    @property
    def worth(self) -> int:
        """As many runs as a search with all starts takes, by their starts alone."""
        return -(-self.starts // self.in_runs().starts)

    def in_runs(self) -> Basis:
        """The same with less effort, for many runs."""
        draws = min(self.draws or DRAWS_IN_RUNS, DRAWS_IN_RUNS)
        return replace(self, starts=min(self.starts, STARTS_IN_RUNS), draws=draws if self.backbone == "fdsm" else None)

    def ties(self, network: Network, *, threads: int | None = None) -> csr_array[Any] | None:
        """Actors × actors, symmetric, without a diagonal: the weight of each tie; None where the method takes none."""
        if self.two_mode:
            return None
        if self.backbone is None:
            return network.projection(self.weight).matrix
        from scipy.sparse import coo_array

        kept = self._kept(network, threads)
        n = network.n_actors
        ends = (np.concatenate([kept.one, kept.other]), np.concatenate([kept.other, kept.one]))
        found = coo_array((np.tile(kept.observed, 2), ends), shape=(n, n)).tocsr()
        found.sort_indices()
        return found

    def search(
        self, network: Network, ties: csr_array[Any] | None, *, seed: int, resolution: float | None = None
    ) -> Found:
        """The groups that the method finds."""
        find = discovery.module(METHODS, self.method, "method").find
        found: Found = find(network, ties, resolution=resolution or self.resolution, seed=seed, starts=self.starts)
        return found

    def _kept(self, network: Network, threads: int | None) -> Kept:
        from graphkit.backbones.selection import select

        if self.backbone == "fdsm":
            from graphkit.backbones.fdsm import fdsm

            draws = 10_000 if self.draws is None else self.draws
            tested = fdsm(network, draws=draws, seed=self.seed, threads=threads)
        elif self.backbone == "disparity":
            from graphkit.backbones.disparity import disparity

            tested = disparity(network, self.weight)
        else:
            from graphkit.backbones.sdsm import sdsm

            tested = sdsm(network, threads=threads)
        return select(tested, self.alpha, self.correction, two_sided=False, signed=False)


def check(basis: Basis, n_actors: int) -> None:
    """Refuse what makes no sense, before anything is counted.

    Parameters
    ----------
    n_actors : int
        Of the network.

    Raises
    ------
    UnknownName
        There is no such method, backbone or correction.
    UsageError
        A number is out of range, or an option is of another method.
    """
    from graphkit.backbones.correction import check as check_correction
    from graphkit.backbones.extract import MODELS
    from graphkit.backbones.fdsm import LARGEST_OF_MET
    from graphkit.errors import UnknownName

    discovery.module(METHODS, basis.method, "method")
    check_correction(basis.correction)
    if basis.backbone is not None and basis.backbone not in MODELS:
        raise UnknownName("backbone", basis.backbone, (*MODELS, "none"))
    if not 0 < basis.alpha < 1:
        raise UsageError(f"alpha={basis.alpha:g} must be between 0 and 1; 0.05 is usual.")
    if not basis.resolution > 0 or basis.resolution == float("inf"):
        raise UsageError(f"The resolution must be above 0, not {basis.resolution}.")
    if basis.seed < 0:
        raise UsageError(f"The seed must be 0 or more, not {basis.seed}.")
    if basis.starts < 1:
        raise UsageError(f"starts={basis.starts} must be at least 1.")
    if basis.two_mode and basis.backbone is not None:
        raise UsageError(f"The method {basis.method} takes actors and actions together, and no backbone: leave it out.")
    if basis.two_mode and basis.weight != "count":
        raise UsageError(f"The method {basis.method} takes actors and actions together, and no weight: leave it out.")
    if basis.backbone in ("sdsm", "fdsm") and basis.weight != "count":
        raise UsageError(f"The backbone {basis.backbone} counts actions in common: leave out weight={basis.weight}.")
    if basis.backbone == "fdsm" and n_actors > LARGEST_OF_MET:
        raise UsageError(
            f"The backbone fdsm draws networks of up to {LARGEST_OF_MET:,} actors, and there are {n_actors:,}; "
            "take the backbone sdsm."
        )
