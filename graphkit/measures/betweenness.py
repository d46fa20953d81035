"""Betweenness: how often an actor lies on the shortest way between two others."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from graphkit.errors import UsageError
from graphkit.measures._graphs import bare_graph, in_order
from graphkit.measures._measure import measure, share
from graphkit.measures._sampling import Estimate, check_share, exactly, least_draws, mean_of_drawn, scaled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.measures._measure import Subject
    from graphkit.networks.kernels._running import Progress, Rising

DELTA = 0.1


def _part(nodes: int, error: float | None = None, delta: float = DELTA, **_: object) -> float:
    """What part of the sources is drawn, about; all of them where no error is allowed."""
    if error is None:
        return 1.0
    return min(2 * least_draws(max(nodes, 1), error, delta) / max(nodes, 1), 1.0)


def _checked(normalized: bool = True, error: float | None = None, delta: float = DELTA, seed: int = 0) -> None:
    check_share("delta", delta)
    if seed < 0:
        raise UsageError(f"seed={seed} must be at least 0.")
    if error is None:
        return
    check_share("error", error)
    if not normalized:
        raise UsageError(
            f"error={error} is of normalised values, and normalized=False asks for others: leave out either."
        )


@measure(
    unit=share("share of the most possible, 0 to 1", lambda *_: "pairs of nodes"),
    source="Freeman 1977; Borgatti & Everett 1997",
    seconds_a_step=2e-7,
    steps=lambda nodes, pairs: nodes * (nodes + 2.0 * pairs),
    compiled=(1e-8, 1e-9),
    part=_part,
    checked=_checked,
)
def betweenness(
    subject: Subject,
    normalized: bool = True,
    error: float | None = None,
    delta: float = DELTA,
    seed: int = 0,
    *,
    progress: Progress | None = None,
) -> NDArray[np.float64] | Estimate:
    r"""How often each actor lies on the shortest ways between two other nodes.

    .. math:: b_i = \sum_{j < k;\ j, k \ne i} \frac{\sigma_{jk}(i)}{\sigma_{jk}}

    where :math:`\sigma_{jk}` is the number of shortest paths between j and k, and :math:`\sigma_{jk}(i)` that of those
    through i. In a two-mode network j and k are actors and actions alike. With `normalized` it is divided by the most
    that a node of its kind could have [2]_: for an actor among n actors and m actions

    .. math:: \tfrac12 \left[ m^2 (s + 1)^2 + m (s + 1)(2t - s - 1) - t (2s - t + 3) \right],
              \quad s = \lfloor (n - 1) / m \rfloor,\ t = (n - 1) \bmod m,

    for an action n and m change places; in a projection :math:`(n - 1)(n - 2) / 2`. Ties are not weighted.

    Parameters
    ----------
    subject : Network or Projection
        n actors, and in a network m actions; need not be connected.
    normalized : bool
        Divide by the most there could be.
    error : float, optional
        Estimate the values: with a probability of 1 - `delta` at least, no normalised value is off by more than this.
        .01 is of use, .001 as good as never: then the values are worked out. Not with ``normalized=False``: the
        most there could be is as large as the square of the network, and an error of raw values says little.
    delta : float
        The probability that one of them is.
    seed : int
        Of the sources that are drawn for an estimate; the same seed gives the same bits, on any number of threads.

    Returns
    -------
    n values in the order of the actors, in a network followed by m in the order of the actions
        0 for a node that is on no shortest way, an isolated one among them. Where no node could be on any, all are 0.

    Raises
    ------
    UsageError
        `error` or `delta` is not between 0 and 1, `seed` below 0; or `error` is given, and not `normalized`.

    Notes
    -----
    Southern Women: raw values as in the literature (Evelyn 42.98). The normalised ones are NetworkX's (Evelyn .0966);
    R's netrics divides by another maximum (.0972).

    Brandes' algorithm: nodes × (nodes + 2 × ties) steps, some three times as slow as closeness. Small networks by
    NetworkX. From ten million steps on (some 500 actors) eight searches at once by a kernel of our own: the same
    values, about a minute for the projection of 20,000 actors, 40,000 actions and 150,000 ties, four minutes in two
    modes. What hangs on a network as a tree is counted without a search, so a network that is nearly all tree takes a
    second. The first use compiles the kernel, which takes some ten seconds once.

    With `error`, sources are drawn in rounds, each from all nodes alike, until an empirical Bernstein bound holds for
    all nodes at once [3]_: what one source s gives to a node, over the most possible, is a number from 0 to about 1
    with the normalised betweenness as its mean. The proof is in ``graphkit/measures/_sampling.py``; it holds for the
    values worked out by the same sums, and leaves their rounding aside. The bound reached is in the provenance as
    ``estimate``. It takes at least :math:`\tfrac73 L / e` searches for an error e, with L some 18 (4,200 for .01; twice
    as many where sources differ much), each as long as one of all those of the exact values. Where that is as many as
    these take, and in small networks, the values are worked out: the bound is 0 then. For the projection of some 20,000
    actors, 40,000 actions and 150,000 ties .02 takes 3,000 searches of 20,000, a sixth of the time; .01 takes 9,300. In
    two modes .02 takes 2,600 of 58,000.

    The bound is on what a value is off by, not on its rank: two whose estimates differ by less than twice the error
    may stand in the other order, and of the many below the error it says hardly more than that they are small.

    References
    ----------
    .. [1] Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.
    .. [2] Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269.
    .. [3] Sources drawn: Brandes, U., Pich, C. (2007). Centrality estimation in large networks. International Journal
       of Bifurcation and Chaos 17(7), 2303-2318. The bound: Maurer, A., Pontil, M. (2009). Empirical Bernstein bounds
       and sample-variance penalization. COLT 2009; theorem 4, here with the variance taken from pairs. Rounds until it
       holds: Riondato, M., Upfal, E. (2018). ABRA: approximating betweenness centrality in static and dynamic graphs
       with Rademacher averages. ACM Transactions on Knowledge Discovery from Data 12(5), 61.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> betweenness(cafe_and_garden(), normalized=False).to_frame()
             id      name  betweenness
    0      city      City          4.0
    1  families  Families          0.0
    2      fund      Fund          0.0
    """
    if error is not None:
        return _estimated(subject, error, delta, seed, progress=progress)
    raw = _exact(subject, progress)
    return raw / _most_of_each(subject) if normalized else raw


def _exact(subject: Subject, progress: Progress | None) -> NDArray[np.float64]:
    """The raw values."""
    import networkx as nx

    from graphkit.measures._kernels import pay

    raw = _by_kernel(subject, progress) if pay(subject) else None
    if raw is None:
        graph = bare_graph(subject)
        raw = in_order(nx.betweenness_centrality(graph, normalized=False), len(graph))
    return raw


def _estimated(subject: Subject, error: float, delta: float, seed: int, *, progress: Progress | None) -> Estimate:
    """The normalised values from sources that are drawn, or from all where that is no more work."""
    from graphkit.measures._kernels import pay
    from graphkit.networks.kernels._running import Rising

    most = _most_of_each(subject)
    told = None if progress is None else Rising(progress)
    found = None
    if pay(subject):
        with suppress(OverflowError):
            found = _drawn(subject, most, error, delta, seed, told=told)
    if found is None:
        return exactly(_exact(subject, None if told is None else told.until(1.0)) / most, delta)
    values, reached, drawn = found
    return Estimate(values, reached, delta, drawn, len(values))


def _drawn(
    subject: Subject,
    most: NDArray[np.float64],
    error: float,
    delta: float,
    seed: int,
    *,
    told: Rising | None,
) -> tuple[NDArray[np.float64], float, int] | None:
    """The normalised values from sources that are drawn, the bound and how many; none where all are no more work."""
    import numpy as np

    from graphkit.measures._kernels import arrays, as_it_is, is_implicit
    from graphkit.networks.kernels.betweenness import in_pairs, n_searches, search, search_in_projection
    from graphkit.networks.kernels.layout import both_modes
    from graphkit.networks.projection import Projection

    if isinstance(subject, Projection) and is_implicit(subject):
        searches = search_in_projection(arrays(subject.network))
        degree, at_most = np.diff(subject.matrix.indptr), subject.n_actors
    else:
        network = as_it_is(subject) if isinstance(subject, Projection) else both_modes(arrays(subject))
        searches = search(network)
        degree, at_most = np.diff(network.ptr), n_searches(network)
    # A source gives a node a share of each other node of the component at most, once, and the mean counts pairs twice.
    scale = len(most) / (2 * most)
    largest = np.where(degree > 1, np.maximum(searches.sizes - 2, 0) * scale, 0.0)
    draw = scaled(lambda pairs, progress: in_pairs(searches, pairs, progress=progress), scale)
    busy = degree.astype(np.float64) ** 2
    return mean_of_drawn(draw, largest, busy, error=error, delta=delta, seed=seed, at_most=at_most, told=told)


def _by_kernel(subject: Subject, progress: Progress | None) -> NDArray[np.float64] | None:
    """The raw values; none where a way is longer than the kernels count."""
    from graphkit.measures._kernels import arrays, as_it_is, is_implicit
    from graphkit.networks.kernels.betweenness import dependencies, dependencies_in_projection
    from graphkit.networks.kernels.layout import both_modes
    from graphkit.networks.projection import Projection

    try:
        if not isinstance(subject, Projection):
            return dependencies(both_modes(arrays(subject)), progress=progress) / 2
        if is_implicit(subject):
            return dependencies_in_projection(arrays(subject.network), progress=progress) / 2
        return dependencies(as_it_is(subject), progress=progress) / 2
    except OverflowError:
        return None


def _most_of_each(subject: Subject) -> NDArray[np.float64]:
    """The most that each node could have, 1 where it could have nothing."""
    import numpy as np

    from graphkit.networks.projection import Projection

    n = subject.n_actors
    if isinstance(subject, Projection):
        return np.full(n, max((n - 1) * (n - 2) / 2, 1))
    m = subject.n_actions
    return np.repeat([max(most_betweenness(n, m), 1.0), max(most_betweenness(m, n), 1.0)], [n, m])


def most_betweenness(own: int, other: int) -> float:
    """The most that one of `own` nodes of a kind could have, beside `other` nodes of the other kind."""
    if other == 0 or own == 0:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
