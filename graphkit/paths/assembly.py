"""From rows of a network to steps: which actions make each, with amounts, years and ties."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from graphkit.paths.path import SharedAction, Step

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.network import Network

Rows = tuple[int, int]


class Assembly:
    """The steps between pairs of actors, given by their rows, with all that is behind them."""

    def __init__(self, network: Network, pairs_of_actors: Iterable[Rows]) -> None:
        self._network = network
        # Each step -> its shared actions, each with the numbers of the two pairs of the network that make it.
        self._shared = {rows: list(self._in_common(*rows)) for rows in sorted(pairs_of_actors)}

    @cached_property
    def ties(self) -> pd.DataFrame:
        """The ties behind all steps; columns as in `Network.evidence`."""
        import numpy as np

        from graphkit.networks.evidence import tie_table

        numbers = {number for shared in self._shared.values() for _, *both in shared for number in both}
        return tie_table(self._network, np.array(sorted(numbers), dtype=np.int64))

    @cached_property
    def steps(self) -> dict[Rows, Step]:
        """The step of each two rows."""
        ids, names = self._network.actor_ids, self._network.actor_names
        return {
            (one, other): Step(ids[one], ids[other], names[one], names[other], tuple(self._actions(one, other)))
            for one, other in self._shared
        }

    def _in_common(self, one: int, other: int) -> Iterable[tuple[int, int, int]]:
        import numpy as np

        network = self._network
        first, second = (network.indices[network.indptr[row] : network.indptr[row + 1]] for row in (one, other))
        shared, at_first, at_second = np.intersect1d(first, second, assume_unique=True, return_indices=True)
        at_first, at_second = at_first + network.indptr[one], at_second + network.indptr[other]
        yield from zip(shared.tolist(), at_first.tolist(), at_second.tolist(), strict=True)

    def _actions(self, one: int, other: int) -> Iterable[SharedAction]:
        network = self._network
        for column, *both in self._shared[one, other]:
            action = network.action_ids[column]
            own = [self._ties_of.get((network.actor_ids[row], action), []) for row in (one, other)]
            years = {year for ties in own for _, year in ties if year is not None}
            names = dict.fromkeys(tie for ties in own for tie, _ in ties)
            amounts = self._amount(both[0]), self._amount(both[1])
            yield SharedAction(action, network.action_names[column], amounts, tuple(sorted(years)), tuple(names))

    @cached_property
    def _ties_of(self) -> dict[tuple[str, str], list[tuple[str, int | None]]]:
        found: dict[tuple[str, str], list[tuple[str, int | None]]] = {}
        columns = self.ties[["actor", "action", "tie"]].itertuples(index=False)
        for (actor, action, tie), year in zip(columns, self.ties["year"].astype(object), strict=True):
            found.setdefault((actor, action), []).append((tie, year if isinstance(year, int) else None))
        return found

    def _amount(self, pair: int) -> float | None:
        """What a pair of the network holds; None where it is not known, or cannot be added up."""
        network = self._network
        if network.money.refusal is not None or not network.amounts_known.data[pair]:
            return None
        return float(network.minor_amounts[pair] / 10.0**network.money.digits)
