"""How large a network is, how dense, and into how many pieces it falls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.description.statistic import Statistic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection


def two_mode_sizes(network: Network, label: NDArray[Any]) -> list[Statistic]:
    """Numbers of the two-mode network; `label` has the component of each actor, then of each action."""
    import numpy as np

    n, m, pairs = network.n_actors, network.n_actions, network.n_pairs
    of_actors, of_actions = np.diff(network.indptr), np.diff(network.by_action.indptr)
    found = [
        ("actors", n, "actors"),
        ("actions", m, "actions"),
        ("ties", network.spec.n_ties, "ties"),
        ("pairs", pairs, "pairs"),
        ("density", pairs / (n * m) if n * m else np.nan, "share"),
        ("components", _count(label), "components"),
        ("largest_component", _largest(label), "nodes"),
        ("mean_actions", pairs / n if n else np.nan, "actions"),
        ("most_actions", of_actors.max(initial=0), "actions"),
        ("mean_actors", pairs / m if m else np.nan, "actors"),
        ("most_actors", of_actions.max(initial=0), "actors"),
    ]
    return [Statistic("two-mode", name, float(value), unit) for name, value, unit in found]


def projection_sizes(projection: Projection, label: NDArray[Any]) -> list[Statistic]:
    """Numbers of the projection; `label` has the component of each actor."""
    import numpy as np

    n, pairs = projection.n_actors, projection.n_pairs
    partners = np.diff(projection.matrix.indptr)
    found = [
        ("actors", n, "actors"),
        ("pairs", pairs, "pairs"),
        ("density", 2 * pairs / (n * (n - 1)) if n > 1 else np.nan, "share"),
        ("isolates", np.count_nonzero(partners == 0), "actors"),
        ("components", _count(label), "components"),
        ("largest_component", _largest(label), "actors"),
        ("mean_partners", 2 * pairs / n if n else np.nan, "partners"),
        ("most_partners", partners.max(initial=0), "partners"),
    ]
    return [Statistic("projection", name, float(value), unit) for name, value, unit in found]


def too_large(network: Network, label: NDArray[Any]) -> list[Statistic]:
    """What is known of a projection that would not fit into memory, and what is not."""
    import numpy as np

    found = [
        Statistic("projection", "actors", float(network.n_actors), "actors"),
        Statistic("projection", "components", float(_count(label)), "components"),
        Statistic("projection", "largest_component", float(_largest(label)), "actors"),
    ]
    left_out = (("pairs", "pairs"), ("density", "share"), ("degeneracy", "partners"), ("clustering", "share"))
    return found + [Statistic("projection", name, np.nan, unit, note="no_room") for name, unit in left_out]


def _count(label: NDArray[Any]) -> int:
    import numpy as np

    return len(np.unique(label))


def _largest(label: NDArray[Any]) -> np.int64 | int:
    import numpy as np

    return np.bincount(label).max() if len(label) else 0
