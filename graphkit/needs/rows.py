"""The ties and links behind a number, and where each stands in its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot

COLUMNS = (
    *("tie", "type", "start", "start_name", "end", "end_name", "role", "amount", "currency", "basis", "year"),
    *("source", "source_name", "locator"),
)


def evidence_rows(snapshot: Snapshot, ties: Iterable[int], links: Iterable[int]) -> pd.DataFrame:
    """What some ties and links state, given by their rows in the snapshot.

    Returns
    -------
    pandas.DataFrame
        ``tie`` (its id) and ``type``; ``start`` and ``end`` with their names: an actor and an action, an action and its
        territory …; ``role`` (or membership, support, channel); ``amount``, ``currency``, ``basis`` and ``year`` of
        money as stated; ``source``, ``source_name``, ``locator``. By type, start, end and tie.
    """
    import pandas as pd
    import pyarrow as pa

    some_ties = snapshot.ties.take(pa.array(sorted(set(map(int, ties))), pa.int64()))
    some_links = snapshot.links.take(pa.array(sorted(set(map(int, links))), pa.int64()))
    named = {
        **{("Actor", id): name for id, name in _names(snapshot.actors)},
        **{("Action", id): name for id, name in _names(snapshot.actions)},
        **{
            (label, id): name
            for label, id, name in zip(
                *(snapshot.others[column].to_pylist() for column in ("label", "id", "name")), strict=True
            )
        },
    }
    sources = dict(_names(snapshot.sources))
    rows = [
        {
            "tie": row["id"],
            "type": row["type"],
            "start": row["actor"],
            "start_name": named.get(("Actor", row["actor"])),
            "end": row["action"],
            "end_name": named.get(("Action", row["action"])),
            **{column: row[column] for column in ("role", "amount", "currency", "basis", "source", "locator")},
            "year": row["year"] or next((row[day].year for day in ("date", "start", "end") if row[day]), None),
        }
        for row in some_ties.to_pylist()
    ] + [
        {
            "tie": row["id"],
            "type": row["type"],
            "start": row["start_id"],
            "start_name": named.get((row["start_label"], row["start_id"])),
            "end": row["end_id"],
            "end_name": named.get((row["end_label"], row["end_id"])),
            **{column: row[column] for column in ("role", "source", "locator")},
        }
        for row in some_links.to_pylist()
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    # None stays None, whatever pandas makes of what a row lacks.
    frame = frame.where(frame.notna(), None)
    frame["source_name"] = [sources.get(each) for each in frame["source"]]
    frame["amount"] = pd.array(frame["amount"].tolist(), dtype="Float64")
    frame["year"] = pd.array(frame["year"].tolist(), dtype="Int64")
    return frame.sort_values(["type", "start", "end", "tie"], kind="stable", ignore_index=True)


def _names(table: object) -> list[tuple[str, str]]:
    return list(zip(*(table[column].to_pylist() for column in ("id", "name")), strict=True))  # type: ignore[index]
