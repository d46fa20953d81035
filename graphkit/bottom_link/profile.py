"""The bottom-link profile of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.bottom_link.links import links
from graphkit.bottom_link.result import BottomLink
from graphkit.errors import UsageError
from graphkit.groups.inward_outward import Index, inward_outward

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot

REFERENCE = (
    "A proposal of graphkit after Castro-Arce & Vanclay 2020 (bridging roles) and Krackhardt & Stern 1988 (E-I index); "
    "no measure of bottom-linked innovation is agreed on"
)

FORMULA = "share = (wider + narrower) / (own + wider + narrower), in other ends of known scale; E-I = 2 share - 1"


def bottom_link(
    of: Network | Snapshot,
    *,
    assume: str | None = None,
    draws: int = 1000,
    seed: int = 0,
    progress: Progress | None = None,
) -> BottomLink:
    r"""Which actions other scales carry, and how: a proposal of graphkit.

    No measure of bottom-linked innovation is agreed on. This one counts, for each action, the other ends that it is
    linked to, by scale, by kind of support, and by who initiated the action:

    .. math:: share = \frac{wider + narrower}{own + wider + narrower}, \qquad
              EI = \frac{E - I}{E + I} = 2\,share - 1, \qquad
              diversity = \exp\Big(-\sum_c p_c \ln p_c\Big)

    where *own*, *wider* and *narrower* are the other ends at the action's own scale, at wider ones (a ministry of a
    neighbourhood's action) and at narrower ones, E = wider + narrower and I = own; and :math:`p_c` is the share of a
    cell c, one scale with one kind of support, among the links from other scales. No number is given without its parts.

    Parameters
    ----------
    of : Network or Snapshot
        Of a network, at the grain of actions, the ties that it has, and the memberships of those years of who carries
        its actions; of a snapshot, all that count. All actions of the data are listed: one without a tie has no link.
    assume : str, optional
        A scale that actions are to have whose own the data do not state: the user's word, printed with the result.
        Without it they have none.
    draws, seed : int
        Of the permutation test of the whole; see `graphkit.groups.inward_outward`.

    Returns
    -------
    BottomLink
        Actions without any link to another scale first, then by share; those whose own scale is not known last: they
        have links, and no share.

    Raises
    ------
    UsageError
        A network whose columns are not actions.
    UnknownName
        `assume` is no scale.

    Notes
    -----
    A link is another end with one kind of support. Kinds: what ``SUPPORTS`` states; *financial* for whatever ``FUNDS``
    gives, in kind too; *scientific* for researchers and evaluators and *technical* for trainers and designers among
    those who take part, *part* for all other roles; *network* also for a network that who carries the action is a
    member of; *programme* for a programme that it is part of. Those whom an action serves, and who oppose it, do not
    count. Direction: *there* where the other end initiated the action, *here* where others did or where a member joined
    its network, *unsaid* where the data name no initiator. Who initiated a single tie no data say.

    ``p_outward`` of an action is the probability of so many ends at other scales, or more, were the scales dealt out
    anew among all other ends of known scale: hypergeometric, hence exact. That of the whole is drawn.

    A source that says little of who supports an action makes it look alone. O(ties × draws).

    References
    ----------
    .. [1] Castro-Arce, K., Vanclay, F. (2020). Transformative social innovation for sustainable rural development: an
       analytical framework to assist community-based initiatives. Journal of Rural Studies 74, 45-54.
    .. [2] Krackhardt, D., Stern, R. N. (1988). Informal networks and organizational crises. Social Psychology
       Quarterly 51(2), 123-140.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> bottom_link(cafe_and_garden(), assume="municipal").to_frame()[["name", "own", "wider", "unknown"]]
         name  own  wider  unknown
    0    Café    0      0        2
    1  Garden    0      0        2
    """
    from graphkit.model.vocabularies import code
    from graphkit.networks.provenance import provenance
    from graphkit.networks.snapshot import Snapshot

    network = of.network() if isinstance(of, Snapshot) else of
    if network.spec.request.grain != "action":
        raise UsageError("The bottom-link profile is of actions: take the network with grain='action'.")
    scale = None if assume is None else code("scales", assume)
    found, n_no_support = links(network)
    actions = _actions(network, scale)
    found["own_scale"] = found["action"].map(dict(zip(actions["id"], actions["scale"], strict=True)))
    profiles = _profiles(actions, found)
    options = {"assume": scale, "draws": draws, "seed": seed}
    made = provenance(network, "bottom-link profile", options, seed=seed if draws else None, reference=REFERENCE)
    made["formula"] = FORMULA
    made["account"] = {
        "own_scale_unknown": int(actions["scale"].isna().sum()),
        "own_scale_assumed": int(actions["assumed"].sum()),
        "ties_of_no_support": n_no_support,
    }
    whole = _whole(found, draws, seed, progress)
    return BottomLink(
        name="bottom_link",
        unit="other ends",
        options=options,
        provenance=made,
        network=network,
        profiles=profiles,
        links=found,
        whole=whole,
    )


def _actions(network: Network, assume: str | None) -> pd.DataFrame:
    import pandas as pd

    table = network.snapshot.actions.select(["id", "name", "scale"])
    # Plain objects: None stays None, whatever pandas makes of texts.
    frame = pd.DataFrame({name: pd.Series(table[name].to_pylist(), dtype=object) for name in table.column_names})
    frame["assumed"] = frame["scale"].isna() & (assume is not None)
    if assume is not None:
        frame["scale"] = frame["scale"].fillna(assume)
    names = dict(zip(frame["id"], frame["name"], strict=True))
    larger = {start: names[end] for start, end in _within_actions(network) if end in names}
    frame["part_of"] = pd.Series([larger.get(id) for id in frame["id"]], dtype=object)
    return frame


def _within_actions(network: Network) -> list[tuple[str, str]]:
    """Actions with the actions that they are part of; of several the first by id."""
    import pyarrow.compute as pc

    links = network.snapshot.links
    both = pc.and_(pc.equal(links["start_label"], "Action"), pc.equal(links["end_label"], "Action"))
    kept = links.filter(pc.and_(pc.equal(links["type"], "PART_OF"), both))
    return sorted(zip(kept["start_id"].to_pylist(), kept["end_id"].to_pylist(), strict=True), reverse=True)


def _profiles(actions: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """One row an action, in the order in which they are read."""
    import pandas as pd

    ends = with_side(found).drop_duplicates(["action", "label", "end"])
    frame = actions.set_index("id")
    counts = pd.crosstab(ends["action"], ends["side"]) if len(ends) else pd.DataFrame()
    for side in ("own", "wider", "narrower", "unknown"):
        column = counts[side] if side in counts else pd.Series(dtype=int)
        frame[side] = column.reindex(frame.index).fillna(0).astype(int)
    known = frame["scale"].notna()
    frame["ends"] = ends.groupby("action").size().reindex(frame.index).fillna(0).astype(int)
    beyond = frame["wider"] + frame["narrower"]
    base = (beyond + frame["own"]).where(known)
    frame["share"] = (beyond / base.where(base > 0)).astype(float)
    frame["ei"] = 2 * frame["share"] - 1
    outside = with_side(found)
    outside = outside[outside["side"].isin(("wider", "narrower"))]
    frame["p_outward"] = _p_outward(frame, ends)
    frame = frame.join(_diversity(outside), how="left")
    for direction in ("there", "here", "unsaid"):
        toward = outside[outside["direction"] == direction].drop_duplicates(["action", "label", "end"])
        frame[direction] = toward.groupby("action").size().reindex(frame.index).fillna(0).astype(int)
    for name in ("own", "wider", "narrower", "scales", "kinds", "there", "here", "unsaid"):
        # Nothing, not 0, where the action's own scale is not known.
        frame[name] = frame[name].fillna(0).where(known).astype("Int64")
    situation = np.where(~known, 2, np.where(beyond > 0, 1, 0))
    frame["situation"] = np.array(["alone", "linked", "unknown"], dtype=object)[situation]
    frame = frame.reset_index().assign(_at=situation).sort_values(["_at", "share", "id"], kind="stable")
    return frame.drop(columns="_at").reset_index(drop=True)


def with_side(found: pd.DataFrame) -> pd.DataFrame:
    """The links with ``side``: own, wider, narrower, or unknown where one of the two scales is."""
    from graphkit.model.vocabularies import vocabularies

    order = {code: at for at, code in enumerate(vocabularies()["scales"])}
    own, its = (found[column].map(order).astype(float) for column in ("own_scale", "end_scale"))
    side = np.select([own.isna() | its.isna(), its > own, its < own], ["unknown", "wider", "narrower"], "own")
    return found.assign(side=side)


def _p_outward(frame: pd.DataFrame, ends: pd.DataFrame) -> Any:
    """The exact test of each action: so many ends at other scales or more, scales dealt out among all ends."""
    from scipy.stats import hypergeom

    n_known = frame["own"] + frame["wider"] + frame["narrower"]
    everyone = ends[ends["end_scale"].notna()].drop_duplicates(["label", "end"])
    at_scale = everyone["end_scale"].value_counts()
    own = frame["scale"].map(at_scale).fillna(0).astype(float)
    p = hypergeom.cdf(frame["own"], len(everyone), own, n_known) if len(frame) and len(everyone) else np.nan
    return np.where(frame["scale"].notna() & (n_known > 0), p, np.nan)


def _diversity(outside: pd.DataFrame) -> pd.DataFrame:
    """Of each action the scales, the kinds of support, and the effective number of cells of the two."""
    links_ = outside.drop_duplicates(["action", "label", "end", "kind"])
    cells = links_.groupby(["action", "end_scale", "kind"]).size()
    share = cells / cells.groupby("action").transform("sum")
    entropy = -(share * np.log(share.astype(float))).groupby("action").sum()
    by = links_.groupby("action")
    counts = {"scales": by["end_scale"].nunique(), "kinds": by["kind"].nunique(), "diversity": np.exp(entropy)}
    import pandas as pd

    return pd.DataFrame(counts)


def _whole(found: pd.DataFrame, draws: int, seed: int, progress: Progress | None) -> Index:
    """The E-I index of all pairs of an action and another end whose scales are known."""
    pairs = found[found["own_scale"].notna() & found["end_scale"].notna()].drop_duplicates(["action", "label", "end"])
    ends = (pairs["label"] + " " + pairs["end"]).to_numpy()
    ids, first, end = np.unique(ends.astype(str), return_index=True, return_inverse=True)
    actions, first_of, action = np.unique(
        pairs["action"].to_numpy().astype(str), return_index=True, return_inverse=True
    )
    scales = [*pairs["end_scale"].to_numpy()[first], *pairs["own_scale"].to_numpy()[first_of]]
    _, label = np.unique(np.array(scales, dtype=str), return_inverse=True)
    n = len(ids)
    of_ends, of_actions = (np.bincount(part, minlength=label.max(initial=0) + 1) for part in (label[:n], label[n:]))
    within = int((of_ends * of_actions).sum())
    return inward_outward(
        end.astype(np.int64),
        action.astype(np.int64) + n,
        label.astype(np.int64),
        np.arange(len(label)) < n,
        between=n * len(actions) - within,
        within=within,
        draws=draws,
        seed=seed,
        progress=progress,
    )
