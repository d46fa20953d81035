"""What still stands as actors leave one after the other: the curve, its area R, and what chance would make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName, UsageError
from graphkit.scenarios.curve_result import CurveResult
from graphkit.scenarios.exit import REFERENCE, checked
from graphkit.scenarios.orders import ORDERS, Order, ordered
from graphkit.scenarios.surviving import Points, area, surviving

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.scenarios.outcome import Combine

# Orders drawn at random where there is no closed form.
DRAWS = 200


def robustness(
    network: Network,
    *,
    order: Order | Sequence[str] = "degree",
    rules: str | Sequence[str] = "nobody",
    combine: Combine = "any",
    points: Points = "left",
    draws: int = DRAWS,
    null: int = 0,
    seed: int = 0,
) -> CurveResult:
    r"""The share of actions that stand as actors leave one after the other, and the area under it.

    .. math:: R = \frac{1}{n} \sum_{k=0}^{n-1} S(k)

    where :math:`S(k)` is the share that stands after k of n have left. The trapezoid, on request, is
    :math:`R - (S(0) - S(n)) / 2n`.

    Parameters
    ----------
    network : Network
        n actors; several currencies or bases must be narrowed to one for rules on money.
    order : str or sequence of str
        ``degree`` (those tied to most actions first), ``ascending`` (the same from its end), ``money`` (those who
        give most known money first), ``worst`` (each time the one whose exit fells most:
        `graphkit.scenarios.greedy`), ``random``; or ids or names, and those not named do not leave. Equal ones go by
        id, in ``ascending`` from the last; which of them goes first may move the area in its second decimal.
    rules, combine
        When an action falls; by ``nobody`` when nobody is left in it, the measure of the literature.
    points : {"left", "trapezoid"}
        The first n points, or the trapezoid rule over all n + 1.
    draws : int
        For ``random``: how many orders are drawn, where there is no closed form. With ``nobody`` or ``funder`` alone
        there is: an action of d actors has gone after k removals with probability C(k, d) / C(n, d), and R is
        :math:`1 - \overline{(n - d) / ((d + 1)\, n)}`.
    null : int
        How many networks to draw with the degrees and sizes observed (`graphkit.backbones.curveball`), to set R
        against; for ``nobody`` alone, since nothing says how amounts or roles would move along. The order is of
        the same kind in each, as it applies there.
    seed : int
        Of orders and networks that are drawn.

    Returns
    -------
    CurveResult
        Without actions its area is nan.

    Raises
    ------
    UnknownName
        An order, rule or actor that does not exist.
    UsageError
        Nobody leaves; `null` with other rules, with named actors or with too large a network.

    Notes
    -----
    One pass over the ties in order of removal, whatever the rules: a million ties take about a second. ``worst`` costs
    more, see there.

    References
    ----------
    .. [1] Memmott, J., Waser, N. M., Price, M. V. (2004). Tolerance of pollination networks to species extinctions.
       Proceedings of the Royal Society B 271, 2605-2611.
    .. [2] Burgos, E. et al. (2007). Why nestedness in mutualistic networks? Journal of Theoretical Biology 249,
       307-313.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> robustness(cafe_and_garden()).stands.tolist()
    [1.0, 1.0, 0.5, 0.0]
    """
    import numpy as np

    from graphkit.networks.provenance import provenance
    from graphkit.scenarios.null import null_areas
    from graphkit.scenarios.random_order import at_random
    from graphkit.scenarios.rules import rules as read
    from graphkit.scenarios.stakes import stakes

    checked(combine)
    if points not in ("left", "trapezoid"):
        raise UnknownName("way to take the area", points, ("left", "trapezoid"))
    if isinstance(order, str) and order not in ORDERS:
        raise UnknownName("order of removal", order, ORDERS)
    if not isinstance(order, str) and not len(order):
        raise UsageError("Nobody leaves: name at least one actor.")
    if draws < 1 or null < 0:
        raise UsageError(f"draws={draws}, null={null}: at least one order, and no fewer than no network, is drawn.")
    at, asked = stakes(network), read(rules)
    specs = [rule.spec for rule in asked]
    rows: NDArray[np.int64] | None
    named: list[int]
    rows, named, error, drawn = None, [], 0.0, 0
    if order == "random":
        chance = at_random(at, asked, combine, draws, seed, points)
        stands, surely, error, drawn = chance.stands, chance.surely, chance.error, chance.draws
    else:
        rows = ordered(at, order, asked, combine)
        named = rows.tolist()
        stands, surely = surviving(at, asked, combine, rows)
    areas = np.zeros(0)
    if null:
        areas = null_areas(network, order, specs, null, seed, points)
    options: dict[str, Any] = {
        "order": order if isinstance(order, str) else [network.actor_ids[row] for row in named],
        "rules": specs,
        "combine": combine,
        "points": points,
        "null": null,
    }
    if drawn:
        options["draws"] = drawn
    return CurveResult(
        network=network,
        rows=rows,
        stands=stands,
        surely=surely,
        area=area(stands, points),
        area_from=area(surely, points),
        error=error,
        null=areas,
        rules=asked,
        options=options,
        provenance=provenance(
            network, "robustness", options, seed=seed if null or drawn else None, reference=REFERENCE
        ),
    )
