"""Who and what some actions have: actors, funders, and money that is counted once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.money.counted import Counted
    from graphkit.money.rates import Rates
    from graphkit.money.sums import Sum
    from graphkit.networks.network import Network


@dataclass(frozen=True, slots=True)
class Carried:
    """What some actions have together.

    Attributes
    ----------
    actors : frozenset of str
        Those who fund them, take part in them or support them.
    funders : frozenset of str
        Those who give them anything.
    of_money : frozenset of str
        Those who give them money, of a known amount or not.
    sums : tuple of Sum
        What is given, one a currency, basis and kind; each tie once, whatever the number of axes.
    """

    actors: frozenset[str]
    funders: frozenset[str]
    of_money: frozenset[str]
    sums: tuple[Sum, ...]

    @property
    def money(self) -> list[Sum]:
        """The sums of money of which some amount is known."""
        return [one for one in self.sums if one.kind == "money" and one.n]

    @property
    def n_unknown(self) -> int:
        """How many ties of money have an amount that is not known."""
        return sum(one.unknown for one in self.sums if one.kind == "money")

    @property
    def n_not_money(self) -> int:
        """How many ties give something that is no money: in kind, voluntary work, loans, guarantees."""
        return sum(one.given for one in self.sums if one.kind != "money")


class Ties:
    """The ties of the actions in question, looked up once."""

    def __init__(self, network: Network, actions: Iterable[str], rates: Rates | None) -> None:
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        from graphkit.accounts.scope import whole

        wanted = pa.array(sorted(set(actions)), pa.string())
        self._snapshot = network.snapshot
        self._actors: dict[str, set[str]] = {}
        self._funders: dict[str, set[str]] = {}
        self._of_money: dict[str, set[str]] = {}
        rows, pair = network.tie_index.of(np.arange(network.n_pairs))
        columns = pa.array(network.action_ids, pa.string())
        asked = np.asarray(pc.is_in(columns, value_set=wanted).to_numpy(zero_copy_only=False), dtype=np.bool_)
        mine = asked[network.indices[pair]]
        actor_of = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
        types = network.snapshot.ties["type"].take(pa.array(rows[mine])).to_pylist()
        for type, one in zip(types, pair[mine].tolist(), strict=True):
            actor, action = network.actor_ids[actor_of[one]], network.action_ids[network.indices[one]]
            self._actors.setdefault(action, set()).add(actor)
            if type == "FUNDS":
                self._funders.setdefault(action, set()).add(actor)
        # Counted among all ties: what is handed on, or stated twice, is told by those of other actions too.
        self.counted = whole(network.snapshot, None, None, rates)
        held = np.asarray(pc.is_in(self.counted.ties["action"], value_set=wanted).to_numpy(), dtype=np.bool_)
        self._rows: dict[str, list[int]] = {}
        places = np.flatnonzero(held)
        ties = self.counted.ties.select(["actor", "action"]).take(pa.array(places)).to_pylist()
        for row, tie in zip(places.tolist(), ties, strict=True):
            self._rows.setdefault(tie["action"], []).append(row)
            if _gives_money(self.counted, row):
                self._of_money.setdefault(tie["action"], set()).add(tie["actor"])

    def of(self, actions: Iterable[str]) -> Carried:
        """What some of the actions have together."""
        from graphkit.accounts.result import summed
        from graphkit.accounts.scope import Part, chosen

        asked = sorted(set(actions))
        found = summed(self._snapshot, [Part(None, chosen(self.counted, self.rows(asked)))], ())
        return self._carried(asked, tuple(row.sum for row in found))

    def of_each(self, actions: Iterable[str]) -> dict[str, Carried]:
        """What each of the actions has by itself: as `of` tells one at a time, in one pass over the ties."""
        from graphkit.accounts.result import summed
        from graphkit.accounts.scope import Part, chosen

        asked = sorted(set(actions))
        sums: dict[str, list[Sum]] = {}
        for row in summed(self._snapshot, [Part(None, chosen(self.counted, self.rows(asked)))], ("action",)):
            sums.setdefault(str(row.of[0][-1]), []).append(row.sum)
        return {action: self._carried([action], tuple(sums.get(action, ()))) for action in asked}

    def _carried(self, actions: list[str], sums: tuple[Sum, ...]) -> Carried:
        def together(held: Mapping[str, set[str]]) -> frozenset[str]:
            return frozenset(each for action in actions for each in held.get(action, ()))

        return Carried(together(self._actors), together(self._funders), together(self._of_money), sums)

    def rows(self, actions: Iterable[str]) -> NDArray[np.int64]:
        """The places of the ties of money of some actions, each once."""
        import numpy as np

        return np.array(sorted(row for action in set(actions) for row in self._rows.get(action, ())), dtype=np.int64)


def _gives_money(counted: Counted, row: int) -> bool:
    from graphkit.money.lines import KINDS, NO_CURRENCY

    return bool(counted.line[row] <= NO_CURRENCY and KINDS[counted.kind[row]] == "money")
