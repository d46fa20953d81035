"""The ties asked for that are not in the network, by the reason for which each was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from graphkit.reports.facts import Facts
    from graphkit.reports.said import Rows


def left_out(facts: Facts) -> dict[str, Rows]:
    """The ties behind each reason, as far as they can be told; a reason whose ties are not as many has none.

    In the order in which a network leaves them out, for a tie that has two reasons counts for the first.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    ties, asked = facts.snapshot.ties, facts.network.spec.request
    keep = pc.is_in(ties["type"], value_set=pa.array(asked.ties, pa.string())).to_numpy()
    found = {}
    for why, which in _reasons(facts):
        rows = np.flatnonzero(keep & which)
        if len(rows) and facts.network.spec.left_out.get(why) == len(rows):
            found[why] = facts.evidence.ties(rows)
        keep = keep & ~which
    return found


def _reasons(facts: Facts) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from graphkit.networks.untied import receives
    from graphkit.networks.years import years

    snapshot, asked = facts.snapshot, facts.network.spec.request
    ties, none = snapshot.ties, snapshot.untied
    when = years(ties, snapshot.actions, snapshot.action_of_ties)
    yield "refused, withdrawn or pending", none.undecided
    yield "only asked for", none.asked
    yield "of recipients to what was refused or only asked for", none.received
    if asked.roles is not None:
        of_roles = pc.fill_null(pc.is_in(ties["role"], value_set=pa.array(asked.roles, pa.string())), False).to_numpy()
        yield "in another role", pc.equal(ties["type"], "TAKES_PART").to_numpy() & ~of_roles
    if asked.fields:
        # Of ties outside the years too it cannot be told which reason came first: then their number is another.
        yield "of actions in no such field", ~np.isin(np.arange(ties.num_rows), facts.rows)
    if asked.window:
        yield "without a year", ~when.dated
        yield "of other years", ~when.within(asked.since, asked.until)
    elif facts.grain == "recipient-year":
        yield "without a year", ~when.dated & ~receives(ties)
