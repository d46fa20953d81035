"""Money handed on, counted once: what is taken out of what an actor received because it went on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What was found, tie by tie.

    Attributes
    ----------
    taken : array of int
        How much of the amount is taken out of the sum, since it went on and is counted further on.
    circle : array of bool
        Which ties hand money on within a circle; nothing of theirs is taken out.
    """

    taken: NDArray[np.int64]
    circle: NDArray[np.bool_]


def handed_on(
    group: NDArray[np.int64],
    amount: NDArray[np.int64],
    recipient: NDArray[np.int64],
    regrant: NDArray[np.int64],
    rank: NDArray[np.int64],
) -> HandedOn:
    """What is taken out of ties because their recipients handed it on.

    In each group an actor's part is what it handed on, at most what it received. It is spread over what it received in
    proportion, so that sums over any grouping of ties add up to the whole. What an actor paid to itself, from one of
    its actions to another, is taken out as far as it received or handed on as much: it is the same money on its way.

    Parameters
    ----------
    group : array of int
        What may be added up: each tie's currency, basis and kind.
    amount : array of int
        Minor units.
    recipient, regrant : arrays of int
        Who receives and who hands on, as numbers; -1 where nobody is named.
    rank : array of int
        An order of the ties that does not depend on how they came: it decides where the last cents go.
    """
    import numpy as np

    taken, circle = np.zeros(len(amount), dtype=np.int64), np.zeros(len(amount), dtype=np.bool_)
    hands = regrant >= 0
    if not hands.any():
        return HandedOn(taken, circle)
    n = int(max(recipient.max(), regrant.max())) + 1
    nodes = np.unique(group[hands] * n + regrant[hands])
    giver = np.searchsorted(nodes, group * n + regrant)
    receiver = np.minimum(np.searchsorted(nodes, group * n + recipient), len(nodes) - 1)
    receives = (recipient >= 0) & (nodes[receiver] == group * n + recipient)
    to_itself = hands & receives & (giver == receiver)
    between = hands & receives & ~to_itself
    circle[between] = _in_circles(giver[between], receiver[between], len(nodes))
    handed, received, moved = (
        _added(at[which], amount[which], len(nodes))
        for at, which in ((giver, hands & ~to_itself), (receiver, receives & ~circle & ~to_itself), (giver, to_itself))
    )
    part = np.maximum(np.minimum(handed, received), 0)
    within = np.maximum(np.minimum(moved, np.maximum(handed, received)), 0)
    for which, much in ((receives & ~circle & ~to_itself, part), (to_itself, within)):
        reduced = np.flatnonzero(which & (amount > 0))
        taken[reduced] = spread(much, receiver[reduced], amount[reduced], rank[reduced])
    return HandedOn(taken, circle)


def _added(at: NDArray[np.int64], amount: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    import numpy as np

    found = np.zeros(n, dtype=np.int64)
    np.add.at(found, at, amount)
    return found


def spread(
    part: NDArray[np.int64], of: NDArray[np.int64], amount: NDArray[np.int64], rank: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Whole numbers that add up to each part, in proportion to amounts above 0; no more than those come to.

    Parameters
    ----------
    part : array of int
        What is spread, for each owner; at most the sum of its amounts.
    of : array of int
        The owner of each amount.
    rank : array of int
        Which amounts get the last units: the lowest first.
    """
    import numpy as np

    whole = np.zeros(len(part), dtype=np.int64)
    np.add.at(whole, of, amount)
    ratio = part / np.maximum(whole, 1)
    found = np.minimum(np.floor(amount * ratio[of]).astype(np.int64), amount)
    order = np.lexsort((rank, of))
    while True:
        rest = part.copy()
        np.subtract.at(rest, of, found)
        if not rest.any():
            return found
        # One unit more, or less, to as many as it takes: flooring leaves a few, rounding of the ratio a few others.
        open_ = np.where(rest[of] > 0, found < amount, (rest[of] < 0) & (found > 0))
        able = order[open_[order]]
        owner = of[able]
        first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])) if len(owner) else np.zeros(0, dtype=np.int64)
        nth = np.arange(len(owner)) - np.repeat(first, np.diff(np.append(first, len(owner))))
        chosen = able[nth < np.abs(rest[owner])]
        if not len(chosen):
            raise ValueError("a part is larger than the amounts that it is spread over")
        found[chosen] += np.sign(rest[of[chosen]])


def _in_circles(start: NDArray[np.int64], end: NDArray[np.int64], n: int) -> NDArray[np.bool_]:
    """Which of the ways from hand to hand lie on a circle."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    _, found = connected_components(
        csr_array((np.ones(len(start), dtype=np.int8), (start, end)), shape=(n, n)), connection="strong"
    )
    return np.asarray(found[start] == found[end], dtype=np.bool_)
