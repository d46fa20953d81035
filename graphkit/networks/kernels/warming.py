"""All kernels compiled ahead, by running each on a network of a few ties: later runs find them on disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graphkit import __version__
from graphkit.networks.kernels import _cache
from graphkit.networks.kernels.layout import both_modes, two_mode

if TYPE_CHECKING:
    from graphkit.networks.kernels.layout import OneMode, TwoMode

    Use = Callable[[TwoMode, OneMode], Any]


class Warmed(NamedTuple):
    """A file of kernels that is ready.

    Attributes
    ----------
    name : str
        Its name.
    compiled : bool
        Whether one of its kernels was compiled now; all others were found on disk.
    seconds : float
        How long that took.
    """

    name: str
    compiled: bool
    seconds: float


def place() -> Path | None:
    """The folder in which kernels are kept; None where there is no place that can be written."""
    return _cache.folder(__version__)


def warm(now_at: Callable[[str], object] = lambda name: None) -> Iterator[Warmed]:
    """Compile all kernels, file by file, or read them from disk.

    Parameters
    ----------
    now_at : callable, optional
        Called with the name of each file before its turn.

    Yields
    ------
    One a file, when it is done.
    """
    from graphkit.networks.kernels._compile import KERNELS

    for name, uses in _uses().items():
        now_at(name)
        started = time.perf_counter()
        # Two actions in common, a chain, and one who stands alone: no kernel ends before it has begun.
        network = two_mode(np.array([0, 3, 5, 7, 8, 8]), np.array([0, 1, 2, 0, 1, 2, 3, 3]), 4)
        for use in uses:
            use(network, both_modes(network))
        own = [kernel for kernel in KERNELS if kernel.py_func.__module__.endswith(f".{name}")]
        yield Warmed(name, any(kernel.stats.cache_hits == {} for kernel in own), time.perf_counter() - started)


def _uses() -> dict[str, tuple[Use, ...]]:
    """By file, calls that together run each kernel of it: a test finds the kernel that was left out."""
    from graphkit.networks.kernels import (
        betweenness,
        brokers,
        closure,
        components,
        cores,
        curveball,
        distances,
        holes,
        projection,
        rewiring,
        tails,
        trees,
        triangles,
        two_mode_moves,
    )

    def pairs(network: TwoMode) -> projection.Pairs:
        return projection.project(network, np.ones(4), np.ones(4))

    return {
        "projection": (
            lambda network, _: projection.project(network, np.ones(4), np.ones(4)),
            lambda network, _: projection.repeated(network),
        ),
        "distances": (
            lambda network, _: distances.nearness(network),
            lambda network, _: distances.between(network, np.arange(2)),
        ),
        "trees": (lambda _, nodes: trees.trees(nodes),),
        "brandes": (lambda network, _: betweenness.dependencies_in_projection(network),),
        "brokers": (lambda _, nodes: brokers.brokers(nodes, np.zeros(len(nodes.ptr) - 1)),),
        "closure": (lambda network, _: closure.closure(network),),
        "components": (
            lambda network, _: components.components(network),
            lambda network, _: components.removal(network, np.array([0])),
        ),
        "cores": (lambda _, nodes: cores.coreness(nodes),),
        "triangles": (lambda _, nodes: triangles.triangles(nodes),),
        "holes": (lambda _, nodes: holes.holes(nodes, np.ones(len(nodes.others))),),
        "curveball": (
            lambda network, _: curveball.curveball(network, np.zeros((5, 5)), 1, 1, 0),
            lambda network, _: curveball.curveball_of_pairs(network, pairs(network), 1, 1, 0),
        ),
        "rewiring": (lambda network, _: rewiring.rewired(network.actor_ptr, network.actions, 4, 1, 0),),
        "two_mode_moves": (
            lambda _, nodes: two_mode_moves.moved(
                *(nodes.ptr, nodes.others, np.ones(len(nodes.others)), np.ones(9), np.ones(9), np.arange(9)),
                *(np.arange(9), 0.1),
            ),
        ),
        "tails": (
            lambda network, _: tails.most_shared(pairs(network), np.zeros(5), 1),
            lambda network, _: tails.places(pairs(network), np.zeros(5), np.zeros((1, 1))),
            lambda *_: tails.tails(np.zeros(1), np.zeros(1), np.ones(1), np.full((1, 1), 0.5), np.ones(1)),
        ),
    }
