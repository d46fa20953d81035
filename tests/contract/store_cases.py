"""Batches that the contract tests of stores write."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphkit.model.batches import Batch, TieRow


def node(id: str, **properties: Any) -> dict[str, Any]:
    return {"id": id, "name": properties.pop("name", id), **properties}


def tie(start: str, end: str, id: str, **properties: Any) -> TieRow:
    return TieRow(start, end, {"id": id, "source": "s", "locator": f"row {id}", **properties})


def grants() -> Batch:
    """Two funders of one action, one of them twice; the second grant lacks most of what is known of the first."""
    return Batch(
        nodes={
            "Source": [node("s", name="grants.csv")],
            "Actor": [
                node("a", name="Ville de Lille", kind="local_authority", founded=date(1066, 1, 2), aliases=["Lille"]),
                node("b", name="Région"),
                node("c", name="Régie de quartier"),
            ],
            "Action": [node("x", name="Ateliers", start=date(2020, 1, 1), implied=True, year=2020)],
        },
        funders={"a", "b"},
        ties={
            ("FUNDS", "Actor", "Action"): [
                tie("a", "x", "1", amount=1200.5, currency="EUR", date=date(2020, 3, 1), year=2020),
                tie("a", "x", "2"),
                tie("b", "x", "3", amount=-0.0),
            ],
            ("TAKES_PART", "Actor", "Action"): [tie("c", "x", "4", role="recipient")],
        },
    )
