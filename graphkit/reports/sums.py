"""What the ties of money behind a report add up to, and which ties each sum is of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphkit.money.sums import Sum, sums
from graphkit.networks.amounts import UNSTATED

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from graphkit.money.counted import Counted
    from graphkit.reports.facts import Facts
    from graphkit.reports.said import Rows

# Lines of ties that state no amount of their own.
WITHOUT = ("missing", "unsplit")


@dataclass(frozen=True)
class Sums:
    """The money of a report's network."""

    facts: Facts

    @cached_property
    def _sums(self) -> list[Sum]:
        return sums(self.facts.counted)

    def _asked(self, one: Sum) -> bool:
        asked = self.facts.network.spec.request
        return asked.currency in (None, one.currency) and asked.basis in (None, one.basis or UNSTATED)

    @cached_property
    def money(self) -> list[Sum]:
        """Sums of money that hold an amount, one a currency and basis."""
        return [one for one in self._sums if one.n and one.kind == "money" and self._asked(one)]

    @cached_property
    def beside_money(self) -> list[Sum]:
        """Sums of what is given in kind, as voluntary work, lent or vouched for; never added to money."""
        return [one for one in self._sums if one.n and one.kind != "money" and self._asked(one)]

    @cached_property
    def elsewhere(self) -> list[Sum]:
        """Sums of money that hold an amount in another currency or of another kind than was asked for."""
        return [one for one in self._sums if one.n and one.kind == "money" and not self._asked(one)]

    @cached_property
    def rows_elsewhere(self) -> NDArray[np.int64]:
        """The rows of the ties whose amounts are in these."""
        import numpy as np

        held = self.lines
        counted = held[(held["line"] == "counted") & (held["kind"] == "money")]
        ways = {(one.currency, one.basis) for one in self.elsewhere}
        of = [way in ways for way in zip(counted["currency"], counted["basis"], strict=True)]
        return np.asarray(counted.index[of], dtype=np.int64)

    @cached_property
    def without(self) -> list[Sum]:
        """Sums of money of which no amount is told, and some are missing."""
        return [one for one in self._sums if one.kind == "money" and one not in self.money and without_amount(one)]

    @cached_property
    def n_money(self) -> int:
        """Ties of money, with an amount or without; what is in kind is none of them."""
        return sum(one.ties for one in self._sums if one.kind == "money")

    @cached_property
    def n_missing(self) -> int:
        """Ties of money without an amount, whatever their currency; what is not decided or in kind is none of them."""
        return sum(without_amount(one) for one in self._sums if one.kind == "money")

    @cached_property
    def _counted(self) -> Counted:
        from graphkit.money.counted import count

        return count(self.facts.counted)

    def by_funder(self, currency: str, *, handed_on: bool = False) -> dict[int, int]:
        """What each funder gave in a currency, in minor units, by its row in the network of funding.

        Without what was handed on, which is counted further on; or with it, each amount as it is stated. A tie is that
        of the actor that its own is counted as, and counts once, however many recipients share it.
        """
        import numpy as np

        rows, amount, taken = self._amounts_in(currency)
        net = self.facts.cofunding.network
        # A tie stands in several columns where several receive, always in the row of one actor.
        entries, first = np.unique(net.tie_index.rows, return_index=True)
        at = self.facts.cofunding.row_of_entries[first][np.searchsorted(entries, rows)]
        sums = np.zeros(net.n_actors, dtype=np.int64)
        np.add.at(sums, at, amount if handed_on else amount - taken)
        return {int(row): int(sums[row]) for row in np.unique(at)}

    def known_in(self, currency: str) -> NDArray[np.int64]:
        """The rows of the ties of the network of funding whose amounts are known in a currency, split or not."""
        return self._amounts_in(currency)[0]

    def _amounts_in(self, currency: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Rows, amounts, and what of these was handed on, of ties in the network of funding."""
        import numpy as np

        from graphkit.money.lines import COUNTED

        net = self.facts.cofunding.network
        asked = net.spec.request.basis
        rows, held = self._of_funding
        codes = [held.currencies.index(currency)] if currency in held.currencies else []
        of = (held.line == COUNTED) & (held.kind == 0) & np.isin(held.currency, codes)
        if asked is not None:
            of &= held.basis == (held.bases.index(asked) if asked in held.bases else -1)
        of &= np.isin(rows, net.tie_index.rows)
        return rows[of], held.amount[of], held.taken[of]

    @cached_property
    def _of_funding(self) -> tuple[NDArray[np.int64], Counted]:
        """The rows of ties of money, and what each adds: also where the report's network has none of them."""
        import numpy as np

        from graphkit.money.counted import count
        from graphkit.money.lines import NO_TIE_OF_MONEY, lines

        facts = self.facts
        # The other ties say who receives.
        rows = np.union1d(facts.rows, facts.cofunding.network.tie_index.rows)
        same = len(rows) == len(facts.rows)
        ties = facts.counted if same else facts.snapshot.ties.take(rows)
        return rows[lines(ties) != NO_TIE_OF_MONEY], self._counted if same else count(ties)

    @cached_property
    def lines(self) -> pd.DataFrame:
        """The ties of funding as sums count them, with their rows in the snapshot as index.

        ``line``: one of `graphkit.money.lines.LINES`; ``kind``: one of `KINDS`; ``currency``, ``basis``: None where not
        stated.
        """
        import numpy as np
        import pandas as pd
        import pyarrow.compute as pc

        from graphkit.money.lines import KINDS, LINES

        found = self._counted
        # An id is one tie's among those of its type.
        funds = pc.equal(self.facts.counted["type"], "FUNDS").to_numpy()
        ids = self.facts.counted["id"].filter(funds).to_pylist()
        at = pd.Series(self.facts.rows[funds], index=ids)
        columns = {
            "line": np.array(LINES, dtype=object)[found.line],
            "kind": np.array(KINDS, dtype=object)[found.kind],
            "currency": [found.currencies[n] if n >= 0 else None for n in found.currency.tolist()],
            "handed_on": found.taken != 0,
            "zero": found.amount == 0,
            "basis": [found.bases[n] if n >= 0 else None for n in found.basis.tolist()],
        }
        return pd.DataFrame(columns, index=at[found.ties["id"].to_pylist()].to_numpy(), dtype=object)

    @cached_property
    def zero(self) -> NDArray[np.int64]:
        """The rows of the ties of money that state an amount, of 0."""
        import numpy as np

        held = self.lines
        of = (held["line"] == "counted") & (held["kind"] == "money") & held["zero"].astype(bool)
        return np.asarray(held.index[of], dtype=np.int64)

    @cached_property
    def rows(self) -> tuple[Rows, Rows]:
        """The ties of money, and those of them that state no amount, or one for several that nobody split."""
        held = self.lines
        of_money = held["kind"] == "money"
        without = of_money & held["line"].isin(WITHOUT)
        ties = self.facts.evidence.ties
        return ties(held.index[of_money].to_numpy()), ties(held.index[without].to_numpy())

    def rows_of(self, total: Sum) -> Rows:
        """The ties whose amounts are in a sum."""
        return self._rows(total, self.lines["line"] == "counted")

    def rows_beside(self, total: Sum) -> Rows:
        """The ties of money whose amounts are in another sum."""
        held = self.lines
        of = (held["line"] == "counted") & (held["kind"] == "money") & ~self._is_of(total)
        return self.facts.evidence.ties(held.index[of].to_numpy())

    def missing_of(self, total: Sum) -> Rows:
        """The ties of a sum that state no amount, or one for several that nobody split."""
        return self._rows(total, self.lines["line"].isin(WITHOUT))

    def left_out_of(self, total: Sum) -> Rows:
        """The ties of a sum that are left out of it for another reason."""
        return self._rows(total, ~self.lines["line"].isin(("counted", *WITHOUT)))

    def handed_on_of(self, total: Sum) -> Rows:
        """The ties of a sum of whose amount some was handed on by who received it."""
        return self._rows(total, self.lines["handed_on"].astype(bool))

    def _rows(self, total: Sum, of: pd.Series[bool]) -> Rows:
        held = self.lines
        return self.facts.evidence.ties(held.index[of & self._is_of(total)].to_numpy())

    def _is_of(self, total: Sum) -> pd.Series[bool]:
        """Which lines are of the kind, the currency and the basis of a sum."""
        held = self.lines
        of = held["kind"] == total.kind
        for column, value in (("currency", total.currency), ("basis", total.basis)):
            of &= held[column].isna() if value is None else held[column] == value
        return of


def without_amount(one: Sum) -> int:
    """How many ties of a sum state no amount, or only one for several that nobody split."""
    return one.missing + one.left_out["unsplit"]
