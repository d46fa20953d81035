"""Who could come next to an action, or beside an actor, by the four-cycles that a new tie would close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.paths.distances import Among
    from graphkit.paths.likely.result import Suggestions

    Rows = NDArray[np.int64]

What = Literal["partners", "actions"]
By = Literal["four_cycles", "common_neighbours"]
WHAT = ("partners", "actions")
BY = ("four_cycles", "common_neighbours")

REFERENCE = (
    "Shekhtman, Gates & Barabási 2024, Scientific Reports 14; Liben-Nowell & Kleinberg 2007, Journal of the American "
    "Society for Information Science and Technology 58(7), 1019-1031"
)


def suggest(
    network: Network,
    *,
    action: str | None = None,
    actor: str | None = None,
    what: What = "partners",
    by: By = "four_cycles",
    among: Among = "funders",
    top: int = 20,
) -> Suggestions:
    r"""Likely next funders of an action; or likely next co-funders, or actions, of an actor.

    Two actors who carry one action together often carry others together: a closed way of four ties (a four-cycle). So
    a tie of actor a to action x is the likelier the more four-cycles it would close,

    .. math:: s_{ax} = \sum_{b \ne a} c_{ab} B_{bx}, \quad c_{ab} = \sum_y B_{ay} B_{by}

    where B is the incidence of actors and actions, and :math:`c_{ab}` the number of actions that a and b share: the
    ways a – y – b – x. For two actors that share nothing yet it is :math:`s_{ad} = \sum_b c_{ab} c_{bd}`: what a would
    close if it joined each of the actions of d. Beside it stands the plain number of common neighbours, which counts
    each actor b in between once, :math:`\sum_b [c_{ab} > 0] B_{bx}` and :math:`\sum_b [c_{ab} > 0] [c_{bd} > 0]`.

    Parameters
    ----------
    network : Network
        Who carries what.
    action, actor : str
        Whom it is about, one of the two, by id or name.
    what : {"partners", "actions"}
        Of an actor: with whom it shares nothing yet and could, or which actions it could join.
    by : {"four_cycles", "common_neighbours"}
        What ranks first.
    among : {"funders", "actors"}
        Who may be suggested: those that fund something in this network, or all. Where nobody funds, all.
    top : int
        How many, at most. How many there are in all is told.

    Returns
    -------
    Suggestions
        Four-cycles, whole numbers of 1 or more: who would close none is not suggested. None where nobody is left, or
        nobody in between; it says so.

    Raises
    ------
    UnknownName
        The data have no such actor or action.
    UsageError
        Both an actor and an action are named, or neither.

    Notes
    -----
    It counts ties on record. It knows nothing of interest, means or rules, and whether it foretells anything in these
    data is for `graphkit.paths.likely.backtest.backtest` to tell. Actors of many ties have many ways to anything.

    Only rows of the matrix products that are asked about are made: the ties of the partners' actions.

    References
    ----------
    .. [1] Shekhtman, L. M., Gates, A. J., Barabási, A.-L. (2024). Mapping philanthropic support of science. Scientific
       Reports 14. https://doi.org/10.1038/s41598-024-58367-2
    .. [2] Liben-Nowell, D., Kleinberg, J. (2007). The link-prediction problem for social networks. Journal of the
       American Society for Information Science and Technology 58(7), 1019-1031.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> print(suggest(cafe_and_garden(), action="Garden"))
    1 funder could come next to Garden. Both rankings begin with Fund.
    Fund (four-cycles 1, common neighbours 1): City, with whom it shares Café
    Counted from ties on record; nothing is known of interest, means or rules. --backtest tells whether it foretells.
    """
    import numpy as np

    from graphkit.networks.provenance import provenance
    from graphkit.paths.likely.result import Suggestions

    for given, known, name in ((what, WHAT, "kind of suggestion"), (by, BY, "ranking")):
        if given not in known:
            raise UnknownName(name, given, known)
    if (action is None) == (actor is None):
        raise UsageError("Name an action or an actor to suggest for: one of the two.")
    if top < 1:
        raise UsageError(f"At least one suggestion must be asked for, not {top}.")
    options: dict[str, Any] = {"by": by, "among": among, "top": top}
    if action is not None:
        subject, target = network.action(action), "funders"
        options["action"] = network.action_ids[subject]
        ways, through = _of_action(network, subject)
    else:
        assert actor is not None
        subject, target = network.actor(actor), what
        options |= {"actor": network.actor_ids[subject], "what": what}
        ways, through = _of_actor(network, subject, what)
    if target != "actions":
        ways = np.where(candidates(network, among), ways, 0)
    found = np.flatnonzero(ways)
    first, second = (ways, through) if by == "four_cycles" else (through, ways)
    order = found[np.lexsort((found, -second[found], -first[found]))]
    return Suggestions(
        network=network,
        target=target,
        subject=subject,
        found=order,
        ways=ways[order],
        through=through[order],
        options=options,
        provenance=provenance(network, "likely next ties by four-cycles", options, reference=REFERENCE),
    )


def candidates(network: Network, among: Among) -> NDArray[np.bool_]:
    """Which actors may be suggested."""
    import numpy as np

    from graphkit.paths.distances import AMONG, funders

    if among not in AMONG:
        raise UnknownName("choice of actors", among, AMONG)
    fund = funders(network) if among == "funders" else np.zeros(0, dtype=np.int64)
    chosen = np.ones(network.n_actors, dtype=np.bool_)
    if len(fund):
        chosen[:] = False
        chosen[fund] = True
    return chosen


def _of_action(network: Network, column: int) -> tuple[Rows, Rows]:
    """Of each actor the four-cycles that its tie to an action would close, and through how many; 0 of its own."""
    import numpy as np
    from scipy.sparse import csr_array

    by_action = network.by_action
    own = by_action.indices[by_action.indptr[column] : by_action.indptr[column + 1]]
    shared = csr_array(network.incidence[own] @ by_action)
    ways, through = _sums(shared, np.ones(len(own), dtype=np.int64))
    ways[own] = through[own] = 0
    return ways, through


def _of_actor(network: Network, row: int, what: What) -> tuple[Rows, Rows]:
    """The same of an actor: for each other actor that it shares nothing with, or for each action that it has not."""
    import numpy as np
    from scipy.sparse import csr_array

    shares = partners_of(network, row)
    others = np.array(sorted(shares), dtype=np.int64)
    times = np.array([shares[other] for other in others.tolist()], dtype=np.int64)
    incidence = csr_array(network.incidence[others])
    onward = csr_array(incidence @ network.by_action) if what == "partners" else incidence
    ways, through = _sums(onward, times)
    own = (
        [row, *others.tolist()]
        if what == "partners"
        else network.indices[network.indptr[row] : network.indptr[row + 1]]
    )
    ways[own] = through[own] = 0
    return ways, through


def _sums(onward: Any, times: Rows) -> tuple[Rows, Rows]:
    """The sum of each column, its rows taken so many times; and how many of its rows have anything."""
    import numpy as np

    counts = np.diff(onward.indptr)
    weights = (onward.data * np.repeat(times, counts)).astype(np.float64)
    width = onward.shape[1]
    ways = np.rint(np.bincount(onward.indices, weights=weights, minlength=width)).astype(np.int64)
    return ways, np.bincount(onward.indices, minlength=width).astype(np.int64)


def partners_of(network: Network, row: int) -> dict[int, int]:
    """The actors that an actor shares actions with, and how many."""
    import numpy as np

    columns = network.indices[network.indptr[row] : network.indptr[row + 1]]
    turned = network.by_action
    others = [turned.indices[turned.indptr[column] : turned.indptr[column + 1]] for column in columns.tolist()]
    rows, times = np.unique(np.concatenate(others) if others else np.zeros(0, np.int64), return_counts=True)
    return {int(other): int(n) for other, n in zip(rows, times, strict=True) if other != row}
