"""Degree: how many actions, or how many partners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.measures._measure import measure, share
from graphkit.networks.grain import COLUMNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.measures._measure import Subject


def _counted(subject: Subject, of: str, options: Mapping[str, Any]) -> str:
    from graphkit.networks.projection import Projection

    if isinstance(subject, Projection):
        return "partners"
    return COLUMNS[subject.spec.request.grain] if of == "actors" else "actors"


@measure(
    unit=share("share of all, 0 to 1", _counted), source="Freeman 1979; Borgatti & Everett 1997", seconds_a_step=1e-9
)
def degree(subject: Subject, normalized: bool = False) -> NDArray[np.float64]:
    r"""How many actions each actor is tied to; in a projection, how many partners it has.

    Several ties of an actor to one action count once. With `normalized`, in a network of n actors and m actions,

    .. math:: d_i^* = d_i / m \quad \text{(actors)}, \qquad d_k^* = d_k / n \quad \text{(actions)},

    and in a projection :math:`d_i^* = d_i / (n - 1)`.

    Parameters
    ----------
    subject : Network or Projection
        n actors, and in a network m actions.
    normalized : bool
        Divide by the most there could be.

    Returns
    -------
    n values in the order of the actors, in a network followed by m in the order of the actions
        An isolated node has 0. Where there could be none (a projection of one actor) the normalised value is 0, too.

    Notes
    -----
    Read off the matrix, in no time. Equal to ``networkx.degree`` and ``networkx.bipartite.degree_centrality``.

    References
    ----------
    .. [1] Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. Social Networks 1(3),
       215-239.
    .. [2] Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> degree(cafe_and_garden()).to_frame()
             id      name  degree
    0      city      City     2.0
    1  families  Families     1.0
    2      fund      Fund     1.0
    """
    import numpy as np

    from graphkit.networks.projection import Projection

    if isinstance(subject, Projection):
        counts = np.diff(subject.matrix.indptr).astype(np.float64)
        return counts / max(subject.n_actors - 1, 1) if normalized else counts
    actors = np.diff(subject.indptr).astype(np.float64)
    actions = np.bincount(subject.indices, minlength=subject.n_actions).astype(np.float64)
    if normalized:
        actors, actions = actors / max(subject.n_actions, 1), actions / max(subject.n_actors, 1)
    return np.concatenate([actors, actions])
