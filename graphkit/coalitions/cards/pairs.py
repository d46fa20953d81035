"""The strongest pairs of a group: what each two members share, beside what chance explains where that was tested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.backbones.result import Backbone
    from graphkit.coalitions.cards.scope import Scope


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members.

    Attributes
    ----------
    one, other : str
        Their ids.
    observed : int
        How much they share.
    expected, p, p_adjusted : float
        What the model of the backbone expects, and how probable so much is by chance; nan for a pair that the backbone
        does not keep, or without one.
    """

    one: str
    other: str
    observed: int
    expected: float = float("nan")
    p: float = float("nan")
    p_adjusted: float = float("nan")


def pairs(scope: Scope, backbone: Backbone | None = None) -> list[Pair]:
    """The pairs of members that share anything: those first that the backbone keeps, the least probable before others;
    then those that share most, then by ids."""  # noqa: D209
    import numpy as np

    rows = np.sort(scope.rows)
    part = scope.network.incidence[rows]
    both = (part @ part.T).tocoo()
    ids = scope.network.actor_ids
    kept: dict[tuple[str, str], tuple[float, float, float]] = {}
    if backbone is not None:
        columns = (backbone.sign, backbone.expected, backbone.values, backbone.adjusted)
        for pair, sign, *said in zip(backbone.pairs, *(each.tolist() for each in columns), strict=True):
            if sign > 0:
                kept[min(pair), max(pair)] = (said[0], said[1], said[2])
    found = []
    for at, to, n in zip(both.row.tolist(), both.col.tolist(), both.data.tolist(), strict=True):
        if at < to and n:
            one, other = ids[rows[at]], ids[rows[to]]
            found.append(Pair(one, other, int(n), *kept.get((min(one, other), max(one, other)), ())))
    return sorted(found, key=_order)


def _order(pair: Pair) -> tuple[bool, float, int, str, str]:
    untested = pair.p != pair.p
    return untested, 0.0 if untested else pair.p, -pair.observed, pair.one, pair.other
