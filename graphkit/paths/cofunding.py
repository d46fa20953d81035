"""Co-funding paths: through which actions, carried together, one actor is connected to another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.paths.ranked import Order
    from graphkit.paths.result import PathsResult
    from graphkit.paths.steps import Steps

Weight = Literal["count", "amount"]

ORDERS = ("length", "strength")
WEIGHTS = ("count", "amount")

REFERENCE = "Yen 1971, Management Science 17(11), 712-716; Lawler 1972, Management Science 18(7), 401-405"

# More shortest paths than this are counted, not listed.
LIMIT = 1000


def paths(
    network: Network,
    a: str,
    b: str,
    *,
    k: int = 1,
    every_shortest: bool = False,
    by: Order = "length",
    weight: Weight = "count",
    limit: int = LIMIT,
) -> PathsResult:
    """The best paths from one actor to another over the actions that they and others carry together.

    A path of two steps reads: A carries an action with B, and B carries another with C. It shows present or past
    common work on record; it does not show that the actors at its ends know of each other or agree.
    The years of the two actors in an action need not be the same; they are given with each step. For those of one time
    make the network of these years (``since``, ``until``).

    Parameters
    ----------
    network : Network
        Who carries what; the ties it was made of say what "carrying together" means here.
    a, b : str
        The actors, by id or name.
    k : int
        How many paths, none of which passes an actor twice.
    every_shortest : bool
        All paths of the least length instead, the strongest first.
    by : {"length", "strength"}
        What comes first: fewer steps, or the stronger weakest step. The other breaks ties, then the ids in order.
    weight : {"count", "amount"}
        Strength of a step: ``count``, the number of actions that both carry; ``amount``, the sum over these actions of
        the smaller of the two amounts. By amount, actions where one of the two amounts is not known make no step.
        The strength of a path is that of its weakest step.
    limit : int
        How many paths `every_shortest` lists at most. Their number is always exact.

    Returns
    -------
    PathsResult
        Without paths where there is no way; it says why.

    Raises
    ------
    UsageError
        Both ends are one actor; one of them takes part in nothing in this network; the options do not go together.
    UnknownName
        The data have no such actor.

    Notes
    -----
    Distances are found on the two-mode graph itself, the number of shortest paths by adding up from their end, and the
    next best paths by the schemes of Yen and Lawler (`graphkit.paths.ranked.ranked`). Nothing is listed that was not
    asked for, however many paths there are.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> print(paths(cafe_and_garden(), "Fund", "Families"))
    Fund and Families are 2 steps apart, by 1 shortest path.
    1. Fund – City – Families: 2 steps, the weakest with 1 shared action.
       Fund – City: 1 shared action: Café; EUR 2,000 side by side
       City – Families: 1 shared action: Garden
    Side by side: action by action, the smaller of the two amounts.
    A path shows actions carried together, not agreement or coordination.
    """
    from graphkit.networks.provenance import provenance
    from graphkit.paths.ranked import ranked
    from graphkit.paths.result import PathsResult
    from graphkit.paths.search import shortest

    if by not in ORDERS:
        raise UnknownName("order of paths", by, ORDERS)
    if weight not in WEIGHTS:
        raise UnknownName("strength of a step", weight, WEIGHTS)
    if k < 1 or limit < 1:
        raise UsageError(f"At least one path must be asked for, not {min(k, limit)}.")
    if every_shortest and (k != 1 or by != "length"):
        raise UsageError("every_shortest takes all paths of the least length: leave out k and by.")
    start, end = network.actor(a), network.actor(b)
    if start == end:
        raise UsageError(f"{a!r} and {b!r} are one actor, {network.actor_names[start]}; a path needs two.")

    steps = _steps(network, weight)
    first = shortest(steps, start, end)
    options: dict[str, Any] = {"by": by, "weight": weight}
    options |= {"every_shortest": True, "limit": limit} if every_shortest else {"k": k}
    reason = ""
    found: Iterable[tuple[float, tuple[int, ...]]] = ()
    if first is None:
        reason = _reason(network, start, end, weight)
    elif every_shortest:
        found = islice(first.best_first(), limit)
    else:
        found = islice(ranked(steps, start, end, by), k)
    ends = {"a": network.actor_ids[start], "b": network.actor_ids[end]}
    return PathsResult(
        network=network,
        ends=(start, end),
        found_rows=list(found),
        unit=f"shared {network.spec.request.grain}s" if weight == "count" else network.spec.currency or "amount",
        options=options,
        provenance=provenance(network, "co-funding paths", ends | options, reference=REFERENCE),
        shortest_length=first.length if first else None,
        n_shortest=first.ways[start] if first else 0,
        reason=reason,
    )


def _steps(network: Network, weight: Weight) -> Steps:
    from scipy.sparse import csr_array

    from graphkit.paths.steps import Steps

    if weight == "count":
        return Steps(network.incidence)
    # Minor units are whole numbers: sums of them are exact, so that equal strengths are equal.
    minor = network.minor_amounts.astype(float)
    return Steps(csr_array((minor, network.indices, network.indptr), network.incidence.shape), by_amount=True)


def _reason(network: Network, start: int, end: int, weight: Weight) -> str:
    """Why there is no path, in one or two sentences."""
    from graphkit.paths.search import shortest

    steps = _steps(network, "count")
    one, other = network.actor_names[start], network.actor_names[end]
    found = shortest(steps, start, end) if weight == "amount" else None
    if found:
        return (
            f"No path leads from {one} to {other} on which both amounts of every step are known; "
            f"by the number of shared actions they are {found.length} step{'s' * (found.length > 1)} apart."
        )
    sizes = [len(steps.component(actor)) for actor in (start, end)]
    alone = [name for name, size in zip((one, other), sizes, strict=True) if size == 1]
    if alone:
        verb = "share" if len(alone) > 1 else "shares"
        return f"{' and '.join(alone)} {verb} no action with any other actor of this network."
    return (
        f"{one} and {other} are in different components: {one}'s has {sizes[0]:,} actors, {other}'s {sizes[1]:,}. "
        "No chain of shared actions leads from one to the other."
    )
