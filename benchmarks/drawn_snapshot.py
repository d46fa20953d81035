"""A drawn network as the tables of a snapshot, as a store of it would give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa
    from drawn_networks import Drawn

    from graphkit import Snapshot


def as_snapshot(network: Drawn) -> Snapshot:
    """The network as the tables of a snapshot, with ids, names, amounts and sources as publishers have them."""
    import pyarrow as pa

    from graphkit import Snapshot
    from graphkit.model.columns import tables

    def filled(name: str, /, **columns: Any) -> pa.Table:
        schema, n = tables()[name], len(columns["id"])
        return pa.table({each.name: columns.get(each.name, pa.nulls(n, each.type)) for each in schema}, schema=schema)

    def text(form: str, numbers: Any) -> pa.Array:
        return pa.array([form.format(number) for number in numbers.tolist()])

    n, m, ties = network.size.actors, network.size.actions, len(network.actor)
    actor_ids, action_ids = text("FR-SIREN:{:09}", np.arange(n)), text("FR-SCDL:2025-{:07}", np.arange(m))
    euros, funds = pa.array(["EUR"]).take(pa.array(np.zeros(ties, int))), pa.array(["FUNDS"])
    return Snapshot(
        actors=filled("actors", id=actor_ids, name=text("Organisation number {}", np.arange(n))),
        actions=filled("actions", id=action_ids, name=text("Action number {} of its kind", np.arange(m))),
        ties=filled(
            "ties",
            id=text("scdl:{:07}", np.arange(ties)),
            type=funds.take(pa.array(np.zeros(ties, int))),
            actor=actor_ids.take(pa.array(network.actor)),
            action=action_ids.take(pa.array(network.action)),
            amount=pa.array(network.amount),
            currency=euros,
            year=pa.array(2010 + network.action % 15),
            source=pa.array(["file:0123456789abcdef"]).take(pa.array(np.zeros(ties, int))),
            locator=text("row {}", np.arange(ties) + 2),
        ),
        sources=filled("sources", id=pa.array(["file:0123456789abcdef"]), name=pa.array(["Drawn"])),
    )
