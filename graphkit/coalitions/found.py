"""What a method found, in row numbers: before anything has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]


class Found(NamedTuple):
    """Groups of actors.

    Attributes
    ----------
    groups : list of arrays of int
        The rows of the members of each group, ascending; a method that splits all actors gives groups of one as well.
    actions : list of arrays of int, or None
        The columns of each group, where actions are grouped with the actors.
    """

    groups: list[Places]
    actions: list[Places] | None = None


def groups_of(labels: NDArray[Any], rows: NDArray[Any] | None = None) -> list[Places]:
    """The rows of each label, ascending; groups in the order of their first row.

    Parameters
    ----------
    labels : array of int
        One a row.
    rows : array of int, optional
        Which rows these are, ascending; otherwise all from 0 on.
    """
    if not len(labels):
        return []
    order = np.argsort(labels, kind="stable")
    borders = np.flatnonzero(np.diff(labels[order])) + 1
    parts = np.split(order, borders)
    parts.sort(key=lambda part: int(part[0]))
    return [np.asarray(part if rows is None else rows[part], dtype=np.int64) for part in parts]
