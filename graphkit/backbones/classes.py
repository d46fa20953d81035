"""Actors and actions in classes whose members a model of chance does not tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]


class Times(NamedTuple):
    """When there was whom to meet: a tie of an actor to an action that was over before it began cannot be.

    Attributes
    ----------
    actor_from : array of int
        For each actor the first year that it was there.
    action_until : array of int
        For each action the last year that it went on.
    """

    actor_from: Places
    action_until: Places


class Classes(NamedTuple):
    """Actors of one degree, and actions of one size, with what lies between them.

    Attributes
    ----------
    of_actor, of_action : arrays of int
        The class of each.
    n_actors, n_actions : arrays of int
        How many each class has.
    ties : array of int, classes of actors × classes of actions
        How many ties there are.
    possible : array of int
        How many there could be.
    """

    of_actor: Places
    of_action: Places
    n_actors: Places
    n_actions: Places
    ties: Places
    possible: Places


def classes(indptr: NDArray[Any], indices: NDArray[Any], n_actions: int, times: Times | None = None) -> Classes:
    """Actors and actions by the number of their ties, and by their years where some ties cannot be.

    Parameters
    ----------
    indptr, indices : arrays of int
        The actions of each actor, as rows of a sparse matrix.
    n_actions : int
        How many actions there are.
    times : Times, optional
        Which ties cannot be. There must be none of them among those that are.
    """
    degrees = np.diff(indptr).astype(np.int64)
    sizes = np.bincount(indices, minlength=n_actions).astype(np.int64)
    from_year = np.zeros_like(degrees) if times is None else times.actor_from
    until_year = np.zeros_like(sizes) if times is None else times.action_until
    (actor_keys, of_actor, n_of_actors) = _distinct(degrees, from_year)
    (action_keys, of_action, n_of_actions) = _distinct(sizes, until_year)
    shape = (len(n_of_actors), len(n_of_actions))
    place = of_actor[np.repeat(np.arange(len(degrees)), degrees)] * shape[1] + of_action[indices]
    ties = np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)
    can_be = actor_keys[1][:, None] <= action_keys[1][None, :]
    return Classes(of_actor, of_action, n_of_actors, n_of_actions, ties, np.outer(n_of_actors, n_of_actions) * can_be)


def _distinct(degree: Places, year: Places) -> tuple[tuple[Places, Places], Places, Places]:
    """The distinct pairs, ascending, for each given one which of them it is, and how often each occurs."""
    years, number = np.unique(year, return_inverse=True)
    base = max(len(years), 1)
    keys, of, times = np.unique(degree * base + number.reshape(-1), return_inverse=True, return_counts=True)
    parts = (keys // base, years[keys % base] if len(years) else keys)
    return parts, of.reshape(-1).astype(np.int64), times.astype(np.int64)
