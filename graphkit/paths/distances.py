"""How far actors are from one another over what they carry together: who is far, who is out of reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network
    from graphkit.paths.distances_result import Distances

    Rows = NDArray[np.int64]

Among = Literal["funders", "actors"]
AMONG = ("funders", "actors")

# Searches from so many actors at once.
TOGETHER = 512

REFERENCE = "Freeman 1978, Social Networks 1(3), 215-239; Borgatti & Everett 1997, Social Networks 19(3), 243-269"


def distances(
    network: Network,
    actors: Sequence[str] = (),
    *,
    among: Among = "funders",
    kinds: Sequence[str] = (),
    scales: Sequence[str] = (),
    progress: Progress | None = None,
) -> Distances:
    r"""The distances among funders, or among other actors that are chosen.

    The distance :math:`d_{ij}` of two actors is the number of steps of a shortest path, a step being an action that
    both ends of it carry; the actors on the way may be any of the network. Over the pairs that reach one another,
    :math:`R`, the mean is :math:`\frac{1}{|R|} \sum_{\{i, j\} \in R} d_{ij}` and the diameter
    :math:`\max_{\{i, j\} \in R} d_{ij}`.

    Parameters
    ----------
    network : Network
        Who carries what; the ties it was made of say what "carrying together" means here.
    actors : sequence of str
        These alone, by id or name.
    among : {"funders", "actors"}
        Where no actors are named: those that fund something in this network, or all. Where nobody funds, all.
    kinds, scales : sequence of str
        Of these, only actors of such a kind and scale (codes or labels).
    progress : callable, optional
        Called with the share that is done.

    Returns
    -------
    Distances
        Steps, whole numbers. Pairs without a way are counted, and are in no mean. With fewer than two actors there is
        no pair, and it says so.

    Raises
    ------
    UnknownName
        The data have no such actor, kind or scale.
    UsageError
        An actor is in the data, but not in this network.

    Notes
    -----
    The projection is never made: its distances are half of those of the two-mode network. Large networks are searched
    from 512 actors at once, one bit each (`graphkit.networks.kernels.distances`), small ones one by one. The distances
    of a pair are kept only while they are counted, so that thousands of actors take no more memory than some hundred.

    References
    ----------
    .. [1] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3),
       215-239.
    .. [2] Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> print(distances(cafe_and_garden(), among="actors"))
    3 actors, 3 pairs: 3 reach one another (100%). Mean distance 1.33 steps, the largest 2: Families – Fund.
    By steps: 1 (2 pairs), 2 (1 pair).
    A path shows actions carried together, not agreement or coordination.
    """
    import numpy as np

    from graphkit.networks.provenance import provenance
    from graphkit.paths.distances_result import Distances

    if among not in AMONG:
        raise UnknownName("choice of actors", among, AMONG)
    rows, options = _chosen(network, actors, among, kinds, scales)
    count = len(rows)
    reached, total, farthest = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.int64)
    far_from = np.full(count, -1, dtype=np.int64)
    ordered: dict[int, int] = {}
    for at, steps in _searches(network, rows, progress):
        here = np.arange(at, at + len(steps))
        steps[np.arange(len(steps)), here] = -1  # oneself
        there = steps >= 0
        reached[here], total[here] = there.sum(axis=1), np.where(there, steps, 0).sum(axis=1)
        farthest[here] = np.maximum(steps.max(axis=1), 0)
        # The first of the farthest; argmax of nobody is anybody.
        far_from[here] = np.where(there.any(axis=1), steps.argmax(axis=1), -1)
        for distance, pairs in zip(*np.unique(steps[there], return_counts=True), strict=True):
            ordered[int(distance)] = ordered.get(int(distance), 0) + int(pairs)
    return Distances(
        network=network,
        rows=rows,
        reached=reached,
        total=total,
        farthest=farthest,
        far_from=far_from,
        counts={distance: n // 2 for distance, n in sorted(ordered.items())},
        options=options,
        provenance=provenance(network, "distances", options, reference=REFERENCE),
    )


def steps_between(network: Network, rows: Rows) -> NDArray[np.int64]:
    """The steps from each of some actors to each, -1 where there is no way; held all at once."""
    import numpy as np

    parts = [steps for _, steps in _searches(network, rows, None)]
    return np.concatenate(parts) if parts else np.zeros((0, len(rows)), dtype=np.int64)


def _chosen(
    network: Network, actors: Sequence[str], among: Among, kinds: Sequence[str], scales: Sequence[str]
) -> tuple[Rows, dict[str, Any]]:
    """The rows of the actors that are meant, ascending, and the options that say so."""
    import numpy as np

    from graphkit.model.vocabularies import code

    if isinstance(actors, str):
        raise UsageError(f"actors={actors!r} is one word where several are taken: write actors=({actors!r},).")
    asked = {"kind": [code("kinds", each) for each in kinds], "scale": [code("scales", each) for each in scales]}
    options: dict[str, Any] = {f"{name}s": codes for name, codes in asked.items() if codes}
    if actors:
        rows = np.array(sorted({network.actor(name) for name in actors}), dtype=np.int64)
        options["actors"] = [network.actor_ids[row] for row in rows]
    else:
        fund = funders(network) if among == "funders" else np.zeros(0, dtype=np.int64)
        options["among"] = "funders" if len(fund) else "actors"
        rows = fund if len(fund) else np.arange(network.n_actors)
    if any(asked.values()):
        table = network.snapshot.actors.select(["id", "kind", "scale"]).to_pydict()
        at = {id: place for place, id in enumerate(table["id"])}
        for name, codes in asked.items():
            if codes:
                rows = np.array([row for row in rows if table[name][at[network.actor_ids[row]]] in codes], np.int64)
    return rows, options


def funders(network: Network) -> Rows:
    """The rows of the actors that fund something in this network."""
    import numpy as np
    import pyarrow.compute as pc

    is_money = np.asarray(pc.equal(network.snapshot.ties["type"], "FUNDS").to_numpy(), dtype=np.bool_)
    index = network.tie_index
    pair = np.repeat(np.arange(network.n_pairs), np.diff(index.ptr))
    actor = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    return np.unique(actor[pair[is_money[index.rows]]])


def _searches(network: Network, rows: Rows, progress: Progress | None) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Where among the rows each part begins, and the steps from these to all of the rows; -1 where there is no way."""
    import numpy as np

    from graphkit.measures._kernels import arrays, pay
    from graphkit.measures._ways import ways
    from graphkit.networks.kernels.distances import UNREACHED, between

    looks = len(rows) * (network.n_actors + network.n_actions + 2.0 * network.n_pairs)
    # One by one where it is soon done, and where a way is longer than the kernel can write.
    at_once = pay(network, looks) and ways(network).longest < UNREACHED // 2
    for at in range(0, len(rows), TOGETHER):
        part = rows[at : at + TOGETHER]
        if at_once:
            steps = between(arrays(network), part)[:, rows].astype(np.int64)
            steps[steps == UNREACHED] = -1
        else:
            steps = _one_by_one(network, part)[:, rows]
        yield at, steps
        if progress is not None:
            progress(min((at + TOGETHER) / len(rows), 1.0))


def _one_by_one(network: Network, part: Rows) -> NDArray[np.int64]:
    import numpy as np

    from graphkit.measures._graphs import both_modes
    from graphkit.networks.kernels.breadth import distances_from

    ties = both_modes(network)
    n = network.n_actors
    found = np.array([distances_from(ties, int(row))[:n] for row in part], dtype=np.int64)
    return np.where(found < 0, -1, found // 2)
