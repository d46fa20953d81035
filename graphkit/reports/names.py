"""Names in the language of a report, where the data have one in it beside the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.networks.called import TABLES, french

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

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


def _named(table: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    number = table.schema.get_field_index("name")
    return table.set_column(number, table.schema.field(number), pc.coalesce(table["name_fr"], table["name"]))
