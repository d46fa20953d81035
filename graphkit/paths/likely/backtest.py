"""Whether four-cycles would have foretold what came: the last years held out, the rest ranked, the two compared."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.paths.distances import Among
    from graphkit.paths.likely.backtest_result import Backtest, Measured
    from graphkit.paths.likely.held_out import Ground
    from graphkit.paths.likely.suggest import What

# The first so many, of which it is told how many came true.
FIRST = (10, 50, 100)

# How many pairs that did not come true are drawn, and how many times the nodes are drawn anew for the intervals.
NEGATIVES, DRAWS = 100_000, 500

REFERENCE = (
    "Shekhtman, Gates & Barabási 2024; Liben-Nowell & Kleinberg 2007; Hanley & McNeil 1982, Radiology 143(1), 29-36; "
    "Owen 2007, Annals of Applied Statistics 1(2), 386-411; Snijders & Borgatti 1999, Connections 22(2), 161-170; "
    "Wilson 1927, JASA 22(158), 209-212"
)


def backtest(
    network: Network,
    *,
    holdout_years: int = 1,
    what: What = "partners",
    among: Among = "funders",
    first: Sequence[int] = FIRST,
    negatives: int = NEGATIVES,
    draws: int = DRAWS,
    seed: int = 0,
) -> Backtest:
    r"""Rank what could have come by what was known before the last years, and see what of it came.

    The same network is made twice: until the cut, and with the years after it. A candidate is a pair of nodes that both
    were there before the cut and were not tied; it came true if it is tied in the whole network. Four rankings are
    compared: four-cycles (`graphkit.paths.likely.suggest.suggest`); common neighbours, the baseline; preferential
    attachment, the product of how many ties the two have; chance.

    The area under the curve is the chance that a candidate that came true ranks above one that did not, equal scores
    counting half, :math:`A = P(s^+ > s^-) + \frac{1}{2} P(s^+ = s^-)`; .5 is chance. The precision of the first k is
    the share of them that came true, in the mean over all orders of equal scores; by chance it is the share of all
    candidates that did.

    Parameters
    ----------
    network : Network
        Of all years; with ``until`` it ends there. Ties without a year are left out of both.
    holdout_years : int
        How many of the last years are held out.
    what : {"partners", "actions"}
        Pairs of actors that share an action for the first time; or ties of an actor to an action. Where actions are
        implied ones of a year none can recur: make the network with ``grain="recipient"``.
    among : {"funders", "actors"}
        Which actors are at the ends: those that fund something before the cut, or all.
    first : sequence of int
        Of which first so many the precision is told; of no more than there are candidates.
    negatives : int
        How many pairs that did not come true are drawn for the area and its interval; all where there are no more. The
        precision is always of all candidates.
    draws : int
        How many times the nodes are drawn anew.
    seed : int
        Of both draws.

    Returns
    -------
    Backtest
        Areas with 95 % intervals from drawing nodes anew, their differences from the baseline and from preferential
        attachment, on the same draws; precisions with Wilson's interval, which takes the first k pairs as independent.
        They share actors, so the true interval is wider, and no more than k pairs are spoken of. nan where nothing came
        true, or nothing was known; it says so, and says in words where four-cycles are not better than the baseline.

    Raises
    ------
    UsageError
        A number below 1.

    Notes
    -----
    One cut of one history: another year may tell otherwise. Scores are made by sparse products, some rows at a time;
    at 20,000 actors, 40,000 actions and 150,000 ties these take some seconds.

    References
    ----------
    .. [1] Liben-Nowell, D., Kleinberg, J. (2007). The link-prediction problem for social networks. Journal of the
       American Society for Information Science and Technology 58(7), 1019-1031.
    .. [2] Hanley, J. A., McNeil, B. J. (1982). The meaning and use of the area under a receiver operating
       characteristic (ROC) curve. Radiology 143(1), 29-36.
    """
    import numpy as np

    from graphkit.networks.provenance import provenance
    from graphkit.paths.likely.backtest_result import Backtest
    from graphkit.paths.likely.held_out import Ground, last_year, until
    from graphkit.paths.likely.suggest import WHAT, candidates

    if what not in WHAT:
        raise UnknownName("kind of suggestion", what, WHAT)
    if min(holdout_years, negatives, draws, *first) < 1:
        raise UsageError("holdout_years, first, negatives and draws are whole numbers of 1 or more.")
    span = last_year(network)
    options: dict[str, Any] = {
        "holdout_years": holdout_years, "what": what, "among": among, "first": list(first), "negatives": negatives,
        "draws": draws,
    }  # fmt: skip
    about = provenance(network, "back-test of likely next ties", options, seed=seed, reference=REFERENCE)
    if span is None:
        return Backtest(network, None, None, 0, np.zeros(0, np.int64), (), options, about)
    cut = span[1] - holdout_years
    known, whole = until(network, max(cut, network.spec.request.since or cut)), until(network, span[1])
    if cut < span[0] or not known.n_pairs:
        return Backtest(whole, None, span, 0, np.zeros(0, np.int64), (), options, about)
    ground = Ground(known, whole, what, candidates(known, among))
    drawn = ground.sample(negatives, seed)
    sample = np.union1d(ground.true, drawn)
    measured = _measured(ground, sample, [k for k in sorted(set(first)) if k <= ground.n_candidates], draws, seed)
    return Backtest(whole, ground, span, len(drawn), ground.true, measured, options, about)


def _measured(
    ground: Ground, sample: NDArray[np.int64], first: Sequence[int], draws: int, seed: int
) -> tuple[Measured, ...]:
    import numpy as np

    from graphkit.paths.likely.accuracy import Area, interval, resampled, wilson
    from graphkit.paths.likely.backtest_result import Measured
    from graphkit.paths.likely.held_out import SCORES

    histograms, scores = ground.scored(sample)
    is_true = np.isin(sample, ground.true)
    areas = {name: Area(scores[name], is_true) for name in SCORES}
    now = {name: area() for name, area in areas.items()}
    sizes = ground.known.n_actors if ground.what == "partners" else (ground.known.n_actors, ground.width)
    again: dict[str, list[float]] = {name: [] for name in SCORES}
    if len(ground.true) and len(ground.true) < len(sample):
        for weights in resampled(ground.ends(sample), sizes, draws, seed + 1):
            for name, area in areas.items():
                again[name].append(area(weights))
    found = []
    for name in SCORES:
        apart = {}
        for other in SCORES[1:]:
            if other != name:
                low, high = interval([a - b for a, b in zip(again[name], again[other], strict=True)])
                apart[other] = now[name] - now[other], low, high
        precision = {}
        for k in first:
            hits = histograms[name].hits_at(k)
            precision[k] = (hits / k, *wilson(hits, k), hits)
        found.append(Measured(name, (now[name], *interval(again[name])), apart, precision))
    share = len(ground.true) / ground.n_candidates if ground.n_candidates else nan
    by_chance = {k: (share, nan, nan, share * k) for k in first}
    return *found, Measured("chance", (0.5, nan, nan), {}, by_chance)
