"""What the ties of money behind a report add up to, and which ties each sum is of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphkit.money.sums import Sum, sums
from graphkit.networks.amounts import UNSTATED

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.reports.facts import Facts
    from graphkit.reports.said import Rows


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
    def n_money(self) -> int:
        """Ties of money, with an amount or without; what is in kind is none of them."""
        return sum(one.ties for one in self._sums if one.kind == "money")

    @cached_property
    def n_missing(self) -> int:
        """Ties of money without an amount, whatever their currency; what is not decided or in kind is none of them."""
        return sum(without_amount(one) for one in self._sums if one.kind == "money")

    @cached_property
    def lines(self) -> pd.DataFrame:
        """The ties of funding as sums count them, with their rows in the snapshot as index.

        ``line``: one of `graphkit.money.lines.LINES`; ``kind``: one of `KINDS`; ``currency``, ``basis``: None where not
        stated.
        """
        import numpy as np
        import pandas as pd
        import pyarrow.compute as pc

        from graphkit.money.counted import count
        from graphkit.money.lines import KINDS, LINES

        found = count(self.facts.counted)
        # An id is one tie's among those of its type.
        funds = pc.equal(self.facts.counted["type"], "FUNDS").to_numpy()
        ids = self.facts.counted["id"].filter(funds).to_pylist()
        at = pd.Series(self.facts.rows[funds], index=ids)
        columns = {
            "line": np.array(LINES, dtype=object)[found.line],
            "kind": np.array(KINDS, dtype=object)[found.kind],
            "currency": [found.currencies[n] if n >= 0 else None for n in found.currency.tolist()],
            "basis": [found.bases[n] if n >= 0 else None for n in found.basis.tolist()],
        }
        return pd.DataFrame(columns, index=at[found.ties["id"].to_pylist()].to_numpy(), dtype=object)

    @cached_property
    def rows(self) -> tuple[Rows, Rows]:
        """The ties of money, and those of them that state no amount, or one for several that nobody split."""
        held = self.lines
        of_money = held["kind"] == "money"
        without = of_money & held["line"].isin(("missing", "unsplit"))
        ties = self.facts.evidence.ties
        return ties(held.index[of_money].to_numpy()), ties(held.index[without].to_numpy())

    def rows_of(self, total: Sum) -> Rows:
        """The ties whose amounts are in a sum."""
        held = self.lines
        of = (held["line"] == "counted") & (held["kind"] == total.kind)
        for column, value in (("currency", total.currency), ("basis", total.basis)):
            of &= held[column].isna() if value is None else held[column] == value
        return self.facts.evidence.ties(held.index[of].to_numpy())


def without_amount(one: Sum) -> int:
    """How many ties of a sum state no amount, or only one for several that nobody split."""
    return one.missing + one.left_out["unsplit"]
