"""Money of groups of actions that may overlap: each sum by the money rules, what is in two groups in both."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.money.sums import Sum
    from graphkit.networks.snapshot import Snapshot
    from graphkit.words import Words

Key = TypeVar("Key", bound=Hashable)


class Money:
    """The ties of money of a snapshot, counted once, to be added up in any groups.

    Money that is handed on is taken out among all ties, as `graphkit.money` says; so is what two sources state.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        import numpy as np
        import pyarrow.compute as pc

        from graphkit.money.counted import count

        self._counted = count(snapshot.ties)
        funds = np.asarray(pc.equal(snapshot.ties["type"], "FUNDS").to_numpy(), dtype=np.bool_)
        self._place = np.cumsum(funds) - 1
        self._funds = funds

    def by(self, keys: Sequence[Key], ties: NDArray[np.int64]) -> dict[Key, list[Sum]]:
        """The sums of each key, one a currency, basis and kind, given a key and the row of a tie for each entry.

        Ties that are no money are left aside. A tie may stand under several keys; under one it counts once.
        """
        import numpy as np

        from graphkit.accounts.scope import chosen
        from graphkit.money.sums import sums_by

        rows = np.asarray(ties, dtype=np.int64)
        number: dict[Key, int] = {}
        key = np.array([number.setdefault(each, len(number)) for each in keys], dtype=np.int64)
        is_money = self._funds[rows] if len(rows) else np.zeros(0, dtype=np.bool_)
        pairs = np.unique(np.stack([key[is_money], self._place[rows[is_money]]], axis=1), axis=0)
        found: dict[Key, list[Sum]] = {}
        if not len(pairs):
            return found
        some = chosen(self._counted, pairs[:, 1])
        group = np.unique(some.group, return_inverse=True)[1].reshape(-1)
        of = list(number)
        for row, one in sums_by(some, pairs[:, 0] * (int(group.max()) + 1) + group):
            found.setdefault(of[int(pairs[row, 0])], []).append(one)
        return found


def spelled(sums: Sequence[Sum], w: Words) -> list[str]:
    """The money of some sums, ``1,200 EUR (planned)``: first the currency and basis with most amounts."""
    from graphkit.model.money import minor_digits
    from graphkit.model.vocabularies import label

    known = sorted((one for one in sums if one.kind == "money" and one.n), key=lambda one: (-one.n, str(one.currency)))
    return [
        w(
            "amount",
            amount=w.money(one.minor, one.currency or w("no_currency"), minor_digits(one.currency or "")),
            basis=label("bases", one.basis, w.lang) if one.basis else w("no_basis"),
        )
        for one in known
    ]


def n_unknown(sums: Sequence[Sum]) -> int:
    """How many ties of money have an amount that is not known."""
    return sum(one.unknown for one in sums if one.kind == "money")
