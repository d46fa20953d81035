"""Pairs of neighbours, and how many of them are tied to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.backend.subject import Subject


def closed_and_pairs(graph: Subject) -> tuple[list[int], list[int]]:
    """For each node its ordered pairs of neighbours that are tied, and all of them; loops do not count."""
    import numpy as np

    from graphkit.networks.kernels.triangles import triangles

    degree = np.diff(graph.one_mode.ptr)
    return (2 * triangles(graph.one_mode)).tolist(), (degree * (degree - 1)).tolist()


def shares(graph: Subject) -> list[float]:
    """The share of each node's pairs that are tied; 0, a whole number as in NetworkX, where none is."""
    return [closed / pairs if closed else 0 for closed, pairs in zip(*closed_and_pairs(graph), strict=True)]
