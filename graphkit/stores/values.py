"""Values as engines give them, turned into plain Python and into tables: the same from both engines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_PLAIN = frozenset((str, int, float, bool, type(None), date))

# How the direct handle writes dates, times, durations and paths that stand in a result by themselves.
_TEMPORAL = re.compile(r"-?\d{4,}-\d\d-\d\d(T.*)?|\d\d:\d\d.*|-?P[-\dT].*|\(#-?\d+:-?\d+\).*", re.DOTALL)


def collect(tx: Any, statement: str, params: Mapping[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows of a statement in a transaction of the driver; a unit of work."""
    result = tx.run(statement, dict(params))
    return list(result.keys()), result.values()


def from_driver(value: Any) -> Any:
    """A value of the neo4j driver as plain Python.

    Nodes and relationships become dicts of their properties, a path the list of them in turn; dates and times those of
    the standard library, times with a zone in UTC; durations their ISO 8601 text; points a dict of coordinates.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [from_driver(item) for item in value]
    if kind is dict:
        return {name: from_driver(item) for name, item in value.items()}
    return _special(value)


def _special(value: Any) -> Any:
    from neo4j.graph import Entity, Path
    from neo4j.spatial import Point
    from neo4j.time import Date, DateTime, Duration, Time

    if isinstance(value, Entity):
        return {name: from_driver(item) for name, item in sorted(value.items())}
    if isinstance(value, Path):
        nodes, ties = [from_driver(node) for node in value.nodes], [from_driver(tie) for tie in value.relationships]
        return [nodes[0], *(part for pair in zip(ties, nodes[1:], strict=True) for part in pair)]
    if isinstance(value, DateTime):
        return _in_utc(value.to_native())
    if isinstance(value, (Date, Time)):
        return value.to_native()
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, Point):
        return dict(zip("xyz", value, strict=False))
    return value


def from_handle(value: Any) -> Any:
    """A value of the embedded engine's direct handle as plain Python, as `from_driver` gives it."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [from_handle(item) for item in value]
    if kind is dict:
        items = sorted(value.items()) if "@rid" in value else value.items()
        return {name: from_handle(item) for name, item in items if not ("@rid" in value and name.startswith("@"))}
    if kind is datetime:
        return _in_utc(value)
    return value


def is_ambiguous(value: Any) -> bool:
    """Whether a value of the direct handle may be a date, time, duration or path that it wrote as text."""
    kind = type(value)
    if kind is str:
        return _TEMPORAL.fullmatch(value) is not None
    if kind is list:
        return any(map(is_ambiguous, value))
    if kind is dict:
        # Properties of a node or relationship come typed.
        return "crs" in value or ("@rid" not in value and any(map(is_ambiguous, value.values())))
    return False


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


def frame(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Rows as a DataFrame; whole numbers and truth values stay so where some are missing."""
    import pandas as pd

    data: dict[int, Any] = {}
    for index in range(len(columns)):
        values = [row[index] for row in rows]
        kinds = {type(value) for value in values}
        if type(None) in kinds and kinds <= {int, type(None)} and len(kinds) == 2:
            data[index] = pd.array(values, dtype="Int64")
        elif type(None) in kinds and kinds == {bool, type(None)}:
            data[index] = pd.array(values, dtype="boolean")
        elif kinds & {list, dict} or (date in kinds):
            data[index] = pd.Series(values, dtype=object)
        else:
            data[index] = pd.Series(values, dtype=None if values else object)
    made = pd.DataFrame(data, index=range(len(rows)))
    made.columns = pd.Index(list(columns), dtype=object)
    return made


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Rows as an Arrow table, types as the values have them."""
    import pyarrow as pa

    return pa.table({name: pa.array([row[index] for row in rows]) for index, name in enumerate(columns)})
