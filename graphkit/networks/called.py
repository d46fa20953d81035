"""How nodes are called in a language, where the data have a name in it beside the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from graphkit.networks.snapshot import Snapshot

# The tables of a snapshot whose nodes may have a French name.
TABLES = ("actors", "actions", "others")


def names_of(table: pa.Table, lang: str) -> dict[str, str]:
    """What each node of a table of a snapshot is called in a language, by id."""
    columns = (table[name].to_pylist() for name in ("id", "name", "name_fr"))
    return {id: other if lang == "fr" and other else name for id, name, other in zip(*columns, strict=True)}


def french(snapshot: Snapshot) -> dict[str, str]:
    """The French name for each name; one that nodes translate in two ways is left out."""
    ways: dict[str, set[str]] = {}
    for name in TABLES:
        table = snapshot.tables()[name]
        for called_, other in zip(table["name"].to_pylist(), table["name_fr"].to_pylist(), strict=True):
            if other:
                ways.setdefault(called_, set()).add(other)
    return {name: next(iter(others)) for name, others in ways.items() if len(others) == 1}


def called(names: Iterable[str], snapshot: Snapshot, lang: str) -> list[str]:
    """Names as they are said in a language: those without one in it as they are."""
    known = snapshot.french_names if lang == "fr" else {}
    return [known.get(name, name) for name in names]
