"""Which actors hang together, and what is left of that when they go one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphkit.networks.kernels._compile import kernel, part
from graphkit.networks.kernels._running import alone
from graphkit.networks.kernels.layout import contiguous

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from graphkit.networks.kernels.layout import Numbers, Places, TwoMode

_LOOK = 1023


class Removal(NamedTuple):
    """What is left after so many removals; the first value is that before any.

    Attributes
    ----------
    largest : array of int
        How many actors the largest component has.
    components : array of int
        How many components with an actor there are.
    """

    largest: Places
    components: Places


def components(network: TwoMode) -> tuple[Places, Places]:
    """The number of the component of each actor, and of each action; numbered as they appear, actors first."""
    steps = network.n_actors + network.n_actions + len(network.actions)
    root: Places = alone(_together, network.actor_ptr, network.actions, network.n_actions, steps=steps)
    # The smallest of a component is its root, and so the first that appears.
    numbered = (np.cumsum(root == np.arange(len(root))) - 1)[root]
    return numbered[: network.n_actors], numbered[network.n_actors :]


def removal(network: TwoMode, order: NDArray[Any]) -> Removal:
    """The components that are left as actors go, after each of them; actions stay as long as they have an actor.

    Parameters
    ----------
    network : TwoMode
    order : array of int
        Actors in the order in which they go, each once; those who are not named stay.
    """
    order = contiguous(order, np.int64)
    n = len(order) + 1
    found = Removal(np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64))
    steps = network.n_actors + network.n_actions + len(network.actions)
    alone(_come_back, order, network.actor_ptr, network.actions, network.n_actions, *found, steps=steps)
    return found


@part
def _root(parent: Places, v: Any) -> Any:
    while parent[v] != v:
        parent[v] = parent[parent[v]]
        v = parent[v]
    return v


@kernel
def _together(stop: NDArray[np.uint8], actor_ptr: Places, actions: Numbers, n_actions: int) -> Places:
    """For each actor, then each action, the smallest number in its component."""
    n = len(actor_ptr) - 1
    parent = np.arange(n + n_actions)
    for v in range(n):
        if v & _LOOK == 0 and stop[0]:
            break
        one = _root(parent, v)
        for tie in range(actor_ptr[v], actor_ptr[v + 1]):
            other = _root(parent, n + np.int64(actions[tie]))
            if one < other:
                parent[other] = one
            elif other < one:
                parent[one] = other
                one = other
    for v in range(n + n_actions):
        parent[v] = _root(parent, v)
    return parent


@kernel
def _come_back(
    stop: NDArray[np.uint8],
    order: Places,
    actor_ptr: Places,
    actions: Numbers,
    n_actions: int,
    largest: Places,
    components: Places,
) -> None:
    """Removals read backwards: who stays comes first, then the last to go, and so on; each joins what it is tied to."""
    n = len(actor_ptr) - 1
    parent = np.arange(n + n_actions)
    size = np.zeros(n + n_actions, np.int64)
    goes = np.zeros(n, np.bool_)
    for k in range(len(order)):
        goes[order[k]] = True
    top, groups = 0, 0
    for k in range(n + len(order)):
        if k & _LOOK == 0 and stop[0]:
            break
        left = n + len(order) - k
        v = k if k < n else order[left - 1]
        if k >= n or not goes[v]:
            one = v
            size[v] = 1
            groups += 1
            for tie in range(actor_ptr[v], actor_ptr[v + 1]):
                other = _root(parent, n + np.int64(actions[tie]))
                if other != one:
                    if size[other] > 0:
                        groups -= 1
                    if size[other] > size[one]:
                        one, other = other, one
                    parent[other] = one
                    size[one] += size[other]
            top = max(top, size[one])
        if k == n - 1:
            largest[len(order)], components[len(order)] = top, groups
        elif k >= n:
            largest[left - 1], components[left - 1] = top, groups
