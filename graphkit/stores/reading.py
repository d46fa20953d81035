"""The graph as Arrow tables. Properties that no tie has, or that all have alike, are not asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING, Any

from graphkit.model.columns import PROVENANCE, TWO_MODE, tables
from graphkit.model.schema import schema
from graphkit.stores.arrays import array, cast
from graphkit.stores.at_once import at_once
from graphkit.stores.spread import Values
from graphkit.stores.tie_lists import Rows, TieLists

if TYPE_CHECKING:
    import pyarrow as pa

Spread = Callable[[str, Sequence[str]], dict[str, Values]]
"""Given a type of tie and properties of it, how their values spread."""

TieColumns = Callable[[tuple[str, str, str], Sequence[str]], "pa.Table"]
"""Given type, start and end of ties, and properties: a table of the ids of starts, of ends, and the properties."""

# Every tie has them and hardly two alike: nothing is gained by asking how they spread.
_VARIED = ("id", "locator")

# How the source of what an analysis wrote back is called.
FOUND = "analysis:"

# The column `role` of a table, by type of tie.
_ROLES = {"TAKES_PART": "role", "SUPPORTS": "support", "MEMBER_OF": "membership", "SAME_AS": "judgement"}


def read_tables(
    rows: Rows, spread: Spread, there: Mapping[str, int], tie_columns: TieColumns | None = None, threads: int = 1
) -> dict[str, pa.Table]:
    """All tables of a snapshot.

    Parameters
    ----------
    rows : callable
        Gives the rows of a statement.
    spread : callable
        Gives how the values of properties of a type of tie spread.
    there : mapping of str to int
        How many the store has of each label and type: those it has none of are not asked for.
    tie_columns : callable, optional
        Gives ties as Arrow columns, where the engine can.
    threads : int
        How many statements the engine is given at once.
    """
    shapes = tables()
    held = {name for name, count in there.items() if count}
    apart = (*TWO_MODE, *PROVENANCE, "IN_COALITION")
    kinds = {
        "ties": [(type_, "Actor", "Action") for type_ in TWO_MODE if type_ in held],
        "links": [kind for kind in schema().end_pairs() if kind[0] not in apart and held >= set(kind)],
    }
    fills = {type_: shapes[name] for name, each in kinds.items() for type_, _, _ in each}
    spreads = {type_: partial(spread, type_, _uneven(type_, shape)) for type_, shape in fills.items()}
    labels = {"actors": ["Actor"], "actions": ["Action"], "others": _others(held), "sources": ["Source"]}
    nodes = {name: partial(_nodes, rows, labels[name], shapes[name]) for name in labels}
    # What is slow stands first.
    answers = at_once(threads, [*spreads.values(), *nodes.values()])
    known = dict(zip(spreads, answers, strict=False))
    found = dict(zip(nodes, answers[len(spreads) :], strict=True))

    read: Read
    if tie_columns:
        read = partial(_by_columns, tie_columns)
    else:
        read = TieLists(rows, found["actors"]["id"].to_pylist(), there, threads)
    found |= {name: _ties(read, known, kinds[name], shapes[name]) for name in kinds}
    found["sources"] = _of_data(found["sources"])
    keys = {"ties": ["type", "id"], "links": ["type", "id"], "others": ["label", "id"]}
    return {
        name: table.sort_by([(key, "ascending") for key in keys.get(name, ["id"])]) for name, table in found.items()
    }


def _of_data(sources: pa.Table) -> pa.Table:
    """The sources without those of what analyses wrote back: a finding changes no data, and not their hash."""
    import pyarrow.compute as pc

    return sources.filter(pc.invert(pc.fill_null(pc.starts_with(sources["id"], FOUND), False)))


def _others(held: AbstractSet[str]) -> list[str]:
    apart = ("Actor", "Action", "Source", "Load", "Coalition")
    return [label for label in schema().nodes if label not in apart and label in held]


def _nodes(rows: Rows, labels: list[str], shape: pa.Schema) -> pa.Table:
    import pyarrow as pa

    parts = []
    for label in labels:
        wanted = [_node_column(label, name) for name in shape.names]
        listed = ", ".join(f"{text} AS c{index}" for index, text in enumerate(wanted))
        statement = f"MATCH (n:{label}) RETURN {listed}"
        found = rows(statement, {})[1]
        columns = list(zip(*found, strict=True)) or [()] * len(wanted)
        arrays = [array(values, field, label) for values, field in zip(columns, shape, strict=True)]
        parts.append(pa.table(arrays, shape))
    return pa.concat_tables([shape.empty_table(), *parts])


def _node_column(label: str, name: str) -> str:
    if name == "label":
        return f"'{label}'"
    if name == "funder":
        return "'Funder' IN labels(n)"
    properties = schema().nodes[label].properties
    if name not in properties:
        return "null"
    return f"toString(n.{name})" if properties[name].type == "date" else f"n.{name}"


Kind = tuple[str, str, str]
"""Type of a tie, label of its start, label of its end."""

Read = Callable[[Kind, Mapping[str, str], Mapping[str, Values], "pa.Schema"], "list[pa.Array]"]
"""Given a kind of tie, columns with the property of each, how those spread, and the types of the columns: the ids of
starts, those of ends, the columns."""


def _ties(read: Read, known: Mapping[str, Mapping[str, Values]], kinds: list[Kind], shape: pa.Schema) -> pa.Table:
    import pyarrow as pa

    parts = [_of_kind(read, known[kind[0]], kind, shape) for kind in kinds]
    return pa.concat_tables([shape.empty_table(), *parts])


def _asked(type_: str, shape: pa.Schema) -> dict[str, str]:
    """The columns that ties of a type fill, with the property of each."""
    named = {name: _ROLES.get(type_, "channel") if name == "role" else name for name in shape.names}
    return {name: property_ for name, property_ in named.items() if property_ in schema().ties[type_].properties}


def _uneven(type_: str, shape: pa.Schema) -> list[str]:
    return sorted(of for of in _asked(type_, shape).values() if of not in _VARIED)


def _of_kind(read: Read, spread: Mapping[str, Values], kind: Kind, shape: pa.Schema) -> pa.Table:
    """The ties of one type between nodes of two labels."""
    import pyarrow as pa

    type_, start, end = kind
    properties = schema().ties[type_].properties
    asked = _asked(type_, shape)
    # What nothing has, or all have alike, need not travel a million times.
    known = {**spread, **{name: Values(1, 1, "", "~") for name in _VARIED}}
    same = {name: known[of].low for name, of in asked.items() if known[of].is_one and properties[of].type == "str"}
    there = {name: of for name, of in asked.items() if known[of].count and name not in same}
    starts, ends, *found = read(kind, there, known, shape)
    columns: dict[str, Any] = {"actor": starts, "start_id": starts, "action": ends, "end_id": ends}
    for name, value in ({"type": type_, "start_label": start, "end_label": end} | same).items():
        columns[name] = pa.repeat(value, len(starts))
    columns |= dict(zip(there, found, strict=True))
    arrays = [columns[field.name] if field.name in columns else pa.nulls(len(starts), field.type) for field in shape]
    fields = [field.with_name(asked.get(field.name, field.name)) for field in shape]
    return pa.table([cast(values, field, type_) for values, field in zip(arrays, fields, strict=True)], shape)


def _by_columns(
    tie_columns: TieColumns, kind: Kind, there: Mapping[str, str], known: Mapping[str, Values], shape: pa.Schema
) -> list[pa.Array]:
    import pyarrow as pa

    found = tie_columns(kind, list(there.values()))
    if not found.num_rows:
        # The engine names no columns where it finds no rows.
        types = [pa.string(), pa.string(), *(shape.field(name).type for name in there)]
        return [pa.array([], type_) for type_ in types]
    return [column.combine_chunks() for column in found.columns]
