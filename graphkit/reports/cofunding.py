"""Who funds with whom: pairs of funders, those that meet more than their activity explains, and amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.backbones import Backbone
    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection
    from graphkit.reports.facts import Facts
    from graphkit.reports.said import Rows

MODEL, ALPHA, CORRECTION = "sdsm", 0.05, "bh"

# Above so many funders the test of all pairs would hold up a report.
MOST_FUNDERS = 2_000


@dataclass(frozen=True)
class Cofunding:
    """The network of funding alone, with the options of the report's.

    Attributes
    ----------
    network : Network
        Who funds what.
    """

    facts: Facts
    network: Network

    @cached_property
    def projection(self) -> Projection:
        """Funders tied by what they fund together."""
        return self.network.projection("count")

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of each funder."""
        return {id: row for row, id in enumerate(self.network.actor_ids)}

    def top(self, most: int) -> list[int]:
        """The funders that fund most together with others, as rows; those that fund nothing with anybody left out."""
        import numpy as np

        matrix = self.projection.matrix
        strength = np.asarray(matrix.sum(axis=1)).ravel()
        order = np.lexsort((np.arange(len(strength)), -strength))
        return [int(at) for at in order[:most] if strength[at] > 0]

    @cached_property
    def pairs(self) -> list[tuple[int, int, int]]:
        """Pairs of funders, as rows, with how much they fund together: most first, then by id."""
        matrix = self.projection.matrix.tocoo()
        upper = matrix.row < matrix.col
        found = sorted(zip(-matrix.data[upper], matrix.row[upper].tolist(), matrix.col[upper].tolist(), strict=True))
        return [(a, b, int(-n)) for n, a, b in found]

    def shared(self, one: int, other: int) -> NDArray[np.int64]:
        """The pairs of the network that are behind what two funders fund together."""
        import numpy as np

        net = self.network
        spans = [np.arange(net.indptr[at], net.indptr[at + 1]) for at in (one, other)]
        both = np.intersect1d(net.indices[spans[0]], net.indices[spans[1]])
        return np.concatenate([span[np.isin(net.indices[span], both)] for span in spans])

    @cached_property
    def backbone(self) -> Backbone | None:
        """Pairs of funders that meet more often than their activity explains; None where they are not tested."""
        from graphkit.backbones import backbone

        if not self.pairs or self.network.n_actors > MOST_FUNDERS:
            return None
        return backbone(self.network, MODEL, alpha=ALPHA, correction=CORRECTION)

    @cached_property
    def validated(self) -> Mapping[tuple[str, str], tuple[float, float]]:
        """For each pair kept what the model expects, and its p-value after the correction."""
        if self.backbone is None:
            return {}
        held = self.backbone
        return {
            pair: (float(expected), float(p))
            for pair, expected, p in zip(held.pairs, held.expected, held.adjusted, strict=True)
        }

    @cached_property
    def amounts(self) -> NDArray[np.int64]:
        """The known amounts, in minor units, one a tie, the smallest first; none where they cannot be compared."""
        import numpy as np

        money, rows = self.network.money, self.network.tie_index.rows
        if money.refusal:
            return np.zeros(0, dtype=np.int64)
        _, first = np.unique(rows, return_index=True)
        return np.sort(money.minor[first][money.known[first]]).astype(np.int64)

    @cached_property
    def amount_rows(self) -> NDArray[np.int64]:
        """The rows of the ties of these amounts."""
        import numpy as np

        rows: NDArray[np.int64] = np.unique(self.network.tie_index.rows[self.network.money.known])
        return rows

    def quartiles(self) -> tuple[int, int, int]:
        """Of the known amounts the lower quartile, the median and the upper, as amounts that there are.

        The smallest amount that at least a quarter, a half, three quarters do not exceed: never a mean of two.
        """
        import numpy as np

        found = np.quantile(self.amounts, (0.25, 0.5, 0.75), method="inverted_cdf")
        return int(found[0]), int(found[1]), int(found[2])

    @cached_property
    def given(self) -> Mapping[int, int]:
        """The sum of the known amounts of each funder, by its row, in minor units; none where these are mixed.

        What who received it handed on counts with the last that hands it on, as in `graphkit money --by funder`: the
        sums of all funders add up to that of the money.
        """
        net = self.network
        if net.money.refusal or net.spec.currency is None:
            return {}
        return self.facts.sums.by_funder(net.spec.currency)

    @cached_property
    def row_of_entries(self) -> NDArray[np.int64]:
        """The row of the funder of each entry of the network's ties."""
        import numpy as np

        index = self.network.tie_index
        of_pairs = np.repeat(np.arange(self.network.n_actors), np.diff(self.network.indptr))
        return np.repeat(of_pairs, np.diff(index.ptr))

    @cached_property
    def known(self) -> Mapping[int, int]:
        """The sum of all known amounts of each funder, by its row, in minor units; none where these are mixed.

        What who received it handed on is in it: if the funder left, nobody could hand it on. So is what went to several
        recipients and was not split among them: it is in no sum of one of them, and the funder gave it.
        """
        net = self.network
        if net.money.refusal or net.spec.currency is None:
            return {}
        return self.facts.sums.by_funder(net.spec.currency, handed_on=True)

    @cached_property
    def spenders(self) -> list[tuple[int, int]]:
        """Funders (rows) with the sums of their known amounts, most first; who handed on all of it is none."""
        return sorted(((at, minor) for at, minor in self.given.items() if minor > 0), key=lambda one: (-one[1], one[0]))

    def of_funder(self, at: int) -> Rows:
        """The ties of a funder, given by its row."""
        import numpy as np

        return self.facts.evidence.of_pairs(
            self.network, np.arange(self.network.indptr[at], self.network.indptr[at + 1])
        )


def cofunding(facts: Facts) -> Cofunding:
    """The funding of the report's network; none where it was asked for other ties alone."""
    asked = {key: value for key, value in facts.asked.items() if key not in ("ties", "roles", "funders_only")}
    ties = tuple(tie for tie in facts.network.spec.request.ties if tie == "FUNDS")
    alone = facts.network.spec.request.ties == ("FUNDS",)
    return Cofunding(facts, facts.network if alone else facts.snapshot.network(**asked, ties=ties))
