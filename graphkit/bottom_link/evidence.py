"""The ties and links behind the bottom-link profile of an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.bottom_link.result import BottomLink


def evidence(result: BottomLink, action: str) -> pd.DataFrame:
    """What states each link of an action; see `BottomLink.evidence`."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    from graphkit.networks.link_evidence import Stated, link_table

    network = result.network
    of = result.links[result.links["action"] == action]
    tied = network.evidence(action=action) if action in network.action_ids else network.evidence().head(0)
    tied = tied[tied["tie"].isin(of["tie"])]
    links = network.snapshot.links
    wanted = of[of["type"].isin(("MEMBER_OF", "PART_OF"))]
    chosen = pc.and_(
        pc.is_in(links["type"], value_set=pa.array(["MEMBER_OF", "PART_OF"])),
        pc.is_in(links["id"], value_set=pa.array(wanted["tie"].tolist(), pa.string())),
    )
    called = result.profile(action)["name"]
    stated = [
        Stated(
            tie=row["id"],
            type=row["type"],
            end=end["end"],
            end_name=end["end_name"],
            action=action,
            action_name=called,
            tie_actor=row["start_id"],
            tie_action=row["end_id"],
            source=row["source"],
            locator=row["locator"],
            role=row["role"],
        )
        for row in links.filter(chosen).to_pylist()
        for end in wanted[(wanted["tie"] == row["id"]) & (wanted["type"] == row["type"])].head(1).to_dict("records")
    ]
    if not stated:
        return tied.reset_index(drop=True)
    linked = link_table(network, stated)
    if not len(tied):
        return linked
    return pd.concat([tied.astype(object), linked.astype(object)], ignore_index=True)
