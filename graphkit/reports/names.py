"""What actors, actions and the rest are called in the language of a report."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphkit.networks.called import TABLES, french

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot


def in_language(snapshot: Snapshot, lang: str) -> Snapshot:
    """The snapshot with French names as names, where it has any and French is asked for; else the one given."""
    from graphkit.networks.snapshot import Snapshot

    held = snapshot.tables()
    if lang != "fr" or not any(held[name]["name_fr"].null_count < len(held[name]) for name in TABLES):
        return snapshot
    return Snapshot(**{**held, **{name: _named(held[name]) for name in TABLES}})


def translated(frame: pd.DataFrame, snapshot: Snapshot, lang: str) -> pd.DataFrame:
    """Rows of a query with French names in place of names; a name that nodes translate in two ways stays."""
    if lang != "fr":
        return frame
    known = french(snapshot)

    def said(value: object) -> object:
        if isinstance(value, list):
            return [said(each) for each in value]
        return known.get(value, value) if isinstance(value, str) else value

    return frame.map(said)


def names_of(snapshot: Snapshot, networks: tuple[Network, ...], lang: str) -> dict[str, str]:
    """What everything is called: by ``actor:ID``, ``action:ID``, ``Field:ID``, and ``called:NAME`` by the first name.

    A report counts in the data as they are and only writes in a language, so that its numbers are the same in both.
    What stands in the place of an action (who receives, who receives in a year) is among the actions. A name that nodes
    translate in two ways has no ``called``.
    """
    found: dict[str, str] = {}
    french: defaultdict[str, set[str]] = defaultdict(set)
    for table, label in (("actors", "actor"), ("actions", "action"), ("others", "")):
        held = snapshot.tables()[table]
        labels = held["label"].to_pylist() if not label else [label] * held.num_rows
        columns = (held[column].to_pylist() for column in ("id", "name", "name_fr"))
        for of, id, name, own in zip(labels, *columns, strict=True):
            found[f"{of}:{id}"] = (own if lang == "fr" else None) or name or id
            if own and lang == "fr":
                french[name].add(own)
    for network in networks:
        if network.spec.request.grain != "action":
            for id, name in zip(network.action_ids, network.action_names, strict=True):
                found[f"action:{id}"] = _column(id, name, found)
    found |= {f"called:{name}": next(iter(ways)) for name, ways in french.items() if len(ways) == 1}
    return {key: _one_line(name) for key, name in found.items()}


def _column(id: str, name: str, found: dict[str, str]) -> str:
    """Who receives, with the year where there is one."""
    actor, at, year = id.rpartition("@")
    whole = found.get(f"actor:{id}")
    if whole is not None:
        return whole
    return f"{found[f'actor:{actor}']} ({year})" if at and f"actor:{actor}" in found else name


def _one_line(name: str) -> str:
    """A name without line breaks, and without the signs that hold places in sentences."""
    return " ".join(name.replace("\ue000", "").replace("\ue001", "").split())


def _named(table: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    number = table.schema.get_field_index("name")
    return table.set_column(number, table.schema.field(number), pc.coalesce(table["name_fr"], table["name"]))
