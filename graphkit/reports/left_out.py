"""The ties that a network was asked for with and leaves out, each by the reason that the network tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.reports.facts import Facts
    from graphkit.reports.said import Rows

    Marks = NDArray[np.bool_]

NOWHERE, OWN = "without a recipient", "of recipients to what they receive for"


def left_out(facts: Facts) -> dict[str, Rows]:
    """The ties behind each reason."""
    return {why: facts.evidence.ties(rows) for why, rows in rows_left_out(facts.network).items()}


def rows_left_out(network: Network) -> dict[str, NDArray[np.int64]]:
    """The rows of the snapshot's ties by reason, as many as ``network.spec.left_out`` counts.

    A tie is left out for the first reason that holds; what a recipient does in what it receives for may tie it to other
    recipients of that.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    ties, request = network.snapshot.ties, network.spec.request
    keep = np.asarray(pc.is_in(ties["type"], value_set=pa.array(request.ties, pa.string())).to_numpy(), dtype=np.bool_)
    found = {}
    for why, marks in _reasons(network):
        if why and (keep & marks).any():
            found[why] = np.flatnonzero(keep & marks)
        keep = keep & ~marks
    return found


def _reasons(network: Network) -> Iterator[tuple[str, Marks]]:
    """Reasons in the order in which they are looked at, with the ties that they are of; nothing for what is told."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from graphkit.networks.untied import receives
    from graphkit.networks.years import years

    snapshot, request = network.snapshot, network.spec.request
    ties, none = snapshot.ties, snapshot.untied
    when = years(ties, snapshot.actions, snapshot.action_of_ties)
    yield "refused, withdrawn or pending", none.undecided
    yield "only asked for", none.asked
    yield "of recipients to what was refused or only asked for", none.received
    if request.roles is not None:
        in_roles = pc.is_in(ties["role"], value_set=pa.array(request.roles, pa.string())).to_numpy()
        yield "in another role", pc.equal(ties["type"], "TAKES_PART").to_numpy() & ~in_roles
    if request.fields:
        yield "of actions in no such field", ~_in_fields(network)
    if request.window:
        yield "without a year", ~when.dated
        yield "of other years", ~when.within(request.since, request.until)
    if request.grain != "action":
        # Who receives is the column, and no tie is left out by that.
        yield "", receives(ties)
    if request.grain == "recipient-year":
        yield "without a year", ~when.dated
    if network.spec.left_out.keys() & {NOWHERE, OWN}:
        nowhere, own = _of_recipients(network)
        yield NOWHERE, nowhere
        yield OWN, own


def _in_fields(network: Network) -> Marks:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    snapshot = network.snapshot
    links, fields = snapshot.links, pa.array(network.spec.request.fields, pa.string())
    of_actions = pc.and_(pc.equal(links["type"], "IN_FIELD"), pc.equal(links["start_label"], "Action"))
    found = links.filter(pc.and_(of_actions, pc.is_in(links["end_id"], value_set=fields)))
    there = pc.is_in(snapshot.actions["id"], value_set=found["start_id"].combine_chunks())
    return np.asarray(there.to_numpy(), dtype=np.bool_)[snapshot.action_of_ties]


def _of_recipients(network: Network) -> tuple[Marks, Marks]:
    """Ties to what nobody receives for, and those of a recipient, other than money, to what it receives for itself."""
    import numpy as np
    import pandas as pd

    from graphkit.networks.rollup import rollup
    from graphkit.networks.untied import recipients

    snapshot, request = network.snapshot, network.spec.request
    counted_as, _ = rollup(snapshot.actors, snapshot.links, request.rollup, request.since, request.until)
    ids = snapshot.actors["id"].to_pylist()
    counted = {id: ids[at] for id, at in zip(ids, counted_as.tolist(), strict=True)}

    def as_counted(column: pd.Series[str]) -> pd.Series[str]:
        return column.map(counted).fillna(column)

    ties = snapshot.ties.select(["actor", "action", "type", "recipient"]).to_pandas()
    known = recipients(snapshot)
    stated = ties["recipient"].notna()
    actor = as_counted(ties["actor"])
    of_all = pd.MultiIndex.from_arrays([known["action"], as_counted(known["actor"])])
    among = pd.MultiIndex.from_arrays([ties["action"], actor]).isin(of_all)
    nowhere = ~stated & ~ties["action"].isin(known["action"])
    own = (ties["type"] != "FUNDS") & np.where(stated, actor == as_counted(ties["recipient"]), among)
    return nowhere.to_numpy(dtype=np.bool_), own.to_numpy(dtype=np.bool_)
