"""What would have no funder left if one left: by funder, with the range over networks without some of the ties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphkit.reports.draws import Range, without_some

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.reports.facts import Facts
    from graphkit.reports.said import Rows

RULE = "funder"


@dataclass(frozen=True)
class Exits:
    """Each funder's exit by itself, all else unchanged."""

    facts: Facts

    @property
    def network(self) -> Network:
        """Who funds what: all of its columns have a funder that is known."""
        return self.facts.cofunding.network

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row a funder, as `graphkit.scenarios.each.each_exit` has it by the rule that no funder is left."""
        from graphkit.scenarios.each import each_exit

        return each_exit(self.network, rules=(RULE,)).to_frame()

    @cached_property
    def only(self) -> NDArray[np.int64]:
        """For each column the row of its only funder, -1 where it has several."""
        return _only(self.network)

    @property
    def singled_out(self) -> bool:
        """Whether one exit leaves several without a funder, and more than any other."""
        falls = self.table["falls"].tolist()
        return bool(falls) and falls[0] > max([1, *falls[1:2]])

    @property
    def n_alone(self) -> int:
        """How many have a single funder."""
        return int((self.only >= 0).sum())

    @cached_property
    def drawn(self) -> NDArray[np.float64]:
        """The share that each exit would leave without a funder in networks without some of the ties: a row a draw.

        Of what has a funder there: with fewer ties fewer things have one, and counts could not be compared.
        """
        import numpy as np

        n = self.network.n_actors
        rows = []
        for net in without_some(self.network, self.facts.seed):
            only = _only(net)
            rows.append(np.bincount(only[only >= 0], minlength=n) / max(len(np.unique(net.indices)), 1))
        return np.array(rows, dtype=np.float64).reshape(len(rows), n)

    def range_of(self, id: str, value: int) -> Range:
        """The share that one exit leaves without a funder, with its range."""
        return Range.of(value / self.network.n_actions, self.drawn[:, self.facts.cofunding.row_of[id]])

    @cached_property
    def alone_range(self) -> Range:
        """The share that has a single funder, with the range."""
        return Range.of(self.n_alone / max(self.network.n_actions, 1), self.drawn.sum(axis=1))

    def rows_of(self, id: str) -> Rows:
        """The ties of a funder to what it alone funds."""
        import numpy as np

        at = self.facts.cofunding.row_of[id]
        pairs = np.arange(self.network.indptr[at], self.network.indptr[at + 1])
        return self.facts.evidence.of_pairs(self.network, pairs[self.only[self.network.indices[pairs]] == at])

    def pairs_of(self, column: int) -> NDArray[np.int64]:
        """The pairs of the network in a column."""
        import numpy as np

        return np.flatnonzero(self.network.indices == column)

    @cached_property
    def at_risk(self) -> list[int]:
        """Columns with a single funder: by the most known money, then by id."""
        import numpy as np

        net = self.network
        single = np.flatnonzero(self.only >= 0)
        if net.money.refusal:
            return [int(column) for column in single]
        sums = np.zeros(net.n_actions, dtype=np.int64)
        np.add.at(sums, net.indices, net.minor_amounts)
        return [int(column) for column in single[np.lexsort((single, -sums[single]))]]


def _only(network: Network) -> NDArray[np.int64]:
    import numpy as np

    n = np.bincount(network.indices, minlength=network.n_actions)
    row = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    last = np.full(network.n_actions, -1, dtype=np.int64)
    last[network.indices] = row
    return np.where(n == 1, last, -1)


def exits(facts: Facts) -> Exits:
    """The exits of the funders of the report's network."""
    return Exits(facts)
