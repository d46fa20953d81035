"""Links that other actions of a kind have, and one action has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.bottom_link.result import BottomLink

NAMED = 5


def missing(result: BottomLink, action: str) -> pd.DataFrame:
    """What links an action lacks that others of its kind have.

    Of its kind are the actions that have a policy field with it. Compared are cells, a scale with a kind of support,
    at scales other than the action's own and other than the peer's.

    Returns
    -------
    pandas.DataFrame
        ``scale``, ``kind``; ``peers``: how many of the ``of_peers`` actions of its kind have such a link;
        ``examples``: the first five of them; ``whom``: the first five to whom. Those that most peers have first. No row
        where nothing is missing, where the action names no field, or where its own scale is not known.
    """
    import pandas as pd

    from graphkit.bottom_link.kinds import KINDS
    from graphkit.bottom_link.profile import with_side
    from graphkit.model.vocabularies import vocabularies

    columns = ["scale", "kind", "peers", "of_peers", "examples", "whom"]
    there = peers(result, action)
    own_scale = result.profile(action)["scale"]
    if not there or pd.isna(own_scale):
        return pd.DataFrame(columns=columns)
    beyond = with_side(result.links)
    beyond = beyond[beyond["side"].isin(("wider", "narrower"))]
    own = beyond[beyond["action"] == action]
    has = set(zip(own["end_scale"], own["kind"], strict=True))
    others = beyond[beyond["action"].isin(there) & (beyond["end_scale"] != own_scale)]
    names = dict(zip(result.profiles["id"], result.profiles["name"], strict=True))
    rows = []
    for (scale, kind), cell in others.groupby(["end_scale", "kind"], sort=True):
        if (scale, kind) in has:
            continue
        at = list(dict.fromkeys(names[each] for each in cell["action"]))
        ends = list(dict.fromkeys(cell["end_name"]))
        rows.append((scale, kind, cell["action"].nunique(), len(there), at[:NAMED], ends[:NAMED]))
    scales = list(vocabularies()["scales"])
    rows.sort(key=lambda row: (-row[2], -scales.index(row[0]), KINDS.index(row[1])))
    return pd.DataFrame(rows, columns=columns)


def peers(result: BottomLink, action: str) -> set[str]:
    """The other actions that have a policy field with an action."""
    import pyarrow.compute as pc

    links = result.network.snapshot.links
    named = pc.and_(pc.equal(links["type"], "IN_FIELD"), pc.equal(links["start_label"], "Action"))
    in_field = links.filter(named)
    pairs = list(zip(in_field["start_id"].to_pylist(), in_field["end_id"].to_pylist(), strict=True))
    fields = {field for of, field in pairs if of == action}
    return {of for of, field in pairs if field in fields} - {action}
