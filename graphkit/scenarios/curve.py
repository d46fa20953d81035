"""What still stands as actors leave one after the other: the curve, its area R, and what chance would make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.results import Result
from graphkit.scenarios.exit import REFERENCE, checked
from graphkit.words import Words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes

    Reals = NDArray[np.float64]

Order = Literal["degree", "ascending", "money", "random", "worst"]
ORDERS = ("degree", "ascending", "money", "random", "worst")

Points = Literal["left", "trapezoid"]

# Orders drawn at random where there is no closed form.
DRAWS = 200


@dataclass(frozen=True, eq=False, repr=False)
class CurveResult(Result):
    """What still stands after each removal; see `robustness`.

    Attributes
    ----------
    rows : array of int or None
        Who leaves, in order; None where orders are drawn at random.
    stands : array of float
        The share of actions that do not surely fall after 0, 1 … n removals.
    surely : array of float
        The share of those that surely stand: less by those of which nobody can tell.
    area, area_from : float
        The area under `stands`, and under `surely`; nan where there is nothing to remove or to fall.
    error : float
        Standard error of `area` where orders were drawn; 0 where it is exact.
    null : array of float
        Areas of networks drawn with the same margins; empty where none was asked for.
    """

    network: Network
    rows: NDArray[np.int64] | None
    stands: Reals
    surely: Reals
    area: float
    area_from: float
    error: float
    null: Reals
    rules: Sequence[Rule]
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "robustness"
    unit: str = "share of actions that stand"

    def to_frame(self) -> pd.DataFrame:
        """A row for each number of removals, from none to all.

        Returns
        -------
        pandas.DataFrame
            ``removed``; ``id``, ``name`` of who leaves last (empty at 0, and where orders are drawn); ``stands``,
            ``stands_surely`` (shares, 0 to 1).
        """
        import pandas as pd

        n, network = len(self.stands), self.network
        who = [None] * n if self.rows is None else [None, *self.rows.tolist()]
        return pd.DataFrame(
            {
                "removed": range(n),
                "id": pd.Series([None if at is None else network.actor_ids[at] for at in who], dtype="str"),
                "name": pd.Series([None if at is None else network.actor_names[at] for at in who], dtype="str"),
                "stands": self.stands,
                "stands_surely": self.surely,
            }
        )

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The ties of one actor, by id or name; all of the network when not given."""
        return self.network.evidence(actor=key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The curve from left to right: the share removed against the share that stands; `top` is not used."""
        from graphkit.scenarios.drawing import curve

        return curve(self, ax, lang)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str) -> str:
        """The area, how it was drawn and what it does not say, in English or French; a line each."""
        from graphkit.scenarios.sentences import of_curve

        return of_curve(self, Words("graphkit.scenarios", lang))


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
    rows, named, error = None, [], 0.0
    if order == "random":
        stands, surely, error = _random(at, asked, combine, draws, seed, points)
    else:
        rows = ordered(at, order, asked, combine)
        named = rows.tolist()
        stands, surely = _curve(at, asked, combine, rows)
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
    if error:
        options["draws"] = draws
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
            network, "robustness", options, seed=seed if null or error else None, reference=REFERENCE
        ),
    )


def area(stands: Reals, points: Points = "left") -> float:
    """The area under a curve of n + 1 points over n removals; nan where there are none."""
    import numpy as np

    if len(stands) < 2 or np.isnan(stands).any():
        return float("nan")
    left = float(stands[:-1].mean())
    return left if points == "left" else left - float(stands[0] - stands[-1]) / (2 * (len(stands) - 1))


def ordered(at: Stakes, order: Order | Sequence[str], asked: Sequence[Rule], combine: Combine) -> NDArray[np.int64]:
    """The actors in the order in which they leave."""
    import numpy as np

    network, n = at.network, at.n_actors
    if not isinstance(order, str):
        return np.array(list(dict.fromkeys(network.actor(name) for name in order)), dtype=np.int64)
    if order == "worst":
        from graphkit.scenarios.greedy import greedy

        return np.array([who for who, _ in greedy(at, asked, combine, n)], dtype=np.int64)
    if order == "money":
        at.money()
        return np.argsort(-np.bincount(at.actor, at.minor, minlength=n), kind="stable")
    return by_degree(network, order)


def by_degree(network: Network, order: str) -> NDArray[np.int64]:
    """Those tied to most actions first, equal ones by id; ``ascending`` is this order from its end."""
    import numpy as np

    rows = np.argsort(-np.diff(network.indptr), kind="stable")
    return rows[::-1].copy() if order == "ascending" else rows


def _curve(at: Stakes, asked: Sequence[Rule], combine: Combine, rows: NDArray[np.int64]) -> tuple[Reals, Reals]:
    """The share that does not surely fall, and that surely stands, after 0, 1 … removals."""
    import numpy as np

    from graphkit.scenarios.rules import NEVER

    position = np.full(at.n_actors, NEVER, dtype=np.int64)
    position[rows] = np.arange(1, len(rows) + 1)
    said = [rule.when(at, position) for rule in asked]
    together = np.minimum if combine == "any" else np.maximum
    steps = len(rows) + 1

    def left(when: Sequence[NDArray[np.int64]]) -> Reals:
        falls = together.reduce(list(when))
        gone = np.cumsum(np.bincount(falls[falls < steps], minlength=steps))
        return np.asarray(1.0 - gone / at.n_columns) if at.n_columns else np.full(steps, np.nan)

    return left([one.sure for one in said]), left([one.possible for one in said])


def _random(  # noqa: PLR0917 - as `_curve`, and what draws
    at: Stakes, asked: Sequence[Rule], combine: Combine, draws: int, seed: int, points: Points
) -> tuple[Reals, Reals, float]:
    """The curve of all orders alike: exact where one rule waits for the last of some actors, else drawn."""
    import numpy as np

    n = at.n_actors
    if len(asked) == 1 and asked[0].spec in ("nobody", "funder") and at.n_columns:
        counted = at.funds if asked[0].spec == "funder" else np.ones(len(at.column), dtype=np.bool_)
        pairs = np.unique(at.column[counted] * max(n, 1) + at.actor[counted]) // max(n, 1)
        sizes, times = np.unique(np.bincount(pairs, minlength=at.n_columns), return_counts=True)
        gone = np.zeros(n + 1)
        for size, many in zip(sizes.tolist(), times.tolist(), strict=True):
            if size:
                gone += many * _all_gone(n, size)
        stands = 1.0 - gone / at.n_columns
        return stands, stands, 0.0
    found = [_curve(at, asked, combine, np.random.default_rng([seed, draw]).permutation(n)) for draw in range(draws)]
    areas = np.array([area(stands, points) for stands, _ in found])
    error = float(areas.std(ddof=1) / np.sqrt(draws)) if draws > 1 else float("nan")
    return np.mean([one for one, _ in found], axis=0), np.mean([other for _, other in found], axis=0), error


def _all_gone(n: int, size: int) -> Reals:
    """The probability that so many given actors of n are all among the first 0, 1 … n to leave."""
    import numpy as np

    found = np.zeros(n + 1)
    # C(k, d) / C(n, d), from its value 1 at k = n downwards: each is the next times (k - d) / k.
    k = np.arange(n, size, -1, dtype=np.float64)
    found[size:] = np.concatenate([[1.0], np.cumprod((k - size) / k)])[::-1]
    return found
