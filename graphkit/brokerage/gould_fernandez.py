"""Gould and Fernandez's brokerage: who stands between two that are not tied, by the groups of the three."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.brokerage.chance import chance
from graphkit.brokerage.giving import giving
from graphkit.brokerage.roles import ROLES, roles
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.results import Result, ranked

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.groups.grouping import Grouping
    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection

    Reals = NDArray[np.float64]

COUNTS = ("pairs", "credit", "chains")
HOLES = ("constraint", "effective_size", "efficiency", "hierarchy")
REFERENCE = "Gould & Fernandez 1989; Jasny & Lubell 2015"

CAUTION = (
    "To stand between two is an opening, not proof that anything passes. The expectation supposes independent ties: "
    "where ties come from shared actions, which tie all of theirs to one another, a z compares and tests nothing."
)


@dataclass(frozen=True, eq=False, repr=False)
class Brokers(Result):
    """How often each actor stands in each role.

    Attributes
    ----------
    counts : array of float, actors × 5
        As coordinator, itinerant, representative, gatekeeper, liaison; nan for an actor without a group.
    expected, z : array of float, actors × 6, or None
        Of the roles and their total; None where the pairs are not counted one each.
    holes : mapping of str to array
        Constraint, effective size, efficiency and hierarchy, where ties have no direction.
    density : float
        Of the network of those who have a group; nan with fewer than two.
    """

    name: str
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    network: Network = field(repr=False)
    grouping: Grouping = field(repr=False)
    counts: Reals = field(repr=False)
    expected: Reals | None = field(repr=False)
    z: Reals | None = field(repr=False)
    holes: Mapping[str, Reals] = field(repr=False)
    density: float

    @property
    def between_groups(self) -> Reals:
        """The pairs of two groups that each actor stands between: as representative, gatekeeper and liaison."""
        return np.asarray(self.counts[:, 2:].sum(axis=1), dtype=np.float64)

    def to_frame(self) -> pd.DataFrame:
        """The actors, those first who stand between most pairs of two groups, then by id; unknown ones last.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``, ``group``; the five roles; ``between_groups``: representative, gatekeeper and liaison
            together; ``total`` of the five; ``expected_…`` and ``z_…`` of each role and of the total; ``constraint``,
            ``effective_size``, ``efficiency``, ``hierarchy``.
        """
        import pandas as pd

        columns: dict[str, Any] = {
            "id": list(self.network.actor_ids),
            "name": list(self.network.actor_names),
            "group": [self.grouping.called(number) for number in self.grouping.of.tolist()],
        }
        columns |= {role: self.counts[:, at] for at, role in enumerate(ROLES)}
        columns |= {"between_groups": self.between_groups, "total": self.counts.sum(axis=1)}
        for prefix, values in (("expected", self.expected), ("z", self.z)):
            if values is not None:
                columns |= {f"{prefix}_{role}": values[:, at] for at, role in enumerate((*ROLES, "total"))}
        return ranked(pd.DataFrame({**columns, **self.holes}), "between_groups")

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties of an actor, given by id or name."""
        return self.network.evidence(actor=key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The `top` first brokers between groups, as bars by role."""
        from graphkit.brokerage.drawing import bars_by_role

        return bars_by_role(self, ax, top, lang)

    def __str__(self) -> str:
        n = int((np.nan_to_num(self.between_groups) > 0).sum())
        said = (
            f"{n:,} of {self.network.n_actors:,} actors stand between two of different groups (by {self.grouping.by})"
        )
        if self.grouping.n_groups < 2:
            said = f"there are fewer than two groups (by {self.grouping.by}): nobody can stand between them"
        return f"{said}.\n{CAUTION}"

    def __repr__(self) -> str:
        return f"<Brokers: {str(self).splitlines()[0]}>"


def brokers(
    of: Projection | Network,
    grouping: Grouping,
    *,
    count: str = "pairs",
    progress: Progress | None = None,
) -> Brokers:
    r"""Who stands between two that are not tied, by the groups of the three.

    An actor v is a broker of the ordered pair (a, b) where a is tied to v, v to b, and a not to b [1]_. With A for
    v's group: as *coordinator* A → A → A, *itinerant* B → A → B, *representative* A → A → B, *gatekeeper* B → A → A,
    *liaison* B → A → C.

    .. math:: w_v = \sum_{a \ne b} x_{av} x_{vb} (1 - x_{ab})

    Parameters
    ----------
    of : Projection or Network
        Of a projection, ties without direction: both orders of a pair count, as in UCINET, so that representative and
        gatekeeper are equal. Of a network, at the grain of actions, who gives money to whom: one order counts.
    grouping : Grouping
        Actors who have no group are left out, as brokers and as ends.
    count : {"pairs", "credit", "chains"}
        ``pairs``: each counts one. ``credit``: those who stand between one pair share the one, UCINET's partial credit.
        ``chains``: each counts as many as there are ways a – action – v – action – b: brokerage in two modes, by those
        of its chains whose ends share no action [2]_.

    Returns
    -------
    Brokers
        Counts; for ``pairs`` also what chance expects and z, and for a projection Burt's measures beside them.

    Raises
    ------
    UnknownName
        There is no such count.
    UsageError
        ``chains`` of a directed network; a network that has no direction to be read.

    Notes
    -----
    Expected are, with density d, N actors and :math:`n_i` in v's group: :math:`d^2 (1-d) (n_i - 1)(n_i - 2)` as
    coordinator, :math:`d^2 (1-d) (N - n_i)(n_i - 1)` as representative or gatekeeper, and so on: see
    `graphkit.brokerage.chance`. z is nan where the variance is 0.

    The cost is that of all ways of two ties; seconds at 20,000 actors.

    References
    ----------
    .. [1] Gould, R. V., Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction
       networks. Sociological Methodology 19, 89-126.
    .. [2] Jasny, L., Lubell, M. (2015). Two-mode brokerage in policy networks. Social Networks 41, 36-47.

    Examples
    --------
    >>> from graphkit.groups import grouping_of
    >>> from graphkit.measures._example import cafe_and_garden
    >>> network = cafe_and_garden()
    >>> sides = grouping_of(network, {"city": "public", "fund": "private", "families": "residents"})
    >>> brokers(network.projection(), sides).to_frame()[["name", "liaison", "total"]]
           name  liaison  total
    0      City      2.0    2.0
    1  Families      0.0    0.0
    2      Fund      0.0    0.0
    """
    from graphkit.networks.network import Network
    from graphkit.networks.provenance import provenance

    if count not in COUNTS:
        raise UnknownName("count of brokers", count, COUNTS)
    directed = isinstance(of, Network)
    if directed and count == "chains":
        raise UsageError("Chains are of two modes, which have no direction: take network.projection().")
    network = of if isinstance(of, Network) else of.network
    ties = giving(of) if isinstance(of, Network) else of.shared
    known = np.flatnonzero(grouping.known)
    inside, group = _within(ties, known), grouping.of[known]
    counts = np.full((network.n_actors, len(ROLES)), np.nan)
    counts[known] = roles(inside, group, weighted=count == "chains", credit=count == "credit", progress=progress)
    n = len(known)
    density = inside.nnz / (n * (n - 1)) if n > 1 else float("nan")
    expected = z = None
    if count == "pairs":
        expected, z = _against_chance(counts, grouping, density, directed=directed)
    options = {"by": grouping.by, "count": count, "directed": directed}
    made = provenance(of, "Gould-Fernandez brokerage", options, reference=REFERENCE)
    made["account"] = {"groups": dict(grouping.account), "without_a_group": network.n_actors - n}
    return Brokers(
        name="brokers",
        unit="ways" if count == "chains" else "ordered pairs",
        options=options,
        provenance=made,
        network=network,
        grouping=grouping,
        counts=counts,
        expected=expected,
        z=z,
        holes={} if isinstance(of, Network) else _holes(of),
        density=density,
    )


def _within(ties: csr_array[Any], known: NDArray[np.int64]) -> csr_array[Any]:
    """The ties among some actors."""
    from scipy.sparse import csr_array

    if len(known) == ties.shape[0]:
        return ties
    inside = csr_array(ties[known][:, known])
    inside.sort_indices()
    return inside


def _against_chance(counts: Reals, grouping: Grouping, density: float, *, directed: bool) -> tuple[Reals, Reals]:
    expected, z = (np.full((len(counts), len(ROLES) + 1), np.nan) for _ in range(2))
    if grouping.n_groups == 0 or np.isnan(density):
        return expected, z
    mean, variance = chance(grouping.sizes, density, directed=directed)
    known = grouping.known
    of = grouping.of[known]
    expected[known] = mean[of]
    observed = np.column_stack([counts, counts.sum(axis=1)])[known]
    deviation = np.sqrt(np.maximum(variance[of], 0.0))
    z[known] = np.divide(observed - mean[of], deviation, out=np.full(observed.shape, np.nan), where=deviation > 0)
    return expected, z


def _holes(projection: Projection) -> dict[str, Reals]:
    from graphkit.discovery import module

    return {name: getattr(module("graphkit.measures", name, "measure"), name)(projection).values for name in HOLES}
