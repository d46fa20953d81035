"""The stochastic degree sequence model: what actors have in common against what their activity explains on average."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.backbones.beginnings import times
from graphkit.backbones.bicm import bicm, excess
from graphkit.backbones.classes import classes
from graphkit.backbones.shared import pairs_of_classes, shared
from graphkit.backbones.tables import tables
from graphkit.backbones.tested import Tested, Unmet
from graphkit.networks.projection import in_common

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.backbones.classes import Classes
    from graphkit.backbones.shared import Shared
    from graphkit.backbones.tables import Tables
    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network

    Places = NDArray[np.int64]

REFERENCE = "Neal 2014; Neal, Domagalski & Sagan 2021; Saracco et al. 2015"

# Numbers that NumPy makes for the tails of a network before numba is worth its half second.
LEAST_WORK = 5e7


def sdsm(
    network: Network,
    *,
    both_tails: bool = False,
    exact: bool = True,
    first_years: Mapping[str, int] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Tested:
    r"""How surprising it is what each pair of actors has in common, given how active each is and how large each action.

    .. math:: p_{ij} = \Pr\Big(\sum_k \mathrm{Bern}(p_{ik}\, p_{jk}) \ge c_{ij}\Big)

    where :math:`c_{ij}` is the number of actions in common and :math:`p_{ik}` is from the bipartite configuration model
    (`graphkit.backbones.bicm`) [1]_, [2]_.

    Parameters
    ----------
    network : Network
    both_tails : bool
        Also how probable so few are; then pairs with nothing in common are counted too.
    exact : bool
        The tails of the Poisson-binomial distribution; otherwise the refined normal approximation.
    first_years : mapping, optional
        The first year of actors that were not always there; see `graphkit.backbones.beginnings.times`.

    Notes
    -----
    As sizes vary in the model, more meetings are expected in all than there are; ``account["excess"]`` says how many
    times as many (`graphkit.backbones.bicm.excess`). Where most actions have one actor or two it is far above 1; then
    pairs are missed that ``fdsm`` keeps, and pairs seem to meet less than expected that do not.

    A tail depends on nothing but the classes of the two actors and the number in common, so there is one small table a
    pair of classes and no matrix of actors. Some .25 s at 20,000 actors, 40,000 actions and 1.6 million pairs.

    References
    ----------
    .. [1] Neal, Z. (2014). The backbone of bipartite projections. Social Networks 39, 84-97.
    .. [2] Neal, Z. P., Domagalski, R., Sagan, B. (2021). Comparing alternatives to the fixed degree sequence model for
       extracting the backbone of bipartite projections. Scientific Reports 11, 23929.
    """
    began = times(network, first_years or {})
    known = classes(network.indptr, network.indices, network.n_actions, began.times)
    model = bicm(known)
    account: dict[str, Any] = {"residual": model.residual, "classes": (len(known.n_actors), len(known.n_actions))}
    account["excess"] = excess(known, model)
    account |= {"n_earlier": began.n_earlier, "n_elsewhere": began.n_elsewhere} if first_years else {}
    compiled = _pays(network)
    pairs = shared(network, compiled=compiled, threads=threads)
    n_classes = len(known.n_actors)
    most = pairs.most(known.of_actor, n_classes, threads=threads)
    possible = pairs_of_classes(known.n_actors)
    one, other = np.nonzero(possible > 0 if both_tails else most > 0)
    how = "normal" if not exact else "compiled" if compiled else "plain"
    probability = model.probability
    made = tables(one, other, most[one, other], probability, known.n_actions, how, threads=threads, progress=progress)
    first = np.zeros((n_classes, n_classes), dtype=np.int64)
    first[one, other] = made.ptr[:-1]
    place, actor = pairs.places(known.of_actor, first, threads=threads)
    return Tested(
        one=actor,
        other=pairs.others,
        observed=pairs.shared,
        expected=np.repeat(made.expected, np.diff(made.ptr))[place],
        more=made.upper[place],
        fewer=made.lower[place] if both_tails else None,
        n_tests=network.n_actors * (network.n_actors - 1) // 2,
        unit=in_common(network),
        unmet=_unmet(known, pairs, possible, made, (one, other)) if both_tails else None,
        account=account,
    )


def _unmet(known: Classes, pairs: Shared, possible: Places, made: Tables, of: tuple[Places, Places]) -> Unmet:
    """The pairs with nothing in common: of two classes all that there are but those that have something."""
    left = (possible - pairs.counted(known.of_actor, len(known.n_actors)))[of]
    some = np.flatnonzero(left > 0)
    held = (of[0][some], of[1][some], left[some], made.expected[some], made.lower[made.ptr[some]])
    return Unmet(*held, known.of_actor, pairs.ptr, pairs.others)


def _pays(network: Network) -> bool:
    """Whether there is enough to do to import numba, and numba to do it."""
    degrees = np.unique(np.diff(network.indptr)).astype(np.float64)
    sizes = np.diff(network.by_action.indptr).astype(np.float64)
    # A table is as long as the most that two of its classes share: some ten more than independent choices would have.
    lengths = 10.0 * len(degrees) ** 2 + degrees.sum() ** 2 / max(network.n_actions, 1)
    work = lengths / 2 * network.n_actions + (sizes**2).sum()
    return bool(work >= LEAST_WORK) and find_spec("numba") is not None
