"""What was placed, kept in the store: a place is WITHIN its official territory by a tie of graphkit's own.

The tie stands beside what sources say, never instead of it: nothing of theirs is changed, and all of it is taken back
at once. Actors and actions stay LOCATED_IN the place that their source names, and are found from the official one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.model.batches import Batch, TieRow

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store

SOURCE = "placing:territories"
"""Id of the Source of these ties: they are found, and taken back, by it."""

_NAME = "Places tied to official territories by graphkit"

_HELD = "MATCH (:Territory)-[w:WITHIN {source: $source}]->(:Territory) RETURN w.id"


def tie(place: str, official: str, why: str) -> TieRow:
    """The tie of a place to an official territory; `why` is where it was read, for whoever asks."""
    digest = hashlib.sha256(f"{place}\n{official}".encode()).hexdigest()[:24]
    return TieRow(place, official, {"id": f"placed:{digest}", "source": SOURCE, "locator": why})


def replace(store: Store, ties: Sequence[TieRow]) -> tuple[int, int]:
    """How many ties were added and how many taken away, so that the store holds these and no others."""
    held = {row[0] for row in store.connection.rows(_HELD, {"source": SOURCE})[1]}
    wanted = {each.properties["id"]: each for each in ties}
    new = [each for id, each in wanted.items() if id not in held]
    gone = sorted(held - set(wanted))
    if new:
        source = {"id": SOURCE, "name": _NAME, "format": "place"}
        store.write(Batch(nodes={"Source": [source]}, ties={("WITHIN", "Territory", "Territory"): new}))
    if gone:
        store.execute(
            "UNWIND $ids AS id MATCH (:Territory)-[w:WITHIN {id: id}]->(:Territory) WHERE w.source = $source DELETE w",
            {"ids": gone, "source": SOURCE},
        )
    if not wanted:
        store.execute("MATCH (s:Source {id: $source}) DETACH DELETE s", {"source": SOURCE})
    return len(new), len(gone)


def undo(store: Store) -> int:
    """How many ties were taken back: all that placing has made."""
    return replace(store, ())[1]
