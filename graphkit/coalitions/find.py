"""Coalitions of a network: groups of actors, how sure they are, and who is how sure in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.coalitions.basis import Basis
    from graphkit.coalitions.found import Found
    from graphkit.coalitions.result import Coalitions
    from graphkit.coalitions.stability.assessment import Assessed
    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network

# Runs on the network itself, and of how many of them one on each rewired network.
RUNS, FEWER = 100, 5


def coalitions(
    network: Network,
    method: str = "leiden",
    *,
    backbone: str | None = None,
    alpha: float = 0.05,
    correction: str = "none",
    weight: str = "count",
    draws: int | None = None,
    resolution: float = 1.0,
    seed: int = 0,
    starts: int | None = None,
    runs: int = RUNS,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Coalitions:
    r"""Groups of actors that are present together, how surely each is found again, and who surely belongs to it.

    Parameters
    ----------
    network : Network
        In two modes: what is chance is not to be seen in a projection.
    method : {"leiden", "louvain", "bipartite", "overlapping"}
        ``leiden``, ``louvain``: each actor in one group at most, by the modularity of ties of actors. ``bipartite``:
        actors and actions in groups together, without a projection. ``overlapping``: ties in groups, so that an actor
        may be in several. See `graphkit.coalitions.methods`.
    backbone : {"sdsm", "fdsm", "disparity", "none"}, optional
        Of which ties: those alone of pairs that meet more often than their activity explains, see
        `graphkit.backbones.backbone`; or of all that have something in common, where nothing or ``none`` is said.
        Small networks may have no pair that is surprising by itself, and yet groups that are more than chance.
    alpha : float
        Of a backbone: keep a pair whose p-value is at most this.
    correction : {"none", "holm", "bh"}
        Of a backbone.
    weight : {"count", "newman", "amount"}
        What a tie is where there is no backbone, or the backbone ``disparity``; see
        `graphkit.networks.projection.project`.
    draws : int, optional
        Of ``fdsm``: how many networks are drawn (10,000 if nothing is said); in runs 1,000 at most.
    resolution : float
        Above 1: more and smaller groups; below 1: fewer and larger ones.
    seed : int
        All that is drawn is derived from it.
    starts : int, optional
        The best of so many; what is usual depends on the method.
    runs : int
        On how many samples of the actions the groups are to be found again; 0 says nothing of stability.
    threads : int, optional
        How many at once; without, ``GRAPHKIT_THREADS`` or as many as there are cores. The result does not depend on it.
    progress : callable, optional
        Called with the share that is done, from 0 to 1.

    Returns
    -------
    Coalitions
        The groups of two or more, largest first, equal sizes by their members: ``c1``, ``c2`` … None is an answer.
        Actors that share nothing with anyone, that no backbone ties, or that the method leaves by themselves are in no
        group and counted.

    Raises
    ------
    UnknownName
        There is no such method, backbone or correction.
    UsageError
        A number is out of range, or an option is of another method.

    Notes
    -----
    **Runs.** Each sees half of the actions, drawn without replacement, and looks for groups there with a seed of its
    own and a resolution of 0.8, 1 or 1.25 times the one asked for. The groups of ``leiden`` and ``louvain`` are those
    the runs agree on, `graphkit.coalitions.stability.consensus`; those of the other methods are of the whole network.

    **Stability** of a group: the mean over the runs of its likeness to the group that is most like it, with the
    percentiles 2.5 and 97.5, `graphkit.coalitions.stability.recovery`.

    **Stable** is a group of three or more whose stability is at least .5 and above what the best of all groups reaches
    in networks rewired with the same margins (the whole way, for 39 of them, at a level of .05),
    `graphkit.coalitions.stability.assessment`. In a network drawn so, one time in twenty at most any group is called
    stable.

    **Cost.** That of one search, about nine times `runs`: each rewired network has a fifth of the runs, ten at least
    where there are as many. They are looked at only where a group could be stable.

    **What these groups may not be called.** Methods find groups in every network, in one drawn at random as well. A
    coalition here means actors present together more often than the margins of the data explain. Sharing actions is
    neither shared belief nor coordination, whatever the test.

    Examples
    --------
    With the network of two circles of three funders in hand, which one action joins:

    >>> print(coalitions(network, runs=0))  # doctest: +SKIP
    2 coalitions of 6 actors in all, modularity 0.42 (Leiden, resolution 1, seed 0).
    1 actor shares nothing with anyone.
    c1: Agence, Caf and 1 more (3 actors)
    c2: Mairie, Région and 1 more (3 actors)
    Groups are found in any network, also in a random one: nothing here shows that these are more than chance.
    Sharing actions is neither shared belief nor coordination.
    """
    from graphkit import discovery
    from graphkit.coalitions.basis import METHODS, Basis, check

    chosen = None if backbone in (None, "none") else backbone
    usual = int(discovery.module(METHODS, method, "method").STARTS)
    options = (method, chosen, alpha, correction, weight, draws, resolution)
    basis = Basis(*options, starts=usual if starts is None else starts, seed=seed)
    check(basis, network.n_actors)
    if runs < 0:
        raise UsageError(f"runs={runs} must be 0 or more.")
    ties = basis.ties(network, threads=threads)
    found, assessed, by_chance = None, None, None
    if not (runs and basis.by_consensus):
        found = basis.search(network, ties, seed=seed)
    if runs:
        assessed, by_chance = _assessed(network, basis, ties, found, runs, seed, threads, progress)
        found = assessed.found
    assert found is not None
    return _result(network, basis, ties, found, assessed, by_chance, runs)


def _assessed(  # noqa: PLR0917 - handed on as they came
    network: Network,
    basis: Basis,
    ties: csr_array[Any] | None,
    found: Found | None,
    runs: int,
    seed: int,
    threads: int | None,
    progress: Progress | None,
) -> tuple[Assessed, NDArray[np.float64]]:
    from threading import Lock

    import numpy as np

    from graphkit.coalitions.stability.assessment import REWIRED, assess, chance, could_be_stable
    from graphkit.networks.kernels._running import cores

    at_once = threads or cores()
    each_rewired = fewer(runs) + (0 if basis.by_consensus else basis.worth)
    n_done, n_all, one_by_one = 0, runs + REWIRED * each_rewired, Lock()

    def tell() -> None:
        nonlocal n_done
        with one_by_one:
            n_done += 1
            if progress is not None:
                progress(n_done / n_all)

    told: dict[str, Any] = {"threads": at_once, "tell": tell}
    assessed = assess(network, basis, runs=runs, seed=(seed,), found=found, ties=ties, **told)
    if not could_be_stable(assessed.recovery):
        return assessed, np.zeros(0)
    return assessed, chance(network, basis, runs=fewer(runs), seed=seed, **told)


def fewer(runs: int) -> int:
    """How many runs each rewired network has: a fifth, and ten at least where there are as many."""
    return max(runs // FEWER, min(runs, 10))


def _result(  # noqa: PLR0917 - handed on as they came
    network: Network,
    basis: Basis,
    ties: csr_array[Any] | None,
    found: Found,
    assessed: Assessed | None,
    by_chance: NDArray[np.float64] | None,
    runs: int,
) -> Coalitions:
    import numpy as np

    from graphkit import discovery
    from graphkit.coalitions.basis import METHODS
    from graphkit.coalitions.result import Coalitions
    from graphkit.networks.provenance import provenance

    ids = network.actor_ids
    large = [number for number, group in enumerate(found.groups) if len(group) > 1]
    # Ids are sorted, and so are rows.
    order = sorted(range(len(large)), key=lambda at: (-len(found.groups[large[at]]), found.groups[large[at]].tolist()))
    groups = [found.groups[large[at]] for at in order]
    tied = network.projection().matrix if ties is None else ties
    values = {"modularity": _quality(network, basis, tied, found)}
    has_tie = np.diff(tied.indptr) > 0
    sizes = np.diff(network.by_action.indptr)
    shares = network.incidence @ (sizes > 1).astype(np.int64) > 0
    in_group = np.zeros(network.n_actors, dtype=np.bool_)
    in_group[np.concatenate([*groups, np.zeros(0, dtype=np.int64)])] = True
    values |= {"n_sharing_nothing": float((~shares).sum()), "n_untied": float((shares & ~has_tie).sum())}
    values |= {"n_left_alone": float((has_tie & ~in_group).sum()), "n_ties": float(tied.nnz // 2)}
    options: dict[str, Any] = {"method": basis.method, "resolution": basis.resolution, "weight": basis.weight}
    options |= {"seed": basis.seed, "starts": basis.starts, "runs": runs}
    asked: dict[str, Any] = {"resolution": basis.resolution, "weight": basis.weight, "backbone": basis.backbone}
    if basis.backbone is not None:
        asked |= {"alpha": basis.alpha, "correction": basis.correction}
    options |= asked
    reference = discovery.module(METHODS, basis.method, "method").REFERENCE
    parameters = {**asked, "starts": basis.starts, "runs": runs}
    if basis.backbone == "fdsm":
        parameters["draws"] = options["draws"] = 10_000 if basis.draws is None else basis.draws
    made = provenance(network, basis.method, parameters, seed=basis.seed, reference=reference)
    if basis.backbone is None and not basis.two_mode:
        made["network"]["projection"] = basis.weight
    standing = stability = None
    if assessed is not None and by_chance is not None:
        from graphkit.coalitions.stability.standing import stabilities, standings

        standing = standings(assessed.recovery, ids, order, runs)
        stability = stabilities(assessed.recovery, order, by_chance)
        made["account"] = {"by_chance": np.sort(by_chance)[::-1].tolist(), "runs_by_chance": fewer(runs)}
    actions = None
    if found.actions is not None:
        columns = network.action_ids
        actions = [[columns[column] for column in found.actions[large[at]].tolist()] for at in order]
    return Coalitions(
        name="coalitions",
        groups=[[ids[row] for row in group.tolist()] for group in groups],
        names=dict(zip(ids, network.actor_names, strict=True)),
        unit="",
        options=options,
        provenance=made,
        network=network,
        values=values,
        strengths=[_strengths(tied, group, ids) for group in groups],
        standing=standing,
        stability=stability,
        actions=actions,
        shares=None if assessed is None else assessed.together,
    )


def _quality(network: Network, basis: Basis, ties: csr_array[Any], found: Found) -> float:
    """The modularity of the groups; nan where they overlap, or there is nothing to group."""
    from graphkit.coalitions.modularity import modularity, two_mode_modularity

    if found.actions is not None:
        return two_mode_modularity(network.incidence, found.groups, found.actions, basis.resolution)
    if sum(map(len, found.groups)) > len({row for group in found.groups for row in group.tolist()}):
        return float("nan")
    return modularity(ties, found.groups, basis.resolution)


def _strengths(ties: csr_array[Any], group: NDArray[np.int64], ids: Sequence[str]) -> dict[str, float]:
    """For each member the sum of the weights of its ties to the others of the group."""
    within = ties[group][:, group].sum(axis=1)
    return {ids[row]: float(strength) for row, strength in zip(group.tolist(), within, strict=True)}
