"""A network small enough to check by hand, for the examples in docstrings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.networks.network import Network


def cafe_and_garden() -> Network:
    """A city that carries a café with a fund and a garden with families."""
    import pyarrow as pa

    from graphkit.model.columns import tables
    from graphkit.networks.snapshot import Snapshot

    def table(name: str, columns: list[str], rows: list[tuple[object, ...]]) -> pa.Table:
        return pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], schema=tables()[name])

    ends = ["type", "id", "actor", "action", "role", "amount", "currency", "source", "locator"]
    return Snapshot(
        actors=table("actors", ["id", "name"], [("city", "City"), ("fund", "Fund"), ("families", "Families")]),
        actions=table("actions", ["id", "name"], [("café", "Café"), ("garden", "Garden")]),
        ties=table(
            "ties",
            ends,
            [
                ("FUNDS", "1", "city", "café", None, 4000.0, "EUR", "s", "row 2"),
                ("FUNDS", "2", "fund", "café", None, 2000.0, "EUR", "s", "row 3"),
                ("FUNDS", "3", "city", "garden", None, 1500.0, "EUR", "s", "row 4"),
                ("TAKES_PART", "4", "families", "garden", "initiator", None, None, "s", "row 5"),
            ],
        ),
        sources=table("sources", ["id", "name"], [("s", "An example")]),
    ).network()
