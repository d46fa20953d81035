"""The bipartite configuration model: chance that knows how active each actor is, and how large each action."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphkit.backbones.classes import Classes

    Reals = NDArray[np.float64]

# Expected degrees are brought so near to the observed ones, and must at least come so near.
_AIM, _BOUND = 1e-11, 1e-8

_ROUNDS, _STEPS = 10, 60


class BiCM(NamedTuple):
    """How probable each tie is.

    Attributes
    ----------
    probability : array of float, classes of actors × classes of actions
        Of a tie between one of the one and one of the other.
    residual : float
        How far an expected degree, or size, is at most from the observed one.
    """

    probability: Reals
    residual: float


def bicm(classes: Classes) -> BiCM:
    r"""The most random network in which each actor has its degree, and each action its size, on average.

    .. math:: p_{ik} = \frac{x_i y_k}{1 + x_i y_k}, \qquad \sum_k p_{ik} = d_i, \quad \sum_i p_{ik} = s_k

    [1]_. Actors of one degree have one x, actions of one size one y, so there are as many unknowns as classes.

    Parameters
    ----------
    classes : Classes
        Of `graphkit.backbones.classes.classes`.

    Returns
    -------
    BiCM
        A tie that all networks with these degrees have is certain (1), one that none has is impossible (0).

    Raises
    ------
    DataError
        The equations were not solved to 1e-8.

    Notes
    -----
    Where some ties are certain or impossible the equations have no finite solution. Which these are is known before:
    to move a tie without touching a degree, others must move in a circle, so a tie is free only if actor and action
    are in one strong component of the network in which each tie leads one way and each gap the other. What is left has
    one solution: a few rounds of the equations in turn, then Newton's method, its steps by conjugate gradients and by
    no library that adds up on several threads, so that the bits are the same on any number of them.

    References
    ----------
    .. [1] Saracco, F., Di Clemente, R., Gabrielli, A., Squartini, T. (2015). Randomizing bipartite networks: the case
       of the World Trade Web. Scientific Reports 5, 10595.
    """
    possible = classes.possible
    free, component = _free(classes.ties, possible)
    probability = np.divide(classes.ties, possible, out=np.zeros(possible.shape), where=possible > 0)
    rows, columns = np.flatnonzero(free.any(axis=1)), np.flatnonzero(free.any(axis=0))
    if len(rows):
        part = np.ix_(rows, columns)
        places = np.where(free[part], possible[part], 0).astype(np.float64)
        ties = np.where(free[part], classes.ties[part], 0).astype(np.float64)
        members = np.concatenate([classes.n_actors[rows], classes.n_actions[columns]])
        of = np.unique(component[np.concatenate([rows, len(possible) + columns])], return_inverse=True)[1].reshape(-1)
        found = _solved(places, ties.sum(axis=1), ties.sum(axis=0), members, of)
        probability[part] = np.where(free[part], found, probability[part])
    residual = _residual(classes, probability)
    if residual > _BOUND:
        raise DataError(
            f"The model of chance (BiCM) misses a degree by {residual:.1e}, and must not by more than {_BOUND:.0e}. "
            "Take another grain or another window of years."
        )
    return BiCM(probability, residual)


def excess(classes: Classes, model: BiCM) -> float:
    r"""How many times as many meetings BiCM expects in all as there are; nan where nobody meets.

    .. math:: \frac{\sum_k \big(s_k^2 - \sum_i p_{ik}^2\big)}{\sum_k s_k (s_k - 1)}

    Two actors meet in an action; of :math:`s_k` actors :math:`s_k (s_k - 1) / 2` pairs do. BiCM knows sizes on average
    alone, and what varies has the larger square: an action of one actor, in which nobody can meet, is expected to have
    two now and then. The more actions are small, the more is expected, and the less is a surprise.
    """
    sizes = classes.ties.sum(axis=0) / classes.n_actions
    squares = (classes.possible * model.probability**2).sum(axis=0)
    met = (classes.n_actions * sizes * (sizes - 1)).sum()
    return float((classes.n_actions * sizes**2 - squares).sum() / met) if met > 0 else float("nan")


def _free(ties: NDArray[np.int64], possible: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which ties are neither certain nor impossible, by classes; and the component of each class."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n, m = ties.shape
    gap, tie = np.nonzero(ties < possible), np.nonzero(ties > 0)
    one, other = np.concatenate([gap[0], n + tie[1]]), np.concatenate([n + gap[1], tie[0]])
    ways = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(n + m, n + m))
    _, part = connected_components(ways, connection="strong")
    together: NDArray[np.bool_] = (part[:n, None] == part[None, n:]) & (possible > 0)
    return together, part.astype(np.int64)


def _solved(
    places: Reals, rows: Reals, columns: Reals, members: NDArray[np.int64], component: NDArray[np.int64]
) -> Reals:
    """Probabilities that give each class of actors `rows` ties, each class of actions `columns`, all in `places`."""
    n_rows, n_columns = places.sum(axis=1), places.sum(axis=0)
    x = rows / n_rows * np.sqrt(n_rows.sum() / rows.sum())
    y = columns / n_columns * np.sqrt(n_columns.sum() / columns.sum())
    for _ in range(_ROUNDS):
        x = rows / (places * y / (1 + x[:, None] * y)).sum(axis=1)
        y = columns / (places * x[:, None] / (1 + x[:, None] * y)).sum(axis=0)
    size = len(rows)
    unknown = np.log(np.concatenate([x, y]))
    wanted = np.concatenate([rows, columns])

    def at(unknown: Reals) -> tuple[Reals, Reals]:
        probability = 1 / (1 + np.exp(-(unknown[:size, None] + unknown[None, size:])))
        expected = places * probability
        return probability, np.concatenate([expected.sum(axis=1), expected.sum(axis=0)]) - wanted

    probability, missed = at(unknown)
    for _ in range(_STEPS):
        if np.abs(missed / members).max() < _AIM:
            break
        step = _step(places * probability * (1 - probability), missed, component)
        share, before = 1.0, (missed * missed).sum()
        while True:
            nearer, left = at(unknown - share * step)
            if (left * left).sum() < before or share < 1e-4:
                break
            share /= 2
        if (left * left).sum() >= before:
            break
        unknown, probability, missed = unknown - share * step, nearer, left
    return probability


def _step(slopes: Reals, missed: Reals, component: NDArray[np.int64]) -> Reals:
    """Newton's step: the system has the slopes off its diagonal and their sums on it; conjugate gradients."""
    size = len(slopes)
    # In a component all x may grow by what all y shrink by: no step that way, where rounding alone would lead.
    turn = np.where(np.arange(len(missed)) < size, 1.0, -1.0)
    astray = np.bincount(component, weights=turn * missed) / np.bincount(component)
    missed = missed - turn * astray[component]
    diagonal = np.concatenate([slopes.sum(axis=1), slopes.sum(axis=0)])

    def product(v: Reals) -> Reals:
        over = np.concatenate([(slopes * v[size:]).sum(axis=1), (slopes * v[:size, None]).sum(axis=0)])
        result: Reals = diagonal * v + over
        return result

    step, left = np.zeros_like(missed), missed.copy()
    near = left / diagonal
    way, weight = near.copy(), (left * near).sum()
    enough = 1e-20 * weight
    for _ in range(4 * len(missed)):
        if weight <= enough:
            break
        over = product(way)
        bend = (way * over).sum()
        if bend <= 0:
            break
        step += weight / bend * way
        left -= weight / bend * over
        near = left / diagonal
        before, weight = weight, (left * near).sum()
        way = near + weight / before * way
    return step


def _residual(classes: Classes, probability: Reals) -> float:
    """How far an expected degree or size is at most from the observed one."""
    missed = classes.possible * probability - classes.ties
    actors = np.abs(missed.sum(axis=1)) / classes.n_actors
    actions = np.abs(missed.sum(axis=0)) / classes.n_actions
    return float(max(actors.max(initial=0.0), actions.max(initial=0.0)))
