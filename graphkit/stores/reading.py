"""The graph as Arrow tables. Properties that no tie has, or that all have alike, are not asked for.

An engine that gives Arrow columns is asked for them. Another is read one row an actor, for lists travel several times
faster than rows; ``collect`` drops nulls, so what is missing travels as a value that no property can have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError
from graphkit.model.columns import PROVENANCE, TWO_MODE, tables
from graphkit.model.schema import schema
from graphkit.stores.spread import Values

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Callable[[str, Mapping[str, Any]], tuple[list[str], list[list[Any]]]]
"""Given a statement and its parameters, the columns and rows; dates may be text."""

Spread = Callable[[str, Sequence[str]], dict[str, Values]]
"""Given a type of tie and properties of it, how their values spread."""

TieColumns = Callable[[tuple[str, str, str], Sequence[str]], "pa.Table"]
"""Given type, start and end of ties, and properties: a table of the ids of starts, of ends, and the properties."""

# Every tie has them and hardly two alike: nothing is gained by asking how they spread.
_VARIED = ("id", "locator")

# Refused in records by graphkit.model.validation, so no property has them: a text with a NUL, a number that is none.
NO_TEXT = "\0"
NO_NUMBER = "0.0 / 0.0"

# The column `role` of a table, by type of tie.
_ROLES = {"TAKES_PART": "role", "SUPPORTS": "support", "MEMBER_OF": "membership", "SAME_AS": "judgement"}


def read_tables(
    rows: Rows, spread: Spread, there: AbstractSet[str], tie_columns: TieColumns | None = None
) -> dict[str, pa.Table]:
    """All tables of a snapshot.

    Parameters
    ----------
    rows : callable
        Gives the rows of a statement.
    spread : callable
        Gives how the values of properties of a type of tie spread.
    there : set of str
        Labels and types that the store has any of: the others are not asked for.
    tie_columns : callable, optional
        Gives ties as Arrow columns, where the engine can.
    """
    shapes = tables()
    read = partial(_by_columns, tie_columns) if tie_columns else partial(_by_lists, rows)
    two_mode = [(type_, "Actor", "Action") for type_ in TWO_MODE]
    apart = (*TWO_MODE, *PROVENANCE, "IN_COALITION")
    links = [pair for pair in schema().end_pairs() if pair[0] not in apart]
    found = {
        "actors": _nodes(rows, ["Actor"], shapes["actors"]),
        "actions": _nodes(rows, ["Action"], shapes["actions"]),
        "ties": _ties(read, spread, [pair for pair in two_mode if pair[0] in there], shapes["ties"]),
        "links": _ties(read, spread, [pair for pair in links if there >= set(pair)], shapes["links"]),
        "others": _nodes(rows, [label for label in _others() if label in there], shapes["others"]),
        "sources": _nodes(rows, ["Source"], shapes["sources"]),
    }
    keys = {"ties": ["type", "id"], "links": ["type", "id"], "others": ["label", "id"]}
    return {
        name: table.sort_by([(key, "ascending") for key in keys.get(name, ["id"])]) for name, table in found.items()
    }


def _others() -> list[str]:
    apart = ("Actor", "Action", "Source", "Load", "Coalition")
    return [label for label in schema().nodes if label not in apart]


def _nodes(rows: Rows, labels: list[str], shape: pa.Schema) -> pa.Table:
    import pyarrow as pa

    parts = []
    for label in labels:
        wanted = [_node_column(label, name) for name in shape.names]
        listed = ", ".join(f"{text} AS c{index}" for index, text in enumerate(wanted))
        statement = f"MATCH (n:{label}) RETURN {listed}"
        found = rows(statement, {})[1]
        columns = list(zip(*found, strict=True)) or [()] * len(wanted)
        arrays = [_array(values, field, label) for values, field in zip(columns, shape, strict=True)]
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


def _ties(read: Read, spread: Spread, pairs: list[tuple[str, str, str]], shape: pa.Schema) -> pa.Table:
    import pyarrow as pa

    parts = [_of_kind(read, spread, pair, shape) for pair in pairs]
    return pa.concat_tables([shape.empty_table(), *parts])


def _of_kind(read: Read, spread: Spread, kind: Kind, shape: pa.Schema) -> pa.Table:
    """The ties of one type between nodes of two labels."""
    import pyarrow as pa

    type_, start, end = kind
    properties = schema().ties[type_].properties
    named = {name: _ROLES.get(type_, "channel") if name == "role" else name for name in shape.names}
    asked = {name: property_ for name, property_ in named.items() if property_ in properties}
    # What nothing has, or all have alike, need not travel a million times.
    known = spread(type_, sorted(of for of in asked.values() if of not in _VARIED))
    known |= {name: Values(1, 1, "", "~") for name in _VARIED}
    same = {name: known[of].low for name, of in asked.items() if known[of].is_one and properties[of].type == "str"}
    there = {name: of for name, of in asked.items() if known[of].count and name not in same}
    starts, ends, *found = read(kind, there, known, shape)
    columns: dict[str, Any] = {"actor": starts, "start_id": starts, "action": ends, "end_id": ends}
    for name, value in ({"type": type_, "start_label": start, "end_label": end} | same).items():
        columns[name] = pa.repeat(value, len(starts))
    columns |= dict(zip(there, found, strict=True))
    arrays = [columns[field.name] if field.name in columns else pa.nulls(len(starts), field.type) for field in shape]
    return pa.table([_cast(array, field, type_) for array, field in zip(arrays, shape, strict=True)], shape)


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


def _by_lists(
    rows: Rows, kind: Kind, there: Mapping[str, str], known: Mapping[str, Values], shape: pa.Schema
) -> list[pa.Array]:
    import pyarrow as pa

    type_, start, end = kind
    properties = schema().ties[type_].properties
    lists = [f"collect({_listed(properties[of].type, of, known[of].gaps)})" for of in there.values()]
    statement = f"MATCH (a:{start})-[t:{type_}]->(b:{end}) RETURN a.id, {', '.join(['collect(b.id)', *lists])}"
    found = rows(statement, {"no_text": NO_TEXT})[1]
    starts = pa.array(chain.from_iterable(repeat(row[0], len(row[1])) for row in found), pa.string())
    ends = pa.array(chain.from_iterable(row[1] for row in found), pa.string())
    columns = []
    for index, (name, of) in enumerate(there.items(), 2):
        values = list(chain.from_iterable(row[index] for row in found))
        columns.append(_array(values, shape.field(name), type_, known[of].gaps))
    return [starts, ends, *columns]


def _listed(type_: str, name: str, gaps: bool) -> str:
    text = f"toString(t.{name})" if type_ == "date" else f"t.{name}"
    if not gaps:
        return text
    missing = NO_NUMBER if type_ in ("float", "int") else "$no_text"
    return f"coalesce({text}, {missing})"


def _array(values: Any, field: pa.Field, of: str, gaps: bool = False) -> pa.Array:
    """Values of one column, sentinels and text of dates turned into what they stand for."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = field.type
    if pa.types.is_floating(kind) or pa.types.is_integer(kind):
        # NaN is the one value that differs from itself.
        given = [None if value != value else value for value in values] if gaps else values  # noqa: PLR0124
        with _of_the_model(field, of):
            return pa.array(given, kind)
    with _of_the_model(field, of):
        made = pa.array(values, pa.string() if pa.types.is_date(kind) else kind)
    if gaps:
        made = pc.if_else(pc.equal(made, NO_TEXT), pa.scalar(None, made.type), made)
    return _cast(made, field, of)


def _cast(array: pa.Array, field: pa.Field, of: str) -> pa.Array:
    with _of_the_model(field, of):
        return array if array.type == field.type else array.cast(field.type)


@contextmanager
def _of_the_model(field: pa.Field, of: str) -> Iterator[None]:
    """Says which property holds what the model has no place for: a statement of the user's may have written it."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
        raise DataError(
            f"The property {field.name} of {of} holds a value that is no {field.type}: {error}. "
            "Mend it with graphkit cypher --write."
        ) from None
